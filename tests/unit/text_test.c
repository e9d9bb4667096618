/* text_test.c - which text is taken, and how it is shaped. */
#include "arena.h"
#include "plain.h"
#include "text.h"

/* The bytes of one code point, by the definition of UTF-8. */
static size_t
encode(unsigned cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

/* What the header says about one code point. */
static bool
wanted(unsigned cp, enum text_kind kind)
{
	if (cp == '\t' || cp == '\n' || cp == '\r')
		return kind == TEXT_AREA;
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0)) /* C0, DEL, C1 */
		return false;
	if (cp >= 0xd800 && cp < 0xe000) /* surrogates */
		return false;
	if (cp == 0x61c || cp == 0x200e || cp == 0x200f ||
	    (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069))
		return false; /* direction of writing */
	if (cp == 0x2028 || cp == 0x2029 || cp == 0xfeff)
		return false; /* line ends and byte order in disguise */
	return (cp & 0xffff) < 0xfffe; /* no characters at all */
}

static void
test_every_code_point_is_judged_as_said(void **state)
{
	static const enum text_kind kinds[] = { TEXT_LINE, TEXT_AREA };
	char out[4];
	unsigned cp;
	size_t n, k;

	(void)state;
	for (cp = 0; cp < 0x110000; cp++) {
		n = encode(cp, out);
		for (k = 0; k < COUNT(kinds); k++)
			if (text_fine(out, n, kinds[k]) != wanted(cp, kinds[k]))
				fail_msg("U+%04X", cp);
	}
}

static void
test_what_is_not_utf8(void **state)
{
	static const char *const bad[] = { "\x80", "\xbf", "\xc0\x80",
		"\xc1\xbf", "\xc2", "\xc2 ", "\xc3\x28", "\xe0\x80\x80",
		"\xe0\x9f\xbf", "\xe2\x82", "\xe2\x28\xa1", "\xed\xa0\x80",
		"\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
		"\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
		"\xf8\x88\x80\x80\x80", "\xfe", "\xff", "a\xff",
		"\xc3\xa9\xa9" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		if (text_fine(bad[i], strlen(bad[i]), TEXT_AREA))
			fail_msg("taken: number %zu", i);
}

/* A character that is cut off is not read beyond the end. */
static void
test_nothing_is_read_beyond_the_end(void **state)
{
	const char whole[] = "\xf0\x9f\x98\x80";
	size_t n;
	char *s;

	(void)state;
	for (n = 1; n <= 4; n++) {
		s = malloc(n);
		assert_non_null(s);
		memcpy(s, whole, n);
		assert_int_equal(text_fine(s, n, TEXT_LINE), n == 4);
		free(s);
	}
	assert_true(text_fine("", 0, TEXT_LINE));
	assert_false(text_fine("a\0b", 3, TEXT_AREA));
}

static void
test_length_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(text_length("", 0), 0);
	assert_int_equal(text_length("abc", 3), 3);
	assert_int_equal(text_length("Caf\xc3\xa9", 5), 4);
	assert_int_equal(text_length("\xf0\x9f\x98\x80x", 5), 2);
	assert_int_equal(text_length("abc", 2), 2);
}

static void
test_trim(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = { { "", "" }, { " ", "" }, { " \t\r\n ", "" }, { "a", "a" },
		{ "  a b  ", "a b" }, { "\r\na\r\nb\r\n", "a\nb" },
		{ "a\rb", "a\rb" }, { "a\r\r\nb", "a\r\nb" },
		{ "a\n\nb", "a\n\nb" }, { "\xc2\xa0x", "\xc2\xa0x" } };
	struct arena *a = arena_open();
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_string_equal(
		    text_trim(a, cases[i].from, strlen(cases[i].from)),
		    cases[i].to);
	assert_string_equal(text_trim(a, " abc def", 4), "abc");
	arena_close(a);
}

/* What looks like nothing is nothing, where a text is needed. */
static void
test_what_cannot_be_seen_is_nothing(void **state)
{
	static const char *const nothing[] = { "", " ", "\t\r\n", "\xc2\xa0",
		"\xc2\xad", "\xe1\xa0\x8e", "\xe2\x80\x83 ", "\xe2\x80\x8b",
		"\xe2\x80\x8d\xe2\x80\x8c", "\xe2\x81\xa0", "\xe2\xa0\x80",
		"\xe3\x80\x80", "\xe3\x85\xa4", "\xef\xb8\x8f",
		"\xf3\xa0\x81\x81", "\xc2\xa0\xe2\x80\x8b \xe3\x80\x80" };
	static const char *const something[] = { ".", "\xc2\xa0.",
		"\xe2\x80\x8bx", "\xd8\x80", "\xf0\x9f\x98\x80", "\xc2\xa1",
		"\xe2\x80\x90", "\xe2\xa0\x81", "\xff" };
	struct arena *a = arena_open();
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(nothing); i++) {
		const char *s = nothing[i];

		assert_false(text_visible(s, strlen(s)));
		assert_false(text_within(s, TEXT_AREA, 1, 200));
		assert_true(text_within(s, TEXT_AREA, 0, 200));
		assert_string_equal(text_trim(a, s, strlen(s)), "");
	}
	for (i = 0; i < COUNT(something); i++) {
		const char *s = something[i];

		assert_true(text_visible(s, strlen(s)));
		assert_string_equal(text_trim(a, s, strlen(s)), s);
	}
	assert_string_equal(text_trim(a, "\xe2\x80\x8f", 3), "\xe2\x80\x8f");
	arena_close(a);
}

static void
test_fold(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_string_equal(text_fold(a, "J.Smith@AZ[`{"), "j.smith@az[`{");
	assert_string_equal(text_fold(a, "\xc3\x89"), "\xc3\x89");
	assert_string_equal(text_fold(a, ""), "");
	arena_close(a);
}

static void
test_among(void **state)
{
	(void)state;
	assert_true(text_among("codes", "codes", 5));
	assert_true(text_among("codes numbers", "numbers", 7));
	assert_true(text_among("codes numbers", "codes-1", 5));
	assert_false(text_among("codes numbers", "code", 4));
	assert_false(text_among("codes numbers", "codes numbers", 13));
	assert_false(text_among("codes", "", 0));
	assert_false(text_among("", "codes", 5));
	assert_false(text_among("", "", 0));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_code_point_is_judged_as_said),
		cmocka_unit_test(test_what_is_not_utf8),
		cmocka_unit_test(test_nothing_is_read_beyond_the_end),
		cmocka_unit_test(test_length_counts_characters),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(test_what_cannot_be_seen_is_nothing),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_among),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
