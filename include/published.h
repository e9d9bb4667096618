/* published.h - what anybody may look up: who published what. */
#ifndef PUBLISHED_H
#define PUBLISHED_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "score.h"

struct arena;
struct db;

/* An organisation and its newest final publication, if there is one. */
struct published_row {
	const char *code, *name, *type;
	const char *version; /* NULL: nothing was published */
	int64_t at, number;  /* of the edition */
	bool late;
	int percent; /* -1: nothing was in play */
	unsigned below;
	enum grade grade;
	const char *grade_text; /* the set's words */
};
struct published_rows {
	struct published_row *v;
	size_t n;
};

struct published_filter {
	const char *like; /* in the code or the name, any case; "": all */
	const char *type; /* "": all */
	int64_t skip, most;
};

/* By name: at most `most` after the first `skip`; *more: there are others. */
MUST_USE enum err published_search(struct db *, struct arena *,
    const struct published_filter *, struct published_rows *, bool *more);

struct published_type {
	const char *code, *name;
};
struct published_types {
	struct published_type *v;
	size_t n;
};
/* The types of organisation that are here, by name. */
MUST_USE enum err published_types(
    struct db *, struct arena *, struct published_types *);
#endif
