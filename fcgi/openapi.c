/* openapi.c - the table of routes as an OpenAPI file. */
#include <string.h>

#include "config.h"
#include "form.h"
#include "jsonw.h"
#include "lists.h"
#include "openapi.h"
#include "openapi_priv.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "tell.h"
#include "tmpl.h"

/* The first page from p on that the route shows; NULL: no other. */
static const struct told_page *
next_page(const struct told_page *p, const struct route *route)
{
	while (p->handler != NULL && p->handler != route->handler)
		p++;
	return p->handler == NULL ? NULL : p;
}

static const char *
shown_by(const struct route *route)
{
	const struct told_page *p = next_page(told_pages, route);

	return p == NULL ? NULL : p->shows;
}

/* "/assessment/:version" as "/assessment/{version}". */
static void
path_of(struct buf *b, const char *pattern)
{
	size_t n;

	for (; *pattern != '\0'; pattern += n) {
		n = 1;
		if (*pattern != ':') {
			buf_putc(b, *pattern);
			continue;
		}
		n = strcspn(pattern, "/");
		buf_putc(b, '{');
		buf_add(b, pattern + 1, n - 1);
		buf_putc(b, '}');
	}
}

static void
parameters(struct tell *j, const char *pattern)
{
	struct buf name = { 0 };
	size_t n;

	tell_open(j, "parameters", '[');
	for (; *pattern != '\0'; pattern += n) {
		n = 1;
		if (*pattern != ':')
			continue;
		n = strcspn(pattern, "/");
		buf_reset(&name);
		buf_add(&name, pattern + 1, n - 1);
		tell_open(j, NULL, '{');
		tell_text(j, "name", buf_text(&name));
		tell_text(j, "in", "path");
		tell_truth(j, "required", true);
		tell_open(j, "schema", '{');
		tell_text(j, "type", "string");
		tell_int(j, "maxLength", 64);
		tell_close(j, '}');
		tell_close(j, '}');
	}
	tell_close(j, ']');
	buf_clear(&name);
}

/* ---- one operation ---- */

static void
operation_id(struct tell *j, const struct route *route)
{
	const char *p = route->pattern;
	struct buf b = { 0 };

	buf_puts(&b, route->method == METHOD_GET ? "get" : "post");
	for (; *p != '\0'; p++)
		if (*p != ':')
			buf_putc(&b, *p == '/' || *p == '-' ? '_' : *p);
	tell_text(j, "operationId", buf_text(&b));
	buf_clear(&b);
}

static void
who_may(struct tell *j, const struct route *route)
{
	enum role role;
	unsigned i;

	tell_open(j, "security", '[');
	if (route->roles != ROLE_PUBLIC) {
		tell_open(j, NULL, '{');
		tell_open(j, "token", '[');
		tell_text(
		    j, NULL, route->method == METHOD_GET ? "read" : "write");
		tell_close(j, ']');
		tell_close(j, '}');
	}
	tell_close(j, ']');
	tell_open(j, "x-roles", '[');
	if ((route->roles & ROLE_SIGNED_IN) != 0)
		tell_text(j, NULL, "everybody");
	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if ((route->roles & role) != 0)
			tell_text(j, NULL, role_name(role));
	tell_close(j, ']');
}

static void
one_of_them(struct tell *j, const char *name)
{
	tell_open(j, NULL, '{');
	openapi_ref(j, SCHEMAS, name);
	tell_close(j, '}');
}

enum answer { MOVED, FAULTY, CONFLICT };

/* A list that is none of texts has no page, nor that nothing was done. */
static void
or_problem(struct tell *j, const struct route *route, enum answer a)
{
	const struct json_lists *lists = lists_of(route);

	if (a == MOVED ||
	    (a == FAULTY && lists->boxes[0] == '\0' && lists->words[0] == '\0'))
		return;
	tell_open(j, "application/problem+json", '{');
	tell_open(j, "schema", '{');
	openapi_ref(j, SCHEMAS, "problem");
	tell_close(j, '}');
	tell_close(j, '}');
}

/* One of the answers: the route's pages, or, where it was moved, where to. */
static void
answer(struct tell *j, const char *status, const char *what,
    const struct route *route, enum answer a)
{
	const struct told_page *p = next_page(told_pages, route);

	tell_open(j, status, '{');
	tell_text(j, "description", what);
	openapi_open(j, "application/json");
	tell_open(j, "anyOf", '[');
	if (a == MOVED)
		one_of_them(j, "moved");
	for (; p != NULL; p = next_page(p + 1, route))
		one_of_them(j, p->shows);
	tell_close(j, ']');
	tell_close(j, '}');
	tell_close(j, '}');
	or_problem(j, route, a);
	tell_close(j, '}');
	tell_close(j, '}');
}

static void
answers(struct tell *j, const struct route *route)
{
	bool post = route->method == METHOD_POST;
	bool shows = shown_by(route) != NULL;

	tell_open(j, "responses", '{');
	if (post || shows) {
		answer(
		    j, "200", post ? "It was done" : "The page", route, MOVED);
	} else {
		tell_open(j, "200", '{');
		tell_text(j, "description", "A file");
		tell_close(j, '}');
	}
	if (post && shows) {
		answer(j, "422", "Something is wrong with the fields: faults",
		    route, FAULTY);
		answer(j, "409",
		    "Somebody else was first: both versions.  Or nothing was "
		    "done: why",
		    route, CONFLICT);
	}
	tell_open(j, "default", '{');
	openapi_ref(j, "#/components/responses/", "problem");
	tell_close(j, '}');
	tell_close(j, '}');
}

static void
operation(struct tell *j, const struct route *route)
{
	tell_open(j, route->method == METHOD_GET ? "get" : "post", '{');
	operation_id(j, route);
	who_may(j, route);
	openapi_query(j, route);
	if (route->method == METHOD_POST)
		openapi_form(j, route, shown_by(route));
	answers(j, route);
	tell_close(j, '}');
}

/* ---- all of them ---- */

/* Both methods of a pattern, at the first of them. */
static void
path(struct tell *j, size_t first)
{
	const char *pattern = routes[first].pattern;
	struct buf name = { 0 };
	size_t i;

	for (i = 0; i < first; i++)
		if (strcmp(routes[i].pattern, pattern) == 0 &&
		    route_offered(&routes[i]))
			return;
	path_of(&name, pattern);
	tell_open(j, buf_text(&name), '{');
	parameters(j, pattern);
	for (i = first; i < routes_n; i++)
		if (strcmp(routes[i].pattern, pattern) == 0 &&
		    route_offered(&routes[i]))
			operation(j, &routes[i]);
	tell_close(j, '}');
	buf_clear(&name);
}

static void
own_schemas(struct tell *j)
{
	tell_type_open(j, "moved");
	tell_type(j, "location", TYPE_HREF, false);
	tell_type_close(j);
	tell_type_open(j, "problem");
	tell_type(j, "title", TYPE_TEXT, false);
	tell_type(j, "status", TYPE_INT, false);
	tell_type(j, "detail", TYPE_TEXT, false);
	tell_type(j, "location", TYPE_HREF, true);
	tell_type(j, "reference", TYPE_TEXT, false);
	tell_type_close(j);
	tell_open(j, "field", '{');
	tell_open(j, "type", '[');
	tell_text(j, NULL, "string");
	tell_text(j, NULL, "integer");
	tell_text(j, NULL, "boolean");
	tell_text(j, NULL, "null");
	tell_close(j, ']');
	tell_close(j, '}');
}

static bool
is_shown(const char *name)
{
	const struct told_page *p = told_pages;

	for (; p->handler != NULL; p++)
		if (strcmp(p->shows, name) == 0)
			return true;
	return false;
}

static void
components(struct tell *j)
{
	const struct tmpl_schema *s = tmpl_schemas;

	tell_open(j, "components", '{');
	tell_open(j, "securitySchemes", '{');
	tell_open(j, "token", '{');
	tell_text(j, "type", "http");
	tell_text(j, "scheme", "bearer");
	tell_close(j, '}');
	tell_close(j, '}');
	tell_open(j, "responses", '{');
	tell_open(j, "problem", '{');
	tell_text(j, "description", "What is wrong, and what to do");
	openapi_open(j, "application/problem+json");
	openapi_ref(j, SCHEMAS, "problem");
	openapi_close(j);
	tell_close(j, '}');
	tell_close(j, '}');
	tell_open(j, "schemas", '{');
	own_schemas(j);
	for (; s->name != NULL; s++)
		if (is_shown(s->name)) {
			tell_type_open(j, s->name);
			s->schema(j);
			tell_type_close(j);
		}
	tell_close(j, '}');
	tell_close(j, '}');
}

void
openapi_write(struct buf *out, const char *base)
{
	struct tell j = { .w = { .out = out }, .base = "" };
	struct buf url = { 0 };
	size_t i;

	buf_printf(&url, "%s" API_PREFIX, base);
	tell_begin(&j);
	tell_text(&j, "openapi", "3.1.0");
	tell_open(&j, "info", '{');
	tell_text(&j, "title", "Information governance toolkit");
	tell_text(&j, "version", "1");
	tell_text(&j, "description", "The pages of igtk as JSON: igtk-api(7).");
	tell_close(&j, '}');
	tell_open(&j, "servers", '[');
	tell_open(&j, NULL, '{');
	tell_text(&j, "url", buf_text(&url));
	tell_close(&j, '}');
	tell_close(&j, ']');
	tell_open(&j, "paths", '{');
	for (i = 0; i < routes_n; i++)
		if (route_offered(&routes[i]))
			path(&j, i);
	tell_close(&j, '}');
	components(&j);
	tell_close(&j, '}');
	buf_clear(&url);
}

enum err
page_openapi(struct req *r)
{
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	openapi_write(r->out, r->app->config->web.base_path);
	return reply_bytes(r, 200, "application/json");
}
