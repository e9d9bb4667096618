/* staff_test.c - staff and their groups: kept, found, and who is below whom. */
#include "training_set.h"

static void
test_staff_are_found_by_number_badge_account_and_id(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s, found;
	int64_t org;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	org = r->trust.id;
	s = staff_made(r, "00123", "Kofi", "Mensah");
	s.badge = "9001";
	s.person = r->assessor.id;
	assert_err(staff_change(r->db, &u, &s), OK);
	assert_err(staff_find(r->db, r->arena, org, "00123", &found), OK);
	assert_string_equal(found.last_name, "Mensah");
	assert_err(
	    staff_find(r->db, r->arena, org, "123", &found), ERR_NOTFOUND);
	assert_err(staff_at_kiosk(r->db, r->arena, org, "9001", &found), OK);
	assert_err(staff_at_kiosk(r->db, r->arena, org, "00123", &found), OK);
	assert_err(
	    staff_of_person(r->db, r->arena, org, r->assessor.id, &found), OK);
	assert_int_equal(found.id, s.id);
	assert_err(staff_read(r->db, r->arena, r->supplier.id, s.id, &found),
	    ERR_NOTFOUND);
}

static void
test_a_number_a_badge_and_an_account_belong_to_one(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff a, b;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	a = staff_made(r, "1", "Kofi", "Mensah");
	b = staff_made(r, "2", "Lin", "Chen");
	a.badge = "77";
	a.person = r->assessor.id;
	assert_err(staff_change(r->db, &u, &a), OK);
	b.badge = "77";
	assert_err(staff_change(r->db, &u, &b), ERR_CONFLICT);
	b.badge = "";
	b.person = r->assessor.id;
	assert_err(staff_change(r->db, &u, &b), ERR_CONFLICT);
	b.person = 0;
	b.number = "1";
	assert_err(staff_change(r->db, &u, &b), ERR_CONFLICT);
}

static void
test_staff_of_the_wrong_form_are_refused(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s, bad;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	s = staff_made(r, "1", "Kofi", "Mensah");
	bad = s;
	bad.number = "1 2";
	assert_err(staff_change(r->db, &u, &bad), ERR_INVALID);
	bad = s;
	bad.first_name = "";
	assert_err(staff_change(r->db, &u, &bad), ERR_INVALID);
	bad = s;
	bad.mail = "a@b, c@d";
	assert_err(staff_change(r->db, &u, &bad), ERR_INVALID);
	bad = s;
	bad.ends_on = s.starts_on - 1;
	assert_err(staff_change(r->db, &u, &bad), ERR_INVALID);
	bad = s;
	bad.group = 4711;
	assert_err(staff_change(r->db, &u, &bad), ERR_NOTFOUND);
}

static void
test_nobody_is_their_own_manager_by_any_way(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff a, b, c;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	a = staff_made(r, "1", "Ada", "Obi");
	b = staff_made(r, "2", "Ben", "Cole");
	c = staff_made(r, "3", "Cem", "Dal");
	b.manager = a.id;
	c.manager = b.id;
	assert_err(staff_change(r->db, &u, &b), OK);
	assert_err(staff_change(r->db, &u, &c), OK);
	a.manager = a.id;
	assert_err(staff_change(r->db, &u, &a), ERR_DENIED);
	a.manager = c.id;
	assert_err(staff_change(r->db, &u, &a), ERR_DENIED);
}

static void
test_below_a_manager_are_all_depths_and_no_leavers(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff a, b, c, d;
	struct staff_list below;

	records_fill(r);
	u = unit_of(&r->trust, &r->admin);
	a = staff_made(r, "1", "Ada", "Obi");
	b = staff_made(r, "2", "Ben", "Cole");
	c = staff_made(r, "3", "Cem", "Dal");
	d = staff_made(r, "4", "Dan", "Eel");
	b.manager = a.id;
	c.manager = b.id;
	d.manager = a.id;
	d.ends_on = TODAY - 1;
	assert_err(staff_change(r->db, &u, &b), OK);
	assert_err(staff_change(r->db, &u, &c), OK);
	assert_err(staff_change(r->db, &u, &d), OK);
	assert_err(
	    staff_below(r->db, r->arena, r->trust.id, a.id, TODAY, &below), OK);
	assert_int_equal(below.n, 2);
	assert_string_equal(below.v[0].last_name, "Cole");
	assert_string_equal(below.v[1].last_name, "Dal");
	assert_err(staff_is_below(r->db, r->trust.id, a.id, c.id), OK);
	assert_err(
	    staff_is_below(r->db, r->trust.id, b.id, a.id), ERR_NOTFOUND);
}

static void
test_a_page_of_staff_is_filtered_and_what_is_typed_no_pattern(void **state)
{
	struct records *r = *state;
	struct staff_filter f = { .like = "MENS", .limit = 1 };
	struct staff_list page;
	bool more;

	records_fill(r);
	staff_made(r, "1", "Kofi", "Mensah");
	staff_made(r, "2", "Esi", "Mensah");
	staff_made(r, "3", "Lin", "Chen");
	assert_err(
	    staff_page(r->db, r->arena, r->trust.id, &f, &page, &more), OK);
	assert_int_equal(page.n, 1);
	assert_string_equal(page.v[0].first_name, "Esi");
	assert_true(more);
	f.skip = 1;
	assert_err(
	    staff_page(r->db, r->arena, r->trust.id, &f, &page, &more), OK);
	assert_string_equal(page.v[0].first_name, "Kofi");
	assert_false(more);
	f = (struct staff_filter){ .like = "%", .limit = 9 };
	assert_err(
	    staff_page(r->db, r->arena, r->trust.id, &f, &page, &more), OK);
	assert_int_equal(page.n, 0);
}

static void
test_an_organisation_begins_with_the_national_list(void **state)
{
	struct records *r = *state;
	struct courses all;
	struct course k;

	records_fill(r);
	assert_err(course_list(r->db, r->arena, r->trust.id, &all), OK);
	assert_int_equal(
	    all.n, raw_int(r, "SELECT count(*) FROM course WHERE org_id = 0"));
	k = course_held(r, "IG-ANNUAL");
	assert_true(k.for_all);
	assert_int_equal(k.months, 12);
	assert_err(course_named(r->db, r->arena, r->trust.id,
		       "000 DATA Security Awareness - Level 1", &k),
	    OK);
	assert_string_equal(k.code, "IG-ANNUAL");
	assert_err(course_named(r->db, r->arena, r->trust.id,
		       "patient confidentiality", &k),
	    OK);
	assert_string_equal(k.code, "CONFIDENTIALITY");
	assert_err(course_named(r->db, r->arena, r->trust.id, "no such", &k),
	    ERR_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(
		    test_staff_are_found_by_number_badge_account_and_id),
		with_records(
		    test_a_number_a_badge_and_an_account_belong_to_one),
		with_records(test_staff_of_the_wrong_form_are_refused),
		with_records(test_nobody_is_their_own_manager_by_any_way),
		with_records(
		    test_below_a_manager_are_all_depths_and_no_leavers),
		with_records(
		    test_a_page_of_staff_is_filtered_and_what_is_typed_no_pattern),
		with_records(
		    test_an_organisation_begins_with_the_national_list),
	};

	return cmocka_run_group_tests_name("staff", tests, NULL, NULL);
}
