/* extract_priv.h - what the files of the regulator's list share. */
#ifndef EXTRACT_PRIV_H
#define EXTRACT_PRIV_H
#include <stddef.h>

#include "extract.h"

/* A version as it was asked of a type of organisation. */
struct extract_set {
	const char *type, *version;
	const char *final_md; /* "03-31": the last day of its years */
	day released_on;
	day from; /* on which it could be opened here first */
};
struct extract_sets {
	struct extract_set *v; /* the newest first */
	size_t n;
};
/* Those that were there by the end of a day. */
MUST_USE enum err extract_sets(
    struct db *, struct arena *, day on, struct extract_sets *);

/* The newest year that an organisation had opened. */
struct extract_newest {
	const char *version; /* "": none */
	day released_on;     /* DAY_NONE: none */
};

/*
 * A version newer than all that an organisation had opened, of its type, whose
 * last day was past on a day: sets version and due_on; false: there is none.
 * life is what it was by then, at least one state, oldest first.
 */
bool extract_missed(const struct extract_sets *,
    const struct extract_past *life, const struct extract_newest *, day on,
    const char **version, day *due_on);
#endif
