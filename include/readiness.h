/* readiness.h - what still stands between an assessment and publication. */
#ifndef READINESS_H
#define READINESS_H
#include <stddef.h>

#include "assessment.h"

enum blocker_kind {        /* in the order of behaviour.md section 4.5 */
	BLOCKER_ANSWER,    /* a requirement is not complete */
	BLOCKER_CONFIRM,   /* complete, but not confirmed by a reviewer */
	BLOCKER_WHOLE,     /* the assessment itself is not confirmed */
	BLOCKER_DUTY,      /* a senior manager's name is missing */
	BLOCKER_WITHDRAWN, /* the version is, by the national administrators */
};

struct blocker {
	enum blocker_kind kind;
	const struct requirement *requirement; /* ANSWER and CONFIRM */
	const struct duty *duty;               /* DUTY */
	const char *holder; /* who can do something about it; "" for nobody */
};

struct readiness {
	struct {
		struct blocker *v;
		size_t n;
	} blockers;            /* none: publish */
	const char *publisher; /* who may publish: names, or "" for nobody */
	int days_left;         /* until due_on; below 0: late */
};

/*
 * Everything that blocks now.  What the organisation is exempt from never
 * does.  A published assessment has no blockers.
 */
MUST_USE enum err readiness_of(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, day today,
    struct readiness *);
#endif
