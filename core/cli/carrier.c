/* carrier.c - one mail to sendmail, and how that ended into a file. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "carrier.h"
#include "keep.h"

#define SAID_MAX 300 /* bytes of what sendmail said */
#define UNKNOWN 125  /* it ended, and nobody knows how */

/* One mail on its way. */
struct load {
	const char *sendmail, *id;
	struct arena *arena;
};

static const char *
file_of(const struct load *l, const char *end)
{
	return arena_printf(l->arena, "%s.%s", l->id, end);
}

/* What it said, as one line, without what has no place in a record. */
static void
said(const struct load *l, struct buf *out)
{
	int fd = open(file_of(l, "err"), O_RDONLY | O_CLOEXEC);
	char text[SAID_MAX];
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text)), i;

	if (fd >= 0)
		close(fd);
	while (n > 0 && text[n - 1] == '\n')
		n--;
	for (i = 0; i < n; i++)
		if (text[i] == '\n')
			buf_puts(out, "; ");
		else
			buf_putc(out,
			    text[i] >= ' ' && text[i] < 0x7f ? text[i] : '?');
}

/* Leave word: the code and what was said. */
static enum err
leave_word(const struct load *l, int code)
{
	struct buf done = { 0 };
	enum err e;

	buf_printf(&done, "%d\n", code);
	said(l, &done);
	e = keep_text(file_of(l, "done"), &done);
	if (e == OK)
		e = keep_sync(".");
	buf_clear(&done);
	return e;
}

/*
 * sendmail's parent.  It sees how sendmail ended and leaves that to be seen by
 * the carrier, to which sendmail falls when this one is killed.
 */
static void
stand_between(const struct load *l)
{
	siginfo_t end = { 0 };
	pid_t pid;

	setpgid(0, 0);
	if ((pid = fork()) == 0) {
		execl(l->sendmail, l->sendmail, "-t", "-i", (char *)NULL);
		dprintf(
		    STDERR_FILENO, "%s: %s\n", l->sendmail, strerror(errno));
		_exit(127);
	}
	if (pid < 0 || waitid(P_PID, (id_t)pid, &end, WEXITED | WNOWAIT) < 0)
		_exit(EXIT_FAILURE);
	_exit(leave_word(
		  l, end.si_code == CLD_EXITED ? end.si_status : UNKNOWN) == OK
		  ? EXIT_SUCCESS
		  : EXIT_FAILURE);
}

/* Until a child of ours or one left to us ends; 0: too late. */
static pid_t
next_end(int *status, const struct timespec *until)
{
	struct timespec now, rest;
	sigset_t chld;
	pid_t pid;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	for (;;) {
		if ((pid = waitpid(-1, status, WNOHANG)) != 0)
			return pid;
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec >= until->tv_sec)
			return 0;
		rest = (struct timespec){ until->tv_sec - now.tv_sec, 0 };
		(void)sigtimedwait(&chld, NULL, &rest);
	}
}

/* OK: there is word of how sendmail ended. */
static enum err
carry(const struct load *l)
{
	struct timespec until;
	sigset_t chld;
	pid_t between, pid;
	int status;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	if ((between = fork()) == 0)
		stand_between(l);
	if (between < 0)
		return ERR_IO;
	sigprocmask(SIG_BLOCK, &chld, NULL);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += CARRIER_LIMIT_S;
	while ((pid = next_end(&status, &until)) > 0) {
		if (pid == between && WIFEXITED(status) &&
		    WEXITSTATUS(status) == EXIT_SUCCESS)
			return OK;
		if (pid != between)
			return leave_word(l,
			    WIFEXITED(status) ? WEXITSTATUS(status) : UNKNOWN);
	}
	kill(-between, SIGKILL);
	if (pid == 0)
		dprintf(STDERR_FILENO, "given up after %d seconds\n",
		    CARRIER_LIMIT_S);
	return leave_word(l, UNKNOWN);
}

int
carrier_main(int argc, char **argv)
{
	struct load l = { 0 };
	enum err e;
	int fd;

	if (argc != 3)
		return EXIT_FAILURE;
	prctl(PR_SET_NAME, CARRIER_NAME);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signal(SIGTERM, SIG_IGN);
	l = (struct load){ argv[1], argv[2], arena_open() };
	fd = open(file_of(&l, "err"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd >= 0)
		dup2(fd, STDERR_FILENO);
	e = carry(&l);
	arena_close(l.arena);
	return e == OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
