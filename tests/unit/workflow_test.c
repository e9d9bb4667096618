/* workflow_test.c - the year over HTTP, in its order and out of it. */
#include "markup.h"

#include "logged.h"
#include "route.h"

#define YEAR "/assessment/14.1"

static const struct visitor *
assessor(struct site *s)
{
	return site_as(s, A, ROLE_ASSESSOR);
}

static const struct visitor *
reviewer(struct site *s)
{
	return site_as(s, A, ROLE_REVIEWER);
}

static const struct visitor *
administrator(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static int64_t
year_state(struct site *s)
{
	return site_number(s,
	    "SELECT s.state FROM assessment s JOIN org o ON o.id = s.org_id "
	    "WHERE o.code = 'AAA01' AND s.version = '14.1'");
}

/* The numbers of A's requirements, in order. */
static size_t
numbers(struct site *s, char out[60][8])
{
	static const char sql[] =
	    "SELECT r.number FROM requirement r JOIN pack p ON p.id = "
	    "r.pack_id WHERE p.org_type = 'ACU' AND p.version = '14.1' "
	    "ORDER BY r.number";
	sqlite3_stmt *st;
	size_t n = 0;

	assert_int_equal(
	    sqlite3_prepare_v2(s->raw, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW && n < 60)
		snprintf(out[n++], 8, "%.7s",
		    (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	assert_int_equal(n, 45);
	return n;
}

static const char *
requirement(const char *number, const char *rest)
{
	static char path[2][600];
	static unsigned turn;

	snprintf(path[++turn % 2], sizeof(path[0]), YEAR "/requirement/%s%s",
	    number, rest);
	return path[turn % 2];
}

/* A button alone in its form; the page may not show it: it is sent anyway. */
static int
press(struct site *s, const struct visitor *v, const char *path)
{
	return site_post(s, v, path, "");
}

static int
refused(struct site *s, int status)
{
	if (!site_unchanged(s))
		fail_msg(
		    "%s changed the records with %d", s->w->wire.uri, status);
	return status;
}

/* Load the form of a requirement and send it with one of its buttons. */
static int
complete(struct site *s, const struct visitor *v, const char *number,
    const char *with)
{
	const char *path = requirement(number, "");
	struct sheet f;

	sheet_take(s, v, path, path, &f);
	sheet_set(&f, s->arena, "do", with);
	return sheet_send(s, v, &f);
}

static void
publishing_is_refused(struct site *s)
{
	site_mark(s);
	assert_int_equal(site_get(s, administrator(s), YEAR "/publish"), 303);
	assert_string_equal(site_header(s, "Location"), YEAR "/readiness");
	assert_int_equal(
	    refused(s, site_post(s, administrator(s), YEAR "/publish",
			   "accept=1&password=right&statement="
			   "0000000000000000000000000000000000000000"
			   "000000000000000000000000")),
	    303);
	assert_string_equal(site_header(s, "Location"), YEAR "/readiness");
	assert_int_not_equal(year_state(s), ASSESSMENT_PUBLISHED);
}

/* ---- one requirement ---- */

static void
one_requirement(void **state)
{
	struct site *s = *state;

	s->drafts = true;
	publishing_is_refused(s);
	/* Not complete yet: nobody can confirm or reopen it. */
	assert_int_equal(
	    refused(s, press(s, reviewer(s), requirement("101", "/confirm"))),
	    409);
	assert_int_equal(
	    refused(s, site_post(s, assessor(s), requirement("101", "/reopen"),
			   "reason=why")),
	    409);
	assert_int_equal(
	    refused(s, press(s, reviewer(s), YEAR "/confirm")), 409);
	/* Saved, then complete: then only reopening changes it. */
	assert_int_equal(complete(s, assessor(s), "101", "save"), 303);
	assert_string_equal(
	    site_header(s, "Location"), YEAR "/requirement/101?saved=1");
	assert_int_equal(complete(s, assessor(s), "101", "complete"), 303);
	site_mark(s);
	assert_int_equal(
	    refused(s, press(s, assessor(s), requirement("101", "/confirm"))),
	    403);
	assert_int_equal(
	    refused(s, site_post(s, assessor(s), requirement("101", ""),
			   "edition=99&do=save")),
	    409);
	assert_int_equal(
	    refused(s, site_post(s, assessor(s), requirement("101", "/reopen"),
			   "reason=")),
	    422);
	assert_true(shows(s->w, "Enter why you reopen it"));
	assert_int_equal(site_post(s, reviewer(s),
			     requirement("101", "/reopen"), "reason=why+not"),
	    303);
	/* Whoever has to do it again reads why, until it is done. */
	assert_int_equal(site_get(s, assessor(s), requirement("101", "")), 200);
	assert_true(shows(s->w, "Reopened by Ann Own on "));
	assert_true(shows(s->w, ": why not</p>"));
	assert_int_equal(complete(s, assessor(s), "101", "complete"), 303);
	assert_int_equal(
	    press(s, reviewer(s), requirement("101", "/confirm")), 303);
	site_mark(s);
	assert_int_equal(
	    refused(s, press(s, reviewer(s), requirement("101", "/confirm"))),
	    409);
}

/* Who marked it complete may not confirm it, whatever else they may do. */
static void
separate_hands(void **state)
{
	struct site *s = *state;
	struct unit u = by(s->org[A].id, 0, "test");
	struct grant g = { .role = ROLE_REVIEWER,
		.person = s->person[A][role_place(ROLE_ASSESSOR)] };

	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
	assert_int_equal(complete(s, assessor(s), "110", "complete"), 303);
	site_mark(s);
	assert_int_equal(
	    refused(s, press(s, assessor(s), requirement("110", "/confirm"))),
	    403);
	assert_int_equal(
	    press(s, reviewer(s), requirement("110", "/confirm")), 303);
	u = by(s->org[A].id, 0, "test");
	assert_int_equal(role_revoke(s->w->app.writer, &u, g.id), OK);
}

/* Two people, one requirement: the second sees both, and nothing is lost. */
static void
two_at_once(void **state)
{
	struct site *s = *state;
	const char *path = requirement("111", "");
	struct sheet mine, theirs;
	int64_t edition;

	sheet_take(s, assessor(s), path, path, &mine);
	sheet_take(s, assessor(s), path, path, &theirs);
	sheet_set(&theirs, s->arena, "do", "save");
	sheet_set(&theirs, s->arena, "comment-1a", "Said <first>");
	sheet_set(&theirs, s->arena, "plan", "A plan of theirs");
	sheet_set(&theirs, s->arena, "owner", "Caldicott Guardian");
	assert_int_equal(sheet_send(s, assessor(s), &theirs), 303);
	site_mark(s);
	sheet_set(&mine, s->arena, "do", "save");
	sheet_set(&mine, s->arena, "comment-1a", "Said second");
	sheet_set(&mine, s->arena, "plan", "A plan of mine");
	sheet_set(&mine, s->arena, "owner", "Records Manager");
	sheet_set(&mine, s->arena, "evidence-1-title", "My paper");
	assert_int_equal(refused(s, sheet_send(s, assessor(s), &mine)), 409);
	assert_true(shows(s->w, "Said &lt;first&gt;"));
	assert_true(shows(s->w, "A plan of theirs"));
	assert_true(shows(s->w, "<p>Owner: Caldicott Guardian</p>"));
	assert_true(shows(s->w, ">Said second</textarea>"));
	assert_true(shows(s->w, ">A plan of mine</textarea>"));
	assert_true(shows(s->w, "value=\"Records Manager\""));
	assert_true(shows(s->w, "value=\"My paper\""));
	/* The form of that page saves what was typed. */
	edition = atoll(sheet_field(&mine, "edition")->value);
	{
		const char *p = buf_text(&s->w->reply.body);

		assert_true(sheet_next(&mine, s->arena, &p, path));
	}
	assert_int_equal(
	    atoll(sheet_field(&mine, "edition")->value), edition + 1);
	sheet_set(&mine, s->arena, "do", "save");
	assert_int_equal(sheet_send(s, assessor(s), &mine), 303);
	assert_int_equal(site_get(s, assessor(s), path), 200);
	assert_true(shows(s->w, "Said second"));
	assert_false(shows(s->w, "Said &lt;first&gt;"));
}

/* A form that is sent twice is stored once, and answered the same. */
static void
sent_twice(void **state)
{
	struct site *s = *state;
	const char *path = requirement("112", "");
	struct sheet f;
	char to[600];

	sheet_take(s, assessor(s), path, path, &f);
	sheet_set(&f, s->arena, "do", "next");
	sheet_set(&f, s->arena, "comment-1a", "Once");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	snprintf(to, sizeof(to), "%s", site_header(s, "Location"));
	site_mark(s);
	assert_int_equal(refused(s, sheet_send(s, assessor(s), &f)), 303);
	assert_string_equal(site_header(s, "Location"), to);
	/* The same number with another text is no repetition. */
	sheet_set(&f, s->arena, "comment-1a", "Something else");
	assert_int_equal(refused(s, sheet_send(s, assessor(s), &f)), 409);
	assert_true(shows(s->w, ">Something else</textarea>"));
}

/* ---- the whole ---- */

/* Two were confirmed above. */
static void
complete_all(struct site *s)
{
	char n[60][8];
	size_t all = numbers(s, n), i;

	for (i = 0; i < all; i++) {
		if (strcmp(n[i], "101") == 0 || strcmp(n[i], "110") == 0 ||
		    strcmp(n[i], "105") == 0)
			continue;
		assert_int_equal(
		    complete(s, assessor(s), n[i], "complete"), 303);
	}
	publishing_is_refused(s);
	assert_int_equal(
	    refused(s, press(s, reviewer(s), YEAR "/confirm")), 409);
	for (i = 0; i < all; i++)
		if (strcmp(n[i], "101") != 0 && strcmp(n[i], "110") != 0)
			assert_int_equal(press(s, reviewer(s),
					     requirement(n[i], "/confirm")),
			    303);
	publishing_is_refused(s);
}

static void
whole_year(void **state)
{
	struct site *s = *state;
	struct sheet f;

	complete_all(s);
	site_mark(s);
	assert_int_equal(
	    refused(s, press(s, administrator(s), YEAR "/confirm")), 403);
	assert_int_equal(
	    refused(s, press(s, assessor(s), YEAR "/confirm")), 403);
	assert_int_equal(press(s, reviewer(s), YEAR "/confirm"), 303);
	assert_int_equal(year_state(s), ASSESSMENT_CONFIRMED);
	/* A duty without a name is all that is missing now. */
	sheet_take(s, assessor(s), YEAR "/duties", YEAR "/duties", &f);
	sheet_set(&f, s->arena, "name-siro", "");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	publishing_is_refused(s);
	sheet_take(s, assessor(s), YEAR "/duties", YEAR "/duties", &f);
	sheet_set(&f, s->arena, "name-siro", "Sam");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	/* Reopening takes the whole's confirmation back. */
	assert_int_equal(site_post(s, reviewer(s),
			     requirement("112", "/reopen"), "reason=why"),
	    303);
	assert_int_equal(year_state(s), ASSESSMENT_OPEN);
	publishing_is_refused(s);
	assert_int_equal(complete(s, assessor(s), "112", "complete"), 303);
	assert_int_equal(
	    press(s, reviewer(s), requirement("112", "/confirm")), 303);
	assert_int_equal(press(s, reviewer(s), YEAR "/confirm"), 303);
}

static void
publish_it(struct site *s)
{
	struct logged log;
	struct sheet f;
	char token[64];

	sheet_take(s, administrator(s), YEAR "/publish", YEAR "/publish", &f);
	sheet_set(&f, s->arena, "accept", "1");
	sheet_set(&f, s->arena, "password", "wrong");
	assert_int_equal(sheet_send(s, administrator(s), &f), 422);
	/* The tick is kept, the password is not. */
	assert_true(shows(s->w, "type=\"checkbox\" value=\"1\" checked"));
	sheet_set(&f, s->arena, "password", "right");
	logged_begin(&log);
	assert_int_equal(sheet_send(s, administrator(s), &f), 303);
	logged_end(&log);
	/* No key is there. */
	assert_int_equal(logged_count(&log, "<4>publish.unsigned "), 1);
	assert_int_equal(logged_count(&log, " version=14.1 why=notfound"), 1);
	assert_string_equal(site_header(s, "Location"), YEAR "/publication");
	cookie_set(s->w, "__Host-igtk", token);
	site_holds(s, site_as(s, A, ROLE_ADMINISTRATOR), token);
	assert_int_equal(year_state(s), ASSESSMENT_PUBLISHED);
}

/* Published is final: no form of the table changes it any more. */
static void
nothing_after_publication(void **state)
{
	static const char *const steps[] = { "", "/confirm", "/reopen",
		"/plan" };
	static const enum role roles_here[] = { ROLE_ASSESSOR, ROLE_REVIEWER,
		ROLE_ADMINISTRATOR };
	struct site *s = *state;
	size_t i, k;

	publish_it(s);
	assert_int_equal(site_get(s, assessor(s), YEAR "/publication"), 200);
	site_mark(s);
	for (i = 0; i < COUNT(roles_here); i++) {
		const struct visitor *v = site_as(s, A, roles_here[i]);

		for (k = 0; k < COUNT(steps); k++) {
			int status = refused(
			    s, site_post(s, v, requirement("112", steps[k]),
				   k == 0   ? "edition=4&do=save&plan=changed"
				   : k == 2 ? "reason=because"
					    : ""));

			assert_true(status == 403 || status == 409);
		}
		assert_int_equal(refused(s, press(s, v, YEAR "/confirm")), 403);
		assert_true(refused(s, site_post(s, v, YEAR "/duties",
					   "name-siro=Changed")) >= 303);
		assert_true(
		    refused(s, site_post(s, v, YEAR "/publish",
				   "accept=1&password=right&statement=00")) >=
		    303);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_requirement),
		cmocka_unit_test(separate_hands),
		cmocka_unit_test(two_at_once),
		cmocka_unit_test(sent_twice),
		cmocka_unit_test(whole_year),
		cmocka_unit_test(nothing_after_publication),
	};

	return cmocka_run_group_tests_name(
	    "workflow", tests, site_open, site_close);
}
