/* page_figure_settings.c - how training is judged, and its reviews. */
#include <string.h>

#include "arena.h"
#include "figure_page.h"
#include "pages_figure.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

static const struct choice_view all_models[] = {
	[FIGURE_FLAT] = { "flat",
	    "One course against the percentage that the version asks for",
	    false },
	[FIGURE_NEEDS] = { "needs",
	    "Needs analysis, delivery and evaluation: all that staff need "
	    "against the percentage, and both reviews within 12 months",
	    false },
};
#define MODELS (sizeof(all_models) / sizeof(all_models[0]))

static const char *const kind_names[REVIEW_KINDS] = {
	[REVIEW_NEEDS] = "needs",
	[REVIEW_EVALUATION] = "evaluation",
};

/* What was typed into either form. */
struct typed_review {
	const char *model, *kind;
	struct review review;
	struct typed_day done;
};

static void
fill_choices(
    struct req *r, const struct typed_review *t, struct figure_settings_view *v)
{
	size_t i;

	v->models.v = arena_array(r->arena, MODELS, sizeof(*v->models.v));
	for (i = 0; i < MODELS; i++) {
		struct choice_view *c = &v->models.v[v->models.n++];

		*c = all_models[i];
		c->chosen = strcmp(c->value, t->model) == 0;
	}
	v->kinds.v = arena_array(r->arena, REVIEW_KINDS, sizeof(*v->kinds.v));
	for (i = 0; i < REVIEW_KINDS; i++)
		v->kinds.v[v->kinds.n++] = (struct choice_view){ kind_names[i],
			review_title((enum review_kind)i),
			strcmp(kind_names[i], t->kind) == 0 };
}

static enum err
fill_reviews(struct req *r, struct figure_settings_view *v)
{
	struct reviews all;
	enum err e = review_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v->reviews.v = arena_array(r->arena, all.n, sizeof(*v->reviews.v));
	for (i = 0; i < all.n; i++)
		v->reviews.v[v->reviews.n++] = (struct review_line){
			.kind = review_title(all.v[i].kind),
			.who = all.v[i].who,
			.findings = all.v[i].findings,
			.reference = all.v[i].reference,
			.by = all.v[i].by,
			.on = all.v[i].done_on,
			.at = all.v[i].at,
		};
	return OK;
}

static void
fill_faults(const struct faults *faults, struct figure_settings_view *v)
{
	static const char *const boxes[] = { "done-day", "done-month",
		"done-year" };
	size_t i;

	v->model_fault = faults_about(faults, "model");
	v->kind_fault = faults_about(faults, "kind");
	v->who_fault = faults_about(faults, "who");
	v->findings_fault = faults_about(faults, "findings");
	v->reference_fault = faults_about(faults, "reference");
	for (i = 0; i < 3 && v->done_fault == NULL; i++)
		v->done_fault = faults_about(faults, boxes[i]);
}

/* t->model NULL: the one on record. */
static enum err
show(struct req *r, int status, const char *notice,
    const struct typed_review *typed, const struct faults *faults)
{
	struct figure_settings_view v = {
		.page = page_view(r, "How training is judged"),
		.to = req_href(r, "/manage/figure/settings"),
		.add = req_href(r, "/manage/figure/reviews"),
		.editable = figure_names(r),
		.done = typed->done,
		.who = typed->review.who,
		.findings = typed->review.findings,
		.reference = typed->review.reference,
	};
	struct typed_review t = *typed;
	enum figure_model model;
	enum err e;

	e = figure_model_read(r->db, r->session.org, &model);
	if (e != OK)
		return e;
	v.model = all_models[model].text;
	if (t.model == NULL)
		t.model = all_models[model].value;
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/manage/figure");
	v.page.back_text = "the training figure";
	fill_choices(r, &t, &v);
	fill_faults(faults, &v);
	if ((e = fill_reviews(r, &v)) != OK)
		return e;
	SHOW(r, figure_settings, &v);
	return reply_page(r, status);
}

static void
nothing_typed(struct req *r, struct typed_review *t)
{
	*t = (struct typed_review){ .kind = kind_names[REVIEW_NEEDS] };
	t->review.who = t->review.findings = t->review.reference = "";
	typed_day_set(r, &t->done, DAY_NONE);
}

enum err
page_figure_settings(struct req *r)
{
	const char *notice = NULL;
	struct typed_review t;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_query(&f, r);
	if (form_tick(&f, "saved"))
		notice = "How training is judged is saved";
	if (form_tick(&f, "added"))
		notice = "The review is on record";
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	nothing_typed(r, &t);
	return show(r, 200, notice, &t, &(struct faults){ 0 });
}

enum err
page_figure_model(struct req *r)
{
	struct typed_review t;
	struct form f;
	size_t model;
	enum err e;

	nothing_typed(r, &t);
	form_open(&f, r);
	t.model = form_line(&f, "model", "how training is judged", 10);
	for (model = 0; model < MODELS; model++)
		if (strcmp(all_models[model].value, t.model) == 0)
			break;
	if (model == MODELS)
		form_fault(&f, "model", "Select how training is judged");
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, NULL, &t, &f.faults);
	e = figure_model_set(r->db, &r->unit, (enum figure_model)model);
	if (e != OK)
		return e;
	return reply_see_other(r, "/manage/figure/settings?saved=1");
}

static void
read_review(struct req *r, struct form *f, struct typed_review *t)
{
	struct review *v = &t->review;
	size_t kind;

	t->kind = form_line(f, "kind", "what it is", 20);
	for (kind = 0; kind < REVIEW_KINDS; kind++)
		if (strcmp(kind_names[kind], t->kind) == 0)
			break;
	if (kind == REVIEW_KINDS)
		form_fault(f, "kind", "Select what it is");
	v->kind = (enum review_kind)kind;
	form_day(f, "done", "the day it was done", &t->done);
	v->done_on = t->done.on;
	if (v->done_on > r->today)
		form_fault(f, "done-day",
		    "The day it was done must be today or in the past");
	else if (v->done_on == DAY_NONE && f->faults.n == 0)
		form_fault(f, "done-day", "Enter the day it was done");
	v->who = form_need(f, "who", "who did it", 200);
	v->findings = form_area(f, "findings", "what was found", 2000);
	if (v->findings[0] == '\0')
		form_fault(f, "findings", "Enter what was found");
	v->reference = form_line(f, "reference", "where it is kept", 300);
}

enum err
page_figure_review(struct req *r)
{
	struct typed_review t;
	struct form f;
	enum err e;

	nothing_typed(r, &t);
	form_open(&f, r);
	read_review(r, &f, &t);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, NULL, &t, &f.faults);
	e = review_add(r->db, &r->unit, &t.review, r->today);
	if (e != OK)
		return e;
	return reply_see_other(r, "/manage/figure/settings?added=1");
}
