/* org.h - organisations: who the assessments belong to. */
#ifndef ORG_H
#define ORG_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;
struct unit;

/* The installation itself: its chain holds what belongs to nobody else. */
#define ORG_INSTALLATION 0

struct org {
	int64_t id;
	const char *code; /* "8XX01": 3 to 10 of A-Z 0-9 */
	const char *name; /* 1 to 200 characters */
	const char *type; /* a code that a loaded pack speaks of: "CTP" */
};
struct orgs {
	struct org *v;
	size_t n;
};

/*
 * Add o and set its id (u->org is the installation).  ERR_INVALID: code, name
 * or type is not of its form, or no pack speaks of the type.  ERR_CONFLICT:
 * the code is taken.
 */
MUST_USE enum err org_add(struct db *, struct unit *u, struct org *o);

/* Is it of the form of a code? */
bool org_code_fine(const char *);

/* ERR_NOTFOUND: no organisation has this code (any case) or id. */
MUST_USE enum err org_find(
    struct db *, struct arena *, const char *code, struct org *);
MUST_USE enum err org_read(
    struct db *, struct arena *, int64_t id, struct org *);

/* All of them, by code. */
MUST_USE enum err org_list(struct db *, struct arena *, struct orgs *);

/*
 * Those in whose code or name this stands (letters' case aside; "" for all), by
 * name: at most `most` from the `skip`th on; *more: there are others after.
 */
MUST_USE enum err org_search(struct db *, struct arena *, const char *like,
    int64_t skip, int64_t most, struct orgs *, bool *more);

/* Those where a person holds a role, by name; all for a national one. */
MUST_USE enum err org_of_person(
    struct db *, struct arena *, int64_t person, struct orgs *);
#endif
