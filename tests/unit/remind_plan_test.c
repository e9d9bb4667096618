/* remind_plan_test.c - what a run finds, whom it tells, and what it keeps. */
#include "remind.h"
#include "work_set.h"

#define LATE7 "2026-11-15"
#define LATE14 "2026-11-08"

static struct digests
plan(struct year *y, day on)
{
	struct digests all;

	assert_err(
	    remind_plan(y->r->db, y->r->arena, on, "https://x", &all), OK);
	return all;
}

/* What one person is to be told; NULL: nothing. */
static const struct digest *
to(struct year *y, const struct person *p, day on)
{
	struct digests all = plan(y, on);
	size_t i;

	for (i = 0; i < all.n; i++)
		if (all.v[i].person == p->id)
			return &all.v[i];
	return NULL;
}

static void
mail_of(const struct year *y, const struct person *p, const char *mail)
{
	put(y, "UPDATE person SET mail = '%s' WHERE id = %lld", mail,
	    (long long)p->id);
}

/* One of the staff with this account, below another. */
static void
works(struct year *y, int id, const struct person *p, int manager)
{
	put(y,
	    "INSERT INTO staff VALUES (%lld, %d, 'N%d', NULL, %lld, 'A', 'B', "
	    "'', '', 's%d@nhs.example', 'a b', NULL, NULLIF(%d, 0), NULL, "
	    "NULL, "
	    "0, 1)",
	    ORG(y), id, id, (long long)p->id, id, manager);
}

/* Daniel has one action, due on a day. */
static void
daniel_owes(struct year *y, const char *due)
{
	hold_person(y, 7, &y->r->assessor);
	act(y, 70, R101, 7, due);
}

static void
only_what_is_near_is_told_and_in_numbers(void **state)
{
	struct year *y = *state;
	const struct digest *d;

	daniel_owes(y, "2026-12-20");
	act(y, 71, R102, 7, "2027-03-01");
	act(y, 72, R102, 7, "2026-11-20");
	d = to(y, &y->r->assessor, TODAY);
	assert_non_null(d);
	assert_int_equal(d->n, 2);
	assert_int_equal(d->late, 1);
	assert_true(d->due);
	assert_string_equal(d->subject,
	    "Information governance: 2 things wait for you, 1 overdue");
	assert_non_null(strstr(d->text, "2 actions of the improvement plan, 1 "
					"of them overdue, the first was due on "
					"20 November 2026\n"));
	assert_non_null(strstr(d->text, "https://x/home"));
	assert_null(strstr(d->text, "Action 7"));
	assert_null(to(y, &y->r->reviewer, TODAY));
}

static void
the_address_is_the_accounts_else_the_staff_records(void **state)
{
	struct year *y = *state;

	daniel_owes(y, "2026-11-23");
	assert_string_equal(to(y, &y->r->assessor, TODAY)->mail, "");
	works(y, 1, &y->r->assessor, 0);
	put(y, "UPDATE course SET closed = 1");
	assert_string_equal(
	    to(y, &y->r->assessor, TODAY)->mail, "s1@nhs.example");
	mail_of(y, &y->r->assessor, "d@nhs.example");
	assert_string_equal(
	    to(y, &y->r->assessor, TODAY)->mail, "d@nhs.example");
	mail_of(y, &y->r->assessor, "d@nhs.example\nBcc: all@nhs.example");
	assert_string_equal(to(y, &y->r->assessor, TODAY)->mail, "");
}

static void
a_closed_account_is_told_nothing(void **state)
{
	struct year *y = *state;

	daniel_owes(y, LATE14);
	put(y, "DROP TRIGGER person_needed");
	put(y, "UPDATE person SET closed = 1 WHERE user_name = 'daniel'");
	assert_null(to(y, &y->r->assessor, TODAY));
}

static void
after_7_days_the_manager_knows_and_after_14_the_siro(void **state)
{
	struct year *y = *state;
	const struct person *siro = &y->r->reviewer, *boss = &y->r->admin;

	put(y, "UPDATE course SET closed = 1");
	works(y, 1, boss, 0);
	works(y, 2, &y->r->assessor, 1);
	name_duty(y, 1, "siro", siro->id, 0, "2026-01-01", "");
	daniel_owes(y, LATE7);
	assert_null(to(y, boss, TODAY - 1));
	assert_int_equal(to(y, boss, TODAY)->raised, 1);
	assert_true(to(y, boss, TODAY)->due);
	assert_non_null(strstr(to(y, boss, TODAY)->text,
	    "Of people who report to you: 1 thing, of 1 person, is overdue by "
	    "7 days or more."));
	assert_null(strstr(to(y, boss, TODAY)->text, "daniel"));
	assert_null(to(y, siro, TODAY + 6));
	assert_int_equal(to(y, siro, TODAY + 7)->raised, 1);
}

static void
managers_in_a_ring_end_and_nobody_is_raised_to_themselves(void **state)
{
	struct year *y = *state;

	put(y, "UPDATE course SET closed = 1");
	works(y, 1, &y->r->assessor, 0);
	put(y,
	    "INSERT INTO staff VALUES (%lld, 2, 'N2', NULL, NULL, 'A', 'B', "
	    "'', '', '', 'a b', NULL, 1, NULL, NULL, 0, 1)",
	    ORG(y));
	put(y, "UPDATE staff SET manager_id = 2 WHERE id = 1");
	name_duty(y, 1, "siro", y->r->assessor.id, 0, "2026-01-01", "");
	daniel_owes(y, LATE14);
	assert_int_equal(plan(y, TODAY).n, 1);
	assert_int_equal(to(y, &y->r->assessor, TODAY)->raised, 0);
}

static void
a_manager_without_account_is_passed_over(void **state)
{
	struct year *y = *state;

	put(y, "UPDATE course SET closed = 1");
	works(y, 1, &y->r->admin, 0);
	put(y,
	    "INSERT INTO staff VALUES (%lld, 2, 'N2', NULL, NULL, 'A', 'B', "
	    "'', '', '', 'a b', NULL, 1, NULL, NULL, 0, 1)",
	    ORG(y));
	works(y, 3, &y->r->assessor, 2);
	daniel_owes(y, LATE7);
	assert_int_equal(to(y, &y->r->admin, TODAY)->raised, 1);
}

static void
the_siros_deputy_stands_in_for_nobody(void **state)
{
	struct year *y = *state;

	name_duty(y, 1, "siro", 0, y->r->admin.id, "2026-01-01", "");
	daniel_owes(y, LATE14);
	assert_int_equal(to(y, &y->r->admin, TODAY)->raised, 1);
}

/* ---- what is kept ---- */

static void
keep(struct year *y, day on)
{
	struct digests all = plan(y, on);

	assert_err(remind_keep(y->r->db, &all, on), OK);
}

static struct reminders
waiting(struct year *y)
{
	struct reminders all;

	assert_err(remind_waiting(y->r->db, y->r->arena, &all), OK);
	return all;
}

static void
send_all(struct year *y)
{
	struct reminders all = waiting(y);
	size_t i;

	for (i = 0; i < all.n; i++)
		assert_err(remind_sent(y->r->db, all.v[i].id), OK);
}

static void
mail_is_kept_once_and_without_an_address_not_at_all(void **state)
{
	struct year *y = *state;
	int64_t id;

	daniel_owes(y, LATE7);
	keep(y, TODAY);
	assert_int_equal(waiting(y).n, 0);
	mail_of(y, &y->r->assessor, "d@nhs.example");
	keep(y, TODAY);
	assert_int_equal(waiting(y).n, 1);
	id = waiting(y).v[0].id;
	keep(y, TODAY);
	assert_int_equal(waiting(y).n, 1);
	assert_true(waiting(y).v[0].id == id);
	send_all(y);
	keep(y, TODAY);
	assert_int_equal(waiting(y).n, 0);
	keep(y, TODAY + 1); /* overdue: each day */
	assert_int_equal(waiting(y).n, 1);
}

static void
what_was_refused_is_tried_first_last_and_a_new_day_replaces_it(void **state)
{
	struct year *y = *state;
	int64_t id;

	daniel_owes(y, LATE7);
	mail_of(y, &y->r->assessor, "d@nhs.example");
	keep(y, TODAY);
	id = waiting(y).v[0].id;
	assert_err(remind_refused(y->r->db, id, "no such user"), OK);
	assert_int_equal(waiting(y).v[0].tries, 1);
	assert_string_equal(waiting(y).v[0].fault, "no such user");
	keep(y, TODAY + 1);
	assert_int_equal(waiting(y).n, 1);
	assert_true(waiting(y).v[0].id != id);
	assert_string_equal(waiting(y).v[0].fault, "");
}

static void
what_was_never_sent_was_never_told(void **state)
{
	struct year *y = *state;

	daniel_owes(y, "2026-12-20");
	mail_of(y, &y->r->assessor, "d@nhs.example");
	keep(y, TODAY);
	keep(y, TODAY + 1);
	assert_int_equal(waiting(y).n, 1);
	send_all(y);
	keep(y, TODAY + 10);
	assert_int_equal(waiting(y).n, 0);
	keep(y, TODAY + 14); /* a fortnight before */
	assert_int_equal(waiting(y).n, 1);
	put(y, "UPDATE action SET due_on = '2027-01-02'");
	keep(y, TODAY + 15); /* another day is another thing */
	assert_int_equal(waiting(y).n, 1);
}

static void
a_clock_set_back_repeats_nothing_and_stops_nothing(void **state)
{
	struct year *y = *state;

	daniel_owes(y, LATE7);
	mail_of(y, &y->r->assessor, "d@nhs.example");
	keep(y, TODAY + 300);
	send_all(y);
	keep(y, TODAY);
	assert_int_equal(waiting(y).n, 0);
	keep(y, TODAY + 1);
	assert_int_equal(waiting(y).n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(only_what_is_near_is_told_and_in_numbers),
		with_year(the_address_is_the_accounts_else_the_staff_records),
		with_year(a_closed_account_is_told_nothing),
		with_year(after_7_days_the_manager_knows_and_after_14_the_siro),
		with_year(
		    managers_in_a_ring_end_and_nobody_is_raised_to_themselves),
		with_year(a_manager_without_account_is_passed_over),
		with_year(the_siros_deputy_stands_in_for_nobody),
		with_year(mail_is_kept_once_and_without_an_address_not_at_all),
		with_year(
		    what_was_refused_is_tried_first_last_and_a_new_day_replaces_it),
		with_year(what_was_never_sent_was_never_told),
		with_year(a_clock_set_back_repeats_nothing_and_stops_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
