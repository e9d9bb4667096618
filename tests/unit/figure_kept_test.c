/* figure_kept_test.c - the figure kept with a publication; the second model. */
#include "figure_year.h"

/* ---- frozen ---- */

static void
test_a_publication_keeps_the_figure_and_its_levels(void **state)
{
	struct figure_page page = { FIGURE_ALL, 0, 10 };
	struct year *y = *state;
	struct figure_people people;
	struct frozens all;
	struct staff s, t;
	struct unit u;
	bool more;

	depend(y);
	s = someone(y, "1");
	t = someone(y, "2");
	train(y, &s, NOW);
	year_ready(y, "1a 1b 2a");
	level_is(y, 1, true);
	assert_err(year_publish_on(y, NOW), OK);
	year_find(y);
	assert_int_equal(raw_int(y->r, "SELECT level FROM publication_level "
				       "WHERE number = 101"),
	    1);
	assert_int_equal(raw_int(y->r, "SELECT points FROM publication"), 7);
	level_is(y, 1, true);
	/* Everything changes afterwards, but not this. */
	train(y, &t, NOW);
	u = unit_of(y->org, &y->r->admin);
	s.last_name = "Other";
	s.ends_on = NOW - 100;
	assert_err(staff_change(y->r->db, &u, &s), OK);
	someone(y, "3");
	level_is(y, 1, true);
	assert_err(
	    frozen_list(y->r->db, y->r->arena, y->org->id, y->s.id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.v[0].stage, STAGE_FINAL);
	assert_int_equal(all.v[0].figure.on, NOW);
	assert_int_equal(all.v[0].figure.in_scope, 2);
	assert_int_equal(all.v[0].figure.completed, 1);
	assert_int_equal(all.v[0].figure.percent, 50);
	assert_int_equal(all.v[0].threshold, 95);
	assert_err(frozen_people(y->r->db, y->r->arena, y->org->id, all.v[0].id,
		       &page, &people, &more),
	    OK);
	assert_int_equal(people.n, 2);
	assert_string_equal(people.v[0].last_name, "1, Ann");
	assert_int_equal(people.v[0].standing, FIGURE_DONE);
	assert_int_equal(people.v[1].standing, FIGURE_NOT);
	assert_int_equal(raw(y->r, "UPDATE training_frozen SET completed = 2"),
	    SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(raw(y->r, "DELETE FROM training_frozen_staff"),
	    SQLITE_CONSTRAINT_TRIGGER);
}

static void
test_an_overridden_level_is_published_as_claimed(void **state)
{
	struct year *y = *state;

	depend(y);
	someone(y, "1");
	claim(y, "1a 1b 2a");
	assert_err(override(y, "Because"), OK);
	year_published(y, "1a 1b 2a");
	assert_int_equal(raw_int(y->r, "SELECT level FROM publication_level "
				       "WHERE number = 101"),
	    2);
	level_is(y, 2, false);
}

/* ---- the second model ---- */

static void
review(struct year *y, enum review_kind kind, day on)
{
	struct unit u = unit_of(y->org, &y->r->admin);
	struct review v = { .kind = kind,
		.done_on = on,
		.who = "Ann",
		.findings = "All well",
		.reference = "" };

	assert_err(review_add(y->r->db, &u, &v, NOW), OK);
}

static const char *
says(struct year *y)
{
	const char *words;
	struct verdict v;

	assert_err(figure_judge(y->r->db, y->org->id, y->set, NOW, &v), OK);
	assert_err(
	    verdict_says(y->r->db, y->r->arena, y->org->id, &v, &words), OK);
	return words;
}

static void
test_the_second_model_wants_all_three(void **state)
{
	struct year *y = *state;
	struct unit u = unit_of(y->org, &y->r->admin);
	struct staff s;
	day year_ago = NOW - 366;

	depend(y);
	claim(y, "1a 1b 2a");
	assert_err(figure_model_set(y->r->db, &u, FIGURE_NEEDS), OK);
	level_is(y, 2, false); /* nobody is in scope */
	s = someone(y, "1");
	train(y, &s, NOW);
	level_is(y, 1, true);
	assert_non_null(strstr(says(y), "Training needs analysis"));
	assert_non_null(strstr(says(y), "Evaluation of the training"));
	review(y, REVIEW_NEEDS, NOW);
	review(y, REVIEW_EVALUATION, year_ago);
	level_is(y, 1, true);
	assert_null(strstr(says(y), "Training needs analysis"));
	assert_non_null(strstr(says(y), "older than 12 months"));
	review(y, REVIEW_EVALUATION, NOW - 300);
	level_is(y, 2, false);
	assert_string_equal(says(y), "");
	someone(y, "2");
	level_is(y, 1, true);
	assert_non_null(strstr(says(y), "1 of 2 trainings"));
	u = unit_of(y->org, &y->r->admin);
	assert_err(figure_model_set(y->r->db, &u, FIGURE_FLAT), OK);
	level_is(y, 1, true);
	assert_non_null(strstr(says(y), "1 of 2 staff"));
}

/* A code means little to whoever reads why their level counts for less. */
static void
test_it_is_said_with_the_name_the_course_has_now(void **state)
{
	struct year *y = *state;
	struct unit u = unit_of(y->org, &y->r->admin);
	struct course k;

	depend(y);
	someone(y, "1");
	assert_non_null(strstr(says(y),
	    "0 of 1 staff in scope (0%) had completed Information governance, "
	    "yearly (IG-ANNUAL). At least 95%"));
	assert_err(
	    course_read(y->r->db, y->r->arena, y->org->id, "IG-ANNUAL", &k),
	    OK);
	k.name = "Handling information";
	assert_err(course_change(y->r->db, &u, &k), OK);
	assert_non_null(strstr(
	    says(y), "had completed Handling information (IG-ANNUAL). "));
}

/* Delivered is everything that anybody needs, by course and by person. */
static void
test_the_second_model_counts_all_needed_courses(void **state)
{
	struct year *y = *state;
	struct unit u = unit_of(y->org, &y->r->admin);
	struct verdict live, summed;
	struct staff s;
	int64_t group;

	depend(y);
	assert_err(group_add(y->r->db, &u, "Nurses", &group), OK);
	u = unit_of(y->org, &y->r->admin);
	assert_err(course_need_set(y->r->db, &u, "PASSWORDS", &group, 1), OK);
	u = unit_of(y->org, &y->r->admin);
	assert_err(figure_model_set(y->r->db, &u, FIGURE_NEEDS), OK);
	s = someone(y, "1");
	someone(y, "2");
	u = unit_of(y->org, &y->r->admin);
	s.group = group;
	assert_err(staff_change(y->r->db, &u, &s), OK);
	train(y, &s, NOW);
	assert_err(
	    figure_judge(y->r->db, y->org->id, y->set, NOW, &summed), OK);
	assert_int_equal(summed.in_scope, 3);
	assert_int_equal(summed.completed, 1);
	assert_int_equal(raw(y->r, "DELETE FROM training_now"), SQLITE_OK);
	assert_err(figure_judge(y->r->db, y->org->id, y->set, NOW, &live), OK);
	assert_int_equal(live.in_scope, summed.in_scope);
	assert_int_equal(live.completed, summed.completed);
	assert_int_equal(live.percent, 33);
}

static void
test_a_review_is_of_its_form_and_stays(void **state)
{
	struct year *y = *state;
	struct unit u = unit_of(y->org, &y->r->admin);
	struct review v = { .kind = REVIEW_NEEDS,
		.done_on = NOW + 1,
		.who = "Ann",
		.findings = "All well",
		.reference = "" };

	assert_err(review_add(y->r->db, &u, &v, NOW), ERR_INVALID);
	v.done_on = NOW;
	v.who = "";
	assert_err(review_add(y->r->db, &u, &v, NOW), ERR_INVALID);
	v.who = "Ann";
	v.findings = "";
	assert_err(review_add(y->r->db, &u, &v, NOW), ERR_INVALID);
	review(y, REVIEW_NEEDS, NOW);
	assert_int_equal(raw(y->r, "UPDATE training_review SET who = 'x'"),
	    SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(raw(y->r, "DELETE FROM training_review"),
	    SQLITE_CONSTRAINT_TRIGGER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_a_publication_keeps_the_figure_and_its_levels),
		with_year(test_an_overridden_level_is_published_as_claimed),
		with_year(test_the_second_model_wants_all_three),
		with_year(test_it_is_said_with_the_name_the_course_has_now),
		with_year(test_the_second_model_counts_all_needed_courses),
		with_year(test_a_review_is_of_its_form_and_stays),
	};

	return cmocka_run_group_tests_name("figure_kept", tests, NULL, NULL);
}
