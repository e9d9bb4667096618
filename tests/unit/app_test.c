/* app_test.c - the dispatcher: what stands between a request and a handler. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guard.h"
#include "route.h"
#include "world.h"

static void
expect_headers(struct world *w)
{
	assert_int_equal(
	    has(w, "Cache-Control: no-cache\r\n"), has(w, "ETag: W/\""));
	assert_int_not_equal(has(w, "Cache-Control: no-cache\r\n"),
	    has(w, "Cache-Control: no-store\r\n"));
	assert_true(
	    has(w, "Content-Security-Policy: default-src 'none'; "
		   "script-src 'self'; style-src 'self'; img-src 'self'; "
		   "connect-src 'self'; form-action 'self'; base-uri 'none'; "
		   "frame-ancestors 'none'; object-src 'none'\r\n"));
	assert_true(has(w, "X-Content-Type-Options: nosniff\r\n"));
	assert_true(has(w, "X-Frame-Options: DENY\r\n"));
	assert_true(has(w, "Referrer-Policy: same-origin\r\n"));
	assert_true(has(w, "Cross-Origin-Opener-Policy: same-origin\r\n"));
	assert_true(has(w, "Cross-Origin-Resource-Policy: same-origin\r\n"));
	assert_true(has(w, "Permissions-Policy: "));
	assert_false(has(w, "Access-Control-"));
}

static void
headers_on_every_answer(void **state)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "PUT",
		"TRACE" };
	static const char *const odd[] = { "/nowhere", "//", "/%00", "" };
	struct world *w = *state;
	size_t i, k;

	for (k = 0; k < sizeof(methods) / sizeof(methods[0]); k++) {
		for (i = 0; i < routes_n; i++) {
			prepare(w, methods[k], routes[i].pattern);
			serve(w);
			expect_headers(w);
		}
		for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
			prepare(w, methods[k], odd[i]);
			assert_true(serve(w) >= 400);
			expect_headers(w);
		}
	}
}

static void
wrong_addresses_and_methods(void **state)
{
	struct world *w = *state;

	assert_int_equal(get(w, "/nowhere"), 404);
	assert_true(shows(w, "Page not found"));
	assert_int_equal(get(w, "/a//b"), 400);
	assert_int_equal(get(w, "/sign-out"), 405);
	assert_true(has(w, "Allow: POST\r\n"));
	prepare(w, "DELETE", "/sign-in");
	assert_int_equal(serve(w), 405);
	assert_true(has(w, "Allow: GET, HEAD, POST\r\n"));
	prepare(w, "POST", "/help");
	assert_int_equal(serve(w), 405);
	assert_true(has(w, "Allow: GET, HEAD\r\n"));
}

static void
head(void **state)
{
	struct world *w = *state;

	prepare(w, "HEAD", "/healthz");
	assert_int_equal(serve(w), 200);
	assert_true(has(w, "Content-Length: 3\r\n"));
	assert_int_equal(w->reply.body.n, 0);
}

static void
health(void **state)
{
	struct world *w = *state;

	assert_int_equal(get(w, "/healthz"), 200);
	assert_string_equal(buf_text(&w->reply.body), "ok\n");
}

/* Every route that is not for everybody sends strangers to sign in. */
static void
strangers(void **state)
{
	struct world *w = *state;
	char next[100];
	size_t i;

	for (i = 0; i < routes_n; i++) {
		if (routes[i].roles == ROLE_PUBLIC ||
		    (routes[i].roles & ROLES_KIOSK) != 0 ||
		    strchr(routes[i].pattern, ':') != NULL)
			continue;
		prepare(w, routes[i].method == METHOD_GET ? "GET" : "POST",
		    routes[i].pattern);
		assert_int_equal(serve(w), 303);
		snprintf(next, sizeof(next), "next=%s\r\n", routes[i].pattern);
		assert_true(has(w, "Location: /sign-in?"));
		if (routes[i].method == METHOD_GET)
			assert_true(has(w, next));
		else if (strcmp(routes[i].pattern, "/sign-out") == 0)
			assert_true(has(w, "?out=1\r\n"));
		else
			assert_true(has(w, "lost=1"));
	}
}

/* A path that a pattern matches: "/assessment/:version" with "7". */
static void
fill(const char *pattern, char *path, size_t room)
{
	size_t n = 0;

	for (; *pattern != '\0' && n + 1 < room; pattern++) {
		if (*pattern == ':') {
			path[n++] = '7';
			pattern += strcspn(pattern, "/") - 1;
		} else {
			path[n++] = *pattern;
		}
	}
	path[n] = '\0';
}

/* And those of a terminal send whatever is none to be registered. */
static void
no_terminals(void **state)
{
	struct world *w = *state;
	char path[200];
	size_t i;

	for (i = 0; i < routes_n; i++) {
		if ((routes[i].roles & ROLES_KIOSK) == 0)
			continue;
		fill(routes[i].pattern, path, sizeof(path));
		prepare(
		    w, routes[i].method == METHOD_GET ? "GET" : "POST", path);
		assert_int_equal(serve(w), 303);
		assert_true(has(w, "Location: /kiosk/register\r\n"));
	}
}

/* Whoever is signed in: without the form's own token nothing is done. */
static void
csrf_on_every_post(void **state)
{
	struct world *w = *state;
	char csrf[64], foreign[64], cookie[64], path[200];
	size_t i;

	session(w, cookie, foreign);
	session(w, cookie, csrf);
	for (i = 0; i < routes_n; i++) {
		if (routes[i].method != METHOD_POST ||
		    (routes[i].roles & ROLES_KIOSK) != 0)
			continue;
		fill(routes[i].pattern, path, sizeof(path));
		assert_int_equal(post(w, path, cookie, "", "7"), 403);
		assert_int_equal(post(w, path, cookie, foreign, "7"), 403);
		assert_int_equal(post(w, path, cookie, "x", "7"), 403);
	}
}

static void
numbers_of_forms(void **state)
{
	static const char *const odd[] = { "x", "-7", "0", "07", "7x",
		"9223372036854775808" };
	struct world *w = *state;
	char csrf[64], cookie[64];
	size_t i;

	session(w, cookie, csrf);
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		assert_int_equal(
		    post(w, "/sign-out", cookie, csrf, odd[i]), 400);
		assert_int_equal(
		    post(w, "/session/keep", cookie, csrf, odd[i]), 400);
	}
	assert_int_equal(post(w, "/sign-out", cookie, csrf, ""), 400);
	assert_int_equal(post(w, "/session/keep", cookie, csrf, ""), 204);
	assert_int_equal(
	    post(w, "/session/keep", cookie, csrf, "9223372036854775807"), 204);
}

static int
keep_from(struct world *w, const char *cookie, const char *csrf,
    const char *fetch_site, const char *origin, const char *host)
{
	static char body[100];

	snprintf(body, sizeof(body), "csrf=%s", csrf);
	prepare(w, "POST", "/session/keep");
	with_body(w, body);
	w->wire.cookie = cookie;
	w->wire.fetch_site = fetch_site;
	w->wire.origin = origin;
	w->wire.host = host;
	return serve(w);
}

static void
other_origins(void **state)
{
	struct world *w = *state;
	char csrf[64], c[64];

	session(w, c, csrf);
	assert_int_equal(keep_from(w, c, csrf, "same-origin", "", ""), 204);
	assert_int_equal(keep_from(w, c, csrf, "none", "", ""), 204);
	assert_int_equal(keep_from(w, c, csrf, "same-site", "", ""), 403);
	assert_int_equal(keep_from(w, c, csrf, "cross-site", "", ""), 403);
	assert_int_equal(
	    keep_from(w, c, csrf, "", "https://a:8443", "a:8443"), 204);
	assert_int_equal(
	    keep_from(w, c, csrf, "", "https://a:8443", "a:8444"), 403);
	assert_int_equal(keep_from(w, c, csrf, "", "http://a:80", "a"), 204);
	assert_int_equal(keep_from(w, c, csrf, "", "https://ab", "a"), 403);
	assert_int_equal(keep_from(w, c, csrf, "", "https://b", "a"), 403);
	assert_int_equal(keep_from(w, c, csrf, "", "null", "a"), 403);
	assert_int_equal(keep_from(w, c, csrf, "", "null", ""), 204);
	free(w->config.web.public_url);
	w->config.web.public_url = strdup("https://ig.example");
	assert_int_equal(
	    keep_from(w, c, csrf, "", "https://ig.example", "x"), 204);
	assert_int_equal(
	    keep_from(w, c, csrf, "", "https://ig.example:1", "x"), 403);
	assert_int_equal(keep_from(w, c, csrf, "", "https://x", "x"), 403);
	assert_int_equal(keep_from(w, c, csrf, "", "", "x"), 204);
	free(w->config.web.public_url);
	w->config.web.public_url = strdup("");
}

static void
bodies(void **state)
{
	struct world *w = *state;
	static char big[5000];

	prepare(w, "POST", "/sign-in");
	assert_int_equal(serve(w), 411);
	memset(big, 'a', sizeof(big) - 1);
	prepare(w, "POST", "/sign-in");
	with_body(w, big);
	assert_int_equal(serve(w), 413);
	prepare(w, "POST", "/sign-in");
	with_body(w, "a=b");
	w->wire.content_type = "application/json";
	assert_int_equal(serve(w), 415);
	prepare(w, "POST", "/sign-in");
	with_body(w, "a=b");
	w->wire.content_length = "4";
	assert_int_equal(serve(w), 400);
	prepare(w, "POST", "/sign-in");
	with_body(w, "a=%");
	assert_int_equal(serve(w), 400);
}

static void
organisation_of_others(void **state)
{
	struct world *w = *state;
	char csrf[64], cookie[64], body[200];

	session(w, cookie, csrf);
	snprintf(body, sizeof(body), "csrf=%s&op=9&org=12345", csrf);
	prepare(w, "POST", "/organisation");
	with_body(w, body);
	w->wire.cookie = cookie;
	assert_int_equal(serve(w), 403);
}

static void
cookie_names(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "GET", "/");
	assert_string_equal(guard_cookie_name(&b.config), "__Host-igtk");
	free(b.config.web.base_path);
	b.config.web.base_path = strdup("/ig");
	assert_string_equal(guard_cookie_name(&b.config), "igtk");
	guard_cookie_set(&b.req, "t");
	assert_string_equal(buf_text(&b.head),
	    "Set-Cookie: igtk=t; Path=/ig; HttpOnly; SameSite=Lax; "
	    "Secure\r\n");
	buf_reset(&b.head);
	b.config.web.secure = false;
	b.config.web.base_path[0] = '\0';
	guard_cookie_set(&b.req, "t");
	assert_string_equal(buf_text(&b.head),
	    "Set-Cookie: igtk=t; Path=/; HttpOnly; SameSite=Lax\r\n");
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_on_every_answer),
		cmocka_unit_test(wrong_addresses_and_methods),
		cmocka_unit_test(head),
		cmocka_unit_test(health),
		cmocka_unit_test(strangers),
		cmocka_unit_test(no_terminals),
		cmocka_unit_test(csrf_on_every_post),
		cmocka_unit_test(numbers_of_forms),
		cmocka_unit_test(other_origins),
		cmocka_unit_test(bodies),
		cmocka_unit_test(organisation_of_others),
		cmocka_unit_test(cookie_names),
	};

	return cmocka_run_group_tests_name(
	    "app", tests, open_world, close_world);
}
