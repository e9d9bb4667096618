/* published.h - what anybody may look up: who published what. */
#ifndef PUBLISHED_H
#define PUBLISHED_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "figure.h"
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

#define PUBLISHED_ALL (INT64_C(1) << 40) /* more than there can be */

struct published_filter {
	const char *like;   /* in the code or the name, any case; "": all */
	const char *type;   /* "": all */
	int64_t skip, most; /* most: up to PUBLISHED_ALL */
};

/* By name: at most `most` after the first `skip`; *more: there are others. */
MUST_USE enum err published_search(struct db *, struct arena *,
    const struct published_filter *, struct published_rows *, bool *more);

typedef enum err published_sink(void *arg, const struct published_row *);
/*
 * The same, each row as it is read: it lasts while it is taken.  Only an answer
 * other than OK ends it, and is passed on.
 */
MUST_USE enum err published_each(struct db *, struct arena *,
    const struct published_filter *, published_sink *, void *arg);

/* What was submitted last, where nothing final was. */
struct published_stage {
	const char *version;
	enum figure_stage stage;
	int64_t at;
};
/* ERR_NOTFOUND: no stage either. */
MUST_USE enum err published_stage(
    struct db *, struct arena *, const char *code, struct published_stage *);

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
