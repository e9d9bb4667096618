/* settings_test.c - reminders and calendars, on the pages. */
#include "desk_pages.h"

/* Some of the year belongs to whoever has this role in A. */
static void
owns(struct site *s, enum role role, int id, const char *due)
{
	long long org = (long long)s->org[A].id;

	site_sql(s, arena_printf(s->arena,
			"INSERT INTO holder VALUES (%lld, %d, %lld, NULL, "
			"NULL)",
			org, id, (long long)s->person[A][role_place(role)]));
	site_sql(s, arena_printf(s->arena,
			"UPDATE answer SET owner_id = %d, due_on = '%s' WHERE "
			"org_id = %lld AND state < 3 AND requirement_id %% 9 = "
			"%d AND assessment_id = (SELECT id FROM assessment "
			"WHERE org_id = %lld AND version = '14.1')",
			id, due, org, id % 9, org));
}

static int
press(struct site *s, const struct visitor *v, const char *action,
    const char *field, const char *value)
{
	struct sheet f;

	sheet_take(s, v, "/settings", action, &f);
	if (field != NULL)
		sheet_set(&f, s->arena, field, value);
	return sheet_send(s, v, &f);
}

static void
a_person_chooses_to_be_told_of_what_is_overdue_only(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);

	assert_int_equal(site_get(s, v, "/settings"), 200);
	sees(s, "No mail address is on record for you");
	sees_not(s, "checked=\"\"");
	assert_int_equal(press(s, v, "/settings", "late-only", "1"), 303);
	assert_string_equal(site_header(s, "Location"), "/settings?saved=1");
	assert_int_equal(site_get(s, v, "/settings?saved=1"), 200);
	sees(s, "Your choice was saved");
	sees(s, "checked=\"\"");
	assert_int_equal(press(s, v, "/settings", "late-only", NULL), 303);
	assert_int_equal(site_get(s, v, "/settings"), 200);
	sees_not(s, "checked=\"\"");
	assert_int_equal(site_get(s, v, "/settings?saved=1&saved=1"), 400);
}

/* The address that the page shows, from "/calendar/" on. */
static const char *
shown(struct site *s)
{
	const char *at = strstr(buf_text(&s->w->reply.body), "/calendar/");

	assert_non_null(at);
	return arena_copy(s->arena, at, strcspn(at, "<"));
}

static void
an_address_works_until_another_is_made_or_it_is_stopped(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_MANAGER);
	const char *first, *second;

	owns(s, ROLE_MANAGER, 70, "2031-05-06");
	assert_int_equal(press(s, v, "/settings/calendar", NULL, NULL), 200);
	first = shown(s);
	assert_int_equal(strlen(first), strlen("/calendar/.ics") + 43);
	assert_int_equal(site_get(s, NULL, first), 200);
	assert_string_equal(
	    site_header(s, "Content-Type"), "text/calendar; charset=utf-8");
	sees(s, "BEGIN:VCALENDAR\r\n");
	sees(s, "DTSTART;VALUE=DATE:20310506\r\n");
	sees(s, "SUMMARY:Requirement to answer: 14.1-");
	assert_int_equal(site_get(s, v, "/settings"), 200);
	sees_not(s, ".ics");
	assert_int_equal(press(s, v, "/settings/calendar", NULL, NULL), 200);
	second = shown(s);
	assert_int_equal(site_get(s, NULL, first), 404);
	assert_int_equal(site_get(s, NULL, second), 200);
	site_sql(s, "UPDATE answer SET owner_id = 1 WHERE owner_id = 70");
	site_sql(s, "UPDATE person SET closed = 1 WHERE id IN (SELECT "
		    "person_id FROM calendar)");
	assert_int_equal(site_get(s, NULL, second), 404);
	site_sql(s, "UPDATE person SET closed = 0 WHERE id IN (SELECT "
		    "person_id FROM calendar)");
	assert_int_equal(site_get(s, NULL, second), 200);
	assert_int_equal(
	    press(s, v, "/settings/calendar/end", NULL, NULL), 303);
	assert_int_equal(site_get(s, NULL, second), 404);
	assert_int_equal(site_get(s, NULL, "/calendar/x"), 404);
}

static void
the_list_says_whom_reminders_do_not_reach(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	owns(s, ROLE_REVIEWER, 71, "2020-01-31");
	assert_int_equal(site_get(s, v, "/reminders"), 200);
	sees(s, "None has been sent to anybody of Own Trust yet.");
	sees(s, arena_printf(s->arena, "href=\"/people/%lld\"",
		    (long long)s->person[A][role_place(ROLE_REVIEWER)]));
	sees(s, "No mail was refused.");
	site_sql(s, arena_printf(s->arena,
			"INSERT INTO reminder VALUES (1, %lld, '2026-11-22', "
			"0, 'x@y.example', 'Ann', 's', 't', 2, 'no <such> "
			"user', 1, NULL)",
			(long long)s->person[A][role_place(ROLE_REVIEWER)]));
	assert_int_equal(site_get(s, v, "/reminders"), 200);
	sees(s, "no &lt;such&gt; user");
	site_sql(s, "UPDATE person SET mail = 'a@b.example'");
	assert_int_equal(site_get(s, v, "/reminders"), 200);
	sees(s, "Nobody for whom something waits is without one.");
}

/* Sixty people without an address, each with an action that is late. */
static void
crowd(struct site *s)
{
	long long org = (long long)s->org[A].id;

	site_sql(s, arena_printf(s->arena,
			"WITH RECURSIVE k (i) AS (SELECT 800 UNION ALL SELECT "
			"i + 1 FROM k WHERE i < 859) INSERT INTO person (id, "
			"user_name, name, org_id, closed, added_at) SELECT i, "
			"'c' || i, 'Crowd ' || i, %lld, 0, 0 FROM k",
			org));
	site_sql(s, "INSERT INTO holder SELECT org_id, id, id, NULL, NULL "
		    "FROM person WHERE user_name LIKE 'c8%'");
	site_sql(s, arena_printf(s->arena,
			"INSERT INTO action (org_id, id, assessment_id, "
			"requirement_id, title, reach, owner_id, due_on, "
			"progress, state, edition, added_at, added_by) SELECT "
			"n.org_id, p.id, n.assessment_id, n.requirement_id, "
			"'x', 2, p.id, '2020-01-31', 0, 0, 0, 1, 'x' FROM "
			"person p, (SELECT * FROM answer WHERE org_id = %lld "
			"AND assessment_id = (SELECT id FROM assessment WHERE "
			"org_id = %lld AND version = '14.1') LIMIT 1) n WHERE "
			"p.user_name LIKE 'c8%%'",
			org, org));
}

static void
the_list_comes_in_pages_of_fifty(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	crowd(s);
	assert_int_equal(site_get(s, v, "/reminders"), 200);
	sees(s, "<b>60</b> without an address for whom something waits");
	sees(s, "<b>60</b> of that overdue");
	sees(s, "Crowd 800");
	sees(s, "Crowd 849");
	sees_not(s, "Crowd 850");
	sees(s, "href=\"/reminders?page=2\">Next 50");
	sees_not(s, "Previous 50");
	assert_int_equal(site_get(s, v, "/reminders?page=2"), 200);
	sees(s, "<b>60</b> without an address for whom something waits");
	sees(s, "Crowd 859");
	sees_not(s, "Crowd 849");
	sees(s, "href=\"/reminders?page=1\">Previous 50");
	sees_not(s, "Next 50");
	/* Those who had a page meanwhile got an address. */
	assert_int_equal(site_get(s, v, "/reminders?page=7"), 200);
	sees(s, "Crowd 800");
	assert_int_equal(site_get(s, v, "/reminders?page=x"), 400);
	site_sql(s, "UPDATE person SET mail = 'a@b.example' WHERE user_name "
		    "LIKE 'c8%'");
}

static void
what_is_long_overdue_is_shown_to_manager_and_siro_only(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	long long org = (long long)s->org[A].id;

	owns(s, ROLE_EXTERNAL_REVIEWER, 72, "2020-01-31");
	assert_int_equal(site_get(s, v, "/reminders/overdue"), 200);
	sees(s, "Nobody who reports to you");
	sees_not(s, "In the organisation");
	site_sql(s, "UPDATE duty_holding SET ended_at = 1, ended_by = 'x' "
		    "WHERE duty = 'siro' AND ended_at IS NULL");
	site_sql(s, arena_printf(s->arena,
			"INSERT INTO duty_holding (org_id, id, duty, "
			"person_id, name, post, document, from_on, named_at, "
			"named_by) VALUES (%lld, 900, 'siro', %lld, 'x', '', "
			"'', '2020-01-01', 1, 'x')",
			org, (long long)s->person[A][role_place(ROLE_VIEWER)]));
	assert_int_equal(site_get(s, v, "/reminders/overdue"), 200);
	sees(s, "In the organisation");
	sees(s, "31 January 2020");
	sees_not(s, MARK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_person_chooses_to_be_told_of_what_is_overdue_only),
		cmocka_unit_test(
		    an_address_works_until_another_is_made_or_it_is_stopped),
		cmocka_unit_test(the_list_says_whom_reminders_do_not_reach),
		cmocka_unit_test(the_list_comes_in_pages_of_fifty),
		cmocka_unit_test(
		    what_is_long_overdue_is_shown_to_manager_and_siro_only),
	};

	return cmocka_run_group_tests_name(
	    "settings", tests, site_open, site_close);
}
