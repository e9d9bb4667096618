/* overview_pages_test.c - all organisations together, for the national role. */
#include "desk_pages.h"

static struct visitor national;

static int
open_site(void **state)
{
	struct site *s;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	site_visit(s, s->national, &national);
	return 0;
}

/* A and B published 13.0; C could not, as it opened 14.1 only. */
static void
counted_by_type_and_grade(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, &national, "/overview/csv?version=13.0"), 200);
	sees(s, "\"13.0\",\"ACU\",\"Acute Trust\",\"2\",\"0\",\"0\",\"0\","
		"\"2\",\"0\",\"0\",\"0\",\"2\",\"1\"");
	sees(s, "\"13.0\",\"CTP\",\"Commercial Third Party\",\"1\",\"1\","
		"\"0\",\"0\",\"0\",");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=14.1&show=open"), 200);
	sees(s, "In progress, version 14.1");
	sees(s, "AAA01, ACU, due");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=not-started"),
	    200);
	sees(s, "CCC01");
	sees_not(s, "AAA01, ACU");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=late"), 200);
	sees(s, "There is none");
	assert_int_equal(site_get(s, &national, "/overview?version=99"), 404);
	assert_int_equal(site_get(s, &national, "/overview?show=nothing"), 404);
}

/* Past the day: who is open is overdue, and who did not start as well. */
static void
overdue_past_the_day(void **state)
{
	struct site *s = *state;

	/* B has 15.0 open, A and C have not. */
	assert_int_equal(
	    site_get(s, &national, "/overview?version=15.0&show=overdue"), 200);
	sees(s, "There is none");
	site_sql(s, "UPDATE assessment SET due_on = '2020-03-31' WHERE "
		    "version = '15.0'");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=15.0&show=overdue"), 200);
	sees(s, "AAA01, ACU<");
	sees(s, MARK "1, ACU, due 31 March 2020");
	sees(s, "CCC01, CTP<");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=overdue"), 200);
	sees_not(s, "AAA01, ACU");
}

/* As it was at the end of a day; nobody knows the days to come. */
static void
the_extract_of_a_day(void **state)
{
	struct site *s = *state;
	char on[DAY_TEXT_SIZE];

	assert_int_equal(site_get(s, &national, "/extract"), 200);
	sees(s, "3 organisations, of which 2 had published a final");
	sees(s, ">Not satisfactory<");
	day_text(today() - 1, on);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract?on=%s", on)),
	    200);
	sees(s, "0 organisations");
	day_text(today() + 1, on);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract?on=%s", on)),
	    422);
	sees(s, "Enter today or a day before it");
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract/csv?on=%s", on)),
	    422);
	assert_int_equal(
	    site_get(s, &national, "/extract?on=31+February"), 422);
	sees(s, "must be a real date");
	day_text(today(), on);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract/csv?on=%s", on)),
	    200);
	sees(s, "\"AAA01\",\"Own Trust\",\"ACU\",\"13.0\",\"published\","
		"\"not-satisfactory\"");
	sees(s, "\"CCC01\",\"Supplier\",\"CTP\",\"14.1\",\"not published\"");
	sees_not(s, "own text");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counted_by_type_and_grade),
		cmocka_unit_test(the_extract_of_a_day),
		cmocka_unit_test(overdue_past_the_day),
	};

	return cmocka_run_group_tests_name(
	    "overview pages", tests, open_site, site_close);
}
