/* extract_test.c - every organisation's final status, as it was on a day. */
#include "extract_set.h"

static void
test_who_did_not_publish_is_in_it_as_such(void **state)
{
	struct year *y = *state;
	struct seen s = on(y, today_of());
	const struct extract_row *trust = row_of(&s, y->r->trust.code);
	const struct extract_row *other = row_of(&s, y->r->supplier.code);

	assert_int_equal(s.n, 2);
	assert_false(trust->published);
	assert_string_equal(trust->version, "14");
	assert_string_equal(trust->last.grade, "");
	assert_true(trust->due_on != DAY_NONE);
	assert_false(other->published);
	assert_string_equal(other->version, "");
	assert_true(other->due_on == DAY_NONE);
}

static void
test_what_was_published_counts_from_its_day_on(void **state)
{
	struct year *y = *state;
	const struct extract_row *row;
	struct seen s;

	year_published(y, "1a 1b 2a");
	s = on(y, today_of());
	row = row_of(&s, y->r->trust.code);
	assert_true(row->published);
	assert_int_equal(row->last.percent, 66);
	assert_int_equal(row->last.below, 0);
	assert_string_equal(row->last.grade, "satisfactory");
	assert_int_equal(row->last.edition, 1);
	/* The day before there was nobody. */
	assert_int_equal(on(y, today_of() - 1).n, 0);
}

static void
test_the_newest_edition_by_then_counts(void **state)
{
	struct year *y = *state;
	const struct extract_row *row;
	struct seen s;

	year_published(y, "1a 1b 2a");
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	s = on(y, today_of());
	row = row_of(&s, y->r->trust.code);
	assert_int_equal(row->last.edition, 2);
	assert_int_equal(row->last.below, 1);
	assert_string_equal(row->last.grade, "not-satisfactory");
}

/* A year that was opened since does not hide what was published. */
static void
test_a_newer_year_does_not_hide_the_publication(void **state)
{
	struct year *y = *state;
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));
	struct seen s;

	year_published(y, "1a 1b 2a");
	set_make(y->r->arena, c, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, c);
	year_open(y, &y->r->trust, c);
	due_on(y, "15", today_of());
	s = on(y, today_of());
	assert_true(row_of(&s, y->r->trust.code)->published);
	assert_string_equal(row_of(&s, y->r->trust.code)->version, "14");
}

/* ---- names and types ---- */

/* A list of a day is the same, whenever it is asked for. */
static void
test_an_organisation_is_called_as_on_that_day(void **state)
{
	struct year *y = *state;
	const struct extract_row *row;
	struct seen s;

	renamed(y, "Second", "ACU");
	lies_back(y, 10);
	renamed(y, "Third", "CTP");
	s = on(y, today_of() - 1);
	row = row_of(&s, "RX901");
	assert_string_equal(row->name, "Second");
	assert_string_equal(row->type, "ACU");
	s = on(y, today_of());
	row = row_of(&s, "RX901");
	assert_string_equal(row->name, "Third");
	assert_string_equal(row->type, "CTP");
	row = row_of(&s, "8XX01");
	assert_string_equal(row->name, "8XX01");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_who_did_not_publish_is_in_it_as_such),
		with_bundle(test_what_was_published_counts_from_its_day_on),
		with_bundle(test_the_newest_edition_by_then_counts),
		with_bundle(test_a_newer_year_does_not_hide_the_publication),
		with_bundle(test_an_organisation_is_called_as_on_that_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
