/* meter.h - counts that all workers add to, and any of them tells. */
#ifndef METER_H
#define METER_H
#include <stdatomic.h>
#include <stdint.h>

enum sign_in_result {
	SIGN_IN_OK,
	SIGN_IN_REFUSED,
	SIGN_IN_THROTTLED,
	SIGN_IN_UNJUDGED, /* nobody could be asked */
	SIGN_IN_RESULTS
};

/* Shared by the master and all that it forks; lost with the master. */
struct meter {
	_Atomic int64_t began;       /* clock_now of the master's start */
	_Atomic int64_t workers;     /* that serve at once */
	_Atomic uint64_t lost;       /* workers that ended unasked */
	_Atomic uint64_t answers[6]; /* by the first digit of their status */
	_Atomic uint64_t us;         /* that all answers took together */
	_Atomic uint64_t failed;     /* status 500 */
	_Atomic uint64_t busy;       /* 503 */
	_Atomic uint64_t full;       /* 507 */
	_Atomic uint64_t sign_ins[SIGN_IN_RESULTS];
};

/* In memory that later children share.  Never NULL; it is kept for good. */
struct meter *meter_open(void);

/* These take no meter (NULL) as well, and count nothing then. */
void meter_answer(struct meter *, int status, int64_t us);
void meter_sign_in(struct meter *, enum sign_in_result);
#endif
