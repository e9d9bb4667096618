/*
 * kiosk.h - terminals at which staff confirm their own training, and who
 * stands in front of one (behaviour.md section 7).
 */
#ifndef KIOSK_H
#define KIOSK_H
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "session.h"
#include "staff.h"

struct arena;
struct db;
struct unit;

/* ---- terminals ---- */

#define KIOSK_PLACE_MAX 100 /* characters */
#define KIOSK_CODE_SIZE 15  /* "K7F2-9QXM-41AB" and its NUL */
#define KIOSK_CODE_S 3600   /* a code is good for so long, and once */

enum kiosk_state {
	KIOSK_WAITING,    /* for its code to be typed in */
	KIOSK_LAPSED,     /* the code ran out before that */
	KIOSK_REGISTERED, /* in use */
	KIOSK_REVOKED,
	KIOSK_STATES
};
const char *kiosk_state_name(enum kiosk_state); /* "registered" */

struct kiosk {
	int64_t id, org;
	const char *place; /* 1 to KIOSK_PLACE_MAX characters: "Ward 6" */
	const char *org_name;
	enum kiosk_state state;
	int64_t added_at;
	int64_t code_until;    /* KIOSK_WAITING, KIOSK_LAPSED */
	int64_t registered_at; /* 0: never */
	int64_t seen_at;       /* somebody named themselves there; 0: never */
	int64_t revoked_at;    /* KIOSK_REVOKED */
};
struct kiosks {
	struct kiosk *v;
	size_t n;
};

/*
 * Add a terminal in u->org: sets k->id and k->code_until from k->place, and
 * code, which is told once and not kept.  ERR_INVALID: the place is empty, too
 * long or no text.
 */
MUST_USE enum err kiosk_add(
    struct db *, struct unit *u, struct kiosk *k, char code[KIOSK_CODE_SIZE]);

/*
 * Turn a code, however it was typed, into the terminal's own token, to be sent
 * as a cookie and never stored.  Sets u->org.  ERR_NOTFOUND: no such code, or
 * it has been used or has run out.
 */
MUST_USE enum err kiosk_register(struct db *, struct unit *u, const char *typed,
    int64_t now, char token[SESSION_TOKEN_TEXT]);

/* The terminal whose cookie this is, revoked ones also.  ERR_NOTFOUND: none. */
MUST_USE enum err kiosk_find(
    struct db *, struct arena *, const char *token, struct kiosk *);

/* Those in use first, then by place. */
MUST_USE enum err kiosk_list(
    struct db *, struct arena *, int64_t org, int64_t now, struct kiosks *);

/* For good, and whoever stands there is sent away.  ERR_NOTFOUND: no such, or
 * revoked already. */
MUST_USE enum err kiosk_revoke(struct db *, struct unit *u, int64_t id);

/* ---- who stands there ---- */

#define KIOSK_IDLE_S 90    /* a visit ends after so long without a page */
#define KIOSK_WHOLE_S 1200 /* and after so long in all */
#define KIOSK_TYPED_MAX 40 /* characters of a badge or number */

enum visit_proof { VISIT_NAMED, VISIT_PASSWORD, VISIT_PIN };

struct visit {
	int64_t staff;     /* 0: nobody has what was typed */
	const char *typed; /* badge or staff number, as it came */
	enum visit_proof proof;
	int64_t begun_at, seen_at;
	char csrf[2 * SESSION_FORM_BYTES + 1]; /* belongs in each form; hex */
};

/*
 * Somebody named themselves at k: whoever stood there before is sent away.
 * staff 0: nobody has this number, which only the proof will say.  token is to
 * be sent as a cookie.
 */
MUST_USE enum err visit_begin(struct db *, const struct kiosk *k, int64_t staff,
    const char *typed, int64_t now, char token[SESSION_TOKEN_TEXT]);

/* The visit a cookie names at k.  ERR_NOTFOUND: none, or past a limit. */
MUST_USE enum err visit_find(struct db *, struct arena *, const struct kiosk *k,
    const char *token, int64_t now, struct visit *);

/*
 * They have shown who they are: the visit goes on under a new token.
 * ERR_NOTFOUND: it has ended meanwhile, or they had shown it already.
 */
MUST_USE enum err visit_prove(struct db *, struct unit *u,
    const struct kiosk *k, const char *token, const struct staff *who,
    enum visit_proof proof, int64_t now, char next[SESSION_TOKEN_TEXT]);

/* A page was asked for: push the idle limit out. */
MUST_USE enum err visit_seen(
    struct db *, const struct kiosk *k, const char *token, int64_t now);

/* End it; ending one that is gone is OK. */
MUST_USE enum err visit_end(
    struct db *, const struct kiosk *k, const char *token);
#endif
