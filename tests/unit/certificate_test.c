/* certificate_test.c - looking a certificate up, which anybody may. */
#include "desk_pages.h"
#include "session.h"

static int
look_up(struct site *s, const char *number)
{
	return site_get(s, NULL, arena_printf(s->arena, "/verify/%s", number));
}

static void
initials_and_no_name(void **state)
{
	struct site *s = *state;
	const char *number = number_of(s, A, ROLE_STAFF);
	char small[20];
	size_t i, n = 0;

	assert_int_equal(site_get(s, NULL, "/verify"), 200);
	sees(s, "Check a certificate");
	assert_int_equal(look_up(s, number), 200);
	sees(s, ">Valid</strong>");
	sees(s, "Valid until ");
	sees(s, "Information governance, yearly");
	sees(s, ">O O<"); /* Own Staff */
	sees(s, "Own Trust");
	sees_not(s, "Own Staff");
	sees_not(s, "Ann Own");
	/* As people type it. */
	for (i = 0; number[i] != '\0'; i++)
		if (number[i] != '-')
			small[n++] = (char)tolower((unsigned char)number[i]);
	small[n] = '\0';
	assert_int_equal(look_up(s, small), 200);
	assert_int_equal(
	    site_get(
		s, NULL, arena_printf(s->arena, "/verify?number=+%s+", small)),
	    200);
	sees(s, number);
	assert_int_equal(site_get(s, NULL, "/verify?number="), 200);
	assert_int_equal(site_get(s, NULL, "/verify?other=1"), 400);
	/* Of any organisation, signed in or not. */
	assert_int_equal(look_up(s, number_of(s, B, ROLE_STAFF)), 200);
	sees(s, MARK " Trust");
}

/* The page without what tells how long it took. */
static const char *
answer(struct site *s, const char *uri)
{
	char *page, *at;

	site_sql(s, "DELETE FROM throttle");
	assert_int_equal(site_get(s, NULL, uri), 404);
	page = arena_text(s->arena, buf_text(&s->w->reply.body));
	at = strstr(page, "Page made in ");
	assert_non_null(at);
	memset(at, 'x', strcspn(at, "<"));
	return arena_printf(
	    s->arena, "%.*s%s", (int)(at - page), page, at + strcspn(at, "<"));
}

/* One answer for all that is no certificate, byte for byte. */
static void
unknown_numbers_learn_nothing(void **state)
{
	static const char *const others[] = { "/verify/K7F2-9QXM-42",
		"/verify/x", "/verify/0", "/verify/K7F2-9QXM-4",
		"/verify/K7F2-9QXM-411", "/verify/____",
		"/verify?number=K7F2-9QXM-41", "/verify?number=%C3%A9",
		"/verify?number=%ff", "/verify?number=%3Cb%3E",
		"/verify?number='+OR+1=1", "/verify?number=x&number=y",
		"/verify?number=x&more=y" };
	struct site *s = *state;
	const char *one = answer(s, "/verify/K7F2-9QXM-41");
	size_t i;

	for (i = 0; i < COUNT(others); i++)
		assert_string_equal(answer(s, others[i]), one);
	assert_null(strstr(one, "K7F2-9QXM-42"));
}

static void
withdrawn_and_expired(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	char path[60];
	struct sheet f;

	site_sql(s, "DELETE FROM throttle");
	snprintf(path, sizeof(path), "/training/correct/%lld",
	    (long long)s->training->completion[A][role_place(ROLE_VIEWER)]);
	sheet_take(s, v, path, path, &f);
	sheet_set(&f, s->arena, "reason", "why");
	sheet_set(&f, s->arena, "not", "1");
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(look_up(s, number_of(s, A, ROLE_VIEWER)), 200);
	sees(s, ">Withdrawn</strong>");
	sees_not(s, "Valid until");
	sees_not(s, "why");
	site_sql(s, "DROP TRIGGER completion_stays");
	/* The row that says so is no certificate. */
	site_sql(s, "UPDATE completion SET number = 'AAAA-AAAA-22' WHERE "
		    "void = 1");
	assert_string_equal(
	    answer(s, "/verify/AAAA-AAAA-22"), answer(s, "/verify/x"));
	assert_int_equal(
	    site_get(s, v, "/training/certificate/AAAA-AAAA-22"), 404);
	site_sql(s, "UPDATE completion SET expires_on = '2026-01-01'");
	assert_int_equal(look_up(s, number_of(s, A, ROLE_STAFF)), 200);
	sees(s, ">Expired</strong>");
	sees(s, "Expired on 1 January 2026");
	site_sql(s, "UPDATE completion SET expires_on = NULL");
	assert_int_equal(look_up(s, number_of(s, A, ROLE_STAFF)), 200);
	sees(s, "It does not expire");
}

static void
lookups_are_limited_by_address(void **state)
{
	struct site *s = *state;
	const char *number = number_of(s, A, ROLE_STAFF);
	int i;

	site_sql(s, "DELETE FROM throttle");
	for (i = 0; i < QUESTIONS_MOST; i++)
		assert_int_equal(look_up(s, i % 2 == 0 ? number : "nothing"),
		    i % 2 == 0 ? 200 : 404);
	assert_int_equal(look_up(s, number), 429);
	assert_true(strtol(site_header(s, "Retry-After"), NULL, 10) > 500);
	assert_true(
	    strtol(site_header(s, "Retry-After"), NULL, 10) <= QUESTIONS_S);
	sees_not(s, "Valid");
	assert_int_equal(look_up(s, "nothing"), 429);
	assert_int_equal(site_get(s, NULL, "/verify?number=nothing"), 429);
	/* Everything else goes on. */
	assert_int_equal(site_get(s, NULL, "/verify"), 200);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_STAFF), "/training"), 200);
	assert_int_equal(site_get(s, NULL, "/sign-in"), 200);
	site_sql(s, "UPDATE throttle SET last_at = last_at - 601000000");
	assert_int_equal(look_up(s, number), 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(initials_and_no_name),
		cmocka_unit_test(unknown_numbers_learn_nothing),
		cmocka_unit_test(withdrawn_and_expired),
		cmocka_unit_test(lookups_are_limited_by_address),
	};

	return cmocka_run_group_tests_name(
	    "certificate", tests, site_open, site_close);
}
