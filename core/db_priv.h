/* db_priv.h - what the files of the door share; no other room includes it. */
#ifndef DB_PRIV_H
#define DB_PRIV_H
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db.h"

enum sql_kind {
	SQL_KIND_INT,
	SQL_KIND_REF,  /* 0 is NULL */
	SQL_KIND_TEXT, /* NULL is NULL */
	SQL_KIND_DAY,  /* DAY_NONE is NULL */
	SQL_KIND_BLOB, /* p NULL is NULL */
};

struct sql_param {
	size_t offset; /* in the statement's struct */
	enum sql_kind kind;
};

struct sql_text {
	const char *name, *text;
	const struct sql_param *params;
	int n;
};

extern const struct sql_text sql_texts[];
extern const size_t sql_texts_n;

struct schema_step {
	int number;
	const char *file, *text;
};

extern const struct schema_step schema_steps[];
extern const size_t schema_steps_n;

#define DB_APPLICATION_ID 0x4947544b /* "IGTK" */
#define DB_WAIT_MS 5000              /* for whoever holds the file */
#define DB_WAL_PAGES 4000            /* fold the log back at this length */

struct db {
	sqlite3 *sqlite;
	sqlite3_stmt **prepared;   /* by enum sql; NULL until first used */
	sqlite3_stmt *row;         /* the statement whose row is being read */
	int column, columns;       /* the next of its columns, and how many */
	sqlite3_stmt *begin, *end; /* of a read; prepared when first used */
	enum err ended;            /* how the last db_list ended */
	int64_t changed;
	int64_t last_id;
	enum db_mode mode;
	int lock_fd; /* the fair lock round every write; -1 for a reader */
	int wal_pages;
	bool
	    guarded; /* the authorizer refuses what no statement of ours does */
	bool dead;   /* the transaction met an error: nothing more in it */
	bool looks;  /* reads between units share a picture */
};

/* What SQLite said, as ours; logged here, once. */
enum err db_error(struct db *, int code, const char *what);

/* The statement, prepared; ends the process where it cannot be. */
sqlite3_stmt *db_prepared(struct db *, unsigned which);

/* Within db_look: a read outside a unit begins a picture or goes on in it. */
void db_picture(struct db *);

/* The lock file beside the database: opened once, held over each write. */
enum err db_lock_open(const char *path, int *fd);
enum err db_lock(int fd);
void db_unlock(int fd);

/* Open the file and set what every connection needs; no schema check. */
enum err db_connect(const char *path, enum db_mode, struct db **);

/* The schema's number in the file; 0 for an empty file. */
enum err db_schema(struct db *, int *number);
#endif
