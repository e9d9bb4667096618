/* verify_line_test.c - which lines igtk-verify takes for entries. */
#include "json_place.h"

/* The program's own part, which is in no library. */
#include "verify/entry.c"

#define ZEROS                                                                  \
	"000000000000000000000000000000000000000000000000000000000000"         \
	"0000"
#define ONES                                                                   \
	"111111111111111111111111111111111111111111111111111111111111"         \
	"1111"
#define NUMBERS "\"at\":17,\"actor_id\":0,"
#define LINE                                                                   \
	"{\"org\":\"8XX01\",\"seq\":1," NUMBERS                                \
	"\"actor\":\"grace\",\"source\":\"web\",\"action\":\"answer.save\","   \
	"\"object\":9223372036854775807,\"detail\":\"{\\\"a\\\":1}\","         \
	"\"prev\":\"" ZEROS "\",\"hash\":\"" ONES "\"}"

static const struct refusal refusals[] = {
	{ "code in small letters", "8XX01", "8xx01", ",\"seq\":1" },
	{ "code too short", "8XX01", "8X", ",\"seq\":1" },
	{ "code too long", "8XX01", "8XX01234567", ",\"seq\":1" },
	{ "key of another name", "\"org\"", "\"prg\"", "{\"prg\"" },
	{ "keys in another order", "\"seq\":1,\"at\":17", "\"at\":17,\"seq\":1",
	    ",\"at\":17,\"seq\"" },
	{ "space between", ",\"seq\"", ", \"seq\"", ", \"seq\"" },
	{ "space in front", "{\"org", " {\"org", " {\"org" },
	{ "sequence 0", "\"seq\":1", "\"seq\":0", ",\"at\"" },
	{ "sequence missing", "\"seq\":1", "\"seq\":", ",\"at\"" },
	{ "negative", "\"at\":17", "\"at\":-17", "-17" },
	{ "zero in front", "\"at\":17", "\"at\":017", "017" },
	{ "fraction", "\"at\":17", "\"at\":17.0", ".0," },
	{ "number in quotes", "\"at\":17", "\"at\":\"17\"", "\"17\"" },
	{ "number of 64 bits", "9223372036854775807", "9223372036854775808",
	    "9223372036854775808" },
	{ "number of 20 digits", "9223372036854775807", "10000000000000000000",
	    "10000000000000000000" },
	{ "null for a text", "\"web\"", "null", "null" },
	{ "escape that need not be", "web", "\\u0077eb", "\\u0077" },
	{ "capital in an escape", "web", "w\\u001Fb", "\\u001F" },
	{ "newline spelt as a code", "web", "w\\u000ab", "\\u000a" },
	{ "tab spelt short", "web", "w\\tb", "\\t" },
	{ "solidus escaped", "web", "w\\/b", "\\/" },
	{ "NUL escaped", "web", "w\\u0000b", "\\u0000" },
	{ "control byte", "web", "w\tb", "\tb" },
	{ "DEL escaped", "web", "w\\u007fb", "\\u007f" },
	{ "capital in a hash", ONES, "A" ONES, "A1" },
	{ "hash too short", "1\"}", "\"}", "11" },
	{ "hash too long", "\"}", "1\"}", "1\"}" },
	{ "bytes after the end", "1\"}", "1\"} ", " " },
	{ "end missing", "1\"}", "1\"", "\"" },
};

static void
test_refused(void **state)
{
	const struct refusal *r = *state;
	struct entry e;
	struct place p;
	size_t at, n;
	char *line;

	p = (struct place){ .arena = arena_open() };
	line = arena_text(p.arena, replaced(&p, LINE, r->find, r->with));
	n = strlen(line);
	assert_false(entry_read(line, n, &e, &at));
	if (strncmp(line + at, r->fault, strlen(r->fault)) != 0)
		fail_msg("stopped at %s", line + at);
	place_close(&p);
}

static void
test_whole_line_is_read(void **state)
{
	char line[] = LINE;
	struct entry e;
	size_t at;

	(void)state;
	assert_true(entry_read(line, sizeof(line) - 1, &e, &at));
	assert_int_equal(at, sizeof(line) - 1);
	assert_string_equal(e.row.org, "8XX01");
	assert_int_equal(e.row.seq, 1);
	assert_int_equal(e.row.at, 17);
	assert_int_equal(e.row.actor_id, 0);
	assert_string_equal(e.row.actor, "grace");
	assert_string_equal(e.row.source, "web");
	assert_string_equal(e.row.action, "answer.save");
	assert_true(e.row.object == INT64_MAX);
	assert_string_equal(e.row.detail, "{\"a\":1}");
	assert_int_equal(e.prev[31], 0);
	assert_int_equal(e.hash[0], 0x11);
}

static void
test_escapes_are_read_back(void **state)
{
	struct place p = { .arena = arena_open() };
	struct entry e;
	size_t at;
	char *line;

	(void)state;
	line = arena_text(
	    p.arena, replaced(&p, LINE, "grace",
			 "a\\\"b\\\\c\\nd\\u0001e\\u001ff\\u0009\xc3\xa9\x7f"));
	assert_true(entry_read(line, strlen(line), &e, &at));
	assert_string_equal(e.row.actor, "a\"b\\c\nd\001e\037f\t\xc3\xa9\x7f");
	place_close(&p);
}

/* No shorter line is an entry, and none is read beyond its end. */
static void
test_every_cut_is_refused(void **state)
{
	struct entry e;
	size_t n, at;
	char *line;

	(void)state;
	for (n = 0; n < sizeof(LINE) - 1; n++) {
		line = malloc(n + 1);
		assert_non_null(line);
		memcpy(line, LINE, n);
		assert_false(entry_read(line, n, &e, &at));
		assert_true(at <= n);
		free(line);
	}
}

static void
test_a_refused_line_is_named_once_it_can_be(void **state)
{
	struct place p = { .arena = arena_open() };
	struct entry e;
	size_t at;
	char *line;

	(void)state;
	line = arena_text(p.arena, replaced(&p, LINE, "\"at\"", "\"at "));
	assert_false(entry_read(line, strlen(line), &e, &at));
	assert_string_equal(e.row.org, "8XX01");
	assert_int_equal(e.row.seq, 1);
	line = arena_text(p.arena, replaced(&p, LINE, "\"seq\"", "\"seq "));
	assert_false(entry_read(line, strlen(line), &e, &at));
	assert_null(e.row.org);
	place_close(&p);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_line_is_read),
		cmocka_unit_test(test_escapes_are_read_back),
		cmocka_unit_test(test_every_cut_is_refused),
		cmocka_unit_test(test_a_refused_line_is_named_once_it_can_be),
	};
	struct CMUnitTest all[COUNT(tests) + COUNT(refusals)];

	memcpy(all, tests, sizeof(tests));
	add_refusals(
	    all + COUNT(tests), refusals, COUNT(refusals), test_refused);
	return cmocka_run_group_tests_name("verify_line", all, NULL, NULL);
}
