/* duty_priv.h - what other domains of this room ask of duties. */
#ifndef DUTY_PRIV_H
#define DUTY_PRIV_H
#include "duty.h"

/* Give a new organisation the list of duties, within a running unit. */
MUST_USE enum err duty_seed(struct db *, int64_t org);
#endif
