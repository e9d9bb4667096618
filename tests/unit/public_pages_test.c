/* public_pages_test.c - what anybody sees, and what nobody does there. */
#include <ctype.h>
#include <json-c/json.h>

#include "desk_pages.h"
#include "edition.h"
#include "signing.h"

#define ORG "/public/AAA01"

static int
ask(struct site *s, const char *uri)
{
	return site_get(s, NULL, uri);
}

static void
found_by_name_code_and_type(void **state)
{
	static const char *const finds[] = { "/public?q=own",
		"/public?q=OWN+tr", "/public?q=aaa01", "/public?type=ACU",
		"/public?q=own&type=ACU", "/public?q=&type=" };
	static const char *const misses[] = { "/public?q=own&type=GP",
		"/public?q=nobody", "/public?q=%25", "/public?q=o_n",
		"/public?q=aaa01&page=2" };
	struct site *s = *state;
	size_t i;

	assert_int_equal(ask(s, "/public"), 200);
	sees_not(s, "Own Trust");
	for (i = 0; i < COUNT(finds); i++) {
		assert_int_equal(ask(s, finds[i]), 200);
		sees(s, ORG);
		sees(s, "Own Trust");
	}
	for (i = 0; i < COUNT(misses); i++) {
		assert_int_equal(ask(s, misses[i]), 200);
		sees_not(s, "Own Trust");
		sees(s, "No organisation was found");
	}
}

static void
who_published_nothing_is_listed_so(void **state)
{
	struct site *s = *state;

	assert_int_equal(ask(s, "/public?q=ccc01"), 200);
	sees(s, "Nothing yet");
	assert_int_equal(ask(s, "/public/CCC01"), 200);
	sees(s, "has published nothing yet");
	assert_int_equal(ask(s, "/public/CCC01/14.1"), 404);
	/* A year that is open is nobody else's business. */
	assert_int_equal(ask(s, ORG "/14.1"), 404);
	assert_int_equal(ask(s, "/public/CCC01/json"), 200);
	assert_string_equal(buf_text(&s->w->reply.body) +
				strcspn(buf_text(&s->w->reply.body), "["),
	    "[]}\n");
}

static size_t
lines_of(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* As many as may be registered from one file, whom nobody is to miss. */
static void
a_file_holds_them_all(void **state)
{
	struct site *s = *state;
	const char *at;
	size_t n = 0;

	site_sql(s,
	    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 "
	    "FROM n WHERE i < 20000) INSERT INTO org (id, code, name, "
	    "type, added_at, folded) SELECT 1000000 + i, printf("
	    "'M%05d', i), 'Many', 'GP', 0, printf('m%05d many', i) "
	    "FROM n");
	assert_int_equal(ask(s, "/public/csv?type=GP&q=many"), 200);
	assert_int_equal(lines_of(buf_text(&s->w->reply.body)), 20001);
	sees(s, "\"M20000\",");
	assert_int_equal(ask(s, "/public/csv?type=GP&q=many&page=2"), 200);
	assert_int_equal(lines_of(buf_text(&s->w->reply.body)), 1);
	assert_int_equal(ask(s, "/public/json?type=GP&q=many"), 200);
	at = buf_text(&s->w->reply.body);
	while ((at = strstr(at, "\"code\":")) != NULL) {
		at++;
		n++;
	}
	assert_int_equal(n, 20000);
	sees(s, "\"page\":1,\"more\":false,");
	site_sql(s, "DELETE FROM org WHERE id > 1000000 AND name = 'Many'");
}

static void
refused_by_all(struct site *s, const char *query, const char *says)
{
	static const char *const places[] = { "", "/json", "/csv" };
	size_t i;

	for (i = 0; i < COUNT(places); i++) {
		const char *uri =
		    arena_printf(s->arena, "/public%s?%s", places[i], query);

		if (ask(s, uri) != 422)
			fail_msg("%s: %d", uri, s->w->reply.status);
		sees(s, says);
	}
}

static void
empty_of_all(struct site *s, const char *query)
{
	assert_int_equal(
	    ask(s, arena_printf(s->arena, "/public?%s", query)), 200);
	sees(s, "No organisation was found");
	assert_int_equal(
	    ask(s, arena_printf(s->arena, "/public/json?%s", query)), 200);
	sees(s, "\"more\":false,\"organisations\":[]}");
	assert_int_equal(
	    ask(s, arena_printf(s->arena, "/public/csv?%s", query)), 200);
	assert_int_equal(lines_of(buf_text(&s->w->reply.body)), 1);
}

static void
odd_questions_are_refused(void **state)
{
	static const char *const bad[] = { "/public?q=a&q=b", "/public?x=1",
		"/public/json?q=%ff", "/public/csv?q=%00",
		"/public?q=%ed%a0%80",
		"/public/json?q=a&q=", "/public?type=GP&type=GP" };
	/* Of each of the three, with what is said. */
	static const char *const never[][2] = { { "page=0", "The page" },
		{ "page=-1", "The page" }, { "page=x", "The page" },
		{ "page=100001", "The page" }, { "page=1.5", "The page" },
		{ "page=99999999999999999999", "The page" },
		{ "q=a%07b", "ontrol" }, { "q=a%e2%80%aeb", "ontrol" },
		{ "type=ABCDEFGHIJKLMNOPQRSTU", "The type" } };
	/* Nothing of the kind, and no fault. */
	static const char *const nothing[] = { "type=XYZ", "type=gp",
		"type=%25", "type=ACU%27--", "q=%25", "q=_", "q=%5c", "q=!",
		"q=%27", "q=%22%3e%3cscript%3e", "q=own&page=100000", "q=*",
		"q=a%25" };
	static const char *const none[] = { "/public/AAA02", "/public/x",
		"/public/AAA01/99", ORG "/13.0/bundle/0", ORG "/13.0/bundle/2",
		ORG "/13.0/bundle/x", ORG "/13.0/bundle/99999999999999999999" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(ask(s, bad[i]), 400);
	for (i = 0; i < COUNT(none); i++)
		assert_int_equal(ask(s, none[i]), 404);
	for (i = 0; i < COUNT(never); i++)
		refused_by_all(s, never[i][0], never[i][1]);
	for (i = 0; i < COUNT(nothing); i++)
		empty_of_all(s, nothing[i]);
	assert_int_equal(site_ask(s, NULL, "POST", "/public"), 405);
}

static void
a_search_of_ten_megabytes_is_refused(void **state)
{
	static const char *const paths[] = {
		"/public?q=", "/public/json?q=", "/public/csv?q="
	};
	struct site *s = *state;
	size_t i, n = 10u << 20;
	char *uri = malloc(n + 40);

	assert_non_null(uri);
	for (i = 0; i < COUNT(paths); i++) {
		size_t head = strlen(paths[i]);

		memcpy(uri, paths[i], head);
		memset(uri + head, 'a', n);
		uri[head + n] = '\0';
		assert_int_equal(ask(s, uri), 414);
		sees(s, "This address is too long");
		assert_true(s->w->reply.body.n < 20000);
	}
	/* And what is only too long is said so beside the field. */
	uri[0] = '\0';
	memcpy(uri, paths[0], strlen(paths[0]));
	memset(uri + strlen(paths[0]), 'a', 101);
	uri[strlen(paths[0]) + 101] = '\0';
	assert_int_equal(ask(s, uri), 422);
	free(uri);
	assert_int_equal(ask(s, "/public?q=own"), 200);
}

static int64_t
percent_of(struct site *s)
{
	return site_number(s, "SELECT p.percent FROM publication p JOIN org o "
			      "ON o.id = p.org_id WHERE o.code = 'AAA01'");
}

static void
a_history_has_the_table(void **state)
{
	static const char *const heads[] = { "Level 0", "Level 1", "Level 2",
		"Level 3", "Total", "Score", "Self-assessed grade",
		"Reviewed grade", "Reason for change", "13.0 Final, edition 1",
		"Awaiting review" };
	struct site *s = *state;
	const char *percent =
	    arena_printf(s->arena, "%lld%%", (long long)percent_of(s));
	size_t i;

	assert_int_equal(ask(s, ORG), 200);
	for (i = 0; i < COUNT(heads); i++)
		sees(s, heads[i]);
	sees(s, percent);
	assert_int_equal(ask(s, "/public/aaa01"), 200);
	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees(s, "By initiative");
}

/* Where a screen is narrow, what is asked first is seen first. */
static void
score_and_grade_stand_by_the_name(void **state)
{
	static const char *const pages[] = { ORG, ORG "/13.0" };
	struct site *s = *state;
	const char *html;
	size_t i;

	for (i = 0; i < COUNT(pages); i++) {
		assert_int_equal(ask(s, pages[i]), 200);
		html = strstr(buf_text(&s->w->reply.body), "<thead");
		assert_non_null(html);
		assert_true(
		    strstr(html, ">Score<") < strstr(html, ">Level 0<"));
		sees(s, "ig-num ig-opt\" scope=\"col\">Level 0<");
		sees(s, "ig-num ig-opt\" scope=\"col\">Total<");
	}
}

static struct json_object *
json_of(struct site *s, const char *uri)
{
	struct json_object *o;

	assert_int_equal(ask(s, uri), 200);
	assert_string_equal(site_header(s, "Content-Type"), "application/json");
	o = json_tokener_parse(buf_text(&s->w->reply.body));
	assert_non_null(o);
	return o;
}

/* A stage before it has its own row, and the page of its version. */
static void
a_stage_is_shown_before_the_year_is_published(void **state)
{
	struct site *s = *state;

	assert_int_equal(ask(s, ORG), 200);
	sees(s, "13.0 Baseline</a>");
	sees(s, "13.0 Final, edition 1</a>");
	site_sql(s,
	    "DROP TRIGGER edition_keeps; DROP TRIGGER edition_level_keeps;"
	    "DROP TRIGGER edition_signature_keeps;"
	    "DELETE FROM edition_signature;"
	    "DELETE FROM edition_level WHERE edition_id IN (SELECT id FROM "
	    "edition WHERE stage = 3);"
	    "DELETE FROM edition WHERE stage = 3");
	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees(s, "Baseline, submitted");
	sees(s, "The year is not published yet.");
	sees_not(s, "Check it yourself");
	/* The file beside it, and the search, know the stage as well. */
	sees(s, ORG "/13.0/csv");
	assert_int_equal(ask(s, ORG "/13.0/csv"), 200);
	sees(s, "\"AAA01\",\"13.0\",\"Baseline\",\"1\",\"101\",");
	assert_int_equal(ask(s, "/public?q=aaa01"), 200);
	sees(s, "Baseline of version 13.0, submitted on ");
	sees_not(s, "Nothing yet");
	sees_not(s, " below");
}

static void
json_says_the_same(void **state)
{
	struct site *s = *state;
	struct json_object *o = json_of(s, ORG "/json"), *list, *x, *v;

	assert_true(json_object_object_get_ex(o, "publications", &list));
	assert_int_equal(json_object_array_length(list), 2);
	x = json_object_array_get_idx(list, 1);
	assert_true(json_object_object_get_ex(x, "stage", &v));
	assert_string_equal(json_object_get_string(v), "baseline");
	x = json_object_array_get_idx(list, 0);
	assert_true(json_object_object_get_ex(x, "total", &v));
	assert_int_equal(json_object_get_int(v), 45);
	assert_true(json_object_object_get_ex(x, "percent", &v));
	assert_int_equal(json_object_get_int(v), percent_of(s));
	assert_true(json_object_object_get_ex(x, "requirements", &v));
	assert_int_equal(json_object_object_length(v),
	    site_number(s, "SELECT count(*) FROM edition_level l JOIN org o "
			   "ON o.id = l.org_id JOIN edition e ON e.id = "
			   "l.edition_id WHERE o.code = 'AAA01' AND "
			   "e.stage = 3"));
	json_object_put(o);
	o = json_of(s, "/public/json?q=own");
	assert_true(json_object_object_get_ex(o, "organisations", &list));
	assert_int_equal(json_object_array_length(list), 1);
	json_object_put(o);
	assert_int_equal(ask(s, ORG "/csv"), 200);
	sees(s, "\"AAA01\",\"13.0\",\"Final\",\"1\",");
	sees(s, "\"AAA01\",\"13.0\",\"Baseline\",\"1\",");
	assert_int_equal(ask(s, ORG "/13.0/csv"), 200);
	sees(s, "\"AAA01\",\"13.0\",\"Final\",\"1\",\"101\",");
	sees(s, ",\"2\"\r\n");
	assert_int_equal(ask(s, ORG "/14.1/csv"), 404);
	assert_int_equal(ask(s, "/public/csv?q=own"), 200);
	sees(s, "\"AAA01\",\"Own Trust\",\"ACU\",\"13.0\",\"1\",");
}

/* The reviewed grade is shown; what was said about it is not. */
static void
a_review_stands_beside_the_grade(void **state)
{
	struct site *s = *state;
	struct unit u = by(s->org[A].id, s->person[A][0], "test");
	struct edition_review r = { .outcome = REVIEW_PASSED,
		.grade = GRADE_SATISFACTORY,
		.reason = "PRIVATE-reason",
		.change = "No <evidence> of 103" };
	struct edition x;

	assert_int_equal(edition_read(s->w->app.reader, s->arena, s->org[A].id,
			     "13.0", STAGE_FINAL, 0, &x),
	    OK);
	r.edition = &x;
	assert_int_equal(edition_review_add(s->w->app.writer, &u, &r), OK);
	assert_int_equal(ask(s, ORG), 200);
	sees(s, ">Satisfactory</td>");
	sees(s, ">Reviewed grade: No &lt;evidence&gt; of 103</td>");
	sees_not(s, "PRIVATE");
	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees(s, "Reason for change of grade: No &lt;evidence&gt; of 103</p>");
	sees_not(s, "PRIVATE");
	assert_int_equal(ask(s, ORG "/json"), 200);
	sees(s, "\"reviewed_reason\":\"No <evidence> of 103\"");
	sees(s, "\"reviewed_grade\":\"satisfactory\"");
	sees_not(s, "PRIVATE");
	assert_int_equal(ask(s, ORG "/csv"), 200);
	sees(s, ",\"satisfactory\",\"Reviewed grade: No <evidence> of "
		"103\"\r\n");
	sees_not(s, "PRIVATE");
}

/* Visitors find what is theirs, and the way in; who is in needs neither. */
static void
visitors_are_led_on(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, NULL, "/public"), 200);
	sees(s, "href=\"/catalogue\"");
	sees(s, "href=\"/library\"");
	sees(s, ">Sign in</a>");
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), "/public"), 200);
	sees_not(s, "Sign in<");
	sees_not(s, "href=\"/library\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_by_name_code_and_type),
		cmocka_unit_test(visitors_are_led_on),
		cmocka_unit_test(who_published_nothing_is_listed_so),
		cmocka_unit_test(a_file_holds_them_all),
		cmocka_unit_test(odd_questions_are_refused),
		cmocka_unit_test(a_search_of_ten_megabytes_is_refused),
		cmocka_unit_test(a_history_has_the_table),
		cmocka_unit_test(score_and_grade_stand_by_the_name),
		cmocka_unit_test(json_says_the_same),
		cmocka_unit_test(a_review_stands_beside_the_grade),
		cmocka_unit_test(a_stage_is_shown_before_the_year_is_published),
	};

	return cmocka_run_group_tests_name(
	    "public_pages", tests, site_open, site_close);
}
