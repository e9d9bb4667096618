/* figure_pages_test.c - the training figure's pages, and the override's form.
 */
#include "clock.h"
#include "figure.h"
#include "stood.h"
#include "xss.h"

#define R112 "/assessment/14.1/requirement/112"
#define SETTINGS "/manage/figure/settings"
#define REVIEWS "/manage/figure/reviews"

static const struct visitor *
admin(void)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static const struct visitor *
assessor(void)
{
	return site_as(s, A, ROLE_ASSESSOR);
}

/* Somebody who has done nothing, or is left out for a reason. */
static void
add_someone(const char *number, const char *name, const char *reason)
{
	struct unit u = by_role(s, A, ROLE_ADMINISTRATOR);
	struct staff m = { .number = number,
		.badge = "",
		.first_name = name,
		.last_name = name,
		.unit = name,
		.position = "",
		.mail = "",
		.starts_on = DAY_NONE,
		.ends_on = DAY_NONE };
	struct exclusion x = { .kind = LEFT_OUT_OTHER,
		.from_on = day_make(2020, 1, 1),
		.until_on = DAY_NONE };

	assert_int_equal(staff_add(s->w->app.writer, &u, &m), OK);
	if (reason == NULL)
		return;
	u = by_role(s, A, ROLE_ADMINISTRATOR);
	x.staff = m.id;
	x.reason = reason;
	assert_int_equal(exclusion_add(s->w->app.writer, &u, &x), OK);
}

static void
claim_112(void)
{
	struct assessment a;
	struct catalogue c;
	struct db *db = s->w->app.writer;
	int64_t pack;

	assert_int_equal(catalogue_find(db, "14.1", "ACU", &pack), OK);
	assert_int_equal(catalogue_read(db, s->arena, pack, &c), OK);
	assert_int_equal(
	    assessment_find(db, s->arena, s->org[A].id, "14.1", &a), OK);
	save(s, A, &a, catalogue_requirement(&c, "112"), 2, false);
}

/* ---- what is wrong is said, and what was typed stays ---- */

static int
send_review(const char *name, const char *value)
{
	struct sheet f;

	sheet_take(s, admin(), SETTINGS, REVIEWS, &f);
	sheet_set(&f, s->arena, "kind", "evaluation");
	sheet_set(&f, s->arena, "done-day", "12");
	sheet_set(&f, s->arena, "done-month", "6");
	sheet_set(&f, s->arena, "done-year", "2024");
	sheet_set(&f, s->arena, "who", "Ann of the Audit");
	sheet_set(&f, s->arena, "findings", "Most of it was understood");
	if (name != NULL)
		sheet_set(&f, s->arena, name, value);
	return sheet_send(s, admin(), &f);
}

static void
reviews_are_checked(void **state)
{
	static const struct {
		const char *name, *value, *says;
	} all[] = {
		{ "done-year", "2999", "must be today or in the past" },
		{ "done-day", "32", "must be a real date" },
		{ "done-day", "", "must include a day" },
		{ "kind", "x", "Select what it is" },
		{ "who", "", "Enter who did it" },
		{ "findings", "", "Enter what was found" },
	};
	size_t i;

	(void)state;
	site_mark(s);
	for (i = 0; i < COUNT(all); i++) {
		assert_int_equal(send_review(all[i].name, all[i].value), 422);
		assert_true(shows(s->w, all[i].says));
		assert_true(strcmp(all[i].name, "who") == 0 ||
			    shows(s->w, "value=\"Ann of the Audit\""));
		assert_true(site_unchanged(s));
	}
	assert_int_equal(send_review(NULL, NULL), 303);
	assert_int_equal(site_get(s, assessor(), SETTINGS), 200);
	assert_true(shows(s->w, "Most of it was understood"));
	assert_false(shows(s->w, "<form method=\"post\" action=\"/manage"));
}

static void
the_model_is_chosen(void **state)
{
	(void)state;
	site_mark(s);
	assert_int_equal(site_post(s, admin(), SETTINGS, "model=neither"), 422);
	assert_true(shows(s->w, "Select how training is judged"));
	assert_true(site_unchanged(s));
	assert_int_equal(site_post(s, admin(), SETTINGS, "model=needs"), 303);
	assert_int_equal(site_get(s, assessor(), "/manage/figure"), 200);
	assert_true(shows(s->w, "Training delivered"));
	assert_true(shows(s->w, "None is on record"));
	assert_int_equal(site_post(s, admin(), SETTINGS, "model=flat"), 303);
	assert_int_equal(site_get(s, assessor(), "/manage/figure"), 200);
	assert_false(shows(s->w, "Training delivered"));
}

static void
addresses_are_checked(void **state)
{
	static const struct {
		const char *uri;
		int status;
	} all[] = {
		{ "/manage/figure?on=2024-02-29", 200 },
		{ "/manage/figure?on=2023-02-29", 422 },
		{ "/manage/figure?on=never", 422 },
		{ "/manage/figure?on-day=29&on-month=feb&on-year=2024", 200 },
		{ "/manage/figure?on-day=29&on-month=2&on-year=2023", 422 },
		{ "/manage/figure?on-day=29", 422 },
		{ "/manage/figure?course=NONE", 404 },
		{ "/manage/figure?course=ONLY-B", 404 },
		{ "/manage/figure?page=0", 422 },
		{ "/manage/figure?page=2", 200 },
		{ "/manage/figure?who=left-out", 200 },
		{ "/manage/figure?x=1", 400 },
		{ "/manage/figure?course=IG-ANNUAL&course=IG-ANNUAL", 400 },
		{ "/manage/figure/csv?on=never", 400 },
		{ "/manage/figure/csv?course=ONLY-B", 404 },
		{ "/manage/figure/frozen/1", 404 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(all); i++)
		if (site_get(s, admin(), all[i].uri) != all[i].status)
			fail_msg("%s: %d", all[i].uri, s->w->reply.status);
}

/* ---- names ---- */

static void
fifty_names_a_page(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 60; i++)
		add_someone(arena_printf(s->arena, "P%02d", i),
		    arena_printf(s->arena, "Paged%02d", i), NULL);
	assert_int_equal(site_get(s, admin(), "/manage/figure?who=not"), 200);
	assert_true(shows(s->w, "Paged00"));
	assert_true(shows(s->w, "Paged49"));
	assert_false(shows(s->w, "Paged50"));
	assert_true(shows(s->w, "page=2"));
	assert_int_equal(
	    site_get(s, admin(), "/manage/figure?who=not&page=2"), 200);
	assert_true(shows(s->w, "Paged50"));
	assert_false(shows(s->w, "Paged49"));
	assert_int_equal(site_get(s, assessor(), "/manage/figure"), 200);
	assert_false(shows(s->w, "Paged"));
	assert_true(shows(s->w, "shown to administrators only"));
}

/* ---- markup ---- */

static void
type_review(const char *text)
{
	struct sheet f;

	sheet_take(s, admin(), SETTINGS, REVIEWS, &f);
	sheet_set(&f, s->arena, "done-day", "12");
	sheet_set(&f, s->arena, "done-month", "6");
	sheet_set(&f, s->arena, "done-year", "2024");
	sheet_set(&f, s->arena, "who", text);
	sheet_set(&f, s->arena, "findings", text);
	sheet_set(&f, s->arena, "reference", text);
	assert_int_equal(sheet_send(s, admin(), &f), 303);
	sheet_set(&f, s->arena, "done-day", text);
	sheet_set(&f, s->arena, "kind", text);
	sheet_set(&f, s->arena, "op", "123456");
	assert_int_equal(sheet_send(s, admin(), &f), 422);
	look(text, REVIEWS);
	assert_true(shows(s->w, escaped(text)));
}

static void
type_override(const char *text)
{
	struct sheet f;

	sheet_take(s, assessor(), R112, R112 "/override", &f);
	sheet_set(&f, s->arena, "override-reason",
	    arena_printf(s->arena, "%s%600s", text, "x"));
	assert_int_equal(sheet_send(s, assessor(), &f), 422);
	look(text, R112);
	assert_true(shows(s->w, escaped(text)));
	sheet_take(s, assessor(), R112, R112 "/override", &f);
	sheet_set(&f, s->arena, "override-reason", text);
	assert_int_equal(sheet_send(s, assessor(), &f), 303);
	get_page(assessor(), R112, text);
	assert_true(shows(s->w, escaped(text)));
	get_page(assessor(), R112 "/history", text);
	sheet_take(s, assessor(), R112, R112 "/cap", &f);
	assert_int_equal(sheet_send(s, assessor(), &f), 303);
	get_page(assessor(), R112, text);
}

static void
markup_is_text(void **state)
{
	static const char *const pages[] = { "/manage/figure",
		"/manage/figure?who=left-out", SETTINGS,
		"/assessment/14.1/score", "/audit" };
	size_t i, k;

	(void)state;
	claim_112();
	for (k = 0; k <= COUNT(payloads); k++) {
		const char *text = k == 0 ? WORDS : payloads[k - 1];

		add_someone(arena_printf(s->arena, "X%zu", k), text, text);
		add_someone(arena_printf(s->arena, "Y%zu", k), "Zed", NULL);
		type_review(text);
		type_override(text);
		for (i = 0; i < COUNT(pages); i++)
			get_page(admin(), pages[i], text);
		get_page(admin(), "/manage/figure?who=left-out", text);
		assert_true(shows(s->w, escaped(text)));
		assert_int_equal(
		    site_get(s, admin(), "/manage/figure/csv"), 200);
	}
}

/* After markup_is_text, which claims and leaves nobody trained. */
static void
why_a_level_counts_for_less_names_the_course(void **state)
{
	static const char *const pages[] = { "/assessment/14.1/score", R112 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(pages); i++) {
		assert_int_equal(site_get(s, assessor(), pages[i]), 200);
		assert_true(
		    shows(s->w, "had completed Information governance, yearly "
				"(IG-ANNUAL). "));
	}
}

/* In records whose past is not kept: after markup_is_text, which claims. */
static void
what_is_not_known_is_said_on_the_page(void **state)
{
	char now[INSTANT_TEXT_SIZE];
	const char *to;

	(void)state;
	stood_address(clock_now(), now);
	to = arena_printf(s->arena, "/assessment/14.1/at?on=%s", now);
	assert_int_equal(site_get(s, admin(), to), 200);
	assert_false(shows(s->w, "not known"));
	site_sql(s,
	    "INSERT INTO training_since (org_id, at) "
	    "SELECT id, 4102444800000000 FROM org WHERE code = 'AAA01'");
	assert_int_equal(site_get(s, admin(), to), 200);
	assert_true(shows(s->w, "whether too few were trained for the level "
				"of 112 is not known"));
	assert_true(shows(s->w, "from 1 January 2100"));
	assert_true(shows(s->w, ">At most "));
	assert_true(shows(s->w, ">Not known<"));
	assert_true(shows(s->w, "As claimed: whether"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_checked),
		cmocka_unit_test(reviews_are_checked),
		cmocka_unit_test(the_model_is_chosen),
		cmocka_unit_test(fifty_names_a_page),
		cmocka_unit_test(markup_is_text),
		cmocka_unit_test(why_a_level_counts_for_less_names_the_course),
		cmocka_unit_test(what_is_not_known_is_said_on_the_page),
	};

	return cmocka_run_group_tests_name(
	    "figure_pages", tests, open_texts, close_texts);
}
