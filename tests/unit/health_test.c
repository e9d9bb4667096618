/* health_test.c - /healthz, and what stands behind it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "world.h"

#define MS 1000

/* Somebody who holds the lock of the records for so long, again and again. */
struct holder {
	pid_t pid;
	int ready[2];
};

static void
hold(struct world *w, struct holder *h, void (*act)(struct world *, int fd))
{
	char name[80], c = 0;
	int fd;

	snprintf(name, sizeof(name), "%s-lock", w->database);
	assert_int_equal(pipe(h->ready), 0);
	if ((h->pid = fork()) == 0) {
		if ((fd = open(name, O_RDWR | O_CLOEXEC)) < 0 ||
		    flock(fd, LOCK_EX) < 0 || write(h->ready[1], "", 1) != 1)
			_exit(1);
		act(w, fd);
		_exit(0);
	}
	assert_int_equal(read(h->ready[0], &c, 1), 1);
}

static void
let_go(struct holder *h)
{
	kill(h->pid, SIGKILL);
	waitpid(h->pid, NULL, 0);
	close(h->ready[0]);
	close(h->ready[1]);
}

static void
sleep_long(struct world *w, int fd)
{
	(void)w;
	(void)fd;
	sleep(20);
}

static void
sleep_short(struct world *w, int fd)
{
	(void)w;
	(void)fd;
	usleep(200 * MS);
}

/* Saves something time after time, and never lets anybody else. */
static void
save_on(struct world *w, int fd)
{
	sqlite3 *s;

	(void)fd;
	if (sqlite3_open(w->database, &s) != SQLITE_OK)
		_exit(1);
	for (;;) {
		if (sqlite3_exec(s, "UPDATE audit_head SET at = at + 1", NULL,
			NULL, NULL) != SQLITE_OK)
			_exit(1);
		usleep(50 * MS);
	}
}

static int64_t
probed(struct world *w, int64_t within, enum err *e)
{
	const int64_t began = clock_ticks();

	*e = db_probe(w->app.writer, within);
	return clock_ticks() - began;
}

static void
one_long_change(void **state)
{
	struct world *w = *state;
	struct holder h;
	int64_t took;
	enum err e;

	hold(w, &h, sleep_long);
	took = probed(w, 200 * MS, &e);
	assert_int_equal(e, ERR_BUSY);
	assert_in_range(took, 190 * MS, 5 * SECOND);
	assert_int_equal(get(w, "/healthz"), 503);
	assert_string_equal(buf_text(&w->reply.body), "busy\n");
	let_go(&h);
	assert_int_equal(get(w, "/healthz"), 200);
}

static void
a_short_change(void **state)
{
	struct world *w = *state;
	struct holder h;
	enum err e;

	hold(w, &h, sleep_short);
	assert_in_range(probed(w, 5 * SECOND, &e), 100 * MS, 4 * SECOND);
	assert_int_equal(e, OK);
	let_go(&h);
}

static void
many_short_changes(void **state)
{
	struct world *w = *state;
	struct holder h;
	enum err e;

	hold(w, &h, save_on);
	assert_in_range(probed(w, 5 * SECOND, &e), 0, 4 * SECOND);
	assert_int_equal(e, OK);
	let_go(&h);
	probed(w, SECOND, &e);
	assert_int_equal(e, OK);
}

/* Another program, that does not know our lock, writes in the file. */
static void
a_foreign_change(void **state)
{
	struct world *w = *state;
	int64_t took;
	sqlite3 *s;
	enum err e;

	assert_int_equal(sqlite3_open(w->database, &s), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(s, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	took = probed(w, 200 * MS, &e);
	assert_int_equal(e, ERR_BUSY);
	assert_in_range(took, 0, 4 * SECOND);
	sqlite3_exec(s, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(s);
	probed(w, SECOND, &e);
	assert_int_equal(e, OK);
	/* And the next change works as ever. */
	assert_true(add_person(w->app.writer, "second") > 0);
}

static off_t
size_of(struct world *w, const char *end)
{
	char name[80];
	struct stat st;

	snprintf(name, sizeof(name), "%s%s", w->database, end);
	return stat(name, &st) == 0 ? st.st_size : -1;
}

static void
nothing_grows(void **state)
{
	struct world *w = *state;
	const off_t file = size_of(w, ""), log = size_of(w, "-wal");
	int i;

	assert_true(log > 0);
	for (i = 0; i < 200; i++)
		assert_int_equal(get(w, "/healthz"), 200);
	assert_int_equal(size_of(w, ""), file);
	assert_int_equal(size_of(w, "-wal"), log);
	assert_int_equal(size_of(w, "-lock"), 0);
}

/* A limit on the size of files stands in for a disk that is full. */
static void
no_room(void **state)
{
	struct world *w = *state;
	struct rlimit before, small;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	get(w, "/healthz");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(w->reply.status, 503);
	assert_string_equal(buf_text(&w->reply.body), "full\n");
	assert_int_equal(size_of(w, "-lock"), 0);
	assert_int_equal(get(w, "/healthz"), 200);
}

static void
sizes(void **state)
{
	struct world *w = *state;
	struct db_sizes s;

	assert_int_equal(db_sizes(w->database, &s), OK);
	assert_int_equal(s.bytes, size_of(w, ""));
	assert_int_equal(s.log_bytes, size_of(w, "-wal"));
	assert_true(s.free_bytes > 0);
	assert_int_equal(db_sizes("/nonexistent/igtk.db", &s), ERR_IO);
}

#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, open_world, close_world)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(one_long_change),
		IN_WORLD(a_short_change),
		IN_WORLD(many_short_changes),
		IN_WORLD(a_foreign_change),
		IN_WORLD(nothing_grows),
		IN_WORLD(no_room),
		IN_WORLD(sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
