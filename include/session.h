/* session.h - who is signed in, and how often somebody may try. */
#ifndef SESSION_H
#define SESSION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "person.h"

struct arena;
struct db;
struct unit;

#define SESSION_TOKEN 32      /* random bytes; only a hash is kept */
#define SESSION_TOKEN_TEXT 44 /* base64url of them, with its NUL */

#define SESSION_FORM_BYTES 16 /* of the token that forms carry */

struct session_limits {
	int64_t idle_s, whole_s;
};

struct session {
	int64_t person;          /* 0: nobody is signed in */
	int64_t org;             /* where they act; 0: no organisation */
	unsigned roles;          /* bits of enum role held there */
	const char *user, *name; /* the person's; in the arena */
	const char *org_code, *org_name; /* "" when org is 0 */
	const char *org_type;
	int64_t begun_at, seen_at;
	char csrf[2 * SESSION_FORM_BYTES + 1]; /* belongs in each form; hex */
};

/*
 * Begin a session and give its token's text, to be sent as a cookie and never
 * stored.  org 0: their home, or the first where they hold a role.  groups:
 * those of role_groups the person is a member of.  ERR_DENIED: the account is
 * closed.  ERR_NOTFOUND: no such person.
 */
MUST_USE enum err session_begin(struct db *, struct unit *u, int64_t person,
    const struct groups *, char token[SESSION_TOKEN_TEXT]);

/*
 * The session a cookie names, read on any connection.  ERR_NOTFOUND: none,
 * ended, or past a limit at the instant now.
 */
MUST_USE enum err session_find(struct db *, struct arena *, const char *token,
    const struct session_limits *, int64_t now, struct session *);

/*
 * The same for a session that ended by its limits less than SESSION_KEPT_S
 * ago: it opens nothing any more, but says whose form that was.
 */
#define SESSION_KEPT_S (20 * 3600)
MUST_USE enum err session_past(struct db *, struct arena *, const char *token,
    const struct session_limits *, int64_t now, struct session *);

/* A page was asked for: push the idle limit out.  Needs a DB_WRITE. */
MUST_USE enum err session_seen(struct db *, const char *token, int64_t now);

/*
 * Act in another organisation from now on, under a new token: its text is to
 * be sent as a cookie.  The old one opens nothing any more.  ERR_DENIED: holds
 * no role there.  ERR_NOTFOUND: no such session of this person.
 */
MUST_USE enum err session_move(struct db *, struct unit *u, const char *token,
    int64_t person, int64_t org, char next[SESSION_TOKEN_TEXT]);

/*
 * The same session under a new token, because who it is was asked again.
 * ERR_NOTFOUND: no such session of this person.
 */
MUST_USE enum err session_renew(struct db *, const char *token, int64_t person,
    int64_t org, char next[SESSION_TOKEN_TEXT]);

/* End it; ending one that is gone is OK. */
MUST_USE enum err session_end(struct db *, struct unit *u, const char *token);

/*
 * Drop the sessions that ended more than SESSION_KEPT_S ago; and drafts,
 * counts of refusals and forms' numbers of more than two days ago.
 */
MUST_USE enum err session_sweep(
    struct db *, const struct session_limits *, int64_t now);

/* ---- throttle: before PAM is asked (reliability.md section 2.3) ---- */

struct throttle_limits {
	int64_t per_account, per_source; /* refusals before the wait begins */
	int64_t wait_s; /* first wait; doubles with each refusal, to 64 times */
};

/*
 * Count an attempt before it is judged.  OK: go on and ask.  ERR_BUSY: too
 * many refusals; *wait_s says how long nobody will be asked.  The account is
 * counted by the user's own part of its name, in small letters, whichever
 * domain stands before or behind it: the three functions do the same.
 */
MUST_USE enum err throttle_take(struct db *, const struct throttle_limits *,
    const char *account, const char *source, int64_t now, int64_t *wait_s);

/* The same for what names no account, a token: wrong ones from one source. */
MUST_USE enum err throttle_guess(struct db *, const struct throttle_limits *,
    const char *source, int64_t now, int64_t *wait_s);

/* The attempt was right: forget the account's refusals and this one. */
MUST_USE enum err throttle_clear(
    struct db *, const char *account, const char *source);
/* The attempt was not judged (busy, down): take the count back. */
MUST_USE enum err throttle_return(
    struct db *, const char *account, const char *source);

/*
 * Count a question that anybody may ask, about certificates: so many from one
 * source within a time, right or wrong.  ERR_BUSY: that was one too many;
 * *wait_s says how long none will be answered.
 */
#define QUESTIONS_MOST 60
#define QUESTIONS_S 600
MUST_USE enum err throttle_question(
    struct db *, const char *source, int64_t now, int64_t *wait_s);
#endif
