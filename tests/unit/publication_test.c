/* publication_test.c - publishing: in order, once, and then for good. */
#include "exchange.h"
#include "records_year.h"

static void
test_the_statement_names_who_says_what(void **state)
{
	const struct year *y = *state;

	assert_string_equal(publication_statement(y->r->arena, y->org, y->set),
	    "RX901 (RX901)\nA small set\n\nWe were honest.\nAll of us.");
}

static void
test_the_digest_is_the_statements_sha256(void **state)
{
	static const unsigned char of_abc[STATEMENT_DIGEST] = { 0xba, 0x78,
		0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde,
		0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
		0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad };
	unsigned char digest[STATEMENT_DIGEST];

	(void)state;
	publication_digest("abc", digest);
	assert_memory_equal(digest, of_abc, sizeof(digest));
}

static void
test_what_is_published_is_read_back(void **state)
{
	struct year *y = *state;
	unsigned char digest[STATEMENT_DIGEST];
	struct publication p;
	const char *statement;

	year_published(y, "1a 1b 2a");
	assert_int_equal(y->s.state, ASSESSMENT_PUBLISHED);
	assert_err(publication_read(y->r->db, y->r->arena, &y->s, &p), OK);
	statement = publication_statement(y->r->arena, y->org, y->set);
	publication_digest(statement, digest);
	assert_true(p.id > 0 && p.at > 0);
	assert_string_equal(p.by, "priya");
	assert_false(p.late);
	assert_string_equal(p.statement, statement);
	assert_memory_equal(p.digest, digest, sizeof(digest));
	assert_int_equal(p.percent, 66);
	assert_int_equal(p.points, 8);
	assert_int_equal(p.of, 12);
	assert_int_equal(p.grade, GRADE_SATISFACTORY);
	assert_string_equal(p.duties,
	    "{\"accountable\":\"Ann\",\"caldicott\":\"Ben\",\"dpo\":\"\"}");
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM publication_level "
				       "WHERE level = 2 AND exempt = 0"),
	    SET_REQUIREMENTS);
	assert_int_equal(
	    raw_int(y->r,
		"SELECT count(*) FROM audit WHERE action = "
		"'assessment.publish' AND detail LIKE '{\"version\":\"14\","
		"\"percent\":66,\"points\":8,\"of\":12,\"below\":0,"
		"\"grade\":\"satisfactory\",\"statement_sha256\":\"%\","
		"\"late\":false}'"),
	    1);
}

static void
test_nothing_is_read_before_it_is_published(void **state)
{
	struct year *y = *state;
	struct publication p;

	year_ready(y, "1a 1b 2a");
	assert_err(
	    publication_read(y->r->db, y->r->arena, &y->s, &p), ERR_NOTFOUND);
}

/* Each step of the order left out, in the full workflow. */
static void
test_the_order_cannot_be_left(void **state)
{
	struct year *y = *state;
	size_t i;

	assert_err(year_publish(y), ERR_CONFLICT);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_err(year_complete(y, i), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_err(year_confirm(y, i), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_confirm_whole(y), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_duties(y, "Ann", "", "Cy"), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_err(year_reopen(y, R101, "An error"), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM publication"), 0);
	assert_err(year_confirm_whole(y), OK);
	assert_err(year_publish(y), OK);
}

static void
test_the_simplified_workflow_needs_answers_and_duties(void **state)
{
	struct year *y = *state;
	size_t i;

	year_simple(y);
	assert_err(year_publish(y), ERR_CONFLICT);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_err(year_complete(y, i), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_err(year_publish(y), OK);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_PUBLISHED);
}

static void
test_another_statement_than_the_one_shown_is_refused(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->admin);
	unsigned char digest[STATEMENT_DIGEST];
	struct catalogue changed = *y->set;
	struct org renamed = *y->org;
	int i;

	year_ready(y, "1a 1b 2a");
	publication_digest(
	    publication_statement(y->r->arena, y->org, y->set), digest);
	for (i = 0; i < STATEMENT_DIGEST; i += STATEMENT_DIGEST - 1) {
		digest[i] ^= 1;
		assert_err(publication_publish(y->r->db, &u, y->org, &y->s,
			       y->set, digest, TODAY),
		    ERR_INVALID);
		digest[i] ^= 1;
	}
	changed.statement = "We were not.";
	assert_err(publication_publish(
		       y->r->db, &u, y->org, &y->s, &changed, digest, TODAY),
	    ERR_INVALID);
	renamed.name = "Somebody else";
	assert_err(publication_publish(
		       y->r->db, &u, &renamed, &y->s, y->set, digest, TODAY),
	    ERR_INVALID);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_CONFIRMED);
}

static void
test_late_is_after_the_day_it_was_due(void **state)
{
	static const int late_by[] = { -1, 0, 1 };
	struct year *y = *state;
	struct publication p;
	size_t i;

	for (i = 0; i < COUNT(late_by); i++) {
		struct org *o = arena_alloc(y->r->arena, sizeof(*o));

		records_org(y->r, o,
		    arena_printf(y->r->arena, "RX90%zu", 5 + i), "ACU");
		year_open(y, o, &y->r->full);
		year_ready(y, "1a 1b 2a");
		assert_err(year_publish_on(y, DUE + late_by[i]), OK);
		assert_err(
		    publication_read(y->r->db, y->r->arena, &y->s, &p), OK);
		assert_int_equal(p.late, late_by[i] > 0);
	}
}

static void
test_it_is_published_once(void **state)
{
	struct year *y = *state;
	struct assessment before;

	year_ready(y, "1a 1b 2a");
	before = y->s;
	assert_err(year_publish(y), OK);
	assert_err(year_publish(y), ERR_CONFLICT);
	y->s = before; /* as a page showed it */
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM publication"), 1);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM publication_level"),
	    SET_REQUIREMENTS);
}

static void
test_somebody_publishes_it_not_the_operator(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, NULL);
	unsigned char digest[STATEMENT_DIGEST];

	year_ready(y, "1a 1b 2a");
	publication_digest(
	    publication_statement(y->r->arena, y->org, y->set), digest);
	assert_err(publication_publish(
		       y->r->db, &u, y->org, &y->s, y->set, digest, TODAY),
	    ERR_NOTFOUND);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_CONFIRMED);
}

static void
test_levels_not_relevant_and_exempt_are_published_so(void **state)
{
	struct year *y = *state;
	struct publication p;
	struct answer a = year_read(y, R102);

	assert_int_equal(
	    raw(y->r, "INSERT INTO exemption (id, org_id, "
		      "org_type, version, number, reason, granted_at) VALUES "
		      "(1, NULL, 'ACU', '14', '103', 'x', 0)"),
	    SQLITE_OK);
	a.row.not_relevant = true;
	year_save(y, R102, &a);
	year_published(y, "1a 1b 2a 3a");
	assert_err(publication_read(y->r->db, y->r->arena, &y->s, &p), OK);
	assert_int_equal(p.points, 6);
	assert_int_equal(p.of, 6);
	assert_int_equal(p.percent, 100);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM publication_level WHERE "
			  "number = '102' AND level IS NULL"),
	    1);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM publication_level WHERE "
			  "number = '103' AND exempt = 1"),
	    1);
}

static void
test_with_nothing_in_play_there_is_no_percentage(void **state)
{
	struct year *y = *state;
	struct publication p;

	assert_int_equal(raw(y->r, "INSERT INTO exemption (id, org_id, "
				   "org_type, version, number, reason, "
				   "granted_at) SELECT id, NULL, "
				   "'ACU', '14', number, 'x', 0 "
				   "FROM requirement GROUP BY number"),
	    SQLITE_OK);
	year_published(y, "");
	assert_err(publication_read(y->r->db, y->r->arena, &y->s, &p), OK);
	assert_int_equal(p.percent, -1);
	assert_int_equal(p.of, 0);
}

/* ---- afterwards: everything that changes a year, tried ---- */

static const char *
everything(struct year *y)
{
	static const char tables[] =
	    "SELECT quote(a.state) || quote(a.edition) || quote(a.level) || "
	    "quote(a.changed_at) || quote(s.state) || quote(s.confirmed_at) "
	    "|| (SELECT count(*) FROM answer_criterion) || "
	    "(SELECT count(*) FROM evidence) || "
	    "(SELECT group_concat(name) FROM duty_holding) || "
	    "(SELECT count(*) FROM audit) || (SELECT count(*) FROM "
	    "publication_level) FROM answer a JOIN assessment s ON "
	    "s.id = a.assessment_id ORDER BY a.id";
	const char *all = "";
	sqlite3 *s = raw_open(y->r);
	sqlite3_stmt *st;

	assert_int_equal(
	    sqlite3_prepare_v2(s, tables, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		all = arena_printf(
		    y->r->arena, "%s%s\n", all, sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	sqlite3_close(s);
	return all;
}

static enum err
import_one(struct year *y)
{
	struct exchange_answer one = { .requirement = "101",
		.not_relevant_record = "",
		.owner = "",
		.plan = "",
		.target_level = LEVEL_NONE,
		.target_on = DAY_NONE };
	struct exchange x = { .org_code = "RX901",
		.org_type = "",
		.version = "14",
		.answers = { &one, 1 } };
	struct unit u = year_unit(y, &y->r->admin);
	struct buf faults = { 0 };

	return assessment_import(
	    y->r->db, y->r->arena, &u, &y->s, y->set, &x, &faults);
}

static void
try_all(struct year *y)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct answer a = year_read(y, R101);
	struct assessment s;

	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, false), ERR_DENIED);
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, true), ERR_DENIED);
	assert_err(year_complete(y, R101), ERR_DENIED);
	assert_err(year_confirm(y, R101), ERR_DENIED);
	assert_err(year_reopen(y, R101, "An error"), ERR_DENIED);
	assert_err(year_accept(y, R101), ERR_DENIED);
	assert_err(year_confirm_whole(y), ERR_DENIED);
	assert_err(year_duties(y, "Dee", "Eve", "Fay"), ERR_DENIED);
	assert_err(import_one(y), ERR_DENIED);
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(assessment_open(
		       y->r->db, y->r->arena, &u, y->org, y->set, TODAY, &s),
	    ERR_CONFLICT);
}

static void
test_afterwards_no_act_changes_anything(void **state)
{
	struct year *y = *state;
	struct assessment before;
	const char *was;

	year_ready(y, "1a 1b");
	before = y->s;
	assert_err(year_publish(y), OK);
	was = everything(y);
	year_find(y);
	try_all(y);
	y->s = before; /* with what a page believed before it */
	try_all(y);
	y->s.state = ASSESSMENT_OPEN;
	try_all(y);
	assert_string_equal(everything(y), was);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_the_statement_names_who_says_what),
		cmocka_unit_test(test_the_digest_is_the_statements_sha256),
		with_year(test_what_is_published_is_read_back),
		with_year(test_nothing_is_read_before_it_is_published),
		with_year(test_the_order_cannot_be_left),
		with_year(
		    test_the_simplified_workflow_needs_answers_and_duties),
		with_year(test_another_statement_than_the_one_shown_is_refused),
		with_year(test_late_is_after_the_day_it_was_due),
		with_year(test_it_is_published_once),
		with_year(test_somebody_publishes_it_not_the_operator),
		with_year(test_levels_not_relevant_and_exempt_are_published_so),
		with_year(test_with_nothing_in_play_there_is_no_percentage),
		with_year(test_afterwards_no_act_changes_anything),
	};

	return cmocka_run_group_tests_name("publication", tests, NULL, NULL);
}
