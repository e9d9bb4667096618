/* migrate.c - bringing a database file up to this program's schema. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "clock.h"
#include "db_priv.h"
#include "log.h"

static enum err
one_int(struct db *db, const char *sql, int *v)
{
	sqlite3_stmt *st = NULL;
	int code = sqlite3_prepare_v2(db->sqlite, sql, -1, &st, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(st);
	if (code == SQLITE_ROW)
		*v = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return code == SQLITE_ROW ? OK : db_error(db, code, sql);
}

enum err
db_schema(struct db *db, int *number)
{
	int id = 0, tables = 0;
	enum err e;

	if ((e = one_int(db, "PRAGMA application_id", &id)) != OK ||
	    (e = one_int(db, "SELECT count(*) FROM sqlite_schema", &tables)) !=
		OK)
		return e;
	if (id == 0 && tables == 0) {
		*number = 0;
		return OK;
	}
	if (id != DB_APPLICATION_ID) {
		log_error("db.foreign", "advice=%s",
		    "this file is a database of another program");
		return ERR_INVALID;
	}
	return one_int(db, "SELECT max(number) FROM schema_version", number);
}

static enum err
run(struct db *db, const char *sql)
{
	int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? OK : db_error(db, code, "migrate");
}

/* The number goes in first, so that of two starters one waits and stops. */
static enum err
step(struct db *db, const struct schema_step *s)
{
	char sql[256];
	enum err e = OK;

	if (s->number == 1)
		e = run(db,
		    "CREATE TABLE schema_version (number INTEGER PRIMARY KEY,"
		    " at INTEGER NOT NULL) STRICT");
	snprintf(sql, sizeof(sql),
	    "INSERT INTO schema_version VALUES (%d, %lld);"
	    "PRAGMA application_id = %d; PRAGMA user_version = %d",
	    s->number, (long long)clock_now(), DB_APPLICATION_ID, s->number);
	if (e == OK && (e = run(db, sql)) == OK)
		e = run(db, s->text);
	return e;
}

/* All steps that are missing, or none of them. */
static enum err
steps(struct db *db, int number)
{
	size_t i;
	enum err e = run(db, "BEGIN IMMEDIATE");

	for (i = (size_t)number; i < schema_steps_n && e == OK; i++)
		e = step(db, &schema_steps[i]);
	if (e == OK)
		e = run(db, "COMMIT");
	if (e != OK)
		sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
	for (i = (size_t)number; i < schema_steps_n && e == OK; i++)
		log_info("db.migrated", "step=%s", schema_steps[i].file);
	return e;
}

static enum err
up_to_date(struct db *db)
{
	int number = 0;
	enum err e;

	if ((e = db_schema(db, &number)) != OK)
		return e;
	if (number > (int)schema_steps_n) {
		log_error("db.schema", "schema=%d program=%zu advice=%s",
		    number, schema_steps_n, "install the newer program");
		return ERR_INVALID;
	}
	if (number == 0 && (e = run(db, "PRAGMA journal_mode = WAL")) != OK)
		return e;
	return number == (int)schema_steps_n ? OK : steps(db, number);
}

enum err
db_migrate(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	struct db *db;
	enum err e;

	if (fd < 0) {
		log_error("db.create", "path=%s error=%d", path, errno);
		return errno == ENOSPC ? ERR_FULL : ERR_IO;
	}
	close(fd);
	if ((e = db_connect(path, DB_WRITE, &db)) != OK)
		return e;
	if ((e = db_lock(db->lock_fd)) == OK) {
		e = up_to_date(db);
		db_unlock(db->lock_fd);
	}
	db_close(db);
	return e;
}
