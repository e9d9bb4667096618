/* org_pages_test.c - registering organisations, and how they stand together. */
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

static const char *
page_of(struct site *s, int o)
{
	return arena_printf(
	    s->arena, "/organisations/%lld", (long long)s->org[o].id);
}

static void
take_new(struct site *s, const char *code, struct sheet *f)
{
	static const char page[] = "/organisations/new";

	sheet_take(s, &national, page, page, f);
	sheet_set(f, s->arena, "code", code);
	sheet_set(f, s->arena, "name", "A New One");
	sheet_set(f, s->arena, "type", "CTP");
}

static void
registered_with_parent_purpose_and_commissioner(void **state)
{
	struct site *s = *state;
	struct sheet f;

	take_new(s, "new01", &f);
	sheet_set(&f, s->arena, "parent", "ccc01");
	sheet_set(&f, s->arena, "purpose", "contract");
	sheet_set(&f, s->arena, "commissioner", "AAA01");
	assert_int_equal(sheet_send(s, &national, &f), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM org o JOIN org p ON p.id = "
			   "o.parent_id JOIN commission c ON c.provider_id = "
			   "o.id WHERE o.code = 'NEW01' AND p.code = 'CCC01' "
			   "AND o.purpose = 2"),
	    1);
	assert_int_equal(site_get(s, &national, page_of(s, C)), 200);
	sees(s, "A New One");
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_COMMISSIONER), "/providers"), 200);
	sees(s, "A New One");
	sees(s, "Not started");
}

static void
the_list_says_what_each_is(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, &national, "/organisations"), 200);
	sees(s, "<td class=\"nhsuk-table__cell\">Acute Trust</td>");
	sees(s, "<td class=\"nhsuk-table__cell\">Commercial Third Party</td>");
	sees_not(s, "<td class=\"nhsuk-table__cell\"></td>");
}

static void
what_is_wrong_is_said_and_kept(void **state)
{
	struct site *s = *state;
	struct sheet f;

	take_new(s, "AAA01", &f);
	site_mark(s);
	assert_int_equal(sheet_send(s, &national, &f), 409);
	sees(s, "This code is taken by Own Trust");
	take_new(s, "NEW02", &f);
	sheet_set(&f, s->arena, "parent", "NOBODY");
	assert_int_equal(sheet_send(s, &national, &f), 422);
	sees(s, "Enter the code of an organisation that is registered here");
	sees(s, "value=\"NOBODY\"");
	/* All of it at once. */
	take_new(s, "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97", &f);
	sheet_set(&f, s->arena, "name", "");
	sheet_set(&f, s->arena, "parent", "NOBODY");
	assert_int_equal(sheet_send(s, &national, &f), 422);
	sees(s, "Enter a code of 3 to 10 letters A to Z and digits");
	sees(s, "#name");
	sees(s, "#parent");
	take_new(s, "NEW02", &f);
	sheet_set(&f, s->arena, "commissioner", "NOBODY");
	assert_int_equal(sheet_send(s, &national, &f), 422);
	sees(s, "#commissioner");
	assert_true(site_unchanged(s));
}

static void
no_loop_and_nothing_lost(void **state)
{
	struct site *s = *state;
	struct sheet f, stale;

	sheet_take(s, &national, page_of(s, A), page_of(s, A), &stale);
	sheet_take(s, &national, page_of(s, A), page_of(s, A), &f);
	sheet_set(&f, s->arena, "parent", "AAA01");
	assert_int_equal(sheet_send(s, &national, &f), 422);
	sees(s, "this one is the same, or is a part of it itself");
	sheet_set(&f, s->arena, "parent", "");
	sheet_set(&f, s->arena, "name", "Own Trust, Renamed");
	assert_int_equal(sheet_send(s, &national, &f), 303);
	/* Somebody else had the form open meanwhile. */
	sheet_set(&stale, s->arena, "name", "Typed with care");
	assert_int_equal(sheet_send(s, &national, &stale), 409);
	sees(s, "Somebody else changed this meanwhile");
	sees(s, "Typed with care");
	assert_int_equal(site_get(s, NULL, "/public?q=renamed"), 200);
	sees(s, "AAA01");
}

/* In mid-year: what is open stays as it is, and the page says so. */
static void
another_type_in_mid_year(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);
	struct sheet f;

	sheet_take(s, &national, page_of(s, A), page_of(s, A), &f);
	sees(s, "It keeps the requirements that it was opened with");
	sheet_set(&f, s->arena, "type", "CTP");
	assert_int_equal(sheet_send(s, &national, &f), 303);
	assert_int_equal(
	    site_get(s, &national, site_header(s, "Location")), 200);
	sees(s, "Commercial Third Party");
	sees(s, "The assessment 14.1 that is open asks the requirements of: "
		"Acute Trust");
	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/requirement/101"), 200);
	sees(s, "own text");
	assert_int_equal(site_get(s, v, "/assessment/14.1"), 200);
}

/* Whose part it is has no say in what it is asked, and answered. */
static void
another_parent_in_mid_year(void **state)
{
	static const char kept[] =
	    "SELECT count(*) * 1000000 + SUM(level) * 1000 + SUM(edition) FROM "
	    "answer n JOIN org o ON o.id = n.org_id WHERE o.code = 'CCC01'";
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_ASSESSOR);
	int64_t before = site_number(s, kept);
	struct sheet f;

	sheet_take(s, &national, page_of(s, C), page_of(s, C), &f);
	sheet_set(&f, s->arena, "parent", "AAA01");
	assert_int_equal(sheet_send(s, &national, &f), 303);
	assert_int_equal(site_get(s, v, "/assessment/14.1"), 200);
	assert_int_equal(site_number(s, kept), before);
	/* The parent's people see no more of it than before. */
	assert_int_equal(site_get(s, site_as(s, A, ROLE_ASSESSOR),
			     arena_printf(s->arena, "/organisations/%lld",
				 (long long)s->org[C].id)),
	    403);
}

static void
a_type_without_a_set_says_what_to_do(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_ADMINISTRATOR);

	site_sql(s, "UPDATE org SET type = 'OLD' WHERE code = 'CCC01'");
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees(s, "no set of requirements is loaded for this type");
	assert_int_equal(site_post(s, v, "/assessment", "version=14.1"), 404);
	/* The year that was opened before goes on. */
	assert_int_equal(site_get(s, v, "/assessment/14.1"), 200);
	assert_int_equal(site_get(s, site_as(s, C, ROLE_VIEWER), "/home"), 200);
	sees_not(s, "no set of requirements");
	site_sql(s, "UPDATE org SET type = 'CTP' WHERE code = 'CCC01'");
}

/* A newer revision in mid-year: the year keeps the one that it has. */
static void
another_revision_in_mid_year(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_ASSESSOR);
	struct unit u = { .by = { 0, "test", "cli" } };
	struct catalogue c;
	int64_t pack;

	assert_int_equal(
	    catalogue_find(s->w->app.writer, "14.1", "CTP", &pack), OK);
	assert_int_equal(
	    catalogue_read(s->w->app.writer, s->arena, pack, &c), OK);
	c.revision++;
	c.requirements.v++;
	c.requirements.n--;
	memset(c.digest, 77, sizeof(c.digest));
	assert_int_equal(catalogue_store(s->w->app.writer, &u, &c), OK);
	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/requirement/114"), 200);
	sees(s, "own text");
}

static void
commissioned_once_and_no_more(void **state)
{
	struct site *s = *state;
	const char *add =
	    arena_printf(s->arena, "%s/commissioners", page_of(s, C));
	const char *end =
	    arena_printf(s->arena, "%s/%lld/end", add, (long long)s->org[A].id);

	assert_int_equal(
	    site_post(s, &national, add, "commissioner=aaa01"), 409);
	sees(s, "This organisation commissions it already");
	assert_int_equal(
	    site_post(s, &national, add, "commissioner=CCC01"), 422);
	sees(s, "none commissions itself");
	assert_int_equal(
	    site_post(s, &national, add, "commissioner=NOBODY"), 422);
	assert_int_equal(site_post(s, &national, end, ""), 303);
	assert_int_equal(site_post(s, &national, end, ""), 404);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_COMMISSIONER), "/providers"), 200);
	sees_not(s, "CCC01");
	assert_int_equal(site_get(s, &national, "/audit?installation=1"), 200);
	sees(s, "Said that AAA01 commissions CCC01 no more");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    registered_with_parent_purpose_and_commissioner),
		cmocka_unit_test(the_list_says_what_each_is),
		cmocka_unit_test(what_is_wrong_is_said_and_kept),
		cmocka_unit_test(no_loop_and_nothing_lost),
		cmocka_unit_test(another_type_in_mid_year),
		cmocka_unit_test(another_parent_in_mid_year),
		cmocka_unit_test(a_type_without_a_set_says_what_to_do),
		cmocka_unit_test(another_revision_in_mid_year),
		cmocka_unit_test(commissioned_once_and_no_more),
	};

	return cmocka_run_group_tests_name(
	    "organisation pages", tests, open_site, site_close);
}
