/* requirement_training.c - what the training figure does to a requirement. */
#include "arena.h"
#include "figure.h"
#include "req.h"
#include "requirement.h"
#include "route.h"

static const char *
figures(struct req *r, const struct verdict *j)
{
	if (j->percent < 0)
		return "Nobody is in scope of the training figure, so it "
		       "limits nothing.";
	return arena_printf(r->arena,
	    "The training figure is %d%%, %lld of %lld in scope. At least "
	    "%d%% is asked.",
	    j->percent, (long long)j->completed, (long long)j->in_scope,
	    j->threshold);
}

/* What was kept with the publication, and not what is today. */
static enum err
fill_published(struct req *r, const struct asked *a, struct requirement_view *v)
{
	const struct assessment *s = &a->year.assessment;
	const struct frozen *f;
	struct frozens all;
	enum err e;

	if ((e = frozen_list(r->db, r->arena, s->org, s->id, &all)) != OK)
		return e;
	v->training = all.n > 0;
	if (!v->training)
		return OK;
	f = &all.v[0];
	v->figure_says =
	    f->figure.percent < 0
		? "Nobody was in scope of the training figure."
		: arena_printf(r->arena,
		      "The training figure kept with it is "
		      "%d%%, %lld of %lld in scope. At least "
		      "%d%% was asked.",
		      f->figure.percent, (long long)f->figure.completed,
		      (long long)f->figure.in_scope, f->threshold);
	v->figure = req_href(r, "/manage/figure/frozen/%lld", (long long)f->id);
	return OK;
}

static enum err
fill_open(struct req *r, const struct asked *a, struct requirement_view *v)
{
	const struct catalogue *c = a->year.set;
	struct verdict j;
	enum err e;

	e = figure_judge(r->db, a->year.org.id, c, r->today, &j);
	if (e == OK)
		e = verdict_says(
		    r->db, r->arena, a->year.org.id, &j, &v->figure_says);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	v->training = true;
	if (!j.short_)
		v->figure_says = figures(r, &j);
	v->figure = req_href(r, "/manage/figure?course=%s", c->training_course);
	return OK;
}

static void
fill_rights(struct req *r, const struct asked *a, struct requirement_view *v)
{
	bool may = a->year.assessment.state == ASSESSMENT_OPEN &&
		   a->answer.row.state != ANSWER_CONFIRMED &&
		   year_may(r, &a->year, ACT_ANSWER);

	v->may_override =
	    may && v->override_why == NULL && a->answer.row.capped;
	v->may_cap = may && v->override_why != NULL;
	v->override = req_href(r, "/assessment/%s/requirement/%s/override",
	    a->year.assessment.version, a->requirement->number);
	v->cap = req_href(r, "/assessment/%s/requirement/%s/cap",
	    a->year.assessment.version, a->requirement->number);
}

enum err
requirement_training(struct req *r, const struct asked *a,
    const struct faults *faults, struct requirement_view *v)
{
	bool live = a->year.assessment.state != ASSESSMENT_PUBLISHED;
	struct override o;
	enum err e;

	v->override_reason = "";
	if (!a->requirement->training)
		return OK;
	e = live ? fill_open(r, a, v) : fill_published(r, a, v);
	if (e == OK)
		e = override_read(
		    r->db, r->arena, &a->year.assessment, a->requirement, &o);
	if (e != OK)
		return e;
	v->override_why = o.reason;
	v->override_by = o.by;
	v->override_at = o.at;
	v->override_fault = faults_about(faults, "override-reason");
	fill_rights(r, a, v);
	return OK;
}
