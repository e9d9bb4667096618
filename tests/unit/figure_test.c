/* figure_test.c - the training figure: who is counted, who is left out. */
#include "figure_set.h"

/* ---- who is counted ---- */

static void
test_nobody_in_scope_has_no_percentage(void **state)
{
	struct records *r = *state;

	records_fill(r);
	is(r, ON, 0, 0, 0);
	assert_int_equal(figure(r, "IG-ANNUAL", ON).percent, -1);
}

static void
test_who_is_at_work_on_the_day_counts(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s;

	records_fill(r);
	someone(r, 1, DAY_NONE, DAY_NONE); /* no dates on record: at work */
	someone(r, 2, ON, DAY_NONE);
	someone(r, 3, ON + 1, DAY_NONE);
	someone(r, 4, ON - 10, ON);
	someone(r, 5, ON - 10, ON - 1);
	is(r, ON, 3, 0, 0);
	is(r, ON - 1, 3, 0, 0); /* 1, 4 and 5 */
	is(r, ON + 1, 3, 0, 0); /* 1, 2 and 3 */
	/* Missing from the last file is not yet gone. */
	u = unit_of(&r->trust, &r->admin);
	assert_err(staff_find(r->db, r->arena, r->trust.id, "00001", &s), OK);
	s.missing = true;
	assert_err(staff_change(r->db, &u, &s), OK);
	is(r, ON, 3, 0, 0);
}

static void
test_a_course_for_a_group_counts_its_group(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s;
	int64_t group;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	assert_err(group_add(r->db, &u, "Nurses", &group), OK);
	s = someone(r, 1, ON - 10, DAY_NONE);
	someone(r, 2, ON - 10, DAY_NONE);
	u = unit_of(&r->trust, &r->admin);
	s.group = group;
	assert_err(staff_change(r->db, &u, &s), OK);
	assert_int_equal(figure(r, "PASSWORDS", ON).in_scope, 0);
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_need_set(r->db, &u, "PASSWORDS", &group, 1), OK);
	assert_int_equal(figure(r, "PASSWORDS", ON).in_scope, 1);
	is(r, ON, 2, 0, 0);
}

static void
test_a_completion_counts_before_the_day_it_expires(void **state)
{
	struct records *r = *state;
	struct staff s;

	records_fill(r);
	s = someone(r, 1, day_make(2024, 1, 1), DAY_NONE);
	done(r, &s, "IG-ANNUAL", day_make(2024, 2, 29));
	is(r, day_make(2024, 2, 28), 1, 0, 0);
	is(r, day_make(2024, 2, 29), 1, 0, 1);
	is(r, day_make(2025, 2, 27), 1, 0, 1);
	is(r, day_make(2025, 2, 28), 1, 0, 0);
}

static void
test_what_was_corrected_or_withdrawn_does_not_count(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct unit u;
	struct course k;
	struct staff s;

	records_fill(r);
	summed(r);
	s = someone(r, 1, ON - 700, DAY_NONE);
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, ON - 20);
	c.supersedes = done(r, &s, "IG-ANNUAL", ON - 30);
	is(r, ON - 25, 1, 0, 1);
	c.reason = "It was later";
	u = unit_of(&r->trust, &r->admin);
	assert_err(training_correct(r->db, &u, &c, TODAY, &fault), OK);
	is(r, ON - 25, 1, 0, 0);
	is(r, ON, 1, 0, 1);
	agrees(r);
	c = (struct completion){ .supersedes = c.id,
		.void_ = true,
		.statement = "",
		.place = "",
		.score = -1,
		.source = FROM_IMPORT,
		.reason = "It was somebody else" };
	u = unit_of(&r->trust, &r->admin);
	assert_err(training_correct(r->db, &u, &c, TODAY, &fault), OK);
	is(r, ON, 1, 0, 0);
	agrees(r);
}

/* ---- who is left out ---- */

static void
test_exclusions_leave_out_once_and_on_their_days(void **state)
{
	struct records *r = *state;
	struct staff s;
	struct figure f;

	records_fill(r);
	s = someone(r, 1, ON - 700, DAY_NONE);
	done(r, &s, "IG-ANNUAL", ON - 30);
	left_out(r, &s, NULL, LEFT_OUT_LEAVE, ON - 10, ON);
	left_out(r, &s, "IG-ANNUAL", LEFT_OUT_OTHER, ON - 5, ON - 1);
	left_out(r, &s, "PASSWORDS", LEFT_OUT_OTHER, ON - 50, DAY_NONE);
	is(r, ON - 11, 1, 0, 1);
	is(r, ON - 10, 0, 1, 0);
	is(r, ON - 3, 0, 1, 0);
	is(r, ON, 0, 1, 0);
	is(r, ON + 1, 1, 0, 1);
	f = figure(r, "IG-ANNUAL", ON - 3);
	assert_int_equal(f.why[LEFT_OUT_LEAVE], 1);
	assert_int_equal(f.why[LEFT_OUT_OTHER], 0);
	assert_int_equal(f.percent, -1);
}

/* Back on its day in the sums; on the days before, as it was. */
static void
test_an_exclusion_taken_back_counts_on_the_days_before(void **state)
{
	struct records *r = *state;
	day now = clock_day(clock_now());
	struct unit u;
	struct staff s;
	int64_t x;

	records_fill(r);
	s = someone(r, 1, DAY_NONE, DAY_NONE);
	x = left_out(r, &s, NULL, LEFT_OUT_LEAVE, now - 400, DAY_NONE);
	u = unit_of(&r->trust, &r->admin);
	assert_err(exclusion_end(r->db, &u, x), OK);
	/* Within 24 hours: it was a mistake. */
	is(r, now - 10, 1, 0, 0);
	is(r, now, 1, 0, 0);
	assert_int_equal(
	    raw(r, "UPDATE exclusion SET added_at = added_at - 86400000001"),
	    SQLITE_OK);
	is(r, now - 10, 0, 1, 0);
	is(r, now - 1, 0, 1, 0);
	is(r, now, 1, 0, 0);
}

static void
test_starters_are_left_out_for_the_days_of_grace(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct course k;
	struct figure f;

	records_fill(r);
	someone(r, 1, ON, DAY_NONE);
	is(r, ON, 1, 0, 0);
	k = course_held(r, "IG-ANNUAL");
	k.grace_days = 30;
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_change(r->db, &u, &k), OK);
	is(r, ON, 0, 1, 0);
	is(r, ON + 29, 0, 1, 0);
	is(r, ON + 30, 1, 0, 0);
	f = figure(r, "IG-ANNUAL", ON);
	assert_int_equal(f.why[FIGURE_STARTER], 1);
	assert_non_null(strstr(figure_rule(r->arena, &k, &f), "1 as starters"));
	assert_non_null(
	    strstr(figure_rule(r->arena, &k, &f), "for their first 30 days"));
}

static void
test_the_percentage_is_cut(void **state)
{
	(void)state;
	assert_int_equal(figure_percent(0, 0), -1);
	assert_int_equal(figure_percent(0, 7), 0);
	assert_int_equal(figure_percent(949999, 1000000), 94);
	assert_int_equal(figure_percent(19, 20), 95);
	assert_int_equal(figure_percent(2, 3), 66);
	assert_int_equal(figure_percent(7, 7), 100);
}

/* ---- the people ---- */

static void
test_the_people_have_their_standing(void **state)
{
	struct figure_page page = { FIGURE_ALL, 0, 10 };
	struct records *r = *state;
	struct figure_people all;
	struct course k;
	struct staff s;
	bool more;

	records_fill(r);
	s = someone(r, 1, ON - 700, DAY_NONE);
	done(r, &s, "IG-ANNUAL", ON - 30);
	someone(r, 2, ON - 700, DAY_NONE);
	s = someone(r, 3, ON - 700, DAY_NONE);
	left_out(r, &s, NULL, LEFT_OUT_SECONDED, ON - 1, DAY_NONE);
	k = course_held(r, "IG-ANNUAL");
	assert_err(figure_people(r->db, r->arena, r->trust.id, &k, ON, &page,
		       &all, &more),
	    OK);
	assert_int_equal(all.n, 3);
	assert_false(more);
	assert_int_equal(all.v[0].standing, FIGURE_DONE);
	assert_int_equal(all.v[0].until, course_expiry(&k, ON - 30));
	assert_int_equal(all.v[1].standing, FIGURE_NOT);
	assert_int_equal(all.v[2].standing, FIGURE_LEFT_OUT);
	assert_string_equal(
	    all.v[2].why, "On secondment elsewhere: A reason of its own");
	page = (struct figure_page){ FIGURE_ALL, 1, 1 };
	assert_err(figure_people(r->db, r->arena, r->trust.id, &k, ON, &page,
		       &all, &more),
	    OK);
	assert_int_equal(all.n, 1);
	assert_true(more);
	assert_string_equal(all.v[0].number, "00002");
	page = (struct figure_page){ FIGURE_LEFT_OUT, 0, 10 };
	assert_err(figure_people(r->db, r->arena, r->trust.id, &k, ON, &page,
		       &all, &more),
	    OK);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].number, "00003");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_nobody_in_scope_has_no_percentage),
		with_records(test_who_is_at_work_on_the_day_counts),
		with_records(test_a_course_for_a_group_counts_its_group),
		with_records(
		    test_a_completion_counts_before_the_day_it_expires),
		with_records(
		    test_what_was_corrected_or_withdrawn_does_not_count),
		with_records(test_exclusions_leave_out_once_and_on_their_days),
		with_records(
		    test_an_exclusion_taken_back_counts_on_the_days_before),
		with_records(test_starters_are_left_out_for_the_days_of_grace),
		cmocka_unit_test(test_the_percentage_is_cut),
		with_records(test_the_people_have_their_standing),
	};

	return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
