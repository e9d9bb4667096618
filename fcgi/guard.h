/* guard.h - what is checked before any handler runs. */
#ifndef GUARD_H
#define GUARD_H
#include <stdbool.h>

#include "err.h"
#include "req.h"

/* The cookie's name: "__Host-igtk" where cookies are secure at the root. */
const char *guard_cookie_name(const struct config *);
/* The same for the cookie of the sign-in form: "__Host-igtk-pre". */
const char *guard_pre_name(const struct config *);

/*
 * The csrf value of the sign-in form, where no session is there to give one.
 * It belongs to the pre-session cookie, which is set if there is none.
 */
const char *guard_pre_csrf(struct req *);

/* Find the session of r->token, if any, and fill r->session and r->unit. */
MUST_USE enum err guard_session(struct req *);

/*
 * May this session, or this kiosk, use this route?  ERR_DENIED: without the
 * role.  ERR_NOTFOUND is not used here: handlers say it for what is not
 * theirs.  Nobody signed in is the dispatcher's to redirect.
 */
MUST_USE enum err guard_role(const struct req *);

/*
 * For every POST: Origin or Sec-Fetch-Site is ours and the csrf field is this
 * session's (on routes open to everybody: the pre-session cookie's).
 * ERR_DENIED otherwise.  Programs, which have no cookies, need neither.  Takes
 * csrf and op out of the form: r->unit.op is set.
 * ERR_MALFORMED: no form, or op is no number.
 */
MUST_USE enum err guard_csrf(struct req *);

/* Set or clear the session cookie on the answer. */
void guard_cookie_set(struct req *, const char *token);
void guard_cookie_clear(struct req *);

/* A cookie of ours; more is put behind its attributes: "; Max-Age=0". */
void guard_set_cookie(
    struct req *, const char *name, const char *value, const char *more);

/* ---- kiosks (guard_kiosk.c) ---- */

/* "__Host-igtk-kiosk", and "__Host-igtk-visit" of whoever stands there. */
const char *guard_terminal_name(const struct config *);
const char *guard_visitor_name(const struct config *);

/* Is this a route for a kiosk?  Sessions of the desk count for nothing there,
 * and those of a kiosk for nothing elsewhere. */
bool guard_at_kiosk(const struct req *);

/* Find the terminal and whoever stands there: fill r->at and r->unit. */
MUST_USE enum err guard_terminal(struct req *);

/* Where a request goes that has not come as far as its route needs. */
enum err guard_kiosk_first(struct req *);

/* The terminal's cookie, for as long as browsers keep one. */
void guard_terminal_set(struct req *, const char *token);
/* The visitor's, for as long as the browser runs; or none. */
void guard_visitor_set(struct req *, const char *token);
void guard_visitor_clear(struct req *);
#endif
