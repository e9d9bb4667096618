/* stood_pages_test.c - a year beside another organisation's: whose may read. */
#include "desk_pages.h"
#include "relation.h"

#define AT "/assessment/14.1/at"

/* Read the year of B as somebody of A: 200, or 404 as for what is nowhere. */
static void
reads(struct site *s, const struct visitor *v, bool may)
{
	assert_int_equal(site_get(s, v, AT), 200);
	if (may)
		sees(s, "<option value=\"MARKB1\">");
	else
		sees_not(s, "MARKB1");
	assert_int_equal(site_get(s, v, AT "?org=markb1"), may ? 200 : 404);
	if (may)
		sees(s, MARK " text");
	else
		sees_not(s, MARK);
}

static void
grant(struct site *s, int64_t org, int64_t person, enum role role)
{
	struct grant g = { .role = role, .person = person };
	struct unit u = by(org, 0, "test");

	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
}

static int64_t
viewer(struct site *s)
{
	return s->person[A][role_place(ROLE_VIEWER)];
}

static void
nobody_reads_what_is_not_theirs(void **state)
{
	struct site *s = *state;
	enum role role;
	unsigned i;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if (role != ROLE_NATIONAL && (role & ROLES_READ) != 0)
			reads(s, site_as(s, A, role), false);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), AT "?org=ZZZ99"), 404);
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), AT "?org=%27"), 404);
	/* One's own is no other. */
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_VIEWER), AT "?org=aaa01"), 200);
}

/* Each role in the other organisation: those that read an assessment there. */
static void
a_role_elsewhere_opens_it(void **state)
{
	struct site *s = *state;
	enum role role;
	unsigned i;

	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++) {
		if (role == ROLE_NATIONAL)
			continue;
		grant(s, s->org[B].id, viewer(s), role);
		reads(s, site_as(s, A, ROLE_VIEWER), (role & ROLES_READ) != 0);
		site_sql(s, arena_printf(s->arena,
				"DELETE FROM role_grant WHERE person_id = %lld "
				"AND org_id = %lld",
				(long long)viewer(s), (long long)s->org[B].id));
	}
	reads(s, site_as(s, A, ROLE_VIEWER), false);
}

static void
a_group_elsewhere_opens_it(void **state)
{
	struct site *s = *state;
	const char *name = MARK " group";
	const struct groups own = { &name, 1 };
	struct unit u = { .by = { .name = "", .source = "web" } };
	char token[SESSION_TOKEN_TEXT];
	struct visitor v;

	assert_int_equal(
	    session_begin(s->w->app.writer, &u, viewer(s), &own, token), OK);
	site_holds(s, &v, token);
	reads(s, &v, true);
	reads(s, site_as(s, A, ROLE_VIEWER), false);
}

static void
a_head_office_reads_its_sites(void **state)
{
	struct site *s = *state;
	struct relation rel = { .org = s->org[B].id,
		.name = s->org[B].name,
		.type = s->org[B].type,
		.parent = s->org[A].id };
	struct unit u = by(0, 0, "test");
	enum relation_fault fault;

	assert_int_equal(
	    relation_change(s->w->app.writer, &u, &rel, &fault), OK);
	reads(s, site_as(s, A, ROLE_ADMINISTRATOR), true);
	reads(s, site_as(s, A, ROLE_ASSESSOR), false);
	/* And not the other way round. */
	assert_int_equal(
	    site_get(s, site_as(s, B, ROLE_ADMINISTRATOR), AT "?org=AAA01"),
	    404);
	rel.parent = 0;
	u = by(0, 0, "test");
	assert_int_equal(
	    relation_change(s->w->app.writer, &u, &rel, &fault), OK);
	reads(s, site_as(s, A, ROLE_ADMINISTRATOR), false);
}

static void
the_other_side_is_shown_whole(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);

	/* The national role types the code of whichever it likes. */
	grant(s, 0, viewer(s), ROLE_NATIONAL);
	assert_int_equal(site_get(s, v, AT), 200);
	sees(s, "id=\"org\" name=\"org\" type=\"text\"");
	sees_not(s, MARK);
	assert_int_equal(site_get(s, v, AT "?org=MARKB1"), 200);
	sees(s, MARK " text");
	sees(s, "14.1 on ");
	sees(s, "<th class=\"nhsuk-table__header\" scope=\"col\">Evidence of ");
	sees(s, "id=\"r101\"");
	assert_int_equal(site_get(s, v, AT "?org=MARKB1&against=13.0"), 200);
	sees(s, ", 13.0 on ");
	/* They have answered the same, each with evidence of their own. */
	assert_int_equal(site_get(s, v, AT "?org=MARKB1&only=1"), 200);
	sees(s, "whose level differs: 0.");
	sees(s, "own text");
	sees(s, MARK " text");
	/* Beside itself nothing differs, whatever else is asked. */
	assert_int_equal(site_get(s, v, AT "?against=14.1&only=1"), 200);
	sees(s, "Nothing else differs either");
	sees_not(s, "id=\"r101\"");
	/* A year that the other has not opened is no address that is wrong. */
	assert_int_equal(site_get(s, v, AT "?org=CCC01&against=13.0"), 422);
	sees(s, "has opened no assessment of version 13.0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_reads_what_is_not_theirs),
		cmocka_unit_test(a_role_elsewhere_opens_it),
		cmocka_unit_test(a_group_elsewhere_opens_it),
		cmocka_unit_test(a_head_office_reads_its_sites),
		cmocka_unit_test(the_other_side_is_shown_whole),
	};

	return cmocka_run_group_tests_name(
	    "stood_pages", tests, site_open, site_close);
}
