/*
 * seat.h - as many workers serve at once as are wanted, and no more.
 *
 * A worker that asks the broker waits for somebody's password to be checked,
 * and serves nobody meanwhile.  So it gives its seat away first, and a
 * stand-in serves the pages.  Seats are locks on the bytes of one file without
 * a name, so the kernel gives back that of a worker that is lost.
 */
#ifndef SEAT_H
#define SEAT_H
#include <signal.h>
#include <stdbool.h>

#include "err.h"

struct seat {
	int fd;     /* of seats_open */
	int number; /* workers with the same one take turns */
	bool held;
};

/* The file of the seats, for all workers that are forked later; -1: none. */
int seats_open(void);

/*
 * Wait for the seat, open to SIGTERM, SIGINT and SIGHUP only here.  At once
 * where it is held.  ERR_BUSY: *asked was set by a signal first.  ERR_IO: it
 * cannot be waited for (logged).
 */
MUST_USE enum err seat_take(
    struct seat *, const volatile sig_atomic_t *asked_to_end);

/* Give it away; nothing where it is not held, or where there is no seat. */
void seat_leave(struct seat *);
#endif
