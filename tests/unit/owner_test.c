/* owner_test.c - whose requirements, criteria and evidence are. */
#include "owner.h"
#include "records_year.h"
#include "work_group.h"

static int64_t
owner_of(const struct year *y, size_t i)
{
	return year_read(y, i).owner_id;
}

static enum err
try_owner(struct year *y, size_t i, const char *name)
{
	struct answer a = year_read(y, i);

	a.row.owner = name;
	return year_try_save(y, i, &a, &y->r->assessor, false);
}

static void
set_person(struct year *y, struct person *p, const char *name, bool closed,
    enum err want)
{
	struct unit u = year_unit(y, NULL);
	struct person now = *p;

	now.name = name;
	now.closed = closed;
	assert_err(person_change(y->r->db, &u, &now), want);
}

static enum err
give(struct year *y, const char *which, const struct owner_change *c,
    size_t *changed)
{
	struct unit u = year_unit(y, &y->r->admin);
	bool marks[SET_REQUIREMENTS] = { 0 };
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++)
		marks[i] = strstr(which, year_asks(y, i)->number) != NULL;
	return owner_give(y->r->db, &u, &y->s, y->set, marks, c, changed);
}

static void
test_nothing_is_without_an_owner(void **state)
{
	struct year *y = *state;
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_int_equal(owner_of(y, i), HOLDER_FIRST);
	assert_err(try_owner(y, R101, "daniel"), OK);
	assert_true(owner_of(y, R101) > HOLDER_FIRST);
	assert_err(try_owner(y, R101, ""), OK);
	assert_int_equal(owner_of(y, R101), HOLDER_FIRST);
	assert_string_equal(
	    year_read(y, R101).row.owner, "Information governance lead");
}

static void
test_only_who_is_known_owns(void **state)
{
	struct year *y = *state;
	char *ten_thousand = arena_alloc(y->r->arena, 10001);

	memset(ten_thousand, 'x', 10000);
	ten_thousand[10000] = '\0';
	assert_err(try_owner(y, R101, "Nobody here"), ERR_INVALID);
	assert_err(try_owner(y, R101, ten_thousand), ERR_INVALID);
	assert_err(try_owner(y, R101, "dan\niel"), ERR_INVALID);
	records_person(
	    y->r, &(struct person){ 0 }, &y->r->supplier, "oscar", ROLE_STAFF);
	assert_err(try_owner(y, R101, "oscar"), ERR_INVALID);
	set_person(y, &y->r->reviewer, "daniel", false, OK);
	assert_err(try_owner(y, R101, "daniel"), ERR_INVALID);
	assert_err(try_owner(y, R101, "sunita"), OK);
	assert_string_equal(year_read(y, R101).row.owner, "daniel (sunita)");
	raw(y->r, "DELETE FROM work_group_member");
	assert_err(try_owner(y, R102, "J. Smith"), ERR_INVALID);
	assert_int_equal(year_read(y, R102).edition, 0);
}

/* A second person of the name does not make the form unfit to be saved. */
static void
test_a_name_on_record_stays_who_it_is(void **state)
{
	struct year *y = *state;
	int64_t owner;

	assert_err(try_owner(y, R101, "daniel"), OK);
	owner = owner_of(y, R101);
	set_person(y, &y->r->reviewer, "daniel", false, OK);
	assert_err(try_owner(y, R101, "Daniel"), OK);
	assert_int_equal(owner_of(y, R101), owner);
	assert_err(try_owner(y, R102, "daniel"), ERR_INVALID);
}

static void
test_deputies_days_criteria_and_evidence(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101), b;
	struct evidence v = { .title = "Minutes",
		.reference = "Drawer",
		.owner = "A. Jones",
		.review_on = DUE };

	v.shows[K1A] = true;
	a.evidence.v = &v;
	a.evidence.n = 1;
	a.row.owner = "daniel";
	a.deputy = "siro";
	a.due_on = TODAY;
	a.criterion_owner[K2A] = "J. Smith";
	year_save(y, R101, &a);
	b = year_read(y, R101);
	assert_string_equal(b.deputy, "Senior Information Risk Owner (SIRO)");
	assert_int_equal(b.due_on, TODAY);
	assert_string_equal(b.criterion_owner[K2A], "J. Smith");
	assert_true(b.criterion_owner_id[K2A] > HOLDER_FIRST);
	assert_false(b.met[K2A]);
	assert_string_equal(b.evidence.v[0].owner, "A. Jones");
	assert_int_equal(b.evidence.v[0].review_on, DUE);
	a = b;
	year_save(y, R101, &a);
	b = year_read(y, R101);
	assert_string_equal(b.evidence.v[0].owner, "A. Jones");
	assert_int_equal(b.deputy_id, a.deputy_id);
	a = b;
	a.deputy = "daniel";
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, false), ERR_INVALID);
}

static void
test_many_are_given_at_once(void **state)
{
	struct year *y = *state;
	struct owner_change c = {
		.owner = "J. Smith", .deputy = "daniel", .due_on = TODAY
	};
	struct answer a;
	size_t n;

	assert_err(year_complete(y, R102), OK);
	assert_err(give(y, "101 102", &c, &n), OK);
	assert_int_equal(n, 2);
	a = year_read(y, R102);
	assert_int_equal(a.row.state, ANSWER_COMPLETE);
	assert_string_equal(a.row.owner, "J. Smith");
	assert_string_equal(a.deputy, "daniel");
	assert_int_equal(a.due_on, TODAY);
	assert_int_equal(owner_of(y, R103), HOLDER_FIRST);
	assert_err(give(y, "101 102", &c, &n), ERR_CONFLICT);
	assert_err(give(y, "101 103", &c, &n), OK);
	assert_int_equal(n, 1);
	c = (struct owner_change){
		.due_on = DAY_NONE, .no_deputy = true, .no_due = true
	};
	assert_err(give(y, "101 102 103", &c, &n), OK);
	a = year_read(y, R101);
	assert_int_equal(a.deputy_id, 0);
	assert_int_equal(a.due_on, DAY_NONE);
	assert_string_equal(a.row.owner, "J. Smith");
	assert_int_equal(
	    raw_int(y->r,
		"SELECT count(*) FROM audit WHERE action = 'answer.give'"),
	    6);
}

static void
test_what_cannot_be_given_is_not(void **state)
{
	struct year *y = *state;
	struct owner_change c = { .owner = "Nobody", .due_on = DAY_NONE };
	size_t n;

	assert_err(give(y, "101", &c, &n), ERR_INVALID);
	c.owner = "daniel";
	assert_err(give(y, "", &c, &n), ERR_INVALID);
	c.deputy = "daniel";
	assert_err(give(y, "101", &c, &n), ERR_INVALID);
	c = (struct owner_change){ .due_on = DAY_NONE };
	assert_err(give(y, "101", &c, &n), ERR_INVALID);
	year_published(y, "1a 1b 2a");
	c.owner = "daniel";
	assert_err(give(y, "101", &c, &n), ERR_DENIED);
}

static void
test_an_accepted_plan_is_accepted_of_its_owner(void **state)
{
	struct year *y = *state;
	struct owner_change c = { .deputy = "daniel", .due_on = DAY_NONE };
	struct answer a = year_read(y, R101);
	size_t n;

	a.plan = "Write it down.";
	a.row.target_level = 2;
	a.row.target_on = DUE;
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), OK);
	assert_err(give(y, "101", &c, &n), OK);
	assert_true(year_read(y, R101).row.plan_accepted);
	c.owner = "J. Smith";
	assert_err(give(y, "101", &c, &n), OK);
	assert_false(year_read(y, R101).row.plan_accepted);
	assert_true(year_read(y, R101).row.has_plan);
}

static void
test_a_new_name_shows_where_it_is_open(void **state)
{
	struct year *y = *state;
	struct work_moves none = { 0 };
	struct work_group g;
	struct unit u = year_unit(y, NULL);

	assert_err(try_owner(y, R101, "daniel"), OK);
	assert_err(try_owner(y, R102, "J. Smith"), OK);
	set_person(y, &y->r->assessor, "Daniel Osei", false, OK);
	assert_string_equal(year_read(y, R101).row.owner, "Daniel Osei");
	assert_err(
	    work_group_read(y->r->db, y->r->arena, y->org->id, 1, &g), OK);
	assert_int_equal(g.owns, 1);
	g.name = "Records team";
	assert_err(work_group_change(y->r->db, &u, &g, &none), OK);
	assert_string_equal(year_read(y, R102).row.owner, "Records team");
	assert_int_equal(year_read(y, R102).edition, 1);
	year_published(y, "1a 1b 2a");
	set_person(y, &y->r->assessor, "D. Osei", false, OK);
	assert_string_equal(year_read(y, R101).row.owner, "Daniel Osei");
}

static void
test_who_owns_open_work_is_not_closed(void **state)
{
	struct year *y = *state;
	struct work_moves moves = { .out = &y->r->admin.id, .out_n = 1 };
	struct unit u = year_unit(y, NULL);
	struct work_group g;

	raw(y->r, arena_printf(y->r->arena,
		      "INSERT INTO work_group_member SELECT org_id, id, %lld "
		      "FROM work_group WHERE org_id = %lld AND id = 1; "
		      "DELETE FROM work_group_member WHERE person_id = %d",
		      (long long)y->r->admin.id, (long long)y->org->id,
		      RECORDS_KEEPER));
	assert_err(try_owner(y, R101, "daniel"), OK);
	assert_err(try_owner(y, R102, "J. Smith"), OK);
	set_person(y, &y->r->assessor, "daniel", true, ERR_DENIED);
	set_person(y, &y->r->admin, "priya", true, ERR_DENIED);
	assert_err(
	    work_group_read(y->r->db, y->r->arena, y->org->id, 1, &g), OK);
	assert_err(work_group_change(y->r->db, &u, &g, &moves), ERR_DENIED);
	g.closed = true;
	moves.out_n = 0;
	assert_err(work_group_change(y->r->db, &u, &g, &moves), ERR_DENIED);
	g.closed = false;
	moves = (struct work_moves){ .in = &y->r->reviewer.id,
		.out = &y->r->admin.id,
		.in_n = 1,
		.out_n = 1 };
	assert_err(work_group_change(y->r->db, &u, &g, &moves), OK);
	raw(y->r, "DELETE FROM work_group_member WHERE group_id > 1");
	set_person(y, &y->r->admin, "priya", true, OK);
	assert_err(try_owner(y, R101, "sunita"), OK);
	set_person(y, &y->r->assessor, "daniel", true, OK);
	set_person(y, &y->r->reviewer, "sunita", true, ERR_DENIED);
}

static void
test_the_file_itself_refuses_work_without_an_owner(void **state)
{
	static const char *const never[] = {
		"UPDATE answer SET owner_id = NULL",
		"UPDATE answer SET owner_id = 4711",
		"UPDATE answer SET deputy_id = 4711",
		"REPLACE INTO answer SELECT * FROM (SELECT org_id, "
		"assessment_id, requirement_id, id + 1, state, level, "
		"previous_level, not_relevant, target_level, evidence, "
		"plan_state, owner, target_on, plan, plan_accepted_at, "
		"plan_accepted_by, nr_record, edition, changed_at, changed_by, "
		"completed_by, confirmed_by, NULL, NULL, NULL FROM answer)",
		"DELETE FROM holder",
		"UPDATE holder SET duty = 'siro' WHERE id = 1",
		"REPLACE INTO holder SELECT org_id, id, NULL, NULL, 'siro' "
		"FROM holder",
		"UPDATE duty SET closed = 1 WHERE code = 'ig-lead'",
		"UPDATE person SET closed = 1 WHERE user_name = 'daniel'",
		"DELETE FROM person WHERE user_name = 'daniel'",
		"UPDATE person SET org_id = NULL WHERE user_name = 'priya'; "
		"DELETE FROM role_grant; "
		"UPDATE person SET org_id = NULL WHERE user_name = 'daniel'",
		"DELETE FROM work_group_member WHERE group_id = 1",
		"UPDATE work_group SET closed = 1 WHERE id = 1",
		"UPDATE work_group_member SET group_id = 2 WHERE group_id = 1",
	};
	struct year *y = *state;
	size_t i;

	assert_err(try_owner(y, R101, "daniel"), OK);
	assert_err(try_owner(y, R102, "J. Smith"), OK);
	for (i = 0; i < COUNT(never); i++)
		if (raw(y->r, never[i]) != SQLITE_CONSTRAINT_TRIGGER)
			fail_msg("not refused: %s", never[i]);
}

/* ---- the next year ---- */

static void
test_owners_are_carried_over_where_they_are_still_here(void **state)
{
	struct year *y = *state;
	struct catalogue *next = arena_alloc(y->r->arena, sizeof(*next));
	struct answer a = year_read(y, R103);
	struct evidence v = { .title = "Minutes", .owner = "daniel" };

	v.reference = "";
	v.review_on = DUE + 30;
	v.shows[K1A] = true;
	a.evidence.v = &v;
	a.evidence.n = 1;
	a.row.owner = "A. Jones";
	a.deputy = "siro";
	a.due_on = TODAY;
	a.criterion_owner[K1A] = "sunita";
	year_save(y, R103, &a);
	assert_err(try_owner(y, R101, "daniel"), OK);
	assert_err(try_owner(y, R102, "sunita"), OK);
	year_published(y, "1a 1b 2a");
	set_person(y, &y->r->assessor, "daniel", true, OK);
	set_make(y->r->arena, next, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, next);
	year_open(y, &y->r->trust, next);
	assert_int_equal(owner_of(y, R101), HOLDER_FIRST);
	assert_string_equal(year_read(y, R102).row.owner, "sunita");
	a = year_read(y, R103);
	assert_string_equal(a.row.owner, "A. Jones");
	assert_string_equal(a.deputy, "Senior Information Risk Owner (SIRO)");
	assert_string_equal(a.criterion_owner[K1A], "sunita");
	assert_int_equal(a.due_on, TODAY);
	assert_int_equal(a.evidence.v[0].owner_id, 0);
	assert_int_equal(a.evidence.v[0].review_on, DUE + 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_nothing_is_without_an_owner),
		with_year(test_only_who_is_known_owns),
		with_year(test_a_name_on_record_stays_who_it_is),
		with_year(test_deputies_days_criteria_and_evidence),
		with_year(test_many_are_given_at_once),
		with_year(test_what_cannot_be_given_is_not),
		with_year(test_an_accepted_plan_is_accepted_of_its_owner),
		with_year(test_a_new_name_shows_where_it_is_open),
		with_year(test_who_owns_open_work_is_not_closed),
		with_year(test_the_file_itself_refuses_work_without_an_owner),
		with_year(
		    test_owners_are_carried_over_where_they_are_still_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
