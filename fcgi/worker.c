/* worker.c - accept, serve, send; dies when a request takes too long. */
#include <malloc.h>
#include <signal.h>
#include <sys/time.h>

#include "app.h"
#include "buf.h"
#include "config.h"
#include "log.h"
#include "sandbox.h"
#include "seat.h"
#include "transport.h"
#include "worker.h"

#define REQUESTS_MOST 100000
#define KEPT_MOST (256 << 10) /* bytes of an answer's room */

/* The one mutable global of the program: written by a signal handler. */
static volatile sig_atomic_t asked_to_end;

static void
on_signal(int number)
{
	(void)number;
	asked_to_end = 1;
}

/* The three are blocked but in waiting: nothing is torn apart. */
static void
set_signals(void)
{
	struct sigaction end = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t open;

	sigemptyset(&end.sa_mask);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGTERM, &end, NULL);
	sigaction(SIGINT, &end, NULL);
	sigaction(SIGHUP, &end, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigemptyset(&open);
	sigaddset(&open, SIGALRM);
	sigaddset(&open, SIGCHLD);
	sigprocmask(SIG_UNBLOCK, &open, NULL);
}

/* SIGALRM has its default action: the process ends, the master sees it. */
static void
deadline(int64_t seconds)
{
	const struct itimerval in = { .it_value = { .tv_sec = seconds } };

	setitimer(ITIMER_REAL, &in, NULL);
}

/* A file of all organisations is some megabytes: no page needs them again. */
static void
give_back(struct buf *body)
{
	if (body->size <= KEPT_MOST)
		return;
	buf_clear(body);
	malloc_trim(0);
}

static int
serve(struct app *a, struct transport *t)
{
	struct wire_reply reply = { 0 };
	struct wire_request request;
	int served = 0;
	enum err e = OK;

	while (!asked_to_end && served < REQUESTS_MOST) {
		e = seat_take(a->seat, &asked_to_end);
		if (e == OK)
			e = transport_next(t, &request);
		if (e == ERR_BUSY)
			continue;
		if (e != OK)
			break;
		deadline(a->config->web.deadline_s);
		app_serve(a, &request, &reply);
		transport_send(t, &reply);
		deadline(0);
		give_back(&reply.body);
		served++;
	}
	buf_clear(&reply.head);
	buf_clear(&reply.body);
	log_info("worker.end", "requests=%d", served);
	return e == OK || e == ERR_BUSY ? 0 : 1;
}

int
worker_run(const struct config *c, int listen_fd, struct seat *seat,
    struct meter *meter, struct pace *pace)
{
	struct transport *t = NULL;
	int status = 1;
	struct app a;
	enum err e;

	set_signals();
	/* A stand-in that is never needed opens nothing. */
	do {
		e = seat_take(seat, &asked_to_end);
	} while (e == ERR_BUSY && !asked_to_end);
	if (e != OK)
		return e == ERR_BUSY ? 0 : 1;
	if (app_open(c, &a) != OK)
		return 1;
	a.seat = seat;
	a.meter = meter;
	a.pace = pace;
	if (transport_open(listen_fd, &t) == OK) {
		sandbox_enter(c->database.path);
		status = serve(&a, t);
	}
	transport_close(t);
	app_close(&a);
	return status;
}
