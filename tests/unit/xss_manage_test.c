/* xss_manage_test.c - the same for a team, staff, courses and needs. */
#include "xss.h"

static const struct visitor *
admin(void)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static void
put(struct sheet *f, const char *const *names, const char *text)
{
	for (; *names != NULL; names++)
		sheet_set(f, s->arena, *names, text);
}

/* The first of the staff is called so, and left out for that reason. */
static void
write_staff(const char *text)
{
	static const char *const texts[] = { "first_name", "last_name", "unit",
		"position", "badge", NULL };
	char one[60], change[80], out[80];
	struct sheet f;

	snprintf(one, sizeof(one), "/manage/staff/%lld",
	    (long long)s->training->staff[A][0]);
	snprintf(change, sizeof(change), "%s/change", one);
	snprintf(out, sizeof(out), "%s/exclusions", one);
	sheet_take(s, admin(), change, change, &f);
	put(&f, texts, text);
	sheet_set(&f, s->arena, "badge",
	    arena_printf(s->arena, "%d%.30s", round_of, "x"));
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	put(&f, texts, text);
	sheet_set(&f, s->arena, "manager", text);
	sheet_set(&f, s->arena, "account", text);
	sheet_set(&f, s->arena, "ends-day", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, change);
	assert_true(shows(s->w, escaped(text)));
	sheet_take(s, admin(), one, out, &f);
	sheet_set(&f, s->arena, "reason", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, out);
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&f, s->arena, "kind", "0");
	sheet_set(&f, s->arena, "from-day", "1");
	sheet_set(&f, s->arena, "from-month", "1");
	sheet_set(&f, s->arena, "from-year", "2021");
	sheet_set(&f, s->arena, "until-day", "2");
	sheet_set(&f, s->arena, "until-month", "1");
	sheet_set(&f, s->arena, "until-year", "2021");
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	get_page(admin(), one, text);
	assert_true(shows(s->w, escaped(text)));
}

/* What a token is for, on one's own page and on the administrator's. */
static void
write_tokens(const char *text)
{
	static const char path[] = "/settings/tokens";
	char person[60];
	struct sheet f;

	sheet_take(s, admin(), path, path, &f);
	sheet_set(&f, s->arena, "name", text);
	sheet_set(&f, s->arena, "until-day", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, path);
	assert_true(shows(s->w, escaped(text)));
	sheet_take(s, admin(), path, path, &f);
	sheet_set(&f, s->arena, "name", text);
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, admin(), &f), 200);
	look(text, path);
	get_page(admin(), path, text);
	assert_true(shows(s->w, escaped(text)));
	snprintf(person, sizeof(person), "/people/%lld",
	    (long long)s->person[A][role_place(ROLE_ADMINISTRATOR)]);
	get_page(admin(), person, text);
	assert_true(shows(s->w, escaped(text)));
	site_sql(s, "UPDATE api_token SET revoked_at = made_at, revoked_by = "
		    "name WHERE revoked_at IS NULL");
	get_page(admin(), path, text);
}

static void
write_courses(const char *text)
{
	static const char path[] = "/manage/courses/HANDLING";
	static const char *const numbers[] = { "months", "grace", "pass_mark",
		"window_day", NULL };
	struct sheet f;

	sheet_take(s, admin(), path, path, &f);
	sheet_set(&f, s->arena, "name", text);
	sheet_set(&f, s->arena, "statement", text);
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	put(&f, numbers, text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, path);
	assert_true(shows(s->w, escaped(text)));
	sheet_take(s, admin(), path, "/manage/courses/HANDLING/names", &f);
	sheet_set(&f, s->arena, "alias", text);
	assert_true(sheet_send(s, admin(), &f) != 422);
	sheet_take(
	    s, admin(), "/manage/courses/new", "/manage/courses/new", &f);
	sheet_set(&f, s->arena, "code", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, "/manage/courses/new");
	sheet_take(s, admin(), "/manage/needs", "/manage/needs/groups", &f);
	sheet_set(&f, s->arena, "group", text);
	assert_true(sheet_send(s, admin(), &f) != 422);
	get_page(admin(), path, text);
	get_page(admin(), "/manage/courses", text);
	get_page(admin(), "/manage/needs", text);
	assert_true(shows(s->w, escaped(text)));
}

static void
a_session(const char *text)
{
	const struct visitor *v = site_as(s, A, ROLE_MANAGER);
	static const char *const texts[] = { "held-day", "held-month",
		"trainer", "sheet", NULL };
	struct sheet f;
	int year, month, dom;

	sheet_take(s, v, "/team/session", "/team/session", &f);
	put(&f, texts, text);
	sheet_set(&f, s->arena, "course", text);
	sheet_set(&f, s->arena, "do", "check");
	assert_int_equal(sheet_send(s, v, &f), 422);
	look(text, "/team/session");
	assert_true(shows(s->w, escaped(text)));
	day_split(clock_day(clock_now()) - 20, &year, &month, &dom);
	sheet_set(&f, s->arena, "course", "HANDLING");
	sheet_set(&f, s->arena, "held-day", arena_printf(s->arena, "%d", dom));
	sheet_set(
	    &f, s->arena, "held-month", arena_printf(s->arena, "%d", month));
	sheet_set(
	    &f, s->arena, "held-year", arena_printf(s->arena, "%d", year));
	sheet_set(&f, s->arena,
	    arena_printf(
		s->arena, "who-%lld", (long long)s->training->staff[A][0]),
	    "1");
	assert_int_equal(sheet_send(s, v, &f), 200);
	look(text, "the session, to be checked");
	assert_true(shows(s->w, escaped(text)));
}

/* A duty, who holds it, and the letter about it. */
static void
write_duties(const char *text)
{
	static const char own[] = "/duties/" OWN_DUTY;
	static const char mine[] = "/duties/asset-owner";
	static const char *const typed[] = { "name", "deputy", "post",
		"document", "from-day", "until-year", NULL };
	struct sheet f;

	sheet_take(s, admin(), "/duties", "/duties", &f);
	sheet_set(&f, s->arena, "title", text);
	sheet_set(&f, s->arena, "post", text);
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	sheet_take(s, admin(), "/duties", "/duties", &f);
	sheet_set(&f, s->arena, "title", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, "/duties");
	sheet_take(s, admin(), own, own, &f);
	put(&f, typed, text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, own);
	sheet_take(s, admin(), own, own, &f);
	put(&f, typed + 1, text);
	sheet_set(&f, s->arena, "name", text);
	sheet_set(&f, s->arena, "from-day", "1");
	sheet_set(&f, s->arena, "until-year", "");
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, own);
	sheet_set(&f, s->arena, "no-account", "1");
	sheet_set(&f, s->arena, "deputy", "");
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	sheet_take(s, admin(), mine, mine, &f);
	sheet_set(&f, s->arena, "name", "a-administrator");
	sheet_set(&f, s->arena, "post", text);
	sheet_set(&f, s->arena, "document", text);
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	get_page(admin(), "/duties", text);
	get_page(admin(), "/home", text);
	get_page(admin(), own, text);
	assert_true(shows(s->w, escaped(text)));
	get_page(admin(), "/duties/asset-owner/accept", text);
	assert_true(shows(s->w, escaped(text)));
}

static void
all_pages(const char *text)
{
	const struct visitor *v = site_as(s, A, ROLE_MANAGER);
	char uri[900];

	get_page(v, "/team", text);
	assert_true(shows(s->w, escaped(text)));
	get_page(v, "/team/chase", text);
	assert_true(shows(s->w, escaped(text)));
	get_page(v,
	    arena_printf(
		s->arena, "/team/%lld", (long long)s->training->staff[A][0]),
	    text);
	get_page(admin(), "/manage", text);
	get_page(admin(), "/manage/staff", text);
	assert_true(shows(s->w, escaped(text)));
	buf_reset(&s->form);
	put_coded(&s->form, text);
	snprintf(uri, sizeof(uri), "/team?unit=%s&show=", buf_text(&s->form));
	get_page(v, uri, text);
	snprintf(uri, sizeof(uri),
	    "/manage/staff?like=%s&group=", buf_text(&s->form));
	get_page(admin(), uri, text);
	assert_true(shows(s->w, escaped(text)));
}

static void
with_text(const char *text)
{
	round_of++;
	write_staff(text);
	write_courses(text);
	a_session(text);
	write_duties(text);
	write_tokens(text);
	all_pages(text);
	/* Or the matrix would grow by a column each time. */
	site_sql(s, "DELETE FROM staff_group WHERE NOT EXISTS (SELECT 1 FROM "
		    "staff WHERE group_id = staff_group.id)");
}

static void
plain_text_first(void **state)
{
	(void)state;
	/* So that there is somebody to be chased. */
	site_sql(s, "INSERT INTO course_need (org_id, course, group_id) SELECT "
		    "org_id, 'HANDLING', group_id FROM staff WHERE group_id "
		    "IS NOT NULL");
	with_text(WORDS);
	with_text(WORDS " 2"); /* what a second time shows */
	assert_null(strstr(buf_text(&known), "xsspoly"));
}

static void
then_markup(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(payloads); i++)
		with_text(payloads[i]);
	print_message("%zu texts\n", COUNT(payloads));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_first),
		cmocka_unit_test(then_markup),
	};

	return cmocka_run_group_tests_name(
	    "xss in a team and staff records", tests, open_texts, close_texts);
}
