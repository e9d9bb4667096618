/* pace.c - counting in memory that processes share, minute by minute. */
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "clock.h"
#include "pace.h"

#define SLOTS 4096
#define NEAR 8 /* slots that are looked at for one token */
#define COUNT_BITS 20
#define MINUTE (60 * SECOND)

/* The minute above, the count below: both change in one step. */
struct slot {
	_Atomic int64_t token;
	_Atomic uint64_t count;
};
struct pace {
	struct slot v[SLOTS];
};

_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "64 bit counts need no lock");

struct pace *
pace_open(void)
{
	struct pace *p = mmap(NULL, sizeof(*p), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		abort();
	return p;
}

/*
 * The token's slot, or one that nobody used in this minute.  Where all are
 * taken two tokens share one, and are counted together.
 */
static struct slot *
slot_of(struct pace *p, int64_t token, uint64_t minute)
{
	size_t at = (size_t)token % SLOTS, i;
	struct slot *s, *spare = NULL;

	for (i = 0; i < NEAR; i++) {
		s = &p->v[(at + i) % SLOTS];
		if (s->token == token)
			return s;
		if (spare == NULL && s->count >> COUNT_BITS != minute)
			spare = s;
	}
	if (spare == NULL)
		return &p->v[at];
	spare->token = token;
	spare->count = minute << COUNT_BITS;
	return spare;
}

int64_t
pace_take(struct pace *p, int64_t token, int64_t most, int64_t now)
{
	uint64_t minute = (uint64_t)(now / MINUTE), was, is;
	struct slot *s = slot_of(p, token, minute);

	was = s->count;
	do {
		is = was >> COUNT_BITS == minute ? was : minute << COUNT_BITS;
		if ((int64_t)(is & ((1u << COUNT_BITS) - 1)) >= most)
			return 60 - now % MINUTE / SECOND;
	} while (!atomic_compare_exchange_weak(&s->count, &was, is + 1));
	return 0;
}
