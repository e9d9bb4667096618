/* db_copy.c - copying a database that is in use, and looking a copy over. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db_priv.h"
#include "log.h"

/* The fault of the log's reset: up to 3.51.2, mended also in two older ones. */
static bool
reset_fault(int v)
{
	return v >= 3007000 && v < 3051003 && !(v >= 3044006 && v < 3045000) &&
	       !(v >= 3050007 && v < 3051000);
}

const char *
db_engine(const char **fault)
{
	*fault = reset_fault(sqlite3_libversion_number())
		     ? "it can damage a database that several programs write "
		       "to; igtk's own are kept apart by one lock, so let no "
		       "other program write to the file"
		     : NULL;
	return "SQLite " SQLITE_VERSION;
}

int
db_schema_ours(void)
{
	return (int)schema_steps_n;
}

enum err
db_schema_of(const char *path, int *number)
{
	struct db *db;
	enum err e = db_connect(path, DB_READ, &db);

	if (e != OK)
		return e;
	e = db_schema(db, number);
	db_close(db);
	return e;
}

/* All pages in one step: the copy is of one moment. */
static enum err
pages(struct db *from, sqlite3 *to)
{
	sqlite3_backup *b =
	    sqlite3_backup_init(to, "main", from->sqlite, "main");
	int code;

	if (b == NULL) {
		log_error("db.copy", "says=%s", sqlite3_errmsg(to));
		return ERR_IO;
	}
	code = sqlite3_backup_step(b, -1);
	(void)sqlite3_backup_finish(b);
	if (code == SQLITE_DONE)
		return OK;
	log_error("db.copy", "code=%d says=%s", code, sqlite3_errmsg(to));
	code &= 0xff;
	return code == SQLITE_FULL     ? ERR_FULL
	       : code == SQLITE_BUSY   ? ERR_BUSY
	       : code == SQLITE_NOTADB ? ERR_INVALID
				       : ERR_IO;
}

/* One file, without a log beside it. */
static enum err
settle(sqlite3 *s)
{
	return sqlite3_exec(s, "PRAGMA journal_mode = DELETE", NULL, NULL,
		   NULL) == SQLITE_OK
		   ? OK
		   : ERR_IO;
}

static enum err
into(struct db *from, const char *to)
{
	sqlite3 *s = NULL;
	enum err e = ERR_IO;
	int fd;

	if (sqlite3_open_v2(to, &s, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
		e = pages(from, s);
	if (e == OK)
		e = settle(s);
	sqlite3_close(s);
	if (e != OK)
		return e;
	if ((fd = open(to, O_RDONLY | O_CLOEXEC)) < 0 || fsync(fd) < 0)
		e = ERR_IO;
	if (fd >= 0)
		close(fd);
	return e;
}

enum err
db_copy(const char *from, const char *to)
{
	int fd;
	struct db *db;
	enum err e;

	if ((e = db_connect(from, DB_READ, &db)) != OK)
		return e;
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		e = access(to, F_OK) == 0 ? ERR_CONFLICT : ERR_IO;
	} else {
		close(fd);
		if ((e = into(db, to)) != OK)
			unlink(to);
	}
	db_close(db);
	return e;
}

/* "ok" alone, or ERR_INVALID with what was found in the log. */
static enum err
judged(struct db *db, const char *pragma)
{
	sqlite3_stmt *st = NULL;
	const char *says;
	enum err e = OK;
	int code;

	code = sqlite3_prepare_v2(db->sqlite, pragma, -1, &st, NULL);
	while (code == SQLITE_OK && (code = sqlite3_step(st)) == SQLITE_ROW) {
		says = (const char *)sqlite3_column_text(st, 0);
		if (says != NULL && strcmp(says, "ok") != 0) {
			log_error("db.damaged", "says=%s", says);
			e = ERR_INVALID;
		}
		code = SQLITE_OK;
	}
	if (code != SQLITE_DONE && e == OK)
		e = db_error(db, code, pragma);
	sqlite3_finalize(st);
	return e == ERR_IO ? ERR_INVALID : e;
}

static enum err
whole(struct db *db)
{
	enum err e = judged(db, "PRAGMA integrity_check(20)");

	return e == OK ? judged(db, "PRAGMA foreign_key_check") : e;
}

enum err
db_whole(struct db *db)
{
	enum err e;

	db->guarded = false; /* no statement of ours says what these do */
	e = whole(db);
	db->guarded = true;
	return e;
}

enum err
db_inspect(const char *path)
{
	struct db *db;
	int number;
	enum err e;

	if ((e = db_connect(path, DB_WRITE, &db)) != OK)
		return e;
	if ((e = db_schema(db, &number)) == OK && number == 0)
		e = ERR_INVALID;
	if (e == OK)
		e = whole(db);
	if (e == OK && sqlite3_exec(db->sqlite, "PRAGMA journal_mode = WAL",
			   NULL, NULL, NULL) != SQLITE_OK)
		e = ERR_IO;
	db_close(db);
	return e;
}
