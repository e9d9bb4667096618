/* page_reviews.c - applicants that await a review, and saying what it found. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "outside_lines.h"
#include "pages_outside.h"
#include "public.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "shelf.h"
#include "tmpl.h"
#include "unsaved.h"

/* ---- the queue ---- */

static void
add_lines(
    struct req *r, const struct outside_rows *rows, struct reviews_view *v)
{
	size_t i;

	v->waiting = outside_room(r, rows->n);
	v->done = outside_room(r, rows->n);
	for (i = 0; i < rows->n; i++) {
		const struct outside_row *row = &rows->v[i];
		struct outside_lines *to =
		    outside_waits(row) ? &v->waiting : &v->done;

		to->v[to->n] = outside_line(r, row);
		to->v[to->n++].to = req_href(
		    r, "/reviews/%s/%s", row->org.code, row->newest.version);
	}
}

enum err
page_reviews(struct req *r)
{
	const struct outside_reviewer by = outside_reviewer(r);
	struct reviews_view v = { .page =
				      page_view(r, "Reviews of applicants") };
	struct outside_rows rows;
	struct form f;
	enum err e;

	form_query(&f, r);
	v.page.notice_done = form_tick(&f, "recorded");
	if (v.page.notice_done)
		v.page.notice = "The review was recorded. The reviewed grade "
				"and the reason for its change are public; "
				"what only the organisation reads is not";
	if ((e = form_close(&f)) != OK ||
	    (e = outside_reviews(r->db, r->arena, &by, &rows)) != OK)
		return e;
	add_lines(r, &rows, &v);
	v.page.wide = true;
	SHOW(r, reviews, &v);
	return reply_page(r, 200);
}

/* ---- one review ---- */

struct reviewing {
	struct org org;
	struct edition newest;
	int64_t edition;                   /* that the form was made of */
	const char *grades[GRADE_NOT + 1]; /* the set's words */
	const char *outcome, *grade, *change, *reason;
};

static const char *const outcomes[] = {
	[REVIEW_NONE] = "",
	[REVIEW_PASSED] = "passed",
	[REVIEW_MORE] = "more-evidence",
	[REVIEW_FAILED] = "failed",
};
#define OUTCOMES (sizeof(outcomes) / sizeof(outcomes[0]))

static enum err
add_grades(struct req *r, struct reviewing *w)
{
	const struct shelved *shelved;
	struct assessment s;
	enum err e;
	unsigned i;

	if ((e = assessment_find(
		 r->db, r->arena, w->org.id, w->newest.version, &s)) != OK ||
	    (e = shelf_take(r->app->shelf, r->db, s.pack, &shelved)) != OK)
		return e;
	for (i = 0; i <= GRADE_NOT; i++)
		w->grades[i] = arena_text(r->arena, shelved->set.grade[i]);
	return OK;
}

static enum err
find(struct req *r, struct reviewing *w)
{
	const struct outside_reviewer by = outside_reviewer(r);
	enum err e;

	*w = (struct reviewing){
		.outcome = "", .grade = "", .change = "", .reason = ""
	};
	e = outside_review(r->db, r->arena, &by, req_arg(r, 0), req_arg(r, 1),
	    &w->org, &w->newest);
	w->edition = w->newest.number;
	return e == OK ? add_grades(r, w) : e;
}

static void
add_choices(struct req *r, const struct reviewing *w,
    const struct faults *faults, struct review_view *v)
{
	unsigned i;

	v->outcome = field_choice(
	    r, faults, "outcome", "What the review found", NULL, OUTCOMES);
	for (i = 0; i < OUTCOMES; i++)
		field_choice_add(&v->outcome, outcomes[i],
		    i == REVIEW_NONE ? "Select what was found"
				     : outside_outcome(i),
		    w->outcome);
	v->reviewed = field_choice(r, faults, "grade", "Grade as reviewed",
	    "It stands beside the self-assessed grade. None while more "
	    "evidence is asked for",
	    4);
	field_choice_add(&v->reviewed, "", "No grade", w->grade);
	for (i = GRADE_SATISFACTORY; i <= GRADE_NOT; i++)
		field_choice_add(&v->reviewed, grade_name((enum grade)i),
		    w->grades[i], w->grade);
	v->change =
	    field_text(r, faults, "change", "Reason for change of grade",
		"Only where the grade as reviewed is another than the "
		"self-assessed one. It is published: name no person. On one "
		"line, up to 500 characters",
		w->change);
	v->reason = field_text(r, faults, "reason", "Reason",
	    "The organisation reads it; it is not published. On one line, up "
	    "to 500 characters",
	    w->reason);
}

static enum err
show(struct req *r, int status, const struct reviewing *w,
    const struct faults *faults)
{
	const struct edition *x = &w->newest;
	struct review_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Review of %s", w->org.name)),
		.to = req_href(r, "/reviews/%s/%s", w->org.code, x->version),
		.public = req_href(r, "/public/%s/%s", w->org.code, x->version),
		.name = w->org.name,
		.code = w->org.code,
		.version = x->version,
		.grade = x->percent < 0 ? "Not applicable" : x->grade_text,
		.percent = public_percent(r, x->percent),
		.edition = w->edition,
		.at = x->at,
		.below = x->below,
		.grade_level = x->grade_level,
		.late = x->late,
	};
	enum err e = outside_said(r, x, &v.words);

	if (e != OK)
		return e;
	add_choices(r, w, faults, &v);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/reviews");
	v.page.back_text = "reviews";
	SHOW(r, review, &v);
	return reply_page(r, status);
}

enum err
page_review(struct req *r)
{
	struct reviewing w;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK || (e = find(r, &w)) != OK)
		return e;
	return show(r, 200, &w, &(struct faults){ 0 });
}

/* Outcome and grade: these two go together. */
static void
judge(struct form *f, const struct reviewing *w, struct edition_review *v)
{
	unsigned i = REVIEW_PASSED, g = GRADE_SATISFACTORY;

	while (i < OUTCOMES && strcmp(outcomes[i], w->outcome) != 0)
		i++;
	if (i == OUTCOMES) {
		form_fault(f, "outcome", "Select what the review found");
		return;
	}
	v->outcome = (enum edition_outcome)i;
	if (v->outcome == REVIEW_MORE && w->grade[0] != '\0')
		form_fault(f, "grade",
		    "Select no grade while more evidence is asked for");
	if (v->outcome == REVIEW_MORE)
		return;
	while (
	    g <= GRADE_NOT && strcmp(grade_name((enum grade)g), w->grade) != 0)
		g++;
	if (g > GRADE_NOT)
		form_fault(f, "grade", "Select the grade as reviewed");
	v->grade = (enum grade)g;
}

/* Asked for where the grade is another one, and not otherwise. */
static void
take_change(struct form *f, struct reviewing *w, struct edition_review *v)
{
	w->change = form_line(
	    f, "change", "the reason for change of grade", EDITION_REASON_MAX);
	v->edition = &w->newest;
	v->change = w->change;
	if (v->outcome == REVIEW_NONE || faults_about(&f->faults, "grade"))
		return;
	if (edition_regrades(v) && w->change[0] == '\0')
		form_fault(f, "change",
		    "Enter why the grade as reviewed is another than the "
		    "self-assessed one");
	else if (!edition_regrades(v) && w->change[0] != '\0')
		form_fault(f, "change",
		    "Leave this empty: there is no other grade than the "
		    "self-assessed one");
}

static void
take(struct form *f, struct reviewing *w, struct edition_review *v)
{
	w->edition = form_int(f, "edition", "the edition", 1, 1000000, 0);
	w->outcome = form_line(f, "outcome", "the outcome", 20);
	w->grade = form_line(f, "grade", "the grade", 60);
	judge(f, w, v);
	take_change(f, w, v);
	w->reason = form_need(f, "reason", "the reason", EDITION_REASON_MAX);
	v->reason = w->reason;
}

/* What was reviewed is superseded by now: nothing of the form is lost. */
static enum err
changed(struct req *r, struct form *f, struct reviewing *w)
{
	form_fault(f, "outcome",
	    "The organisation has published once more meanwhile. Look at what "
	    "it says now before you record the review");
	w->edition = w->newest.number;
	return show(r, 409, w, &f->faults);
}

static enum err
record(struct req *r, struct form *f, struct reviewing *w,
    struct edition_review *v)
{
	struct unit u = r->unit;
	enum err e;

	u.org = w->org.id;
	if (w->edition != w->newest.number && db_done(r->db, &u) != OK)
		return changed(r, f, w);
	e = edition_review_add(r->db, &u, v);
	if (e == ERR_CONFLICT)
		return changed(r, f, w);
	if (e == ERR_INVALID) {
		form_fault(f, "reason", "Enter the reason in letters");
		return show(r, 422, w, &f->faults);
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), w, &f->faults);
	return e == OK ? reply_see_other(r, "/reviews?recorded=1") : e;
}

enum err
page_review_post(struct req *r)
{
	struct edition_review v = { 0 };
	struct reviewing w;
	struct form f;
	enum err e;

	if ((e = find(r, &w)) != OK)
		return e;
	form_open(&f, r);
	take(&f, &w, &v);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, &w, &f.faults);
	return record(r, &f, &w, &v);
}
