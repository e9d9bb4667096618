/* api_test.c - the same pages for programs, as JSON. */
#include "api.h"
#include "desk_pages.h"

static void
same_as_page(struct site *s, const struct visitor *v, const char *path)
{
	const char *page;
	char uri[300];
	int status = site_get(s, v, path);

	page = arena_text(s->arena, buf_text(&s->w->reply.body));
	snprintf(uri, sizeof(uri), API "%s", path);
	site_get(s, NULL, uri);
	assert_string_equal(site_header(s, "Content-Type"), "application/json");
	api_tells_the_page(s, path, page, status);
}

static void
what_is_public_needs_no_token(void **state)
{
	static const char *const paths[] = { "/public", "/public?q=own",
		"/public?page=0", "/public/AAA01", "/public/AAA01/13.0",
		"/catalogue", "/catalogue/ACU-14.1-1",
		"/catalogue/ACU-14.1-1/requirement/101",
		"/catalogue/ACU-14.1-1/changes", "/library",
		"/library/dpa-1998", "/verify", "/help" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(paths) - 1; i++)
		same_as_page(s, NULL, paths[i]);
}

static void
files_are_the_same_files(void **state)
{
	static const char *const paths[] = { "/public/json", "/public/csv",
		"/public/AAA01/json", "/catalogue/ACU-14.1-1/pack" };
	struct site *s = *state;
	char uri[100];
	const char *file, *type;
	size_t i;

	for (i = 0; i < COUNT(paths); i++) {
		assert_int_equal(site_get(s, NULL, paths[i]), 200);
		file = arena_text(s->arena, buf_text(&s->w->reply.body));
		type = arena_text(s->arena, site_header(s, "Content-Type"));
		snprintf(uri, sizeof(uri), API "%s", paths[i]);
		assert_int_equal(site_get(s, NULL, uri), 200);
		assert_string_equal(buf_text(&s->w->reply.body), file);
		assert_string_equal(site_header(s, "Content-Type"), type);
	}
}

static void
is_problem(struct site *s, int status)
{
	char number[12];

	snprintf(number, sizeof(number), "%d", status);
	assert_int_equal(s->w->reply.status, status);
	assert_string_equal(
	    site_header(s, "Content-Type"), "application/problem+json");
	assert_string_equal(api_says(s, "status"), number);
	assert_true(strlen(api_says(s, "title")) > 5);
	assert_true(strlen(api_says(s, "detail")) > 20);
	assert_int_equal(strlen(api_says(s, "reference")), 14);
}

static void
what_belongs_to_browsers_is_not_there(void **state)
{
	static const char *const paths[] = { API, API "/", API "/sign-in",
		API "/healthz", API "/metrics", API "/kiosk",
		API "/kiosk/register", API "/kiosk/owed", API "/nothing",
		API "/api/v1/public", API "/sign-out", API "/organisation",
		API "/public/AAA02" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(paths); i++) {
		site_get(s, NULL, paths[i]);
		is_problem(s, 404);
		assert_string_equal(site_header(s, "Set-Cookie"), "");
	}
	site_get(s, NULL, "/api/v10/public");
	assert_int_equal(s->w->reply.status, 404);
	sees(s, "<!DOCTYPE html>");
	site_get(s, NULL, API "//public");
	is_problem(s, 400);
	site_ask(s, NULL, "POST", API "/public");
	is_problem(s, 405);
	assert_string_equal(site_header(s, "Allow"), "GET, HEAD");
}

static void
a_cookie_opens_nothing(void **state)
{
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	assert_int_equal(site_get(s, v, "/home"), 200);
	site_get(s, v, API "/home");
	is_problem(s, 401);
	assert_string_equal(
	    site_header(s, "WWW-Authenticate"), "Bearer realm=\"igtk\"");
	site_post(s, v, API "/people/new", "user=x&name=x");
	is_problem(s, 401);
	assert_true(site_unchanged(s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_public_needs_no_token),
		cmocka_unit_test(files_are_the_same_files),
		cmocka_unit_test(what_belongs_to_browsers_is_not_there),
		cmocka_unit_test(a_cookie_opens_nothing),
	};

	return cmocka_run_group_tests_name("api", tests, site_open, site_close);
}
