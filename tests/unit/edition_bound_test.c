/* edition_bound_test.c - how far a correction of what was published may go. */
#include "bundle_set.h"
#include "figure_year.h"

static struct edition_bound
bound_of(const struct year *y, size_t i)
{
	struct edition_bound *v;

	assert_err(
	    edition_bounds(y->r->db, y->r->arena, &y->s, y->set, &v), OK);
	return v[i];
}

static void
is_bound(const struct year *y, size_t i, int most, enum edition_bar bar,
    const char *why)
{
	struct edition_bound b = bound_of(y, i);

	assert_int_equal(b.most, most);
	assert_int_equal(b.bar, bar);
	assert_string_equal(b.why, why);
}

static int64_t
editions(const struct year *y)
{
	return raw_int(y->r, "SELECT count(*) FROM edition WHERE stage = 3");
}

/* Published today, when the figure is counted. */
static void
published_now(struct year *y, const char *codes)
{
	year_ready(y, codes);
	assert_err(year_publish_on(y, NOW), OK);
	year_find(y);
}

/* The newest edition, with this requirement not relevant. */
static enum err
not_relevant(const struct year *y, size_t i)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct edition was = edition_of(y, 0);
	struct edition_new n = { .org = y->org,
		.assessment = &y->s,
		.catalogue = y->set,
		.stage = STAGE_FINAL,
		.statement = publication_statement(y->r->arena, y->org, y->set),
		.reason = "It is not relevant",
		.on = NOW };
	struct standing *v;

	assert_err(
	    edition_standings(y->r->db, y->r->arena, &was, &y->s, y->set, &v),
	    OK);
	v[i] = (struct standing){ .not_relevant = true };
	n.standings = v;
	return edition_supersede(y->r->db, &u, &n, &was);
}

static void
say_not_relevant(struct year *y, const char *codes)
{
	struct answer a = year_read(y, R102);

	tick(y, R102, &a, codes);
	a.row.not_relevant = true;
	a.nr_record = "Minute 7";
	year_save(y, R102, &a);
}

/* ---- too few trained ---- */

static void
test_the_cap_binds_a_correction(void **state)
{
	static const char why[] = "101: too few are trained (0%, 95% are asked "
				  "for): level 1 at most";
	struct year *y = *state;

	depend(y);
	someone(y, "1");
	published_now(y, "1a 1b 2a 3a");
	is_bound(y, R101, 1, BAR_TRAINING, why);
	is_bound(y, R103, 3, BAR_NONE, "");
	assert_err(superseded(y, R101, 3, "All were trained"), ERR_DENIED);
	assert_err(superseded(y, R101, 2, "All were trained"), ERR_DENIED);
	assert_int_equal(editions(y), 1);
	assert_err(superseded(y, R101, 0, "Counted wrongly"), OK);
	assert_err(superseded(y, R101, 1, "It was right"), OK);
	assert_int_equal(editions(y), 3);
}

/* Who is trained afterwards was not when it was published. */
static void
test_the_figure_is_the_one_that_was_kept(void **state)
{
	struct year *y = *state;
	struct staff s;

	depend(y);
	s = someone(y, "1");
	published_now(y, "1a 1b 2a 3a");
	train(y, &s, NOW);
	assert_err(superseded(y, R101, 3, "All are trained"), ERR_DENIED);
}

static void
test_enough_trained_bind_nothing(void **state)
{
	struct year *y = *state;
	struct staff s;

	depend(y);
	s = someone(y, "1");
	train(y, &s, NOW);
	published_now(y, "1a 1b 2a 3a");
	someone(y, "2");
	is_bound(y, R101, 3, BAR_NONE, "");
	assert_err(superseded(y, R101, 2, "Counted wrongly"), OK);
	assert_err(superseded(y, R101, 3, "It was right"), OK);
}

static void
test_what_counted_all_the_same_still_does(void **state)
{
	struct year *y = *state;

	depend(y);
	someone(y, "1");
	assert_err(override(y, "The figure lags"), OK);
	published_now(y, "1a 1b 2a");
	is_bound(y, R101, 2, BAR_CONFIRMED,
	    "101: a reviewer confirmed level 2. More is for next year's "
	    "assessment");
	assert_err(superseded(y, R101, 0, "Counted wrongly"), OK);
	assert_err(superseded(y, R101, 2, "It was right"), OK);
	assert_err(superseded(y, R101, 3, "All were trained"), ERR_DENIED);
}

/* One person does it all there, and still trains nobody by it. */
static void
test_the_cap_binds_without_a_reviewer_too(void **state)
{
	struct year *y = *state;

	year_simple(y);
	depend(y);
	someone(y, "1");
	published_now(y, "");
	is_bound(y, R101, 1, BAR_TRAINING,
	    "101: too few are trained (0%, 95% are asked for): level 1 at "
	    "most");
	assert_err(superseded(y, R101, 2, "A letter was late"), ERR_DENIED);
	assert_err(superseded(y, R101, 1, "A letter was late"), OK);
	assert_err(superseded(y, R103, 3, "A letter was late"), OK);
}

static void
test_the_second_model_binds_as_it_was_judged(void **state)
{
	struct year *y = *state;
	struct unit u;
	struct staff s;

	year_simple(y);
	u = unit_of(y->org, &y->r->admin);
	depend(y);
	assert_err(figure_model_set(y->r->db, &u, FIGURE_NEEDS), OK);
	s = someone(y, "1");
	train(y, &s, NOW);
	published_now(y, "");
	is_bound(y, R101, 1, BAR_TRAINING,
	    "101: training does not suffice, by needs analysis, delivery and "
	    "evaluation: level 1 at most");
	assert_err(superseded(y, R101, 2, "A letter was late"), ERR_DENIED);
	/* By the first model it would have sufficed. */
	u = unit_of(y->org, &y->r->admin);
	assert_err(figure_model_set(y->r->db, &u, FIGURE_FLAT), OK);
	assert_err(superseded(y, R101, 2, "A letter was late"), ERR_DENIED);
}

/* ---- what a reviewer confirmed ---- */

static void
test_nothing_is_said_that_no_reviewer_confirmed(void **state)
{
	struct year *y = *state;

	year_published(y, "1a 1b 2a");
	is_bound(y, R103, 2, BAR_CONFIRMED,
	    "103: a reviewer confirmed level 2. More is for next year's "
	    "assessment");
	assert_err(superseded(y, R103, 3, "It is better"), ERR_DENIED);
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	assert_err(superseded(y, R103, 3, "It is better"), ERR_DENIED);
	assert_err(superseded(y, R103, 2, "It was right"), OK);
	assert_int_equal(editions(y), 3);
}

static void
test_what_is_relevant_stays_so(void **state)
{
	struct year *y = *state;
	struct edition_bound b;

	year_published(y, "1a 1b 2a");
	b = bound_of(y, R102);
	assert_false(b.not_relevant);
	assert_string_equal(b.no_relevance,
	    "102: a reviewer confirmed level 2. That it is not relevant is "
	    "for next year's assessment");
	assert_err(not_relevant(y, R102), ERR_DENIED);
	assert_int_equal(editions(y), 1);
}

static void
test_what_was_not_relevant_may_be_so_again(void **state)
{
	struct year *y = *state;

	say_not_relevant(y, "1a");
	year_published(y, "1a 1b");
	is_bound(y, R102, 1, BAR_CONFIRMED,
	    "102: a reviewer confirmed that it is not relevant. A level above "
	    "1 is for next year's assessment");
	assert_true(bound_of(y, R102).not_relevant);
	assert_err(superseded(y, R102, 2, "There is such work"), ERR_DENIED);
	assert_err(superseded(y, R102, 1, "There is such work"), OK);
	assert_err(not_relevant(y, R102), OK);
	assert_int_equal(editions(y), 3);
}

static void
test_without_a_reviewer_all_that_is_offered_may_be_said(void **state)
{
	struct year *y = *state;

	year_simple(y);
	year_published(y, "1a 1b");
	is_bound(y, R102, 3, BAR_NONE, "");
	assert_err(not_relevant(y, R102), OK);
	assert_err(superseded(y, R103, 3, "A letter was late"), OK);
	/* It is offered for 102 alone. */
	assert_err(not_relevant(y, R103), ERR_DENIED);
}

/* By a program that had no bounds. */
static void
test_what_was_said_too_much_goes_with_the_next_correction(void **state)
{
	struct year *y = *state;

	year_published(y, "1a 1b 2a");
	assert_int_equal(
	    raw(y->r, "DROP TRIGGER edition_level_stays;"
		      "UPDATE edition_level SET level = 3 WHERE number = 103"),
	    SQLITE_OK);
	assert_err(superseded(y, R101, 1, "Counted wrongly"), ERR_DENIED);
	assert_err(superseded(y, R103, 2, "No reviewer said so"), OK);
	assert_err(superseded(y, R101, 1, "Counted wrongly"), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_the_cap_binds_a_correction),
		with_bundle(test_the_figure_is_the_one_that_was_kept),
		with_bundle(test_enough_trained_bind_nothing),
		with_bundle(test_what_counted_all_the_same_still_does),
		with_bundle(test_the_cap_binds_without_a_reviewer_too),
		with_bundle(test_the_second_model_binds_as_it_was_judged),
		with_bundle(test_nothing_is_said_that_no_reviewer_confirmed),
		with_bundle(test_what_is_relevant_stays_so),
		with_bundle(test_what_was_not_relevant_may_be_so_again),
		with_bundle(
		    test_what_was_said_too_much_goes_with_the_next_correction),
		with_bundle(
		    test_without_a_reviewer_all_that_is_offered_may_be_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
