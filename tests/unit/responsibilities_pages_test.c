/* responsibilities_pages_test.c - the matrix as a page and as files. */
#include "desk_pages.h"

#define PAGE "/responsibilities"

static const struct visitor *
admin(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

/* The manager is called like a formula, and has duties and a requirement. */
static void
give(struct site *s)
{
	long long org = (long long)s->org[A].id;
	long long m = (long long)s->person[A][role_place(ROLE_MANAGER)];

	site_sql(s, "UPDATE duty_holding SET ended_at = 1, ended_by = 'x' "
		    "WHERE ended_at IS NULL");
	site_sql(s,
	    arena_printf(s->arena,
		"UPDATE person SET name = '=Ann & co' WHERE id = %lld;"
		"INSERT INTO holder (org_id, id, person_id) VALUES (%lld, 77, "
		"%lld);"
		"INSERT INTO duty_holding (org_id, id, duty, person_id, name, "
		"post, document, from_on, named_at, named_by) VALUES (%lld, "
		"77, 'siro', %lld, 'x', '', '', '2025-01-01', 1, 'x');"
		"UPDATE answer SET owner_id = 77, owner = 'x' WHERE org_id = "
		"%lld AND requirement_id IN (SELECT r.id FROM requirement r "
		"JOIN assessment a ON a.pack_id = r.pack_id WHERE a.version = "
		"'14.1' AND r.number IN ('101', '105'))",
		m, org, m, org, m, org));
}

static void
the_page_shows_who_holds_what(void **state)
{
	struct site *s = *state;

	give(s);
	assert_int_equal(site_get(s, admin(s), PAGE), 200);
	sees(s, "Who holds what, requirements of version 14.1");
	sees(s, "=Ann &amp; co</a>");
	sees(s, "To be accepted<span class=\"ig-sub\">1 January 1970");
	sees(s, "101, 105");
	sees(s, "are held by nobody: Accountable");
	sees_not(s, MARK);
	assert_int_equal(
	    site_get(s, admin(s), PAGE "?name=ann+%26&show=all"), 200);
	sees(s, "=Ann &amp; co</a>");
	assert_int_equal(site_get(s, admin(s), PAGE "?name=zz&show=all"), 200);
	sees(s, "Nobody fits this filter");
	assert_int_equal(site_get(s, admin(s), PAGE "?columns=duties"), 200);
	sees(s, "(SIRO)</th>");
	sees_not(s, "101, 105");
	assert_int_equal(
	    site_get(s, admin(s), PAGE "?columns=requirements"), 200);
	sees_not(s, "(SIRO)</th>");
	sees(s, "101, 105");
	assert_int_equal(site_get(s, admin(s), PAGE "?show=odd&page=9"), 200);
	assert_int_equal(site_get(s, admin(s), PAGE "?version=99"), 404);
	assert_int_equal(site_get(s, admin(s), PAGE "?page=0"), 400);
}

static void
who_may_not_hand_over_gets_no_link_to_it(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, site_as(s, A, ROLE_MANAGER), PAGE), 200);
	sees(s, "=Ann &amp; co<");
	sees_not(s, "/handover");
	assert_int_equal(site_get(s, site_as(s, A, ROLE_STAFF), PAGE), 403);
	assert_int_equal(site_get(s, site_as(s, B, ROLE_VIEWER), PAGE), 200);
	sees_not(s, "=Ann");
}

static void
a_csv_file_runs_nothing(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, admin(s), PAGE "/csv"), 200);
	sees(s, "\"'=Ann & co\"");
	sees(s, "\"14.1-101 ");
	sees(s, "\"Owner\"");
	assert_memory_equal(s->w->reply.body.p, "\xef\xbb\xbf\"Name\"", 9);
	assert_non_null(
	    strstr(site_header(s, "Content-Disposition"), "responsibilities-"));
}

static void
a_workbook_is_one(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, admin(s), PAGE "/xlsx"), 200);
	assert_true(s->w->reply.body.n > 4000);
	assert_memory_equal(s->w->reply.body.p, "PK\x03\x04", 4);
	assert_non_null(
	    strstr(site_header(s, "Content-Disposition"), ".xlsx\""));
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_STAFF), PAGE "/xlsx"), 403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_shows_who_holds_what),
		cmocka_unit_test(who_may_not_hand_over_gets_no_link_to_it),
		cmocka_unit_test(a_csv_file_runs_nothing),
		cmocka_unit_test(a_workbook_is_one),
	};

	return cmocka_run_group_tests_name(
	    "responsibilities", tests, site_open, site_close);
}
