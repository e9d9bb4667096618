/* canon.c - telling canonical JSON from everything that says the same. */
#include <string.h>

#include "canon.h"
#include "text.h"

#define DEPTH_MAX 16
#define NUMBER_MAX INT64_C(9007199254740991) /* exact for every reader */

struct cursor {
	const char *p, *end;
};

static bool value(struct cursor *c, unsigned depth);

static bool
take(struct cursor *c, char want)
{
	if (c->p == c->end || *c->p != want)
		return false;
	c->p++;
	return true;
}

static bool
word(struct cursor *c, const char *s)
{
	size_t n = strlen(s);

	if ((size_t)(c->end - c->p) < n || memcmp(c->p, s, n) != 0)
		return false;
	c->p += n;
	return true;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What stands after a backslash: the byte it is for, or -1. */
static int
escape(struct cursor *c)
{
	static const char letters[] = "\"\\bfnrt", bytes[] = "\"\\\b\f\n\r\t";
	const char *letter;
	int high, low, v;

	if (c->p == c->end)
		return -1;
	letter = strchr(letters, *c->p);
	if (letter != NULL && *letter != '\0') {
		c->p++;
		return (unsigned char)bytes[letter - letters];
	}
	if (c->end - c->p < 5 || memcmp(c->p, "u00", 3) != 0)
		return -1;
	high = hex(c->p[3]);
	low = hex(c->p[4]);
	v = high * 16 + low;
	if (high < 0 || low < 0 || v == 0 || v > 0x1f ||
	    strchr(bytes + 2, v) != NULL)
		return -1; /* more than must be escaped, or otherwise */
	c->p += 5;
	return v;
}

static bool
text(struct cursor *c)
{
	if (!take(c, '"'))
		return false;
	while (c->p < c->end && *c->p != '"') {
		if (*c->p == '\\') {
			c->p++;
			if (escape(c) < 0)
				return false;
		} else if ((unsigned char)*c->p < 0x20) {
			return false;
		} else {
			c->p++;
		}
	}
	return take(c, '"');
}

static bool
name(struct cursor *c, struct canon *out)
{
	if (!take(c, '"'))
		return false;
	out->p = c->p;
	while (c->p<c->end && * c->p> 0x20 && *c->p < 0x7f && *c->p != '"' &&
	       *c->p != '\\')
		c->p++;
	out->n = (size_t)(c->p - out->p);
	return out->n > 0 && take(c, '"') && take(c, ':');
}

/* Is a before b, byte by byte? */
static bool
before(struct canon a, struct canon b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = memcmp(a.p, b.p, n);

	return order < 0 || (order == 0 && a.n < b.n);
}

static bool
object(struct cursor *c, unsigned depth)
{
	struct canon last = { "", 0 }, next;

	if (!take(c, '{'))
		return false;
	if (take(c, '}'))
		return true;
	do {
		const char *at = c->p;

		if (!name(c, &next))
			return false;
		if (!before(last, next)) {
			c->p = at;
			return false;
		}
		last = next;
		if (!value(c, depth))
			return false;
	} while (take(c, ','));
	return take(c, '}');
}

static bool
list(struct cursor *c, unsigned depth)
{
	if (!take(c, '['))
		return false;
	if (take(c, ']'))
		return true;
	do {
		if (!value(c, depth))
			return false;
	} while (take(c, ','));
	return take(c, ']');
}

static bool
number(struct cursor *c, int64_t *out)
{
	const char *first;
	bool minus = take(c, '-');
	int64_t v = 0;

	for (first = c->p; c->p < c->end && *c->p >= '0' && *c->p <= '9';
	     c->p++)
		if ((v = v * 10 + (*c->p - '0')) > NUMBER_MAX)
			return false;
	if (c->p == first || (*first == '0' && (minus || c->p - first > 1)))
		return false;
	*out = minus ? -v : v;
	return true;
}

static bool
value(struct cursor *c, unsigned depth)
{
	int64_t v;

	if (c->p == c->end || depth == DEPTH_MAX)
		return false;
	switch (*c->p) {
	case '{':
		return object(c, depth + 1);
	case '[':
		return list(c, depth + 1);
	case '"':
		return text(c);
	case 't':
		return word(c, "true");
	case 'f':
		return word(c, "false");
	case 'n':
		return word(c, "null");
	default:
		return number(c, &v);
	}
}

bool
canon_fine(const char *bytes, size_t n, size_t *at)
{
	struct cursor c = { bytes, bytes + n };
	bool fine = object(&c, 1) && c.p == c.end;

	*at = (size_t)(c.p - bytes);
	if (!fine)
		return false;
	*at = 0; /* somewhere */
	return text_fine(bytes, n, TEXT_LINE);
}

bool
canon_member(struct canon o, const char *want, struct canon *out)
{
	struct cursor c = { o.p, o.p + o.n };
	size_t n = strlen(want);
	struct canon found;

	if (!take(&c, '{'))
		return false;
	while (name(&c, &found)) {
		out->p = c.p;
		if (!value(&c, 0))
			return false;
		out->n = (size_t)(c.p - out->p);
		if (found.n == n && memcmp(found.p, want, n) == 0)
			return true;
		if (!take(&c, ','))
			return false;
	}
	return false;
}

bool
canon_find(struct canon o, const char *const *path, struct canon *out)
{
	for (*out = o; *path != NULL; path++)
		if (!canon_member(*out, *path, out))
			return false;
	return true;
}

bool
canon_text(struct canon v, char *to, size_t size)
{
	struct cursor c = { v.p, v.p + v.n };
	size_t n = 0;

	if (size == 0 || !take(&c, '"'))
		return false;
	while (c.p < c.end && *c.p != '"' && n + 1 < size) {
		int b = (unsigned char)*c.p++;

		if (b == '\\' && (b = escape(&c)) < 0)
			return false;
		to[n++] = (char)b;
	}
	to[n] = '\0';
	return take(&c, '"') && c.p == c.end;
}

bool
canon_int(struct canon v, int64_t *out)
{
	struct cursor c = { v.p, v.p + v.n };

	return number(&c, out) && c.p == c.end;
}
