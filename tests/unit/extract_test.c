/* extract_test.c - every organisation's final status, as it was on a day. */
#include "bundle_set.h"
#include "extract.h"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_who_did_not_publish_is_in_it_as_such),
		with_bundle(test_what_was_published_counts_from_its_day_on),
		with_bundle(test_the_newest_edition_by_then_counts),
		with_bundle(test_a_newer_year_does_not_hide_the_publication),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
