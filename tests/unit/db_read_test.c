/* db_read_test.c - reading: one picture at a time, column by column. */
#include "audit.h"
#include "db_priv.h"
#include "records.h"
#include "sql.h"

static struct db *
another(const struct records *r, enum db_mode mode)
{
	struct db *db;

	assert_err(db_open(r->path, mode, &db), OK);
	return db;
}

static enum err
count_people(struct db *db, int64_t *n)
{
	enum err e = db_ask(db, SQL(person_count, .org = 0));

	*n = e == OK ? db_int(db) : -1;
	return e;
}

/* People of no organisation are counted by their grants. */
static void
add_national(struct records *r, struct db *db, const char *user)
{
	struct unit u = unit_of(NULL, NULL);
	struct person p = { .user = user, .name = user };
	struct grant g = { .role = ROLE_NATIONAL };

	(void)r;
	assert_err(person_add(db, &u, &p), OK);
	g.person = p.id;
	assert_err(role_grant(db, &u, &g), OK);
}

struct picture {
	struct records *r;
	int64_t before, after;
};

static enum err
write_between(struct db *db, void *arg)
{
	struct picture *p = arg;
	enum err e;

	if ((e = count_people(db, &p->before)) != OK)
		return e;
	add_national(p->r, p->r->db, "ewan");
	return count_people(db, &p->after);
}

static enum err
count_only(struct db *db, void *arg)
{
	return count_people(db, arg);
}

static void
test_a_unit_reads_one_unchanging_picture(void **state)
{
	struct records *r = *state;
	struct db *reader = another(r, DB_READ);
	struct picture p = { .r = r };
	int64_t now = -1;

	assert_err(db_read(reader, write_between, &p), OK);
	assert_int_equal(p.before, 0);
	assert_int_equal(p.after, 0);
	assert_err(db_read(reader, count_only, &now), OK);
	assert_int_equal(now, 1);
	db_close(reader);
}

/* Several statements, the last row of each left unread behind. */
static enum err
read_much(struct db *db, void *arg)
{
	struct arena *a = arena_open();
	struct audit_rows rows;
	struct groups groups;
	struct org o;
	int64_t n;
	enum err e;

	(void)arg;
	if ((e = org_read(db, a, 0, &o)) == OK &&
	    (e = count_people(db, &n)) == OK &&
	    (e = audit_page(db, a, 0, 0, 1, &rows)) == OK &&
	    (e = role_groups(db, a, &groups)) == OK &&
	    (e = org_read(db, a, 0, &o)) == OK)
		db_list(db, SQL0(org_all)); /* and never asked for a row */
	arena_close(a);
	return e;
}

static enum err
stop_in_a_list(struct db *db, void *arg)
{
	db_list(db, SQL(audit_page, .org = 0, .before = 100, .limit = 100));
	*(bool *)arg = db_next(db);
	return OK; /* in the middle of a row */
}

static void
test_no_unit_keeps_its_picture_for_the_next(void **state)
{
	struct records *r = *state;
	struct db *reader = another(r, DB_READ), *other = another(r, DB_WRITE);
	bool any;
	int64_t n;

	add_national(r, r->db, "ewan");
	assert_err(db_read(reader, read_much, NULL), OK);
	assert_err(db_read(reader, stop_in_a_list, &any), OK);
	assert_true(any);
	assert_err(db_read(r->db, read_much, NULL), OK);
	add_national(r, other, "morag");
	assert_err(db_read(reader, count_only, &n), OK);
	assert_int_equal(n, 2);
	add_national(r, r->db, "iain");
	assert_err(db_read(reader, count_only, &n), OK);
	assert_int_equal(n, 3);
	db_close(reader);
	db_close(other);
}

static enum err
look_write_look(struct db *db, void *arg)
{
	struct picture *p = arg;
	struct db *other = another(p->r, DB_WRITE);
	int64_t now;
	enum err e;

	if ((e = count_people(db, &p->before)) != OK)
		return e;
	add_national(p->r, other, "ewan");
	if ((e = count_people(db, &now)) != OK)
		return e;
	assert_int_equal(now, p->before);
	add_national(p->r, db, "morag"); /* what came meanwhile is no bar */
	add_national(p->r, other, "iain");
	if ((e = count_people(db, &p->after)) != OK)
		return e;
	assert_err(db_read(db, count_only, &now), OK);
	assert_int_equal(now, p->after);
	add_national(p->r, other, "una");
	db_close(other);
	return count_people(db, &now);
}

static void
test_reads_round_a_unit_are_one_picture_each(void **state)
{
	struct records *r = *state;
	struct picture p = { .r = r };
	struct db *other = another(r, DB_WRITE);
	int64_t now;

	assert_err(db_look(r->db, look_write_look, &p), OK);
	assert_int_equal(p.before, 0);
	assert_int_equal(p.after, 3);
	/* It ends with the look. */
	add_national(r, other, "tom");
	assert_err(count_people(r->db, &now), OK);
	assert_int_equal(now, 5);
	assert_err(db_look(r->db, stop_in_a_list, &(bool){ false }), OK);
	add_national(r, r->db, "kit");
	db_close(other);
}

/* Domains read outside units too, before they write. */
static void
test_reads_outside_units_do_not_stop_a_later_write(void **state)
{
	struct records *r = *state;
	struct db *other = another(r, DB_WRITE);
	int64_t n;

	assert_err(read_much(r->db, NULL), OK);
	add_national(r, other, "ewan");
	assert_err(count_people(r->db, &n), OK);
	assert_int_equal(n, 1);
	add_national(r, other, "morag");
	add_national(r, r->db, "iain");
	db_close(other);
}

static enum err
try_to_write(struct db *db, void *arg)
{
	(void)arg;
	return db_do(db,
	    SQL(duty_want, .org = 0, .code = "a", .title = "a", .folded = "a"));
}

static enum err
try_to_change(struct db *db, struct db_head *head, void *arg)
{
	(void)head;
	return try_to_write(db, arg);
}

static void
test_a_reading_connection_cannot_write(void **state)
{
	struct records *r = *state;
	struct db *reader = another(r, DB_READ);
	struct unit u = unit_of(NULL, NULL);
	int64_t n;

	assert_err(db_read(reader, try_to_write, NULL), ERR_IO);
	assert_err(db_note(reader, try_to_write, NULL), ERR_IO);
	assert_err(db_write(reader, &u, try_to_change, NULL), ERR_IO);
	assert_err(try_to_write(reader, NULL), ERR_IO);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM duty WHERE title = folded"), 0);
	assert_err(db_read(reader, count_only, &n), OK);
	db_close(reader);
}

static void
test_a_reading_unit_stores_nothing(void **state)
{
	struct records *r = *state;

	assert_err(db_read(r->db, try_to_write, NULL), OK);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM duty WHERE title = folded"), 0);
}

static enum err
fail_as_told(struct db *db, void *arg)
{
	(void)db;
	return *(enum err *)arg;
}

static void
test_what_a_unit_returns_is_passed_on(void **state)
{
	struct records *r = *state;
	enum err e;

	for (e = OK; e < ERR_COUNT; e++)
		assert_err(db_read(r->db, fail_as_told, &e), e);
}

/* ---- columns ---- */

static void
read_too_few(struct records *r)
{
	if (db_ask(r->db, SQL(org_by_id, .id = 0)) != OK)
		_exit(1);
	db_int(r->db);
	if (db_ask(r->db, SQL0(org_count)) != OK)
		_exit(1);
}

static void
read_too_many(struct records *r)
{
	if (db_ask(r->db, SQL0(org_count)) != OK)
		_exit(1);
	db_int(r->db);
	db_int(r->db);
}

static void
read_without_a_row(struct records *r)
{
	if (db_ask(r->db, SQL(org_by_id, .id = 99)) != ERR_NOTFOUND)
		_exit(1);
	db_int(r->db);
}

static void
read_too_few_in_a_list(struct records *r)
{
	db_list(r->db, SQL0(org_all));
	while (db_next(r->db))
		db_int(r->db);
}

static void
test_columns_that_drifted_end_the_process(void **state)
{
	struct records *r = *state;

	records_fill(r);
	assert_int_equal(in_child(read_too_few, r), DIED_ABORT);
	assert_int_equal(in_child(read_too_many, r), DIED_ABORT);
	assert_int_equal(in_child(read_without_a_row, r), DIED_ABORT);
	assert_int_equal(in_child(read_too_few_in_a_list, r), DIED_ABORT);
}

static void
test_no_row_is_not_found(void **state)
{
	struct records *r = *state;

	assert_err(db_ask(r->db, SQL(org_by_id, .id = 99)), ERR_NOTFOUND);
	db_list(r->db, SQL(audit_page, .org = 99, .before = 1, .limit = 1));
	assert_false(db_next(r->db));
	assert_false(db_next(r->db));
	assert_err(db_end(r->db), OK);
}

static void
test_null_has_a_value_of_each_kind(void **state)
{
	struct records *r = *state;
	struct assessment s;
	int i;

	records_fill(r);
	records_year(r, &r->supplier, &r->simple, &s);
	assert_err(
	    db_ask(r->db, SQL(answer_read, .org = s.org, .assessment = s.id,
			      .requirement = r->simple.requirements.v[0].id)),
	    OK);
	for (i = 0; i < 3; i++)
		db_int(r->db);
	assert_int_equal(db_int_or(r->db, -7), -7); /* previous_level */
	db_int(r->db);
	assert_int_equal(db_int(r->db), 0);        /* target_level */
	assert_int_equal(db_day(r->db), DAY_NONE); /* target_on */
	db_text(r->db, r->arena);
	db_int(r->db);
	db_int(r->db);
	db_int(r->db);
	assert_null(db_text(r->db, r->arena)); /* changed_by */
	for (i = 0; i < 3; i++)
		db_int(r->db);
}

static void
test_a_blob_is_of_its_size_or_zeros(void **state)
{
	static const unsigned char zeros[32];
	unsigned char out[33];
	struct records *r = *state;

	records_fill(r);
	memset(out, 1, sizeof(out));
	assert_err(
	    db_ask(r->db, SQL(pack_digest, .framework = "igt", .version = "14",
			      .type = "CTP", .revision = 1)),
	    OK);
	db_blob(r->db, out, 32);
	assert_memory_equal(out, r->simple.digest, 32);
	assert_int_equal(out[32], 1);
	assert_err(
	    db_ask(r->db, SQL(pack_digest, .framework = "igt", .version = "14",
			      .type = "CTP", .revision = 1)),
	    OK);
	db_blob(r->db, out, 31);
	assert_memory_equal(out, zeros, 31);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_unit_reads_one_unchanging_picture),
		with_records(test_no_unit_keeps_its_picture_for_the_next),
		with_records(test_reads_round_a_unit_are_one_picture_each),
		with_records(
		    test_reads_outside_units_do_not_stop_a_later_write),
		with_records(test_a_reading_connection_cannot_write),
		with_records(test_a_reading_unit_stores_nothing),
		with_records(test_what_a_unit_returns_is_passed_on),
		with_records(test_columns_that_drifted_end_the_process),
		with_records(test_no_row_is_not_found),
		with_records(test_null_has_a_value_of_each_kind),
		with_records(test_a_blob_is_of_its_size_or_zeros),
	};

	return cmocka_run_group_tests_name("db_read", tests, NULL, NULL);
}
