/* figure_cap_test.c - what the training figure does to levels. */
#include "figure_year.h"

/* ---- the cap ---- */

static void
test_nobody_in_scope_limits_nothing(void **state)
{
	struct year *y = *state;

	depend(y);
	claim(y, "1a 1b 2a 3a");
	level_is(y, 3, false);
}

static void
test_too_few_limit_the_level_until_enough_are_trained(void **state)
{
	struct year *y = *state;
	struct staff s;

	depend(y);
	claim(y, "1a 1b 2a 3a");
	s = someone(y, "1");
	level_is(y, 1, true);
	assert_int_equal(counts(y).claimed, 3);
	assert_int_equal(year_read(y, R101).row.level, 3);
	train(y, &s, NOW);
	level_is(y, 3, false);
	someone(y, "2");
	level_is(y, 1, true);
	/* What is not above it stays. */
	claim(y, "");
	level_is(y, 0, false);
}

/* A summary of another day is not believed. */
static void
test_a_stale_summary_is_counted_anew(void **state)
{
	struct year *y = *state;
	struct staff s;

	depend(y);
	claim(y, "1a 1b 2a");
	s = someone(y, "1");
	train(y, &s, NOW);
	level_is(y, 2, false);
	assert_int_equal(
	    raw(y->r, "DELETE FROM training_now;"
		      "INSERT INTO training_now SELECT id, 'IG-ANNUAL', "
		      "'2001-01-01', 9, 0, 0 FROM org WHERE id > 0"),
	    SQLITE_OK);
	level_is(y, 2, false);
}

static void
test_a_plan_for_a_limited_level_can_be_accepted(void **state)
{
	struct year *y = *state;
	struct answer a;

	depend(y);
	someone(y, "1");
	a = year_read(y, R101);
	tick(y, R101, &a, "1a 1b 2a");
	a.plan = "Train them";
	a.row.owner = "Ann";
	a.row.target_on = NOW + 30;
	year_save(y, R101, &a);
	level_is(y, 1, true);
	assert_err(year_accept(y, R101), OK);
}

/* ---- the override ---- */

static void
test_an_override_needs_a_reason_and_can_be_taken_back(void **state)
{
	struct year *y = *state;
	struct override o;
	int64_t rows;

	depend(y);
	claim(y, "1a 1b 2a");
	someone(y, "1");
	assert_err(override(y, ""), ERR_INVALID);
	level_is(y, 1, true);
	rows = chain_rows(y->r, y->org->id);
	assert_err(override(y, "They sit the course next week"), OK);
	assert_int_equal(chain_rows(y->r, y->org->id), rows + 1);
	level_is(y, 2, false);
	assert_err(
	    override_read(y->r->db, y->r->arena, &y->s, year_asks(y, R101), &o),
	    OK);
	assert_string_equal(o.reason, "They sit the course next week");
	assert_string_equal(o.by, y->r->assessor.user);
	assert_err(override(y, "Once more"), ERR_CONFLICT);
	assert_err(cap_again(y), OK);
	assert_int_equal(chain_rows(y->r, y->org->id), rows + 2);
	level_is(y, 1, true);
	assert_err(cap_again(y), ERR_NOTFOUND);
}

static void
test_an_override_is_for_training_requirements_alone(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->assessor);

	depend(y);
	assert_err(
	    override_set(y->r->db, &u, &y->s, year_asks(y, R102), "Because"),
	    ERR_INVALID);
}

static void
test_what_is_confirmed_or_published_is_not_overridden(void **state)
{
	struct year *y = *state;

	depend(y);
	someone(y, "1");
	claim(y, "1a 1b 2a");
	assert_err(year_complete(y, R101), OK);
	assert_err(override(y, "Because"), OK);
	assert_err(cap_again(y), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(override(y, "Because"), ERR_CONFLICT);
	assert_err(year_reopen(y, R101, "Look again"), OK);
	year_published(y, "1a 1b 2a");
	assert_err(override(y, "Because"), ERR_DENIED);
	assert_err(cap_again(y), ERR_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_nobody_in_scope_limits_nothing),
		with_year(
		    test_too_few_limit_the_level_until_enough_are_trained),
		with_year(test_a_stale_summary_is_counted_anew),
		with_year(test_a_plan_for_a_limited_level_can_be_accepted),
		with_year(
		    test_an_override_needs_a_reason_and_can_be_taken_back),
		with_year(test_an_override_is_for_training_requirements_alone),
		with_year(
		    test_what_is_confirmed_or_published_is_not_overridden),
	};

	return cmocka_run_group_tests_name("figure_cap", tests, NULL, NULL);
}
