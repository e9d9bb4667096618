/* json_scan_test.c - bytes that are not the JSON we take. */
#include "catalogue.h"
#include "json_place.h"
#include "pack.h"

/* Bytes that are no JSON, and what is said of them. */
struct broken {
	const char *name, *bytes, *fault;
};

#define AT(n) "line 1, byte " #n ": "

static const struct broken broken[] = {
	{ "nothing", "", "$: the file is empty" },
	{ "blanks", " \n", "$: line 2, byte 1: the file ends too early" },
	{ "empty key", "{\"\"}", "$[\"\"]: " AT(4) "':' was expected" },
	{ "a list", "[]", "$: " AT(1) "a JSON object was expected" },
	{ "byte order mark", "\xef\xbb\xbf{}",
	    "$: begins with a byte order mark" },
	{ "cut short", "{\"a\":[1,",
	    "$.a[1]: " AT(9) "the file ends too early" },
	{ "cut after a value", "{\"a\":1",
	    "$.a: " AT(7) "the file ends too early" },
	{ "trailing bytes", "{}\n x",
	    "$: line 2, byte 2: something follows the JSON object" },
	{ "second object", "{}{}",
	    "$: " AT(3) "something follows the JSON object" },
	{ "trailing comma", "{\"a\":[1,]}",
	    "$.a[1]: " AT(9) "a value was expected" },
	{ "comma in object", "{\"a\":1,}",
	    "$.a: " AT(8) "a key in quotes was expected" },
	{ "bare key", "{a:1}", "$: " AT(2) "a key in quotes was expected" },
	{ "single quotes", "{\"a\":'b'}",
	    "$.a: " AT(6) "a value was expected" },
	{ "no colon", "{\"a\" 1}", "$.a: " AT(6) "':' was expected" },
	{ "wrong bracket", "{\"a\":[1}",
	    "$.a[0]: " AT(8) "',' or ']' was expected" },
	{ "no comma", "{\"a\":1 \"b\":2}",
	    "$.a: " AT(8) "',' or '}' was expected" },
	{ "comment", "{\"a\":1/*x*/}",
	    "$.a: " AT(7) "',' or '}' was expected" },
	{ "NaN", "{\"a\":NaN}", "$.a: " AT(6) "a value was expected" },
	{ "True", "{\"a\":True}", "$.a: " AT(6) "a value was expected" },
	{ "leading zero", "{\"a\":01}",
	    "$.a: " AT(7) "',' or '}' was expected" },
	{ "leading plus", "{\"a\":+1}", "$.a: " AT(6) "a value was expected" },
	{ "bare point", "{\"a\":1.}", "$.a: " AT(8) "a number is malformed" },
	{ "bare minus", "{\"a\":-}", "$.a: " AT(7) "a number is malformed" },
	{ "bare exponent", "{\"a\":1e+}",
	    "$.a: " AT(9) "a number is malformed" },
	{ "long number", "{\"a\":11111111111111111111111111111111111111111}",
	    "$.a: " AT(47) "a number is too long" },
	{ "open string", "{\"a\":\"b", "$.a: " AT(8) "a string has no end" },
	{ "newline in string", "{\"a\":\"b\n\"}",
	    "$.a: " AT(8) "control byte in a string" },
	{ "bad escape", "{\"a\":\"\\x\"}",
	    "$.a: " AT(8) "bad escape in a string" },
	{ "bad unicode", "{\"a\":\"\\u12g4\"}",
	    "$.a: " AT(11) "bad escape in a string" },
	{ "escaped NUL", "{\"a\":\"\\u0000\"}",
	    "$.a: " AT(13) "bad escape in a string" },
	{ "low surrogate", "{\"a\":\"\\udc00\"}",
	    "$.a: " AT(13) "bad escape in a string" },
	{ "high surrogate", "{\"a\":\"\\ud800x\"}",
	    "$.a: " AT(13) "bad escape in a string" },
	{ "two high surrogates", "{\"a\":\"\\ud800\\ud800\"}",
	    "$.a: " AT(19) "bad escape in a string" },
};

/* Refused, with these words somewhere among the faults; their number. */
static size_t
refused(struct place *p, const char *s, size_t n, const char *words)
{
	struct catalogue c;

	buf_reset(&p->faults);
	assert_int_equal(
	    pack_read(p->arena, "p", s, n, &c, &p->faults), ERR_INVALID);
	if (strstr(buf_text(&p->faults), words) == NULL)
		fail_msg("wanted %s, got %s", words, buf_text(&p->faults));
	return lines(buf_text(&p->faults));
}

static void
test_broken(void **state)
{
	const struct broken *b = *state;
	struct place p;
	size_t n;

	place_open(&p, "pack/small.json");
	n = refused(&p, b->bytes, strlen(b->bytes),
	    arena_printf(p.arena, "p: %s\n", b->fault));
	assert_int_equal(n, 1);
	place_close(&p);
}

/* Every fault is told, up to fifty. */
static void
test_many_faults(void **state)
{
	struct buf b = { 0 };
	struct place p;
	const char *s;
	int i;

	(void)state;
	place_open(&p, "pack/small.json");
	s = replaced(&p, p.seed, "\"revision\":3", "\"revision\":0");
	s = replaced(&p, s, "\"igt\"", "7");
	s = replaced(&p, s, "\"115\"", "\"x\"");
	assert_int_equal(refused(&p, s, strlen(s), "$.framework: "), 3);
	buf_puts(&b, "\"revision\":3");
	for (i = 0; i < 60; i++)
		buf_printf(&b, ",\"k%d\":0", i);
	s = replaced(&p, p.seed, "\"revision\":3", buf_text(&b));
	assert_int_equal(refused(&p, s, strlen(s), "\nand more\n"), 51);
	buf_clear(&b);
	place_close(&p);
}

static void
test_repeated_keys(void **state)
{
	struct place p;
	const char *s;

	(void)state;
	place_open(&p, "pack/small.json");
	s = replaced(&p, p.seed, "\"igt\"", "\"igt\",\"framework\":\"x\"");
	s = replaced(&p, s, "\"T1a\"", "\"T1a\",\"t\\u0065xt\":\"T\"");
	s = replaced(&p, s, "\"115\"", "\"x\"");
	refused(&p, s, strlen(s), "p: $.framework: key given twice\n");
	assert_told(&p,
	    "$.requirements[0].levels[1].criteria[0].text: key given twice");
	assert_told(&p, "$.requirements[1].number: must be three digits");
	place_close(&p);
}

static void
test_depth(void **state)
{
	static char deep[20005];
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	memset(deep, '[', sizeof(deep));
	memcpy(deep, "{\"a\":", 5);
	assert_int_equal(refused(&p, deep, sizeof(deep), "nested too deep"), 1);
	memset(deep + 20, ']', 15);
	deep[35] = '}';
	refused(&p, deep, 36, "$.a: unknown key");
	place_close(&p);
}

static void
test_nul(void **state)
{
	struct place p;
	char *s;
	size_t n;

	(void)state;
	place_open(&p, "pack/small.json");
	n = strlen(p.seed);
	s = arena_copy(p.arena, p.seed, n);
	refused(&p, s, n + 1, "something follows the JSON object");
	strstr(s, "A set")[1] = '\0';
	refused(&p, s, n, "control byte in a string");
	place_close(&p);
}

static void
test_too_many_keys(void **state)
{
	struct buf b = { 0 };
	struct place p;
	int i;

	(void)state;
	place_open(&p, "pack/small.json");
	buf_puts(&b, "{\"format\":1");
	for (i = 0; i < 999; i++)
		buf_printf(&b, ",\"%d\":0", i);
	buf_putc(&b, '}');
	refused(&p, b.p, b.n, "$.format: must be a text in quotes");
	b.n--;
	buf_puts(&b, ",\"x\":0}");
	refused(&p, b.p, b.n, "too many keys in one object");
	buf_clear(&b);
	place_close(&p);
}

static void
test_long_key(void **state)
{
	struct buf b = { 0 };
	struct place p;
	int i;

	(void)state;
	place_open(&p, "pack/small.json");
	buf_puts(&b, "{\"");
	for (i = 0; i < 100; i++)
		buf_putc(&b, 'k');
	buf_puts(&b, "\":0}");
	refused(&p, b.p, b.n, "kkkkk...\"]: unknown key");
	b.n -= 4;
	buf_puts(&b, "k\":0}");
	refused(&p, b.p, b.n, "a key is too long");
	buf_clear(&b);
	place_close(&p);
}

static void
fill(struct buf *b, const char *element, size_t n)
{
	size_t i;

	buf_reset(b);
	buf_puts(b, "{\"a\":[");
	for (i = 0; i < n; i++) {
		buf_puts(b, i == 0 ? "" : ",");
		buf_puts(b, element);
	}
	buf_puts(b, "]}");
}

static void
test_too_much(void **state)
{
	struct buf b = { 0 };
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	fill(&b, "1", 1000000);
	refused(&p, b.p, b.n, "too many values");
	fill(&b, "{}", 250000);
	refused(&p, b.p, b.n, "too many lists and objects");
	buf_reset(&b);
	memset(buf_room(&b, PACK_BYTES_MAX + 1), ' ', PACK_BYTES_MAX + 1);
	refused(&p, b.p, PACK_BYTES_MAX + 1, "$: larger than 8388608 bytes");
	buf_clear(&b);
	place_close(&p);
}

static void
test_odd_name(void **state)
{
	struct catalogue c;
	struct place p;

	(void)state;
	place_open(&p, "pack/small.json");
	assert_int_equal(
	    pack_read(p.arena, "a\nb", "[]", 2, &c, &p.faults), ERR_INVALID);
	assert_memory_equal(buf_text(&p.faults), "a?b: $", 6);
	place_close(&p);
}

int
main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(test_many_faults),
		cmocka_unit_test(test_repeated_keys),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_too_many_keys),
		cmocka_unit_test(test_long_key),
		cmocka_unit_test(test_too_much),
		cmocka_unit_test(test_odd_name),
	};
	static struct CMUnitTest tests[COUNT(broken) + COUNT(others)];
	size_t i;

	for (i = 0; i < COUNT(broken); i++)
		tests[i] = (struct CMUnitTest){ .name = broken[i].name,
			.test_func = test_broken,
			.initial_state = (void *)(uintptr_t)&broken[i] };
	memcpy(tests + COUNT(broken), others, sizeof(others));
	return cmocka_run_group_tests_name("json_scan", tests, NULL, NULL);
}
