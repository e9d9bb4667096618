/* extract_due_test.c - who did not publish what was due is listed as such. */
#include "csv.h"
#include "extract_set.h"

/* A version of the types of both organisations, which is there from now on. */
static struct catalogue *
version_of(struct year *y, const char *version, int released, const char *type)
{
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));

	set_make(y->r->arena, c, version, type, WORKFLOW_FULL);
	c->released_on = day_make(released, 7, 5);
	records_store(y->r, c);
	return c;
}

/* The trust published 14, and has opened 15, due on this day. */
static void
opened_15(struct year *y, day due)
{
	year_published(y, "1a 1b 2a");
	year_open(y, &y->r->trust, version_of(y, "15", 2018, "ACU"));
	due_on(y, "15", due);
	year_find(y);
}

static void
is_published(const struct extract_row *row, const char *version)
{
	assert_string_equal(extract_status(row), "published");
	assert_string_equal(row->version, version);
	assert_string_equal(extract_counts(row)->version, version);
	assert_string_equal(extract_before(row)->version, "");
}

static void
is_not(const struct extract_row *row, const char *status, const char *version,
    day due, const char *last)
{
	assert_string_equal(extract_status(row), status);
	assert_string_equal(row->version, version);
	assert_int_equal(row->due_on, due);
	assert_string_equal(extract_counts(row)->version, "");
	assert_string_equal(extract_before(row)->version, last);
}

/* Until the last day the one before counts, and from the next day on not. */
static void
test_an_open_year_counts_once_its_last_day_is_past(void **state)
{
	struct year *y = *state;
	const struct extract_row *row;
	struct seen s;

	opened_15(y, today_of() - 2);
	lies_back(y, 5);
	s = on(y, today_of() - 2);
	is_published(row_of(&s, "RX901"), "14");
	s = on(y, today_of() - 1);
	row = row_of(&s, "RX901");
	is_not(row, "not published", "15", today_of() - 2, "14");
	assert_int_equal(row->last.percent, 66);
	assert_string_equal(row->last.grade, "satisfactory");
	assert_int_equal(row->last.edition, 1);
}

static void
test_what_was_published_late_counts_from_its_day_on(void **state)
{
	struct year *y = *state;
	struct seen s;

	opened_15(y, today_of() - 3);
	lies_back(y, 5);
	/* Late by the clock of the program, which no test moves. */
	year_ready(y, "1a 1b 2a");
	assert_err(year_publish(y), OK);
	s = on(y, today_of() - 1);
	is_not(
	    row_of(&s, "RX901"), "not published", "15", today_of() - 3, "14");
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "15");
}

/* Nobody waits for what came after it: 16 is not due. */
static void
test_of_two_open_years_the_one_that_was_due_counts(void **state)
{
	struct year *y = *state;
	struct seen s;

	opened_15(y, today_of() - 1);
	year_open(y, &y->r->trust, version_of(y, "16", 2019, "ACU"));
	due_on(y, "16", today_of() + 9);
	s = on(y, today_of());
	is_not(
	    row_of(&s, "RX901"), "not published", "15", today_of() - 1, "14");
	due_on(y, "16", today_of() - 1);
	s = on(y, today_of());
	is_not(
	    row_of(&s, "RX901"), "not published", "16", today_of() - 1, "14");
}

/* ---- never opened ---- */

#define LONG_AGO 400 /* days: in which there was a 31 March */

static day
first_due(void)
{
	return day_next(
	    clock_day(clock_now() - LONG_AGO * 86400 * SECOND), "03-31");
}

static void
test_who_never_opened_what_was_due_has_not_started(void **state)
{
	struct year *y = *state;
	struct seen s;

	year_published(y, "1a 1b 2a");
	version_of(y, "15", 2018, "ACU");
	lies_back(y, LONG_AGO);
	s = on(y, first_due());
	is_published(row_of(&s, "RX901"), "14");
	is_not(row_of(&s, "8XX01"), "not started", "", DAY_NONE, "");
	s = on(y, first_due() + 1);
	is_not(row_of(&s, "RX901"), "not started", "15", first_due(), "14");
	/* 14 is the newest that there is for its type. */
	is_not(row_of(&s, "8XX01"), "not started", "14", first_due(), "");
}

/* Opened after its day it is due a year later; until then the last counts. */
static void
test_what_is_opened_late_is_due_a_year_later(void **state)
{
	struct year *y = *state;
	const struct catalogue *c;
	struct seen s;

	year_published(y, "1a 1b 2a");
	c = version_of(y, "15", 2018, "ACU");
	lies_back(y, LONG_AGO);
	year_open(y, &y->r->trust, c);
	due_on(y, "15", today_of() + 9);
	s = on(y, today_of() - 1);
	is_not(row_of(&s, "RX901"), "not started", "15", first_due(), "14");
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "14");
}

/* Its set, or the organisation itself, came after the day. */
static void
test_what_could_not_be_opened_in_time_was_not_due(void **state)
{
	struct year *y = *state;
	struct seen s;
	struct org late;

	year_published(y, "1a 1b 2a");
	lies_back(y, LONG_AGO);
	version_of(y, "15", 2018, "ACU");
	records_org(y->r, &late, "RX902", "ACU");
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "14");
	is_not(row_of(&s, "RX902"), "not started", "", DAY_NONE, "");
}

/* It was loaded, but is not out yet. */
static void
test_what_is_not_released_is_not_due(void **state)
{
	struct year *y = *state;
	struct seen s;

	year_published(y, "1a 1b 2a");
	version_of(y, "15", 2998, "ACU");
	lies_back(y, LONG_AGO);
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "14");
}

/* Another revision is no other version, whichever was said to be newer. */
static void
test_a_revision_of_what_was_published_is_not_due(void **state)
{
	struct year *y = *state;
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));
	struct seen s;

	year_published(y, "1a 1b 2a");
	set_make(y->r->arena, c, "14", "ACU", WORKFLOW_FULL);
	c->revision = 2;
	c->released_on = day_make(2018, 1, 1);
	c->digest[0]++;
	records_store(y->r, c);
	lies_back(y, LONG_AGO);
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "14");
	assert_int_equal(
	    raw(y->r, "UPDATE pack SET released_on = '2019-01-01' "
		      "WHERE org_type = 'ACU' AND revision = 1; "
		      "UPDATE assessment SET pack_id = (SELECT id FROM pack "
		      "WHERE org_type = 'ACU' AND revision = 2)"),
	    SQLITE_OK);
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "14");
}

/* What the other type was asked for was never asked of it. */
static void
test_another_type_brings_no_old_days(void **state)
{
	struct year *y = *state;
	struct seen s;

	year_published(y, "1a 1b 2a");
	version_of(y, "15", 2018, "CTP");
	lies_back(y, LONG_AGO);
	renamed(y, "Trust", "CTP");
	s = on(y, today_of());
	is_published(row_of(&s, "RX901"), "14");
}

/* A version that was asked of both types is due whatever it is called. */
static void
test_another_type_hides_no_old_days(void **state)
{
	struct year *y = *state;
	struct seen s;

	year_published(y, "1a 1b 2a");
	version_of(y, "15", 2018, "CTP");
	version_of(y, "15", 2018, "ACU");
	lies_back(y, LONG_AGO);
	renamed(y, "Trust", "CTP");
	s = on(y, today_of());
	is_not(row_of(&s, "RX901"), "not started", "15", first_due(), "14");
	assert_string_equal(row_of(&s, "RX901")->type, "CTP");
}

/* ---- as a file ---- */

static void
test_the_file_has_what_was_published_last_at_its_end(void **state)
{
	struct year *y = *state;
	struct buf out = { 0 };
	struct seen s;

	opened_15(y, day_make(2020, 3, 31));
	s = on(y, today_of());
	extract_csv_head(&out);
	extract_csv_row(&out, row_of(&s, "RX901"));
	assert_non_null(strstr(buf_text(&out),
	    "\"code\",\"name\",\"type\",\"version\",\"status\",\"grade\","
	    "\"reviewed grade\",\"percent\",\"below\",\"published\",\"due\","
	    "\"late\",\"edition\",\"last version\",\"last grade\","
	    "\"last reviewed grade\",\"last percent\",\"last below\","
	    "\"last published\",\"last late\",\"last edition\""));
	assert_non_null(strstr(buf_text(&out),
	    "\"15\",\"not published\",\"\",\"\",\"\",\"\",\"\","
	    "\"2020-03-31\",\"\",\"\",\"14\",\"satisfactory\",\"\","
	    "\"66\",\"0\",\"20"));
	buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_an_open_year_counts_once_its_last_day_is_past),
		with_bundle(
		    test_what_was_published_late_counts_from_its_day_on),
		with_bundle(test_of_two_open_years_the_one_that_was_due_counts),
		with_bundle(test_who_never_opened_what_was_due_has_not_started),
		with_bundle(test_what_is_opened_late_is_due_a_year_later),
		with_bundle(test_what_could_not_be_opened_in_time_was_not_due),
		with_bundle(test_what_is_not_released_is_not_due),
		with_bundle(test_a_revision_of_what_was_published_is_not_due),
		with_bundle(test_another_type_brings_no_old_days),
		with_bundle(test_another_type_hides_no_old_days),
		with_bundle(
		    test_the_file_has_what_was_published_last_at_its_end),
	};

	return cmocka_run_group_tests_name("extract_due", tests, NULL, NULL);
}
