/* draft_test.c - forms that came too late, kept until they are wanted. */
#include "draft.h"
#include "records.h"

#define PATH "/assessment/14/requirement/101"

static void
keep(struct records *r, const struct person *p, const char *path,
    const char *body, int64_t at)
{
	struct draft d = {
		.path = path, .body = body, .n = strlen(body), .at = at
	};

	assert_err(draft_keep(r->db, p->id, r->trust.id, &d), OK);
}

static enum err
find(struct records *r, const struct person *p, const struct org *o,
    const char *path, struct draft *d)
{
	return draft_find(r->db, r->arena, p->id, o->id, path, d);
}

static void
test_what_is_kept_is_found_byte_for_byte(void **state)
{
	static const char body[] = "a=1\0\xff&b=\r\n";
	struct records *r = *state;
	struct draft d = { PATH, body, sizeof(body) - 1, 77 }, found;

	records_fill(r);
	assert_err(draft_keep(r->db, r->assessor.id, r->trust.id, &d), OK);
	assert_err(find(r, &r->assessor, &r->trust, PATH, &found), OK);
	assert_int_equal(found.n, sizeof(body) - 1);
	assert_memory_equal(found.body, body, found.n);
	assert_string_equal(found.path, PATH);
	assert_int_equal(found.at, 77);
	keep(r, &r->assessor, PATH, "", 78);
	assert_err(find(r, &r->assessor, &r->trust, PATH, &found), OK);
	assert_int_equal(found.n, 0);
}

static void
test_a_later_form_takes_the_place_of_the_earlier(void **state)
{
	struct records *r = *state;
	struct draft d;

	records_fill(r);
	keep(r, &r->assessor, PATH, "first", 1);
	keep(r, &r->assessor, PATH, "second", 2);
	assert_err(find(r, &r->assessor, &r->trust, PATH, &d), OK);
	assert_memory_equal(d.body, "second", 6);
	assert_int_equal(d.at, 2);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM draft"), 1);
}

static void
test_nobody_finds_what_another_wrote(void **state)
{
	struct records *r = *state;
	struct draft d;

	records_fill(r);
	keep(r, &r->assessor, PATH, "mine", 1);
	assert_err(find(r, &r->reviewer, &r->trust, PATH, &d), ERR_NOTFOUND);
	assert_err(find(r, &r->assessor, &r->supplier, PATH, &d), ERR_NOTFOUND);
	assert_err(
	    find(r, &r->assessor, &r->trust, PATH "/", &d), ERR_NOTFOUND);
}

static void
test_the_newest_twenty_are_listed(void **state)
{
	struct records *r = *state;
	struct drafts all;
	int i;

	records_fill(r);
	for (i = 0; i < 25; i++)
		keep(r, &r->assessor, arena_printf(r->arena, "/%d", i), "x", i);
	keep(r, &r->reviewer, "/other", "x", 99);
	assert_err(
	    draft_list(r->db, r->arena, r->assessor.id, r->trust.id, &all), OK);
	assert_int_equal(all.n, 20);
	assert_string_equal(all.v[0].path, "/24");
	assert_int_equal(all.v[0].at, 24);
	assert_string_equal(all.v[19].path, "/5");
	assert_err(
	    draft_list(r->db, r->arena, r->assessor.id, r->supplier.id, &all),
	    OK);
	assert_int_equal(all.n, 0);
}

static void
test_what_is_dropped_is_gone_and_may_be_dropped_again(void **state)
{
	struct records *r = *state;
	struct draft d;

	records_fill(r);
	keep(r, &r->assessor, PATH, "mine", 1);
	keep(r, &r->assessor, "/other", "mine", 1);
	keep(r, &r->reviewer, PATH, "theirs", 1);
	assert_err(draft_drop(r->db, r->assessor.id, r->trust.id, PATH), OK);
	assert_err(draft_drop(r->db, r->assessor.id, r->trust.id, PATH), OK);
	assert_err(find(r, &r->assessor, &r->trust, PATH, &d), ERR_NOTFOUND);
	assert_err(find(r, &r->assessor, &r->trust, "/other", &d), OK);
	assert_err(find(r, &r->reviewer, &r->trust, PATH, &d), OK);
}

static void
test_nothing_is_kept_for_nobody(void **state)
{
	struct records *r = *state;
	struct draft d = { PATH, "x", 1, 1 };

	records_fill(r);
	assert_err(draft_keep(r->db, 99, r->trust.id, &d), ERR_NOTFOUND);
	assert_err(draft_keep(r->db, r->assessor.id, 99, &d), ERR_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_what_is_kept_is_found_byte_for_byte),
		with_records(test_a_later_form_takes_the_place_of_the_earlier),
		with_records(test_nobody_finds_what_another_wrote),
		with_records(test_the_newest_twenty_are_listed),
		with_records(
		    test_what_is_dropped_is_gone_and_may_be_dropped_again),
		with_records(test_nothing_is_kept_for_nobody),
	};

	return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
