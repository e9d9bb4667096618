/* public_private_test.c - no route for everybody shows what is private. */
#include "desk_pages.h"
#include "edition.h"
#include "route.h"
#include "signing.h"

/*
 * What everybody may see.  Each text of every other table is private, also of
 * tables that are still to come.
 */
#define OPEN_TABLES                                                            \
	"'org', 'pack', 'pack_duty', 'initiative', 'origin', 'requirement', "  \
	"'requirement_origin', 'criterion', 'expectation', 'library', "        \
	"'library_entry', 'library_link', 'edition', 'edition_level', "        \
	"'edition_signature', 'assessment', 'signing_key'"

/* Run what a query gives, a statement in each row; how many rows changed. */
static int
run_each(struct site *s, const char *query)
{
	sqlite3_stmt *st;
	int before = sqlite3_total_changes(s->raw);

	assert_int_equal(
	    sqlite3_prepare_v2(s->raw, query, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		site_sql(s, arena_text(s->arena,
				(const char *)sqlite3_column_text(st, 0)));
	sqlite3_finalize(st);
	return sqlite3_total_changes(s->raw) - before;
}

/* A marker in every text that is private, where its rules allow one. */
static void
plant(struct site *s)
{
	static const char *const must[] = { "person WHERE name",
		"evidence WHERE title", "evidence WHERE reference",
		"answer WHERE plan", "answer WHERE owner",
		"answer_criterion WHERE comment", "staff WHERE last_name",
		"stage WHERE by_name", "publication WHERE published_name",
		"publication WHERE duties", "edition_review WHERE reason" };
	size_t i;

	run_each(s, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema "
		    "WHERE type = 'trigger'");
	assert_true(
	    run_each(s,
		"SELECT 'UPDATE OR IGNORE ' || m.name || ' SET ' || p.name || "
		"' = ''PRIVATE-' || m.name || '-' || p.name || '-'' || ' || "
		"CASE WHEN m.sql LIKE '%WITHOUT ROWID%' THEN '''''' "
		"ELSE 'rowid' END FROM sqlite_schema m, "
		"pragma_table_info(m.name) p WHERE m.type = 'table' AND "
		"p.type = 'TEXT' AND p.name <> 'change_reason' AND "
		"m.name NOT IN (" OPEN_TABLES ")") > 200);
	for (i = 0; i < COUNT(must); i++)
		if (site_number(s, arena_printf(s->arena,
				       "SELECT count(*) FROM %s LIKE "
				       "'PRIVATE-%%'",
				       must[i])) == 0)
			fail_msg("no marker in %s", must[i]);
}

/* The publication of A is signed and reviewed. */
static void
sign_and_review(struct site *s)
{
	const char *keys = arena_printf(s->arena, "%s/keys-of-test", s->w->dir);
	struct unit u = by(0, 0, "test");
	struct edition_review review = { .outcome = REVIEW_PASSED,
		.grade = GRADE_SATISFACTORY,
		.reason = "A reason",
		.change = "Levels were lower" };
	struct signing_key k;
	struct edition x;

	assert_int_equal(signing_new(s->w->app.writer, &u, keys, &k), OK);
	assert_int_equal(edition_read(s->w->app.reader, s->arena, s->org[A].id,
			     "13.0", STAGE_FINAL, 0, &x),
	    OK);
	u = by(s->org[A].id, 0, "test");
	assert_int_equal(
	    bundle_sign(s->w->app.writer, &u, s->arena, keys, &x), OK);
	unlink(arena_printf(s->arena, "%s/%s.key", keys, k.id));
	rmdir(keys);
	u = by(s->org[A].id, s->person[A][0], "test");
	review.edition = &x;
	assert_int_equal(edition_review_add(s->w->app.writer, &u, &review), OK);
	assert_int_equal(edition_review_add(s->w->app.writer, &u, &review), OK);
}

/* The pattern with something that is there for each :name. */
static const char *
address(struct site *s, const char *pattern)
{
	static const char *const names[][2] = { { ":organisation", "AAA01" },
		{ ":version", "13.0" }, { ":edition", "1" },
		{ ":set", "ACU-14.1-1" }, { ":number", "101" },
		{ ":source", "dpa-1998" } };
	const char *at;
	size_t i;

	while ((at = strchr(pattern, ':')) != NULL) {
		size_t n = strcspn(at, "/");

		for (i = 0; i < COUNT(names); i++)
			if (strlen(names[i][0]) == n &&
			    strncmp(at, names[i][0], n) == 0)
				break;
		if (i == COUNT(names))
			fail_msg("nothing is known for %s", at);
		pattern = arena_printf(s->arena, "%.*s%s%s",
		    (int)(at - pattern), pattern, names[i][1], at + n);
	}
	return pattern;
}

static void
look(struct site *s, const char *uri)
{
	if (site_get(s, NULL, uri) != 200)
		fail_msg("%s: %d", uri, s->w->reply.status);
	sees_not(s, "PRIVATE");
	assert_null(strstr(buf_text(&s->w->reply.head), "PRIVATE"));
}

static void
no_public_route_shows_a_private_text(void **state)
{
	static const char *const searched[] = { "/public?q=", "/public?q=aaa01",
		"/public?type=ACU", "/public/json?q=", "/public/csv?q=aaa",
		"/library?q=data", "/public/CCC01", "/public/CCC01/json",
		"/public/CCC01/csv" };
	struct site *s = *state;
	size_t i, n = 0;

	sign_and_review(s);
	plant(s);
	for (i = 0; i < routes_n; i++)
		if (route_public(&routes[i])) {
			look(s, address(s, routes[i].pattern));
			n++;
		}
	assert_true(n >= 17);
	for (i = 0; i < COUNT(searched); i++)
		look(s, searched[i]);
	/* They were not empty. */
	assert_int_equal(site_get(s, NULL, "/public/AAA01/13.0"), 200);
	sees(s, "the signed file");
	sees(s, "with igtk-verify");
	sees_not(s, "no file of it");
	assert_int_equal(site_get(s, NULL, "/public/AAA01/json"), 200);
	sees(s, "\"reviewed_grade\":\"satisfactory\"");
	sees(s, "\"reviewed_reason\":\"Levels were lower\"");
	assert_int_equal(site_get(s, NULL, "/public/keys"), 200);
	sees(s, "igtk-ed25519 ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_public_route_shows_a_private_text),
	};

	return cmocka_run_group_tests_name(
	    "public_private", tests, site_open, site_close);
}
