/* role_test.c - roles by name, and grants of them. */
#include "records.h"
#include "role.h"

static enum err
grant(struct records *r, const struct org *o, struct grant g)
{
	struct unit u = unit_of(o, NULL);

	return role_grant(r->db, &u, &g);
}

static unsigned
held(struct records *r, const struct person *p, int64_t org)
{
	unsigned roles;

	assert_err(role_of(r->db, p->id, org, &roles), OK);
	return roles;
}

static void
test_every_role_has_a_name_and_is_found_by_it(void **state)
{
	static const char *const names[] = { "staff", "manager", "assessor",
		"reviewer", "administrator", "viewer", "commissioner",
		"external-reviewer", "national" };
	enum role role;
	unsigned i, all = 0;

	(void)state;
	for (i = 0; i < COUNT(names); i++)
		assert_string_equal(role_name(role_at(i)), names[i]);
	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++) {
		assert_int_equal(role_named(role_name(role)), role);
		assert_non_null(role_title(role));
		assert_int_equal(all & role, 0);
		all |= role;
	}
	assert_int_equal(all, ROLE_SIGNED_IN - 1);
	assert_int_equal(role_at(1000), ROLE_PUBLIC);
	assert_int_equal(role_named("Assessor"), ROLE_PUBLIC);
	assert_int_equal(role_named(""), ROLE_PUBLIC);
	assert_null(role_name(ROLE_PUBLIC));
	assert_null(role_name(ROLE_SIGNED_IN));
	assert_null(role_name((enum role)(ROLE_STAFF | ROLE_MANAGER)));
	assert_null(role_title(ROLE_SIGNED_IN));
}

static void
test_a_granted_role_is_held_there_only(void **state)
{
	struct records *r = *state;

	records_fill(r);
	assert_int_equal(held(r, &r->assessor, r->trust.id), ROLE_ASSESSOR);
	assert_int_equal(held(r, &r->assessor, r->supplier.id), 0);
	assert_err(grant(r, &r->supplier,
		       (struct grant){
			   .role = ROLE_VIEWER, .person = r->assessor.id }),
	    OK);
	assert_err(grant(r, &r->trust,
		       (struct grant){
			   .role = ROLE_MANAGER, .person = r->assessor.id }),
	    OK);
	assert_int_equal(
	    held(r, &r->assessor, r->trust.id), ROLE_ASSESSOR | ROLE_MANAGER);
	assert_int_equal(held(r, &r->assessor, r->supplier.id), ROLE_VIEWER);
}

static void
test_a_role_is_granted_once(void **state)
{
	struct records *r = *state;
	struct grant group = { .role = ROLE_VIEWER, .group = "ig" };

	records_fill(r);
	assert_err(grant(r, &r->trust,
		       (struct grant){
			   .role = ROLE_ASSESSOR, .person = r->assessor.id }),
	    ERR_CONFLICT);
	assert_err(grant(r, &r->trust, group), OK);
	assert_err(grant(r, &r->trust, group), ERR_CONFLICT);
	assert_err(grant(r, &r->supplier, group), OK);
}

static void
test_what_is_no_grant_is_refused(void **state)
{
	struct records *r = *state;
	const struct grant bad[] = {
		{ .role = ROLE_VIEWER },
		{ .role = ROLE_VIEWER, .person = 5, .group = "ig" },
		{ .role = ROLE_PUBLIC, .group = "ig" },
		{ .role = ROLE_SIGNED_IN, .group = "ig" },
		{ .role = (enum role)3, .group = "ig" },
		{ .role = ROLE_NATIONAL, .group = "ig" },
		{ .role = ROLE_VIEWER, .group = "" },
		{ .role = ROLE_VIEWER, .group = "a\nb" },
	};
	size_t i;

	records_fill(r);
	for (i = 0; i < COUNT(bad); i++)
		assert_err(grant(r, &r->trust, bad[i]), ERR_INVALID);
	assert_err(
	    grant(r, NULL, (struct grant){ .role = ROLE_VIEWER, .group = "a" }),
	    ERR_INVALID);
	assert_err(grant(r, &r->trust,
		       (struct grant){ .role = ROLE_VIEWER, .person = 99 }),
	    ERR_NOTFOUND);
	assert_err(grant(r, &(struct org){ .id = 99 },
		       (struct grant){ .role = ROLE_VIEWER, .group = "a" }),
	    ERR_NOTFOUND);
}

static void
test_the_national_role_is_held_everywhere(void **state)
{
	struct records *r = *state;
	struct person ewan;

	records_fill(r);
	records_person(r, &ewan, NULL, "ewan", ROLE_NATIONAL);
	assert_int_equal(held(r, &ewan, r->trust.id), ROLE_NATIONAL);
	assert_int_equal(held(r, &ewan, r->supplier.id), ROLE_NATIONAL);
}

static void
test_revoking_takes_one_grant_of_this_organisation(void **state)
{
	struct records *r = *state;
	struct unit here, there;
	struct grants all;
	int64_t id;

	records_fill(r);
	here = unit_of(&r->trust, NULL);
	there = unit_of(&r->supplier, NULL);
	assert_err(role_list(r->db, r->arena, r->trust.id, &all), OK);
	assert_int_equal(all.n, 3);
	assert_string_equal(all.v[0].holder, "daniel");
	id = all.v[0].id;
	assert_err(role_revoke(r->db, &there, id), ERR_NOTFOUND);
	assert_err(role_revoke(r->db, &here, 99), ERR_NOTFOUND);
	assert_err(role_revoke(r->db, &here, id), OK);
	assert_err(role_revoke(r->db, &here, id), ERR_NOTFOUND);
	assert_int_equal(held(r, &r->assessor, r->trust.id), 0);
	assert_int_equal(held(r, &r->reviewer, r->trust.id), ROLE_REVIEWER);
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM audit WHERE action = "
		       "'role.revoke' AND detail LIKE '{\"role\":\"assessor\","
		       "\"person\":%'"),
	    1);
}

static void
test_grants_are_listed_by_holder(void **state)
{
	struct records *r = *state;
	struct grants all;

	records_fill(r);
	assert_err(grant(r, &r->trust,
		       (struct grant){ .role = ROLE_STAFF, .group = "all" }),
	    OK);
	assert_err(role_list(r->db, r->arena, r->trust.id, &all), OK);
	assert_int_equal(all.n, 4);
	assert_string_equal(all.v[0].holder, "all");
	assert_string_equal(all.v[0].group, "all");
	assert_int_equal(all.v[0].person, 0);
	assert_int_equal(all.v[0].role, ROLE_STAFF);
	assert_int_equal(all.v[0].org, r->trust.id);
	assert_string_equal(all.v[1].holder, "daniel");
	assert_null(all.v[1].group);
	assert_int_equal(all.v[1].person, r->assessor.id);
}

static void
test_every_group_is_named_once(void **state)
{
	struct records *r = *state;
	struct groups groups;

	records_fill(r);
	assert_err(role_groups(r->db, r->arena, &groups), OK);
	assert_int_equal(groups.n, 0);
	assert_err(grant(r, &r->trust,
		       (struct grant){ .role = ROLE_STAFF, .group = "b" }),
	    OK);
	assert_err(grant(r, &r->supplier,
		       (struct grant){ .role = ROLE_STAFF, .group = "b" }),
	    OK);
	assert_err(grant(r, NULL,
		       (struct grant){ .role = ROLE_NATIONAL, .group = "a" }),
	    OK);
	assert_err(role_groups(r->db, r->arena, &groups), OK);
	assert_int_equal(groups.n, 2);
	assert_string_equal(groups.v[0], "a");
	assert_string_equal(groups.v[1], "b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_role_has_a_name_and_is_found_by_it),
		with_records(test_a_granted_role_is_held_there_only),
		with_records(test_a_role_is_granted_once),
		with_records(test_what_is_no_grant_is_refused),
		with_records(test_the_national_role_is_held_everywhere),
		with_records(
		    test_revoking_takes_one_grant_of_this_organisation),
		with_records(test_grants_are_listed_by_holder),
		with_records(test_every_group_is_named_once),
	};

	return cmocka_run_group_tests_name("role", tests, NULL, NULL);
}
