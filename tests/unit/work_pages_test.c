/* work_pages_test.c - the first page: what waits, in words and with links. */
#include "desk_pages.h"

/* A holder for one of these roles of A, who owns some of the year. */
static void
owns(struct site *s, enum role role, int id, const char *where)
{
	long long org = (long long)s->org[A].id;

	site_sql(s, arena_printf(s->arena,
			"INSERT INTO holder VALUES (%lld, %d, %lld, NULL, "
			"NULL)",
			org, id, (long long)s->person[A][role_place(role)]));
	site_sql(s, arena_printf(s->arena,
			"UPDATE answer SET owner_id = %d WHERE org_id = %lld "
			"AND state < 3 AND assessment_id = (SELECT id FROM "
			"assessment WHERE org_id = %lld AND version = '14.1') "
			"AND %s",
			id, org, org, where));
}

static void
overdue_work_comes_first_in_words(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);
	const char *page, *late, *next;

	owns(s, ROLE_ASSESSOR, 70, "requirement_id % 9 = 0");
	site_sql(s, "UPDATE answer SET due_on = '2020-01-31' WHERE owner_id = "
		    "70 AND requirement_id = (SELECT MAX(requirement_id) FROM "
		    "answer WHERE owner_id = 70)");
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees(s, "<h1 class=\"nhsuk-heading-xl\">My work</h1>");
	sees(s, "Requirement to answer");
	sees(s, " wait for you, 1 of them overdue.");
	sees(s, "/assessment/14.1/requirement/");
	sees(s, "Assessments of Own Trust");
	page = buf_text(&s->w->reply.body);
	late = strstr(page, ">Overdue</strong>");
	assert_non_null(late);
	next = strstr(page, "Requirement to answer");
	next = strstr(next + 1, "Requirement to answer");
	assert_non_null(next);
	assert_true(late < next);
	sees(s, "31 January 2020");
}

static void
what_ones_roles_do_not_open_has_no_link(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);

	owns(s, ROLE_STAFF, 71, "requirement_id % 9 = 1");
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees(s, "Requirement to answer");
	sees(s, "your roles do not open its page");
	sees_not(s, "/assessment/14.1/requirement/");
}

static void
a_long_list_begins_with_its_first(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	owns(s, ROLE_ADMINISTRATOR, 72, "1 = 1");
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees(s, "href=\"/home?all=1\">Show all ");
	assert_int_equal(site_get(s, v, "/home?all=1"), 200);
	sees_not(s, "Show all ");
	assert_int_equal(site_get(s, v, "/home?all=1&all=1"), 400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overdue_work_comes_first_in_words),
		cmocka_unit_test(what_ones_roles_do_not_open_has_no_link),
		cmocka_unit_test(a_long_list_begins_with_its_first),
	};

	return cmocka_run_group_tests_name(
	    "work_pages", tests, site_open, site_close);
}
