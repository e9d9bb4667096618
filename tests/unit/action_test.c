/* action_test.c - actions of the plan: added, changed, reported, refused. */
#include "plan_set.h"

static void
an_action_goes_its_way(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel"), now;
	struct reports said;

	assert_err(try_add(y, &a), OK);
	now = on_record(y, a.id);
	assert_string_equal(now.owner.name, "daniel");
	assert_string_equal(now.number, "101");
	assert_int_equal(now.state, ACTION_OPEN);
	now.deputy = called(y, "siro");
	now.title = "Write it down twice";
	assert_err(try_change(y, &now), OK);
	now = on_record(y, a.id);
	assert_string_equal(now.title, "Write it down twice");
	assert_string_equal(
	    now.deputy.name, "Senior Information Risk Owner (SIRO)");
	assert_err(try_report(y, now, 50), OK);
	now = on_record(y, a.id);
	assert_int_equal(now.progress, 50);
	assert_err(try_report(y, now, 100), OK);
	now = on_record(y, a.id);
	assert_int_equal(now.state, ACTION_DONE);
	assert_true(now.closed_at > 0);
	assert_err(
	    action_reports(y->r->db, y->r->arena, y->org->id, a.id, &said), OK);
	assert_int_equal(said.n, 2);
	assert_int_equal(said.v[0].progress, 100);
	assert_string_equal(said.v[1].text, "Half of it.");
	assert_string_equal(said.v[1].by, "daniel");
	assert_err(try_report(y, now, 60), ERR_CONFLICT);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM audit WHERE "
				       "action LIKE 'action.%'"),
	    4);
}

static void
what_no_action_may_be(void **state)
{
	struct year *y = *state;
	struct action fine = action_for(y, R101, "daniel"), a;
	char *longest = arena_alloc(y->r->arena, 202);
	struct {
		const char *title;
		int reach;
		day due;
		enum err want;
	} all[] = { { "", 2, TODAY, ERR_INVALID },
		{ " x", 2, TODAY, ERR_INVALID },
		{ "a\nb", 2, TODAY, ERR_INVALID },
		{ "x", 0, TODAY, ERR_INVALID }, { "x", 4, TODAY, ERR_INVALID },
		{ "x", 2, DAY_NONE, ERR_INVALID },
		{ longest, 2, TODAY, ERR_INVALID },
		{ longest + 1, 2, TODAY, OK }, { "x", 2, TODAY - 400, OK } };
	size_t i;

	memset(longest, 'x', 201);
	longest[201] = '\0';
	for (i = 0; i < COUNT(all); i++) {
		a = fine;
		a.title = all[i].title;
		a.reach = all[i].reach;
		a.due_on = all[i].due;
		assert_err(try_add(y, &a), all[i].want);
	}
	assert_true(action_late(&a, TODAY));
	a = on_record(y, a.id);
	assert_err(try_report(y, a, 101), ERR_INVALID);
	assert_err(try_report(y, a, -1), ERR_INVALID);
	a.requirement = 4711;
	assert_err(try_add(y, &a), ERR_NOTFOUND);
	a.id = 4711;
	assert_err(
	    action_read(y->r->db, y->r->arena, &y->s, 4711, &a), ERR_NOTFOUND);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM action"), 2);
}

static void
an_owner_who_was_closed_takes_none(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel"), now;

	assert_err(try_add(y, &a), OK);
	now = on_record(y, a.id);
	now.deputy = called(y, "sunita");
	put(y, "UPDATE person SET closed = 1 WHERE user_name = 'sunita'");
	assert_err(try_change(y, &now), ERR_NOTFOUND);
	now = action_for(y, R102, "priya");
	put(y, "UPDATE person SET closed = 1 WHERE user_name = 'priya'");
	assert_err(try_add(y, &now), ERR_NOTFOUND);
	assert_int_equal(raw_int(y->r, "SELECT count(*) FROM action"), 1);
	assert_int_equal(on_record(y, a.id).edition, 1);
}

static void
whoever_saves_second_is_told(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel"), mine, theirs;
	struct unit u = year_unit(y, &y->r->admin);

	assert_err(try_add(y, &a), OK);
	mine = theirs = on_record(y, a.id);
	theirs.title = "Theirs";
	assert_err(try_change(y, &theirs), OK);
	mine.title = "Mine";
	assert_err(try_change(y, &mine), ERR_CONFLICT);
	assert_err(try_report(y, mine, 10), ERR_CONFLICT);
	assert_string_equal(on_record(y, a.id).title, "Theirs");
	/* The same form twice is one change. */
	mine = on_record(y, a.id);
	u.op = 4711;
	assert_err(action_change(y->r->db, &u, &y->s, &mine), OK);
	assert_err(action_change(y->r->db, &u, &y->s, &mine), OK);
	assert_true(u.repeated);
	assert_int_equal(on_record(y, a.id).edition, 3);
	mine = on_record(y, a.id);
	mine.state = ACTION_DROPPED;
	assert_err(try_change(y, &mine), OK);
	assert_err(try_change(y, &mine), ERR_CONFLICT);
}

static void
a_published_year_takes_none(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel"), more;

	assert_err(try_add(y, &a), OK);
	a = on_record(y, a.id);
	year_published(y, "1a 1b 2a");
	more = a;
	assert_err(try_add(y, &more), ERR_DENIED);
	assert_err(try_change(y, &a), ERR_DENIED);
	assert_err(try_report(y, a, 10), ERR_DENIED);
}

/* Whatever asks: the database itself refuses. */
static void
past_the_door_it_stays_too(void **state)
{
	static const char *const never[] = {
		"UPDATE action SET title = 'y'",
		"UPDATE action SET due_on = '2030-01-01'",
		"UPDATE action SET progress = 90",
		"UPDATE action SET state = 1",
		"INSERT INTO action SELECT * FROM action",
		"DELETE FROM action",
		"UPDATE action_report SET text = 'y'",
		"DELETE FROM action_report",
		"INSERT INTO action_report SELECT org_id, action_id, id + 1, "
		"9, "
		"'y', 1, 'x' FROM action_report",
	};
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel");
	size_t i;

	assert_err(try_add(y, &a), OK);
	assert_err(try_report(y, on_record(y, a.id), 10), OK);
	year_published(y, "1a 1b 2a");
	for (i = 0; i < COUNT(never); i++)
		if (raw(y->r, never[i]) != SQLITE_CONSTRAINT_TRIGGER)
			fail_msg("%s", never[i]);
	/* A leaver's open action goes to somebody else all the same. */
	put(y, "UPDATE action SET owner_id = 1, edition = edition + 1");
	put(y, "UPDATE action SET state = 3");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(an_action_goes_its_way),
		with_year(what_no_action_may_be),
		with_year(an_owner_who_was_closed_takes_none),
		with_year(whoever_saves_second_is_told),
		with_year(a_published_year_takes_none),
		with_year(past_the_door_it_stays_too),
	};

	return cmocka_run_group_tests_name("action", tests, NULL, NULL);
}
