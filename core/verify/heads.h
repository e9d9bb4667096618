/* heads.h - entries that were noted elsewhere, to be found unaltered. */
#ifndef HEADS_H
#define HEADS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "chains.h"

#define HEADS_MAX CHAINS_MAX

struct head {
	char org[ENTRY_CODE_SIZE];
	int64_t seq;
	unsigned char hash[CHAIN_HASH];
	bool seen;
};

struct heads {
	struct head *v; /* owned */
	size_t n;
	bool sorted;
};

void heads_clear(struct heads *);

/* Add "CODE:SEQ:HASH"; false: not of this form, or too many. */
bool heads_add(struct heads *, const char *text);

/*
 * Add each line of a file, one at least.  0: done; else the number of the
 * line that is not of this form, or -1: it cannot be read.
 */
long heads_read(struct heads *, FILE *);

/* Is e as it was noted?  True as well where nothing was noted about it. */
bool heads_match(struct heads *, const struct entry *e);

/* One that was noted and did not come by; NULL: they all did. */
const struct head *heads_missing(const struct heads *);
#endif
