/* json_fields.c - a JSON object as the fields of a form. */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "json_fields.h"
#include "json_walk.h"

#define NAME_MOST 64
#define FAULTS_MOST 5

static const char name_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz"
				 "0123456789_.-";

/* What parts the words of a text. */
static const char between[] = " \t\r\n\v\f,;";

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

/* One object on its way to a form. */
struct taking {
	struct arena *arena;
	struct buf *form;
	const struct json_lists *lists;
	const char **names; /* of the fields so far, JSON_FIELDS_MOST at most */
	size_t n;           /* how many there are, or would be */
	size_t odd;         /* faults of elements */
};

static void
add(struct taking *t, const char *name, const char *value, size_t n)
{
	if (++t->n > JSON_FIELDS_MOST)
		return;
	t->names[t->n - 1] = name;
	if (t->form->n > 0)
		buf_putc(t->form, '&');
	buf_puts(t->form, name);
	buf_putc(t->form, '=');
	coded(t->form, value, n);
}

/* Bytes of a text, or of a number in digits, in room where they need it. */
struct bytes {
	const char *p;
	size_t n;
	char room[24];
};

/* As it was written: whatever reads the field says how large it may be. */
static bool
number_of(const struct node *v, struct bytes *to)
{
	int64_t number = json_object_get_int64(v->value);
	struct buf b = { to->room, 0, sizeof(to->room) };

	if (number == INT64_MAX || number == INT64_MIN) {
		walk_fault(v, "is too large a number; put it in quotes");
		return false;
	}
	buf_int(&b, number);
	to->room[b.n] = '\0';
	to->p = to->room;
	to->n = b.n;
	return true;
}

/* False, and a fault, for what is neither. */
static bool
bytes_of(const struct node *v, const char *or_else, struct bytes *to)
{
	if (json_object_is_type(v->value, json_type_int))
		return number_of(v, to);
	if (!json_object_is_type(v->value, json_type_string)) {
		walk_fault(v, "%s", or_else);
		return false;
	}
	to->p = json_object_get_string(v->value);
	to->n = (size_t)json_object_get_string_len(v->value);
	if (!text_utf8(to->p, to->n)) {
		walk_fault(v, "must be UTF-8");
		return false;
	}
	return true;
}

static bool
is_name(const char *s, size_t n)
{
	return n > 0 && n <= NAME_MOST && strspn(s, name_bytes) == n;
}

/* The box of this name that an element ticks. */
static bool
add_box(struct taking *t, const struct node *item, const struct bytes *value)
{
	const char *key = item->up->key;
	size_t n = strlen(key) + 1 + value->n;
	const char *name = n > NAME_MOST ? ""
					 : arena_printf(t->arena, "%s-%.*s",
					       key, (int)value->n, value->p);

	if (value->n == 0 || !is_name(name, n)) {
		walk_fault(item, "is the value of no box");
		return false;
	}
	add(t, name, "1", 1);
	return true;
}

/* One more word of a text. */
static bool
add_word(struct buf *all, const struct node *item, const struct bytes *word)
{
	if (word->n == 0 || strcspn(word->p, between) != word->n) {
		walk_fault(item, "must be one word, without blanks and commas");
		return false;
	}
	if (all->n > 0)
		buf_putc(all, ' ');
	buf_add(all, word->p, word->n);
	return true;
}

static void
add_list(struct taking *t, const struct node *list)
{
	size_t i, odd = 0, all = json_object_array_length(list->value);
	size_t key_n = strlen(list->key);
	bool boxes = text_among(t->lists->boxes, list->key, key_n);
	bool words = text_among(t->lists->words, list->key, key_n);
	struct buf text = { 0 };
	struct bytes one;

	for (i = 0; i < all; i++) {
		struct node item = walk_item(list, i);

		odd += !(
		    bytes_of(&item, "must be a text or a whole number", &one) &&
		    (!boxes || add_box(t, &item, &one)) &&
		    (!words || add_word(&text, &item, &one)));
	}
	if (words)
		add(t, list->key, text.p, text.n);
	else if (!boxes && odd == 0)
		walk_fault(list, "is given once, and not as a list");
	t->odd += odd;
	buf_clear(&text);
}

static void
add_field(struct taking *t, const struct node *field)
{
	struct bytes one;

	if (!is_name(field->key, strlen(field->key))) {
		walk_fault(field, "is no name of a field");
		return;
	}
	switch (json_object_get_type(field->value)) {
	case json_type_boolean:
		if (json_object_get_boolean(field->value))
			add(t, field->key, "1", 1);
		break;
	case json_type_null:
		break;
	case json_type_array:
		add_list(t, field);
		break;
	default:
		if (bytes_of(field,
			"must be a text, a whole number, true or false", &one))
			add(t, field->key, one.p, one.n);
	}
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A box may be ticked by itself and by a list, and then it came twice. */
static void
judge(struct taking *t, const struct node *root)
{
	size_t i;

	if (t->n > JSON_FIELDS_MOST) {
		walk_fault(root, "has more than %d fields", JSON_FIELDS_MOST);
		return;
	}
	if (t->n > 1)
		qsort(t->names, t->n, sizeof(*t->names), by_bytes);
	for (i = 1; i < t->n; i++)
		if (strcmp(t->names[i - 1], t->names[i]) == 0)
			walk_fault(root, "gives %s twice", t->names[i]);
}

enum err
json_fields(struct arena *a, const char *bytes, size_t n,
    const struct json_lists *lists, struct buf *form, struct buf *faults)
{
	struct walk walk = { .arena = a,
		.faults = faults,
		.name = "body",
		.max = FAULTS_MOST,
		.values = JSON_VALUES_MOST };
	struct taking t = { .arena = a, .form = form, .lists = lists };
	struct node root, *fields;
	size_t i, all;

	if (!walk_open(&walk, bytes, n, n, &root))
		return ERR_MALFORMED;
	t.names = arena_array(a, JSON_FIELDS_MOST, sizeof(*t.names));
	all = walk.n == 0 ? walk_map(&root, &fields) : 0;
	for (i = 0; i < all; i++)
		add_field(&t, &fields[i]);
	judge(&t, &root);
	walk_close(&root);
	return walk.n == 0 ? OK : walk.n == t.odd ? ERR_INVALID : ERR_MALFORMED;
}
