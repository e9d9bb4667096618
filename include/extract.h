/* extract.h - every organisation's final status on a day, for a regulator. */
#ifndef EXTRACT_H
#define EXTRACT_H
#include <stdbool.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;

struct extract_row {
	const char *code, *name, *type;
	const char *version; /* of the newest year opened by then; "" */
	bool published;      /* its final stage, by then */
	int64_t edition, at;
	bool late, superseded; /* superseded: edition is not the first */
	int percent;           /* -1: nothing in play, or not published */
	int64_t below;
	const char *grade;    /* grade_name; "" where not published */
	const char *reviewed; /* the grade by a review from outside; "" */
	day due_on;           /* DAY_NONE: no year was opened */
};
typedef enum err extract_sink(void *arg, const struct extract_row *);

/*
 * Each organisation, by code: its newest final publication as it stood at the
 * end of a day, or else the newest year it had opened by then, unpublished.
 */
MUST_USE enum err extract_on(
    struct db *, struct arena *, day on, extract_sink *, void *arg);
/* The same where one picture of the records is read already. */
MUST_USE enum err extract_within(
    struct db *, struct arena *, day on, extract_sink *, void *arg);

/* "published", "not published", "not started" */
const char *extract_status(const struct extract_row *);

/* The file's first line, and a row of it. */
void extract_csv_head(struct buf *);
void extract_csv_row(struct buf *, const struct extract_row *);
#endif
