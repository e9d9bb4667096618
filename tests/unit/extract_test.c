/* extract_test.c - every organisation's final status, as it was on a day. */
#include "bundle_set.h"
#include "extract.h"
#include "relation.h"

struct seen {
	struct records *r;
	struct extract_row v[8];
	size_t n;
};

static enum err
keep(void *arg, const struct extract_row *row)
{
	struct seen *s = arg;

	assert_true(s->n < COUNT(s->v));
	s->v[s->n++] = *row;
	return OK;
}

static struct seen
on(struct year *y, day when)
{
	struct seen s = { .r = y->r };

	assert_err(extract_on(y->r->db, y->r->arena, when, keep, &s), OK);
	return s;
}

static const struct extract_row *
row_of(const struct seen *s, const char *code)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->v[i].code, code) == 0)
			return &s->v[i];
	fail_msg("no row for %s", code);
	return NULL;
}

static day
today_of(void)
{
	return clock_day(clock_now());
}

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
	assert_string_equal(trust->grade, "");
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
	assert_int_equal(row->percent, 66);
	assert_int_equal(row->below, 0);
	assert_string_equal(row->grade, "satisfactory");
	assert_false(row->superseded);
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
	assert_int_equal(row->edition, 2);
	assert_true(row->superseded);
	assert_int_equal(row->below, 1);
	assert_string_equal(row->grade, "not-satisfactory");
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
	s = on(y, today_of());
	assert_true(row_of(&s, y->r->trust.code)->published);
	assert_string_equal(row_of(&s, y->r->trust.code)->version, "14");
}

/* ---- names and types ---- */

static void
renamed(struct year *y, const char *name, const char *type)
{
	struct unit u = unit_of(NULL, NULL);
	const struct relation rel = {
		.org = y->r->trust.id, .name = name, .type = type
	};
	enum relation_fault fault;

	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
}

/* So many days ago all that was noted up to now. */
static void
lies_back(struct year *y, int days)
{
	assert_int_equal(
	    raw(y->r, arena_printf(y->r->arena,
			  "DROP TRIGGER audit_stays; "
			  "UPDATE audit SET at = at - 86400000000 * %d; "
			  "UPDATE assessment SET opened_at = opened_at - "
			  "86400000000 * %d; "
			  "UPDATE org SET added_at = added_at - "
			  "86400000000 * %d WHERE id > 0; "
			  "UPDATE pack SET loaded_at = loaded_at - "
			  "86400000000 * %d",
			  days, days, days, days)),
	    SQLITE_OK);
}

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
