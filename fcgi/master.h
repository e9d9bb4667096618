/* master.h - the process that holds the socket and keeps workers alive. */
#ifndef MASTER_H
#define MASTER_H
#include <stdint.h>

#include "buf.h"
#include "config.h"
#include "err.h"

/* What the command line says; it stands over the configuration file. */
struct options {
	const char *config;   /* NULL: defaults only */
	const char *database; /* NULL: as configured */
	const char *socket;   /* NULL: descriptor 0 is the socket */
	const char *group;    /* of the socket; NULL: unchanged */
	int64_t workers;      /* 0: as configured */
};

/*
 * Read the configuration, let the options stand over it, set the zone of the
 * process, and see that the database opens.  ERR_INVALID, and ERR_IO for a
 * file that cannot be read: faults says why.  ERR_NOTFOUND, ERR_CONFLICT: the
 * database does not open (logged).  On failure *c is empty.
 */
MUST_USE enum err options_load(
    const struct options *, struct config *c, struct buf *faults);

struct claim;

/*
 * Keep workers on listen_fd until SIGTERM, SIGINT or SIGQUIT; SIGHUP reads the
 * configuration anew and replaces them one by one.  *c may be replaced, and
 * the claim be on another database then.
 */
void master_run(
    const struct options *, struct config *c, struct claim *, int listen_fd);
#endif
