/* work_staff_test.c - what waits for somebody as one of the staff. */
#include "policy.h"
#include "work_set.h"

static struct staff
employ(const struct year *y, const struct person *p, day ends)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct staff s = staff_nobody;

	s.number = "1001";
	s.first_name = s.last_name = "Ann";
	s.person = p->id;
	s.starts_on = day_make(2020, 1, 1);
	s.ends_on = ends;
	assert_err(staff_add(y->r->db, &u, &s), OK);
	return s;
}

static void
done(const struct year *y, int id, const char *course, const char *on,
    const char *expires, int supersedes, int voided)
{
	put(y,
	    "INSERT INTO completion (org_id, id, staff_id, course, done_on, "
	    "expires_on, source, statement, signed_by, place, number, "
	    "supersedes, reason, void, at, by_id, by_name) SELECT %lld, %d, "
	    "id, '%s', '%s', NULLIF('%s', ''), 1, '', 1, '', 'N%d', "
	    "NULLIF(%d, 0), '', %d, 1, 1, 'x' FROM staff",
	    ORG(y), id, course, on, expires, id, supersedes, voided);
}

/* Both say the same of every course. */
static void
agrees_with_training(const struct year *y, const struct staff *s)
{
	struct work_list all = work_now(y, &y->r->assessor, 0);
	struct owed_list owed;
	size_t i, k, n = 0, at = 0;

	assert_err(
	    training_owed(y->r->db, y->r->arena, y->org->id, s, TODAY, &owed),
	    OK);
	for (i = 0; i < owed.n; i++) {
		const struct owed *o = &owed.v[i];

		if (o->state > OWED_SOON)
			continue;
		n++;
		for (k = 0; k < all.n; k++)
			if (strcmp(all.v[k].code, o->course.code) == 0)
				break;
		assert_true(k < all.n);
		assert_int_equal(all.v[k].due_on, o->expires_on);
		assert_int_equal(
		    work_late(&all.v[k], TODAY), o->state == OWED_OVERDUE);
	}
	for (k = 0; k < all.n; k++)
		at += all.v[k].kind == WORK_TRAINING;
	assert_int_equal(at, n);
}

static void
courses_wait_as_the_page_of_training_says(void **state)
{
	static const char *const codes[] = { "RECORDS", "RISK", "CONTINUITY",
		"CALDICOTT", "ACCESS", "HANDLING", "TRANSFERS", "PASSWORDS",
		"SECURITY" };
	struct year *y = *state;
	struct staff s = employ(y, &y->r->assessor, DAY_NONE);
	size_t i;

	for (i = 0; i < COUNT(codes); i++)
		put(y, "UPDATE course SET for_all = 1 WHERE code = '%s'",
		    codes[i]);
	agrees_with_training(y, &s);
	done(y, 1, "RECORDS", "2025-11-22", "2026-11-22", 0, 0);
	done(y, 2, "RISK", "2025-11-22", "2026-11-23", 0, 0);
	done(y, 3, "CONTINUITY", "2025-11-22", "", 0, 0);
	done(y, 4, "CONTINUITY", "2026-01-01", "2026-02-01", 0, 0);
	done(y, 5, "CALDICOTT", "2026-01-01", "2027-01-22", 0, 0);
	done(y, 6, "ACCESS", "2026-01-01", "2027-01-20", 0, 0);
	done(y, 7, "HANDLING", "2026-01-01", "2027-06-01", 0, 0);
	done(y, 8, "HANDLING", "2026-01-01", "2027-06-01", 7, 1);
	done(y, 9, "TRANSFERS", "2026-11-23", "2028-06-01", 0, 0);
	put(y,
	    "INSERT INTO exclusion (org_id, id, staff_id, course, kind, reason,"
	    " from_on, added_at, added_by) SELECT org_id, 1, id, 'PASSWORDS', "
	    "0, 'x', '2026-11-22', 1, 'x' FROM staff");
	agrees_with_training(y, &s);
}

static void
policies_wait_until_this_version_is_acknowledged(void **state)
{
	struct year *y = *state;
	struct staff s = employ(y, &y->r->assessor, DAY_NONE);
	struct unit u = year_unit(y, &y->r->admin);
	struct policy p = { .title = "Bins", .text = "x", .for_all = true };
	struct acknowledgement k = {
		.staff = s.id, .source = POLICY_AT_DESK, .place = ""
	};

	put(y, "UPDATE course SET for_all = 0");
	assert_err(policy_add(y->r->db, &u, &p, NULL, 0), OK);
	assert_string_equal(waits(y, &y->r->assessor, 0), "policy Bins");
	k.policy = p.id;
	memcpy(k.digest, p.digest, POLICY_DIGEST);
	assert_err(policy_acknowledge(y->r->db, &u, &k, TODAY), OK);
	assert_string_equal(waits(y, &y->r->assessor, 0), "");
	p.text = "y";
	assert_err(policy_revise(y->r->db, &u, &p), OK);
	assert_string_equal(waits(y, &y->r->assessor, 0), "policy Bins");
	put(y, "UPDATE staff SET ends_on = '2026-11-21'");
	assert_string_equal(waits(y, &y->r->assessor, 0), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(courses_wait_as_the_page_of_training_says),
		with_year(policies_wait_until_this_version_is_acknowledged),
	};

	return cmocka_run_group_tests_name("work_staff", tests, NULL, NULL);
}
