/* config_rules.c - what a text of the configuration may be. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config_priv.h"
#include "text.h"

static bool
only(const char *s, const char *allowed)
{
	return s[strspn(s, allowed)] == '\0';
}

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

const char *
wrong_file(const char *v)
{
	return v[0] == '/' ? NULL : "must be a path that begins with /";
}

const char *
wrong_file_if_any(const char *v)
{
	return v[0] == '\0' ? NULL : wrong_file(v);
}

const char *
wrong_base(const char *v)
{
	if (v[0] == '\0')
		return NULL;
	if (v[0] == '/' && strstr(v, "//") == NULL && v[strlen(v) - 1] != '/' &&
	    only(v, SMALL DIGITS "/-"))
		return NULL;
	return "must be empty or like /ig: a-z 0-9 - and no / at its end";
}

const char *
wrong_assets(const char *v)
{
	if (v[0] == '/' && v[strlen(v) - 1] == '/' && strstr(v, "//") == NULL &&
	    strstr(v, "/.") == NULL && only(v, SMALL CAPITALS DIGITS "/._-"))
		return NULL;
	return "must be like /assets/, with / at both ends";
}

/* What follows prefix in s, or NULL where s does not begin with it. */
static const char *
after(const char *s, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(s, prefix, n) == 0 ? s + n : NULL;
}

const char *
wrong_url(const char *v)
{
	const char *host = after(v, "https://");

	if (host == NULL)
		host = after(v, "http://");
	if (v[0] == '\0' || (host != NULL && host[0] != '\0' &&
				only(host, SMALL DIGITS ".:-[]")))
		return NULL;
	return "must be like https://ig.trust.example, small letters, no path";
}

const char *
wrong_zone(const char *v)
{
	char file[256];

	if (strcmp(v, "UTC") == 0)
		return NULL;
	snprintf(file, sizeof(file), "/usr/share/zoneinfo/%s", v);
	if (v[0] != '/' && strstr(v, "..") == NULL &&
	    only(v, SMALL CAPITALS DIGITS "/_+-") && access(file, R_OK) == 0)
		return NULL;
	return "is no time zone that this machine knows (package tzdata)";
}

const char *
wrong_name(const char *v)
{
	if (text_fine(v, strlen(v), TEXT_LINE))
		return NULL;
	return "must be UTF-8 without control characters";
}
