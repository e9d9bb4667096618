/* verify_bundle_test.c - what igtk-verify says of a bundle that is valid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The program's own part, which is in no library. */
#include "verify/bundle.c"

int
verify_usage(const char *what, const char *word)
{
	fail_msg("%s%s", what, word);
	return 0;
}

/* What is said of a bundle of the organisation with this name, as JSON. */
static void
says(const char *name, bool json, struct buf *out)
{
	static struct bundle b;
	struct arena *a = arena_open();
	struct buf bytes = { 0 };
	size_t at;

	buf_printf(&bytes,
	    "{\"bundle\":{\"edition\":2,\"organisation\":{\"code\":\"8XX01\","
	    "\"name\":\"%s\"},\"published\":{\"at\":\"2027-03-30T10:00:00Z\"},"
	    "\"score\":{\"grade\":\"satisfactory\"},"
	    "\"set\":{\"version\":\"13\"}}}",
	    name);
	assert_true(canon_fine(bytes.p, bytes.n, &at));
	snprintf(b.found.key, sizeof(b.found.key), "0123");
	buf_reset(out);
	if (json)
		put_json(a, &b, true, (struct canon){ bytes.p, bytes.n }, out);
	else
		put(a, &b, true, (struct canon){ bytes.p, bytes.n }, out);
	buf_clear(&bytes);
	arena_close(a);
}

static void
is_said(const char *name, const char *shown)
{
	struct buf out = { 0 }, want = { 0 };

	says(name, false, &out);
	buf_printf(&want,
	    "valid: 8XX01 %s, version 13, edition 2, published 2027-03-30: "
	    "satisfactory; signed by the key 0123\n",
	    shown);
	assert_string_equal(buf_text(&out), buf_text(&want));
	buf_clear(&out);
	buf_clear(&want);
}

/* As long as a name may be: 200 characters of four bytes; and longer. */
static void
test_a_long_name_is_said_whole(void **state)
{
	static const size_t many[] = { 1, 127, 128, 200, 5000 };
	struct buf name = { 0 };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		buf_reset(&name);
		for (k = 0; k < many[i]; k++)
			buf_puts(&name, "\xf0\x9f\x8f\xa5");
		is_said(buf_text(&name), buf_text(&name));
	}
	buf_clear(&name);
}

static void
test_a_terminal_is_told_no_commands(void **state)
{
	struct buf out = { 0 };

	(void)state;
	is_said("St \\\"Ann\\\"\\\\", "St \"Ann\"\\");
	is_said("Clear\\u001b[2J\\nvalid: \\t\\r", "Clear?[2J?valid: ??");
	says("Clear\\u001b[2J", true, &out);
	assert_null(strchr(buf_text(&out), 0x1b));
	buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_long_name_is_said_whole),
		cmocka_unit_test(test_a_terminal_is_told_no_commands),
	};

	return cmocka_run_group_tests_name("verify_bundle", tests, NULL, NULL);
}
