/* extract.h - every organisation's final status on a day, for a regulator. */
#ifndef EXTRACT_H
#define EXTRACT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clock.h"
#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;

/* The newest final edition by then. */
struct extract_published {
	const char *version; /* ""; nothing was published */
	int64_t edition, at;
	bool late;
	int percent; /* -1: nothing in play */
	int64_t below;
	const char *grade;    /* grade_name */
	const char *reviewed; /* the grade by a review from outside; "" */
};
struct extract_row {
	const char *code, *name, *type; /* as they were at the end of the day */
	const char *version;            /* that counts; "" */
	day due_on;                     /* of it; DAY_NONE for "" */
	bool started;                   /* it was opened by then */
	bool published;                 /* and its final stage published */
	/* Of that version where it was published, else of one before it. */
	struct extract_published last;
};
typedef enum err extract_sink(void *arg, const struct extract_row *);

/*
 * Each organisation, by code, at the end of a day.  The version that counts is
 * the newest one that was published by then, or whose last day was past by
 * then, opened or not; where there is none, the newest one it had opened.  A
 * version that was never opened was due on the first last day of a year after
 * it could be opened: it was released, its set was loaded, and the organisation
 * was there and of its type.
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
/* What was published of the version that counts, and of those before it;
 * version "" for nothing. */
const struct extract_published *extract_counts(const struct extract_row *);
const struct extract_published *extract_before(const struct extract_row *);

/* Numbers and the instant as text; all "" where nothing was published. */
struct extract_words {
	char percent[12], below[24], edition[24], at[INSTANT_TEXT_SIZE];
	const char *late; /* "yes", "no" */
};
void extract_words(const struct extract_published *, struct extract_words *);

/* The file's first line, and a row of it. */
void extract_csv_head(struct buf *);
void extract_csv_row(struct buf *, const struct extract_row *);
#endif
