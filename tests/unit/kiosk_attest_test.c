/* kiosk_attest_test.c - a terminal: confirming, and leaving it. */
#include "kiosk_stand.h"

/* ---- confirming ---- */

static void
test_a_course_is_confirmed_once(void **state)
{
	struct visitor v;
	struct sheet f;

	(void)state;
	site_stand(s, &t, AT_PROVED, &v);
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 200);
	assert_true(shows(s->w, "Information governance, yearly"));
	sheet_take(
	    s, &v, "/kiosk/attest/IG-ANNUAL", "/kiosk/attest/IG-ANNUAL", &f);
	assert_true(shows(s->w, "I completed this training myself"));
	assert_int_equal(sheet_send(s, &v, &f), 303);
	assert_string_equal(
	    site_header(s, "Location"), "/kiosk/done/IG-ANNUAL");
	/* The same form once more: a double click, or an answer that was lost.
	 */
	assert_int_equal(sheet_send(s, &v, &f), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM completion WHERE source = 2 "
			   "AND signed_by = 2 AND place = 'Ward 6' AND score "
			   "IS NULL AND done_on = date('now')"),
	    1);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM audit WHERE action = "
			   "'training.complete' AND source = 'kiosk' AND actor "
			   "= 'staff 20415678'"),
	    1);
	assert_int_equal(site_get(s, &v, "/kiosk/done/IG-ANNUAL"), 200);
	assert_true(shows(s->w, "Recorded"));
	assert_true(shows(s->w, "data-ig-clear=\"15\""));
	/* Another form for the same day: said, not recorded. */
	sheet_take(
	    s, &v, "/kiosk/attest/IG-ANNUAL", "/kiosk/attest/IG-ANNUAL", &f);
	assert_int_equal(sheet_send(s, &v, &f), 409);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM completion WHERE source = 2"),
	    1);
}

static void
test_faults_keep_what_was_typed(void **state)
{
	static const char other[] = "/kiosk/attest/SECURITY?other=1";
	static const char to[] = "/kiosk/attest/SECURITY";
	struct visitor v;
	struct sheet f;

	(void)state;
	site_sql(s, "UPDATE course SET for_all = 1 WHERE code = 'SECURITY'");
	site_stand(s, &t, AT_PROVED, &v);
	sheet_take(s, &v, other, to, &f);
	assert_int_equal(sheet_send(s, &v, &f), 422);
	assert_true(shows(s->w, "Enter the date you did it"));
	assert_true(shows(s->w, "Enter your score in percent"));
	sheet_set(&f, s->arena, "done-day", "31");
	sheet_set(&f, s->arena, "done-month", "2");
	sheet_set(&f, s->arena, "done-year", "2026");
	sheet_set(&f, s->arena, "score", "101");
	assert_int_equal(sheet_send(s, &v, &f), 422);
	assert_true(shows(s->w, "must be a real date"));
	assert_true(shows(s->w, "value=\"101\""));
	sheet_set(&f, s->arena, "done-year", "2999");
	sheet_set(&f, s->arena, "done-day", "1");
	sheet_set(&f, s->arena, "score", "90");
	assert_int_equal(sheet_send(s, &v, &f), 422);
	assert_true(shows(s->w, "value=\"2999\""));
	sheet_take(s, &v, to, to, &f);
	sheet_set(&f, s->arena, "score", "79");
	assert_int_equal(sheet_send(s, &v, &f), 422);
	assert_true(shows(s->w, "value=\"79\""));
	sheet_set(&f, s->arena, "score", "80");
	sheet_set(&f, s->arena, "version", "7");
	assert_int_equal(sheet_send(s, &v, &f), 409);
	assert_true(shows(s->w, "The statement has changed"));
	assert_int_equal(site_number(s, "SELECT count(*) FROM completion WHERE "
					"course = 'SECURITY'"),
	    0);
	/* What is asked of nobody here is not there, nor what is nothing. */
	assert_int_equal(site_get(s, &v, "/kiosk/attest/PASSWORDS"), 404);
	assert_int_equal(site_get(s, &v, "/kiosk/attest/NONE"), 404);
	assert_int_equal(site_get(s, &v, "/kiosk/done/SECURITY"), 404);
	site_sql(s, "UPDATE course SET for_all = 0 WHERE code = 'SECURITY'");
}

/* ---- leaving ---- */

static void
test_leaving_leaves_nothing(void **state)
{
	struct visitor v;

	(void)state;
	site_stand(s, &t, AT_PROVED, &v);
	assert_int_equal(site_post(s, &v, "/kiosk/stay", ""), 204);
	assert_int_equal(site_post(s, &v, "/kiosk/leave", ""), 303);
	assert_string_equal(site_header(s, "Clear-Site-Data"), "\"cache\"");
	assert_true(has(s->w, "__Host-igtk-visit=; Path=/; HttpOnly; "
			      "SameSite=Lax; Secure; Max-Age=0"));
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk?late=1");
	/* The start page is nobody's, however somebody came to it. */
	site_stand(s, &t, AT_PROVED, &v);
	assert_int_equal(site_get(s, &v, "/kiosk"), 200);
	assert_true(has(s->w, "__Host-igtk-visit=; "));
	assert_string_equal(site_header(s, "Clear-Site-Data"), "\"cache\"");
	assert_false(shows(s->w, "Kofi"));
}

static void
test_time_ends_a_visit(void **state)
{
	struct visitor v;

	(void)state;
	site_stand(s, &t, AT_PROVED, &v);
	site_sql(s, "UPDATE kiosk_session SET seen_at = seen_at - 80000000");
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 200);
	/* That page has pushed the limit out. */
	site_sql(s, "UPDATE kiosk_session SET seen_at = seen_at - 80000000");
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 200);
	site_sql(s, "UPDATE kiosk_session SET seen_at = seen_at - 91000000");
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 303);
	site_stand(s, &t, AT_PROVED, &v);
	site_sql(s, "UPDATE kiosk_session SET begun_at = begun_at - "
		    "1201000000");
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 303);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_course_is_confirmed_once),
		cmocka_unit_test(test_faults_keep_what_was_typed),
		cmocka_unit_test(test_leaving_leaves_nothing),
		cmocka_unit_test(test_time_ends_a_visit),
	};

	return cmocka_run_group_tests_name(
	    "kiosk attest", tests, open_terminal, site_close);
}
