/* figure_test.c - the training figure: who is counted, who is left out. */
#include "figure.h"
#include "training_set.h"

#define ON TODAY

static struct staff
someone(struct records *r, int n, day starts, day ends)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct staff s = { .number = arena_printf(r->arena, "%05d", n),
		.badge = "",
		.first_name = "Ann",
		.last_name = arena_printf(r->arena, "Own%05d", n),
		.unit = "Ward 6",
		.position = "Nurse",
		.mail = "",
		.group_name = "",
		.starts_on = starts,
		.ends_on = ends };

	assert_err(staff_add(r->db, &u, &s), OK);
	return s;
}

static int64_t
done(struct records *r, const struct staff *s, const char *code, day on)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct course k = course_held(r, code);
	enum completion_fault fault;
	struct completion c = attested(s, &k, on);

	c.source = FROM_IMPORT;
	c.statement = "";
	c.statement_version = 0;
	c.score = -1;
	assert_err(training_complete(r->db, &u, &c, TODAY, &fault), OK);
	return c.id;
}

static int64_t
left_out(struct records *r, const struct staff *s, const char *course,
    enum exclusion_kind kind, day from, day until)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct exclusion x = { .staff = s->id,
		.course = course,
		.kind = kind,
		.reason = "A reason of its own",
		.from_on = from,
		.until_on = until };

	assert_err(exclusion_add(r->db, &u, &x), OK);
	return x.id;
}

static struct figure
figure(struct records *r, const char *code, day on)
{
	struct course k = course_held(r, code);
	struct figure f;

	assert_err(figure_of(r->db, r->trust.id, &k, on, &f), OK);
	return f;
}

static void
is(struct records *r, day on, int64_t in_scope, int64_t excluded,
    int64_t completed)
{
	struct figure f = figure(r, "IG-ANNUAL", on);

	assert_int_equal(f.in_scope, in_scope);
	assert_int_equal(f.excluded, excluded);
	assert_int_equal(f.completed, completed);
}

/* ---- the summary is what counting gives, after every write ---- */

static enum err
refresh(struct db *db, void *arg)
{
	const int64_t *org = arg;

	return figure_refresh(db, *org, ON);
}

static void
summed(struct records *r)
{
	assert_err(db_note(r->db, refresh, &r->trust.id), OK);
}

static int64_t
sum(struct records *r, const char *member)
{
	return raw_int(r,
	    arena_printf(r->arena,
		"SELECT %s FROM training_now WHERE org_id = %lld AND course = "
		"'IG-ANNUAL'",
		member, (long long)r->trust.id));
}

static void
agrees(struct records *r)
{
	struct figure f = figure(r, "IG-ANNUAL", ON);

	assert_int_equal(sum(r, "in_scope"), f.in_scope);
	assert_int_equal(sum(r, "excluded"), f.excluded);
	assert_int_equal(sum(r, "completed"), f.completed);
}

/* ---- who is counted ---- */

static void
test_nobody_in_scope_has_no_percentage(void **state)
{
	struct records *r = *state;

	records_fill(r);
	is(r, ON, 0, 0, 0);
	assert_int_equal(figure(r, "IG-ANNUAL", ON).percent, -1);
}

static void
test_who_is_at_work_on_the_day_counts(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s;

	records_fill(r);
	someone(r, 1, DAY_NONE, DAY_NONE); /* no dates on record: at work */
	someone(r, 2, ON, DAY_NONE);
	someone(r, 3, ON + 1, DAY_NONE);
	someone(r, 4, ON - 10, ON);
	someone(r, 5, ON - 10, ON - 1);
	is(r, ON, 3, 0, 0);
	is(r, ON - 1, 3, 0, 0); /* 1, 4 and 5 */
	is(r, ON + 1, 3, 0, 0); /* 1, 2 and 3 */
	/* Missing from the last file is not yet gone. */
	u = unit_of(&r->trust, &r->admin);
	assert_err(staff_find(r->db, r->arena, r->trust.id, "00001", &s), OK);
	s.missing = true;
	assert_err(staff_change(r->db, &u, &s), OK);
	is(r, ON, 3, 0, 0);
}

static void
test_a_course_for_a_group_counts_its_group(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s;
	int64_t group;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	assert_err(group_add(r->db, &u, "Nurses", &group), OK);
	s = someone(r, 1, ON - 10, DAY_NONE);
	someone(r, 2, ON - 10, DAY_NONE);
	u = unit_of(&r->trust, &r->admin);
	s.group = group;
	assert_err(staff_change(r->db, &u, &s), OK);
	assert_int_equal(figure(r, "PASSWORDS", ON).in_scope, 0);
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_need_set(r->db, &u, "PASSWORDS", &group, 1), OK);
	assert_int_equal(figure(r, "PASSWORDS", ON).in_scope, 1);
	is(r, ON, 2, 0, 0);
}

static void
test_a_completion_counts_before_the_day_it_expires(void **state)
{
	struct records *r = *state;
	struct staff s;

	records_fill(r);
	s = someone(r, 1, day_make(2024, 1, 1), DAY_NONE);
	done(r, &s, "IG-ANNUAL", day_make(2024, 2, 29));
	is(r, day_make(2024, 2, 28), 1, 0, 0);
	is(r, day_make(2024, 2, 29), 1, 0, 1);
	is(r, day_make(2025, 2, 27), 1, 0, 1);
	is(r, day_make(2025, 2, 28), 1, 0, 0);
}

static void
test_what_was_corrected_or_withdrawn_does_not_count(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct unit u;
	struct course k;
	struct staff s;

	records_fill(r);
	summed(r);
	s = someone(r, 1, ON - 700, DAY_NONE);
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, ON - 20);
	c.supersedes = done(r, &s, "IG-ANNUAL", ON - 30);
	is(r, ON - 25, 1, 0, 1);
	c.reason = "It was later";
	u = unit_of(&r->trust, &r->admin);
	assert_err(training_correct(r->db, &u, &c, TODAY, &fault), OK);
	is(r, ON - 25, 1, 0, 0);
	is(r, ON, 1, 0, 1);
	agrees(r);
	c = (struct completion){ .supersedes = c.id,
		.void_ = true,
		.statement = "",
		.place = "",
		.score = -1,
		.source = FROM_IMPORT,
		.reason = "It was somebody else" };
	u = unit_of(&r->trust, &r->admin);
	assert_err(training_correct(r->db, &u, &c, TODAY, &fault), OK);
	is(r, ON, 1, 0, 0);
	agrees(r);
}

/* ---- who is left out ---- */

static void
test_exclusions_leave_out_once_and_on_their_days(void **state)
{
	struct records *r = *state;
	struct staff s;
	struct figure f;

	records_fill(r);
	s = someone(r, 1, ON - 700, DAY_NONE);
	done(r, &s, "IG-ANNUAL", ON - 30);
	left_out(r, &s, NULL, LEFT_OUT_LEAVE, ON - 10, ON);
	left_out(r, &s, "IG-ANNUAL", LEFT_OUT_OTHER, ON - 5, ON - 1);
	left_out(r, &s, "PASSWORDS", LEFT_OUT_OTHER, ON - 50, DAY_NONE);
	is(r, ON - 11, 1, 0, 1);
	is(r, ON - 10, 0, 1, 0);
	is(r, ON - 3, 0, 1, 0);
	is(r, ON, 0, 1, 0);
	is(r, ON + 1, 1, 0, 1);
	f = figure(r, "IG-ANNUAL", ON - 3);
	assert_int_equal(f.why[LEFT_OUT_LEAVE], 1);
	assert_int_equal(f.why[LEFT_OUT_OTHER], 0);
	assert_int_equal(f.percent, -1);
}

/* Back on its day in the sums; on the days before, as it was. */
static void
test_an_exclusion_taken_back_counts_on_the_days_before(void **state)
{
	struct records *r = *state;
	day now = clock_day(clock_now());
	struct unit u;
	struct staff s;
	int64_t x;

	records_fill(r);
	s = someone(r, 1, DAY_NONE, DAY_NONE);
	x = left_out(r, &s, NULL, LEFT_OUT_LEAVE, now - 400, DAY_NONE);
	u = unit_of(&r->trust, &r->admin);
	assert_err(exclusion_end(r->db, &u, x), OK);
	/* Within 24 hours: it was a mistake. */
	is(r, now - 10, 1, 0, 0);
	is(r, now, 1, 0, 0);
	assert_int_equal(
	    raw(r, "UPDATE exclusion SET added_at = added_at - 86400000001"),
	    SQLITE_OK);
	is(r, now - 10, 0, 1, 0);
	is(r, now - 1, 0, 1, 0);
	is(r, now, 1, 0, 0);
}

static void
test_starters_are_left_out_for_the_days_of_grace(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct course k;
	struct figure f;

	records_fill(r);
	someone(r, 1, ON, DAY_NONE);
	is(r, ON, 1, 0, 0);
	k = course_held(r, "IG-ANNUAL");
	k.grace_days = 30;
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_change(r->db, &u, &k), OK);
	is(r, ON, 0, 1, 0);
	is(r, ON + 29, 0, 1, 0);
	is(r, ON + 30, 1, 0, 0);
	f = figure(r, "IG-ANNUAL", ON);
	assert_int_equal(f.why[FIGURE_STARTER], 1);
	assert_non_null(strstr(figure_rule(r->arena, &k, &f), "1 as starters"));
	assert_non_null(
	    strstr(figure_rule(r->arena, &k, &f), "for their first 30 days"));
}

static void
test_the_percentage_is_cut(void **state)
{
	(void)state;
	assert_int_equal(figure_percent(0, 0), -1);
	assert_int_equal(figure_percent(0, 7), 0);
	assert_int_equal(figure_percent(949999, 1000000), 94);
	assert_int_equal(figure_percent(19, 20), 95);
	assert_int_equal(figure_percent(2, 3), 66);
	assert_int_equal(figure_percent(7, 7), 100);
}

/* ---- the people ---- */

static void
test_the_people_have_their_standing(void **state)
{
	struct figure_page page = { FIGURE_ALL, 0, 10 };
	struct records *r = *state;
	struct figure_people all;
	struct course k;
	struct staff s;
	bool more;

	records_fill(r);
	s = someone(r, 1, ON - 700, DAY_NONE);
	done(r, &s, "IG-ANNUAL", ON - 30);
	someone(r, 2, ON - 700, DAY_NONE);
	s = someone(r, 3, ON - 700, DAY_NONE);
	left_out(r, &s, NULL, LEFT_OUT_SECONDED, ON - 1, DAY_NONE);
	k = course_held(r, "IG-ANNUAL");
	assert_err(figure_people(r->db, r->arena, r->trust.id, &k, ON, &page,
		       &all, &more),
	    OK);
	assert_int_equal(all.n, 3);
	assert_false(more);
	assert_int_equal(all.v[0].standing, FIGURE_DONE);
	assert_int_equal(all.v[0].until, course_expiry(&k, ON - 30));
	assert_int_equal(all.v[1].standing, FIGURE_NOT);
	assert_int_equal(all.v[2].standing, FIGURE_LEFT_OUT);
	assert_string_equal(
	    all.v[2].why, "On secondment elsewhere: A reason of its own");
	page = (struct figure_page){ FIGURE_ALL, 1, 1 };
	assert_err(figure_people(r->db, r->arena, r->trust.id, &k, ON, &page,
		       &all, &more),
	    OK);
	assert_int_equal(all.n, 1);
	assert_true(more);
	assert_string_equal(all.v[0].number, "00002");
	page = (struct figure_page){ FIGURE_LEFT_OUT, 0, 10 };
	assert_err(figure_people(r->db, r->arena, r->trust.id, &k, ON, &page,
		       &all, &more),
	    OK);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].number, "00003");
}

/* ---- writes in no order, and the sums after each ---- */

static unsigned
next(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % n;
}

static void
one_write(struct records *r, unsigned *seed, struct staff *s, int64_t *x)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	enum completion_fault fault;
	struct course k = course_held(r, "IG-ANNUAL");
	struct completion c;

	switch (next(seed, 5)) {
	case 0:
		s->starts_on = ON - 900 + (day)next(seed, 950);
		s->ends_on = next(seed, 2) != 0
				 ? DAY_NONE
				 : s->starts_on + (day)next(seed, 900);
		assert_err(staff_change(r->db, &u, s), OK);
		break;
	case 1:
	case 2:
		c = attested(s, &k, ON - (day)next(seed, 800));
		c.source = FROM_IMPORT;
		c.statement = "";
		c.statement_version = 0;
		(void)!training_complete(r->db, &u, &c, TODAY, &fault);
		break;
	case 3:
		if (*x == 0)
			*x = left_out(r, s,
			    next(seed, 2) != 0 ? NULL : "IG-ANNUAL",
			    LEFT_OUT_LEAVE, ON - (day)next(seed, 30),
			    ON + (day)next(seed, 2));
		break;
	default:
		if (*x != 0) {
			assert_err(exclusion_end(r->db, &u, *x), OK);
			*x = 0;
		}
	}
}

static void
test_the_summary_follows_every_write(void **state)
{
	enum { PEOPLE = 12, WRITES = 300 };
	struct records *r = *state;
	struct staff s[PEOPLE];
	int64_t x[PEOPLE] = { 0 };
	unsigned seed = 7, i, n;

	records_fill(r);
	summed(r);
	for (i = 0; i < PEOPLE; i++) {
		s[i] = someone(r, (int)i, ON - 800, DAY_NONE);
		agrees(r);
	}
	for (n = 0; n < WRITES; n++) {
		i = next(&seed, PEOPLE);
		one_write(r, &seed, &s[i], &x[i]);
		agrees(r);
	}
	assert_true(sum(r, "completed") > 0);
	assert_true(sum(r, "excluded") > 0);
}

static void
test_a_changed_course_or_need_makes_the_summary_anew(void **state)
{
	struct records *r = *state;
	day now = clock_day(clock_now());
	struct unit u;
	struct course k;

	records_fill(r);
	someone(r, 1, ON, DAY_NONE);
	k = course_held(r, "IG-ANNUAL");
	k.for_all = false;
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_change(r->db, &u, &k), OK);
	assert_int_equal(sum(r, "in_scope"), 0);
	assert_int_equal(sum(r, "on_day") > 0, 1);
	k.for_all = true;
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_change(r->db, &u, &k), OK);
	assert_int_equal(
	    sum(r, "in_scope"), figure(r, "IG-ANNUAL", now).in_scope);
	assert_int_equal(
	    raw(r, "UPDATE training_now SET on_day = '2001-01-01'"), SQLITE_OK);
	u = unit_of(&r->trust, &r->admin);
	assert_err(course_need_set(r->db, &u, "PASSWORDS", NULL, 0), OK);
	assert_true(sum(r, "on_day") > 2001);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_nobody_in_scope_has_no_percentage),
		with_records(test_who_is_at_work_on_the_day_counts),
		with_records(test_a_course_for_a_group_counts_its_group),
		with_records(
		    test_a_completion_counts_before_the_day_it_expires),
		with_records(
		    test_what_was_corrected_or_withdrawn_does_not_count),
		with_records(test_exclusions_leave_out_once_and_on_their_days),
		with_records(
		    test_an_exclusion_taken_back_counts_on_the_days_before),
		with_records(test_starters_are_left_out_for_the_days_of_grace),
		cmocka_unit_test(test_the_percentage_is_cut),
		with_records(test_the_people_have_their_standing),
		with_records(test_the_summary_follows_every_write),
		with_records(
		    test_a_changed_course_or_need_makes_the_summary_anew),
	};

	return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
