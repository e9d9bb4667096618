/* transport.c - the transport that ships: libfcgi behind a listening socket. */
#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "log.h"
#include "transport.h"

#define PARAMS_MOST 100
#define PARAMS_BYTES_MOST 65536
#define HEADER_S 5 /* a peer that is slower than this ends the worker */

struct transport {
	FCGX_Request fcgi;
	int fd;
	bool busy;        /* a request was accepted and not yet answered */
	sigset_t waiting; /* what is blocked while nothing is going on */
	struct buf head;  /* of the answer, with its status */
};

/* The parameters that we read.  Everything else is ignored. */
static const struct {
	const char *name;
	size_t offset;
} params[] = {
	{ "REQUEST_METHOD", offsetof(struct wire_request, method) },
	{ "REQUEST_URI", offsetof(struct wire_request, uri) },
	{ "HTTP_COOKIE", offsetof(struct wire_request, cookie) },
	{ "CONTENT_TYPE", offsetof(struct wire_request, content_type) },
	{ "CONTENT_LENGTH", offsetof(struct wire_request, content_length) },
	{ "REMOTE_ADDR", offsetof(struct wire_request, remote) },
	{ "HTTP_ORIGIN", offsetof(struct wire_request, origin) },
	{ "HTTP_SEC_FETCH_SITE", offsetof(struct wire_request, fetch_site) },
	{ "HTTP_HOST", offsetof(struct wire_request, host) },
	{ "HTTP_IF_NONE_MATCH", offsetof(struct wire_request, none_match) },
	{ "HTTP_AUTHORIZATION", offsetof(struct wire_request, authorization) },
	{ "HTTP_IDEMPOTENCY_KEY",
	    offsetof(struct wire_request, idempotency_key) },
};

#define PARAMS (sizeof(params) / sizeof(params[0]))

static const char **
text_of(struct wire_request *w, size_t i)
{
	return (const char **)(void *)((char *)w + params[i].offset);
}

static void
take_param(struct wire_request *w, const char *pair)
{
	size_t i, n;

	for (i = 0; i < PARAMS; i++) {
		n = strlen(params[i].name);
		if (strncmp(pair, params[i].name, n) != 0 || pair[n] != '=')
			continue;
		if (*text_of(w, i) != NULL)
			w->doubled = true;
		*text_of(w, i) = pair + n + 1;
		return;
	}
}

static size_t
read_body(void *from, char *to, size_t n)
{
	struct transport *t = from;
	int got = FCGX_GetStr(to, n > 65536 ? 65536 : (int)n, t->fcgi.in);

	return got > 0 ? (size_t)got : 0;
}

static void
take(struct transport *t, struct wire_request *w)
{
	size_t i, n = 0, bytes = 0;
	char **p;

	*w = (struct wire_request){ .read = read_body, .from = t };
	for (p = t->fcgi.envp; p != NULL && *p != NULL; p++) {
		n++;
		bytes += strlen(*p);
		take_param(w, *p);
	}
	if (n > PARAMS_MOST || bytes > PARAMS_BYTES_MOST)
		w->doubled = true;
	for (i = 0; i < PARAMS; i++)
		if (*text_of(w, i) == NULL)
			*text_of(w, i) = "";
}

enum err
transport_open(int listen_fd, struct transport **out)
{
	struct transport *t;
	int flags = fcntl(listen_fd, F_GETFL);

	*out = NULL;
	if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) < 0) {
		log_error("transport.socket", "errno=%d", errno);
		return ERR_IO;
	}
	if ((t = calloc(1, sizeof(*t))) == NULL)
		abort();
	t->fd = listen_fd;
	sigprocmask(SIG_SETMASK, NULL, &t->waiting);
	sigdelset(&t->waiting, SIGTERM);
	sigdelset(&t->waiting, SIGINT);
	sigdelset(&t->waiting, SIGHUP);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&t->fcgi, listen_fd,
				    FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		log_error("transport.libfcgi", "cannot be set up");
		free(t);
		return ERR_IO;
	}
	*out = t;
	return OK;
}

void
transport_close(struct transport *t)
{
	if (t == NULL)
		return;
	if (t->busy)
		FCGX_Finish_r(&t->fcgi);
	buf_clear(&t->head);
	free(t);
}

/* SIGALRM, unless it is called off, ends the process. */
static void
alarm_in(time_t seconds)
{
	const struct itimerval in = { .it_value = { .tv_sec = seconds } };

	setitimer(ITIMER_REAL, &in, NULL);
}

/* No signal but the alarm can arrive in here: libfcgi would drop requests. */
static int
accept_one(struct transport *t)
{
	int got;

	alarm_in(HEADER_S);
	got = FCGX_Accept_r(&t->fcgi);
	alarm_in(0);
	return got;
}

/*
 * Where requests are waiting all the time, ppoll comes back for them and never
 * for a signal: it is let in here.
 */
static bool
signalled(const struct transport *t)
{
	sigset_t pending;

	if (sigpending(&pending) != 0 ||
	    (sigismember(&pending, SIGTERM) != 1 &&
		sigismember(&pending, SIGINT) != 1 &&
		sigismember(&pending, SIGHUP) != 1))
		return false;
	sigsuspend(&t->waiting);
	return true;
}

enum err
transport_next(struct transport *t, struct wire_request *w)
{
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	int got;

	if (signalled(t))
		return ERR_BUSY;

	if (ppoll(&p, 1, NULL, &t->waiting) < 0) {
		if (errno == EINTR)
			return ERR_BUSY;
		log_error("transport.poll", "errno=%d", errno);
		return ERR_IO;
	}
	if ((p.revents & POLLIN) == 0) {
		log_error("transport.gone", "revents=%d", p.revents);
		return ERR_IO;
	}
	got = accept_one(t);
	if (got == -EAGAIN || got == -EINTR)
		return ERR_BUSY;
	if (got < 0) {
		log_error("transport.accept", "result=%d", got);
		return ERR_IO;
	}
	t->busy = true;
	take(t, w);
	return OK;
}

/* Status lines must have a reason, though nobody reads it. */
static const char *
reason(int status)
{
	switch (status / 100) {
	case 2:
		return status == 204 ? "No Content" : "OK";
	case 3:
		return "See Other";
	case 4:
		return status == 404 ? "Not Found" : "Refused";
	default:
		return "Unavailable";
	}
}

void
transport_send(struct transport *t, const struct wire_reply *a)
{
	buf_reset(&t->head);
	buf_printf(&t->head, "Status: %d %s\r\n", a->status, reason(a->status));
	buf_add(&t->head, a->head.p, a->head.n);
	buf_puts(&t->head, "\r\n");
	if (a->body.n <= INT32_MAX) {
		FCGX_PutStr(t->head.p, (int)t->head.n, t->fcgi.out);
		if (a->body.n > 0)
			FCGX_PutStr(a->body.p, (int)a->body.n, t->fcgi.out);
	}
	FCGX_Finish_r(&t->fcgi);
	t->busy = false;
}
