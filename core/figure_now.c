/* figure_now.c - the figure's summary, which a page reads instead of counting.
 */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

enum err
figure_needed(
    struct db *db, struct arena *a, int64_t org, bool all, struct codes *out)
{
	enum err e = db_ask(db, SQL(course_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(figure_needed, .org = org, .all_of = all));
	while (db_next(db))
		out->v[out->n++] = db_text(db, a);
	return db_end(db);
}

static bool
holds(const struct codes *c, const char *code)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->v[i], code) == 0)
			return true;
	return false;
}

static enum err
insert(struct db *db, int64_t org, const char *course, day on)
{
	struct counting c;
	struct figure f;
	enum err e;

	if ((e = counting_read(db, org, course, on, &c)) != OK ||
	    (e = counting_sum(db, org, &c, &f)) != OK)
		return e;
	return db_do(db, SQL(figure_now_insert, .org = org, .course = course,
			     .on_day = on, .in_scope = f.in_scope,
			     .excluded = f.excluded, .completed = f.completed));
}

static enum err
insert_all(struct db *db, struct arena *a, int64_t org, day on)
{
	struct codes set, all = { 0 };
	enum figure_model model;
	enum err e;
	size_t i;

	if ((e = figure_model_read(db, org, &model)) != OK ||
	    (e = figure_needed(db, a, org, false, &set)) != OK ||
	    (model == FIGURE_NEEDS &&
		(e = figure_needed(db, a, org, true, &all)) != OK))
		return e;
	for (i = 0; i < set.n && e == OK; i++)
		e = insert(db, org, set.v[i], on);
	for (i = 0; i < all.n && e == OK; i++)
		if (!holds(&set, all.v[i]))
			e = insert(db, org, all.v[i], on);
	return e;
}

enum err
figure_forget(struct db *db, int64_t org)
{
	return db_do(db, SQL(figure_now_clear, .org = org));
}

enum err
figure_refresh(struct db *db, int64_t org, day on)
{
	struct arena *a = arena_open();
	enum err e = figure_forget(db, org);

	if (e == OK)
		e = insert_all(db, a, org, on);
	arena_close(a);
	return e;
}

enum err
figure_today(struct db *db, int64_t org, day on)
{
	size_t n = 0, fresh = 0;
	enum err e;

	db_list(db, SQL(figure_now_days, .org = org));
	while (db_next(db)) {
		fresh += db_day(db) == on;
		n++;
	}
	if ((e = db_end(db)) != OK)
		return e;
	return n > 0 && fresh == n ? OK : figure_refresh(db, org, on);
}

/* ---- one of the staff, out of the summary and in again ---- */

struct row {
	const char *course;
	day on;
};
struct rows {
	struct row *v;
	size_t n;
};

/* Each is of a course, so that there are no more than those. */
static enum err
read_rows(struct db *db, struct arena *a, int64_t org, struct rows *out)
{
	enum err e = db_ask(db, SQL(course_count, .org = org));

	if (e != OK)
		return e;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(figure_now_rows, .org = org));
	while (db_next(db)) {
		struct row *r = &out->v[out->n++];

		r->course = db_text(db, a);
		r->on = db_day(db);
	}
	return db_end(db);
}

/* What somebody is within a row, as that row's day sees them. */
static enum err
shift(struct db *db, int64_t org, int64_t staff, const struct row *r, int sign)
{
	int64_t in_scope, completed, excluded;
	struct counting c;
	enum err e;

	if ((e = counting_read(db, org, r->course, r->on, &c)) != OK)
		return e;
	e = db_ask(db, SQL(figure_one, .org = org, .course = c.course,
			   .for_all = c.for_all, .on_day = c.on,
			   .fresh = c.fresh, .after = c.after, .staff = staff));
	if (e != OK)
		return e;
	in_scope = db_int(db);
	completed = db_int(db);
	excluded = db_int(db);
	if (in_scope == 0 && excluded == 0)
		return OK;
	return db_do(
	    db, SQL(figure_now_add, .org = org, .course = r->course,
		    .in_scope = sign * in_scope, .excluded = sign * excluded,
		    .completed = sign * completed));
}

static enum err
shift_all(
    struct db *db, int64_t org, int64_t staff, const char *course, int sign)
{
	struct arena *a = arena_open();
	struct rows rows = { 0 };
	enum err e = read_rows(db, a, org, &rows);
	size_t i;

	for (i = 0; i < rows.n && e == OK; i++)
		if (course == NULL || strcmp(course, rows.v[i].course) == 0)
			e = shift(db, org, staff, &rows.v[i], sign);
	arena_close(a);
	return e;
}

enum err
figure_out(struct db *db, int64_t org, int64_t staff, const char *course)
{
	return shift_all(db, org, staff, course, -1);
}

enum err
figure_in(struct db *db, int64_t org, int64_t staff, const char *course)
{
	return shift_all(db, org, staff, course, 1);
}
