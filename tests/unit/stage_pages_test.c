/* stage_pages_test.c - submitting stages by the form, and what is kept. */
#include "desk_pages.h"
#include "form.h"
#include "req.h"
#include "stood.h"

#define STAGES_PAGE "/assessment/14.1/stages"

static const struct visitor *
admin(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static int64_t
stages(struct site *s)
{
	return site_number(s, "SELECT count(*) FROM stage");
}

static void
the_page_says_what_is_due_when(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, admin(s), STAGES_PAGE), 200);
	sees(s, "Baseline");
	sees(s, "Performance update");
	sees(s, "31 July");
	sees(s, "31 October");
	sees(s, "days left");
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), STAGES_PAGE), 200);
	sees_not(s, "Submit a stage");
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_ADMINISTRATOR), STAGES_PAGE), 200);
	sees(s, "submit no baseline");
	sees_not(s, "Submit a stage");
	assert_int_equal(site_get(s, admin(s), STAGES_PAGE "/baseline"), 404);
	assert_int_equal(site_get(s, admin(s), STAGES_PAGE "/final"), 404);
	assert_int_equal(site_get(s, admin(s), "/assessment/13.0/stages"), 200);
	sees(s, "/assessment/13.0/publication");
	sees_not(s, "Submit a stage");
}

static void
the_box_must_be_ticked(void **state)
{
	struct site *s = *state;
	struct sheet f;

	site_mark(s);
	sheet_take(s, admin(s), STAGES_PAGE, STAGES_PAGE, &f);
	sheet_set(&f, s->arena, "stage", "update");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Tick the box");
	sees(s, "<option value=\"update\" selected>");
	sheet_set(&f, s->arena, "sure", "1");
	sheet_set(&f, s->arena, "stage", "publication");
	assert_int_equal(sheet_send(s, admin(s), &f), 400);
	assert_true(site_unchanged(s));
}

static void
a_stage_is_submitted_once(void **state)
{
	struct site *s = *state;
	struct sheet f, stale;
	int64_t n = stages(s);

	sheet_take(s, admin(s), STAGES_PAGE, STAGES_PAGE, &f);
	sheet_take(s, admin(s), STAGES_PAGE, STAGES_PAGE, &stale);
	sheet_set(&f, s->arena, "stage", "baseline");
	sheet_set(&f, s->arena, "sure", "1");
	sheet_set(&stale, s->arena, "stage", "baseline");
	sheet_set(&stale, s->arena, "sure", "1");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(stages(s), n + 1);
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(sheet_send(s, admin(s), &stale), 409);
	sees(s, "It was submitted already");
	assert_int_equal(stages(s), n + 1);
	assert_int_equal(
	    site_get(s, admin(s), STAGES_PAGE "?submitted=1"), 200);
	sees(s, "The stage is submitted");
	sees(s, STAGES_PAGE "/baseline");
	assert_int_equal(site_get(s, admin(s), STAGES_PAGE "/baseline"), 200);
	sees(s, "Baseline as submitted");
	sees(s, "own text");
	assert_int_equal(site_get(s, NULL, "/public/AAA01/14.1"), 200);
	sees(s, "The year is not published yet.");
	sees_not(s, "own text");
}

static void
nobody_else_submits(void **state)
{
	struct site *s = *state;
	int64_t n = stages(s);
	enum role role;
	unsigned i;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++) {
		if (role == ROLE_ADMINISTRATOR || role == ROLE_NATIONAL)
			continue;
		assert_int_equal(site_post(s, site_as(s, A, role), STAGES_PAGE,
				     "stage=update&sure=1"),
		    403);
	}
	/* No stages are asked of the supplier. */
	assert_int_equal(site_post(s, site_as(s, C, ROLE_ADMINISTRATOR),
			     STAGES_PAGE, "stage=update&sure=1"),
	    403);
	assert_int_equal(stages(s), n);
}

/* ---- as it stood ---- */

#define AT "/assessment/14.1/at"

static void
a_year_is_shown_as_it_stood(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	char then[INSTANT_TEXT_SIZE];
	struct assessment a;
	struct catalogue c;
	int64_t pack;

	assert_int_equal(assessment_find(s->w->app.writer, s->arena,
			     s->org[A].id, "14.1", &a),
	    OK);
	assert_int_equal(
	    catalogue_find(s->w->app.writer, "14.1", "ACU", &pack), OK);
	assert_int_equal(
	    catalogue_read(s->w->app.writer, s->arena, pack, &c), OK);
	clock_text(clock_now(), then);
	save(s, A, &a, &c.requirements.v[8], 3, false);
	assert_int_equal(site_get(s, v, AT), 200);
	sees(s, "When it was opened");
	sees_not(s, "The answers at that moment");
	assert_int_equal(
	    site_get(s, v, arena_printf(s->arena, AT "?on=%s", then)), 200);
	sees(s, "The answers at that moment");
	sees(s, "own text");
	assert_int_equal(
	    site_get(
		s, v, arena_printf(s->arena, AT "?on=%s&against=14.1", then)),
	    200);
	sees(s, "whose level differs: 1.");
	sees(s, "id=\"r101\"");
	assert_int_equal(
	    site_get(s, v,
		arena_printf(s->arena, AT "?on=%s&against=14.1&only=1", then)),
	    200);
	sees(s, "whose level differs: 1.");
	sees(s,
	    arena_printf(s->arena, "id=\"r%s\"", c.requirements.v[8].number));
	sees_not(s, "id=\"r101\"");
	/* Beside it as it stands: one more at level 3. */
	clock_text(clock_now(), then);
	assert_int_equal(
	    site_get(
		s, v, arena_printf(s->arena, AT "?on=%s&against=14.1", then)),
	    200);
	sees(s, "whose level differs: 0.");
	assert_int_equal(site_get(s, v, AT "?against=13.0"), 200);
	sees(s, "whose level differs: ");
	sees(s, "13.0 on");
}

#define DAY(d, m, y) "?on-day=" d "&on-month=" m "&on-year=" y

static void
moments_that_were_not_are_refused(void **state)
{
	static const struct {
		const char *query, *says;
	} all[] = { { "?on=yesterday", "The address names no moment" },
		{ "?on=2999-01-01", "has not come yet" },
		{ "?on=2020-01-01", "was opened on" },
		{ "?on-day=%3Cb%3E", "&lt;b&gt;" },
		{ "?with=2020-01-01&on=2020-01-01", "was opened on" },
		{ DAY("30", "2", "2026"), "The day must be a real date" },
		{ DAY("30", "2", "2026"), "value=\"30\"" },
		{ DAY("1", "", "2026"), "The day must include a month" },
		{ DAY("1", "1", "2999"), "has not come yet" },
		{ DAY("1", "jan", "2020"), "was opened on" },
		{ DAY("1", "1", "2020") "&on-time=9", "Enter the time as" },
		{ DAY("1", "1", "2020") "&on-time=24:00", "Enter the time" },
		{ DAY("1", "1", "2020") "&on-time=9:60", "Enter the time" },
		{ DAY("1", "1", "2020") "&on-time=9:5", "Enter the time" },
		{ DAY("1", "1", "2020") "&on-time=%3A05", "Enter the time" },
		{ DAY("1", "1", "2020") "&on-time=9.05", "was opened on" },
		{ "?on-time=9:05", "Enter the day as well as the time" },
		{ "?with-day=31&with-month=4&with-year=2026",
		    "The other day must be a real date" } };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(all); i++) {
		assert_int_equal(
		    site_get(s, site_as(s, A, ROLE_VIEWER),
			arena_printf(s->arena, AT "%s", all[i].query)),
		    422);
		sees(s, all[i].says);
	}
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), AT "?against=15.0"), 404);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), AT "?odd=1"), 400);
}

/* The boxes hold what the address says, in the zone of the pages. */
static void
a_moment_is_typed_in_boxes(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	struct typed_day now;
	const char *boxes;
	struct req r = { .arena = s->arena };
	int64_t opened = site_number(s,
	    "SELECT a.opened_at FROM assessment a JOIN org o ON o.id = "
	    "a.org_id WHERE o.code = 'AAA01' AND a.version = '14.1'");
	char instant[INSTANT_TEXT_SIZE], words[INSTANT_WORDS_SIZE];

	stood_address(opened, instant);
	assert_int_equal(
	    site_get(s, v, arena_printf(s->arena, AT "?on=%s", instant)), 200);
	clock_words(opened, words);
	sees(s, arena_printf(s->arena, "14.1 on %s", words));
	sees(s, arena_printf(s->arena,
		    "name=\"on-time\" type=\"text\" value=\"%s\"",
		    strchr(words, ':') - 2));
	/* Today as a day is what has been of it; its minute lasts until then.
	 */
	typed_day_set(&r, &now, today());
	boxes = arena_printf(s->arena,
	    AT "?on-day=%s&on-month=%s&on-year=%s&on-time=", now.dom, now.month,
	    now.year);
	assert_int_equal(site_get(s, v, boxes), 200);
	sees(s, "The answers at that moment");
	sees(s, arena_printf(s->arena,
		    "name=\"on-year\" type=\"text\" inputmode=\"numeric\" "
		    "value=\"%s\"",
		    now.year));
	clock_words(clock_now(), words);
	assert_int_equal(
	    site_get(s, v,
		arena_printf(s->arena, "%s%s", boxes, strchr(words, ':') - 2)),
	    200);
	sees(s, "The answers at that moment");
	/* Beside another moment that was typed. */
	assert_int_equal(site_get(s, v,
			     arena_printf(s->arena,
				 AT "?with-day=%s&with-month=%s&with-year=%s",
				 now.dom, now.month, now.year)),
	    200);
	sees(s, "whose level differs: 0.");
}

static void
the_years_are_drawn_and_told_in_numbers(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), "/trend"), 200);
	sees(s, "<svg viewBox=\"0 0 ");
	sees(s, "role=\"img\"");
	sees(s, "13.0 Final 6");
	sees(s, "13.0 Baseline</th>");
	sees(s, ">Baseline</text>");
	sees(s, ">Final</text>");
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_VIEWER), "/trend"), 200);
	sees(s, "nothing to show");
	sees_not(s, "<svg viewBox=\"0 0 20");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_says_what_is_due_when),
		cmocka_unit_test(the_box_must_be_ticked),
		cmocka_unit_test(a_stage_is_submitted_once),
		cmocka_unit_test(nobody_else_submits),
		cmocka_unit_test(a_year_is_shown_as_it_stood),
		cmocka_unit_test(a_moment_is_typed_in_boxes),
		cmocka_unit_test(moments_that_were_not_are_refused),
		cmocka_unit_test(the_years_are_drawn_and_told_in_numbers),
	};

	return cmocka_run_group_tests_name(
	    "stage_pages", tests, site_open, site_close);
}
