/* page_duty_accept.c - whoever was named says yes, with the password. */
#include <string.h>

#include "arena.h"
#include "duty_words.h"
#include "fields.h"
#include "pages_duty.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "tmpl.h"
#include "unsaved.h"

struct shown {
	struct named_duty duty;
	const char *notice;
	bool done;
};

/* Nobody knows of an offer that is not made to them. */
static enum err
find(struct req *r, struct shown *s)
{
	enum err e;

	*s = (struct shown){ 0 };
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	e = duty_read(
	    r->db, r->arena, r->session.org, req_arg(r, 0), r->today, &s->duty);
	if (e == OK &&
	    (s->duty.now.id == 0 || s->duty.now.person != r->session.person))
		e = ERR_NOTFOUND;
	return e;
}

static enum err
show(struct req *r, int status, const struct shown *s,
    const struct faults *faults)
{
	const struct named_duty *d = &s->duty;
	struct duty_accept_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Your duty: %s", d->title)),
		.to = req_href(r, "/duties/%s/accept", d->code),
		.duty = duty_row(r, d),
		.now = held_row(r, &d->now),
		.holding = field_id(r, d->now.id),
		.org = r->session.org_name,
		.open = d->state == DUTY_UNACCEPTED,
		.sign = field_sign(
		    r, faults, "It says in your name that you take it on"),
	};

	v.page.faults = *faults;
	v.page.notice = s->notice;
	v.page.notice_done = s->done;
	if (duty_may_read(r))
		v.list = req_href(r, "/duties");
	v.page.back = req_href(r, "/home");
	v.page.back_text = "the start page";
	SHOW(r, duty_accept, &v);
	return reply_page(r, status);
}

enum err
page_duty_accept(struct req *r)
{
	struct shown s;
	struct form f;
	bool done;
	enum err e;

	form_query(&f, r);
	done = form_tick(&f, "done");
	if ((e = form_close(&f)) != OK || (e = find(r, &s)) != OK)
		return e;
	if (done && s.duty.now.accepted_at != 0) {
		s.notice = "You have accepted this duty";
		s.done = true;
	}
	return show(r, 200, &s, &(struct faults){ 0 });
}

static enum err
accepted(struct req *r, const struct shown *s)
{
	return reply_see_other(r, "/duties/%s/accept?done=1", s->duty.code);
}

/* Not as it was when the page was made: shown as it is now. */
static enum err
other(struct req *r, struct shown *s)
{
	enum err e = find(r, s);

	if (e != OK)
		return e;
	s->notice =
	    s->duty.now.accepted_at != 0
		? "You accepted this duty before. Nothing was recorded now"
	    : s->duty.state == DUTY_EXPIRED
		? "Its last day has passed. Nothing was recorded"
		: "This was changed while you had it open. Nothing was "
		  "recorded. Read it as it is now, then accept it";
	return show(r, 409, s, &(struct faults){ 0 });
}

static enum err
sign(struct req *r, struct form *f, struct shown *s, const struct signature *by)
{
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, by, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was recorded.");
	if (e == ERR_INVALID && db_done(r->db, &r->unit) == OK)
		return accepted(r, s);
	if (e == ERR_INVALID)
		return show(r, 422, s, &f->faults);
	if (e == OK)
		e = duty_accept(r->db, &r->unit, s->duty.now.id, r->today);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), s, &f->faults);
	if (e == ERR_CONFLICT || e == ERR_DENIED)
		return other(r, s);
	return e == OK ? accepted(r, s) : e;
}

enum err
page_duty_accept_post(struct req *r)
{
	struct signature by;
	struct shown s;
	struct form f;
	int64_t holding;
	enum err e;

	if ((e = find(r, &s)) != OK)
		return e;
	form_open(&f, r);
	holding = form_int(&f, "holding", "the duty", 0, INT64_MAX, 0);
	sign_take(&f, &by);
	e = form_close(&f);
	if (e == OK && db_done(r->db, &r->unit) == OK)
		e = accepted(r, &s);
	else if (e != ERR_MALFORMED &&
		 (holding != s.duty.now.id || s.duty.state != DUTY_UNACCEPTED))
		e = other(r, &s);
	else if (e == OK)
		e = sign(r, &f, &s, &by);
	else if (e == ERR_INVALID)
		e = show(r, 422, &s, &f.faults);
	form_wipe(&f);
	return e;
}
