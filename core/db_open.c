/* db_open.c - opening the file, and what every connection is held to. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "db_priv.h"
#include "log.h"

static enum err
full_or_io(sqlite3 *sqlite)
{
	int cause = sqlite3_system_errno(sqlite);

	if (cause == 0) /* it is not kept when COMMIT fails */
		cause = errno;
	if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG)
		return ERR_FULL;
	return ERR_IO;
}

static enum err
constraint(int code)
{
	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return ERR_CONFLICT;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return ERR_NOTFOUND;
	case SQLITE_CONSTRAINT_TRIGGER:
		return ERR_DENIED;
	default:
		return ERR_INVALID;
	}
}

enum err
db_error(struct db *db, int code, const char *what)
{
	enum err e;

	switch (code & 0xff) {
	case SQLITE_CONSTRAINT:
		e = constraint(sqlite3_extended_errcode(db->sqlite));
		break;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		e = ERR_BUSY;
		break;
	case SQLITE_FULL:
		e = ERR_FULL;
		break;
	case SQLITE_NOTADB:
		e = ERR_INVALID;
		break;
	default:
		e = full_or_io(db->sqlite);
	}
	if (e != ERR_CONFLICT)
		log_error("db.error", "what=%s code=%d says=%s", what, code,
		    sqlite3_errmsg(db->sqlite));
	db->dead = true;
	return e;
}

/* Refuse what no statement of ours does: schema changes, other files. */
static int
authorize(void *arg, int action, const char *a, const char *b, const char *c,
    const char *d)
{
	const struct db *db = arg;

	(void)b;
	(void)c;
	(void)d;
	if (!db->guarded)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_INSERT:
		return SQLITE_OK;
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		return strcmp(a, "audit") == 0 ? SQLITE_DENY : SQLITE_OK;
	default:
		return SQLITE_DENY;
	}
}

/* Writing beside another machine over a network file system loses records. */
static bool
local_disk(const char *path)
{
	struct statfs fs;
	unsigned long type;

	if (statfs(path, &fs) < 0)
		return true;
	type = (unsigned long)fs.f_type & 0xffffffffUL;
	return type != 0x6969UL && type != 0xff534d42UL &&
	       type != 0xfe534d42UL && type != 0x517bUL;
}

static int
count_pages(void *arg, sqlite3 *sqlite, const char *name, int pages)
{
	struct db *db = arg;

	(void)sqlite;
	(void)name;
	db->wal_pages = pages;
	return SQLITE_OK;
}

static const char pragmas[] =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON;"
    "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;"
    "PRAGMA synchronous = FULL;";

static enum err
set_up(struct db *db)
{
	sqlite3 *s = db->sqlite;
	int code;

	sqlite3_extended_result_codes(s, 1);
	sqlite3_busy_timeout(s, DB_WAIT_MS);
	sqlite3_db_config(s, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(s, SQLITE_LIMIT_LENGTH, 16 << 20);
	sqlite3_limit(s, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(s, SQLITE_LIMIT_EXPR_DEPTH, 60);
	code = sqlite3_exec(s, pragmas, NULL, NULL, NULL);
	if (code == SQLITE_OK && db->mode == DB_READ)
		code =
		    sqlite3_exec(s, "PRAGMA query_only = ON", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return db_error(db, code, "pragmas");
	if (db->mode == DB_WRITE) {
		sqlite3_wal_autocheckpoint(s, 0);
		sqlite3_wal_hook(s, count_pages, db);
	}
	return OK;
}

enum err
db_connect(const char *path, enum db_mode mode, struct db **out)
{
	int flags =
	    SQLITE_OPEN_NOMUTEX |
	    (mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	struct db *db;
	enum err e = OK;
	int code;

	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* only the first counts */
	if (access(path, F_OK) < 0)
		return ERR_NOTFOUND;
	if (!local_disk(path)) {
		log_error("db.network-disk", "path=%s advice=%s", path,
		    "keep the database on a disk of this machine");
		return ERR_INVALID;
	}
	if ((db = calloc(1, sizeof(*db))) == NULL ||
	    (db->prepared = calloc(sql_texts_n, sizeof(*db->prepared))) == NULL)
		abort();
	db->mode = mode;
	db->lock_fd = -1;
	code = sqlite3_open_v2(path, &db->sqlite, flags, NULL);
	if (code != SQLITE_OK)
		e = db_error(db, code, "open");
	if (e == OK)
		e = set_up(db);
	if (e == OK && mode == DB_WRITE)
		e = db_lock_open(path, &db->lock_fd);
	if (e != OK) {
		db_close(db);
		return e;
	}
	*out = db;
	return OK;
}

void
db_close(struct db *db)
{
	size_t i;

	if (db == NULL)
		return;
	for (i = 0; i < sql_texts_n; i++)
		sqlite3_finalize(db->prepared[i]);
	sqlite3_finalize(db->begin);
	sqlite3_finalize(db->end);
	sqlite3_close(db->sqlite);
	if (db->lock_fd >= 0)
		close(db->lock_fd);
	free(db->prepared);
	free(db);
}

sqlite3_stmt *
db_prepared(struct db *db, unsigned which)
{
	sqlite3_stmt **st = &db->prepared[which];
	int code;

	if (*st != NULL)
		return *st;
	code = sqlite3_prepare_v3(db->sqlite, sql_texts[which].text, -1,
	    SQLITE_PREPARE_PERSISTENT, st, NULL);
	if (code != SQLITE_OK) {
		log_error("db.prepare", "statement=%s says=%s",
		    sql_texts[which].name, sqlite3_errmsg(db->sqlite));
		abort();
	}
	return *st;
}

enum err
db_open(const char *path, enum db_mode mode, struct db **out)
{
	int number = 0;
	struct db *db;
	enum err e;

	if ((e = db_connect(path, mode, &db)) != OK)
		return e;
	if ((e = db_schema(db, &number)) == OK &&
	    number != (int)schema_steps_n) {
		log_error("db.schema",
		    "path=%s schema=%d program=%zu advice=%s", path, number,
		    schema_steps_n,
		    number > (int)schema_steps_n
			? "install the newer program"
			: "run igtk init to bring it up to date");
		e = ERR_INVALID;
	}
	if (e != OK) {
		db_close(db);
		return e;
	}
	sqlite3_set_authorizer(db->sqlite, authorize, db);
	db->guarded = true;
	*out = db;
	return OK;
}

void
db_try_all(struct db *db)
{
	unsigned i;

	for (i = 0; i < sql_texts_n; i++)
		db_prepared(db, i);
}
