/* edition_test.c - superseding: beside what was published, and never in it. */
#include "bundle_set.h"

static void
test_publishing_adds_the_first_edition(void **state)
{
	struct year *y = *state;
	struct edition_levels levels;
	struct edition x;

	year_published(y, "1a 1b 2a");
	x = edition_of(y, 0);
	assert_int_equal(x.number, 1);
	assert_int_equal(x.percent, 66);
	assert_int_equal(x.levels[2], 4);
	assert_int_equal(x.below, 0);
	assert_string_equal(x.reason, "");
	assert_string_equal(x.role, "administrator");
	assert_err(edition_levels_read(y->r->db, y->r->arena, &x, &levels), OK);
	assert_int_equal(levels.n, SET_REQUIREMENTS);
	assert_string_equal(levels.v[0].number, "101");
	assert_string_equal(edition_level_text(&levels.v[0]), "2");
}

static void
test_a_superseding_edition_stands_beside_the_first(void **state)
{
	struct year *y = *state;
	struct edition first, second;
	struct editions all;

	year_published(y, "1a 1b 2a");
	first = edition_of(y, 0);
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	second = edition_of(y, 0);
	assert_int_equal(second.number, 2);
	assert_string_equal(second.reason, "Counted wrongly");
	assert_int_equal(second.levels[1], 1);
	assert_int_equal(second.below, 1);
	assert_int_equal(second.grade, GRADE_NOT);
	assert_int_equal(edition_of(y, 1).points, first.points);
	assert_memory_equal(
	    edition_of(y, 1).digest, first.digest, EDITION_DIGEST);
	assert_err(edition_list(y->r->db, y->r->arena, y->org->id, &all), OK);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.v[0].number, 2);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'publication.supersede' AND detail = "
			  "'{\"version\":\"14\",\"edition\":2,\"reason\":"
			  "\"Counted wrongly\",\"levels\":{\"103\":"
			  "\"2 to 1\"}}'"),
	    1);
}

static void
test_a_correction_is_as_late_as_what_it_corrects(void **state)
{
	struct year *y = *state;

	year_published(y, "1a 1b 2a");
	assert_false(edition_of(y, 0).late);
	assert_err(
	    superseded_on(y, R103, 1, "Counted wrongly", y->s.due_on + 10), OK);
	assert_int_equal(edition_of(y, 0).number, 2);
	assert_false(edition_of(y, 0).late);
}

static void
test_a_correction_of_what_was_late_is_late(void **state)
{
	struct year *y = *state;

	year_ready(y, "1a 1b 2a");
	y->s.due_on = TODAY - 1;
	assert_err(year_publish(y), OK);
	year_find(y);
	assert_true(edition_of(y, 0).late);
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	assert_true(edition_of(y, 0).late);
}

static void
test_a_bundle_names_what_it_supersedes(void **state)
{
	struct year *y = *state;
	struct buf b = { 0 }, want = { 0 };
	struct edition first, second;
	size_t i;

	year_published(y, "1a 1b 2a");
	(void)key_made(y->r);
	first = edition_of(y, 0);
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	second = edition_of(y, 0);
	assert_err(bundle_try_sign(y, &second), OK);
	bundle_of(y, &second, &b);
	buf_puts(&want, "\"supersedes\":{\"edition\":1,\"reason\":"
			"\"Counted wrongly\",\"sha256\":\"");
	for (i = 0; i < EDITION_DIGEST; i++)
		buf_printf(&want, "%02x", first.digest[i]);
	assert_non_null(strstr(buf_text(&b), buf_text(&want)));
	buf_clear(&b);
	buf_clear(&want);
}

static void
test_superseding_needs_a_reason_and_a_difference(void **state)
{
	struct year *y = *state;

	year_published(y, "1a 1b 2a");
	assert_err(superseded(y, R103, 1, ""), ERR_INVALID);
	assert_err(superseded(y, R103, 1, "Two\nlines"), ERR_INVALID);
	assert_err(superseded(y, R103, 2, "Nothing differs"), ERR_INVALID);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM edition"), 1);
}

static void
test_only_the_newest_edition_is_superseded(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->admin);
	struct standing v[SET_REQUIREMENTS] = { { .level = 3 } };
	struct edition first;
	struct edition_new n;

	year_published(y, "1a 1b 2a");
	first = edition_of(y, 0);
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	n = (struct edition_new){ .org = y->org,
		.assessment = &y->s,
		.catalogue = y->set,
		.stage = STAGE_FINAL,
		.standings = v,
		.statement = "We say so.",
		.reason = "From an old page",
		.on = TODAY };
	assert_err(edition_supersede(y->r->db, &u, &n, &first), ERR_CONFLICT);
}

/* Next year starts from what is right, not from what was first said. */
static void
test_next_year_starts_from_the_newest_edition(void **state)
{
	struct year *y = *state;
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));

	year_published(y, "1a 1b 2a");
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	set_make(y->r->arena, c, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, c);
	year_open(y, &y->r->trust, c);
	assert_int_equal(year_read(y, R103).row.previous, 1);
	assert_int_equal(year_read(y, R101).row.previous, 2);
}

static enum err
reviewed(const struct year *y, const struct edition *x,
    enum edition_outcome outcome, enum grade grade, const char *reason)
{
	struct unit u = year_unit(y, &y->r->reviewer);
	struct edition_review r = { x, outcome, grade, reason, NULL };

	if (edition_regrades(&r))
		r.change = "No evidence of 103";
	return edition_review_add(y->r->db, &u, &r);
}

/* Another grade has a reason that is published, and only another one. */
static void
test_another_grade_has_a_reason_for_all(void **state)
{
	struct year *y = *state;
	struct edition_review r = {
		.outcome = REVIEW_FAILED, .grade = GRADE_NOT, .reason = "Seen"
	};
	struct unit u = year_unit(y, &y->r->reviewer);
	struct edition x;

	year_published(y, "1a 1b 2a");
	x = edition_of(y, 0);
	assert_string_equal(edition_why(y->r->arena, &x), "");
	r.edition = &x;
	assert_true(edition_regrades(&r));
	assert_err(edition_review_add(y->r->db, &u, &r), ERR_INVALID);
	r.change = "\xc2\xa0";
	assert_err(edition_review_add(y->r->db, &u, &r), ERR_INVALID);
	r.change = "No evidence of 103";
	assert_err(edition_review_add(y->r->db, &u, &r), OK);
	x = edition_of(y, 0);
	assert_string_equal(x.change, "No evidence of 103");
	assert_string_equal(
	    edition_why(y->r->arena, &x), "Reviewed grade: No evidence of 103");
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'publication.review' AND detail LIKE "
			  "'%\"change\":\"No evidence of 103\"%'"),
	    1);
	/* The same grade: there is nothing to give a reason for. */
	r.grade = x.grade;
	assert_false(edition_regrades(&r));
	assert_err(edition_review_add(y->r->db, &u, &r), ERR_INVALID);
	r.change = NULL;
	assert_err(edition_review_add(y->r->db, &u, &r), OK);
	x = edition_of(y, 0);
	assert_string_equal(x.change, "");
	/* Where nothing was in play there was no grade to agree with. */
	x.percent = -1;
	assert_true(edition_regrades(&r));
	r.outcome = REVIEW_MORE;
	assert_false(edition_regrades(&r));
}

static void
test_the_newest_review_counts_and_all_stay(void **state)
{
	struct year *y = *state;
	struct edition x;

	year_published(y, "1a 1b 2a");
	x = edition_of(y, 0);
	assert_string_equal(edition_reviewed_words(&x), "Not reviewed");
	assert_null(edition_reviewed_name(&x));
	assert_err(reviewed(y, &x, REVIEW_MORE, GRADE_NOT, ""), ERR_INVALID);
	assert_err(
	    reviewed(y, &x, REVIEW_MORE, GRADE_NOT, "Show the minute"), OK);
	x = edition_of(y, 0);
	assert_string_equal(
	    edition_reviewed_words(&x), "More evidence is asked for");
	assert_null(edition_reviewed_name(&x));
	assert_err(reviewed(y, &x, REVIEW_FAILED, GRADE_NOT, "None came"), OK);
	x = edition_of(y, 0);
	assert_string_equal(edition_reviewed_name(&x), "not-satisfactory");
	assert_string_equal(
	    edition_reviewed_words(&x), y->set->grade[GRADE_NOT]);
	/* The self-assessed one stays beside it. */
	assert_int_equal(x.grade, GRADE_SATISFACTORY);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM edition_review"), 2);
	assert_int_equal(
	    raw(y->r, "DELETE FROM edition_review"), SQLITE_CONSTRAINT_TRIGGER);
}

static void
test_what_is_superseded_is_not_reviewed(void **state)
{
	struct year *y = *state;
	struct edition first, second;

	year_published(y, "1a 1b 2a");
	first = edition_of(y, 0);
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	assert_err(reviewed(y, &first, REVIEW_PASSED, GRADE_NOT, "Seen"),
	    ERR_CONFLICT);
	second = edition_of(y, 0);
	assert_err(
	    reviewed(y, &second, REVIEW_PASSED, GRADE_SATISFACTORY, "Seen"),
	    OK);
	second = edition_of(y, 0);
	assert_string_equal(edition_why(y->r->arena, &second),
	    "Counted wrongly / Reviewed grade: No evidence of 103");
	/* Of the first nobody said anything. */
	first = edition_of(y, 1);
	assert_int_equal(first.review, REVIEW_NONE);
}

static void
test_the_file_itself_keeps_editions(void **state)
{
	static const char *const never[] = {
		"UPDATE edition SET percent = 100",
		"DELETE FROM edition",
		"REPLACE INTO edition SELECT * FROM edition",
		"UPDATE edition_level SET level = 3",
		"DELETE FROM edition_level",
		"REPLACE INTO edition_level SELECT * FROM edition_level",
		"UPDATE edition_signature SET at = 0",
		"DELETE FROM edition_signature",
		("REPLACE INTO edition_signature SELECT * FROM "
		 "edition_signature"),
		"UPDATE signing_key SET public = x'00'",
		"DELETE FROM signing_key",
		"REPLACE INTO signing_key SELECT * FROM signing_key",
	};
	struct year *y = *state;
	struct edition x;
	size_t i;

	year_published(y, "1a 1b 2a");
	(void)key_made(y->r);
	x = edition_of(y, 0);
	assert_err(bundle_try_sign(y, &x), OK);
	for (i = 0; i < COUNT(never); i++)
		if (raw(y->r, never[i]) != SQLITE_CONSTRAINT_TRIGGER)
			fail_msg("not refused: %s", never[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_publishing_adds_the_first_edition),
		with_bundle(test_a_superseding_edition_stands_beside_the_first),
		with_bundle(test_a_correction_is_as_late_as_what_it_corrects),
		with_bundle(test_a_correction_of_what_was_late_is_late),
		with_bundle(test_a_bundle_names_what_it_supersedes),
		with_bundle(test_superseding_needs_a_reason_and_a_difference),
		with_bundle(test_only_the_newest_edition_is_superseded),
		with_bundle(test_next_year_starts_from_the_newest_edition),
		with_bundle(test_another_grade_has_a_reason_for_all),
		with_bundle(test_the_newest_review_counts_and_all_stay),
		with_bundle(test_what_is_superseded_is_not_reviewed),
		with_bundle(test_the_file_itself_keeps_editions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
