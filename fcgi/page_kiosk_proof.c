/* page_kiosk_proof.c - a terminal: by PIN or password, it is really them. */
#include <string.h>

#include "arena.h"
#include "broker.h"
#include "config.h"
#include "day.h"
#include "form.h"
#include "guard.h"
#include "kiosk.h"
#include "kiosk_page.h"
#include "log.h"
#include "pages_kiosk.h"
#include "person.h"
#include "pin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "seat.h"
#include "text.h"
#include "tmpl.h"

/*
 * A terminal stands for many: more may be wrong there than from one address,
 * and each day starts anew.
 */
#define SOURCE_TIMES 10

struct proof {
	bool password;             /* the way: else by PIN */
	const char *secret, *code; /* NULL: longer than any right one */
};

static enum err
show(struct req *r, int status, bool password, const struct faults *faults)
{
	struct kiosk_proof_view v = {
		.kiosk = kiosk_page(
		    r, password ? "Enter your password" : "Enter your PIN"),
		.save = req_href(r, "/kiosk/proof"),
		.other = req_href(
		    r, password ? "/kiosk/proof" : "/kiosk/proof?password=1"),
		.field = kiosk_field(r),
		.password = password,
		.code = password && r->app->config->sign_in.code,
		.secret_fault = faults_about(faults, "secret"),
		.code_fault = faults_about(faults, "code"),
	};

	v.kiosk.page.faults = *faults;
	if (!password)
		v.kiosk.keypad = "secret";
	tmpl_kiosk_proof(r->out, &v);
	return reply_page(r, status);
}

enum err
page_kiosk_proof(struct req *r)
{
	bool password;
	struct form f;
	enum err e;

	form_query(&f, r);
	password = form_tick(&f, "password");
	if ((e = form_close(&f)) != OK)
		return e;
	if ((r->at.roles & ROLE_PROVED) != 0)
		return reply_see_other(r, "/kiosk/owed");
	return show(r, 200, password, &(struct faults){ 0 });
}

/*
 * The same words whatever was wrong: nobody's number, no PIN, a locked one, a
 * wrong one.  They tell whoever has none, or has locked it, what to do.
 */
static enum err
refuse(struct req *r, struct form *f, const struct proof *p)
{
	log_warn("kiosk.refused", "kiosk=%lld way=%s",
	    (long long)r->at.kiosk.id, p->password ? "password" : "pin");
	form_fault(f, "secret",
	    p->password
		? "Staff number and password do not match. Try again, or "
		  "choose I am done and type your number again"
		: "Staff number and PIN do not match. After 5 wrong PINs only "
		  "your password is taken, until you set a new PIN at a desk");
	return show(r, 422, p->password, &f->faults);
}

/* ---- by PIN ---- */

static enum err
by_pin(struct req *r, const struct proof *p)
{
	if (p->secret == NULL)
		return ERR_DENIED;
	return pin_try(r->db, &r->unit, r->at.visit.staff, p->secret);
}

/* ---- by password ---- */

/* The user name of whoever stands there; NULL where they have no account. */
static enum err
account_of(struct req *r, const char **user)
{
	struct person p;
	enum err e;

	*user = NULL;
	if (r->at.who.person == 0)
		return OK;
	e = person_read(r->app->reader, r->arena, r->at.who.person, &p);
	if (e == OK && !p.closed)
		*user = p.user;
	return e == ERR_NOTFOUND ? OK : e;
}

/* Who has no account is asked about all the same, so that it takes as long. */
static enum auth_verdict
ask(struct req *r, const struct proof *p, const char *user)
{
	const char *socket = r->app->config->sign_in.socket;
	char account[AUTH_USER_SIZE];
	enum auth_verdict v = AUTH_NO;

	if (p->secret != NULL && p->code != NULL) {
		seat_leave(r->app->seat);
		v = broker_ask(socket, AUTH_AGAIN,
		    user != NULL ? user : "nobody at a kiosk", p->secret,
		    p->code, r->remote, account);
	}
	if (v == AUTH_BUSY || v == AUTH_DOWN)
		return v;
	if (v != AUTH_OK || user == NULL || !text_same(account, user))
		return AUTH_NO;
	return AUTH_OK;
}

static enum err
wait_first(struct req *r, int64_t wait_s)
{
	log_warn("kiosk.throttled", "kiosk=%lld wait=%lld",
	    (long long)r->at.kiosk.id, (long long)wait_s);
	reply_wait(r, wait_s, "Too many wrong passwords",
	    "Others can use this terminal meanwhile.");
	return OK;
}

static enum err
not_judged(struct req *r)
{
	reply_status(r, 503, "Passwords cannot be checked at the moment",
	    "Use your PIN, or wait a few seconds and try again.");
	reply_header(r, "Retry-After", "5");
	return OK;
}

/*
 * ERR_DENIED: not theirs.  ERR_BUSY with *answered: the page is made already.
 */
static enum err
by_password(struct req *r, const struct proof *p, bool *answered)
{
	const struct config *c = r->app->config;
	const struct throttle_limits limits = { c->throttle.per_account,
		c->throttle.per_source * SOURCE_TIMES, c->throttle.wait_s };
	const char *user, *account, *source;
	char today[DAY_TEXT_SIZE];
	enum auth_verdict v;
	int64_t wait_s = 0;
	enum err e;

	if ((e = account_of(r, &user)) != OK)
		return e;
	day_text(r->today, today);
	source = arena_printf(
	    r->arena, "kiosk %lld on %s", (long long)r->at.kiosk.id, today);
	account = user != NULL
		      ? user
		      : arena_printf(r->arena, "kiosk %lld: %s",
			    (long long)r->at.kiosk.org, r->at.visit.typed);
	e = throttle_take(r->db, &limits, account, source, r->now, &wait_s);
	*answered = e == ERR_BUSY && wait_s > 0;
	if (*answered)
		(void)wait_first(r, wait_s);
	if (e != OK)
		return e;
	v = ask(r, p, user);
	if (v == AUTH_NO)
		return ERR_DENIED;
	if (v == AUTH_OK)
		return throttle_clear(r->db, account, source);
	*answered = true;
	(void)not_judged(r);
	e = throttle_return(r->db, account, source);
	return e == OK ? ERR_BUSY : e;
}

/* ---- both ---- */

/* It is them, but they do not work here: now that can be said. */
static enum err
not_here(struct req *r)
{
	const struct staff *s = &r->at.who;
	bool left = s->ends_on != DAY_NONE && s->ends_on < r->today;
	char on[DAY_WORDS_SIZE];
	enum err e = visit_end(r->db, &r->at.kiosk, r->visitor);

	if (e != OK)
		return e;
	day_words(left ? s->ends_on : s->starts_on, on);
	reply_status(r, 403, "You cannot confirm training here",
	    arena_printf(r->arena,
		"Your staff record says that your %s day at work %s %s. If "
		"that is wrong, tell your manager.",
		left ? "last" : "first", left ? "was" : "is", on));
	kiosk_wipe(r);
	return OK;
}

static enum err
welcome(struct req *r, enum visit_proof proof)
{
	char token[SESSION_TOKEN_TEXT];
	enum err e;

	if (!staff_here(&r->at.who, r->today))
		return not_here(r);
	r->unit.op = 0; /* a second time, the visit has another token */
	e = visit_prove(r->db, &r->unit, &r->at.kiosk, r->visitor, &r->at.who,
	    proof, r->now, token);
	if (e == ERR_NOTFOUND)
		return reply_see_other(r, "/kiosk?late=1");
	if (e != OK)
		return e;
	guard_visitor_set(r, token);
	explicit_bzero(token, sizeof(token));
	return reply_see_other(r, "/kiosk/owed");
}

static enum err
judge(struct req *r, struct form *f, const struct proof *p)
{
	bool answered = false;
	enum err e;

	e = p->password ? by_password(r, p, &answered) : by_pin(r, p);
	if (answered && e == ERR_BUSY)
		return OK;
	if (e == ERR_DENIED)
		return refuse(r, f, p);
	if (e != OK)
		return e;
	return welcome(r, p->password ? VISIT_PASSWORD : VISIT_PIN);
}

static void
take(struct req *r, struct form *f, struct proof *p)
{
	p->password = form_tick(f, "password");
	p->secret = form_secret(f, kiosk_field_of(f), AUTH_PASSWORD_SIZE - 1);
	p->code = "";
	if (p->password && r->app->config->sign_in.code)
		p->code = form_secret(f, "code", AUTH_CODE_SIZE - 1);
	if (p->secret != NULL && p->secret[0] == '\0')
		form_fault(f, "secret",
		    p->password ? "Enter your password"
				: "Enter your 6 digit PIN");
}

enum err
page_kiosk_prove(struct req *r)
{
	struct proof p;
	struct form f;
	enum err e;

	form_open(&f, r);
	take(r, &f, &p);
	if ((e = form_close(&f)) == ERR_INVALID)
		e = show(r, 422, p.password, &f.faults);
	else if (e == OK && (r->at.roles & ROLE_PROVED) != 0)
		e = reply_see_other(r, "/kiosk/owed");
	else if (e == OK)
		e = judge(r, &f, &p);
	form_wipe(&f);
	return e;
}
