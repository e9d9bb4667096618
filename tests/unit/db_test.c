/* db_test.c - units of work: whole or not at all, one after another. */
#include "audit.h"
#include "db_priv.h"
#include "records.h"
#include "sql.h"

static enum err
put_duty(struct db *db, int64_t org, const char *code)
{
	return db_do(db, SQL(duty_want, .org = org, .code = code, .title = code,
			     .folded = code));
}

static int64_t
duties(const struct records *r)
{
	return raw_int(r, "SELECT count(*) FROM duty WHERE title = folded");
}

/* A unit that writes one duty, then one audit row, then returns result. */
struct deed {
	const char *code;
	enum err result;
	unsigned runs;
	struct db_head head; /* as it was given */
};

static enum err
deed(struct db *db, struct db_head *head, void *arg)
{
	struct deed *d = arg;
	enum err e;

	d->runs++;
	d->head = *head;
	if ((e = put_duty(db, head->org, d->code)) != OK ||
	    (e = audit_add(db, head, "test.deed", 5, "{}")) != OK)
		return e;
	return d->result;
}

static void
test_a_unit_is_stored_whole(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct deed d = { .code = "a" };
	struct records *r = *state;

	assert_err(db_write(r->db, &u, deed, &d), OK);
	assert_false(u.repeated);
	assert_int_equal(d.runs, 1);
	assert_int_equal(duties(r), 1);
	assert_int_equal(chain_rows(r, 0), 1);
	assert_int_equal(
	    raw_int(r, "SELECT seq FROM audit_head WHERE org_id = 0"), 1);
}

static void
test_nothing_is_stored_of_a_unit_that_fails(void **state)
{
	static const enum err errors[] = { ERR_INVALID, ERR_DENIED,
		ERR_NOTFOUND, ERR_CONFLICT, ERR_IO };
	struct unit u = unit_of(NULL, NULL);
	struct records *r = *state;
	size_t i;

	u.op = 77;
	for (i = 0; i < COUNT(errors); i++) {
		struct deed d = { .code = "a", .result = errors[i] };

		assert_err(db_write(r->db, &u, deed, &d), errors[i]);
		assert_false(u.repeated);
		assert_int_equal(d.runs, 1);
		assert_int_equal(duties(r), 0);
		assert_int_equal(chain_rows(r, 0), 0);
	}
	/* Its one-time number was not used up either. */
	assert_err(
	    db_write(r->db, &u, deed, &(struct deed){ .code = "a" }), OK);
	assert_false(u.repeated);
	assert_int_equal(duties(r), 1);
}

static enum err
careless(struct db *db, struct db_head *head, void *arg)
{
	enum err *later = arg;

	if (audit_add(db, head, "test.deed", 0, "{}") != OK ||
	    put_duty(db, 12345, "nobody's") != ERR_NOTFOUND)
		return ERR_INVALID;
	*later = put_duty(db, head->org, "b");
	return OK; /* as if nothing had happened */
}

static void
test_after_its_first_error_a_unit_is_dead(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct records *r = *state;
	enum err later = OK;

	assert_err(db_write(r->db, &u, careless, &later), ERR_IO);
	assert_err(later, ERR_IO);
	assert_int_equal(duties(r), 0);
	assert_err(
	    db_write(r->db, &u, deed, &(struct deed){ .code = "a" }), OK);
}

static void
test_a_repeated_operation_is_known_and_not_done_again(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct deed first = { .code = "a" }, second = { .code = "b" };
	struct records *r = *state;

	u.op = 4711;
	assert_err(db_done(r->db, &u), ERR_NOTFOUND);
	assert_err(db_write(r->db, &u, deed, &first), OK);
	assert_false(u.repeated);
	assert_err(db_done(r->db, &u), OK);
	assert_err(db_write(r->db, &u, deed, &second), OK);
	assert_true(u.repeated);
	assert_int_equal(second.runs, 0);
	assert_int_equal(duties(r), 1);
	assert_int_equal(chain_rows(r, 0), 1);
	u.op = 4712;
	assert_err(db_write(r->db, &u, deed, &second), OK);
	assert_false(u.repeated);
	assert_int_equal(duties(r), 2);
	u.op = 0;
	assert_err(db_done(r->db, &u), ERR_NOTFOUND);
}

static void
test_without_a_number_a_unit_may_repeat(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct records *r = *state;
	struct deed d = { .code = "a" };

	assert_err(db_write(r->db, &u, deed, &d), OK);
	assert_err(db_write(r->db, &u, deed, &d), OK);
	assert_int_equal(d.runs, 2);
	assert_int_equal(chain_rows(r, 0), 2);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM operation"), 0);
}

static void
test_an_unknown_organisation_has_no_chain(void **state)
{
	struct unit u = unit_of(&(struct org){ .id = 99 }, NULL);
	struct deed d = { .code = "a" };
	struct records *r = *state;

	u.op = 1;
	assert_err(db_write(r->db, &u, deed, &d), ERR_NOTFOUND);
	assert_int_equal(d.runs, 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM operation"), 0);
}

static void
test_the_head_is_that_of_the_last_row(void **state)
{
	unsigned char last[32] = { 0 };
	struct unit u = unit_of(NULL, NULL);
	struct deed d = { .code = "a" };
	struct records *r = *state;
	int64_t before = clock_now();

	assert_err(db_write(r->db, &u, deed, &d), OK);
	assert_int_equal(d.head.seq, 0);
	assert_memory_equal(d.head.hash, last, 32);
	assert_true(d.head.at >= before && d.head.at <= clock_now());
	assert_err(db_write(r->db, &u, deed, &d), OK);
	assert_int_equal(d.head.seq, 1);
	assert_memory_not_equal(d.head.hash, last, 32);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit a JOIN audit_head h ON "
		       "h.hash = a.hash AND h.seq = a.seq"),
	    1);
}

static void
test_time_in_a_chain_never_goes_back(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct deed d = { .code = "a" };
	struct records *r = *state;

	assert_int_equal(
	    raw(r, "UPDATE audit_head SET at = 9000000000000000"), SQLITE_OK);
	assert_err(db_write(r->db, &u, deed, &d), OK);
	assert_true(d.head.at == 9000000000000000);
	assert_true(raw_int(r, "SELECT at FROM audit") == 9000000000000000);
}

static enum err
silent(struct db *db, struct db_head *head, void *arg)
{
	(void)arg;
	return put_duty(db, head->org, "a");
}

static void
write_silently(struct records *r)
{
	struct unit u = unit_of(NULL, NULL);
	struct db *db;

	if (db_open(r->path, DB_WRITE, &db) == OK &&
	    db_write(db, &u, silent, NULL) == OK)
		_exit(1);
}

static void
test_a_unit_without_an_audit_row_ends_the_process(void **state)
{
	struct records *r = *state;

	assert_int_equal(in_child(write_silently, r), DIED_ABORT);
	assert_int_equal(duties(r), 0);
}

static enum err
die(struct db *db, struct db_head *head, void *arg)
{
	if (deed(db, head, arg) == OK)
		raise(SIGKILL);
	return ERR_IO;
}

static void
write_and_die(struct records *r)
{
	struct unit u = unit_of(NULL, NULL);
	struct db *db;

	if (db_open(r->path, DB_WRITE, &db) == OK &&
	    db_write(db, &u, die, &(struct deed){ .code = "a" }) == OK)
		_exit(1);
}

static void
test_a_process_killed_in_a_unit_leaves_nothing_and_no_lock(void **state)
{
	struct unit u = unit_of(NULL, NULL);
	struct records *r = *state;

	assert_int_equal(in_child(write_and_die, r), -SIGKILL);
	assert_int_equal(duties(r), 0);
	assert_err(
	    db_write(r->db, &u, deed, &(struct deed){ .code = "b" }), OK);
}

/* ---- how constraints are told ---- */

struct attempt {
	struct sql_call call;
};

static enum err
attempt(struct db *db, void *arg)
{
	return db_do(db, ((struct attempt *)arg)->call);
}

static void
test_each_constraint_has_its_error(void **state)
{
	struct records *r = *state;
	struct attempt twice = { SQL(org_head, .id = 0, .at = 1) };
	struct attempt nobody = { SQL(
	    duty_want, .org = 99, .code = "a", .title = "a", .folded = "a") };
	struct attempt wrong = { SQL(
	    throttle_add, .kind = 7, .name = "x", .at = 1) };
	struct attempt null = { SQL(
	    throttle_add, .kind = 0, .name = NULL, .at = 1) };
	struct attempt guarded = { SQL(audit_insert, .org = 0, .seq = 5,
	    .actor = "", .source = "", .action = "", .detail = "{}",
	    .hash = { "", 0 }) };

	assert_err(db_note(r->db, attempt, &twice), ERR_CONFLICT);
	assert_err(db_note(r->db, attempt, &nobody), ERR_NOTFOUND);
	assert_err(db_note(r->db, attempt, &wrong), ERR_INVALID);
	assert_err(db_note(r->db, attempt, &null), ERR_INVALID);
	assert_err(db_note(r->db, attempt, &guarded), ERR_DENIED);
}

static enum err
note_two(struct db *db, void *arg)
{
	enum err *result = arg, e;

	if ((e = put_duty(db, 0, "a")) != OK ||
	    (e = put_duty(db, 0, "b")) != OK)
		return e;
	return *result;
}

static void
test_a_note_is_stored_whole_without_an_audit_row(void **state)
{
	enum err fails = ERR_BUSY, goes = OK;
	struct records *r = *state;

	assert_err(db_note(r->db, note_two, &fails), ERR_BUSY);
	assert_int_equal(duties(r), 0);
	assert_err(db_note(r->db, note_two, &goes), OK);
	assert_int_equal(duties(r), 2);
	assert_int_equal(chain_rows(r, 0), 0);
}

static enum err
careless_note(struct db *db, void *arg)
{
	enum err e = put_duty(db, 0, "a");

	if (e == OK)
		*(enum err *)arg = put_duty(db, 12345, "nobody's");
	return e; /* as if the second had gone well */
}

static void
test_a_note_that_met_an_error_is_not_stored(void **state)
{
	struct records *r = *state;
	enum err second = OK;

	assert_err(db_note(r->db, careless_note, &second), ERR_IO);
	assert_err(second, ERR_NOTFOUND);
	assert_int_equal(duties(r), 0);
}

static enum err
changed(struct db *db, void *arg)
{
	int64_t *n = arg;
	enum err e;

	if ((e = put_duty(db, 0, "a")) != OK)
		return e;
	n[0] = db_changed(db);
	e = db_do(db, SQL(throttle_forget, .kind = 0, .name = "nobody"));
	n[1] = db_changed(db);
	return e;
}

static void
test_changed_counts_the_rows_of_the_last_statement(void **state)
{
	struct records *r = *state;
	int64_t n[2];

	assert_err(db_note(r->db, changed, n), OK);
	assert_int_equal(n[0], 1);
	assert_int_equal(n[1], 0);
}

static void
test_ids_are_positive_and_grow(void **state)
{
	struct records *r = *state;
	int64_t last = 0, id;
	int i;

	for (i = 0; i < 100000; i++) {
		id = db_id(r->db);
		assert_true(id > last);
		last = id;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_unit_is_stored_whole),
		with_records(test_nothing_is_stored_of_a_unit_that_fails),
		with_records(test_after_its_first_error_a_unit_is_dead),
		with_records(
		    test_a_repeated_operation_is_known_and_not_done_again),
		with_records(test_without_a_number_a_unit_may_repeat),
		with_records(test_an_unknown_organisation_has_no_chain),
		with_records(test_the_head_is_that_of_the_last_row),
		with_records(test_time_in_a_chain_never_goes_back),
		with_records(test_a_unit_without_an_audit_row_ends_the_process),
		with_records(
		    test_a_process_killed_in_a_unit_leaves_nothing_and_no_lock),
		with_records(test_each_constraint_has_its_error),
		with_records(test_a_note_is_stored_whole_without_an_audit_row),
		with_records(test_a_note_that_met_an_error_is_not_stored),
		with_records(
		    test_changed_counts_the_rows_of_the_last_statement),
		with_records(test_ids_are_positive_and_grow),
	};

	return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
