/*
 * whatif.h - what would have to be raised for the grade to be satisfactory,
 * and what the score would be then.  Nothing of it is kept.
 */
#ifndef WHATIF_H
#define WHATIF_H
#include <stdbool.h>
#include <stddef.h>

#include "assessment.h"

struct whatif_step {
	const struct requirement *requirement;
	size_t at; /* its place in the set */
	int from, to;
	struct texts missing; /* by whatif_missing: codes still to be met */
	bool capped;  /* they are met; too few are trained for it to count */
	bool lowered; /* they are met; what was published once more says less */
	bool training; /* the training figure has a say in its level */
};
struct whatif {
	struct score now, then;
	struct standing *raised; /* what then is the score of */
	struct {
		struct whatif_step *v;
		size_t n;
	} steps; /* in the order of the set */
};

/*
 * Suppose that requirement i stood at wanted[i] (LEVEL_NONE: as it stands);
 * wanted NULL: the fewest steps that make the grade satisfactory.  What is
 * exempt or not relevant stays so.  standings[i] belongs to
 * c->requirements.v[i].  The promise, out->then, is score_sum of the raised
 * standings.
 */
void whatif_of(struct arena *, const struct catalogue *c,
    const struct standing *standings, const int *wanted, struct whatif *out);

/*
 * Which criteria each step up still needs, from the answers on record.  Where
 * criteria above are ticked already, meeting those gives a level above the one
 * asked for: the step then says that one, and the promise counts it.
 */
MUST_USE enum err whatif_missing(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, struct whatif *);
#endif
