/* team_words.c - whose team is asked for, and what it needs in words. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"

bool
team_administers(const struct req *r)
{
	return (r->session.roles & ROLE_ADMINISTRATOR) != 0;
}

enum err
team_lead(struct req *r, int64_t of, struct staff *lead)
{
	int64_t org = r->session.org;
	struct staff own = { 0 };
	enum err e;

	e = staff_of_person(r->db, r->arena, org, r->session.person, &own);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	*lead = own;
	if (of == 0 || of == own.id)
		return OK;
	if (!team_administers(r) &&
	    (e = staff_is_below(r->db, org, own.id, of)) != OK)
		return e;
	return staff_read(r->db, r->arena, org, of, lead);
}

enum err
team_none(struct req *r, const struct staff *lead)
{
	struct team_none_view v = {
		.page = page_view(r, "My team"),
		.unlinked = lead->id == 0,
		.user = r->session.user,
	};

	if (team_administers(r))
		v.records = req_href(r, "/manage/staff");
	SHOW(r, team_none, &v);
	return reply_page(r, 200);
}

enum err
team_take(
    struct req *r, int64_t of, struct staff *lead, struct team *t, bool *shown)
{
	enum err e = team_lead(r, of, lead);

	*t = (struct team){ 0 };
	if (e == OK && lead->id != 0)
		e = team_read(
		    r->db, r->arena, r->session.org, lead->id, r->today, t);
	*shown = e == OK && t->n == 0 && (lead->id == 0 || of == 0);
	return *shown ? team_none(r, lead) : e;
}

struct team_line
team_words(const struct team_need *n)
{
	static const struct badge badges[OWED_STATES] = {
		[OWED_OVERDUE] = { HTML_FIXED("red"), HTML_FIXED("Overdue") },
		[OWED_NEVER] = { HTML_FIXED("red"), HTML_FIXED("Never done") },
		[OWED_SOON] = { HTML_FIXED("orange"), HTML_FIXED("Due soon") },
		[OWED_DONE] = { HTML_FIXED("green"), HTML_FIXED("Complete") },
		[OWED_EXCUSED] = { HTML_FIXED("grey"), HTML_FIXED("Left out") },
	};
	static const struct badge new = { HTML_FIXED("yellow"),
		HTML_FIXED("New starter") };
	struct team_line l = { .state = badges[n->state],
		.course = n->course->name,
		.said = "",
		.on = n->expires_on,
		.done_on = n->done_on };

	if (n->state == OWED_EXCUSED) {
		l.said = exclusion_title(n->excuse);
		l.on = DAY_NONE;
	} else if (n->state == OWED_NEVER && n->by != DAY_NONE) {
		l.state = new;
		l.on = n->by;
	}
	if (l.on != DAY_NONE)
		l.said = n->state == OWED_OVERDUE ? "Was due" : "Due";
	return l;
}

bool
team_keep_open(const struct team_need *n, day on, int days)
{
	return n->state == OWED_EXCUSED || team_keep_chase(n, on, days);
}

bool
team_keep_chase(const struct team_need *n, day on, int days)
{
	return team_gap(n) || team_due(n, on, days);
}

static int
by_urgency(const void *a, const void *b)
{
	const struct team_need *const *x = a, *const *y = b;

	if ((*x)->state != (*y)->state)
		return (int)(*x)->state - (int)(*y)->state;
	return ((*x)->expires_on > (*y)->expires_on) -
	       ((*x)->expires_on < (*y)->expires_on);
}

struct team_lines
team_lines_of(
    struct req *r, const struct team_member *m, team_keep *keep, int days)
{
	const struct team_need **kept =
	    arena_array(r->arena, m->n, sizeof(*kept));
	struct team_lines lines = { 0 };
	size_t i, n = 0;

	for (i = 0; i < m->n; i++)
		if (keep(&m->v[i], r->today, days))
			kept[n++] = &m->v[i];
	qsort(kept, n, sizeof(*kept), by_urgency);
	lines.v = arena_array(r->arena, n, sizeof(*lines.v));
	while (lines.n < n) {
		lines.v[lines.n] = team_words(kept[lines.n]);
		lines.n++;
	}
	return lines;
}

const char *
team_sub(struct req *r, const struct staff *s)
{
	if (s->position[0] == '\0' || s->unit[0] == '\0')
		return s->position[0] == '\0' ? s->unit : s->position;
	return arena_printf(r->arena, "%s, %s", s->position, s->unit);
}

/* ---- one person ---- */

static day
grace_end(const struct staff *s, const struct course *k, day today)
{
	if (s->starts_on == DAY_NONE || k->grace_days == 0 ||
	    s->starts_on + k->grace_days <= today)
		return DAY_NONE;
	return s->starts_on + k->grace_days - 1;
}

static enum err
add_needs(struct req *r, const struct staff *s, struct record_of *out)
{
	struct owed_list owed;
	enum err e;
	size_t i;

	e = training_owed(r->db, r->arena, r->session.org, s, r->today, &owed);
	if (e != OK)
		return e;
	out->needs.v = arena_array(r->arena, owed.n, sizeof(*out->needs.v));
	for (i = 0; i < owed.n; i++) {
		const struct owed *o = &owed.v[i];
		const struct team_need n = { .course = &o->course,
			.state = o->state,
			.done_on = o->done_on,
			.expires_on = o->expires_on,
			.by = grace_end(s, &o->course, r->today) };

		out->needs.v[i] = team_words(&n);
		if (o->state == OWED_EXCUSED)
			out->needs.v[i].said = o->excuse;
		out->needs.n++;
	}
	return OK;
}

static const char *
where(const struct completion *c)
{
	switch (c->source) {
	case FROM_SELF:
		return "Own desk";
	case FROM_KIOSK:
		return c->place;
	case FROM_GROUP:
		return "Group session";
	default:
		return "Taken in from a file";
	}
}

static const char *
course_name(const struct courses *all, const char *code)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].code, code) == 0)
			return all->v[i].name;
	return code;
}

static enum err
add_past(struct req *r, const struct staff *s, struct record_of *out)
{
	int64_t org = r->session.org;
	struct completions all;
	struct courses courses;
	enum err e;
	size_t i;

	if ((e = training_record(r->db, r->arena, org, s->id, &all)) != OK ||
	    (e = course_list(r->db, r->arena, org, &courses)) != OK)
		return e;
	out->past.v = arena_array(r->arena, all.n, sizeof(*out->past.v));
	for (i = 0; i < all.n; i++) {
		const struct completion *c = &all.v[i];

		out->past.v[out->past.n++] = (struct team_past){ .at = c->at,
			.course = course_name(&courses, c->course),
			.where = where(c),
			.number = c->number,
			.reason = c->reason,
			.done_on = c->done_on,
			.expires_on = c->expires_on,
			.score = c->score,
			.scored = c->score >= 0,
			.replaced = c->superseded,
			.not_done = c->void_ };
	}
	return OK;
}

enum err
team_record(struct req *r, const struct staff *s, struct record_of *out)
{
	enum err e = add_needs(r, s, out);

	return e == OK ? add_past(r, s, out) : e;
}

struct pager
pager_of(int64_t page, size_t n, size_t each, size_t *first)
{
	int64_t last = (int64_t)((n + each - 1) / each);
	struct pager p = { .page = page < 1 ? 1 : page };

	if (p.page > last)
		p.page = last < 1 ? 1 : last;
	p.previous = p.page - 1;
	p.next = p.page < last ? p.page + 1 : 0;
	*first = (size_t)(p.page - 1) * each;
	return p;
}
