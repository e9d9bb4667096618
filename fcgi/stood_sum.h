/* stood_sum.h - the score of a year as it stood, on one line. */
#ifndef STOOD_SUM_H
#define STOOD_SUM_H
#include "stood_side.h"
#include "view_stage.h"

struct req;

/*
 * named: with the organisation, as another one is beside it.  Where it was
 * published by then, with what counts now instead.
 */
MUST_USE enum err stood_sum(
    struct req *, const struct side *, bool named, struct stood_sum *);
#endif
