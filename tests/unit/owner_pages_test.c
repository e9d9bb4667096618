/* owner_pages_test.c - choosing owners, giving many at once, groups. */
#include "markup.h"

#include "desk_pages.h"

#define ONE "/assessment/14.1/requirement/205"
#define GIVE "/assessment/14.1/owners"

static const struct visitor *
assessor(struct site *s)
{
	return site_as(s, A, ROLE_ASSESSOR);
}

static const struct visitor *
admin(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static int
type_owner(struct site *s, const char *field, const char *name)
{
	struct sheet f;

	sheet_take(s, assessor(s), ONE, ONE, &f);
	sheet_set(&f, s->arena, "do", "save");
	sheet_set(&f, s->arena, field, name);
	return sheet_send(s, assessor(s), &f);
}

static void
who_is_unknown_is_said_and_what_was_typed_kept(void **state)
{
	struct site *s = *state;

	site_mark(s);
	assert_int_equal(type_owner(s, "owner", "Nobody at all"), 422);
	sees(s, "Nobody here is called Nobody at all. Choose a person, a group "
		"or a duty from the list");
	sees(s, "value=\"Nobody at all\"");
	assert_int_equal(type_owner(s, "deputy", "Nobody at all"), 422);
	assert_int_equal(type_owner(s, "owner-1a", "Nobody at all"), 422);
	assert_int_equal(type_owner(s, "deputy", "own text"), 422);
	sees(s, "Choose a deputy who is not the owner");
	assert_true(site_unchanged(s));
	/* All people of this site have one name. */
	assert_int_equal(type_owner(s, "owner", "a-assessor"), 303);
	assert_int_equal(type_owner(s, "deputy", "siro"), 303);
	assert_int_equal(site_get(s, assessor(s), ONE), 200);
	sees(s, "(a-assessor)");
	sees(s, "Deputy: Senior Information Risk Owner (SIRO)");
}

static void
a_group_without_members_takes_nothing(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_post(s, admin(s), "/groups/new", "name=Empty"), 303);
	assert_int_equal(site_get(s, admin(s), "/groups"), 200);
	sees(s, "Has no members");
	assert_int_equal(type_owner(s, "owner", "Empty"), 422);
	sees(s, "The group Empty has no members");
	assert_int_equal(
	    site_post(s, admin(s), "/groups/new", "name=empty"), 409);
	assert_int_equal(
	    site_post(s, admin(s), "/groups/new", "name=Caldicott+Guardian"),
	    409);
	assert_int_equal(
	    site_post(s, admin(s), "/groups/new", "name=x&member=b-assessor"),
	    422);
	sees(s, "No person here is called b-assessor");
	assert_int_equal(
	    site_post(s, admin(s), "/groups/new", "name=%01"), 422);
}

static void
what_owns_work_is_not_emptied(void **state)
{
	struct site *s = *state;
	char path[60], fields[200];

	snprintf(
	    path, sizeof(path), "/groups/%lld", (long long)s->work_group[A]);
	snprintf(fields, sizeof(fields),
	    "name=own+text&members=1&member-1=%lld&remove-1=1",
	    (long long)s->person[A][role_place(ROLE_ASSESSOR)]);
	assert_int_equal(site_post(s, admin(s), path, fields), 409);
	sees(s, "The group owns open work");
	assert_int_equal(
	    site_post(s, admin(s), path, "name=own+text&closed=1"), 409);
	assert_int_equal(
	    site_post(s, admin(s), path, "name=Own+team&member=a-reviewer"),
	    303);
	assert_int_equal(site_post(s, admin(s), path, fields), 303);
	assert_int_equal(
	    site_get(s, assessor(s), "/assessment/14.1/requirement/101"), 200);
	sees(s, "own text");
}

static void
groups_come_in_pages_of_fifty(void **state)
{
	struct site *s = *state;

	site_sql(s, arena_printf(s->arena,
			"WITH RECURSIVE k (i) AS (SELECT 100 UNION ALL SELECT "
			"i + 1 FROM k WHERE i < 159) INSERT INTO work_group "
			"SELECT %lld, i, 'Zone ' || i, 'zone ' || i, 0 FROM k",
			(long long)s->org[A].id));
	assert_int_equal(site_get(s, admin(s), "/groups"), 200);
	sees(s, "Zone 100");
	sees_not(s, "Zone 159");
	sees(s, "href=\"/groups?page=2\">Next 50");
	assert_int_equal(site_get(s, admin(s), "/groups?page=2"), 200);
	sees(s, "Zone 159");
	sees_not(s, "Zone 100");
	sees(s, "href=\"/groups?page=1\">Previous 50");
	sees_not(s, "Next 50");
	assert_int_equal(site_get(s, admin(s), "/groups?page=9"), 200);
	sees(s, "Zone 100");
	assert_int_equal(site_get(s, admin(s), "/groups?page=x"), 400);
}

static void
many_are_given_after_a_look(void **state)
{
	struct site *s = *state;
	struct sheet f;

	assert_int_equal(site_get(s, assessor(s), GIVE), 200);
	assert_int_equal(
	    site_get(s, assessor(s), GIVE "/check?owner=siro"), 422);
	sees(s, "Tick the requirements to give");
	assert_int_equal(site_get(s, assessor(s), GIVE "/check?r-110=1"), 422);
	assert_int_equal(
	    site_get(s, assessor(s), GIVE "/check?r-110=1&owner=Nobody+here"),
	    422);
	sees(s, "Nobody here is called Nobody here");
	assert_int_equal(
	    site_get(s, assessor(s), GIVE "/check?r-999=1&owner=siro"), 400);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), GIVE "/check"), 403);
	site_mark(s);
	sheet_take(s, assessor(s),
	    GIVE "/check?r-110=1&r-111=1&owner=caldicott-guardian", GIVE, &f);
	sees(s, "Caldicott Guardian");
	assert_true(site_unchanged(s));
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM answer WHERE owner = "
			   "'Caldicott Guardian'"),
	    2);
	sheet_take(s, assessor(s), GIVE "/check?all=1&section=IGM&owner=siro",
	    GIVE, &f);
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(
	    site_get(s, assessor(s), "/assessment/13.0/owners"), 303);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    who_is_unknown_is_said_and_what_was_typed_kept),
		cmocka_unit_test(a_group_without_members_takes_nothing),
		cmocka_unit_test(what_owns_work_is_not_emptied),
		cmocka_unit_test(many_are_given_after_a_look),
		cmocka_unit_test(groups_come_in_pages_of_fifty),
	};

	return cmocka_run_group_tests_name(
	    "owner pages", tests, site_open, site_close);
}
