/* authd.c - the parent that never blocks, and the child that asks PAM. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "authd.h"
#include "log.h"

#define FLOOR_MS 300            /* a denial leaves no earlier */
#define DELAY_MAX_MS 3000       /* of what PAM may want a denial to cost */
#define UNWIND_MS INT64_C(1000) /* from asking a child to end to killing */
#define NEVER INT64_MAX
#define LISTEN_SECONDS 2 /* for the request to arrive */
#define REST_MS 100      /* when the machine has no place for a child */

/* One child and its asker. */
struct place {
	pid_t pid; /* 0: free */
	int fd;    /* kept to answer for a child that cannot */
	int64_t end_at;
	bool ended; /* asked to end, and its asker told */
};

struct parent {
	const struct authd *d;
	int listener;
	int64_t rest_until; /* accept nothing before */
	sigset_t waiting;   /* the mask while waiting, and in children */
	unsigned running;
	struct place places[AUTHD_PLACES_MAX];
};

static volatile sig_atomic_t stopping;

static void
on_signal(int n)
{
	if (n != SIGCHLD)
		stopping = 1;
}

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Sleep, but not past a request to end. */
static void
sleep_until(int64_t at)
{
	const struct timespec t = {
		.tv_sec = (time_t)(at / 1000),
		.tv_nsec = (long)(at % 1000) * 1000000,
	};

	while (!stopping && clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t,
				NULL) == EINTR)
		;
}

/* Whether a text ends within its field with only zeros behind the end. */
static bool
ends(const char *field, size_t size)
{
	size_t n = strnlen(field, size);

	if (n == size)
		return false;
	while (n < size && field[n] == '\0')
		n++;
	return n == size;
}

static bool
printable(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return true;
}

bool
authd_request_valid(const struct auth_request *q, size_t n)
{
	return n == sizeof(*q) && q->magic == AUTH_MAGIC &&
	       (q->op == AUTH_SIGN_IN || q->op == AUTH_AGAIN) &&
	       ends(q->user, sizeof(q->user)) &&
	       ends(q->password, sizeof(q->password)) &&
	       ends(q->code, sizeof(q->code)) &&
	       ends(q->source, sizeof(q->source)) && q->user[0] != '\0' &&
	       printable(q->user) && printable(q->source);
}

/*
 * Say one thing and hang up.  What the asker has still to say is taken away
 * first: a socket closed over unread bytes would lose the answer.
 */
static bool
answer(int fd, enum auth_verdict v, const struct authd_outcome *o)
{
	struct auth_reply r = { AUTH_MAGIC, (uint32_t)v, UINT32_MAX, "" };
	ssize_t n;
	char c;

	if (o != NULL) {
		r.uid = o->uid;
		memcpy(r.user, o->user, sizeof(r.user));
	}
	n = send(fd, &r, sizeof(r), MSG_DONTWAIT | MSG_NOSIGNAL);
	shutdown(fd, SHUT_RDWR);
	while (recv(fd, &c, 0, MSG_DONTWAIT | MSG_TRUNC) > 0)
		;
	return n == (ssize_t)sizeof(r);
}

static bool
receive(int fd, struct auth_request *q)
{
	const struct timeval t = { .tv_sec = LISTEN_SECONDS };
	ssize_t n;

	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t)) != 0)
		return false;
	n = recv(fd, q, sizeof(*q), MSG_TRUNC);
	if (n >= 0 && authd_request_valid(q, (size_t)n))
		return true;
	log_warn("authd.malformed", "size=%zd", n);
	return false;
}

static void
report(const struct auth_request *q, const struct authd_outcome *o, int64_t ms)
{
	static const char *const words[] = { "no", "ok", "expired", "busy",
		"down" };
	const char *name = o->user[0] != '\0' ? o->user : q->user;

	log_info("authd.answer",
	    "verdict=%s ms=%lld pam=%d op=%s source=%s "
	    "user=%s",
	    words[o->verdict], (long long)ms, o->status,
	    q->op == AUTH_AGAIN ? "again" : "sign-in", q->source, name);
}

/* Answer one request, and then serve the delay that a denial costs. */
static void
converse(const struct authd *d, int fd, int64_t end_at)
{
	struct auth_request q = { 0 };
	struct authd_outcome o;
	int64_t began, until;

	if (!receive(fd, &q)) {
		explicit_bzero(&q, sizeof(q));
		return;
	}
	began = now();
	authd_ask_pam(d, &q, &o);
	explicit_bzero(q.password, sizeof(q.password));
	explicit_bzero(q.code, sizeof(q.code));
	if (o.verdict == AUTH_NO || o.verdict == AUTH_EXPIRED)
		sleep_until(began + FLOOR_MS + 1); /* now() rounds down */
	if (stopping) /* the parent has answered already, or is about to */
		o = (struct authd_outcome){ .verdict = AUTH_DOWN,
			.status = o.status,
			.uid = UINT32_MAX };
	answer(fd, o.verdict, &o);
	report(&q, &o, now() - began);
	until = (int64_t)o.delay / 1000;
	until = now() + (until < DELAY_MAX_MS ? until : DELAY_MAX_MS);
	end_at -= REST_MS;
	sleep_until(until < end_at ? until : end_at);
}

static _Noreturn void
child(struct parent *p, int fd, pid_t parent, int64_t end_at)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	close(p->listener);
	for (unsigned i = 0; i < p->d->places; i++)
		if (p->places[i].pid != 0)
			close(p->places[i].fd);
	/* Only what is there now: locking the future can starve a module. */
	(void)mlockall(MCL_CURRENT);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_SETMASK, &p->waiting, NULL);
	converse(p->d, fd, end_at);
	_exit(0);
}

/* Whether whoever connected may ask. */
static bool
trusted(const struct parent *p, int fd)
{
	struct ucred who = { 0 };
	socklen_t n = sizeof(who);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &n) != 0)
		return false;
	if (who.uid == p->d->peer)
		return true;
	log_warn("authd.stranger", "uid=%u pid=%d", who.uid, who.pid);
	return false;
}

/* Give back the places of children that have ended. */
static void
reap(struct parent *p)
{
	struct place *q;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (q = p->places; q < p->places + p->d->places; q++)
			if (q->pid == pid)
				break;
		if (q == p->places + p->d->places)
			continue;
		if (status != 0 && !q->ended) {
			log_error(
			    "authd.crash", "pid=%d status=%d", pid, status);
			answer(q->fd, AUTH_DOWN, NULL);
		}
		close(q->fd);
		*q = (struct place){ 0 };
		p->running--;
	}
}

static struct place *
free_place(struct parent *p)
{
	reap(p);
	for (unsigned i = 0; i < p->d->places; i++)
		if (p->places[i].pid == 0)
			return &p->places[i];
	return NULL;
}

/* Start the conversation with a new asker; fd is taken over. */
static void
begin(struct parent *p, int fd)
{
	int64_t end_at = now() + p->d->patience;
	pid_t pid, self = getpid();
	struct place *q;

	if (!trusted(p, fd)) {
		close(fd);
		return;
	}
	if ((q = free_place(p)) == NULL) {
		log_warn("authd.busy", "places=%u", p->d->places);
		answer(fd, AUTH_BUSY, NULL);
		close(fd);
		return;
	}
	if ((pid = fork()) == 0)
		child(p, fd, self, end_at);
	if (pid > 0) {
		*q = (struct place){ pid, fd, end_at, false };
		p->running++;
		return;
	}
	log_error("authd.fork", "errno=%d", errno);
	answer(fd, AUTH_DOWN, NULL);
	close(fd);
}

/* A bounded round, so that a flood cannot keep us from the deadlines. */
static void
admit(struct parent *p)
{
	int fd;

	for (int i = 0; i < AUTHD_PLACES_MAX; i++) {
		fd = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);
		if (fd >= 0) {
			begin(p, fd);
			continue;
		}
		if (errno != EAGAIN && errno != EINTR &&
		    errno != ECONNABORTED) {
			log_error("authd.accept", "errno=%d", errno);
			p->rest_until = now() + REST_MS;
		}
		return;
	}
}

/* End what has run too long: politely first, so that PAM can tidy up. */
static void
enforce(struct parent *p)
{
	int64_t at = now();

	for (struct place *q = p->places; q < p->places + p->d->places; q++) {
		if (q->pid == 0 || q->end_at > at)
			continue;
		q->end_at = at + UNWIND_MS;
		kill(q->pid, q->ended ? SIGKILL : SIGTERM);
		if (q->ended)
			continue;
		log_error("authd.deadline", "pid=%d PAM is silent", q->pid);
		answer(q->fd, AUTH_DOWN, NULL);
		q->ended = true;
	}
}

/* Wait for a signal, the next deadline or, if listening, an asker. */
static bool
wait_for_work(struct parent *p)
{
	struct pollfd f = { .fd = p->listener, .events = POLLIN };
	int64_t at = now(), next = NEVER;
	struct timespec t;

	if (p->rest_until > at) {
		f.fd = -1;
		next = p->rest_until;
	}
	for (unsigned i = 0; i < p->d->places; i++)
		if (p->places[i].pid != 0 && p->places[i].end_at < next)
			next = p->places[i].end_at;
	next = next > at ? next - at : 0;
	t.tv_sec = (time_t)(next / 1000);
	t.tv_nsec = (long)(next % 1000) * 1000000;
	return ppoll(&f, 1, next < NEVER - at ? &t : NULL, &p->waiting) > 0;
}

/* Nobody new comes in; whoever is inside gets a second, and one more. */
static void
finish(struct parent *p)
{
	int64_t at = now(), soon = at + UNWIND_MS;

	close(p->listener);
	p->listener = -1;
	if (p->d->socket != NULL)
		unlink(p->d->socket);
	for (unsigned i = 0; i < p->d->places; i++)
		if (p->places[i].end_at > soon)
			p->places[i].end_at = soon;
	while (p->running > 0 && now() < at + 2 * UNWIND_MS + REST_MS) {
		wait_for_work(p);
		enforce(p);
		reap(p);
	}
}

static void
catch_signals(struct parent *p)
{
	static const int caught[] = { SIGCHLD, SIGTERM, SIGINT };
	struct sigaction a = { .sa_handler = on_signal };
	sigset_t held;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof(caught) / sizeof(caught[0]); i++) {
		sigaddset(&held, caught[i]);
		sigaction(caught[i], &a, NULL);
	}
	sigprocmask(SIG_BLOCK, &held, NULL);
	sigemptyset(&p->waiting);
	signal(SIGPIPE, SIG_IGN);
}

void
authd_serve(const struct authd *d, int listener)
{
	struct parent p = { .d = d, .listener = listener };

	catch_signals(&p);
	log_info("authd.ready", "service=%s places=%u", d->service, d->places);
	while (!stopping) {
		if (wait_for_work(&p))
			admit(&p);
		reap(&p);
		enforce(&p);
	}
	finish(&p);
	log_info("authd.end", "service=%s", d->service);
}
