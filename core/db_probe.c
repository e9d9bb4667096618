/* db_probe.c - can anything be saved now, and how much room is there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "db_priv.h"
#include "log.h"
#include "sql.h"

#define ROOM 65536 /* bytes that must be free: a form and what it leaves */
#define STEP_MS 10

static enum err
failed(const char *what)
{
	log_error(what, "error=%d", errno);
	return ERR_IO;
}

static enum err
look(struct db *db, void *arg)
{
	unsigned *version = arg;
	enum err e = db_ask(db, SQL0(db_alive));

	if (e != OK)
		return e;
	(void)db_int(db);
	if (sqlite3_file_control(db->sqlite, "main", SQLITE_FCNTL_DATA_VERSION,
		version) != SQLITE_OK)
		return ERR_IO;
	return OK;
}

static enum err
lock_now(int fd)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return OK;
	if (errno == EWOULDBLOCK || errno == EINTR)
		return ERR_BUSY;
	return failed("db.lock");
}

/*
 * Take the lock until an instant.  It may go from one writer to the next all
 * the time: then a change of the records shows that one of them saved.
 */
static enum err
lock_until(struct db *db, int64_t until, bool *saved)
{
	const struct timespec step = { .tv_nsec = STEP_MS * 1000000L };
	enum err e = lock_now(db->lock_fd);
	unsigned first = 0, now = 0;

	*saved = false;
	if (e != ERR_BUSY || (e = db_read(db, look, &first)) != OK)
		return e;
	while (clock_ticks() < until) {
		nanosleep(&step, NULL);
		if ((e = lock_now(db->lock_fd)) != ERR_BUSY ||
		    (e = db_read(db, look, &now)) != OK)
			return e;
		*saved = now != first;
		if (*saved)
			return OK;
	}
	return ERR_BUSY;
}

/* Room is asked for beside the records, and given back. */
static enum err
try_room(int fd)
{
	int cause = fallocate(fd, 0, 0, ROOM) < 0 ? errno : 0;

	if (ftruncate(fd, 0) < 0)
		return failed("db.room");
	errno = cause;
	switch (cause) {
	case 0:
	case EOPNOTSUPP: /* nobody can be asked */
	case ENOSYS:
		return OK;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return ERR_FULL;
	default:
		return failed("db.room");
	}
}

static enum err
try_begin(struct db *db, int64_t until)
{
	const int64_t ms = (until - clock_ticks()) / 1000;
	enum err e = OK;
	int code;

	sqlite3_busy_timeout(db->sqlite, ms < 1 ? 1 : (int)ms);
	errno = 0; /* db_error looks at it */
	code = sqlite3_exec(db->sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		e = db_error(db, code, "probe");
	if (!sqlite3_get_autocommit(db->sqlite))
		sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_busy_timeout(db->sqlite, DB_WAIT_MS);
	db->dead = false;
	return e;
}

enum err
db_probe(struct db *db, int64_t within)
{
	const int64_t until = clock_ticks() + within;
	bool saved;
	enum err e;

	if ((e = lock_until(db, until, &saved)) != OK || saved)
		return e;
	if ((e = try_room(db->lock_fd)) == OK)
		e = try_begin(db, until);
	db_unlock(db->lock_fd);
	return e;
}

enum err
db_sizes(const char *path, struct db_sizes *s)
{
	char log[4096];
	struct statvfs fs;
	struct stat st;

	*s = (struct db_sizes){ 0 };
	if (snprintf(log, sizeof(log), "%s-wal", path) >= (int)sizeof(log) ||
	    stat(path, &st) < 0 || statvfs(path, &fs) < 0)
		return ERR_IO;
	s->bytes = st.st_size;
	s->free_bytes = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	if (stat(log, &st) == 0)
		s->log_bytes = st.st_size;
	return OK;
}
