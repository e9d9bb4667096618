/* plan_pages_test.c - the plan's pages: actions, reports, signing, forecast. */
#include <dlfcn.h>

#include "desk_pages.h"

#define PLAN "/assessment/14.1/plan"
#define NEW PLAN "/new/205"

static const struct visitor *
assessor(struct site *s)
{
	return site_as(s, A, ROLE_ASSESSOR);
}

static int64_t
actions(struct site *s)
{
	return site_number(s, "SELECT count(*) FROM action");
}

/* The newest action's page. */
static const char *
newest(struct site *s)
{
	return arena_printf(s->arena, PLAN "/action/%lld",
	    (long long)site_number(s, "SELECT MAX(id) FROM action"));
}

static void
due(struct site *s, struct sheet *f, day on)
{
	int year, month, dom;

	day_split(on, &year, &month, &dom);
	sheet_set(f, s->arena, "due-day", arena_printf(s->arena, "%d", dom));
	sheet_set(
	    f, s->arena, "due-month", arena_printf(s->arena, "%d", month));
	sheet_set(f, s->arena, "due-year", arena_printf(s->arena, "%d", year));
}

/* One more, whose page is the answer. */
static const char *
add(struct site *s, const char *title, const char *owner)
{
	struct sheet f;

	sheet_take(s, assessor(s), NEW, NEW, &f);
	sheet_set(&f, s->arena, "title", title);
	sheet_set(&f, s->arena, "owner", owner);
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	return newest(s);
}

static void
a_gap_is_an_action_in_one_step(void **state)
{
	struct site *s = *state;
	struct sheet f, stale;
	int64_t n = actions(s);

	sheet_take(s, assessor(s), PLAN, PLAN, &stale);
	sheet_take(s, assessor(s), PLAN, PLAN, &f);
	sees(s, "Below their target: ");
	sees(s, "Own action");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(actions(s), n + 1);
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(actions(s), n + 1);
	/* Whoever had the same page open. */
	assert_int_equal(sheet_send(s, assessor(s), &stale), 303);
	assert_non_null(strstr(site_header(s, "Location"), "?had=1"));
	assert_int_equal(actions(s), n + 1);
	assert_int_equal(site_get(s, assessor(s), PLAN "?added=1"), 200);
	sees(s, "The action was added");
	assert_int_equal(site_get(s, assessor(s), newest(s)), 200);
	sees(s, "Information governance lead");
	sheet_set(&f, s->arena, "requirement", "999");
	assert_int_equal(sheet_send(s, assessor(s), &f), 404);
}

static void
what_is_wrong_with_an_action_is_said(void **state)
{
	struct site *s = *state;
	static const struct {
		const char *field, *value, *says;
	} all[] = { { "title", "", "Enter what is to be done" },
		{ "reach", "4", "level" },
		{ "due-month", "13", "must be a real date" },
		{ "owner", "Nobody Known",
		    "Nobody here is called Nobody Known. Choose a person, a "
		    "group or a duty from the list" },
		{ "deputy", "Ann Own", "More than one person is called" } };
	struct sheet f;
	size_t i;

	site_mark(s);
	for (i = 0; i < COUNT(all); i++) {
		sheet_take(s, assessor(s), NEW, NEW, &f);
		sheet_set(&f, s->arena, "title", "Kept title");
		sheet_set(&f, s->arena, all[i].field, all[i].value);
		assert_int_equal(sheet_send(s, assessor(s), &f), 422);
		sees(s, all[i].says);
		if (i > 0)
			sees(s, "value=\"Kept title\"");
	}
	assert_true(site_unchanged(s));
	/* A day that has passed is warned of, and taken. */
	sheet_take(s, assessor(s), NEW, NEW, &f);
	sheet_set(&f, s->arena, "title", "Late from the start");
	due(s, &f, today() - 1);
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_string_equal(site_header(s, "Location"),
	    "/assessment/14.1/plan?added=1&late=1#r-205");
	assert_int_equal(site_get(s, assessor(s), PLAN "?added=1&late=1"), 200);
	sees(s, "it counts as overdue");
	sees(s, ">Overdue</strong>");
}

static void
two_people_change_one_action(void **state)
{
	struct site *s = *state;
	const char *page = add(s, "Write a policy", "siro");
	struct sheet f, stale;

	sheet_take(s, assessor(s), page, page, &stale);
	sheet_take(s, assessor(s), page, page, &f);
	sheet_set(&f, s->arena, "title", "Write two");
	sheet_set(&f, s->arena, "deputy", "a-manager");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	site_mark(s);
	sheet_set(&stale, s->arena, "title", "Write three");
	assert_int_equal(sheet_send(s, assessor(s), &stale), 409);
	sees(s, "On record now: Write two; owner Senior Information Risk Owner "
		"(SIRO)");
	sees(s, "value=\"Write three\"");
	assert_true(site_unchanged(s));
	sheet_take(s, assessor(s), page, page, &f);
	sheet_set(&f, s->arena, "drop", "1");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(site_get(s, assessor(s), page), 200);
	sees(s, ">Dropped</strong>");
	sees_not(s, "Save the changes");
	sheet_set(&stale, s->arena, "edition", "3");
	assert_int_equal(sheet_send(s, assessor(s), &stale), 409);
	sees(s, "Somebody closed this action meanwhile (Dropped)");
}

static void
an_owner_who_was_closed_meanwhile(void **state)
{
	struct site *s = *state;
	struct sheet f;

	sheet_take(s, assessor(s), NEW, NEW, &f);
	sheet_set(&f, s->arena, "title", "For a leaver");
	sheet_set(&f, s->arena, "owner", "a-viewer");
	site_sql(
	    s, "UPDATE person SET closed = 1 WHERE user_name = 'a-viewer'");
	site_mark(s);
	assert_int_equal(sheet_send(s, assessor(s), &f), 422);
	sees(s, "Nobody here is called a-viewer");
	assert_true(site_unchanged(s));
	site_sql(
	    s, "UPDATE person SET closed = 0 WHERE user_name = 'a-viewer'");
}

/* ---- reporting ---- */

static void
its_owner_reports_whatever_their_roles(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	const char *page = add(s, "Train the ward", "a-staff");
	const char *report = arena_printf(s->arena, "%s/report", page);
	struct sheet f, stale;

	assert_int_equal(site_get(s, v, "/home"), 200);
	sees(s, "Train the ward");
	sees(s, arena_printf(s->arena, "href=\"%s\"", page));
	assert_int_equal(site_get(s, site_as(s, A, ROLE_MANAGER), page), 403);
	sheet_take(s, v, page, report, &stale);
	sheet_take(s, v, page, report, &f);
	sees_not(s, "Save the changes");
	sheet_set(&f, s->arena, "progress", "101");
	sheet_set(&f, s->arena, "said", "Half of them");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "value=\"101\"");
	sees(s, ">Half of them</textarea>");
	sheet_set(&f, s->arena, "progress", "");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "a number from 0 to 100");
	assert_true(site_unchanged(s));
	sheet_set(&f, s->arena, "progress", "50");
	assert_int_equal(sheet_send(s, v, &f), 303);
	sheet_set(&stale, s->arena, "progress", "20");
	assert_int_equal(sheet_send(s, v, &stale), 409);
	sees(s, "value=\"20\"");
	assert_int_equal(site_get(s, v, page), 200);
	sees(s, "Half of them");
	sees(s, "50%");
	sheet_take(s, v, page, report, &f);
	sheet_set(&f, s->arena, "progress", "100");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(site_get(s, v, site_header(s, "Location")), 200);
	sees(s, "Reported. The action is done");
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees_not(s, "Train the ward");
	assert_int_equal(site_get(s, assessor(s), PLAN "/report"), 200);
	sees(s, "Train the ward");
	sees(s, ">Done</strong>");
}

/* ---- signing ---- */

static struct site *meanwhile; /* somebody adds an action, once */

/* Each list asks for it: the loader takes ours before the library's. */
int
sqlite3_column_count(sqlite3_stmt *st)
{
	int (*real)(sqlite3_stmt *) = (int (*)(sqlite3_stmt *))(uintptr_t)dlsym(
	    RTLD_NEXT, "sqlite3_column_count");
	struct site *s = meanwhile;

	if (s != NULL &&
	    strstr(sqlite3_sql(st), "count(*) FROM action WHERE") != NULL) {
		meanwhile = NULL;
		site_sql(s, "INSERT INTO action SELECT org_id, 77, "
			    "assessment_id, requirement_id, 'Meanwhile', "
			    "reach, owner_id, NULL, due_on, 0, 0, NULL, 1, 1, "
			    "'x', NULL FROM action LIMIT 1");
	}
	return real(st);
}

/* Else a list would be longer than the room that was counted for it. */
static void
what_comes_while_a_form_is_read_is_not_in_it(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	const char *sign = PLAN "/sign";
	int64_t n = actions(s), open;
	struct sheet f;

	open = site_number(s,
	    "SELECT count(*) FROM action WHERE state = 0 AND assessment_id = "
	    "(SELECT assessment_id FROM action LIMIT 1)");
	sheet_take(s, v, sign, sign, &f);
	sheet_set(&f, s->arena, "post", "Director");
	sheet_set(&f, s->arena, "password", "wrong");
	meanwhile = s;
	assert_int_equal(sheet_send(s, v, &f), 422);
	assert_null(meanwhile);
	assert_int_equal(actions(s), n + 1);
	sees(s,
	    arena_printf(s->arena, "with %lld open actions.", (long long)open));
	sees_not(s, "Meanwhile");
	assert_int_equal(site_get(s, v, PLAN), 200);
	sees(s, "Meanwhile");
}

static void
whoever_signs_reads_what_they_sign(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	const char *sign = PLAN "/sign";
	struct sheet f, stale;
	int64_t n;

	sheet_take(s, v, sign, sign, &stale);
	assert_int_equal(site_get(s, v, PLAN), 200);
	sees(s, "It is not signed yet.");
	add(s, "One more", "siro");
	sheet_set(&stale, s->arena, "post", "Director");
	sheet_set(&stale, s->arena, "password", "right");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &stale), 409);
	sees(s, "The plan was changed meanwhile");
	sees(s, "value=\"Director\"");
	assert_true(site_unchanged(s));
	sheet_take(s, v, sign, sign, &f);
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter your post");
	sheet_set(&f, s->arena, "post", "Director");
	sheet_set(&f, s->arena, "comment", "Go on.");
	sheet_set(&f, s->arena, "password", "wrong");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter the right password");
	assert_true(site_unchanged(s));
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 303);
	n = site_number(s, "SELECT count(*) FROM plan_signed");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(site_number(s, "SELECT count(*) FROM plan_signed"), n);
	assert_int_equal(site_get(s, v, PLAN "?signed=1"), 200);
	sees(s, "Signed by Ann Own, Director, on ");
	sees(s, ">Plan accepted</strong>");
	sees_not(s, "It was changed since");
	add(s, "And another", "siro");
	assert_int_equal(site_get(s, v, PLAN), 200);
	sees(s, "It was changed since: it is to be signed again.");
	assert_int_equal(site_get(s, v, sign), 200);
	sees(s, "Go on.");
	sheet_set(&f, s->arena, "plan", "00");
	sheet_set(&f, s->arena, "op", "4712");
	assert_int_equal(sheet_send(s, v, &f), 400);
}

/* ---- a published year, and the forecast ---- */

static void
a_published_year_stays_as_it_is(void **state)
{
	struct site *s = *state;
	const struct visitor *v = assessor(s);
	static const char *const forms[] = { "/assessment/13.0/plan/new/205",
		"title=x&reach=2&due-day=1&due-month=6&due-year=2030&owner="
		"siro",
		NULL };
	size_t i;

	site_mark(s);
	assert_int_equal(site_get(s, v, "/assessment/13.0/plan"), 200);
	sees_not(s, "<form method=\"post\" action=\"/assessment");
	for (i = 0; forms[i] != NULL; i += 2)
		assert_int_equal(site_post(s, v, forms[i], forms[i + 1]), 403);
	assert_int_equal(site_get(s, v, "/assessment/13.0/forecast"), 200);
	sees(s, "It is published");
	assert_true(site_unchanged(s));
}

static void
the_forecast_shows_its_sum(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, site_as(s, A, ROLE_REVIEWER),
			     "/assessment/14.1/forecast"),
	    200);
	sees(s, "requirements is complete, 1 day after the year was opened. "
		"That is one in 1 day. ");
	sees(s, " \303\227 1 \303\267 1 = ");
	sees(s, "By owner");
	sees(s, "Actions of the improvement plan");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_forecast_shows_its_sum),
		cmocka_unit_test(a_gap_is_an_action_in_one_step),
		cmocka_unit_test(what_is_wrong_with_an_action_is_said),
		cmocka_unit_test(two_people_change_one_action),
		cmocka_unit_test(an_owner_who_was_closed_meanwhile),
		cmocka_unit_test(its_owner_reports_whatever_their_roles),
		cmocka_unit_test(what_comes_while_a_form_is_read_is_not_in_it),
		cmocka_unit_test(whoever_signs_reads_what_they_sign),
		cmocka_unit_test(a_published_year_stays_as_it_is),
	};

	return cmocka_run_group_tests_name(
	    "plan_pages", tests, site_open, site_close);
}
