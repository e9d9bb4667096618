/*
 * relation.h - how organisations stand to each other: whose part one is, what
 * it applies for, and who commissions it.
 */
#ifndef RELATION_H
#define RELATION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "org.h"

struct arena;
struct db;
struct unit;

/* What an organisation's assessments are published for. */
enum purpose {
	PURPOSE_ASSURANCE, /* its own, as every year */
	PURPOSE_NATIONAL,  /* it applies for national services: reviewed */
	PURPOSE_CONTRACT,  /* it applies for a contract with a commissioner */
	PURPOSE_COUNT
};
/* "assurance", "national-services", "contract" */
const char *purpose_name(enum purpose);
/* PURPOSE_COUNT: there is none of this name. */
enum purpose purpose_named(const char *name);

struct relation {
	int64_t org;
	const char *name, *type; /* as in struct org */
	int64_t parent;          /* head office, or trust of a unit; 0: none */
	enum purpose purpose;
};

/* What is wrong with one: said by ERR_INVALID. */
enum relation_fault {
	RELATION_FINE,
	RELATION_CODE,         /* not 3 to 10 of A-Z and 0-9 */
	RELATION_NAME,         /* not 1 to 200 characters */
	RELATION_TYPE,         /* no pack speaks of it */
	RELATION_PARENT,       /* there is no such organisation */
	RELATION_LOOP,         /* the parent is itself, or a part of it */
	RELATION_COMMISSIONER, /* there is no such organisation */
	RELATION_CLASH,        /* of a list: the code is registered otherwise */
};

/*
 * Register an organisation with all of it in one unit, and set o->id; rel has
 * its parent and purpose, and commissioner is 0 for none.  ERR_INVALID: see
 * fault.  ERR_CONFLICT: the code is taken.
 */
MUST_USE enum err relation_register(struct db *, struct unit *u, struct org *o,
    const struct relation *rel, int64_t commissioner, enum relation_fault *);

/* One of a list: codes and names as they were written. */
struct relation_row {
	int64_t line;
	const char *code, *name, *type;
	const char *parent, *commissioner; /* codes; "" for none */
	enum purpose purpose;
	bool added;                /* out; else it was registered like this */
	enum relation_fault fault; /* out */
};

/*
 * Register a list in one unit, all of it or nothing: a parent may stand further
 * up in it.  Who is registered already, and like this, stays as it is; keep
 * false: find out what would come of it and write nothing.  ERR_INVALID: some
 * rows have faults.
 */
MUST_USE enum err relation_load(
    struct db *, struct unit *u, struct relation_row *, size_t n, bool keep);

/* ERR_NOTFOUND: there is no such organisation. */
MUST_USE enum err relation_read(
    struct db *, struct arena *, int64_t org, struct relation *);

/*
 * Change name, type, parent and purpose.  A year that is open keeps the set it
 * was opened with.  ERR_NOTFOUND: no such organisation.  ERR_INVALID: see
 * fault.
 */
MUST_USE enum err relation_change(struct db *, struct unit *u,
    const struct relation *, enum relation_fault *);

/* Its parts, by name. */
MUST_USE enum err relation_parts(
    struct db *, struct arena *, int64_t org, struct orgs *);

/*
 * Say that an organisation commissions another.  ERR_NOTFOUND: one of them is
 * no organisation.  ERR_INVALID: it would commission itself.  ERR_CONFLICT:
 * that was said already.
 */
MUST_USE enum err commission_add(
    struct db *, struct unit *u, int64_t commissioner, int64_t provider);
/* ERR_NOTFOUND: it does not. */
MUST_USE enum err commission_end(
    struct db *, struct unit *u, int64_t commissioner, int64_t provider);

/* Those that commission an organisation, by name. */
MUST_USE enum err commission_list(
    struct db *, struct arena *, int64_t provider, struct orgs *);
#endif
