/* duty_own_test.c - the list of duties, and finding whom to name. */
#include "duty_set.h"

static void
test_an_organisation_has_duties_of_its_own(void **state)
{
	struct records *r = *state;
	struct named_duty d = { .title = "Ward 9: records lead", .post = "" };
	struct named_duty same = { .title = "WARD 9: records lead",
		.post = "" };
	struct named_duty bad = { .title = "a\nb", .post = "" };
	struct unit u;

	records_fill(r);
	u = clerk(r);
	assert_err(duty_add(r->db, r->arena, &u, &d), OK);
	assert_string_equal(d.code, "own-ward-9-records-lead");
	assert_err(duty_add(r->db, r->arena, &u, &same), ERR_CONFLICT);
	same.title = "Ward 9 - records lead";
	assert_err(duty_add(r->db, r->arena, &u, &same), OK);
	assert_string_not_equal(same.code, d.code);
	assert_err(duty_add(r->db, r->arena, &u, &bad), ERR_INVALID);
	assert_int_equal(gaps_on(r, TODAY).vacant, 16);
	d.title = "Ward 9 archive lead";
	d.closed = true;
	assert_err(duty_change(r->db, &u, &d), OK);
	assert_string_equal(
	    duty_on(r, d.code, TODAY).title, "Ward 9 archive lead");
	assert_int_equal(gaps_on(r, TODAY).vacant, 15);
	d.title = "Records Manager";
	assert_err(duty_change(r->db, &u, &d), ERR_CONFLICT);
	d.code = "nothing";
	assert_err(duty_change(r->db, &u, &d), ERR_NOTFOUND);
}

static void
test_what_may_not_be_taken_off_the_list(void **state)
{
	struct records *r = *state;
	struct named_duty lead, siro;
	struct person ann;
	enum holding_fault fault;
	struct holding h;
	struct unit u;

	records_fill(r);
	u = clerk(r);
	ann = somebody(r, &r->trust, "ann", "Ann Lee");
	lead = duty_on(r, "ig-lead", TODAY);
	lead.closed = true;
	assert_err(duty_change(r->db, &u, &lead), ERR_DENIED);
	h = offer("siro", &ann);
	assert_err(name(r, &h, 0), OK);
	siro = duty_on(r, "siro", TODAY);
	siro.closed = true;
	siro.title = "Mine now";
	assert_err(duty_change(r->db, &u, &siro), ERR_DENIED);
	assert_err(duty_end(r->db, &u, "siro", h.id), OK);
	assert_err(duty_change(r->db, &u, &siro), OK);
	/* The list's titles are not an organisation's to change. */
	assert_string_equal(duty_on(r, "siro", TODAY).title,
	    "Senior Information Risk Owner (SIRO)");
	assert_err(duty_name(r->db, &u, &h, 0, &fault), ERR_INVALID);
	assert_int_equal(fault, HOLDING_CLOSED);
}

static void
test_people_are_found_by_name_or_user_name(void **state)
{
	struct records *r = *state;
	struct person ann, two, gone;
	int64_t id, org;

	records_fill(r);
	org = r->trust.id;
	ann = somebody(r, &r->trust, "ann", "Ann Lee");
	gone = somebody(r, &r->trust, "gil", "Gil Gone");
	somebody(r, &r->supplier, "sid", "Sid Strange");
	leaves(r, &gone);
	assert_err(duty_whom(r->db, r->arena, org, "ann lee", &id), OK);
	assert_int_equal(id, ann.id);
	assert_err(duty_whom(r->db, r->arena, org, "Gil Gone", &id), OK);
	assert_int_equal(id, gone.id);
	assert_err(
	    duty_whom(r->db, r->arena, org, "Sid Strange", &id), ERR_NOTFOUND);
	assert_err(duty_whom(r->db, r->arena, org, "", &id), ERR_NOTFOUND);
	two = somebody(r, &r->trust, "ann2", "Ann Lee");
	assert_err(
	    duty_whom(r->db, r->arena, org, "Ann Lee", &id), ERR_CONFLICT);
	assert_err(duty_whom(r->db, r->arena, org, "ANN2", &id), OK);
	assert_int_equal(id, two.id);
	leaves(r, &two);
	assert_err(duty_whom(r->db, r->arena, org, "Ann Lee", &id), OK);
	assert_int_equal(id, ann.id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_an_organisation_has_duties_of_its_own),
		with_records(test_what_may_not_be_taken_off_the_list),
		with_records(test_people_are_found_by_name_or_user_name),
	};

	return cmocka_run_group_tests_name("duty own", tests, NULL, NULL);
}
