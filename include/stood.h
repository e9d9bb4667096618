/*
 * stood.h - a year as it stood at a past moment, told by its audit trail:
 * nothing is stored for it (man igtk-audit(5)).
 */
#ifndef STOOD_H
#define STOOD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answer.h"
#include "assessment.h"
#include "audit.h"
#include "clock.h"
#include "err.h"
#include "score.h"

struct arena;
struct db;

struct stood {
	int64_t at;
	enum assessment_state state;
	size_t changes; /* of its answers and plan, up to then */
	/* By requirement of the set: state, level, claimed, capped, exempt,
	 * not_relevant, target, owner, plan_accepted, evidence; and what was
	 * ticked, said and cited. */
	struct answer *answers;
	struct standing *standings;
	int64_t evidence; /* how many pieces in all */
	/*
	 * By requirement of the set: more was claimed than counts where too few
	 * are trained, and whether they were is not known of that instant, as
	 * it lies before `since`.  Its level is what was claimed.  NULL: none
	 * such.
	 */
	bool *unknown;
	int64_t since; /* from when on the training records are known as they
			* were; 0 where all is known */
};

/*
 * s as it was found, at an instant: what was saved by then, the exemptions in
 * force then, and the levels that counted by the training records as they were
 * known then: staff with their days and groups, who needed what, what was
 * completed, excluded and reviewed.  At the instant of a stage, what it kept.
 * ERR_NOTFOUND: it was not open yet.  ERR_IO: a row of the trail is not as this
 * program writes it.
 */
MUST_USE enum err stood_at(struct db *, struct arena *,
    const struct assessment *s, const struct catalogue *, int64_t at,
    struct stood *);

/* ---- what stood_at is made of ---- */

/* The rows about a year's answers, its actions and itself, oldest first. */
MUST_USE enum err stood_trail(struct db *, struct arena *,
    const struct assessment *, int64_t at, struct audit_rows *);
/*
 * Set exempt, level and capped of answers, whose claims are there, unknown and
 * since; at overridden[i] the claim counts whatever the figure says.
 */
MUST_USE enum err stood_count(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, const bool *overridden,
    struct stood *);

/*
 * "2026-12-24T09:00:00Z", fractions of the second allowed; or a day, which is
 * its last instant in the zone of the process.
 */
bool stood_instant(const char *text, int64_t *at);
/* The same instant without colons, which addresses of ours do not have. */
void stood_address(int64_t at, char out[INSTANT_TEXT_SIZE]);
#endif
