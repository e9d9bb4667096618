/* reader.h - whose assessments somebody may read, besides where they act. */
#ifndef READER_H
#define READER_H
#include <stdbool.h>
#include <stdint.h>

#include "org.h"

struct reader {
	int64_t person, org; /* who, and where they act */
	/* Their session's, which knows their groups; NULL, as with programs,
	 * which ask of one organisation: no others. */
	const char *token;
	bool head;       /* they look after the parts of org */
	bool everywhere; /* the national role */
};

/*
 * The others: where they hold a role that reads, the parts of a head office,
 * or all; by name.  *more: there are more than most.
 */
MUST_USE enum err reader_orgs(struct db *, struct arena *,
    const struct reader *, int64_t most, struct orgs *, bool *more);

/* One of them, by its code.  ERR_NOTFOUND: none, or not theirs to read. */
MUST_USE enum err reader_org(struct db *, struct arena *, const struct reader *,
    const char *code, struct org *);
#endif
