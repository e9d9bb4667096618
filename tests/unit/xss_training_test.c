/* xss_training_test.c - the same for training, certificates and policies. */
#include "xss.h"

/* Whose completion is corrected once in each round, back by a day. */
static const struct visitor *
corrector(void)
{
	return site_as(s, A, ROLE_VIEWER);
}

static int64_t
newest(void)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
	    "SELECT MAX(id) FROM completion WHERE staff_id = %lld",
	    (long long)s->training->staff[A][role_place(ROLE_VIEWER)]);
	return site_number(s, sql);
}

static void
correct(const char *text)
{
	struct sheet f;
	char page_of[60];
	int year, month, dom;

	snprintf(page_of, sizeof(page_of), "/training/correct/%lld",
	    (long long)newest());
	day_split(clock_day(clock_now()) - 20 - round_of, &year, &month, &dom);
	sheet_take(s, corrector(), page_of, page_of, &f);
	sheet_set(&f, s->arena, "reason", text);
	sheet_set(&f, s->arena, "done-day", text);
	sheet_set(&f, s->arena, "password", text);
	/* As it was typed, because it is no date. */
	assert_int_equal(sheet_send(s, corrector(), &f), 422);
	look(text, page_of);
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&f, s->arena, "done-day", arena_printf(s->arena, "%d", dom));
	sheet_set(
	    &f, s->arena, "done-month", arena_printf(s->arena, "%d", month));
	sheet_set(
	    &f, s->arena, "done-year", arena_printf(s->arena, "%d", year));
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, corrector(), &f), 303);
}

/* The policy's title changes in each round, and so does its text. */
static void
write_policies(const char *text)
{
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	char one[60], words[80];

	snprintf(one, sizeof(one), "/manage/policies/%lld",
	    (long long)s->training->policy[A]);
	snprintf(words, sizeof(words), "%s/text", one);
	assert_int_equal(type_in(a, "/manage/policies/new",
			     "/manage/policies/new", text, NULL),
	    303);
	assert_int_equal(type_in(a, one, one, text, NULL), 303);
	assert_int_equal(type_in(a, words, words, text, NULL), 303);
}

static void
faulty(const char *text)
{
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	struct sheet f;
	char uri[900];

	site_sql(s, "DELETE FROM throttle");
	sheet_take(
	    s, v, "/training/course/IG-INTRO", "/training/course/IG-INTRO", &f);
	sheet_set(&f, s->arena, "done-day", "x");
	sheet_set(&f, s->arena, "done-month", text);
	sheet_set(&f, s->arena, "score", "<a>");
	assert_int_equal(sheet_send(s, v, &f), 422);
	look(text, "/training/course");
	assert_true(shows(s->w, escaped(text)));
	assert_true(shows(s->w, "&lt;a&gt;"));
	buf_reset(&s->form);
	put_coded(&s->form, text);
	snprintf(uri, sizeof(uri), "/verify?number=%s", buf_text(&s->form));
	assert_int_equal(site_get(s, NULL, uri), 404);
	look(text, "number=");
	snprintf(uri, sizeof(uri), "/public?q=%s", buf_text(&s->form));
	assert_int_equal(site_get(s, NULL, uri), 200);
	look(text, "/public?q=");
	assert_true(shows(s->w, escaped(text)));
}

static void
pages_show(const char *text)
{
	static const char *const staff[] = { "/training", "/training/policies",
		"/training/course/IG-ANNUAL", "/verify" };
	static const char *const admin[] = { "/manage/policies",
		"/manage/policies/new", "/audit" };
	char uri[60];
	size_t i;

	for (i = 0; i < COUNT(staff); i++)
		get_page(corrector(), staff[i], text);
	assert_int_equal(site_get(s, corrector(), "/training"), 200);
	assert_true(shows(s->w, escaped(text)));
	for (i = 0; i < COUNT(admin); i++)
		get_page(site_as(s, A, ROLE_ADMINISTRATOR), admin[i], text);
	snprintf(uri, sizeof(uri), "/training/policies/%lld",
	    (long long)s->training->policy[A]);
	get_page(corrector(), uri, text);
	assert_true(shows(s->w, escaped(text)));
	snprintf(uri, sizeof(uri), "/manage/policies/%lld?group=0",
	    (long long)s->training->policy[A]);
	get_page(site_as(s, A, ROLE_ADMINISTRATOR), uri, text);
	assert_true(shows(s->w, escaped(text)));
	snprintf(uri, sizeof(uri), "/manage/policies/%lld/text",
	    (long long)s->training->policy[A]);
	get_page(site_as(s, A, ROLE_ADMINISTRATOR), uri, text);
	assert_true(shows(s->w, escaped(text)));
}

static void
with_training(const char *text)
{
	round_of++;
	correct(text);
	write_policies(text);
	pages_show(text);
	faulty(text);
}

static void
plain_text_first(void **state)
{
	(void)state;
	with_training(WORDS);
	with_training(WORDS " 2");
	assert_null(strstr(buf_text(&known), "xsspoly"));
}

static void
then_markup(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(payloads); i++)
		with_training(payloads[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_first),
		cmocka_unit_test(then_markup),
	};

	return cmocka_run_group_tests_name(
	    "xss_training", tests, open_texts, close_texts);
}
