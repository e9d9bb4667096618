/* page_plan.c - /assessment/:version/plan: gaps, actions, how far they are. */
#include "arena.h"
#include "pages_plan.h"
#include "plan_lines.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

static enum err
open_plan(struct req *r, struct year *y, struct plan *p)
{
	enum err e = year_open(r, y);

	if (e != OK)
		return e;
	return plan_read(r->db, r->arena, &y->assessment, y->set, r->today, p);
}

static void
counts(const struct year *y, const struct plan *p, struct plan_view *v)
{
	v->gaps = p->gaps;
	v->below = p->below;
	v->unplanned = p->unplanned;
	v->open = p->open;
	v->done = p->done;
	v->late = p->late;
	v->grade_level = y->set->grade_level;
	v->published = y->assessment.state == ASSESSMENT_PUBLISHED;
}

static enum err
notice(struct req *r, const char **text)
{
	struct form f;
	bool is_signed, had, added, late;
	enum err e;

	form_query(&f, r);
	is_signed = form_tick(&f, "signed");
	had = form_tick(&f, "had");
	added = form_tick(&f, "added");
	late = form_tick(&f, "late");
	e = form_close(&f);
	*text = is_signed ? "The plan is signed"
		: had     ? "This requirement has actions already. Add another "
			    "one if more is to be done"
		: !added  ? NULL
		: late ? "The action was added. Its day has passed already: it "
			 "counts as overdue"
		       : "The action was added. Look at its owner and its day";
	return e == ERR_MALFORMED ? e : OK;
}

enum err
page_plan(struct req *r)
{
	struct plan_view v = { .page = page_view(r, "") };
	const char *post;
	struct plan p;
	struct year y;
	enum err e;
	size_t i;

	if ((e = notice(r, &v.page.notice)) != OK ||
	    (e = open_plan(r, &y, &p)) != OK ||
	    (e = plan_last_signed(
		 r, &y, &p, &v.last, &v.is_signed, &v.changed)) != OK)
		return e;
	v.page.notice_done = true;
	v.page.title =
	    arena_printf(r->arena, "Improvement plan: %s", y.set->title);
	v.page.back = y.to;
	v.page.back_text = "the assessment";
	v.to = req_href(r, "/assessment/%s/plan", y.assessment.version);
	v.sign = req_href(r, "/assessment/%s/plan/sign", y.assessment.version);
	v.report =
	    req_href(r, "/assessment/%s/plan/report", y.assessment.version);
	v.forecast =
	    req_href(r, "/assessment/%s/forecast", y.assessment.version);
	counts(&y, &p, &v);
	v.may_change = !v.published && year_may(r, &y, ACT_PLAN);
	e = plan_signer(r->db, r->arena, y.org.id, r->session.person,
	    r->session.roles, y.set, r->today, &post);
	if (e != OK && e != ERR_DENIED)
		return e;
	v.may_sign = !v.published && p.n > 0 && e == OK;
	v.rows.n = p.n;
	v.rows.v = arena_array(r->arena, p.n, sizeof(*v.rows.v));
	for (i = 0; i < p.n; i++)
		v.rows.v[i] = plan_row(r, &y, &p.v[i]);
	SHOW(r, plan, &v);
	return reply_page(r, 200);
}

static const struct plan_line *
line_of(const struct plan *p, const struct requirement *q)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].requirement == q)
			return &p->v[i];
	return NULL;
}

/* One step from a gap to an action, which is then shown to be looked at. */
enum err
page_plan_gap(struct req *r)
{
	const struct requirement *q;
	const struct plan_line *line;
	struct answer answer;
	const char *number;
	struct action a;
	struct form f;
	struct plan p;
	struct year y;
	enum err e;

	form_open(&f, r);
	number = form_line(&f, "requirement", "Requirement", 20);
	if ((e = form_close(&f)) != OK || (e = open_plan(r, &y, &p)) != OK)
		return e;
	if (!year_may(r, &y, ACT_PLAN))
		return ERR_DENIED;
	q = catalogue_requirement(y.set, number);
	line = q != NULL ? line_of(&p, q) : NULL;
	if (line == NULL)
		return ERR_NOTFOUND;
	if (line->actions_n > 0 && db_done(r->db, &r->unit) != OK)
		return reply_undone(r,
		    "There is an action for this requirement already. No other "
		    "was added.",
		    "/assessment/%s/plan?had=1", y.assessment.version);
	if ((e = answer_read(r->db, r->arena, &y.assessment, q, &answer)) != OK)
		return e;
	plan_first_action(r->arena, &y.assessment, line, &answer, &a);
	e = action_add(r->db, &r->unit, &y.assessment, &a);
	if (e != OK)
		return e;
	return reply_see_other(r, "/assessment/%s/plan?added=1#r-%s",
	    y.assessment.version, number);
}

/* ---- the progress report ---- */

static enum err
say_last(struct req *r, const struct action *a, struct action_line *line)
{
	struct reports said;
	enum err e =
	    action_reports(r->db, r->arena, r->session.org, a->id, &said);

	if (e == OK && said.n > 0) {
		line->said = said.v[0].text;
		line->said_by = said.v[0].by;
		line->said_at = said.v[0].at;
	}
	return e;
}

enum err
page_plan_report(struct req *r)
{
	struct plan_report_view v = { .page = page_view(r, "") };
	struct plan p;
	struct year y;
	enum err e;
	size_t i;

	if ((e = open_plan(r, &y, &p)) != OK ||
	    (e = plan_last_signed(
		 r, &y, &p, &v.last, &v.is_signed, &v.changed)) != OK)
		return e;
	v.page.title = arena_printf(
	    r->arena, "Progress of the improvement plan: %s", y.set->title);
	v.page.back = req_href(r, "/assessment/%s/plan", y.assessment.version);
	v.page.back_text = "the improvement plan";
	v.today = r->today;
	v.gaps = p.gaps;
	v.below = p.below;
	v.unplanned = p.unplanned;
	v.open = p.open;
	v.done = p.done;
	v.late = p.late;
	v.grade_level = y.set->grade_level;
	v.actions.v = arena_array(r->arena, p.all.n, sizeof(*v.actions.v));
	for (i = 0; i < p.all.n && e == OK; i++) {
		if (p.all.v[i].state == ACTION_DROPPED)
			continue;
		v.actions.v[v.actions.n] = plan_action(r, &y, &p.all.v[i]);
		e = say_last(r, &p.all.v[i], &v.actions.v[v.actions.n++]);
	}
	if (e != OK)
		return e;
	SHOW(r, plan_report, &v);
	return reply_page(r, 200);
}
