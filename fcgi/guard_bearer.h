/* guard_bearer.h - programs: the token they send, and what it opens. */
#ifndef GUARD_BEARER_H
#define GUARD_BEARER_H
#include <stdbool.h>

#include "err.h"

struct req;

/*
 * Find whom the token of the Authorization header stands for, and fill
 * r->bearer, r->session and r->unit.  OK without any: session.person is 0.
 */
MUST_USE enum err guard_bearer(struct req *);

/*
 * Answer a program that nobody stands for: 401, the same for every reason; 429
 * after too many wrong tokens from its address.
 */
MUST_USE enum err guard_bearer_first(struct req *);

/*
 * Does the token reach this route, and not too often?  OK: go on.
 * ERR_DENIED or ERR_BUSY: the answer is there.
 */
MUST_USE enum err guard_bearer_reach(struct req *);

/*
 * May files of staff be seen, or changed where the request changes something?
 * Not by a token that is here for its scope "training" alone.
 */
bool guard_bearer_staff(const struct req *);

/*
 * The number of the act: the program's own for it, or a new one.  ERR_DENIED:
 * nobody asks.  ERR_MALFORMED: Idempotency-Key is longer than 200 bytes.
 */
MUST_USE enum err guard_bearer_op(struct req *);

/* After the answer: the first one on a day is noted. */
void guard_bearer_seen(struct req *);
#endif
