/* json_fields.c - a JSON object as the fields of a form. */
#include <inttypes.h>
#include <json-c/json.h>
#include <string.h>

#include "buf.h"
#include "json_fields.h"
#include "json_walk.h"

#define NAME_MOST 64
#define FAULTS_MOST 5

static const char name_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz"
				 "0123456789_.-";

static void
coded(struct buf *form, const char *s, size_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned char c;

	for (; n > 0; n--, s++) {
		c = (unsigned char)*s;
		if (c != '\0' && strchr(name_bytes, *s) != NULL)
			buf_putc(form, *s);
		else
			buf_add(
			    form, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
	}
}

static void
add(struct buf *form, const char *name, const char *value, size_t n)
{
	if (form->n > 0)
		buf_putc(form, '&');
	buf_puts(form, name);
	buf_putc(form, '=');
	coded(form, value, n);
}

static void
add_text(struct buf *form, const struct node *field)
{
	const char *text = json_object_get_string(field->value);
	size_t n = (size_t)json_object_get_string_len(field->value);

	if (!text_utf8(text, n))
		walk_fault(field, "must be UTF-8");
	else
		add(form, field->key, text, n);
}

/* As it was written: whatever reads the field says how large it may be. */
static void
add_number(struct buf *form, const struct node *field)
{
	char text[24];
	int64_t v = json_object_get_int64(field->value);
	struct buf b = { text, 0, sizeof(text) };

	if (v == INT64_MAX || v == INT64_MIN) {
		walk_fault(field, "is too large a number; put it in quotes");
		return;
	}
	buf_int(&b, v);
	add(form, field->key, text, b.n);
}

static void
add_field(struct buf *form, const struct node *field)
{
	size_t n = strlen(field->key);

	if (n == 0 || n > NAME_MOST || strspn(field->key, name_bytes) != n) {
		walk_fault(field, "is no name of a field");
		return;
	}
	switch (json_object_get_type(field->value)) {
	case json_type_string:
		add_text(form, field);
		break;
	case json_type_int:
		add_number(form, field);
		break;
	case json_type_boolean:
		if (json_object_get_boolean(field->value))
			add(form, field->key, "1", 1);
		break;
	case json_type_null:
		break;
	default:
		walk_fault(
		    field, "must be a text, a whole number, true or false");
	}
}

enum err
json_fields(struct arena *a, const char *bytes, size_t n, struct buf *form,
    struct buf *faults)
{
	struct walk walk = {
		.arena = a, .faults = faults, .name = "body", .max = FAULTS_MOST
	};
	struct node root, *fields;
	size_t i, all;

	if (!walk_open(&walk, bytes, n, n, &root))
		return ERR_INVALID;
	all = walk.n == 0 ? walk_map(&root, &fields) : 0;
	if (all > JSON_FIELDS_MOST)
		walk_fault(&root, "has more than %d members", JSON_FIELDS_MOST);
	else
		for (i = 0; i < all; i++)
			add_field(form, &fields[i]);
	walk_close(&root);
	return walk.n == 0 ? OK : ERR_INVALID;
}
