/* api_token_test.c - whom a token stands for, and when it opens nothing. */
#include "api.h"
#include "pace.h"

static int64_t
admin(struct site *s)
{
	return s->person[A][role_place(ROLE_ADMINISTRATOR)];
}

static enum err
make(struct site *s, struct api_token *t, day today)
{
	struct unit u = by(s->org[A].id, 0, "test");
	char text[API_TOKEN_TEXT];

	return api_token_make(s->w->app.writer, &u, t, today, text);
}

static void
words_of_scopes(void **state)
{
	static const char *const wrong[] = { "", ",", "read,", ",read", "Read",
		"read write", "read,admin", "readwrite", "reading" };
	struct site *s = *state;
	size_t i;

	for (i = 0; i < COUNT(wrong); i++)
		assert_int_equal(scopes_named(wrong[i]), 0);
	assert_int_equal(scopes_named("read"), SCOPE_READ);
	assert_int_equal(scopes_named("training,read,read"), 5);
	assert_int_equal(scopes_named("read,write,training"), SCOPES_ALL);
	assert_string_equal(
	    scopes_words(s->arena, SCOPES_ALL), "read, write, training");
	assert_string_equal(scopes_words(s->arena, 4), "training");
	assert_null(scope_name((enum scope)3));
}

static void
only_right_ones_are_made(void **state)
{
	struct site *s = *state;
	const day today = clock_day(clock_now());
	struct api_token good = { .person = admin(s),
		.name = "Job",
		.scopes = SCOPE_READ,
		.expires_on = today };
	struct api_token t;
	char name[API_TOKEN_NAME_MAX + 2];

	memset(name, 'x', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	site_mark(s);
	t = good, t.name = "";
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.name = name;
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.name = "a\nb";
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.scopes = 0;
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.scopes = 8;
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.expires_on = today - 1;
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.expires_on = today + API_TOKEN_DAYS_MAX + 1;
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.expires_on = DAY_NONE;
	assert_int_equal(make(s, &t, today), ERR_INVALID);
	t = good, t.person = 7;
	assert_int_equal(make(s, &t, today), ERR_NOTFOUND);
	assert_true(site_unchanged(s));
	t = good, t.expires_on = today + API_TOKEN_DAYS_MAX;
	assert_int_equal(make(s, &t, today), OK);
}

static void
there_is_an_end_to_them(void **state)
{
	struct site *s = *state;
	const day today = clock_day(clock_now());
	struct api_token t = { .person = s->person[C][0],
		.name = "Job",
		.scopes = SCOPE_READ,
		.expires_on = today };
	int i;

	for (i = 0; i < API_TOKENS_MOST; i++)
		assert_int_equal(make(s, &t, today), OK);
	assert_int_equal(make(s, &t, today), ERR_CONFLICT);
	t.expires_on = today + 1;
	assert_int_equal(make(s, &t, today + 1), OK); /* those have ended */
}

/* The texts of no token; each is answered alike. */
static void
what_is_no_token_opens_nothing(void **state)
{
	static const char *const wrong[] = { "Bearer", "Bearer ",
		"Bearer igtk_", "Bearer x", "Basic YTpi", "igtk_",
		"Bearer igtk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"Bearer igtk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"Bearer \xff\xfe", "Bearer ' OR 1=1 --" };
	struct site *s = *state;
	const char *right = api_token(s, admin(s), s->org[A].id, SCOPE_READ);
	const char *detail = NULL;
	char long_one[9000];
	size_t i;

	memset(long_one, 'A', sizeof(long_one));
	memcpy(long_one, "Bearer igtk_", 12);
	long_one[sizeof(long_one) - 1] = '\0';
	assert_int_equal(api_get(s, right, API "/home"), 200);
	for (i = 0; i <= COUNT(wrong); i++) {
		api_get(s, i < COUNT(wrong) ? wrong[i] : long_one, API "/home");
		assert_int_equal(s->w->reply.status, 401);
		assert_string_equal(site_header(s, "WWW-Authenticate"),
		    "Bearer realm=\"igtk\"");
		if (detail != NULL)
			assert_string_equal(api_says(s, "detail"), detail);
		detail = api_says(s, "detail");
	}
	/* The same with a token's own digest, or in a cookie or query. */
	prepare(s->w, "GET", API "/home");
	s->w->wire.cookie =
	    arena_printf(s->arena, "__Host-igtk=%s", right + 12);
	assert_int_equal(serve(s->w), 401);
	api_get(s, NULL,
	    arena_printf(s->arena, API "/home?access_token=%s", right + 7));
	assert_int_equal(s->w->reply.status, 401);
	site_sql(s, "DELETE FROM throttle");
}

static void
it_ends_with_what_it_stood_for(void **state)
{
	struct site *s = *state;
	int64_t who = s->person[A][role_place(ROLE_VIEWER)];
	const char *t = api_token(s, who, s->org[A].id, SCOPE_READ);
	const char *list = API "/assessment/14.1";
	char sql[200];

	assert_int_equal(api_get(s, t, list), 200);
	snprintf(sql, sizeof(sql),
	    "DELETE FROM role_grant WHERE person_id = %lld", (long long)who);
	site_sql(s, sql);
	assert_int_equal(api_get(s, t, list), 403); /* at home, without roles */
	assert_int_equal(api_get(s, t, API "/home"), 200);
	snprintf(sql, sizeof(sql),
	    "UPDATE person SET org_id = NULL WHERE id = %lld", (long long)who);
	site_sql(s, sql);
	assert_int_equal(api_get(s, t, API "/home"), 401);
	snprintf(sql, sizeof(sql),
	    "UPDATE person SET org_id = %lld WHERE id = %lld",
	    (long long)s->org[A].id, (long long)who);
	site_sql(s, sql);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	snprintf(sql, sizeof(sql),
	    "UPDATE person SET closed = 1 WHERE id = %lld", (long long)who);
	site_sql(s, sql);
	assert_int_equal(api_get(s, t, API "/home"), 401);
	site_sql(s, "DELETE FROM throttle");
}

static void
revoked_and_past_ones(void **state)
{
	struct site *s = *state;
	struct unit u = by(s->org[A].id, admin(s), "ann");
	struct unit b = by(s->org[B].id, admin(s), "ann");
	const char *t = api_token(s, admin(s), s->org[A].id, SCOPE_READ);
	int64_t id = site_number(s, "SELECT max(id) FROM api_token");
	struct db *db = s->w->app.writer;
	struct api_token found;
	struct session who;
	day today = clock_day(clock_now());

	assert_int_equal(
	    api_token_find(db, s->arena, t + 7, today + 30, &who, &found), OK);
	assert_int_equal(found.id, id);
	assert_int_equal(who.person, admin(s));
	assert_int_equal(who.org, s->org[A].id);
	assert_int_equal(
	    api_token_find(db, s->arena, t + 7, today + 31, &who, &found),
	    ERR_NOTFOUND);
	assert_int_equal(api_token_revoke(db, &b, id, 0), ERR_NOTFOUND);
	assert_int_equal(api_token_revoke(db, &u, id, 7), ERR_NOTFOUND);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	assert_int_equal(api_token_revoke(db, &u, id, admin(s)), OK);
	assert_int_equal(api_get(s, t, API "/home"), 401);
	assert_int_equal(api_token_revoke(db, &u, id, 0), ERR_NOTFOUND);
	site_sql(s, "DELETE FROM throttle");
}

static void
only_a_digest_is_kept(void **state)
{
	struct site *s = *state;
	const char *t = api_token(s, admin(s), s->org[A].id, SCOPE_READ);
	char sql[300];

	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM api_token WHERE instr(hex(digest), "
	    "hex('%s')) > 0 OR name LIKE '%%%s%%'",
	    t + 12, t + 12);
	assert_int_equal(site_number(s, sql), 0);
	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM audit WHERE detail LIKE '%%%s%%'", t + 12);
	assert_int_equal(site_number(s, sql), 0);
}

static void
its_use_is_noted_once_a_day(void **state)
{
	struct site *s = *state;
	const char *t = api_token(s, admin(s), s->org[A].id, SCOPE_READ);

	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM api_token WHERE id = (SELECT "
			   "max(id) FROM api_token) AND used_on IS NULL"),
	    1);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM api_token WHERE id = (SELECT "
			   "max(id) FROM api_token) AND used_on IS NOT NULL"),
	    1);
	site_mark(s);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	assert_int_equal(api_get(s, t, API "/people"), 200);
	assert_true(site_unchanged(s));
}

static void
guesses_have_to_wait(void **state)
{
	struct site *s = *state;
	const char *t = api_token(s, admin(s), s->org[A].id, SCOPE_READ);
	int64_t most = s->w->app.config->throttle.per_source, i;

	for (i = 0; i < most; i++)
		assert_int_equal(api_get(s, "Bearer igtk_x", API "/home"), 401);
	assert_int_equal(api_get(s, "Bearer igtk_x", API "/home"), 429);
	assert_true(strtol(site_header(s, "Retry-After"), NULL, 10) > 0);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	assert_int_equal(api_get(s, NULL, API "/home"), 401);
	assert_int_equal(api_get(s, "Bearer igtk_x", API "/public"), 200);
	site_sql(s, "DELETE FROM throttle");
}

static void
scopes_say_how_far(void **state)
{
	static const struct {
		const char *method, *path;
		unsigned scopes; /* any of these */
	} all[] = { { "GET", "/home", 1 }, { "GET", "/people", 1 },
		{ "GET", "/training", 5 }, { "HEAD", "/training", 5 },
		{ "GET", "/manage/import", 5 },
		{ "GET", "/manage/import/training", 5 },
		{ "GET", "/manage/import/staff", 1 },
		{ "POST", "/manage/import/staff", 2 }, { "GET", "/manage", 1 },
		{ "GET", "/trainings", 0 }, { "POST", "/settings", 2 },
		{ "POST", "/training/course/IG-ANNUAL", 6 },
		{ "POST", "/people/new", 2 }, { "GET", "/public", 7 } };
	struct site *s = *state;
	const char *t;
	unsigned scopes;
	size_t i;

	for (scopes = 1; scopes <= 7; scopes++) {
		t = api_token(s, admin(s), s->org[A].id, scopes);
		for (i = 0; i < COUNT(all); i++) {
			char uri[100];

			snprintf(uri, sizeof(uri), API "%s", all[i].path);
			if (all[i].method[0] == 'P')
				api_send(s, t, uri, FORM_TYPE, "", "x=y", 3);
			else
				api_ask(s, t, all[i].method, uri);
			if (all[i].scopes == 0)
				assert_int_equal(s->w->reply.status, 404);
			else if ((all[i].scopes & scopes) != 0)
				assert_int_not_equal(s->w->reply.status, 403);
			else
				assert_int_equal(s->w->reply.status, 403);
			if (s->w->reply.status == 403)
				assert_non_null(
				    strstr(site_header(s, "WWW-Authenticate"),
					"insufficient_scope"));
		}
	}
}

static void
too_often_is_told_when_to_ask_again(void **state)
{
	struct site *s = *state;
	const char *t = api_token(s, admin(s), s->org[A].id, SCOPE_READ);
	const char *other = api_token(s, admin(s), s->org[A].id, SCOPE_READ);
	int64_t most = s->w->app.config->api.per_minute, i, left;

	s->w->app.pace = pace_open();
	do { /* within one minute */
		for (i = 0; i < most; i++)
			if (api_get(s, t, API "/help") == 429)
				break;
	} while (i < most && api_get(s, t, API "/help") == 200);
	assert_int_equal(api_get(s, t, API "/help"), 429);
	left = strtol(site_header(s, "Retry-After"), NULL, 10);
	assert_true(left >= 1 && left <= 60);
	assert_int_equal(api_get(s, other, API "/help"), 200);
	assert_int_equal(api_get(s, NULL, API "/help"), 200);
	s->w->app.pace = NULL;
}

static void
each_minute_is_counted_anew(void **state)
{
	const int64_t at = 600 * SECOND;
	struct pace *p = pace_open();
	int i;

	(void)state;
	for (i = 0; i < 3; i++)
		assert_int_equal(pace_take(p, 7, 3, at), 0);
	assert_int_equal(pace_take(p, 7, 3, at), 60);
	assert_int_equal(pace_take(p, 7, 3, at + 59 * SECOND), 1);
	assert_int_equal(pace_take(p, 7 + 4096, 3, at), 0); /* of its own */
	assert_int_equal(pace_take(p, 7, 3, at + 60 * SECOND), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_scopes),
		cmocka_unit_test(only_right_ones_are_made),
		cmocka_unit_test(there_is_an_end_to_them),
		cmocka_unit_test(what_is_no_token_opens_nothing),
		cmocka_unit_test(revoked_and_past_ones),
		cmocka_unit_test(only_a_digest_is_kept),
		cmocka_unit_test(its_use_is_noted_once_a_day),
		cmocka_unit_test(guesses_have_to_wait),
		cmocka_unit_test(scopes_say_how_far),
		cmocka_unit_test(too_often_is_told_when_to_ask_again),
		cmocka_unit_test(each_minute_is_counted_anew),
		cmocka_unit_test(it_ends_with_what_it_stood_for),
	};

	return cmocka_run_group_tests_name(
	    "api_token", tests, site_open, site_close);
}
