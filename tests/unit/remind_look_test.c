/*
 * remind_look_test.c - whom reminders do not reach, page by page, and how
 * little is read for lists of many.
 */
#include "db_priv.h"
#include "remind.h"
#include "sql.h"
#include "work_set.h"

#define CROWD 60

/* Each owns an action; every second one is late, and one is far away. */
static void
crowd(const struct year *y)
{
	int i;

	for (i = 0; i < CROWD; i++) {
		put(y,
		    "INSERT INTO person (id, user_name, name, org_id, closed, "
		    "added_at) VALUES (%d, 'c%d', 'Ann %02d', %lld, 0, 0)",
		    900 + i, i, i, ORG(y));
		put(y, "INSERT INTO holder VALUES (%lld, %d, %d, NULL, NULL)",
		    ORG(y), 900 + i, 900 + i);
		act(y, 900 + i, R101, 900 + i,
		    i == 0       ? "2027-11-22"
		    : i % 2 == 0 ? "2026-11-21"
				 : "2026-11-23");
	}
}

static struct remind_state
state_of(const struct year *y, int64_t skip)
{
	struct remind_state s;

	assert_err(remind_state(
		       y->r->db, y->r->arena, y->org->id, TODAY, skip, 50, &s),
	    OK);
	return s;
}

static void
a_page_is_listed_and_all_are_counted(void **state)
{
	const struct year *y = *state;
	struct remind_state s;

	crowd(y);
	s = state_of(y, 0);
	assert_int_equal(s.nowhere.n, 50);
	assert_string_equal(s.nowhere.v[0].name, "Ann 01");
	assert_int_equal(s.nowhere.v[0].late, 0);
	assert_int_equal(s.nowhere.v[1].late, 1);
	assert_int_equal(s.people, CROWD - 1);
	assert_int_equal(s.things, CROWD - 1);
	assert_int_equal(s.late, CROWD / 2 - 1);
	s = state_of(y, 50);
	assert_int_equal(s.nowhere.n, CROWD - 1 - 50);
	assert_string_equal(s.nowhere.v[0].name, "Ann 51");
	assert_string_equal(s.nowhere.v[s.nowhere.n - 1].name, "Ann 59");
	assert_int_equal(s.people, CROWD - 1);
	s = state_of(y, 100);
	assert_int_equal(s.nowhere.n, 0);
}

static void
whoever_has_an_address_or_is_closed_is_not_listed(void **state)
{
	const struct year *y = *state;
	struct remind_state s;

	crowd(y);
	put(y, "UPDATE person SET mail = 'a@b.example' WHERE id = 901");
	put(y, "UPDATE action SET state = 1 WHERE id = 902");
	put(y, "UPDATE person SET closed = 1 WHERE id = 902");
	put(y,
	    "INSERT INTO staff VALUES (%lld, 903, 'N', NULL, 903, 'A', 'B', "
	    "'', '', 's@nhs.example', 'a b', NULL, NULL, NULL, NULL, 0, 1)",
	    ORG(y));
	s = state_of(y, 0);
	assert_int_equal(s.people, CROWD - 4);
	assert_string_equal(s.nowhere.v[0].name, "Ann 04");
}

static void
the_siro_is_told_of_whoever_is_late_for_long(void **state)
{
	const struct year *y = *state;
	struct remind_overdue team, all;
	bool siro;

	crowd(y);
	name_duty(y, 1, "siro", 910, 0, "2026-11-01", "");
	put(y,
	    "UPDATE action SET due_on = '2026-11-08' WHERE id IN (910, 920)");
	put(y, "UPDATE action SET due_on = '2026-11-09' WHERE id = 930");
	assert_err(remind_overdue(y->r->db, y->r->arena, y->org->id, 910, TODAY,
		       &team, &all, &siro),
	    OK);
	assert_true(siro);
	assert_int_equal(team.n, 0);
	/* Not what is their own, and not what is late since yesterday. */
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].name, "Ann 20");
}

/* work_now compares what is counted with what waits. */
static void
a_duty_counts_from_its_day_and_a_deputy_for_evidence(void **state)
{
	struct year *y = *state;
	const struct person *admin = &y->r->admin;
	struct answer a = year_read(y, R101);
	struct evidence v[] = { { .title = "Minutes", .reference = "" } };

	hold_person(y, 8, admin);
	hold_duty(y, 9, "siro");
	a.evidence.v = v;
	a.evidence.n = 1;
	year_save(y, R101, &a);
	own(y, R101, "deputy_id", 8);
	assert_err(year_complete(y, R101), OK);
	put(y, "UPDATE evidence SET review_on = '2026-12-22'");
	own(y, R102, "owner_id", 9);
	put(y,
	    "UPDATE answer SET due_on = '2026-11-21' WHERE requirement_id = "
	    "%lld",
	    (long long)year_asks(y, R102)->id);
	name_duty(y, 1, "siro", admin->id, 0, "2026-11-23", "");
	assert_string_equal(waits(y, admin, 0), "evidence Minutes");
	put(y, "UPDATE duty_holding SET ended_at = 5, ended_by = 'x' WHERE "
	       "ended_at IS NULL");
	name_duty(y, 2, "siro", admin->id, 0, "2026-11-22", "");
	assert_string_equal(
	    waits(y, admin, 0), "requirement 102; evidence Minutes");
}

/* ---- how it is looked for ---- */

/* The steps that read all of an organisation, or of all of them. */
static void
reads(const struct year *y, enum sql which, const char *const *fine)
{
	sqlite3 *db = raw_open(y->r);
	const char *sql = arena_printf(
	    y->r->arena, "EXPLAIN QUERY PLAN %s", sql_texts[which].text);
	sqlite3_stmt *st;
	size_t i;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(st, 3);

		if (strncmp(step, "SCAN (subquery", 14) == 0 ||
		    (strncmp(step, "SCAN", 4) != 0 &&
			strstr(step, "(org_id=?)") == NULL))
			continue;
		for (i = 0; fine[i] != NULL; i++)
			if (strcmp(step, fine[i]) == 0)
				break;
		if (fine[i] == NULL)
			fail_msg("%s: %s", sql_texts[which].name, step);
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
}

static void
no_large_table_is_read_whole(void **state)
{
	/* Years, courses, policies, duties; and what was gathered before. */
	static const char *const waits[] = {
		"SEARCH s USING PRIMARY KEY (org_id=?)",
		"SEARCH c USING PRIMARY KEY (org_id=?)",
		"SEARCH p USING PRIMARY KEY (org_id=?)",
		"SEARCH t USING PRIMARY KEY (org_id=?)", "SCAN y", "SCAN todo",
		"SCAN t", "SCAN doing", "SCAN aged", "SCAN l", "SCAN load",
		"SCAN w", "SCAN waits", "SCAN CONSTANT ROW", NULL
	};
	static const char *const below[] = { "SCAN b", NULL };
	static const char *const pins[] = {
		"SEARCH p USING PRIMARY KEY (org_id=?)", NULL
	};
	static const char *const groups[] = {
		"SEARCH work_group USING PRIMARY KEY (org_id=?)", "SCAN g", NULL
	};
	/* Whoever is on the staff may be so anywhere. */
	static const char *const held[] = { "SCAN m", "SCAN held",
		"SCAN t USING COVERING INDEX org_purpose", NULL };
	static const char *const chosen[] = { "SCAN i", NULL };

	reads(*state, SQL_remind_waits, waits);
	reads(*state, SQL_remind_reports, below);
	reads(*state, SQL_pin_locked, pins);
	reads(*state, SQL_work_group_list, groups);
	reads(*state, SQL_held_count, held);
	reads(*state, SQL_held_requirements, chosen);
	reads(*state, SQL_held_criteria, chosen);
	reads(*state, SQL_held_evidence, chosen);
	reads(*state, SQL_held_actions, chosen);
	reads(*state, SQL_held_staff, chosen);
}

/* Roles are those of a person or of a place. */
static void
no_statement_reads_all_roles(void **state)
{
	const struct year *y = *state;
	sqlite3 *db = raw_open(y->r);
	sqlite3_stmt *st;
	size_t i;

	for (i = 0; i < SQL_COUNT; i++) {
		const char *sql = arena_printf(
		    y->r->arena, "EXPLAIN QUERY PLAN %s", sql_texts[i].text);

		if (i == SQL_grant_groups || i == SQL_backup_counts)
			continue;
		assert_int_equal(
		    sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW)
			if (strncmp((const char *)sqlite3_column_text(st, 3),
				"SCAN role_grant", 15) == 0)
				fail_msg("%s", sql_texts[i].name);
		sqlite3_finalize(st);
	}
	sqlite3_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(a_page_is_listed_and_all_are_counted),
		with_year(whoever_has_an_address_or_is_closed_is_not_listed),
		with_year(the_siro_is_told_of_whoever_is_late_for_long),
		with_year(a_duty_counts_from_its_day_and_a_deputy_for_evidence),
		with_year(no_large_table_is_read_whole),
		with_year(no_statement_reads_all_roles),
	};

	return cmocka_run_group_tests_name("remind look", tests, NULL, NULL);
}
