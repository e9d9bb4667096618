/* person.h - people, and the roles they hold. */
#ifndef PERSON_H
#define PERSON_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "role.h"

struct arena;
struct db;
struct unit;

struct person {
	int64_t id;
	const char *user;  /* the name PAM knows, folded; 1 to 64 characters */
	const char *name;  /* 1 to 200 characters */
	const char *mail;  /* one address (remind.h); "" and NULL: none */
	int64_t org;       /* home organisation; 0: none */
	bool closed;       /* may not sign in */
	const char *roles; /* in lists: titles joined by ", "; else NULL */
};
struct people {
	struct person *v;
	size_t n;
};

/*
 * Add p and set its id; u->org is its home organisation's chain.
 * ERR_INVALID: user, name or mail is not of its form.  ERR_NOTFOUND: no such
 * organisation.  ERR_CONFLICT: the user name is taken.
 */
MUST_USE enum err person_add(struct db *, struct unit *u, struct person *p);

/*
 * Change the name, or close and reopen the account.  Errors as above, and
 * ERR_DENIED: it would be closed while they hold something (handover.h).
 */
MUST_USE enum err person_change(
    struct db *, struct unit *u, const struct person *p);

MUST_USE enum err person_find(
    struct db *, struct arena *, const char *user, struct person *);
MUST_USE enum err person_read(
    struct db *, struct arena *, int64_t id, struct person *);

/* Whoever belongs to org or holds a role in it, by name, with roles. */
MUST_USE enum err person_list(
    struct db *, struct arena *, int64_t org, struct people *);

struct grant {
	int64_t id;
	int64_t org; /* 0 only with ROLE_NATIONAL */
	enum role role;
	int64_t person;     /* 0: a group holds it */
	const char *group;  /* a Unix or directory group; NULL: a person */
	const char *holder; /* out, in lists: the person's name or the group */
};
struct grants {
	struct grant *v;
	size_t n;
};

/*
 * Grant a role and set the grant's id.  ERR_CONFLICT: held already.
 * ERR_NOTFOUND: no such person or organisation.  ERR_INVALID: not one role.
 */
MUST_USE enum err role_grant(struct db *, struct unit *u, struct grant *g);
/* ERR_NOTFOUND: no such grant in u->org. */
MUST_USE enum err role_revoke(struct db *, struct unit *u, int64_t id);
MUST_USE enum err role_list(
    struct db *, struct arena *, int64_t org, struct grants *);

/* Every group name that any grant mentions. */
struct groups {
	const char **v;
	size_t n;
};
MUST_USE enum err role_groups(struct db *, struct arena *, struct groups *);

/* The roles a person holds in org, grants to people only, as bits. */
MUST_USE enum err role_of(
    struct db *, int64_t person, int64_t org, unsigned *roles);
#endif
