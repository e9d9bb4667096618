/* db_open_test.c - which files are opened, and how a schema comes up to date.
 */
#include <sys/stat.h>

#include "db_priv.h"
#include "records.h"

/* A path beside the database; r's own file is left alone. */
static const char *
beside(struct records *r, const char *name)
{
	return arena_printf(r->arena, "%s/%s", r->dir, name);
}

static void
forget(struct records *r, const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	size_t i;

	for (i = 0; i < COUNT(ends); i++)
		unlink(arena_printf(r->arena, "%s%s", path, ends[i]));
}

static void
assert_opens(const char *path, enum err want)
{
	enum db_mode modes[] = { DB_READ, DB_WRITE };
	struct db *db;
	size_t i;

	for (i = 0; i < COUNT(modes); i++) {
		db = NULL;
		assert_err(db_open(path, modes[i], &db), want);
		assert_int_equal(db != NULL, want == OK);
		db_close(db);
	}
}

static void
make_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
make_database(const char *path, const char *sql)
{
	sqlite3 *s;

	assert_int_equal(sqlite3_open(path, &s), SQLITE_OK);
	if (sqlite3_exec(s, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(s));
	sqlite3_close(s);
}

static void
test_a_file_that_is_not_there(void **state)
{
	struct records *r = *state;

	assert_opens(beside(r, "none"), ERR_NOTFOUND);
	assert_int_equal(access(beside(r, "none"), F_OK), -1);
}

static void
test_a_database_of_another_program_is_left_alone(void **state)
{
	struct records *r = *state;
	const char *path = beside(r, "other");

	make_database(path, "PRAGMA application_id = 5; CREATE TABLE t (a)");
	assert_opens(path, ERR_INVALID);
	assert_err(db_migrate(path), ERR_INVALID);
	forget(r, path);
	make_database(path, "CREATE TABLE t (a)");
	assert_opens(path, ERR_INVALID);
	assert_err(db_migrate(path), ERR_INVALID);
	forget(r, path);
}

static void
test_a_file_that_is_no_database_is_left_alone(void **state)
{
	struct records *r = *state;
	const char *path = beside(r, "text");
	char back[64] = "";
	FILE *f;

	make_file(path, "Dear diary, today I was not a database at all.\n");
	assert_opens(path, ERR_INVALID);
	assert_err(db_migrate(path), ERR_INVALID);
	f = fopen(path, "r");
	assert_non_null(fgets(back, sizeof(back), f));
	fclose(f);
	assert_string_equal(
	    back, "Dear diary, today I was not a database at all.\n");
	forget(r, path);
}

static void
test_an_empty_file_is_not_opened_but_can_be_migrated(void **state)
{
	struct records *r = *state;
	const char *path = beside(r, "empty");

	make_file(path, "");
	assert_opens(path, ERR_INVALID);
	assert_err(db_migrate(path), OK);
	assert_opens(path, OK);
	forget(r, path);
}

static void
test_a_folder_is_not_opened(void **state)
{
	struct records *r = *state;

	assert_opens(r->dir, ERR_IO);
	assert_err(db_migrate(r->dir), ERR_IO);
	assert_err(db_migrate(beside(r, "no/such/folder")), ERR_IO);
}

static void
test_a_newer_schema_is_refused(void **state)
{
	struct records *r = *state;

	assert_int_equal(
	    raw(r, "INSERT INTO schema_version VALUES (999, 0)"), SQLITE_OK);
	assert_opens(r->path, ERR_INVALID);
	assert_err(db_migrate(r->path), ERR_INVALID);
}

/* A row a line. */
static const char *
all_of(struct records *r, const char *path, const char *sql)
{
	const char *all = "";
	sqlite3_stmt *st;
	sqlite3 *s;

	assert_int_equal(sqlite3_open(path, &s), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(s, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		all = arena_printf(
		    r->arena, "%s%s\n", all, sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	sqlite3_close(s);
	return all;
}

/* Everything that makes the schema, as one text. */
static const char *
schema_of(struct records *r, const char *path)
{
	return all_of(r, path,
	    "SELECT type || name || coalesce(sql, '') FROM sqlite_schema "
	    "ORDER BY type, name");
}

static void
test_migrating_twice_changes_nothing(void **state)
{
	struct records *r = *state;
	const char *before = schema_of(r, r->path);
	int64_t at = raw_int(r, "SELECT sum(at) FROM schema_version");

	records_fill(r);
	assert_err(db_migrate(r->path), OK);
	assert_string_equal(schema_of(r, r->path), before);
	assert_true(raw_int(r, "SELECT sum(at) FROM schema_version") == at);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM org"), 3);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM schema_version"), schema_steps_n);
	assert_int_equal(raw_int(r, "PRAGMA user_version"), schema_steps_n);
}

/* The database as the program of that day made it. */
static void
make_older(struct records *r, const char *path, size_t steps)
{
	size_t i;

	make_database(path,
	    "PRAGMA journal_mode = WAL; PRAGMA application_id = 1229411403;"
	    "CREATE TABLE schema_version (number INTEGER PRIMARY KEY,"
	    " at INTEGER NOT NULL) STRICT");
	for (i = 0; i < steps; i++) {
		make_database(path, schema_steps[i].text);
		make_database(
		    path, arena_printf(r->arena,
			      "INSERT INTO schema_version VALUES (%d, 0);"
			      "PRAGMA user_version = %d",
			      schema_steps[i].number, schema_steps[i].number));
	}
}

static void
test_every_older_schema_comes_up_to_date(void **state)
{
	struct records *r = *state;
	const char *path = beside(r, "old");
	size_t steps;

	for (steps = 1; steps < schema_steps_n; steps++) {
		make_older(r, path, steps);
		assert_opens(path, ERR_INVALID);
		assert_err(db_migrate(path), OK);
		assert_opens(path, OK);
		assert_string_equal(schema_of(r, path), schema_of(r, r->path));
		forget(r, path);
	}
	assert_true(schema_steps_n > 1);
}

/* Staff and needs are known from the last change of either on. */
static void
test_what_older_records_know_of_the_past(void **state)
{
	static const struct {
		const char *action;
		long long at;
		int changed; /* of an import */
	} rows[] = { { "staff.add", 90, 0 }, { "staff.change", 40, 0 },
		{ "import.staff", 80, 0 }, { "import.staff", 60, 2 },
		{ "course.need", 50, 0 } };
	struct records *r = *state;
	const char *path = beside(r, "old");
	size_t i;

	make_older(r, path, 17);
	make_database(path, "INSERT INTO org (id, code, name, type, added_at) "
			    "VALUES (7, 'AAA', 'A', 'ACU', 1), "
			    "(8, 'BBB', 'B', 'ACU', 1)");
	for (i = 0; i < COUNT(rows); i++)
		make_database(path,
		    arena_printf(r->arena,
			"INSERT INTO audit VALUES (7, %zu, %lld, 0, 'x', "
			"'cli', '%s', 0, '{}', x'00');"
			"INSERT INTO import_run SELECT 7, seq, 0, '', x'', '', "
			"'', at, '', 3, 1, %d, 0, 0, 0, 0, 0, 0, 0 FROM audit "
			"WHERE seq = %zu AND action = 'import.staff'",
			i + 1, rows[i].at, rows[i].action, rows[i].changed,
			i + 1));
	assert_err(db_migrate(path), OK);
	assert_string_equal(
	    all_of(r, path, "SELECT org_id || ' ' || at FROM training_since"),
	    "7 60\n");
	forget(r, path);
}

static void
test_steps_are_numbered_one_after_another(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < schema_steps_n; i++)
		assert_int_equal(schema_steps[i].number, i + 1);
}

static void
migrate_and_use(struct records *r)
{
	struct db *db = NULL;

	if (db_migrate(beside(r, "new")) != OK ||
	    db_open(beside(r, "new"), DB_WRITE, &db) != OK)
		_exit(1);
	db_close(db);
}

static void
test_every_statement_is_understood(void **state)
{
	struct records *r = *state;

	db_try_all(r->db);
}

static void
test_of_many_that_migrate_at_once_each_finds_it_done(void **state)
{
	struct records *r = *state;
	int i, status, failed = 0;

	for (i = 0; i < 8; i++)
		if (fork() == 0) {
			migrate_and_use(r);
			_exit(0);
		}
	while (wait(&status) > 0)
		failed += status != 0;
	assert_int_equal(failed, 0);
	assert_string_equal(
	    schema_of(r, beside(r, "new")), schema_of(r, r->path));
	forget(r, beside(r, "new"));
}

static void
test_only_the_owner_may_read_what_is_made(void **state)
{
	struct records *r = *state;
	struct stat st;

	assert_int_equal(stat(r->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(beside(r, "igtk.db-lock"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* Text that somehow reached SQLite: the connection itself refuses it. */
static void
test_a_connection_refuses_what_no_statement_does(void **state)
{
	static const char *const never[] = { "DROP TRIGGER audit_stays",
		"DROP TABLE audit", "CREATE TABLE t (a)",
		"ALTER TABLE audit ADD COLUMN x",
		"UPDATE audit SET actor = 'x'", "DELETE FROM audit",
		"PRAGMA foreign_keys = OFF", "PRAGMA writable_schema = ON",
		"ATTACH '/tmp/x' AS x", "VACUUM",
		"UPDATE sqlite_schema SET sql = ''",
		"CREATE TEMP TRIGGER t DELETE ON audit BEGIN SELECT 1; END" };
	struct records *r = *state;
	size_t i;

	for (i = 0; i < COUNT(never); i++)
		if (sqlite3_exec(r->db->sqlite, never[i], NULL, NULL, NULL) ==
		    SQLITE_OK)
			fail_msg("done: %s", never[i]);
}

static void
test_every_connection_keeps_the_rules(void **state)
{
	static const struct {
		const char *pragma;
		int want;
	} rules[] = { { "foreign_keys", 1 }, { "trusted_schema", 0 },
		{ "synchronous", 2 }, { "recursive_triggers", 1 },
		{ "cell_size_check", 1 } };
	struct records *r = *state;
	sqlite3_stmt *st;
	size_t i;

	sqlite3_set_authorizer(r->db->sqlite, NULL, NULL);
	for (i = 0; i < COUNT(rules); i++) {
		assert_int_equal(
		    sqlite3_prepare_v2(r->db->sqlite,
			arena_printf(r->arena, "PRAGMA %s", rules[i].pragma),
			-1, &st, NULL),
		    SQLITE_OK);
		assert_int_equal(sqlite3_step(st), SQLITE_ROW);
		assert_int_equal(sqlite3_column_int(st, 0), rules[i].want);
		sqlite3_finalize(st);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_file_that_is_not_there),
		with_records(test_a_database_of_another_program_is_left_alone),
		with_records(test_a_file_that_is_no_database_is_left_alone),
		with_records(
		    test_an_empty_file_is_not_opened_but_can_be_migrated),
		with_records(test_a_folder_is_not_opened),
		with_records(test_a_newer_schema_is_refused),
		with_records(test_migrating_twice_changes_nothing),
		with_records(test_every_older_schema_comes_up_to_date),
		with_records(test_what_older_records_know_of_the_past),
		with_records(test_steps_are_numbered_one_after_another),
		with_records(
		    test_of_many_that_migrate_at_once_each_finds_it_done),
		with_records(test_only_the_owner_may_read_what_is_made),
		with_records(test_a_connection_refuses_what_no_statement_does),
		with_records(test_every_connection_keeps_the_rules),
		with_records(test_every_statement_is_understood),
	};

	return cmocka_run_group_tests_name("db_open", tests, NULL, NULL);
}
