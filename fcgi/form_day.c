/* form_day.c - numbers and days as people type them. */
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "form.h"
#include "req.h"

#define BOX_MOST 20

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };

/* A box of a number: what was typed, and whether that can be shown again. */
static const char *
box(struct form *f, const char *name, const char *label)
{
	return form_line(f, name, label, BOX_MOST);
}

static const char *
capital(struct form *f, const char *label)
{
	char *s = arena_text(f->r->arena, label);

	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 'a' + 'A');
	return s;
}

/* A whole number in decimal; false for anything else. */
static bool
whole(const char *s, int64_t *v)
{
	bool minus = s[0] == '-';
	int64_t n = 0;

	s += minus;
	if (*s == '\0')
		return false;
	for (; *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_sub_overflow(n, *s - '0', &n))
			return false;
	if (*s != '\0')
		return false;
	return !__builtin_mul_overflow(n, minus ? 1 : -1, v);
}

int64_t
form_int(struct form *f, const char *name, const char *label, int64_t least,
    int64_t most, int64_t none)
{
	size_t faults = f->faults.n;
	const char *s = box(f, name, label);
	int64_t v;

	if (s[0] == '\0' || f->faults.n > faults)
		return none;
	if (!whole(s, &v)) {
		form_fault(f, name,
		    arena_printf(f->r->arena, "%s must be a whole number",
			capital(f, label)));
		return none;
	}
	if (v < least || v > most) {
		form_fault(f, name,
		    arena_printf(f->r->arena,
			"%s must be between %lld and %lld", capital(f, label),
			(long long)least, (long long)most));
		return none;
	}
	return v;
}

/* 1 to 12 from a number or a name of three letters or more; 0 for neither. */
static int
month_of(const char *s)
{
	size_t n = strlen(s);
	int64_t v;
	int i;

	if (whole(s, &v))
		return v >= 1 && v <= 12 ? (int)v : 0;
	for (i = 0; i < 12; i++)
		if (n >= 3 && n <= strlen(months[i]) &&
		    strncasecmp(s, months[i], n) == 0)
			return i + 1;
	return 0;
}

static day
day_of(const struct typed_day *t)
{
	int64_t dom, year;

	if (!whole(t->dom, &dom) || !whole(t->year, &year) || dom < 1 ||
	    dom > 31 || year < 1900 || year > 9999)
		return DAY_NONE;
	return day_make((int)year, month_of(t->month), (int)dom);
}

/* Name what is missing, and point at the first box that is empty. */
static void
missing(struct form *f, const char *name, const char *label,
    const struct typed_day *t)
{
	const char *typed[] = { t->dom, t->month, t->year };
	const char *parts[] = { "day", "month", "year" };
	const char *first = NULL, *second = NULL;
	struct arena *a = f->r->arena;
	size_t i;

	for (i = 0; i < 3; i++) {
		if (typed[i][0] != '\0')
			continue;
		if (first == NULL)
			first = parts[i];
		else
			second = parts[i];
	}
	form_fault(f, arena_printf(a, "%s-%s", name, first),
	    arena_printf(a, "%s must include a %s%s%s", capital(f, label),
		first, second == NULL ? "" : " and ",
		second == NULL ? "" : second));
}

void
form_day(
    struct form *f, const char *name, const char *label, struct typed_day *t)
{
	struct arena *a = f->r->arena;
	size_t faults = f->faults.n;

	t->on = DAY_NONE;
	t->dom = box(f, arena_printf(a, "%s-day", name), label);
	t->month = box(f, arena_printf(a, "%s-month", name), label);
	t->year = box(f, arena_printf(a, "%s-year", name), label);
	if (f->faults.n > faults)
		return;
	if (t->dom[0] == '\0' && t->month[0] == '\0' && t->year[0] == '\0')
		return;
	if (t->dom[0] == '\0' || t->month[0] == '\0' || t->year[0] == '\0') {
		missing(f, name, label, t);
		return;
	}
	t->on = day_of(t);
	if (t->on == DAY_NONE)
		form_fault(f, arena_printf(a, "%s-day", name),
		    arena_printf(
			a, "%s must be a real date", capital(f, label)));
}

void
typed_day_set(struct req *r, struct typed_day *t, day on)
{
	int year, month, dom;

	*t = (struct typed_day){ "", "", "", on };
	if (on == DAY_NONE)
		return;
	day_split(on, &year, &month, &dom);
	t->dom = arena_printf(r->arena, "%d", dom);
	t->month = arena_printf(r->arena, "%d", month);
	t->year = arena_printf(r->arena, "%d", year);
}
