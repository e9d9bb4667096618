/* req_test.c - paths, cookies, addresses and bodies, within limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire.h"

#define TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define FORM_TYPE "application/x-www-form-urlencoded"

static void
opens(const char *base, const char *uri, enum err expected, const char *path)
{
	struct bench b;
	enum err e;

	bench_open(&b, "GET", uri);
	free(b.config.web.base_path);
	b.config.web.base_path = strdup(base);
	e = req_open(&b.req);
	if (e != expected)
		fail_msg("%s: %s", uri, err_name(e));
	if (e == OK)
		assert_string_equal(b.req.path, path);
	bench_close(&b);
}

static void
paths(void **state)
{
	(void)state;
	opens("", "/", OK, "/");
	opens("", "/a/b.c_d~e-F9", OK, "/a/b.c_d~e-F9");
	opens("", "/a/?b=//../%2e", OK, "/a/");
	opens("", "/...", OK, "/...");
	opens("", "/a..b", OK, "/a..b");
	opens("", "/.well-known", OK, "/.well-known");
}

static void
bad_paths(void **state)
{
	static const char *const uris[] = { "", "a", "?a", "*", "http://host/a",
		"//", "//a", "/a//b", "/.", "/..", "/./a", "/../a", "/a/.",
		"/a/..", "/a/./b", "/a/../b", "/%2e", "/a%2fb", "/%00", "/a b",
		"/a\\b", "/a;b", "/a:b", "/a\x7f", "/\xc3\xa9", "/a#b", "/a\tb",
		"/a\r\nb", "/a?b c", "/a?\x01", "/a?\xff", "/a?\x7f" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(uris) / sizeof(uris[0]); i++) {
		opens("", uris[i], ERR_MALFORMED, NULL);
		opens("/ig", uris[i], ERR_MALFORMED, NULL);
	}
}

static void
base_path(void **state)
{
	(void)state;
	opens("/ig", "/ig", OK, "/");
	opens("/ig", "/ig/", OK, "/");
	opens("/ig", "/ig/a?x", OK, "/a");
	opens("/ig", "/", ERR_NOTFOUND, NULL);
	opens("/ig", "/igloo", ERR_NOTFOUND, NULL);
	opens("/ig", "/a/ig", ERR_NOTFOUND, NULL);
	opens("/ig", "/i", ERR_NOTFOUND, NULL);
	opens("/a/b", "/a", ERR_NOTFOUND, NULL);
}

static void
long_uri(void **state)
{
	char uri[2002];

	(void)state;
	memset(uri, 'a', sizeof(uri));
	uri[0] = '/';
	uri[2000] = '\0';
	opens("", uri, OK, uri);
	uri[2000] = 'a';
	uri[2001] = '\0';
	opens("", uri, ERR_MALFORMED, NULL);
}

static void
query(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "GET", "/a?x=1&y=?");
	assert_int_equal(req_open(&b.req), OK);
	assert_string_equal(b.req.query, "x=1&y=?");
	bench_close(&b);
}

static void
methods(void **state)
{
	static const struct {
		const char *name;
		enum method method;
	} known[] = { { "GET", METHOD_GET }, { "HEAD", METHOD_GET },
		{ "POST", METHOD_POST }, { "PUT", METHOD_OTHER },
		{ "get", METHOD_OTHER }, { "TRACE", METHOD_OTHER },
		{ "", METHOD_OTHER } };
	struct bench b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		bench_open(&b, known[i].name, "/");
		assert_int_equal(req_open(&b.req), OK);
		assert_int_equal(b.req.method, known[i].method);
		bench_close(&b);
	}
}

static enum err
with_cookie(struct bench *b, const char *cookie, bool secure)
{
	bench_open(b, "GET", "/");
	b->config.web.secure = secure;
	b->wire.cookie = cookie;
	return req_open(&b->req);
}

static void
cookies(void **state)
{
	struct bench b;

	(void)state;
	assert_int_equal(with_cookie(&b, "a=b; __Host-igtk=" TOKEN, true), OK);
	assert_string_equal(b.req.token, TOKEN);
	assert_null(b.req.pre);
	bench_close(&b);
	assert_int_equal(
	    with_cookie(
		&b, "__Host-igtk-pre=" TOKEN ";__Host-igtk=" TOKEN, true),
	    OK);
	assert_non_null(b.req.token);
	assert_non_null(b.req.pre);
	bench_close(&b);
	assert_int_equal(with_cookie(&b, "igtk=" TOKEN, false), OK);
	assert_string_equal(b.req.token, TOKEN);
	bench_close(&b);
}

/* A cookie of another name, or of another form, is as good as none. */
static void
cookies_ignored(void **state)
{
	static const char *const odd[] = { "igtk=" TOKEN, "__host-igtk=" TOKEN,
		"x__Host-igtk=" TOKEN, "__Host-igtk",
		"__Host-igtk=", "__Host-igtk=short", "__Host-igtk=" TOKEN "A",
		"__Host-igtk=\"" TOKEN "\"", "__Host-igtk = " TOKEN, ";;;", "=",
		"__Host-igtk=" TOKEN " ",
		"__Host-igtk=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+" };
	struct bench b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		assert_int_equal(with_cookie(&b, odd[i], true), OK);
		if (b.req.token != NULL)
			fail_msg("taken: %s", odd[i]);
		bench_close(&b);
	}
}

static void
cookies_doubled(void **state)
{
	struct bench b;

	(void)state;
	assert_int_equal(
	    with_cookie(&b, "igtk=" TOKEN "; a=b; igtk=" TOKEN, false),
	    ERR_MALFORMED);
	bench_close(&b);
	assert_int_equal(
	    with_cookie(&b, "igtk=x; igtk=" TOKEN, false), ERR_MALFORMED);
	bench_close(&b);
	assert_int_equal(
	    with_cookie(&b, "igtk-pre=x;igtk-pre=y", false), ERR_MALFORMED);
	bench_close(&b);
}

static void
doubled_parameter(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "GET", "/");
	b.wire.doubled = true;
	assert_int_equal(req_open(&b.req), ERR_MALFORMED);
	bench_close(&b);
}

static void
remote(void **state)
{
	char far[80];
	struct bench b;

	(void)state;
	bench_open(&b, "GET", "/");
	assert_int_equal(req_open(&b.req), OK);
	assert_string_equal(b.req.remote, "192.0.2.7");
	assert_int_equal(strlen(b.req.id), 14);
	bench_close(&b);
	memset(far, '1', sizeof(far));
	far[64] = '\0';
	bench_open(&b, "GET", "/");
	b.wire.remote = far;
	assert_int_equal(req_open(&b.req), ERR_MALFORMED);
	bench_close(&b);
}

static enum body_fault
body(struct bench *b, const char *type, const char *length, const char *text)
{
	bench_open(b, "POST", "/");
	b->wire.content_type = type;
	b->wire.content_length = length;
	b->body = (struct memory){ text, strlen(text) };
	assert_int_equal(req_open(&b->req), OK);
	return req_body(&b->req, 20);
}

static void
body_is(
    const char *type, const char *length, const char *text, enum body_fault f)
{
	struct bench b;

	assert_int_equal(body(&b, type, length, text), f);
	bench_close(&b);
}

static void
bodies(void **state)
{
	struct bench b;

	(void)state;
	assert_int_equal(body(&b, FORM_TYPE, "10", "a=12345678"), BODY_OK);
	assert_int_equal(b.req.body_n, 10);
	assert_string_equal(b.req.body, "a=12345678");
	bench_close(&b);
	body_is(FORM_TYPE, "0", "", BODY_OK);
	body_is(FORM_TYPE, "20", "aaaaaaaaaaaaaaaaaaaa", BODY_OK);
	body_is(FORM_TYPE ";charset=UTF-8", "1", "a", BODY_OK);
	body_is("Application/X-WWW-Form-URLencoded", "1", "a", BODY_OK);
}

static void
bodies_refused(void **state)
{
	(void)state;
	body_is(FORM_TYPE, "", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, "-1", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, "+1", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, " 1", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, "1, 1", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, "0x1", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, "18446744073709551617", "a", BODY_NO_LENGTH);
	body_is(FORM_TYPE, "21", "aaaaaaaaaaaaaaaaaaaaa", BODY_TOO_LARGE);
	body_is(FORM_TYPE, "999999999999", "a", BODY_TOO_LARGE);
	body_is("", "1", "a", BODY_WRONG_TYPE);
	body_is("text/plain", "1", "a", BODY_WRONG_TYPE);
	body_is("multipart/form-data; boundary=x", "1", "a", BODY_WRONG_TYPE);
	body_is(FORM_TYPE "x", "1", "a", BODY_WRONG_TYPE);
	body_is(FORM_TYPE, "5", "aaaa", BODY_CUT);
	body_is(FORM_TYPE, "3", "aaaa", BODY_CUT);
}

static void
arguments(void **state)
{
	struct req r = { .args = { "13", "x", "0", "9223372036854775808" } };

	(void)state;
	assert_string_equal(req_arg(&r, 1), "x");
	assert_string_equal(req_arg(&r, REQ_ARGS), "");
	assert_int_equal(req_arg_id(&r, 0), 13);
	assert_int_equal(req_arg_id(&r, 1), 0);
	assert_int_equal(req_arg_id(&r, 2), 0);
	assert_int_equal(req_arg_id(&r, 3), 0);
	r.args[0] = "9223372036854775807";
	r.args[1] = "013";
	r.args[2] = "-1";
	r.args[3] = NULL;
	assert_true(req_arg_id(&r, 0) == INT64_MAX);
	assert_int_equal(req_arg_id(&r, 1), 0);
	assert_int_equal(req_arg_id(&r, 2), 0);
	assert_int_equal(req_arg_id(&r, 3), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths),
		cmocka_unit_test(bad_paths),
		cmocka_unit_test(base_path),
		cmocka_unit_test(long_uri),
		cmocka_unit_test(query),
		cmocka_unit_test(methods),
		cmocka_unit_test(cookies),
		cmocka_unit_test(cookies_ignored),
		cmocka_unit_test(cookies_doubled),
		cmocka_unit_test(doubled_parameter),
		cmocka_unit_test(remote),
		cmocka_unit_test(bodies),
		cmocka_unit_test(bodies_refused),
		cmocka_unit_test(arguments),
	};

	return cmocka_run_group_tests_name("req", tests, NULL, NULL);
}
