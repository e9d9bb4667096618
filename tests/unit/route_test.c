/* route_test.c - matching, the table's own rules, and links. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "route.h"
#include "wire.h"

static const struct route *
find(enum method method, const char *path, unsigned *allow)
{
	const char *args[REQ_ARGS];
	char room[256];

	return route_find(method, path, args, room, sizeof(room), allow);
}

static void
literal_paths(void **state)
{
	unsigned allow;

	(void)state;
	assert_string_equal(find(METHOD_GET, "/", &allow)->pattern, "/");
	assert_string_equal(
	    find(METHOD_GET, "/sign-in", &allow)->pattern, "/sign-in");
	assert_null(find(METHOD_GET, "/sign-in/", &allow));
	assert_int_equal(allow, 0);
	assert_null(find(METHOD_GET, "/sign-i", &allow));
	assert_null(find(METHOD_GET, "/sign-inn", &allow));
	assert_null(find(METHOD_GET, "", &allow));
}

static void
methods(void **state)
{
	unsigned allow;

	(void)state;
	assert_null(find(METHOD_GET, "/sign-out", &allow));
	assert_int_equal(allow, METHOD_POST);
	assert_null(find(METHOD_POST, "/help", &allow));
	assert_int_equal(allow, METHOD_GET);
	assert_null(find(METHOD_OTHER, "/sign-in", &allow));
	assert_int_equal(allow, METHOD_GET | METHOD_POST);
	assert_null(find(METHOD_OTHER, "/nowhere", &allow));
	assert_int_equal(allow, 0);
}

/* A pattern's arguments, in the words of a path: "/assessment/7/x". */
static void
fill(const char *pattern, char *path, size_t room)
{
	size_t n = 0;

	for (; *pattern != '\0' && n + 2 < room; pattern++) {
		if (*pattern == ':') {
			path[n++] = '7';
			pattern += strcspn(pattern, "/") - 1;
		} else {
			path[n++] = *pattern;
		}
	}
	path[n] = '\0';
}

/* Each row is found by its own path, gives its arguments, and has limits. */
static void
every_row(void **state)
{
	const char *args[REQ_ARGS];
	char path[256], room[256];
	unsigned allow;
	size_t i, k, places;
	const char *s;

	(void)state;
	for (i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];

		assert_non_null(r->handler);
		assert_true(r->pattern[0] == '/');
		assert_true(
		    r->method == METHOD_GET || r->method == METHOD_POST);
		assert_true((r->body > 0) == (r->method == METHOD_POST));
		for (places = 0, s = r->pattern; *s != '\0'; s++)
			places += *s == ':';
		assert_true(places <= REQ_ARGS);
		fill(r->pattern, path, sizeof(path));
		assert_true(req_path_fine(path));
		assert_ptr_equal(route_find(r->method, path, args, room,
				     sizeof(room), &allow),
		    r);
		for (k = 0; k < places; k++)
			assert_string_equal(args[k], "7");
	}
}

static void
little_room(void **state)
{
	const char *args[REQ_ARGS];
	char path[256], room[1];
	unsigned allow;
	size_t i;

	(void)state;
	for (i = 0; i < routes_n; i++) {
		if (strchr(routes[i].pattern, ':') == NULL)
			continue;
		fill(routes[i].pattern, path, sizeof(path));
		assert_null(
		    route_find(routes[i].method, path, args, room, 1, &allow));
	}
}

/* After signing in, people go to pages of ours and nowhere else. */
static void
next_paths(void **state)
{
	size_t i;
	char path[256];

	(void)state;
	assert_false(route_next(""));
	assert_false(route_next("/"));
	assert_false(route_next("/sign-in"));
	assert_false(route_next("/sign-out"));
	assert_false(route_next("/healthz"));
	assert_false(route_next("//evil.example"));
	assert_false(route_next("https://evil.example/"));
	assert_false(route_next("/\\evil.example"));
	assert_false(route_next("/nowhere"));
	for (i = 0; i < routes_n; i++) {
		if (routes[i].method != METHOD_GET ||
		    routes[i].roles == ROLE_PUBLIC)
			continue;
		fill(routes[i].pattern, path, sizeof(path));
		/* Nobody signs in to stand at a terminal. */
		assert_int_equal(
		    route_next(path), (routes[i].roles & ROLES_KIOSK) == 0);
		memcpy(path + strlen(path), "\r\nX: y", 7);
		assert_false(route_next(path));
	}
}

static void
links(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "GET", "/");
	assert_string_equal(req_href(&b.req, "/help").p, "/help");
	free(b.config.web.base_path);
	b.config.web.base_path = strdup("/ig");
	assert_string_equal(
	    req_href(&b.req, "/a/%s?x=%d", "14.1", 7).p, "/ig/a/14.1?x=7");
	bench_close(&b);
}

static void
in_child(const char *path)
{
	int status;
	pid_t pid = fork();
	struct bench b;

	if (pid == 0) {
		signal(SIGABRT, SIG_DFL);
		bench_open(&b, "GET", "/");
		(void)req_href(&b.req, "%s", path);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

/* A link that could leave this host, or break a header, is a fault of ours. */
static void
links_that_abort(void **state)
{
	(void)state;
	in_child("");
	in_child("help");
	in_child("//evil.example");
	in_child("/a\r\nX: y");
	in_child("/a b");
	in_child("/a\"b");
	in_child("/a%2f");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literal_paths),
		cmocka_unit_test(methods),
		cmocka_unit_test(every_row),
		cmocka_unit_test(little_room),
		cmocka_unit_test(next_paths),
		cmocka_unit_test(links),
		cmocka_unit_test(links_that_abort),
	};

	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
