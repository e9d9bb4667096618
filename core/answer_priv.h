/* answer_priv.h - what the files about answers share. */
#ifndef ANSWER_PRIV_H
#define ANSWER_PRIV_H
#include "answer.h"

/* What a list needs to know of a plan, kept beside it. */
enum plan_state { PLAN_NONE, PLAN_MADE, PLAN_ACCEPTED };

/*
 * Within a unit: the assessment as it stands now.  ERR_DENIED: published.
 */
MUST_USE enum err answer_may_change(
    struct db *, const struct assessment *, enum assessment_state *now);

/* The numbers of the requirements that are exempt, as flags by requirement. */
MUST_USE enum err answer_exempt(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, bool **out);

/* How many actions the plan has for a requirement. */
MUST_USE enum err answer_actions(struct db *, const struct assessment *,
    const struct requirement *, int64_t *n);

/* Write an audit row whose detail is the answer as it now stands. */
MUST_USE enum err answer_note(struct db *, struct db_head *,
    const struct requirement *, const struct answer *, const char *action,
    const char *reason);
#endif
