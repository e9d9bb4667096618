/* multipart_test.c - forms with a file, whole and in pieces, and bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "multipart.h"

#define TYPE "multipart/form-data; boundary=AaB03x"
#define FIELD(name, value)                                                     \
	"--AaB03x\r\nContent-Disposition: form-data; name=\"" name             \
	"\"\r\n\r\n" value "\r\n"
#define FILE_PART(bytes)                                                       \
	"--AaB03x\r\nContent-Disposition: form-data; name=\"file\"; "          \
	"filename=\"a b.csv\"\r\nContent-Type: text/csv\r\n\r\n" bytes "\r\n"
#define END "--AaB03x--\r\n"

struct seen {
	struct buf fields, file;
	char name[300];
	unsigned files;
};

static enum err
on_field(void *arg, const char *name, const char *value, size_t n)
{
	struct seen *s = arg;

	buf_printf(&s->fields, "%s=", name);
	buf_add(&s->fields, value, n);
	buf_putc(&s->fields, ';');
	return OK;
}

static enum err
on_file(void *arg, const char *name, const char *file_name)
{
	struct seen *s = arg;

	s->files++;
	snprintf(s->name, sizeof(s->name), "%s:%s", name, file_name);
	return OK;
}

static enum err
on_bytes(void *arg, const char *bytes, size_t n)
{
	struct seen *s = arg;

	buf_add(&s->file, bytes, n);
	return OK;
}

static void
clear(struct seen *s)
{
	buf_clear(&s->fields);
	buf_clear(&s->file);
	*s = (struct seen){ 0 };
}

/* Through the parser in pieces of `piece` bytes. */
static enum err
parse(struct seen *s, const char *type, const char *p, size_t n, size_t piece)
{
	static struct multipart m;
	const struct multipart_sink sink = { on_field, on_file, on_bytes, s };
	enum err e = multipart_open(&m, type, &sink);
	size_t at, take;

	for (at = 0; at < n && e == OK; at += take) {
		take = n - at < piece ? n - at : piece;
		e = multipart_feed(&m, p + at, take);
	}
	return e == OK ? multipart_end(&m) : e;
}

static void
test_a_form_in_pieces_of_every_size(void **state)
{
	static const char form[] = FIELD("csrf", "x-1") FIELD("op", "")
	    FILE_PART("a,b\r\n--AaB03\r\n\r\n--\r\n-") END;
	struct seen s = { 0 };
	size_t piece;

	(void)state;
	for (piece = 1; piece < sizeof(form) + 1; piece++) {
		assert_int_equal(
		    parse(&s, TYPE, form, sizeof(form) - 1, piece), OK);
		assert_string_equal(buf_text(&s.fields), "csrf=x-1;op=;");
		assert_string_equal(s.name, "file:a b.csv");
		assert_string_equal(
		    buf_text(&s.file), "a,b\r\n--AaB03\r\n\r\n--\r\n-");
		clear(&s);
	}
}

static void
test_an_empty_file(void **state)
{
	static const char form[] = FILE_PART("") END;
	struct seen s = { 0 };

	(void)state;
	assert_int_equal(parse(&s, TYPE, form, sizeof(form) - 1, 9), OK);
	assert_int_equal(s.files, 1);
	assert_int_equal(s.file.n, 0);
	clear(&s);
}

static void
test_content_types(void **state)
{
	static const char form[] = FIELD("a", "b") END;
	static const char *const good[] = { TYPE,
		"Multipart/Form-Data;boundary=\"AaB03x\"" };
	static const char *const bad[] = { "", "text/plain",
		"multipart/mixed; boundary=AaB03x", "multipart/form-data",
		"multipart/form-data; boundary=", TYPE "; charset=utf-16",
		"multipart/form-data; charset=x; boundary=AaB03x",
		"multipart/form-data; boundary=\"AaB03x",
		"multipart/form-data; boundary=A\r\nB",
		"multipart/form-data; boundary="
		"01234567890123456789012345678901234567890123456789"
		"012345678901234567890" };
	struct seen s = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(
		    parse(&s, good[i], form, sizeof(form) - 1, 100), OK);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (parse(&s, bad[i], form, sizeof(form) - 1, 100) !=
		    ERR_MALFORMED)
			fail_msg("taken: %s", bad[i]);
	clear(&s);
}

#define HEADER(lines) "--AaB03x\r\n" lines "\r\n\r\nv\r\n" END
#define NAMED "Content-Disposition: form-data; name=\"a\""

static void
test_forms_that_are_none_of_ours(void **state)
{
	static const char *const bad[] = { "", "x", "--AaB03x", "--AaB03xx",
		"\r\n" FIELD("a", "b") END, "preamble\r\n" FIELD("a", "b") END,
		FIELD("a", "b"), FIELD("a", "b") "--AaB03x--x",
		FIELD("a", "b") END "epilogue", FIELD("", "b") END,
		FIELD("a b", "c") END, FILE_PART("x") FIELD("a", "b") END,
		FILE_PART("x") FILE_PART("y") END,
		HEADER("Content-Disposition: form-data"),
		HEADER("Content-Disposition: attachment; name=\"a\""),
		HEADER("Content-Disposition: form-data; name=a"),
		HEADER("Content-Disposition: form-data; filename=\"x\""),
		HEADER(NAMED "; filename=\"x\"; filename=\"y\""),
		HEADER(NAMED "; filename*=UTF-8''x"),
		HEADER(NAMED "\r\n" NAMED),
		HEADER(NAMED "\r\nContent-Type: multipart/mixed; boundary=x"),
		HEADER(NAMED "\r\nContent-Transfer-Encoding: base64"),
		HEADER(NAMED "\r\n folded: x"), HEADER(NAMED "\r\nno colon"),
		HEADER("X: y"),
		HEADER(NAMED "\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n"
			     "F: 6\r\nG: 7\r\nH: 8") };
	static const char nul[] = HEADER(NAMED "\0\"");
	struct seen s = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (parse(&s, TYPE, bad[i], strlen(bad[i]), 7) != ERR_MALFORMED)
			fail_msg("taken: %s", bad[i]);
	/* A NUL in a header ends no name. */
	assert_int_equal(
	    parse(&s, TYPE, nul, sizeof(nul) - 1, 200), ERR_MALFORMED);
	clear(&s);
}

/* So many parts, or so long a value or header. */
static enum err
sized(unsigned parts, size_t value, size_t header)
{
	struct seen s = { 0 };
	struct buf b = { 0 };
	unsigned i;
	size_t k;
	enum err e;

	for (i = 0; i < parts; i++) {
		buf_printf(&b, "--AaB03x\r\n" NAMED "\r\n");
		if (header > 0) {
			buf_puts(&b, "X: ");
			for (k = 0; k < header; k++)
				buf_putc(&b, 'x');
			buf_puts(&b, "\r\n");
		}
		buf_puts(&b, "\r\n");
		for (k = 0; k < value; k++)
			buf_putc(&b, 'v');
		buf_puts(&b, "\r\n");
	}
	buf_puts(&b, END);
	e = parse(&s, TYPE, b.p, b.n, 1000);
	buf_clear(&b);
	clear(&s);
	return e;
}

static void
test_limits(void **state)
{
	size_t named = strlen(NAMED) + 2, most = MULTIPART_HEADER - named - 3;

	(void)state;
	assert_int_equal(sized(MULTIPART_PARTS, 1, 0), OK);
	assert_int_equal(sized(MULTIPART_PARTS + 1, 1, 0), ERR_MALFORMED);
	assert_int_equal(sized(1, MULTIPART_VALUE, 0), OK);
	assert_int_equal(sized(1, MULTIPART_VALUE + 1, 0), ERR_MALFORMED);
	assert_int_equal(sized(1, 1, most), OK);
	assert_int_equal(sized(1, 1, most + 1), ERR_MALFORMED);
	assert_int_equal(sized(1, 1, 100000), ERR_MALFORMED);
}

/* Ten megabytes that begin like a boundary again and again. */
static void
test_floods_of_almost_boundaries(void **state)
{
	static const char almost[] = "\r\n--AaB03";
	struct seen s = { 0 };
	struct buf b = { 0 };

	(void)state;
	buf_puts(&b, "--AaB03x\r\nContent-Disposition: form-data; "
		     "name=\"file\"; filename=\"x\"\r\n\r\n");
	while (b.n < (size_t)10 << 20)
		buf_puts(&b, almost);
	buf_puts(&b, "\r\n" END);
	assert_int_equal(parse(&s, TYPE, b.p, b.n, 16384), OK);
	assert_true(s.file.n > (size_t)10 << 20 >> 1);
	buf_clear(&b);
	clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_form_in_pieces_of_every_size),
		cmocka_unit_test(test_an_empty_file),
		cmocka_unit_test(test_content_types),
		cmocka_unit_test(test_forms_that_are_none_of_ours),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_floods_of_almost_boundaries),
	};

	return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
