/* team.c - what everybody below a manager needs, merged from few statements. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "sql.h"
#include "team.h"

bool
team_gap(const struct team_need *n)
{
	return n->state == OWED_OVERDUE || n->state == OWED_NEVER;
}

bool
team_due(const struct team_need *n, day on, int days)
{
	return (n->state == OWED_SOON || n->state == OWED_DONE) &&
	       n->expires_on != DAY_NONE && n->expires_on - on <= days;
}

static bool
needs(const struct course *k, int64_t group, const struct course_needs *all)
{
	size_t i;

	if (k->closed || k->for_all)
		return !k->closed;
	for (i = 0; i < all->n; i++)
		if (all->v[i].group == group &&
		    strcmp(all->v[i].course, k->code) == 0)
			return true;
	return false;
}

static day
grace(const struct staff *s, const struct course *k, day on)
{
	day end = s->starts_on == DAY_NONE ? DAY_NONE
					   : s->starts_on + k->grace_days - 1;

	return k->grace_days > 0 && end != DAY_NONE && end >= on ? end
								 : DAY_NONE;
}

/* The courses of a group; staff of one group share what is found once. */
struct group_courses {
	int64_t group;
	const struct course **v;
	size_t n;
};

static const struct group_courses *
courses_of(struct arena *a, const struct team *t,
    const struct course_needs *all, int64_t group, struct group_courses *known,
    size_t *n)
{
	struct group_courses *g;
	size_t i;

	for (i = 0; i < *n; i++)
		if (known[i].group == group)
			return &known[i];
	g = &known[(*n)++];
	g->group = group;
	g->v = arena_array(a, t->courses.n, sizeof(*g->v));
	for (i = 0; i < t->courses.n; i++)
		if (needs(&t->courses.v[i], group, all))
			g->v[g->n++] = &t->courses.v[i];
	return g;
}

static void
set_needs(
    struct arena *a, struct team *t, const struct course_needs *all, day on)
{
	struct group_courses *known = arena_array(a, t->n + 1, sizeof(*known));
	size_t nknown = 0, i, k;

	for (i = 0; i < t->n; i++) {
		struct team_member *m = &t->v[i];
		const struct group_courses *g =
		    courses_of(a, t, all, m->staff.group, known, &nknown);

		m->n = g->n;
		m->v = arena_room(a, m->n, sizeof(*m->v));
		for (k = 0; k < m->n; k++)
			m->v[k] = (struct team_need){ .course = g->v[k],
				.state = OWED_NEVER,
				.done_on = DAY_NONE,
				.expires_on = DAY_NONE,
				.by = grace(&m->staff, g->v[k], on) };
	}
}

static int
by_id(const void *a, const void *b)
{
	const struct team_member *const *x = a, *const *y = b;

	return ((*x)->staff.id > (*y)->staff.id) -
	       ((*x)->staff.id < (*y)->staff.id);
}

/* Everybody by id, and the last who was looked for. */
struct members {
	struct team_member **v;
	size_t n, at; /* at n: nobody */
};

static struct members
members_of(struct arena *a, const struct team *t)
{
	struct members all = { arena_room(a, t->n, sizeof(*all.v)), t->n,
		t->n };
	size_t i;

	for (i = 0; i < t->n; i++)
		all.v[i] = &t->v[i];
	if (t->n > 1)
		qsort(all.v, all.n, sizeof(*all.v), by_id);
	return all;
}

/* NULL: they are not at work.  Rows of one person follow one another. */
static struct team_member *
member(struct members *all, int64_t id)
{
	size_t low = 0, high = all->n, middle;

	if (all->at < all->n && all->v[all->at]->staff.id == id)
		return all->v[all->at];
	while (low < high) {
		middle = low + (high - low) / 2;
		if (all->v[middle]->staff.id < id)
			low = middle + 1;
		else
			high = middle;
	}
	all->at = low;
	return low < all->n && all->v[low]->staff.id == id ? all->v[low] : NULL;
}

static enum owed_state
state_of(day expires_on, day on)
{
	if (expires_on == DAY_NONE)
		return OWED_DONE;
	if (expires_on <= on)
		return OWED_OVERDUE;
	return expires_on - on <= DUE_SOON_DAYS ? OWED_SOON : OWED_DONE;
}

/* A completion counts if it lasts longer than what is known so far. */
static void
apply(struct team_member *m, const char *course, day done, day expires, day on)
{
	size_t i;

	for (i = 0; m != NULL && i < m->n; i++) {
		struct team_need *n = &m->v[i];

		if (strcmp(n->course->code, course) != 0)
			continue;
		if (n->done_on != DAY_NONE &&
		    (n->expires_on == DAY_NONE ||
			(expires != DAY_NONE && expires <= n->expires_on)))
			return;
		n->done_on = done;
		n->expires_on = expires;
		n->state = state_of(expires, on);
		return;
	}
}

static enum err
add_done(struct db *db, struct arena *a, int64_t org, int64_t manager, day on,
    struct members *all)
{
	db_list(
	    db, SQL(team_done, .org = org, .manager = manager, .today = on));
	while (db_next(db)) {
		struct team_member *m = member(all, db_int(db));
		const char *course = db_text(db, a);
		day done = db_day(db);

		apply(m, course, done, db_day(db), on);
	}
	return db_end(db);
}

static enum err
add_excuses(struct db *db, struct arena *a, int64_t org, int64_t manager,
    day on, struct members *all)
{
	db_list(
	    db, SQL(team_excuses, .org = org, .manager = manager, .today = on));
	while (db_next(db)) {
		struct team_member *m = member(all, db_int(db));
		const char *course = db_text(db, a);
		enum exclusion_kind kind = (enum exclusion_kind)db_int(db);
		size_t i;

		for (i = 0; m != NULL && i < m->n; i++)
			if (course == NULL ||
			    strcmp(course, m->v[i].course->code) == 0) {
				m->v[i].state = OWED_EXCUSED;
				m->v[i].excuse = kind;
			}
	}
	return db_end(db);
}

enum err
team_read(struct db *db, struct arena *a, int64_t org, int64_t manager, day on,
    struct team *t)
{
	struct course_needs all;
	struct staff_list below;
	struct members members;
	enum err e;
	size_t i;

	*t = (struct team){ 0 };
	if ((e = staff_below(db, a, org, manager, on, &below)) != OK ||
	    (e = course_list(db, a, org, &t->courses)) != OK ||
	    (e = course_needs(db, a, org, &all)) != OK)
		return e;
	t->n = below.n;
	t->v = arena_room(a, t->n, sizeof(*t->v));
	for (i = 0; i < t->n; i++)
		t->v[i] = (struct team_member){ .staff = below.v[i] };
	set_needs(a, t, &all, on);
	members = members_of(a, t);
	if ((e = add_done(db, a, org, manager, on, &members)) != OK)
		return e;
	return add_excuses(db, a, org, manager, on, &members);
}
