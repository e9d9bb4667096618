/* public_editions_test.c - what was published once more, as anybody sees it. */
#include "desk_pages.h"
#include "edition.h"
#include "signing.h"

#define ORG "/public/AAA01"

static int
ask(struct site *s, const char *uri)
{
	return site_get(s, NULL, uri);
}

static int64_t
percent_of(struct site *s)
{
	return site_number(s, "SELECT p.percent FROM publication p JOIN org o "
			      "ON o.id = p.org_id WHERE o.code = 'AAA01'");
}

static void
what_nobody_signed_says_so(void **state)
{
	struct site *s = *state;

	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees(s, "not signed, so there is no file of it");
	sees(s, "can be checked by nobody but this service");
	sees_not(s, "with igtk-verify");
	assert_int_equal(ask(s, ORG "/13.0/bundle/1"), 404);
	sees(s, "There is no signed file of this");
	assert_int_equal(ask(s, ORG "/13.0/bundle/2"), 404);
	sees_not(s, "There is no signed file of this");
}

/* Both editions, why, and what is different. */
static void
both_editions_stay_visible(void **state)
{
	struct site *s = *state;
	struct edition_new n = { .stage = STAGE_FINAL,
		.statement = "We say so.",
		.reason = "A level <b>was</b> wrong",
		.on = today() };
	struct db *db = s->w->app.writer;
	struct unit u = by(s->org[A].id, s->person[A][0], "test");
	struct standing *v;
	struct assessment a;
	struct catalogue c;
	struct edition x;

	assert_int_equal(
	    assessment_find(db, s->arena, s->org[A].id, "13.0", &a), OK);
	assert_int_equal(catalogue_read(db, s->arena, a.pack, &c), OK);
	assert_int_equal(assessment_standings(db, s->arena, &a, &c, &v), OK);
	assert_int_equal(edition_read(db, s->arena, s->org[A].id, "13.0",
			     STAGE_FINAL, 0, &x),
	    OK);
	n.org = &s->org[A];
	n.assessment = &a;
	n.catalogue = &c;
	n.standings = v;
	v[0].level = 1;
	assert_int_equal(edition_supersede(db, &u, &n, &x), OK);
	assert_int_equal(ask(s, ORG), 200);
	sees(s, "Superseded");
	sees(s, "A level &lt;b&gt;was&lt;/b&gt; wrong");
	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees(s, "Edition 2 supersedes the one before");
	sees(s, ": from 2 to 1");
	sees(s, "edition 1");
	sees_not(s, "is superseded");
	assert_int_equal(ask(s, "/public?q=aaa01"), 200);
	sees(s, "supersedes an earlier edition");
}

/* Each edition has an address; only the newest is without a warning. */
static void
a_superseded_edition_can_be_looked_at(void **state)
{
	static const char *const none[] = { "0", "3", "01", "1.0", "x", "-1",
		"99999999999999999999", "999999999999999999999999999" };
	struct site *s = *state;
	size_t i;

	assert_int_equal(ask(s, ORG), 200);
	sees(s, "href=\"" ORG "/13.0?edition=1\">13.0 Final, edition 1<");
	sees(s, "href=\"" ORG "/13.0\">13.0 Final, edition 2<");
	assert_int_equal(ask(s, ORG "/13.0?edition=1"), 200);
	sees(s, "Edition 1 is superseded");
	sees(s, "Edition 2 took its place on");
	sees(s, "href=\"" ORG "/13.0\">Edition 2 is what counts now<");
	sees(s, arena_printf(s->arena, "%lld%%, ", (long long)percent_of(s)));
	sees(s, ": from 2 to 1");
	sees(s, "href=\"" ORG "/13.0/csv?edition=1\"");
	assert_int_equal(ask(s, ORG "/13.0/csv?edition=1"), 200);
	sees(s, "\"Final\",\"1\",\"101\",");
	sees_not(s, "\"Final\",\"2\",");
	assert_int_equal(ask(s, ORG "/13.0?edition=2"), 200);
	sees_not(s, "is superseded");
	assert_int_equal(ask(s, ORG "/13.0/csv"), 200);
	sees(s, "\"Final\",\"2\",\"101\",");
	for (i = 0; i < COUNT(none); i++) {
		assert_int_equal(ask(s, arena_printf(s->arena,
					    ORG "/13.0?edition=%s", none[i])),
		    404);
		assert_int_equal(
		    ask(s, arena_printf(
			       s->arena, ORG "/13.0/csv?edition=%s", none[i])),
		    404);
	}
	assert_int_equal(ask(s, ORG "/13.0?other=1"), 400);
}

/* Its row leads to its own figures, whatever was published since. */
static void
a_stage_has_an_address_of_its_own(void **state)
{
	static const char *const none[] = { "?stage=update", "?stage=x",
		"/csv?stage=update", "?stage=baseline&edition=2" };
	struct site *s = *state;
	size_t i;

	assert_int_equal(ask(s, ORG), 200);
	sees(s, "href=\"" ORG "/13.0?stage=baseline\">13.0 Baseline<");
	site_sql(s, "DROP TRIGGER edition_stays; UPDATE edition SET percent = "
		    "7 WHERE stage = 1");
	assert_int_equal(ask(s, ORG "/13.0?stage=baseline"), 200);
	sees(s, "Baseline, submitted on ");
	sees(s, "<br>7%, ");
	sees(s, "href=\"" ORG "/13.0\">what counts now<");
	sees_not(s, "The year is not published yet.");
	sees_not(s, "Check it yourself");
	sees(s, "href=\"" ORG "/13.0/csv?stage=baseline\"");
	assert_int_equal(ask(s, ORG "/13.0/csv?stage=baseline"), 200);
	sees(s, "\"AAA01\",\"13.0\",\"Baseline\",\"1\",\"101\",");
	assert_string_equal(site_header(s, "Content-Disposition"),
	    "attachment; filename=\"AAA01-13.0-baseline.csv\"");
	for (i = 0; i < COUNT(none); i++)
		assert_int_equal(
		    ask(s, arena_printf(s->arena, ORG "/13.0%s", none[i])),
		    404);
}

/* The key was revoked: that it was signed is not denied. */
static void
a_signature_is_withdrawn_with_its_key(void **state)
{
	struct site *s = *state;
	const char *keys = arena_printf(s->arena, "%s/keys-of-test", s->w->dir);
	struct db *db = s->w->app.writer;
	struct unit u = by(0, 0, "test"), of = by(s->org[A].id, 0, "test");
	struct signing_key k;
	struct edition x;

	assert_int_equal(signing_new(db, &u, keys, &k), OK);
	assert_int_equal(edition_read(s->w->app.reader, s->arena, s->org[A].id,
			     "13.0", STAGE_FINAL, 1, &x),
	    OK);
	assert_int_equal(bundle_sign(db, &of, s->arena, keys, &x), OK);
	unlink(arena_printf(s->arena, "%s/%s.key", keys, k.id));
	rmdir(keys);
	assert_int_equal(ask(s, ORG "/13.0/bundle/1"), 200);
	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees_not(s, "withdrawn");
	assert_int_equal(signing_revoke(db, &u, k.id, "Lost"), OK);
	assert_int_equal(ask(s, ORG "/13.0/bundle/1"), 404);
	assert_int_equal(ask(s, ORG "/13.0"), 200);
	sees(s, "its signature was withdrawn with the key");
	sees_not(s, "the signed file");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_signed_says_so),
		cmocka_unit_test(both_editions_stay_visible),
		cmocka_unit_test(a_superseded_edition_can_be_looked_at),
		cmocka_unit_test(a_stage_has_an_address_of_its_own),
		cmocka_unit_test(a_signature_is_withdrawn_with_its_key),
	};

	return cmocka_run_group_tests_name(
	    "public_editions", tests, site_open, site_close);
}
