/* catalogue_pages_test.c - the catalogue, change notices and the library. */
#include "desk_pages.h"

static void
the_sets_are_listed_for_everybody(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, NULL, "/catalogue"), 200);
	sees(s, "href=\"/catalogue/ACU-14.1-1\"");
	sees(s, "href=\"/catalogue/CTP-14.1-1\"");
	sees(s, "From memory");
	sees(s, "Confirmed");
	sees_not(s, "This set is a reconstruction");
	sees_not(s, "href=\"/catalogue/load\"");
	assert_int_equal(site_get(s, NULL, "/catalogue/ACU-14.1-1"), 200);
	sees(s, "45 requirements for Acute Trust");
	sees(s, "href=\"/catalogue/ACU-14.1-1/requirement/604\"");
}

static void
a_reconstruction_says_so_first(void **state)
{
	struct site *s = *state;

	load_pack(s, "igt-14.1-DEN.json", NULL);
	assert_int_equal(site_get(s, NULL, "/catalogue"), 200);
	sees(s, "This set is a reconstruction");
	assert_int_equal(site_get(s, NULL, "/catalogue/DEN-14.1-1"), 200);
	sees(s, "This set is a reconstruction.");
	assert_int_equal(
	    site_get(s, NULL, "/catalogue/DEN-14.1-1/requirement/114"), 200);
	sees(s, "This set is a reconstruction.");
	sees(s, "<dd class=\"nhsuk-summary-list__value\">Reconstructed</dd>");
}

static void
a_requirement_and_its_sources_lead_to_each_other(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);

	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/requirement/603"), 200);
	sees(s, "href=\"/library/foia-2000\"");
	assert_int_equal(site_get(s, v, "/library"), 200);
	sees(s, "href=\"/library/foia-2000\"");
	assert_int_equal(site_get(s, v, "/library/foia-2000"), 200);
	sees(s, "Freedom of Information Act 2000");
	sees(s, "(your type)");
	sees(s, "href=\"/catalogue/ACU-15.0-1/requirement/603\"");
	assert_int_equal(
	    site_get(s, v, "/catalogue/ACU-15.0-1/requirement/603"), 200);
	sees(s, "href=\"/library/foia-2000\"");
}

static void
what_is_not_there(void **state)
{
	static const char *const no[] = { "/catalogue/ACU", "/catalogue/-",
		"/catalogue/--", "/catalogue/ACU-14.1", "/catalogue/ACU-14.1-0",
		"/catalogue/ACU-14.1-x", "/catalogue/ACU-14.1-2",
		"/catalogue/ACU-14.1-99999999999999999999",
		"/catalogue/XYZ-14.1-1",
		"/catalogue/ACU-14.1-1/requirement/999",
		"/catalogue/CTP-14.1-1/changes",
		"/catalogue/ACU-14.1-1/changes?since=x", "/library/none" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(no); i++)
		if (site_get(s, NULL, no[i]) != 404)
			fail_msg("%s: %d", no[i], s->w->reply.status);
}

static void
the_change_notice(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, NULL, "/catalogue/ACU-14.1-1/changes"), 200);
	sees(s, "Nothing changed.");
	assert_int_equal(
	    site_get(s, NULL, "/catalogue/ACU-14.1-1/changes?since=ACU-15.0-1"),
	    200);
	sees(s, ": version 15.0 to version 14.1");
}

/* ---- loading one ---- */

/* The file of a pack, its first `find` replaced, in the form's coding. */
static int
send_pack(struct site *s, const struct visitor *v, const char *find,
    const char *with, bool only)
{
	const char *file = arena_printf(s->arena,
	    "%s/config/catalogue/igt-14.1-GP.json", getenv("IGTK_SOURCE"));
	struct buf body = { 0 }, faults = { 0 };
	const char *bytes, *at;
	size_t n;
	int status;

	assert_int_equal(
	    pack_file(s->arena, file, PACK_BYTES_MAX, &bytes, &n, &faults), OK);
	at = strstr(bytes, find);
	assert_non_null(at);
	buf_printf(&body,
	    "--site\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"
	    "%s\r\n--site\r\nContent-Disposition: form-data; name=\"op\""
	    "\r\n\r\n%lld\r\n%s--site\r\nContent-Disposition: form-data; "
	    "name=\"file\"; filename=\"gp.json\"\r\n\r\n%.*s%s%s\r\n--site--",
	    v->csrf, (long long)site_op(),
	    only ? "--site\r\nContent-Disposition: form-data; name=\"only\""
		   "\r\n\r\n1\r\n"
		 : "",
	    (int)(at - bytes), bytes, with, at + strlen(find));
	prepare(s->w, "POST", "/catalogue/load");
	with_body(s->w, buf_text(&body));
	s->w->wire.content_type = UPLOAD_TYPE;
	s->w->wire.cookie = v->cookie;
	status = serve(s->w);
	buf_clear(&body);
	buf_clear(&faults);
	return status;
}

static int64_t
packs(struct site *s)
{
	return site_number(s, "SELECT count(*) FROM pack");
}

static void
a_pack_is_checked_and_loaded(void **state)
{
	static const char one[] = "\"revision\": 1", two[] = "\"revision\": 2";
	struct site *s = *state;
	struct visitor v;
	int64_t before = packs(s);

	site_visit(s, s->national, &v);
	assert_int_equal(site_get(s, &v, "/catalogue"), 200);
	sees(s, "href=\"/catalogue/load\"");
	assert_int_equal(send_pack(s, &v, one, one, true), 200);
	sees(s, "This file would be accepted: Information Governance Toolkit "
		"14.1: General Practice, revision 1, 13 requirements");
	assert_int_equal(packs(s), before);
	assert_int_equal(send_pack(s, &v, one, one, false), 303);
	assert_string_equal(
	    site_header(s, "Location"), "/catalogue/GP-14.1-1?loaded=1");
	assert_int_equal(packs(s), before + 1);
	assert_int_equal(site_get(s, &v, "/catalogue/GP-14.1-1?loaded=1"), 200);
	sees(s, "The set is loaded");
	assert_int_equal(send_pack(s, &v, one, one, false), 303);
	assert_int_equal(send_pack(s, &v, "leads on", "leads for", false), 409);
	sees(s, "Give the file a higher revision");
	assert_int_equal(packs(s), before + 1);
	assert_int_equal(send_pack(s, &v, one, two, false), 303);
	assert_int_equal(packs(s), before + 2);
	assert_int_equal(site_get(s, &v, "/catalogue/GP-14.1-2/changes"), 200);
	sees(s, ": version 14.1 to version 14.1, revision 2");
}

static void
a_bad_pack_is_refused_whole(void **state)
{
	struct site *s = *state;
	struct visitor v;
	int64_t before = packs(s);

	site_visit(s, s->national, &v);
	assert_int_equal(send_pack(s, &v, "\"117\"", "\"<b>7\"", false), 422);
	sees(s, "What is wrong with the file");
	sees(s, "gp.json: $.requirements[3].number");
	sees_not(s, "<b>");
	assert_int_equal(send_pack(s, &v, "{", "", false), 422);
	assert_int_equal(packs(s), before);
}

/* ---- other texts ---- */

#define EDIT "/catalogue/CTP-14.1-1/requirement/317/edit"

static const char *
day_now(struct site *s)
{
	char words[DAY_WORDS_SIZE];

	day_words(clock_day(clock_now()), words);
	return arena_text(s->arena, words);
}

/* CTP-14.1-2 is there, with another title and other evidence of 317. */
static void
what_was_changed_here_says_so(void **state)
{
	struct site *s = *state;

	assert_int_equal(
	    site_get(s, NULL, "/catalogue/CTP-14.1-2/requirement/317"), 200);
	sees(s, "<dt class=\"nhsuk-summary-list__key\">Its title</dt><dd "
		"class=\"nhsuk-summary-list__value\">Changed here, by the "
		"national role</dd>");
	sees(s, "Its description and criteria</dt><dd "
		"class=\"nhsuk-summary-list__value\">Changed here, by the "
		"national role</dd>");
	assert_int_equal(
	    site_get(s, NULL, "/catalogue/CTP-14.1-1/requirement/317"), 200);
	sees_not(s, "Changed here");
	assert_int_equal(
	    site_get(s, NULL, "/catalogue/CTP-14.1-2/requirement/114"), 200);
	sees_not(s, "Changed here");
	assert_int_equal(site_get(s, NULL, "/catalogue/CTP-14.1-2"), 200);
	sees(s, "Version 14.1 was released on 5 July 2017.");
	sees(s, arena_printf(
		    s->arena, "Revision 2 was added here on %s.", day_now(s)));
	sees(s, "Texts of these requirements were changed here, by the "
		"national role:</p>\n<ul class=\"nhsuk-list\"><li><a "
		"class=\"nhsuk-link\" "
		"href=\"/catalogue/CTP-14.1-2/requirement/317\">317 "
		"Premises are kept safe</a></li></ul>");
	assert_int_equal(site_get(s, NULL, "/catalogue/CTP-14.1-1"), 200);
	sees(s, "released on 5 July 2017");
	sees_not(s, "added here");
	sees_not(s, "changed here");
}

/* It is said before anything is typed. */
static void
an_old_revision_leads_to_the_newest(void **state)
{
	static const char newer[] =
	    "/catalogue/CTP-14.1-2/requirement/317/edit";
	struct site *s = *state;
	struct visitor v;

	site_visit(s, s->national, &v);
	assert_int_equal(site_get(s, &v, EDIT), 200);
	sees(s, "There is a newer revision");
	sees(s, arena_printf(s->arena, "href=\"%s\"", newer));
	sees_not(s, "<textarea");
	sees_not(s, "What you save becomes");
	assert_int_equal(site_get(s, &v, newer), 200);
	sees_not(s, "There is a newer revision");
	sees(s, "What you save becomes revision 3");
}

static void
texts_are_changed_in_a_new_revision(void **state)
{
	struct site *s = *state;
	struct visitor v, other;
	struct sheet f, late, second;

	site_visit(s, s->national, &v);
	site_visit(s, s->national, &other);
	sheet_take(s, &v, EDIT, EDIT, &f);
	sheet_take(s, &other, EDIT, EDIT, &late);
	assert_int_equal(sheet_send(s, &v, &f), 422);
	sees(s, "Change a text: all of them are as they were");
	sheet_take(s, &v, EDIT, EDIT, &f);
	sheet_set(&f, s->arena, "title", "Premises are kept safe");
	sheet_set(
	    &f, s->arena, "evidence-1a", "A plan\r\n\r\n A walk round \r\n");
	sheet_set(&f, s->arena, "changes", "Each site is <asked> now");
	assert_int_equal(sheet_send(s, &v, &f), 303);
	assert_string_equal(
	    site_header(s, "Location"), "/catalogue/CTP-14.1-2/changes");
	assert_int_equal(site_get(s, &v, "/catalogue/CTP-14.1-2/changes"), 200);
	sees(s, "Reworded: 1");
	sees(s, "16 requirements are as they were");
	sees(s, "What changed: Each site is &lt;asked&gt; now");
	sees(s, "<ins>Premises are kept safe</ins>");
	sees(s, "<ins>A plan; A walk round</ins>");
	sheet_set(&late, s->arena, "title", "Doors are locked");
	assert_int_equal(sheet_send(s, &other, &late), 409);
	sees(s, "Somebody else saved a newer revision meanwhile");
	sees(s, "Doors are locked");
	sees(s, "href=\"/catalogue/CTP-14.1-2/requirement/317\"");
	sees(s, "On record now: Premises are kept safe<span class=\"ig-sub\">"
		"You entered: Doors are locked</span>");
	sees(s, "On record now: A plan; A walk round<span");
	/* What it says of saving is so. */
	sees(s, "Save as revision 3");
	sees(s, "action=\"/catalogue/CTP-14.1-2/requirement/317/edit\"");
	sheet_take(s, &v, "/catalogue/CTP-14.1-2/requirement/317/edit",
	    "/catalogue/CTP-14.1-2/requirement/317/edit", &second);
	sheet_set(&second, s->arena, "evidence-1a", "  ");
	sheet_set(&second, s->arena, "level-2", "");
	assert_int_equal(sheet_send(s, &v, &second), 422);
	sees(s, "Say what evidence is expected");
	sees(s, "Enter the level in a few words");
	assert_int_equal(site_number(s, "SELECT count(*) FROM pack WHERE "
					"org_type = 'CTP'"),
	    2);
}

/* What is given out could be loaded, and is the same set. */
static void
a_set_is_given_out_as_a_file(void **state)
{
	struct site *s = *state;
	struct buf faults = { 0 };
	struct catalogue c;

	assert_int_equal(site_get(s, NULL, "/catalogue/ACU-14.1-1/pack"), 200);
	assert_non_null(strstr(site_header(s, "Content-Disposition"),
	    "filename=\"igt-14.1-ACU-1.json\""));
	assert_int_equal(pack_read(s->arena, "it", s->w->reply.body.p,
			     s->w->reply.body.n, &c, &faults),
	    OK);
	assert_int_equal(c.requirements.n, 45);
	assert_int_equal(c.revision, 1);
	buf_clear(&faults);
}

static void
only_the_national_role_changes_texts(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);

	assert_int_equal(site_get(s, v, EDIT), 403);
	assert_int_equal(site_get(s, v, "/catalogue/load"), 403);
	assert_int_equal(
	    site_get(s, v, "/catalogue/CTP-14.1-1/requirement/317"), 200);
	sees_not(s, "/edit\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sets_are_listed_for_everybody),
		cmocka_unit_test(
		    a_requirement_and_its_sources_lead_to_each_other),
		cmocka_unit_test(what_is_not_there),
		cmocka_unit_test(the_change_notice),
		cmocka_unit_test(a_reconstruction_says_so_first),
		cmocka_unit_test(a_pack_is_checked_and_loaded),
		cmocka_unit_test(a_bad_pack_is_refused_whole),
		cmocka_unit_test(texts_are_changed_in_a_new_revision),
		cmocka_unit_test(what_was_changed_here_says_so),
		cmocka_unit_test(an_old_revision_leads_to_the_newest),
		cmocka_unit_test(a_set_is_given_out_as_a_file),
		cmocka_unit_test(only_the_national_role_changes_texts),
	};

	return cmocka_run_group_tests_name(
	    "catalogue_pages", tests, site_open, site_close);
}
