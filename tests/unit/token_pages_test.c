/* token_pages_test.c - a person's tokens: made, shown once, used, revoked. */
#include "api.h"
#include "desk_pages.h"

#define TOKENS "/settings/tokens"

static int64_t
of(struct site *s, enum role role)
{
	return s->person[A][role_place(role)];
}

/* The form as it is offered, with a name and the right password. */
static void
fill_form(
    struct site *s, const struct visitor *v, const char *name, struct sheet *f)
{
	sheet_take(s, v, TOKENS, TOKENS, f);
	sheet_set(f, s->arena, "name", name);
	sheet_set(f, s->arena, "password", "right");
}

/* "Bearer ..." of the token that the page shows. */
static const char *
shown_token(struct site *s)
{
	const char *at = strstr(buf_text(&s->w->reply.body), API_TOKEN_PREFIX);

	assert_non_null(at);
	return arena_printf(s->arena, "Bearer %.*s", API_TOKEN_TEXT - 1, at);
}

static void
made_with_the_password_and_shown_once(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ASSESSOR);
	const char *token;
	struct sheet f;

	assert_int_equal(site_get(s, v, "/settings"), 200);
	sees(s, TOKENS);
	assert_int_equal(site_get(s, v, TOKENS), 200);
	sees(s, "You have none");
	fill_form(s, v, "Nightly job", &f);
	assert_int_equal(sheet_send(s, v, &f), 200);
	token = shown_token(s);
	sees(s, "it is not shown again");
	assert_int_equal(api_get(s, token, API "/assessment/14.1"), 200);
	assert_int_equal(api_get(s, token, API "/people"), 403);
	assert_int_equal(api_post(s, token, API "/settings", "{}"), 403);
	assert_int_equal(site_get(s, v, TOKENS), 200);
	sees(s, "Nightly job");
	sees(s, "Works");
	sees_not(s, token + 7);
	/* The same form once more makes no other, and asks nobody. */
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_string_equal(site_header(s, "Location"), TOKENS "?again=1");
	assert_int_equal(site_number(s, "SELECT count(*) FROM api_token"), 1);
}

static void
what_is_wrong_is_said(void **state)
{
	static const struct {
		const char *field, *value, *says;
	} all[] = { { "name", "", "Enter what it is for" },
		{ "read", NULL, "Tick what it may do" },
		{ "until-day", "", "the last day" },
		{ "until-day", "32", "the last day" },
		{ "until-year", "2020", "between today and a year" },
		{ "until-year", "2099", "between today and a year" },
		{ "password", "", "Enter your password" },
		{ "password", "wrong", "Enter the right password" } };
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_REVIEWER);
	int64_t before = site_number(s, "SELECT count(*) FROM api_token");
	struct sheet f;
	size_t i;

	for (i = 0; i < COUNT(all); i++) {
		fill_form(s, v, "Kept <name>", &f);
		sheet_set(&f, s->arena, all[i].field, all[i].value);
		assert_int_equal(sheet_send(s, v, &f), 422);
		if (!shows(s->w, all[i].says) &&
		    strcasestr(buf_text(&s->w->reply.body), all[i].says) ==
			NULL)
			fail_msg(
			    "%s: %s", all[i].says, buf_text(&s->w->reply.body));
		if (i > 0)
			sees(s, "value=\"Kept &lt;name&gt;\"");
	}
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM api_token"), before);
}

static void
only_ones_own_is_revoked(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	const char *t = api_token(s, of(s, ROLE_VIEWER), s->org[A].id, 7);
	int64_t id = site_number(s, "SELECT max(id) FROM api_token");
	const char *path =
	    arena_printf(s->arena, TOKENS "/%lld/revoke", (long long)id);
	struct sheet f;

	assert_int_equal(
	    site_post(s, site_as(s, A, ROLE_STAFF), path, ""), 404);
	assert_int_equal(
	    site_post(s, site_as(s, A, ROLE_ADMINISTRATOR), path, ""), 404);
	assert_int_equal(
	    site_post(s, site_as(s, C, ROLE_VIEWER), path, ""), 404);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	sheet_take(s, v, TOKENS, path, &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(site_get(s, v, site_header(s, "Location")), 200);
	sees(s, "opens nothing any more");
	sees(s, "Revoked");
	assert_int_equal(api_get(s, t, API "/home"), 401);
	site_sql(s, "DELETE FROM throttle");
}

/* A token is for one organisation, and who is in none chooses one first. */
static void
in_no_organisation_there_is_none(void **state)
{
	struct site *s = *state;
	struct visitor v;

	site_visit(s, s->national, &v);
	assert_int_equal(site_get(s, &v, TOKENS), 303);
	assert_string_equal(
	    site_header(s, "Location"), "/organisations?choose=1");
	site_visit(s, s->nobody, &v);
	site_sql(s, "UPDATE session SET org_id = NULL WHERE person_id = "
		    "(SELECT id FROM person WHERE user_name = 'nobody')");
	assert_int_equal(site_get(s, &v, "/settings"), 200);
	sees_not(s, TOKENS);
	assert_int_equal(site_get(s, &v, TOKENS), 404);
}

static void
administrators_see_and_revoke(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	const char *t = api_token(s, of(s, ROLE_MANAGER), s->org[A].id, 1);
	int64_t id = site_number(s, "SELECT max(id) FROM api_token");
	const char *page = arena_printf(
	    s->arena, "/people/%lld", (long long)of(s, ROLE_MANAGER));
	const char *path = arena_printf(
	    s->arena, "%s/tokens/%lld/revoke", page, (long long)id);
	struct sheet f;

	assert_int_equal(site_get(s, v, page), 200);
	sees(s, "Tokens for programs");
	sees(s, "Never used");
	/* Not by way of somebody else's page. */
	assert_int_equal(
	    site_post(s, v,
		arena_printf(s->arena, "/people/%lld/tokens/%lld/revoke",
		    (long long)of(s, ROLE_STAFF), (long long)id),
		""),
	    404);
	sheet_take(s, v, page, path, &f);
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(site_get(s, v, site_header(s, "Location")), 200);
	sees(s, "opens nothing any more");
	sees(s, "By a-administrator");
	assert_int_equal(api_get(s, t, API "/home"), 401);
	assert_int_equal(site_get(s, v, "/audit"), 200);
	sees(s, "Revoked the token Test");
	site_sql(s, "DELETE FROM throttle");
}

static void
a_token_makes_no_token(void **state)
{
	struct site *s = *state;
	const char *t =
	    api_token(s, of(s, ROLE_STAFF), s->org[A].id, SCOPES_ALL);
	int64_t before = site_number(s, "SELECT count(*) FROM api_token");
	int64_t id = site_number(s, "SELECT max(id) FROM api_token");

	assert_int_equal(api_get(s, t, API TOKENS), 200);
	assert_int_equal(api_post(s, t, API TOKENS,
			     "{\"name\":\"x\",\"read\":true,\"until-day\":1,"
			     "\"until-month\":6,\"until-year\":2027,"
			     "\"password\":\"right\"}"),
	    404);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM api_token"), before);
	/* It may end itself. */
	assert_int_equal(api_post(s, t,
			     arena_printf(s->arena, API TOKENS "/%lld/revoke",
				 (long long)id),
			     "{}"),
	    200);
	assert_int_equal(api_get(s, t, API TOKENS), 401);
}

/* Nor an address that would open things after it. */
static void
a_token_makes_no_calendar(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	const char *t =
	    api_token(s, of(s, ROLE_STAFF), s->org[A].id, SCOPES_ALL);

	assert_int_equal(api_get(s, t, API "/settings"), 200);
	site_mark(s);
	assert_int_equal(api_post(s, t, API "/settings/calendar", "{}"), 404);
	assert_true(site_unchanged(s));
	assert_int_equal(site_post(s, v, "/settings/calendar", ""), 200);
	sees(s, "/calendar/");
	/* It may end one. */
	assert_int_equal(
	    api_post(s, t, API "/settings/calendar/end", "{}"), 200);
}

/* The password that signs is asked of programs too, and as patiently. */
static void
wrong_passwords_of_programs_are_counted(void **state)
{
	struct site *s = *state;
	const char *t =
	    api_token(s, of(s, ROLE_ADMINISTRATOR), s->org[A].id, SCOPES_ALL);
	int64_t most = s->w->app.config->throttle.per_account, i;
	const char *pin = "{\"pin\":\"905172\",\"again\":\"905172\","
			  "\"password\":\"wrong\"}";

	site_sql(s, "DELETE FROM throttle");
	for (i = 0; i < most; i++) {
		assert_int_equal(api_post(s, t, API "/training/pin", pin), 422);
		sees(s, "\"field\":\"password\"");
	}
	assert_int_equal(api_post(s, t, API "/training/pin", pin), 429);
	assert_true(strtol(site_header(s, "Retry-After"), NULL, 10) > 0);
	site_sql(s, "DELETE FROM throttle");
	assert_int_equal(api_post(s, t, API "/training/pin",
			     "{\"pin\":\"905172\",\"again\":905172,"
			     "\"password\":\"right\"}"),
	    200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(made_with_the_password_and_shown_once),
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(only_ones_own_is_revoked),
		cmocka_unit_test(in_no_organisation_there_is_none),
		cmocka_unit_test(administrators_see_and_revoke),
		cmocka_unit_test(a_token_makes_no_token),
		cmocka_unit_test(a_token_makes_no_calendar),
		cmocka_unit_test(wrong_passwords_of_programs_are_counted),
	};

	return cmocka_run_group_tests_name(
	    "token pages", tests, site_open, site_close);
}
