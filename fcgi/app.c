/* app.c - the dispatcher: from a wire request to a whole answer. */
#include <string.h>

#include "app.h"
#include "body.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "draft.h"
#include "etag.h"
#include "guard.h"
#include "guard_bearer.h"
#include "log.h"
#include "meter.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "shelf.h"
#include "upload.h"
#include "view.h"

/* No write for each page that is read: one in this part of the idle limit. */
#define SEEN_PART 15

/*
 * On every answer, with a word on keeping it.  Referrer-Policy is same-origin,
 * not no-referrer: under that browsers send "Origin: null" with our own forms.
 */
static const char security_headers[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";

enum err
app_open(const struct config *c, struct app *a)
{
	enum err e;

	*a = (struct app){ .config = c };
	if ((e = db_open(c->database.path, DB_WRITE, &a->writer)) == OK)
		e = db_open(c->database.path, DB_READ, &a->reader);
	if (e != OK) {
		app_close(a);
		return e;
	}
	a->arena = arena_open();
	a->shelf = shelf_new();
	a->frame = frame_new(c);
	return OK;
}

void
app_close(struct app *a)
{
	db_close(a->reader);
	db_close(a->writer);
	arena_close(a->arena);
	shelf_free(a->shelf);
	frame_free(a->frame);
	*a = (struct app){ 0 };
}

static enum err
not_allowed(struct req *r, unsigned allow)
{
	reply_status(r, 405, "This cannot be done here",
	    "The address is right, but not for what was asked of it. Go back "
	    "and use the links and buttons of the page.");
	reply_header(r, "Allow",
	    allow == METHOD_GET    ? "GET, HEAD"
	    : allow == METHOD_POST ? "POST"
				   : "GET, HEAD, POST");
	return OK;
}

/* Forms whose first press brings another token, so that a second comes late. */
static bool
renews(const struct route *route)
{
	return strcmp(route->pattern, "/organisation") == 0 ||
	       strcmp(route->pattern, "/assessment/:version/publish") == 0;
}

/*
 * Nobody is signed in.  A page is asked for again after signing in; a form
 * that was sent is lost, and the sign-in page says so.
 */
static enum err
go_sign_in(struct req *r)
{
	const char *next = route_next(r->path) ? r->path : "";

	if (r->json != NULL)
		return guard_bearer_first(r);
	if (strcmp(r->route->pattern, "/sign-out") == 0)
		return reply_see_other(r, "/sign-in?out=1");
	if (r->method == METHOD_POST && r->token != NULL && renews(r->route))
		return reply_see_other(r, "/sign-in?again=1&next=%s", next);
	if (r->method == METHOD_POST && next[0] == '\0')
		return reply_see_other(r, "/sign-in?lost=1");
	return reply_see_other(r, "/sign-in?%snext=%s",
	    r->method == METHOD_POST ? "lost=1&" : "", next);
}

static enum err
find_session(struct db *db, void *arg)
{
	struct req *r = arg;

	r->db = db;
	if (r->json != NULL)
		return guard_bearer(r);
	return guard_at_kiosk(r) ? guard_terminal(r) : guard_session(r);
}

/* Has whoever asks come so far that the route can be judged at all? */
static bool
is_there(const struct req *r)
{
	if (guard_at_kiosk(r))
		return (r->at.roles & r->route->roles) != 0;
	return r->route->roles == ROLE_PUBLIC || r->session.person != 0;
}

/* The whole of a GET, in one picture of the records.  May run twice. */
static enum err
serve_get(struct db *db, void *arg)
{
	struct req *r = arg;
	enum err e;

	buf_reset(r->out);
	buf_reset(r->head);
	if ((e = find_session(db, r)) != OK)
		return e;
	if (!is_there(r))
		return guard_at_kiosk(r) ? guard_kiosk_first(r) : go_sign_in(r);
	if (r->json != NULL && guard_bearer_reach(r) != OK)
		return OK;
	if ((e = guard_role(r)) != OK)
		return e;
	return r->route->handler(r);
}

static enum err
find_past(struct db *db, void *arg)
{
	struct req *r = arg;
	const struct config *c = r->app->config;
	const struct session_limits limits = { c->session.idle_s,
		c->session.whole_s };

	return session_past(
	    db, r->arena, r->token, &limits, r->now, &r->session);
}

/*
 * A form that comes after its session has ended is not saved, and not lost
 * either: it waits for the same person to sign in.
 */
static enum err
too_late(struct req *r)
{
	struct draft d = { .path = r->path, .at = r->now };
	enum err e = ERR_NOTFOUND;

	if (route_keeps(r->route) && r->token != NULL)
		e = db_read(r->app->reader, find_past, r);
	if (e == OK && !body_take(r))
		return OK;
	if (e == OK && (e = guard_csrf(r)) == OK) {
		d.body = r->body;
		d.n = r->body_n;
		e = draft_keep(
		    r->app->writer, r->session.person, r->session.org, &d);
	}
	r->session = (struct session){ 0 };
	if (e != OK)
		return go_sign_in(r);
	return reply_see_other(r, "/sign-in?kept=1&next=%s", r->path);
}

static enum err
handle(struct db *db, void *arg)
{
	struct req *r = arg;

	(void)db; /* r->db */
	return r->route->handler(r);
}

static enum err
serve_post(struct req *r)
{
	enum err e;

	if ((e = db_read(r->app->reader, find_session, r)) != OK)
		return e;
	r->db = r->app->writer;
	if (!is_there(r))
		return guard_at_kiosk(r) ? guard_kiosk_first(r) : too_late(r);
	if (r->json != NULL && guard_bearer_reach(r) != OK)
		return OK;
	if ((e = guard_role(r)) != OK)
		return e;
	if (!body_take(r))
		return OK;
	if ((e = guard_csrf(r)) == ERR_DENIED) {
		log_warn("guard.csrf", "route=%s", r->route->pattern);
		reply_status(r, 403, "This form is out of date",
		    "Nothing was saved. Go back, load the page again and send "
		    "the form once more. Your browser must accept cookies "
		    "from this service.");
		return OK;
	}
	return e == OK ? db_look(r->db, handle, r) : e;
}

static enum err
dispatch(struct req *r)
{
	size_t room_n = strlen(r->path) + REQ_ARGS;
	char *room = arena_alloc(r->arena, room_n);
	unsigned allow;
	enum err e;

	r->route =
	    route_find(r->method, r->path, r->args, room, room_n, &allow);
	if (r->json != NULL && (r->route != NULL ? !route_offered(r->route)
						 : !route_in_api(r->path)))
		return ERR_NOTFOUND;
	if (r->route == NULL) {
		/* So that the page of the error knows who is there. */
		if (db_read(r->app->reader, find_session, r) != OK)
			r->session = (struct session){ 0 };
		return allow == 0 ? ERR_NOTFOUND : not_allowed(r, allow);
	}
	if (r->method == METHOD_GET)
		return db_read(r->app->reader, serve_get, r);
	e = serve_post(r);
	/* A web server that cannot send all of a file passes no answer on. */
	if (route_uploads(r->route))
		upload_empty(r);
	return e;
}

/* A visit at a kiosk is short: each page counts. */
static void
see_visit(struct req *r)
{
	if ((r->at.roles & r->route->roles & (ROLE_NAMED | ROLE_PROVED)) != 0 &&
	    visit_seen(r->app->writer, &r->at.kiosk, r->visitor, r->now) != OK)
		log_warn("visit.unseen", "status=%d", r->status);
}

/* Push the session's idle limit out, where some of it has gone by. */
static void
see(struct req *r)
{
	const int64_t part =
	    r->app->config->session.idle_s * SECOND / SEEN_PART;

	if (r->json != NULL) {
		guard_bearer_seen(r);
		return;
	}
	if (guard_at_kiosk(r)) {
		see_visit(r);
		return;
	}

	if (r->session.person == 0 || r->now - r->session.seen_at < part)
		return;
	if (session_seen(r->app->writer, r->token, r->now) != OK)
		log_warn("session.unseen", "status=%d", r->status);
}

/* The address of a calendar is a secret, and has no place in a log. */
static const char *
logged_path(const struct req *r)
{
	return strncmp(r->path, "/calendar/", 10) == 0 ? "/calendar/-"
						       : r->path;
}

static void
account(const struct req *r)
{
	const int64_t us = clock_ticks() - r->began;

	meter_answer(r->app->meter, r->status, us);
	if (r->method == METHOD_GET && r->status < 400)
		return;
	log_info("request", "method=%s path=%s%s status=%d us=%lld",
	    r->wire->method, r->json != NULL ? API_PREFIX : "", logged_path(r),
	    r->status, (long long)us);
}

static void
finish(struct req *r, struct wire_reply *reply)
{
	bool kept = etag_given(r);

	if (kept)
		etag_judge(r);
	reply->status = r->status;
	buf_puts(r->head, kept ? "Cache-Control: no-cache\r\n"
			       : "Cache-Control: no-store\r\n");
	buf_puts(r->head, security_headers);
	if (r->status != 204 && r->status != 304)
		buf_printf(r->head, "Content-Length: %zu\r\n", r->out->n);
	if (strcmp(r->wire->method, "HEAD") == 0)
		buf_reset(r->out);
}

void
app_serve(struct app *a, const struct wire_request *w, struct wire_reply *reply)
{
	struct req r = {
		.app = a,
		.wire = w,
		.arena = a->arena,
		.out = &reply->body,
		.head = &reply->head,
		.db = a->reader,
	};
	enum err e;

	arena_reset(a->arena);
	buf_reset(r.out);
	buf_reset(r.head);
	e = req_open(&r);
	log_request(r.id);
	if (e == OK)
		e = dispatch(&r);
	if (e == ERR_MALFORMED && req_too_long(&r))
		reply_status(&r, 414, "This address is too long",
		    "If you searched, search for fewer or shorter words. If "
		    "you typed or pasted the address, check that it is "
		    "correct.");
	else if (e != OK)
		reply_error(&r, e);
	finish(&r, reply);
	account(&r);
	see(&r);
	log_request("");
}
