/*
 * grow.c - grow DB N: N more organisations like the demo's trust.
 *
 * Each has the trust's year with its answers, and four people of its own with
 * roles and a session each.  Half of them stand before the demo's records in
 * every index and half behind.  The audit trail is not grown.
 */
#include <sqlite3.h>

#include "bench.h"

/* :n is how many; t.org and t.year are the trust and its year. */
static const char *const steps[] = {
	"PRAGMA synchronous = OFF",
	"BEGIN IMMEDIATE",
	"CREATE TEMP TABLE t AS SELECT o.id AS org, a.id AS year, a.version "
	"FROM main.org o JOIN main.assessment a ON a.org_id = o.id "
	"WHERE o.code = 'RX901'",
	"CREATE TEMP TABLE k AS WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL "
	"SELECT i + 1 FROM c WHERE i < :n) SELECT i, CASE WHEN i % 2 THEN i "
	"ELSE (SELECT max(org) FROM t) + (1 << 40) + i END AS org, "
	"CASE WHEN i % 2 THEN 0 ELSE (SELECT max(year) FROM t) + (1 << 40) "
	"END AS shift FROM c",
	"INSERT INTO main.org (id, code, name, type, added_at) "
	"SELECT k.org, printf('B%04d', i), 'Trust ' || i, 'ACU', 0 FROM k",
	"INSERT INTO main.audit_head (org_id, seq, at, hash) "
	"SELECT org, 0, 0, CAST('' AS BLOB) FROM k",
	"INSERT INTO main.person (id, user_name, name, org_id, closed, "
	"added_at) SELECT i * 4 + r.value, printf('bench-%d-%d', i, r.value), "
	"'Person ' || i, org, 0, 0 FROM k, (SELECT 0 AS value UNION SELECT 1 "
	"UNION SELECT 2 UNION SELECT 3) r",
	"INSERT INTO main.role_grant (id, org_id, role, person_id, granted_at)"
	" SELECT p.id, p.org_id, CASE p.id % 4 WHEN 0 THEN 4 WHEN 1 THEN 8 "
	"WHEN 2 THEN 16 ELSE 32 END, p.id, 0 FROM main.person p "
	"WHERE p.user_name LIKE 'bench-%'",
	"INSERT INTO main.session (token, person_id, org_id, begun_at, "
	"seen_at, groups) SELECT randomblob(32), p.id, p.org_id, 0, 0, 0 "
	"FROM main.person p WHERE p.user_name LIKE 'bench-%'",
	/* Their copies name the trust's owners, who are not theirs. */
	"DROP TRIGGER main.answer_owned",
	"DROP TRIGGER main.criterion_owned",
	"DROP TRIGGER main.evidence_owned",
};

/* Copies of the trust's rows: the table, and the columns that are other. */
static const struct {
	const char *table, *second; /* second: the column of a year */
} copies[] = {
	{ "assessment", "id" },
	{ "answer", "assessment_id" },
	{ "answer_criterion", NULL },
	{ "evidence", "assessment_id" },
	{ "evidence_criterion", NULL },
};

static void
run(sqlite3 *db, const char *sql, long n)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		bench_die(sqlite3_errmsg(db), sql);
	if (sqlite3_bind_parameter_count(st) > 0)
		sqlite3_bind_int64(st, 1, n);
	while (sqlite3_step(st) == SQLITE_ROW)
		;
	if (sqlite3_finalize(st) != SQLITE_OK)
		bench_die(sqlite3_errmsg(db), sql);
}

/* The columns of a table, those that are other replaced. */
static void
columns(sqlite3 *db, const char *table, const char *second, struct buf *out)
{
	sqlite3_stmt *st;
	const char *name;

	if (sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info(?)", -1,
		&st, NULL) != SQLITE_OK)
		bench_die(sqlite3_errmsg(db), table);
	sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
	while (sqlite3_step(st) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(st, 0);
		if (out->n > 0)
			buf_puts(out, ", ");
		if (strcmp(name, "org_id") == 0)
			buf_puts(out, "k.org");
		else if (second != NULL && strcmp(name, second) == 0)
			buf_printf(out, "k.shift + k.i * 8 + t.rowid");
		else
			buf_printf(out, "x.%s", name);
	}
	sqlite3_finalize(st);
}

/*
 * A year's id is made of the organisation's number and the year's; what has
 * no year of its own is copied with its organisation alone.
 */
static void
copy(sqlite3 *db, const char *table, const char *second)
{
	struct buf list = { 0 }, sql = { 0 };

	columns(db, table, second, &list);
	buf_printf(&sql, "INSERT INTO main.%s SELECT %s FROM main.%s x, ",
	    table, buf_text(&list), table);
	if (second != NULL)
		buf_printf(&sql,
		    "t, k WHERE x.org_id = t.org AND x.%s = "
		    "t.year",
		    second);
	else
		buf_puts(&sql, "k WHERE x.org_id = (SELECT max(org) FROM t)");
	run(db, buf_text(&sql), 0);
	buf_clear(&list);
	buf_clear(&sql);
}

int
main(int argc, char **argv)
{
	sqlite3 *db;
	size_t i;
	long n;

	if (argc != 3 || (n = bench_count(argv[2])) < 1)
		bench_die("usage", "grow DB N");
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) !=
	    SQLITE_OK)
		bench_die("cannot open", argv[1]);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		run(db, steps[i], n);
	for (i = 0; i < sizeof(copies) / sizeof(copies[0]); i++)
		copy(db, copies[i].table, copies[i].second);
	run(db, "COMMIT", 0);
	run(db, "PRAGMA wal_checkpoint(TRUNCATE)", 0);
	if (sqlite3_close(db) != SQLITE_OK)
		bench_die("close", argv[1]);
	return 0;
}
