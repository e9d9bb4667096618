/*
 * csv.h - rows of separated values: read from any file within limits and in
 * bounded memory, and written so that no spreadsheet runs them.
 */
#ifndef CSV_H
#define CSV_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "err.h"

struct buf;

#define CSV_COLUMNS 200
#define CSV_CELL (64 * 1024)  /* bytes of one cell, in UTF-8 */
#define CSV_ROW (1024 * 1024) /* of all cells of one row */
#define CSV_LINES 1000000

/* Bytes that may be read from any place, more than once. */
struct csv_source {
	/* Up to n bytes at this place: 0 at the end, -1 where it failed. */
	ssize_t (*read)(void *from, int64_t at, char *to, size_t n);
	void *from;
};
/* A regular file; from points to its descriptor. */
ssize_t csv_read_fd(void *from, int64_t at, char *to, size_t n);

enum csv_encoding { CSV_UTF8, CSV_UTF16_LE, CSV_UTF16_BE, CSV_WINDOWS };

/* What the whole of a file is like. */
struct csv_nature {
	enum csv_encoding encoding;
	int mark;       /* bytes of the byte order mark at the beginning */
	char separator; /* , ; or a tab: whatever parts the first row most */
	int64_t bytes, lines;
	unsigned char digest[32]; /* SHA-256 of the bytes */
};
#define CSV_WHY 200 /* a sentence without full stop, and its NUL */

/*
 * Read it once from end to end.  ERR_INVALID: it is empty, holds NULs or two
 * encodings, is a workbook or too long; why says so, and what to do.  ERR_IO:
 * it cannot be read.
 */
MUST_USE enum err csv_look(
    const struct csv_source *, struct csv_nature *, char why[CSV_WHY]);
const char *csv_encoding_name(enum csv_encoding); /* "UTF-8" */

struct csv_row {
	int64_t line;       /* where it begins; 1 is the first */
	const char **cells; /* until the next call; cut off after a fault */
	size_t n;
	const char *fault; /* why it cannot be taken; NULL: it can */
};

struct csv;
struct csv *csv_open(const struct csv_source *, const struct csv_nature *);
void csv_close(struct csv *); /* NULL is accepted */

/*
 * The next row that is not blank.  ERR_NOTFOUND: there is none.  ERR_INVALID:
 * the rest cannot be read, csv_why says why.  ERR_IO: it cannot be read.
 */
MUST_USE enum err csv_next(struct csv *, struct csv_row *);
const char *csv_why(const struct csv *);
int64_t csv_at(const struct csv *); /* lines read so far */

/* The byte order mark that makes spreadsheets read what follows as UTF-8. */
void csv_begin(struct buf *);
/*
 * A cell in quotes, after a comma unless it is the first of its row.  An
 * apostrophe goes before what a spreadsheet would take for a formula.
 */
void csv_put(struct buf *, const char *cell, bool first);
void csv_end(struct buf *); /* of a row */
/* The cell without the apostrophe that csv_put has set before it. */
const char *csv_plain(const char *cell);
#endif
