/* publish_test.c - signing: publishing with a password, signing in and out. */
#include "markup.h"

#define YEAR "/assessment/14.1"

static const struct visitor *
signer(struct site *s)
{
	return site_as(s, C, ROLE_ADMINISTRATOR);
}

/* C has answered everything: what is left is to publish. */
static int
open_ready(void **state)
{
	struct assessment a;
	struct catalogue c;
	struct answer answer;
	struct site *s;
	struct db *db;
	int64_t pack;
	size_t i;

	if (site_open(state) != 0)
		return -1;
	s = *state;
	db = s->w->app.writer;
	assert_int_equal(catalogue_find(db, "14.1", "CTP", &pack), OK);
	assert_int_equal(catalogue_read(db, s->arena, pack, &c), OK);
	assert_int_equal(
	    assessment_find(db, s->arena, s->org[C].id, "14.1", &a), OK);
	for (i = 0; i < c.requirements.n; i++) {
		assert_int_equal(answer_read(db, s->arena, &a,
				     &c.requirements.v[i], &answer),
		    OK);
		if (answer.row.state < ANSWER_COMPLETE)
			save(s, C, &a, &c.requirements.v[i], 2, true);
	}
	set_duties(s, C, &a, &c);
	site_mark(s);
	return 0;
}

/* ---- publishing ---- */

static int
publish_with(struct site *s, const struct visitor *v, const char *name,
    const char *value)
{
	struct sheet f;

	sheet_take(s, v, YEAR "/publish", YEAR "/publish", &f);
	sheet_set(&f, s->arena, "accept", "1");
	sheet_set(&f, s->arena, "password", "right");
	if (name != NULL)
		sheet_set(&f, s->arena, name, value);
	return sheet_send(s, v, &f);
}

static void
not_published(struct site *s)
{
	assert_true(site_unchanged(s));
	assert_int_equal(
	    site_number(s,
		"SELECT count(*) FROM publication p JOIN org o ON o.id = "
		"p.org_id WHERE o.code = 'CCC01'"),
	    0);
	assert_false(shows(s->w, "right\""));
}

static void
wrong_signatures(void **state)
{
	static const char other[] = "00000000000000000000000000000000"
				    "00000000000000000000000000000000";
	static const struct {
		const char *name, *value;
		int status;
		const char *says;
	} all[] = {
		{ "password", "wrong", 422, "Enter the right password" },
		{ "password", "", 422, "Enter your password" },
		{ "password", "old", 422, "Enter the right password" },
		{ "accept", NULL, 422, "Tick that you accept the statement" },
		{ "statement", other, 409, "The statement has changed" },
		{ "statement", "", 400, "cannot be understood" },
		{ "statement", NULL, 400, "cannot be understood" },
		{ "statement", "zz", 400, "cannot be understood" },
		{ "user", "c-assessor", 400, "cannot be understood" },
	};
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(all); i++) {
		assert_int_equal(
		    publish_with(s, signer(s), all[i].name, all[i].value),
		    all[i].status);
		assert_true(shows(s->w, all[i].says));
		not_published(s);
	}
	/* The right password clears what was counted. */
	assert_int_equal(publish_with(s, signer(s), "statement", other), 409);
}

/* Others of the organisation cannot sign, whatever password they know. */
static void
wrong_people(void **state)
{
	static const enum role others[] = { ROLE_REVIEWER, ROLE_VIEWER,
		ROLE_STAFF, ROLE_MANAGER };
	struct site *s = *state;
	struct sheet f;
	size_t i;

	sheet_take(s, signer(s), YEAR "/publish", YEAR "/publish", &f);
	sheet_set(&f, s->arena, "accept", "1");
	sheet_set(&f, s->arena, "password", "right");
	for (i = 0; i < COUNT(others); i++) {
		const struct visitor *v = site_as(s, C, others[i]);

		assert_int_equal(site_get(s, v, YEAR "/publish"), 403);
		sheet_set(&f, s->arena, "csrf", v->csrf);
		assert_int_equal(
		    (sheet_bytes(s, &f),
			site_send(s, v, f.action, s->form.p, s->form.n)),
		    403);
		not_published(s);
	}
}

static void
broker_busy_or_down(void **state)
{
	struct site *s = *state;
	struct world *w = s->w;

	assert_int_equal(publish_with(s, signer(s), "password", "busy"), 503);
	assert_true(site_header(s, "Retry-After")[0] > '0');
	not_published(s);
	kill(w->broker, SIGKILL);
	waitpid(w->broker, NULL, 0);
	assert_int_equal(publish_with(s, signer(s), NULL, NULL), 503);
	assert_true(site_header(s, "Retry-After")[0] > '0');
	not_published(s);
	/* Nobody's attempt was counted while nobody could judge it. */
	assert_int_equal(site_number(s, "SELECT COALESCE(SUM(refused), 0) FROM "
					"throttle WHERE name LIKE 'c-%'"),
	    0);
	unlink(w->socket);
	w->broker = start_broker(w->socket);
}

static void
too_many_passwords(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, C, ROLE_ASSESSOR);
	int i;

	for (i = 0; i < 5; i++)
		assert_int_equal(publish_with(s, v, "password", "wrong"), 422);
	assert_int_equal(publish_with(s, v, NULL, NULL), 429);
	assert_string_equal(site_header(s, "Retry-After"), "30");
	assert_true(shows(s->w, "Nothing was published"));
	not_published(s);
}

static void
published_once(void **state)
{
	struct site *s = *state;
	struct visitor *v = site_as(s, C, ROLE_ADMINISTRATOR);
	char token[64];
	struct sheet f;

	sheet_take(s, v, YEAR "/publish", YEAR "/publish", &f);
	sheet_set(&f, s->arena, "accept", "1");
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(site_header(s, "Location"), YEAR "/publication");
	cookie_set(s->w, "__Host-igtk", token);
	site_mark(s);
	/* A second press knows the old token only. */
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(site_header(s, "Location"),
	    "/sign-in?again=1&next=" YEAR "/publish");
	assert_int_equal(site_get(s, v, YEAR "/publication"), 303);
	site_holds(s, v, token);
	assert_int_equal(
	    site_get(s, v, "/sign-in?again=1&next=" YEAR "/publish"), 303);
	assert_string_equal(site_header(s, "Location"), YEAR "/publish");
	sheet_set(&f, s->arena, "csrf", v->csrf);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_true(site_unchanged(s));
	assert_int_equal(site_get(s, signer(s), YEAR "/publication"), 200);
	assert_true(shows(s->w, "Cleo Own"));
	assert_int_equal(
	    site_post(s, v, YEAR "/duties", "name-ig-lead=Changed"), 403);
	assert_true(site_unchanged(s));
}

/* ---- signing in and out ---- */

/* The sign-in form, freshly loaded; cookies are what the browser has. */
static int
sign_in(struct site *s, const char *cookies, const char *user,
    const char *password, const char *next)
{
	struct world *w = s->w;
	char pre[64], all[300];
	const char *p;
	struct sheet f;

	prepare(w, "GET", "/sign-in");
	w->wire.cookie = cookies;
	assert_int_equal(serve(w), 200);
	cookie_set(w, "__Host-igtk-pre", pre);
	p = buf_text(&w->reply.body);
	assert_true(sheet_next(&f, s->arena, &p, "/sign-in"));
	sheet_set(&f, s->arena, "user", user);
	sheet_set(&f, s->arena, "password", password);
	if (next != NULL)
		sheet_set(&f, s->arena, "next", next);
	sheet_bytes(s, &f);
	snprintf(all, sizeof(all), "%s; __Host-igtk-pre=%s", cookies, pre);
	prepare(w, "POST", "/sign-in");
	with_body(w, buf_text(&s->form));
	w->wire.cookie = all;
	return serve(w);
}

static int64_t
sessions(struct site *s)
{
	return site_number(s, "SELECT count(*) FROM session");
}

static bool
signed_in(struct site *s, const char *cookie)
{
	prepare(s->w, "GET", "/home");
	s->w->wire.cookie = cookie;
	return serve(s->w) == 200;
}

static void
new_token(struct site *s, char cookie[100])
{
	char token[64];

	cookie_set(s->w, "__Host-igtk", token);
	snprintf(cookie, 100, "__Host-igtk=%s", token);
}

static void
rotation(void **state)
{
	static const char planted[] =
	    "__Host-igtk=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	struct site *s = *state;
	char first[100], second[100], third[100];
	int64_t before = sessions(s);

	/* A token that was there before is never made a session's. */
	assert_int_equal(sign_in(s, planted, "a-viewer", "right", NULL), 303);
	new_token(s, first);
	assert_string_not_equal(first, planted);
	assert_false(signed_in(s, planted));
	assert_true(signed_in(s, first));
	/* The same person again: another token, and the first one is gone. */
	assert_int_equal(sign_in(s, first, "a-viewer", "right", NULL), 303);
	new_token(s, second);
	assert_string_not_equal(first, second);
	assert_false(signed_in(s, first));
	/* Somebody else in the same browser ends the first one's session. */
	assert_int_equal(sign_in(s, second, "a-staff", "right", NULL), 303);
	new_token(s, third);
	assert_false(signed_in(s, second));
	assert_true(signed_in(s, third));
	assert_int_equal(sessions(s), before + 1);
	/* A wrong password leaves whoever is there alone. */
	assert_int_equal(sign_in(s, third, "a-viewer", "wrong", NULL), 422);
	assert_true(signed_in(s, third));
	/* The database knows no token. */
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM session WHERE length(token) "
			   "<> 32 OR typeof(token) <> 'blob'"),
	    0);
}

static void
signing_out(void **state)
{
	struct site *s = *state;
	int64_t before = sessions(s);
	struct visitor v;

	site_visit(s, s->person[A][0], &v);
	assert_int_equal(sessions(s), before + 1);
	assert_int_equal(site_post(s, &v, "/sign-out", ""), 303);
	assert_string_equal(site_header(s, "Location"), "/sign-in?out=1");
	assert_string_equal(site_header(s, "Clear-Site-Data"), "\"cache\"");
	assert_int_equal(sessions(s), before);
	assert_false(signed_in(s, v.cookie));
}

static void
no_session_without_a_place(void **state)
{
	struct site *s = *state;
	int64_t before = sessions(s);

	assert_int_equal(sign_in(s, "", "stranger", "right", NULL), 403);
	assert_true(shows(s->w, "You have no place here yet"));
	assert_int_equal(sign_in(s, "", "a-viewer", "old", NULL), 403);
	assert_true(shows(s->w, "expired"));
	assert_int_equal(sign_in(s, "", "a-viewer", "busy", NULL), 503);
	assert_true(site_header(s, "Retry-After")[0] > '0');
	kill(s->w->broker, SIGKILL);
	waitpid(s->w->broker, NULL, 0);
	assert_int_equal(sign_in(s, "", "a-viewer", "right", NULL), 503);
	assert_true(site_header(s, "Retry-After")[0] > '0');
	assert_false(has(s->w, "__Host-igtk="));
	/* Whoever was signed in goes on. */
	assert_int_equal(site_get(s, signer(s), "/home"), 200);
	unlink(s->w->socket);
	s->w->broker = start_broker(s->w->socket);
	assert_int_equal(sessions(s), before);
}

static void
next_stays_here(void **state)
{
	static const char *const bad[] = { "https://evil.example/",
		"//evil.example", "/\\evil.example", "\\\\evil.example",
		"/%2f/evil.example", "/%5cevil", "javascript:alert(1)",
		"/home/../..//evil.example", "/./home", "home", "/home?x=1",
		"/home#x", "/nowhere", "/sign-out", "/sign-in", "/",
		"http:evil.example", "/home%0d%0aSet-Cookie:x=y", " /home",
		"/home/", "/assessment//evil.example", "/people/groups",
		"///evil.example/home" };
	static const char *const good[] = { "/home", "/assessment/14.1",
		"/assessment/14.1/requirement/101", "/people/new", "/audit" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(
		    sign_in(s, "", "a-viewer", "right", bad[i]), 303);
		if (strcmp(bad[i], " /home") == 0) /* trimmed: it is ours */
			continue;
		if (strcmp(site_header(s, "Location"), "/") != 0 &&
		    strcmp(bad[i], "/people/groups") != 0)
			fail_msg(
			    "%s led to %s", bad[i], site_header(s, "Location"));
	}
	for (i = 0; i < COUNT(good); i++) {
		assert_int_equal(
		    sign_in(s, "", "a-viewer", "right", good[i]), 303);
		assert_string_equal(site_header(s, "Location"), good[i]);
	}
}

/* Addresses of any length lead to sign in, or nowhere. */
static void
long_addresses(void **state)
{
	struct site *s = *state;
	char uri[2100] = "/assessment/";
	struct visitor v = { "", "x" };
	size_t n;

	for (n = strlen(uri); n < 2050; n++) {
		uri[n] = 'a';
		assert_true(site_get(s, NULL, uri) < 500);
		assert_true(site_post(s, &v, uri, "") < 500);
		uri[n + 1] = '\0';
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_signatures),
		cmocka_unit_test(wrong_people),
		cmocka_unit_test(broker_busy_or_down),
		cmocka_unit_test(too_many_passwords),
		cmocka_unit_test(published_once),
		cmocka_unit_test(rotation),
		cmocka_unit_test(signing_out),
		cmocka_unit_test(no_session_without_a_place),
		cmocka_unit_test(next_stays_here),
		cmocka_unit_test(long_addresses),
	};

	return cmocka_run_group_tests_name(
	    "publish", tests, open_ready, site_close);
}
