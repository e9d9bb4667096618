/* correct_test.c - certificates, who sees them, and putting records right. */
#include "desk_pages.h"

static const char *
at(struct site *s, int64_t completion)
{
	return arena_printf(
	    s->arena, "/training/correct/%lld", (long long)completion);
}

static int64_t
first_of(struct site *s, enum role role)
{
	return s->training->completion[A][role_place(role)];
}

static void
take_correction(struct site *s, const struct visitor *v, int64_t completion,
    const char *reason, struct sheet *f)
{
	sheet_take(s, v, at(s, completion), at(s, completion), f);
	sheet_set(f, s->arena, "reason", reason);
	sheet_set(f, s->arena, "password", "right");
}

/* ---- certificates ---- */

static int
sees_certificate(struct site *s, enum role viewer, int o, enum role whose)
{
	return site_get(s, site_as(s, A, viewer),
	    arena_printf(
		s->arena, "/training/certificate/%s", number_of(s, o, whose)));
}

static void
who_sees_a_certificate(void **state)
{
	struct site *s = *state;
	struct visitor national;
	char sql[200];

	assert_int_equal(sees_certificate(s, ROLE_STAFF, A, ROLE_STAFF), 200);
	sees(s, "Own Staff Own Staff");
	sees(s, "confirmed completion of");
	sees(s,
	    arena_printf(s->arena, "/verify/%s", number_of(s, A, ROLE_STAFF)));
	sees_not(s, "Completion recorded"); /* only after confirming */
	assert_int_equal(
	    sees_certificate(s, ROLE_ADMINISTRATOR, A, ROLE_STAFF), 200);
	assert_int_equal(sees_certificate(s, ROLE_VIEWER, A, ROLE_STAFF), 404);
	/* A manager, but not of them. */
	site_sql(s, "UPDATE staff SET manager_id = NULL");
	assert_int_equal(sees_certificate(s, ROLE_MANAGER, A, ROLE_STAFF), 404);
	/* Above them, with one between. */
	snprintf(sql, sizeof(sql),
	    "UPDATE staff SET manager_id = %lld WHERE id = %lld",
	    (long long)staff_of(s, A, ROLE_ASSESSOR),
	    (long long)staff_of(s, A, ROLE_STAFF));
	site_sql(s, sql);
	snprintf(sql, sizeof(sql),
	    "UPDATE staff SET manager_id = %lld WHERE id = %lld",
	    (long long)staff_of(s, A, ROLE_MANAGER),
	    (long long)staff_of(s, A, ROLE_ASSESSOR));
	site_sql(s, sql);
	assert_int_equal(sees_certificate(s, ROLE_MANAGER, A, ROLE_STAFF), 200);
	sees_not(s, "Something here is wrong"); /* not theirs to correct */
	assert_int_equal(sees_certificate(s, ROLE_STAFF, A, ROLE_MANAGER), 404);
	/* Of another organisation nobody's, and nowhere anything. */
	assert_int_equal(
	    sees_certificate(s, ROLE_ADMINISTRATOR, B, ROLE_STAFF), 404);
	site_visit(s, s->national, &national);
	site_move(s, &national, s->national, s->org[A].id);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/training/certificate/%s",
				 number_of(s, B, ROLE_STAFF))),
	    404);
	assert_int_equal(site_get(s, NULL,
			     arena_printf(s->arena, "/training/certificate/%s",
				 number_of(s, A, ROLE_STAFF))),
	    303);
}

static void
an_expired_one_says_so(void **state)
{
	struct site *s = *state;

	/* Past the door that keeps rows as they are. */
	site_sql(s, "DROP TRIGGER completion_stays");
	site_sql(s, arena_printf(s->arena,
			"UPDATE completion SET expires_on = '2026-01-01' "
			"WHERE id = %lld",
			(long long)first_of(s, ROLE_COMMISSIONER)));
	assert_int_equal(
	    sees_certificate(s, ROLE_COMMISSIONER, A, ROLE_COMMISSIONER), 200);
	sees(s, "This certificate does not count");
	sees(s, "It has expired");
	sees(s, "Not valid");
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_COMMISSIONER), "/training"), 200);
	sees(s, "1 course is overdue");
	sees(s, "Was due 1 January 2026");
}

/* ---- correcting ---- */

static void
another_day_supersedes_and_the_old_row_stays(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	int64_t id = first_of(s, ROLE_STAFF), before = completions(s);
	struct sheet f;
	char first[600];

	take_correction(s, v, id, "I looked at the wrong sheet", &f);
	set_day(s, &f, today() - 12);
	assert_int_equal(sheet_send(s, v, &f), 303);
	snprintf(first, sizeof(first), "%s", site_header(s, "Location"));
	assert_non_null(strstr(first, "?corrected=1"));
	assert_int_equal(completions(s), before + 1);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 303); /* a double click */
	assert_string_equal(site_header(s, "Location"), first);
	assert_true(site_unchanged(s));
	assert_int_equal(site_get(s, v, first), 200);
	sees(s, "The correction was saved");
	assert_int_equal(sees_certificate(s, ROLE_STAFF, A, ROLE_STAFF), 200);
	sees(s, "It was withdrawn");
	sees(s, "In its place: ");
	assert_int_equal(site_get(s, v, "/training"), 200);
	sees(s, ">Corrected</strong>");
	sees(s, "I looked at the wrong sheet");
	sees(s, number_of(s, A, ROLE_STAFF));
	/* Each row is corrected once. */
	assert_int_equal(site_get(s, v, at(s, id)), 409);
	sees(s, "This was corrected already");
	set_day(s, &f, today() - 13);
	assert_int_equal(sheet_send(s, v, &f), 409);
	assert_true(site_unchanged(s));
}

static void
not_done_makes_it_owed_again(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_REVIEWER);
	struct sheet f;

	take_correction(s, v, first_of(s, ROLE_REVIEWER), "Wrong course", &f);
	sheet_set(&f, s->arena, "not", "1");
	sheet_set(&f, s->arena, "done-day", "");
	assert_int_equal(sheet_send(s, v, &f), 422); /* a date, or none */
	set_day(s, &f, today() - 10);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(
	    site_header(s, "Location"), "/training?corrected=1");
	assert_int_equal(site_get(s, v, "/training?corrected=1"), 200);
	sees(s, "The correction was saved");
	sees(s, "1 course is not done yet");
	sees(s, "Not done on ");
}

static void
corrections_that_are_not_taken(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	int64_t id = first_of(s, ROLE_VIEWER);
	struct sheet f;

	take_correction(s, v, id, "", &f);
	set_day(s, &f, today() - 12);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter why it has to be corrected");
	take_correction(s, v, id, "why", &f);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Change the date or the score");
	sees(s, ">why</textarea>");
	set_day(s, &f, today() + 1);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "must be today or in the past");
	set_day(s, &f, today() - 12);
	sheet_set(&f, s->arena, "password", "wrong");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter the right password");
	sees(s, ">why</textarea>");
	/* Others', and what is not there. */
	assert_int_equal(site_get(s, v, at(s, first_of(s, ROLE_MANAGER))), 404);
	assert_int_equal(site_get(s, v, at(s, 4711)), 404);
	assert_int_equal(site_get(s, v, "/training/correct/x"), 404);
	snprintf(
	    f.action, sizeof(f.action), "%s", at(s, first_of(s, ROLE_MANAGER)));
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 404);
	assert_true(site_unchanged(s));
}

static void
a_day_that_is_on_record_already(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_MANAGER);
	struct sheet f;

	take_course(s, v, ANNUAL, today() - 1, &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
	take_correction(s, v, first_of(s, ROLE_MANAGER), "why", &f);
	set_day(s, &f, today() - 1);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "on record for this day already");
	assert_true(site_unchanged(s));
}

/* The person attested; the administrator only puts the date right. */
static void
an_administrator_corrects_for_others(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	int64_t id = first_of(s, ROLE_ASSESSOR);
	struct sheet f;

	take_correction(s, v, id, "The signed sheet says so", &f);
	sees(s, "Whose");
	sees(s, "What they confirmed");
	set_day(s, &f, today() - 14);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM completion WHERE reason = "
			   "'The signed sheet says so' AND by_name = "
			   "'a-administrator' AND source = 1"),
	    1);
	/* With another statement by now only they can sign the new date. */
	change_statement(s, A, "IG-ANNUAL", "Another statement.");
	id = first_of(s, ROLE_EXTERNAL_REVIEWER);
	take_correction(s, v, id, "The sheet", &f);
	set_day(s, &f, today() - 14);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 409);
	sees(s, "only the person can confirm it again");
	assert_true(site_unchanged(s));
	sheet_set(&f, s->arena, "not", "1");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(
	    strncmp(site_header(s, "Location"), "/training/certificate/", 22),
	    0);
	assert_int_equal(site_get(s, v, site_header(s, "Location")), 200);
	sees(s, "It was withdrawn");
}

static void
ones_own_statement_changed_meanwhile(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet f;

	take_correction(s, v, first_of(s, ROLE_ADMINISTRATOR), "why", &f);
	set_day(s, &f, today() - 15);
	change_statement(s, A, "IG-ANNUAL", "A third statement.");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 409);
	sees(s, "A third statement.");
	sees(s, ">why</textarea>");
	assert_true(site_unchanged(s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_sees_a_certificate),
		cmocka_unit_test(another_day_supersedes_and_the_old_row_stays),
		cmocka_unit_test(not_done_makes_it_owed_again),
		cmocka_unit_test(corrections_that_are_not_taken),
		cmocka_unit_test(a_day_that_is_on_record_already),
		cmocka_unit_test(an_administrator_corrects_for_others),
		cmocka_unit_test(ones_own_statement_changed_meanwhile),
		cmocka_unit_test(an_expired_one_says_so),
	};

	return cmocka_run_group_tests_name(
	    "correct", tests, site_open, site_close);
}
