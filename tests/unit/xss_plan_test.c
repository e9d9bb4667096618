/* xss_plan_test.c - the same for the improvement plan and one's own work. */
#include "xss.h"

#define PLAN "/assessment/14.1/plan"

static const struct visitor *
admin(void)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

/* An action of this name, whose fields were all wrong before. */
static const char *
write_action(const char *text)
{
	static const char where[] = PLAN "/new/205";
	static const char *const all[] = { "title", "owner", "deputy",
		"due-day", "due-month", "due-year", NULL };
	struct sheet f, right;
	size_t i;

	sheet_take(s, admin(), where, where, &right);
	f = right;
	for (i = 0; all[i] != NULL; i++)
		sheet_set(&f, s->arena, all[i], text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, where);
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&right, s->arena, "title", text);
	sheet_set(&right, s->arena, "owner", "a-administrator");
	assert_int_equal(sheet_send(s, admin(), &right), 303);
	return arena_printf(s->arena, PLAN "/action/%lld",
	    (long long)site_number(s, "SELECT MAX(id) FROM action"));
}

static void
report_and_change(const char *one, const char *text)
{
	const char *report = arena_printf(s->arena, "%s/report", one);
	struct sheet f, stale;

	sheet_take(s, admin(), one, one, &stale);
	sheet_take(s, admin(), one, report, &f);
	sheet_set(&f, s->arena, "progress", text);
	sheet_set(&f, s->arena, "said", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, report);
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&f, s->arena, "progress", "10");
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	assert_int_equal(sheet_send(s, admin(), &stale), 409);
	look(text, "a clash of actions");
	assert_true(shows(s->w, escaped(text)));
	get_page(admin(), one, text);
	assert_true(shows(s->w, escaped(text)));
}

static void
sign(const char *text)
{
	static const char where[] = PLAN "/sign";
	struct sheet f;

	sheet_take(s, admin(), where, where, &f);
	sheet_set(&f, s->arena, "post", text);
	sheet_set(&f, s->arena, "comment", text);
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, where);
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	get_page(admin(), where, text);
	assert_true(shows(s->w, escaped(text)));
}

static void
all_pages(const char *text)
{
	static const char *const pages[] = { PLAN, PLAN "/report",
		"/assessment/14.1/forecast", "/home", "/home?all=1" };
	size_t i;

	for (i = 0; i < COUNT(pages); i++) {
		get_page(admin(), pages[i], text);
		if (strstr(pages[i], "forecast") == NULL)
			assert_true(shows(s->w, escaped(text)));
	}
}

static void
with_text(const char *text)
{
	const char *one;

	round_of++;
	one = write_action(text);
	report_and_change(one, text);
	/* So that the forecast and the first one have it. */
	site_sql(s, "UPDATE action SET due_on = '2020-01-01'");
	sign(text);
	all_pages(text);
	get_page(admin(), "/assessment/14.1/forecast", text);
	assert_true(shows(s->w, escaped(text)));
	site_sql(s, "UPDATE action SET state = 2, closed_at = 1 WHERE id = "
		    "(SELECT MAX(id) FROM action)");
}

static void
plain_text_first(void **state)
{
	(void)state;
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
	    "xss in the plan", tests, open_texts, close_texts);
}
