/* verify_years.c - every year on record, against its audit trail and what was
 * said of it. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "edition.h"
#include "figure.h"
#include "org.h"
#include "progress.h"
#include "publication.h"
#include "stage.h"
#include "stood.h"
#include "verify.h"

/* A year on the way. */
struct place {
	struct verify *v;
	struct arena *arena; /* of the organisation */
	const struct org *org;
	const struct assessment *year;
	const struct catalogue *set;
	const struct editions *editions; /* of the organisation */
};

/* Sets are many years' and read once. */
struct sets {
	struct catalogue **v;
	size_t n, room;
};

static enum err
set_of(struct verify *v, struct sets *all, int64_t id, struct catalogue **out)
{
	struct arena *a = v->cli->arena;
	enum err e;
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i]->id == id) {
			*out = all->v[i];
			return OK;
		}
	if (all->n == all->room) {
		struct catalogue **more;

		all->room = 2 * all->room + 16;
		more = arena_array(a, all->room, sizeof(*more));
		if (all->n > 0)
			memcpy(more, all->v, all->n * sizeof(*more));
		all->v = more;
	}
	*out = arena_alloc(a, sizeof(**out));
	if ((e = catalogue_read(v->db, a, id, *out)) == OK)
		all->v[all->n++] = *out;
	return e;
}

/* Keep the first thing that is wrong; what is wrong is no error from here on.
 */
static enum err
noted(const struct place *p, struct proof *to, enum err e, const char *wrong)
{
	if (e != ERR_CONFLICT)
		return e;
	if (to->wrong == NULL)
		to->wrong = arena_printf(p->v->cli->arena, "%s%s%s: %s",
		    p->org->code, p->year != NULL ? " " : "",
		    p->year != NULL ? p->year->version : "", wrong);
	return OK;
}

/* ---- answers: are they as they were saved? ---- */

static bool
same_evidence(const struct answer *was, const struct answer *is)
{
	size_t i;

	if (was->evidence.n != is->evidence.n)
		return false;
	for (i = 0; i < is->evidence.n; i++) {
		const struct evidence *v = &was->evidence.v[i];
		const struct evidence *w = &is->evidence.v[i];

		if (strcmp(v->title, w->title) != 0 ||
		    strcmp(v->reference, w->reference) != 0 ||
		    memcmp(v->shows, w->shows, sizeof(v->shows)) != 0)
			return false;
	}
	return is->row.evidence == (int64_t)is->evidence.n;
}

static bool
same_comments(const struct answer *was, const struct answer *is)
{
	size_t i;

	for (i = 0; i < CRITERIA_MAX; i++)
		if (strcmp(was->comment[i], is->comment[i]) != 0)
			return false;
	return true;
}

/* What is another than the trail tells; NULL for nothing. */
static const char *
difference(const struct answer *was, const struct answer *is)
{
	if (was->row.state != is->row.state)
		return "its state";
	if (was->row.claimed != is->row.level)
		return "its level";
	if (was->row.not_relevant != is->row.not_relevant ||
	    strcmp(was->nr_record, is->nr_record) != 0)
		return "whether it is relevant";
	if (memcmp(was->met, is->met, sizeof(was->met)) != 0)
		return "its ticks";
	if (!same_comments(was, is))
		return "its comments";
	if (!same_evidence(was, is))
		return "its evidence";
	if (was->row.target_level != is->row.target_level ||
	    was->row.target_on != is->row.target_on)
		return "its target";
	if (strcmp(was->plan, is->plan) != 0 ||
	    was->row.plan_accepted != is->row.plan_accepted)
		return "its plan";
	return NULL;
}

static enum err
answer_differs(const struct place *p, const struct requirement *r,
    const char *what, const char **wrong)
{
	*wrong = arena_printf(p->arena,
	    "requirement %s: not as the audit trail tells it: %s", r->number,
	    what);
	return ERR_CONFLICT;
}

static enum err
check_answer(const struct place *p, const struct requirement *r,
    const struct answer *was, const char **wrong)
{
	struct answer is;
	const char *what;
	enum err e = answer_read(p->v->db, p->arena, p->year, r, &is);

	if (e == ERR_NOTFOUND)
		return answer_differs(p, r, "it is missing", wrong);
	if (e != OK || (what = difference(was, &is)) == NULL)
		return e;
	return answer_differs(p, r, what, wrong);
}

/* As all of the trail tells it, and be the machine's clock behind. */
static enum err
stood(const struct place *p, int64_t at, struct stood *w, const char **wrong)
{
	enum err e = stood_at(p->v->db, p->arena, p->year, p->set, at, w);

	if (e != ERR_IO)
		return e;
	*wrong = "its audit trail cannot be read; the line above says where";
	return ERR_CONFLICT;
}

static enum err
answers(const struct place *p, const char **wrong)
{
	struct stood w;
	enum err e = stood(p, clock_begin(day_make(9999, 1, 1)), &w, wrong);
	size_t i;

	if (e == OK && w.state != p->year->state) {
		*wrong = "it is open, confirmed or published, and the audit "
			 "trail tells another of these";
		e = ERR_CONFLICT;
	}
	for (i = 0; e == OK && i < p->set->requirements.n; i++) {
		e = check_answer(
		    p, &p->set->requirements.v[i], &w.answers[i], wrong);
		p->v->answers.n += e == OK;
	}
	return e;
}

/* ---- what was published ---- */

/* The stage's own answers, by what the trail tells of that moment. */
static enum err
stage(const struct place *p, const struct kept_stage *k, const char **wrong)
{
	struct answer_row *rows;
	struct stood w;
	enum err e =
	    stage_prove(p->v->db, p->arena, p->year, p->set, k, &rows, wrong);
	size_t i;

	if (e == OK)
		e = stood(p, k->at, &w, wrong);
	for (i = 0; e == OK && i < p->set->requirements.n; i++) {
		const struct answer_row *was = &w.answers[i].row;

		if (was->state == rows[i].state &&
		    was->claimed == rows[i].claimed &&
		    was->plan_accepted == rows[i].plan_accepted &&
		    was->evidence == rows[i].evidence)
			continue;
		*wrong = arena_printf(p->arena,
		    "the %s, requirement %s: it is not as the audit trail "
		    "tells it",
		    stage_name(k->stage), p->set->requirements.v[i].number);
		e = ERR_CONFLICT;
	}
	return e;
}

static enum err
stages(const struct place *p, const char **wrong)
{
	struct kept_stages all;
	enum err e = stage_list(p->v->db, p->arena, p->year, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++) {
		e = stage(p, &all.v[i], wrong);
		p->v->published.n += e == OK;
	}
	return e;
}

static const struct edition *
before(const struct editions *all, const struct edition *x)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].assessment == x->assessment &&
		    all->v[i].stage == x->stage &&
		    all->v[i].number == x->number - 1)
			return &all->v[i];
	return NULL;
}

static enum err
published(const struct place *p, const char **wrong)
{
	enum err e =
	    publication_prove(p->v->db, p->arena, p->year, p->set, wrong);
	size_t i;

	p->v->published.n += e == OK && p->year->state == ASSESSMENT_PUBLISHED;
	/* The oldest first: of two, it is the one that was altered. */
	for (i = p->editions->n; e == OK && i-- > 0;) {
		const struct edition *x = &p->editions->v[i];

		if (x->assessment != p->year->id)
			continue;
		e = edition_prove(p->v->db, p->arena, p->org, p->year, p->set,
		    x, before(p->editions, x), wrong);
		p->v->published.n += e == OK;
	}
	return e == OK ? stages(p, wrong) : e;
}

/* ---- all of them ---- */

static enum err
year(struct place *p)
{
	struct verify *v = p->v;
	const char *wrong = "";
	enum err e = answers(p, &wrong);

	if ((e = noted(p, &v->answers, e, wrong)) != OK)
		return e;
	e = published(p, &wrong);
	return noted(p, &v->published, e, wrong);
}

static enum err
organisation(
    struct verify *v, struct sets *sets, const struct org *o, struct arena *a)
{
	struct place p = { .v = v, .arena = a, .org = o };
	struct assessments years;
	struct editions editions;
	struct catalogue *c;
	const char *wrong = "";
	enum err e;
	size_t i;

	e = figure_prove(v->db, a, o->id, &v->figures.n, &wrong);
	if ((e = noted(&p, &v->figures, e, wrong)) != OK)
		return e;
	e = edition_lost(v->db, a, o->id, &wrong);
	if ((e = noted(&p, &v->published, e, wrong)) != OK ||
	    (e = edition_list(v->db, a, o->id, &editions)) != OK ||
	    (e = assessment_list(v->db, a, o->id, &years)) != OK)
		return e;
	p.editions = &editions;
	for (i = 0; e == OK && i < years.n; i++) {
		if ((e = set_of(v, sets, years.v[i].pack, &c)) != OK)
			return e;
		p.year = &years.v[i];
		p.set = c;
		e = year(&p);
	}
	return e;
}

enum err
verify_years(struct verify *v)
{
	struct sets sets = { 0 };
	struct progress progress;
	struct orgs all;
	enum err e = org_list(v->db, v->cli->arena, &all);
	size_t i;

	progress_begin(&progress, "organisations");
	for (i = 0; e == OK && i < all.n; i++) {
		struct arena *a = arena_open();

		e = organisation(v, &sets, &all.v[i], a);
		arena_close(a);
		progress_tell(&progress, (int64_t)i + 1, (int64_t)all.n);
	}
	progress_end(&progress);
	v->organisations = e == OK ? (int64_t)all.n : 0;
	return e;
}
