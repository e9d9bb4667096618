/* form.c - taking a form apart, and its fields by type. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "form.h"
#include "req.h"

#define FIELDS_MOST 1000
#define NAME_MOST 64

static const char name_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz"
				 "0123456789_.-";

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decode s in place, once; false where it is no percent-encoding. */
static bool
decode(char *s, size_t *n)
{
	size_t i, to = 0;
	int high, low;

	for (i = 0; i < *n; i++) {
		if (s[i] != '%') {
			s[to++] = s[i] == '+' ? ' ' : s[i];
			continue;
		}
		if (*n - i < 3 || (high = hex(s[i + 1])) < 0 ||
		    (low = hex(s[i + 2])) < 0)
			return false;
		s[to++] = (char)(high << 4 | low);
		i += 2;
	}
	s[to] = '\0';
	*n = to;
	return true;
}

static bool
take_pair(struct form *f, char *pair, size_t n)
{
	char *equals = memchr(pair, '=', n);
	struct field *to = &f->v[f->n];
	size_t name_n;

	if (equals == NULL || f->n == FIELDS_MOST)
		return false;
	name_n = (size_t)(equals - pair);
	n -= name_n + 1;
	if (!decode(pair, &name_n) || name_n == 0 || name_n > NAME_MOST ||
	    strspn(pair, name_bytes) != name_n)
		return false;
	if (!decode(equals + 1, &n) || !text_utf8(equals + 1, n))
		return false;
	*to = (struct field){ .name = pair, .value = equals + 1, .n = n };
	f->n++;
	return true;
}

static int
by_name(const void *a, const void *b)
{
	const struct field *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static struct field *
find(struct form *f, const char *name)
{
	const struct field key = { .name = name };

	if (f->n == 0)
		return NULL;
	return bsearch(&key, f->v, f->n, sizeof(*f->v), by_name);
}

static size_t
pairs_in(const char *s, size_t n)
{
	size_t i, pairs = 1;

	for (i = 0; i < n; i++)
		pairs += s[i] == '&';
	return pairs;
}

static bool
take_apart(struct form *f)
{
	size_t i, n, left = f->copy_n;
	char *s = f->copy;

	for (; left > 0; s += n, left -= n) {
		char *end = memchr(s, '&', left);

		n = end == NULL ? left : (size_t)(end - s);
		if (!take_pair(f, s, n))
			return false;
		s[n] = '\0';
		if (end != NULL && ++n == left)
			return false;
	}
	if (f->n > 1)
		qsort(f->v, f->n, sizeof(*f->v), by_name);
	for (i = 1; i < f->n; i++)
		if (strcmp(f->v[i - 1].name, f->v[i].name) == 0)
			return false;
	return true;
}

static void
open_bytes(struct form *f, struct req *r, const char *s, size_t n)
{
	size_t pairs = pairs_in(s, n);

	*f = (struct form){ .r = r };
	if (pairs > FIELDS_MOST) {
		f->malformed = true;
		return;
	}
	f->copy = arena_copy(r->arena, s, n);
	f->copy_n = n;
	f->v = arena_array(r->arena, pairs, sizeof(*f->v));
	f->malformed = !take_apart(f);
	if (f->malformed)
		f->n = 0;
}

void
form_kept(struct form *f, struct req *r, const char *bytes, size_t n)
{
	static const char *const guards[] = { "csrf", "op" };
	struct field *field;
	size_t i;

	open_bytes(f, r, bytes, n);
	for (i = 0; i < 2; i++)
		if ((field = find(f, guards[i])) != NULL)
			field->taken = true;
}

void
form_open(struct form *f, struct req *r)
{
	form_kept(f, r, r->body, r->body_n);
}

void
form_query(struct form *f, struct req *r)
{
	open_bytes(f, r, r->query, strlen(r->query));
}

/* The field, which is now asked for; one of no bytes where there is none. */
static struct field
take(struct form *f, const char *name)
{
	struct field *field = find(f, name);

	if (field == NULL)
		return (struct field){ .name = name, .value = "" };
	field->taken = true;
	return *field;
}

/* "your name" as the beginning of a sentence. */
static const char *
begin(struct form *f, const char *label)
{
	char *s = arena_text(f->r->arena, label);

	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 'a' + 'A');
	return s;
}

static const char *
text(struct form *f, const char *name, const char *label, size_t max,
    enum text_kind kind)
{
	struct field field = take(f, name);
	struct arena *a = f->r->arena;
	const char *s = text_trim(a, field.value, field.n);
	size_t n = strlen(s);

	if (!text_fine(s, n, kind))
		form_fault(f, name,
		    arena_printf(a,
			"%s must not contain hidden or control characters; "
			"type it again",
			begin(f, label)));
	else if (text_length(s, n) > max)
		form_fault(f, name,
		    arena_printf(a, "%s must be %zu characters or fewer",
			begin(f, label), max));
	return s;
}

const char *
form_line(struct form *f, const char *name, const char *label, size_t max)
{
	return text(f, name, label, max, TEXT_LINE);
}

const char *
form_area(struct form *f, const char *name, const char *label, size_t max)
{
	return text(f, name, label, max, TEXT_AREA);
}

const char *
form_need(struct form *f, const char *name, const char *label, size_t max)
{
	const char *s = form_line(f, name, label, max);

	if (s[0] == '\0')
		form_fault(
		    f, name, arena_printf(f->r->arena, "Enter %s", label));
	return s;
}

const char *
form_secret(struct form *f, const char *name, size_t max)
{
	struct field field = take(f, name);

	return field.n <= max ? field.value : NULL;
}

bool
form_tick(struct form *f, const char *name)
{
	struct field *field = find(f, name);

	if (field != NULL)
		field->taken = true;
	return field != NULL;
}

void
form_fault(struct form *f, const char *field, const char *message)
{
	struct faults *all = &f->faults;
	struct fault *more;

	/* Full at each power of two: double it. */
	if ((all->n & (all->n - 1)) == 0) {
		more = arena_array(
		    f->r->arena, all->n == 0 ? 1 : all->n * 2, sizeof(*more));
		if (all->n > 0)
			memcpy(more, all->v, all->n * sizeof(*more));
		all->v = more;
	}
	all->v[all->n++] = (struct fault){ field, message };
}

const char *
faults_about(const struct faults *all, const char *field)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].field, field) == 0)
			return all->v[i].message;
	return NULL;
}

void
form_wipe(struct form *f)
{
	if (f->copy != NULL)
		explicit_bzero(f->copy, f->copy_n);
	explicit_bzero(f->r->body, f->r->body_n);
}

enum err
form_close(struct form *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (!f->v[i].taken)
			f->malformed = true;
	if (f->malformed)
		return ERR_MALFORMED;
	return f->faults.n > 0 ? ERR_INVALID : OK;
}
