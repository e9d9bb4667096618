/* edition_bound.c - how far an edition that supersedes another may go. */
#include "answer.h"
#include "arena.h"
#include "db.h"
#include "edition_priv.h"
#include "figure_priv.h"
#include "sql.h"

/* A published year on the way. */
struct bounding {
	const struct assessment *year;
	const struct catalogue *set;
	struct answer_row *rows;     /* as they were published */
	bool *not_relevant;          /* in some edition */
	const struct frozen *figure; /* kept with the publication, or NULL */
	bool fell_short;             /* by that figure */
};

static enum err
read_not_relevant(struct db *db, struct arena *a, struct bounding *b)
{
	b->not_relevant =
	    arena_array(a, b->set->requirements.n, sizeof(*b->not_relevant));
	db_list(db, SQL(edition_not_relevant, .org = b->year->org,
			.assessment = b->year->id));
	while (db_next(db)) {
		const struct requirement *r =
		    catalogue_requirement(b->set, db_text(db, a));

		if (r != NULL)
			b->not_relevant[r - b->set->requirements.v] = true;
	}
	return db_end(db);
}

/*
 * Did it suffice?  By the second model that is not kept in numbers: it is
 * judged again, by what was on record when it was kept.
 */
static enum err
judge(struct db *db, struct arena *a, struct bounding *b)
{
	const struct frozen *f = b->figure;
	struct verdict v;
	enum err e;

	if (f == NULL)
		return OK;
	if (f->model == FIGURE_FLAT) {
		b->fell_short =
		    f->figure.percent >= 0 && f->figure.percent < f->threshold;
		return OK;
	}
	e = figure_judge_then(db, a, b->year->org, b->set, f->at, &v);
	b->fell_short = e == OK && v.short_;
	return e == ERR_NOTFOUND ? OK : e;
}

static const char *
says_training(struct arena *a, const struct bounding *b,
    const struct requirement *r, int most)
{
	const struct frozen *f = b->figure;
	const char *why = "too few are trained";

	if (b->fell_short && f->model == FIGURE_NEEDS)
		why = "training does not suffice, by needs analysis, delivery "
		      "and evaluation";
	else if (b->fell_short)
		why = arena_printf(a,
		    "too few are trained (%d%%, %d%% are asked for)",
		    f->figure.percent, f->threshold);
	return arena_printf(
	    a, "%s: %s: level %d at most", r->number, why, most);
}

/* What the reviewer confirmed are the ticks, whatever counted of them. */
static void
bound_confirmed(struct arena *a, const struct bounding *b, size_t i,
    struct edition_bound *out)
{
	const char *number = b->set->requirements.v[i].number;
	const struct answer_row *row = &b->rows[i];

	out->not_relevant = b->not_relevant[i];
	out->no_relevance = arena_printf(a,
	    "%s: a reviewer confirmed level %d. That it is not relevant is "
	    "for next year's assessment",
	    number, row->claimed);
	if (row->claimed == LEVEL_MAX)
		return;
	out->bar = BAR_CONFIRMED;
	out->most = row->claimed;
	out->why =
	    row->not_relevant
		? arena_printf(a,
		      "%s: a reviewer confirmed that it is not relevant. A "
		      "level above %d is for next year's assessment",
		      number, row->claimed)
		: arena_printf(a,
		      "%s: a reviewer confirmed level %d. More is for next "
		      "year's assessment",
		      number, row->claimed);
}

/* Nothing that counted when it was published is taken away again. */
static enum err
bound_training(struct db *db, struct arena *a, const struct bounding *b,
    size_t i, struct edition_bound *out)
{
	const struct requirement *r = &b->set->requirements.v[i];
	const struct answer_row *row = &b->rows[i];
	int most = b->set->training_capped;
	struct override o;
	enum err e;

	if (!r->training || (!b->fell_short && !row->capped))
		return OK;
	if (!row->not_relevant && row->level > most)
		most = row->level;
	if (most >= out->most)
		return OK;
	e = override_read(db, a, b->year, r, &o);
	if (e != OK || o.reason != NULL)
		return e;
	out->bar = BAR_TRAINING;
	out->most = most;
	out->why = says_training(a, b, r, most);
	return OK;
}

static enum err
bound(struct db *db, struct arena *a, const struct bounding *b, size_t i,
    struct edition_bound *out)
{
	const struct requirement *r = &b->set->requirements.v[i];

	*out = (struct edition_bound){ .most = LEVEL_MAX,
		.not_relevant = r->nr_reason != NULL || b->not_relevant[i],
		.why = "",
		.no_relevance = arena_printf(
		    a, "%s: it cannot be called not relevant", r->number) };
	if (b->set->workflow == WORKFLOW_FULL)
		bound_confirmed(a, b, i, out);
	return bound_training(db, a, b, i, out);
}

enum err
edition_bounds(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct edition_bound **out)
{
	struct assessment published = *s;
	struct bounding b = { .year = &published, .set = c };
	size_t n = c->requirements.n, i;
	enum err e;

	published.state = ASSESSMENT_PUBLISHED;
	if ((e = answer_list(db, a, &published, c, &b.rows)) != OK ||
	    (e = read_not_relevant(db, a, &b)) != OK ||
	    (e = edition_training(db, a, s, STAGE_FINAL, &b.figure)) != OK ||
	    (e = judge(db, a, &b)) != OK)
		return e;
	*out = arena_array(a, n, sizeof(**out));
	for (i = 0; i < n && e == OK; i++)
		e = bound(db, a, &b, i, &(*out)[i]);
	return e;
}

const char *
edition_barred(const struct edition_bound *b, const struct standing *s)
{
	if (s->exempt)
		return NULL;
	if (s->not_relevant)
		return b->not_relevant ? NULL : b->no_relevance;
	return s->level > b->most ? b->why : NULL;
}
