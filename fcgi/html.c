/* html.c - escaping: runs of harmless bytes are appended whole. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "html.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

#define BIT(c) (UINT64_C(1) << ((c)&63))

/*
 * One bit for each byte that needs a second look: controls other than tab,
 * newline and return; the five characters; everything beyond ASCII.
 */
static const uint64_t suspects[4] = {
	(UINT64_C(0xffffffff) & ~BIT('\t') & ~BIT('\n') & ~BIT('\r')) |
	    BIT('&') | BIT('<') | BIT('>') | BIT('"') | BIT('\''),
	0,
	UINT64_MAX,
	UINT64_MAX,
};

/* RFC 3986: letters, digits and - . _ ~ */
static const uint64_t unreserved[4] = {
	BIT('-') | BIT('.') | UINT64_C(0x03ff) << '0',
	UINT64_C(0x07fffffe) | UINT64_C(0x07fffffe) << 32 | BIT('_') | BIT('~'),
};

static bool
has(const uint64_t set[4], unsigned char c)
{
	return set[c >> 6] >> (c & 63) & 1;
}

/*
 * The length of the UTF-8 sequence at p, its first byte being beyond ASCII.
 * Where it is malformed *valid is false and the length that of its longest
 * beginning, which stands for one replacement character.
 */
static size_t
sequence(const unsigned char *p, size_t left, bool *valid)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t i, n = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;

	*valid = false;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 1;
	if (p[0] == 0xe0)
		low = 0xa0; /* shorter forms exist */
	else if (p[0] == 0xed)
		high = 0x9f; /* surrogates */
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f; /* beyond U+10FFFF */
	for (i = 1; i < n; i++) {
		if (i == left || p[i] < low || p[i] > high)
			return i;
		low = 0x80;
		high = 0xbf;
	}
	*valid = true;
	return n;
}

static void
escape_byte(struct buf *out, char c)
{
	switch (c) {
	case '&':
		buf_add(out, "&amp;", 5);
		break;
	case '<':
		buf_add(out, "&lt;", 4);
		break;
	case '>':
		buf_add(out, "&gt;", 4);
		break;
	case '"':
		buf_add(out, "&quot;", 6);
		break;
	case '\'':
		buf_add(out, "&#39;", 5);
		break;
	default:
		buf_add(out, REPLACEMENT, 3);
	}
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/*
 * True where none of eight bytes can need escaping; false may be wrong.  Below
 * 0x20 and above 0x7f show in the top bit; 0xfa folds " & ' into 0x22, 0xfd
 * folds < > into 0x3c, and what equals them becomes zero.
 */
static bool
harmless(const unsigned char *p)
{
	uint64_t x, quotes, angles;

	memcpy(&x, p, sizeof(x));
	quotes = (x & EACH(0xfa)) ^ EACH(0x22);
	angles = (x & EACH(0xfd)) ^ EACH(0x3c);
	return ((x | (x - EACH(0x20)) | (quotes - EACH(1)) |
		    (angles - EACH(1))) &
		   EACH(0x80)) == 0;
}

void
html_escape(struct buf *out, const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t run = 0, i = 0, len;
	bool valid;

	while (i < n) {
		if (n - i >= 8 && harmless(p + i)) {
			i += 8;
			continue;
		}
		if (n - i < 8 && n >= 8 && harmless(p + n - 8))
			break; /* the end, looked at as eight once more */
		if (!has(suspects, p[i])) {
			i++;
			continue;
		}
		valid = false;
		len = p[i] < 0x80 ? 1 : sequence(p + i, n - i, &valid);
		if (!valid) {
			buf_add(out, p + run, i - run);
			escape_byte(out, s[i]);
			run = i + len;
		}
		i += len;
	}
	buf_add(out, p + run, n - run);
}

void
html_text(struct buf *out, const char *s)
{
	if (s != NULL)
		html_escape(out, s, strlen(s));
}

void
html_bool(struct buf *out, bool b)
{
	buf_puts(out, b ? "true" : "false");
}

void
html_int(struct buf *out, int64_t v)
{
	buf_int(out, v);
}

void
html_uint(struct buf *out, uint64_t v)
{
	if (v > INT64_MAX) {
		buf_int(out, (int64_t)(v / 10));
		v %= 10;
	}
	buf_int(out, (int64_t)v);
}

struct html
html_escaped(struct arena *a, const char *s)
{
	struct buf b = { 0 };
	struct html h = { NULL, 0 };

	if (s == NULL)
		return h;
	html_text(&b, s);
	h.n = b.n;
	h.p = arena_copy(a, buf_text(&b), b.n);
	buf_clear(&b);
	return h;
}

/* Browsers drop controls and read \ as /, so these could open a host too. */
static bool
leads_away(const char *p)
{
	if (p[0] == '?' || p[0] == '#')
		return false;
	if (p[0] != '/' || p[1] == '/' || p[1] == '\\')
		return true;
	return p[1] > '\0' && p[1] <= ' ';
}

void
html_href(struct buf *out, struct href h)
{
	if (h.p == NULL)
		return;
	if (leads_away(h.p))
		abort();
	html_text(out, h.p);
}

struct href_ready
html_href_ready(struct arena *a, struct href h)
{
	if (h.p != NULL && leads_away(h.p))
		abort();
	return (struct href_ready){ html_escaped(a, h.p) };
}

void
html_url(struct buf *out, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t run;
	unsigned char c;

	if (s == NULL)
		return;
	for (;;) {
		for (run = 0; has(unreserved, (unsigned char)s[run]); run++)
			;
		buf_add(out, s, run);
		s += run;
		if (*s == '\0')
			return;
		c = (unsigned char)*s++;
		buf_add(out, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
	}
}

void
html_day(struct buf *out, day on)
{
	char words[DAY_WORDS_SIZE];

	day_words(on, words);
	html_text(out, words);
}

void
html_when(struct buf *out, int64_t at)
{
	char words[INSTANT_WORDS_SIZE];

	clock_words(at, words);
	html_text(out, words);
}

void
html_took(struct buf *out, int64_t began)
{
	char text[32];
	int64_t ticks = clock_ticks();
	uint64_t v = ticks > began ? (uint64_t)ticks - (uint64_t)began : 0;
	size_t i = sizeof(text), digits = 0;

	do {
		if (digits > 0 && digits % 3 == 0)
			text[--i] = ',';
		text[--i] = (char)('0' + v % 10);
		v /= 10;
		digits++;
	} while (v != 0);
	buf_add(out, text + i, sizeof(text) - i);
}

bool
html_true_text(const char *s)
{
	return s != NULL && *s != '\0';
}

bool
html_true_pointer(const void *p)
{
	return p != NULL;
}

bool
html_true_int(int64_t v)
{
	return v != 0;
}

bool
html_true_uint(uint64_t v)
{
	return v != 0;
}
