/* score_test.c - levels, percentages and grades, by behaviour.md section 3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "records_set.h"
#include "score.h"

struct place {
	struct arena *arena;
	struct catalogue set;
	struct standing at[SET_REQUIREMENTS];
	struct score score;
};

static int
setup(void **state)
{
	static struct place p;

	p = (struct place){ .arena = arena_open() };
	set_make(p.arena, &p.set, "14", "CTP", WORKFLOW_SIMPLIFIED);
	*state = &p;
	return 0;
}

static int
teardown(void **state)
{
	arena_close(((struct place *)*state)->arena);
	return 0;
}

/* The level when exactly the criteria of this text are met: "1a 1b". */
static int
level(const struct place *p, const char *codes, int previous)
{
	const struct requirement *r = &p->set.requirements.v[R101];
	bool met[SET_CRITERIA];
	size_t i;

	for (i = 0; i < SET_CRITERIA; i++)
		met[i] = strstr(codes, r->criteria.v[i].code) != NULL;
	return level_attained(r, met, previous);
}

static void
sum(struct place *p, size_t initiative)
{
	/* What was in it before does not matter. */
	memset(&p->score, 0x5a, sizeof(p->score));
	score_sum(&p->set, p->at, initiative, &p->score);
}

static void
set_levels(struct place *p, int a, int b, int c, int d)
{
	int levels[] = { a, b, c, d };
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++)
		p->at[i] = (struct standing){ .level = levels[i] };
}

static void
test_a_level_needs_every_criterion_of_it(void **state)
{
	const struct place *p = *state;

	assert_int_equal(level(p, "", LEVEL_NONE), 0);
	assert_int_equal(level(p, "1a", LEVEL_NONE), 0);
	assert_int_equal(level(p, "1b", LEVEL_NONE), 0);
	assert_int_equal(level(p, "1a 1b", LEVEL_NONE), 1);
	assert_int_equal(level(p, "1a 1b 2a", LEVEL_NONE), 2);
	assert_int_equal(level(p, "1a 1b 2a 3a", LEVEL_NONE), 3);
}

static void
test_levels_are_cumulative(void **state)
{
	const struct place *p = *state;

	assert_int_equal(level(p, "2a 3a 3b", 3), 0);
	assert_int_equal(level(p, "1a 2a 3a 3b", 3), 0);
	assert_int_equal(level(p, "1a 1b 3a 3b", 3), 1);
}

static void
test_maintenance_binds_only_after_level_3(void **state)
{
	const struct place *p = *state;
	int previous;

	for (previous = LEVEL_NONE; previous < LEVEL_MAX; previous++) {
		assert_int_equal(level(p, "1a 1b 2a 3a", previous), 3);
		assert_int_equal(level(p, "1a 1b 2a 3a 3b", previous), 3);
		assert_int_equal(level(p, "1a 1b 2a 3b", previous), 2);
	}
	assert_int_equal(level(p, "1a 1b 2a 3a", 3), 2);
	assert_int_equal(level(p, "1a 1b 2a 3a 3b", 3), 3);
}

static void
test_a_level_without_a_binding_criterion_is_attained(void **state)
{
	struct place *p = *state;
	struct requirement *r = &p->set.requirements.v[R101];

	r->criteria.v[K3A].maintenance = true;
	assert_int_equal(level(p, "1a 1b 2a", 2), 3);
	assert_int_equal(level(p, "1a 1b 2a", 3), 2);
}

/* Every combination of two requirements' worth: against the rule, said anew. */
static void
test_every_combination_follows_the_rule(void **state)
{
	const struct place *p = *state;
	const struct requirement *r = &p->set.requirements.v[R101];
	unsigned bits;
	int previous;
	size_t i;

	for (bits = 0; bits < 1u << SET_CRITERIA; bits++)
		for (previous = LEVEL_NONE; previous <= LEVEL_MAX; previous++) {
			bool met[SET_CRITERIA];
			int want = 0;

			for (i = 0; i < SET_CRITERIA; i++)
				met[i] = bits >> i & 1;
			if (met[K1A] && met[K1B])
				want = 1;
			if (want == 1 && met[K2A])
				want = 2;
			if (want == 2 && met[K3A] &&
			    (met[K3B] || previous != 3))
				want = 3;
			assert_int_equal(
			    level_attained(r, met, previous), want);
		}
}

static void
test_all_at_level_2_is_66_percent(void **state)
{
	struct place *p = *state;

	set_levels(p, 2, 2, 2, 2);
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.points, 8);
	assert_int_equal(p->score.of, 12);
	assert_int_equal(p->score.percent, 66);
	assert_int_equal(p->score.grade, GRADE_SATISFACTORY);
	p->set.rounding = ROUND_NEAREST;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.percent, 67);
}

#define MOST 46 /* requirements of the largest set, and one */

/* Every sum of points there can be, in sets of every size. */
static void
test_rounding_is_exact(void **state)
{
	struct place *p = *state;
	struct standing at[MOST];
	int n, points, i;

	p->set.requirements.v =
	    arena_array(p->arena, MOST, sizeof(*p->set.requirements.v));
	for (n = 1; n <= MOST; n++)
		for (points = 0; points <= 3 * n; points++) {
			for (i = 0; i < n; i++)
				at[i] = (struct standing){
					.level = points / n + (i < points % n)
				};
			p->set.requirements.n = (size_t)n;
			p->set.rounding = ROUND_DOWN;
			score_sum(&p->set, at, SCORE_ALL, &p->score);
			assert_int_equal(p->score.points, points);
			assert_int_equal(
			    p->score.percent, 100 * points / (3 * n));
			p->set.rounding = ROUND_NEAREST;
			score_sum(&p->set, at, SCORE_ALL, &p->score);
			assert_int_equal(
			    p->score.percent, (200 * points + 3 * n) / (6 * n));
		}
}

static void
test_halves_go_up_only_when_rounding_to_the_nearest(void **state)
{
	struct place *p = *state;
	struct standing at[8] = { { .level = 3 } };

	/* 3 of 24 is 12.5 percent. */
	p->set.requirements.n = 8;
	p->set.requirements.v =
	    arena_array(p->arena, 8, sizeof(*p->set.requirements.v));
	score_sum(&p->set, at, SCORE_ALL, &p->score);
	assert_int_equal(p->score.percent, 12);
	p->set.rounding = ROUND_NEAREST;
	score_sum(&p->set, at, SCORE_ALL, &p->score);
	assert_int_equal(p->score.percent, 13);
}

static void
test_not_relevant_and_exempt_leave_both_sides(void **state)
{
	struct place *p = *state;

	set_levels(p, 3, 0, 0, 2);
	p->at[R102].not_relevant = true;
	p->at[R103].exempt = true;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.in_play, 2);
	assert_int_equal(p->score.not_relevant, 1);
	assert_int_equal(p->score.exempt, 1);
	assert_int_equal(p->score.points, 5);
	assert_int_equal(p->score.of, 6);
	assert_int_equal(p->score.percent, 83);
	assert_int_equal(p->score.below, 0);
	assert_int_equal(p->score.grade, GRADE_SATISFACTORY);
	/* Who is exempt need not have been not relevant as well. */
	p->at[R103].not_relevant = true;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.exempt, 1);
	assert_int_equal(p->score.not_relevant, 1);
}

static void
test_nothing_in_play_has_no_percentage(void **state)
{
	struct place *p = *state;
	size_t i;

	set_levels(p, 3, 3, 3, 3);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		p->at[i].not_relevant = true;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.in_play, 0);
	assert_int_equal(p->score.of, 0);
	assert_int_equal(p->score.percent, -1);
	/* None is below; the pages say "not applicable" all the same. */
	assert_int_equal(p->score.grade, GRADE_SATISFACTORY);
	p->set.rounding = ROUND_NEAREST;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.percent, -1);
}

static void
test_each_initiative_is_summed_by_itself(void **state)
{
	struct place *p = *state;

	set_levels(p, 3, 2, 1, 0);
	sum(p, 0);
	assert_int_equal(p->score.points, 5);
	assert_int_equal(p->score.of, 6);
	assert_int_equal(p->score.grade, GRADE_SATISFACTORY);
	sum(p, 1);
	assert_int_equal(p->score.points, 1);
	assert_int_equal(p->score.percent, 16);
	assert_int_equal(p->score.below, 2);
	p->at[R103].exempt = p->at[R104].exempt = true;
	sum(p, 1);
	assert_int_equal(p->score.percent, -1);
}

static void
test_those_at_each_level_are_counted(void **state)
{
	struct place *p = *state;

	set_levels(p, 0, 2, 2, 3);
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.levels[0], 1);
	assert_int_equal(p->score.levels[1], 0);
	assert_int_equal(p->score.levels[2], 2);
	assert_int_equal(p->score.levels[3], 1);
}

static void
test_one_below_without_a_plan_is_not_satisfactory(void **state)
{
	struct place *p = *state;

	set_levels(p, 3, 3, 3, 1);
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.percent, 83);
	assert_int_equal(p->score.below, 1);
	assert_int_equal(p->score.grade, GRADE_NOT);
}

static void
test_every_one_below_needs_its_plan(void **state)
{
	struct place *p = *state;

	set_levels(p, 1, 0, 2, 3);
	p->at[R101].planned = true;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.below, 2);
	assert_int_equal(p->score.planned, 1);
	assert_int_equal(p->score.grade, GRADE_NOT);
	p->at[R102].planned = true;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.planned, 2);
	assert_int_equal(p->score.grade, GRADE_WITH_PLAN);
}

/* A plan where none is needed does not stand in for one that is. */
static void
test_plans_of_those_not_below_count_for_nothing(void **state)
{
	struct place *p = *state;

	set_levels(p, 1, 2, 3, 1);
	p->at[R102].planned = p->at[R103].planned = true;
	p->at[R104].exempt = p->at[R104].planned = true;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.below, 1);
	assert_int_equal(p->score.planned, 0);
	assert_int_equal(p->score.grade, GRADE_NOT);
}

static void
test_the_grade_level_is_the_packs(void **state)
{
	struct place *p = *state;

	set_levels(p, 1, 1, 1, 1);
	p->set.grade_level = 1;
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.grade, GRADE_SATISFACTORY);
	p->set.grade_level = 3;
	set_levels(p, 3, 3, 3, 2);
	sum(p, SCORE_ALL);
	assert_int_equal(p->score.below, 1);
	assert_int_equal(p->score.grade, GRADE_NOT);
}

static void
test_grades_have_names(void **state)
{
	(void)state;
	assert_string_equal(grade_name(GRADE_SATISFACTORY), "satisfactory");
	assert_string_equal(
	    grade_name(GRADE_WITH_PLAN), "satisfactory-with-improvement-plan");
	assert_string_equal(grade_name(GRADE_NOT), "not-satisfactory");
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_a_level_needs_every_criterion_of_it),
		T(test_levels_are_cumulative),
		T(test_maintenance_binds_only_after_level_3),
		T(test_a_level_without_a_binding_criterion_is_attained),
		T(test_every_combination_follows_the_rule),
		T(test_all_at_level_2_is_66_percent),
		T(test_rounding_is_exact),
		T(test_halves_go_up_only_when_rounding_to_the_nearest),
		T(test_not_relevant_and_exempt_leave_both_sides),
		T(test_nothing_in_play_has_no_percentage),
		T(test_each_initiative_is_summed_by_itself),
		T(test_those_at_each_level_are_counted),
		T(test_one_below_without_a_plan_is_not_satisfactory),
		T(test_every_one_below_needs_its_plan),
		T(test_plans_of_those_not_below_count_for_nothing),
		T(test_the_grade_level_is_the_packs),
		T(test_grades_have_names),
	};

	return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
