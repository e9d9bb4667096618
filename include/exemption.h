/*
 * exemption.h - requirements that the national role takes off an organisation,
 * or off a whole type; they leave the score while they are in force.
 */
#ifndef EXEMPTION_H
#define EXEMPTION_H
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct unit;

#define EXEMPTION_REASON_MAX 500

struct exemption {
	int64_t id;
	int64_t org;             /* 0: of a type */
	const char *code, *name; /* out: of that organisation; "" */
	const char *type;        /* "" of one organisation */
	const char *version, *number;
	const char *reason;                /* 1 to 500 characters */
	day from_on;                       /* DAY_NONE: since ever */
	day until_on;                      /* the last day; DAY_NONE: no end */
	int64_t at;                        /* out */
	const char *by;                    /* out: a user name */
	int64_t ended_at;                  /* out; 0: not taken back */
	const char *ended_by, *end_reason; /* out; "" */
	/* Out: how many it is for that had published before it was granted;
	 * what they published stays as it was. */
	int64_t published;
};
struct exemptions {
	struct exemption *v;
	size_t n;
};

/*
 * Grant x and set its id; the unit is of its organisation, or of the
 * installation for a type.  ERR_INVALID: no reason, both or neither of
 * organisation and type, or the last day before the first.  ERR_NOTFOUND: no
 * set of that version and type asks for the number.  ERR_CONFLICT: there is
 * such a one already.
 */
MUST_USE enum err exemption_add(struct db *, struct unit *, struct exemption *);

/* ERR_INVALID: no reason.  ERR_CONFLICT: it was taken back before.  The unit
 * is of the organisation that it is for, or of the installation. */
MUST_USE enum err exemption_end(
    struct db *, struct unit *, int64_t id, const char *reason);

/* All of them, newest first; version "" for every version. */
MUST_USE enum err exemption_list(
    struct db *, struct arena *, const char *version, struct exemptions *);
#endif
