/* listen.h - the socket on which the web server speaks to us. */
#ifndef LISTEN_H
#define LISTEN_H
#include "err.h"

/*
 * Make a Unix socket at path, mode 0660, owned by group unless it is NULL.
 * One that nobody answers on is replaced.  ERR_INVALID: the path is too long,
 * or there is no such group.  ERR_CONFLICT: somebody answers there already, or
 * it is no socket.  ERR_IO: cannot be made.  All are logged.
 */
MUST_USE enum err listen_open(const char *path, const char *group, int *fd);

/* ERR_INVALID: fd is not a listening Unix socket (TCP is refused; logged). */
MUST_USE enum err listen_check(int fd);
#endif
