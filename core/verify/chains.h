/* chains.h - following every chain of an export at once, by its hashes. */
#ifndef CHAINS_H
#define CHAINS_H
#include <stdbool.h>
#include <stddef.h>

#include "entry.h"

#define CHAINS_MAX 100000

/* The newest entry of one chain. */
struct chain {
	char org[ENTRY_CODE_SIZE];
	int64_t seq, at;
	unsigned char hash[CHAIN_HASH];
};

struct chains {
	struct chain *v; /* owned; in the order in which they began */
	size_t n;
	int64_t rows;
	/* private: where in v a chain stands, plus one, by a keyed hash */
	unsigned *slots;
	unsigned char key[16];
};

/* Why an entry cannot be what was written. */
struct fault {
	char reason[160];
};

void chains_open(struct chains *);
void chains_close(struct chains *);

/* Take the next entry; false: it does not follow, and f says why. */
bool chains_take(struct chains *, const struct entry *, struct fault *f);
#endif
