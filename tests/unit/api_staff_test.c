/*
 * api_staff_test.c - files of staff, and what a token sees of them that is
 * there for training alone.
 */
#include "api.h"
#include "desk_pages.h"

#define IMPORT API "/manage/import"

static const struct {
	const char *method, *what, *end; /* one that waits, or was taken in */
	unsigned scopes;                 /* any of these reaches it */
} all[] = {
	{ "GET", "file", "", SCOPE_READ },
	{ "HEAD", "file", "", SCOPE_READ },
	{ "POST", "file", "", SCOPE_WRITE },
	{ "POST", "file", "/apply", SCOPE_WRITE },
	{ "GET", "run", "", SCOPE_READ },
	{ "GET", "run", "/refused", SCOPE_READ },
	{ "POST", "file", "/drop", SCOPE_WRITE },
};

static const char *
token(struct site *s, unsigned scopes)
{
	return api_token(s, s->person[A][role_place(ROLE_ADMINISTRATOR)],
	    s->org[A].id, scopes);
}

static int
ask(struct site *s, const char *t, size_t i)
{
	char uri[100];

	snprintf(uri, sizeof(uri), IMPORT "/%s/%lld%s", all[i].what,
	    (long long)(all[i].what[0] == 'f' ? s->import_file[A]
					      : s->import_run[A]),
	    all[i].end);
	return all[i].method[0] == 'P'
		   ? api_send(s, t, uri, FORM_TYPE, "", "", 0)
		   : api_ask(s, t, all[i].method, uri);
}

/* Those of a kind, all of them: 0 staff, 1 completions. */
static void
are_now(struct site *s, int kind)
{
	char sql[100];

	snprintf(sql, sizeof(sql), "UPDATE import_file SET kind = %d", kind);
	site_sql(s, sql);
	snprintf(sql, sizeof(sql), "UPDATE import_run SET kind = %d", kind);
	site_sql(s, sql);
}

static void
staff_is_not_there_for_training(void **state)
{
	struct site *s = *state;
	const char *t = token(s, SCOPE_TRAINING);
	size_t i;

	assert_int_equal(api_get(s, t, IMPORT), 200);
	sees(s, "\"waiting\":[]");
	sees(s, "\"runs\":[]");
	site_mark(s);
	for (i = 0; i < COUNT(all); i++)
		if (ask(s, t, i) != 404)
			fail_msg("%s %s%s: %d", all[i].method, all[i].what,
			    all[i].end, s->w->reply.status);
	assert_true(site_unchanged(s));
}

/* By method, as everywhere: reading does not come with the scope write. */
static void
another_scope_reaches_it(void **state)
{
	static const unsigned with[] = { SCOPE_READ, SCOPE_WRITE };
	struct site *s = *state;
	const char *t;
	size_t i, k;

	for (k = 0; k < COUNT(with); k++) {
		t = token(s, SCOPE_TRAINING | with[k]);
		assert_int_equal(api_get(s, t, IMPORT), 200);
		if (with[k] == SCOPE_READ)
			sees_not(s, "\"waiting\":[]");
		else
			sees(s, "\"waiting\":[]");
		for (i = 0; i < COUNT(all) - 1; i++) /* it is not dropped */
			if ((ask(s, t, i) == 404) == (all[i].scopes == with[k]))
				fail_msg("%s %s%s: %d", all[i].method,
				    all[i].what, all[i].end,
				    s->w->reply.status);
	}
}

static void
completions_are_there(void **state)
{
	struct site *s = *state;
	const char *t = token(s, SCOPE_TRAINING);
	size_t i;

	are_now(s, 1);
	assert_int_equal(api_get(s, t, IMPORT), 200);
	sees_not(s, "\"waiting\":[]");
	sees_not(s, "\"runs\":[]");
	for (i = 0; i < COUNT(all); i++)
		if (ask(s, t, i) == 404)
			fail_msg(
			    "%s %s%s", all[i].method, all[i].what, all[i].end);
	are_now(s, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(staff_is_not_there_for_training),
		cmocka_unit_test(another_scope_reaches_it),
		cmocka_unit_test(completions_are_there),
	};

	return cmocka_run_group_tests_name(
	    "api_staff", tests, site_open, site_close);
}
