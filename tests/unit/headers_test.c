/* headers_test.c - the exact header lines of every kind of answer. */
#include "markup.h"

#include "guard.h"
#include "route.h"

/* On every answer, word for word, once each. */
static const char *const always[] = {
	"Content-Security-Policy: default-src 'none'; script-src 'self'; "
	"style-src 'self'; img-src 'self'; connect-src 'self'; "
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
	"object-src 'none'",
	"X-Content-Type-Options: nosniff",
	"X-Frame-Options: DENY",
	"Referrer-Policy: same-origin",
	"Cross-Origin-Opener-Policy: same-origin",
	"Cross-Origin-Resource-Policy: same-origin",
	"Permissions-Policy: camera=(), geolocation=(), microphone=()",
};

/* What else there may be; nothing that is not named here. */
static const char *const others[] = { "Content-Type: text/html; charset=utf-8",
	"Content-Type: text/plain; charset=utf-8",
	"Content-Type: text/csv; charset=utf-8",
	"Content-Type: application/json",
	("Content-Type: application/vnd.openxmlformats-officedocument."
	 "spreadsheetml.sheet"),
	"Content-Disposition: attachment; filename=\"",
	"Content-Length: ", "Location: /", "Set-Cookie: __Host-igtk",
	"Cache-Control: no-", "ETag: W/\"", "Vary: Cookie",
	"Allow: ", "Retry-After: ", "Clear-Site-Data: \"cache\"" };

static bool seen[600];

static size_t
count_line(const char *head, const char *line)
{
	size_t n = strlen(line), found = 0;

	for (; *head != '\0'; head += strcspn(head, "\n") + 1)
		found += strncmp(head, line, n) == 0 &&
			 strncmp(head + n, "\r\n", 2) == 0;
	return found;
}

static bool
known_line(const char *line)
{
	size_t i;

	for (i = 0; i < COUNT(always); i++)
		if (strncmp(line, always[i], strlen(always[i])) == 0)
			return true;
	for (i = 0; i < COUNT(others); i++)
		if (strncmp(line, others[i], strlen(others[i])) == 0)
			return true;
	return false;
}

/* Kept nowhere, but for what everybody may see. */
static void
fits_keeping(struct site *s, int status)
{
	const char *uri = s->w->wire.uri;
	bool open = strncmp(uri, "/public", 7) == 0 ||
		    strncmp(uri, "/catalogue", 10) == 0 ||
		    strncmp(uri, "/library", 8) == 0;
	bool kept = status == 304 ||
		    (status == 200 && open && s->w->wire.cookie[0] == '\0');

	assert_string_equal(
	    site_header(s, "Cache-Control"), kept ? "no-cache" : "no-store");
	assert_int_equal(site_header(s, "ETag")[0] != '\0', kept);
	assert_string_equal(site_header(s, "Vary"), kept ? "Cookie" : "");
}

/* A redirection has a place to go, a page a type, and nothing both. */
static void
fits_status(struct site *s, int status)
{
	struct wire_reply *r = &s->w->reply;
	bool head = strcmp(s->w->wire.method, "HEAD") == 0;
	char length[24];

	snprintf(length, sizeof(length), "%zu", r->body.n);
	assert_int_equal(site_header(s, "Location")[0] != '\0', status == 303);
	assert_int_equal(site_header(s, "Content-Type")[0] != '\0',
	    status != 303 && status != 204 && status != 304);
	if (status == 204 || status == 304)
		assert_string_equal(site_header(s, "Content-Length"), "");
	else if (!head)
		assert_string_equal(site_header(s, "Content-Length"), length);
	assert_int_equal(site_header(s, "Allow")[0] != '\0', status == 405);
	assert_int_equal(site_header(s, "Retry-After")[0] != '\0',
	    status == 503 || status == 429);
	if (status == 303 || status == 204 || head)
		assert_int_equal(r->body.n, 0);
}

static int
look(struct site *s, int status)
{
	const char *head = buf_text(&s->w->reply.head), *line;
	size_t i;

	for (i = 0; i < COUNT(always); i++)
		if (count_line(head, always[i]) != 1)
			fail_msg("%d without: %s", status, always[i]);
	for (line = head; *line != '\0'; line += strcspn(line, "\n") + 1)
		if (!known_line(line))
			fail_msg("%d with: %s", status, line);
	fits_status(s, status);
	fits_keeping(s, status);
	seen[status] = true;
	return status;
}

/* ---- every route ---- */

static const char *
path_of(struct site *s, const char *pattern)
{
	static char path[100];
	int64_t id =
	    strstr(pattern, "groups") != NULL ? s->group[A] : s->person[A][0];
	size_t n = 0;

	if (training_path(s, pattern, path, sizeof(path)))
		return path;
	for (; *pattern != '\0'; pattern++) {
		if (*pattern != ':') {
			path[n++] = *pattern;
			continue;
		}
		n += (size_t)snprintf(path + n, sizeof(path) - n, "%s",
		    pattern[1] == 'v'   ? "14.1"
		    : pattern[1] == 'n' ? "101"
					: "IGM");
		if (strncmp(pattern, ":id", 3) == 0)
			n += (size_t)snprintf(path + n - 3,
				 sizeof(path) - n + 3, "%lld", (long long)id) -
			     3;
		pattern += strcspn(pattern, "/") - 1;
	}
	path[n] = '\0';
	return path;
}

static void
every_route(void **state)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "PUT",
		"TRACE", "OPTIONS" };
	struct site *s = *state;
	struct visitor none = { "", "x" };
	size_t i, k, j;

	for (i = 0; i < routes_n; i++)
		for (k = 0; k < COUNT(methods); k++) {
			const char *path = path_of(s, routes[i].pattern);
			const struct visitor *all[] = { &none,
				site_as(s, A, ROLE_STAFF),
				site_as(s, A, ROLE_ADMINISTRATOR),
				site_as(s, A, ROLE_ASSESSOR) };

			for (j = 0; j < COUNT(all); j++) {
				look(s, site_ask(s, all[j], methods[k], path));
				if (strcmp(methods[k], "POST") != 0 ||
				    strstr(path, "sign-out") != NULL)
					continue;
				look(s, site_post(s, all[j], path, ""));
				look(s, site_post(s, all[j], path, "x=1"));
			}
		}
}

/* ---- each status ---- */

static void
refusals_of_the_dispatcher(void **state)
{
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	static char big[5000];

	assert_int_equal(look(s, site_get(s, v, "/a//b")), 400);
	assert_int_equal(look(s, site_get(s, v, "/nowhere")), 404);
	assert_int_equal(look(s, site_get(s, NULL, "/%00")), 400);
	assert_int_equal(look(s, site_get(s, NULL, "")), 400);
	assert_int_equal(
	    look(s, site_get(s, site_as(s, A, ROLE_STAFF), "/people")), 403);
	assert_int_equal(look(s, site_ask(s, v, "POST", "/people/new")), 411);
	memset(big, 'a', sizeof(big) - 1);
	assert_int_equal(
	    look(s, site_send(s, v, "/assessment", big, 4999)), 413);
	prepare(s->w, "POST", "/assessment");
	with_body(s->w, "a=b");
	s->w->wire.cookie = v->cookie;
	s->w->wire.content_type = "multipart/form-data";
	assert_int_equal(look(s, serve(s->w)), 415);
	prepare(s->w, "GET", "/help");
	s->w->wire.doubled = true;
	assert_int_equal(look(s, serve(s->w)), 400);
}

static void
answers_of_pages(void **state)
{
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	assert_int_equal(look(s, site_get(s, v, "/people")), 200);
	assert_int_equal(look(s, site_post(s, v, "/session/keep", "")), 204);
	prepare(s->w, "GET", "/public");
	s->w->wire.none_match = "*";
	assert_int_equal(look(s, serve(s->w)), 304);
	assert_int_equal(look(s, site_post(s, v, "/people/new", "")), 422);
	assert_int_equal(look(s, site_post(s, site_as(s, A, ROLE_ASSESSOR),
				     "/assessment/14.1/requirement/101",
				     "edition=77&do=save")),
	    409);
	assert_int_equal(look(s, site_post(s, v, "/people/new",
				     "user=a-staff&name=Somebody")),
	    409);
}

static void
answers_of_signing_in(void **state)
{
	static const struct {
		const char *user, *password;
		int status;
	} all[] = { { "a-staff", "wrong", 422 }, { "a-staff", "old", 403 },
		{ "a-staff", "busy", 503 }, { "a-nobody", "right", 403 },
		{ "a-staff", "right", 303 } };
	struct site *s = *state;
	struct visitor v;
	char pre[64], fields[100];
	size_t i;

	look(s, site_get(s, NULL, "/sign-in"));
	hidden(s->w, "csrf", v.csrf);
	cookie_set(s->w, "__Host-igtk-pre", pre);
	snprintf(v.cookie, sizeof(v.cookie), "__Host-igtk-pre=%.43s", pre);
	for (i = 0; i < 12; i++) {
		size_t k = i < COUNT(all) ? i : 0;

		snprintf(fields, sizeof(fields), "user=%s&password=%s",
		    all[k].user, all[k].password);
		look(s, site_post(s, &v, "/sign-in", fields));
		if (i == k)
			assert_int_equal(s->w->reply.status, all[k].status);
	}
	assert_int_equal(s->w->reply.status, 429);
}

/* The records cannot be read: a page without a word about the inside. */
static void
a_fault_inside(void **state)
{
	static const char *const inside[] = { "SELECT", "sqlite",
		"duty_holding", "no such table", "ERR_", ".c:", "/tmp/" };
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	size_t i;

	assert_int_equal(site_get(s, v, "/assessment/14.1/duties"), 200);
	site_sql(s, "ALTER TABLE duty_holding RENAME TO elsewhere");
	assert_int_equal(
	    look(s, site_get(s, v, "/assessment/14.1/duties")), 500);
	for (i = 0; i < COUNT(inside); i++)
		assert_false(shows(s->w, inside[i]));
	assert_true(shows(s->w, "the reference"));
	assert_int_equal(look(s, site_get(s, v, "/people")), 200);
	assert_int_equal(
	    look(s, site_post(s, v, "/assessment/14.1/duties", "name-siro=x")),
	    500);
	site_sql(s, "ALTER TABLE elsewhere RENAME TO duty_holding");
	assert_int_equal(
	    look(s, site_get(s, v, "/assessment/14.1/duties")), 200);
}

static void
each_status_was_seen(void **state)
{
	static const int all[] = { 200, 204, 303, 304, 400, 403, 404, 405, 409,
		411, 413, 415, 422, 429, 500, 503 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++)
		if (!seen[all[i]])
			fail_msg("no answer with %d", all[i]);
}

/* ---- cookies ---- */

static void
expect_cookie(bool secure, const char *base, const char *line, const char *gone)
{
	struct bench b;

	bench_open(&b, "GET", "/");
	free(b.config.web.base_path);
	b.config.web.base_path = strdup(base);
	b.config.web.secure = secure;
	guard_cookie_set(&b.req, "T");
	assert_string_equal(buf_text(&b.head), line);
	buf_reset(&b.head);
	guard_cookie_clear(&b.req);
	assert_string_equal(buf_text(&b.head), gone);
	bench_close(&b);
}

static void
cookies(void **state)
{
	(void)state;
	expect_cookie(true, "",
	    "Set-Cookie: __Host-igtk=T; Path=/; HttpOnly; SameSite=Lax; "
	    "Secure\r\n",
	    "Set-Cookie: __Host-igtk=; Path=/; HttpOnly; SameSite=Lax; "
	    "Secure; Max-Age=0\r\n");
	expect_cookie(true, "/ig",
	    "Set-Cookie: igtk=T; Path=/ig; HttpOnly; SameSite=Lax; Secure\r\n",
	    "Set-Cookie: igtk=; Path=/ig; HttpOnly; SameSite=Lax; Secure; "
	    "Max-Age=0\r\n");
	expect_cookie(false, "",
	    "Set-Cookie: igtk=T; Path=/; HttpOnly; SameSite=Lax\r\n",
	    "Set-Cookie: igtk=; Path=/; HttpOnly; SameSite=Lax; "
	    "Max-Age=0\r\n");
	expect_cookie(false, "/ig",
	    "Set-Cookie: igtk=T; Path=/ig; HttpOnly; SameSite=Lax\r\n",
	    "Set-Cookie: igtk=; Path=/ig; HttpOnly; SameSite=Lax; "
	    "Max-Age=0\r\n");
}

/* A cookie comes with signing in, and with no other answer. */
static void
cookies_of_answers(void **state)
{
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_VIEWER);

	assert_int_equal(look(s, site_get(s, v, "/home")), 200);
	assert_string_equal(site_header(s, "Set-Cookie"), "");
	assert_int_equal(look(s, site_get(s, NULL, "/help")), 200);
	assert_string_equal(site_header(s, "Set-Cookie"), "");
	assert_int_equal(look(s, site_get(s, NULL, "/sign-in")), 200);
	assert_int_equal(
	    strncmp(site_header(s, "Set-Cookie"), "__Host-igtk-pre=", 16), 0);
	assert_non_null(strstr(site_header(s, "Set-Cookie"),
	    "; Path=/; HttpOnly; SameSite=Lax; Secure"));
	assert_int_equal(look(s, site_post(s, v, "/sign-out", "")), 303);
	assert_string_equal(site_header(s, "Set-Cookie"),
	    "__Host-igtk=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_route),
		cmocka_unit_test(refusals_of_the_dispatcher),
		cmocka_unit_test(answers_of_pages),
		cmocka_unit_test(answers_of_signing_in),
		cmocka_unit_test(a_fault_inside),
		cmocka_unit_test(each_status_was_seen),
		cmocka_unit_test(cookies),
		cmocka_unit_test(cookies_of_answers),
	};

	return cmocka_run_group_tests_name(
	    "headers", tests, site_open, site_close);
}
