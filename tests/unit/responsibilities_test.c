/* responsibilities_test.c - who holds what: rows, columns and marks. */
#include "handover_set.h"
#include "responsibility.h"

static struct matrix
read_as(struct records *r, const struct holdings *set, const char *name,
    enum matrix_show show, int64_t skip, int64_t limit)
{
	const struct matrix_filter f = { name, show, skip, limit };
	struct matrix m;

	assert_err(matrix_read(r->db, r->arena, r->trust.id, &set->year,
		       &r->full, &f, TODAY, &m),
	    OK);
	return m;
}

/* What stands where a row and a column meet; "" for nothing. */
static const char *
word_at(struct records *r, const struct matrix *m, const char *name,
    bool requirement, size_t column)
{
	size_t i;

	for (i = 0; i < m->marks.n; i++) {
		const struct matrix_mark *k = &m->marks.v[i];

		if (strcmp(m->rows.v[k->row].name, name) == 0 &&
		    k->column == column &&
		    (k->kind >= MARK_OWNS) == requirement)
			return matrix_word(r->arena, k);
	}
	return "";
}

static size_t
duty(const struct matrix *m, const char *code)
{
	size_t i;

	for (i = 0; i < m->duties.n; i++)
		if (strcmp(m->duties.v[i].code, code) == 0)
			return i;
	fail_msg("no duty %s", code);
	return 0;
}

static void
test_what_is_held_stands_where_row_and_column_meet(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct matrix m;

	holdings_fill(r, &set);
	m = read_as(r, &set, "", MATRIX_HOLDING, 0, 50);
	assert_int_equal(m.rows.n, 2);
	assert_string_equal(m.rows.v[0].name, "daniel");
	assert_string_equal(m.rows.v[0].unit, "Ward 6");
	assert_false(m.more);
	assert_string_equal(word_at(r, &m, "daniel", false, duty(&m, "siro")),
	    "To be accepted since 1970-01-01");
	assert_string_equal(
	    word_at(r, &m, "daniel", false, duty(&m, "foi-lead")), "Deputy");
	assert_string_equal(word_at(r, &m, "daniel", true, R101), "Owner");
	assert_string_equal(word_at(r, &m, "daniel", true, R103), "Deputy");
	assert_string_equal(word_at(r, &m, "daniel", true, R104), "");
	assert_string_equal(word_at(r, &m, "sunita", true, R104), "Owner");
	assert_int_equal(m.waiting, 2);
	assert_int_equal(m.held, 0);
	assert_int_equal(m.vacant, m.duties.n - 2);
}

static void
test_a_holding_is_said_as_it_stands_today(void **state)
{
	static const struct {
		const char *sql, *word;
		bool vacant;
	} all[] = {
		{ "accepted_at = 1767225600000000", "Accepted 2026-01-01",
		    false },
		{ "until_on = '2026-11-26'", "Accepted 2026-01-01", false },
		{ "until_on = '2026-11-25'", "Ended 2026-11-25", true },
		{ "until_on = NULL, from_on = '2026-11-27'", "From 2026-11-27",
		    false },
	};
	struct records *r = *state;
	struct holdings set;
	struct matrix m;
	size_t i;

	holdings_fill(r, &set);
	for (i = 0; i < COUNT(all); i++) {
		/* Past the guards, as nothing else would. */
		raw_do(r, "DROP TRIGGER IF EXISTS duty_holding_stays");
		raw_do(r,
		    arena_printf(r->arena,
			"UPDATE duty_holding SET %s WHERE id = 1", all[i].sql));
		m = read_as(r, &set, "", MATRIX_HOLDING, 0, 50);
		assert_string_equal(
		    word_at(r, &m, "daniel", false, duty(&m, "siro")),
		    all[i].word);
		assert_true(
		    m.duties.v[duty(&m, "siro")].vacant == all[i].vacant);
	}
}

static void
test_people_come_in_pages_and_by_name(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct person p;
	struct matrix m;
	unsigned i;

	holdings_fill(r, &set);
	for (i = 0; i < 120; i++)
		records_person(r, &p, &r->trust,
		    arena_printf(r->arena, "p%03u", i), ROLE_STAFF);
	m = read_as(r, &set, "", MATRIX_ALL, 0, 50);
	assert_int_equal(m.rows.n, 50);
	assert_true(m.more);
	m = read_as(r, &set, "", MATRIX_ALL, 100, 50);
	assert_int_equal(m.rows.n, 23);
	assert_false(m.more);
	m = read_as(r, &set, "P01", MATRIX_ALL, 0, 50);
	assert_int_equal(m.rows.n, 10);
	m = read_as(r, &set, "P01", MATRIX_ALL, 0, 9);
	assert_int_equal(m.rows.n, 9);
	assert_true(m.more);
	m = read_as(r, &set, "p", MATRIX_ALL, 100, 50);
	assert_int_equal(m.rows.n, 21); /* and priya */
	m = read_as(r, &set, "", MATRIX_ALL, 0, 0);
	assert_int_equal(m.rows.n, 123);
	m = read_as(r, &set, "nobody", MATRIX_ALL, 0, 50);
	assert_int_equal(m.rows.n, 0);
	m = read_as(r, &set, "", MATRIX_WAITING, 0, 50);
	assert_int_equal(m.rows.n, 2);
}

static void
test_groups_and_duties_that_own_follow_the_people(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct matrix m;

	holdings_fill(r, &set);
	raw_do(r, "UPDATE answer SET owner_id = 1 WHERE id = " //
	    ANSWER_ID("104"));
	m = read_as(r, &set, "", MATRIX_HOLDING, 0, 50);
	assert_int_equal(m.rows.n, 3);
	assert_int_equal(m.rows.people, 2);
	assert_int_equal(m.rows.v[2].kind, HOLDER_DUTY);
	assert_string_equal(
	    word_at(r, &m, "Information governance lead", true, R104), "Owner");
}

static void
count_cell(void *arg, const char *cell, bool first)
{
	size_t *n = arg;

	n[0] += first;
	n[1]++;
	n[2] += strcmp(cell, "Owner") == 0;
	n[3] += strcmp(cell, "14-101 Requirement 101") == 0;
}

static void
test_a_file_has_a_column_for_each_duty_and_requirement(void **state)
{
	struct records *r = *state;
	size_t n[4] = { 0 };
	struct holdings set;
	struct matrix m;

	holdings_fill(r, &set);
	m = read_as(r, &set, "", MATRIX_ALL, 0, 0);
	matrix_table(r->arena, &m, &r->full, count_cell, n);
	assert_int_equal(n[0], 1 + m.rows.n);
	assert_int_equal(
	    n[1], (1 + m.rows.n) * (5 + m.duties.n + SET_REQUIREMENTS));
	assert_int_equal(n[2], SET_REQUIREMENTS);
	assert_int_equal(n[3], 1);
}

static void
test_without_a_year_there_are_duties(void **state)
{
	const struct matrix_filter f = { "", MATRIX_HOLDING, 0, 50 };
	struct records *r = *state;
	struct holdings set;
	struct matrix m;

	holdings_fill(r, &set);
	assert_err(matrix_read(
		       r->db, r->arena, r->trust.id, NULL, NULL, &f, TODAY, &m),
	    OK);
	assert_int_equal(m.rows.n, 2);
	assert_int_equal(m.marks.n, 3);
	assert_err(matrix_read(r->db, r->arena, r->supplier.id, NULL, NULL, &f,
		       TODAY, &m),
	    OK);
	assert_int_equal(m.rows.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(
		    test_what_is_held_stands_where_row_and_column_meet),
		with_records(test_a_holding_is_said_as_it_stands_today),
		with_records(test_people_come_in_pages_and_by_name),
		with_records(test_groups_and_duties_that_own_follow_the_people),
		with_records(
		    test_a_file_has_a_column_for_each_duty_and_requirement),
		with_records(test_without_a_year_there_are_duties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
