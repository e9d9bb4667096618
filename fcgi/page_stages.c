/* page_stages.c - /assessment/:version/stages: what is due, and submitting. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_stage.h"
#include "public.h"
#include "publication.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "stage.h"
#include "stood.h"
#include "superseded.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_stage.h"

static struct stage_line
submitted(struct req *r, const struct year *y, const struct kept_stage *s)
{
	return (struct stage_line){
		.to = req_href(r, "/assessment/%s/stages/%s",
		    y->assessment.version, stage_name(s->stage)),
		.name = public_stage(s->stage),
		.due_on = s->due_on,
		.done = true,
		.late = s->late,
		.left = "",
		.bar = "",
		.at = s->at,
		.by = s->by,
		.percent = percent_words(r, s->percent),
		.grade = grade_words(y, s->percent, s->grade),
		.levels0 = s->levels[0],
		.levels1 = s->levels[1],
		.levels2 = s->levels[2],
		.levels3 = s->levels[3],
		.total =
		    s->levels[0] + s->levels[1] + s->levels[2] + s->levels[3],
		.left_out = s->not_relevant + s->exempt,
		.below = s->below,
		.evidence = s->evidence,
	};
}

static struct stage_line
due(struct req *r, const struct year *y, const struct kept_stages *done,
    enum figure_stage stage)
{
	enum stage_bar bar = stage_barred(&y->assessment, done, stage);
	struct stage_line line = {
		.name = public_stage(stage),
		.due_on = stage_due(&y->assessment, y->set, stage),
		.left = "",
		.bar = stage == STAGE_FINAL
			   ? ""
			   : stage_bar_says(r->arena, &y->assessment, bar),
		.by = "",
		.percent = "",
		.grade = "",
	};

	if (line.bar[0] == '\0')
		line.left = days_left(r, line.due_on);
	return line;
}

/* The last stage is the publication, as it was first said. */
static enum err
final_line(struct req *r, const struct year *y, const struct kept_stages *done,
    struct stage_line *line)
{
	struct publication p;
	enum err e;

	*line = due(r, y, done, STAGE_FINAL);
	if (y->assessment.state != ASSESSMENT_PUBLISHED)
		return OK;
	e = publication_read(r->db, r->arena, &y->assessment, &p);
	if (e != OK)
		return e;
	line->done = true;
	line->left = "";
	line->to =
	    req_href(r, "/assessment/%s/publication", y->assessment.version);
	line->late = p.late;
	line->at = p.at;
	line->by = p.by;
	line->percent = percent_words(r, p.percent);
	line->grade = grade_words(y, p.percent, p.grade);
	return OK;
}

static enum err
fill(struct req *r, const struct year *y, const struct kept_stages *done,
    struct stages_view *v)
{
	enum figure_stage stage =
	    y->set->interim ? STAGE_BASELINE : STAGE_FINAL;
	size_t i;

	v->stages.v = arena_array(r->arena, STAGE_FINAL, sizeof(*v->stages.v));
	for (; stage < STAGE_FINAL; stage++) {
		struct stage_line *line = &v->stages.v[v->stages.n++];

		*line = due(r, y, done, stage);
		for (i = 0; i < done->n; i++)
			if (done->v[i].stage == stage)
				*line = submitted(r, y, &done->v[i]);
	}
	return final_line(r, y, done, &v->stages.v[v->stages.n++]);
}

/* What the form offers: the stages that are left. */
static void
offer(struct req *r, const struct year *y, const struct kept_stages *done,
    const char *chosen, const struct faults *faults, struct stages_view *v)
{
	enum figure_stage stage;

	v->stage = field_choice(r, faults, "stage", "Stage", NULL, 2);
	for (stage = STAGE_BASELINE; stage < STAGE_FINAL; stage++)
		if (stage_barred(&y->assessment, done, stage) == STAGE_IS_FREE)
			field_choice_add(&v->stage, stage_name(stage),
			    public_stage(stage), chosen);
	v->all_done = v->stage.all.n == 0;
	v->may_submit =
	    v->interim && v->stage.all.n > 0 && year_may(r, y, ACT_SUBMIT);
}

static enum err
show(struct req *r, int status, const struct year *y, const char *chosen,
    bool sure, const struct faults *faults)
{
	struct stages_view v = { .page = page_view(r, "Stages of the year") };
	struct kept_stages done;
	struct form f;
	enum err e;

	if (status == 200) {
		form_query(&f, r);
		if (form_tick(&f, "submitted"))
			v.page.notice = "The stage is submitted";
		if ((e = form_close(&f)) != OK)
			return e;
	}
	e = stage_list(r->db, r->arena, &y->assessment, &done);
	if (e != OK || (e = fill(r, y, &done, &v)) != OK ||
	    (e = superseded_fill(r, y, &v.superseded)) != OK)
		return e;
	v.page.notice_done = true;
	v.page.faults = *faults;
	v.page.wide = true;
	v.page.back = y->to;
	v.page.back_text = "the assessment";
	v.title = y->set->title;
	v.to = req_href(r, "/assessment/%s/stages", y->assessment.version);
	v.at = req_href(r, "/assessment/%s/at", y->assessment.version);
	v.interim = y->set->interim;
	v.published = y->assessment.state == ASSESSMENT_PUBLISHED;
	v.grade_level = y->set->grade_level;
	offer(r, y, &done, chosen, faults, &v);
	v.sure = field_tick(r, faults, "sure", "This is how we stand today",
	    "What is submitted cannot be changed or taken back. The public "
	    "sees its levels, score and grade",
	    sure);
	SHOW(r, stages, &v);
	return reply_page(r, status);
}

enum err
page_stages(struct req *r)
{
	struct year y;
	enum err e = year_open(r, &y);

	return e == OK ? show(r, 200, &y, "", false, &(struct faults){ 0 }) : e;
}

static bool
stage_of(const char *name, enum figure_stage *stage)
{
	for (*stage = STAGE_BASELINE; *stage < STAGE_FINAL; ++*stage)
		if (strcmp(stage_name(*stage), name) == 0)
			return true;
	return false;
}

static enum err
submit(struct req *r, struct form *f, const struct year *y, const char *name)
{
	enum figure_stage stage;
	enum stage_bar bar;
	enum err e;

	if (!stage_of(name, &stage))
		return ERR_MALFORMED;
	e = stage_submit(r->db, &r->unit, &y->org, &y->assessment, y->set,
	    stage, r->today, &bar);
	if (e == ERR_CONFLICT) {
		form_fault(
		    f, "stage", stage_bar_says(r->arena, &y->assessment, bar));
		return show(r, 409, y, name, true, &f->faults);
	}
	if (unsaved(e))
		return show(
		    r, unsaved_fault(r, f, e), y, name, true, &f->faults);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/assessment/%s/stages?submitted=1", y->assessment.version);
}

enum err
page_stage_submit(struct req *r)
{
	const char *name;
	struct form f;
	struct year y;
	bool sure;
	enum err e;

	if ((e = year_open(r, &y)) != OK)
		return e;
	form_open(&f, r);
	name = form_line(&f, "stage", "Stage", 20);
	sure = form_tick(&f, "sure");
	if (!sure)
		form_fault(&f, "sure",
		    "Tick the box to say that this is how you stand today");
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	if (!year_may(r, &y, ACT_SUBMIT))
		return ERR_DENIED;
	if (e != OK)
		return show(r, 422, &y, name, sure, &f.faults);
	return submit(r, &f, &y, name);
}

/* ---- one that was submitted ---- */

static void
fill_rows(struct req *r, const struct year *y, const struct answer_row *rows,
    struct stage_view *v)
{
	size_t n = y->set->requirements.n, i;

	v->rows.n = n;
	v->rows.v = arena_array(r->arena, n, sizeof(*v->rows.v));
	for (i = 0; i < n; i++)
		v->rows.v[i] = (struct stood_line){
			.to = req_href(r, "/assessment/%s/requirement/%s",
			    y->assessment.version,
			    y->set->requirements.v[i].number),
			.number = y->set->requirements.v[i].number,
			.title = y->set->requirements.v[i].title,
			.owner = rows[i].owner,
			.level = badge_now(&rows[i]),
			.state = badge_state(&rows[i]),
			.capped = rows[i].capped,
			.planned = rows[i].plan_accepted,
			.evidence = rows[i].evidence,
		};
}

static enum err
fill_training(struct req *r, const struct year *y, const struct kept_stage *s,
    struct stage_view *v)
{
	struct frozens all;
	enum err e =
	    frozen_list(r->db, r->arena, y->org.id, y->assessment.id, &all);
	size_t i;

	v->training = "";
	for (i = 0; e == OK && i < all.n; i++) {
		const struct frozen *f = &all.v[i];

		if (f->stage != s->stage)
			continue;
		v->frozen =
		    req_href(r, "/manage/figure/frozen/%lld", (long long)f->id);
		v->training = arena_printf(r->arena, "%lld of %lld (%s)",
		    (long long)f->figure.completed,
		    (long long)f->figure.in_scope,
		    percent_words(r, f->figure.percent));
	}
	return e;
}

enum err
page_stage(struct req *r)
{
	struct stage_view v = { .page = page_view(r, "") };
	char at[INSTANT_TEXT_SIZE];
	enum figure_stage stage;
	struct answer_row *rows;
	struct kept_stage s;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK)
		return e;
	if (!stage_of(req_arg(r, 1), &stage))
		return ERR_NOTFOUND;
	e = stage_read(r->db, r->arena, &y.assessment, stage, &s);
	if (e != OK ||
	    (e = stage_answers(
		 r->db, r->arena, &y.assessment, y.set, &s, &rows)) != OK ||
	    (e = fill_training(r, &y, &s, &v)) != OK)
		return e;
	v.page.title =
	    arena_printf(r->arena, "%s as submitted", public_stage(stage));
	v.page.wide = true;
	v.page.back =
	    req_href(r, "/assessment/%s/stages", y.assessment.version);
	v.page.back_text = "the stages of the year";
	v.title = y.set->title;
	v.line = submitted(r, &y, &s);
	stood_address(s.at, at);
	v.at = req_href(r, "/assessment/%s/at?on=%s", y.assessment.version, at);
	v.grade_level = y.set->grade_level;
	fill_rows(r, &y, rows, &v);
	SHOW(r, stage, &v);
	return reply_page(r, 200);
}
