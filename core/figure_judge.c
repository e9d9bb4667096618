/* figure_judge.c - does the figure suffice, by the organisation's model? */
#include "arena.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

#define SUMMARY_STALE ERR_NOTFOUND

static enum err
flat_counted(struct db *db, int64_t org, struct verdict *v)
{
	struct counting c;
	struct figure f;
	enum err e;

	if ((e = counting_read(db, org, v->course, v->on, &c)) != OK ||
	    (e = counting_sum(db, org, &c, &f)) != OK)
		return e;
	v->in_scope = f.in_scope;
	v->excluded = f.excluded;
	v->completed = f.completed;
	return OK;
}

/* Every pair of somebody and a course they need, course by course. */
static enum err
needs_counted(struct db *db, int64_t org, struct verdict *v)
{
	struct arena *a = arena_open();
	struct codes all = { 0 };
	enum err e = figure_needed(db, a, org, true, &all);
	size_t i;

	v->in_scope = v->excluded = v->completed = 0;
	for (i = 0; i < all.n && e == OK; i++) {
		struct counting c;
		struct figure f;

		if ((e = counting_read(db, org, all.v[i], v->on, &c)) != OK ||
		    (e = counting_sum(db, org, &c, &f)) != OK)
			break;
		v->in_scope += f.in_scope;
		v->excluded += f.excluded;
		v->completed += f.completed;
	}
	arena_close(a);
	return e;
}

/* The model, and the course's figure if the summary is of the day. */
static enum err
flat_summed(struct db *db, int64_t org, int64_t assessment, struct verdict *v,
    bool *overrides)
{
	enum err e;
	day on;

	*overrides = true;
	e = db_ask(db, SQL(figure_now, .org = org, .course = v->course,
			   .assessment = assessment));
	if (e != OK)
		return e;
	v->model = (enum figure_model)db_int(db);
	*overrides = db_int(db) > 0;
	on = db_day(db);
	v->in_scope = db_int(db);
	v->excluded = db_int(db);
	v->completed = db_int(db);
	return on == v->on ? OK : SUMMARY_STALE;
}

static enum err
needs_summed(struct db *db, int64_t org, struct verdict *v)
{
	int64_t n, fresh;
	enum err e;

	e = db_ask(db, SQL(figure_now_sum, .org = org, .on_day = v->on));
	if (e != OK)
		return e;
	n = db_int(db);
	fresh = db_int(db);
	v->in_scope = db_int(db);
	v->excluded = db_int(db);
	v->completed = db_int(db);
	return n > 0 && n == fresh ? OK : SUMMARY_STALE;
}

/* It counts for twelve months, by the calendar's rule for courses. */
static enum err
reviewed(struct db *db, int64_t org, struct verdict *v, int64_t at)
{
	static const struct course year = { .validity = VALID_MONTHS,
		.months = 12 };
	enum err e =
	    db_ask(db, SQL(review_last, .org = org, .on_day = v->on, .at = at));
	size_t i;

	if (e != OK)
		return e;
	for (i = 0; i < REVIEW_KINDS; i++) {
		v->reviewed[i] = db_day(db);
		v->recent[i] = v->reviewed[i] != DAY_NONE &&
			       v->on < course_expiry(&year, v->reviewed[i]);
	}
	return OK;
}

static bool
falls_short(const struct verdict *v)
{
	if (v->percent < 0)
		return false;
	return v->percent < v->threshold ||
	       (v->model == FIGURE_NEEDS &&
		   (!v->recent[REVIEW_NEEDS] || !v->recent[REVIEW_EVALUATION]));
}

static enum err
count(struct db *db, int64_t org, int64_t assessment, struct verdict *v,
    bool *overrides)
{
	enum err e = flat_summed(db, org, assessment, v, overrides);

	if (e == SUMMARY_STALE) {
		if ((e = figure_model_read(db, org, &v->model)) != OK)
			return e;
		if (v->model == FIGURE_FLAT)
			return flat_counted(db, org, v);
	} else if (e != OK || v->model == FIGURE_FLAT) {
		return e;
	}
	e = needs_summed(db, org, v);
	if (e == SUMMARY_STALE)
		e = needs_counted(db, org, v);
	return e;
}

void
verdict_begin(struct verdict *v, const struct catalogue *c, day on)
{
	*v = (struct verdict){ .course = c->training_course,
		.threshold = (int)c->training_percent,
		.on = on,
		.reviewed = { DAY_NONE, DAY_NONE } };
}

enum err
verdict_end(struct db *db, int64_t org, struct verdict *v, int64_t at)
{
	enum err e = OK;

	if (v->model == FIGURE_NEEDS)
		e = reviewed(db, org, v, at);
	v->percent = figure_percent(v->completed, v->in_scope);
	v->short_ = falls_short(v);
	return e;
}

enum err
figure_judge(struct db *db, int64_t org, const struct catalogue *c, day on,
    struct verdict *v)
{
	bool overrides;

	return figure_judge_for(db, org, 0, c, on, v, &overrides);
}

enum err
figure_judge_for(struct db *db, int64_t org, int64_t assessment,
    const struct catalogue *c, day on, struct verdict *v, bool *overrides)
{
	enum err e;

	verdict_begin(v, c, on);
	e = count(db, org, assessment, v, overrides);
	return e == OK ? verdict_end(db, org, v, INT64_MAX) : e;
}

/* ---- in words ---- */

static const char *
says_review(struct arena *a, const struct verdict *v, enum review_kind kind)
{
	char words[DAY_WORDS_SIZE];

	if (v->recent[kind])
		return "";
	if (v->reviewed[kind] == DAY_NONE)
		return arena_printf(
		    a, " There is none on record: %s.", review_title(kind));
	day_words(v->reviewed[kind], words);
	return arena_printf(a,
	    " It is older than 12 months: %s, last done on %s.",
	    review_title(kind), words);
}

static enum err
says_flat(struct db *db, struct arena *a, int64_t org, const struct verdict *v,
    const char **says)
{
	char words[DAY_WORDS_SIZE];
	struct course c;
	enum err e = course_read(db, a, org, v->course, &c);

	if (e != OK)
		return e;
	day_words(v->on, words);
	*says = arena_printf(a,
	    "On %s, %lld of %lld staff in scope (%d%%) had completed %s (%s). "
	    "At least %d%% is asked.",
	    words, (long long)v->completed, (long long)v->in_scope, v->percent,
	    c.name, c.code, v->threshold);
	return OK;
}

static const char *
says_needs(struct arena *a, const struct verdict *v)
{
	char words[DAY_WORDS_SIZE];
	const char *delivered = "";

	day_words(v->on, words);
	if (v->percent < v->threshold)
		delivered = arena_printf(a,
		    " On %s, %lld of %lld trainings that staff need were in "
		    "date (%d%%). At least %d%% is asked.",
		    words, (long long)v->completed, (long long)v->in_scope,
		    v->percent, v->threshold);
	return arena_printf(a,
	    "Training is judged by needs analysis, delivery and "
	    "evaluation.%s%s%s",
	    delivered, says_review(a, v, REVIEW_NEEDS),
	    says_review(a, v, REVIEW_EVALUATION));
}

enum err
verdict_says(struct db *db, struct arena *a, int64_t org,
    const struct verdict *v, const char **says)
{
	*says = "";
	if (!v->short_)
		return OK;
	if (v->model == FIGURE_FLAT)
		return says_flat(db, a, org, v, says);
	*says = says_needs(a, v);
	return OK;
}
