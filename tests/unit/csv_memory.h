/* csv_memory.h - files that lie in memory. */
#ifndef CSV_MEMORY_H
#define CSV_MEMORY_H
#include <string.h>

#include "csv.h"

struct csv_memory {
	const char *p;
	size_t n;
};

/* In small pieces, so that what spans two blocks is met. */
static inline ssize_t
csv_memory_read(void *from, int64_t at, char *to, size_t n)
{
	const struct csv_memory *m = from;
	size_t left = (size_t)at < m->n ? m->n - (size_t)at : 0;

	if (n > 4093)
		n = 4093;
	if (n > left)
		n = left;
	if (n > 0)
		memcpy(to, m->p + at, n);
	return (ssize_t)n;
}

static inline struct csv_source
csv_memory(struct csv_memory *m, const char *p, size_t n)
{
	*m = (struct csv_memory){ p, n };
	return (struct csv_source){ csv_memory_read, m };
}
#endif
