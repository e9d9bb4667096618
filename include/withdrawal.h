/*
 * withdrawal.h - a version that is withdrawn for a type after its release, and
 * reinstated.  While it is, it is opened by nobody, and years that are open on
 * it are neither submitted as a stage nor published; what was published stays.
 */
#ifndef WITHDRAWAL_H
#define WITHDRAWAL_H
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct unit;

#define WITHDRAWAL_REASON_MAX 300

struct withdrawal {
	int64_t id, at;
	const char *reason;
	const char *by; /* a user name, or the operator's */
};

/* That of a version and a type, which holds now.  ERR_NOTFOUND: none does. */
MUST_USE enum err withdrawal_read(struct db *, struct arena *,
    const char *version, const char *type, struct withdrawal *);

/*
 * Withdraw a version for a type: all revisions of its set, those that are
 * loaded later among them.  u is the installation's.  ERR_NOTFOUND: no such
 * set is loaded.  ERR_CONFLICT: it is withdrawn already.  ERR_INVALID: the
 * reason is not one line of 1 to WITHDRAWAL_REASON_MAX characters.
 */
MUST_USE enum err withdrawal_add(struct db *, struct unit *u,
    const char *version, const char *type, const char *reason);

/*
 * Reinstate it: all is as it was before.  ERR_NOTFOUND: no such set is loaded.
 * ERR_CONFLICT: it is not withdrawn.
 */
MUST_USE enum err withdrawal_end(
    struct db *, struct unit *u, const char *version, const char *type);

/* How many years of it are open, and published. */
MUST_USE enum err withdrawal_years(struct db *, const char *version,
    const char *type, int64_t *open, int64_t *published);

/* "Version 15 was withdrawn on 1 May 2027: why", without a stop. */
const char *withdrawal_words(
    struct arena *, const char *version, day on, const char *reason);
#endif
