/* duty.h - the senior management details that publication asks for. */
#ifndef DUTY_H
#define DUTY_H
#include <stddef.h>

#include "assessment.h"

struct duty_holder {
	const struct duty *duty; /* of the set */
	const char *name;        /* "" where nobody is named */
	const char *post;        /* their job; "" */
};

/* One for each duty of the set, in its order; the array is in the arena. */
MUST_USE enum err duty_list(struct db *, struct arena *, int64_t org,
    const struct catalogue *, struct duty_holder **);

/*
 * Set them all: v[i] belongs to c->duties.v[i].  ERR_DENIED: the assessment
 * is published.
 */
MUST_USE enum err duty_set(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *c,
    const struct duty_holder *v);
#endif
