/* exemption_told_test.c - who is told of an exemption, and what. */
#include "exemption_pages.h"

#define ONE "/assessment/14.1/requirement/200"

static void
those_it_is_for_are_told(void **state)
{
	static const char ready[] = "/assessment/14.1/readiness";
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet f;

	assert_int_equal(site_get(s, a, ready), 200);
	sees(s, ONE);
	assert_int_equal(site_get(s, a, ONE), 200);
	sees_not(s, "national role granted");
	take_new(s, &f);
	grant(s, &f);
	assert_int_equal(site_get(s, a, ready), 200);
	sees_not(s, ONE);
	assert_int_equal(site_get(s, a, ONE), 200);
	sees(s, "Exempt since ");
	sees(s, "for this organisation alone");
	sees(s, "Typed with &lt;care&gt;");
	sees(s, "blocks no publication");
	sees_not(s, "national@"); /* no name of who granted it */
	assert_int_equal(
	    site_get(s, site_as(s, B, ROLE_ADMINISTRATOR), ONE), 200);
	sees_not(s, "national role granted");
	end_newest(s, "Open again");
	assert_int_equal(site_get(s, a, ready), 200);
	sees(s, ONE);
	assert_int_equal(site_get(s, a, ONE), 200);
	sees(s, "was taken back on");
	sees(s, "Open again");
	sees_not(s, "blocks no publication");
}

/* By days: to come, and over. */
static void
days_are_told(void **state)
{
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_VIEWER);
	struct sheet f;

	assert_int_equal(
	    site_get(s, a, "/assessment/14.1/requirement/110"), 200);
	sees(s, "Exempt from 1 January 2999 on.");
	sees(s, "Own reason");
	sees_not(s, "blocks no publication");
	take_new(s, &f);
	set_days(s, &f, "1", "2");
	sheet_set(&f, s->arena, "from-year", "2020");
	sheet_set(&f, s->arena, "until-year", "2020");
	sheet_set(&f, s->arena, "number", "201");
	grant(s, &f);
	assert_int_equal(
	    site_get(s, a, "/assessment/14.1/requirement/201"), 200);
	sees(s, "It was exempt until 2 June 2020.");
	/* It is over, so that it stands in the way of no other. */
	take_new(s, &f);
	set_days(s, &f, "3", "30");
	sheet_set(&f, s->arena, "from-year", "2020");
	sheet_set(&f, s->arena, "until-year", "2999");
	sheet_set(&f, s->arena, "number", "201");
	grant(s, &f);
	assert_int_equal(
	    site_get(s, a, "/assessment/14.1/requirement/201"), 200);
	sees(s, "Exempt since 3 June 2020, until 30 June 2999.");
	end_newest(s, "No more");
}

/* Who looks at what was published learns the day, and neither why nor who. */
static void
a_publication_says_what_came_after_it(void **state)
{
	static const char said[] = "; what was published stays as it was";
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_VIEWER);
	struct sheet f;

	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0"), 200);
	sees_not(s, said);
	take_new(s, &f);
	sheet_set(&f, s->arena, "org", "");
	sheet_set(&f, s->arena, "type", "ACU");
	sheet_set(&f, s->arena, "version", "13.0");
	grant(s, &f);
	assert_int_equal(site_get(s, &national, page_of(s, "")), 200);
	sees(s, "Published before it was granted</dt><dd "
		"class=\"nhsuk-summary-list__value\">2<");
	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0"), 200);
	sees(s, said);
	sees(s, "Requirement 13.0-200 was exempted on ");
	sees_not(s, "Typed with");
	assert_int_equal(site_get(s, NULL, "/public/CCC01"), 200);
	sees_not(s, said);
	assert_int_equal(site_get(s, a, "/assessment/13.0/publication"), 200);
	sees(s, said);
	sees(s, "/assessment/13.0/requirement/200");
	sees_not(s, "Typed with");
	assert_int_equal(
	    site_get(s, a, "/assessment/13.0/requirement/200"), 200);
	sees(s, "It was published with its level, which stays as it was.");
	sees(s, "Typed with &lt;care&gt;");
	end_newest(s, "No more");
	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0"), 200);
	sees_not(s, said);
}

/* The whole was confirmed meanwhile: the page and readiness name the way. */
static void
what_was_exempt_is_reopened_with_the_year(void **state)
{
	static const char ready[] = "/assessment/14.1/readiness";
	static const char way[] = "The assessment as a whole was confirmed "
				  "before. What is not complete can be "
				  "answered once it is reopened";
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_REVIEWER);
	struct sheet f;

	assert_int_equal(site_get(s, a, ready), 200);
	sees_not(s, way);
	site_sql(s,
	    "UPDATE answer SET state = 0 WHERE org_id = (SELECT id FROM org "
	    "WHERE code = 'AAA01') AND requirement_id IN (SELECT id FROM "
	    "requirement WHERE number = '200') AND assessment_id IN (SELECT id "
	    "FROM assessment WHERE version = '14.1')");
	site_sql(s,
	    "UPDATE assessment SET state = 1, confirmed_at = 1 WHERE version = "
	    "'14.1' AND org_id = (SELECT id FROM org WHERE code = 'AAA01')");
	assert_int_equal(site_get(s, a, ready), 200);
	sees(s, way);
	assert_int_equal(site_get(s, site_as(s, A, ROLE_VIEWER), ONE), 200);
	sees_not(s, "Reopen the assessment");
	assert_int_equal(site_get(s, site_as(s, A, ROLE_ASSESSOR), ONE), 200);
	sees(s, "The assessment as a whole is confirmed, and this requirement "
		"is not complete.");
	sees_not(s, "This requirement is complete");
	sheet_take(s, a, ONE, ONE "/reopen", &f);
	sees(s, "Why should the assessment be reopened?");
	sheet_set(&f, s->arena, "reason", "It is no longer exempt");
	assert_int_equal(sheet_send(s, a, &f), 303);
	assert_int_equal(site_get(s, site_as(s, A, ROLE_ASSESSOR), ONE), 200);
	sees_not(s, "as a whole is confirmed");
	sees(s, "Save");
	assert_int_equal(site_get(s, a, ready), 200);
	sees_not(s, way);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_it_is_for_are_told),
		cmocka_unit_test(days_are_told),
		cmocka_unit_test(a_publication_says_what_came_after_it),
		cmocka_unit_test(what_was_exempt_is_reopened_with_the_year),
	};

	return cmocka_run_group_tests_name(
	    "exemption told", tests, open_site, site_close);
}
