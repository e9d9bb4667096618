/* handover_pages_test.c - handing over on the pages, from list to done. */
#include "desk_pages.h"

static const struct visitor *
admin(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static const char *
page_of(struct site *s, int64_t person)
{
	return arena_printf(s->arena, "/handover/%lld", (long long)person);
}

static int64_t
one_of(struct site *s, enum role role)
{
	return s->person[A][role_place(role)];
}

/* The manager has a group and a duty, too. */
static void
give(struct site *s)
{
	static long long holding = 3;
	long long org = (long long)s->org[A].id;
	long long m = (long long)one_of(s, ROLE_MANAGER);

	site_sql(s, "UPDATE duty_holding SET ended_at = 1, ended_by = 'x' "
		    "WHERE ended_at IS NULL; DELETE FROM work_group_member "
		    "WHERE group_id = 3; DELETE FROM work_group WHERE id = 3; "
		    "DELETE FROM stand_in");
	site_sql(s,
	    arena_printf(s->arena,
		"INSERT INTO work_group VALUES (%lld, 3, 'Board & co', "
		"'board', 0);"
		"INSERT INTO work_group_member VALUES (%lld, 3, %lld);"
		"INSERT INTO duty_holding (org_id, id, duty, person_id, name, "
		"post, document, from_on, named_at, named_by) VALUES (%lld, "
		"%lld, 'siro', %lld, 'x', '', '', '2025-01-01', 1, 'x')",
		org, org, m, org, ++holding, m));
}

static void
take(struct site *s, struct sheet *f)
{
	const char *page = page_of(s, one_of(s, ROLE_MANAGER));

	sheet_take(s, admin(s), page, page, f);
}

static void
from_the_list_by_the_check_page_to_done(void **state)
{
	struct site *s = *state;
	const char *page = page_of(s, one_of(s, ROLE_MANAGER));
	struct sheet f, check;
	const char *p;

	give(s);
	assert_int_equal(site_get(s, admin(s), "/handover"), 200);
	sees(s, "(a-manager)</option>");
	assert_int_equal(site_get(s, admin(s),
			     arena_printf(s->arena, "/handover?person=%lld",
				 (long long)one_of(s, ROLE_MANAGER))),
	    303);
	assert_string_equal(site_header(s, "Location"), page);
	take(s, &f);
	sees(s, "Senior Information Risk Owner (SIRO)");
	sees(s, "Board &amp; co");
	sees(s, "1 person whom they manage");
	sheet_set(&f, s->arena, "to", "A-Administrator");
	sheet_set(&f, s->arena, "to-group-3", "a-reviewer");
	sheet_set(&f, s->arena, "do", "check");
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &f), 200);
	assert_true(site_unchanged(s));
	sees(s, "Check before handing over");
	sees(s, "(a-administrator)</dd>");
	sees(s, "(a-reviewer)</dd>");
	sees(s, "Hand over 3 of them");
	sees(s, "Each duty begins anew today");
	p = buf_text(&s->w->reply.body);
	assert_true(sheet_next(&check, s->arena, &p, page));
	sheet_set(&check, s->arena, "do", "move");
	assert_int_equal(sheet_send(s, admin(s), &check), 303);
	assert_string_equal(site_header(s, "Location"),
	    arena_printf(s->arena, "%s?done=3", page));
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &check), 303); /* again */
	assert_true(site_unchanged(s));
	assert_int_equal(
	    site_get(s, admin(s), arena_printf(s->arena, "%s?done=3", page)),
	    200);
	sees(s, "3 of them were handed over");
	sees(s, "holds nothing here");
	assert_int_equal(site_get(s, admin(s), "/audit"), 200);
	sees(s, "Handed over 3 things of a-manager");
	/* Back, for the tests that follow. */
	site_sql(
	    s, arena_printf(s->arena,
		   "UPDATE staff SET manager_id = %lld WHERE id = %lld",
		   (long long)s->training->staff[A][role_place(ROLE_MANAGER)],
		   (long long)s->training->staff[A][0]));
}

static void
rename_to(struct site *s, enum role role, const char *name)
{
	site_sql(s, arena_printf(s->arena,
			"UPDATE person SET name = '%s' WHERE id = %lld", name,
			(long long)one_of(s, role)));
}

/* Names that only letters' case tells apart are two people's. */
static void
the_name_of_the_list_is_who_is_meant(void **state)
{
	struct site *s = *state;
	struct sheet f;

	give(s);
	rename_to(s, ROLE_ASSESSOR, "Jo Case");
	rename_to(s, ROLE_VIEWER, "Zed");
	rename_to(s, ROLE_REVIEWER, "jo case");
	take(s, &f);
	sheet_set(&f, s->arena, "do", "check");
	sheet_set(&f, s->arena, "to", "jo case");
	assert_int_equal(sheet_send(s, admin(s), &f), 200);
	sees(s, ">jo case</dd>");
	sees_not(s, ">Jo Case</dd>");
	sheet_set(&f, s->arena, "to", "Jo Case");
	assert_int_equal(sheet_send(s, admin(s), &f), 200);
	sees(s, ">Jo Case</dd>");
	sheet_set(&f, s->arena, "to", "JO CASE");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sheet_set(&f, s->arena, "to", "ZED");
	assert_int_equal(sheet_send(s, admin(s), &f), 200);
	rename_to(s, ROLE_ASSESSOR, "Ann Own");
	rename_to(s, ROLE_VIEWER, "Ann Own");
	rename_to(s, ROLE_REVIEWER, "Ann Own");
}

static void
what_was_typed_is_kept_and_may_be_changed(void **state)
{
	struct site *s = *state;
	struct sheet f;

	give(s);
	take(s, &f);
	sheet_set(&f, s->arena, "to", "a-administrator");
	sheet_set(&f, s->arena, "to-group-3", "Nobody I know");
	sheet_set(&f, s->arena, "do", "check");
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Nobody here is called Nobody I know. Choose a person from");
	sees(s, "value=\"Nobody I know\"");
	sees(s, "value=\"a-administrator\"");
	sees(s, "<title>Error: ");
	sheet_set(&f, s->arena, "do", "change");
	assert_int_equal(sheet_send(s, admin(s), &f), 200);
	sees(s, "value=\"Nobody I know\"");
	assert_true(site_unchanged(s));
}

static void
who_may_not_receive(void **state)
{
	static const struct {
		const char *to, *says;
	} bad[] = { { "", "Enter who takes over" },
		{ "a-manager", "Choose somebody else: they hold this" },
		{ MARK "-administrator", "Nobody here is called" },
		{ "siro", "Nobody here is called" },
		{ "a-closed", "Nobody here is called" } };
	struct site *s = *state;
	struct sheet f;
	size_t i;

	give(s);
	site_sql(s, "INSERT OR IGNORE INTO person (id, user_name, name, "
		    "org_id, closed, added_at) SELECT 99, 'a-closed', "
		    "'Gone', org_id, 1, 1 FROM person WHERE user_name = "
		    "'a-manager'");
	for (i = 0; i < COUNT(bad); i++) {
		take(s, &f);
		sheet_set(&f, s->arena, "to", bad[i].to);
		sheet_set(&f, s->arena, "do", "move");
		site_mark(s);
		assert_int_equal(sheet_send(s, admin(s), &f), 422);
		sees(s, bad[i].says);
		assert_true(site_unchanged(s));
	}
}

static void
an_absence_has_days_and_what_can_have_a_deputy(void **state)
{
	struct site *s = *state;
	struct sheet f;

	give(s);
	take(s, &f);
	sheet_set(&f, s->arena, "to", "a-administrator");
	sheet_set(&f, s->arena, "from-day", "1");
	sheet_set(&f, s->arena, "from-month", "2");
	sheet_set(&f, s->arena, "from-year", "2099");
	sheet_set(&f, s->arena, "do", "move");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Choose an absence, or leave its days empty");
	sheet_set(&f, s->arena, "for", "days");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Only duties, requirements and actions can have a deputy");
	sheet_set(&f, s->arena, "take-group-3", NULL);
	sheet_set(&f, s->arena,
	    arena_printf(s->arena, "take-staff-%lld",
		(long long)s->training->staff[A][role_place(ROLE_MANAGER)]),
	    NULL);
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Enter the first and the last day of the absence");
	sheet_set(&f, s->arena, "until-day", "1");
	sheet_set(&f, s->arena, "until-month", "1");
	sheet_set(&f, s->arena, "until-year", "2099");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sheet_set(&f, s->arena, "until-month", "March");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(
	    site_get(s, admin(s), site_header(s, "Location")), 200);
	sees(s, "Deputies were named for 1 of them");
	sees(s, "from 1 February 2099 until 1 March 2099");
	take(s, &f);
	sheet_set(&f, s->arena, "op", "4711");
	sheet_set(&f, s->arena, "for", "days");
	sheet_set(&f, s->arena, "to", "a-reviewer");
	sheet_set(&f, s->arena, "do", "move");
	sheet_set(&f, s->arena, "from-day", "1");
	sheet_set(&f, s->arena, "from-month", "2");
	sheet_set(&f, s->arena, "from-year", "2099");
	sheet_set(&f, s->arena, "until-day", "1");
	sheet_set(&f, s->arena, "until-month", "3");
	sheet_set(&f, s->arena, "until-year", "2099");
	sheet_set(&f, s->arena, "take-group-3", NULL);
	sheet_set(&f, s->arena,
	    arena_printf(s->arena, "take-staff-%lld",
		(long long)s->training->staff[A][role_place(ROLE_MANAGER)]),
	    NULL);
	assert_int_equal(sheet_send(s, admin(s), &f), 409);
	sees(s, "Somebody stands in for this already");
}

static void
what_passed_meanwhile_is_said(void **state)
{
	struct site *s = *state;
	struct sheet f;

	give(s);
	take(s, &f);
	sheet_set(&f, s->arena, "to", "a-administrator");
	sheet_set(&f, s->arena, "do", "move");
	site_sql(s, "UPDATE duty_holding SET ended_at = 5, ended_by = 'x' "
		    "WHERE ended_at IS NULL");
	assert_int_equal(sheet_send(s, admin(s), &f), 409);
	sees(s, "Somebody else changed meanwhile what is held");
	sees(s, "Board &amp; co");
	sees_not(s, "(SIRO)");
}

static void
a_leaver_is_not_closed_and_the_page_says_why(void **state)
{
	struct site *s = *state;
	int64_t id = one_of(s, ROLE_MANAGER);
	const char *page =
	    arena_printf(s->arena, "/people/%lld", (long long)id);
	struct sheet f;

	give(s);
	sheet_take(s, admin(s), page, page, &f);
	sees(s, "3 duties or pieces of work");
	sees(s, "<li>Holds a duty: Senior Information Risk Owner (SIRO)</li>");
	sees(s, "<li>Belongs to a group: Board &amp; co</li>");
	sees(s, arena_printf(
		    s->arena, "href=\"%s\">See and hand over", page_of(s, id)));
	sheet_set(&f, s->arena, "closed", "1");
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "The account cannot be closed yet: 3 duties or pieces of work "
		"would be left without anybody");
	assert_true(site_unchanged(s));
}

static void
nobody_elses_people_are_shown(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, admin(s), page_of(s, s->person[B][0])), 404);
	assert_int_equal(site_get(s, admin(s), page_of(s, INT64_MAX)), 404);
	assert_int_equal(site_get(s, admin(s), "/handover/x"), 404);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_MANAGER), "/handover"), 403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_list_by_the_check_page_to_done),
		cmocka_unit_test(the_name_of_the_list_is_who_is_meant),
		cmocka_unit_test(what_was_typed_is_kept_and_may_be_changed),
		cmocka_unit_test(who_may_not_receive),
		cmocka_unit_test(
		    an_absence_has_days_and_what_can_have_a_deputy),
		cmocka_unit_test(what_passed_meanwhile_is_said),
		cmocka_unit_test(a_leaver_is_not_closed_and_the_page_says_why),
		cmocka_unit_test(nobody_elses_people_are_shown),
	};

	return cmocka_run_group_tests_name(
	    "handing over", tests, site_open, site_close);
}
