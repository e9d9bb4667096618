/* action_read.c - reading actions and what was reported of them. */
#include "arena.h"
#include "db.h"
#include "plan.h"
#include "sql.h"

static void
read_row(struct db *db, struct arena *a, struct action *out)
{
	*out = (struct action){ .id = db_int(db) };
	out->requirement = db_int(db);
	out->number = db_text(db, a);
	out->title = db_text(db, a);
	out->reach = (int)db_int(db);
	out->owner.id = db_int(db);
	out->owner.name = db_text(db, a);
	out->deputy.id = db_int(db);
	out->deputy.name = db_text(db, a);
	out->due_on = db_day(db);
	out->progress = (int)db_int(db);
	out->state = (enum action_state)db_int(db);
	out->carried_from = db_int(db);
	out->edition = db_int(db);
	out->added_at = db_int(db);
	out->added_by = db_text(db, a);
	out->closed_at = db_int(db);
}

bool
action_late(const struct action *a, day today)
{
	return a->state == ACTION_OPEN && a->due_on < today;
}

enum err
action_list(struct db *db, struct arena *a, const struct assessment *s,
    struct actions *out)
{
	enum err e =
	    db_ask(db, SQL(action_count, .org = s->org, .assessment = s->id));

	*out = (struct actions){ NULL, 0 };
	if (e != OK)
		return e;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(action_list, .org = s->org, .assessment = s->id));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
action_read(struct db *db, struct arena *a, const struct assessment *s,
    int64_t id, struct action *out)
{
	enum err e = db_ask(
	    db, SQL(action_read, .org = s->org, .assessment = s->id, .id = id));

	if (e == OK)
		read_row(db, a, out);
	return e;
}

enum err
action_is_of(struct db *db, int64_t org, int64_t id, int64_t person, day today)
{
	enum err e = db_ask(db, SQL(action_is_of, .org = org, .id = id,
				    .person = person, .today = today));

	if (e == OK)
		(void)db_int(db);
	return e;
}

enum err
action_reports(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct reports *out)
{
	*out = (struct reports){ NULL, 0 };
	db_list(db, SQL(action_reports, .org = org, .id = id));
	while (db_next(db)) {
		size_t all = (size_t)db_int(db);
		struct report *r;

		if (out->v == NULL)
			out->v = arena_array(a, all, sizeof(*out->v));
		r = &out->v[out->n++];
		r->progress = (int)db_int(db);
		r->text = db_text(db, a);
		r->at = db_int(db);
		r->by = db_text(db, a);
	}
	return db_end(db);
}
