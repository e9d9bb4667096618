/* page_team.c - a manager's team: who has gaps, and what falls due. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_team.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"

#define A_PAGE 50

/* What an address asks to see. */
struct asked {
	const char *show; /* "", "gaps", "30", "60", "90" */
	const char *unit; /* "": all of them */
	int64_t page, of, recorded;
};

static const struct {
	const char *value, *text;
	int days; /* 0: no matter */
} shows[] = {
	{ "", "Everybody", 0 },
	{ "gaps", "Overdue or never done", 0 },
	{ "30", "Due within 30 days", 30 },
	{ "60", "Due within 60 days", 60 },
	{ "90", "Due within 90 days", 90 },
};
#define SHOWS (sizeof(shows) / sizeof(shows[0]))

static size_t
show_of(const char *value)
{
	size_t i;

	for (i = 0; i < SHOWS; i++)
		if (strcmp(shows[i].value, value) == 0)
			return i;
	return 0;
}

static bool
within(const struct team_member *m, day on, int days)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (team_due(&m->v[i], on, days))
			return true;
	return false;
}

static bool
has(const struct team_member *m, enum owed_state state)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->v[i].state == state)
			return true;
	return false;
}

static bool
gaps(const struct team_member *m)
{
	return has(m, OWED_OVERDUE) || has(m, OWED_NEVER);
}

static bool
fits(const struct team_member *m, const struct asked *q, size_t show, day on)
{
	if (q->unit[0] != '\0' && strcmp(q->unit, m->staff.unit) != 0)
		return false;
	if (strcmp(shows[show].value, "gaps") == 0)
		return gaps(m);
	return shows[show].days == 0 || within(m, on, shows[show].days);
}

static void
count(const struct team *t, day on, struct team_view *v)
{
	size_t i;

	v->n = t->n;
	for (i = 0; i < t->n; i++) {
		v->overdue += has(&t->v[i], OWED_OVERDUE);
		v->never += has(&t->v[i], OWED_NEVER);
		v->due_30 += within(&t->v[i], on, 30);
		v->due_60 += within(&t->v[i], on, 60);
		v->due_90 += within(&t->v[i], on, 90);
	}
}

static const char *
people(struct req *r, size_t n)
{
	return n == 1 ? "1 person" : arena_printf(r->arena, "%zu people", n);
}

static const char *
summary(struct req *r, const struct team *t, const struct team_view *v)
{
	size_t i, n = 0;

	for (i = 0; i < t->n; i++)
		n += gaps(&t->v[i]);
	if (n == 0 && v->due_60 == 0)
		return "Nobody has a gap, and nothing falls due within 60 "
		       "days.";
	return arena_printf(r->arena,
	    "%s of %zu %s overdue or never done. For %s something falls due "
	    "within 60 days.",
	    n == 0 ? "Nobody" : arena_printf(r->arena, "%zu", n), t->n,
	    n > 1 ? "have a course that is" : "has a course that is",
	    v->due_60 == 0 ? "nobody" : people(r, v->due_60));
}

/* The units of the team, in the order in which they are met. */
static struct choice_field
units(struct req *r, const struct team *t, const char *chosen)
{
	const struct faults none = { 0 };
	struct choice_field c =
	    field_choice(r, &none, "unit", "Unit", NULL, t->n + 1);
	size_t i, k;

	field_choice_add(&c, "", "All units", chosen);
	for (i = 0; i < t->n; i++) {
		const char *unit = t->v[i].staff.unit;

		for (k = 0; k < c.all.n; k++)
			if (strcmp(c.all.v[k].value, unit) == 0)
				break;
		if (k == c.all.n)
			field_choice_add(&c, unit, unit, chosen);
	}
	return c;
}

static struct choice_field
show_choice(struct req *r, size_t chosen)
{
	const struct faults none = { 0 };
	struct choice_field c =
	    field_choice(r, &none, "show", "Show", NULL, SHOWS);
	size_t i;

	for (i = 0; i < SHOWS; i++)
		field_choice_add(
		    &c, shows[i].value, shows[i].text, shows[chosen].value);
	return c;
}

static void
add_people(struct req *r, const struct team *t, const struct asked *q,
    size_t show, struct team_view *v)
{
	const struct team_member **found =
	    arena_array(r->arena, t->n, sizeof(*found));
	size_t i, first;

	for (i = 0; i < t->n; i++)
		if (fits(&t->v[i], q, show, r->today))
			found[v->found++] = &t->v[i];
	v->at = pager_of(q->page, v->found, A_PAGE, &first);
	v->people.v = arena_array(r->arena, A_PAGE, sizeof(*v->people.v));
	for (i = first; i < v->found && v->people.n < A_PAGE; i++)
		v->people.v[v->people.n++] = (struct team_person){
			.to = req_href(
			    r, "/team/%lld", (long long)found[i]->staff.id),
			.name = staff_name(r->arena, &found[i]->staff),
			.sub = team_sub(r, &found[i]->staff),
			.lines = team_lines_of(r, found[i], team_keep_open, 90),
		};
}

static const char *
notice(struct req *r, const struct asked *q)
{
	if (q->recorded == 0)
		return NULL;
	return arena_printf(r->arena, "The session is on record for %s",
	    people(r, (size_t)q->recorded));
}

static enum err
show_team(struct req *r, const struct asked *q, const struct staff *lead,
    const struct team *t)
{
	struct team_view v = { .page = page_view(r, "My team"),
		.to = req_href(r, "/team"),
		.chase = req_href(r, "/team/chase"),
		.session = req_href(r, "/team/session"),
		.of = q->of };
	size_t show = show_of(q->show);

	v.page.wide = true;
	v.page.notice = notice(r, q);
	v.page.notice_done = true;
	if (q->of != 0) {
		v.lead = staff_name(r->arena, lead);
		v.page.title = arena_printf(r->arena, "The team of %s", v.lead);
		v.page.back = req_href(r, "/team");
		v.page.back_text = "my team";
	}
	v.show = show_choice(r, show);
	v.unit = units(r, t, q->unit);
	v.shown = shows[show].value;
	v.in_unit = q->unit;
	count(t, r->today, &v);
	v.summary = summary(r, t, &v);
	add_people(r, t, q, show, &v);
	SHOW(r, team, &v);
	return reply_page(r, 200);
}

enum err
page_team(struct req *r)
{
	struct staff lead;
	struct asked q;
	struct team t;
	bool shown;
	struct form f;
	enum err e;

	form_query(&f, r);
	q.show = form_line(&f, "show", "what to show", 10);
	q.unit = form_line(&f, "unit", "the unit", 200);
	q.page = form_int(&f, "page", "the page", 1, 1000000, 1);
	q.of = form_int(&f, "of", "the manager", 1, INT64_MAX, 0);
	q.recorded = form_int(&f, "recorded", "the number", 1, 1000, 0);
	if ((e = form_close(&f)) != OK)
		return e == ERR_INVALID ? ERR_NOTFOUND : e;
	e = team_take(r, q.of, &lead, &t, &shown);
	if (e != OK || shown)
		return e;
	return show_team(r, &q, &lead, &t);
}
