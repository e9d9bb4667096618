/* people_test.c - organisations, people, and the roles they hold. */
#include "records.h"
#include "role.h"

/* A text of n times this one. */
static const char *
times(struct records *r, const char *s, size_t n)
{
	struct buf b = { 0 };
	const char *text;

	while (n-- > 0)
		buf_puts(&b, s);
	text = arena_text(r->arena, buf_text(&b));
	buf_clear(&b);
	return text;
}

static enum err
add_org(struct records *r, const char *code, const char *name, const char *type)
{
	struct unit u = unit_of(NULL, NULL);
	struct org o = { .code = code, .name = name, .type = type };

	return org_add(r->db, &u, &o);
}

static void
test_only_organisations_of_the_form_are_added(void **state)
{
	static const char *const bad[] = { "", "AB", "ABCDEFGHIJK", "ab1",
		"A B", "A-1", "AB\xc3\x89", "AB1\n" };
	struct records *r = *state;
	size_t i;

	records_fill(r);
	for (i = 0; i < COUNT(bad); i++)
		assert_err(add_org(r, bad[i], "x", "CTP"), ERR_INVALID);
	assert_err(add_org(r, "AB1", "", "CTP"), ERR_INVALID);
	assert_err(add_org(r, "AB1", "a\nb", "CTP"), ERR_INVALID);
	assert_err(add_org(r, "AB1", "\xff", "CTP"), ERR_INVALID);
	assert_err(
	    add_org(r, "AB1", times(r, "\xc3\xa9", 201), "CTP"), ERR_INVALID);
	assert_err(add_org(r, "AB1", "x", "XYZ"), ERR_INVALID);
	assert_err(add_org(r, "AB1", "x", ""), ERR_INVALID);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM org"), 3);
	assert_err(add_org(r, "AB1", times(r, "\xc3\xa9", 200), "CTP"), OK);
	assert_err(add_org(r, "ABCDEFGHIJ", "x", "CTP"), OK);
	assert_err(add_org(r, "123", "x", "ACU"), OK);
}

static void
test_a_code_is_taken_once(void **state)
{
	struct records *r = *state;

	records_fill(r);
	assert_err(add_org(r, "RX901", "Another", "ACU"), ERR_CONFLICT);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM audit_head"), 3);
}

static void
test_an_organisation_is_found_by_any_case_and_by_id(void **state)
{
	struct records *r = *state;
	struct org o;

	records_fill(r);
	assert_err(org_find(r->db, r->arena, "rx901", &o), OK);
	assert_int_equal(o.id, r->trust.id);
	assert_string_equal(o.code, "RX901");
	assert_string_equal(o.type, "ACU");
	assert_err(org_find(r->db, r->arena, "RX902", &o), ERR_NOTFOUND);
	assert_err(org_find(r->db, r->arena, "-", &o), ERR_NOTFOUND);
	assert_err(org_read(r->db, r->arena, r->supplier.id, &o), OK);
	assert_string_equal(o.code, "8XX01");
	assert_err(org_read(r->db, r->arena, 99, &o), ERR_NOTFOUND);
}

static void
test_organisations_are_listed_by_code(void **state)
{
	struct records *r = *state;
	struct orgs all;

	records_fill(r);
	assert_err(add_org(r, "AB1", "x", "CTP"), OK);
	assert_err(org_list(r->db, r->arena, &all), OK);
	assert_int_equal(all.n, 3);
	assert_string_equal(all.v[0].code, "8XX01");
	assert_string_equal(all.v[1].code, "AB1");
	assert_string_equal(all.v[2].code, "RX901");
}

static void
test_the_organisations_of_a_person(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct grant g = { .role = ROLE_VIEWER };
	struct person ewan;
	struct orgs all;

	records_fill(r);
	assert_err(org_of_person(r->db, r->arena, r->assessor.id, &all), OK);
	assert_int_equal(all.n, 1);
	u = unit_of(&r->supplier, NULL);
	g.person = r->assessor.id;
	assert_err(role_grant(r->db, &u, &g), OK);
	assert_err(org_of_person(r->db, r->arena, r->assessor.id, &all), OK);
	assert_int_equal(all.n, 2);
	records_person(r, &ewan, NULL, "ewan", ROLE_NATIONAL);
	assert_err(add_org(r, "AB1", "x", "CTP"), OK);
	assert_err(org_of_person(r->db, r->arena, ewan.id, &all), OK);
	assert_int_equal(all.n, 3);
	/* By name, as people look for them. */
	assert_string_equal(all.v[0].name, "8XX01");
	assert_string_equal(all.v[1].name, "RX901");
	assert_string_equal(all.v[2].name, "x");
	assert_err(org_of_person(r->db, r->arena, 99, &all), OK);
	assert_int_equal(all.n, 0);
}

/* ---- people ---- */

static enum err
add_person(struct records *r, const char *user, const char *name)
{
	struct unit u = unit_of(&r->trust, NULL);
	struct person p = { .user = user, .name = name };

	return person_add(r->db, &u, &p);
}

static void
test_only_people_of_the_form_are_added(void **state)
{
	static const char *const bad[] = { "", " x", "x ", "a b", "a:b", "a/b",
		"a\\b", "a\nb", "\xff" };
	struct records *r = *state;
	size_t i;

	records_fill(r);
	for (i = 0; i < COUNT(bad); i++)
		assert_err(add_person(r, bad[i], "x"), ERR_INVALID);
	assert_err(add_person(r, times(r, "x", 65), "x"), ERR_INVALID);
	assert_err(add_person(r, "x", ""), ERR_INVALID);
	assert_err(add_person(r, "x", " x"), ERR_INVALID);
	assert_err(add_person(r, "x", "a\tb"), ERR_INVALID);
	assert_err(add_person(r, "x", times(r, "x", 201)), ERR_INVALID);
	assert_err(add_person(r, times(r, "x", 64), times(r, "x", 200)), OK);
	assert_err(add_person(r, "Sean.O'Neil@trust", "Se\xc3\xa1n"), OK);
}

static void
test_mail_is_one_address_or_none(void **state)
{
	struct records *r = *state;
	struct unit home;
	struct person p = { .user = "kofi", .name = "Kofi", .mail = "kofi@x" };

	records_fill(r);
	home = unit_of(&r->trust, NULL);
	assert_err(person_add(r->db, &home, &p), OK);
	assert_err(person_find(r->db, r->arena, "kofi", &p), OK);
	assert_string_equal(p.mail, "kofi@x");
	p.mail = "kofi@x\nBcc: all@x";
	assert_err(person_change(r->db, &home, &p), ERR_INVALID);
	p.mail = "kofi@x, all@x";
	assert_err(person_change(r->db, &home, &p), ERR_INVALID);
	p.mail = "";
	assert_err(person_change(r->db, &home, &p), OK);
	assert_err(person_find(r->db, r->arena, "kofi", &p), OK);
	assert_string_equal(p.mail, "");
	p = (struct person){ .user = "x", .name = "x", .mail = "x" };
	assert_err(person_add(r->db, &home, &p), ERR_INVALID);
}

static void
test_a_user_name_is_folded_and_taken_once(void **state)
{
	struct records *r = *state;
	struct person p;

	records_fill(r);
	assert_err(add_person(r, "Grace.Hopper", "Grace Hopper"), OK);
	assert_err(add_person(r, "GRACE.hopper", "Another"), ERR_CONFLICT);
	assert_err(person_find(r->db, r->arena, "grace.HOPPER", &p), OK);
	assert_string_equal(p.user, "grace.hopper");
	assert_string_equal(p.name, "Grace Hopper");
	assert_int_equal(p.org, r->trust.id);
	assert_false(p.closed);
	assert_err(person_find(r->db, r->arena, "nobody", &p), ERR_NOTFOUND);
	assert_err(person_read(r->db, r->arena, 99, &p), ERR_NOTFOUND);
}

static void
test_an_unknown_home_is_not_found(void **state)
{
	struct records *r = *state;
	struct unit u = { .org = 99, .by = { 0, "operator", "cli" } };
	struct person p = { .user = "x", .name = "x" };

	assert_err(person_add(r->db, &u, &p), ERR_NOTFOUND);
}

static void
test_a_person_is_renamed_and_closed_from_home_only(void **state)
{
	struct records *r = *state;
	struct unit home, away;
	struct person p;

	records_fill(r);
	home = unit_of(&r->trust, NULL);
	away = unit_of(&r->supplier, NULL);
	assert_err(person_read(r->db, r->arena, r->assessor.id, &p), OK);
	p.name = "Daniel Osei";
	p.closed = true;
	assert_err(person_change(r->db, &away, &p), ERR_NOTFOUND);
	assert_err(person_change(r->db, &home, &p), OK);
	assert_err(person_read(r->db, r->arena, r->assessor.id, &p), OK);
	assert_string_equal(p.name, "Daniel Osei");
	assert_string_equal(p.user, "daniel");
	assert_true(p.closed);
	p.name = "";
	assert_err(person_change(r->db, &home, &p), ERR_INVALID);
	p.name = "x";
	p.id = 99;
	assert_err(person_change(r->db, &home, &p), ERR_NOTFOUND);
}

static void
test_people_are_listed_with_their_roles(void **state)
{
	struct records *r = *state;
	struct grant g = { .role = ROLE_VIEWER };
	struct people all;
	struct unit u;

	records_fill(r);
	u = unit_of(&r->trust, NULL);
	g.person = r->assessor.id;
	assert_err(role_grant(r->db, &u, &g), OK);
	u = unit_of(&r->supplier, NULL);
	assert_err(role_grant(r->db, &u, &g), OK);
	assert_err(person_list(r->db, r->arena, r->trust.id, &all), OK);
	assert_int_equal(all.n, 3);
	assert_string_equal(all.v[0].name, "daniel");
	assert_string_equal(all.v[0].roles, "Assessor, Viewer");
	assert_string_equal(all.v[1].name, "priya");
	assert_string_equal(all.v[2].roles, "Reviewer");
	assert_err(person_list(r->db, r->arena, r->supplier.id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].roles, "Viewer");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_only_organisations_of_the_form_are_added),
		with_records(test_a_code_is_taken_once),
		with_records(
		    test_an_organisation_is_found_by_any_case_and_by_id),
		with_records(test_organisations_are_listed_by_code),
		with_records(test_the_organisations_of_a_person),
		with_records(test_only_people_of_the_form_are_added),
		with_records(test_mail_is_one_address_or_none),
		with_records(test_a_user_name_is_folded_and_taken_once),
		with_records(test_an_unknown_home_is_not_found),
		with_records(
		    test_a_person_is_renamed_and_closed_from_home_only),
		with_records(test_people_are_listed_with_their_roles),
	};

	return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
