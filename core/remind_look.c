/* remind_look.c - for pages: whom mail does not reach, what is long overdue. */
#include "arena.h"
#include "db.h"
#include "person.h"
#include "remind.h"
#include "role.h"
#include "sql.h"
#include "training.h"
#include "work.h"

#define RUNG_DAYS 30 /* what is due within so many days is told of */

struct one {
	int64_t id;
	const char *user, *name;
};
struct some {
	struct one *v;
	size_t n;
};

/* Of a count and then id, user name and name for each. */
static enum err
people(struct db *db, struct arena *a, struct sql_call call, struct some *out)
{
	*out = (struct some){ NULL, 0 };
	db_list(db, call);
	while (db_next(db)) {
		size_t all = (size_t)db_int(db);
		struct one *x;

		if (out->v == NULL)
			out->v = arena_array(a, all, sizeof(*out->v));
		x = &out->v[out->n++];
		x->id = db_int(db);
		x->user = db_text(db, a);
		x->name = db_text(db, a);
	}
	return db_end(db);
}

static enum err
work(struct db *db, struct arena *a, int64_t org, int64_t person, day today,
    struct work_list *out)
{
	struct work_asker who = { org, person, 0, today };
	enum err e = role_of(db, person, org, &who.roles);

	return e == OK ? work_of(db, a, &who, out) : e;
}

/* ---- whom mail does not reach ---- */

/* Of whom, what is due until when, and so many after the first ones. */
struct waiting {
	bool
	    nowhere; /* of those without an address; else of all who are late */
	day until;
	int64_t skip, most;
};

static enum err
waits(struct db *db, struct arena *a, int64_t org, day today,
    const struct waiting *w, struct remind_state *s)
{
	db_list(db, SQL(remind_waits, .org = org, .nowhere = w->nowhere,
			.reviewer = ROLE_REVIEWER, .today = today,
			.until = w->until, .soon = today + WORK_REVIEW_DAYS,
			.training = today + DUE_SOON_DAYS, .skip = w->skip,
			.most = w->most));
	while (db_next(db)) {
		struct remind_nowhere *x;

		s->people = db_int(db);
		if (s->nowhere.v == NULL)
			s->nowhere.v = arena_array(a,
			    (size_t)(s->people < w->most ? s->people : w->most),
			    sizeof(*s->nowhere.v));
		x = &s->nowhere.v[s->nowhere.n++];
		x->person = db_int(db);
		x->user = db_text(db, a);
		x->name = db_text(db, a);
		x->things = (size_t)db_int(db);
		x->late = (size_t)db_int(db);
		s->things = db_int(db);
		s->late = db_int(db);
	}
	return db_end(db);
}

static enum err
refused(struct db *db, struct arena *a, int64_t org, struct reminders *out)
{
	*out = (struct reminders){ NULL, 0 };
	db_list(db, SQL(remind_trouble, .org = org));
	while (db_next(db)) {
		size_t all = (size_t)db_int(db);
		struct reminder *r;

		if (out->v == NULL)
			out->v = arena_array(a, all, sizeof(*out->v));
		r = &out->v[out->n++];
		*r = (struct reminder){ .person = db_int(db) };
		r->on = db_day(db);
		r->mail = db_text(db, a);
		r->name = db_text(db, a);
		r->tries = db_int(db);
		r->fault = db_text(db, a);
	}
	return db_end(db);
}

enum err
remind_state(struct db *db, struct arena *a, int64_t org, day today,
    int64_t skip, int64_t most, struct remind_state *s)
{
	const struct waiting w = { true, today + RUNG_DAYS, skip, most };
	enum err e = db_ask(db, SQL(remind_latest, .org = org));

	*s = (struct remind_state){ 0 };
	if (e == OK)
		s->sent_at = db_int(db);
	if (e == OK)
		e = refused(db, a, org, &s->refused);
	return e == OK ? waits(db, a, org, today, &w, s) : e;
}

/* ---- what is overdue for long ---- */

static enum err
overdue(struct db *db, struct arena *a, int64_t org, const struct one *x,
    int days, day today, struct remind_overdue *out)
{
	struct remind_late *more;
	struct work_list all;
	enum err e = work(db, a, org, x->id, today, &all);
	size_t i;

	if (e != OK || all.n == 0)
		return e;
	if (out->n + all.n > out->room) {
		out->room = 2 * out->room + all.n;
		more = arena_array(a, out->room, sizeof(*more));
		for (i = 0; i < out->n; i++)
			more[i] = out->v[i];
		out->v = more;
	}
	for (i = 0; i < all.n; i++)
		if (work_late(&all.v[i], today) &&
		    today - all.v[i].due_on >= days)
			out->v[out->n++] =
			    (struct remind_late){ x->name, all.v[i] };
	return OK;
}

/* Of those who report to somebody. */
static enum err
of_team(struct db *db, struct arena *a, int64_t org, int64_t person, day today,
    struct remind_overdue *out)
{
	struct some some;
	enum err e = people(db, a,
	    SQL(remind_reports, .org = org, .person = person, .today = today),
	    &some);
	size_t i;

	for (i = 0; i < some.n && e == OK; i++)
		e = overdue(
		    db, a, org, &some.v[i], REMIND_MANAGER_DAYS, today, out);
	return e;
}

/* Of everybody else: whoever is late is found first, the others never read. */
static enum err
of_others(struct db *db, struct arena *a, int64_t org, int64_t person,
    day today, struct remind_overdue *out)
{
	const struct waiting w = { false, today - REMIND_SIRO_DAYS, 0,
		INT64_MAX };
	struct remind_state late = { 0 };
	enum err e = waits(db, a, org, today, &w, &late);
	size_t i;

	for (i = 0; i < late.nowhere.n && e == OK; i++) {
		const struct remind_nowhere *x = &late.nowhere.v[i];
		const struct one one = { x->person, x->user, x->name };

		if (one.id != person)
			e = overdue(
			    db, a, org, &one, REMIND_SIRO_DAYS, today, out);
	}
	return e;
}

enum err
remind_overdue(struct db *db, struct arena *a, int64_t org, int64_t person,
    day today, struct remind_overdue *team, struct remind_overdue *all,
    bool *siro)
{
	enum err e;

	*team = *all = (struct remind_overdue){ 0 };
	if ((e = of_team(db, a, org, person, today, team)) != OK)
		return e;
	e = db_ask(db, SQL(remind_siro, .org = org, .today = today));
	*siro = e == OK && db_int(db) == person;
	if (e != OK || !*siro)
		return e == ERR_NOTFOUND ? OK : e;
	return of_others(db, a, org, person, today, all);
}
