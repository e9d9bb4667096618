/* course_form.c - a course as a form: shown, taken, and compared. */
#include <string.h>

#include "arena.h"
#include "course_form.h"
#include "differing.h"
#include "fields.h"
#include "req.h"

#define STATEMENT_MOST 2000

static const char *const levels[COURSE_LEVEL_COUNT] = {
	[COURSE_INTRODUCTORY] = "Introductory",
	[COURSE_FOUNDATION] = "Foundation",
	[COURSE_PRACTITIONER] = "Practitioner",
	[COURSE_OTHER] = "Other",
};
static const char *const validities[] = {
	[VALID_ALWAYS] = "always",
	[VALID_MONTHS] = "months",
	[VALID_WINDOW] = "window",
};

const char *
course_level_title(enum course_level level)
{
	return level < COURSE_LEVEL_COUNT ? levels[level] : "";
}

static const char *
number(struct req *r, int n)
{
	return n == 0 ? "" : field_id(r, n);
}

void
course_typed_of(struct req *r, const struct course *k, struct course_typed *t)
{
	*t = (struct course_typed){ .course = *k,
		.validity = validities[k->validity],
		.months = number(r, k->months),
		.window_day = "",
		.window_month = "",
		.grace = number(r, k->grace_days),
		.pass_mark = number(r, k->pass_mark) };
	if (strlen(k->window_md) == 5) {
		t->window_month = arena_copy(r->arena, k->window_md, 2);
		t->window_day = arena_copy(r->arena, k->window_md + 3, 2);
	}
}

/* ---- taking ---- */

/* A number as it was typed, to be shown again; form_int judges it. */
static const char *
as_typed(struct form *f, const char *name)
{
	const char *s = form_secret(f, name, 200);

	return s == NULL ? "" : s;
}

static void
take_window(struct form *f, struct course_typed *t)
{
	int64_t dom, month;
	const char *md;

	t->window_day = as_typed(f, "window_day");
	t->window_month = as_typed(f, "window_month");
	dom = form_int(f, "window_day", "the day", 1, 31, 0);
	month = form_int(f, "window_month", "the month", 1, 12, 0);
	if (strcmp(t->validity, "window") != 0)
		return;
	md = arena_printf(f->r->arena, "%02d-%02d", (int)month, (int)dom);
	if (dom == 0 || month == 0 || day_next(0, md) == DAY_NONE)
		form_fault(f, "window_day",
		    "Enter the day and month on which each year begins, such "
		    "as 1 and 4");
	else
		t->course.window_md = md;
}

static void
take_validity(struct form *f, struct course_typed *t)
{
	struct course *k = &t->course;
	int64_t months;
	size_t i;

	t->validity = form_line(f, "validity", "how long it counts", 10);
	t->months = as_typed(f, "months");
	months = form_int(f, "months", "the months", 1, 120, 0);
	k->months = 0;
	k->window_md = "";
	for (i = 0; i <= VALID_WINDOW; i++)
		if (strcmp(validities[i], t->validity) == 0)
			break;
	if (i > VALID_WINDOW)
		form_fault(f, "validity", "Select how long it counts");
	else
		k->validity = (enum course_validity)i;
	if (i == VALID_MONTHS && months == 0 &&
	    faults_about(&f->faults, "months") == NULL)
		form_fault(f, "months", "Enter for how many months it counts");
	if (i == VALID_MONTHS)
		k->months = (int)months;
	take_window(f, t);
}

static void
take_code(struct form *f, struct course *k)
{
	size_t n;

	k->code = form_need(f, "code", "the code", 20);
	n = strlen(k->code);
	if (n > 0 &&
	    (n < 2 || k->code[0] == '-' ||
		strspn(k->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != n))
		form_fault(f, "code",
		    "Enter a code of 2 to 20 capital letters, digits and "
		    "hyphens");
}

void
course_typed_take(struct form *f, struct course_typed *t, bool new)
{
	struct course *k = &t->course;

	if (new)
		take_code(f, k);
	k->name = form_need(f, "name", "the name", 200);
	k->level = (enum course_level)form_int(
	    f, "level", "the level", 0, COURSE_LEVEL_COUNT - 1, COURSE_OTHER);
	take_validity(f, t);
	t->grace = as_typed(f, "grace");
	k->grace_days =
	    (int)form_int(f, "grace", "the days for starters", 0, 365, 0);
	t->pass_mark = as_typed(f, "pass_mark");
	k->pass_mark =
	    (int)form_int(f, "pass_mark", "the pass mark", 0, 100, 0);
	k->for_all = form_tick(f, "for_all");
	k->closed = form_tick(f, "closed");
	k->statement =
	    form_area(f, "statement", "the statement", STATEMENT_MOST);
	if (k->statement[0] == '\0')
		form_fault(f, "statement", "Enter the statement");
}

/* ---- showing ---- */

static void
fill_counting(struct req *r, const struct course_typed *t,
    const struct faults *faults, struct manage_course_form_view *v)
{
	v->validity_fault = faults_about(faults, "validity");
	v->always = strcmp(t->validity, "always") == 0;
	v->rolling = strcmp(t->validity, "months") == 0;
	v->window = strcmp(t->validity, "window") == 0;
	v->months = field_text(
	    r, faults, "months", "For how many months?", NULL, t->months);
	v->window_day = field_text(r, faults, "window_day",
	    "Day on which each year begins", "For example, 1", t->window_day);
	v->window_month = field_text(r, faults, "window_month",
	    "Month in which it begins", "For example, 4", t->window_month);
	v->grace = field_text(r, faults, "grace", "Days given to starters",
	    "They are left out of the figure for so long. Empty for none",
	    t->grace);
	v->pass_mark =
	    field_text(r, faults, "pass_mark", "Pass mark in percent",
		"Leave empty if no score is asked for", t->pass_mark);
	v->months.narrow = v->window_day.narrow = v->window_month.narrow =
	    v->grace.narrow = v->pass_mark.narrow = true;
}

static const char *
statement_hint(struct req *r, const struct course *k, bool added)
{
	if (!added)
		return "What somebody attests, word for word. Up to 2,000 "
		       "characters";
	return arena_printf(r->arena,
	    "Version %lld now. If you change the text it becomes version "
	    "%lld; what was attested before keeps its own text",
	    (long long)k->statement_version,
	    (long long)k->statement_version + 1);
}

void
course_form_fill(struct req *r, const struct course_typed *t,
    const struct faults *faults, struct manage_course_form_view *v)
{
	const struct course *k = &t->course;
	size_t i;

	v->code = field_text(r, faults, "code", "Code",
	    "Capital letters, digits and hyphens. It stays for good", k->code);
	v->code.narrow = true;
	v->name = field_text(r, faults, "name", "Name", NULL, k->name);
	v->level =
	    field_choice(r, faults, "level", "Level", NULL, COURSE_LEVEL_COUNT);
	for (i = 0; i < COURSE_LEVEL_COUNT; i++)
		field_choice_add(&v->level, field_id(r, (int64_t)i), levels[i],
		    field_id(r, (int64_t)k->level));
	fill_counting(r, t, faults, v);
	v->for_all = field_tick(r, faults, "for_all", "Everybody needs it",
	    "Otherwise the training needs say which groups do", k->for_all);
	v->closed = field_tick(r, faults, "closed",
	    "It is not asked of anybody any more", NULL, k->closed);
	v->statement = field_text(r, faults, "statement", "Statement",
	    statement_hint(r, k, v->added), k->statement);
}

/* ---- comparing ---- */

#define PARTS 8

static void
parts_of(struct req *r, const struct course *k, const char *part[PARTS])
{
	part[0] = k->name;
	part[1] = course_level_title(k->level);
	part[2] = course_rule(r->arena, k);
	part[3] = field_id(r, k->grace_days);
	part[4] = field_id(r, k->pass_mark);
	part[5] = k->for_all ? "Yes" : "No";
	part[6] = k->closed ? "Yes" : "No";
	part[7] = k->statement;
}

void
course_form_differs(struct req *r, const struct course *now,
    const struct course *typed, struct manage_course_form_view *v)
{
	static const char *const labels[PARTS] = { "Name", "Level", "Counts",
		"Days given to starters", "Pass mark", "Everybody needs it",
		"Not asked any more", "Statement" };
	const char *a[PARTS], *b[PARTS];

	parts_of(r, now, a);
	parts_of(r, typed, b);
	differing_of(r, labels, a, b, PARTS, &v->differing);
}

const char *
course_form_digest(struct req *r, const struct course *k)
{
	const char *part[PARTS];

	parts_of(r, k, part);
	return differing_digest(r, part, PARTS);
}
