/* previous_test.c - last year's levels, also where that year is published
 * after this one was opened. */
#include "bundle_set.h"
#include "stood.h"

/* Two years: 14 and the one after it, opened while 14 is not published. */
struct two {
	struct year old, is;
	struct catalogue next;
};

static void
both_open(struct year *y, struct two *t)
{
	t->old = *y;
	set_make(y->r->arena, &t->next, "15", "ACU", WORKFLOW_FULL);
	t->next.released_on = y->set->released_on + 365;
	records_store(y->r, &t->next);
	t->is = *y;
	year_open(&t->is, y->org, &t->next);
}

static void
stands(const struct year *y, size_t i, int previous, int level)
{
	struct answer a = year_read(y, i);

	assert_int_equal(a.row.previous, previous);
	assert_int_equal(a.row.level, level);
}

/* The replay of its trail says the same of this moment. */
static void
replays(struct year *y)
{
	int64_t now = clock_now();
	struct stood w;
	size_t i;

	year_find(y);
	assert_err(stood_at(y->r->db, y->r->arena, &y->s, y->set, now, &w), OK);
	assert_int_equal(w.state, y->s.state);
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		struct answer a = year_read(y, i);

		assert_int_equal(w.answers[i].row.level, a.row.level);
		assert_int_equal(w.answers[i].row.state, a.row.state);
	}
}

static int64_t
rows(struct year *y, const char *action)
{
	return raw_int(y->r,
	    arena_printf(y->r->arena,
		"SELECT count(*) FROM audit WHERE action = '%s'", action));
}

static void
all_but_maintenance(struct year *y)
{
	struct answer a;
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		a = year_read(y, i);
		tick(y, i, &a, "1a 1b 2a 3a");
		year_save(y, i, &a);
	}
}

static void
test_the_order_of_opening_and_publishing_is_the_same(void **state)
{
	struct year *y = *state;
	struct two t;
	size_t i;

	both_open(y, &t);
	all_but_maintenance(&t.is);
	stands(&t.is, R101, LEVEL_NONE, 3);
	year_published(&t.old, "1a 1b 2a 3a");
	year_find(&t.is);
	assert_string_equal(t.is.s.previous, "14");
	for (i = 0; i < SET_REQUIREMENTS; i++)
		stands(&t.is, i, 3, 2);
	assert_int_equal(rows(y, "answer.previous"), SET_REQUIREMENTS);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'assessment.previous' AND detail = "
			  "'{\"version\":\"15\",\"previous\":\"14\","
			  "\"changed\":4,\"again\":0}'"),
	    1);
	replays(&t.is);
}

static void
test_what_was_complete_is_looked_at_again(void **state)
{
	struct year *y = *state;
	struct answer a;
	struct two t;
	int64_t edition;
	size_t i;

	both_open(y, &t);
	year_ready(&t.is, "1a 1b 2a 3a");
	assert_int_equal(t.is.s.state, ASSESSMENT_CONFIRMED);
	edition = year_read(&t.is, R101).edition;
	/* At level 2 there is nothing to maintain. */
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		a = year_read(&t.old, i);
		tick(&t.old, i, &a, i == R102 ? "1a 1b 2a" : "1a 1b 2a 3a");
		assert_err(
		    year_try_save(&t.old, i, &a, &y->r->assessor, true), OK);
		assert_err(year_confirm(&t.old, i), OK);
	}
	assert_err(year_confirm_whole(&t.old), OK);
	year_find(&t.old);
	assert_err(year_publish(&t.old), OK);
	year_find(&t.is);
	assert_int_equal(t.is.s.state, ASSESSMENT_OPEN);
	assert_int_equal(t.is.s.confirmed_at, 0);
	a = year_read(&t.is, R101);
	assert_int_equal(a.row.state, ANSWER_TO_RECONFIRM);
	assert_int_equal(a.row.level, 2);
	assert_int_equal(a.row.completed_by, 0);
	assert_int_equal(a.edition, edition + 1);
	stands(&t.is, R102, 2, 3);
	assert_int_equal(year_state(&t.is, R102), ANSWER_CONFIRMED);
	replays(&t.is);
}

static void
test_a_superseding_publication_does_the_same(void **state)
{
	struct year *y = *state;
	struct two t;

	both_open(y, &t);
	all_but_maintenance(&t.is);
	year_published(&t.old, "1a 1b 2a 3a");
	stands(&t.is, R103, 3, 2);
	assert_err(superseded(&t.old, R103, 1, "Counted wrongly"), OK);
	stands(&t.is, R103, 1, 3);
	stands(&t.is, R101, 3, 2);
	replays(&t.is);
	assert_err(superseded(&t.old, R103, 3, "It was right"), OK);
	stands(&t.is, R103, 3, 2);
	replays(&t.is);
	assert_int_equal(rows(y, "assessment.previous"), 3);
}

static void
test_a_published_year_stays_as_it_is(void **state)
{
	struct year *y = *state;
	struct two t;

	both_open(y, &t);
	year_published(&t.is, "1a 1b 2a 3a");
	year_published(&t.old, "1a 1b 2a 3a");
	year_find(&t.is);
	assert_null(t.is.s.previous);
	stands(&t.is, R101, LEVEL_NONE, 3);
	assert_int_equal(rows(y, "assessment.previous"), 0);
}

/* 16 was opened when only 14 was published: 15 comes between them. */
static void
test_the_year_before_is_the_one_that_was_released_before(void **state)
{
	struct year *y = *state;
	struct catalogue d;
	struct year third;
	struct two t;

	both_open(y, &t);
	year_published(&t.old, "1a 1b 2a 3a");
	set_make(y->r->arena, &d, "16", "ACU", WORKFLOW_FULL);
	d.released_on = t.next.released_on + 365;
	records_store(y->r, &d);
	third = *y;
	year_open(&third, y->org, &d);
	assert_string_equal(third.s.carried_from, "14");
	assert_string_equal(third.s.previous, "14");
	all_but_maintenance(&third);
	stands(&third, R101, 3, 2);
	year_published(&t.is, "1a 1b 2a");
	year_find(&third);
	assert_string_equal(third.s.previous, "15");
	stands(&third, R101, 2, 3);
	/* What is said of 14 now has no say in it any more. */
	assert_err(superseded(&t.old, R101, 1, "Counted wrongly"), OK);
	stands(&third, R101, 2, 3);
	replays(&third);
}

static void
test_the_levels_of_a_file_give_way_only_to_a_later_year(void **state)
{
	struct year *y = *state;
	struct two t;

	both_open(y, &t);
	assert_int_equal(raw(y->r, "UPDATE assessment SET previous_version = "
				   "'15' WHERE version = '15'"),
	    SQLITE_OK);
	year_published(&t.old, "1a 1b 2a 3a");
	stands(&t.is, R101, LEVEL_NONE, 0);
	assert_int_equal(rows(y, "assessment.previous"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_the_order_of_opening_and_publishing_is_the_same),
		with_year(test_what_was_complete_is_looked_at_again),
		with_year(test_a_superseding_publication_does_the_same),
		with_year(test_a_published_year_stays_as_it_is),
		with_year(
		    test_the_year_before_is_the_one_that_was_released_before),
		with_year(
		    test_the_levels_of_a_file_give_way_only_to_a_later_year),
	};

	return cmocka_run_group_tests_name("previous", tests, NULL, NULL);
}
