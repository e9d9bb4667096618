/* extract.h - every organisation's final status on a day, for a regulator. */
#ifndef EXTRACT_H
#define EXTRACT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;

struct extract_row {
	const char *code, *name, *type; /* as they were at the end of the day */
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
 * ERR_IO: a row of the audit trail is not as this program writes it.
 */
MUST_USE enum err extract_on(
    struct db *, struct arena *, day on, extract_sink *, void *arg);
/* The same where one picture of the records is read already. */
MUST_USE enum err extract_within(
    struct db *, struct arena *, day on, extract_sink *, void *arg);

/* ---- what extract_within is made of ---- */

/* What an organisation was from an instant on, as the audit trail has it. */
struct extract_state {
	int64_t org, at;
	const char *detail;      /* of the row, JSON */
	const char *name, *type; /* out of it */
};
/* Of those that were ever changed: by code of the organisation, then time. */
struct extract_past {
	struct extract_state *v;
	size_t n;
};
/* Those states that began before an instant, without name and type. */
MUST_USE enum err extract_told(
    struct db *, struct arena *, int64_t before, struct extract_past *);
/* The list itself, where it is known what they were. */
MUST_USE enum err extract_list(struct db *, struct arena *, day on,
    const struct extract_past *, extract_sink *, void *arg);

/* ---- as words ---- */

/* "published", "not published", "not started" */
const char *extract_status(const struct extract_row *);

/* The file's first line, and a row of it. */
void extract_csv_head(struct buf *);
void extract_csv_row(struct buf *, const struct extract_row *);
#endif
