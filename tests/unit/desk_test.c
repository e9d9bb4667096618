/* desk_test.c - one's own training: what is owed, and confirming it. */
#include "desk.h"
#include "desk_pages.h"

/* ---- what is owed ---- */

static void
what_is_owed_comes_in_words_and_in_order(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_COMMISSIONER);
	struct unit u = by_role(s, A, ROLE_ADMINISTRATOR);
	struct course k = { .code = "OTHER",
		.name = "Other course",
		.validity = VALID_ALWAYS,
		.window_md = "",
		.for_all = true,
		.statement = "I did it." };
	const char *body, *never, *done;

	assert_int_equal(site_get(s, v, "/training"), 200);
	sees(s, "1 policy is to be read.");
	sees(s, ">Complete</strong>");
	sees(s, "/training/certificate/");
	sees(s, "Own desk");
	sees(s, "aria-current=\"true\"");
	assert_int_equal(course_add(s->w->app.writer, &u, &k), OK);
	assert_int_equal(site_get(s, v, "/training"), 200);
	sees(s, "1 course is not done yet and 1 policy is to be read.");
	body = buf_text(&s->w->reply.body);
	never = strstr(body, "Not done yet");
	done = strstr(body, ">Complete</strong>");
	assert_non_null(never);
	assert_true(never < done);
	sees(s, "href=\"/training/course/OTHER\">Confirm");
	k.closed = true;
	assert_int_equal(course_change(s->w->app.writer, &u, &k), OK);
	assert_int_equal(site_get(s, v, "/training"), 200);
	sees_not(s, "Other course");
	assert_int_equal(site_get(s, v, "/training/course/OTHER"), 200);
	sees(s, "not asked of anybody any more");
	sees_not(s, "password");
}

/* The same words for many, with one noun for courses. */
static void
the_sentence_counts(void **state)
{
	struct site *s = *state;
	struct req r = { .arena = s->arena };
	struct owed v[6] = { { .state = OWED_OVERDUE },
		{ .state = OWED_OVERDUE }, { .state = OWED_NEVER },
		{ .state = OWED_SOON }, { .state = OWED_DONE },
		{ .state = OWED_EXCUSED } };
	struct owed_list all = { v, 6 };

	assert_string_equal(desk_summary(&r, &all, 2),
	    "2 courses are overdue, 1 is not done yet, 1 is due soon and 2 "
	    "policies are to be read.");
	all.n = 1;
	assert_string_equal(desk_summary(&r, &all, 0), "1 course is overdue.");
	all = (struct owed_list){ v + 4, 2 };
	assert_string_equal(desk_summary(&r, &all, 0), "");
	assert_string_equal(
	    desk_summary(&r, &all, 1), "1 policy is to be read.");
}

static void
without_a_staff_record_it_says_whom_to_ask(void **state)
{
	static const char *const pages[] = { "/training",
		"/training/policies" };
	struct site *s = *state;
	struct visitor v;
	struct sheet f;
	size_t i;

	site_visit(s, s->nobody, &v);
	take_course(s, &v, ANNUAL, today() - 1, &f);
	site_sql(s, "UPDATE staff SET person_id = NULL WHERE person_id = "
		    "(SELECT id FROM person WHERE user_name = 'nobody')");
	for (i = 0; i < COUNT(pages); i++) {
		assert_int_equal(site_get(s, &v, pages[i]), 200);
		sees(s, "You are not on the staff list here");
		sees(s, "administrator");
	}
	assert_int_equal(site_get(s, &v, ANNUAL), 404);
	sees(s, "You are not on the staff list here");
	site_mark(s);
	assert_int_equal(sheet_send(s, &v, &f), 404);
	assert_true(site_unchanged(s));
	assert_int_equal(site_get(s, &v, "/home"), 200);
}

/* ---- confirming ---- */

static void
confirmed_once_however_often_it_is_sent(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	struct sheet f, later;
	char first[600];
	int64_t before = completions(s);

	take_course(s, v, ANNUAL, today() - 3, &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
	snprintf(first, sizeof(first), "%s", site_header(s, "Location"));
	assert_int_equal(strncmp(first, "/training/certificate/", 22), 0);
	assert_non_null(strstr(first, "?new=1"));
	assert_int_equal(completions(s), before + 1);
	/* A double click, and a try after an answer that was lost. */
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(site_header(s, "Location"), first);
	assert_true(site_unchanged(s));
	/* Nobody has to be there to be asked. */
	kill(s->w->broker, SIGKILL);
	waitpid(s->w->broker, NULL, 0);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(site_header(s, "Location"), first);
	unlink(s->w->socket);
	s->w->broker = start_broker(s->w->socket);
	/* The same day on a form of its own: the same certificate. */
	take_course(s, v, ANNUAL, today() - 3, &later);
	assert_int_equal(sheet_send(s, v, &later), 303);
	assert_int_equal(
	    strncmp(site_header(s, "Location"), first, strcspn(first, "?")), 0);
	assert_non_null(strstr(site_header(s, "Location"), "?had=1"));
	assert_true(site_unchanged(s));
	assert_int_equal(site_get(s, v, site_header(s, "Location")), 200);
	sees(s, "on record already");
	assert_int_equal(site_get(s, v, first), 200);
	sees(s, "Completion recorded");
	sees(s, "<title>Certificate: Own Staff Own Staff, Information "
		"governance, yearly, ");
}

static void
the_record_holds_what_was_signed(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_REVIEWER);
	struct sheet f;

	take_course(s, v, ANNUAL, today(), &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(
	    site_number(s,
		"SELECT count(*) FROM completion c JOIN course_statement t ON "
		"t.org_id = c.org_id AND t.course = c.course AND t.version = "
		"c.statement_version AND t.text = c.statement WHERE "
		"c.source = 1 AND c.signed_by = 1 AND length("
		"c.statement_digest) = 32 AND c.by_name = 'a-reviewer' AND "
		"c.place = ''"),
	    1);
	assert_int_equal(site_number(s, "SELECT count(*) FROM audit WHERE "
					"action = 'training.complete' AND "
					"actor = 'a-reviewer'"),
	    1);
}

static void
wrong_passwords_store_nothing_and_wait(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);
	struct sheet f;
	int i;

	take_course(s, v, ANNUAL, today() - 4, &f);
	site_mark(s);
	sheet_set(&f, s->arena, "password", "");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter your password");
	sheet_set(&f, s->arena, "password", "wrong-one");
	for (i = 0; i < 5; i++) {
		assert_int_equal(sheet_send(s, v, &f), 422);
		sees(s, "Enter the right password");
		sees_not(s, "wrong-one");
		sees(s, f.v[4].value); /* the day, as it was typed */
	}
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 429);
	assert_string_equal(site_header(s, "Retry-After"), "30");
	sees(s, "Nothing was recorded");
	assert_true(site_unchanged(s));
	site_sql(s, "DELETE FROM throttle");
	/* Nobody can be asked: the form stays, and nothing was counted. */
	sheet_set(&f, s->arena, "password", "busy");
	assert_int_equal(sheet_send(s, v, &f), 503);
	assert_true(site_header(s, "Retry-After")[0] > '0');
	sees(s, "Nothing of what you typed is lost");
	assert_int_equal(
	    site_number(s, "SELECT COALESCE(SUM(refused), 0) FROM throttle"),
	    0);
	assert_true(site_unchanged(s));
}

static void
wrong_days(void **state)
{
	static const struct {
		int back; /* days before today; -1000: as typed */
		const char *dom, *month, *says;
	} all[] = { { -1, NULL, NULL, "must be today or in the past" },
		{ 366, NULL, NULL, "has expired" },
		{ 20000, NULL, NULL, "must not be before the first day of" },
		{ -1000, "31", "2", "must be a real date" },
		{ -1000, "", "2", "must include a day" },
		{ -1000, "", "", "must include a day and month" } };
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_MANAGER);
	struct sheet f;
	size_t i;

	for (i = 0; i < COUNT(all); i++) {
		take_course(s, v, ANNUAL,
		    all[i].back == -1000 ? today() : today() - all[i].back, &f);
		if (all[i].dom != NULL) {
			sheet_set(&f, s->arena, "done-day", all[i].dom);
			sheet_set(&f, s->arena, "done-month", all[i].month);
		}
		site_mark(s);
		assert_int_equal(sheet_send(s, v, &f), 422);
		sees(s, all[i].says);
		assert_true(site_unchanged(s));
	}
	sheet_set(&f, s->arena, "done-year", "");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter the date you finished the course");
	assert_int_equal(site_get(s, v, "/training/course/NONE"), 404);
	assert_int_equal(site_get(s, v, "/training/course/" B_COURSE), 404);
}

static void
a_score_where_one_is_asked(void **state)
{
	static const struct {
		const char *score, *says;
	} bad[] = { { "", "Enter your score in percent" },
		{ "79", "at least the pass mark, 80" },
		{ "101", "between 0 and 100" },
		{ "ninety", "must be a whole number" } };
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	struct sheet f;
	size_t i;

	for (i = 0; i < COUNT(bad); i++) {
		take_course(s, v, INTRO, today() - 1, &f);
		sheet_set(&f, s->arena, "score", bad[i].score);
		site_mark(s);
		assert_int_equal(sheet_send(s, v, &f), 422);
		sees(s, bad[i].says);
		if (bad[i].score[0] != '\0')
			sees(s, arena_printf(
				    s->arena, "value=\"%s\"", bad[i].score));
		assert_true(site_unchanged(s));
	}
	sheet_set(&f, s->arena, "score", "80");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(
	    site_number(s, "SELECT score FROM completion WHERE course = "
			   "'IG-INTRO'"),
	    80);
}

static void
a_statement_that_changed_is_read_again(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_EXTERNAL_REVIEWER);
	struct sheet f;

	take_course(s, v, ANNUAL, today() - 2, &f);
	change_statement(s, A, "IG-ANNUAL", "Another statement & more.");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 409);
	sees(s, "The statement of this course was changed");
	sees(s, "Another statement &amp; more.");
	sees_not(s, "value=\"right\"");
	assert_true(site_unchanged(s));
	/* The same text as another version is another statement, too. */
	sheet_take(s, v, ANNUAL, ANNUAL, &f);
	set_day(s, &f, today() - 2);
	sheet_set(&f, s->arena, "password", "right");
	sheet_set(&f, s->arena, "version", "1");
	assert_int_equal(sheet_send(s, v, &f), 409);
	sheet_set(&f, s->arena, "version", "2");
	sheet_set(&f, s->arena, "statement", "");
	assert_int_equal(sheet_send(s, v, &f), 409);
	assert_true(site_unchanged(s));
	take_course(s, v, ANNUAL, today() - 2, &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
}

static void
the_start_page_points_to_it(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, site_as(s, C, ROLE_STAFF), "/home"), 200);
	sees(s, "1 policy is to be read.");
	sees(s, "href=\"/training\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_owed_comes_in_words_and_in_order),
		cmocka_unit_test(the_sentence_counts),
		cmocka_unit_test(without_a_staff_record_it_says_whom_to_ask),
		cmocka_unit_test(confirmed_once_however_often_it_is_sent),
		cmocka_unit_test(the_record_holds_what_was_signed),
		cmocka_unit_test(wrong_passwords_store_nothing_and_wait),
		cmocka_unit_test(wrong_days),
		cmocka_unit_test(a_score_where_one_is_asked),
		cmocka_unit_test(a_statement_that_changed_is_read_again),
		cmocka_unit_test(the_start_page_points_to_it),
	};

	return cmocka_run_group_tests_name(
	    "desk", tests, site_open, site_close);
}
