/* meter_test.c - /metrics: who may read it, and that it counts right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <utime.h>

#include "meter.h"
#include "world.h"

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
	char *text, *line, *rest;

	open_to(w, "127.0.0.1");
	assert_int_equal(metrics_for(w, "127.0.0.1"), 200);
	text = strdup(buf_text(&w->reply.body));
	assert_int_equal(text[strlen(text) - 1], '\n');
	for (line = strtok_r(text, "\n", &rest); line != NULL;
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
	free(text);
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
		IN_WORLD(closed),
		IN_WORLD(counted),
		cmocka_unit_test(shared),
		IN_WORLD(backups),
		IN_WORLD(well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
