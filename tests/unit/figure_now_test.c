/* figure_now_test.c - the figure's summary is what counting gives. */
#include "figure_set.h"

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
		with_records(test_the_summary_follows_every_write),
		with_records(
		    test_a_changed_course_or_need_makes_the_summary_anew),
	};

	return cmocka_run_group_tests_name("figure_now", tests, NULL, NULL);
}
