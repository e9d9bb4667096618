/*
 * pin.h - the six digits by which staff show at a kiosk who they are.  Wrong
 * ones lock the PIN of that person, and nothing else.
 */
#ifndef PIN_H
#define PIN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "staff.h"

struct arena;
struct db;
struct unit;

#define PIN_DIGITS 6
#define PIN_LIMIT 5 /* so many wrong ones, then it is locked */

enum pin_fault {
	PIN_FINE,
	PIN_FORM,  /* not six digits */
	PIN_PLAIN, /* 111111, 123456, 121212: among the first to be tried */
	PIN_OWN,   /* stands in the staff number or on the badge */
	PIN_FAULTS
};
enum pin_fault pin_judge(const char *pin, const struct staff *);
/* What to do, a sentence without full stop; "" for PIN_FINE. */
const char *pin_says(enum pin_fault);

struct pin_state {
	bool set, locked;
	int64_t set_at;
};
/* No PIN is no error: set is false. */
MUST_USE enum err pin_read(
    struct db *, int64_t org, int64_t staff, struct pin_state *);

/*
 * Set it, or another one; it is unlocked with that.  ERR_INVALID: pin_judge
 * finds fault with it.  ERR_NOTFOUND: no such staff.  ERR_BUSY: there is no
 * memory to hash it in.
 */
MUST_USE enum err pin_set(
    struct db *, struct unit *u, const struct staff *, const char *pin);

/* Take it away, locked or not.  ERR_NOTFOUND: there is none. */
MUST_USE enum err pin_remove(struct db *, struct unit *u, int64_t staff);

/*
 * Is this their PIN?  The attempt is counted, in a write of its own, before it
 * is judged; the right PIN sets the count back.  ERR_DENIED: wrong, locked,
 * none set, or nobody (staff 0): never told apart, not even by the time it
 * takes.  u is for the audit row of a PIN that locks.
 */
MUST_USE enum err pin_try(
    struct db *, struct unit *u, int64_t staff, const char *pin);

/* Whose PIN is locked, by name. */
MUST_USE enum err pin_locked(
    struct db *, struct arena *, int64_t org, struct staff_list *);
#endif
