/* work_test.c - what waits for a person, and how little is read for it. */
#include "db_priv.h"
#include "sql.h"
#include "work_set.h"

static void
what_one_owns_waits_until_it_is_complete(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->assessor;

	hold_person(y, 7, p);
	assert_string_equal(waits(y, p, ROLE_ASSESSOR), "");
	own(y, R103, "owner_id", 7);
	own(y, R101, "owner_id", 7);
	assert_string_equal(
	    waits(y, p, ROLE_ASSESSOR), "requirement 101; requirement 103");
	assert_string_equal(waits(y, &y->r->admin, ROLE_ADMINISTRATOR), "");
	assert_err(year_complete(y, R101), OK);
	assert_string_equal(waits(y, p, ROLE_ASSESSOR), "requirement 103");
}

static void
a_day_of_its_own_comes_before_the_years(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->assessor;
	struct work_list all;

	hold_person(y, 7, p);
	own(y, R101, "owner_id", 7);
	own(y, R104, "owner_id", 7);
	put(y,
	    "UPDATE answer SET due_on = '2026-11-21' WHERE requirement_id = "
	    "%lld",
	    (long long)year_asks(y, R104)->id);
	all = work_now(y, p, ROLE_ASSESSOR);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].code, "104");
	assert_true(work_late(&all.v[0], TODAY));
	assert_false(work_late(&all.v[0], TODAY - 1));
	assert_int_equal(all.v[1].due_on, DUE);
	assert_false(work_late(&all.v[1], TODAY));
	assert_string_equal(work_path(y->r->arena, &all.v[0]),
	    "/assessment/14/requirement/104");
	assert_string_equal(
	    work_words(y->r->arena, &all.v[0]), "14-104 Requirement 104");
}

static void
a_deputys_and_a_criterions_owner_work_too_and_once(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->admin;
	struct answer a = year_read(y, R102);

	hold_person(y, 7, p);
	hold_group(y, 8, p);
	own(y, R101, "owner_id", 7);
	own(y, R101, "deputy_id", 8);
	own(y, R103, "deputy_id", 7);
	tick(y, R102, &a, "1a");
	year_save(y, R102, &a);
	put(y, "UPDATE answer_criterion SET owner_id = 8");
	assert_string_equal(waits(y, p, ROLE_ADMINISTRATOR),
	    "requirement 101; requirement 102; requirement 103");
}

static void
a_group_is_everybody_in_it(void **state)
{
	struct year *y = *state;

	hold_group(y, 8, &y->r->assessor);
	own(y, R104, "owner_id", 8);
	assert_string_equal(
	    waits(y, &y->r->assessor, ROLE_ASSESSOR), "requirement 104");
	assert_string_equal(waits(y, &y->r->reviewer, ROLE_REVIEWER), "");
	put(y, "INSERT INTO work_group_member SELECT org_id, group_id, 4712 "
	       "FROM work_group_member WHERE group_id = 8");
	put(y, "DELETE FROM work_group_member WHERE person_id <> 4712");
	assert_string_equal(waits(y, &y->r->assessor, ROLE_ASSESSOR), "");
}

static void
a_duty_is_whoever_holds_it_today_or_stands_in(void **state)
{
	struct year *y = *state;
	int64_t daniel = y->r->assessor.id, priya = y->r->admin.id;
	static const struct {
		const char *from, *until;
		bool now;
	} times[] = { { "2026-11-22", "", true },
		{ "2026-11-01", "2026-11-22", true },
		{ "2026-11-23", "", false },
		{ "2026-11-01", "2026-11-21", false } };
	size_t i;

	hold_duty(y, 9, "siro");
	own(y, R102, "owner_id", 9);
	for (i = 0; i < COUNT(times); i++) {
		put(y, "UPDATE duty_holding SET ended_at = 5, ended_by = 'x' "
		       "WHERE ended_at IS NULL");
		name_duty(y, (int)i + 1, "siro", daniel, priya, times[i].from,
		    times[i].until);
		assert_string_equal(waits(y, &y->r->assessor, ROLE_ASSESSOR),
		    times[i].now ? "requirement 102" : "");
		assert_string_equal(waits(y, &y->r->admin, 0),
		    times[i].now ? "requirement 102" : "");
	}
	put(y, "UPDATE duty_holding SET ended_at = 5, ended_by = 'x' WHERE "
	       "ended_at IS NULL");
	name_duty(y, 9, "siro", daniel, priya, "2026-11-01", "");
	put(y, "UPDATE duty_holding SET ended_at = 5, ended_by = 'x' WHERE "
	       "ended_at IS NULL");
	assert_string_equal(waits(y, &y->r->assessor, ROLE_ASSESSOR), "");
}

static void
a_duty_waits_until_its_holder_accepts_it(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->reviewer;
	struct work_list all;

	name_duty(y, 1, "siro", p->id, y->r->admin.id, "2026-12-01", "");
	assert_string_equal(waits(y, p, 0), "");
	put(y, "UPDATE duty_holding SET ended_at = 5, ended_by = 'x'");
	put(y, "INSERT INTO duty_holding SELECT org_id, 2, duty, person_id, "
	       "name, post, deputy_id, document, from_on, until_on, NULL, "
	       "named_at, named_by, NULL, NULL FROM duty_holding");
	all = work_now(y, p, 0);
	assert_int_equal(all.n, 1);
	assert_string_equal(waits(y, p, 0), "duty siro");
	assert_string_equal(
	    work_path(y->r->arena, &all.v[0]), "/duties/siro/accept");
	assert_string_equal(waits(y, &y->r->admin, 0), "");
}

static void
a_reviewer_confirms_what_others_completed(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->reviewer);

	assert_err(year_complete(y, R101), OK);
	assert_err(
	    answer_complete(y->r->db, &u, &y->s, year_asks(y, R102)), OK);
	assert_string_equal(
	    waits(y, &y->r->reviewer, ROLE_REVIEWER), "confirm 101");
	assert_string_equal(
	    waits(y, &y->r->admin, ROLE_REVIEWER), "confirm 101; confirm 102");
	assert_string_equal(waits(y, &y->r->admin, ROLE_ADMINISTRATOR), "");
	assert_err(year_confirm(y, R101), OK);
	assert_string_equal(waits(y, &y->r->reviewer, ROLE_REVIEWER), "");
	year_simple(y);
	put(y, "UPDATE answer SET state = 3 WHERE org_id = %lld", ORG(y));
	assert_string_equal(waits(y, &y->r->reviewer, ROLE_REVIEWER), "");
}

static void
actions_wait_while_they_are_open(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->assessor;
	struct work_list all;

	hold_person(y, 7, p);
	hold_duty(y, 9, "siro");
	name_duty(y, 1, "siro", p->id, 0, "2026-01-01", "");
	act(y, 20, R101, 9, "2026-12-24");
	act(y, 21, R101, 7, "2026-11-01");
	act(y, 22, R102, 7, "2026-12-25");
	put(y, "UPDATE action SET deputy_id = owner_id");
	assert_string_equal(waits(y, p, ROLE_ASSESSOR),
	    "action Action 21; action Action 20; action Action 22");
	all = work_now(y, p, ROLE_ASSESSOR);
	assert_string_equal(
	    all.v[1].owner, "Senior Information Risk Owner (SIRO)");
	assert_string_equal(all.v[2].owner, "daniel");
	assert_string_equal(all.v[2].code, "102");
	put(y, "UPDATE action SET state = id - 20");
	assert_string_equal(waits(y, p, ROLE_ASSESSOR), "action Action 20");
}

static void
evidence_waits_a_month_before_its_review(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->assessor;
	struct answer a = year_read(y, R101);
	struct evidence v[] = { { .title = "Minutes", .reference = "" } };

	hold_person(y, 7, p);
	hold_person(y, 8, &y->r->admin);
	a.evidence.v = v;
	a.evidence.n = 1;
	year_save(y, R101, &a);
	own(y, R101, "owner_id", 7);
	assert_err(year_complete(y, R101), OK);
	assert_string_equal(waits(y, p, 0), "");
	put(y, "UPDATE evidence SET review_on = '2026-12-23'");
	assert_string_equal(waits(y, p, 0), "");
	put(y, "UPDATE evidence SET review_on = '2026-12-22'");
	assert_string_equal(waits(y, p, 0), "evidence Minutes");
	put(y, "UPDATE evidence SET owner_id = 8");
	assert_string_equal(waits(y, p, 0), "");
	assert_string_equal(waits(y, &y->r->admin, 0), "evidence Minutes");
}

static void
nothing_waits_in_what_is_published_or_exempt(void **state)
{
	struct year *y = *state;
	const struct person *p = &y->r->assessor;

	hold_person(y, 7, p);
	own(y, R101, "owner_id", 7);
	act(y, 20, R101, 7, "2026-12-24");
	put(y,
	    "INSERT INTO exemption (id, org_id, version, number, reason, "
	    "granted_at) VALUES (1, %lld, '14', '101', 'x', 1)",
	    ORG(y));
	assert_string_equal(waits(y, p, 0), "action Action 20");
	put(y, "UPDATE assessment SET state = 2");
	assert_string_equal(waits(y, p, 0), "");
}

/* ---- how it is looked for ---- */

/*
 * A step may scan what the statement itself has gathered.  A table of the
 * records is searched by more than its organisation, but for the few rows of
 * years, courses and policies, and of a version's exemptions.
 */
static bool
step_is_small(const char *step)
{
	static const char *const fine[] = { "SCAN me", "SCAN y", "SCAN mine",
		"SCAN owned", "SCAN held", "SCAN stood", "SCAN k", "SCAN w",
		"SCAN (subquery", "SEARCH s USING PRIMARY KEY (org_id=?)",
		"SEARCH c USING PRIMARY KEY (org_id=?)",
		"SEARCH p USING PRIMARY KEY (org_id=?)" };
	size_t i;

	for (i = 0; i < COUNT(fine); i++)
		if (strncmp(step, fine[i], strlen(fine[i])) == 0)
			return true;
	return strncmp(step, "SCAN", 4) != 0 &&
	       strstr(step, "(org_id=?)") == NULL;
}

static void
no_large_table_is_read_whole(void **state)
{
	struct year *y = *state;
	sqlite3 *db = raw_open(y->r);
	sqlite3_stmt *st;
	const char *sql = arena_printf(y->r->arena, "EXPLAIN QUERY PLAN %s",
	    sql_texts[SQL_work_list].text);
	int steps = 0;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(st, 3);

		steps++;
		if (!step_is_small(step))
			fail_msg("%s", step);
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	assert_true(steps > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(what_one_owns_waits_until_it_is_complete),
		with_year(a_day_of_its_own_comes_before_the_years),
		with_year(a_deputys_and_a_criterions_owner_work_too_and_once),
		with_year(a_group_is_everybody_in_it),
		with_year(a_duty_is_whoever_holds_it_today_or_stands_in),
		with_year(a_duty_waits_until_its_holder_accepts_it),
		with_year(a_reviewer_confirms_what_others_completed),
		with_year(actions_wait_while_they_are_open),
		with_year(evidence_waits_a_month_before_its_review),
		with_year(nothing_waits_in_what_is_published_or_exempt),
		with_year(no_large_table_is_read_whole),
	};

	return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
