/* stage_priv.h - between submitting a stage and proving it. */
#ifndef STAGE_PRIV_H
#define STAGE_PRIV_H
#include "score.h"
#include "stage.h"

struct buf;
struct edition;

/* What the audit trail says of a stage, its edition and its day. */
void stage_detail(
    struct buf *, const struct score *, const struct edition *, day due);
#endif
