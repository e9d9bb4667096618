/* figure_people.c - the people behind a training figure. */
#include "arena.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

#define FOR_GOOD day_make(9999, 12, 31)

static const char *
why(struct arena *a, int64_t kind, const char *reason)
{
	if (kind < 0)
		return "";
	if (kind == FIGURE_STARTER)
		return "Has just started";
	return arena_printf(
	    a, "%s: %s", exclusion_title((enum exclusion_kind)kind), reason);
}

static void
read_row(struct db *db, struct arena *a, struct figure_person *p)
{
	const char *reason;
	int64_t kind;
	day until;

	p->staff = db_int(db);
	p->number = db_text(db, a);
	p->first_name = db_text(db, a);
	p->last_name = db_text(db, a);
	p->unit = db_text(db, a);
	kind = db_int_or(db, -1);
	reason = db_text(db, a);
	until = db_day(db);
	p->why = why(a, kind, reason);
	p->standing = kind >= 0           ? FIGURE_LEFT_OUT
		      : until == DAY_NONE ? FIGURE_NOT
					  : FIGURE_DONE;
	p->until =
	    p->standing == FIGURE_DONE && until != FOR_GOOD ? until : DAY_NONE;
}

/* Room for what a page may hold; one row more says that there are others. */
static void
make_room(struct arena *a, struct figure_people *out, int64_t most)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)most, sizeof(*out->v));
}

enum err
figure_people(struct db *db, struct arena *a, int64_t org,
    const struct course *k, day on, const struct figure_page *page,
    struct figure_people *out, bool *more)
{
	struct counting c;

	counting_set(&c, k->code, k->for_all, k->grace_days, on);
	make_room(a, out, page->most);
	*more = false;
	db_list(db, SQL(figure_people, .org = org, .course = c.course,
			.for_all = c.for_all, .on_day = c.on, .fresh = c.fresh,
			.after = c.after, .standing = page->standing,
			.skip = page->skip, .most = page->most + 1));
	while (db_next(db)) {
		if (out->n == (size_t)page->most) {
			*more = true;
			db_rest(db);
			continue;
		}
		read_row(db, a, &out->v[out->n++]);
	}
	return db_end(db);
}

enum err
frozen_people(struct db *db, struct arena *a, int64_t org, int64_t id,
    const struct figure_page *page, struct figure_people *out, bool *more)
{
	make_room(a, out, page->most);
	*more = false;
	db_list(db,
	    SQL(frozen_people, .org = org, .id = id, .standing = page->standing,
		.skip = page->skip, .most = page->most + 1));
	while (db_next(db)) {
		struct figure_person *p = &out->v[out->n];

		if (out->n == (size_t)page->most) {
			*more = true;
			db_rest(db);
			continue;
		}
		p->staff = db_int(db);
		p->number = db_text(db, a);
		p->first_name = "";
		p->last_name = db_text(db, a);
		p->unit = db_text(db, a);
		p->standing = (enum figure_standing)db_int(db);
		p->why = db_text(db, a);
		p->until = DAY_NONE;
		out->n++;
	}
	return db_end(db);
}
