/* page_session.c - signing in and out, staying, and changing places. */
#include <string.h>

#include "account_groups.h"
#include "arena.h"
#include "broker.h"
#include "config.h"
#include "form.h"
#include "guard.h"
#include "log.h"
#include "meter.h"
#include "pages.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "seat.h"
#include "text.h"
#include "tmpl.h"
#include "view.h"

/* What somebody typed to sign in. */
struct attempt {
	const char *user, *password, *code; /* password NULL: too long */
	const char *next;
};

static enum err
show(struct req *r, int status, const char *notice, const struct attempt *a,
    const struct faults *faults)
{
	struct sign_in_view v = {
		.page = page_view(r, "Sign in"),
		.csrf = guard_pre_csrf(r),
		.user = a->user,
		.next = a->next,
		.code = r->app->config->sign_in.code,
		.public = req_href(r, "/public"),
	};

	v.page.notice = notice;
	v.page.faults = *faults;
	v.user_fault = faults_about(faults, "user");
	v.password_fault = faults_about(faults, "password");
	v.code_fault = faults_about(faults, "code");
	if (r->session.person != 0)
		v.signed_in = r->session.name;
	tmpl_sign_in(r->out, &v);
	return reply_page(r, status);
}

/* Where to go after signing in: a page of ours, or "". */
static const char *
take_next(struct form *f)
{
	const char *next = form_line(f, "next", "the address", 1000);

	return route_next(next) ? next : "";
}

static const char *
idle_notice(struct req *r)
{
	return arena_printf(r->arena,
	    "You were signed out because nothing was saved or opened for "
	    "%lld minutes",
	    (long long)(r->app->config->session.idle_s / 60));
}

enum err
page_sign_in(struct req *r)
{
	struct attempt a = { .user = "" };
	const char *notice = NULL;
	struct form f;
	bool again;
	enum err e;

	form_query(&f, r);
	a.next = take_next(&f);
	if (form_tick(&f, "out"))
		notice = "You have signed out";
	if (form_tick(&f, "idle"))
		notice = idle_notice(r);
	if (form_tick(&f, "kept"))
		notice = "Your session had ended. What you typed is kept: sign "
			 "in, and it is there to be saved";
	if (form_tick(&f, "lost"))
		notice = "You were not signed in any more, so what you sent "
			 "was not saved";
	again = form_tick(&f, "again");
	if (again)
		notice = "You were not signed in any more. Sign in to go on";
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (again && r->session.person != 0)
		return reply_see_other(
		    r, "%s", a.next[0] == '\0' ? "/home" : a.next);
	return show(r, 200, r->session.person == 0 ? notice : NULL, &a,
	    &(struct faults){ 0 });
}

/* One message for whatever was wrong: nobody learns which part was right. */
static enum err
refuse(struct req *r, struct form *f, const struct attempt *a)
{
	log_warn("sign-in.refused", "source=%s", r->remote);
	meter_sign_in(r->app->meter, SIGN_IN_REFUSED);
	form_fault(f, "user",
	    r->app->config->sign_in.code
		? "Enter the right user name, password and code"
		: "Enter the right user name and password");
	return show(r, 422, NULL, a, &f->faults);
}

static enum err
wait_first(struct req *r, int64_t wait_s)
{
	log_warn("sign-in.throttled", "source=%s wait=%lld", r->remote,
	    (long long)wait_s);
	meter_sign_in(r->app->meter, SIGN_IN_THROTTLED);
	reply_wait(r, wait_s, "Too many attempts to sign in",
	    "If you cannot remember your password, ask your IT service desk "
	    "to reset it.");
	return OK;
}

static enum err
expired(struct req *r)
{
	meter_sign_in(r->app->meter, SIGN_IN_REFUSED);
	reply_status(r, 403, "Your password or account has expired",
	    "You gave the right password, but it or your account has run "
	    "out. Change the password where you change it for your computer "
	    "or network account, or ask your IT service desk. Then sign in "
	    "here again.");
	return OK;
}

static enum err
not_judged(struct req *r, const char *account)
{
	if (throttle_return(r->db, account, r->remote) != OK)
		log_warn("sign-in.count", "an attempt stays counted");
	meter_sign_in(r->app->meter, SIGN_IN_UNJUDGED);
	reply_status(r, 503, "You cannot be signed in at the moment",
	    "The service that checks passwords is busy or does not answer. "
	    "Wait a few seconds and try again.");
	reply_header(r, "Retry-After", "5");
	return OK;
}

static enum err
no_place(struct req *r)
{
	meter_sign_in(r->app->meter, SIGN_IN_REFUSED);
	reply_status(r, 403, "You have no place here yet",
	    "Your user name and password are right, but nobody has given you "
	    "a place in this service, or it was closed. Ask your "
	    "organisation's administrator to add you.");
	return OK;
}

/* Who an account is here, and the groups that any grant speaks of. */
struct found {
	struct req *r;
	const char *account;
	struct person person;
	struct groups all;
};

static enum err
find(struct db *db, void *arg)
{
	struct found *f = arg;
	enum err e;

	e = person_find(db, f->r->arena, f->account, &f->person);
	if (e != OK)
		return e;
	return role_groups(db, f->r->arena, &f->all);
}

static enum err
begin(struct req *r, const struct found *f, const char *next)
{
	const struct config *c = r->app->config;
	const struct session_limits limits = { c->session.idle_s,
		c->session.whole_s };
	struct unit u = { .by = { .name = "", .source = "web" } };
	struct groups own = { 0 };
	char token[SESSION_TOKEN_TEXT];
	enum err e;

	if (f->all.n > 0)
		account_groups(r->arena, f->account, &f->all, &own);
	e = session_begin(r->db, &u, f->person.id, &own, token);
	if (e == ERR_DENIED)
		return no_place(r);
	if (e != OK)
		return e;
	meter_sign_in(r->app->meter, SIGN_IN_OK);
	guard_cookie_set(r, token);
	explicit_bzero(token, sizeof(token));
	if (session_sweep(r->db, &limits, r->now) != OK)
		log_warn("session.sweep", "left for the next sign-in");
	return reply_see_other(r, "%s", next[0] == '\0' ? "/" : next);
}

/* Whoever was signed in in this browser is so no more. */
static enum err
end(struct req *r)
{
	enum err e;

	if (r->session.person == 0)
		return OK;
	r->unit.op = 0;
	e = session_end(r->db, &r->unit, r->token);
	if (e == OK)
		r->session = (struct session){ 0 };
	return e;
}

/* PAM said yes to this account. */
static enum err
welcome(struct req *r, const char *account, const char *next)
{
	struct found f = { r, account, { 0 }, { 0 } };
	enum err e;

	e = db_read(r->app->reader, find, &f);
	if (e == ERR_NOTFOUND)
		return no_place(r);
	if (e != OK || (e = end(r)) != OK)
		return e;
	return begin(r, &f, next);
}

/* Count first, then ask; never inside a transaction. */
static enum err
judge(struct req *r, struct form *f, const struct attempt *a)
{
	const struct config *c = r->app->config;
	const struct throttle_limits limits = { c->throttle.per_account,
		c->throttle.per_source, c->throttle.wait_s };
	const char *account = text_fold(r->arena, a->user);
	enum auth_verdict verdict = AUTH_NO;
	char known[AUTH_USER_SIZE];
	int64_t wait_s = 0;
	enum err e;

	e = throttle_take(r->db, &limits, account, r->remote, r->now, &wait_s);
	if (e == ERR_BUSY && wait_s > 0)
		return wait_first(r, wait_s);
	if (e != OK)
		return e;
	if (a->password != NULL && a->code != NULL) {
		seat_leave(r->app->seat);
		verdict = broker_ask(c->sign_in.socket, AUTH_SIGN_IN, a->user,
		    a->password, a->code, r->remote, known);
	}
	if (verdict == AUTH_NO)
		return refuse(r, f, a);
	if (verdict != AUTH_OK && verdict != AUTH_EXPIRED)
		return not_judged(r, account);
	if ((e = throttle_clear(r->db, account, r->remote)) != OK)
		return e;
	return verdict == AUTH_OK ? welcome(r, known, a->next) : expired(r);
}

static void
take_attempt(struct form *f, struct attempt *a, bool code)
{
	a->user = form_line(f, "user", "user name", 64);
	a->password = form_secret(f, "password", AUTH_PASSWORD_SIZE - 1);
	a->code = "";
	if (code)
		a->code = form_secret(f, "code", AUTH_CODE_SIZE - 1);
	a->next = take_next(f);
	if (a->user[0] == '\0')
		form_fault(f, "user", "Enter your user name");
	if (a->password != NULL && a->password[0] == '\0')
		form_fault(f, "password", "Enter your password");
	if (code && a->code != NULL && a->code[0] == '\0')
		form_fault(f, "code", "Enter your code");
}

enum err
page_sign_in_post(struct req *r)
{
	struct attempt a;
	struct form f;
	enum err e;

	form_open(&f, r);
	take_attempt(&f, &a, r->app->config->sign_in.code);
	e = form_close(&f);
	if (e == OK)
		e = judge(r, &f, &a);
	else if (e == ERR_INVALID)
		e = show(r, 422, NULL, &a, &f.faults);
	form_wipe(&f);
	return e;
}

enum err
page_sign_out(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK || (e = end(r)) != OK)
		return e;
	guard_cookie_clear(r);
	reply_header(r, "Clear-Site-Data", "\"cache\"");
	return reply_see_other(r, "/sign-in?out=1");
}

enum err
page_session_keep(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	if ((e = session_seen(r->db, r->token, r->now)) != OK)
		return e;
	r->session.seen_at = r->now;
	r->status = 204;
	return OK;
}

enum err
page_organisation(struct req *r)
{
	char token[SESSION_TOKEN_TEXT];
	struct form f;
	int64_t org;
	enum err e;

	form_open(&f, r);
	org = form_int(&f, "org", "the organisation", 1, INT64_MAX, 0);
	if ((e = form_close(&f)) != OK)
		return e;
	if (org == 0)
		return ERR_INVALID;
	if (org == r->session.org) /* there already */
		return reply_see_other(r, "/");
	e = session_move(
	    r->db, &r->unit, r->token, r->session.person, org, token);
	if (e != OK)
		return e;
	if (!r->unit.repeated)
		guard_cookie_set(r, token);
	explicit_bzero(token, sizeof(token));
	return reply_see_other(r, "/");
}
