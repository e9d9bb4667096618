/* outside_pages_test.c - the pages of reviewers and of commissioners. */
#include "desk_pages.h"

#define REVIEW "/reviews/AAA01/13.0"

static const struct visitor *
external(struct site *s)
{
	return site_as(s, A, ROLE_EXTERNAL_REVIEWER);
}

static void
fill_in(struct site *s, const char *outcome, const char *grade,
    const char *reason, struct sheet *f)
{
	sheet_take(s, external(s), REVIEW, REVIEW, f);
	sheet_set(f, s->arena, "outcome", outcome);
	sheet_set(f, s->arena, "grade", grade);
	sheet_set(f, s->arena, "reason", reason);
}

/* More evidence is asked for, and then it passes; both stay. */
static void
an_applicant_is_reviewed(void **state)
{
	struct site *s = *state;
	struct sheet f;

	assert_int_equal(site_get(s, external(s), "/home"), 200);
	sees(s, "1 publication awaits your review");
	assert_int_equal(site_get(s, external(s), "/reviews"), 200);
	sees(s, "Awaiting review: 1");
	sees(s, "Awaiting review<");
	fill_in(s, "more-evidence", "", "Show <the> minute", &f);
	assert_int_equal(sheet_send(s, external(s), &f), 303);
	assert_int_equal(
	    site_get(s, external(s), site_header(s, "Location")), 200);
	sees(s, "The review was recorded");
	sees(s, "Awaiting review: 1");
	sees(s, "More evidence is asked for");
	assert_int_equal(site_get(s, external(s), REVIEW), 200);
	sees(s, "Show &lt;the&gt; minute");
	fill_in(s, "passed", "satisfactory", "It came", &f);
	sheet_set(&f, s->arena, "change", "What was <missing> is there");
	assert_int_equal(sheet_send(s, external(s), &f), 303);
	/* The same form once more is the same act. */
	assert_int_equal(sheet_send(s, external(s), &f), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM edition_review"), 2);
	assert_int_equal(site_get(s, external(s), "/reviews"), 200);
	sees(s, "Reviewed: 1");
	sees_not(s, "Awaiting review");
	assert_int_equal(site_get(s, external(s), "/home"), 200);
	sees(s, "No publication awaits your review");
	/* Whoever asked for it reads why. */
	assert_int_equal(site_get(s, site_as(s, A, ROLE_ADMINISTRATOR),
			     "/assessment/13.0/publication"),
	    200);
	sees(s, "What the external review found");
	sees(s, "Show &lt;the&gt; minute");
	sees(s, "It came");
	sees(s, "Reason for change of grade: What was &lt;missing&gt; is");
	/* The grade and why it changed are public, the other reason is not. */
	assert_int_equal(site_get(s, NULL, "/public/AAA01"), 200);
	sees(s, "Reviewed grade: What was &lt;missing&gt; is there</td>");
	sees_not(s, "It came");
	sees_not(s, "minute");
}

static const char *
many(struct site *s, const char *c, size_t n)
{
	size_t each = strlen(c);
	char *text = arena_alloc(s->arena, n * each + 1), *p = text;

	for (; n > 0; n--, p += each)
		memcpy(p, c, each);
	*p = '\0';
	return text;
}

static void
nothing_typed_is_lost(void **state)
{
	struct site *s = *state;
	struct sheet f;

	fill_in(s, "passed", "", "Typed with care", &f);
	site_mark(s);
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "Select the grade as reviewed");
	sees(s, "Typed with care");
	fill_in(s, "more-evidence", "satisfactory", "Typed with care", &f);
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "Select no grade while more evidence is asked for");
	sees_not(s, "Leave this empty");
	fill_in(s, "passed", "satisfactory", "Typed with care", &f);
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "Enter why the grade as reviewed is another");
	sees(s, "Typed with care");
	fill_in(s, "failed", "not-satisfactory", "Typed with care", &f);
	sheet_set(&f, s->arena, "change", "Kept &");
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "Leave this empty: there is no other grade");
	sees(s, "value=\"Kept &amp;\"");
	fill_in(s, "", "", "Typed with care", &f);
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "Select what the review found");
	fill_in(s, "failed", "not-satisfactory", "", &f);
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "Enter the reason");
	/* Far too long is said beside it: three bytes each, nine as sent. */
	fill_in(
	    s, "failed", "not-satisfactory", many(s, "\xe6\xbc\xa2", 6000), &f);
	assert_int_equal(sheet_send(s, external(s), &f), 422);
	sees(s, "The reason must be 500 characters or fewer");
	assert_true(site_unchanged(s));
}

/* The form was made of an edition that another one superseded. */
static void
what_is_superseded_is_not_reviewed(void **state)
{
	struct site *s = *state;
	struct sheet f;

	fill_in(s, "failed", "not-satisfactory", "Typed with care", &f);
	sheet_set(&f, s->arena, "edition", "2");
	site_mark(s);
	assert_int_equal(sheet_send(s, external(s), &f), 409);
	sees(s, "published once more meanwhile");
	sees(s, "Typed with care");
	assert_true(site_unchanged(s));
}

/* Others learn nothing of whom there is to review. */
static void
reviewers_elsewhere_see_nothing(void **state)
{
	struct site *s = *state;
	const struct visitor *other = site_as(s, B, ROLE_EXTERNAL_REVIEWER);

	assert_int_equal(site_get(s, other, "/reviews"), 200);
	sees_not(s, "AAA01");
	assert_int_equal(site_get(s, other, REVIEW), 404);
	assert_int_equal(site_get(s, external(s), "/reviews/AAA01/14.1"), 404);
	assert_int_equal(site_get(s, external(s), "/reviews/NONE/13.0"), 404);
}

/* By a role for all: the queue, and no organisation to act in. */
static void
a_reviewer_for_all_works_in_none(void **state)
{
	struct site *s = *state;
	struct grant g = { .role = ROLE_EXTERNAL_REVIEWER,
		.person = s->nobody };
	struct unit u = by(0, 0, "test");
	struct visitor v;

	site_visit(s, s->nobody, &v);
	assert_int_equal(site_get(s, &v, "/reviews"), 403);
	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
	assert_int_equal(site_get(s, &v, "/reviews"), 200);
	sees(s, "AAA01");
	assert_int_equal(site_get(s, &v, REVIEW), 200);
	assert_int_equal(
	    site_post(s, &v, "/organisation",
		arena_printf(s->arena, "org=%lld", (long long)s->org[B].id)),
	    403);
	assert_int_equal(site_get(s, &v, "/home"), 200);
	sees_not(s, MARK);
}

/* Public facts and the state, nothing that was written for the year. */
static void
a_commissioner_sees_its_providers(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_COMMISSIONER);
	struct unit u = by(0, 0, "test");

	assert_int_equal(site_get(s, v, "/providers"), 200);
	sees(s, "CCC01");
	sees(s, "In progress");
	sees(s, "Nothing yet");
	sees_not(s, MARK);
	sees_not(s, "own text");
	assert_int_equal(site_get(s, v, "/providers/csv"), 200);
	sees(s, "\"Supplier\",\"CTP\",\"14.1\",\"In progress\",");
	sees_not(s, "own text");
	assert_int_equal(site_get(s, v, "/assessment/14.1"), 403);
	/* The other way round there is nothing. */
	v = site_as(s, C, ROLE_COMMISSIONER);
	assert_int_equal(site_get(s, v, "/providers"), 200);
	sees(s, "No provider is recorded");
	sees_not(s, "AAA01");
	assert_int_equal(
	    commission_add(s->w->app.writer, &u, s->org[C].id, s->org[A].id),
	    OK);
	assert_int_equal(site_get(s, v, "/providers"), 200);
	sees(s, "/public/AAA01");
	sees(s, "Version 13.0");
	sees_not(s, "own text");
	sees_not(s, "Ann Own");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_typed_is_lost),
		cmocka_unit_test(what_is_superseded_is_not_reviewed),
		cmocka_unit_test(reviewers_elsewhere_see_nothing),
		cmocka_unit_test(a_reviewer_for_all_works_in_none),
		cmocka_unit_test(a_commissioner_sees_its_providers),
		cmocka_unit_test(an_applicant_is_reviewed),
	};

	return cmocka_run_group_tests_name(
	    "outside pages", tests, site_open, site_close);
}
