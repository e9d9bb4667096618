/* jsonw_test.c - JSON that is written is JSON, byte for byte as it should. */
#include "buf.h"
#include "jsonw.h"
#include "plain.h"

static void
assert_written(struct buf *b, const char *want)
{
	assert_string_equal(buf_text(b), want);
	buf_clear(b);
}

static void
test_commas_and_nesting_are_its_business(void **state)
{
	struct buf b = { 0 };
	struct jsonw w = { .out = &b };

	(void)state;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "a", "x");
	jsonw_open(&w, "b", '[');
	jsonw_close(&w, ']');
	jsonw_open(&w, "c", '[');
	jsonw_int(&w, NULL, 1);
	jsonw_open(&w, NULL, '{');
	jsonw_bool(&w, "d", true);
	jsonw_null(&w, "e");
	jsonw_close(&w, '}');
	jsonw_open(&w, NULL, '{');
	jsonw_close(&w, '}');
	jsonw_bool(&w, NULL, false);
	jsonw_close(&w, ']');
	jsonw_hex(&w, "f", "\x00\xff\x1a", 3);
	jsonw_hex(&w, "g", "", 0);
	jsonw_close(&w, '}');
	assert_written(&b, "{\"a\":\"x\",\"b\":[],\"c\":[1,{\"d\":true,\"e\":"
			   "null},{},false],\"f\":\"00ff1a\",\"g\":\"\"}");
}

static void
test_numbers_are_whole_and_exact(void **state)
{
	struct buf b = { 0 };
	struct jsonw w = { .out = &b };

	(void)state;
	jsonw_open(&w, NULL, '[');
	jsonw_int(&w, NULL, INT64_MIN);
	jsonw_int(&w, NULL, -1);
	jsonw_int(&w, NULL, INT64_MAX);
	jsonw_close(&w, ']');
	assert_written(&b, "[-9223372036854775808,-1,9223372036854775807]");
}

static void
test_text_is_escaped_as_far_as_it_must_be(void **state)
{
	struct buf b = { 0 };
	struct jsonw w = { .out = &b };

	(void)state;
	jsonw_text(&w, NULL,
	    "\"\\/\b\f\n\r\t\x01\x1f\x7f \xc3\xa9\xf0\x9f\x98"
	    "\x80</script>");
	assert_written(&b, "\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\u0009\\u0001"
			   "\\u001f\x7f \xc3\xa9\xf0\x9f\x98\x80</script>\"");
	w = (struct jsonw){ .out = &b };
	jsonw_text(&w, NULL, NULL);
	assert_written(&b, "null");
	w = (struct jsonw){ .out = &b };
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "a\"\n", "");
	jsonw_close(&w, '}');
	assert_written(&b, "{\"a\\\"\\n\":\"\"}");
}

static void
nest(unsigned depth)
{
	struct buf b = { 0 };
	struct jsonw w = { .out = &b };
	unsigned i;

	for (i = 0; i < depth; i++) {
		jsonw_open(&w, NULL, '[');
		jsonw_int(&w, NULL, 1);
	}
	for (i = 0; i < depth; i++)
		jsonw_close(&w, ']');
	buf_clear(&b);
}

static void
too_deep(void)
{
	nest(40);
}

static void
close_too_much(void)
{
	struct buf b = { 0 };
	struct jsonw w = { .out = &b };

	jsonw_close(&w, '}');
}

static void
test_deeper_than_can_be_kept_ends_the_process(void **state)
{
	(void)state;
	nest(31);
	assert_true(aborts(too_deep));
	assert_true(aborts(close_too_much));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commas_and_nesting_are_its_business),
		cmocka_unit_test(test_numbers_are_whole_and_exact),
		cmocka_unit_test(test_text_is_escaped_as_far_as_it_must_be),
		cmocka_unit_test(test_deeper_than_can_be_kept_ends_the_process),
	};

	return cmocka_run_group_tests_name("jsonw", tests, NULL, NULL);
}
