/* claim.h - one igtk-fcgi for a database, and no second beside it. */
#ifndef CLAIM_H
#define CLAIM_H
#include <sys/types.h>

#include "err.h"

/* The database that this process, and not its workers, has claimed. */
struct claim {
	int fd; /* of its lock file; -1: none */
	dev_t device;
	ino_t file;
};

/*
 * Claim the database at path, and let go of the one before, if it is another.
 * It ends with the process at the latest.  ERR_CONFLICT: another igtk-fcgi
 * serves it; what was claimed before stays so.  ERR_IO.  All are logged.
 */
MUST_USE enum err claim_take(struct claim *, const char *path);
#endif
