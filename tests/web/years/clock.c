/*
 * clock.c - for tests only: the wall clock of a program, moved.
 *
 * Preloaded into a program, it adds YEARS_AHEAD seconds to what the system's
 * clock says; that clock goes on, and so does this one.  The variable is read
 * before the program begins, as igtk-fcgi empties its environment.  Clocks
 * that only measure how long something takes are left as they are.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long ahead;
static int (*the_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void
read_ahead(void)
{
	const char *s = getenv("YEARS_AHEAD");

	ahead = s != NULL ? strtol(s, NULL, 10) : 0;
	*(void **)&the_clock = dlsym(RTLD_NEXT, "clock_gettime");
	if (the_clock == NULL)
		abort();
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int bad = the_clock(id, t);

	if (bad == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		t->tv_sec += ahead;
	return bad;
}

time_t
time(time_t *out)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (out != NULL)
		*out = t.tv_sec;
	return t.tv_sec;
}

/* SQLite asks here for 'now'. */
int
gettimeofday(struct timeval *restrict v, void *restrict zone)
{
	struct timespec t;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &t);
	v->tv_sec = t.tv_sec;
	v->tv_usec = t.tv_nsec / 1000;
	return 0;
}
