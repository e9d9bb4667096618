/* move_test.c - another organisation, another token. */
#include "markup.h"

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

/* Moving brings another token, and the old one is gone with it. */
static void
moving(void **state)
{
	struct site *s = *state;
	int64_t before = sessions(s);
	char token[64], old[sizeof(((struct visitor *)NULL)->cookie)];
	char fields[40];
	struct visitor v;

	site_visit(s, s->national, &v);
	snprintf(old, sizeof(old), "%s", v.cookie);
	snprintf(fields, sizeof(fields), "org=%lld", (long long)s->org[A].id);
	assert_int_equal(site_post(s, &v, "/organisation", fields), 303);
	cookie_set(s->w, "__Host-igtk", token);
	assert_false(signed_in(s, old));
	/* A second press knows the old token only: no error, and no move. */
	assert_int_equal(site_post(s, &v, "/organisation", fields), 303);
	assert_string_equal(
	    site_header(s, "Location"), "/sign-in?again=1&next=");
	assert_int_equal(site_get(s, NULL, "/sign-in?again=1&next="), 200);
	assert_true(shows(s->w, "Sign in to go on"));
	site_holds(s, &v, token);
	assert_string_not_equal(v.cookie, old);
	assert_int_equal(site_get(s, &v, "/sign-in?again=1&next="), 303);
	assert_string_equal(site_header(s, "Location"), "/home");
	assert_int_equal(sessions(s), before + 1);
	assert_true(signed_in(s, v.cookie));
	assert_true(shows(s->w, "Assessments of Own Trust"));
	/* To where one is already: nothing happens. */
	site_mark(s);
	assert_int_equal(site_post(s, &v, "/organisation", fields), 303);
	assert_string_equal(site_header(s, "Set-Cookie"), "");
	assert_true(site_unchanged(s));
	assert_true(signed_in(s, v.cookie));
	/* To nowhere: refused, and still signed in. */
	assert_int_equal(site_post(s, &v, "/organisation", "org=999"), 404);
	assert_true(signed_in(s, v.cookie));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moving),
	};

	return cmocka_run_group_tests_name(
	    "move", tests, site_open, site_close);
}
