/* figure_cap_test.c - what the training figure does to levels, and frozen. */
#include "records_year.h"
#undef TODAY
#include "figure.h"
#include "training_set.h"

#define NOW clock_day(clock_now())

/* 101 depends on training, in the records as in the set. */
static void
depend(struct year *y)
{
	y->r->full.requirements.v[R101].training = true;
	y->r->simple.requirements.v[R101].training = true;
	assert_int_equal(
	    raw(y->r, "UPDATE requirement SET training = 1 WHERE number = 101"),
	    SQLITE_OK);
}

static struct staff
someone(struct year *y, const char *number)
{
	struct unit u = unit_of(y->org, &y->r->admin);
	struct staff s = { .number = number,
		.badge = "",
		.first_name = "Ann",
		.last_name = number,
		.unit = "",
		.position = "",
		.mail = "",
		.group_name = "",
		.starts_on = DAY_NONE,
		.ends_on = DAY_NONE };

	assert_err(staff_add(y->r->db, &u, &s), OK);
	return s;
}

static void
train(struct year *y, const struct staff *s, day on)
{
	struct unit u = unit_of(y->org, &y->r->admin);
	enum completion_fault fault;
	struct completion c;
	struct course k;

	assert_err(
	    course_read(y->r->db, y->r->arena, y->org->id, "IG-ANNUAL", &k),
	    OK);
	c = attested(s, &k, on);
	c.source = FROM_IMPORT;
	assert_err(training_complete(y->r->db, &u, &c, NOW, &fault), OK);
}

static void
claim(struct year *y, const char *codes)
{
	struct answer a = year_read(y, R101);

	tick(y, R101, &a, codes);
	year_save(y, R101, &a);
}

static struct answer_row
counts(struct year *y)
{
	struct answer_row *rows, one;

	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	/* The list and the page say the same. */
	one = year_read(y, R101).row;
	assert_err(figure_cap_one(y->r->db, y->r->arena, &y->s, y->set,
		       year_asks(y, R101), &one),
	    OK);
	assert_int_equal(one.level, rows[R101].level);
	assert_int_equal(one.capped, rows[R101].capped);
	return rows[R101];
}

static void
level_is(struct year *y, int level, bool capped)
{
	struct answer_row row = counts(y);
	struct standing *v;

	assert_int_equal(row.level, level);
	assert_int_equal(row.capped, capped);
	assert_err(
	    assessment_standings(y->r->db, y->r->arena, &y->s, y->set, &v), OK);
	assert_int_equal(v[R101].level, level);
}

static enum err
override(struct year *y, const char *reason)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return override_set(y->r->db, &u, &y->s, year_asks(y, R101), reason);
}

static enum err
cap_again(struct year *y)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return override_end(y->r->db, &u, &y->s, year_asks(y, R101));
}

/* ---- the cap ---- */

static void
test_nobody_in_scope_limits_nothing(void **state)
{
	struct year *y = *state;

	depend(y);
	claim(y, "1a 1b 2a 3a");
	level_is(y, 3, false);
}

static void
test_too_few_limit_the_level_until_enough_are_trained(void **state)
{
	struct year *y = *state;
	struct staff s;

	depend(y);
	claim(y, "1a 1b 2a 3a");
	s = someone(y, "1");
	level_is(y, 1, true);
	assert_int_equal(counts(y).claimed, 3);
	assert_int_equal(year_read(y, R101).row.level, 3);
	train(y, &s, NOW);
	level_is(y, 3, false);
	someone(y, "2");
	level_is(y, 1, true);
	/* What is not above it stays. */
	claim(y, "");
	level_is(y, 0, false);
}

/* A summary of another day is not believed. */
static void
test_a_stale_summary_is_counted_anew(void **state)
{
	struct year *y = *state;
	struct staff s;

	depend(y);
	claim(y, "1a 1b 2a");
	s = someone(y, "1");
	train(y, &s, NOW);
	level_is(y, 2, false);
	assert_int_equal(
	    raw(y->r, "DELETE FROM training_now;"
		      "INSERT INTO training_now SELECT id, 'IG-ANNUAL', "
		      "'2001-01-01', 9, 0, 0 FROM org WHERE id > 0"),
	    SQLITE_OK);
	level_is(y, 2, false);
}

static void
test_a_plan_for_a_limited_level_can_be_accepted(void **state)
{
	struct year *y = *state;
	struct answer a;

	depend(y);
	someone(y, "1");
	a = year_read(y, R101);
	tick(y, R101, &a, "1a 1b 2a");
	a.plan = "Train them";
	a.row.owner = "Ann";
	a.row.target_on = NOW + 30;
	year_save(y, R101, &a);
	level_is(y, 1, true);
	assert_err(year_accept(y, R101), OK);
}

/* ---- the override ---- */

static void
test_an_override_needs_a_reason_and_can_be_taken_back(void **state)
{
	struct year *y = *state;
	struct override o;
	int64_t rows;

	depend(y);
	claim(y, "1a 1b 2a");
	someone(y, "1");
	assert_err(override(y, ""), ERR_INVALID);
	level_is(y, 1, true);
	rows = chain_rows(y->r, y->org->id);
	assert_err(override(y, "They sit the course next week"), OK);
	assert_int_equal(chain_rows(y->r, y->org->id), rows + 1);
	level_is(y, 2, false);
	assert_err(
	    override_read(y->r->db, y->r->arena, &y->s, year_asks(y, R101), &o),
	    OK);
	assert_string_equal(o.reason, "They sit the course next week");
	assert_string_equal(o.by, y->r->assessor.user);
	assert_err(override(y, "Once more"), ERR_CONFLICT);
	assert_err(cap_again(y), OK);
	assert_int_equal(chain_rows(y->r, y->org->id), rows + 2);
	level_is(y, 1, true);
	assert_err(cap_again(y), ERR_NOTFOUND);
}

static void
test_an_override_is_for_training_requirements_alone(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->assessor);

	depend(y);
	assert_err(
	    override_set(y->r->db, &u, &y->s, year_asks(y, R102), "Because"),
	    ERR_INVALID);
}

static void
test_what_is_confirmed_or_published_is_not_overridden(void **state)
{
	struct year *y = *state;

	depend(y);
	someone(y, "1");
	claim(y, "1a 1b 2a");
	assert_err(year_complete(y, R101), OK);
	assert_err(override(y, "Because"), OK);
	assert_err(cap_again(y), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(override(y, "Because"), ERR_CONFLICT);
	assert_err(year_reopen(y, R101, "Look again"), OK);
	year_published(y, "1a 1b 2a");
	assert_err(override(y, "Because"), ERR_DENIED);
	assert_err(cap_again(y), ERR_DENIED);
}

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
	struct verdict v;

	assert_err(figure_judge(y->r->db, y->org->id, y->set, NOW, &v), OK);
	return verdict_says(y->r->arena, &v);
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
		with_year(test_nobody_in_scope_limits_nothing),
		with_year(
		    test_too_few_limit_the_level_until_enough_are_trained),
		with_year(test_a_stale_summary_is_counted_anew),
		with_year(test_a_plan_for_a_limited_level_can_be_accepted),
		with_year(
		    test_an_override_needs_a_reason_and_can_be_taken_back),
		with_year(test_an_override_is_for_training_requirements_alone),
		with_year(
		    test_what_is_confirmed_or_published_is_not_overridden),
		with_year(test_a_publication_keeps_the_figure_and_its_levels),
		with_year(test_an_overridden_level_is_published_as_claimed),
		with_year(test_the_second_model_wants_all_three),
		with_year(test_the_second_model_counts_all_needed_courses),
		with_year(test_a_review_is_of_its_form_and_stays),
	};

	return cmocka_run_group_tests_name("figure_cap", tests, NULL, NULL);
}
