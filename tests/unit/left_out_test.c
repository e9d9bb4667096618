/* left_out_test.c - pages of a year of which nothing is in play. */
#include "markup.h"

#define YEAR "/assessment/14.1"

/* All of C's requirements are exempt: nothing has to be answered. */
static int
open_exempt(void **state)
{
	struct assessment a;
	struct catalogue c;
	struct site *s;
	struct db *db;
	int64_t pack;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	db = s->w->app.writer;
	site_sql(s, "INSERT INTO exemption (id, org_id, "
		    "org_type, version, number, reason, granted_at) SELECT "
		    "NULL, NULL, 'CTP', '14.1', "
		    "number, 'Closed', 0 FROM requirement GROUP BY number");
	assert_int_equal(catalogue_find(db, "14.1", "CTP", &pack), OK);
	assert_int_equal(catalogue_read(db, s->arena, pack, &c), OK);
	assert_int_equal(
	    assessment_find(db, s->arena, s->org[C].id, "14.1", &a), OK);
	set_duties(s, C, &a, &c);
	return 0;
}

static const struct visitor *
signer(struct site *s)
{
	return site_as(s, C, ROLE_ADMINISTRATOR);
}

/* The page says so, and gives no grade of the set. */
static void
says_not_applicable(struct site *s, const char *path, const char *says)
{
	assert_int_equal(site_get(s, signer(s), path), 200);
	assert_true(shows(s->w, says));
	assert_false(shows(s->w, "0%"));
	assert_false(shows(s->w, "below level"));
	assert_false(shows(s->w, ">Satisfactory"));
	assert_false(shows(s->w, " Satisfactory"));
}

static void
no_page_gives_a_grade(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, signer(s), YEAR), 200);
	assert_true(shows(s->w, "<b>not applicable</b> Nothing is in play."));
	assert_false(shows(s->w, "Satisfactory"));
	assert_true(shows(s->w, "<b>17</b> at level 2 or above, or left out"));
	assert_true(shows(s->w, "<b>0</b> not started"));
	assert_int_equal(site_get(s, signer(s), YEAR "/score"), 200);
	assert_true(shows(s->w, "so there is no score: not applicable"));
	assert_false(shows(s->w, "Satisfactory"));
	says_not_applicable(
	    s, YEAR "/publish", "Not applicable: nothing is in play");
}

static void
it_is_published_as_not_applicable(void **state)
{
	struct site *s = *state;
	char token[64];
	struct sheet f;

	assert_int_equal(site_get(s, signer(s), YEAR "/readiness"), 200);
	assert_true(shows(s->w, "Nothing is in the way."));
	sheet_take(s, signer(s), YEAR "/publish", YEAR "/publish", &f);
	sheet_set(&f, s->arena, "accept", "1");
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, signer(s), &f), 303);
	cookie_set(s->w, "__Host-igtk", token);
	site_holds(s, site_as(s, C, ROLE_ADMINISTRATOR), token);
	says_not_applicable(
	    s, YEAR "/publication", "Not applicable: nothing is in play");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_page_gives_a_grade),
		cmocka_unit_test(it_is_published_as_not_applicable),
	};

	return cmocka_run_group_tests_name(
	    "left_out", tests, open_exempt, site_close);
}
