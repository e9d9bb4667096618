/* answer_steps_test.c - complete, confirm, reopen, accept: who and when. */
#include "records_year.h"

static enum err
confirm_by(const struct year *y, size_t i, const struct person *p)
{
	struct unit u = year_unit(y, p);

	return answer_confirm(y->r->db, &u, &y->s, y->set, year_asks(y, i));
}

static void
test_complete_is_said_once_and_by_whom(void **state)
{
	struct year *y = *state;

	assert_err(year_complete(y, R101), OK);
	assert_int_equal(year_state(y, R101), ANSWER_COMPLETE);
	assert_int_equal(
	    year_read(y, R101).row.completed_by, y->r->assessor.id);
	assert_int_equal(year_read(y, R101).edition, 1);
	assert_err(year_complete(y, R101), ERR_CONFLICT);
	assert_err(year_confirm(y, R101), OK);
	assert_err(year_complete(y, R101), ERR_CONFLICT);
}

static void
test_only_what_is_complete_is_confirmed(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);

	assert_err(year_confirm(y, R101), ERR_CONFLICT);
	year_save(y, R101, &a);
	assert_err(year_confirm(y, R101), ERR_CONFLICT);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_int_equal(year_state(y, R101), ANSWER_CONFIRMED);
	assert_err(year_confirm(y, R101), ERR_CONFLICT);
	assert_int_equal(
	    raw_int(y->r, "SELECT confirmed_by FROM answer WHERE state = 4"),
	    y->r->reviewer.id);
}

static void
test_whoever_completed_it_does_not_confirm_it(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102);

	assert_err(year_complete(y, R101), OK);
	assert_err(confirm_by(y, R101, &y->r->assessor), ERR_DENIED);
	assert_int_equal(year_state(y, R101), ANSWER_COMPLETE);
	assert_err(confirm_by(y, R101, &y->r->reviewer), OK);
	/* The same when it was saved and completed in one step. */
	assert_err(year_try_save(y, R102, &a, &y->r->reviewer, true), OK);
	assert_err(confirm_by(y, R102, &y->r->reviewer), ERR_DENIED);
	assert_err(confirm_by(y, R102, &y->r->admin), OK);
}

static void
test_after_reopening_the_hands_are_counted_anew(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->reviewer);

	assert_err(year_complete(y, R101), OK);
	assert_err(year_reopen(y, R101, "An error"), OK);
	assert_int_equal(year_read(y, R101).row.completed_by, 0);
	assert_err(
	    answer_complete(y->r->db, &u, &y->s, year_asks(y, R101)), OK);
	assert_err(confirm_by(y, R101, &y->r->reviewer), ERR_DENIED);
	assert_err(confirm_by(y, R101, &y->r->assessor), OK);
}

static void
test_the_simplified_workflow_confirms_nothing(void **state)
{
	struct year *y = *state;

	year_simple(y);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_confirm(y, R101), ERR_DENIED);
	assert_err(year_confirm_whole(y), ERR_DENIED);
	assert_int_equal(year_state(y, R101), ANSWER_COMPLETE);
}

static void
test_reopening_needs_a_reason_and_something_to_reopen(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102);

	assert_err(year_reopen(y, R101, "An error"), ERR_CONFLICT);
	year_save(y, R102, &a);
	assert_err(year_reopen(y, R102, "An error"), ERR_CONFLICT);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_reopen(y, R101, ""), ERR_INVALID);
	assert_int_equal(year_state(y, R101), ANSWER_COMPLETE);
	assert_err(year_reopen(y, R101, "The \"wrong\" tick"), OK);
	assert_int_equal(year_state(y, R101), ANSWER_IN_PROGRESS);
	assert_int_equal(
	    raw_int(y->r,
		"SELECT count(*) FROM audit WHERE action = 'answer.reopen' "
		"AND detail LIKE '{\"requirement\":\"101\",\"reason\":"
		"\"The \\\"wrong\\\" tick\",\"state\":\"in-progress\",%'"),
	    1);
	assert_err(year_reopen(y, R101, "Again"), ERR_CONFLICT);
}

static void
test_reopening_undoes_the_confirmation_of_the_whole(void **state)
{
	struct year *y = *state;

	year_ready(y, "1a 1b 2a");
	assert_int_equal(y->s.state, ASSESSMENT_CONFIRMED);
	assert_int_equal(y->s.confirmed_at > 0, 1);
	assert_string_equal(y->s.confirmed_by, "sunita");
	assert_err(year_reopen(y, R103, "An error"), OK);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_OPEN);
	assert_int_equal(y->s.confirmed_at, 0);
	assert_null(y->s.confirmed_by);
	assert_int_equal(year_state(y, R103), ANSWER_IN_PROGRESS);
	assert_int_equal(year_state(y, R101), ANSWER_CONFIRMED);
}

static void
test_the_whole_is_confirmed_when_each_part_is(void **state)
{
	struct year *y = *state;
	size_t i;

	assert_err(year_confirm_whole(y), ERR_CONFLICT);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_err(year_complete(y, i), OK);
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		assert_err(year_confirm_whole(y), ERR_CONFLICT);
		assert_err(year_confirm(y, i), OK);
	}
	assert_err(year_confirm_whole(y), OK);
	assert_err(year_confirm_whole(y), ERR_CONFLICT);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_CONFIRMED);
}

/* A page that was opened before somebody else's step shows an old state. */
static void
test_what_the_page_believed_does_not_decide(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	struct assessment old = y->s;

	year_ready(y, "1a 1b 2a");
	y->s = old;
	assert_int_equal(y->s.state, ASSESSMENT_OPEN);
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, false), ERR_CONFLICT);
	assert_err(year_confirm_whole(y), ERR_CONFLICT);
	assert_err(year_complete(y, R101), ERR_CONFLICT);
	assert_err(year_publish(y), OK);
	a = year_read(y, R101);
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, false), ERR_DENIED);
	assert_err(year_confirm_whole(y), ERR_DENIED);
	assert_err(year_reopen(y, R101, "An error"), ERR_DENIED);
	assert_err(year_complete(y, R101), ERR_DENIED);
}

/* ---- improvement plans ---- */

static void
plan(const struct year *y, size_t i, struct answer *a)
{
	*a = year_read(y, i);
	a->plan = "Write it down, tell staff.";
	a->row.owner = "J. Smith";
	a->row.target_level = 2;
	a->row.target_on = DUE;
}

static void
test_a_whole_plan_is_accepted_once(void **state)
{
	struct year *y = *state;
	struct answer a;

	plan(y, R101, &a);
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), OK);
	a = year_read(y, R101);
	assert_true(a.row.plan_accepted);
	assert_true(a.plan_accepted_at > 0);
	assert_int_equal(a.edition, 2);
	assert_true(answer_standing(&a.row).planned);
	assert_err(year_accept(y, R101), ERR_CONFLICT);
	assert_int_equal(raw_int(y->r, "SELECT plan_accepted_by FROM answer "
				       "WHERE plan_accepted_by IS NOT NULL"),
	    y->r->admin.id);
}

static void
test_half_a_plan_is_not_accepted(void **state)
{
	struct year *y = *state;
	struct answer a;

	assert_err(year_accept(y, R101), ERR_INVALID);
	plan(y, R101, &a);
	a.plan = "";
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), ERR_INVALID);
	plan(y, R103, &a);
	a.row.target_on = DAY_NONE;
	year_save(y, R103, &a);
	assert_err(year_accept(y, R103), ERR_INVALID);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(plan_accepted_at) FROM answer"), 0);
}

static void
test_no_plan_is_accepted_where_none_is_needed(void **state)
{
	struct year *y = *state;
	struct answer a;

	plan(y, R101, &a);
	tick(y, R101, &a, "1a 1b 2a");
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), ERR_INVALID);
	tick(y, R101, &a, "1a 1b");
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), OK);
}

static void
test_acceptance_is_lost_with_the_plan_it_was_given_to(void **state)
{
	struct year *y = *state;
	struct answer a;
	int change;

	for (change = 0; change < 5; change++) {
		plan(y, R101, &a);
		year_save(y, R101, &a);
		if (!year_read(y, R101).row.plan_accepted)
			assert_err(year_accept(y, R101), OK);
		a = year_read(y, R101);
		if (change == 0)
			a.plan = "Something else.";
		else if (change == 1)
			a.row.owner = "A. Jones";
		else if (change == 2)
			a.row.target_on++;
		else if (change == 3)
			a.row.target_level = 3;
		else
			a.comment[K1A] = "Only a comment";
		year_save(y, R101, &a);
		assert_int_equal(
		    year_read(y, R101).row.plan_accepted, change == 4);
	}
}

static void
test_an_accepted_plan_survives_the_steps(void **state)
{
	struct year *y = *state;
	struct answer a;

	plan(y, R101, &a);
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), OK);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(year_reopen(y, R101, "An error"), OK);
	assert_true(year_read(y, R101).row.plan_accepted);
}

static void
test_an_accepted_plan_makes_the_other_grade(void **state)
{
	struct year *y = *state;
	struct standing *v;
	struct score score;
	struct answer a;
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		plan(y, i, &a);
		tick(y, i, &a, i == R101 ? "1a 1b" : "1a 1b 2a");
		year_save(y, i, &a);
	}
	assert_err(
	    assessment_standings(y->r->db, y->r->arena, &y->s, y->set, &v), OK);
	score_sum(y->set, v, SCORE_ALL, &score);
	assert_int_equal(score.grade, GRADE_NOT);
	assert_err(year_accept(y, R101), OK);
	assert_err(
	    assessment_standings(y->r->db, y->r->arena, &y->s, y->set, &v), OK);
	score_sum(y->set, v, SCORE_ALL, &score);
	assert_int_equal(score.grade, GRADE_WITH_PLAN);
	assert_int_equal(score.points, 7);
}

/* Is it open: for each state of an answer and of an assessment. */
static void
test_open_is_what_may_be_changed(void **state)
{
	struct assessment s = { .state = ASSESSMENT_OPEN };

	(void)state;
	assert_true(answer_open(&s, ANSWER_NOT_STARTED));
	assert_true(answer_open(&s, ANSWER_TO_RECONFIRM));
	assert_true(answer_open(&s, ANSWER_IN_PROGRESS));
	assert_false(answer_open(&s, ANSWER_COMPLETE));
	assert_false(answer_open(&s, ANSWER_CONFIRMED));
	s.state = ASSESSMENT_PUBLISHED;
	assert_false(answer_open(&s, ANSWER_IN_PROGRESS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_complete_is_said_once_and_by_whom),
		with_year(test_only_what_is_complete_is_confirmed),
		with_year(test_whoever_completed_it_does_not_confirm_it),
		with_year(test_after_reopening_the_hands_are_counted_anew),
		with_year(test_the_simplified_workflow_confirms_nothing),
		with_year(
		    test_reopening_needs_a_reason_and_something_to_reopen),
		with_year(test_reopening_undoes_the_confirmation_of_the_whole),
		with_year(test_the_whole_is_confirmed_when_each_part_is),
		with_year(test_what_the_page_believed_does_not_decide),
		with_year(test_a_whole_plan_is_accepted_once),
		with_year(test_half_a_plan_is_not_accepted),
		with_year(test_no_plan_is_accepted_where_none_is_needed),
		with_year(
		    test_acceptance_is_lost_with_the_plan_it_was_given_to),
		with_year(test_an_accepted_plan_survives_the_steps),
		with_year(test_an_accepted_plan_makes_the_other_grade),
		with_year(test_open_is_what_may_be_changed),
	};

	return cmocka_run_group_tests_name("answer_steps", tests, NULL, NULL);
}
