/* stage_test.c - baseline and update: kept as they stood, for good. */
#include "stage_set.h"

#define BASELINE_DAY day_make(2026, 7, 31)
#define UPDATE_DAY day_make(2026, 10, 31)

static void
test_a_stage_is_due_on_the_versions_day_of_that_year(void **state)
{
	struct year *y = *state;

	y->s.due_on = DUE;
	assert_int_equal(
	    stage_due(&y->s, y->set, STAGE_BASELINE), BASELINE_DAY);
	assert_int_equal(stage_due(&y->s, y->set, STAGE_UPDATE), UPDATE_DAY);
	assert_int_equal(stage_due(&y->s, y->set, STAGE_FINAL), DUE);
	/* One that is due in the calendar year of the final. */
	y->r->full.baseline_md = "02-28";
	assert_int_equal(
	    stage_due(&y->s, y->set, STAGE_BASELINE), day_make(2027, 2, 28));
}

static void
test_what_is_submitted_is_the_assessment_as_it_stands(void **state)
{
	struct year *y = *state;
	struct answer_row *rows;
	struct edition x;
	struct kept_stage s;

	with_stages(y);
	stage_answer(y, R101, "1a 1b 2a", "daniel");
	stage_answer(y, R102, "1a 1b", "sunita");
	s = stage_taken(y, STAGE_BASELINE, BASELINE_DAY);
	assert_int_equal(s.due_on, stage_due(&y->s, y->set, STAGE_BASELINE));
	assert_int_equal(s.evidence, 2);
	assert_int_equal(s.points, 3);
	assert_int_equal(s.of, 12);
	assert_int_equal(s.percent, 25);
	assert_int_equal(s.levels[0], 2);
	assert_int_equal(s.levels[1], 1);
	assert_int_equal(s.levels[2], 1);
	assert_int_equal(s.below, 3);
	assert_int_equal(s.grade, GRADE_NOT);
	/* The year goes on; what was submitted does not. */
	stage_answer(y, R102, "1a 1b 2a 3a", "daniel");
	assert_err(
	    stage_answers(y->r->db, y->r->arena, &y->s, y->set, &s, &rows), OK);
	assert_int_equal(rows[R101].level, 2);
	assert_int_equal(rows[R102].level, 1);
	assert_int_equal(rows[R102].state, ANSWER_IN_PROGRESS);
	assert_int_equal(rows[R103].state, ANSWER_NOT_STARTED);
	assert_string_equal(rows[R102].owner, "sunita");
	assert_int_equal(rows[R102].evidence, 1);
	/* The public is told the same counts. */
	assert_err(edition_read(y->r->db, y->r->arena, y->org->id,
		       y->set->version, STAGE_BASELINE, 0, &x),
	    OK);
	assert_int_equal(x.id, s.edition);
	assert_int_equal(x.points, 3);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'stage.submit'"),
	    1);
}

static void
test_a_late_stage_is_recorded_as_late(void **state)
{
	struct year *y = *state;
	struct edition x;
	struct kept_stage s;
	day due;

	with_stages(y);
	due = stage_due(&y->s, y->set, STAGE_BASELINE);
	assert_false(stage_taken(y, STAGE_BASELINE, due).late);
	due = stage_due(&y->s, y->set, STAGE_UPDATE);
	s = stage_taken(y, STAGE_UPDATE, due + 1);
	assert_true(s.late);
	assert_err(edition_read(y->r->db, y->r->arena, y->org->id,
		       y->set->version, STAGE_UPDATE, 0, &x),
	    OK);
	assert_true(x.late);
}

static void
test_a_stage_twice_out_of_order_or_after_the_final_is_refused(void **state)
{
	struct year *y = *state;
	enum stage_bar bar;

	with_stages(y);
	assert_err(stage_try(y, STAGE_FINAL, TODAY, &bar), ERR_INVALID);
	(void)stage_taken(y, STAGE_UPDATE, TODAY);
	assert_err(stage_try(y, STAGE_UPDATE, TODAY, &bar), ERR_CONFLICT);
	assert_int_equal(bar, STAGE_IS_DONE);
	assert_err(stage_try(y, STAGE_BASELINE, TODAY, &bar), ERR_CONFLICT);
	assert_int_equal(bar, STAGE_IS_PASSED);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM stage"), 1);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM edition"), 1);
}

static void
test_no_stage_comes_after_the_final(void **state)
{
	struct year *y = *state;
	struct assessment stale;
	enum stage_bar bar;

	with_stages(y);
	stale = y->s;
	year_published(y, "1a 1b 2a");
	y->s = stale; /* a page that was opened before */
	assert_err(stage_try(y, STAGE_BASELINE, TODAY, &bar), ERR_CONFLICT);
	assert_int_equal(bar, STAGE_IS_LAST);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM stage"), 0);
}

static void
test_types_without_stages_submit_none(void **state)
{
	struct year *y = *state;
	enum stage_bar bar;

	assert_err(stage_try(y, STAGE_BASELINE, TODAY, &bar), ERR_DENIED);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM edition"), 0);
}

static void
test_the_training_figure_is_kept_with_the_stage(void **state)
{
	struct year *y = *state;
	struct answer_row *rows;
	struct frozens all;
	struct staff one;
	struct kept_stage s;

	with_stages(y);
	depend(y);
	one = someone(y, "1");
	claim(y, "1a 1b 2a");
	s = stage_taken(y, STAGE_BASELINE, NOW);
	train(y, &one, NOW);
	assert_err(
	    frozen_list(y->r->db, y->r->arena, y->org->id, y->s.id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.v[0].stage, STAGE_BASELINE);
	assert_int_equal(all.v[0].figure.in_scope, 1);
	assert_int_equal(all.v[0].figure.completed, 0);
	assert_err(
	    stage_answers(y->r->db, y->r->arena, &y->s, y->set, &s, &rows), OK);
	assert_int_equal(rows[R101].claimed, 2);
	assert_int_equal(rows[R101].level, 1);
	assert_true(rows[R101].capped);
	level_is(y, 2, false);
}

static void
test_nothing_of_a_submitted_stage_can_be_changed(void **state)
{
	static const char *const forbidden[] = { "UPDATE stage SET late = 1",
		"DELETE FROM stage", "REPLACE INTO stage SELECT * FROM stage",
		"INSERT INTO stage SELECT org_id, assessment_id, 2, id, at, "
		"by_id, by_name, due_on, late, edition_id, evidence FROM stage",
		"UPDATE stage_answer SET level = 3", "DELETE FROM stage_answer",
		"REPLACE INTO stage_answer SELECT * FROM stage_answer",
		"INSERT INTO stage_answer SELECT org_id, stage_id, '999', "
		"state, level, claimed, not_relevant, exempt, planned, owner, "
		"evidence FROM stage_answer WHERE number = '101'",
		"UPDATE edition SET late = 1", "DELETE FROM edition",
		"INSERT INTO edition SELECT org_id, assessment_id, stage, 2, "
		"id + 1, at, published_by, role, late, reason, level_0, "
		"level_1, level_2, level_3, not_relevant, exempt, below, "
		"percent, points, points_of, grade, salt, body, digest FROM "
		"edition" };
	struct year *y = *state;
	size_t i;

	with_stages(y);
	(void)stage_taken(y, STAGE_BASELINE, TODAY);
	for (i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++)
		if (raw(y->r, forbidden[i]) != SQLITE_CONSTRAINT_TRIGGER)
			fail_msg("allowed: %s", forbidden[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_a_stage_is_due_on_the_versions_day_of_that_year),
		with_year(
		    test_what_is_submitted_is_the_assessment_as_it_stands),
		with_year(test_a_late_stage_is_recorded_as_late),
		with_year(
		    test_a_stage_twice_out_of_order_or_after_the_final_is_refused),
		with_year(test_no_stage_comes_after_the_final),
		with_year(test_types_without_stages_submit_none),
		with_year(test_the_training_figure_is_kept_with_the_stage),
		with_year(test_nothing_of_a_submitted_stage_can_be_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
