/*
 * owner.h - whose each requirement, criterion and piece of evidence is.  What
 * is open always has an owner who can act: the records refuse anything else.
 */
#ifndef OWNER_H
#define OWNER_H
#include "answer.h"
#include "holder.h"

/*
 * Who is meant by a name that was typed where `was` is on record: the name on
 * record stays who it is, whoever else has that name, and sets only h->name.
 * "" is nobody: OK with h->name "".  ERR_NOTFOUND, ERR_CONFLICT, ERR_DENIED:
 * as holder_named.
 */
MUST_USE enum err owner_known(struct db *, struct arena *, int64_t org,
    const char *typed, const char *was, struct holder *h);

/*
 * Whose the evidence of this title is on record; "" where there is none or it
 * is the requirement's.
 */
const char *owner_of_evidence(const struct answer *, const char *title);

/* Whom requirements are given to. */
struct owner_change {
	const char *owner;  /* "": it stays */
	const char *deputy; /* "": it stays */
	bool no_deputy;     /* take the deputy away */
	day due_on;         /* DAY_NONE: it stays */
	bool no_due;        /* back to the assessment's day */
};

/*
 * Give these requirements of a year to somebody, in whatever state they are;
 * which[i] belongs to c->requirements.v[i].  Those of which it changes nothing
 * are left as they are; *changed is how many were not.  A plan whose owner
 * changes loses its acceptance.
 * ERR_CONFLICT: it is all so already.  ERR_DENIED: the year is published.
 * ERR_INVALID: nothing to change, none of the requirements, an owner or deputy
 * that owner_known does not know, or one who would be both.
 */
MUST_USE enum err owner_give(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *c, const bool *which,
    const struct owner_change *, size_t *changed);
#endif
