/* pack_revise_test.c - other texts, and what a revision says of them. */
#include "pack.h"
#include "records.h"

#define NUMBER "317"

static struct unit
by_nation(void)
{
	return (struct unit){ .by = { 0, "nation", "test" } };
}

/* The set of suppliers, stored, and read for a change. */
static void
open_set(struct records *r, struct catalogue *c)
{
	const char *root = getenv("IGTK_SOURCE"), *bytes;
	struct unit u = by_nation();
	struct buf faults = { 0 };
	size_t n;

	assert_non_null(root);
	assert_err(pack_file(r->arena,
		       arena_printf(r->arena,
			   "%s/config/catalogue/igt-14.1-CTP.json", root),
		       PACK_BYTES_MAX, &bytes, &n, &faults),
	    OK);
	assert_err(pack_read(r->arena, "CTP", bytes, n, c, &faults), OK);
	assert_err(catalogue_store(r->db, &u, c), OK);
	buf_clear(&faults);
}

static void
read_again(struct records *r, struct catalogue *c)
{
	int64_t id = c->id;

	assert_err(catalogue_read(r->db, r->arena, id, c), OK);
}

static struct requirement *
edit(struct catalogue *c, const char *number)
{
	const struct requirement *r = catalogue_requirement(c, number);

	assert_non_null(r);
	return &c->requirements.v[r - c->requirements.v];
}

static enum err
revise(struct records *r, const struct catalogue *edited, struct catalogue *c)
{
	struct unit u = by_nation();
	struct buf faults = { 0 };
	enum err e = pack_revise(r->db, r->arena, &u, edited, c, &faults);

	buf_clear(&faults);
	return e;
}

static void
assert_marks(const struct catalogue *c, const char *number, const char *title,
    const char *criteria)
{
	const struct requirement *r = catalogue_requirement(c, number);

	assert_string_equal(r->marks.set, "source");
	assert_string_equal(r->marks.title, title);
	assert_string_equal(r->marks.criteria, criteria);
}

static void
test_what_was_changed_claims_no_source(void **state)
{
	struct records *r = *state;
	struct catalogue c, next;

	open_set(r, &c);
	edit(&c, NUMBER)->title = "Premises are kept safe";
	edit(&c, "114")->criteria.v[0].text = "Somebody is named";
	edit(&c, "115")->description = "A policy that all have read.";
	edit(&c, "116")->criteria.v[2].evidence.v[0] = "Another record";
	edit(&c, "117")->summary[2] = "All have signed";
	edit(&c, "319")->changes = "Telephones are meant as well.";
	assert_err(revise(r, &c, &next), OK);
	read_again(r, &next);
	assert_int_equal(next.revision, 2);
	assert_marks(&next, NUMBER, "edited", "source");
	assert_marks(&next, "114", "source", "edited");
	assert_marks(&next, "115", "source", "edited");
	assert_marks(&next, "116", "source", "edited");
	assert_marks(&next, "117", "source", "edited");
	assert_marks(&next, "319", "source", "source");
	assert_marks(&next, "320", "source", "source");
	/* The one before says what it said. */
	read_again(r, &c);
	assert_marks(&c, NUMBER, "source", "source");
}

static void
test_a_mark_stays_through_the_next_revision(void **state)
{
	struct records *r = *state;
	struct catalogue c, next, last;
	struct buf bytes = { 0 }, faults = { 0 };

	open_set(r, &c);
	edit(&c, NUMBER)->title = "Premises are kept safe";
	assert_err(revise(r, &c, &next), OK);
	read_again(r, &next);
	edit(&next, "114")->title = "Somebody is responsible";
	assert_err(revise(r, &next, &last), OK);
	assert_marks(&last, NUMBER, "edited", "source");
	assert_marks(&last, "114", "edited", "source");
	/* And through a file. */
	pack_write(&bytes, &last);
	assert_err(
	    pack_read(r->arena, "it", bytes.p, bytes.n, &c, &faults), OK);
	assert_marks(&c, "114", "edited", "source");
	buf_clear(&bytes);
	buf_clear(&faults);
}

/* A file brought the third revision: the first one has no second. */
static void
test_only_the_newest_is_revised(void **state)
{
	struct records *r = *state;
	struct unit u = by_nation();
	struct catalogue c, third, next;

	open_set(r, &c);
	third = c;
	third.revision = 3;
	memset(third.digest, 3, sizeof(third.digest));
	assert_err(catalogue_store(r->db, &u, &third), OK);
	read_again(r, &c);
	edit(&c, NUMBER)->title = "Premises are kept safe";
	assert_err(revise(r, &c, &next), ERR_CONFLICT);
	read_again(r, &third);
	edit(&third, NUMBER)->title = "Premises are kept safe";
	assert_err(revise(r, &third, &next), OK);
	assert_int_equal(next.revision, 4);
	/* The same once more is the same. */
	assert_err(revise(r, &third, &next), OK);
}

static void
test_the_day_it_was_added_is_its_own(void **state)
{
	struct records *r = *state;
	struct catalogue c;
	int64_t at, before = clock_now();

	open_set(r, &c);
	assert_err(catalogue_loaded(r->db, c.id, &at), OK);
	assert_true(at >= before && at <= clock_now());
	assert_err(catalogue_loaded(r->db, c.id + 1, &at), ERR_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_what_was_changed_claims_no_source),
		with_records(test_a_mark_stays_through_the_next_revision),
		with_records(test_only_the_newest_is_revised),
		with_records(test_the_day_it_was_added_is_its_own),
	};

	return cmocka_run_group_tests_name("pack_revise", tests, NULL, NULL);
}
