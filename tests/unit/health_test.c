/* health_test.c - /healthz and /metrics, and what stands behind them. */
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
#include <utime.h>

#include "meter.h"
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

/* ---- metrics ---- */

static void
open_to(struct world *w, const char *sources)
{
	free(w->config.web.metrics_from);
	w->config.web.metrics_from = strdup(sources);
}

static int
metrics_for(struct world *w, const char *address)
{
	prepare(w, "GET", "/metrics");
	w->wire.remote = address;
	return serve(w);
}

static void
closed(void **state)
{
	struct world *w = *state;

	assert_int_equal(metrics_for(w, "127.0.0.1"), 404);
	assert_true(shows(w, "Page not found"));
	open_to(w, "192.0.2.7 10.20.0.0/16");
	assert_int_equal(metrics_for(w, "127.0.0.1"), 404);
	assert_true(shows(w, "Page not found"));
	assert_int_equal(metrics_for(w, ""), 404);
	assert_int_equal(metrics_for(w, "192.0.2.7"), 200);
	assert_int_equal(metrics_for(w, "10.20.255.1"), 200);
	assert_true(has(w, "Content-Type: text/plain; version=0.0.4; "
			   "charset=utf-8\r\n"));
	assert_true(has(w, "Cache-Control: no-store\r\n"));
}

static void
sign_in(struct world *w, const char *user, const char *password)
{
	char pre[64], csrf[64], op[64], body[400], cookie[100];

	get(w, "/sign-in");
	cookie_set(w, "__Host-igtk-pre", pre);
	hidden(w, "csrf", csrf);
	hidden(w, "op", op);
	snprintf(body, sizeof(body), "csrf=%s&op=%s&next=&user=%s&password=%s",
	    csrf, op, user, password);
	snprintf(cookie, sizeof(cookie), "__Host-igtk-pre=%s", pre);
	prepare(w, "POST", "/sign-in");
	with_body(w, body);
	w->wire.cookie = cookie;
	serve(w);
}

static void
counted(void **state)
{
	struct world *w = *state;
	struct meter *m = meter_open();

	w->app.meter = m;
	open_to(w, "127.0.0.1");
	get(w, "/help");
	get(w, "/nowhere");
	get(w, "/");
	sign_in(w, "priya", "right");
	sign_in(w, "priya", "wrong");
	sign_in(w, "priya", "old");
	sign_in(w, "priya", "busy");
	assert_int_equal(metrics_for(w, "127.0.0.1"), 200);
	/* Four times the form, and help; the start page, and signed in. */
	assert_true(shows(w, "\nigtk_requests_total{class=\"2xx\"} 5\n"
			     "igtk_requests_total{class=\"3xx\"} 2\n"
			     "igtk_requests_total{class=\"4xx\"} 3\n"
			     "igtk_requests_total{class=\"5xx\"} 1\n"));
	assert_true(shows(w, "\nigtk_request_seconds_count 11\n"));
	assert_true(shows(w, "\nigtk_busy_total 1\n"));
	assert_true(shows(w, "\nigtk_errors_total 0\n"));
	assert_true(
	    shows(w, "\nigtk_sign_ins_total{result=\"ok\"} 1\n"
		     "igtk_sign_ins_total{result=\"refused\"} 2\n"
		     "igtk_sign_ins_total{result=\"throttled\"} 0\n"
		     "igtk_sign_ins_total{result=\"unavailable\"} 1\n"));
	assert_false(shows(w, "backup"));
	assert_true(m->us > 0);
	w->app.meter = NULL;
	meter_answer(NULL, 200, 1);
	meter_sign_in(NULL, SIGN_IN_OK);
}

/* What children count is seen by all of them. */
static void
shared(void **state)
{
	struct meter *m = meter_open();
	pid_t pids[4];
	int i, k;

	(void)state;
	for (i = 0; i < 4; i++)
		if ((pids[i] = fork()) == 0) {
			for (k = 0; k < 10000; k++)
				meter_answer(m, 200, 3);
			meter_answer(m, 507, 0);
			_exit(0);
		}
	for (i = 0; i < 4; i++)
		waitpid(pids[i], NULL, 0);
	assert_int_equal(m->answers[2], 40000);
	assert_int_equal(m->us, 120000);
	assert_int_equal(m->full, 4);
	meter_answer(m, 0, -1);
	meter_answer(m, 999, 0);
	assert_int_equal(m->us, 120000);
}

static void
backups(void **state)
{
	struct world *w = *state;
	struct utimbuf times;
	char name[80];
	FILE *f;

	open_to(w, "127.0.0.1");
	free(w->config.watch.backup);
	w->config.watch.backup = strdup(w->dir);
	metrics_for(w, "127.0.0.1");
	assert_true(shows(w, "\nigtk_backup_age_seconds +Inf\n"));
	snprintf(name, sizeof(name), "%s/MANIFEST", w->dir);
	assert_non_null(f = fopen(name, "w"));
	fclose(f);
	times.actime = times.modtime = clock_now() / SECOND - 86400;
	assert_int_equal(utime(name, &times), 0);
	metrics_for(w, "127.0.0.1");
	assert_true(shows(w, "\nigtk_backup_age_seconds 8640"));
	unlink(name);
}

/* Every value has its two lines before it, and none comes twice. */
static void
well_formed(void **state)
{
	struct world *w = *state;
	char type[100] = "";
	unsigned values = 0;
	char *line, *rest;

	open_to(w, "127.0.0.1");
	assert_int_equal(metrics_for(w, "127.0.0.1"), 200);
	rest = strdup(buf_text(&w->reply.body));
	assert_int_equal(rest[strlen(rest) - 1], '\n');
	for (line = strtok_r(rest, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		if (strncmp(line, "# HELP igtk_", 12) == 0)
			continue;
		if (strncmp(line, "# TYPE igtk_", 12) == 0) {
			snprintf(type, sizeof(type), "%.*s",
			    (int)strcspn(line + 7, " "), line + 7);
			continue;
		}
		assert_int_equal(strncmp(line, type, strlen(type)), 0);
		assert_non_null(strrchr(line, ' '));
		assert_true(strspn(strrchr(line, ' ') + 1, "0123456789.") > 0);
		values++;
	}
	assert_in_range(values, 15, 40);
	assert_true(shows(w, "\nigtk_audit_rows "));
	assert_true(shows(w, "\nigtk_database_bytes "));
	assert_true(
	    shows(w, "\nigtk_build_info{version=\"" IGTK_VERSION "\"} 1\n"));
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
		IN_WORLD(closed),
		IN_WORLD(counted),
		cmocka_unit_test(shared),
		IN_WORLD(backups),
		IN_WORLD(well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
