/* forecast_test.c - what will miss its day, and the sum that is shown. */
#include "forecast.h"
#include "plan_set.h"

static struct forecast
forecast_on(const struct year *y, day today)
{
	struct forecast f;

	assert_err(
	    forecast_of(y->r->db, y->r->arena, &y->s, y->set, today, &f), OK);
	return f;
}

/* The year is opened on this day. */
static day
opened(struct year *y, day on)
{
	put(y, "UPDATE assessment SET opened_at = %lld",
	    (long long)clock_begin(on) + 12 * 3600 * SECOND);
	year_find(y);
	return on;
}

static void
complete(const struct year *y, size_t i)
{
	assert_err(year_complete(y, i), OK);
}

static void
name_owner(const struct year *y, size_t i, const char *owner)
{
	put(y, "UPDATE answer SET owner = '%s' WHERE requirement_id = %lld",
	    owner, (long long)year_asks(y, i)->id);
}

static void
without_a_pace_all_that_is_left_misses(void **state)
{
	struct year *y = *state;
	struct forecast f = forecast_on(y, opened(y, DUE - 100));

	assert_int_equal(f.days, 1);
	assert_int_equal(f.whole.left, 4);
	assert_int_equal(f.whole.misses, 4);
	assert_int_equal(f.whole.ends_on, DAY_NONE);
	assert_string_equal(f.whole.sum,
	    "0 of 4 requirements are complete, 1 day after the year was "
	    "opened. So there is no pace to reckon with: 4 are left, and 100 "
	    "days until 31 March 2027.");
	f = forecast_on(y, DUE + 1);
	assert_non_null(strstr(f.whole.sum, "and 31 March 2027 has passed."));
	/* A clock that was stepped back. */
	f = forecast_on(y, DUE - 300);
	assert_int_equal(f.days, 1);
}

static void
what_is_left_follows_at_the_same_pace(void **state)
{
	struct year *y = *state;
	day from = opened(y, DUE - 90);
	struct forecast f;

	complete(y, R101);
	f = forecast_on(y, from + 30);
	assert_int_equal(f.days, 30);
	assert_int_equal(f.days_left, 60);
	assert_int_equal(f.whole.done, 1);
	assert_int_equal(f.whole.misses, 1);
	assert_int_equal(f.whole.lines.v[1].ends_on, DUE);
	assert_false(f.whole.lines.v[1].misses);
	assert_int_equal(f.whole.lines.v[2].ends_on, DUE + 30);
	assert_true(f.whole.lines.v[2].misses);
	assert_string_equal(f.whole.lines.v[2].requirement->number, "104");
	assert_string_equal(f.whole.sum,
	    "1 of 4 requirements is complete, 30 days after the year was "
	    "opened. That is one in 30 days. 3 are left: 3 \303\227 30 "
	    "\303\267 1 = 90 days from today, until 30 April 2027. That is 30 "
	    "days after 31 March 2027.");
	complete(y, R102);
	complete(y, R103);
	f = forecast_on(y, from + 40);
	assert_int_equal(f.whole.ends_on, from + 40 + 14);
	assert_int_equal(f.whole.misses, 0);
	assert_non_null(strstr(f.whole.sum,
	    "That is one in 13.3 days. 1 is left: 1 \303\227 40 \303\267 3 = "
	    "14 days from today, until 23 February 2027. That is 36 days "
	    "before 31 March 2027."));
	/* More than one a day. */
	f = forecast_on(y, from + 2);
	assert_non_null(strstr(f.whole.sum, "That is 1.5 a day. 1 is left"));
	complete(y, R104);
	f = forecast_on(y, from + 40);
	assert_non_null(strstr(f.whole.sum, "Nothing is left."));
}

static void
what_is_due_first_is_done_first(void **state)
{
	struct year *y = *state;
	day from = opened(y, DUE - 90);
	struct forecast f;

	complete(y, R101);
	put(y,
	    "UPDATE answer SET due_on = '2027-01-25' WHERE requirement_id = "
	    "%lld",
	    (long long)year_asks(y, R104)->id);
	f = forecast_on(y, from + 10);
	assert_string_equal(f.whole.lines.v[0].requirement->number, "104");
	assert_int_equal(f.whole.lines.v[0].ends_on, from + 20);
	assert_false(f.whole.lines.v[0].misses);
	f = forecast_on(y, from + 20);
	assert_true(f.whole.lines.v[0].misses);
	assert_int_equal(f.whole.misses, 1);
}

static void
each_owner_has_a_pace_of_their_own(void **state)
{
	struct year *y = *state;
	day from = opened(y, DUE - 90);
	struct forecast f;

	name_owner(y, R101, "Ann");
	name_owner(y, R102, "Ann");
	name_owner(y, R103, "Ben");
	put(y,
	    "INSERT INTO exemption (id, org_id, version, number, reason, "
	    "granted_at) VALUES (1, %lld, '14', '104', 'x', 1)",
	    ORG(y));
	complete(y, R101);
	f = forecast_on(y, from + 30);
	assert_int_equal(f.whole.all, 3);
	assert_int_equal(f.owners.n, 2);
	assert_string_equal(f.owners.v[0].owner, "Ben");
	assert_int_equal(f.owners.v[0].misses, 1);
	assert_string_equal(f.owners.v[1].owner, "Ann");
	assert_int_equal(f.owners.v[1].misses, 0);
	assert_int_equal(f.owners.v[1].ends_on, from + 60);
}

static void
an_action_goes_by_its_own_progress(void **state)
{
	struct year *y = *state;
	day from = opened(y, DUE - 90);
	struct forecast f;

	hold_person(y, 7, &y->r->assessor);
	act(y, 20, R101, 7, "2027-02-10");
	act(y, 21, R101, 7, "2027-02-08");
	act(y, 22, R101, 7, "2027-02-11");
	put(y, "UPDATE action SET progress = 50, added_at = %lld",
	    (long long)clock_begin(from));
	put(y, "UPDATE action SET progress = 0 WHERE id = 22");
	f = forecast_on(y, from + 20);
	assert_int_equal(f.actions.n, 3);
	assert_int_equal(f.actions.v[0].action->id, 21);
	assert_true(f.actions.v[0].misses);
	assert_false(f.actions.v[1].misses);
	assert_string_equal(f.actions.v[1].sum,
	    "50% in 20 days. The other 50%: 50 \303\227 20 \303\267 50 = 20 "
	    "days from today, until 9 February 2027. That is 1 day before 10 "
	    "February 2027.");
	assert_string_equal(f.actions.v[2].sum,
	    "Nothing is reported of it yet, 20 days after it was added. 22 "
	    "days until 11 February 2027.");
	assert_false(f.actions.v[2].misses);
	f = forecast_on(y, day_make(2027, 2, 12));
	assert_true(f.actions.v[2].misses);
	put(y, "UPDATE action SET state = 1");
	assert_int_equal(forecast_on(y, from).actions.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(without_a_pace_all_that_is_left_misses),
		with_year(what_is_left_follows_at_the_same_pace),
		with_year(what_is_due_first_is_done_first),
		with_year(each_owner_has_a_pace_of_their_own),
		with_year(an_action_goes_by_its_own_progress),
	};

	return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
