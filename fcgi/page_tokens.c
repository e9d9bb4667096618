/* page_tokens.c - /settings/tokens: what programs ask with in one's name. */
#include <string.h>

#include "api_token.h"
#include "arena.h"
#include "fields.h"
#include "pages_token.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "tmpl.h"
#include "token_lines.h"
#include "unsaved.h"

#define FIRST_DAYS 90 /* the last day that is offered */

/* What was typed, and what was just made. */
struct typed {
	const char *name;
	unsigned scopes;
	struct typed_day until;
	struct signature by;
	const char *token; /* NULL: none */
	const char *notice;
};

static const struct {
	enum scope scope;
	const char *name, *label, *hint;
} boxes[SCOPES] = {
	{ SCOPE_READ, "read", "Read", "See everything that you may see" },
	{ SCOPE_WRITE, "write", "Write",
	    "Change everything that you may change" },
	{ SCOPE_TRAINING, "training", "Training only",
	    "Both, but only of your own training and of files of "
	    "completions" },
};

static enum err
show(struct req *r, int status, const struct typed *t,
    const struct faults *faults)
{
	struct tokens_view v = { .page = page_view(r, "Tokens for programs"),
		.save = req_href(r, "/settings/tokens"),
		.token = t->token,
		.made = t->token != NULL ? t->name : NULL };
	struct tick_field *const ticks[SCOPES] = { &v.read, &v.write,
		&v.training };
	enum err e;
	size_t i;

	e = token_lines(r, r->session.person, "/settings/tokens", &v.tokens);
	if (e != OK)
		return e;
	v.page.faults = *faults;
	v.page.notice = t->notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/settings");
	v.page.back_text = "reminders and calendar";
	v.name = field_text(r, faults, "name", "What it is for",
	    "It stands in the audit trail. For example, Nightly staff file",
	    t->token != NULL ? "" : t->name);
	for (i = 0; i < SCOPES; i++)
		*ticks[i] = field_tick(r, faults, boxes[i].name, boxes[i].label,
		    boxes[i].hint, (t->scopes & boxes[i].scope) != 0);
	v.until = field_day(r, faults, "until", "The last day it works",
	    "A year from today at most", &t->until);
	v.sign = field_sign(
	    r, faults, "A token opens what you may open, so you sign for it");
	SHOW(r, tokens, &v);
	return reply_page(r, status);
}

enum err
page_tokens(struct req *r)
{
	struct typed t = { .name = "", .scopes = SCOPE_READ };
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "revoked"))
		t.notice = "The token opens nothing any more";
	if (form_tick(&f, "again"))
		t.notice = "The token was made before, and shown then. If you "
			   "did not keep it, revoke it and make a new one";
	if ((e = form_close(&f)) != OK)
		return e;
	if (r->session.org == 0)
		return (r->session.roles & ROLE_NATIONAL) != 0
			   ? reply_see_other(r, "/organisations?choose=1")
			   : ERR_NOTFOUND;
	typed_day_set(r, &t.until, r->today + FIRST_DAYS);
	return show(r, 200, &t, &(struct faults){ 0 });
}

static void
take(struct form *f, struct typed *t)
{
	const day today = f->r->today;
	size_t i;

	t->name = form_need(f, "name", "what it is for", API_TOKEN_NAME_MAX);
	for (i = 0; i < SCOPES; i++)
		if (form_tick(f, boxes[i].name))
			t->scopes |= boxes[i].scope;
	if (t->scopes == 0)
		form_fault(f, "read", "Tick what it may do");
	form_day(f, "until", "the last day", &t->until);
	if (faults_about(&f->faults, "until") == NULL) {
		if (t->until.on == DAY_NONE)
			form_fault(f, "until", "Enter the last day it works");
		else if (t->until.on < today ||
			 t->until.on - today > API_TOKEN_DAYS_MAX)
			form_fault(f, "until",
			    "The last day must lie between today and a year "
			    "from today");
	}
	sign_take(f, &t->by);
}

/*
 * It is kept nowhere, so no page that is gone to could show it: this answer
 * does, and a second sending of the form is told so.
 */
static enum err
make(struct req *r, struct form *f, struct typed *t)
{
	struct api_token token = { .person = r->session.person,
		.name = t->name,
		.scopes = t->scopes,
		.expires_on = t->until.on };
	char text[API_TOKEN_TEXT];
	enum err e;

	e = api_token_make(r->db, &r->unit, &token, r->today, text);
	if (e == ERR_CONFLICT) {
		form_fault(f, "name",
		    "You have as many tokens as you may. Revoke one first");
		return show(r, 422, t, &f->faults);
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), t, &f->faults);
	if (e == OK && r->unit.repeated)
		return reply_see_other(r, "/settings/tokens?again=1");
	if (e == OK) {
		t->token = text;
		e = show(r, 200, t, &f->faults);
	}
	explicit_bzero(text, sizeof(text));
	return e;
}

static enum err
sign(struct req *r, struct form *f, struct typed *t)
{
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, &t->by, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "No token was made.");
	if (e == ERR_INVALID)
		return show(r, 422, t, &f->faults);
	return e == OK ? make(r, f, t) : e;
}

enum err
page_token_make(struct req *r)
{
	struct typed t = { .name = "" };
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	form_open(&f, r);
	take(&f, &t);
	e = form_close(&f);
	if (e == OK && db_done(r->db, &r->unit) == OK)
		e = reply_see_other(r, "/settings/tokens?again=1");
	else if (e == OK)
		e = sign(r, &f, &t);
	else if (e == ERR_INVALID)
		e = show(r, 422, &t, &f.faults);
	form_wipe(&f);
	return e;
}

enum err
page_token_revoke(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	e = api_token_revoke(
	    r->db, &r->unit, req_arg_id(r, 0), r->session.person);
	return e == OK ? reply_see_other(r, "/settings/tokens?revoked=1") : e;
}

enum err
page_person_token_revoke(struct req *r)
{
	int64_t person = req_arg_id(r, 0);
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	if (person == 0)
		return ERR_NOTFOUND;
	e = api_token_revoke(r->db, &r->unit, req_arg_id(r, 1), person);
	return e == OK ? reply_see_other(
			     r, "/people/%lld?revoked=1", (long long)person)
		       : e;
}
