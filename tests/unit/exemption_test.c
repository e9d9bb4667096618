/* exemption_test.c - exemptions: granted, ended, and what they leave alone. */
#include "exemption.h"
#include "records_year.h"
#include "relation.h"

static enum err
grant(struct year *y, bool type, const char *number, day from, day until)
{
	struct exemption x = { .org = type ? 0 : y->org->id,
		.type = type ? y->set->type : "",
		.version = y->set->version,
		.number = number,
		.reason = "Closed",
		.from_on = from,
		.until_on = until };
	struct unit u = unit_of(type ? NULL : y->org, &y->r->admin);

	return exemption_add(y->r->db, &u, &x);
}

static bool
exempt(struct year *y, size_t i)
{
	struct answer_row *rows;

	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	return rows[i].exempt;
}

static void
test_one_and_a_type_are_exempt_until_it_ends(void **state)
{
	struct year *y = *state;
	struct unit u = unit_of(y->org, &y->r->admin);
	struct exemptions all;

	assert_err(grant(y, false, "101", DAY_NONE, DAY_NONE), OK);
	assert_err(grant(y, true, "103", DAY_NONE, DAY_NONE), OK);
	assert_true(exempt(y, R101) && exempt(y, R103));
	assert_false(exempt(y, R102));
	assert_err(grant(y, false, "101", DAY_NONE, DAY_NONE), ERR_CONFLICT);
	assert_err(exemption_list(y->r->db, y->r->arena, "", &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].number, "103");
	assert_err(exemption_end(y->r->db, &u, all.v[1].id, "Open again"), OK);
	assert_false(exempt(y, R101));
	assert_err(exemption_end(y->r->db, &u, all.v[1].id, "x"), ERR_CONFLICT);
	/* A type's is not one organisation's to end. */
	assert_err(exemption_end(y->r->db, &u, all.v[0].id, "x"), ERR_CONFLICT);
	assert_int_equal(raw(y->r, "UPDATE exemption SET reason = 'y'"),
	    SQLITE_CONSTRAINT_TRIGGER);
}

static void
test_days_bound_it(void **state)
{
	struct year *y = *state;
	day today = clock_day(clock_now());

	assert_err(grant(y, false, "101", today + 1, DAY_NONE), OK);
	assert_err(grant(y, false, "102", DAY_NONE, today - 1), OK);
	assert_err(grant(y, false, "103", today, today), OK);
	assert_false(exempt(y, R101) || exempt(y, R102));
	assert_true(exempt(y, R103));
	assert_err(grant(y, false, "104", today, today - 1), ERR_INVALID);
	assert_err(grant(y, false, "999", DAY_NONE, DAY_NONE), ERR_NOTFOUND);
}

/* One that is over is in the way of none; one on some of the days is. */
static void
test_another_may_follow_it(void **state)
{
	struct year *y = *state;
	day today = clock_day(clock_now());

	assert_err(grant(y, false, "101", today - 9, today - 5), OK);
	assert_err(grant(y, false, "101", today - 4, today), OK);
	assert_true(exempt(y, R101));
	assert_err(grant(y, false, "101", today + 1, DAY_NONE), OK);
	assert_err(grant(y, false, "101", today, today), ERR_CONFLICT);
	assert_err(grant(y, false, "101", today + 9, today + 9), ERR_CONFLICT);
	assert_err(grant(y, false, "101", DAY_NONE, today - 9), ERR_CONFLICT);
	assert_err(grant(y, false, "101", DAY_NONE, today - 10), OK);
	assert_err(grant(y, false, "101", DAY_NONE, DAY_NONE), ERR_CONFLICT);
	/* One for all of the type says nothing of one for it alone. */
	assert_err(grant(y, true, "101", DAY_NONE, DAY_NONE), OK);
}

/* It counts for nothing meanwhile, and as it stands afterwards. */
static void
test_what_is_answered_meanwhile_is_kept(void **state)
{
	struct year *y = *state;
	struct unit u = unit_of(y->org, &y->r->admin);
	struct answer a = year_read(y, R101);
	struct answer_row *rows;
	struct exemptions all;
	bool is;

	assert_err(grant(y, false, "101", DAY_NONE, DAY_NONE), OK);
	tick(y, R101, &a, "1a 1b");
	year_save(y, R101, &a);
	assert_true(exempt(y, R101));
	assert_err(answer_is_exempt(y->r->db, y->r->arena, &y->s, y->set,
		       year_asks(y, R101), &is),
	    OK);
	assert_true(is);
	assert_err(exemption_list(y->r->db, y->r->arena, "", &all), OK);
	assert_err(exemption_end(y->r->db, &u, all.v[0].id, "Open"), OK);
	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	assert_false(rows[R101].exempt);
	assert_int_equal(rows[R101].level, 1);
}

static void
test_after_publication_nothing_of_it_changes(void **state)
{
	struct year *y = *state;
	struct exemptions all;

	year_published(y, "1a 1b 2a");
	assert_err(grant(y, true, "101", DAY_NONE, DAY_NONE), OK);
	assert_false(exempt(y, R101));
	assert_err(exemption_list(y->r->db, y->r->arena, "14", &all), OK);
	assert_int_equal(all.v[0].published, 1);
}

/* The year keeps the set it was opened with, and exemptions go by that. */
static void
test_another_type_leaves_the_year_its_set(void **state)
{
	struct year *y = *state;
	struct relation rel = {
		.org = y->org->id, .name = "RX901", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	struct exemption_filter f = { .version = "14",
		.type = "",
		.org = y->org->id,
		.today = TODAY,
		.most = 9 };
	enum relation_fault fault;
	struct exemptions all;
	struct catalogue c;
	bool more;

	set_make(y->r->arena, &c, "15", "CTP", WORKFLOW_SIMPLIFIED);
	c.requirements.v[R104].number = "999";
	records_store(y->r, &c);
	assert_int_equal(
	    raw(y->r, "UPDATE requirement SET number = '888' WHERE number = "
		      "'104' AND pack_id = (SELECT id FROM pack WHERE "
		      "org_type = 'CTP' AND version = '14')"),
	    SQLITE_OK);
	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
	assert_err(grant(y, false, "888", DAY_NONE, DAY_NONE), ERR_NOTFOUND);
	assert_err(grant(y, false, "104", DAY_NONE, DAY_NONE), OK);
	assert_true(exempt(y, R104));
	assert_err(grant(y, true, "103", DAY_NONE, DAY_NONE), OK);
	assert_true(exempt(y, R103));
	/* What its list shows is what counts. */
	assert_err(
	    exemption_search(y->r->db, y->r->arena, &f, &all, &more), OK);
	assert_int_equal(all.n, 2);
	/* Where no year is open, its type is asked. */
	y->set = &c;
	assert_err(grant(y, false, "104", DAY_NONE, DAY_NONE), ERR_NOTFOUND);
	assert_err(grant(y, false, "999", DAY_NONE, DAY_NONE), OK);
}

static void
test_who_published_before_goes_by_the_set_as_well(void **state)
{
	struct year *y = *state;
	struct relation rel = {
		.org = y->org->id, .name = "RX901", .type = "CTP"
	};
	struct unit u = unit_of(NULL, NULL);
	enum relation_fault fault;
	struct exemptions all;
	struct exemption x;

	year_published(y, "1a 1b 2a");
	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
	assert_err(grant(y, true, "101", DAY_NONE, DAY_NONE), OK);
	assert_err(exemption_list(y->r->db, y->r->arena, "14", &all), OK);
	assert_int_equal(all.v[0].published, 1);
	assert_err(exemption_read(y->r->db, y->r->arena, all.v[0].id, &x), OK);
	assert_int_equal(x.published, 1);
}

/* All but 101, which is exempt, are confirmed, and so is the whole. */
static void
confirmed_without(struct year *y)
{
	size_t i;

	assert_err(grant(y, false, "101", DAY_NONE, DAY_NONE), OK);
	for (i = R102; i < SET_REQUIREMENTS; i++) {
		assert_err(year_complete(y, i), OK);
		assert_err(year_confirm(y, i), OK);
	}
	assert_err(year_confirm_whole(y), OK);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_CONFIRMED);
}

static void
end_newest(struct year *y)
{
	struct unit u = unit_of(y->org, &y->r->admin);
	struct exemptions all;

	assert_err(exemption_list(y->r->db, y->r->arena, "", &all), OK);
	assert_err(exemption_end(y->r->db, &u, all.v[0].id, "Open"), OK);
}

/* The year is opened again, and the requirement stays as it was. */
static void
test_what_ends_after_the_whole_was_confirmed_can_be_answered(void **state)
{
	struct year *y = *state;
	struct answer a, now;

	confirmed_without(y);
	end_newest(y);
	a = year_read(y, R101);
	tick(y, R101, &a, "1a 1b");
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, true), ERR_DENIED);
	assert_err(year_complete(y, R101), ERR_CONFLICT);
	assert_err(year_reopen(y, R101, ""), ERR_INVALID);
	assert_err(year_reopen(y, R101, "It is no longer exempt"), OK);
	year_find(y);
	assert_int_equal(y->s.state, ASSESSMENT_OPEN);
	assert_int_equal(y->s.confirmed_at, 0);
	now = year_read(y, R101);
	assert_int_equal(now.row.state, ANSWER_NOT_STARTED);
	assert_int_equal(now.edition, a.edition);
	assert_int_equal(year_state(y, R102), ANSWER_CONFIRMED);
	assert_int_equal(
	    raw_int(y->r,
		"SELECT count(*) FROM audit WHERE action = 'answer.reopen' "
		"AND detail LIKE '{\"requirement\":\"101\",\"reason\":"
		"\"It is no longer exempt\",\"state\":\"not-started\",%'"),
	    1);
	assert_err(year_reopen(y, R101, "Twice"), ERR_CONFLICT);
	assert_err(year_try_save(y, R101, &a, &y->r->assessor, true), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(year_confirm_whole(y), OK);
}

static void
test_whole_that_was_published_is_not_reopened(void **state)
{
	struct year *y = *state;

	confirmed_without(y);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_err(year_publish(y), OK);
	end_newest(y);
	assert_err(year_reopen(y, R101, "Too late"), ERR_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_one_and_a_type_are_exempt_until_it_ends),
		with_year(test_days_bound_it),
		with_year(test_another_may_follow_it),
		with_year(test_what_is_answered_meanwhile_is_kept),
		with_year(test_after_publication_nothing_of_it_changes),
		with_year(test_another_type_leaves_the_year_its_set),
		with_year(test_who_published_before_goes_by_the_set_as_well),
		with_year(
		    test_what_ends_after_the_whole_was_confirmed_can_be_answered),
		with_year(test_whole_that_was_published_is_not_reopened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
