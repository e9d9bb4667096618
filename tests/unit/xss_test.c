/* xss_test.c - markup typed into every field is text on every page. */
#include "forms.h"

#define WORDS "plain words"

/* What is no text but to a page that forgot to escape it. */
static const char *const payloads[] = { "<xsspoly onload=alert(1)>",
	"\"><xsspoly a=\"", "'><xsspoly a='", "</textarea><xsspoly>",
	"</title><xsspoly>", "</select></option><xsspoly>", "--><xsspoly><!--",
	"]]><xsspoly>", "<![CDATA[<xsspoly>]]>", "&lt;xsspoly&gt;",
	"&#60;xsspoly&#62;", "%3Cxsspoly%3E", "javascript:alert(1)",
	"x\" onfocus=\"alert(1)\" autofocus=\"", "x' onfocus='alert(1)'",
	"{{xsspoly}}{{> head page}}", "<script src=//x></script>",
	"<svg/onload=alert(1)>", "<a href=\"javascript:1\">", "`<xsspoly>`",
	"\xc2\xbcxsspoly\xc2\xbe", "<xsspoly", "xsspoly>", "\\u003cxsspoly" };

static struct site *s;
static struct visitor national;
static struct buf page, known;
static int round_of; /* which text: makes names of people and codes */

/* ---- what pages are made of ---- */

static char *
escaped(const char *text)
{
	struct buf b = { 0 };
	char *copy;

	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			buf_puts(&b, "&amp;");
			break;
		case '<':
			buf_puts(&b, "&lt;");
			break;
		case '>':
			buf_puts(&b, "&gt;");
			break;
		case '"':
			buf_puts(&b, "&quot;");
			break;
		case '\'':
			buf_puts(&b, "&#39;");
			break;
		default:
			buf_putc(&b, *text);
		}
	copy = arena_copy(s->arena, b.p, b.n);
	buf_clear(&b);
	return copy;
}

/* Learn the tags of a page, or see that it has no others. */
static void
look(const char *text, const char *what)
{
	char *line, *rest;
	bool learn = strncmp(text, WORDS, strlen(WORDS)) == 0;

	if (!skeleton(buf_text(&s->w->reply.body), &page))
		fail_msg("%s is no markup of ours with %s", what, text);
	line = arena_copy(s->arena, page.p, page.n);
	for (line = strtok_r(line, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		char entry[600];

		snprintf(entry, sizeof(entry), "\n%s\n", line);
		if (strstr(buf_text(&known), entry) != NULL)
			continue;
		if (!learn)
			fail_msg("%s has %s with %s", what, line, text);
		buf_puts(&known, entry);
	}
}

static void
get_page(const struct visitor *v, const char *uri, const char *text)
{
	assert_int_equal(site_get(s, v, uri), 200);
	look(text, uri);
}

/* ---- typing it everywhere ---- */

/* The form of a page with the text in each field that a person types in. */
static int
type_in(const struct visitor *v, const char *where, const char *action,
    const char *text, const char *button)
{
	static const char *const apart[] = { "due-day", "due-month", "due-year",
		"user", "code" };
	struct sheet f;
	size_t i, k;

	sheet_take(s, v, where, action, &f);
	for (i = 0; i < f.n; i++) {
		for (k = 0; k < COUNT(apart); k++)
			if (strcmp(f.v[i].name, apart[k]) == 0)
				break;
		if (f.v[i].kind == INPUT_TEXT && k == COUNT(apart))
			sheet_set(&f, s->arena, f.v[i].name,
			    strstr(f.v[i].name, "-shows") != NULL ? "1a"
								  : text);
	}
	if (button != NULL)
		sheet_set(&f, s->arena, "do", button);
	if (sheet_field(&f, "user") != NULL)
		sheet_set(&f, s->arena, "user",
		    arena_printf(s->arena, "x-%d", round_of));
	if (sheet_field(&f, "code") != NULL)
		sheet_set(&f, s->arena, "code",
		    arena_printf(s->arena, "X%04d", round_of));
	if (sheet_field(&f, "role") != NULL)
		sheet_set(&f, s->arena, "role", "viewer");
	if (sheet_field(&f, "type") != NULL)
		sheet_set(&f, s->arena, "type", "ACU");
	return sheet_send(s, v, &f);
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
		"/assessment/14.1/readiness", "/assessment/14.1/duties",
		"/assessment/13.0/publication", "/help", "/accessibility",
		"/sign-in" };
	static const char *const admin[] = { "/people", "/people/new",
		"/audit" };
	static const char *const whole[] = { "/organisations",
		"/organisations/new", "/audit", "/audit?installation=1",
		"/home", "/people" };
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
	site_move(s, &national, s->national,
	    site_number(s, "SELECT MAX(id) FROM org"));
	pages_of(&national, whole, COUNT(whole), text);
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
again(const struct visitor *v, const char *where, const char *action,
    const char *field, const char *text, int status)
{
	struct sheet f;
	size_t i;

	sheet_take(s, v, where, action, &f);
	for (i = 0; i < f.n; i++)
		if (f.v[i].kind == INPUT_TEXT)
			sheet_set(&f, s->arena, f.v[i].name, text);
	if (field != NULL)
		sheet_set(&f, s->arena, field,
		    strcmp(field, "edition") == 0 ? "1" : text);
	sheet_set(&f, s->arena, "do",
	    strstr(action, "/requirement/") != NULL ? "save" : NULL);
	if (sheet_send(s, v, &f) != status)
		fail_msg("%s: %d with %s", action, s->w->reply.status, text);
	look(text, action);
	if (status == 409 || strstr(action, "requirement") != NULL)
		assert_true(shows(s->w, escaped(text)));
}

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
	all_pages(text);
	is_shown(text);
	faulty_pages(text);
	sign_in_page(text);
}

static int
open_texts(void **state)
{
	if (site_open(state) != 0)
		return -1;
	s = *state;
	app_close(&s->w->app);
	free(s->w->config.branding.name);
	s->w->config.branding.name = strdup("<xsspoly b=\"c\">");
	if (app_open(&s->w->config, &s->w->app) != OK)
		return -1;
	site_visit(s, s->national, &national);
	site_move(s, &national, s->national, s->org[A].id);
	buf_puts(&known, "\n");
	return 0;
}

static int
close_texts(void **state)
{
	buf_clear(&page);
	buf_clear(&known);
	return site_close(state);
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
