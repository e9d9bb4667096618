/* guard.h - what is checked before any handler runs. */
#ifndef GUARD_H
#define GUARD_H
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
 * May this session use this route?  ERR_DENIED: signed in, but without the
 * role.  ERR_NOTFOUND is not used here: handlers say it for what is not
 * theirs.  Nobody signed in is the dispatcher's to redirect.
 */
MUST_USE enum err guard_role(const struct req *);

/*
 * For every POST: Origin or Sec-Fetch-Site is ours and the csrf field is this
 * session's (on routes open to everybody: the pre-session cookie's).
 * ERR_DENIED otherwise.  Takes csrf and op out of the form: r->unit.op is set.
 * ERR_MALFORMED: no form, or op is no number.
 */
MUST_USE enum err guard_csrf(struct req *);

/* Set or clear the session cookie on the answer. */
void guard_cookie_set(struct req *, const char *token);
void guard_cookie_clear(struct req *);
#endif
