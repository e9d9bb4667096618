/* figure_then.c - the figure as it was judged at a past instant. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

/* A course by the rules of that instant. */
struct rules {
	const char *course;
	int64_t until; /* when they ended; 0: they are those of now */
	bool for_all;
	int grace_days;
};
struct all_rules {
	struct rules *v;
	size_t n;
};

enum err
figure_since(struct db *db, int64_t org, int64_t *at)
{
	enum err e = db_ask(db, SQL(then_since, .org = org));

	*at = e == OK ? db_int(db) : 0;
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
read_model(struct db *db, struct arena *a, int64_t org, int64_t at,
    enum figure_model *out)
{
	enum err e = db_ask(db, SQL(then_model, .org = org, .at = at));

	*out = FIGURE_FLAT;
	if (e == OK && strstr(db_text(db, a), "needs analysis") != NULL)
		*out = FIGURE_NEEDS;
	return e == ERR_NOTFOUND ? OK : e;
}

/* course "": all that somebody needed. */
static enum err
read_rules(struct db *db, struct arena *a, int64_t org, const char *course,
    int64_t at, struct all_rules *out)
{
	enum err e = db_ask(db, SQL(course_count, .org = org));

	if (e != OK)
		return e;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	out->n = 0;
	db_list(db, SQL(then_courses, .org = org, .course = course, .at = at));
	while (db_next(db)) {
		struct rules *r = &out->v[out->n++];

		r->course = db_text(db, a);
		r->until = db_int(db);
		r->for_all = db_int(db) != 0;
		r->grace_days = (int)db_int(db);
	}
	return db_end(db);
}

static enum err
count(struct db *db, int64_t org, const struct rules *r, int64_t at,
    struct verdict *v)
{
	struct counting k;
	enum err e;

	counting_set(&k, r->course, r->for_all, r->grace_days, v->on);
	e = db_ask(db, SQL(then_figure, .org = org, .course = r->course,
			   .until_at = r->until, .for_all = r->for_all,
			   .on_day = k.on, .fresh = k.fresh, .at = at));
	if (e != OK)
		return e;
	v->in_scope += db_int(db);
	v->completed += db_int(db);
	v->excluded += db_int(db);
	return OK;
}

enum err
figure_judge_then(struct db *db, struct arena *a, int64_t org,
    const struct catalogue *c, int64_t at, struct verdict *v)
{
	struct all_rules all;
	enum err e;
	size_t i;

	verdict_begin(v, c, clock_day(at));
	if ((e = read_model(db, a, org, at, &v->model)) != OK ||
	    (e = read_rules(db, a, org,
		 v->model == FIGURE_FLAT ? v->course : "", at, &all)) != OK)
		return e;
	if (v->model == FIGURE_FLAT && all.n == 0)
		return ERR_NOTFOUND;
	for (i = 0; i < all.n && e == OK; i++)
		e = count(db, org, &all.v[i], at, v);
	return e == OK ? verdict_end(db, org, v, at) : e;
}
