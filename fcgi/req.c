/* req.c - what the browser sent, taken apart within limits. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "clock.h"
#include "config.h"
#include "guard.h"
#include "req.h"
#include "route.h"
#include "tell.h"

#define URI_MOST 2000
#define REMOTE_MOST 63 /* what the broker takes */
#define LENGTH_DIGITS 12

static const char path_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz"
				 "0123456789._~/-";
static const char token_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz"
				  "0123456789_-";

/* Three groups of four letters and digits, easy to read out on the phone. */
static void
make_id(char id[20])
{
	static const char set[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char random[12];
	size_t i, n = 0;

	randombytes_buf(random, sizeof(random));
	for (i = 0; i < sizeof(random); i++) {
		if (i == 4 || i == 8)
			id[n++] = '-';
		id[n++] = set[random[i] % 32];
	}
	id[n] = '\0';
}

static enum method
method_of(const char *name)
{
	if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
		return METHOD_GET;
	return strcmp(name, "POST") == 0 ? METHOD_POST : METHOD_OTHER;
}

/* No "//", no "." and no ".." as a segment: one path has one spelling. */
static bool
plain(const char *path)
{
	const char *s;
	size_t n;

	if (path[0] != '/')
		return false;
	for (s = path + 1;; s += n + 1) {
		n = strcspn(s, "/");
		if (n == 0 && s[0] == '/')
			return false;
		if ((n == 1 && s[0] == '.') ||
		    (n == 2 && s[0] == '.' && s[1] == '.'))
			return false;
		if (s[n] == '\0')
			return true;
	}
}

bool
req_path_fine(const char *path)
{
	return path[strspn(path, path_bytes)] == '\0' && plain(path);
}

static bool
query_fine(const char *query)
{
	for (; *query != '\0'; query++)
		if (*query <= ' ' || *query > '~')
			return false;
	return true;
}

bool
req_too_long(const struct req *r)
{
	return strlen(r->wire->uri) > URI_MOST;
}

static enum err
split_uri(struct req *r)
{
	const char *uri = r->wire->uri;
	size_t n = strcspn(uri, "?");
	char *path;

	if (req_too_long(r))
		return ERR_MALFORMED;
	path = arena_copy(r->arena, uri, n);
	if (!req_path_fine(path))
		return ERR_MALFORMED;
	r->path = path;
	r->query = uri[n] == '?' ? uri + n + 1 : "";
	return query_fine(r->query) ? OK : ERR_MALFORMED;
}

static enum err
enter_base(struct req *r)
{
	const char *base = r->app->config->web.base_path;
	size_t n = strlen(base);

	if (strncmp(r->path, base, n) != 0)
		return ERR_NOTFOUND;
	if (r->path[n] != '/' && r->path[n] != '\0')
		return ERR_NOTFOUND;
	if (r->json != NULL)
		n += sizeof(API_PREFIX) - 1;
	r->path = r->path[n] == '\0' ? "/" : r->path + n;
	return OK;
}

/* Below the prefix a program asks, for the same pages as JSON. */
static void
enter_api(struct req *r)
{
	const char *base = r->app->config->web.base_path, *uri = r->wire->uri;
	size_t base_n = strlen(base), n = sizeof(API_PREFIX) - 1;

	if (strncmp(uri, base, base_n) != 0 ||
	    strncmp(uri + base_n, API_PREFIX, n) != 0 ||
	    strchr("/?", uri[base_n + n]) == NULL ||
	    strcmp(uri + base_n + n, "/openapi.json") == 0) /* is itself */
		return;
	r->json = arena_alloc(r->arena, sizeof(*r->json));
	r->json->w.out = r->out;
	r->json->base = base;
	r->json->below = API_PREFIX;
	r->json->ours = route_in_api;
}

/* Keep a cookie's value where it is named so; false for a second one. */
static bool
take_cookie(struct req *r, const char *pair, size_t n, const char *name,
    const char **value)
{
	size_t name_n = strlen(name);

	if (n <= name_n || memcmp(pair, name, name_n) != 0 ||
	    pair[name_n] != '=')
		return true;
	if (*value != NULL)
		return false;
	*value = arena_copy(r->arena, pair + name_n + 1, n - name_n - 1);
	return true;
}

/* What is no token of ours is no token at all. */
static void
drop_odd(const char **value)
{
	const char *v = *value;

	if (v != NULL && (strlen(v) != SESSION_TOKEN_TEXT - 1 ||
			     v[strspn(v, token_bytes)] != '\0'))
		*value = NULL;
}

static enum err
take_cookies(struct req *r)
{
	const struct config *c = r->app->config;
	const struct {
		const char *name, **value;
	} ours[] = { { guard_cookie_name(c), &r->token },
		{ guard_pre_name(c), &r->pre },
		{ guard_terminal_name(c), &r->terminal },
		{ guard_visitor_name(c), &r->visitor } };
	const size_t all = sizeof(ours) / sizeof(ours[0]);
	const char *s = r->wire->cookie;
	size_t n, i;

	while (*s != '\0') {
		s += strspn(s, "; \t");
		n = strcspn(s, ";");
		for (i = 0; i < all; i++)
			if (!take_cookie(r, s, n, ours[i].name, ours[i].value))
				return ERR_MALFORMED;
		s += n;
	}
	for (i = 0; i < all; i++)
		drop_odd(ours[i].value);
	return OK;
}

enum err
req_open(struct req *r)
{
	enum err e;

	r->began = clock_ticks();
	r->now = clock_now();
	r->today = clock_day(r->now);
	make_id(r->id);
	r->method = method_of(r->wire->method);
	r->path = r->query = "";
	r->body = arena_copy(r->arena, "", 0);
	r->remote = r->wire->remote;
	r->unit.by = (struct actor){ .name = "", .source = "web" };
	enter_api(r);
	if (r->wire->doubled || strlen(r->remote) > REMOTE_MOST)
		return ERR_MALFORMED;
	if ((e = split_uri(r)) != OK || (e = enter_base(r)) != OK)
		return e;
	return r->json != NULL ? OK : take_cookies(r);
}

bool
req_length(const struct req *r, size_t *length)
{
	const char *text = r->wire->content_length;
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || text[digits] != '\0' || digits > LENGTH_DIGITS)
		return false;
	for (*length = 0; *text != '\0'; text++)
		*length = *length * 10 + (size_t)(*text - '0');
	return true;
}

static bool
is_type(const char *type, const char *wanted)
{
	size_t n = strlen(wanted);

	return strncasecmp(type, wanted, n) == 0 &&
	       (type[n] == '\0' || type[n] == ';' || type[n] == ' ');
}

bool
req_body_json(const struct req *r)
{
	return r->json != NULL &&
	       is_type(r->wire->content_type, "application/json");
}

enum body_fault
req_body(struct req *r, size_t limit)
{
	const struct wire_request *w = r->wire;
	size_t length, got, n = 0;
	char more;

	if (!req_length(r, &length))
		return BODY_NO_LENGTH;
	if (length > limit)
		return BODY_TOO_LARGE;
	if (!is_type(w->content_type, "application/x-www-form-urlencoded") &&
	    !req_body_json(r))
		return BODY_WRONG_TYPE;
	r->body = arena_alloc(r->arena, length + 1);
	while (n < length) {
		got = w->read(w->from, r->body + n, length - n);
		if (got == 0)
			return BODY_CUT;
		n += got;
	}
	/* A body that is longer than it said is nobody's honest form. */
	if (w->read(w->from, &more, 1) != 0)
		return BODY_CUT;
	r->body_n = length;
	return BODY_OK;
}

const char *
req_arg(const struct req *r, unsigned place)
{
	const char *arg = place < REQ_ARGS ? r->args[place] : NULL;

	return arg == NULL ? "" : arg;
}

int64_t
req_arg_id(const struct req *r, unsigned place)
{
	const char *arg = req_arg(r, place);
	size_t digits = strspn(arg, "0123456789");
	int64_t id = 0;

	if (digits == 0 || arg[digits] != '\0' || arg[0] == '0')
		return 0;
	for (; *arg != '\0'; arg++)
		if (__builtin_mul_overflow(id, 10, &id) ||
		    __builtin_add_overflow(id, *arg - '0', &id))
			return 0;
	return id;
}

void
req_warn(struct req *r, const char *words)
{
	snprintf(r->warning, sizeof(r->warning), "%s", words);
}
