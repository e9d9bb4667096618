/* csv_test.c - rows out of files of all kinds, and rows written. */
#include "csv_memory.h"
#include "records.h"

struct reading {
	struct csv_memory memory;
	struct csv_source source;
	struct csv_nature nature;
	struct csv *csv;
	struct csv_row row;
	char why[CSV_WHY];
};

static enum err
look(struct reading *r, const char *p, size_t n)
{
	r->source = csv_memory(&r->memory, p, n);
	return csv_look(&r->source, &r->nature, r->why);
}

/* Opens what is fine. */
static void
open_text(struct reading *r, const char *text)
{
	assert_err(look(r, text, strlen(text)), OK);
	r->csv = csv_open(&r->source, &r->nature);
}

static void
next_is(struct reading *r, int64_t line, size_t n, ...)
{
	va_list ap;
	size_t i;

	assert_err(csv_next(r->csv, &r->row), OK);
	assert_null(r->row.fault);
	assert_int_equal(r->row.line, line);
	assert_int_equal(r->row.n, n);
	va_start(ap, n);
	for (i = 0; i < n; i++)
		assert_string_equal(r->row.cells[i], va_arg(ap, const char *));
	va_end(ap);
}

static void
ends(struct reading *r)
{
	assert_err(csv_next(r->csv, &r->row), ERR_NOTFOUND);
	assert_err(csv_next(r->csv, &r->row), ERR_NOTFOUND);
	csv_close(r->csv);
}

static void
test_cells_and_quotes(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "a,b,c\r\n1,\"x, \"\"y\"\"\",\r\n\"two\r\nlines\",O\"N,"
		      " z \n\n,,\n\"\",\"q\" ,end");
	next_is(&r, 1, 3, "a", "b", "c");
	next_is(&r, 2, 3, "1", "x, \"y\"", "");
	next_is(&r, 3, 3, "two\r\nlines", "O\"N", " z ");
	next_is(&r, 7, 3, "", "q", "end");
	ends(&r);
}

static void
test_every_end_of_line_counts_once(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "a\rb\nc\r\nd\r\re\n\nf");
	next_is(&r, 1, 1, "a");
	next_is(&r, 2, 1, "b");
	next_is(&r, 3, 1, "c");
	next_is(&r, 4, 1, "d");
	next_is(&r, 6, 1, "e");
	next_is(&r, 8, 1, "f");
	ends(&r);
	assert_int_equal(r.nature.lines, 8);
}

static void
test_the_separator_is_guessed_outside_of_quotes(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "\"a,b,c,d\";e;f\n1;2;3");
	next_is(&r, 1, 3, "a,b,c,d", "e", "f");
	next_is(&r, 2, 3, "1", "2", "3");
	ends(&r);
	open_text(&r, "a\tb,c\td\n");
	next_is(&r, 1, 3, "a", "b,c", "d");
	ends(&r);
	open_text(&r, "alone\n");
	next_is(&r, 1, 1, "alone");
	ends(&r);
	open_text(&r, "\r\n\r\n x;y\n1,1,1;2");
	next_is(&r, 3, 2, " x", "y");
	next_is(&r, 4, 2, "1,1,1", "2");
	ends(&r);
}

static void
test_a_fault_spoils_its_row_only(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "a,b\n\"x\"y,2\n3,4\n");
	next_is(&r, 1, 2, "a", "b");
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_non_null(strstr(r.row.fault, "closing quotation mark"));
	assert_int_equal(r.row.line, 2);
	next_is(&r, 3, 2, "3", "4");
	ends(&r);
}

/* head, n bytes of one kind, tail. */
static char *
stuffed(struct records *r, const char *head, size_t n, const char *tail)
{
	size_t before = strlen(head);
	char *s = arena_alloc(r->arena, before + n + strlen(tail) + 1);

	memcpy(s, head, before);
	memset(s + before, 'x', n);
	memcpy(s + before + n, tail, strlen(tail) + 1);
	return s;
}

static void
test_a_cell_has_a_most(void **state)
{
	struct records *records = *state;
	struct reading r;

	open_text(&r, stuffed(records, "a,", CSV_CELL, "\nb,c"));
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_null(r.row.fault);
	assert_int_equal(strlen(r.row.cells[1]), CSV_CELL);
	next_is(&r, 2, 2, "b", "c");
	ends(&r);
	open_text(&r, stuffed(records, "a,\"", CSV_CELL + 1, "\"\nb,c"));
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_non_null(strstr(r.row.fault, "64 KiB"));
	assert_string_equal(r.row.cells[0], "a");
	next_is(&r, 2, 2, "b", "c");
	ends(&r);
}

static void
test_ten_megabytes_in_one_cell(void **state)
{
	struct records *records = *state;
	struct reading r;

	open_text(
	    &r, stuffed(records, "a,b\n1,\"", (size_t)10 << 20, "\"\n2,3"));
	next_is(&r, 1, 2, "a", "b");
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_non_null(strstr(r.row.fault, "64 KiB"));
	assert_true(strlen(r.row.cells[1]) <= CSV_CELL);
	next_is(&r, 3, 2, "2", "3");
	ends(&r);
}

static void
test_rows_and_columns_have_a_most(void **state)
{
	struct records *records = *state;
	struct buf b = { 0 };
	struct reading r;
	size_t i;

	buf_puts(&b, "0");
	for (i = 1; i < CSV_COLUMNS; i++)
		buf_puts(&b, ",0");
	buf_puts(&b, "\n0");
	for (i = 0; i < CSV_COLUMNS; i++)
		buf_puts(&b, ",0");
	buf_puts(&b, "\nx");
	for (i = 0; i < 20; i++)
		buf_printf(&b, ",%s", stuffed(records, "", 60000, ""));
	buf_puts(&b, "\nlast");
	open_text(&r, buf_text(&b));
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_null(r.row.fault);
	assert_int_equal(r.row.n, CSV_COLUMNS);
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_non_null(strstr(r.row.fault, "200 columns"));
	assert_int_equal(r.row.n, CSV_COLUMNS);
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_non_null(strstr(r.row.fault, "1 MiB"));
	next_is(&r, 4, 1, "last");
	ends(&r);
	buf_clear(&b);
}

static void
test_a_quotation_mark_that_stays_open(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "a,b\n1,2\n3,\"4\n5,6\n");
	next_is(&r, 1, 2, "a", "b");
	next_is(&r, 2, 2, "1", "2");
	assert_err(csv_next(r.csv, &r.row), ERR_INVALID);
	assert_non_null(strstr(csv_why(r.csv), "opened in line 3"));
	assert_err(csv_next(r.csv, &r.row), ERR_INVALID);
	csv_close(r.csv);
}

/* ---- encodings ---- */

static void
test_utf8_with_and_without_a_mark(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "\xef\xbb\xbfN\xc3\xa1me,b\n");
	assert_int_equal(r.nature.encoding, CSV_UTF8);
	next_is(&r, 1, 2, "N\xc3\xa1me", "b");
	ends(&r);
	open_text(&r, "\xe2\x82\xac,\xf0\x9f\x99\x82\n");
	assert_int_equal(r.nature.encoding, CSV_UTF8);
	next_is(&r, 1, 2, "\xe2\x82\xac", "\xf0\x9f\x99\x82");
	ends(&r);
}

static void
test_windows_1252_is_what_is_no_utf8(void **state)
{
	struct reading r;

	(void)state;
	open_text(&r, "a,b\nSe\xe1n,\x80\x92\n");
	assert_int_equal(r.nature.encoding, CSV_WINDOWS);
	next_is(&r, 1, 2, "a", "b");
	next_is(&r, 2, 2, "Se\xc3\xa1n", "\xe2\x82\xac\xe2\x80\x99");
	ends(&r);
	/* Five bytes stand for nothing in it. */
	open_text(&r, "a,b\nc,d\ne,\x81\n");
	next_is(&r, 1, 2, "a", "b");
	next_is(&r, 2, 2, "c", "d");
	assert_err(csv_next(r.csv, &r.row), ERR_INVALID);
	assert_non_null(strstr(csv_why(r.csv), "Line 3 "));
	csv_close(r.csv);
}

static void
open_bytes(struct reading *r, const char *p, size_t n)
{
	assert_err(look(r, p, n), OK);
	r->csv = csv_open(&r->source, &r->nature);
}

static void
test_utf16_in_both_orders(void **state)
{
	static const char little[] = "\xff\xfe"
				     "a\0;\0\xe1\0\n\0001\0;\0\xac\x20\r\0\n";
	static const char big[] = "\xfe\xff\0a\0\t\0\xe1\0\n\0001\0\t\x20\xac";
	static const char cut[] = "\xff\xfe"
				  "a\0\n\0b";
	struct reading r;

	(void)state;
	open_bytes(&r, little, sizeof(little));
	assert_int_equal(r.nature.encoding, CSV_UTF16_LE);
	assert_int_equal(r.nature.lines, 3);
	next_is(&r, 1, 2, "a", "\xc3\xa1");
	next_is(&r, 2, 2, "1", "\xe2\x82\xac");
	ends(&r);
	open_bytes(&r, big, sizeof(big) - 1);
	assert_int_equal(r.nature.encoding, CSV_UTF16_BE);
	next_is(&r, 1, 2, "a", "\xc3\xa1");
	next_is(&r, 2, 2, "1", "\xe2\x82\xac");
	ends(&r);
	/* A half of a character at the end. */
	open_bytes(&r, cut, sizeof(cut) - 1);
	next_is(&r, 1, 1, "a");
	assert_err(csv_next(r.csv, &r.row), ERR_INVALID);
	csv_close(r.csv);
}

/* Characters of many bytes across the ends of blocks. */
static void
test_long_texts_come_through_whole(void **state)
{
	struct buf b = { 0 };
	struct reading r;
	int64_t n = 0;

	(void)state;
	for (n = 0; n < 30000; n++)
		buf_printf(&b, "x%d,\xe2\x82\xac\xc3\xa1\n", (int)n % 7);
	open_bytes(&r, b.p, b.n);
	for (n = 0; csv_next(r.csv, &r.row) == OK; n++) {
		assert_int_equal(r.row.line, n + 1);
		assert_string_equal(r.row.cells[1], "\xe2\x82\xac\xc3\xa1");
	}
	assert_int_equal(n, 30000);
	assert_int_equal(r.nature.lines, 30001);
	csv_close(r.csv);
	buf_clear(&b);
}

static void
test_the_digest_is_of_the_bytes(void **state)
{
	static const unsigned char abc[4] = { 0xba, 0x78, 0x16, 0xbf };
	struct reading r;

	(void)state;
	assert_err(look(&r, "abc", 3), OK);
	assert_memory_equal(r.nature.digest, abc, 4);
	assert_int_equal(r.nature.bytes, 3);
}

/* ---- writing ---- */

static void
test_no_cell_is_a_formula(void **state)
{
	static const char *const bad[] = { "=1+1", "+1", "-1", "@SUM(A1)",
		"\t=1", "\r=1", "=cmd|' /C calc'!A0" };
	struct buf b = { 0 };
	struct reading r;
	size_t i;

	(void)state;
	csv_begin(&b);
	csv_put(&b, "plain \"q\", and\nmore", true);
	for (i = 0; i < COUNT(bad); i++)
		csv_put(&b, bad[i], false);
	csv_end(&b);
	open_text(&r, buf_text(&b));
	assert_err(csv_next(r.csv, &r.row), OK);
	assert_int_equal(r.row.n, 1 + COUNT(bad));
	assert_string_equal(r.row.cells[0], "plain \"q\", and\nmore");
	for (i = 0; i < COUNT(bad); i++) {
		assert_int_equal(r.row.cells[1 + i][0], '\'');
		assert_string_equal(csv_plain(r.row.cells[1 + i]), bad[i]);
	}
	assert_string_equal(csv_plain("'tis"), "'tis");
	ends(&r);
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_and_quotes),
		cmocka_unit_test(test_every_end_of_line_counts_once),
		cmocka_unit_test(
		    test_the_separator_is_guessed_outside_of_quotes),
		cmocka_unit_test(test_a_fault_spoils_its_row_only),
		with_records(test_a_cell_has_a_most),
		with_records(test_ten_megabytes_in_one_cell),
		with_records(test_rows_and_columns_have_a_most),
		cmocka_unit_test(test_a_quotation_mark_that_stays_open),
		cmocka_unit_test(test_utf8_with_and_without_a_mark),
		cmocka_unit_test(test_windows_1252_is_what_is_no_utf8),
		cmocka_unit_test(test_utf16_in_both_orders),
		cmocka_unit_test(test_long_texts_come_through_whole),
		cmocka_unit_test(test_the_digest_is_of_the_bytes),
		cmocka_unit_test(test_no_cell_is_a_formula),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
