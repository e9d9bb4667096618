/* catalogue_pages_test.c - the catalogue, change notices and the library. */
#include "desk_pages.h"

static void
the_sets_are_listed_for_everybody(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, NULL, "/catalogue"), 200);
	sees(s, "href=\"/catalogue/ACU-14.1-1\"");
	sees(s, "href=\"/catalogue/CTP-14.1-1\"");
	sees(s, "From memory");
	sees(s, "Confirmed");
	sees_not(s, "This set is a reconstruction");
	sees_not(s, "href=\"/catalogue/load\"");
	assert_int_equal(site_get(s, NULL, "/catalogue/ACU-14.1-1"), 200);
	sees(s, "45 requirements for Acute Trust");
	sees(s, "href=\"/catalogue/ACU-14.1-1/requirement/604\"");
}

static void
a_reconstruction_says_so_first(void **state)
{
	struct site *s = *state;

	load_pack(s, "igt-14.1-DEN.json", NULL);
	assert_int_equal(site_get(s, NULL, "/catalogue"), 200);
	sees(s, "This set is a reconstruction");
	assert_int_equal(site_get(s, NULL, "/catalogue/DEN-14.1-1"), 200);
	sees(s, "This set is a reconstruction.");
	assert_int_equal(
	    site_get(s, NULL, "/catalogue/DEN-14.1-1/requirement/114"), 200);
	sees(s, "This set is a reconstruction.");
	sees(s, "<dd class=\"nhsuk-summary-list__value\">reconstructed</dd>");
}

static void
a_requirement_and_its_sources_lead_to_each_other(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);

	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/requirement/603"), 200);
	sees(s, "href=\"/library/foia-2000\"");
	assert_int_equal(site_get(s, v, "/library"), 200);
	sees(s, "href=\"/library/foia-2000\"");
	assert_int_equal(site_get(s, v, "/library/foia-2000"), 200);
	sees(s, "Freedom of Information Act 2000");
	sees(s, "(your type)");
	sees(s, "href=\"/catalogue/ACU-15.0-1/requirement/603\"");
	assert_int_equal(
	    site_get(s, v, "/catalogue/ACU-15.0-1/requirement/603"), 200);
	sees(s, "href=\"/library/foia-2000\"");
}

static void
what_is_not_there(void **state)
{
	static const char *const no[] = { "/catalogue/ACU", "/catalogue/-",
		"/catalogue/--", "/catalogue/ACU-14.1", "/catalogue/ACU-14.1-0",
		"/catalogue/ACU-14.1-x", "/catalogue/ACU-14.1-2",
		"/catalogue/ACU-14.1-99999999999999999999",
		"/catalogue/XYZ-14.1-1",
		"/catalogue/ACU-14.1-1/requirement/999",
		"/catalogue/CTP-14.1-1/changes",
		"/catalogue/ACU-14.1-1/changes?since=CTP-14.1-1",
		"/catalogue/ACU-14.1-1/changes?since=x", "/library/none" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(no); i++)
		if (site_get(s, NULL, no[i]) != 404)
			fail_msg("%s: %d", no[i], s->w->reply.status);
}

static void
the_change_notice(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, NULL, "/catalogue/ACU-14.1-1/changes"), 200);
	sees(s, "Nothing changed.");
	assert_int_equal(
	    site_get(s, NULL, "/catalogue/ACU-14.1-1/changes?since=ACU-15.0-1"),
	    200);
	sees(s, "What changed: version 15.0 to version 14.1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sets_are_listed_for_everybody),
		cmocka_unit_test(
		    a_requirement_and_its_sources_lead_to_each_other),
		cmocka_unit_test(what_is_not_there),
		cmocka_unit_test(the_change_notice),
		cmocka_unit_test(a_reconstruction_says_so_first),
	};

	return cmocka_run_group_tests_name(
	    "catalogue_pages", tests, site_open, site_close);
}
