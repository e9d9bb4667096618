/* entry.c - exactly the bytes that an export writes, and nothing else. */
#include <string.h>

#include "entry.h"

struct cursor {
	char *p, *end;
};

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

bool
entry_code(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((s[i] < 'A' || s[i] > 'Z') && (s[i] < '0' || s[i] > '9'))
			return false;
	return n == 0 || (n >= 3 && n < ENTRY_CODE_SIZE);
}

bool
entry_number(const char *s, size_t n, int64_t *v)
{
	uint64_t sum = 0;
	size_t i;

	if (n == 0 || n > 19 || (n > 1 && s[0] == '0'))
		return false;
	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		sum = sum * 10 + (uint64_t)(s[i] - '0');
	}
	*v = (int64_t)sum; /* 19 digits fit into 64 bits, but not all into 63 */
	return sum <= INT64_MAX;
}

bool
entry_hash(const char *s, size_t n, unsigned char hash[CHAIN_HASH])
{
	size_t i;
	int high, low;

	if (n != 2 * CHAIN_HASH)
		return false;
	for (i = 0; i < CHAIN_HASH; i++) {
		high = hex(s[2 * i]);
		low = hex(s[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		hash[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

/* One spelling for each character: what JSON must escape, and no more. */
static bool
escape(struct cursor *c, char *to)
{
	int high, low, v;

	if (word(c, "\\\""))
		*to = '"';
	else if (word(c, "\\\\"))
		*to = '\\';
	else if (word(c, "\\n"))
		*to = '\n';
	else {
		if (c->end - c->p < 6 || memcmp(c->p, "\\u00", 4) != 0)
			return false;
		high = hex(c->p[4]);
		low = hex(c->p[5]);
		v = high * 16 + low;
		if (high < 0 || low < 0 || v == 0 || v == '\n' || v > 0x1f)
			return false;
		*to = (char)v;
		c->p += 6;
	}
	return true;
}

/* The text is shorter without its escapes, so it fits where it stands. */
static bool
text(struct cursor *c, const char *key, const char **out)
{
	char *to;

	if (!word(c, key) || !word(c, "\""))
		return false;
	*out = to = c->p;
	while (c->p < c->end && *c->p != '"') {
		if ((unsigned char)*c->p < 0x20)
			return false;
		if (*c->p != '\\')
			*to++ = *c->p++;
		else if (!escape(c, to++))
			return false;
	}
	if (c->p == c->end)
		return false;
	c->p++;
	*to = '\0';
	return true;
}

static bool
number(struct cursor *c, const char *key, int64_t *v)
{
	char *first;

	if (!word(c, key))
		return false;
	for (first = c->p; c->p < c->end && *c->p >= '0' && *c->p <= '9';)
		c->p++;
	if (entry_number(first, (size_t)(c->p - first), v))
		return true;
	c->p = first;
	return false;
}

static bool
hash(struct cursor *c, const char *key, unsigned char out[CHAIN_HASH])
{
	if (!word(c, key) || c->end - c->p < 2 * CHAIN_HASH ||
	    !entry_hash(c->p, 2 * CHAIN_HASH, out))
		return false;
	c->p += 2 * CHAIN_HASH;
	return true;
}

bool
entry_read(char *line, size_t n, struct entry *e, size_t *at)
{
	struct cursor c = { line, line + n };
	struct chain_row *r = &e->row;
	const char *org;
	bool fine;

	*e = (struct entry){ 0 };
	fine = text(&c, "{\"org\":", &org) && entry_code(org, strlen(org)) &&
	       number(&c, ",\"seq\":", &r->seq) && r->seq > 0;
	if (fine)
		r->org = org;
	fine = fine && number(&c, ",\"at\":", &r->at) &&
	       number(&c, ",\"actor_id\":", &r->actor_id) &&
	       text(&c, ",\"actor\":", &r->actor) &&
	       text(&c, ",\"source\":", &r->source) &&
	       text(&c, ",\"action\":", &r->action) &&
	       number(&c, ",\"object\":", &r->object) &&
	       text(&c, ",\"detail\":", &r->detail) &&
	       hash(&c, ",\"prev\":\"", e->prev) &&
	       hash(&c, "\",\"hash\":\"", e->hash) && word(&c, "\"}") &&
	       c.p == c.end;
	*at = (size_t)(c.p - line);
	return fine;
}
