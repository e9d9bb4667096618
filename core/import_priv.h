/* import_priv.h - one file on its way in: what the import's files share. */
#ifndef IMPORT_PRIV_H
#define IMPORT_PRIV_H
#include "buf.h"
#include "import.h"

struct db_head;

struct import_run {
	struct db *db;
	struct db_head *head; /* NULL: a dry run, nothing is written */
	int64_t org;
	const struct import_job *job;
	struct import_report *report;
	struct arena *keep;       /* lives as long as the report */
	struct arena *row;        /* emptied after each row */
	int place[IMPORT_FIELDS]; /* the column of a field; -1: none */
	struct buf cells;
};

/* Small ASCII letters and digits, everything else as single blanks. */
char *import_fold(struct arena *, const char *);

/* Is there a column for this? */
bool import_has(const struct import_run *, enum import_field);
/* The cell, without blanks at its ends; "" where there is none. */
const char *import_cell(
    const struct import_run *, const struct csv_row *, enum import_field);
/* The employee number; "" where the row has none. */
const char *import_number(const struct import_run *, const struct csv_row *);
/* "20415678-2" is the second assignment of 20415678: that, else NULL. */
const char *import_employee(const struct import_run *, const char *number);

/* Why no rule has to be asked about this row; NULL: one has. */
const char *import_unreadable(
    const struct import_run *, const struct csv_row *);
/* A day, or a sentence about what stands there instead. */
const char *import_cell_day(const struct import_run *, const struct csv_row *,
    enum import_field, day *);

/* Count and show a row that is not taken; says may live in the row's arena. */
MUST_USE enum err import_refuse(
    struct import_run *, const struct csv_row *, const char *says);
/* Something was taken, but not as it stands. */
void import_note(struct import_run *, int64_t line, const char *says);

/* Each row after the first in turn; the first error ends it. */
typedef enum err import_taker(
    struct import_run *, const struct csv_row *, void *arg);
MUST_USE enum err import_each(
    struct import_run *r, import_taker *take, void *arg);

/* The two kinds. */
MUST_USE enum err import_staff_file(struct import_run *);
MUST_USE enum err import_training_file(struct import_run *);

/* Cells as a line of CSV without its end, cut off where they are too many. */
void import_line_of(struct buf *, const char *const *cells, size_t n);
#endif
