/* policy_pages_test.c - policies: read and acknowledged, and looked after. */
#include "desk_pages.h"

#define LIST "/manage/policies"

static const char *
at(struct site *s, const char *fmt, int64_t id)
{
	const char *tail = strchr(fmt, '*');

	return arena_printf(s->arena, "%.*s%lld%s", (int)(tail - fmt), fmt,
	    (long long)id, tail + 1);
}

/* One of A's own, for everybody. */
static int64_t
add(struct site *s, const char *title, const char *text)
{
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet f;

	sheet_take(s, v, LIST "/new", LIST "/new", &f);
	sheet_set(&f, s->arena, "title", title);
	sheet_set(&f, s->arena, "text", text);
	sheet_set(&f, s->arena, "for-all", "1");
	assert_int_equal(sheet_send(s, v, &f), 303);
	return strtoll(site_header(s, "Location") + strlen(LIST "/"), NULL, 10);
}

static void
read_and_acknowledged_once(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	const char *page =
	    at(s, "/training/policies/*", s->training->policy[A]);
	struct sheet f;

	assert_int_equal(site_get(s, v, "/training/policies"), 200);
	sees(s, ">To read</strong>");
	sees(s, "Own policy");
	sheet_take(s, v, page, page, &f);
	sees(s, "Lock your screen.");
	sees(s, "I have read it and will follow it");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(site_header(s, "Location"),
	    arena_printf(s->arena, "%s?done=1", page));
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_true(site_unchanged(s));
	assert_int_equal(
	    site_get(s, v, arena_printf(s->arena, "%s?done=1", page)), 200);
	sees(s, "You have acknowledged this policy");
	sees_not(s, "I have read it and will follow it");
	assert_int_equal(site_number(s, "SELECT count(*) FROM acknowledgement "
					"WHERE source = 1 AND place = ''"),
	    1);
	assert_int_equal(site_get(s, v, "/training"), 200);
	sees(s, "You are up to date.");
}

static void
a_new_version_meanwhile(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	int64_t id = add(s, "Doors", "Close them.");
	const char *page = at(s, "/training/policies/*", id);
	const char *text = at(s, LIST "/*/text", id);
	struct sheet f, next;

	sheet_take(s, v, page, page, &f);
	sheet_take(s, a, text, text, &next);
	sheet_set(&next, s->arena, "text", "Close and lock them.");
	assert_int_equal(sheet_send(s, a, &next), 303);
	assert_int_equal(site_get(s, a, site_header(s, "Location")), 200);
	sees(s, "The new version was saved");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 409);
	sees(s, "This policy was changed while you had it open");
	sees(s, "Close and lock them.");
	assert_true(site_unchanged(s));
	sheet_take(s, v, page, page, &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
	/* And once more, after it was acknowledged. */
	sheet_take(s, a, text, text, &next);
	sheet_set(&next, s->arena, "text", "Close, lock, look.");
	assert_int_equal(sheet_send(s, a, &next), 303);
	assert_int_equal(site_get(s, v, "/training/policies"), 200);
	sees(s, ">New version to read</strong>");
	assert_int_equal(site_get(s, v, page), 200);
	sees(s, "You acknowledged version 2 on ");
}

static void
what_is_not_taken(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_REVIEWER);
	int64_t id = add(s, "Keys", "Keep them.");
	const char *page = at(s, "/training/policies/*", id);
	struct sheet f;

	sheet_take(s, v, page, page, &f);
	site_mark(s);
	sheet_set(&f, s->arena, "text", "");
	assert_int_equal(sheet_send(s, v, &f), 400);
	sheet_set(&f, s->arena, "text", "zz");
	assert_int_equal(sheet_send(s, v, &f), 400);
	assert_int_equal(
	    site_get(s, v, at(s, "/training/policies/*", 4711)), 404);
	assert_int_equal(
	    site_get(
		s, v, at(s, "/training/policies/*", s->training->policy[B])),
	    404);
	assert_true(site_unchanged(s));
	/* Somebody who has left. */
	sheet_take(s, v, page, page, &f);
	site_sql(s, arena_printf(s->arena,
			"UPDATE staff SET ends_on = '2021-01-01' "
			"WHERE id = %lld",
			(long long)staff_of(s, A, ROLE_REVIEWER)));
	assert_int_equal(sheet_send(s, v, &f), 403);
	sees(s, "You do not work here today");
	assert_int_equal(
	    site_number(s, arena_printf(s->arena,
			       "SELECT count(*) FROM "
			       "acknowledgement WHERE staff_id = "
			       "%lld",
			       (long long)staff_of(s, A, ROLE_REVIEWER))),
	    0);
}

static void
policies_are_added_and_changed(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	struct unit u = by_role(s, A, ROLE_ADMINISTRATOR);
	const char *page, *box;
	struct sheet f, stale;
	int64_t group, id;

	assert_int_equal(
	    group_add(s->w->app.writer, &u, "Night porters", &group), OK);
	sheet_take(s, v, LIST "/new", LIST "/new", &f);
	sheet_set(&f, s->arena, "title", "Kept title");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter the text of the policy");
	sees(s, "Tick everybody, or at least one staff group");
	sees(s, "value=\"Kept title\"");
	assert_true(site_unchanged(s));
	box = at(s, "group-*", group);
	sheet_set(&f, s->arena, "text", "A text.");
	sheet_set(&f, s->arena, box, "1");
	assert_int_equal(sheet_send(s, v, &f), 303);
	id = strtoll(site_header(s, "Location") + strlen(LIST "/"), NULL, 10);
	page = at(s, LIST "/*", id);
	assert_int_equal(site_get(s, v, LIST), 200);
	sees(s, "Night porters");
	assert_int_equal(site_get(s, v, page), 200);
	sees(s, "Nobody at work today needs it.");
	/* Two administrators at once. */
	sheet_take(s, v, page, page, &stale);
	sheet_take(s, v, page, page, &f);
	sheet_set(&f, s->arena, "for-all", "1");
	assert_int_equal(sheet_send(s, v, &f), 303);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 303); /* a double click */
	assert_true(site_unchanged(s));
	sheet_set(&stale, s->arena, "title", "My title");
	assert_int_equal(sheet_send(s, v, &stale), 409);
	sees(s, "Somebody else changed this meanwhile");
	sees(s, "value=\"My title\"");
	assert_true(site_unchanged(s));
	sheet_take(s, v, page, page, &f);
	sheet_set(&f, s->arena, "closed", "1");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(site_get(s, v, page), 200);
	sees(s, "It is not asked of anybody.");
	assert_int_equal(site_get(s, site_as(s, A, ROLE_MANAGER),
			     at(s, "/training/policies/*", id)),
	    404);
}

static void
two_new_versions_at_once(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	const char *page = at(s, LIST "/*/text", add(s, "Bins", "Shred it."));
	struct sheet f, stale;

	sheet_take(s, v, page, page, &stale);
	sheet_take(s, v, page, page, &f);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "the same as the present version");
	sheet_set(&f, s->arena, "text", "");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sheet_set(&f, s->arena, "text", "Shred all.");
	assert_int_equal(sheet_send(s, v, &f), 303);
	sheet_set(&stale, s->arena, "text", "Burn it.");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &stale), 409);
	sees(s, "Shred all.");
	sees(s, ">Burn it.</textarea>");
	sees(s, "name=\"version\" value=\"2\"");
	assert_true(site_unchanged(s));
}

static void
the_report_names_for_administrators(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	const struct visitor *m = site_as(s, A, ROLE_MANAGER);
	int64_t id = add(s, "Report", "Read me.");
	const char *page = at(s, "/training/policies/*", id);
	const char *names = at(s, LIST "/*?group=0", id);
	struct sheet f;

	sheet_take(s, m, page, page, &f);
	assert_int_equal(sheet_send(s, m, &f), 303);
	assert_int_equal(site_get(s, v, at(s, LIST "/*", id)), 200);
	sees(s, "1 of 10 staff at work today who need it: 10%.");
	sees(s, "Who has not<");
	sees_not(s, "Not acknowledged yet");
	assert_int_equal(site_get(s, v, names), 200);
	sees(s, "Not acknowledged yet: No group");
	sees(s, "Own Staff Own Staff");
	assert_int_equal(site_get(s, v, at(s, LIST "/*?group=77", id)), 404);
	assert_int_equal(site_get(s, v, at(s, LIST "/*?group=x", id)), 400);
	assert_int_equal(site_get(s, m, names), 403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_and_acknowledged_once),
		cmocka_unit_test(a_new_version_meanwhile),
		cmocka_unit_test(what_is_not_taken),
		cmocka_unit_test(policies_are_added_and_changed),
		cmocka_unit_test(two_new_versions_at_once),
		cmocka_unit_test(the_report_names_for_administrators),
	};

	return cmocka_run_group_tests_name(
	    "policy_pages", tests, site_open, site_close);
}
