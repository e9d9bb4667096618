/*
 * db.h - the door to the records.  Work is done in unit functions, so that it
 * can be run again and so that another engine can stand behind the same door.
 */
#ifndef DB_H
#define DB_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db; /* one connection, of one process */

enum db_mode {
	DB_READ,  /* cannot write, whatever a statement says */
	DB_WRITE, /* units may write */
};

/* Who does something, and through what: stands in every audit row. */
struct actor {
	int64_t person;     /* 0: the operator at the command line */
	const char *name;   /* user name */
	const char *source; /* "web", "cli" */
};

/* A change: whose chain it belongs to, who makes it, and its number. */
struct unit {
	int64_t org; /* 0: the installation itself */
	int64_t op;  /* the form's one-time number; 0: none, may repeat */
	struct actor by;
	bool repeated; /* out: op was done before; nothing was written now */
};

/* The chain's head, locked for the unit that is running. */
struct db_head {
	int64_t org;
	int64_t seq; /* of the last row */
	int64_t at;  /* this unit's instant: never before the last row's */
	unsigned char hash[32]; /* of the last row */
	const struct actor *by;
	unsigned rows; /* audit rows this unit has added */
};

/*
 * Open the database file.  ERR_NOTFOUND: there is no such file.  ERR_INVALID:
 * not an igtk database, or its schema is newer or older than this program's
 * (logged with both numbers).  ERR_IO: cannot be opened.
 */
MUST_USE enum err db_open(const char *path, enum db_mode, struct db **);
void db_close(struct db *); /* NULL is accepted */

/*
 * Have the engine read every statement of this program, and end the process
 * where it does not understand one: before a service starts, so that nobody
 * meets a mistyped statement later.  They stay prepared until db_close.
 */
void db_try_all(struct db *);

/*
 * Create the file if it is not there and bring the schema up to date, in one
 * transaction.  ERR_INVALID: not ours, or newer than this program.
 */
MUST_USE enum err db_migrate(const char *path);

/*
 * Copy the records as they are at this moment into a new file, while others
 * read and write.  The copy is whole, synced and needs no other file beside
 * it.  ERR_CONFLICT: there is such a file.  ERR_NOTFOUND, ERR_FULL, ERR_IO.
 */
MUST_USE enum err db_copy(const char *from, const char *to);

/*
 * Look over every page, index and reference of a file that nobody uses, and
 * make it ready for use.  ERR_INVALID: it is damaged or not ours (logged).
 */
MUST_USE enum err db_inspect(const char *path);

/*
 * The same of records in use, as they are at this moment: they are read and
 * nothing else.  ERR_INVALID: they are damaged (logged).
 */
MUST_USE enum err db_whole(struct db *);

/*
 * Fold the engine's log back into the file, while others read and write; left
 * is how many pages of it stay, because somebody reads them.  Needs a
 * DB_WRITE.  ERR_FULL, ERR_IO.
 */
MUST_USE enum err db_fold(struct db *, int *left);

/*
 * The engine and its version, for people; *fault is what is known to be wrong
 * with that version, or NULL.
 */
const char *db_engine(const char **fault);

/* The schema of a file, and the one that this program works with. */
MUST_USE enum err db_schema_of(const char *path, int *number);
int db_schema_ours(void);

typedef enum err db_reader(struct db *, void *arg);
typedef enum err db_writer(struct db *, struct db_head *, void *arg);

/* Run fn against one unchanging picture of the records. */
MUST_USE enum err db_read(struct db *, db_reader *fn, void *arg);

/*
 * Run fn, which may also write: what it reads before, between and after its
 * units is one picture each, so that a list is as long as it was counted.
 */
MUST_USE enum err db_look(struct db *, db_reader *fn, void *arg);

/*
 * Run fn as one change of u->org: everything it writes is stored, with its
 * audit rows, if it returns OK, and nothing otherwise.  fn may be run again,
 * so it must touch nothing but the database and its arg.  A unit that wrote
 * no audit row is a fault of ours and ends the process.  OK with u->repeated:
 * op was done before.  ERR_BUSY, ERR_FULL, ERR_IO: as err.h says.
 */
MUST_USE enum err db_write(
    struct db *, struct unit *u, db_writer *fn, void *arg);

/*
 * Was the change with u's number made already?  For those who would have to
 * ask somebody a question again otherwise.  OK or ERR_NOTFOUND.
 */
MUST_USE enum err db_done(struct db *, const struct unit *u);

/*
 * As db_write, for what is no act of anybody's and leaves no audit row: a
 * session was seen, an attempt was counted.
 */
MUST_USE enum err db_note(struct db *, db_reader *fn, void *arg);

/*
 * Could something be saved now?  Nothing is, and nobody is waited for longer
 * than so many microseconds.  OK also when somebody else saved meanwhile.
 * ERR_BUSY: one change goes on all that time.  ERR_FULL: there is no room.
 * ERR_IO.  For connections that may write.
 */
MUST_USE enum err db_probe(struct db *, int64_t within);

struct db_sizes {
	int64_t bytes;      /* of the records */
	int64_t log_bytes;  /* of what is not folded into them yet */
	int64_t free_bytes; /* on their disk, for this user */
};
/* ERR_IO: they cannot be looked at. */
MUST_USE enum err db_sizes(const char *path, struct db_sizes *);

/* A new id: positive, growing within the process, unlikely elsewhere. */
int64_t db_id(struct db *);

/*
 * The statements.  SQL(name, .param = value, ...) comes from build/gen/sql.h,
 * made from core/<domain>.sql; SQL0(name) for one without parameters.
 */
struct sql_call {
	unsigned which;     /* enum sql */
	const void *params; /* its struct; NULL for none */
};

/* Run a statement that returns no rows. */
MUST_USE enum err db_do(struct db *, struct sql_call);

/*
 * Run a statement and read its first row with the db_col calls below, one for
 * each column in order.  ERR_NOTFOUND: no row.
 */
MUST_USE enum err db_ask(struct db *, struct sql_call);

/*
 * Run a statement for many rows: db_next is true for each, and db_end tells
 * how it ended.  One statement at a time: read the rows before the next one.
 */
void db_list(struct db *, struct sql_call);
bool db_next(struct db *);
MUST_USE enum err db_end(struct db *);

/* Rows changed by the last db_do or db_ask. */
int64_t db_changed(struct db *);

/*
 * The next column of the present row.  Reading fewer or more columns than the
 * statement returns ends the process: the reader and the SQL have drifted.
 */
int64_t db_int(struct db *);                      /* NULL reads as 0 */
int64_t db_int_or(struct db *, int64_t none);     /* NULL reads as none */
day db_day(struct db *);                          /* NULL: DAY_NONE */
const char *db_text(struct db *, struct arena *); /* NULL: NULL */
void db_rest(struct db *);                        /* pass over the others */
void db_blob(struct db *, void *out, size_t n);   /* exactly n, or zeros */

struct bytes {
	const void *p;
	size_t n;
};
#endif
