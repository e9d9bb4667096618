/* csv_look.c - what a file is like, before a row of it is believed. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "csv_priv.h"

#define BLOCK 65536

/* Lines of bytes, and in which encodings they can be. */
struct looking {
	int64_t line, nul, utf8, other; /* lines, 0: none is so */
	bool returned, any;
	unsigned more, least, most; /* of a character in UTF-8 */
	int64_t odd;                /* where it began */
	unsigned char half;         /* UTF-16: the first of two bytes */
};

static void
once(int64_t *line, int64_t now)
{
	if (*line == 0)
		*line = now;
}

/* The first byte of a character. */
static void
begin(struct looking *l, unsigned char b)
{
	l->least = 0x80;
	l->most = 0xbf;
	l->odd = l->line;
	if (b < 0xc2 || b > 0xf4) {
		once(&l->other, l->line);
		return;
	}
	l->more = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
	if (b == 0xe0)
		l->least = 0xa0;
	else if (b == 0xed)
		l->most = 0x9f;
	else if (b == 0xf0)
		l->least = 0x90;
	else if (b == 0xf4)
		l->most = 0x8f;
}

static void
take_byte(struct looking *l, unsigned char b)
{
	if (l->more > 0) {
		if (b >= l->least && b <= l->most) {
			l->least = 0x80;
			l->most = 0xbf;
			if (--l->more == 0)
				once(&l->utf8, l->odd);
			return;
		}
		once(&l->other, l->odd);
		l->more = 0;
	}
	if (b == '\0')
		once(&l->nul, l->line);
	if (b >= 0x80)
		begin(l, b);
	if (b == '\r' || (b == '\n' && !l->returned))
		l->line++;
	l->returned = b == '\r';
	l->any |= b > ' ';
}

/* A unit of UTF-16; what is no character its reader will see. */
static void
take_unit(struct looking *l, unsigned unit)
{
	if (unit == 0)
		once(&l->nul, l->line);
	if (unit == '\r' || (unit == '\n' && !l->returned))
		l->line++;
	l->returned = unit == '\r';
	l->any |= unit > ' ';
}

static bool
begins(const char *s, size_t n, const char *with, size_t with_n)
{
	return n >= with_n && memcmp(s, with, with_n) == 0;
}

/* What the first bytes say. */
static const char *
first_bytes(const char *s, size_t n, struct csv_nature *out)
{
	out->encoding = CSV_UTF8;
	out->mark = 0;
	if (begins(s, n, "\xef\xbb\xbf", 3)) {
		out->mark = 3;
	} else if (begins(s, n, "\xff\xfe", 2)) {
		out->encoding = CSV_UTF16_LE;
		out->mark = 2;
	} else if (begins(s, n, "\xfe\xff", 2)) {
		out->encoding = CSV_UTF16_BE;
		out->mark = 2;
	} else if (begins(s, n, "PK\3\4", 4) ||
		   begins(s, n, "\xd0\xcf\x11\xe0", 4)) {
		return "This is a workbook, not a CSV file. Open it in the "
		       "spreadsheet program, save it as CSV UTF-8 and send "
		       "that";
	} else if (begins(s, n, "%PDF", 4)) {
		return "This is a PDF, not a CSV file. Ask for the report as "
		       "CSV and send that";
	}
	return NULL;
}

static enum err __attribute__((format(printf, 2, 3)))
refuse(char why[CSV_WHY], const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, CSV_WHY, fmt, ap);
	va_end(ap);
	return ERR_INVALID;
}

static enum err
judge(const struct looking *l, struct csv_nature *out, char why[CSV_WHY])
{
	out->lines = l->line;
	if (!l->any)
		return refuse(why,
		    "The file is empty. Check that it was saved and that it "
		    "is the right one");
	if (l->nul != 0)
		return refuse(why,
		    "Line %lld holds a NUL byte: this is no text file. Save it "
		    "as CSV UTF-8 and send it again",
		    (long long)l->nul);
	if (l->line > CSV_LINES + 1)
		return refuse(why,
		    "The file has more than 1,000,000 lines. Split it and send "
		    "the parts one after the other");
	if (l->other == 0)
		return OK;
	if (out->mark != 0)
		return refuse(why,
		    "The file says that it is UTF-8, but line %lld is not. "
		    "Save it as CSV UTF-8 and send it again",
		    (long long)l->other);
	if (l->utf8 != 0)
		return refuse(why,
		    "The file mixes two encodings: line %lld is UTF-8, line "
		    "%lld is not. Save it as CSV UTF-8 and send it again",
		    (long long)l->utf8, (long long)l->other);
	out->encoding = CSV_WINDOWS;
	return OK;
}

/* How often each separator stands outside of quotes in the first row. */
static enum err
guess_separator(
    const struct csv_source *source, struct csv_nature *out, char why[CSV_WHY])
{
	static const char separators[] = { ',', ';', '\t' };
	struct csv_decoder d;
	int64_t n[3] = { 0, 0, 0 };
	bool quoted = false, any = false;
	size_t i, k, best = 0;
	enum err e;

	csv_decoder_open(&d, source, out);
	e = csv_decode(&d);
	for (i = 0; e == OK && i < d.text_n; i++) {
		quoted ^= d.text[i] == '"';
		if (!quoted && any && (d.text[i] == '\n' || d.text[i] == '\r'))
			break;
		any |= d.text[i] != '\n' && d.text[i] != '\r';
		for (k = 0; k < 3; k++)
			n[k] += !quoted && d.text[i] == separators[k];
	}
	csv_decoder_close(&d);
	for (k = 1; k < 3; k++)
		if (n[k] > n[best])
			best = k;
	out->separator = separators[best];
	if (e == ERR_INVALID)
		refuse(why,
		    "Line 1 holds bytes that are no text in this file's "
		    "encoding. Save the file as CSV UTF-8 and send it again");
	return e;
}

static void
take_block(struct looking *l, const struct csv_nature *out, const char *s,
    size_t n, int64_t at)
{
	size_t i;

	for (i = 0; i < n; i++, at++) {
		if (at < out->mark)
			continue;
		if (out->encoding == CSV_UTF8)
			take_byte(l, (unsigned char)s[i]);
		else if (at % 2 == 0)
			l->half = (unsigned char)s[i];
		else if (out->encoding == CSV_UTF16_LE)
			take_unit(
			    l, l->half | (unsigned)(unsigned char)s[i] << 8);
		else
			take_unit(
			    l, (unsigned)l->half << 8 | (unsigned char)s[i]);
	}
}

enum err
csv_look(
    const struct csv_source *source, struct csv_nature *out, char why[CSV_WHY])
{
	struct looking l = { .line = 1 };
	crypto_hash_sha256_state h;
	const char *not_ours = NULL;
	char s[BLOCK];
	ssize_t got;
	enum err e;

	*out = (struct csv_nature){ .separator = ',' };
	why[0] = '\0';
	crypto_hash_sha256_init(&h);
	while (
	    (got = source->read(source->from, out->bytes, s, sizeof(s))) > 0) {
		if (out->bytes == 0)
			not_ours = first_bytes(s, (size_t)got, out);
		if (not_ours != NULL)
			return refuse(why, "%s", not_ours);
		crypto_hash_sha256_update(
		    &h, (const unsigned char *)s, (size_t)got);
		take_block(&l, out, s, (size_t)got, out->bytes);
		out->bytes += got;
	}
	if (got < 0) {
		refuse(why, "The file cannot be read");
		return ERR_IO;
	}
	crypto_hash_sha256_final(&h, out->digest);
	if (l.more > 0)
		once(&l.other, l.odd);
	if ((e = judge(&l, out, why)) != OK)
		return e;
	return guess_separator(source, out, why);
}
