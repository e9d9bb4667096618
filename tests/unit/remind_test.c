/* remind_test.c - who is told of what on which day, and by which bytes. */
#include "remind.h"
#include "work_set.h"

static void
rungs_are_30_14_7_and_1_day_and_overdue(void **state)
{
	static const struct {
		int days;
		enum rung rung;
	} ladder[] = { { 31, RUNG_NONE }, { 30, RUNG_MONTH },
		{ 15, RUNG_MONTH }, { 14, RUNG_FORTNIGHT },
		{ 8, RUNG_FORTNIGHT }, { 7, RUNG_WEEK }, { 2, RUNG_WEEK },
		{ 1, RUNG_DAY }, { 0, RUNG_DAY } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(ladder); i++)
		assert_int_equal(
		    remind_rung(TODAY + ladder[i].days, false, TODAY),
		    ladder[i].rung);
	assert_int_equal(remind_rung(TODAY - 1, true, TODAY), RUNG_LATE);
	assert_int_equal(remind_rung(DAY_NONE, false, TODAY), RUNG_OPEN);
}

/* One thing at a rung, told before at another on that day. */
static bool
goes(enum rung rung, enum rung before, day last, bool late_only)
{
	struct remind_thing t = { "x", rung };
	struct remind_told told = { "x", before, last };
	struct digest d = { .things = &t,
		.n = 1,
		.late = rung == RUNG_LATE,
		.late_only = late_only };

	return remind_due(&d, &told, last != DAY_NONE, last, TODAY);
}

static void
a_mail_goes_when_something_came_a_rung_nearer_once_a_week(void **state)
{
	(void)state;
	assert_true(goes(RUNG_MONTH, RUNG_NONE, DAY_NONE, false));
	assert_false(goes(RUNG_MONTH, RUNG_MONTH, TODAY - 20, false));
	assert_true(goes(RUNG_WEEK, RUNG_FORTNIGHT, TODAY - 7, false));
	assert_false(goes(RUNG_WEEK, RUNG_FORTNIGHT, TODAY - 6, false));
	assert_true(goes(RUNG_OPEN, RUNG_OPEN, TODAY - 28, false));
	assert_false(goes(RUNG_OPEN, RUNG_OPEN, TODAY - 27, false));
}

static void
the_day_before_and_overdue_once_a_day(void **state)
{
	(void)state;
	assert_true(goes(RUNG_DAY, RUNG_WEEK, TODAY - 1, false));
	assert_false(goes(RUNG_DAY, RUNG_DAY, TODAY - 1, false));
	assert_true(goes(RUNG_LATE, RUNG_LATE, TODAY - 1, false));
	assert_false(goes(RUNG_LATE, RUNG_LATE, TODAY, false));
	assert_true(goes(RUNG_RAISED, RUNG_NONE, TODAY - 1, false));
	assert_false(goes(RUNG_RAISED, RUNG_RAISED, TODAY - 1, false));
}

static void
who_chose_so_is_told_of_what_is_overdue_only(void **state)
{
	(void)state;
	assert_false(goes(RUNG_MONTH, RUNG_NONE, DAY_NONE, true));
	assert_false(goes(RUNG_DAY, RUNG_WEEK, TODAY - 9, true));
	assert_false(goes(RUNG_OPEN, RUNG_NONE, DAY_NONE, true));
	assert_true(goes(RUNG_LATE, RUNG_DAY, TODAY - 1, true));
	assert_true(goes(RUNG_RAISED, RUNG_NONE, DAY_NONE, true));
}

static void
with_the_clock_stepped_back_nothing_goes(void **state)
{
	(void)state;
	assert_false(goes(RUNG_LATE, RUNG_LATE, TODAY + 3, false));
	assert_false(goes(RUNG_WEEK, RUNG_NONE, TODAY + 3, false));
}

static void
an_address_cannot_break_a_header(void **state)
{
	static const char *const good[] = { "a@b", "kofi.mensah+ig@nhs.example",
		"o'hara@x-y.example" };
	static const char *const bad[] = { "", "a", "@b", "a@", "a@b\n",
		"a@b\r", "a b@c", "a@b c", "a@b,c@d", "<a@b>", "a@b>",
		"\"a\"@b", "a@b@c", "a@b\nBcc: x@y", "-t@b", "a@-b", "a@b.",
		".a@b", "a..b@c", "a(x)@b", "\xc3\xa9@b", "a@[1.2.3.4]",
		"a;b@c", "a:b@c" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		assert_true(remind_address(good[i]));
	for (i = 0; i < COUNT(bad); i++)
		if (remind_address(bad[i]))
			fail_msg("taken: %s", bad[i]);
}

static const char *
mail(struct records *r, const char *name, const char *text)
{
	const struct reminder m = { .id = 4711,
		.mail = "kofi@nhs.example",
		.name = name,
		.subject = "Work waits",
		.text = text,
		.made_at = 0 };
	struct buf b = { 0 };
	enum err e = remind_mail(&m, "igtk@trust.example", &b);
	const char *s = e == OK ? arena_copy(r->arena, b.p, b.n) : err_name(e);

	buf_clear(&b);
	return s;
}

static void
a_mail_is_made_of_plain_lines(void **state)
{
	struct records *r = *state;

	assert_string_equal(mail(r, "Kofi \"K\" Mensah", "Hello.\n.\n"),
	    "From: igtk@trust.example\n"
	    "To: \"Kofi \\\"K\\\" Mensah\"\n <kofi@nhs.example>\n"
	    "Subject: Work waits\n"
	    "Date: Thu, 01 Jan 1970 00:00:00 +0000\n"
	    "Message-ID: <igtk.4711@trust.example>\n"
	    "Auto-Submitted: auto-generated\n"
	    "MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n"
	    "Hello.\n=2E\n");
}

static void
names_are_encoded_and_never_end_a_line(void **state)
{
	struct records *r = *state;
	char name[401];
	const char *s, *line;
	size_t i;

	assert_non_null(strstr(mail(r, "Zo\xc3\xab", "x"),
	    "To: =?UTF-8?B?Wm/Dqw==?=\n <kofi@nhs.example>\n"));
	for (i = 0; i < 400; i += 2)
		memcpy(name + i, "\xc3\xab", 2);
	name[400] = '\0';
	s = mail(r, name, "x");
	for (line = s; line[0] != '\0'; line = strchrnul(line, '\n') + 1) {
		assert_true(strchrnul(line, '\n') - line <= 76);
		if (strchr(line, '\n') == NULL)
			break;
	}
	assert_string_equal(mail(r, "a\nBcc: x@y", "x"), "invalid");
	assert_string_equal(mail(r, "a\rb", "x"), "invalid");
	assert_string_equal(mail(r, "a\x85", "x"), "invalid");
}

static void
text_is_quoted_and_its_lines_are_short(void **state)
{
	struct records *r = *state;
	char text[301];
	const char *s;

	assert_non_null(strstr(mail(r, "x", "caf\xc3\xa9 = 1 \nFrom"),
	    "\n\ncaf=C3=A9 =3D 1=20\n=46rom"));
	memset(text, 'a', 300);
	text[300] = '\0';
	s = strstr(mail(r, "x", text), "\n\n") + 2;
	for (; *s != '\0'; s = *strchrnul(s, '\n') ? strchr(s, '\n') + 1 : "")
		assert_true(strchrnul(s, '\n') - s <= 76);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rungs_are_30_14_7_and_1_day_and_overdue),
		cmocka_unit_test(
		    a_mail_goes_when_something_came_a_rung_nearer_once_a_week),
		cmocka_unit_test(the_day_before_and_overdue_once_a_day),
		cmocka_unit_test(who_chose_so_is_told_of_what_is_overdue_only),
		cmocka_unit_test(with_the_clock_stepped_back_nothing_goes),
		cmocka_unit_test(an_address_cannot_break_a_header),
		with_records(a_mail_is_made_of_plain_lines),
		with_records(names_are_encoded_and_never_end_a_line),
		with_records(text_is_quoted_and_its_lines_are_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
