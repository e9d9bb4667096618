/*
 * crowd.c - crowd DB N [spread]: N more staff of the demo's trust, and what
 * they hold.
 *
 * Each has completions and an acknowledgement, every 25th an account, a group
 * and a duty's history.  The trust gets six published years, whose
 * requirements, actions and evidence belong to those accounts.  What waits for
 * anybody of the demo stays the same, unless with "spread": then the open year
 * belongs to those accounts, too, as widely as can be, and the first 400 of the
 * staff stand below ada.
 */
#include <sqlite3.h>

#include "bench.h"

/* :n is how many staff; t.org and t.year are the trust and its year. */
static const char *const steps[] = {
	"PRAGMA synchronous = OFF",
	"BEGIN IMMEDIATE",
	"CREATE TEMP TABLE t AS SELECT o.id AS org, a.id AS year "
	"FROM main.org o JOIN main.assessment a ON a.org_id = o.id "
	"WHERE o.code = 'RX901' AND a.state < 2 ORDER BY a.id DESC LIMIT 1",
	"CREATE TEMP TABLE k (i INTEGER PRIMARY KEY)",
	"INSERT INTO k WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + "
	"1 FROM c WHERE i < :n) SELECT i FROM c",
	"INSERT INTO main.staff (org_id, id, number, first_name, last_name, "
	"unit, position, mail, folded, missing, added_at) SELECT org, i, 'C' "
	"|| i, 'Ann', 'Crowd', '', '', '', 'ann crowd', 0, 0 FROM k, t",
	"INSERT INTO main.completion (org_id, id, staff_id, course, done_on, "
	"expires_on, source, statement, signed_by, place, number, reason, "
	"void, at, by_id, by_name) SELECT org, i * 4 + y.v, i, 'IG-ANNUAL', "
	"'202' || y.v || '-06-01', '202' || (y.v + 1) || '-06-01', 4, '', 0, "
	"'', 'C' || i || '-' || y.v, '', 0, 0, 0, '' FROM k, t, (SELECT 3 AS "
	"v UNION SELECT 4 UNION SELECT 5) y",
	"INSERT INTO main.acknowledgement (org_id, staff_id, policy_id, "
	"version, digest, at, source, place) SELECT org, i, p.policy_id, "
	"p.version, p.digest, 0, 1, '' FROM k, t, main.policy_text p "
	"WHERE p.org_id = t.org",
	"INSERT INTO main.exclusion (org_id, id, staff_id, kind, reason, "
	"from_on, added_at, added_by) SELECT org, i, i, 0, 'x', '2020-01-01', "
	"0, 'x' FROM k, t WHERE i % 5 = 0",
	"INSERT INTO main.person (id, user_name, name, org_id, closed, "
	"added_at) SELECT i, 'crowd-' || i, 'Ann ' || i, org, 0, 0 FROM k, t "
	"WHERE i % 25 = 0",
	"INSERT INTO main.work_group (org_id, id, name, folded, closed) "
	"SELECT org, i, 'G ' || i, 'g ' || i, 0 FROM k, t WHERE i % 25 = 0",
	"INSERT INTO main.work_group_member (org_id, group_id, person_id) "
	"SELECT org, i, i FROM k, t WHERE i % 25 = 0",
	"INSERT INTO main.holder (org_id, id, person_id) SELECT org, i, i "
	"FROM k, t WHERE i % 25 = 0",
	"INSERT INTO main.duty_holding (org_id, id, duty, person_id, name, "
	"post, document, from_on, until_on, named_at, named_by, ended_at, "
	"ended_by) SELECT org, i, 'siro', i, 'x', '', '', '2020-01-01', "
	"'2020-02-01', 0, 'x', 1, 'x' FROM k, t WHERE i % 25 = 0",
	"CREATE TEMP TABLE y AS SELECT i, i + 1000 AS id FROM k WHERE i <= 6",
	"INSERT INTO main.assessment (org_id, id, pack_id, version, state, "
	"opened_at, due_on) SELECT s.org_id, y.id, s.pack_id, 'C' || y.i, 0, "
	"0, '2020-03-31' FROM main.assessment s, t, y WHERE s.id = t.year",
	"INSERT INTO main.answer (org_id, assessment_id, requirement_id, id, "
	"state, level, not_relevant, evidence, plan_state, owner, plan, "
	"nr_record, edition, owner_id) SELECT n.org_id, y.id, "
	"n.requirement_id, y.i * 1000 + row_number() OVER (PARTITION BY y.i "
	"ORDER BY n.id), 2, 0, 0, 0, 0, 'x', '', '', 1, 25 FROM main.answer n, "
	"t, y WHERE n.org_id = t.org AND n.assessment_id = t.year",
	"INSERT INTO main.evidence (org_id, id, assessment_id, answer_id, "
	"title, reference, review_on) SELECT n.org_id, n.id * 100 + k.i, "
	"n.assessment_id, n.id, 'x', '', '2020-01-01' FROM main.answer n, y, "
	"k WHERE n.assessment_id = y.id AND k.i <= 20",
	"INSERT INTO main.action (org_id, id, assessment_id, requirement_id, "
	"title, reach, owner_id, due_on, progress, state, edition, added_at, "
	"added_by) SELECT n.org_id, n.id * 100 + k.i, n.assessment_id, "
	"n.requirement_id, 'x', 2, 25, '2020-01-01', 0, 1, 1, 0, 'x' FROM "
	"main.answer n, y, k WHERE n.assessment_id = y.id AND k.i <= 5",
	"UPDATE main.assessment SET state = 2 WHERE id IN (SELECT id FROM y)",
	"COMMIT",
	"PRAGMA wal_checkpoint(TRUNCATE)",
};

static const char *const spread[] = {
	"UPDATE main.answer SET owner_id = 25 * (1 + id % (:n / 25)), "
	"deputy_id = 25 * (1 + (id / 7) % (:n / 25)) "
	"WHERE assessment_id = (SELECT year FROM t)",
	"UPDATE main.duty_holding SET deputy_id = 25 * (1 + (id / 11) % "
	"(:n / 25)) WHERE ended_at IS NULL AND org_id = (SELECT org FROM t)",
	"UPDATE main.staff SET manager_id = (SELECT s.id FROM main.staff s "
	"JOIN main.person p ON p.id = s.person_id WHERE p.user_name = 'ada') "
	"WHERE org_id = (SELECT org FROM t) AND id <= 400",
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

int
main(int argc, char **argv)
{
	sqlite3 *db;
	size_t i;
	long n;

	if (argc < 3 || argc > 4 || (n = bench_count(argv[2])) < 25)
		bench_die("usage", "crowd DB N [spread]");
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) !=
	    SQLITE_OK)
		bench_die("cannot open", argv[1]);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		run(db, steps[i], n);
	for (i = 0; argc > 3 && i < sizeof(spread) / sizeof(spread[0]); i++)
		run(db, spread[i], n);
	if (sqlite3_close(db) != SQLITE_OK)
		bench_die("close", argv[1]);
	return 0;
}
