/* master.c - forks workers, reaps them, replaces and ends them. */
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "claim.h"
#include "clock.h"
#include "log.h"
#include "master.h"
#include "meter.h"
#include "pace.h"
#include "seat.h"
#include "worker.h"

#define WORKERS_MOST 256
#define STAND_INS 16 /* as many as the broker has places, if not told */
#define SLOTS (2 * WORKERS_MOST)
#define TELL_EVERY SECOND /* a TERM may be lost in libfcgi's accept */
#define KILL_AFTER (10 * SECOND)
#define CRASHES 6 /* so many within a minute raise the alarm */
#define MINUTE (60 * SECOND)

struct slot {
	pid_t pid; /* 0: nobody */
	unsigned generation;
	int64_t began;
	int64_t told_first, told_last; /* to end; 0: not told */
	int64_t not_before;            /* of the next one here */
};

struct master {
	const struct options *options;
	struct config *config;
	struct claim *claim;
	struct meter *meter;
	struct pace *pace;
	int listen_fd, seats_fd;
	bool stopping;
	unsigned generation; /* of the configuration */
	int64_t wanted;      /* workers that serve at once */
	struct slot slots[SLOTS];
	int64_t crashes[CRASHES]; /* a ring of instants */
	unsigned crashes_n;
	int64_t alarmed;
	sigset_t signals;
};

static int64_t
workers_wanted(const struct config *c)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (c->process.workers > 0)
		return c->process.workers;
	if (cores < 2)
		return 4;
	return cores > WORKERS_MOST / 2 ? WORKERS_MOST : 2 * cores;
}

/* With the stand-ins: for each seat as many, and one at least. */
static int64_t
processes_wanted(const struct master *m)
{
	return m->wanted * (1 + (STAND_INS + m->wanted - 1) / m->wanted);
}

/* In the child: end with the master, whatever happens to it. */
static _Noreturn void
become_worker(const struct master *m, int64_t slot, pid_t master)
{
	struct seat seat = { m->seats_fd, (int)(slot % m->wanted), false };

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != master)
		exit(0);
	exit(worker_run(m->config, m->listen_fd, &seat, m->meter, m->pace));
}

static void
spawn(struct master *m, struct slot *s, int64_t now)
{
	pid_t master = getpid(), pid = fork();

	if (pid == 0)
		become_worker(m, s - m->slots, master);
	if (pid < 0) {
		log_error("master.fork", "failed");
		s->not_before = now + 2 * SECOND;
		return;
	}
	*s = (struct slot){
		.pid = pid,
		.generation = m->generation,
		.began = now,
	};
}

static void
tell_to_end(struct slot *s, int64_t now)
{
	if (s->told_first == 0)
		s->told_first = now;
	if (now - s->told_first >= KILL_AFTER) {
		log_warn("worker.killed", "pid=%d", (int)s->pid);
		kill(s->pid, SIGKILL);
	} else if (s->told_last == 0 || now - s->told_last >= TELL_EVERY) {
		kill(s->pid, SIGTERM);
		s->told_last = now;
	}
}

static bool
anybody_told(const struct master *m)
{
	size_t i;

	for (i = 0; i < SLOTS; i++)
		if (m->slots[i].pid != 0 && m->slots[i].told_first != 0)
			return true;
	return false;
}

/* Bring each slot nearer to what is wanted. */
static void
tend(struct master *m)
{
	const int64_t processes = processes_wanted(m);
	int64_t now = clock_ticks();
	int64_t i;

	for (i = 0; i < SLOTS; i++) {
		struct slot *s = &m->slots[i];
		bool wanted = !m->stopping && i < processes;

		if (s->pid == 0 && wanted && now >= s->not_before)
			spawn(m, s, now);
		else if (s->pid != 0 && (!wanted || s->told_first != 0 ||
					    (s->generation != m->generation &&
						!anybody_told(m))))
			tell_to_end(s, now);
	}
}

/* A worker ended without being asked; the next one may have to wait. */
static void
note_crash(struct master *m, struct slot *s, int64_t now)
{
	int64_t *oldest;

	m->crashes[m->crashes_n++ % CRASHES] = now;
	oldest = &m->crashes[m->crashes_n % CRASHES];
	if (*oldest == 0 || now - *oldest >= MINUTE)
		return;
	if (m->alarmed == 0 || now - m->alarmed >= MINUTE) {
		log_error("master.alarm",
		    "%d workers were lost within a minute", CRASHES);
		m->alarmed = now;
	}
	s->not_before = now + (now - s->began < SECOND ? 2 : 0) * SECOND;
}

static void
bury(struct master *m, struct slot *s, int status)
{
	int64_t now = clock_ticks();
	bool crashed = s->told_first == 0 &&
		       !(WIFEXITED(status) && WEXITSTATUS(status) == 0);

	if (crashed && WIFSIGNALED(status))
		log_error("worker.lost", "pid=%d signal=%d%s", (int)s->pid,
		    WTERMSIG(status),
		    WTERMSIG(status) == SIGALRM ? " (deadline)" : "");
	else if (crashed)
		log_error("worker.lost", "pid=%d status=%d", (int)s->pid,
		    WEXITSTATUS(status));
	s->not_before = 0;
	if (crashed) {
		m->meter->lost++;
		note_crash(m, s, now);
	}
	s->pid = 0;
}

static void
reap(struct master *m)
{
	int status;
	size_t i;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (i = 0; i < SLOTS; i++)
			if (m->slots[i].pid == pid)
				bury(m, &m->slots[i], status);
}

static void
reload(struct master *m)
{
	struct buf faults = { 0 };
	struct config fresh;
	enum err e = options_load(m->options, &fresh, &faults);

	if (e == OK && (e = claim_take(m->claim, fresh.database.path)) != OK)
		config_clear(&fresh);
	if (e == OK) {
		config_clear(m->config);
		*m->config = fresh;
		m->generation++;
		m->wanted = workers_wanted(m->config);
		m->meter->workers = m->wanted;
		log_info("master.reload", "workers=%lld", (long long)m->wanted);
	} else {
		log_error("master.reload", "kept as it was: %s %s", err_name(e),
		    buf_text(&faults));
	}
	buf_clear(&faults);
}

static bool
nobody_left(const struct master *m)
{
	size_t i;

	for (i = 0; i < SLOTS; i++)
		if (m->slots[i].pid != 0)
			return false;
	return true;
}

/* Sleep until a signal, or for a moment where somebody is waited for. */
static void
wait_and_act(struct master *m)
{
	const struct timespec moment = { .tv_nsec = 200000000 };

	switch (sigtimedwait(&m->signals, NULL, &moment)) {
	case SIGHUP:
		if (!m->stopping)
			reload(m);
		break;
	case SIGTERM:
	case SIGINT:
	case SIGQUIT:
		log_info("master.stop", "draining");
		m->stopping = true;
		break;
	default:
		break;
	}
	reap(m);
}

/* Those who serve come first: the page that is waited for needs no more. */
static void
hold_back_stand_ins(struct master *m)
{
	const int64_t soon = clock_ticks() + SECOND;
	int64_t i;

	for (i = m->wanted; i < SLOTS; i++)
		m->slots[i].not_before = soon;
}

void
master_run(const struct options *o, struct config *c, struct claim *claim,
    int listen_fd)
{
	struct master m = {
		.options = o,
		.config = c,
		.claim = claim,
		.meter = meter_open(),
		.pace = pace_open(),
		.listen_fd = listen_fd,
		.seats_fd = seats_open(),
		.wanted = workers_wanted(c),
	};

	if (m.seats_fd < 0)
		return;
	m.meter->workers = m.wanted;
	sigemptyset(&m.signals);
	sigaddset(&m.signals, SIGTERM);
	sigaddset(&m.signals, SIGINT);
	sigaddset(&m.signals, SIGQUIT);
	sigaddset(&m.signals, SIGHUP);
	sigaddset(&m.signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &m.signals, NULL);
	log_info("master.start", "workers=%lld", (long long)m.wanted);
	hold_back_stand_ins(&m);
	do {
		tend(&m);
		wait_and_act(&m);
	} while (!m.stopping || !nobody_left(&m));
	log_info("master.end", "all workers have ended");
}
