/* version_order_test.c - versions count in the order of their release. */
#include "bundle_set.h"
#include "extract.h"
#include "outside.h"
#include "published.h"
#include "relation.h"

/* A set for the trust: version 14, the year that is open, is of 2017. */
static const struct catalogue *
set_of(struct year *y, const char *version, day released_on)
{
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));

	set_make(y->r->arena, c, version, "ACU", WORKFLOW_FULL);
	c->released_on = released_on;
	records_store(y->r, c);
	return c;
}

static enum err
opens(struct year *y, const struct catalogue *c)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct assessment s;

	return assessment_open(
	    y->r->db, y->r->arena, &u, &y->r->trust, c, TODAY, &s);
}

static const char *
barred(struct year *y, const struct org *o, const struct catalogue *c)
{
	struct opening_bar bar;

	assert_err(
	    assessment_barred(y->r->db, y->r->arena, o->id, c, TODAY, &bar),
	    OK);
	assert_int_equal(
	    bar.kind, bar.says[0] == '\0' ? OPENING_IS_FREE : OPENING_IS_OLDER);
	return bar.says;
}

static void
test_an_older_version_is_not_opened_after_a_newer_one(void **state)
{
	struct year *y = *state;
	const struct catalogue *older = set_of(y, "13", day_make(2017, 7, 4));
	const struct catalogue *same = set_of(y, "14.2", day_make(2017, 7, 5));
	const struct catalogue *newer = set_of(y, "15", day_make(2018, 7, 5));
	int64_t rows = chain_rows(y->r, y->org->id);

	assert_err(opens(y, older), ERR_INVALID);
	assert_int_equal(chain_rows(y->r, y->org->id), rows);
	assert_string_equal(barred(y, y->org, older),
	    "Version 14 was released after version 13, and is open or "
	    "published already. An older version cannot be opened after a "
	    "newer one");
	assert_string_equal(barred(y, &y->r->supplier, older), "");
	assert_err(opens(y, same), OK);
	assert_err(opens(y, newer), OK);
	assert_err(opens(y, newer), ERR_CONFLICT);
	assert_err(opens(y, older), ERR_INVALID);
	assert_memory_equal(barred(y, y->org, older), "Version 15 ", 11);
}

/* What was opened before that was refused: 14 with level 1, and then 13. */
static void
older_opened_later(struct year *y)
{
	const struct catalogue *c = set_of(y, "13", day_make(2017, 7, 5));
	struct unit u = unit_of(NULL, NULL);
	const struct relation rel = { .org = y->org->id,
		.name = y->org->name,
		.type = y->org->type,
		.purpose = PURPOSE_NATIONAL };
	enum relation_fault fault;

	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
	u = unit_of(NULL, NULL);
	assert_err(
	    commission_add(y->r->db, &u, y->r->supplier.id, y->r->trust.id),
	    OK);
	year_published(y, "1a 1b");
	year_open(y, &y->r->trust, c);
	year_published(y, "1a 1b 2a 3a 3b");
	assert_int_equal(raw(y->r, "UPDATE pack SET released_on = '2015-06-01' "
				   "WHERE version = '13'"),
	    SQLITE_OK);
}

static enum err
take_trust(void *arg, const struct extract_row *row)
{
	const char **version = arg;

	if (strcmp(row->code, "RX901") == 0)
		*version = row->version;
	return OK;
}

static void
test_the_lists_show_the_newest_version_whatever_was_opened_last(void **state)
{
	const struct outside_reviewer all = { .all = true };
	const struct published_filter f = { "rx901", "", 0, 10 };
	struct year *y = *state;
	struct db *db = y->r->db;
	struct arena *a = y->r->arena;
	const char *extracted = "";
	struct published_rows found;
	struct outside_rows rows;
	bool more;

	older_opened_later(y);
	assert_err(
	    extract_on(db, a, clock_day(clock_now()), take_trust, &extracted),
	    OK);
	assert_string_equal(extracted, "14");
	assert_err(published_search(db, a, &f, &found, &more), OK);
	assert_int_equal(found.n, 1);
	assert_string_equal(found.v[0].version, "14");
	assert_int_equal(found.v[0].percent, 33);
	assert_err(outside_reviews(db, a, &all, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.v[0].newest.version, "14");
	assert_err(outside_providers(db, a, y->r->supplier.id, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.v[0].newest.version, "14");
	assert_string_equal(rows.v[0].year, "14");
	assert_true(rows.v[0].current);
}

static void
test_years_and_editions_come_in_the_order_of_versions(void **state)
{
	struct year *y = *state;
	struct assessments years;
	struct editions all;
	struct assessment s;
	struct unit u;

	older_opened_later(y);
	assert_err(
	    assessment_list(y->r->db, y->r->arena, y->org->id, &years), OK);
	assert_int_equal(years.n, 2);
	assert_string_equal(years.v[0].version, "14");
	assert_string_equal(years.v[1].version, "13");
	assert_err(edition_list(y->r->db, y->r->arena, y->org->id, &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].version, "14");
	assert_string_equal(all.v[1].version, "13");
	/* And what comes next carries the newest version over. */
	u = year_unit(y, &y->r->admin);
	assert_err(assessment_open(y->r->db, y->r->arena, &u, y->org,
		       set_of(y, "15", day_make(2018, 7, 5)), TODAY, &s),
	    OK);
	assert_string_equal(s.carried_from, "14");
}

/* Neither was published: the extract names the newest version. */
static void
test_an_unpublished_year_is_extracted_by_its_version(void **state)
{
	struct year *y = *state;
	const char *extracted = "";

	year_open(y, &y->r->trust, set_of(y, "13", day_make(2017, 7, 5)));
	assert_int_equal(raw(y->r, "UPDATE pack SET released_on = '2015-06-01' "
				   "WHERE version = '13'"),
	    SQLITE_OK);
	assert_err(extract_on(y->r->db, y->r->arena, clock_day(clock_now()),
		       take_trust, &extracted),
	    OK);
	assert_string_equal(extracted, "14");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(
		    test_an_older_version_is_not_opened_after_a_newer_one),
		with_bundle(
		    test_the_lists_show_the_newest_version_whatever_was_opened_last),
		with_bundle(
		    test_years_and_editions_come_in_the_order_of_versions),
		with_bundle(
		    test_an_unpublished_year_is_extracted_by_its_version),
	};

	return cmocka_run_group_tests_name("version_order", tests, NULL, NULL);
}
