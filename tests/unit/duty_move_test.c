/* duty_move_test.c - who stood in the records of before stands in those now. */
#include "db_priv.h"
#include "duty_set.h"

#define BEFORE 4 /* the schema that knew names alone */

static void
run(sqlite3 *s, const char *sql)
{
	if (sqlite3_exec(s, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(s));
}

static void
make_before(struct records *r, const char *path)
{
	sqlite3 *s;
	size_t i;

	assert_int_equal(sqlite3_open(path, &s), SQLITE_OK);
	run(s, "PRAGMA journal_mode = WAL; PRAGMA application_id = 1229411403;"
	       "CREATE TABLE schema_version (number INTEGER PRIMARY KEY,"
	       " at INTEGER NOT NULL) STRICT");
	for (i = 0; i < BEFORE; i++) {
		run(s, schema_steps[i].text);
		run(s, arena_printf(r->arena,
			   "INSERT INTO schema_version VALUES (%d, 0)",
			   schema_steps[i].number));
	}
	run(s, "INSERT INTO org VALUES (7, 'RX901', 'Eastmarsh', 'ACU', 0);"
	       "INSERT INTO audit_head VALUES (7, 0, 0, x'');"
	       "INSERT INTO person VALUES (1, 'ann', 'Ann Lee', 7, 0, 0),"
	       " (2, 'bob', 'Bob Ray', 7, 0, 0), (3, 'bob2', 'Bob Ray', 7, 0,"
	       " 0), (4, 'gil', 'Gil Gone', 7, 1, 0);"
	       "INSERT INTO duty_holder VALUES (7, 'siro', 'Ann Lee', "
	       "'Director'), (7, 'ig-lead', 'Bob Ray', ''),"
	       " (7, 'caldicott-guardian', '', 'Medical director'),"
	       " (7, 'records-manager', 'Gil Gone', ''),"
	       " (7, 'warden', 'Eve Else', 'Warden')");
	sqlite3_close(s);
}

static void
holds(struct db *db, struct records *r, const char *code, const char *name,
    const char *post, int64_t person)
{
	struct named_duty d;

	assert_err(duty_read(db, r->arena, 7, code, TODAY, &d), OK);
	assert_string_equal(d.now.name, name);
	assert_string_equal(d.post, post);
	assert_int_equal(d.now.person, person);
	assert_int_equal(
	    d.state, name[0] == '\0' ? DUTY_VACANT : DUTY_UNACCEPTED);
}

static void
test_names_and_posts_come_over(void **state)
{
	struct records *r = *state;
	const char *path = arena_printf(r->arena, "%s/before.db", r->dir);
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	struct db *db;
	size_t i;

	make_before(r, path);
	assert_err(db_migrate(path), OK);
	assert_err(db_open(path, DB_WRITE, &db), OK);
	holds(db, r, "siro", "Ann Lee", "Director", 1);
	holds(db, r, "ig-lead", "Bob Ray", "", 0); /* there are two */
	holds(db, r, "caldicott-guardian", "", "Medical director", 0);
	holds(db, r, "records-manager", "Gil Gone", "", 0); /* has left */
	holds(db, r, "warden", "Eve Else", "Warden", 0);
	db_close(db);
	for (i = 0; i < COUNT(ends); i++)
		unlink(arena_printf(r->arena, "%s%s", path, ends[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_names_and_posts_come_over),
	};

	return cmocka_run_group_tests_name("duty move", tests, NULL, NULL);
}
