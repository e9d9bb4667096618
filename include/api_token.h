/*
 * api_token.h - what programs ask with in somebody's name (igtk-api(7)).  A
 * token opens what its scopes name, and never more than the person's roles
 * allow at that moment.
 */
#ifndef API_TOKEN_H
#define API_TOKEN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"
#include "session.h"

struct arena;
struct db;
struct groups;
struct unit;

/* So that whoever searches files for secrets finds it. */
#define API_TOKEN_PREFIX "igtk_"
#define API_TOKEN_TEXT (5 + SESSION_TOKEN_TEXT) /* with its NUL */

#define API_TOKEN_NAME_MAX 60
#define API_TOKEN_DAYS_MAX 366 /* from today to the last day */
#define API_TOKENS_MOST 20     /* of one person in one place, that work */

enum scope {
	SCOPE_READ = 1,     /* see what the person sees */
	SCOPE_WRITE = 2,    /* change what the person may change */
	SCOPE_TRAINING = 4, /* both, of training and of its files alone */
};
#define SCOPES 3
#define SCOPES_ALL (SCOPE_READ | SCOPE_WRITE | SCOPE_TRAINING)

/* "read"; NULL for what is no single scope. */
const char *scope_name(enum scope);
/* "read,training" as bits; 0 where a word is none, or there is none. */
unsigned scopes_named(const char *words);
/* Bits as words with ", " between; in the arena. */
const char *scopes_words(struct arena *, unsigned scopes);

struct api_token {
	int64_t id, person, org;
	const char *name; /* what it is for */
	unsigned scopes;  /* bits of enum scope */
	int64_t made_at;
	day expires_on;         /* the last day */
	day used_on;            /* DAY_NONE: never */
	int64_t revoked_at;     /* 0: it was not */
	const char *revoked_by; /* in words; NULL */
	const char *holder;     /* the person's name */
};
struct api_tokens {
	struct api_token *v;
	size_t n;
};

/*
 * Make one of t->person for u->org, by name, scopes and expires_on; sets id.
 * text is shown once and kept nowhere.  ERR_INVALID: no name of 1 to 60
 * characters, no scope, or its last day is past or more than a year off.
 * ERR_NOTFOUND: no such person.  ERR_DENIED: the account is closed.
 * ERR_CONFLICT: they have as many as they may.
 */
MUST_USE enum err api_token_make(struct db *, struct unit *u,
    struct api_token *t, day today, char text[API_TOKEN_TEXT]);

/* Those made for org, by person; person 0: everybody's. */
MUST_USE enum err api_token_list(struct db *, struct arena *, int64_t org,
    int64_t person, struct api_tokens *);

/* ERR_NOTFOUND: none that works in u->org, or not this person's (0: any). */
MUST_USE enum err api_token_revoke(
    struct db *, struct unit *u, int64_t id, int64_t person);

/*
 * Whom a text stands for today, as if they were signed in, with the groups
 * that api_token_used was told today; t gets id, person, org, scopes and
 * used_on.  s->person 0: they have no place there by what is known of them.
 * ERR_NOTFOUND: nobody, for whatever reason.
 */
MUST_USE enum err api_token_find(struct db *, struct arena *, const char *text,
    day today, struct session *, struct api_token *t);

/*
 * Add the roles that groups hold there to s->roles; s->person is t->person
 * where one of them gives a place in the organisation.
 */
MUST_USE enum err api_token_group_roles(struct db *, const struct groups *,
    const struct api_token *t, struct session *s);

/* The first use on a day, and whose groups they were in.  Needs a DB_WRITE. */
MUST_USE enum err api_token_used(
    struct db *, int64_t id, day today, const struct groups *);
#endif
