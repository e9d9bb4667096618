/* library.h - the law and guidance that requirements come from. */
#ifndef LIBRARY_H
#define LIBRARY_H
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;

struct source_row {
	const char *code, *title;    /* "dpa-1998" */
	int64_t requirements, types; /* of how many types how many name it */
};
struct source_rows {
	struct source_row *v;
	size_t n;
};

/* Every source that the newest set of some type names, by title. */
MUST_USE enum err library_list(
    struct db *, struct arena *, struct source_rows *);

/* A requirement that comes from a source. */
struct citing {
	const char *type, *type_name, *version;
	int64_t revision;
	const char *number, *title;
};
struct source {
	const char *code, *title;
	struct {
		struct citing *v;
		size_t n;
	} citings; /* by the type's name, then by number */
};

/*
 * One source, with all that come from it in the newest set of each type.
 * ERR_NOTFOUND: no such set names it.
 */
MUST_USE enum err library_read(
    struct db *, struct arena *, const char *code, struct source *);
#endif
