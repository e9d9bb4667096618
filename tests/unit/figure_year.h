/* figure_year.h - a year in which requirement 101 depends on training. */
#ifndef FIGURE_YEAR_H
#define FIGURE_YEAR_H
#include "records_year.h"
#undef TODAY
#include "figure.h"
#include "training_set.h"

#define NOW clock_day(clock_now())

/* 101 depends on training, in the records as in the set. */
static inline void
depend(struct year *y)
{
	y->r->full.requirements.v[R101].training = true;
	y->r->simple.requirements.v[R101].training = true;
	assert_int_equal(
	    raw(y->r, "UPDATE requirement SET training = 1 WHERE number = 101"),
	    SQLITE_OK);
}

static inline struct staff
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

static inline void
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

static inline void
claim(struct year *y, const char *codes)
{
	struct answer a = year_read(y, R101);

	tick(y, R101, &a, codes);
	year_save(y, R101, &a);
}

static inline struct answer_row
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

static inline void
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

static inline enum err
override(struct year *y, const char *reason)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return override_set(y->r->db, &u, &y->s, year_asks(y, R101), reason);
}

static inline enum err
cap_again(struct year *y)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return override_end(y->r->db, &u, &y->s, year_asks(y, R101));
}
#endif
