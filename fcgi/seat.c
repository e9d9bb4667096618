/* seat.c - seats are locks of a process, which end with it. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "log.h"
#include "seat.h"

int
seats_open(void)
{
	int fd = memfd_create("igtk-seats", MFD_CLOEXEC);

	if (fd < 0)
		log_error("seats.open", "errno=%d", errno);
	return fd;
}

static int
lock(const struct seat *s, short kind, int how)
{
	struct flock l = {
		.l_type = kind,
		.l_whence = SEEK_SET,
		.l_start = s->number,
		.l_len = 1,
	};

	return fcntl(s->fd, how, &l);
}

enum err
seat_take(struct seat *s, const volatile sig_atomic_t *asked_to_end)
{
	sigset_t ends, before;
	int got = -1, cause = EINTR;

	if (s->held)
		return OK;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_UNBLOCK, &ends, &before);
	/* A signal just before the call is told again: see master.c. */
	if (!*asked_to_end && (got = lock(s, F_WRLCK, F_SETLKW)) < 0)
		cause = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	s->held = got == 0;
	if (s->held)
		return OK;
	if (cause == EINTR)
		return ERR_BUSY;
	log_error("seat.take", "errno=%d", cause);
	return ERR_IO;
}

void
seat_leave(struct seat *s)
{
	if (s == NULL || !s->held)
		return;
	lock(s, F_UNLCK, F_SETLK);
	s->held = false;
}
