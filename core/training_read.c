/* training_read.c - records and certificates, and what somebody owes. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "org.h"
#include "sql.h"
#include "training.h"

static void
read_row(struct db *db, struct arena *a, struct completion *c)
{
	const char *number;

	*c = (struct completion){ .id = db_int(db) };
	c->staff = db_int(db);
	c->course = db_text(db, a);
	c->done_on = db_day(db);
	c->expires_on = db_day(db);
	c->source = (enum completion_source)db_int(db);
	c->score = (int)db_int_or(db, -1);
	c->statement_version = db_int(db);
	c->statement = db_text(db, a);
	c->proof = (enum completion_proof)db_int(db);
	c->place = db_text(db, a);
	c->session = db_int(db);
	c->import = db_int(db);
	number = db_text(db, a);
	memcpy(c->number, number, strnlen(number, CERTIFICATE_SIZE - 1));
	c->supersedes = db_int(db);
	c->reason = db_text(db, a);
	c->void_ = db_int(db) != 0;
	c->superseded = db_int(db) != 0;
	c->at = db_int(db);
	c->by = db_text(db, a);
}

enum err
training_read(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct completion *c)
{
	enum err e = db_ask(db, SQL(completion_read, .org = org, .id = id));

	if (e == OK)
		read_row(db, a, c);
	return e;
}

enum err
training_record(struct db *db, struct arena *a, int64_t org, int64_t staff,
    struct completions *out)
{
	enum err e =
	    db_ask(db, SQL(completion_count, .org = org, .staff = staff));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(completion_record, .org = org, .staff = staff));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
training_certificate(
    struct db *db, struct arena *a, const char *number, struct certificate *out)
{
	struct org o;
	int64_t id;
	enum err e = db_ask(db, SQL(completion_number, .number = number));

	if (e != OK)
		return e;
	out->org = db_int(db);
	id = db_int(db);
	if ((e = training_read(db, a, out->org, id, &out->completion)) != OK ||
	    (e = staff_read(
		 db, a, out->org, out->completion.staff, &out->staff)) != OK ||
	    (e = course_read(db, a, out->org, out->completion.course,
		 &out->course)) != OK ||
	    (e = org_read(db, a, out->org, &o)) != OK)
		return e;
	out->org_name = o.name;
	return OK;
}

/* ---- what somebody owes ---- */

static enum err
needed(struct db *db, struct arena *a, int64_t org, const struct staff *s,
    struct owed_list *out)
{
	struct courses all;
	const char **codes;
	size_t n = 0, i, k;
	enum err e = course_list(db, a, org, &all);

	if (e != OK)
		return e;
	codes = arena_array(a, all.n, sizeof(*codes));
	db_list(db, SQL(owed_courses, .org = org, .group_id = s->group));
	while (db_next(db) && n < all.n)
		codes[n++] = db_text(db, a);
	if ((e = db_end(db)) != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, n, sizeof(*out->v));
	for (i = 0; i < all.n; i++)
		for (k = 0; k < n; k++)
			if (strcmp(all.v[i].code, codes[k]) == 0)
				out->v[out->n++] = (struct owed){
					.course = all.v[i],
					.state = OWED_NEVER,
					.done_on = DAY_NONE,
					.expires_on = DAY_NONE,
					.number = "",
				};
	return OK;
}

/* Does c count for longer than what is known so far? */
static bool
better(const struct completion *c, const struct owed *o)
{
	if (o->done_on == DAY_NONE)
		return true;
	if (o->expires_on == DAY_NONE)
		return false;
	return c->expires_on == DAY_NONE || c->expires_on > o->expires_on;
}

static enum owed_state
state_of(const struct owed *o, day on)
{
	if (o->done_on == DAY_NONE)
		return OWED_NEVER;
	if (o->expires_on == DAY_NONE)
		return OWED_DONE;
	if (o->expires_on <= on)
		return OWED_OVERDUE;
	return o->expires_on - on <= DUE_SOON_DAYS ? OWED_SOON : OWED_DONE;
}

static void
apply(struct owed_list *out, const struct completions *all, day on)
{
	size_t i, k;

	for (i = 0; i < out->n; i++) {
		struct owed *o = &out->v[i];

		for (k = 0; k < all->n; k++) {
			const struct completion *c = &all->v[k];

			if (c->superseded || c->void_ || c->done_on > on ||
			    strcmp(c->course, o->course.code) != 0 ||
			    !better(c, o))
				continue;
			o->done_on = c->done_on;
			o->expires_on = c->expires_on;
			o->number = c->number;
		}
		o->state = state_of(o, on);
	}
}

static enum err
excuses(struct db *db, struct arena *a, int64_t org, const struct staff *s,
    day on, struct owed_list *out)
{
	db_list(db, SQL(owed_excuses, .org = org, .staff = s->id, .today = on));
	while (db_next(db)) {
		const char *course = db_text(db, a);
		enum exclusion_kind kind = (enum exclusion_kind)db_int(db);
		const char *reason = db_text(db, a);
		size_t i;

		(void)db_day(db);
		for (i = 0; i < out->n; i++) {
			struct owed *o = &out->v[i];

			if (course != NULL &&
			    strcmp(course, o->course.code) != 0)
				continue;
			o->state = OWED_EXCUSED;
			o->excuse = arena_printf(
			    a, "%s: %s", exclusion_title(kind), reason);
		}
	}
	return db_end(db);
}

static int
by_urgency(const void *a, const void *b)
{
	const struct owed *x = a, *y = b;

	if (x->state != y->state)
		return (int)x->state - (int)y->state;
	if (x->expires_on != y->expires_on)
		return x->expires_on < y->expires_on ? -1 : 1;
	return strcmp(x->course.name, y->course.name);
}

enum err
training_owed(struct db *db, struct arena *a, int64_t org,
    const struct staff *s, day on, struct owed_list *out)
{
	struct completions record;
	enum err e;

	if ((e = needed(db, a, org, s, out)) != OK ||
	    (e = training_record(db, a, org, s->id, &record)) != OK)
		return e;
	apply(out, &record, on);
	if ((e = excuses(db, a, org, s, on, out)) != OK)
		return e;
	qsort(out->v, out->n, sizeof(*out->v), by_urgency);
	return OK;
}
