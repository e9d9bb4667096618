/* page_action.c - one action of the plan: adding, changing, reporting. */
#include <string.h>

#include "action_form.h"
#include "arena.h"
#include "pages_plan.h"
#include "plan_lines.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

/* ---- one that is not there yet ---- */

/* What the plan says of it; a line of its own where it says nothing. */
static enum err
line_of(struct req *r, const struct action_asked *q, struct plan_line *line)
{
	const struct year *y = &q->year;
	struct plan p;
	enum err e =
	    plan_read(r->db, r->arena, &y->assessment, y->set, r->today, &p);
	size_t i;

	*line = (struct plan_line){ .requirement = q->requirement,
		.target = y->set->grade_level,
		.row.target_on = DAY_NONE };
	for (i = 0; i < p.n && e == OK; i++)
		if (p.v[i].requirement == q->requirement)
			*line = p.v[i];
	return e;
}

/* The year and the requirement of the address, and an action to begin with. */
static enum err
open_new(struct req *r, struct action_asked *q)
{
	struct action *first = &q->action;
	struct plan_line line;
	struct answer answer;
	enum err e;

	if ((e = year_open(r, &q->year)) != OK ||
	    (e = year_requirement(r, &q->year, &q->requirement)) != OK)
		return e;
	if (!year_may(r, &q->year, ACT_PLAN))
		return ERR_DENIED;
	if ((e = answer_read(r->db, r->arena, &q->year.assessment,
		 q->requirement, &answer)) != OK ||
	    (e = line_of(r, q, &line)) != OK)
		return e;
	plan_first_action(r->arena, &q->year.assessment, &line, &answer, first);
	q->fresh = true;
	return holder_read(
	    r->db, r->arena, r->session.org, first->owner.id, &first->owner);
}

enum err
page_action_new(struct req *r)
{
	struct action_asked q = { 0 };
	struct action_typed t;
	enum err e;

	if ((e = open_new(r, &q)) != OK)
		return e;
	action_from_record(r, &q, &t);
	return action_show(r, 200, &q, &t, &(struct faults){ 0 }, NULL);
}

/* What core says of what was typed, at the field it is about. */
static enum err
refused(struct req *r, struct form *f, const struct action_asked *q,
    const struct action_typed *t, enum err e)
{
	if (e == ERR_INVALID) {
		form_fault(f, "title", "Enter what is to be done, in letters");
		return action_show(r, 422, q, t, &f->faults, NULL);
	}
	if (e == ERR_NOTFOUND) {
		form_fault(f, "owner",
		    "The owner or the deputy was closed meanwhile. Choose "
		    "somebody else from the list");
		return action_show(r, 422, q, t, &f->faults, NULL);
	}
	if (unsaved(e))
		return action_show(
		    r, unsaved_fault(r, f, e), q, t, &f->faults, NULL);
	return e;
}

enum err
page_action_add(struct req *r)
{
	struct action_asked q = { 0 };
	struct action_typed t;
	struct form f;
	enum err e;

	if ((e = open_new(r, &q)) != OK)
		return e;
	form_open(&f, r);
	if ((e = action_take(r, &f, &q, &t)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return action_show(r, 422, &q, &t, &f.faults, NULL);
	e = action_add(r->db, &r->unit, &q.year.assessment, &t.action);
	if (e != OK)
		return refused(r, &f, &q, &t, e);
	return reply_see_other(r, "/assessment/%s/plan?added=1%s#r-%s",
	    q.year.assessment.version,
	    t.action.due_on < r->today ? "&late=1" : "", q.requirement->number);
}

/* ---- one on record ---- */

/* ERR_DENIED: neither their roles open it, nor is it theirs. */
static enum err
open_action(struct req *r, struct action_asked *q)
{
	enum err e, mine;

	if ((e = year_open(r, &q->year)) != OK ||
	    (e = action_read(r->db, r->arena, &q->year.assessment,
		 req_arg_id(r, 1), &q->action)) != OK)
		return e;
	mine = action_is_of(
	    r->db, r->session.org, q->action.id, r->session.person, r->today);
	if (mine != OK && mine != ERR_NOTFOUND)
		return mine;
	q->mine = mine == OK;
	q->requirement = catalogue_requirement(q->year.set, q->action.number);
	if (q->requirement == NULL)
		return ERR_NOTFOUND;
	return q->mine || (r->session.roles & ROLES_READ) != 0 ? OK
							       : ERR_DENIED;
}

static const char *
notice(struct req *r, const struct action *a, struct form *f)
{
	bool late = action_late(a, r->today);
	const char *text = NULL;

	if (form_tick(f, "saved"))
		text = "The changes were saved";
	if (form_tick(f, "reported"))
		text = a->state == ACTION_DONE ? "Reported. The action is done"
					       : "Reported";
	if (text != NULL && late)
		text = arena_printf(r->arena,
		    "%s. Its day has passed already: it counts as overdue",
		    text);
	return text;
}

enum err
page_action(struct req *r)
{
	struct action_asked q = { 0 };
	struct action_typed t;
	const char *text;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = open_action(r, &q)) != OK)
		return e;
	text = notice(r, &q.action, &f);
	if (form_close(&f) == ERR_MALFORMED)
		return ERR_MALFORMED;
	action_from_record(r, &q, &t);
	return action_show(r, 200, &q, &t, &(struct faults){ 0 }, text);
}

/* Somebody saved in between: what is on record now, beside what was typed. */
static enum err
clash(struct req *r, struct form *f, struct action_asked *q,
    const struct action_typed *t, const char *field)
{
	const struct action *a = &q->action;
	char due[DAY_WORDS_SIZE];
	enum err e = open_action(r, q);

	if (e != OK)
		return e;
	day_words(a->due_on, due);
	if (a->state != ACTION_OPEN)
		form_fault(f, field,
		    arena_printf(r->arena,
			"Somebody closed this action meanwhile (%.*s). "
			"Nothing of yours was saved",
			(int)plan_badge(a, r->today).text.n,
			plan_badge(a, r->today).text.p));
	else
		form_fault(f, field,
		    arena_printf(r->arena,
			"Somebody else changed this meanwhile. On record now: "
			"%s; owner %s; due %s; level %d; %d%%. Check what you "
			"entered and save again",
			a->title, a->owner.name, due, a->reach, a->progress));
	return action_show(r, 409, q, t, &f->faults, NULL);
}

enum err
page_action_change(struct req *r)
{
	struct action_asked q = { 0 };
	struct action_typed t;
	struct form f;
	enum err e;

	if ((e = open_action(r, &q)) != OK)
		return e;
	if (!year_may(r, &q.year, ACT_PLAN))
		return ERR_DENIED;
	form_open(&f, r);
	if ((e = action_take(r, &f, &q, &t)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return action_show(r, 422, &q, &t, &f.faults, NULL);
	e = action_change(r->db, &r->unit, &q.year.assessment, &t.action);
	if (e == ERR_CONFLICT)
		return clash(r, &f, &q, &t, "title");
	if (e != OK)
		return refused(r, &f, &q, &t, e);
	return reply_see_other(r, "/assessment/%s/plan/action/%lld?saved=1",
	    q.year.assessment.version, (long long)q.action.id);
}

enum err
page_action_report(struct req *r)
{
	struct action_asked q = { 0 };
	struct action_typed t;
	struct action a;
	struct form f;
	enum err e;

	if ((e = open_action(r, &q)) != OK)
		return e;
	if (!q.mine && !year_may(r, &q.year, ACT_PLAN))
		return ERR_DENIED;
	action_from_record(r, &q, &t);
	form_open(&f, r);
	action_take_report(r, &f, &t);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return action_show(r, 422, &q, &t, &f.faults, NULL);
	a = q.action;
	a.edition = t.action.edition;
	a.progress = t.progress;
	e = action_report(r->db, &r->unit, &q.year.assessment, &a, t.said);
	if (e == ERR_CONFLICT)
		return clash(r, &f, &q, &t, "progress");
	if (unsaved(e))
		return action_show(
		    r, unsaved_fault(r, &f, e), &q, &t, &f.faults, NULL);
	if (e != OK)
		return e;
	return reply_see_other(r, "/assessment/%s/plan/action/%lld?reported=1",
	    q.year.assessment.version, (long long)q.action.id);
}
