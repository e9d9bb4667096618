/* figure_prove.c - the figures that are kept, counted once more. */
#include "arena.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

/* A row of the summary, by its own day. */
static enum err
count_again(struct db *db, struct arena *a, int64_t org, const char *course,
    const struct figure *kept, const char **wrong)
{
	struct figure now = { 0 };
	struct counting c;
	enum err e = counting_read(db, org, course, kept->on, &c);

	if (e == OK)
		e = counting_sum(db, org, &c, &now);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == OK && now.in_scope == kept->in_scope &&
	    now.excluded == kept->excluded && now.completed == kept->completed)
		return OK;
	*wrong = arena_printf(a,
	    "course %s: the summary says %lld of %lld, %lld left out, and the "
	    "records %lld of %lld, %lld left out",
	    course, (long long)kept->completed, (long long)kept->in_scope,
	    (long long)kept->excluded, (long long)now.completed,
	    (long long)now.in_scope, (long long)now.excluded);
	return ERR_CONFLICT;
}

static enum err
summary(
    struct db *db, struct arena *a, int64_t org, int64_t *n, const char **wrong)
{
	const char *course = "";
	struct figure kept;
	enum err e;

	while ((e = db_ask(db,
		    SQL(figure_now_next, .org = org, .after = course))) == OK) {
		course = db_text(db, a);
		kept = (struct figure){ .on = db_day(db) };
		kept.in_scope = db_int(db);
		kept.excluded = db_int(db);
		kept.completed = db_int(db);
		if ((e = count_again(db, a, org, course, &kept, wrong)) != OK)
			return e;
		++*n;
	}
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
frozen(
    struct db *db, struct arena *a, int64_t org, int64_t *n, const char **wrong)
{
	enum err e = db_ask(db, SQL(frozen_count, .org = org));
	const char *version, *course;
	enum figure_stage stage;
	long long v[6];
	size_t i;

	if (e != OK)
		return e;
	*n += db_int(db);
	e = db_ask(db, SQL(frozen_miscounted, .org = org));
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	version = db_text(db, a);
	stage = (enum figure_stage)db_int(db);
	course = db_text(db, a);
	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		v[i] = db_int(db);
	*wrong = arena_printf(a,
	    "%s, kept with the %s: course %s says %lld of %lld, %lld left out, "
	    "and the people behind it are %lld of %lld, %lld left out",
	    version, stage_name(stage), course, v[0], v[1], v[2], v[3], v[4],
	    v[5]);
	return ERR_CONFLICT;
}

enum err
figure_prove(
    struct db *db, struct arena *a, int64_t org, int64_t *n, const char **wrong)
{
	enum err e = summary(db, a, org, n, wrong);

	return e == OK ? frozen(db, a, org, n, wrong) : e;
}
