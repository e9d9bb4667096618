/* openapi_form.c - what a route takes, as the OpenAPI file has it. */
#include <string.h>

#include "lists.h"
#include "openapi.h"
#include "openapi_priv.h"
#include "route.h"
#include "tell.h"
#include "text.h"
#include "tmpl.h"
#include "upload.h"

static const struct tmpl_schema *
schema_named(const char *name)
{
	const struct tmpl_schema *s = tmpl_schemas;

	while (s->name != NULL && strcmp(s->name, name) != 0)
		s++;
	return s->name == NULL ? NULL : s;
}

static void
text_member(struct tell *j, const char *name, const char *type)
{
	tell_open(j, name, '{');
	tell_text(j, "type", type);
	tell_close(j, '}');
}

void
openapi_ref(struct tell *j, const char *where, const char *name)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s%s", where, name);
	tell_text(j, "$ref", buf_text(&b));
	buf_clear(&b);
}

void
openapi_open(struct tell *j, const char *type)
{
	tell_open(j, "content", '{');
	tell_open(j, type, '{');
	tell_open(j, "schema", '{');
}

void
openapi_close(struct tell *j)
{
	tell_close(j, '}');
	tell_close(j, '}');
	tell_close(j, '}');
}

static bool
guards(const char *name, size_t n)
{
	return (n == 4 && memcmp(name, "csrf", 4) == 0) ||
	       (n == 2 && memcmp(name, "op", 2) == 0);
}

/* Lists of texts; of words the text as well. */
static void
list_members(struct tell *j, const char *names, bool words)
{
	struct buf name = { 0 };
	size_t n;

	for (; *names != '\0'; names += n + (names[n] == ' ')) {
		n = strcspn(names, " ");
		buf_reset(&name);
		buf_add(&name, names, n);
		tell_open(j, buf_text(&name), '{');
		if (words) {
			tell_open(j, "type", '[');
			tell_text(j, NULL, "array");
			tell_text(j, NULL, "string");
			tell_close(j, ']');
		} else {
			tell_text(j, "type", "array");
		}
		text_member(j, "items", "string");
		tell_close(j, '}');
	}
	buf_clear(&name);
}

/* The fields that the page's forms are known to have; there may be others. */
static void
fields(struct tell *j, const char *shows, const struct json_lists *lists)
{
	const struct tmpl_schema *s =
	    shows == NULL ? NULL : schema_named(shows);
	const char *p = s == NULL ? "" : s->fields, *again;
	struct buf name = { 0 };
	size_t n;

	tell_text(j, "type", "object");
	tell_open(j, "properties", '{');
	for (; *p != '\0'; p += n + 1) {
		n = strcspn(p, "\n");
		buf_reset(&name);
		buf_add(&name, p, n + 1); /* with its end */
		again = strstr(s->fields, buf_text(&name));
		while (again != s->fields && again < p && again[-1] != '\n')
			again = strstr(again + 1, buf_text(&name));
		name.n = n;
		if (again < p || guards(p, n) ||
		    text_among(lists->boxes, p, n) ||
		    text_among(lists->words, p, n))
			continue;
		tell_open(j, buf_text(&name), '{');
		openapi_ref(j, SCHEMAS, "field");
		tell_close(j, '}');
	}
	list_members(j, lists->boxes, false);
	list_members(j, lists->words, true);
	tell_close(j, '}');
	tell_open(j, "additionalProperties", '{');
	openapi_ref(j, SCHEMAS, "field");
	tell_close(j, '}');
	buf_clear(&name);
}

void
openapi_form(struct tell *j, const struct route *route, const char *shows)
{
	tell_open(j, "requestBody", '{');
	if (route_uploads(route)) {
		openapi_open(j, "multipart/form-data");
		tell_text(j, "type", "object");
		tell_open(j, "properties", '{');
		text_member(j, "file", "string");
		tell_close(j, '}');
		openapi_close(j);
	} else {
		tell_open(j, "content", '{');
		tell_open(j, "application/json", '{');
		tell_open(j, "schema", '{');
		fields(j, shows, lists_of(route));
		tell_close(j, '}');
		tell_close(j, '}');
		tell_open(j, "application/x-www-form-urlencoded", '{');
		tell_open(j, "schema", '{');
		text_member(j, "additionalProperties", "string");
		tell_close(j, '}');
		tell_close(j, '}');
		tell_close(j, '}');
	}
	tell_close(j, '}');
}
