/* authd_pam_test.c - what igtk-authd tells PAM, whatever PAM asks. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <security/pam_appl.h>

#include <cmocka.h>

#include "../../fcgi/authd/authd.h"

static struct authd_talk
talk(const char *code)
{
	struct authd_talk t = {
		.password = "pass word ",
		.code = code,
		.lock = "",
		.lock_fd = -1,
	};

	return t;
}

/* Ask for n messages of these styles; *r is NULL unless it succeeds. */
static int
ask(struct authd_talk *t, int n, const int *styles, struct pam_response **r)
{
	struct pam_message m[PAM_MAX_NUM_MSG];
	const struct pam_message *list[PAM_MAX_NUM_MSG];

	assert_in_range(n, 1, PAM_MAX_NUM_MSG);
	for (int i = 0; i < n; i++) {
		m[i].msg_style = styles[i];
		m[i].msg = "Prompt: ";
		list[i] = &m[i];
	}
	*r = NULL;
	return authd_converse(n, list, r, t);
}

static void
let_go(struct pam_response *r, int n)
{
	for (int i = 0; i < n; i++)
		free(r[i].resp);
	free(r);
}

static void
assert_says(struct authd_talk *t, int style, const char *text)
{
	struct pam_response *r;

	assert_int_equal(ask(t, 1, &style, &r), PAM_SUCCESS);
	assert_string_equal(r[0].resp, text);
	assert_int_equal(r[0].resp_retcode, 0);
	let_go(r, 1);
}

static void
assert_refuses(struct authd_talk *t, int style)
{
	struct pam_response *r;

	assert_int_equal(ask(t, 1, &style, &r), PAM_CONV_ERR);
	assert_null(r);
}

static void
password_then_code(void **state)
{
	struct authd_talk t = talk("123456");

	(void)state;
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "pass word ");
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "123456");
	assert_refuses(&t, PAM_PROMPT_ECHO_OFF);
	t = talk("123456");
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "pass word ");
	assert_says(&t, PAM_PROMPT_ECHO_ON, "123456");
	assert_refuses(&t, PAM_PROMPT_ECHO_ON);
	assert_false(t.no_code);
}

static void
everything_in_one_call(void **state)
{
	const int styles[] = { PAM_TEXT_INFO, PAM_PROMPT_ECHO_OFF,
		PAM_ERROR_MSG, PAM_PROMPT_ECHO_ON };
	struct authd_talk t = talk("123456");
	struct pam_response *r;

	(void)state;
	assert_int_equal(ask(&t, 4, styles, &r), PAM_SUCCESS);
	assert_null(r[0].resp);
	assert_string_equal(r[1].resp, "pass word ");
	assert_null(r[2].resp);
	assert_string_equal(r[3].resp, "123456");
	let_go(r, 4);
}

/* What was already laid out for one call is taken back. */
static void
one_prompt_too_many_in_one_call(void **state)
{
	const int styles[] = { PAM_PROMPT_ECHO_OFF, PAM_PROMPT_ECHO_OFF,
		PAM_PROMPT_ECHO_OFF };
	struct authd_talk t = talk("123456");
	struct pam_response *r;

	(void)state;
	assert_int_equal(ask(&t, 3, styles, &r), PAM_CONV_ERR);
	assert_null(r);
	assert_true(t.over);
}

static void
a_code_that_is_missing(void **state)
{
	struct authd_talk t = talk("");

	(void)state;
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "pass word ");
	assert_refuses(&t, PAM_PROMPT_ECHO_OFF);
	assert_true(t.no_code);
	assert_true(t.over);
	assert_refuses(&t, PAM_TEXT_INFO);
}

/* The password is never shown, and never handed out late. */
static void
a_visible_prompt_first(void **state)
{
	struct authd_talk t = talk("123456");

	(void)state;
	assert_refuses(&t, PAM_PROMPT_ECHO_ON);
	assert_refuses(&t, PAM_PROMPT_ECHO_OFF);
	assert_int_equal(t.given, 0);
}

static void
counts_out_of_range(void **state)
{
	static const int counts[] = { 0, -1, -2147483647 - 1, 33, 2147483647 };
	const struct pam_message m = { PAM_TEXT_INFO, "Hello" };
	const struct pam_message *list[33];
	struct pam_response *r = NULL;

	(void)state;
	for (size_t i = 0; i < 33; i++)
		list[i] = &m;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct authd_talk t = talk("");

		assert_int_equal(
		    authd_converse(counts[i], list, &r, &t), PAM_CONV_ERR);
		assert_null(r);
		assert_true(t.over);
	}
}

static void
as_many_as_allowed(void **state)
{
	int styles[PAM_MAX_NUM_MSG];
	struct authd_talk t = talk("");
	struct pam_response *r;

	(void)state;
	for (int i = 0; i < PAM_MAX_NUM_MSG; i++)
		styles[i] = PAM_TEXT_INFO;
	assert_int_equal(ask(&t, PAM_MAX_NUM_MSG, styles, &r), PAM_SUCCESS);
	for (int i = 0; i < PAM_MAX_NUM_MSG; i++)
		assert_null(r[i].resp);
	free(r);
}

static void
nowhere_to_answer(void **state)
{
	const struct pam_message info = { PAM_TEXT_INFO, "Hello" };
	const struct pam_message hidden = { PAM_PROMPT_ECHO_OFF, "Password: " };
	const struct pam_message *list[] = { &info };
	struct authd_talk t = talk("");

	(void)state;
	assert_int_equal(authd_converse(1, list, NULL, &t), PAM_SUCCESS);
	list[0] = &hidden;
	assert_int_equal(authd_converse(1, list, NULL, &t), PAM_CONV_ERR);
	assert_int_equal(t.given, 0);
}

static void
messages_that_are_missing(void **state)
{
	const struct pam_message mute = { PAM_PROMPT_ECHO_OFF, NULL };
	const struct pam_message *list[] = { &mute };
	struct authd_talk t = talk("");
	struct pam_response *r = NULL;

	(void)state;
	assert_int_equal(authd_converse(1, list, &r, &t), PAM_SUCCESS);
	assert_string_equal(r[0].resp, "pass word ");
	let_go(r, 1);
	r = NULL;
	list[0] = NULL;
	assert_int_equal(authd_converse(1, list, &r, &t), PAM_CONV_ERR);
	assert_null(r);
	t = talk("");
	assert_int_equal(authd_converse(1, NULL, &r, &t), PAM_CONV_ERR);
	assert_null(r);
}

static void
styles_nobody_knows(void **state)
{
	static const int styles[] = { 0, 5, 7, -1, 99, 2147483647 };

	(void)state;
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		struct authd_talk t = talk("123456");

		assert_refuses(&t, styles[i]);
		assert_refuses(&t, PAM_PROMPT_ECHO_OFF);
	}
}

static void
a_prompt_of_ten_thousand_bytes(void **state)
{
	char *text = malloc(10001);
	struct pam_message m = { PAM_PROMPT_ECHO_OFF, text };
	const struct pam_message *list[] = { &m };
	struct authd_talk t = talk("");
	struct pam_response *r = NULL;

	(void)state;
	assert_non_null(text);
	memset(text, '%', 10000);
	text[10000] = '\0';
	assert_int_equal(authd_converse(1, list, &r, &t), PAM_SUCCESS);
	assert_string_equal(r[0].resp, "pass word ");
	let_go(r, 1);
	free(text);
}

static void
code_is_handed_over_under_the_lock(void **state)
{
	char path[] = "/tmp/authd_pam_test.XXXXXX";
	int fd = mkstemp(path);
	struct authd_talk t = talk("123456");

	(void)state;
	assert_true(fd >= 0);
	t.lock = path;
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "pass word ");
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_int_equal(flock(fd, LOCK_UN), 0);
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "123456");
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -1);
	close(t.lock_fd);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	close(fd);
	unlink(path);
}

static void
no_lock_is_no_reason_to_refuse(void **state)
{
	struct authd_talk t = talk("123456");

	(void)state;
	t.lock = "/nonexistent/authd.lock";
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "pass word ");
	assert_says(&t, PAM_PROMPT_ECHO_OFF, "123456");
}

static void
a_service_that_is_missing(void **state)
{
	const struct authd d = {
		.service = "igtk-no-such-service",
		.lock = "",
		.names = AUTHD_PAM,
	};
	const struct auth_request q = {
		.magic = AUTH_MAGIC,
		.op = AUTH_SIGN_IN,
		.user = "alice",
		.password = "secret",
	};
	struct authd_outcome o;
	char why[200];

	(void)state;
	authd_ask_pam(&d, &q, &o);
	assert_int_equal(o.verdict, AUTH_DOWN);
	assert_int_equal(o.uid, UINT32_MAX);
	assert_string_equal(o.user, "");
	assert_int_equal(authd_check(&d, why, sizeof(why)), ERR_NOTFOUND);
	assert_non_null(strstr(why, "igtk-no-such-service"));
}

static void
an_empty_password_never_reaches_pam(void **state)
{
	const struct authd d = { .service = "igtk-no-such-service" };
	const struct auth_request q = {
		.magic = AUTH_MAGIC,
		.op = AUTH_SIGN_IN,
		.user = "alice",
	};
	struct authd_outcome o;

	(void)state;
	authd_ask_pam(&d, &q, &o);
	assert_int_equal(o.verdict, AUTH_NO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(password_then_code),
		cmocka_unit_test(everything_in_one_call),
		cmocka_unit_test(one_prompt_too_many_in_one_call),
		cmocka_unit_test(a_code_that_is_missing),
		cmocka_unit_test(a_visible_prompt_first),
		cmocka_unit_test(counts_out_of_range),
		cmocka_unit_test(as_many_as_allowed),
		cmocka_unit_test(nowhere_to_answer),
		cmocka_unit_test(messages_that_are_missing),
		cmocka_unit_test(styles_nobody_knows),
		cmocka_unit_test(a_prompt_of_ten_thousand_bytes),
		cmocka_unit_test(code_is_handed_over_under_the_lock),
		cmocka_unit_test(no_lock_is_no_reason_to_refuse),
		cmocka_unit_test(a_service_that_is_missing),
		cmocka_unit_test(an_empty_password_never_reaches_pam),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
