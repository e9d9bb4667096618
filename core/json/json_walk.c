/* json_walk.c - members of JSON objects, each judged as it is read. */
#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "json_walk.h"

#define SHOWN_MAX 40u /* bytes of an odd key in a path */

bool
walk_line(struct walk *w)
{
	const char *p;

	if (w->n++ >= w->max) {
		if (w->n == w->max + 1)
			buf_printf(w->faults, "and more\n");
		return false;
	}
	for (p = w->name; *p != '\0'; p++)
		buf_putc(w->faults,
		    (unsigned char)*p < 0x20 || *p == 0x7f ? '?' : *p);
	buf_puts(w->faults, ": $");
	return true;
}

static bool
plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* ".key", or ["..."] with what could harm a terminal shown as '?'. */
void
walk_path_key(struct buf *b, const char *key, size_t n)
{
	size_t i;

	for (i = 0; i < n && plain(key[i]); i++)
		;
	if (i == n && n > 0 && n <= SHOWN_MAX) {
		buf_putc(b, '.');
		buf_add(b, key, n);
		return;
	}
	buf_puts(b, "[\"");
	for (i = 0; i < n && i < SHOWN_MAX; i++)
		buf_putc(b, key[i] < 0x20 || key[i] >= 0x7f || key[i] == '"' ||
				    key[i] == '\\'
				? '?'
				: key[i]);
	buf_puts(b, n > SHOWN_MAX ? "...\"]" : "\"]");
}

void
walk_path_index(struct buf *b, size_t index)
{
	buf_printf(b, "[%zu]", index);
}

void
walk_fault(const struct node *node, const char *fmt, ...)
{
	const struct node *chain[WALK_DEPTH_MAX + 1];
	struct buf *b = node->walk->faults;
	char reason[256];
	va_list ap;
	size_t n = 0;

	if (!walk_line(node->walk))
		return;
	for (; node->up != NULL && n <= WALK_DEPTH_MAX; node = node->up)
		chain[n++] = node;
	while (n-- > 0)
		if (chain[n]->key != NULL)
			walk_path_key(b, chain[n]->key, strlen(chain[n]->key));
		else
			walk_path_index(b, chain[n]->index);
	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	buf_printf(b, ": %s\n", reason);
}

/* The scan was strict; what the parser adds is only the tree. */
static struct json_object *
parse(const char *bytes, size_t n)
{
	struct json_tokener *t = json_tokener_new();
	struct json_object *tree;

	if (t == NULL)
		abort();
	tree = json_tokener_parse_ex(t, bytes, (int)n);
	json_tokener_free(t);
	return tree;
}

bool
walk_open(
    struct walk *w, const char *bytes, size_t n, size_t max, struct node *root)
{
	*root = (struct node){ .walk = w, .present = true };
	if (n > max || n > INT32_MAX) {
		walk_fault(root, "larger than %zu bytes", max);
		return false;
	}
	if (n == 0) {
		walk_fault(root, "the file is empty");
		return false;
	}
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		walk_fault(root, "begins with a byte order mark");
		return false;
	}
	if (!json_scan(w, bytes, n))
		return false;
	if ((root->value = parse(bytes, n)) == NULL)
		walk_fault(root, "cannot be read as JSON");
	return root->value != NULL;
}

bool
walk_format(const struct node *root, const char *format)
{
	const char *const formats[] = { format, NULL };
	size_t before = root->walk->n;

	walk_choice(walk_member(root, "format"), formats);
	walk_int(walk_member(root, "schema"), 1, 1);
	return root->walk->n == before;
}

void
walk_close(struct node *root)
{
	json_object_put(root->value);
	root->value = NULL;
}

struct node
walk_member(const struct node *up, const char *key)
{
	struct node m = { .walk = up->walk, .up = up, .key = key };

	if (json_object_is_type(up->value, json_type_object))
		m.present = json_object_object_get_ex(up->value, key, &m.value);
	return m;
}

static bool
named(const char *const *list, const char *key)
{
	for (; list != NULL && *list != NULL; list++)
		if (strcmp(*list, key) == 0)
			return true;
	return false;
}

bool
walk_object(const struct node *o, const char *const *required,
    const char *const *optional)
{
	struct node *v, m;
	size_t i, n;

	if (o->present && !json_object_is_type(o->value, json_type_object))
		walk_fault(o, "must be an object");
	if (!json_object_is_type(o->value, json_type_object))
		return false;
	n = walk_map(o, &v);
	for (i = 0; i < n; i++)
		if (!named(required, v[i].key) && !named(optional, v[i].key))
			walk_fault(&v[i], "unknown key");
	for (; *required != NULL; required++) {
		m = walk_member(o, *required);
		if (!m.present)
			walk_fault(&m, "missing");
	}
	return true;
}

size_t
walk_map(const struct node *o, struct node **v)
{
	struct json_object_iterator it, end;
	size_t i, n;

	*v = NULL;
	if (o->present && !json_object_is_type(o->value, json_type_object))
		walk_fault(o, "must be an object");
	if (!json_object_is_type(o->value, json_type_object))
		return 0;
	n = (size_t)json_object_object_length(o->value);
	*v = arena_array(o->walk->arena, n, sizeof(**v));
	it = json_object_iter_begin(o->value);
	end = json_object_iter_end(o->value);
	for (i = 0; i < n && !json_object_iter_equal(&it, &end); i++) {
		(*v)[i] = (struct node){ .walk = o->walk,
			.up = o,
			.key = json_object_iter_peek_name(&it),
			.present = true,
			.value = json_object_iter_peek_value(&it) };
		json_object_iter_next(&it);
	}
	return i;
}

size_t
walk_list(const struct node *list, size_t min, size_t max)
{
	size_t n;

	if (!list->present)
		return 0;
	if (!json_object_is_type(list->value, json_type_array)) {
		walk_fault(list, "must be a list");
		return 0;
	}
	n = json_object_array_length(list->value);
	if (min == max && n != max)
		walk_fault(list, "must have %zu elements, has %zu", max, n);
	else if (n < min || n > max)
		walk_fault(list, "must have %zu to %zu elements, has %zu", min,
		    max, n);
	return n < max ? n : max;
}

struct node
walk_item(const struct node *list, size_t index)
{
	return (struct node){ .walk = list->walk,
		.up = list,
		.index = index,
		.present = true,
		.value = json_object_array_get_idx(list->value, index) };
}
