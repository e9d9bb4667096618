/* batch_sign_test.c - a head office signs for many sites, and nobody else. */
#include "batch_desk.h"

static int
publish_with(struct site *s, const char *password, const char *accept)
{
	const char *page = page_of(s, "/publish");
	struct sheet f;

	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "password", password);
	if (accept != NULL)
		sheet_set(&f, s->arena, "accept", accept);
	return sheet_send(s, admin(s), &f);
}

static void
publishing_asks_for_the_password_and_lists_what_blocks(void **state)
{
	struct site *s = *state;

	assert_int_equal(make_one(s, "P001 P002"), 303);
	assert_int_equal(act(s, "answer"), 303);
	assert_int_equal(site_get(s, admin(s), page_of(s, "/publish")), 200);
	sees(s, "Supplier (CCC01), for each of its sites");
	sees(s, "Publish for 2 sites");
	assert_int_equal(publish_with(s, "wrong", "1"), 422);
	sees(s, "Enter the right password");
	assert_int_equal(publish_with(s, "right", NULL), 422);
	sees(s, "Tick that you accept the statement");
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM batch WHERE act = 2"), 0);
	assert_int_equal(publish_with(s, "right", "1"), 303);
	assert_int_equal(
	    site_get(s, admin(s), site_header(s, "Location")), 200);
	sees(s, ">It was not done at 2 sites: the list says why<");
	sees(s, "At 2 sites the last act was not done");
	sees(s, "Requirement 116 is not complete");
	assert_int_equal(
	    site_get(s, admin(s), page_of(s, "?state=blocked")), 200);
	sees(s, "Sites by code (2)");
	assert_int_equal(site_get(s, admin(s), page_of(s, "/csv")), 200);
	sees(s, "\"P001\",\"Pharmacy 1\",\"site\",\"chosen\"");
	sees(s, "\"blocked\"");
}

static void
sites_that_were_added_meanwhile_are_not_signed_unseen(void **state)
{
	struct site *s = *state;
	const char *page;
	struct sheet f;

	assert_int_equal(make_one(s, "P001"), 303);
	page = page_of(s, "/publish");
	sheet_take(s, admin(s), page, page, &f);
	assert_int_equal(change(s, "add", "P002"), 303);
	sheet_set(&f, s->arena, "password", "right");
	sheet_set(&f, s->arena, "accept", "1");
	assert_int_equal(sheet_send(s, admin(s), &f), 409);
	sees(s, "The sites or the statement have changed");
	sees(s, "Publish for 2 sites");
}

/* Going on with what somebody else has signed needs one's own signature. */
static void
nobody_goes_on_with_what_another_signed(void **state)
{
	struct site *s = *state;

	assert_int_equal(make_one(s, "P001"), 303);
	site_sql(s, "UPDATE batch SET act = 2, act_at = 1, act_name = "
		    "'somebody', act_sites = 1 "
		    "WHERE id = (SELECT MAX(id) FROM batch)");
	site_sql(s, "UPDATE batch_site SET waits = 2 WHERE batch_id = (SELECT "
		    "MAX(id) FROM batch)");
	assert_int_equal(site_get(s, admin(s), page_of(s, "")), 200);
	sees(s, "Sign and go on");
	assert_int_equal(act(s, "go"), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM batch_site WHERE waits = 2"),
	    1);
	sees_not(s, "published");
}

/* The same form of another act once more is done already, and no signature. */
static void
a_repeated_form_does_not_publish(void **state)
{
	struct site *s = *state;
	struct sheet f;

	assert_int_equal(make_one(s, "P001"), 303);
	sheet_take(s, admin(s), page_of(s, ""), page_of(s, "/act"), &f);
	sheet_set(&f, s->arena, "do", "answer");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(sites_in(s, 1, 0), 1);
	site_sql(s, "UPDATE batch SET act = 2, act_at = 1, act_name = "
		    "'somebody', act_sites = 1 "
		    "WHERE id = (SELECT MAX(id) FROM batch)");
	site_sql(s, "UPDATE batch_site SET waits = 2 WHERE batch_id = (SELECT "
		    "MAX(id) FROM batch)");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_string_equal(site_header(s, "Location"), page_of(s, "/publish"));
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM batch_site WHERE waits = 2"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_sites(
		    publishing_asks_for_the_password_and_lists_what_blocks),
		with_sites(
		    sites_that_were_added_meanwhile_are_not_signed_unseen),
		with_sites(nobody_goes_on_with_what_another_signed),
		with_sites(a_repeated_form_does_not_publish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
