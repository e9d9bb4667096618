/*
 * responsibility.h - who holds what: people, groups and duties beside the named
 * duties and the requirements of a year (behaviour.md section 5).
 */
#ifndef RESPONSIBILITY_H
#define RESPONSIBILITY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue.h"
#include "day.h"
#include "err.h"
#include "holder.h"

struct arena;
struct assessment;
struct buf;
struct db;

enum matrix_show {
	MATRIX_HOLDING, /* whoever holds something */
	MATRIX_WAITING, /* whoever has a duty to accept */
	MATRIX_ALL,
	MATRIX_SHOWS
};
struct matrix_filter {
	const char *name; /* part of a name, of any case; "" for all */
	enum matrix_show show;
	int64_t skip, limit; /* limit 0: all of them */
};

struct matrix_duty {
	const char *code, *title;
	bool vacant; /* nobody holds it on the day */
};
struct matrix_row {
	enum holder_kind kind;
	int64_t key;             /* of the person or the group; else 0 */
	int64_t holder;          /* 0: nothing belongs to them */
	const char *name, *user; /* user: "" but for people */
	const char *unit, *post; /* of the staff record; "" */
	bool closed;
};
enum matrix_mark_kind {
	MARK_HOLDS,   /* a duty, accepted on the day */
	MARK_WAITS,   /* a duty, named and not accepted since the day */
	MARK_OVER,    /* a duty, until the day */
	MARK_TO_COME, /* a duty, from the day */
	MARK_DEPUTY,  /* of a duty */
	MARK_OWNS,    /* a requirement */
	MARK_HELPS,   /* deputy for a requirement */
};
struct matrix_mark {
	enum matrix_mark_kind kind;
	size_t row;
	size_t column; /* of the duties, or of the set's requirements */
	day on;
};
struct matrix {
	struct {
		struct matrix_duty *v;
		size_t n;
	} duties; /* by title, none that is closed */
	struct {
		struct matrix_row *v;
		size_t n, people; /* people come first */
	} rows;
	struct {
		struct matrix_mark *v;
		size_t n;
	} marks;                      /* by row */
	bool more;                    /* there are people behind them */
	size_t held, waiting, vacant; /* duties of the organisation */
};

/*
 * People by name, at most limit after the first `skip`; groups and duties that
 * requirements belong to behind the first of them.  s and c NULL: without
 * requirements.
 */
MUST_USE enum err matrix_read(struct db *, struct arena *, int64_t org,
    const struct assessment *s, const struct catalogue *c,
    const struct matrix_filter *, day today, struct matrix *);

/* "Accepted 2026-05-04", "Deputy": as a file says it. */
const char *matrix_word(struct arena *, const struct matrix_mark *);

/*
 * All of it as rows of text: what a column is called, and each row.  put is
 * called for each cell, first says where a row begins.
 */
typedef void matrix_put(void *arg, const char *cell, bool first);
void matrix_table(struct arena *, const struct matrix *,
    const struct catalogue *, matrix_put *, void *arg);
#endif
