/* db_fold_test.c - the engine's log goes back into the file, by itself. */
#include <sys/stat.h>

#include "records.h"

static long
log_size(const struct records *r)
{
	struct stat st;

	assert_int_equal(
	    stat(arena_printf(r->arena, "%s-wal", r->path), &st), 0);
	return (long)st.st_size;
}

static void
test_the_log_goes_into_the_file(void **state)
{
	struct records *r = *state;
	int left = -1;

	records_fill(r);
	assert_true(log_size(r) > 0);
	assert_err(db_fold(r->db, &left), OK);
	assert_int_equal(left, 0);
	assert_int_equal(log_size(r), 0);
	assert_true(raw_int(r, "SELECT count(*) FROM org") > 0);
}

static void
test_what_somebody_reads_stays(void **state)
{
	struct records *r = *state;
	struct org o;
	sqlite3 *reader;
	int left = -1;

	records_fill(r);
	assert_err(db_fold(r->db, &left), OK);
	reader = raw_open(r);
	sqlite3_exec(
	    reader, "BEGIN; SELECT count(*) FROM org", NULL, NULL, NULL);
	records_org(r, &o, "RX999", "ACU");
	assert_err(db_fold(r->db, &left), OK);
	assert_true(left > 0);
	assert_true(log_size(r) > 0);
	sqlite3_close(reader);
	assert_err(db_fold(r->db, &left), OK);
	assert_int_equal(left, 0);
	assert_int_equal(log_size(r), 0);
}

/* It is no unit: what comes after it is as before. */
static void
test_a_change_after_it(void **state)
{
	struct records *r = *state;
	struct org o;
	int left;

	records_fill(r);
	assert_err(db_fold(r->db, &left), OK);
	records_org(r, &o, "RX999", "ACU");
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM org WHERE code = 'RX999'"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_the_log_goes_into_the_file),
		with_records(test_what_somebody_reads_stays),
		with_records(test_a_change_after_it),
	};

	return cmocka_run_group_tests_name("db_fold", tests, NULL, NULL);
}
