/* overview_pages_test.c - all organisations together, for the national role. */
#include "desk_pages.h"

static struct visitor national;

static int
open_site(void **state)
{
	struct site *s;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	site_visit(s, s->national, &national);
	return 0;
}

/* A and B published 13.0; C could not, as it opened 14.1 only. */
static void
counted_by_type_and_grade(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, &national, "/overview/csv?version=13.0"), 200);
	sees(s, "\"13.0\",\"ACU\",\"Acute Trust\",\"2\",\"0\",\"0\",\"0\","
		"\"2\",\"0\",\"0\",\"0\",\"2\",\"1\"");
	sees(s, "\"13.0\",\"CTP\",\"Commercial Third Party\",\"1\",\"1\","
		"\"0\",\"0\",\"0\",");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=14.1&show=open"), 200);
	sees(s, "In progress, version 14.1");
	sees(s, "AAA01, ACU, due");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=not-started"),
	    200);
	sees(s, "CCC01");
	sees_not(s, "AAA01, ACU");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=late"), 200);
	sees(s, "There is none");
	assert_int_equal(site_get(s, &national, "/overview?version=99"), 404);
	assert_int_equal(site_get(s, &national, "/overview?show=nothing"), 404);
}

/* Past the day: who is open is overdue, and who did not start as well. */
static void
overdue_past_the_day(void **state)
{
	struct site *s = *state;

	/* B has 15.0 open, A and C have not. */
	assert_int_equal(
	    site_get(s, &national, "/overview?version=15.0&show=overdue"), 200);
	sees(s, "There is none");
	site_sql(s, "UPDATE assessment SET due_on = '2020-03-31' WHERE "
		    "version = '15.0'");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=15.0&show=overdue"), 200);
	sees(s, "AAA01, ACU<");
	sees(s, MARK "1, ACU, due 31 March 2020");
	sees(s, "CCC01, CTP<");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=overdue"), 200);
	sees_not(s, "AAA01, ACU");
}

/*
 * A choice of versions has each once, that released last first; chosen is the
 * newest that is in force.
 */
static void
versions_are_offered_once(void **state)
{
	struct site *s = *state;

	site_sql(s, "UPDATE pack SET released_on = '2020-01-01' WHERE version "
		    "= '14.1'");
	site_sql(s, "UPDATE pack SET released_on = '2020-01-02' WHERE version "
		    "= '15.0'");
	assert_int_equal(site_get(s, &national, "/overview"), 200);
	sees(s, "<option value=\"15.0\" selected>15.0</option>\n\n"
		"<option value=\"14.1\">14.1</option>\n\n"
		"<option value=\"13");
	site_sql(s, "UPDATE pack SET released_on = '2099-01-02' WHERE version "
		    "= '15.0'");
	assert_int_equal(site_get(s, &national, "/overview"), 200);
	sees(s, "<option value=\"15.0\">15.0</option>\n\n"
		"<option value=\"14.1\" selected>14.1</option>");
}

/* Whoever opens a version after its day is due a year later, and alone in it.
 */
static void
overdue_though_somebody_opened_late(void **state)
{
	struct site *s = *state;

	/* Of three that have 14.1 open, A has not any more. */
	site_sql(s, "UPDATE assessment SET version = '14.0' WHERE version = "
		    "'14.1' AND org_id = (SELECT id FROM org WHERE code = "
		    "'AAA01')");
	site_sql(s, "UPDATE assessment SET due_on = CASE WHEN org_id = "
		    "(SELECT id FROM org WHERE code = 'CCC01') "
		    "THEN '2099-03-31' ELSE '2020-03-31' END "
		    "WHERE version = '14.1'");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=14.1&show=overdue"), 200);
	sees(s, "AAA01, ACU<");
	sees(s, MARK "1, ACU, due 31 March 2020");
	sees_not(s, "CCC01, CTP");
	assert_int_equal(
	    site_get(s, &national, "/overview/csv?version=14.1"), 200);
	sees(s, "\"14.1\",\"ACU\",\"Acute Trust\",\"2\",\"1\",\"1\",\"2\",");
}

/* As it was at the end of a day; nobody knows the days to come. */
static void
the_extract_of_a_day(void **state)
{
	struct site *s = *state;
	char on[DAY_TEXT_SIZE];

	assert_int_equal(site_get(s, &national, "/extract"), 200);
	sees(s, "3 organisations, of which 2 had published a final");
	sees(s, ">Not satisfactory<");
	day_text(today() - 1, on);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract?on=%s", on)),
	    200);
	sees(s, "0 organisations");
	day_text(today() + 1, on);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract?on=%s", on)),
	    422);
	sees(s, "Enter today or a day before it");
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract/csv?on=%s", on)),
	    422);
	assert_int_equal(
	    site_get(s, &national, "/extract?on=31+February"), 422);
	sees(s, "must be a real date");
	day_text(today(), on);
	assert_int_equal(site_get(s, &national,
			     arena_printf(s->arena, "/extract/csv?on=%s", on)),
	    200);
	sees(s, "\"AAA01\",\"Own Trust\",\"ACU\",\"13.0\",\"published\","
		"\"not-satisfactory\"");
	sees(s, "\"CCC01\",\"Supplier\",\"CTP\",\"14.1\",\"not published\"");
	sees_not(s, "own text");
}

/* A published 13.0; 14.1 is open, and its last day is past. */
static void
the_extract_of_who_is_overdue(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, &national, "/extract"), 200);
	sees(s, "2 had published a final assessment, 1 had one open that was "
		"not published, and 0 had not started one");
	site_sql(s, "UPDATE assessment SET due_on = '2020-03-31' WHERE "
		    "version = '14.1' AND org_id = (SELECT id FROM org WHERE "
		    "code = 'AAA01')");
	assert_int_equal(site_get(s, &national, "/extract"), 200);
	sees(s, "1 had published a final assessment, 2 had one open that was "
		"not published, and 0 had not started one");
	sees(s, "Not published<span class=\"ig-sub\">Version 14.1, due 31 "
		"March 2020</span><span class=\"ig-sub\">Last published: "
		"version 13.0, Not satisfactory, ");
	assert_int_equal(site_get(s, &national, "/extract/csv"), 200);
	sees(s, "\"AAA01\",\"Own Trust\",\"ACU\",\"14.1\",\"not published\","
		"\"\",\"\",\"\",\"\",\"\",\"2020-03-31\",\"\",\"\","
		"\"13.0\",\"not-satisfactory\",");
}

/* More than a page has; names sort as they are numbered. */
static void
add_many(struct site *s)
{
	site_sql(s, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
		    "FROM n WHERE i < 120) INSERT INTO org (id, code, name, "
		    "type, added_at, folded) SELECT 900000 + i, printf("
		    "'ZZ%03d', i), printf('Zebra %03d', i), 'CTP', 1, "
		    "printf('zz%03d zebra %03d', i, i) FROM n");
}

/* All of them can be reached, and the search stays on the way. */
static void
many_come_in_pages(void **state)
{
	struct site *s = *state;
	struct {
		const char *path;
		const char *sees, *not ;
	} all[] = {
		{ "/organisations", "page=2\"", "Zebra 120" },
		{ "/organisations?q=zeb", "?q=zeb&amp;page=2\"", "Own Trust" },
		{ "/organisations?q=zeb&page=3", "Zebra 120", "Next 50" },
		{ "/organisations?q=zeb&page=3", "?q=zeb&amp;page=2\"",
		    "Zebra 100" },
		{ "/organisations?q=ZZ077", "Zebra 077", "Zebra 076" },
		{ "/organisations?q=%25", "None was found", "Zebra" },
		{ "/organisations?q=%3Cb%3E", "&lt;b&gt;", "<b>" },
		{ "/organisations?page=9", "no organisation here", "Next 50" },
		{ "/overview?version=13.0&show=not-started",
		    "show=not-started&amp;page=2\"", "Zebra 120" },
		{ "/overview?version=13.0&show=not-started&page=3", "Zebra 120",
		    "Next 50" },
		{ "/overview?version=13.0&show=late&page=2",
		    "There is none on page 2", "Next 50" },
	};
	size_t i;

	assert_int_equal(site_get(s, &national, "/home"), 200);
	sees(s, "<option value=");
	sees_not(s, "/organisations\">Choose an organisation");
	add_many(s);
	/* A list to select from would have them all. */
	assert_int_equal(site_get(s, &national, "/home"), 200);
	sees(s, "/organisations\">Choose an organisation");
	sees_not(s, "<option value=");
	for (i = 0; i < COUNT(all); i++) {
		assert_int_equal(site_get(s, &national, all[i].path), 200);
		sees(s, all[i].sees);
		sees_not(s, all[i].not );
	}
	assert_int_equal(site_get(s, &national, "/organisations?page=0"), 422);
	assert_int_equal(site_get(s, &national, "/organisations?page=x"), 422);
	assert_int_equal(site_get(s, &national, "/overview?page=x"), 400);
	assert_int_equal(site_get(s, &national, "/organisations?odd=1"), 400);
}

/* Ten megabytes are no search. */
static void
a_search_of_ten_megabytes_is_refused(void **state)
{
	static const char *const pages[] = { "/organisations?q=", "/public?q=",
		"/overview?version=", "/manage/staff?like=" };
	struct site *s = *state;
	size_t n = 10u << 20, i;
	char *uri = arena_alloc(s->arena, n + 100);

	for (i = 0; i < COUNT(pages); i++) {
		size_t at = strlen(pages[i]);

		memcpy(uri, pages[i], at);
		memset(uri + at, 'x', n);
		uri[at + n] = '\0';
		assert_in_range(site_get(s, &national, uri), 400, 414);
	}
	uri[strlen("/manage/staff?like=") + 101] = '\0';
	memcpy(uri, "/organisations?q=xx", 19);
	assert_int_equal(site_get(s, &national, uri), 422);
	sees(s, "href=\"#q\"");
}

/* The newest edition says the grade, and the first whether it was late. */
static void
counted_by_the_newest_edition(void **state)
{
	struct site *s = *state;

	site_sql(s, "DROP TRIGGER edition_stays");
	site_sql(s, "DROP TRIGGER publication_final");
	site_sql(s, "UPDATE publication SET late = 1 WHERE org_id = (SELECT id "
		    "FROM org WHERE code = 'AAA01')");
	site_sql(s, "UPDATE edition SET late = 1 WHERE org_id = (SELECT id "
		    "FROM org WHERE code = 'AAA01')");
	site_sql(s, "INSERT INTO edition SELECT org_id, assessment_id, stage, "
		    "number + 1, id + 1, at, published_by, role, 0, 'why', "
		    "level_0, level_1, level_2, level_3, not_relevant, exempt, "
		    "below, percent, points, points_of, 1, salt, body, digest "
		    "FROM edition WHERE stage = 3 AND late = 1");
	assert_int_equal(
	    site_get(s, &national, "/overview/csv?version=13.0"), 200);
	sees(s, "\"13.0\",\"ACU\",\"Acute Trust\",\"2\",\"0\",\"0\",\"0\","
		"\"2\",\"1\",\"0\",\"1\",\"1\",\"1\"");
	assert_int_equal(
	    site_get(s, &national, "/overview?version=13.0&show=late"), 200);
	sees(s, "AAA01, ACU, due");
	sees_not(s, MARK "1, ACU, due");
	/* Where nothing was in play there is no grade. */
	site_sql(s, "UPDATE edition SET percent = NULL WHERE number = 2");
	assert_int_equal(
	    site_get(s, &national, "/overview/csv?version=13.0"), 200);
	sees(s, "\"2\",\"0\",\"0\",\"0\",\"2\",\"1\",\"0\",\"0\",\"1\",\"1\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counted_by_type_and_grade),
		cmocka_unit_test(the_extract_of_a_day),
		cmocka_unit_test(the_extract_of_who_is_overdue),
		cmocka_unit_test(overdue_past_the_day),
		cmocka_unit_test(many_come_in_pages),
		cmocka_unit_test(versions_are_offered_once),
		cmocka_unit_test(a_search_of_ten_megabytes_is_refused),
		cmocka_unit_test(overdue_though_somebody_opened_late),
		cmocka_unit_test(counted_by_the_newest_edition),
	};

	return cmocka_run_group_tests_name(
	    "overview pages", tests, open_site, site_close);
}
