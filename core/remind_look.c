/* remind_look.c - for pages: whom mail does not reach, what is long overdue. */
#include "arena.h"
#include "db.h"
#include "person.h"
#include "remind.h"
#include "sql.h"
#include "work.h"

#define NOWHERE_MAX 200

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

static enum err
nowhere(struct db *db, struct arena *a, int64_t org, day today,
    struct remind_state *s)
{
	struct work_list all;
	struct some some;
	enum err e;
	size_t i, k;

	e = people(db, a,
	    SQL(remind_nowhere, .org = org, .most = NOWHERE_MAX + 1), &some);
	s->more = some.n > NOWHERE_MAX;
	s->nowhere.v = arena_array(a, some.n + 1, sizeof(*s->nowhere.v));
	for (i = 0; i < some.n && i < NOWHERE_MAX && e == OK; i++) {
		struct remind_nowhere x = { some.v[i].id, some.v[i].user,
			some.v[i].name, 0, 0 };

		e = work(db, a, org, x.person, today, &all);
		for (k = 0; k < all.n; k++) {
			bool late = work_late(&all.v[k], today);

			x.late += late;
			x.things += remind_rung(all.v[k].due_on, late, today) <
				    RUNG_NONE;
		}
		if (x.things > 0)
			s->nowhere.v[s->nowhere.n++] = x;
	}
	return e;
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
    struct remind_state *s)
{
	enum err e = db_ask(db, SQL(remind_latest, .org = org));

	*s = (struct remind_state){ 0 };
	if (e == OK)
		s->sent_at = db_int(db);
	if (e == OK)
		e = refused(db, a, org, &s->refused);
	return e == OK ? nowhere(db, a, org, today, s) : e;
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

static enum err
of_all(struct db *db, struct arena *a, int64_t org, struct sql_call call,
    int days, day today, struct remind_overdue *out)
{
	struct some some;
	enum err e = people(db, a, call, &some);
	size_t i;

	for (i = 0; i < some.n && e == OK; i++)
		e = overdue(db, a, org, &some.v[i], days, today, out);
	return e;
}

enum err
remind_overdue(struct db *db, struct arena *a, int64_t org, int64_t person,
    day today, struct remind_overdue *team, struct remind_overdue *all,
    bool *siro)
{
	enum err e;

	*team = *all = (struct remind_overdue){ 0 };
	e = of_all(db, a, org,
	    SQL(remind_reports, .org = org, .person = person, .today = today),
	    REMIND_MANAGER_DAYS, today, team);
	if (e != OK)
		return e;
	e = db_ask(db, SQL(remind_siro, .org = org, .today = today));
	*siro = e == OK && db_int(db) == person;
	if (e != OK || !*siro)
		return e == ERR_NOTFOUND ? OK : e;
	return of_all(db, a, org,
	    SQL(remind_others, .org = org, .person = person), REMIND_SIRO_DAYS,
	    today, all);
}
