/* etag_test.c - public pages and exports are not sent again unchanged. */
#include "desk_pages.h"

static const char *const open_to_all[] = { "/public", "/public?q=own",
	"/public/json?q=own", "/public/csv", "/public/keys", "/public/AAA01",
	"/public/AAA01/json", "/public/AAA01/csv", "/public/AAA01/13.0",
	"/public/AAA01/13.0/csv", "/catalogue", "/catalogue/ACU-14.1-1",
	"/catalogue/ACU-14.1-1/pack", "/catalogue/ACU-14.1-1/changes",
	"/catalogue/ACU-14.1-1/requirement/101", "/library",
	"/library/dpa-1998" };

static int
ask_with(struct site *s, const struct visitor *v, const char *method,
    const char *uri, const char *none_match)
{
	prepare(s->w, method, uri);
	if (v != NULL)
		s->w->wire.cookie = v->cookie;
	s->w->wire.none_match = none_match;
	return serve(s->w);
}

static const char *
tag_of(struct site *s, const char *uri)
{
	assert_int_equal(site_get(s, NULL, uri), 200);
	assert_int_equal(site_header(s, "ETag")[0], 'W');
	return arena_text(s->arena, site_header(s, "ETag"));
}

static void
an_answer_that_one_has_is_not_sent_again(void **state)
{
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(open_to_all); i++) {
		const char *uri = open_to_all[i], *tag = tag_of(s, uri);

		assert_string_equal(tag_of(s, uri), tag);
		if (ask_with(s, NULL, "GET", uri, tag) != 304)
			fail_msg("%s: %d", uri, s->w->reply.status);
		assert_int_equal(s->w->reply.body.n, 0);
		assert_string_equal(site_header(s, "ETag"), tag);
		assert_string_equal(
		    site_header(s, "Cache-Control"), "no-cache");
		assert_string_equal(site_header(s, "Vary"), "Cookie");
		assert_string_equal(site_header(s, "Content-Type"), "");
		assert_string_equal(site_header(s, "Content-Length"), "");
		assert_int_equal(ask_with(s, NULL, "HEAD", uri, ""), 200);
		assert_string_equal(site_header(s, "ETag"), tag);
		assert_int_equal(ask_with(s, NULL, "HEAD", uri, tag), 304);
	}
}

static void
every_form_of_asking_is_understood(void **state)
{
	static const struct {
		const char *form; /* %s: the tag in its quotes */
		int status;
	} all[] = { { "%s", 304 }, { "W/%s", 304 }, { "*", 304 },
		{ "\"a\", %s", 304 }, { "\"a\",W/\"b\",W/%s , \"c\"", 304 },
		{ "  %s", 304 }, { "%s;x", 200 }, { "x%s", 200 },
		{ "\"a\"", 200 }, { "W/", 200 }, { ",,,, ,", 200 },
		{ "\"", 200 }, { "**", 200 }, { "W/W/%s", 200 } };
	struct site *s = *state;
	const char *tag = tag_of(s, "/public/AAA01/json") + 2;
	size_t i;
	char many[9000];

	for (i = 0; i < COUNT(all); i++) {
		const char *at = strstr(all[i].form, "%s");
		const char *header = all[i].form;

		if (at != NULL)
			header = arena_printf(s->arena, "%.*s%s%s",
			    (int)(at - header), header, tag, at + 2);
		if (ask_with(s, NULL, "GET", "/public/AAA01/json", header) !=
		    all[i].status)
			fail_msg("%s: %d", header, s->w->reply.status);
	}
	memset(many, ',', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	assert_int_equal(
	    ask_with(s, NULL, "GET", "/public/AAA01/json", many), 200);
}

static void
what_has_changed_is_sent(void **state)
{
	static const char *const named[] = { "/public?q=aaa01", "/public/AAA01",
		"/public/AAA01/json", "/public/csv" };
	struct site *s = *state;
	const char *tags[COUNT(named)];
	size_t i;

	for (i = 0; i < COUNT(named); i++)
		tags[i] = tag_of(s, named[i]);
	site_sql(s, "UPDATE org SET name = 'Another Trust' WHERE code = "
		    "'AAA01'");
	for (i = 0; i < COUNT(named); i++) {
		assert_int_equal(
		    ask_with(s, NULL, "GET", named[i], tags[i]), 200);
		sees(s, "Another Trust");
		assert_string_not_equal(site_header(s, "ETag"), tags[i]);
	}
	site_sql(s, "UPDATE org SET name = 'Own Trust' WHERE code = 'AAA01'");
	assert_int_equal(ask_with(s, NULL, "GET", named[1], tags[1]), 304);
}

/* How long a page took is no change; the same words in a file are one. */
static void
an_export_is_compared_to_the_last_byte(void **state)
{
	struct site *s = *state;
	const char *tag;

	site_sql(s, "UPDATE org SET name = 'Page made in 5' WHERE code = "
		    "'AAA01'");
	tag = tag_of(s, "/public/AAA01/json");
	site_sql(s, "UPDATE org SET name = 'Page made in 6' WHERE code = "
		    "'AAA01'");
	assert_int_equal(
	    ask_with(s, NULL, "GET", "/public/AAA01/json", tag), 200);
	site_sql(s, "UPDATE org SET name = 'Own Trust' WHERE code = 'AAA01'");
}

/* Whoever signed in sees their own frame, and it is kept nowhere. */
static void
nothing_of_somebody_signed_in_is_kept(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	size_t i;

	for (i = 0; i < COUNT(open_to_all); i++) {
		assert_int_equal(
		    ask_with(s, v, "GET", open_to_all[i], "*"), 200);
		assert_string_equal(site_header(s, "ETag"), "");
		assert_string_equal(
		    site_header(s, "Cache-Control"), "no-store");
	}
}

static void
nothing_else_is_kept(void **state)
{
	static const char *const others[] = { "/", "/help", "/accessibility",
		"/sign-in", "/verify", "/verify/none", "/healthz", "/people",
		"/home", "/public/AAA02", "/public?page=0", "/public?x=1",
		"/library/none", "/library?kind=x", "/publicly",
		"/catalogue/load", "/nowhere" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(others); i++) {
		int status = site_get(s, NULL, others[i]);

		assert_int_equal(
		    ask_with(s, NULL, "GET", others[i], "*"), status);
		assert_string_equal(site_header(s, "ETag"), "");
		assert_string_equal(
		    site_header(s, "Cache-Control"), "no-store");
	}
	assert_int_equal(ask_with(s, NULL, "POST", "/public", "*"), 405);
	assert_int_equal(ask_with(s, NULL, "OPTIONS", "/public", "*"), 405);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_that_one_has_is_not_sent_again),
		cmocka_unit_test(every_form_of_asking_is_understood),
		cmocka_unit_test(what_has_changed_is_sent),
		cmocka_unit_test(an_export_is_compared_to_the_last_byte),
		cmocka_unit_test(nothing_of_somebody_signed_in_is_kept),
		cmocka_unit_test(nothing_else_is_kept),
	};

	return cmocka_run_group_tests_name(
	    "etag", tests, site_open, site_close);
}
