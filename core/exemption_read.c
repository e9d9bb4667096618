/* exemption_read.c - looking exemptions up: all, some, and one of them. */
#include "arena.h"
#include "assessment.h"
#include "db.h"
#include "exemption.h"
#include "sql.h"

#define OF_ONE 10
#define AFTER 50

enum exemption_standing
exemption_standing(const struct exemption *x, day today)
{
	if (x->ended_at != 0 ||
	    (x->until_on != DAY_NONE && x->until_on < today))
		return EXEMPTION_ENDED;
	return x->from_on > today ? EXEMPTION_TO_COME : EXEMPTION_IN_FORCE;
}

static void
read_row(struct db *db, struct arena *a, struct exemption *x)
{
	*x = (struct exemption){ .id = db_int(db), .by_name = "" };
	x->org = db_int(db);
	x->code = db_text(db, a);
	x->name = db_text(db, a);
	x->type = db_text(db, a);
	x->version = db_text(db, a);
	x->number = db_text(db, a);
	x->reason = db_text(db, a);
	x->from_on = db_day(db);
	x->until_on = db_day(db);
	x->at = db_int(db);
	x->by = db_text(db, a);
	x->ended_at = db_int(db);
	x->ended_by = db_text(db, a);
	x->end_reason = db_text(db, a);
	x->ended_name = "";
}

enum err
exemption_list(
    struct db *db, struct arena *a, const char *version, struct exemptions *out)
{
	enum err e = db_ask(db, SQL(exemption_count, .version = version));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(exemption_list, .version = version));
	while (db_next(db)) {
		struct exemption *x = &out->v[out->n++];

		read_row(db, a, x);
		x->published = db_int(db);
	}
	return db_end(db);
}

/* One more than is shown tells whether there are more. */
enum err
exemption_search(struct db *db, struct arena *a,
    const struct exemption_filter *f, struct exemptions *out, bool *more)
{
	struct exemption beyond;

	out->n = 0;
	out->v = arena_array(a, (size_t)f->most, sizeof(*out->v));
	*more = false;
	db_list(
	    db, SQL(exemption_search, .version = f->version, .type = f->type,
		    .org = f->org, .standing = f->standing, .today = f->today,
		    .skip = f->skip, .most = f->most + 1));
	while (db_next(db)) {
		*more = out->n == (size_t)f->most;
		read_row(db, a, *more ? &beyond : &out->v[out->n++]);
	}
	return db_end(db);
}

enum err
exemption_read(struct db *db, struct arena *a, int64_t id, struct exemption *x)
{
	enum err e = db_ask(db, SQL(exemption_read, .id = id));

	if (e != OK)
		return e;
	read_row(db, a, x);
	x->published = db_int(db);
	x->by_name = db_text(db, a);
	x->ended_name = db_text(db, a);
	return OK;
}

enum err
exemption_held(struct db *db, struct arena *a, const struct exemption *x,
    struct exemption *held)
{
	enum err e =
	    db_ask(db, SQL(exemption_held, .org = x->org, .type = x->type,
			   .version = x->version, .number = x->number,
			   .from_on = x->from_on, .until_on = x->until_on));

	return e == OK ? exemption_read(db, a, db_int(db), held) : e;
}

static enum err
take(struct db *db, struct arena *a, size_t most, struct sql_call call,
    struct exemptions *out)
{
	out->n = 0;
	out->v = arena_array(a, most, sizeof(*out->v));
	db_list(db, call);
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
exemption_of(struct db *db, struct arena *a, const struct assessment *s,
    const char *type, const char *number, struct exemptions *out)
{
	return take(db, a, OF_ONE,
	    SQL(exemption_of, .org = s->org, .type = type,
		.version = s->version, .number = number, .most = OF_ONE),
	    out);
}

enum err
exemption_after(struct db *db, struct arena *a, const struct assessment *s,
    const char *type, struct exemptions *out)
{
	return take(db, a, AFTER,
	    SQL(exemption_after, .org = s->org, .assessment = s->id,
		.type = type, .version = s->version, .most = AFTER),
	    out);
}
