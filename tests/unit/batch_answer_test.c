/* batch_answer_test.c - what a head office answers at its sites, and what not.
 */
#include "batch_set.h"
#include "exemption.h"

static void
test_answers_are_copied_with_what_they_cite(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct batch_run run = chain_do(c, &b, BATCH_ANSWER, NULL);
	struct year y = chain_year(c, 1);
	struct answer a = year_read(&y, R101);

	assert_int_equal(run.done, 4);
	assert_int_equal(run.blocked, 0);
	assert_int_equal(run.left, 0);
	assert_int_equal(a.row.state, ANSWER_COMPLETE);
	assert_int_equal(a.row.level, 2);
	assert_true(a.row.completed_by == c->who.id);
	assert_string_equal(a.comment[K1A], "As head office does it");
	assert_int_equal(a.evidence.n, 1);
	assert_string_equal(a.evidence.v[0].reference, "Shelf 3");
	assert_true(a.evidence.v[0].shows[K1A]);
	assert_true(a.owner_id != 0 && a.row.owner[0] != '\0');
	assert_int_equal(year_state(&y, R104), ANSWER_NOT_STARTED);
	b = chain_read(c, b.id);
	assert_int_equal(b.n.answered, 4);
	assert_int_equal(b.n.waiting, 0);
}

static void
test_both_trails_say_who_did_it_and_where(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), "S001 S003");

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(
	    raw_int(c->r, arena_printf(c->r->arena,
			      "SELECT count(*) FROM audit WHERE org_id = %lld "
			      "AND action = 'batch.answer' AND actor = 'hana' "
			      "AND detail LIKE '{\"head_office\":\"HQ001\","
			      "\"batch\":%lld,%%\"101\",\"102\",\"103\"]}'",
			      (long long)c->site[2].id, (long long)b.id)),
	    1);
	assert_int_equal(
	    raw_int(c->r, arena_printf(c->r->arena,
			      "SELECT count(*) FROM audit WHERE org_id = %lld "
			      "AND object = %lld AND (action = 'batch.begin' "
			      "OR (action = 'batch.done' AND detail LIKE "
			      "'{\"answered\":[\"S001\",\"S003\"],%%'))",
			      (long long)c->head.id, (long long)b.id)),
	    2);
	assert_true(
	    chain_rows(c->r, c->site[1].id) == chain_rows(c->r, c->site[3].id));
}

static void
test_what_a_site_has_begun_is_left_alone(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct batch_look look;
	struct year y;

	open_site(c, 0);
	chain_local(c, 0, R101, "1a", false);
	chain_local(c, 0, R102, "1a 1b", true);
	look = chain_look(c, &b, 0);
	assert_int_equal(look.writes, 1);
	assert_true(found(&look.leaves, REASON_BEGUN, "101"));
	assert_true(found(&look.leaves, REASON_COMPLETE, "102"));
	assert_true(found(&look.publish, REASON_ANSWER, "101"));
	assert_false(found(&look.publish, REASON_ANSWER, "102"));
	assert_false(found(&look.publish, REASON_ANSWER, "103"));
	assert_true(found(&look.publish, REASON_ANSWER, "104"));
	chain_do(c, &b, BATCH_ANSWER, NULL);
	y = chain_year(c, 0);
	assert_string_equal(
	    year_read(&y, R101).comment[K1B], "As we do it here");
	assert_int_equal(year_read(&y, R102).row.level, 1);
	assert_int_equal(year_state(&y, R103), ANSWER_COMPLETE);
	assert_int_equal(chain_site(c, &b, 0).kept, 2);
	assert_int_equal(chain_site(c, &b, 1).kept, 0);
}

/* A version is not opened where a newer one is. */
static void
test_a_site_with_a_newer_version_is_left_alone(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct catalogue newer;
	struct batch_run run;
	struct batch_look look;
	struct year y = { .r = c->r };

	set_make(c->r->arena, &newer, "15", "CTP", WORKFLOW_SIMPLIFIED);
	newer.released_on++;
	records_store(c->r, &newer);
	year_open(&y, &c->site[1], &newer);
	look = chain_look(c, &b, 1);
	assert_true(found(&look.stops, REASON_OLDER, ""));
	assert_string_equal(batch_reason_name(REASON_OLDER), "newer-opened");
	run = chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(run.done, 3);
	assert_int_equal(run.blocked, 1);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM batch_line WHERE "
				       "why LIKE 'Version 15 was "
				       "released after version 14,%'"),
	    1);
}

static void
test_what_was_begun_is_overwritten_where_it_is_asked_for(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct batch b;
	struct year y;

	n.over = true;
	b = chain_make(c, n, NULL);
	open_site(c, 0);
	chain_local(c, 0, R101, "1a", false);
	chain_local(c, 0, R102, "1a 1b", true);
	chain_do(c, &b, BATCH_ANSWER, NULL);
	y = chain_year(c, 0);
	assert_int_equal(year_read(&y, R101).row.level, 2);
	assert_int_equal(year_read(&y, R102).row.level, 1);
}

static void
test_years_are_opened_only_where_it_is_asked_for(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct batch_run run;
	struct batch_look look;
	struct batch b;

	n.opens = false;
	b = chain_make(c, n, "S001 S002");
	open_site(c, 1);
	look = chain_look(c, &b, 0);
	assert_true(found(&look.stops, REASON_CLOSED, ""));
	run = chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(run.done, 1);
	assert_int_equal(run.blocked, 1);
	assert_int_equal(chain_site(c, &b, 0).state, BATCH_CHOSEN);
	assert_string_equal(
	    chain_site(c, &b, 0).why, "It has not opened version 14");
	assert_int_equal(chain_read(c, b.id).n.blocked, 1);
	open_site(c, 0); /* and it is tried again */
	assert_int_equal(chain_do(c, &b, BATCH_ANSWER, NULL).done, 1);
	assert_int_equal(chain_read(c, b.id).n.blocked, 0);
}

static void
test_answers_are_given_to_whom_they_are_asked_for(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct person local;
	struct batch b;
	struct year y;

	records_person(c->r, &local, &c->site[0], "lena", ROLE_ASSESSOR);
	n.owner = "lena";
	b = chain_make(c, n, "S001 S002");
	assert_true(stopped(c, &b, 1, REASON_OWNER));
	chain_do(c, &b, BATCH_ANSWER, NULL);
	y = chain_year(c, 0);
	assert_string_equal(year_read(&y, R101).row.owner, "lena");
	assert_int_equal(chain_site(c, &b, 1).state, BATCH_CHOSEN);
	assert_true(chain_site(c, &b, 1).why[0] != '\0');
}

static void
test_a_site_that_moved_away_or_changed_type_is_blocked(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct relation rel = {
		.org = c->site[0].id, .name = "S001", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct batch_run run;

	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), OK);
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	rel = (struct relation){ .org = c->site[1].id,
		.name = "S002",
		.type = "ACU",
		.parent = c->head.id };
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	run = chain_go(c, &b, BATCH_ANSWER);
	assert_int_equal(run.done, 2);
	assert_int_equal(run.blocked, 2);
	assert_string_equal(chain_site(c, &b, 0).why,
	    "It is no part of the head office any more");
	assert_string_equal(
	    chain_site(c, &b, 1).why, "It is of type ACU, and not CTP");
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM assessment"), 3);
}

/* What it does after that is not the head office's to see. */
static void
test_of_a_site_that_left_nothing_is_looked_at(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), "S001 S002");
	struct relation rel = {
		.org = c->site[0].id, .name = "S001", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct batch_look look;

	open_site(c, 0);
	chain_local(c, 0, R101, "1a", false);
	look = chain_look(c, &b, 0);
	assert_true(found(&look.leaves, REASON_BEGUN, "101"));
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	rel.type = "ACU";
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	look = chain_look(c, &b, 0);
	assert_int_equal(look.stops.n, 1);
	assert_true(found(&look.stops, REASON_PART, ""));
	assert_int_equal(look.leaves.n, 0);
	assert_int_equal(look.writes, 0);
	assert_int_equal(look.publish.n, 1);
	assert_true(found(&look.publish, REASON_PART, ""));
	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_string_equal(chain_site(c, &b, 0).why,
	    "It is no part of the head office any more");
	assert_int_equal(
	    raw_int(c->r, "SELECT count(*) FROM batch_line l JOIN org o ON "
			  "o.id = l.site_id WHERE o.code = 'S001' AND "
			  "l.number <> ''"),
	    0);
}

/* Answered while it was a site, and gone before they were taken back. */
static void
test_undoing_tells_nothing_of_a_site_that_left(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), "S001");
	struct relation rel = {
		.org = c->site[0].id, .name = "S001", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct batch_look look;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	assert_int_equal(
	    raw(c->r, "UPDATE assessment SET state = 2 WHERE org_id = (SELECT "
		      "id FROM org WHERE code = 'S001')"),
	    SQLITE_OK);
	look = chain_look(c, &b, 0);
	assert_int_equal(look.stops.n + look.leaves.n, 0);
	assert_int_equal(look.publish.n, 1);
	assert_true(found(&look.publish, REASON_PART, ""));
	assert_int_equal(chain_do(c, &b, BATCH_UNDO, NULL).blocked, 1);
	assert_string_equal(chain_site(c, &b, 0).why,
	    "It is no part of the head office any more");
}

/* The answers of a source that left are not compared with anybody's. */
static void
test_of_a_source_that_left_nothing_is_compared(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct relation rel = {
		.org = c->site[3].id, .name = "S004", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct batch_look look;
	struct batch b;

	open_site(c, 3);
	chain_local(c, 3, R101, "1a", true);
	open_site(c, 0);
	chain_local(c, 0, R101, "1a", true);
	n.source = c->site[3].id;
	b = chain_make(c, n, "S001");
	look = chain_look(c, &b, 0);
	assert_true(found(&look.leaves, REASON_SAME, "101"));
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	look = chain_look(c, &b, 0);
	assert_true(found(&look.stops, REASON_SOURCE, ""));
	assert_int_equal(look.leaves.n, 0);
}

static void
test_exempt_and_unanswered_are_left_alone(void **state)
{
	struct chain *c = *state;
	const char *all[] = { "101", "104" };
	struct batch_new n = chain_asked();
	struct exemption x = { .org = c->site[0].id,
		.type = "",
		.version = "14",
		.number = "101",
		.reason = "Closed for a year",
		.from_on = DAY_NONE,
		.until_on = DAY_NONE };
	struct unit u = unit_of(&c->site[0], NULL);
	struct batch_look look;
	struct batch b;

	n.numbers = (struct texts){ all, 2 };
	b = chain_make(c, n, NULL);
	open_site(c, 0);
	assert_err(exemption_add(c->r->db, &u, &x), OK);
	look = chain_look(c, &b, 0);
	assert_true(found(&look.leaves, REASON_EXEMPT, "101"));
	assert_true(found(&look.leaves, REASON_UNANSWERED, "104"));
	assert_int_equal(look.writes, 0);
}

static void
test_the_source_itself_is_not_answered(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct batch b;

	open_site(c, 0);
	chain_local(c, 0, R101, "1a 1b 2a", true);
	n.source = c->site[0].id;
	b = chain_make(c, n, NULL);
	assert_true(stopped(c, &b, 0, REASON_SOURCE));
	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(chain_read(c, b.id).n.answered, 3);
}

static void
test_a_source_that_moved_away_is_not_copied(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct relation rel = {
		.org = c->site[0].id, .name = "S001", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct batch b;

	open_site(c, 0);
	chain_local(c, 0, R101, "1a 1b 2a", true);
	n.source = c->site[0].id;
	b = chain_make(c, n, "S002 S003");
	assert_err(relation_change(c->r->db, &u, &rel, &fault), OK);
	assert_true(stopped(c, &b, 1, REASON_SOURCE));
	assert_int_equal(chain_do(c, &b, BATCH_ANSWER, NULL).blocked, 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		with_chain(test_answers_are_copied_with_what_they_cite),
		with_chain(test_both_trails_say_who_did_it_and_where),
		with_chain(test_what_a_site_has_begun_is_left_alone),
		with_chain(test_a_site_with_a_newer_version_is_left_alone),
		with_chain(
		    test_what_was_begun_is_overwritten_where_it_is_asked_for),
		with_chain(test_years_are_opened_only_where_it_is_asked_for),
		with_chain(test_answers_are_given_to_whom_they_are_asked_for),
		with_chain(
		    test_a_site_that_moved_away_or_changed_type_is_blocked),
		with_chain(test_of_a_site_that_left_nothing_is_looked_at),
		with_chain(test_undoing_tells_nothing_of_a_site_that_left),
		with_chain(test_of_a_source_that_left_nothing_is_compared),
		with_chain(test_exempt_and_unanswered_are_left_alone),
		with_chain(test_the_source_itself_is_not_answered),
		with_chain(test_a_source_that_moved_away_is_not_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
