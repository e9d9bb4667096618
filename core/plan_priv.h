/* plan_priv.h - what the files about the plan share. */
#ifndef PLAN_PRIV_H
#define PLAN_PRIV_H
#include "plan.h"

/*
 * Within a unit: what stands in the answer of its plan follows a change.
 * changed: an acceptance falls, also one that a batch would put back.
 */
MUST_USE enum err plan_settle(
    struct db *, const struct assessment *, int64_t requirement, bool changed);
#endif
