/* page_requirement.c - /assessment/:version/requirement/:number. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "draft.h"
#include "figure.h"
#include "log.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "requirement.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

enum err
asked_open(struct req *r, struct asked *a)
{
	enum err e;

	if ((e = year_open(r, &a->year)) != OK ||
	    (e = year_requirement(r, &a->year, &a->requirement)) != OK)
		return e;
	e = answer_read(
	    r->db, r->arena, &a->year.assessment, a->requirement, &a->answer);
	if (e != OK)
		return e;
	e = answer_is_exempt(r->db, r->arena, &a->year.assessment, a->year.set,
	    a->requirement, &a->answer.row.exempt);
	if (e != OK)
		return e;
	return figure_cap_one(r->db, r->arena, &a->year.assessment, a->year.set,
	    a->requirement, &a->answer.row);
}

/* What just happened, by the flag in the address. */
static const char *
notice(struct form *f)
{
	static const struct {
		const char *flag, *text;
	} all[] = {
		{ "saved", "Saved" },
		{ "completed", "Saved and marked complete" },
		{ "confirmed", "Confirmed" },
		{ "reopened", "Reopened" },
		{ "accepted", "The plan is accepted" },
		{ "overridden", "The level counts as claimed" },
		{ "capped", "The training figure limits the level again" },
	};
	const char *text = NULL;
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (form_tick(f, all[i].flag))
			text = all[i].text;
	return text;
}

static const char *
requirement_path(struct req *r, const struct asked *a)
{
	return arena_printf(r->arena, "/assessment/%s/requirement/%s",
	    a->year.assessment.version, a->requirement->number);
}

/* A form that came too late the last time: shown, to be saved now. */
static bool
from_draft(
    struct req *r, const struct asked *a, struct typed *t, const char **text)
{
	char at[INSTANT_WORDS_SIZE];
	struct draft d;
	struct form f;

	if (draft_find(r->db, r->arena, r->session.person, r->session.org,
		r->path, &d) != OK)
		return false;
	form_kept(&f, r, d.body, d.n);
	typed_read(r, a, &f, t);
	clock_words(d.at, at);
	*text = arena_printf(r->arena,
	    "What you typed before your session ended (%s) is in the form "
	    "below. It is not saved yet",
	    at);
	return !f.malformed;
}

enum err
page_requirement(struct req *r)
{
	bool draft = false;
	const char *text;
	struct typed t;
	struct asked a;
	struct form f;
	enum err e;

	form_query(&f, r);
	text = notice(&f);
	if ((e = form_close(&f)) == ERR_MALFORMED ||
	    (e = asked_open(r, &a)) != OK)
		return e;
	if (answer_open(&a.year.assessment, a.answer.row.state))
		draft = from_draft(r, &a, &t, &text);
	if (!draft)
		typed_from_record(r, &a, &t);
	return requirement_show(r, 200, &a, &t, &(struct faults){ 0 }, text,
	    draft ? SHOW_DRAFT : SHOW_PLAIN);
}

/* "Leave it": what was kept is dropped, what is on record shown. */
enum err
page_requirement_drop(struct req *r)
{
	struct asked a;
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK || (e = asked_open(r, &a)) != OK)
		return e;
	e = draft_drop(
	    r->db, r->session.person, r->session.org, requirement_path(r, &a));
	if (e != OK)
		return e;
	return reply_see_other(r, "%s", requirement_path(r, &a));
}

/* Where to go after saving: stay, or on to the next requirement. */
static enum err
go_on(struct req *r, const struct asked *a, const char *action)
{
	const struct year *y = &a->year;
	const struct requirement *q = a->requirement;
	bool last = q + 1 == y->set->requirements.v + y->set->requirements.n;
	const char *flag =
	    strcmp(action, "complete") == 0 ? "completed" : "saved";

	if (strcmp(action, "next") == 0 && !last)
		q++;
	return reply_see_other(r, "/assessment/%s/requirement/%s?%s=1%s",
	    y->assessment.version, q->number, flag,
	    strcmp(action, "add") == 0 ? "#evidence" : "");
}

/* Somebody was first: both versions on one page, nothing lost. */
static enum err
clash(struct req *r, struct asked *a, const struct typed *t, struct form *f)
{
	enum err e;

	if ((e = asked_open(r, a)) != OK)
		return e;
	if (!answer_open(&a->year.assessment, a->answer.row.state)) {
		/* There is no form to keep it in: it waits for a reopening. */
		const struct draft d = { requirement_path(r, a), r->body,
			r->body_n, r->now };

		e = draft_keep(r->db, r->session.person, r->session.org, &d);
		if (e != OK)
			return e;
	}
	form_fault(f, "clash",
	    arena_printf(r->arena,
		"%s saved this in the meantime. Check both versions, then "
		"save yours again",
		a->answer.changed_by != NULL ? a->answer.changed_by
					     : "Somebody"));
	return requirement_show(r, 409, a, t, &f->faults, NULL, SHOW_CLASH);
}

enum err
page_requirement_save(struct req *r)
{
	struct typed t;
	struct asked a;
	struct form f;
	enum err e;

	if ((e = asked_open(r, &a)) != OK)
		return e;
	form_open(&f, r);
	typed_read(r, &a, &f, &t);
	if ((e = owners_check(r, &a, &f, &t)) != OK ||
	    (e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (!year_may(r, &a.year, ACT_ANSWER))
		return ERR_DENIED;
	if (e != OK)
		return requirement_show(
		    r, 422, &a, &t, &f.faults, NULL, SHOW_PLAIN);
	e = answer_save(r->db, &r->unit, &a.year.assessment, a.requirement,
	    &t.answer, strcmp(t.action, "complete") == 0);
	if (e == ERR_CONFLICT || e == ERR_DENIED)
		return clash(r, &a, &t, &f);
	if (e == ERR_INVALID) {
		form_fault(&f, "owner",
		    "Choose owners and deputy from the list once more: "
		    "somebody was closed meanwhile, or is both");
		return requirement_show(
		    r, 422, &a, &t, &f.faults, NULL, SHOW_PLAIN);
	}
	if (unsaved(e))
		return requirement_show(r, unsaved_fault(r, &f, e), &a, &t,
		    &f.faults, NULL, SHOW_PLAIN);
	if (e != OK)
		return e;
	if (draft_drop(r->db, r->session.person, r->session.org,
		requirement_path(r, &a)) != OK)
		log_warn("draft.stays", "path=%s", r->path);
	return go_on(r, &a, t.action);
}

static enum err
back_to(struct req *r, const struct asked *a, const char *flag)
{
	return reply_see_other(r, "/assessment/%s/requirement/%s?%s=1",
	    a->year.assessment.version, a->requirement->number, flag);
}

/* A form that holds nothing but its button. */
static enum err
bare_form(struct req *r, struct asked *a, enum act act)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK || (e = asked_open(r, a)) != OK)
		return e;
	return year_may(r, &a->year, act) ? OK : ERR_DENIED;
}

enum err
page_requirement_confirm(struct req *r)
{
	struct asked a;
	enum err e;

	if ((e = bare_form(r, &a, ACT_CONFIRM)) != OK)
		return e;
	e = answer_confirm(
	    r->db, &r->unit, &a.year.assessment, a.year.set, a.requirement);
	return e == OK ? back_to(r, &a, "confirmed") : e;
}

enum err
page_requirement_accept(struct req *r)
{
	struct asked a;
	enum err e;

	if ((e = bare_form(r, &a, ACT_ACCEPT_PLAN)) != OK)
		return e;
	e = answer_accept_plan(
	    r->db, &r->unit, &a.year.assessment, a.year.set, a.requirement);
	return e == OK ? back_to(r, &a, "accepted") : e;
}

enum err
page_requirement_reopen(struct req *r)
{
	const char *reason;
	struct typed t;
	struct asked a;
	struct form f;
	enum err e;

	if ((e = asked_open(r, &a)) != OK)
		return e;
	form_open(&f, r);
	reason = form_need(&f, "reason", "why you reopen it", 500);
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	if (!year_may(r, &a.year, ACT_REOPEN))
		return ERR_DENIED;
	typed_from_record(r, &a, &t);
	t.reason = reason;
	if (e != OK)
		return requirement_show(
		    r, 422, &a, &t, &f.faults, NULL, SHOW_PLAIN);
	e = answer_reopen(
	    r->db, &r->unit, &a.year.assessment, a.requirement, reason);
	if (unsaved(e))
		return requirement_show(r, unsaved_fault(r, &f, e), &a, &t,
		    &f.faults, NULL, SHOW_PLAIN);
	return e == OK ? back_to(r, &a, "reopened") : e;
}
