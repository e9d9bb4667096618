/* broker.c - the web's side of the conversation with igtk-authd. */
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "broker_priv.h"
#include "clock.h"
#include "log.h"

static const int64_t wait_at_most = 8 * SECOND;
static const int64_t busy_at_most = SECOND / 2;

/* Copy text with its NUL; false if the field of size bytes is too small. */
static bool
put(char *field, size_t size, const char *text)
{
	size_t n = strlen(text);

	if (n >= size)
		return false;
	memcpy(field, text, n + 1);
	return true;
}

static int64_t
left(int64_t until)
{
	int64_t us = until - clock_ticks();

	return us > 0 ? us : 0;
}

/* Bound every blocking call on fd by what is left of the wait. */
static bool
limit(int fd, int64_t until)
{
	int64_t us = left(until);
	struct timeval t = {
		.tv_sec = (time_t)(us / SECOND),
		.tv_usec = (suseconds_t)(us % SECOND),
	};

	if (us == 0) { /* which the kernel would read as "for ever" */
		errno = ETIMEDOUT;
		return false;
	}
	return setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t)) == 0;
}

/* A connected socket, or -1 with the reason in the log. */
static int
reach(const char *path, int64_t until)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd, r = -1;

	if (!put(a.sun_path, sizeof(a.sun_path), path)) {
		log_error("broker.path", "too long: %s", path);
		return -1;
	}
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd >= 0) {
		do {
			if (!limit(fd, until))
				break;
			r = connect(fd, (struct sockaddr *)&a, sizeof(a));
		} while (r != 0 && errno == EINTR);
	}
	if (r == 0)
		return fd;
	log_error("broker.unreachable", "errno=%d path=%s", errno, path);
	if (fd >= 0)
		close(fd);
	return -1;
}

/* False only when there is no point in waiting for an answer. */
static bool
say(int fd, int64_t until, const struct auth_request *q)
{
	ssize_t n;

	do {
		if (!limit(fd, until))
			return false;
		n = send(fd, q, sizeof(*q), MSG_NOSIGNAL);
	} while (n < 0 && errno == EINTR);
	if (n == (ssize_t)sizeof(*q))
		return true;
	/* A full broker says so and hangs up without listening. */
	return n < 0 && (errno == EPIPE || errno == ECONNRESET);
}

/* The size of the next message: 0 for a hang-up, -1 for silence. */
static ssize_t
hear(int fd, int64_t until, struct auth_reply *r)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t got;
	int n;

	do {
		n = poll(&p, 1, (int)((left(until) + 999) / 1000));
	} while (n < 0 && errno == EINTR && left(until) > 0);
	if (n != 1)
		return -1;
	got = recv(fd, r, sizeof(*r), MSG_DONTWAIT | MSG_TRUNC);
	/* A reset is reported before what was said ahead of it. */
	if (got < 0 && errno == ECONNRESET)
		got = recv(fd, r, sizeof(*r), MSG_DONTWAIT | MSG_TRUNC);
	return got;
}

static bool
sound(const struct auth_reply *r)
{
	bool named = r->verdict == AUTH_OK || r->verdict == AUTH_EXPIRED;

	return r->magic == AUTH_MAGIC && r->verdict <= AUTH_DOWN &&
	       memchr(r->user, '\0', sizeof(r->user)) != NULL &&
	       (!named || r->user[0] != '\0');
}

static enum auth_verdict
answer(int fd, int64_t until, char account[AUTH_USER_SIZE])
{
	struct auth_reply r = { 0 };
	ssize_t n = hear(fd, until, &r);

	if (n <= 0) {
		log_error(n < 0 ? "broker.silent" : "broker.hangup", "%s", "");
		return AUTH_DOWN;
	}
	if (n != (ssize_t)sizeof(r) || !sound(&r)) {
		log_error("broker.garbled", "size=%zd", n);
		return AUTH_DOWN;
	}
	if (r.verdict == AUTH_OK || r.verdict == AUTH_EXPIRED)
		memcpy(account, r.user, sizeof(r.user));
	return (enum auth_verdict)r.verdict;
}

enum auth_verdict
broker_ask_within(int64_t wait, const char *path, enum auth_op op,
    const char *user, const char *password, const char *code,
    const char *source, char account[AUTH_USER_SIZE])
{
	struct auth_request q = { .magic = AUTH_MAGIC, .op = (uint32_t)op };
	enum auth_verdict v = AUTH_DOWN;
	int64_t until = clock_ticks() + wait;
	bool fits, said;
	int fd;

	memset(account, 0, AUTH_USER_SIZE);
	fits = put(q.user, sizeof(q.user), user) &&
	       put(q.password, sizeof(q.password), password) &&
	       put(q.code, sizeof(q.code), code) &&
	       put(q.source, sizeof(q.source), source);
	if (!fits) {
		explicit_bzero(&q, sizeof(q));
		return AUTH_NO;
	}
	if ((fd = reach(path, until)) >= 0) {
		said = say(fd, until, &q);
		explicit_bzero(&q, sizeof(q));
		if (said)
			v = answer(fd, until, account);
		else
			log_error("broker.deaf", "errno=%d", errno);
		close(fd);
	}
	explicit_bzero(&q, sizeof(q));
	return v;
}

enum auth_verdict
broker_ask(const char *path, enum auth_op op, const char *user,
    const char *password, const char *code, const char *source,
    char account[AUTH_USER_SIZE])
{
	const struct timespec moment = { .tv_nsec = 20000000 };
	int64_t until = clock_ticks() + busy_at_most;
	enum auth_verdict v;

	for (;;) {
		v = broker_ask_within(wait_at_most, path, op, user, password,
		    code, source, account);
		if (v != AUTH_BUSY || left(until) == 0)
			return v;
		/* A place is free a moment after its answer has come. */
		nanosleep(&moment, NULL);
	}
}
