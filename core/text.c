/* text.c - UTF-8 and the characters that have no place in records. */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "text.h"

/* Decode one code point at s; its length, or 0 where it is not UTF-8. */
static size_t
decode(const unsigned char *s, size_t n, unsigned *cp)
{
	static const unsigned least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len, i;

	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	len = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : s[0] >= 0xc2 ? 2 : 0;
	if (len == 0 || s[0] > 0xf4 || n < len)
		return 0;
	*cp = s[0] & (0x7fu >> len);
	for (i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*cp = *cp << 6 | (s[i] & 0x3fu);
	}
	if (*cp < least[len] || *cp > 0x10ffff ||
	    (*cp >= 0xd800 && *cp <= 0xdfff))
		return 0;
	return len;
}

static bool
allowed(unsigned cp, enum text_kind kind)
{
	if (cp < 0x20)
		return kind == TEXT_AREA &&
		       (cp == '\t' || cp == '\n' || cp == '\r');
	if (cp >= 0x7f && cp <= 0x9f)
		return false;
	if (cp == 0x200e || cp == 0x200f || cp == 0x61c)
		return false;
	if ((cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069))
		return false;
	if (cp == 0x2028 || cp == 0x2029 || cp == 0xfeff)
		return false;
	return (cp & 0xfffe) != 0xfffe;
}

bool
text_fine(const char *s, size_t n, enum text_kind kind)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned cp;
	size_t len;

	for (; n > 0; p += len, n -= len) {
		len = decode(p, n, &cp);
		if (len == 0 || !allowed(cp, kind))
			return false;
	}
	return true;
}

bool
text_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned cp = 0;
	size_t len;

	for (; n > 0; p += len, n -= len) {
		len = decode(p, n, &cp);
		if (len == 0 || cp == 0)
			return false;
	}
	return true;
}

/*
 * What leaves no mark: White_Space and Default_Ignorable_Code_Point of the
 * Unicode Character Database 15, its format characters (Cf) without a sign of
 * their own, and the empty Braille pattern.
 */
static const struct {
	unsigned from, to;
} unseen[] = {
	{ 0x9, 0xd },
	{ 0x20, 0x20 },
	{ 0x85, 0x85 },
	{ 0xa0, 0xa0 },
	{ 0xad, 0xad },
	{ 0x34f, 0x34f },
	{ 0x61c, 0x61c },
	{ 0x115f, 0x1160 },
	{ 0x1680, 0x1680 },
	{ 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },
	{ 0x2000, 0x200f },
	{ 0x2028, 0x202f },
	{ 0x205f, 0x206f },
	{ 0x2800, 0x2800 },
	{ 0x3000, 0x3000 },
	{ 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff },
	{ 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb },
	{ 0x13430, 0x1343f },
	{ 0x1bca0, 0x1bca3 },
	{ 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe0fff },
};

static bool
seen(unsigned cp)
{
	size_t i;

	for (i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		if (cp <= unseen[i].to)
			return cp < unseen[i].from;
	return true;
}

bool
text_visible(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned cp;
	size_t len;

	for (; n > 0; p += len, n -= len) {
		len = decode(p, n, &cp);
		if (len == 0 || seen(cp))
			return true;
	}
	return false;
}

size_t
text_length(const char *s, size_t n)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

bool
text_within(const char *s, enum text_kind kind, size_t least, size_t most)
{
	size_t n = strlen(s), length = text_length(s, n);

	return length >= least && length <= most && text_fine(s, n, kind) &&
	       (least == 0 || text_visible(s, n));
}

bool
text_bare(const char *s, enum text_kind kind, size_t least, size_t most)
{
	size_t n = strlen(s);

	return text_within(s, kind, least, most) &&
	       (n == 0 || (s[0] != ' ' && s[n - 1] != ' '));
}

static bool
space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char *
text_trim(struct arena *a, const char *s, size_t n)
{
	char *copy;
	size_t i, to = 0;

	while (n > 0 && space(s[0])) {
		s++;
		n--;
	}
	while (n > 0 && space(s[n - 1]))
		n--;
	if (!text_visible(s, n) && text_fine(s, n, TEXT_AREA))
		n = 0; /* what is not fine stays, to be refused */
	copy = arena_copy(a, s, n);
	for (i = 0; i < n; i++)
		if (copy[i] != '\r' || i + 1 == n || copy[i + 1] != '\n')
			copy[to++] = copy[i];
	copy[to] = '\0';
	return copy;
}

char *
text_fold(struct arena *a, const char *s)
{
	char *copy = arena_text(a, s), *p;

	for (p = copy; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return copy;
}

const char *
text_like(struct arena *a, const char *typed)
{
	const char *p = text_fold(a, typed);
	struct buf b = { 0 };
	char *text;

	if (typed[0] == '\0')
		return "";
	buf_putc(&b, '%');
	for (; *p != '\0'; p++) {
		if (*p == '%' || *p == '_' || *p == '!')
			buf_putc(&b, '!');
		buf_putc(&b, *p);
	}
	buf_putc(&b, '%');
	text = arena_copy(a, b.p, b.n);
	buf_clear(&b);
	return text;
}

bool
text_same(const char *s, const char *t)
{
	return strcasecmp(s, t) == 0; /* in the C locale: ASCII alone */
}

bool
text_among(const char *words, const char *s, size_t n)
{
	size_t word;

	for (; *words != '\0'; words += word + (words[word] == ' ')) {
		word = strcspn(words, " ");
		if (word == n && memcmp(words, s, n) == 0)
			return true;
	}
	return false;
}
