/*
 * api_undone_test.c - where nothing is done, a program is told so, and what is
 * in the way; a browser is shown it.
 */
#include "api.h"
#include "desk_pages.h"

#define ACCEPTED                                                               \
	"{\"accept\":true,\"password\":\"right\",\"statement\":\""             \
	"0000000000000000000000000000000000000000000000000000000000000000\"}"

static const char *
admin_token(struct site *s, int o)
{
	return api_token(s, s->person[o][role_place(ROLE_ADMINISTRATOR)],
	    s->org[o].id, SCOPES_ALL);
}

/* The answer says that nothing was done, why, and where to look. */
static void
undone(struct site *s, const char *why, const char *where)
{
	if (s->w->reply.status != 409)
		fail_msg(
		    "%d: %s", s->w->reply.status, buf_text(&s->w->reply.body));
	assert_string_equal(
	    site_header(s, "Content-Type"), "application/problem+json");
	assert_string_equal(api_says(s, "title"), "Nothing was done");
	if (strstr(api_says(s, "detail"), why) == NULL)
		fail_msg("%s", api_says(s, "detail"));
	assert_string_equal(
	    api_says(s, "location"), arena_printf(s->arena, API "%s", where));
	assert_true(site_unchanged(s));
}

/* The same of a form without a field, by a browser. */
static void
sent_to(struct site *s, const char *path, const char *where)
{
	site_post(s, site_as(s, A, ROLE_ADMINISTRATOR), path, "");
	assert_int_equal(s->w->reply.status, 303);
	assert_string_equal(site_header(s, "Location"), where);
	assert_true(site_unchanged(s));
}

static void
what_is_not_ready_is_not_published(void **state)
{
	struct site *s = *state;
	const char *t = admin_token(s, C);

	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	api_post(s, t, API "/assessment/14.1/publish", ACCEPTED);
	undone(s, "Nothing was published. Not complete yet: 114, 116, ",
	    "/assessment/14.1/readiness");
	t = admin_token(s, A);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	api_post(s, t, API "/assessment/13.0/publish", ACCEPTED);
	undone(s, "published before", "/assessment/13.0/publication");
}

static void
nothing_of_a_batch_is_published(void **state)
{
	struct site *s = *state;
	const char *t = admin_token(s, C), *batch, *uri;

	batch =
	    arena_printf(s->arena, "/sites/batch/%lld", (long long)s->batch[C]);
	uri = arena_printf(s->arena, API "%s/publish", batch);
	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	api_post(s, t, uri, ACCEPTED);
	undone(s, "no site of this batch", batch);
	/* One waits, and somebody else has signed. */
	site_sql(s, arena_printf(s->arena,
			"INSERT INTO batch_site SELECT org_id, id, org_id, 0, "
			"0, 2, 0, NULL, '', '', 0 FROM batch WHERE id = %lld",
			(long long)s->batch[C]));
	site_sql(s, arena_printf(s->arena,
			"UPDATE batch SET act = 2, act_at = 1, act_sites = 1 "
			"WHERE id = %lld",
			(long long)s->batch[C]));
	site_mark(s);
	api_post(s, t, arena_printf(s->arena, API "%s/act", batch),
	    "{\"do\":\"go\"}");
	undone(s, "signature", arena_printf(s->arena, "%s/publish", batch));
}

static void
a_file_that_was_taken_in_stays(void **state)
{
	struct site *s = *state;
	const char *t = admin_token(s, A), *file, *run;

	file = arena_printf(
	    s->arena, "/manage/import/file/%lld", (long long)s->import_file[A]);
	run = arena_printf(
	    s->arena, "/manage/import/run/%lld", (long long)s->import_run[A]);
	site_sql(
	    s, arena_printf(s->arena,
		   "UPDATE import_file SET run_id = %lld WHERE id = %lld",
		   (long long)s->import_run[A], (long long)s->import_file[A]));
	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	api_post(s, t, arena_printf(s->arena, API "%s", file),
	    "{\"column-0\":\"employee-number\"}");
	undone(s, "taken in meanwhile", run);
	api_post(s, t, arena_printf(s->arena, API "%s/drop", file), "{}");
	undone(s, "taken in meanwhile", run);
	/* Nobody is told that it was deleted. */
	sent_to(s, arena_printf(s->arena, "%s/drop", file), run);
	/* It is taken in, as was wished. */
	api_post(s, t, arena_printf(s->arena, API "%s/apply", file), "{}");
	assert_int_equal(s->w->reply.status, 200);
}

static void
a_gap_gets_one_action(void **state)
{
	struct site *s = *state;
	int64_t who = s->person[A][role_place(ROLE_ASSESSOR)];
	const char *t = api_token(s, who, s->org[A].id, SCOPES_ALL);
	const char *plan = "/assessment/14.1/plan", *gap;
	struct sheet f;

	sheet_take(s, site_as(s, A, ROLE_ASSESSOR), plan, plan, &f);
	gap = arena_printf(s->arena, "{\"requirement\":\"%s\"}",
	    sheet_field(&f, "requirement")->value);
	assert_int_equal(api_post(s, t, API "/assessment/14.1/plan", gap), 200);
	site_mark(s);
	api_post(s, t, API "/assessment/14.1/plan", gap);
	undone(s, "No other was added", "/assessment/14.1/plan?had=1");
}

static void
without_a_staff_record_there_is_no_pin(void **state)
{
	struct site *s = *state;
	const char *t = admin_token(s, C);

	site_sql(s, "UPDATE staff SET person_id = NULL");
	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	api_post(s, t, API "/training/pin",
	    "{\"pin\":\"905172\",\"again\":\"905172\","
	    "\"password\":\"right\"}");
	undone(s, "no staff record", "/training/pin");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_ready_is_not_published),
		cmocka_unit_test(nothing_of_a_batch_is_published),
		cmocka_unit_test(a_file_that_was_taken_in_stays),
		cmocka_unit_test(a_gap_gets_one_action),
		cmocka_unit_test(without_a_staff_record_there_is_no_pin),
	};

	return cmocka_run_group_tests_name(
	    "api_undone", tests, site_open, site_close);
}
