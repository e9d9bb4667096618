/* api_place_test.c - where a token's person has a place, and where not. */
#include "api.h"

#define YEAR API "/assessment/14.1"

/* Roles of the groups that it was told of count, and those of others not. */
static void
groups_count_as_they_were(void **state)
{
	struct site *s = *state;
	const char *t = api_token(s, s->nobody, s->org[A].id, SCOPE_READ);
	int64_t id = site_number(s, "SELECT max(id) FROM api_token");
	const char *names[] = { "group" };
	struct groups in = { names, 1 }, none = { NULL, 0 };
	struct db *db = s->w->app.writer;
	day today = clock_day(clock_now());
	const struct api_token token = { .person = s->nobody,
		.org = s->org[A].id };
	struct session who = { 0 };

	assert_int_equal(api_token_used(db, id, today, &in), OK);
	assert_int_equal(api_get(s, t, API "/assessment/14.1"), 200);
	assert_int_equal(api_token_used(db, id, today, &none), OK);
	assert_int_not_equal(api_get(s, t, API "/assessment/14.1"), 200);
	assert_int_equal(api_token_group_roles(db, &in, &token, &who), OK);
	assert_int_equal(who.roles, ROLE_VIEWER);
	assert_int_equal(who.person, s->nobody);
	/* Asked anew on another day: the system knows of no such group. */
	assert_int_equal(api_token_used(db, id, today - 1, &in), OK);
	assert_int_not_equal(api_get(s, t, API "/assessment/14.1"), 200);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM api_token_group"), 0);
	site_sql(s, "DELETE FROM throttle");
}

/* A role of them, by name or through a group of which the token was told. */
static void
hold(struct site *s, int64_t org, const char *group, enum role role)
{
	struct unit u = by(org, 0, "test");
	struct grant g = { .role = role,
		.group = group,
		.person = group == NULL ? s->nobody : 0 };

	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
}

static void
hold_nothing(struct site *s, int64_t token)
{
	const struct groups none = { NULL, 0 };
	day today = clock_day(clock_now());

	site_sql(s, arena_printf(s->arena,
			"DELETE FROM role_grant WHERE person_id = %lld OR "
			"group_name = 'far'",
			(long long)s->nobody));
	assert_int_equal(
	    api_token_used(s->w->app.writer, token, today, &none), OK);
}

/* Of the roles that are held everywhere only the national one is one there. */
static void
held_everywhere_is_no_place(void **state)
{
	struct site *s = *state;
	const char *t = api_token(s, s->nobody, s->org[A].id, SCOPE_READ);
	int64_t id = site_number(s, "SELECT max(id) FROM api_token");
	static const char *const group[] = { NULL, "far" };
	const char *names[] = { "far" };
	const struct groups in = { names, 1 };
	day today = clock_day(clock_now());
	size_t i;

	site_sql(s, arena_printf(s->arena,
			"UPDATE person SET org_id = NULL WHERE id = %lld",
			(long long)s->nobody));
	for (i = 0; i < COUNT(group); i++) {
		hold_nothing(s, id);
		assert_int_equal(api_get(s, t, API "/home"), 401);
		if (group[i] != NULL)
			assert_int_equal(
			    api_token_used(s->w->app.writer, id, today, &in),
			    OK);
		hold(s, 0, group[i], ROLE_EXTERNAL_REVIEWER);
		assert_int_equal(api_get(s, t, API "/home"), 401);
		hold(s, s->org[A].id, group[i], ROLE_EXTERNAL_REVIEWER);
		assert_int_equal(api_get(s, t, API "/home"), 200);
		hold_nothing(s, id);
		if (group[i] != NULL)
			assert_int_equal(
			    api_token_used(s->w->app.writer, id, today, &in),
			    OK);
		hold(s, 0, group[i], ROLE_NATIONAL);
		assert_int_equal(api_get(s, t, API "/home"), 200);
	}
	hold_nothing(s, id);
	site_sql(s, "DELETE FROM throttle");
}

/* At home they are as in a session: what is held everywhere counts. */
static void
held_everywhere_counts_where_there_is_one(void **state)
{
	struct site *s = *state;
	int64_t who = s->person[A][role_place(ROLE_STAFF)];
	const char *t = api_token(s, who, s->org[A].id, SCOPE_READ);
	struct unit u = by(0, 0, "test");
	struct grant g = { .role = ROLE_EXTERNAL_REVIEWER, .person = who };

	assert_int_equal(api_get(s, t, API "/reviews"), 403);
	assert_int_equal(role_grant(s->w->app.writer, &u, &g), OK);
	assert_int_equal(api_get(s, t, API "/reviews"), 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_count_as_they_were),
		cmocka_unit_test(held_everywhere_is_no_place),
		cmocka_unit_test(held_everywhere_counts_where_there_is_one),
	};

	return cmocka_run_group_tests_name(
	    "api_place", tests, site_open, site_close);
}
