/* csv_look_test.c - files that are refused as a whole, and why. */
#include "csv_memory.h"
#include "records.h"

struct reading {
	struct csv_memory memory;
	struct csv_source source;
	struct csv_nature nature;
	char why[CSV_WHY];
};

static enum err
look(struct reading *r, const char *p, size_t n)
{
	r->source = csv_memory(&r->memory, p, n);
	return csv_look(&r->source, &r->nature, r->why);
}

static void
refused(const char *p, size_t n, const char *says)
{
	struct reading r;

	assert_err(look(&r, p, n), ERR_INVALID);
	if (strstr(r.why, says) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", r.why, says);
}

#define REFUSED(bytes, says) refused(bytes, sizeof(bytes) - 1, says)

static void
test_files_that_are_refused_say_why(void **state)
{
	(void)state;
	REFUSED("", "empty");
	REFUSED(" \r\n\r\n", "empty");
	REFUSED("\xef\xbb\xbf", "empty");
	REFUSED("\xff\xfe\n\0", "empty");
	REFUSED("a,b\nc\0,d\n", "Line 2 holds a NUL byte");
	REFUSED("\xff\xfe"
		"a\0\n\0\0\0",
	    "Line 2 holds a NUL byte");
	REFUSED("\x7f"
		"ELF\2\1\1\0\0\0",
	    "NUL");
	REFUSED("PK\3\4xx", "workbook");
	REFUSED("\xd0\xcf\x11\xe0xx", "workbook");
	REFUSED("%PDF-1.4", "PDF");
	REFUSED("\xef\xbb\xbf"
		"a\nb\nS\xe1\n",
	    "line 3 is not");
	REFUSED("a\nS\xc3\xa1n\nx\nS\xe1n\n",
	    "mixes two encodings: line 2 is UTF-8, line 4 is not");
	REFUSED("S\xe1n\nS\xc3\xa1n", "line 2 is UTF-8, line 1 is not");
	/* Bytes that only look like UTF-8. */
	REFUSED("\xc3\xa1\n\xc0\xaf", "line 2 is not");
	REFUSED("\xc3\xa1\n\xed\xa0\x80", "line 2 is not");
	REFUSED("\xc3\xa1\n\xf4\x90\x80\x80", "line 2 is not");
	REFUSED("\xc3\xa1\nx\xe2\x82", "line 2 is not");
}

static void
test_lines_have_a_most(void **state)
{
	size_t n = 2 * (CSV_LINES + 1);
	char *s = test_malloc(n);
	struct reading r;
	size_t i;

	(void)state;
	for (i = 0; i < n; i++)
		s[i] = i % 2 == 0 ? 'a' : '\n';
	assert_err(look(&r, s, n - 2), OK);
	refused(s, n, "more than 1,000,000 lines");
	test_free(s);
}

static ssize_t
broken(void *from, int64_t at, char *to, size_t n)
{
	(void)from;
	(void)to;
	(void)n;
	return at == 0 ? -1 : 0;
}

static void
test_a_file_that_cannot_be_read(void **state)
{
	struct csv_source source = { broken, NULL };
	struct csv_nature nature;
	char why[CSV_WHY];

	(void)state;
	assert_err(csv_look(&source, &nature, why), ERR_IO);
	assert_string_equal(why, "The file cannot be read");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_that_are_refused_say_why),
		cmocka_unit_test(test_lines_have_a_most),
		cmocka_unit_test(test_a_file_that_cannot_be_read),
	};

	return cmocka_run_group_tests_name("csv_look", tests, NULL, NULL);
}
