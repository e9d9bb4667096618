/* db_unit.c - units of work: one at a time, whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>

#include "clock.h"
#include "db_priv.h"
#include "log.h"
#include "sql.h"

#define FOLD_WAIT_MS 200 /* for readers, while all writers wait */

enum err
db_lock_open(const char *path, int *fd)
{
	char name[4096];

	if (snprintf(name, sizeof(name), "%s-lock", path) >= (int)sizeof(name))
		return ERR_IO;
	*fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*fd < 0) {
		log_error("db.lock", "path=%s error=%d", name, errno);
		return ERR_IO;
	}
	return OK;
}

enum err
db_lock(int fd)
{
	while (flock(fd, LOCK_EX) < 0)
		if (errno != EINTR) {
			log_error("db.lock", "error=%d", errno);
			return ERR_IO;
		}
	return OK;
}

void
db_unlock(int fd)
{
	flock(fd, LOCK_UN);
}

static enum err
run(struct db *db, const char *sql)
{
	int code;

	errno = 0; /* db_error looks at it */
	code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? OK : db_error(db, code, sql);
}

static void
roll_back(struct db *db)
{
	if (!sqlite3_get_autocommit(db->sqlite))
		sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
	db->dead = false;
}

/* No statement may hold its read mark beyond the transaction. */
static void
let_go(struct db *db)
{
	if (db->row != NULL)
		sqlite3_reset(db->row);
	db->row = NULL;
	db->column = 0;
}

/* The two ends of every read, prepared once. */
static enum err
step(struct db *db, sqlite3_stmt **st, const char *sql)
{
	int code = SQLITE_OK;

	if (*st == NULL)
		code = sqlite3_prepare_v3(
		    db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, st, NULL);
	if (code == SQLITE_OK) {
		sqlite3_step(*st);
		code = sqlite3_reset(*st);
	}
	return code == SQLITE_OK ? OK : db_error(db, code, sql);
}

void
db_picture(struct db *db)
{
	if (db->looks && !db->dead && sqlite3_get_autocommit(db->sqlite) &&
	    step(db, &db->begin, "BEGIN") != OK)
		db->dead = true;
}

static void
end_picture(struct db *db)
{
	if (db->looks && !sqlite3_get_autocommit(db->sqlite) &&
	    step(db, &db->end, "COMMIT") != OK)
		roll_back(db);
}

/* What was left open or failed outside a unit must not reach into this one. */
static enum err
begin(struct db *db)
{
	let_go(db);
	end_picture(db);
	db->dead = false;
	return run(db, "BEGIN IMMEDIATE");
}

static enum err
finish(struct db *db, enum err e)
{
	let_go(db);
	if (e == OK && db->dead)
		e = ERR_IO;
	if (e == OK)
		e = run(db, "COMMIT");
	if (e != OK)
		roll_back(db);
	return e;
}

static void
fold_log(struct db *db)
{
	int left, folded;

	if (db->wal_pages < DB_WAL_PAGES)
		return;
	if (sqlite3_wal_checkpoint_v2(db->sqlite, NULL,
		SQLITE_CHECKPOINT_PASSIVE, &left, &folded) == SQLITE_OK)
		db->wal_pages = 0;
}

enum err
db_fold(struct db *db, int *left)
{
	int pages = 0, folded = 0, code;
	enum err e;

	*left = 0;
	if ((e = db_lock(db->lock_fd)) != OK)
		return e;
	errno = 0; /* db_error looks at it */
	code = sqlite3_wal_checkpoint_v2(
	    db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, &pages, &folded);
	db_unlock(db->lock_fd);
	if (code == SQLITE_OK)
		db->wal_pages = 0;
	else if ((code & 0xff) == SQLITE_BUSY)
		*left = pages - folded;
	else
		return db_error(db, code, "fold");
	return OK;
}

enum err
db_read(struct db *db, db_reader *fn, void *arg)
{
	enum err e;

	let_go(db);
	end_picture(db);
	db->dead = false;
	if ((e = step(db, &db->begin, "BEGIN")) != OK)
		return e;
	e = fn(db, arg);
	let_go(db);
	/* COMMIT is the cheaper end, but nothing is written by a read. */
	if (sqlite3_txn_state(db->sqlite, NULL) == SQLITE_TXN_WRITE ||
	    sqlite3_get_autocommit(db->sqlite) ||
	    step(db, &db->end, "COMMIT") != OK)
		roll_back(db);
	db->dead = false;
	return e;
}

enum err
db_look(struct db *db, db_reader *fn, void *arg)
{
	enum err e;

	let_go(db);
	db->dead = false;
	db->looks = true;
	e = fn(db, arg);
	let_go(db);
	end_picture(db);
	db->looks = false;
	db->dead = false;
	return e;
}

enum err
db_note(struct db *db, db_reader *fn, void *arg)
{
	enum err e;

	if ((e = db_lock(db->lock_fd)) != OK)
		return e;
	if ((e = begin(db)) == OK)
		e = finish(db, fn(db, arg));
	else
		roll_back(db);
	fold_log(db);
	db_unlock(db->lock_fd);
	return e;
}

static enum err
take_head(struct db *db, const struct unit *u, struct db_head *head)
{
	enum err e;

	*head = (struct db_head){ .org = u->org, .by = &u->by };
	e = db_ask(db, SQL(db_head_lock, .org = u->org, .now = clock_now()));
	if (e != OK)
		return e;
	head->seq = db_int(db);
	head->at = db_int(db);
	db_blob(db, head->hash, sizeof(head->hash));
	let_go(db);
	return OK;
}

static enum err
mark_done(struct db *db, struct unit *u, int64_t at)
{
	enum err e;

	if (u->op == 0)
		return OK;
	e = db_do(db, SQL(db_operation, .op = u->op, .org = u->org, .at = at));
	u->repeated = e == ERR_CONFLICT;
	return e;
}

static enum err
change(struct db *db, struct unit *u, db_writer *fn, void *arg)
{
	struct db_head head;
	enum err e;

	if ((e = take_head(db, u, &head)) != OK ||
	    (e = mark_done(db, u, head.at)) != OK ||
	    (e = fn(db, &head, arg)) != OK)
		return e;
	if (u->repeated) /* the unit found its work done already */
		return ERR_CONFLICT;
	if (head.rows == 0) {
		log_error("db.no-audit", "org=%lld", (long long)u->org);
		abort();
	}
	let_go(db);
	return db_do(db, SQL(db_head_set, .org = u->org, .seq = head.seq,
			     .hash = { head.hash, sizeof(head.hash) }));
}

enum err
db_write(struct db *db, struct unit *u, db_writer *fn, void *arg)
{
	enum err e;

	u->repeated = false;
	if ((e = db_lock(db->lock_fd)) != OK)
		return e;
	if ((e = begin(db)) == OK)
		e = finish(db, change(db, u, fn, arg));
	else
		roll_back(db);
	fold_log(db);
	db_unlock(db->lock_fd);
	return u->repeated ? OK : e;
}

enum err
db_done(struct db *db, const struct unit *u)
{
	enum err e = ERR_NOTFOUND;

	if (u->op != 0)
		e = db_ask(
		    db, SQL(db_operation_done, .op = u->op, .org = u->org));
	if (e == OK)
		(void)db_int(db);
	return e;
}
