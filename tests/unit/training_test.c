/* training_test.c - recording completions: what is taken, and what is not. */
#include "training_set.h"

static enum err
complete(struct records *r, struct completion *c, enum completion_fault *fault)
{
	struct unit u = unit_of(&r->trust, &r->admin);

	return training_complete(r->db, &u, c, TODAY, fault);
}

static void
refused(struct records *r, struct completion c, enum completion_fault why)
{
	enum completion_fault fault;

	assert_err(complete(r, &c, &fault), ERR_INVALID);
	assert_int_equal(fault, why);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM completion"), 0);
}

static void
test_a_completion_is_recorded_with_its_number_and_its_end(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct completions all;
	struct course k;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "00123", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, day_make(2026, 2, 28));
	assert_err(complete(r, &c, &fault), OK);
	assert_int_equal(c.expires_on, day_make(2027, 2, 28));
	assert_int_equal(strlen(c.number), CERTIFICATE_SIZE - 1);
	assert_err(
	    training_record(r->db, r->arena, r->trust.id, s.id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].statement, k.statement);
	assert_string_equal(all.v[0].number, c.number);
	assert_string_equal(all.v[0].by, r->admin.user);
	assert_false(all.v[0].superseded);
}

static void
test_what_the_rules_refuse_is_refused_with_the_reason(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct course k, marked;
	struct completion c;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "00123", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	marked = course_held(r, "IG-INTRO");
	refused(r, attested(&s, &k, TODAY + 1), COMPLETION_FUTURE);
	refused(r, attested(&s, &k, day_make(2024, 3, 31)), COMPLETION_EARLY);
	refused(r, attested(&s, &k, day_make(2025, 11, 26)), COMPLETION_OLD);
	c = attested(&s, &marked, TODAY);
	c.score = 79;
	refused(r, c, COMPLETION_SCORE);
	s.ends_on = TODAY - 1;
	u = unit_of(&r->trust, &r->admin);
	assert_err(staff_change(r->db, &u, &s), OK);
	refused(r, attested(&s, &k, TODAY - 2), COMPLETION_LEFT);
}

static void
test_the_last_day_that_still_counts_is_taken(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct course k;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, day_make(2025, 11, 27));
	assert_err(complete(r, &c, &fault), OK);
	assert_int_equal(c.expires_on, TODAY + 1);
}

static void
test_an_import_may_bring_what_has_expired(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct course k;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-INTRO");
	c = attested(&s, &k, day_make(2024, 5, 1));
	c.source = FROM_IMPORT;
	c.score = -1;
	c.statement = "";
	c.statement_version = 0;
	assert_err(complete(r, &c, &fault), OK);
	assert_int_equal(c.expires_on, day_make(2025, 5, 1));
}

static void
test_the_same_day_twice_is_a_conflict(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct course k;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
	assert_err(complete(r, &c, &fault), ERR_CONFLICT);
	assert_int_equal(fault, COMPLETION_TWICE);
}

static void
test_another_statement_than_the_present_one_is_a_conflict(void **state)
{
	struct records *r = *state;
	struct unit u;
	enum completion_fault fault;
	struct completion c;
	struct course k;
	struct staff s;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, TODAY);
	k.statement = "Another text.";
	assert_err(course_change(r->db, &u, &k), OK);
	assert_int_equal(course_held(r, "IG-ANNUAL").statement_version, 2);
	assert_err(complete(r, &c, &fault), ERR_CONFLICT);
	assert_int_equal(fault, COMPLETION_FINE);
}

static void
test_a_correction_supersedes_and_overwrites_nothing(void **state)
{
	struct records *r = *state;
	struct unit u;
	enum completion_fault fault;
	struct completion c, right;
	struct owed_list owed;
	struct course k;
	struct staff s;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
	right = attested(&s, &k, TODAY - 10);
	right.supersedes = c.id;
	assert_err(
	    training_correct(r->db, &u, &right, TODAY, &fault), ERR_INVALID);
	right.reason = "It was last week";
	right.course = k.code;
	assert_err(training_correct(r->db, &u, &right, TODAY, &fault), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM completion"), 2);
	assert_err(
	    training_correct(r->db, &u, &right, TODAY, &fault), ERR_CONFLICT);
	assert_err(
	    training_owed(r->db, r->arena, r->trust.id, &s, TODAY, &owed), OK);
	assert_int_equal(owed.n, 1);
	assert_int_equal(owed.v[0].done_on, TODAY - 10);
	assert_int_equal(owed.v[0].state, OWED_DONE);
}

static void
test_a_correction_may_say_that_it_was_not_done(void **state)
{
	struct records *r = *state;
	struct unit u;
	enum completion_fault fault;
	struct completion c, no;
	struct owed_list owed;
	struct course k;
	struct staff s;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
	no = attested(&s, &k, TODAY);
	no.supersedes = c.id;
	no.void_ = true;
	no.reason = "Another person's";
	assert_err(training_correct(r->db, &u, &no, TODAY, &fault), OK);
	assert_err(
	    training_owed(r->db, r->arena, r->trust.id, &s, TODAY, &owed), OK);
	assert_int_equal(owed.v[0].state, OWED_NEVER);
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
}

static void
test_nobody_changes_a_completion_behind_the_program(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct completion c;
	struct course k;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
	assert_int_not_equal(
	    raw(r, "UPDATE completion SET done_on = '2026-01-01'"), SQLITE_OK);
	assert_int_not_equal(raw(r, "DELETE FROM completion"), SQLITE_OK);
	assert_int_not_equal(
	    raw(r,
		"INSERT OR REPLACE INTO completion SELECT * FROM completion"),
	    SQLITE_OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM completion"), 1);
}

static void
test_a_group_is_recorded_whole_or_not_at_all(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct group_session g = { .course = "IG-ANNUAL",
		.held_on = TODAY,
		.trainer = "Ada Obi",
		.sheet = "Box 4" };
	enum completion_fault faults[2];
	struct staff a, b;
	int64_t present[2];

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	a = staff_made(r, "1", "Kofi", "Mensah");
	b = staff_made(r, "2", "Lin", "Chen");
	present[0] = a.id;
	present[1] = b.id;
	b.ends_on = TODAY - 5;
	assert_err(staff_change(r->db, &u, &b), OK);
	assert_err(training_group(r->db, &u, &g, present, 2, TODAY, faults),
	    ERR_INVALID);
	assert_int_equal(faults[0], COMPLETION_FINE);
	assert_int_equal(faults[1], COMPLETION_LEFT);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM completion"), 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM group_session"), 0);
	assert_err(
	    training_group(r->db, &u, &g, present, 1, TODAY, faults), OK);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM completion"), 1);
}

static void
test_what_is_owed_comes_by_urgency_and_need(void **state)
{
	struct records *r = *state;
	struct unit u;
	enum completion_fault fault;
	struct exclusion x = { .kind = LEFT_OUT_LEAVE,
		.reason = "Parental leave",
		.from_on = TODAY,
		.until_on = DAY_NONE };
	struct owed_list owed;
	struct completion c;
	struct course k;
	struct staff s;
	int64_t group;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	s = staff_made(r, "1", "Kofi", "Mensah");
	assert_err(group_add(r->db, &u, "Records staff", &group), OK);
	assert_err(course_need_set(r->db, &u, "RECORDS", &group, 1), OK);
	assert_err(
	    training_owed(r->db, r->arena, r->trust.id, &s, TODAY, &owed), OK);
	assert_int_equal(owed.n, 1);
	s.group = group;
	assert_err(staff_change(r->db, &u, &s), OK);
	k = course_held(r, "RECORDS");
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
	assert_err(
	    training_owed(r->db, r->arena, r->trust.id, &s, TODAY, &owed), OK);
	assert_int_equal(owed.n, 2);
	assert_string_equal(owed.v[0].course.code, "IG-ANNUAL");
	assert_int_equal(owed.v[0].state, OWED_NEVER);
	assert_int_equal(owed.v[1].state, OWED_DONE);
	x.staff = s.id;
	assert_err(exclusion_add(r->db, &u, &x), OK);
	assert_err(
	    training_owed(r->db, r->arena, r->trust.id, &s, TODAY, &owed), OK);
	assert_int_equal(owed.v[0].state, OWED_EXCUSED);
	assert_err(exclusion_end(r->db, &u, x.id), OK);
	assert_err(exclusion_end(r->db, &u, x.id), ERR_NOTFOUND);
}

static void
test_a_certificate_is_found_by_its_number_alone(void **state)
{
	struct records *r = *state;
	enum completion_fault fault;
	struct certificate found;
	struct completion c;
	struct course k;
	struct staff s;

	records_fill(r);
	s = staff_made(r, "1", "Kofi", "Mensah");
	k = course_held(r, "IG-ANNUAL");
	c = attested(&s, &k, TODAY);
	assert_err(complete(r, &c, &fault), OK);
	assert_err(training_certificate(r->db, r->arena, c.number, &found), OK);
	assert_int_equal(found.org, r->trust.id);
	assert_string_equal(staff_initials(r->arena, &found.staff), "K M");
	assert_err(
	    training_certificate(r->db, r->arena, "2222-2222-22", &found),
	    ERR_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(
		    test_a_completion_is_recorded_with_its_number_and_its_end),
		with_records(
		    test_what_the_rules_refuse_is_refused_with_the_reason),
		with_records(test_the_last_day_that_still_counts_is_taken),
		with_records(test_an_import_may_bring_what_has_expired),
		with_records(test_the_same_day_twice_is_a_conflict),
		with_records(
		    test_another_statement_than_the_present_one_is_a_conflict),
		with_records(
		    test_a_correction_supersedes_and_overwrites_nothing),
		with_records(test_a_correction_may_say_that_it_was_not_done),
		with_records(
		    test_nobody_changes_a_completion_behind_the_program),
		with_records(test_a_group_is_recorded_whole_or_not_at_all),
		with_records(test_what_is_owed_comes_by_urgency_and_need),
		with_records(test_a_certificate_is_found_by_its_number_alone),
	};

	return cmocka_run_group_tests_name("training", tests, NULL, NULL);
}
