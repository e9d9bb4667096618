/* previous_priv.h - last year's levels: by them a maintenance criterion binds.
 */
#ifndef PREVIOUS_PRIV_H
#define PREVIOUS_PRIV_H
#include "answer.h"
#include "assessment.h"

struct carriage;

/*
 * The levels that were published for the year before s, by requirement of c;
 * LEVEL_NONE where there is none.  The year before is, of those published, the
 * one whose set was released last before the set of s; on the same day, the
 * one that was opened last before it.  *version is NULL where there is none.
 * known: which requirement goes on as which, where that was found; or NULL.
 */
MUST_USE enum err previous_levels(struct db *, struct arena *,
    const struct assessment *s, const struct catalogue *c,
    const struct carriage *known, const char **version, int **levels);

/*
 * Within a unit: set last year's level of an answer that was read, and this
 * year's as it follows from it; a holds both.
 */
MUST_USE enum err previous_set(struct db *, struct db_head *,
    const struct assessment *, const struct requirement *, struct answer *a,
    int level);

/*
 * Within the unit that publishes or supersedes a year, last: bring its levels
 * into the year that follows it, if that is open.  A level that changes there
 * comes back to be looked at again, where it was complete or confirmed, and
 * the reviewer's word on the whole falls with it.  A year that is published
 * stays as it is.
 */
MUST_USE enum err previous_follow(struct db *, struct db_head *, struct arena *,
    const struct assessment *published);
#endif
