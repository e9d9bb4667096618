/* figure_frozen.c - the figure as it stood when a stage was submitted. */
#include "arena.h"
#include "db.h"
#include "figure_priv.h"
#include "sql.h"

const char *
stage_name(enum figure_stage stage)
{
	switch (stage) {
	case STAGE_BASELINE:
		return "baseline";
	case STAGE_UPDATE:
		return "update";
	case STAGE_FINAL:
		return "publication";
	}
	return "";
}

static bool
looked_at(const struct catalogue *c)
{
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		if (c->requirements.v[i].training)
			return true;
	return false;
}

static const char *
why(struct arena *a, const struct figure_person *p)
{
	char words[DAY_WORDS_SIZE];

	if (p->standing != FIGURE_DONE)
		return p->why;
	if (p->until == DAY_NONE)
		return "Counts for good";
	day_words(p->until, words);
	return arena_printf(a, "Counts until %s", words);
}

static enum err
keep_people(struct db *db, struct arena *a, int64_t org, int64_t id,
    const struct figure_people *people)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < people->n && e == OK; i++) {
		const struct figure_person *p = &people->v[i];

		e = db_do(db, SQL(frozen_staff_insert, .org = org, .frozen = id,
				  .staff = p->staff, .number = p->number,
				  .name = arena_printf(
				      a, "%s, %s", p->last_name, p->first_name),
				  .unit = p->unit, .standing = p->standing,
				  .why = why(a, p)));
	}
	return e;
}

/* The course's rule; by the second model what it was judged by as well. */
static const char *
rule(struct arena *a, const struct course *k, const struct figure *f,
    const struct verdict *v)
{
	char analysed[DAY_WORDS_SIZE], evaluated[DAY_WORDS_SIZE];

	if (v->model == FIGURE_FLAT)
		return figure_rule(a, k, f);
	day_words(v->reviewed[REVIEW_NEEDS], analysed);
	day_words(v->reviewed[REVIEW_EVALUATION], evaluated);
	return arena_printf(a,
	    "%s Judged by needs analysis, delivery and evaluation: %lld of "
	    "%lld trainings that staff need were in date; the last training "
	    "needs analysis was of %s, the last evaluation of %s.",
	    figure_rule(a, k, f), (long long)v->completed,
	    (long long)v->in_scope,
	    analysed[0] != '\0' ? analysed : "no day on record",
	    evaluated[0] != '\0' ? evaluated : "no day on record");
}

enum err
figure_freeze(struct db *db, const struct db_head *head, struct arena *a,
    const struct assessment *s, const struct catalogue *c,
    enum figure_stage stage, day on)
{
	struct figure_page all = { .standing = FIGURE_ALL };
	struct figure_people people;
	struct verdict v;
	struct course k;
	struct figure f;
	int64_t id;
	bool more;
	enum err e;

	if (!looked_at(c))
		return OK;
	e = course_read(db, a, s->org, c->training_course, &k);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	if ((e = figure_of(db, s->org, &k, on, &f)) != OK ||
	    (e = figure_judge(db, s->org, c, on, &v)) != OK)
		return e;
	all.most = f.in_scope + f.excluded;
	e = figure_people(db, a, s->org, &k, on, &all, &people, &more);
	if (e != OK)
		return e;
	id = db_id(db);
	e = db_do(
	    db, SQL(frozen_insert, .org = s->org, .id = id, .assessment = s->id,
		    .stage = stage, .course = k.code, .on_day = on,
		    .model = v.model, .in_scope = f.in_scope,
		    .excluded = f.excluded, .completed = f.completed,
		    .threshold = c->training_percent,
		    .rule = rule(a, &k, &f, &v), .at = head->at));
	return e == OK ? keep_people(db, a, s->org, id, &people) : e;
}

/* ---- reading ---- */

static void
read_row(struct db *db, struct arena *a, struct frozen *f)
{
	*f = (struct frozen){ .id = db_int(db) };
	f->stage = (enum figure_stage)db_int(db);
	f->version = db_text(db, a);
	f->course = db_text(db, a);
	f->figure.on = db_day(db);
	f->model = (enum figure_model)db_int(db);
	f->figure.in_scope = db_int(db);
	f->figure.excluded = db_int(db);
	f->figure.completed = db_int(db);
	f->threshold = (int)db_int(db);
	f->rule = db_text(db, a);
	f->at = db_int(db);
	f->figure.percent =
	    figure_percent(f->figure.completed, f->figure.in_scope);
}

enum err
frozen_list(struct db *db, struct arena *a, int64_t org, int64_t assessment,
    struct frozens *out)
{
	enum err e = db_ask(db, SQL(frozen_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(frozen_list, .org = org, .assessment = assessment));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
frozen_read(
    struct db *db, struct arena *a, int64_t org, int64_t id, struct frozen *f)
{
	enum err e = db_ask(db, SQL(frozen_read, .org = org, .id = id));

	if (e == OK)
		read_row(db, a, f);
	return e;
}
