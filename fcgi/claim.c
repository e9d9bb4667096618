/*
 * claim.c - a lock on the first byte of the database's lock file.
 *
 * A lock of fcntl and not of flock: writers take the file by flock, and this
 * one says whose it is and is not handed on to workers.  It would be lost with
 * any other descriptor of that file that the master closes; it opens no other.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claim.h"
#include "log.h"

static enum err
taken(int fd, const char *path)
{
	struct flock who = { .l_type = F_WRLCK, .l_len = 1 };

	if (fcntl(fd, F_GETLK, &who) < 0 || who.l_type == F_UNLCK)
		who.l_pid = 0;
	log_error("database.taken",
	    "path=%s pid=%d advice=another igtk-fcgi serves it: stop that one "
	    "first",
	    path, (int)who.l_pid);
	return ERR_CONFLICT;
}

static enum err
failed(const char *path)
{
	log_error("database.claim", "path=%s errno=%d", path, errno);
	return ERR_IO;
}

enum err
claim_take(struct claim *c, const char *path)
{
	struct flock whole = { .l_type = F_WRLCK, .l_len = 1 };
	char name[4096];
	struct stat st;
	int fd;

	if (snprintf(name, sizeof(name), "%s-lock", path) >= (int)sizeof(name))
		return ERR_IO;
	if (c->fd >= 0 && stat(name, &st) == 0 && st.st_dev == c->device &&
	    st.st_ino == c->file)
		return OK;
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || fstat(fd, &st) < 0)
		return failed(name);
	if (fcntl(fd, F_SETLK, &whole) < 0) {
		enum err e = errno == EACCES || errno == EAGAIN
				 ? taken(fd, path)
				 : failed(name);

		close(fd);
		return e;
	}
	if (c->fd >= 0)
		close(c->fd);
	*c = (struct claim){ fd, st.st_dev, st.st_ino };
	return OK;
}
