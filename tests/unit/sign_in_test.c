/* sign_in_test.c - signing in and out, through the whole application. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

/* Send the sign-in form, freshly loaded. */
static int
sign_in(struct world *w, const char *user, const char *password)
{
	char csrf[64], op[64], pre[64], cookie[100], body[600];

	assert_int_equal(get(w, "/sign-in"), 200);
	hidden(w, "csrf", csrf);
	hidden(w, "op", op);
	cookie_set(w, "__Host-igtk-pre", pre);
	snprintf(cookie, sizeof(cookie), "__Host-igtk-pre=%s", pre);
	snprintf(body, sizeof(body), "csrf=%s&op=%s&next=&user=%s&password=%s",
	    csrf, op, user, password);
	prepare(w, "POST", "/sign-in");
	with_body(w, body);
	w->wire.cookie = cookie;
	return serve(w);
}

static void
signing_in(void **state)
{
	struct world *w = *state;
	char token[64], line[200];

	assert_int_equal(sign_in(w, "PRIYA", "right"), 303);
	assert_true(has(w, "Location: /\r\n"));
	cookie_set(w, "__Host-igtk", token);
	assert_int_equal(strlen(token), SESSION_TOKEN_TEXT - 1);
	snprintf(line, sizeof(line),
	    "Set-Cookie: __Host-igtk=%s; Path=/; HttpOnly; SameSite=Lax; "
	    "Secure\r\n",
	    token);
	assert_true(has(w, line));
	prepare(w, "GET", "/help");
	snprintf(line, sizeof(line), "__Host-igtk=%s", token);
	w->wire.cookie = line;
	assert_int_equal(serve(w), 200);
	assert_true(shows(w, "Priya &lt;Anand&gt;"));
}

static void
wrong_password(void **state)
{
	struct world *w = *state;

	assert_int_equal(sign_in(w, "nobody%22%3E", "hunter2"), 422);
	assert_true(shows(w, "<title>Error: Sign in - "));
	assert_true(shows(w, "Enter the right user name and password"));
	assert_true(shows(w, "value=\"nobody&quot;&gt;\""));
	assert_false(shows(w, "hunter2"));
	assert_false(has(w, "__Host-igtk="));
}

/* Whatever is wrong, the answer is the same but for its one-time parts. */
static void
too_long_password(void **state)
{
	struct world *w = *state;
	char password[513];

	memset(password, 'x', sizeof(password));
	password[512] = '\0';
	assert_int_equal(sign_in(w, "longish", password), 422);
	assert_true(shows(w, "Enter the right user name and password"));
}

static void
empty_fields(void **state)
{
	struct world *w = *state;

	assert_int_equal(sign_in(w, "+", ""), 422);
	assert_true(shows(w, "Enter your user name"));
	assert_true(shows(w, "Enter your password"));
	assert_int_equal(sign_in(w, "x", "a%00b"), 400);
	assert_int_equal(sign_in(w, "x", "y&admin=1"), 400);
}

static void
other_verdicts(void **state)
{
	struct world *w = *state;

	assert_int_equal(sign_in(w, "priya", "old"), 403);
	assert_true(shows(w, "has expired"));
	assert_false(has(w, "__Host-igtk="));
	assert_int_equal(sign_in(w, "priya", "busy"), 503);
	assert_true(has(w, "Retry-After: "));
	assert_int_equal(sign_in(w, "stranger", "right"), 403);
	assert_true(shows(w, "You have no place here yet"));
	assert_false(has(w, "__Host-igtk="));
}

static void
too_many_attempts(void **state)
{
	struct world *w = *state;
	int i;

	for (i = 0; i < 5; i++)
		assert_int_equal(sign_in(w, "guessed", "wrong"), 422);
	assert_int_equal(sign_in(w, "Guessed", "right"), 429);
	assert_true(has(w, "Retry-After: 30\r\n"));
	/* Attempts that were not judged do not count. */
	for (i = 0; i < 7; i++)
		assert_int_equal(sign_in(w, "unlucky", "busy"), 503);
}

/* A token that came from elsewhere is never made a session. */
static void
fixation(void **state)
{
	static const char planted[] =
	    "__Host-igtk=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	struct world *w = *state;
	char csrf[64], old[200], token[64], pre[64], op[64], body[300];
	char cookies[400];

	assert_int_equal(get(w, "/sign-in"), 200);
	hidden(w, "csrf", csrf);
	hidden(w, "op", op);
	cookie_set(w, "__Host-igtk-pre", pre);
	snprintf(body, sizeof(body), "csrf=%s&op=%s&user=priya&password=right",
	    csrf, op);
	snprintf(
	    cookies, sizeof(cookies), "%s; __Host-igtk-pre=%s", planted, pre);
	prepare(w, "POST", "/sign-in");
	with_body(w, body);
	w->wire.cookie = cookies;
	assert_int_equal(serve(w), 303);
	cookie_set(w, "__Host-igtk", token);
	assert_null(strstr(planted, token));
	/* Signing in again ends the session that the browser had. */
	snprintf(old, sizeof(old), "__Host-igtk=%s", token);
	snprintf(cookies, sizeof(cookies), "%s; __Host-igtk-pre=%s", old, pre);
	prepare(w, "POST", "/sign-in");
	with_body(w, body);
	w->wire.cookie = cookies;
	assert_int_equal(serve(w), 303);
	prepare(w, "GET", "/help");
	w->wire.cookie = old;
	assert_int_equal(serve(w), 200);
	assert_false(shows(w, "Sign out"));
}

static void
sign_in_form_of_another(void **state)
{
	struct world *w = *state;
	char csrf[64], op[64], body[300];

	assert_int_equal(get(w, "/sign-in"), 200);
	hidden(w, "csrf", csrf);
	hidden(w, "op", op);
	snprintf(body, sizeof(body), "csrf=%s&op=%s&user=priya&password=right",
	    csrf, op);
	prepare(w, "POST", "/sign-in");
	with_body(w, body);
	assert_int_equal(serve(w), 403);
	prepare(w, "POST", "/sign-in");
	with_body(w, body);
	w->wire.cookie = "__Host-igtk-pre="
			 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	assert_int_equal(serve(w), 403);
}

static void
signing_out(void **state)
{
	struct world *w = *state;
	char csrf[64], cookie[64];

	session(w, cookie, csrf);
	assert_int_equal(post(w, "/sign-out", cookie, csrf, "7"), 303);
	assert_true(has(w, "Location: /sign-in?out=1\r\n"));
	assert_true(
	    has(w, "Set-Cookie: __Host-igtk=; Path=/; HttpOnly; SameSite=Lax; "
		   "Secure; Max-Age=0\r\n"));
	assert_true(has(w, "Clear-Site-Data: \"cache\"\r\n"));
	prepare(w, "GET", "/help");
	w->wire.cookie = cookie;
	assert_int_equal(serve(w), 200);
	assert_false(shows(w, "Sign out"));
	assert_int_equal(get(w, "/sign-in?out=1"), 200);
	assert_true(shows(w, "You have signed out"));
}

static void
next_is_ours(void **state)
{
	struct world *w = *state;
	char value[64];

	assert_int_equal(get(w, "/sign-in?next=https://evil.example/"), 200);
	hidden(w, "next", value);
	assert_string_equal(value, "");
	assert_int_equal(get(w, "/sign-in?next=//evil.example"), 200);
	hidden(w, "next", value);
	assert_string_equal(value, "");
	assert_int_equal(get(w, "/sign-in?other=1"), 400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signing_in),
		cmocka_unit_test(wrong_password),
		cmocka_unit_test(too_long_password),
		cmocka_unit_test(empty_fields),
		cmocka_unit_test(other_verdicts),
		cmocka_unit_test(too_many_attempts),
		cmocka_unit_test(fixation),
		cmocka_unit_test(sign_in_form_of_another),
		cmocka_unit_test(signing_out),
		cmocka_unit_test(next_is_ours),
	};

	return cmocka_run_group_tests_name(
	    "sign-in", tests, open_world, close_world);
}
