/* progress.h - how far long work has come, on standard error. */
#ifndef PROGRESS_H
#define PROGRESS_H
#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what;
	bool terminal, shown;
	int64_t told; /* clock_ticks */
};

/* what: "rows", in the line below. */
void progress_begin(struct progress *, const char *what);
/*
 * "rows 12,000 of 48,310  25%": one line that is written anew on a terminal,
 * ten times a second at most; elsewhere a line every ten seconds.
 */
void progress_tell(struct progress *, int64_t done, int64_t of);
/* Take the line off the terminal, before anything else is said. */
void progress_end(struct progress *);
#endif
