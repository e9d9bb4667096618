/* withdrawal_test.c - versions that are not released yet, and withdrawn ones.
 */
#include "stage_set.h"
#include "withdrawal.h"

#define WHY "The set asked for a record that nobody may keep."

static struct catalogue *
set_of(struct year *y, const char *version, day released_on)
{
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));

	set_make(y->r->arena, c, version, "ACU", WORKFLOW_FULL);
	c->released_on = released_on;
	records_store(y->r, c);
	return c;
}

static enum err
opens_on(
    struct year *y, const struct catalogue *c, day on, struct assessment *out)
{
	struct unit u = year_unit(y, &y->r->admin);

	return assessment_open(
	    y->r->db, y->r->arena, &u, &y->r->trust, c, on, out);
}

static struct opening_bar
barred(struct year *y, const struct catalogue *c, day on)
{
	struct opening_bar bar;

	assert_err(assessment_barred(
		       y->r->db, y->r->arena, y->r->trust.id, c, on, &bar),
	    OK);
	return bar;
}

static enum err
withdraw(struct year *y, const char *version, const char *reason)
{
	struct unit u = unit_of(NULL, NULL);

	return withdrawal_add(y->r->db, &u, version, "ACU", reason);
}

static enum err
reinstate(struct year *y, const char *version)
{
	struct unit u = unit_of(NULL, NULL);

	return withdrawal_end(y->r->db, &u, version, "ACU");
}

static void
test_a_version_is_opened_from_its_release_on(void **state)
{
	struct year *y = *state;
	const struct catalogue *c = set_of(y, "15", TODAY + 1);
	struct assessment s;

	assert_err(opens_on(y, c, TODAY, &s), ERR_INVALID);
	assert_int_equal(barred(y, c, TODAY).kind, OPENING_IS_EARLY);
	assert_string_equal(barred(y, c, TODAY).says,
	    "Version 15 is released on 27 November 2026, and can be opened "
	    "from then on");
	assert_err(opens_on(y, c, TODAY + 1, &s), OK);
	assert_string_equal(s.version, "15");
}

/* A revision that was loaded ahead is asked from its own day on. */
static void
test_a_revision_is_asked_from_its_release_on(void **state)
{
	struct year *y = *state;
	struct catalogue next;
	int64_t id;

	set_make(y->r->arena, &next, "14", "ACU", WORKFLOW_FULL);
	next.revision = 2;
	next.released_on = TODAY + 1;
	records_store(y->r, &next);
	assert_err(catalogue_asked(y->r->db, "14", "ACU", TODAY, &id), OK);
	assert_int_equal(id, y->r->full.id);
	assert_err(catalogue_asked(y->r->db, "14", "ACU", TODAY + 1, &id), OK);
	assert_int_equal(id, next.id);
	set_of(y, "15", TODAY + 1);
	assert_err(catalogue_asked(y->r->db, "15", "ACU", TODAY, &id), OK);
	assert_err(
	    catalogue_asked(y->r->db, "99", "ACU", TODAY, &id), ERR_NOTFOUND);
}

static void
test_a_withdrawn_version_is_not_opened_until_it_is_reinstated(void **state)
{
	struct year *y = *state;
	const struct catalogue *c = set_of(y, "15", day_make(2018, 7, 5));
	struct catalogue next;
	struct assessment s;

	assert_err(withdraw(y, "15", WHY), OK);
	assert_err(opens_on(y, c, TODAY, &s), ERR_INVALID);
	assert_int_equal(barred(y, c, TODAY).kind, OPENING_IS_WITHDRAWN);
	assert_non_null(
	    strstr(barred(y, c, TODAY).says, "Version 15 was withdrawn on "));
	assert_non_null(strstr(barred(y, c, TODAY).says,
	    ": The set asked for a record that nobody may keep"));
	/* Of every revision, and of no other type. */
	set_make(y->r->arena, &next, "15", "ACU", WORKFLOW_FULL);
	next.revision = 2;
	records_store(y->r, &next);
	assert_int_equal(barred(y, &next, TODAY).kind, OPENING_IS_WITHDRAWN);
	next.type = "CTP";
	assert_int_equal(barred(y, &next, TODAY).kind, OPENING_IS_FREE);
	assert_err(reinstate(y, "15"), OK);
	assert_err(opens_on(y, c, TODAY, &s), OK);
	assert_int_equal(s.withdrawn_at, 0);
}

static void
test_what_cannot_be_withdrawn(void **state)
{
	struct year *y = *state;

	assert_err(withdraw(y, "99", WHY), ERR_NOTFOUND);
	assert_err(withdraw(y, "14", ""), ERR_INVALID);
	assert_err(withdraw(y, "14", "two\nlines"), ERR_INVALID);
	assert_err(reinstate(y, "99"), ERR_NOTFOUND);
	assert_err(reinstate(y, "14"), ERR_CONFLICT);
	assert_err(withdraw(y, "14", WHY), OK);
	assert_err(withdraw(y, "14", "Again"), ERR_CONFLICT);
	assert_err(reinstate(y, "14"), OK);
	assert_err(reinstate(y, "14"), ERR_CONFLICT);
	assert_err(withdraw(y, "14", "Again"), OK);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE org_id = 0 AND "
			  "(action = 'catalogue.withdraw' AND detail LIKE "
			  "'{\"version\":\"14\",\"type\":\"ACU\",\"reason\":%' "
			  "OR action = 'catalogue.reinstate')"),
	    3);
}

/* All but the version is ready; whoever can mend that is named. */
static void
test_an_open_year_is_answered_and_not_published(void **state)
{
	struct year *y = *state;
	struct person nora;
	struct readiness ready;
	struct answer a;

	records_person(y->r, &nora, NULL, "nora", ROLE_NATIONAL);
	year_ready(y, "1a 1b 2a");
	assert_err(withdraw(y, "14", WHY), OK);
	year_find(y);
	assert_true(y->s.withdrawn_at != 0);
	assert_string_equal(y->s.withdrawn_why, WHY);
	assert_err(
	    readiness_of(y->r->db, y->r->arena, &y->s, y->set, TODAY, &ready),
	    OK);
	assert_int_equal(ready.blockers.n, 1);
	assert_int_equal(ready.blockers.v[0].kind, BLOCKER_WITHDRAWN);
	assert_string_equal(ready.blockers.v[0].holder, "nora");
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_reopen(y, R101, "To look again"), OK);
	year_find(y);
	a = year_read(y, R101);
	year_save(y, R101, &a);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(year_confirm_whole(y), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(reinstate(y, "14"), OK);
	assert_err(year_publish(y), OK);
}

/* Whoever read the year before it was withdrawn is refused all the same. */
static void
test_no_stage_of_it_is_submitted(void **state)
{
	struct year *y = *state;
	enum stage_bar bar;

	with_stages(y);
	assert_err(withdraw(y, "14", WHY), OK);
	assert_err(stage_try(y, STAGE_BASELINE, TODAY, &bar), ERR_CONFLICT);
	assert_int_equal(bar, STAGE_IS_WITHDRAWN);
	year_find(y);
	assert_string_equal(stage_bar_says(y->r->arena, &y->s, bar),
	    assessment_withdrawn(y->r->arena, &y->s));
	assert_err(reinstate(y, "14"), OK);
	assert_err(stage_try(y, STAGE_BASELINE, TODAY, &bar), OK);
}

/* The year goes on with the next version, from what was published last. */
static void
test_the_next_version_carries_over_from_what_was_published(void **state)
{
	struct year *y = *state;
	const struct catalogue *gone = set_of(y, "15", day_make(2018, 7, 5));
	const struct catalogue *older = set_of(y, "14.2", day_make(2018, 1, 5));
	const struct catalogue *next = set_of(y, "16", day_make(2019, 7, 5));
	struct publication p;
	struct assessment s;

	year_published(y, "1a 1b 2a");
	assert_err(opens_on(y, gone, TODAY, &s), OK);
	assert_err(withdraw(y, "15", WHY), OK);
	assert_err(withdraw(y, "14", WHY), OK);
	assert_int_equal(barred(y, older, TODAY).kind, OPENING_IS_OLDER);
	assert_err(opens_on(y, next, TODAY, &s), OK);
	assert_string_equal(s.carried_from, "14");
	assert_string_equal(s.previous, "14");
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_PUBLISHED);
	assert_err(publication_read(y->r->db, y->r->arena, &y->s, &p), OK);
}

/* Training is judged by what is in force, where no year is open. */
static void
test_the_set_that_asks_for_training_is_in_force(void **state)
{
	struct year *y = *state;
	int64_t org = y->r->supplier.id, pack;
	const struct catalogue *now = set_of(y, "15", day_make(2018, 7, 5));

	set_of(y, "16", TODAY + 1);
	assert_err(
	    figure_set(y->r->db, y->r->arena, org, "ACU", TODAY, &pack), OK);
	assert_int_equal(pack, now->id);
	assert_err(withdraw(y, "15", WHY), OK);
	assert_err(
	    figure_set(y->r->db, y->r->arena, org, "ACU", TODAY, &pack), OK);
	assert_int_equal(pack, y->r->full.id);
}

/* Whatever writes to the file: a withdrawal is not undone but by its end. */
static void
test_a_withdrawal_stays_on_record(void **state)
{
	static const char *const never[] = { "DELETE FROM withdrawal",
		"UPDATE withdrawal SET reason = 'None', ended_at = 1, "
		"ended_by = 'x'",
		"UPDATE withdrawal SET version = '16', ended_at = 1, "
		"ended_by = 'x'",
		"UPDATE withdrawal SET by_name = 'x'" };
	struct year *y = *state;
	size_t i;

	set_of(y, "15", day_make(2018, 7, 5));
	assert_err(withdraw(y, "15", WHY), OK);
	for (i = 0; i < COUNT(never); i++)
		assert_int_equal(
		    raw(y->r, never[i]), SQLITE_CONSTRAINT_TRIGGER);
	assert_err(reinstate(y, "15"), OK);
	assert_int_equal(
	    raw(y->r, "UPDATE withdrawal SET ended_at = NULL, ended_by = NULL"),
	    SQLITE_CONSTRAINT_TRIGGER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_a_version_is_opened_from_its_release_on),
		with_year(test_a_revision_is_asked_from_its_release_on),
		with_year(
		    test_a_withdrawn_version_is_not_opened_until_it_is_reinstated),
		with_year(test_what_cannot_be_withdrawn),
		with_year(test_an_open_year_is_answered_and_not_published),
		with_year(test_no_stage_of_it_is_submitted),
		with_year(
		    test_the_next_version_carries_over_from_what_was_published),
		with_year(test_the_set_that_asks_for_training_is_in_force),
		with_year(test_a_withdrawal_stays_on_record),
	};

	return cmocka_run_group_tests_name("withdrawal", tests, NULL, NULL);
}
