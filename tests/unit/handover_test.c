/* handover_test.c - what a person holds passes to others, whole or not. */
#include "handover_set.h"

static void
test_everything_a_person_holds_is_listed_by_kind(void **state)
{
	static const struct {
		enum held_kind kind;
		const char *code, *title;
		int64_t n;
	} want[KINDS] = {
		{ HELD_DUTY, "", "Senior Information Risk Owner (SIRO)", 1 },
		{ HELD_DUTY_DEPUTY, "", "Freedom of Information lead", 1 },
		{ HELD_REQUIREMENT, "14-101", "Requirement 101", 1 },
		{ HELD_REQUIREMENT, "14-102", "Requirement 102", 1 },
		{ HELD_REQUIREMENT_DEPUTY, "14-103", "Requirement 103", 1 },
		{ HELD_CRITERIA, "14-104", "Requirement 104", 1 },
		{ HELD_EVIDENCE, "14-104", "Requirement 104", 2 },
		{ HELD_ACTION, "14-101", "Act", 1 },
		{ HELD_ACTION_DEPUTY, "14-101", "Help", 1 },
		{ HELD_GROUP, "", "Board", 1 },
		{ HELD_STAFF, "", "", 1 },
	};
	struct records *r = *state;
	int64_t here, elsewhere;
	struct holdings set;
	struct held_list all;
	size_t i;

	holdings_fill(r, &set);
	all = held_by(r, &r->assessor);
	assert_int_equal(all.n, KINDS);
	for (i = 0; i < KINDS; i++) {
		assert_int_equal(all.v[i].kind, want[i].kind);
		assert_string_equal(all.v[i].code, want[i].code);
		assert_string_equal(all.v[i].title, want[i].title);
		assert_int_equal(all.v[i].n, want[i].n);
	}
	assert_err(handover_count(r->db, r->trust.id, r->assessor.id, TODAY,
		       &here, &elsewhere),
	    OK);
	assert_int_equal(here, KINDS);
	assert_int_equal(elsewhere, 0);
}

static void
test_after_a_hand_over_nothing_open_is_the_leavers(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;

	holdings_fill(r, &set);
	h = whole(r, &r->assessor, &r->admin);
	h.n--; /* priya is on no list of staff */
	assert_err(done(r, &h), OK);
	assert_int_equal(held_by(r, &r->assessor).n, 1);
	assert_int_equal(held_by(r, &r->admin).n, KINDS - 1);
	h = whole(r, &r->assessor, &r->reviewer);
	assert_err(done(r, &h), OK);
	assert_int_equal(held_by(r, &r->assessor).n, 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit WHERE action = "
				    "'handover.move'"),
	    2);
}

static void
test_a_duty_begins_anew_and_its_history_stays(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;

	holdings_fill(r, &set);
	raw_do(r, "UPDATE duty_holding SET accepted_at = 5 WHERE id = 1");
	h = whole(r, &r->assessor, &r->admin);
	h.n = 1;
	assert_err(done(r, &h), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM duty_holding WHERE "
				    "duty = 'siro'"),
	    2);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM duty_holding WHERE id = 1 AND "
		       "name = 'daniel' AND accepted_at = 5 AND ended_by = "
		       "'priya'"),
	    1);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM duty_holding WHERE ended_at IS "
		       "NULL AND name = 'priya' AND post = 'Director' AND "
		       "accepted_at IS NULL AND from_on = '2026-11-26'"),
	    1);
}

static void
test_a_new_owner_is_read_and_the_plan_is_to_be_accepted_again(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;

	holdings_fill(r, &set);
	h = whole(r, &r->assessor, &r->reviewer);
	assert_int_equal(h.v[2].kind, HELD_REQUIREMENT);
	h.v += 2;
	h.n = 1;
	raw_do(r, arena_printf(r->arena,
		      "UPDATE answer SET deputy_id = %lld WHERE id = " //
		      ANSWER_ID("101"),
		      (long long)set.sunita));
	assert_err(done(r, &h), OK);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM answer WHERE id = " //
		ANSWER_ID("101") " AND owner = 'sunita' AND "
				 "plan_state = 1 AND plan_accepted_at "
				 "IS NULL AND deputy_id IS NULL AND "
				 "edition = 1"),
	    1);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE action = "
		       "'answer.handover' AND object = " ANSWER_ID("101")),
	    1);
}

static void
test_several_people_take_over_in_one_act(void **state)
{
	struct handover_move v[3];
	struct records *r = *state;
	struct holdings set;
	struct handover h;
	int64_t rows;

	holdings_fill(r, &set);
	h = whole(r, &r->assessor, &r->admin);
	memcpy(v, h.v, sizeof(v));
	v[1].to = r->reviewer.id; /* who holds what daniel is deputy for */
	h.v = v;
	h.n = 3;
	rows = chain_rows(r, r->trust.id);
	assert_err(done(r, &h), OK);
	assert_int_equal(chain_rows(r, r->trust.id), rows + 3);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM duty_holding WHERE ended_at IS "
		       "NULL AND deputy_id IS NOT NULL"),
	    0);
	assert_int_equal(held_by(r, &r->admin).n, 2);
}

static void
test_a_receiver_from_below_takes_the_managers_place(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;
	struct staff s, top;

	holdings_fill(r, &set);
	top = staff_linked(r, "9", "Top", NULL, 0);
	raw_do(r, arena_printf(r->arena,
		      "UPDATE staff SET manager_id = %lld WHERE number = '1';"
		      "UPDATE staff SET person_id = NULL WHERE number = '2';"
		      "UPDATE staff SET person_id = %lld WHERE number = '3'",
		      (long long)top.id, (long long)r->reviewer.id));
	h = whole(r, &r->assessor, &r->reviewer);
	h.v += h.n - 1;
	h.n = 1;
	assert_err(done(r, &h), OK);
	assert_err(staff_find(r->db, r->arena, r->trust.id, "3", &s), OK);
	assert_true(s.manager == top.id);
	assert_err(staff_find(r->db, r->arena, r->trust.id, "2", &s), OK);
	assert_true(s.manager == set.cem.id);
	assert_err(
	    staff_is_below(r->db, r->trust.id, s.id, s.id), ERR_NOTFOUND);
}

/* ---- what is refused ---- */

static void
refused(struct records *r, struct handover h, enum handover_fault why,
    enum err want)
{
	int64_t rows = chain_rows(r, r->trust.id);

	assert_err(done(r, &h), want);
	assert_int_equal(h.fault, why);
	assert_int_equal(chain_rows(r, r->trust.id), rows);
	assert_int_equal(held_by(r, &r->assessor).n, KINDS);
}

static void
test_nobody_receives_who_should_not(void **state)
{
	struct records *r = *state;
	struct person gone, guest;
	struct holdings set;
	struct handover h;
	struct unit u;

	holdings_fill(r, &set);
	u = unit_of(&r->trust, NULL);
	records_person(r, &gone, &r->trust, "gone", ROLE_ASSESSOR);
	records_person(r, &guest, &r->supplier, "guest", ROLE_ASSESSOR);
	gone.name = "gone";
	gone.closed = true;
	assert_err(person_change(r->db, &u, &gone), OK);
	refused(r, whole(r, &r->assessor, &r->assessor), HANDOVER_TO_SELF,
	    ERR_INVALID);
	refused(r, whole(r, &r->assessor, &gone), HANDOVER_CLOSED, ERR_INVALID);
	refused(
	    r, whole(r, &r->assessor, &guest), HANDOVER_ELSEWHERE, ERR_INVALID);
	refused(r, whole(r, &r->assessor, &r->admin), HANDOVER_NO_STAFF,
	    ERR_INVALID);
	h = whole(r, &r->assessor, &r->admin);
	h.n = 0;
	refused(r, h, HANDOVER_NOTHING, ERR_INVALID);
	h = whole(r, &r->assessor, &r->admin);
	h.from = r->reviewer.id;
	h.n = 1;
	refused(r, h, HANDOVER_GONE, ERR_CONFLICT);
	h.from = 4711;
	assert_err(done(r, &h), ERR_NOTFOUND);
}

static void
test_an_absence_needs_two_days_in_order(void **state)
{
	static const struct {
		int from, until; /* days from today; 999: none */
	} bad[] = { { 999, 3 }, { 3, 999 }, { 3, 2 }, { -5, -1 } };
	struct records *r = *state;
	struct holdings set;
	struct handover h;
	size_t i;

	holdings_fill(r, &set);
	for (i = 0; i < COUNT(bad); i++) {
		h = whole(r, &r->assessor, &r->admin);
		h.n = 1;
		if (bad[i].from != 999)
			h.from_on = TODAY + bad[i].from;
		if (bad[i].until != 999)
			h.until_on = TODAY + bad[i].until;
		refused(r, h, HANDOVER_DAYS, ERR_INVALID);
	}
	h = whole(r, &r->assessor, &r->admin);
	h.from_on = h.until_on = TODAY;
	refused(r, h, HANDOVER_NO_DEPUTY, ERR_INVALID);
}

static void
test_the_same_form_twice_moves_once(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;
	struct unit u;
	int64_t rows;

	holdings_fill(r, &set);
	u = unit_of(&r->trust, &r->admin);
	u.op = 99;
	h = whole(r, &r->assessor, &r->reviewer);
	assert_err(handover_do(r->db, &u, &h, TODAY), OK);
	rows = chain_rows(r, r->trust.id);
	assert_err(handover_do(r->db, &u, &h, TODAY), OK);
	assert_true(u.repeated);
	assert_int_equal(chain_rows(r, r->trust.id), rows);
	u.op = 100;
	assert_err(handover_do(r->db, &u, &h, TODAY), ERR_CONFLICT);
	assert_int_equal(h.fault, HANDOVER_GONE);
}

/* ---- leaving ---- */

static void
test_an_account_stays_open_while_it_holds_something(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;
	struct person p;
	struct unit u;

	holdings_fill(r, &set);
	u = unit_of(&r->trust, &r->admin);
	p = r->assessor;
	p.name = "daniel";
	p.closed = true;
	raw_do(r, arena_printf(r->arena,
		      "INSERT INTO work_group SELECT %lld, 6, 'Crowd', "
		      "'crowd', 0; INSERT INTO work_group_member SELECT %lld, "
		      "6, id FROM person WHERE user_name <> 'sunita'",
		      (long long)r->trust.id, (long long)r->trust.id));
	while ((h = whole(r, &r->assessor, &r->reviewer)).n > 1) {
		assert_err(person_change(r->db, &u, &p), ERR_DENIED);
		h.v += h.v[0].key == 6; /* others are in the crowd */
		h.n = 1;
		assert_err(done(r, &h), OK);
	}
	assert_err(person_change(r->db, &u, &p), OK);
}

/* A small generator: the same every time. */
static unsigned
next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static void
test_whoever_leaves_in_whatever_order_nothing_is_left_with_them(void **state)
{
	struct records *r = *state;
	struct person people[6];
	struct holdings set;
	struct handover h;
	struct unit u;
	unsigned seed = 4, i, k;

	holdings_fill(r, &set);
	u = unit_of(&r->trust, &r->admin);
	for (i = 0; i < COUNT(people); i++) {
		records_person(r, &people[i], &r->trust,
		    arena_printf(r->arena, "p%u", i), ROLE_ASSESSOR);
		staff_linked(r, arena_printf(r->arena, "p%u", i), "P",
		    &people[i], i % 2 == 0 ? set.cem.id : set.ann.id);
	}
	h = whole(r, &r->assessor, &people[0]);
	assert_err(done(r, &h), OK);
	for (i = 0; i + 1 < COUNT(people); i++) {
		struct handover_move v[40];
		struct held_list all = held_by(r, &people[i]);

		assert_true(all.n <= COUNT(v));
		for (k = 0; k < all.n; k++)
			v[k] =
			    (struct handover_move){ all.v[k].kind, all.v[k].key,
				    people[i + 1 +
					   next(&seed, COUNT(people) - i - 1)]
					.id };
		h = (struct handover){ .from = people[i].id,
			.v = v,
			.n = all.n,
			.from_on = DAY_NONE,
			.until_on = DAY_NONE };
		if (all.n > 0)
			assert_err(done(r, &h), OK);
		people[i].name = "gone";
		people[i].closed = true;
		assert_err(person_change(r->db, &u, &people[i]), OK);
		assert_int_equal(held_by(r, &people[i]).n, 0);
	}
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM answer a JOIN holder h ON h.id = "
		       "a.owner_id JOIN person p ON p.id = h.person_id WHERE "
		       "p.closed = 1"),
	    0);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM answer WHERE owner_id IS NULL"),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_everything_a_person_holds_is_listed_by_kind),
		with_records(
		    test_after_a_hand_over_nothing_open_is_the_leavers),
		with_records(test_a_duty_begins_anew_and_its_history_stays),
		with_records(
		    test_a_new_owner_is_read_and_the_plan_is_to_be_accepted_again),
		with_records(test_several_people_take_over_in_one_act),
		with_records(
		    test_a_receiver_from_below_takes_the_managers_place),
		with_records(test_nobody_receives_who_should_not),
		with_records(test_an_absence_needs_two_days_in_order),
		with_records(test_the_same_form_twice_moves_once),
		with_records(
		    test_an_account_stays_open_while_it_holds_something),
		with_records(
		    test_whoever_leaves_in_whatever_order_nothing_is_left_with_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
