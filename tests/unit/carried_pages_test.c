/* carried_pages_test.c - opening a year, and what was not carried over. */
#include "api.h"
#include "desk_pages.h"

#define LIST "/assessment/16.0/carried"
#define LOUD "<b>loud</b>"

/* For the supplier a version without its first requirement. */
static void
next_set(struct site *s, struct catalogue *c)
{
	struct unit u = { .by = { 0, "test", "cli" } };
	int64_t pack;

	assert_int_equal(
	    catalogue_find(s->w->app.writer, "14.1", "CTP", &pack), OK);
	assert_int_equal(
	    catalogue_read(s->w->app.writer, s->arena, pack, c), OK);
	c->version = "16.0";
	memset(c->digest, 16, sizeof(c->digest));
	c->requirements.v++;
	c->requirements.n--;
	assert_int_equal(catalogue_store(s->w->app.writer, &u, c), OK);
}

/* What was said of the first one, in words that a page must not believe. */
static void
say_loudly(struct site *s, struct catalogue *c)
{
	struct unit u = by_role(s, C, ROLE_ASSESSOR);
	struct evidence v = { .title = "Title " LOUD, .reference = LOUD };
	struct assessment a;
	struct answer answer;
	int64_t pack;

	assert_int_equal(assessment_find(s->w->app.writer, s->arena,
			     s->org[C].id, "14.1", &a),
	    OK);
	assert_int_equal(
	    catalogue_find(s->w->app.writer, "14.1", "CTP", &pack), OK);
	assert_int_equal(
	    catalogue_read(s->w->app.writer, s->arena, pack, c), OK);
	assert_int_equal(answer_read(s->w->app.writer, s->arena, &a,
			     &c->requirements.v[0], &answer),
	    OK);
	answer.comment[0] = LOUD "\nand more";
	answer.evidence.v = &v;
	answer.evidence.n = 1;
	assert_int_equal(answer_save(s->w->app.writer, &u, &a,
			     &c->requirements.v[0], &answer, false),
	    OK);
}

static int
open_site(void **state)
{
	struct catalogue was, is;

	if (site_open(state) != 0)
		return -1;
	say_loudly(*state, &was);
	next_set(*state, &is);
	return 0;
}

static void
a_year_that_began_empty_says_so(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_VIEWER);

	assert_int_equal(site_get(s, v, "/assessment/14.1/carried"), 200);
	sees(s, "began empty");
	assert_int_equal(site_get(s, v, LIST), 404);
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees_not(s, "What was not carried over");
}

static void
opening_leads_to_the_list(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_ADMINISTRATOR);

	assert_int_equal(site_post(s, v, "/assessment", "version=16.0"), 303);
	assert_string_equal(site_header(s, "Location"), LIST);
	assert_int_equal(site_get(s, v, LIST), 200);
	sees(s, "The requirement is not asked any more");
	sees(s, "Comment on criterion 1a:");
	sees(s, "&lt;b&gt;loud&lt;/b&gt;\nand more");
	sees(s, "Evidence: Title &lt;b&gt;loud");
	sees_not(s, LOUD);
	/* Once it is open there is nothing to open, and it is shown. */
	assert_int_equal(site_post(s, v, "/assessment", "version=16.0"), 303);
	assert_string_equal(site_header(s, "Location"), "/assessment/16.0");
}

/* The link of a requirement leads to its place in last year's answers. */
static void
each_leads_to_last_years_answer(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_VIEWER);
	const char *at, *mark;
	char path[100];

	assert_int_equal(site_get(s, v, LIST), 200);
	at = strstr(
	    buf_text(&s->w->reply.body), "href=\"/assessment/14.1/at?on=");
	assert_non_null(at);
	at += strlen("href=\"");
	mark = strchr(at, '#');
	assert_non_null(mark);
	snprintf(path, sizeof(path), "%.*s", (int)(mark - at), at);
	assert_memory_equal(mark, "#r114\"", 6);
	assert_int_equal(site_get(s, v, path), 200);
	sees(s, "id=\"r114\"");
	sees(s, "Title &lt;b&gt;loud");
}

static void
home_and_the_change_notice_lead_there(void **state)
{
	static const char notice[] =
	    "/catalogue/CTP-16.0-1/changes?since=CTP-14.1-1";
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_ASSESSOR), "/home"), 200);
	sees(s, "href=\"" LIST "\"");
	sees(s, "href=\"/trend\"");
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_ASSESSOR), "/assessment/16.0"), 200);
	sees(s, "href=\"" LIST "\"");
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_ASSESSOR), notice), 200);
	sees(s, "href=\"" LIST "\"");
	/* Not those of others, nor who reads no answers. */
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_ASSESSOR), notice), 200);
	sees_not(s, LIST);
	assert_int_equal(site_get(s, NULL, notice), 200);
	sees_not(s, LIST);
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_MANAGER), "/home"), 200);
	sees(s, ">Years</caption>");
	sees_not(s, "href=\"/assessment/");
	sees_not(s, "href=\"/trend\"");
	assert_int_equal(site_get(s, site_as(s, C, ROLE_MANAGER), LIST), 403);
	assert_int_equal(site_get(s, site_as(s, A, ROLE_VIEWER), LIST), 404);
}

static void
scores_over_the_years_are_found_from_the_score(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), "/assessment/14.1/score"),
	    200);
	sees(s, "href=\"/trend\"");
}

/* For the supplier one that was released before the version it has opened. */
static void
older_set(struct site *s)
{
	struct unit u = { .by = { 0, "test", "cli" } };
	struct catalogue c;
	int64_t pack;

	assert_int_equal(
	    catalogue_find(s->w->app.writer, "14.1", "CTP", &pack), OK);
	assert_int_equal(
	    catalogue_read(s->w->app.writer, s->arena, pack, &c), OK);
	c.version = "12.0";
	c.released_on = day_make(2014, 7, 5);
	memset(c.digest, 12, sizeof(c.digest));
	assert_int_equal(catalogue_store(s->w->app.writer, &u, &c), OK);
}

static void
an_older_version_is_neither_offered_nor_opened(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_ADMINISTRATOR);
	const char *token =
	    api_token(s, s->person[C][role_place(ROLE_ADMINISTRATOR)],
		s->org[C].id, SCOPES_ALL);

	older_set(s);
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees_not(s, "value=\"12.0\"");
	site_mark(s);
	assert_int_equal(site_post(s, v, "/assessment", "version=12.0"), 422);
	sees(s, "A newer version is open already");
	sees(s, "Version 16.0 was released after version 12.0");
	assert_true(site_unchanged(s));
	assert_int_equal(
	    api_post(s, token, API "/assessment", "{\"version\":\"12.0\"}"),
	    422);
	sees(s, "Version 16.0 was released after version 12.0");
	assert_int_equal(site_get(s, v, "/assessment/12.0"), 404);
}

/* The trust became a supplier: what it is asked now differs all over. */
static void
after_a_change_of_type_the_notice_compares_the_types(void **state)
{
	static const char notice[] =
	    "/catalogue/CTP-16.0-1/changes?since=ACU-13.0-1";
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	site_sql(s, "UPDATE org SET type = 'CTP' WHERE code = 'AAA01'");
	assert_int_equal(site_post(s, v, "/assessment", "version=16.0"), 303);
	assert_int_equal(site_get(s, v, LIST), 200);
	sees(s, "href=\"/catalogue/CTP-16.0-1/changes?since=ACU-13.0-1\"");
	sees(s, "What changed: Acute Trust, version 13.0, to Commercial Third "
		"Party, version 16.0");
	assert_int_equal(site_get(s, v, "/assessment/16.0"), 200);
	sees(s, "See what could not be carried over, and what is asked "
		"otherwise than before");
	assert_int_equal(site_get(s, v, notice), 200);
	sees(s, "What changed: Acute Trust, version 13.0, to Commercial Third "
		"Party, version 16.0");
	sees(s, "Removed: ");
	sees(s, "Added: ");
	sees(s, "href=\"" LIST "\"");
	sees(s, "<option value=\"ACU-13.0-1\" selected=\"\">Acute Trust, "
		"version 13.0</option>");
	sees(s, "<option value=\"CTP-14.1-1\">version 14.1</option>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_that_began_empty_says_so),
		cmocka_unit_test(opening_leads_to_the_list),
		cmocka_unit_test(each_leads_to_last_years_answer),
		cmocka_unit_test(home_and_the_change_notice_lead_there),
		cmocka_unit_test(
		    scores_over_the_years_are_found_from_the_score),
		cmocka_unit_test(
		    an_older_version_is_neither_offered_nor_opened),
		cmocka_unit_test(
		    after_a_change_of_type_the_notice_compares_the_types),
	};

	return cmocka_run_group_tests_name(
	    "carried_pages", tests, open_site, site_close);
}
