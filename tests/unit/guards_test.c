/* guards_test.c - what the file itself refuses, whoever holds it open. */
#include "records_year.h"

/* A published year beside an open one of the same organisation. */
static void
two_years(struct year *y)
{
	struct evidence v[1] = { { .title = "A record", .reference = "" } };
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));
	struct answer a = year_read(y, R101);

	v[0].shows[K1A] = true;
	a.evidence.v = v;
	a.evidence.n = 1;
	a.comment[K1A] = "Here";
	year_save(y, R101, &a);
	year_published(y, "1a 1b 2a");
	set_make(y->r->arena, c, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, c);
	year_open(y, &y->r->trust, c);
}

/* The same rows in place of themselves. */
#define AGAIN(table) "REPLACE INTO " table " SELECT * FROM " table

#define OLD "(SELECT id FROM assessment WHERE version = '14')"
#define NEW "(SELECT id FROM assessment WHERE version = '15')"
#define OLD_ANSWERS "(SELECT id FROM answer WHERE assessment_id = " OLD ")"
#define NEW_ANSWERS "(SELECT id FROM answer WHERE assessment_id = " NEW ")"
#define OLD_EVIDENCE "(SELECT id FROM evidence WHERE assessment_id = " OLD ")"

static void
assert_refused(struct year *y, const char *const *sql, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (raw(y->r, sql[i]) != SQLITE_CONSTRAINT_TRIGGER)
			fail_msg("not refused: %s", sql[i]);
}

static void
test_a_published_assessment_stays(void **state)
{
	static const char *const never[] = {
		"UPDATE assessment SET state = 0 WHERE version = '14'",
		"UPDATE assessment SET due_on = '2030-01-01' "
		"WHERE version = '14'",
		"UPDATE assessment SET version = '12' WHERE version = '14'",
		"DELETE FROM assessment WHERE version = '14'",
		"DELETE FROM assessment",
		"REPLACE INTO assessment SELECT * FROM assessment "
		"WHERE version = '14'",
		"INSERT INTO assessment SELECT * FROM assessment "
		"WHERE version = '14' ON CONFLICT DO UPDATE SET state = 0",
	};

	two_years(*state);
	assert_refused(*state, never, COUNT(never));
}

static void
test_its_answers_stay(void **state)
{
	static const char *const never[] = {
		"UPDATE answer SET level = 3 WHERE id IN " OLD_ANSWERS,
		"UPDATE answer SET owner = 'x'",
		"DELETE FROM answer WHERE id IN " OLD_ANSWERS,
		"INSERT INTO answer SELECT * FROM answer "
		"WHERE id IN " OLD_ANSWERS,
		"REPLACE INTO answer SELECT * FROM answer "
		"WHERE id IN " OLD_ANSWERS,
		"UPDATE answer SET assessment_id = " OLD
		" WHERE id = (SELECT min(id) FROM answer WHERE assessment_id "
		"= " NEW ")",
		"UPDATE answer SET assessment_id = " NEW
		" WHERE id IN " OLD_ANSWERS,
	};

	two_years(*state);
	assert_refused(*state, never, COUNT(never));
}

static void
test_their_ticks_and_comments_stay(void **state)
{
	static const char *const never[] = {
		"UPDATE answer_criterion SET met = 0 "
		"WHERE answer_id IN " OLD_ANSWERS,
		"DELETE FROM answer_criterion WHERE answer_id IN " OLD_ANSWERS,
		"INSERT INTO answer_criterion SELECT * FROM answer_criterion "
		"WHERE answer_id IN " OLD_ANSWERS,
		"REPLACE INTO answer_criterion SELECT * FROM answer_criterion "
		"WHERE answer_id IN " OLD_ANSWERS,
		"UPDATE answer_criterion SET criterion_id = 7, answer_id = "
		"(SELECT min(id) FROM answer WHERE assessment_id = " OLD
		") WHERE answer_id = (SELECT max(id) FROM answer "
		"WHERE assessment_id = " NEW ")",
	};

	two_years(*state);
	assert_refused(*state, never, COUNT(never));
}

static void
test_their_evidence_stays(void **state)
{
	static const char *const never[] = {
		"UPDATE evidence SET title = 'x' WHERE id IN " OLD_EVIDENCE,
		"DELETE FROM evidence WHERE id IN " OLD_EVIDENCE,
		"INSERT INTO evidence SELECT * FROM evidence "
		"WHERE id IN " OLD_EVIDENCE,
		"REPLACE INTO evidence SELECT * FROM evidence "
		"WHERE id IN " OLD_EVIDENCE,
		/* Filed under the open year, but of a published answer. */
		"INSERT INTO evidence (org_id, assessment_id, answer_id, id, "
		"title, reference) SELECT org_id, " NEW ", answer_id, 5, "
		"'x', '' FROM evidence WHERE id IN " OLD_EVIDENCE,
		/* Moved in from the open year. */
		"UPDATE evidence SET assessment_id = " OLD ", answer_id = "
		"(SELECT min(id) FROM answer WHERE assessment_id = " OLD
		") WHERE assessment_id = " NEW,
		"UPDATE evidence_criterion SET position = 9 "
		"WHERE evidence_id IN " OLD_EVIDENCE,
		"DELETE FROM evidence_criterion "
		"WHERE evidence_id IN " OLD_EVIDENCE,
		"INSERT INTO evidence_criterion SELECT * FROM "
		"evidence_criterion WHERE evidence_id IN " OLD_EVIDENCE,
		"UPDATE evidence_criterion SET criterion_id = 7, evidence_id "
		"= " OLD_EVIDENCE " WHERE evidence_id NOT IN " OLD_EVIDENCE,
	};

	two_years(*state);
	assert_refused(*state, never, COUNT(never));
}

static void
test_a_publication_stays(void **state)
{
	static const char *const never[] = {
		"UPDATE publication SET percent = 100",
		"UPDATE publication SET late = 0",
		"DELETE FROM publication",
		AGAIN("publication"),
		"UPDATE publication_level SET level = 3",
		"DELETE FROM publication_level",
		"INSERT INTO publication_level (org_id, publication_id, "
		"number, "
		"level, exempt) SELECT org_id, publication_id, '999', 3, 0 "
		"FROM publication_level LIMIT 1",
		AGAIN("publication_level"),
	};

	two_years(*state);
	assert_refused(*state, never, COUNT(never));
}

static void
test_the_audit_trail_only_grows(void **state)
{
	static const char *const never[] = {
		"UPDATE audit SET actor = 'x'",
		"UPDATE audit SET hash = zeroblob(32) WHERE seq = 1",
		"DELETE FROM audit",
		"DELETE FROM audit WHERE seq = 1",
		AGAIN("audit"),
		"INSERT INTO audit SELECT org_id, max(seq) + 2, at, actor_id, "
		"actor, source, action, object, detail, hash FROM audit "
		"GROUP BY org_id",
		"INSERT INTO audit SELECT org_id, 0, at, actor_id, actor, "
		"source, action, object, detail, hash FROM audit "
		"WHERE seq = 1",
		"INSERT INTO audit VALUES (9, 2, 0, 0, '', '', '', 0, '', x'')",
	};

	two_years(*state);
	assert_refused(*state, never, COUNT(never));
}

/* The guards do not stand in the way of an open year. */
static void
test_an_open_year_may_change(void **state)
{
	struct year *y = *state;
	struct answer a;

	two_years(y);
	a = year_read(y, R101);
	assert_int_equal(a.evidence.n, 1);
	a.evidence.n = 0;
	year_save(y, R101, &a);
	year_published(y, "1a 1b 2a");
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM publication"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_a_published_assessment_stays),
		with_year(test_its_answers_stay),
		with_year(test_their_ticks_and_comments_stay),
		with_year(test_their_evidence_stays),
		with_year(test_a_publication_stays),
		with_year(test_the_audit_trail_only_grows),
		with_year(test_an_open_year_may_change),
	};

	return cmocka_run_group_tests_name("guards", tests, NULL, NULL);
}
