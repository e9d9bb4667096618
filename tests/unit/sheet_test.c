/* sheet_test.c - workbooks are made in memory, and every cell is text. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>
#include <minizip/unzip.h>

#include "buf.h"
#include "sheet.h"
#include "sheet_priv.h"

/* ---- reading one again, by the other half of the library ---- */

static voidpf ZCALLBACK
see(voidpf opaque, const char *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong ZCALLBACK
take(voidpf opaque, voidpf stream, void *to, uLong n)
{
	(void)opaque;
	return memory_read(stream, to, n);
}

static long ZCALLBACK
place(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return (long)((struct memory *)stream)->at;
}

static long ZCALLBACK
go(voidpf opaque, voidpf stream, uLong offset, int origin)
{
	static const int whence[] = { SEEK_SET, SEEK_CUR, SEEK_END };

	(void)opaque;
	return memory_seek(stream, (int64_t)offset, whence[origin]) ? 0 : -1;
}

static int ZCALLBACK
fine(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* The text of one part of a workbook. */
static void
part(const struct buf *book, const char *name, struct buf *text)
{
	struct memory m = { .bytes = *book };
	zlib_filefunc_def how = { see, take, NULL, place, go, fine, fine, &m };
	char bytes[4096];
	unzFile z = unzOpen2("memory", &how);
	int n;

	assert_non_null(z);
	assert_int_equal(unzLocateFile(z, name, 1), UNZ_OK);
	assert_int_equal(unzOpenCurrentFile(z), UNZ_OK);
	buf_reset(text);
	while ((n = unzReadCurrentFile(z, bytes, sizeof(bytes))) > 0)
		buf_add(text, bytes, (size_t)n);
	assert_int_equal(n, 0);
	assert_int_equal(unzCloseCurrentFile(z), UNZ_OK); /* its sum is right */
	unzClose(z);
}

static void
a_table(struct buf *book)
{
	struct sheet *s = sheet_new("Who holds what");

	sheet_put(s, "Name", true);
	sheet_put(s, "Duty", false);
	sheet_put(s, "=1+1", true);
	sheet_put(s, "<&\"> \xc3\xa9", false);
	sheet_put(s, "@SUM(A1)", true);
	sheet_put(s, "", false);
	sheet_put(s, "-2", false);
	assert_int_equal(sheet_end(s, book), OK);
}

static void
every_cell_is_text(void **state)
{
	struct buf book = { 0 }, text = { 0 };

	(void)state;
	a_table(&book);
	part(&book, "xl/sharedStrings.xml", &text);
	assert_non_null(strstr(buf_text(&text), "<t>=1+1</t>"));
	assert_non_null(strstr(buf_text(&text), "<t>@SUM(A1)</t>"));
	assert_non_null(strstr(buf_text(&text), "<t>-2</t>"));
	assert_non_null(
	    strstr(buf_text(&text), "<t>&lt;&amp;\"&gt; \xc3\xa9</t>"));
	part(&book, "xl/worksheets/sheet1.xml", &text);
	assert_null(strstr(buf_text(&text), "<f>"));
	assert_non_null(strstr(buf_text(&text), "r=\"C3\" t=\"s\""));
	assert_null(strstr(buf_text(&text), "r=\"B3\""));
	part(&book, "xl/workbook.xml", &text);
	assert_non_null(strstr(buf_text(&text), "name=\"Who holds what\""));
	buf_clear(&text);
	buf_clear(&book);
}

/* No descriptor can be opened, and no file is where there was none. */
static void
no_file_is_opened(void **state)
{
	struct rlimit was, none;
	struct buf book = { 0 };

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
	none = was;
	none.rlim_cur = 3;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(dup(2), -1);
	a_table(&book);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
	assert_true(book.n > 1000);
	assert_memory_equal(book.p, "PK\x03\x04", 4);
	assert_int_not_equal(access("memory", F_OK), 0);
	buf_clear(&book);
}

static void
a_large_one_is_whole(void **state)
{
	struct sheet *s = sheet_new("Large");
	struct buf book = { 0 }, text = { 0 };
	char cell[40];
	int i, k;

	(void)state;
	for (i = 0; i < 2000; i++)
		for (k = 0; k < 20; k++) {
			snprintf(cell, sizeof(cell), "cell %d of %d", k, i);
			sheet_put(s, cell, k == 0);
		}
	assert_int_equal(sheet_end(s, &book), OK);
	part(&book, "xl/sharedStrings.xml", &text);
	assert_non_null(strstr(buf_text(&text), "<t>cell 19 of 1999</t>"));
	part(&book, "xl/worksheets/sheet1.xml", &text);
	assert_non_null(strstr(buf_text(&text), "r=\"T2000\""));
	buf_clear(&text);
	buf_clear(&book);
}

static void
what_is_no_text_is_refused(void **state)
{
	struct sheet *s = sheet_new("Long");
	struct buf book = { 0 };
	char *cell = malloc(40001);

	(void)state;
	assert_non_null(cell);
	memset(cell, 'x', 40000);
	cell[40000] = '\0';
	sheet_put(s, cell, true);
	assert_int_equal(sheet_end(s, &book), ERR_IO);
	assert_int_equal(book.n, 0);
	free(cell);
	buf_clear(&book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_is_text),
		cmocka_unit_test(no_file_is_opened),
		cmocka_unit_test(a_large_one_is_whole),
		cmocka_unit_test(what_is_no_text_is_refused),
	};

	return cmocka_run_group_tests_name("workbooks", tests, NULL, NULL);
}
