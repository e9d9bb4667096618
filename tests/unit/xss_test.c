/* xss_test.c - markup typed into every field is text on every page. */
#include "xss.h"

/* The newest revision of A's set, and a page of it. */
static const char *
of_the_set(const char *rest)
{
	return arena_printf(s->arena, "/catalogue/ACU-14.1-%lld%s",
	    (long long)site_number(s,
		"SELECT MAX(revision) FROM pack WHERE version = '14.1' "
		"AND org_type = 'ACU'"),
	    rest);
}

static void
type_in_the_set(const char *text)
{
	static const char *const pages[] = { "", "/changes", "/requirement/101",
		"/requirement/101/edit" };
	const char *edit = of_the_set("/requirement/101/edit");
	size_t i;

	assert_int_equal(type_in(&national, edit, edit, text, NULL), 303);
	for (i = 0; i < COUNT(pages); i++)
		get_page(&national, of_the_set(pages[i]), text);
	assert_true(shows(s->w, escaped(text)));
	get_page(&national, "/library/dpa-1998", text);
}

static const char *
org_page(void)
{
	return arena_printf(
	    s->arena, "/organisations/%lld", (long long)s->org[A].id);
}

/* What a reviewer from outside says of A. */
static void
review(const char *text)
{
	static const char one[] = "/reviews/AAA01/13.0";
	const struct visitor *v = site_as(s, A, ROLE_EXTERNAL_REVIEWER);
	struct sheet f;

	sheet_take(s, v, one, one, &f);
	sheet_set(&f, s->arena, "outcome", text);
	sheet_set(&f, s->arena, "reason", text);
	assert_int_equal(sheet_send(s, v, &f), 422);
	look(text, "a review without an outcome");
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&f, s->arena, "outcome", "more-evidence");
	assert_int_equal(sheet_send(s, v, &f), 303);
}

/* What the national role takes off A, in days to come; and ended again. */
static void
exempt(const char *text)
{
	static const char new[] = "/exemptions/new";
	const char *one, *end;
	struct sheet f;

	sheet_take(s, &national, new, new, &f);
	sheet_set(&f, s->arena, "org", "AAA01");
	sheet_set(&f, s->arena, "version", text);
	sheet_set(&f, s->arena, "type", text);
	sheet_set(&f, s->arena, "number", text);
	sheet_set(&f, s->arena, "reason", text);
	sheet_set(&f, s->arena, "from-year", "2999");
	assert_int_equal(sheet_send(s, &national, &f), 422);
	look(text, "an exemption of nothing");
	assert_true(shows(s->w, escaped(text)));
	sheet_set(&f, s->arena, "version", "14.1");
	sheet_set(&f, s->arena, "type", "");
	sheet_set(&f, s->arena, "number", "101");
	sheet_set(&f, s->arena, "from-day", "1");
	sheet_set(&f, s->arena, "from-month", "1");
	assert_int_equal(sheet_send(s, &national, &f), 303);
	one = arena_printf(s->arena, "/exemptions/%lld",
	    (long long)site_number(
		s, "SELECT MAX(id) FROM exemption WHERE ended_at IS NULL"));
	end = arena_printf(s->arena, "%s/end", one);
	get_page(&national, one, text);
	assert_true(shows(s->w, escaped(text)));
	sheet_take(s, &national, one, end, &f);
	sheet_set(&f, s->arena, "reason", text);
	assert_int_equal(sheet_send(s, &national, &f), 303);
	get_page(&national, one, text);
	get_page(&national, "/exemptions?org=AAA01&show=ended", text);
}

static void
type_everywhere(const char *text)
{
	static const char one[] = "/assessment/14.1/requirement/101";
	static const char other[] = "/assessment/14.1/requirement/209";
	static const char third[] = "/assessment/14.1/requirement/105";
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	char person[60], reopen[80];

	snprintf(
	    person, sizeof(person), "/people/%lld", (long long)s->person[A][0]);
	snprintf(reopen, sizeof(reopen), "%s/reopen", third);
	/* Owners are chosen from those who are there: a group of the name. */
	assert_int_equal(
	    type_in(a, "/groups/new", "/groups/new", text, NULL), 303);
	assert_int_equal(type_in(v, one, one, text, "save"), 303);
	assert_int_equal(type_in(v, other, other, text, "save"), 303);
	assert_int_equal(type_in(v, third, reopen, text, NULL), 303);
	assert_int_equal(type_in(v, third, third, text, "complete"), 303);
	assert_int_equal(type_in(a, "/assessment/14.1/duties",
			     "/assessment/14.1/duties", text, NULL),
	    303);
	assert_int_equal(
	    type_in(a, "/people/new", "/people/new", text, NULL), 303);
	assert_int_equal(
	    type_in(a, "/people", "/people/groups", text, NULL), 303);
	assert_int_equal(type_in(a, person, person, text, NULL), 303);
	assert_int_equal(type_in(&national, "/organisations/new",
			     "/organisations/new", text, NULL),
	    303);
	assert_int_equal(
	    type_in(&national, org_page(), org_page(), text, NULL), 303);
	review(text);
	exempt(text);
	/* The answer shows a code, so nothing else could be gone to. */
	assert_int_equal(
	    type_in(a, "/manage/kiosks", "/manage/kiosks", text, NULL), 200);
	look(text, "/manage/kiosks");
	type_in_the_set(text);
}

/* A terminal and somebody at it, who are called so. */
static void
at_a_kiosk(const char *text)
{
	static const char *const start[] = { "/kiosk", "/kiosk/register" };
	static const char *const in[] = { "/kiosk/help", "/kiosk/owed",
		"/kiosk/attest/IG-ANNUAL", "/kiosk/attest/IG-ANNUAL?other=1" };
	static struct terminal t;
	struct visitor v;
	size_t i;

	t.staff = site_staff(
	    s, A, arena_printf(s->arena, "%d", 7000 + round_of), text, 0);
	site_terminal(s, A, text, &t);
	for (i = 0; i < COUNT(start); i++) {
		site_stand(s, &t, AT_TERMINAL, &v);
		get_page(&v, start[i], text);
	}
	site_stand(s, &t, AT_NAMED, &v);
	get_page(&v, "/kiosk/proof", text);
	site_stand(s, &t, AT_PROVED, &v);
	for (i = 0; i < COUNT(in); i++)
		get_page(&v, in[i], text);
	assert_true(shows(s->w, escaped(text)));
}

/* ---- the pages that show it ---- */

static void
pages_of(const struct visitor *v, const char *const *pages, size_t n,
    const char *text)
{
	size_t i;

	for (i = 0; i < n; i++)
		get_page(v, pages[i], text);
}

static void
all_pages(const char *text)
{
	static const char *const year[] = { "/home", "/assessment/14.1",
		"/assessment/14.1/requirement/101",
		"/assessment/14.1/requirement/101/history",
		"/assessment/14.1/requirement/209",
		"/assessment/14.1/requirement/105",
		"/assessment/14.1/requirement/105/history",
		"/assessment/14.1/score", "/assessment/14.1/score/IGM",
		"/assessment/14.1/carried", "/assessment/14.1/readiness",
		"/assessment/14.1/duties", "/assessment/13.0/publication",
		"/help", "/accessibility", "/sign-in" };
	static const char *const admin[] = { "/people", "/people/new", "/audit",
		"/groups", "/groups/new", "/assessment/14.1/owners",
		"/assessment/14.1/owners/check?r-101=1&r-105=1&owner=siro",
		"/manage/kiosks", "/training/pin", "/sites",
		"/sites/batch/new" };
	static const char *const whole[] = { "/organisations",
		"/organisations/new", "/audit", "/audit?installation=1",
		"/home", "/reviews", "/reviews/AAA01/13.0", "/providers",
		"/overview?show=open", "/overview?show=not-started", "/extract",
		"/people", "/public?q=", "/public/AAA01",
		"/public/AAA01/13.0" };
	static const enum role readers[] = { ROLE_ASSESSOR, ROLE_REVIEWER,
		ROLE_ADMINISTRATOR, ROLE_VIEWER };
	char person[60];
	size_t i;

	for (i = 0; i < COUNT(readers); i++)
		pages_of(site_as(s, A, readers[i]), year, COUNT(year), text);
	pages_of(site_as(s, A, ROLE_ADMINISTRATOR), admin, COUNT(admin), text);
	snprintf(
	    person, sizeof(person), "/people/%lld", (long long)s->person[A][0]);
	get_page(site_as(s, A, ROLE_ADMINISTRATOR), person, text);
	snprintf(person, sizeof(person), "/groups/%lld",
	    (long long)site_number(s, "SELECT MAX(id) FROM work_group"));
	get_page(site_as(s, A, ROLE_ADMINISTRATOR), person, text);
	site_move(s, &national, s->national,
	    site_number(s, "SELECT MAX(id) FROM org"));
	pages_of(&national, whole, COUNT(whole), text);
	get_page(&national, org_page(), text);
}

/* It is shown, and as it was typed. */
static void
is_shown(const char *text)
{
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);

	assert_int_equal(
	    site_get(s, v, "/assessment/14.1/requirement/101"), 200);
	if (!shows(s->w, escaped(text)))
		fail_msg("not shown: %s", text);
	assert_int_equal(site_get(s, &national, "/home"), 200);
	assert_true(shows(s->w, escaped(text)));
}

/* ---- the pages that show it once more, because something is wrong ---- */

static void
faulty_pages(const char *text)
{
	static const char one[] = "/assessment/14.1/requirement/101";
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet f;
	char uri[900];

	/* No date, no criteria: 422.  A form that is old: 409. */
	again(v, one, one, NULL, text, 422);
	sheet_take(s, v, one, one, &f);
	sheet_set(&f, s->arena, "edition", "1");
	sheet_set(&f, s->arena, "plan", text);
	sheet_set(&f, s->arena, "comment-1a", text);
	sheet_set(&f, s->arena, "do", "save");
	assert_int_equal(sheet_send(s, v, &f), 409);
	look(text, "409");
	assert_true(shows(s->w, escaped(text)));
	again(&national, "/organisations/new", "/organisations/new", "type",
	    text, 422);
	sheet_take(s, a, "/people", "/people/groups", &f);
	sheet_set(&f, s->arena, "group", text);
	sheet_set(&f, s->arena, "role", text);
	assert_int_equal(sheet_send(s, a, &f), 422);
	look(text, "/people/groups");
	/* In an address, as a filter and as where to go. */
	buf_reset(&s->form);
	put_coded(&s->form, text);
	snprintf(uri, sizeof(uri),
	    "/assessment/14.1?owner=%s&section=&status=", buf_text(&s->form));
	assert_int_equal(site_get(s, v, uri), 200);
	look(text, "owner=");
	snprintf(uri, sizeof(uri), "/sign-in?next=%s", buf_text(&s->form));
	assert_int_equal(site_get(s, NULL, uri), 200);
	look(text, "next=");
	snprintf(uri, sizeof(uri), "/%s", buf_text(&s->form));
	assert_true(site_get(s, v, uri) >= 400);
	look(text, "address");
}

/* Who holds what, and what passes: people, groups and actions called so. */
static void
handing_over(const char *text)
{
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	long long org = (long long)s->org[A].id;
	long long who = (long long)s->person[A][0];
	const char *form = arena_printf(s->arena, "/handover/%lld", who);
	const char *id = arena_printf(s->arena, "/people/%lld", who);
	char uri[900];
	struct sheet f;

	site_sql(s, arena_printf(s->arena,
			"DELETE FROM work_group_member WHERE group_id = 900;"
			"DELETE FROM work_group WHERE id = 900;"
			"INSERT INTO work_group SELECT %lld, 900, name, "
			"'x900', 0 FROM person WHERE id = %lld;"
			"INSERT INTO work_group_member VALUES (%lld, 900, "
			"%lld)",
			org, who, org, who));
	get_page(a, id, text);
	get_page(a, "/responsibilities?show=all", text);
	assert_true(shows(s->w, escaped(text)));
	get_page(a, "/handover", text);
	get_page(a, form, text);
	assert_true(shows(s->w, escaped(text)));
	buf_reset(&s->form);
	put_coded(&s->form, text);
	snprintf(
	    uri, sizeof(uri), "/responsibilities?name=%s", buf_text(&s->form));
	get_page(a, uri, text);
	assert_int_equal(type_in(a, form, form, text, "check"), 422);
	look(text, form);
	assert_true(shows(s->w, escaped(text)));
	sheet_take(s, a, form, form, &f);
	sheet_set(&f, s->arena, "to", "a-administrator");
	sheet_set(&f, s->arena, "do", "check");
	assert_int_equal(sheet_send(s, a, &f), 200);
	look(text, "the hand-over, to be checked");
	assert_true(shows(s->w, escaped(text)));
}

static void
sign_in_page(const char *text)
{
	struct sheet f;
	struct visitor v;
	char pre[64];
	const char *p;

	site_sql(s, "DELETE FROM throttle");
	assert_int_equal(site_get(s, NULL, "/sign-in"), 200);
	cookie_set(s->w, "__Host-igtk-pre", pre);
	snprintf(v.cookie, sizeof(v.cookie), "__Host-igtk-pre=%.43s", pre);
	p = buf_text(&s->w->reply.body);
	assert_true(sheet_next(&f, s->arena, &p, "/sign-in"));
	sheet_set(&f, s->arena, "user", text);
	sheet_set(&f, s->arena, "password", text);
	assert_int_equal(sheet_send(s, &v, &f), 422);
	look(text, "/sign-in");
	assert_true(shows(s->w, escaped(text)));
}

/* ---- the tests ---- */

static void
with_text(const char *text)
{
	round_of++;
	type_everywhere(text);
	at_a_kiosk(text);
	all_pages(text);
	is_shown(text);
	faulty_pages(text);
	handing_over(text);
	sign_in_page(text);
}

static void
plain_text_first(void **state)
{
	(void)state;
	with_text(WORDS);
	with_text(WORDS " 2"); /* what a second time shows */
	assert_null(strstr(buf_text(&known), "xsspoly"));
	assert_int_equal(site_get(s, NULL, "/help"), 200);
	assert_true(shows(s->w, "&lt;xsspoly b=&quot;c&quot;&gt;"));
}

static void
then_markup(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(payloads); i++)
		with_text(payloads[i]);
	print_message("%zu texts\n", COUNT(payloads));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_first),
		cmocka_unit_test(then_markup),
	};

	return cmocka_run_group_tests_name(
	    "xss", tests, open_texts, close_texts);
}
