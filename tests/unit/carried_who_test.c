/* carried_who_test.c - owners, deputies, days and acceptances that are left. */
#include "carried_set.h"

#define LATER (TODAY + 200)

static void
close_person(struct year *y, struct person *p)
{
	struct unit u = year_unit(y, NULL);
	struct person now = *p;

	now.closed = true;
	assert_err(person_change(y->r->db, &u, &now), OK);
}

static void
owners_who_take_no_work_any_more(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct evidence v = { .title = "Minutes", .reference = "" };
	struct answer a = year_read(y, R101);
	struct carried_lines all;
	const char *lead;

	lead = a.row.owner;
	v.owner = "daniel";
	v.shows[K1A] = true;
	a.evidence.v = &v;
	a.evidence.n = 1;
	a.row.owner = a.criterion_owner[K2A] = "daniel";
	a.deputy = "ig-lead";
	year_save(y, R101, &a);
	a = year_read(y, R103);
	a.row.owner = "A. Jones";
	a.deputy = "daniel";
	year_save(y, R103, &a);
	year_published(y, "1a 1b 2a");
	close_person(y, &y->r->assessor);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "101", CARRIED_OWNER, "", "daniel", lead);
	/* Nobody is their own deputy. */
	left_says(&all, "101", CARRIED_DEPUTY, "", lead, "");
	left_says(&all, "101", CARRIED_CRITERION_OWNER, "2a", "daniel", lead);
	left_says(&all, "101", CARRIED_EVIDENCE_OWNER, "", "daniel", lead);
	left_says(&all, "103", CARRIED_DEPUTY, "", "daniel", "");
	assert_int_equal(all.n, 5);
	a = year_read(y, R101);
	assert_int_equal(a.owner_id, HOLDER_FIRST);
	assert_int_equal(a.deputy_id, 0);
}

static void
the_deputy_of_an_action(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct action x = action_for(y, R101, "J. Smith");
	struct carried_lines all;
	struct actions now;

	x.deputy = called(y, "sunita");
	assert_err(try_add(y, &x), OK);
	/* The pages do not close who is a deputy; other programs may. */
	assert_int_equal(
	    raw(y->r, "UPDATE person SET closed = 1 WHERE name = 'sunita'"),
	    SQLITE_OK);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "101", CARRIED_ACTION_DEPUTY, "", "sunita", "");
	assert_string_equal(all.v[0].about, "Write it down");
	assert_int_equal(all.n, 1);
	assert_err(action_list(y->r->db, y->r->arena, &y->s, &now), OK);
	assert_string_equal(now.v[0].owner.name, "J. Smith");
	assert_int_equal(now.v[0].deputy.id, 0);
}

static void
days_that_have_passed(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15"), *d = next_set(y, "16");
	struct answer a = year_read(y, R101);
	struct carried_lines all;

	a.row.target_level = 3;
	a.row.target_on = TODAY + 1;
	a.due_on = TODAY + 2;
	year_save(y, R101, &a);
	records_store(y->r, c);
	open_next(y, c, TODAY + 1);
	assert_int_equal(left_of(y).n, 0);
	assert_int_equal(year_read(y, R101).due_on, TODAY + 2);
	records_store(y->r, d);
	open_next(y, d, LATER);
	all = left_of(y);
	left_says(&all, "101", CARRIED_TARGET, "", "2026-11-23", "");
	left_says(&all, "101", CARRIED_DUE, "", "2026-11-24", "");
	assert_int_equal(all.n, 2);
	a = year_read(y, R101);
	assert_int_equal(a.row.target_level, 3);
	assert_int_equal(a.row.target_on, DAY_NONE);
	assert_int_equal(a.due_on, DAY_NONE);
}

static void
an_acceptance_of_a_plan(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct answer a;
	struct carried_lines all;

	say_all(y, R104);
	a = year_read(y, R104);
	tick(y, R104, &a, "1a");
	year_save(y, R104, &a);
	assert_err(year_accept(y, R104), OK);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "104", CARRIED_ACCEPTANCE, "", "Go on.", "");
	assert_int_equal(all.n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(owners_who_take_no_work_any_more),
		with_year(the_deputy_of_an_action),
		with_year(days_that_have_passed),
		with_year(an_acceptance_of_a_plan),
	};

	return cmocka_run_group_tests_name("carried_who", tests, NULL, NULL);
}
