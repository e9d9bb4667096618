/* canon_test.c - one spelling for each value, and no other. */
#include "buf.h"
#include "canon.h"
#include "jsonw.h"
#include "plain.h"

static bool
fine(const char *text)
{
	size_t at;

	return canon_fine(text, strlen(text), &at);
}

static void
test_what_is_canonical_is_taken(void **state)
{
	static const char *const good[] = {
		"{}",
		"{\"a\":1}",
		"{\"A\":0,\"a\":-1,\"aa\":[],\"b\":{}}",
		"{\"a\":[1,\"\",null,true,false,{\"b\":[]}]}",
		"{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\"}",
		"{\"a\":\"caf\xc3\xa9 \xf0\x9f\x8f\xa5\"}",
		"{\"a\":9007199254740991,\"b\":-9007199254740991}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		if (!fine(good[i]))
			fail_msg("refused: %s", good[i]);
}

static void
test_any_other_spelling_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		" {}",
		"{} ",
		"{ }",
		"[]",
		"1",
		"{\"b\":1,\"a\":2}",
		"{\"a\":1,\"a\":1}",
		"{\"aa\":1,\"a\":2}",
		"{\"a\": 1}",
		"{\"a\":1 }",
		"{\"a\":1,}",
		"{\"a\":[1,]}",
		"{\"a\":01}",
		"{\"a\":-0}",
		"{\"a\":+1}",
		"{\"a\":1.0}",
		"{\"a\":1e0}",
		"{\"a\":9007199254740992}",
		"{\"a\":99999999999999999999999}",
		"{\"a\":\"\\u0041\"}",
		"{\"a\":\"\\u000a\"}",
		"{\"a\":\"\\u001F\"}",
		"{\"a\":\"\\u0000\"}",
		"{\"a\":\"\\/\"}",
		"{\"a\":\"\n\"}",
		"{\"a\":\"\\\"}",
		"{\"a\":\"\xc3\"}",
		"{\"a\":\"\xc0\xaf\"}",
		"{\"a\":\"\xe2\x80\xae\"}",
		"{\"a\":\"\x7f\"}",
		"{\"\":1}",
		"{\"a\\n\":1}",
		"{\"caf\xc3\xa9\":1}",
		"{\"a\":TRUE}",
		"{\"a\":nul}",
		"{\"a\"}",
		"{\"a\":}",
		"{\"a\":1",
		"{\"a\":1}}",
		"{\"a\":1}{}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		if (fine(bad[i]))
			fail_msg("taken: %s", bad[i]);
	assert_false(canon_fine("{}\0", 3, &i));
}

static void
test_depth_is_bounded(void **state)
{
	char text[4096] = "{\"a\":";
	size_t i, n, at;

	(void)state;
	n = strlen(text);
	for (i = 0; i < 14; i++)
		text[n++] = '[';
	for (i = 0; i < 14; i++)
		text[n++] = ']';
	text[n++] = '}';
	assert_true(canon_fine(text, n, &at));
	n = 5;
	memset(text + n, '[', 4000);
	assert_false(canon_fine(text, n + 4000, &at));
	assert_true(at < 30);
}

static void
test_what_is_written_canonical_is_canonical(void **state)
{
	struct buf b = { 0 };
	struct jsonw w = { .out = &b, .canonical = true };
	char text[64];
	struct canon whole, v;
	int64_t n;
	size_t at;

	(void)state;
	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "a", -5);
	jsonw_text(&w, "b", "\"\\\b\f\n\r\t\x01\x1f");
	jsonw_close(&w, '}');
	assert_true(canon_fine(b.p, b.n, &at));
	whole = (struct canon){ b.p, b.n };
	assert_true(canon_member(whole, "b", &v));
	assert_true(canon_text(v, text, sizeof(text)));
	assert_string_equal(text, "\"\\\b\f\n\r\t\x01\x1f");
	assert_false(canon_text(v, text, 9));
	assert_true(canon_text(v, text, 10));
	assert_false(canon_int(v, &n));
	assert_true(canon_member(whole, "a", &v));
	assert_true(canon_int(v, &n));
	assert_int_equal(n, -5);
	assert_false(canon_text(v, text, sizeof(text)));
	assert_false(canon_member(whole, "c", &v));
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_canonical_is_taken),
		cmocka_unit_test(test_any_other_spelling_is_refused),
		cmocka_unit_test(test_depth_is_bounded),
		cmocka_unit_test(test_what_is_written_canonical_is_canonical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
