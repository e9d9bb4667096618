/* page_kiosk.c - a terminal: registered, somebody names themselves, leaves. */
#include <string.h>

#include "arena.h"
#include "config.h"
#include "form.h"
#include "guard.h"
#include "kiosk.h"
#include "kiosk_page.h"
#include "log.h"
#include "pages_kiosk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

/* ---- registering ---- */

static enum err
show_register(
    struct req *r, int status, const char *code, const struct faults *faults)
{
	struct kiosk_register_view v = {
		.kiosk = kiosk_page(r, "Register this terminal"),
		.save = req_href(r, "/kiosk/register"),
		.code = code,
		.code_fault = faults_about(faults, "code"),
	};
	struct kiosk k;
	enum err e = ERR_NOTFOUND;

	if (r->terminal != NULL)
		e = kiosk_find(r->db, r->arena, r->terminal, &k);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	v.revoked = e == OK && k.state == KIOSK_REVOKED;
	if (v.revoked)
		v.kiosk.page.title = "This terminal was taken out of use";
	if (e == OK && k.state == KIOSK_REGISTERED)
		v.place = k.place;
	v.kiosk.page.csrf = guard_pre_csrf(r);
	v.kiosk.page.faults = *faults;
	tmpl_kiosk_register(r->out, &v);
	return reply_page(r, status);
}

enum err
page_kiosk_register(struct req *r)
{
	return show_register(r, 200, "", &(struct faults){ 0 });
}

/* Counted before it is looked at: codes cannot be tried out. */
static enum err
register_with(struct req *r, struct form *f, const char *code)
{
	const struct config *c = r->app->config;
	const struct throttle_limits limits = { c->throttle.per_source,
		c->throttle.per_source, c->throttle.wait_s };
	const char *account =
	    arena_printf(r->arena, "kiosk code from %s", r->remote);
	char token[SESSION_TOKEN_TEXT];
	int64_t wait_s = 0;
	enum err e;

	e = throttle_take(r->db, &limits, account, r->remote, r->now, &wait_s);
	if (e == ERR_BUSY && wait_s > 0) {
		reply_wait(r, wait_s, "Too many codes were tried",
		    "Ask an administrator for a new code meanwhile.");
		return OK;
	}
	if (e != OK)
		return e;
	e = kiosk_register(r->db, &r->unit, code, r->now, token);
	if (e == ERR_NOTFOUND) {
		log_warn("kiosk.code", "source=%s", r->remote);
		form_fault(f, "code",
		    "Check the code. It works once, within an hour of being "
		    "made");
		return show_register(r, 422, code, &f->faults);
	}
	if (e != OK || (e = throttle_clear(r->db, account, r->remote)) != OK)
		return e;
	guard_terminal_set(r, token);
	explicit_bzero(token, sizeof(token));
	return reply_see_other(r, "/kiosk");
}

enum err
page_kiosk_register_post(struct req *r)
{
	const char *code;
	struct form f;
	enum err e;

	form_open(&f, r);
	code = form_line(&f, "code", "Code", 40);
	if (code[0] == '\0')
		form_fault(&f, "code", "Enter the code for this terminal");
	if ((e = form_close(&f)) == ERR_INVALID)
		return show_register(r, 422, code, &f.faults);
	/* The terminal registers itself: nobody is signed in at it. */
	r->unit.by = (struct actor){ 0, "kiosk", "kiosk" };
	return e == OK ? register_with(r, &f, code) : e;
}

/* ---- the start: nobody is there ---- */

static enum err
show_start(
    struct req *r, int status, const char *notice, const struct faults *faults)
{
	struct kiosk_start_view v = {
		.kiosk = kiosk_page(r, "Confirm your training"),
		.field = kiosk_field(r),
		.number_fault = faults_about(faults, "number"),
	};

	v.kiosk.in = false;
	v.kiosk.warn_s = v.kiosk.refresh_s = 0;
	v.kiosk.late = v.kiosk.start;
	v.kiosk.page.csrf = guard_pre_csrf(r);
	v.kiosk.page.notice = notice;
	v.kiosk.page.faults = *faults;
	v.kiosk.keypad = "number";
	/* Whoever comes to this page has left, whatever the records say. */
	if (r->visitor != NULL)
		kiosk_wipe(r);
	tmpl_kiosk_start(r->out, &v);
	return reply_page(r, status);
}

enum err
page_kiosk(struct req *r)
{
	const char *notice = NULL;
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "late"))
		notice = "The screen was cleared. To go on, start again";
	if (form_tick(&f, "done"))
		notice = "You have finished here. Nothing of yours is left on "
			 "this screen";
	if ((e = form_close(&f)) != OK)
		return e;
	return show_start(r, 200, notice, &(struct faults){ 0 });
}

/*
 * Every number leads on to the same page: which ones are somebody's is said to
 * nobody who has not shown that it is theirs.
 */
static enum err
go_on(struct req *r, const char *typed)
{
	const struct kiosk *k = &r->at.kiosk;
	char token[SESSION_TOKEN_TEXT];
	struct staff s = { 0 };
	enum err e;

	e = staff_at_kiosk(r->app->reader, r->arena, k->org, typed, &s);
	if (e == ERR_NOTFOUND)
		s.id = 0;
	else if (e != OK)
		return e;
	if ((e = visit_begin(r->db, k, s.id, typed, r->now, token)) != OK)
		return e;
	guard_visitor_set(r, token);
	explicit_bzero(token, sizeof(token));
	return reply_see_other(r, "/kiosk/proof");
}

enum err
page_kiosk_name(struct req *r)
{
	const char *typed;
	struct form f;
	enum err e;

	form_open(&f, r);
	typed =
	    form_line(&f, kiosk_field_of(&f), "Staff number", KIOSK_TYPED_MAX);
	/* The field's name is another one each time, the message's is not. */
	if (f.faults.n > 0)
		f.faults.v[0].field = "number";
	else if (typed[0] == '\0')
		form_fault(&f, "number",
		    "Hold your badge to the reader, or enter your staff "
		    "number");
	if ((e = form_close(&f)) == ERR_INVALID)
		return show_start(r, 422, NULL, &f.faults);
	return e == OK ? go_on(r, typed) : e;
}

/* ---- help, staying, leaving ---- */

enum err
page_kiosk_help(struct req *r)
{
	struct kiosk_help_view v = { .kiosk = kiosk_page(r, "Help") };

	v.back = (r->at.roles & ROLE_PROVED) != 0 ? req_href(r, "/kiosk/owed")
		 : v.kiosk.in                     ? req_href(r, "/kiosk/proof")
						  : v.kiosk.start;
	tmpl_kiosk_help(r->out, &v);
	return reply_page(r, 200);
}

/* The dispatcher pushes the limit out, as for any page. */
enum err
page_kiosk_stay(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	r->status = 204;
	return OK;
}

enum err
page_kiosk_leave(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK ||
	    (e = visit_end(r->db, &r->at.kiosk, r->visitor)) != OK)
		return e;
	kiosk_wipe(r);
	return reply_see_other(r, "/kiosk?done=1");
}
