/* db_full_test.c - a full disk, and many who write at once. */
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "audit.h"
#include "db_priv.h"
#include "records.h"

/* A change with a long detail, so that it takes room. */
struct deed {
	const char *detail;
	unsigned hold_ms; /* how long it takes */
};

static enum err
deed(struct db *db, struct db_head *head, void *arg)
{
	const struct deed *d = arg;

	usleep(1000 * d->hold_ms);
	return audit_add(db, head, "test.deed", 0, d->detail);
}

static enum err
write_deed(struct db *db, const char *detail)
{
	struct unit u = { .by = { 0, "operator", "cli" } };

	return db_write(db, &u, deed, &(struct deed){ .detail = detail });
}

static const char *
long_detail(struct records *r, size_t n)
{
	char *s = arena_alloc(r->arena, n + 1);

	memset(s, 'x', n);
	return s;
}

struct count {
	struct arena *arena;
	size_t rows;
};

static enum err
count(struct db *db, void *arg)
{
	struct count *c = arg;
	struct audit_rows rows;
	enum err e = audit_page(db, c->arena, 0, 0, 1000, &rows);

	c->rows = rows.n;
	return e;
}

/* How many rows this connection sees; SIZE_MAX: it cannot read. */
static size_t
seen(struct db *db)
{
	struct count c = { .arena = arena_open() };
	enum err e = db_read(db, count, &c);

	arena_close(c.arena);
	return e == OK ? c.rows : SIZE_MAX;
}

/* ---- the disk, or a file, can take no more ---- */

/* What stands in the way of writing, and taking it away again. */
struct room {
	void (*fill)(struct records *, const char *dir);
	void (*free)(struct records *, const char *dir);
};

/* What went wrong, or NULL. */
static const char *
run_full(struct records *r, const char *dir, const struct room *room)
{
	const char *path = arena_printf(r->arena, "%s/full.db", dir);
	const char *detail = long_detail(r, 30000);
	struct db *writer, *reader;
	size_t stored = 0;
	enum err e;

	if (db_migrate(path) != OK || db_open(path, DB_WRITE, &writer) != OK ||
	    db_open(path, DB_READ, &reader) != OK)
		return "no database to begin with";
	room->fill(r, dir);
	while ((e = write_deed(writer, detail)) == OK && stored < 1000)
		stored++;
	if (e != ERR_FULL)
		return arena_printf(r->arena, "told as %s", err_name(e));
	if (write_deed(writer, detail) != ERR_FULL)
		return "another try did not meet the full disk";
	if (seen(writer) != stored || seen(reader) != stored)
		return "reads did not go on, or saw what was not stored";
	room->free(r, dir);
	if (write_deed(writer, detail) != OK || seen(reader) != stored + 1)
		return "it did not work again with room";
	db_close(writer);
	db_close(reader);
	if (db_open(path, DB_WRITE, &writer) != OK ||
	    seen(writer) != stored + 1)
		return "it could not be opened again";
	db_close(writer);
	return NULL;
}

static void
fill_disk(struct records *r, const char *dir)
{
	const char *name = arena_printf(r->arena, "%s/filler", dir);
	int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	static char block[4096];
	int i;

	for (i = 0; i < 256; i++)
		if (write(fd, block, sizeof(block)) < 0)
			break;
	close(fd);
}

static void
free_disk(struct records *r, const char *dir)
{
	unlink(arena_printf(r->arena, "%s/filler", dir));
}

static void
limit_files(struct records *r, const char *dir)
{
	(void)r;
	(void)dir;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 1 << 20, RLIM_INFINITY });
}

static void
free_files(struct records *r, const char *dir)
{
	(void)r;
	(void)dir;
	setrlimit(
	    RLIMIT_FSIZE, &(struct rlimit){ RLIM_INFINITY, RLIM_INFINITY });
}

#define NO_MOUNT 77

static void
try_disk(struct records *r)
{
	static const struct room disk = { fill_disk, free_disk };
	const char *dir = arena_printf(r->arena, "%s/disk", r->dir), *why;

	if (mkdir(dir, 0700) < 0 || unshare(CLONE_NEWNS) < 0 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("none", dir, "tmpfs", 0, "size=2m") < 0)
		_exit(NO_MOUNT);
	if ((why = run_full(r, dir, &disk)) != NULL) {
		fprintf(stderr, "full disk: %s\n", why);
		_exit(1);
	}
}

static void
try_file(struct records *r)
{
	static const struct room file = { limit_files, free_files };
	const char *dir = arena_printf(r->arena, "%s/file", r->dir), *why;

	if (mkdir(dir, 0700) < 0)
		_exit(2);
	if ((why = run_full(r, dir, &file)) != NULL) {
		fprintf(stderr, "full file: %s\n", why);
		_exit(1);
	}
	unlink(arena_printf(r->arena, "%s/full.db", dir));
	unlink(arena_printf(r->arena, "%s/full.db-lock", dir));
}

static void
test_a_full_disk_stores_nothing_and_reads_go_on(void **state)
{
	struct records *r = *state;
	int how = in_child(try_disk, r);

	rmdir(arena_printf(r->arena, "%s/disk", r->dir));
	if (how == NO_MOUNT) {
		print_message("a disk of its own cannot be mounted here\n");
		skip();
	}
	assert_int_equal(how, 0);
}

static void
test_a_file_that_may_not_grow_is_told_as_full(void **state)
{
	struct records *r = *state;
	int how = in_child(try_file, r);

	assert_int_equal(how, 0);
	rmdir(arena_printf(r->arena, "%s/file", r->dir));
}

/* ---- many at once ---- */

#define WRITERS 6
#define EACH 40

static void
write_many(struct records *r)
{
	struct db *db;
	int i;

	if (db_open(r->path, DB_WRITE, &db) != OK)
		_exit(1);
	for (i = 0; i < EACH; i++)
		if (write_deed(db, "{}") != OK)
			_exit(2);
	db_close(db);
}

static void
test_of_many_writers_none_is_refused_and_none_lost(void **state)
{
	struct records *r = *state;
	int i, status, failed = 0;

	for (i = 0; i < WRITERS; i++)
		if (fork() == 0) {
			write_many(r);
			_exit(0);
		}
	while (wait(&status) > 0)
		failed += status != 0;
	assert_int_equal(failed, 0);
	assert_int_equal(chain_rows(r, 0), WRITERS * EACH);
	assert_int_equal(
	    raw_int(r, "SELECT seq FROM audit_head WHERE org_id = 0"),
	    WRITERS * EACH);
}

static void
test_a_writer_waits_for_the_one_before_it(void **state)
{
	struct records *r = *state;
	struct unit u = unit_of(NULL, NULL);
	struct deed slow = { "{}", 400 };
	int64_t began;
	struct db *db;
	int pipes[2];
	char c;

	assert_int_equal(pipe(pipes), 0);
	if (fork() == 0) {
		if (db_open(r->path, DB_WRITE, &db) != OK ||
		    write(pipes[1], "x", 1) != 1 ||
		    db_write(db, &u, deed, &slow) != OK)
			_exit(1);
		_exit(0);
	}
	assert_int_equal(read(pipes[0], &c, 1), 1);
	usleep(100000);
	began = clock_ticks();
	assert_err(write_deed(r->db, "{}"), OK);
	assert_true(clock_ticks() - began > SECOND / 10);
	wait(NULL);
	assert_int_equal(chain_rows(r, 0), 2);
	close(pipes[0]);
	close(pipes[1]);
}

/* A stranger's program need not know of the lock file. */
static void
test_a_stranger_who_writes_for_long_makes_us_busy(void **state)
{
	struct records *r = *state;
	sqlite3 *stranger = raw_open(r);
	struct count c = { .arena = r->arena };

	sqlite3_busy_timeout(r->db->sqlite, 50);
	assert_int_equal(
	    sqlite3_exec(stranger, "BEGIN IMMEDIATE", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_err(write_deed(r->db, "{}"), ERR_BUSY);
	assert_err(db_note(r->db, count, &c), ERR_BUSY);
	assert_int_equal(seen(r->db), 0);
	sqlite3_exec(stranger, "COMMIT", NULL, NULL, NULL);
	assert_err(write_deed(r->db, "{}"), OK);
	assert_int_equal(seen(r->db), 1);
	sqlite3_close(stranger);
}

static void
test_the_log_is_folded_back_and_used_again(void **state)
{
	struct records *r = *state;
	const char *detail = long_detail(r, 4 << 20);
	const char *wal = arena_printf(r->arena, "%s-wal", r->path);
	struct stat before, after;
	int i;

	for (i = 0; i < 5; i++)
		assert_err(write_deed(r->db, detail), OK);
	assert_true(r->db->wal_pages < DB_WAL_PAGES);
	assert_int_equal(stat(wal, &before), 0);
	for (i = 0; i < 3; i++)
		assert_err(write_deed(r->db, detail), OK);
	assert_int_equal(stat(wal, &after), 0);
	assert_true(after.st_size == before.st_size);
	assert_int_equal(chain_rows(r, 0), 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_full_disk_stores_nothing_and_reads_go_on),
		with_records(test_a_file_that_may_not_grow_is_told_as_full),
		with_records(
		    test_of_many_writers_none_is_refused_and_none_lost),
		with_records(test_a_writer_waits_for_the_one_before_it),
		with_records(test_a_stranger_who_writes_for_long_makes_us_busy),
		with_records(test_the_log_is_folded_back_and_used_again),
	};

	return cmocka_run_group_tests_name("db_full", tests, NULL, NULL);
}
