/* meter.c - counting in memory that processes share. */
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "clock.h"
#include "meter.h"

/* No lock may stand behind a count: whoever held it could be killed. */
_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "64 bit counts need no lock");

struct meter *
meter_open(void)
{
	struct meter *m = mmap(NULL, sizeof(*m), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (m == MAP_FAILED)
		abort();
	m->began = clock_now();
	return m;
}

void
meter_answer(struct meter *m, int status, int64_t us)
{
	if (m == NULL)
		return;
	if (status >= 100 && status < 600)
		m->answers[status / 100]++;
	if (us > 0)
		m->us += (uint64_t)us;
	if (status == 500)
		m->failed++;
	else if (status == 503)
		m->busy++;
	else if (status == 507)
		m->full++;
}

void
meter_sign_in(struct meter *m, enum sign_in_result result)
{
	if (m != NULL)
		m->sign_ins[result]++;
}
