/* described.h - finding a route's operation in the OpenAPI file. */
#ifndef DESCRIBED_H
#define DESCRIBED_H
#include <json-c/json.h>

#include "route.h"
#include "schema.h"
#include "site.h"

/* "/a/:b" as "/a/{b}". */
static inline const char *
braced(struct site *s, const char *pattern)
{
	struct buf b = { 0 };
	const char *made;
	bool open = false;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '/' && open)
			buf_putc(&b, '}');
		if (*pattern == '/')
			open = false;
		buf_putc(&b, *pattern == ':' ? '{' : *pattern);
		open = open || *pattern == ':';
	}
	buf_puts(&b, open ? "}" : "");
	made = arena_text(s->arena, buf_text(&b));
	buf_clear(&b);
	return made;
}

/* NULL: it is not described. */
static inline struct json_object *
operation_of(
    struct site *s, struct json_object *root, const struct route *route)
{
	struct json_object *path =
	    member(member(root, "paths"), braced(s, route->pattern));

	return path == NULL
		   ? NULL
		   : member(path, route->method == METHOD_GET ? "get" : "post");
}

/* The file itself; to be put. */
static inline struct json_object *
description(struct site *s)
{
	struct json_object *root;

	assert_int_equal(site_get(s, NULL, "/api/v1/openapi.json"), 200);
	root = json_tokener_parse(buf_text(&s->w->reply.body));
	assert_non_null(root);
	return root;
}

/* How many words, which have a blank between them. */
static inline size_t
words_in(const char *text)
{
	size_t n = *text != '\0';

	for (; *text != '\0'; text++)
		n += *text == ' ';
	return n;
}
#endif
