/*
 * import.h - files of staff and of completions: which column is what, what a
 * file would change, and taking it in (man igtk-import(5)).
 */
#ifndef IMPORT_H
#define IMPORT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "csv.h"
#include "day.h"
#include "err.h"

struct arena;
struct buf;
struct db;
struct unit;

enum import_kind { IMPORT_STAFF, IMPORT_TRAINING };
const char *import_kind_name(enum import_kind); /* "staff", "training" */

/* ---- which column is what ---- */

enum import_field {
	IMPORT_NONE,
	IMPORT_NUMBER,
	IMPORT_ASSIGNMENT,
	IMPORT_FIRST,
	IMPORT_LAST,
	IMPORT_NAME, /* both in one */
	IMPORT_UNIT,
	IMPORT_GROUP,
	IMPORT_POSITION,
	IMPORT_STARTS,
	IMPORT_ENDS,
	IMPORT_MANAGER,
	IMPORT_MAIL,
	IMPORT_BADGE,
	IMPORT_USER,
	IMPORT_COURSE,
	IMPORT_REQUIRED,
	IMPORT_MET,
	IMPORT_DONE,
	IMPORT_EXPIRES,
	IMPORT_SCORE,
	IMPORT_FIELDS
};
const char *import_field_name(enum import_field);  /* "employee-number" */
const char *import_field_title(enum import_field); /* "Employee number" */
/* IMPORT_NONE for what names none. */
enum import_field import_field_named(const char *name);
/* May a file of this kind have it? */
bool import_field_of(enum import_kind, enum import_field);

struct import_columns {
	const char *header[CSV_COLUMNS]; /* as in the file */
	enum import_field as[CSV_COLUMNS];
	size_t n;
};

/*
 * The first row of a file as columns that are nothing yet.  ERR_INVALID: it
 * cannot be read, why says why.  ERR_IO.
 */
MUST_USE enum err import_headers(struct arena *, const struct csv_source *,
    const struct csv_nature *, struct import_columns *, char why[CSV_WHY]);

/* Guess by the names that such columns have: the profile "esr". */
void import_guess(enum import_kind, struct import_columns *);

/* What is wrong with these columns, to be shown; NULL: nothing. */
const char *import_columns_fault(
    struct arena *, enum import_kind, const struct import_columns *);

/* ---- mapping profiles ---- */

#define IMPORT_PROFILE "esr" /* the one that is built in */

struct import_profiles {
	const char **v; /* names; the built-in one is not among them */
	size_t n;
};
MUST_USE enum err import_profiles(struct db *, struct arena *, int64_t org,
    enum import_kind, struct import_profiles *);

/* Apply a profile by its name ("" is "esr").  ERR_NOTFOUND: no such. */
MUST_USE enum err import_profile_use(struct db *, struct arena *, int64_t org,
    enum import_kind, const char *name, struct import_columns *);

/*
 * Keep these columns under a name of 1 to 40 characters, in place of what it
 * stood for.  ERR_INVALID: not such a name.  ERR_CONFLICT: it is "esr".
 */
MUST_USE enum err import_profile_save(struct db *, struct unit *,
    enum import_kind, const char *name, const struct import_columns *);

/* ---- taking a file in ---- */

#define IMPORT_SHOWN 50 /* rows that a report names */

struct import_line {
	int64_t line;      /* 0: not of a row */
	const char *says;  /* a sentence without full stop */
	const char *cells; /* of a refused row, as a line of CSV; else "" */
};
struct import_lines {
	struct import_line v[IMPORT_SHOWN];
	size_t n;
};

struct import_report {
	int64_t run; /* 0: a dry run */
	int64_t seen, added, changed, same, refused;
	int64_t skipped;   /* said of themselves that nothing was done */
	int64_t missing;   /* at work on record, and not in the file */
	int64_t expired;   /* taken as history: they do not count any more */
	int64_t differing; /* their expiry is not the one of our rule */
	int64_t groups;    /* of staff, made for the file */
	int64_t noted;     /* taken, but not as they stood */
	struct import_lines refusals, notes, absent;
	char why[CSV_WHY]; /* for ERR_INVALID */
};

struct import_job {
	enum import_kind kind;
	const struct csv_source *source;
	const struct csv_nature *nature;
	const struct import_columns *columns;
	const char *file_name, *profile;
	bool part;    /* who is not in it is not missing */
	int64_t file; /* of those that wait; 0: none of them */
	day today;
	/* Called now and then with the lines read; NULL for nobody. */
	void (*progress)(void *, int64_t lines);
	void *progress_arg;
	/*
	 * Each refused row in turn; line NULL before the first, which may
	 * come again: forget what came before.  NULL for nobody.
	 */
	void (*refusal)(void *, const struct import_line *);
	void *refusal_arg;
};

/*
 * Say what the file would change, writing nothing.  ERR_INVALID: the file
 * cannot be read to its end, report->why says why.
 */
MUST_USE enum err import_try(struct db *, struct arena *, int64_t org,
    const struct import_job *, struct import_report *);

/* The same where the records are being read already. */
MUST_USE enum err import_try_within(struct db *, struct arena *, int64_t org,
    const struct import_job *, struct import_report *);

/*
 * Take it in, as one change: good rows are stored, bad ones put on record as
 * refused.  ERR_INVALID: as above, nothing was stored.  ERR_NOTFOUND: the
 * file does not wait any more.
 */
MUST_USE enum err import_apply(struct db *, struct arena *, struct unit *,
    const struct import_job *, struct import_report *);

/* ---- the files that were taken in ---- */

struct import_run_row {
	int64_t id, at;
	enum import_kind kind;
	const char *file_name, *profile, *by, *digest; /* in hexadecimal */
	int64_t seen, added, changed, same, refused, skipped;
	int64_t missing, expired, differing, noted;
};
struct import_run_rows {
	struct import_run_row *v;
	size_t n;
};
/* The newest, newest first; staff: those of staff among them. */
MUST_USE enum err import_runs(struct db *, struct arena *, int64_t org,
    bool staff, int64_t limit, struct import_run_rows *);
MUST_USE enum err import_run_read(struct db *, struct arena *, int64_t org,
    int64_t id, struct import_run_row *);
/* The first refused rows of a run: as many as a report shows. */
MUST_USE enum err import_run_refused(struct db *, struct arena *, int64_t org,
    int64_t id, struct import_lines *);
/* All of them as a file: a row of names, then line, reason and cells. */
MUST_USE enum err import_refused_csv(
    struct db *, struct arena *, int64_t org, int64_t id, struct buf *);
/* The same, row by row. */
void import_refused_head(struct buf *, const struct import_columns *);
void import_refused_put(struct buf *, const struct import_line *);
#endif
