/* action_form.c - the page and the fields of an action. */
#include <string.h>

#include "action_form.h"
#include "arena.h"
#include "fields.h"
#include "holder_words.h"
#include "plan_lines.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "tmpl.h"

#define NAME_MAX_ 270 /* a person's name with the user name behind it */

void
action_from_record(
    struct req *r, const struct action_asked *q, struct action_typed *t)
{
	*t = (struct action_typed){ .action = q->action,
		.owner = q->action.owner.name,
		.deputy = q->action.deputy.name,
		.progress = q->action.progress,
		.said = "" };
	t->progress_typed = arena_printf(r->arena, "%d", q->action.progress);
	typed_day_set(r, &t->due, q->action.due_on);
}

/* Whoever is called so; what is wrong is said at the field. */
static enum err
take_holder(struct req *r, struct form *f, const char *field, const char *name,
    struct holder *h)
{
	enum err e = holder_named(r->db, r->arena, r->session.org, name, h);

	if (e == ERR_NOTFOUND)
		form_fault(f, field,
		    arena_printf(r->arena,
			"Nobody here is called %s. Choose a person, a group "
			"or a duty from the list",
			name));
	else if (e == ERR_CONFLICT)
		form_fault(f, field,
		    arena_printf(r->arena,
			"More than one person is called %s. Enter the user "
			"name",
			name));
	else if (e == ERR_DENIED)
		form_fault(f, field,
		    arena_printf(r->arena,
			"Nobody in the group %s could see to it. Choose "
			"somebody else",
			name));
	else
		return e;
	return OK;
}

static enum err
take_holders(struct req *r, struct form *f, const struct action_asked *q,
    struct action_typed *t)
{
	struct action *a = &t->action;
	enum err e = OK;

	/* Unchanged: also whom nobody can be given work any more. */
	if (q->fresh || strcmp(t->owner, q->action.owner.name) != 0) {
		if (t->owner[0] == '\0')
			e = holder_read(r->db, r->arena, r->session.org,
			    HOLDER_FIRST, &a->owner);
		else
			e = take_holder(r, f, "owner", t->owner, &a->owner);
	}
	if (e != OK || strcmp(t->deputy, q->action.deputy.name) == 0)
		return e;
	a->deputy = (struct holder){ .name = "" };
	return t->deputy[0] == '\0'
		   ? OK
		   : take_holder(r, f, "deputy", t->deputy, &a->deputy);
}

enum err
action_take(struct req *r, struct form *f, const struct action_asked *q,
    struct action_typed *t)
{
	struct action *a = &t->action;
	size_t faults;

	action_from_record(r, q, t);
	if (!q->fresh)
		a->edition =
		    form_int(f, "edition", "Edition", 0, INT64_MAX, -1);
	a->title =
	    form_need(f, "title", "what is to be done", ACTION_TITLE_MAX);
	a->reach = (int)form_int(f, "reach", "the level", 1, LEVEL_MAX, 0);
	if (a->reach == 0 && faults_about(&f->faults, "reach") == NULL)
		form_fault(f, "reach", "Select the level it leads to");
	t->owner = form_line(f, "owner", "Owner", NAME_MAX_);
	t->deputy = form_line(f, "deputy", "Deputy", NAME_MAX_);
	faults = f->faults.n;
	form_day(f, "due", "the day it is due", &t->due);
	if (t->due.on == DAY_NONE && f->faults.n == faults)
		form_fault(f, "due-day", "Enter the day it is due");
	a->due_on = t->due.on;
	a->state = ACTION_OPEN;
	if (!q->fresh && form_tick(f, "drop"))
		a->state = ACTION_DROPPED;
	if (faults_about(&f->faults, "owner") != NULL ||
	    faults_about(&f->faults, "deputy") != NULL)
		return OK;
	return take_holders(r, f, q, t);
}

void
action_take_report(struct req *r, struct form *f, struct action_typed *t)
{
	(void)r;
	t->action.edition = form_int(f, "edition", "Edition", 0, INT64_MAX, -1);
	t->progress =
	    (int)form_int(f, "progress", "the progress in percent", 0, 100, -1);
	t->progress_typed = form_secret(f, "progress", 20);
	if (t->progress_typed == NULL)
		t->progress_typed = "";
	if (t->progress < 0 && faults_about(&f->faults, "progress") == NULL)
		form_fault(f, "progress",
		    "Enter how far it is in percent, a number from 0 to 100");
	t->said = form_area(f, "said", "What was done", ACTION_REPORT_MAX);
}

/* ---- the page ---- */

static enum err
fill_reports(struct req *r, int64_t id, struct action_form_view *v)
{
	struct reports all;
	enum err e = action_reports(r->db, r->arena, r->session.org, id, &all);
	size_t i;

	if (e != OK)
		return e;
	v->reports.n = all.n;
	v->reports.v = arena_array(r->arena, all.n, sizeof(*v->reports.v));
	for (i = 0; i < all.n; i++)
		v->reports.v[i] = (struct action_line){
			.progress = all.v[i].progress,
			.said = all.v[i].text,
			.said_by = all.v[i].by,
			.said_at = all.v[i].at,
		};
	return OK;
}

static void
fill_fields(struct req *r, const struct action_typed *t,
    const struct faults *faults, struct action_form_view *v)
{
	static const char *const levels[] = { "1", "2", "3" };
	const char *chosen = arena_printf(r->arena, "%d", t->action.reach);
	size_t i;

	v->name = field_text(
	    r, faults, "title", "What is to be done", NULL, t->action.title);
	v->reach =
	    field_choice(r, faults, "reach", "The level it leads to", NULL, 3);
	for (i = 0; i < 3; i++)
		field_choice_add(&v->reach, levels[i],
		    arena_printf(r->arena, "Level %s", levels[i]), chosen);
	v->owner = t->owner;
	v->owner_fault = faults_about(faults, "owner");
	v->deputy = t->deputy;
	v->deputy_fault = faults_about(faults, "deputy");
	v->due = field_day(r, faults, "due", "When is it due?",
	    "For example, 31 1 2027", &t->due);
	v->drop = t->action.state == ACTION_DROPPED;
	v->progress =
	    field_text(r, faults, "progress", "How far is it, in percent?",
		"100 closes it as done", t->progress_typed);
	v->progress.narrow = true;
	v->said = field_text(
	    r, faults, "said", "What was done (optional)", NULL, t->said);
}

/* Where to, and what whoever asks may do there. */
static void
fill_place(
    struct req *r, const struct action_asked *q, struct action_form_view *v)
{
	const char *version = q->year.assessment.version;
	long long id = (long long)q->action.id;
	bool live = q->year.assessment.state != ASSESSMENT_PUBLISHED &&
		    (q->fresh || q->action.state == ACTION_OPEN);
	bool reads = (r->session.roles & ROLES_READ) != 0;

	v->page.back = reads ? req_href(r, "/assessment/%s/plan", version)
			     : req_href(r, "/home");
	v->page.back_text = reads ? "the improvement plan" : "my work";
	v->to = q->fresh ? req_href(r, "/assessment/%s/plan/new/%s", version,
			       q->requirement->number)
			 : req_href(r, "/assessment/%s/plan/action/%lld",
			       version, id);
	v->report =
	    req_href(r, "/assessment/%s/plan/action/%lld/report", version, id);
	if (reads)
		v->requirement = req_href(r, "/assessment/%s/requirement/%s",
		    version, q->requirement->number);
	v->number =
	    arena_printf(r->arena, "%s-%s", version, q->requirement->number);
	v->title = q->requirement->title;
	v->fresh = q->fresh;
	v->may_change = live && year_may(r, &q->year, ACT_PLAN);
	v->may_report =
	    live && !q->fresh && (q->mine || year_may(r, &q->year, ACT_PLAN));
}

enum err
action_show(struct req *r, int status, const struct action_asked *q,
    const struct action_typed *t, const struct faults *faults,
    const char *notice)
{
	struct action_form_view v = {
		.page = page_view(r,
		    q->fresh
			? "Add an action"
			: arena_printf(r->arena, "Action: %s", q->action.title))
	};
	enum err e = OK;

	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	fill_place(r, q, &v);
	fill_fields(r, t, faults, &v);
	v.edition = q->action.edition;
	v.now = plan_action(r, &q->year, &q->action);
	v.carried = q->action.carried_from != 0;
	if (v.may_change)
		e = holder_items(r, &v.holders);
	if (e == OK && !q->fresh)
		e = fill_reports(r, q->action.id, &v);
	if (e != OK)
		return e;
	SHOW(r, action, &v);
	return reply_page(r, status);
}
