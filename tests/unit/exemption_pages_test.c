/* exemption_pages_test.c - the national role grants and ends exemptions. */
#include "exemption_pages.h"

static void
refused(struct site *s, const struct sheet *f, const char *says)
{
	assert_int_equal(sheet_send(s, &national, f), 422);
	sees(s, says);
	sees(s, "There is a problem");
	assert_true(site_unchanged(s));
}

/* ---- granting ---- */

static void
nothing_typed_is_lost(void **state)
{
	static const struct {
		const char *name, *value, *says;
	} bad[] = {
		{ "org", "NONE", "registered here" },
		{ "org", "", "or select a type" },
		{ "org", "AAA01AAA01AAA01", "10 characters or fewer" },
		{ "type", "ACU", "not both" },
		{ "type", "NONE", "Select a type of the list" },
		{ "version", "99", "Select a version" },
		{ "version", "", "Select a version" },
		{ "number", "999", "asks them for no requirement" },
		{ "number", "99-200", "asks them for no requirement" },
		{ "number", "200'--", "asks them for no requirement" },
		{ "number", "", "Enter the number of the requirement" },
		{ "from-day", "31", "must be a real date" },
		{ "until-day", "", "must include a day" },
		{ "until-day", "0", "must be a real date" },
		{ "until-year", "20260", "must be a real date" },
		{ "until-year", "2025", "not before the first" },
		{ "until-month", "x", "must be a real date" },
	};
	struct site *s = *state;
	struct sheet f;
	size_t i;

	site_mark(s);
	for (i = 0; i < COUNT(bad); i++) {
		take_new(s, &f);
		set_days(s, &f, "1", "30");
		sheet_set(&f, s->arena, bad[i].name, bad[i].value);
		refused(s, &f, bad[i].says);
		sees(s, "Typed with &lt;care&gt;");
		if (bad[i].value[0] != '\0' && bad[i].name[0] != 't' &&
		    strcmp(bad[i].name, "version") != 0 &&
		    strchr(bad[i].value, '\'') == NULL)
			sees(s, arena_printf(
				    s->arena, "value=\"%s\"", bad[i].value));
	}
}

/* What B is asked is not what a commercial third party is. */
static void
a_number_is_of_the_set_of_those_it_is_for(void **state)
{
	struct site *s = *state;
	struct sheet f;

	take_new(s, &f);
	sheet_set(&f, s->arena, "org", "");
	sheet_set(&f, s->arena, "type", "CTP");
	sheet_set(&f, s->arena, "number", "604");
	site_mark(s);
	refused(s, &f, "asks them for no requirement");
	/* Also while something else is wrong. */
	sheet_set(&f, s->arena, "number", "99999999999999999999");
	sheet_set(&f, s->arena, "from-day", "31");
	sheet_set(&f, s->arena, "from-month", "2");
	sheet_set(&f, s->arena, "from-year", "2026");
	refused(s, &f, "asks them for no requirement");
	sees(s, "must be a real date");
}

static const char *
letters(struct site *s, size_t n)
{
	char *text = arena_alloc(s->arena, n + 1);

	memset(text, 'a', n);
	text[n] = '\0';
	return text;
}

static void
a_reason_has_1_to_500_characters(void **state)
{
	struct site *s = *state;
	struct sheet f;

	site_mark(s);
	take_new(s, &f);
	sheet_set(&f, s->arena, "reason", "");
	refused(s, &f, "Enter the reason");
	sheet_set(&f, s->arena, "reason", " \t \r\n ");
	refused(s, &f, "Enter the reason");
	sheet_set(&f, s->arena, "reason", letters(s, 501));
	refused(s, &f, "500 characters or fewer");
	sees(s, letters(s, 501));
	sheet_set(&f, s->arena, "reason", letters(s, 10 << 20));
	assert_int_equal(sheet_send(s, &national, &f), 413);
	assert_true(site_unchanged(s));
	sheet_set(&f, s->arena, "reason", letters(s, 500));
	grant(s, &f);
	end_newest(s, "No more");
}

/* Two forms for the same, and one form twice. */
static void
who_comes_second_sees_the_first(void **state)
{
	struct site *s = *state;
	struct sheet first, second;
	int64_t n = site_number(s, "SELECT count(*) FROM exemption");

	take_new(s, &first);
	take_new(s, &second);
	sheet_set(&second, s->arena, "number", "14.1-200");
	sheet_set(&second, s->arena, "reason", "The other one's");
	grant(s, &first);
	assert_int_equal(sheet_send(s, &national, &first), 303);
	assert_int_equal(sheet_send(s, &national, &second), 409);
	sees(s, "exempt from it already");
	sees(s, page_of(s, ""));
	sees(s, "The other one&#39;s");
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM exemption"), n + 1);
	/* The same goes for ending it. */
	sheet_take(s, &national, page_of(s, ""), page_of(s, "/end"), &first);
	sheet_take(s, &national, page_of(s, ""), page_of(s, "/end"), &second);
	sheet_set(&first, s->arena, "reason", "Theirs");
	sheet_set(&second, s->arena, "reason", "Mine <all> the same");
	assert_int_equal(sheet_send(s, &national, &first), 303);
	assert_int_equal(sheet_send(s, &national, &first), 303);
	site_mark(s);
	assert_int_equal(sheet_send(s, &national, &second), 409);
	sees(s, "ended it in the meantime");
	sees(s, "Theirs");
	sees(s, "Mine &lt;all&gt; the same");
	assert_true(site_unchanged(s));
}

static void
ending_needs_a_reason(void **state)
{
	struct site *s = *state;
	struct sheet f;

	take_new(s, &f);
	grant(s, &f);
	sheet_take(s, &national, page_of(s, ""), page_of(s, "/end"), &f);
	site_mark(s);
	refused(s, &f, "Enter the reason");
	sheet_set(&f, s->arena, "reason", letters(s, 501));
	refused(s, &f, "500 characters or fewer");
	sees(s, letters(s, 501));
	sheet_set(&f, s->arena, "reason", letters(s, 10 << 20));
	assert_int_equal(sheet_send(s, &national, &f), 413);
	assert_true(site_unchanged(s));
	end_newest(s, "No more");
	assert_int_equal(site_get(s, &national, page_of(s, "")), 200);
	sees_not(s, page_of(s, "/end"));
}

static void
ids_that_are_none(void **state)
{
	static const char *const bad[] = { "0", "-7", "7x", "x", "07.1",
		"9223372036854775807", "9223372036854775808", "8" };
	struct site *s = *state;
	size_t i;

	site_mark(s);
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(
		    site_get(s, &national,
			arena_printf(s->arena, "/exemptions/%s", bad[i])),
		    404);
		assert_int_equal(
		    site_post(s, &national,
			arena_printf(s->arena, "/exemptions/%s/end", bad[i]),
			"reason=x"),
		    404);
	}
	assert_int_equal(site_get(s, &national, "/exemptions/7?x=1"), 400);
	assert_true(site_unchanged(s));
	/* Nobody else, not even those it is for. */
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_ADMINISTRATOR), "/exemptions/7"),
	    403);
}

/* ---- the list ---- */

static void
the_list_is_filtered(void **state)
{
	struct site *s = *state;
	struct sheet f;

	take_new(s, &f);
	sheet_set(&f, s->arena, "org", "");
	sheet_set(&f, s->arena, "type", "CTP");
	sheet_set(&f, s->arena, "number", "114");
	grant(s, &f);
	sees(s, "14.1-110<");
	sees(s, "14.1-114<");
	/* What is exempt for one: by itself or by its type. */
	assert_int_equal(site_get(s, &national, "/exemptions?org=ccc01"), 200);
	sees(s, "14.1-114<");
	sees_not(s, "14.1-110<");
	assert_int_equal(
	    site_get(s, &national, "/exemptions?org=AAA01&show=to-come"), 200);
	sees(s, "14.1-110<");
	sees(s, "from 1 January 2999");
	sees_not(s, "14.1-114<");
	/* Of a type, or of one that is of it. */
	assert_int_equal(site_get(s, &national, "/exemptions?type=ACU"), 200);
	sees(s, "14.1-110<");
	sees_not(s, "14.1-114<");
	assert_int_equal(
	    site_get(s, &national, "/exemptions?show=in-force"), 200);
	sees(s, "14.1-114<");
	sees_not(s, "14.1-110<");
	assert_int_equal(
	    site_get(s, &national, "/exemptions?version=13.0"), 200);
	sees(s, "There is none");
	end_newest(s, "No more");
	assert_int_equal(
	    site_get(s, &national, "/exemptions?show=ended&type=CTP"), 200);
	sees(s, "14.1-114<");
}

static void
a_filter_of_nothing_is_refused(void **state)
{
	static const struct {
		const char *query;
		int status;
	} bad[] = { { "org=NONE", 422 }, { "type=NONE", 422 },
		{ "version=99", 422 }, { "show=all", 422 }, { "page=0", 422 },
		{ "page=x", 422 }, { "x=1", 400 }, { "page=1&page=2", 400 },
		{ "org=%ff", 400 } };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(
		    site_get(s, &national,
			arena_printf(s->arena, "/exemptions?%s", bad[i].query)),
		    bad[i].status);
	assert_int_equal(
	    site_get(s, &national, "/exemptions?page=100000"), 200);
	sees(s, "There is none");
	sees(s, "Previous 50");
}

static void
fifty_on_a_page(void **state)
{
	struct site *s = *state;

	site_sql(s,
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 101) INSERT INTO exemption (id, org_type, version, "
	    "number, reason, granted_at, granted_by, ended_at, ended_by, "
	    "end_reason) SELECT 1000 + i, 'CTP', '13.0', 900 + i, 'x', i, 'x', "
	    "i, 'x', 'x' FROM n");
	assert_int_equal(
	    site_get(s, &national, "/exemptions?version=13.0&type=CTP"), 200);
	sees(s, "13.0-1001<");
	sees(s, "13.0-952<");
	sees_not(s, "13.0-951<");
	sees_not(s, "Previous 50");
	sees(s, "version=13.0&amp;type=CTP&amp;org=&amp;show=&amp;page=2");
	assert_int_equal(
	    site_get(s, &national, "/exemptions?version=13.0&type=CTP&page=3"),
	    200);
	sees(s, "13.0-901<");
	sees(s, "Previous 50");
	sees_not(s, "Next 50");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_typed_is_lost),
		cmocka_unit_test(a_number_is_of_the_set_of_those_it_is_for),
		cmocka_unit_test(a_reason_has_1_to_500_characters),
		cmocka_unit_test(who_comes_second_sees_the_first),
		cmocka_unit_test(ending_needs_a_reason),
		cmocka_unit_test(ids_that_are_none),
		cmocka_unit_test(the_list_is_filtered),
		cmocka_unit_test(a_filter_of_nothing_is_refused),
		cmocka_unit_test(fifty_on_a_page),
	};

	return cmocka_run_group_tests_name(
	    "exemption pages", tests, open_site, site_close);
}
