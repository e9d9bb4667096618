/* training_set.h - staff, groups and courses that the tests of training use. */
#ifndef TRAINING_SET_H
#define TRAINING_SET_H
#include "records.h"
#include "staff.h"
#include "training.h"

/* Days of these tests: "today" is 26 November 2026. */
#define TODAY day_make(2026, 11, 26)

/* One of the staff of the trust; begins on 1 April 2024, never ends. */
static inline struct staff
staff_made(
    struct records *r, const char *number, const char *first, const char *last)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct staff s = { .number = number,
		.badge = "",
		.first_name = first,
		.last_name = last,
		.unit = "Ward 6",
		.position = "Nurse",
		.mail = "",
		.group_name = "",
		.starts_on = day_make(2024, 4, 1),
		.ends_on = DAY_NONE };

	assert_err(staff_add(r->db, &u, &s), OK);
	return s;
}

static inline struct course
course_held(struct records *r, const char *code)
{
	struct course k;

	assert_err(course_read(r->db, r->arena, r->trust.id, code, &k), OK);
	return k;
}

/* What they attest at their desk, of a course as it stands. */
static inline struct completion
attested(const struct staff *s, const struct course *k, day done)
{
	return (struct completion){ .staff = s->id,
		.course = k->code,
		.done_on = done,
		.source = FROM_SELF,
		.score = k->pass_mark > 0 ? 90 : -1,
		.statement_version = k->statement_version,
		.statement = k->statement,
		.proof = PROOF_PASSWORD,
		.place = "",
		.reason = "" };
}
#endif
