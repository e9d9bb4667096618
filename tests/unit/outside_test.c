/* outside_test.c - what reviewers and commissioners see of organisations. */
#include "bundle_set.h"
#include "outside.h"
#include "relation.h"

static void
applies(struct year *y, enum purpose purpose)
{
	const struct relation rel = { .org = y->org->id,
		.name = y->org->name,
		.type = y->org->type,
		.purpose = purpose };
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;

	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
}

static struct outside_rows
queue(struct year *y, struct outside_reviewer by)
{
	struct outside_rows rows;

	assert_err(outside_reviews(y->r->db, y->r->arena, &by, &rows), OK);
	return rows;
}

static const struct outside_reviewer national = { .all = true };

static void
test_applicants_wait_once_they_published(void **state)
{
	struct year *y = *state;
	struct outside_rows rows;
	struct edition x;

	applies(y, PURPOSE_NATIONAL);
	assert_int_equal(queue(y, national).n, 0);
	year_published(y, "1a 1b 2a");
	rows = queue(y, national);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.v[0].org.code, y->org->code);
	assert_string_equal(rows.v[0].newest.version, "14");
	assert_int_equal(rows.v[0].newest.percent, 66);
	assert_int_equal(rows.v[0].newest.review, REVIEW_NONE);
	assert_string_equal(
	    edition_reviewed_words(&rows.v[0].newest), "Awaiting review");
	x = edition_of(y, 0);
	assert_string_equal(edition_reviewed_words(&x), "Awaiting review");
	/* Not what another edition took the place of. */
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	x = edition_of(y, 1);
	assert_string_equal(edition_reviewed_words(&x), "Not reviewed");
	x = edition_of(y, 2);
	assert_string_equal(edition_reviewed_words(&x), "Awaiting review");
	/* For a contract nobody of the national team looks. */
	applies(y, PURPOSE_CONTRACT);
	assert_int_equal(queue(y, national).n, 0);
}

/* Only the newest of all years is in the queue, and only it awaits. */
static void
test_an_older_year_awaits_no_review(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct catalogue *c = arena_alloc(r->arena, sizeof(*c));
	struct editions all;

	year_published(y, "1a 1b 2a");
	set_make(r->arena, c, "15", "ACU", WORKFLOW_FULL);
	records_store(r, c);
	year_open(y, &r->trust, c);
	year_published(y, "1a 1b 2a");
	applies(y, PURPOSE_NATIONAL);
	assert_int_equal(queue(y, national).n, 1);
	assert_string_equal(queue(y, national).v[0].newest.version, "15");
	assert_err(edition_list(r->db, r->arena, y->org->id, &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].version, "15");
	assert_string_equal(
	    edition_reviewed_words(&all.v[0]), "Awaiting review");
	assert_string_equal(edition_reviewed_words(&all.v[1]), "Not reviewed");
	assert_err(edition_read(r->db, r->arena, y->org->id, "14", STAGE_FINAL,
		       0, &all.v[1]),
	    OK);
	assert_string_equal(edition_reviewed_words(&all.v[1]), "Not reviewed");
}

static void
test_whose_they_are_to_review(void **state)
{
	struct year *y = *state;
	struct outside_reviewer by = { .person = y->r->assessor.id };
	struct grant g = { .role = ROLE_EXTERNAL_REVIEWER,
		.person = y->r->assessor.id };
	struct unit u = unit_of(&y->r->supplier, NULL);
	struct edition x;
	struct org o;

	applies(y, PURPOSE_NATIONAL);
	year_published(y, "1a 1b 2a");
	/* Not by the role in another organisation. */
	assert_err(role_grant(y->r->db, &u, &g), OK);
	assert_int_equal(queue(y, by).n, 0);
	assert_err(outside_review(
		       y->r->db, y->r->arena, &by, y->org->code, "14", &o, &x),
	    ERR_NOTFOUND);
	u = unit_of(y->org, NULL);
	assert_err(role_grant(y->r->db, &u, &g), OK);
	assert_int_equal(queue(y, by).n, 1);
	assert_err(outside_review(
		       y->r->db, y->r->arena, &by, y->org->code, "14", &o, &x),
	    OK);
	assert_err(outside_review(
		       y->r->db, y->r->arena, &by, y->org->code, "15", &o, &x),
	    ERR_NOTFOUND);
	/* Where the session holds it, by a group perhaps. */
	by = (struct outside_reviewer){ .org = y->org->id };
	assert_int_equal(queue(y, by).n, 1);
}

/* The national team reviews everybody, by one grant. */
static void
test_a_reviewer_for_all(void **state)
{
	struct year *y = *state;
	struct outside_reviewer by = { .person = y->r->assessor.id };
	struct grant g = { .role = ROLE_EXTERNAL_REVIEWER,
		.person = y->r->assessor.id };
	struct unit u = unit_of(NULL, NULL);

	applies(y, PURPOSE_NATIONAL);
	year_published(y, "1a 1b 2a");
	assert_err(role_grant(y->r->db, &u, &g), OK);
	assert_int_equal(queue(y, by).n, 1);
	g = (struct grant){ .role = ROLE_ASSESSOR,
		.person = y->r->assessor.id };
	assert_err(role_grant(y->r->db, &u, &g), ERR_INVALID);
}

static void
test_what_was_said_of_it(void **state)
{
	struct year *y = *state;
	struct edition x;
	struct edition_review v = { .outcome = REVIEW_MORE, .reason = "Show" };
	struct outside_words all;
	struct unit u;

	applies(y, PURPOSE_NATIONAL);
	year_published(y, "1a 1b 2a");
	x = edition_of(y, 0);
	v.edition = &x;
	u = year_unit(y, &y->r->reviewer);
	assert_err(edition_review_add(y->r->db, &u, &v), OK);
	v.outcome = REVIEW_PASSED;
	v.grade = GRADE_SATISFACTORY;
	v.reason = "Seen";
	u = year_unit(y, &y->r->reviewer);
	assert_err(edition_review_add(y->r->db, &u, &v), OK);
	assert_err(outside_words(y->r->db, y->r->arena, &x, &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].reason, "Seen");
	assert_string_equal(all.v[0].grade, y->set->grade[0]);
	assert_int_equal(all.v[1].outcome, REVIEW_MORE);
	assert_null(all.v[1].grade);
	assert_int_equal(queue(y, national).v[0].newest.review, REVIEW_PASSED);
	/* Another edition has to be reviewed again. */
	assert_err(superseded(y, R103, 1, "Counted wrongly"), OK);
	assert_int_equal(queue(y, national).v[0].newest.review, REVIEW_NONE);
}

/* ---- providers ---- */

static struct outside_rows
providers(struct year *y, const struct org *o)
{
	struct outside_rows rows;

	assert_err(outside_providers(y->r->db, y->r->arena, o->id, &rows), OK);
	return rows;
}

static void
test_providers_from_not_started_to_published(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	const struct org *ccg = &r->supplier;
	struct unit u = unit_of(NULL, NULL);
	struct outside_rows rows;
	struct outside_row empty = { 0 };

	assert_int_equal(providers(y, ccg).n, 0);
	assert_err(commission_add(r->db, &u, ccg->id, r->trust.id), OK);
	rows = providers(y, ccg);
	assert_int_equal(rows.n, 1);
	assert_null(rows.v[0].newest.version);
	assert_string_equal(rows.v[0].year, "14");
	assert_string_equal(outside_state(&rows.v[0], TODAY), "In progress");
	assert_string_equal(outside_state(&rows.v[0], DUE), "In progress");
	assert_string_equal(outside_state(&rows.v[0], DUE + 1), "Overdue");
	assert_string_equal(outside_state(&empty, TODAY), "Not started");
	year_published(y, "1a 1b 2a");
	rows = providers(y, ccg);
	assert_true(rows.v[0].current);
	assert_string_equal(outside_state(&rows.v[0], DUE + 1), "Published");
	assert_int_equal(rows.v[0].newest.percent, 66);
	/* And not the other way round. */
	assert_int_equal(providers(y, &r->trust).n, 0);
}

/* The next year is open: last year's publication stands beside it. */
static void
test_a_newer_year_does_not_hide_the_publication(void **state)
{
	struct year *y = *state;
	struct records *r = y->r;
	struct catalogue *c = arena_alloc(r->arena, sizeof(*c));
	struct unit u = unit_of(NULL, NULL);
	struct outside_rows rows;

	assert_err(commission_add(r->db, &u, r->supplier.id, r->trust.id), OK);
	year_published(y, "1a 1b 2a");
	set_make(r->arena, c, "15", "ACU", WORKFLOW_FULL);
	records_store(r, c);
	year_open(y, &r->trust, c);
	rows = providers(y, &r->supplier);
	assert_int_equal(rows.n, 1);
	assert_false(rows.v[0].current);
	assert_string_equal(rows.v[0].year, "15");
	assert_string_equal(rows.v[0].newest.version, "14");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_bundle(test_applicants_wait_once_they_published),
		with_bundle(test_an_older_year_awaits_no_review),
		with_bundle(test_whose_they_are_to_review),
		with_bundle(test_a_reviewer_for_all),
		with_bundle(test_what_was_said_of_it),
		with_bundle(test_providers_from_not_started_to_published),
		with_bundle(test_a_newer_year_does_not_hide_the_publication),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
