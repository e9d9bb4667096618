/* json_leaf.c - texts, codes, numbers and days out of JSON. */
#include <inttypes.h>
#include <json-c/json.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "json_walk.h"

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* A set of characters, and how many of them. */
struct run {
	const char *set;
	size_t min, max;
};

static const struct {
	const char *should;
	struct run run[2];
	const char *tail; /* what may follow once, after a full stop */
} shapes[SHAPE_COUNT] = {
	[SHAPE_FRAMEWORK] = { "1 to 20 of a-z, 0-9 and -",
	    { { SMALL DIGITS "-", 1, 20 } }, NULL },
	[SHAPE_VERSION] = { "a version such as 14 or 14.1",
	    { { DIGITS, 1, 3 } }, DIGITS },
	[SHAPE_CAPITALS] = { "2 to 6 capital letters", { { CAPITALS, 2, 6 } },
	    NULL },
	[SHAPE_SLUG] = { "1 to 40 of a-z, 0-9 and -, no - first",
	    { { SMALL DIGITS, 1, 1 }, { SMALL DIGITS "-", 0, 39 } }, NULL },
	[SHAPE_DUTY] = { "1 to 40 of a-z, 0-9 and -, a letter first",
	    { { SMALL, 1, 1 }, { SMALL DIGITS "-", 0, 39 } }, NULL },
	[SHAPE_NUMBER] = { "three digits", { { DIGITS, 3, 3 } }, NULL },
	[SHAPE_CRITERION] = { "a level 1 to 3 and a small letter",
	    { { "123", 1, 1 }, { SMALL, 1, 1 } }, NULL },
	[SHAPE_ORGANISATION] = { "3 to 10 of A-Z and 0-9",
	    { { CAPITALS DIGITS, 3, 10 } }, NULL },
	[SHAPE_COURSE] = { "2 to 20 of A-Z, 0-9 and -, no - first",
	    { { CAPITALS DIGITS, 1, 1 }, { CAPITALS DIGITS "-", 1, 19 } },
	    NULL },
};

/* At most max characters of the set; NULL if there are fewer than min. */
static const char *
skip(const char *s, const char *set, size_t min, size_t max)
{
	size_t n;

	for (n = 0; n < max && *s != '\0' && strchr(set, *s) != NULL; n++)
		s++;
	return n < min ? NULL : s;
}

static bool
fits(enum walk_shape shape, const char *s)
{
	const struct run *r = shapes[shape].run;
	size_t i;

	for (i = 0; i < 2 && r[i].set != NULL && s != NULL; i++)
		s = skip(s, r[i].set, r[i].min, r[i].max);
	if (s != NULL && *s == '.' && shapes[shape].tail != NULL)
		s = skip(s + 1, shapes[shape].tail, 1, 3);
	return s != NULL && *s == '\0';
}

/* The string of a leaf and its length; NULL (and a fault) if it is none. */
static const char *
string(const struct node *leaf, size_t *n)
{
	if (!leaf->present)
		return NULL;
	if (!json_object_is_type(leaf->value, json_type_string)) {
		walk_fault(leaf, "must be a text in quotes");
		return NULL;
	}
	*n = (size_t)json_object_get_string_len(leaf->value);
	return json_object_get_string(leaf->value);
}

static bool
white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *
walk_text(struct node leaf, const struct walk_text *t)
{
	size_t n = 0, length;
	const char *s = string(&leaf, &n);

	if (s == NULL)
		return "";
	if (!text_fine(s, n, t->kind)) {
		walk_fault(&leaf,
		    t->kind == TEXT_LINE
			? "must be one line of UTF-8 without control characters"
			: "must be UTF-8 without control characters");
		return "";
	}
	length = text_length(s, n);
	if (length < t->min || length > t->max)
		walk_fault(&leaf, "must have %zu to %zu characters, has %zu",
		    t->min, t->max, length);
	else if (t->min > 0 && !text_visible(s, n))
		walk_fault(&leaf, "is blank");
	else if (t->tidy && n > 0 && (white(s[0]) || white(s[n - 1])))
		walk_fault(&leaf, "begins or ends with white space");
	else if (t->tidy && strchr(s, '\r') != NULL)
		walk_fault(&leaf, "has a carriage return");
	else
		return arena_copy(leaf.walk->arena, s, n);
	return "";
}

const char *
walk_code(struct node leaf, enum walk_shape shape)
{
	size_t n = 0;
	const char *s = string(&leaf, &n);

	if (s == NULL)
		return "";
	if (!fits(shape, s)) {
		walk_fault(&leaf, "must be %s", shapes[shape].should);
		return "";
	}
	return arena_copy(leaf.walk->arena, s, n);
}

bool
walk_key(const struct node *member, enum walk_shape shape)
{
	if (fits(shape, member->key))
		return true;
	walk_fault(member, "the key must be %s", shapes[shape].should);
	return false;
}

int64_t
walk_int(struct node leaf, int64_t min, int64_t max)
{
	int64_t v;

	if (!leaf.present)
		return 0;
	if (!json_object_is_type(leaf.value, json_type_int)) {
		walk_fault(&leaf, "must be a whole number");
		return 0;
	}
	v = json_object_get_int64(leaf.value);
	if (v >= min && v <= max)
		return v;
	if (min == max)
		walk_fault(&leaf, "must be %" PRId64, min);
	else
		walk_fault(&leaf, "must be %" PRId64 " to %" PRId64, min, max);
	return 0;
}

bool
walk_bool(struct node leaf)
{
	if (!leaf.present)
		return false;
	if (!json_object_is_type(leaf.value, json_type_boolean)) {
		walk_fault(&leaf, "must be true or false");
		return false;
	}
	return json_object_get_boolean(leaf.value);
}

day
walk_day(struct node leaf)
{
	size_t n = 0;
	const char *s = string(&leaf, &n);
	day on = DAY_NONE;

	if (s != NULL && !day_parse(s, &on)) {
		walk_fault(&leaf, "must be a day of the calendar, YYYY-MM-DD");
		return DAY_NONE;
	}
	return on;
}

static void
not_chosen(const struct node *leaf, const char *const *choices)
{
	struct buf all = { 0 };
	size_t i;

	for (i = 0; choices[i] != NULL; i++)
		buf_printf(&all, "%s\"%s\"", i == 0 ? "" : ", ", choices[i]);
	walk_fault(
	    leaf, "must be %s%s", i > 1 ? "one of " : "", buf_text(&all));
	buf_clear(&all);
}

size_t
walk_choice(struct node leaf, const char *const *choices)
{
	size_t i, n = 0;
	const char *s = string(&leaf, &n);

	if (s == NULL)
		return 0;
	for (i = 0; choices[i] != NULL; i++)
		if (strcmp(choices[i], s) == 0)
			return i;
	not_chosen(&leaf, choices);
	return 0;
}
