/* batch_pages_test.c - a head office on its pages: sites, batches, acts. */
#include "batch_desk.h"

/* The page that the last form led to. */
static void
told(struct site *s, const char *says)
{
	assert_int_equal(
	    site_get(s, admin(s), site_header(s, "Location")), 200);
	sees(s, "notification-banner");
	sees(s, says);
}

static void
sites_are_listed_in_pages_with_their_states(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, admin(s), "/home"), 200);
	sees(s, "href=\"/sites\"");
	assert_int_equal(site_get(s, admin(s), "/sites"), 200);
	sees(s, "Sites by code (60)");
	sees(s, "P049");
	sees_not(s, "P050");
	sees(s, "page=2");
	assert_int_equal(site_get(s, admin(s), "/sites?page=2"), 200);
	sees(s, "P050");
	assert_int_equal(
	    site_get(s, admin(s), "/sites?q=pharmacy+17&state=not-started"),
	    200);
	sees(s, "Sites by code (1)");
	assert_int_equal(site_get(s, admin(s), "/sites?state=late"), 200);
	sees(s, "No site was found");
	assert_int_equal(site_get(s, admin(s), "/sites/csv"), 200);
	sees(s, "\"P059\",\"Pharmacy 59\",\"CTP\",\"14.1\",\"Not started\"");
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_ADMINISTRATOR), "/sites"), 200);
	sees(s, "No organisation is recorded as a part");
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_ADMINISTRATOR), "/home"), 200);
	sees_not(s, "href=\"/sites\"");
}

/* Each leads only to what whoever asks may open. */
static void
a_site_leads_to_what_may_be_opened(void **state)
{
	struct site *s = *state;
	const char *organisation = arena_printf(s->arena, "/organisations/%lld",
	    (long long)site_number(
		s, "SELECT id FROM org WHERE code = 'P001'"));
	struct visitor v;
	struct sheet f;

	assert_int_equal(site_get(s, admin(s), "/sites?q=P001"), 200);
	sees_not(s, "/public/P001");
	sees_not(s, organisation);
	sees_not(s, "Work here");
	/* Something is public, and whoever asks has a role there. */
	site_sql(s, "UPDATE org SET parent_id = (SELECT id FROM org WHERE code "
		    "= 'CCC01') WHERE code = 'AAA01'");
	site_sql(s, "INSERT INTO role_grant (id, org_id, person_id, role, "
		    "granted_at) SELECT -1, o.id, p.id, 1, 1 FROM org o, "
		    "person p WHERE o.code = 'AAA01' AND "
		    "p.user_name = 'c-administrator'");
	assert_int_equal(site_get(s, admin(s), "/sites?q=AAA01"), 200);
	sees(s, "href=\"/public/AAA01\"");
	assert_int_equal(site_get(s, admin(s), "/public/AAA01"), 200);
	sheet_take(s, admin(s), "/sites?q=AAA01", "/organisation", &f);
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	/* The national role has a page of each, and may work everywhere. */
	site_visit(s, s->national, &v);
	site_move(s, &v, s->national, s->org[C].id);
	assert_int_equal(site_get(s, &v, "/sites?q=P001"), 200);
	sees(s, arena_printf(s->arena, "href=\"%s\"", organisation));
	sees(s, "Work here");
	assert_int_equal(site_get(s, &v, organisation), 200);
}

static void
answered_undone_and_answered_again(void **state)
{
	struct site *s = *state;

	assert_int_equal(make_one(s, ""), 303);
	assert_int_equal(sites_in(s, 0, 0), PARTS);
	assert_int_equal(site_get(s, admin(s), page_of(s, "/check")), 200);
	sees(s, "60 sites were looked at: 0 cannot be answered, 0 would keep");
	sees(s, "is not complete");
	assert_int_equal(act(s, "answer"), 303);
	assert_int_equal(sites_in(s, 1, 0), PARTS);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM audit WHERE "
			   "action = 'batch.answer' AND source = 'web'"),
	    PARTS);
	assert_int_equal(site_get(s, admin(s), page_of(s, "")), 200);
	sees(s, "0 chosen, 60 answered");
	assert_int_equal(act(s, "undo"), 303);
	assert_int_equal(sites_in(s, 2, 0), PARTS);
	assert_int_equal(change(s, "add", "p001, P002"), 303);
	assert_int_equal(act(s, "answer"), 303);
	assert_int_equal(sites_in(s, 1, 0), 2);
}

static void
what_is_wrong_with_a_new_one_is_said_and_kept(void **state)
{
	struct site *s = *state;
	static const char page[] = "/sites/batch/new";
	struct sheet f;

	site_mark(s);
	assert_int_equal(make_one(s, "P001 NOBODY AAA01"), 422);
	sees(s, "they are no sites of CCC01: AAA01, NOBODY");
	sees(s, ">P001 NOBODY AAA01</textarea>");
	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "version", "13.0");
	sheet_set(&f, s->arena, "owner", "kept owner");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "No set of requirements is loaded for this version and type");
	sees(s, "value=\"kept owner\"");
	sheet_take(s, site_as(s, A, ROLE_ADMINISTRATOR), page, page, &f);
	sheet_set(&f, s->arena, "version", "14.1");
	assert_int_equal(
	    sheet_send(s, site_as(s, A, ROLE_ADMINISTRATOR), &f), 422);
	sees(s, "There is no site of this type; select another type");
	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "version", "99");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "version", "14.1");
	sheet_set(&f, s->arena, "numbers", "999");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Choose requirements of this set");
	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "version", "14.1");
	sheet_set(&f, s->arena, "source", "AAA01");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "href=\"#source\"");
	assert_true(site_unchanged(s));
}

static void
rubbish_and_ten_thousand_codes(void **state)
{
	struct site *s = *state;
	struct buf b = { 0 };
	int i;

	for (i = 0; i <= 10000; i++)
		buf_printf(&b, "X%05d\n", i);
	assert_int_equal(make_one(s, buf_text(&b)), 422);
	sees(s, "Paste 10,000 codes or fewer");
	buf_reset(&b);
	for (i = 0; i < 10000; i++)
		buf_printf(&b, "X%05d\n", i);
	assert_int_equal(make_one(s, buf_text(&b)), 422);
	sees(s, "X00019 and 9980 more");
	buf_clear(&b);
	assert_int_equal(make_one(s, "<b>&\"';--"), 422);
	sees(s, "&lt;B&gt;&amp;");
}

static void
sites_are_left_out_and_undone_one_by_one(void **state)
{
	struct site *s = *state;
	const char *page;
	struct sheet f;

	assert_int_equal(make_one(s, "P001 P002"), 303);
	assert_int_equal(change(s, "exclude", "P001 P003"), 422);
	sees(s, "they are not in this batch: P003");
	assert_int_equal(change(s, "exclude", ""), 422);
	assert_int_equal(act(s, "answer"), 303);
	assert_int_equal(change(s, "exclude", "P002"), 303);
	assert_int_equal(sites_in(s, 1, 1), 1);
	page = arena_printf(s->arena, "%s/%lld", page_of(s, "/site"),
	    (long long)site_number(
		s, "SELECT id FROM org WHERE code = 'P002'"));
	assert_int_equal(site_get(s, admin(s), page), 200);
	sees(s, "Excluded");
	sheet_take(s, admin(s), page, page_of(s, "/act"), &f);
	sheet_set(&f, s->arena, "do", "undo");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(sites_in(s, 2, 1), 1);
	assert_int_equal(sites_in(s, 1, 0), 1);
	assert_int_equal(site_get(s, admin(s), page), 200);
	sees(s, " undone</th>");
	page = arena_printf(s->arena, "%s/%lld", page_of(s, "/site"),
	    (long long)site_number(
		s, "SELECT id FROM org WHERE code = 'P005'"));
	assert_int_equal(site_get(s, admin(s), page), 404);
}

static void
taking_answers_back_asks_to_be_sure(void **state)
{
	struct site *s = *state;
	struct sheet f;

	assert_int_equal(make_one(s, "P001"), 303);
	assert_int_equal(act(s, "answer"), 303);
	sheet_take(s, admin(s), page_of(s, ""), page_of(s, "/act"), &f);
	sheet_set(&f, s->arena, "do", "undo");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Tick that the answers are to be taken back");
	assert_int_equal(sites_in(s, 1, 0), 1);
}

static void
what_broke_off_goes_on_or_is_given_up(void **state)
{
	struct site *s = *state;

	assert_int_equal(make_one(s, "P001 P002 P003"), 303);
	/* as a worker leaves it that was killed after the first of them */
	site_sql(s, "UPDATE batch SET act = 1, act_at = 1, act_name = "
		    "'c-administrator', act_sites = 3 "
		    "WHERE id = (SELECT MAX(id) FROM batch)");
	site_sql(s, "UPDATE batch_site SET waits = 1 WHERE batch_id = (SELECT "
		    "MAX(id) FROM batch) AND site_id IN (SELECT id FROM org "
		    "WHERE code IN ('P002', 'P003'))");
	assert_int_equal(site_get(s, admin(s), page_of(s, "")), 200);
	sees(s, "1 of 3 sites are done");
	assert_int_equal(act(s, "undo"), 409);
	sees(s, "Somebody has begun something else");
	assert_int_equal(site_get(s, admin(s), page_of(s, "?stopped=1")), 200);
	sees_not(s, "notification-banner");
	assert_int_equal(act(s, "go"), 303);
	assert_int_equal(sites_in(s, 1, 0), 2);
	assert_int_equal(sites_in(s, 0, 0), 1);
	site_sql(s, "UPDATE batch_site SET waits = 1 WHERE batch_id = (SELECT "
		    "MAX(id) FROM batch) AND state = 0");
	assert_int_equal(site_get(s, admin(s), page_of(s, "?done=1")), 200);
	sees_not(s, "notification-banner");
	assert_int_equal(act(s, "stop"), 303);
	told(s, ">What was left was given up. ");
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM batch_site WHERE waits <> 0"),
	    0);
}

static void
what_was_done_is_said(void **state)
{
	struct site *s = *state;

	assert_int_equal(make_one(s, "P001 P002"), 303);
	/* Nothing was: no address can claim it. */
	assert_int_equal(site_get(s, admin(s), page_of(s, "?done=1")), 200);
	sees_not(s, "notification-banner");
	assert_int_equal(act(s, "answer"), 303);
	told(s, ">Answered at 2 sites<");
	sees(s, "banner--success");
	assert_int_equal(site_get(s, admin(s), page_of(s, "")), 200);
	sees_not(s, "notification-banner");
	assert_int_equal(change(s, "exclude", "P002"), 303);
	told(s, ">The sites were left out. ");
	assert_int_equal(act(s, "undo"), 303);
	told(s, ">The answers were taken back at 2 sites<");
	assert_int_equal(change(s, "add", "P001 P003"), 303);
	told(s, ">The sites are in the batch<");
	assert_int_equal(act(s, "answer"), 303);
	told(s, ">Answered at 2 sites<");
}

/* As the records say, and not only that it came to its end. */
static void
what_was_not_done_is_said(void **state)
{
	struct site *s = *state;

	assert_int_equal(make_one(s, "P001 P002"), 303);
	site_sql(s, "UPDATE org SET parent_id = NULL WHERE code = 'P002'");
	assert_int_equal(act(s, "answer"), 303);
	told(s, ">Answered at 1 site. At 1 site it was not done: the list");
	sees_not(s, "banner--success");
	assert_int_equal(act(s, "answer"), 303);
	told(s, ">It was not done at 1 site: the list says why<");
	sees_not(s, "banner--success");
}

static void
foreign_batches_are_not_there(void **state)
{
	static const char *const below[] = { "", "/check", "/csv", "/publish" };
	struct site *s = *state;
	size_t i;

	assert_int_equal(make_one(s, "P001"), 303);
	for (i = 0; i < COUNT(below); i++)
		assert_int_equal(site_get(s, site_as(s, A, ROLE_ADMINISTRATOR),
				     page_of(s, below[i])),
		    404);
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_ASSESSOR), page_of(s, "")), 403);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		with_sites(sites_are_listed_in_pages_with_their_states),
		with_sites(a_site_leads_to_what_may_be_opened),
		with_sites(answered_undone_and_answered_again),
		with_sites(what_is_wrong_with_a_new_one_is_said_and_kept),
		with_sites(rubbish_and_ten_thousand_codes),
		with_sites(sites_are_left_out_and_undone_one_by_one),
		with_sites(taking_answers_back_asks_to_be_sure),
		with_sites(what_broke_off_goes_on_or_is_given_up),
		with_sites(what_was_done_is_said),
		with_sites(what_was_not_done_is_said),
		with_sites(foreign_batches_are_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
