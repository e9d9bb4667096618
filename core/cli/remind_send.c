/*
 * remind_send.c - handing mail over so that everybody gets each once.
 *
 * A mail is a row before anything happens.  A carrier takes it to sendmail and
 * leaves word of how it ended (carrier.h); only then is the row settled.  A
 * run that was killed is followed by one that waits for carriers under way and
 * takes their word.  Without word, as after a power cut, the same bytes are
 * sent again, with the same Message-ID.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"
#include "carrier.h"
#include "clock.h"
#include "keep.h"
#include "remind_send.h"

#define ROW_MAX 5 /* refusals one after another: it is the relay */

static const char *
file_of(const struct sending *s, int64_t id, const char *end)
{
	return arena_printf(
	    s->cli->arena, "%s/%lld.%s", s->folder, (long long)id, end);
}

static void
clear(const struct sending *s, int64_t id)
{
	static const char *const ends[] = { "mail", "err", "done", "mail.new",
		"done.new" };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		unlink(file_of(s, id, ends[i]));
}

/* The mail's file, locked by nobody but us; -1: by somebody, or not there. */
static int
lock(const struct sending *s, int64_t id)
{
	int fd = open(file_of(s, id, "mail"), O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
		close(fd);
		errno = EWOULDBLOCK;
		return -1;
	}
	return fd;
}

static bool
in_hand(const struct sending *s, int64_t id)
{
	int fd = lock(s, id);

	if (fd >= 0)
		close(fd);
	return fd < 0 && errno == EWOULDBLOCK;
}

/* By a carrier's word; ERR_NOTFOUND: it left none. */
static enum err
settle(struct sending *s, int64_t id)
{
	char *word, *line;
	enum err e = keep_read(s->cli->arena, file_of(s, id, "done"), &word);
	long code;

	if (e != OK)
		return e;
	code = strtol(word, &line, 10);
	line += *line == '\n';
	if (code == 0) {
		e = remind_sent(s->cli->db, id);
		s->sent += e == OK;
		s->row = 0;
	} else {
		e = remind_refused(s->cli->db, id,
		    arena_printf(
			s->cli->arena, "sendmail said %ld: %s", code, line));
		s->refused += e == OK;
		s->row++;
	}
	if (e == OK)
		clear(s, id);
	return e;
}

/* ---- what an earlier run began ---- */

/* Wait while others have it in hand, but not for ever. */
static bool
wait_for(const struct sending *s, int64_t id)
{
	int64_t until = clock_ticks() + s->cli->config.mail.wait_s * SECOND;

	while (in_hand(s, id)) {
		if (clock_ticks() >= until)
			return false;
		poll(NULL, 0, 50);
	}
	return true;
}

static int
take_up(struct sending *s)
{
	struct reminders all;
	enum err e = remind_waiting(s->cli->db, s->cli->arena, &all);
	size_t i;

	for (i = 0; i < all.n && e == OK; i++) {
		if (!wait_for(s, all.v[i].id))
			return cli_fail("an earlier run's mail is still being "
					"taken; try again later");
		e = settle(s, all.v[i].id);
		if (e == ERR_NOTFOUND)
			e = OK;
	}
	return e == OK ? 0 : cli_error(e, s->folder);
}

/* Files of mail that is settled. */
static int
tidy(const struct sending *s)
{
	struct reminders all;
	struct names names;
	enum err e = remind_waiting(s->cli->db, s->cli->arena, &all);
	size_t i, k;

	if (e == OK)
		e = keep_names(s->cli->arena, s->folder, &names);
	for (i = 0; e == OK && i < names.n; i++) {
		int64_t id = strtoll(names.v[i], NULL, 10);

		for (k = 0; k < all.n && all.v[k].id != id; k++)
			continue;
		if (id > 0 && k == all.n && !in_hand(s, id))
			clear(s, id);
	}
	return e == OK ? 0 : cli_error(e, s->folder);
}

int
sending_begin(struct sending *s)
{
	struct arena *a = s->cli->arena;
	int fd, code;

	s->folder =
	    arena_printf(a, "%s/reminders", keep_folder(a, s->cli->path));
	if (mkdir(s->folder, 0700) < 0 && errno != EEXIST)
		return cli_fail("%s: %s", s->folder, strerror(errno));
	fd = open(arena_printf(a, "%s/lock", s->folder),
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0)
		return cli_fail("%s: %s", s->folder,
		    fd < 0 ? strerror(errno) : "another run is at work");
	if ((code = take_up(s)) != 0) /* the lock goes with the process */
		return code;
	return tidy(s);
}

/* ---- one after another ---- */

static enum err
write_mail(struct sending *s, const struct reminder *r)
{
	struct buf mail = { 0 };
	enum err e = remind_mail(r, s->cli->config.mail.from, &mail);

	if (e == OK)
		e = keep_text(file_of(s, r->id, "mail"), &mail);
	buf_clear(&mail);
	return e;
}

/* Start a carrier whose standard input is fd. */
static pid_t
start(struct sending *s, int64_t id, int fd)
{
	const char *const words[] = { CARRIER_NAME,
		s->cli->config.mail.sendmail,
		arena_printf(s->cli->arena, "%lld", (long long)id), NULL };
	/* The call takes words that it never changes for changeable ones. */
	char *const *argv = (char *const *)(uintptr_t)words;
	posix_spawn_file_actions_t to;
	posix_spawnattr_t how;
	pid_t pid = -1;

	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID);
	posix_spawn_file_actions_init(&to);
	posix_spawn_file_actions_adddup2(&to, fd, STDIN_FILENO);
	posix_spawn_file_actions_addopen(
	    &to, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(
	    &to, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addchdir_np(&to, s->folder);
	errno = posix_spawn(&pid, "/proc/self/exe", &to, &how, argv, environ);
	posix_spawn_file_actions_destroy(&to);
	posix_spawnattr_destroy(&how);
	return errno == 0 ? pid : -1;
}

/* False: it takes longer than it may. */
static bool
ends(const struct sending *s, pid_t pid)
{
	struct pollfd p = { .fd = pidfd_open(pid, 0), .events = POLLIN };
	int n;

	do
		n = poll(&p, 1, (int)(s->cli->config.mail.wait_s * 1000));
	while (n < 0 && errno == EINTR);
	close(p.fd);
	return n > 0 && waitpid(pid, NULL, 0) == pid;
}

/* One mail; ERR_BUSY: it is in hand still. */
static enum err
hand_over(struct sending *s, const struct reminder *r)
{
	enum err e = write_mail(s, r);
	pid_t pid;
	int fd;

	if (e == ERR_INVALID) {
		s->refused++;
		return remind_refused(s->cli->db, r->id,
		    "the name or the address is not of the right form");
	}
	if (e != OK)
		return e;
	if ((fd = lock(s, r->id)) < 0)
		return ERR_IO;
	pid = start(s, r->id, fd);
	close(fd);
	if (pid < 0)
		return ERR_IO;
	/* A carrier that was killed leaves others who still have it in hand. */
	if (!ends(s, pid) || !wait_for(s, r->id))
		return ERR_BUSY;
	if ((e = settle(s, r->id)) != ERR_NOTFOUND)
		return e;
	s->refused++;
	s->row++;
	return remind_refused(
	    s->cli->db, r->id, "nobody knows whether it was taken");
}

int
sending_go(struct sending *s)
{
	struct reminders all;
	enum err e = remind_waiting(s->cli->db, s->cli->arena, &all);
	size_t i;

	s->row = 0;
	for (i = 0; i < all.n && e == OK && s->row < ROW_MAX; i++)
		e = hand_over(s, &all.v[i]);
	s->held = all.n - i + (e == ERR_BUSY);
	if (e == ERR_BUSY)
		return cli_fail("the relay takes longer than %lld seconds "
				"over a mail; %zu wait for the next run",
		    (long long)s->cli->config.mail.wait_s, s->held);
	if (e != OK)
		return cli_error(e, s->folder);
	if (s->row >= ROW_MAX)
		return cli_fail("%d mails in a row were refused; %zu wait for "
				"the next run",
		    ROW_MAX, s->held);
	return 0;
}
