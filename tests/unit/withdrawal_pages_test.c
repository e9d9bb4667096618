/* withdrawal_pages_test.c - versions that are not in force, on the pages. */
#include "desk_pages.h"

#define SET "/catalogue/ACU-15.0-1"
#define OPENED "/assessment/14.1"
#define WITHDRAW_14 "/catalogue/ACU-14.1-1/withdraw"

static struct visitor national;

static int
open_site(void **state)
{
	struct site *s;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	site_visit(s, s->national, &national);
	site_sql(s, "UPDATE pack SET released_on = '2018-01-01' "
		    "WHERE version = '15.0'");
	return 0;
}

static struct visitor *
admin(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

/* 15.0 is released on the first day of 2099. */
static void
release_late(struct site *s)
{
	site_sql(s, "UPDATE pack SET released_on = '2099-01-01' "
		    "WHERE version = '15.0'");
}

static void
withdraw(struct site *s, const char *page, const char *reason)
{
	struct sheet f;

	sheet_take(s, &national, page, page, &f);
	sheet_set(&f, s->arena, "reason", reason);
	sheet_set(&f, s->arena, "sure", "1");
	assert_int_equal(sheet_send(s, &national, &f), 303);
}

static void
a_version_ahead_of_its_release_is_only_read(void **state)
{
	static const char says[] = "Version 15.0 is released on 1 January "
				   "2099, and can be opened from then on.";
	struct site *s = *state;

	assert_int_equal(site_get(s, admin(s), "/home"), 200);
	sees(s, "<option value=\"15.0\">");
	assert_int_equal(site_get(s, &national, "/overview"), 200);
	sees(s, "<option value=\"15.0\" selected");
	release_late(s);
	assert_int_equal(site_get(s, admin(s), "/home"), 200);
	sees_not(s, "<option value=\"15.0\">");
	assert_int_equal(
	    site_post(s, admin(s), "/assessment", "version=15.0"), 422);
	sees(s, says);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM assessment WHERE version = "
			   "'15.0' AND org_id = (SELECT id FROM org WHERE "
			   "code = 'AAA01')"),
	    0);
	assert_int_equal(site_get(s, &national, "/overview"), 200);
	sees_not(s, "<option value=\"15.0\" selected");
	assert_int_equal(site_get(s, admin(s), "/sites/batch/new"), 200);
	sees_not(s, "<option value=\"15.0\"");
	assert_int_equal(site_get(s, NULL, "/catalogue"), 200);
	sees(s, "To be released on 1 January 2099");
	assert_int_equal(site_get(s, NULL, SET), 200);
	sees(s, "to be released on 1 January 2099. It can be opened from then");
}

static void
it_is_withdrawn_and_reinstated_on_a_page(void **state)
{
	struct site *s = *state;
	struct sheet f, late;

	assert_int_equal(site_get(s, NULL, SET), 200);
	sees_not(s, SET "/withdraw");
	sheet_take(s, &national, SET "/withdraw", SET "/withdraw", &f);
	sheet_take(s, &national, SET "/withdraw", SET "/withdraw", &late);
	assert_int_equal(sheet_send(s, &national, &f), 422);
	sees(s, "Enter the reason");
	sees(s, "Tick the box to withdraw it");
	withdraw(s, SET "/withdraw", "Asked for <too> much.");
	assert_string_equal(site_header(s, "Location"), SET "?withdrawn=1");
	sheet_set(&late, s->arena, "reason", "Mine");
	sheet_set(&late, s->arena, "sure", "1");
	assert_int_equal(sheet_send(s, &national, &late), 409);
	sees(s, "It was withdrawn already. Your reason was not recorded");
	assert_int_equal(site_get(s, NULL, SET), 200);
	sees(s, "Version 15.0 was withdrawn on ");
	sees(s, ": Asked for &lt;too&gt; much.<");
	assert_int_equal(site_get(s, NULL, "/catalogue"), 200);
	sees(s, "Withdrawn on ");
	assert_int_equal(
	    site_post(s, admin(s), "/assessment", "version=15.0"), 422);
	sees(s, "Version 15.0 was withdrawn on ");
	assert_int_equal(site_get(s, admin(s), "/home"), 200);
	sees_not(s, "<option value=\"15.0\">");
	assert_int_equal(site_get(s, &national, "/overview"), 200);
	sees_not(s, "<option value=\"15.0\" selected");
	sheet_take(s, &national, SET "/withdraw", SET "/reinstate", &f);
	assert_int_equal(sheet_send(s, &national, &f), 422);
	sheet_set(&f, s->arena, "sure", "1");
	assert_int_equal(sheet_send(s, &national, &f), 303);
	assert_int_equal(site_get(s, NULL, SET), 200);
	sees_not(s, "withdrawn");
	assert_int_equal(
	    site_post(s, admin(s), "/assessment", "version=15.0"), 303);
}

/* Each page of the year says so, and the last step is refused. */
static void
an_open_year_says_that_it_is_withdrawn(void **state)
{
	static const char *const pages[] = { OPENED, OPENED "/readiness",
		OPENED "/requirement/101", OPENED "/score", OPENED "/plan",
		OPENED "/stages" };
	struct site *s = *state;
	size_t i;

	withdraw(s, WITHDRAW_14, "It was wrong");
	for (i = 0; i < COUNT(pages); i++) {
		assert_int_equal(site_get(s, admin(s), pages[i]), 200);
		sees(s, "<p>Version 14.1 was withdrawn on ");
		sees(s, ": It was wrong.</p>");
	}
	assert_int_equal(site_get(s, admin(s), "/home"), 200);
	sees(s, "The version is withdrawn");
	assert_int_equal(site_get(s, admin(s), OPENED "/readiness"), 200);
	sees(s, "href=\"/catalogue/ACU-14.1-1\"");
	assert_int_equal(site_get(s, admin(s), OPENED "/publish"), 303);
	assert_int_equal(
	    site_post(s, admin(s), OPENED "/stages", "stage=baseline&sure=1"),
	    409);
	sees(s, "Version 14.1 was withdrawn on ");
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM audit WHERE action = "
			   "'catalogue.withdraw' AND org_id = 0"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_version_ahead_of_its_release_is_only_read, open_site,
		    site_close),
		cmocka_unit_test_setup_teardown(
		    it_is_withdrawn_and_reinstated_on_a_page, open_site,
		    site_close),
		cmocka_unit_test_setup_teardown(
		    an_open_year_says_that_it_is_withdrawn, open_site,
		    site_close),
	};

	return cmocka_run_group_tests_name(
	    "withdrawal pages", tests, NULL, NULL);
}
