/* handover_absence_test.c - whoever is away has a deputy for these days. */
#include "handover_set.h"

static struct handover
away(struct records *r, const struct person *to, day from, day until)
{
	struct handover h = whole(r, &r->assessor, to);
	struct handover_move *v = arena_array(r->arena, h.n, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < h.n; i++)
		if (held_deputized(h.v[i].kind))
			v[n++] = h.v[i];
	h.v = v;
	h.n = n;
	h.from_on = from;
	h.until_on = until;
	return h;
}

static int64_t
deputies(struct records *r)
{
	return raw_int(
	    r, arena_printf(r->arena,
		   "SELECT (SELECT count(*) FROM duty_holding WHERE id = 1 AND "
		   "deputy_id = %lld) + (SELECT count(*) FROM answer a JOIN "
		   "holder h ON h.id = a.deputy_id WHERE h.person_id = %lld) + "
		   "(SELECT count(*) FROM action a JOIN holder h ON h.id = "
		   "a.deputy_id WHERE h.person_id = %lld)",
		   (long long)r->admin.id, (long long)r->admin.id,
		   (long long)r->admin.id));
}

static int64_t
turned(struct records *r, day on)
{
	struct unit u = unit_of(NULL, NULL);
	int64_t n;

	assert_err(handover_turn(r->db, &u, on, &n), OK);
	return n;
}

static void
test_an_absence_begins_and_ends_on_its_days(void **state)
{
	struct records *r = *state;
	struct away_list list;
	struct holdings set;
	struct handover h;

	holdings_fill(r, &set);
	raw_do(r, arena_printf(r->arena,
		      "UPDATE answer SET deputy_id = %lld WHERE id = " //
		      ANSWER_ID("101"),
		      (long long)set.sunita));
	h = away(r, &r->admin, TODAY + 1, TODAY + 2);
	assert_int_equal(h.n, 4);
	assert_err(done(r, &h), OK);
	assert_int_equal(deputies(r), 0);
	assert_int_equal(turned(r, TODAY), 0);
	assert_err(
	    handover_away(r->db, r->arena, r->trust.id, r->assessor.id, &list),
	    OK);
	assert_int_equal(list.n, 4);
	assert_string_equal(list.v[1].code, "14-101");
	assert_string_equal(list.v[1].to, "priya");
	assert_false(list.v[1].now);
	assert_int_equal(turned(r, TODAY + 1), 4);
	assert_int_equal(deputies(r), 4);
	assert_int_equal(turned(r, TODAY + 2), 0);
	assert_int_equal(held_by(r, &r->assessor).n, KINDS);
	assert_int_equal(turned(r, TODAY + 3), 4);
	assert_int_equal(deputies(r), 0);
	assert_int_equal(
	    raw_int(r, arena_printf(r->arena,
			   "SELECT count(*) FROM answer WHERE deputy_id = "
			   "%lld AND id = " ANSWER_ID("101"),
			   (long long)set.sunita)),
	    1);
	assert_int_equal(turned(r, TODAY + 4), 0);
}

static void
test_an_absence_from_today_begins_at_once_and_only_one_at_a_time(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;

	holdings_fill(r, &set);
	h = away(r, &r->admin, TODAY, TODAY);
	assert_err(done(r, &h), OK);
	assert_int_equal(deputies(r), 4);
	h = away(r, &r->reviewer, TODAY, TODAY);
	assert_err(done(r, &h), ERR_CONFLICT);
	assert_int_equal(h.fault, HANDOVER_AWAY);
	h = whole(r, &r->assessor, &r->reviewer); /* for good: all ends */
	assert_err(done(r, &h), OK);
	assert_int_equal(deputies(r), 0);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM stand_in WHERE state < 2"), 0);
}

static void
test_who_left_meanwhile_is_no_deputy(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;
	struct person gone;
	struct unit u;

	holdings_fill(r, &set);
	u = unit_of(&r->trust, NULL);
	records_person(r, &gone, &r->trust, "gone", ROLE_ASSESSOR);
	h = away(r, &gone, TODAY + 1, TODAY + 2);
	assert_err(done(r, &h), OK);
	gone.name = "gone";
	gone.closed = true;
	assert_err(person_change(r->db, &u, &gone), OK);
	assert_int_equal(turned(r, TODAY + 1), 4);
	assert_int_equal(held_by(r, &gone).n, 0);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM stand_in WHERE state < 2"), 0);
}

/* What they were deputy for was given to them while it was stood in for. */
static void
test_the_deputy_of_before_is_not_set_beside_themselves(void **state)
{
	struct records *r = *state;
	struct holdings set;
	struct handover h;

	holdings_fill(r, &set);
	raw_do(r, arena_printf(r->arena,
		      "UPDATE answer SET deputy_id = %lld WHERE id = " //
		      ANSWER_ID("101") ";"
				       "UPDATE action SET deputy_id = %lld "
				       "WHERE id = 1",
		      (long long)set.sunita, (long long)set.sunita));
	h = away(r, &r->admin, TODAY, TODAY);
	assert_err(done(r, &h), OK);
	raw_do(r, arena_printf(r->arena,
		      "UPDATE answer SET owner_id = %lld WHERE id = " //
		      ANSWER_ID("101") ";"
				       "UPDATE action SET owner_id = %lld "
				       "WHERE id = 1",
		      (long long)set.sunita, (long long)set.sunita));
	assert_int_equal(turned(r, TODAY + 1), 4);
	assert_int_equal(deputies(r), 0);
	assert_int_equal(
	    raw_int(r, "SELECT (SELECT count(*) FROM answer WHERE deputy_id = "
		       "owner_id) + (SELECT count(*) FROM action WHERE "
		       "deputy_id = owner_id)"),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_an_absence_begins_and_ends_on_its_days),
		with_records(
		    test_an_absence_from_today_begins_at_once_and_only_one_at_a_time),
		with_records(test_who_left_meanwhile_is_no_deputy),
		with_records(
		    test_the_deputy_of_before_is_not_set_beside_themselves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
