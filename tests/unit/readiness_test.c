/* readiness_test.c - what blocks publication, in the order it is mended. */
#include "records_year.h"

static struct readiness
ready_on(const struct year *y, day today)
{
	struct readiness ready;

	assert_err(
	    readiness_of(y->r->db, y->r->arena, &y->s, y->set, today, &ready),
	    OK);
	return ready;
}

/* The blockers as a text: "answer 101, confirm 102, whole, duty dpo". */
static const char *
blockers(struct year *y)
{
	static const char *const kinds[] = {
		[BLOCKER_ANSWER] = "answer",
		[BLOCKER_CONFIRM] = "confirm",
		[BLOCKER_WHOLE] = "whole",
		[BLOCKER_DUTY] = "duty",
		[BLOCKER_WITHDRAWN] = "withdrawn",
	};
	struct readiness ready;
	const char *all = "";
	size_t i;

	year_find(y);
	ready = ready_on(y, TODAY);
	for (i = 0; i < ready.blockers.n; i++) {
		const struct blocker *b = &ready.blockers.v[i];

		assert_int_equal(b->requirement != NULL,
		    b->kind == BLOCKER_ANSWER || b->kind == BLOCKER_CONFIRM);
		assert_int_equal(b->duty != NULL, b->kind == BLOCKER_DUTY);
		all = arena_printf(y->r->arena, "%s%s%s%s%s", all,
		    i > 0 ? ", " : "", kinds[b->kind],
		    b->requirement != NULL || b->duty != NULL ? " " : "",
		    b->requirement != NULL ? b->requirement->number
		    : b->duty != NULL      ? b->duty->code
					   : "");
	}
	return all;
}

#define BOTH_DUTIES "duty accountable, duty caldicott"

static void
test_full_the_order_is_that_of_the_steps(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R103);

	assert_string_equal(blockers(y), "answer 101, answer 102, answer 103, "
					 "answer 104, whole, " BOTH_DUTIES);
	year_save(y, R103, &a);
	assert_err(year_complete(y, R102), OK);
	assert_err(year_complete(y, R104), OK);
	assert_string_equal(blockers(y), "answer 101, answer 103, confirm 102, "
					 "confirm 104, whole, " BOTH_DUTIES);
	assert_err(year_confirm(y, R104), OK);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_complete(y, R103), OK);
	assert_string_equal(blockers(y),
	    "confirm 101, confirm 102, confirm 103, whole, " BOTH_DUTIES);
	assert_err(year_confirm(y, R101), OK);
	assert_err(year_confirm(y, R102), OK);
	assert_err(year_confirm(y, R103), OK);
	assert_string_equal(blockers(y), "whole, " BOTH_DUTIES);
	assert_err(year_confirm_whole(y), OK);
	assert_string_equal(blockers(y), BOTH_DUTIES);
	assert_err(year_duties(y, "Ann", "", ""), OK);
	assert_string_equal(blockers(y), "duty caldicott");
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_string_equal(blockers(y), "");
}

static void
test_simplified_nothing_is_confirmed(void **state)
{
	struct year *y = *state;
	size_t i;

	year_simple(y);
	assert_string_equal(blockers(y),
	    "answer 101, answer 102, answer 103, answer 104, " BOTH_DUTIES);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_err(year_complete(y, i), OK);
	assert_string_equal(blockers(y), BOTH_DUTIES);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_string_equal(blockers(y), "");
	assert_err(year_publish(y), OK);
}

static void
test_what_is_reopened_blocks_again(void **state)
{
	struct year *y = *state;

	year_ready(y, "1a 1b 2a");
	assert_string_equal(blockers(y), "");
	assert_err(year_reopen(y, R102, "An error"), OK);
	assert_string_equal(blockers(y), "answer 102, whole");
	assert_err(year_complete(y, R102), OK);
	assert_string_equal(blockers(y), "confirm 102, whole");
	assert_err(year_confirm(y, R102), OK);
	assert_string_equal(blockers(y), "whole");
}

static void
test_carried_answers_block_until_they_are_looked_at(void **state)
{
	struct year *y = *state;
	struct catalogue c;

	year_published(y, "1a 1b 2a");
	set_make(y->r->arena, &c, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, &c);
	year_open(y, &y->r->trust, &c);
	/* The duties are the organisation's and stay named. */
	assert_string_equal(blockers(y),
	    "answer 101, answer 102, answer 103, answer 104, whole");
}

static void
test_a_published_year_has_no_blockers(void **state)
{
	struct year *y = *state;

	year_published(y, "1a 1b 2a");
	assert_string_equal(blockers(y), "");
	assert_err(year_publish(y), ERR_CONFLICT);
}

/* Publication asks readiness, and readiness asks what publication does. */
static void
test_it_can_be_published_when_nothing_blocks_and_only_then(void **state)
{
	struct year *y = *state;
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		assert_string_not_equal(blockers(y), "");
		assert_err(year_publish(y), ERR_CONFLICT);
		assert_err(year_complete(y, i), OK);
		assert_err(year_confirm(y, i), OK);
	}
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_string_equal(blockers(y), "whole");
	assert_err(year_publish(y), ERR_CONFLICT);
	assert_err(year_confirm_whole(y), OK);
	assert_string_equal(blockers(y), "");
	assert_err(year_publish(y), OK);
}

/* By organisation and by type, neither answered nor confirmed. */
static void
test_what_is_exempt_does_not_block(void **state)
{
	struct year *y = *state;
	struct publication p;

	assert_int_equal(
	    raw(y->r, "INSERT INTO exemption (id, org_id, "
		      "org_type, version, number, reason, granted_at) SELECT "
		      "1, id, NULL, "
		      "'14', '101', 'x', 0 FROM org WHERE code = "
		      "'RX901'; INSERT INTO exemption (id, org_id, "
		      "org_type, version, number, reason, granted_at) VALUES "
		      "(2, NULL, 'ACU', '14', '103', 'x', 0), "
		      "(3, NULL, 'CTP', '14', '104', 'x', 0), "
		      "(4, NULL, 'ACU', '13', '104', 'x', 0)"),
	    SQLITE_OK);
	assert_string_equal(
	    blockers(y), "answer 102, answer 104, whole, " BOTH_DUTIES);
	assert_err(year_complete(y, R102), OK);
	assert_err(year_complete(y, R103), OK); /* no need, and no harm */
	assert_err(year_complete(y, R104), OK);
	assert_string_equal(
	    blockers(y), "confirm 102, confirm 104, whole, " BOTH_DUTIES);
	assert_err(year_confirm(y, R102), OK);
	assert_err(year_confirm_whole(y), ERR_CONFLICT); /* 104 is not */
	assert_err(year_confirm(y, R104), OK);
	assert_err(year_confirm_whole(y), OK);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_string_equal(blockers(y), "");
	assert_err(year_publish(y), OK);
	assert_err(publication_read(y->r->db, y->r->arena, &y->s, &p), OK);
	assert_int_equal(p.of, 6);
}

static void
test_days_are_counted_to_the_day_it_is_due(void **state)
{
	const struct year *y = *state;

	assert_int_equal(ready_on(y, DUE - 30).days_left, 30);
	assert_int_equal(ready_on(y, DUE).days_left, 0);
	assert_int_equal(ready_on(y, DUE + 2).days_left, -2);
}

static void
test_each_blocker_names_who_can_mend_it(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	struct readiness ready;

	a.row.owner = "J. Smith";
	year_save(y, R101, &a);
	assert_err(year_complete(y, R103), OK);
	ready = ready_on(y, TODAY);
	assert_int_equal(ready.blockers.n, 7);
	assert_string_equal(ready.blockers.v[0].holder, "J. Smith"); /* 101 */
	assert_string_equal(ready.blockers.v[1].holder,
	    "Information governance lead");                        /* 102 */
	assert_string_equal(ready.blockers.v[3].holder, "sunita"); /* 103 */
	assert_string_equal(ready.blockers.v[4].holder, "sunita"); /* whole */
	assert_string_equal(
	    ready.blockers.v[5].holder, "daniel, priya, sunita");
	assert_string_equal(ready.publisher, "priya");
	/* Of a duty who holds it, once somebody does. */
	assert_err(year_duties(y, "Ann", "", ""), OK);
	a = year_read(y, R101);
	a.row.owner = y->set->duties.v[0].title;
	year_save(y, R101, &a);
	assert_string_equal(
	    ready_on(y, TODAY).blockers.v[0].holder, "Director (Ann)");
}

static void
test_groups_and_closed_accounts_are_told_apart(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, NULL);
	struct grant g = { .role = ROLE_REVIEWER, .group = "ig-reviewers" };
	struct person closed = y->r->reviewer;

	assert_err(role_grant(y->r->db, &u, &g), OK);
	assert_string_equal(
	    ready_on(y, TODAY).blockers.v[4].holder, "ig-reviewers, sunita");
	closed.closed = true;
	assert_err(person_change(y->r->db, &u, &closed), OK);
	assert_string_equal(
	    ready_on(y, TODAY).blockers.v[4].holder, "ig-reviewers");
}

static void
test_nobody_is_named_where_there_is_nobody(void **state)
{
	struct year *y = *state;
	struct readiness ready;

	year_simple(y);
	ready = ready_on(y, TODAY);
	assert_string_equal(ready.blockers.v[ready.blockers.n - 1].holder, "");
	assert_string_equal(ready.publisher, "");
}

/* ---- the duties themselves ---- */

static void
test_duties_are_set_and_read_in_the_sets_order(void **state)
{
	struct year *y = *state;
	struct duty_holder *v;

	assert_err(
	    duty_list(y->r->db, y->r->arena, y->org->id, y->set, TODAY, &v),
	    OK);
	assert_string_equal(v[0].name, "");
	assert_string_equal(v[2].post, "");
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_err(year_duties(y, "Ann", "Bea", "Cy"), OK);
	assert_err(
	    duty_list(y->r->db, y->r->arena, y->org->id, y->set, TODAY, &v),
	    OK);
	assert_ptr_equal(v[0].duty, &y->set->duties.v[0]);
	assert_string_equal(v[0].name, "Ann");
	assert_string_equal(v[0].post, "Post");
	assert_string_equal(v[1].name, "Bea");
	assert_string_equal(v[2].name, "Cy");
	assert_err(duty_list(y->r->db, y->r->arena, y->r->supplier.id, y->set,
		       TODAY, &v),
	    OK);
	assert_string_equal(v[0].name, "");
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'duties.set'"),
	    2);
}

static size_t
duties_wanted(const struct year *y, day on)
{
	struct readiness ready = ready_on(y, on);
	size_t i, n = 0;

	for (i = 0; i < ready.blockers.n; i++)
		n += ready.blockers.v[i].kind == BLOCKER_DUTY;
	return n;
}

/* Whose time is over is asked for again, and may be named once more. */
static void
test_whose_time_is_over_is_named_no_more(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->admin);
	const day last = day_make(2020, 1, 31);
	enum holding_fault fault;
	struct duty_holder *v;
	struct named_duty d;
	struct holding h = { .duty = "accountable",
		.name = "Ann",
		.post = "",
		.document = "",
		.from_on = last - 30,
		.until_on = last };

	assert_err(year_duties(y, "Old", "Ben", ""), OK);
	assert_err(
	    duty_read(y->r->db, y->r->arena, y->org->id, h.duty, TODAY, &d),
	    OK);
	assert_err(duty_name(y->r->db, &u, &h, d.now.id, &fault), OK);
	assert_err(
	    duty_list(y->r->db, y->r->arena, y->org->id, y->set, last, &v), OK);
	assert_string_equal(v[0].name, "Ann");
	assert_int_equal(duties_wanted(y, last), 0);
	assert_int_equal(duties_wanted(y, last + 1), 1);
	/* Saved as it is shown, it stays in the history as it was. */
	assert_err(year_duties(y, "", "Ben", ""), OK);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM duty_holding WHERE name = "
			  "'Ann' AND ended_at IS NULL"),
	    1);
	assert_err(year_duties(y, "Ann", "Ben", ""), OK);
	assert_int_equal(duties_wanted(y, last + 1), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_full_the_order_is_that_of_the_steps),
		with_year(test_simplified_nothing_is_confirmed),
		with_year(test_what_is_reopened_blocks_again),
		with_year(test_carried_answers_block_until_they_are_looked_at),
		with_year(test_a_published_year_has_no_blockers),
		with_year(
		    test_it_can_be_published_when_nothing_blocks_and_only_then),
		with_year(test_what_is_exempt_does_not_block),
		with_year(test_days_are_counted_to_the_day_it_is_due),
		with_year(test_each_blocker_names_who_can_mend_it),
		with_year(test_groups_and_closed_accounts_are_told_apart),
		with_year(test_nobody_is_named_where_there_is_nobody),
		with_year(test_duties_are_set_and_read_in_the_sets_order),
		with_year(test_whose_time_is_over_is_named_no_more),
	};

	return cmocka_run_group_tests_name("readiness", tests, NULL, NULL);
}
