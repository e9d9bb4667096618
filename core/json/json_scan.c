/* json_scan.c - is it JSON at all, and does every object name a key once? */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "json_walk.h"

struct key {
	size_t at, n; /* its bytes, decoded, in scan.text */
	uint32_t hash;
};

struct frame {
	bool object;
	size_t index; /* of the element, in a list */
	struct key *keys;
	size_t n, text; /* keys so far; where their bytes begin */
};

struct scan {
	struct walk *walk;
	struct arena *own; /* for tables of keys, one for each depth */
	const char *start, *at, *end;
	struct frame frame[WALK_DEPTH_MAX];
	struct key *keys[WALK_DEPTH_MAX];
	size_t depth, values, containers;
	size_t most;     /* values */
	struct buf text; /* the keys of the objects now open */
};

enum step { STEP_VALUE, STEP_AFTER, STEP_DONE, STEP_FAULT };

/* Begin a fault with the path to where the scan stands. */
static bool
begin(struct scan *s)
{
	const struct frame *f;
	const struct key *k;
	size_t i;

	if (!walk_line(s->walk))
		return false;
	for (i = 0; i < s->depth; i++) {
		f = &s->frame[i];
		if (!f->object) {
			walk_path_index(s->walk->faults, f->index);
		} else if (f->n > 0) {
			k = &f->keys[f->n - 1];
			walk_path_key(s->walk->faults, s->text.p + k->at, k->n);
		}
	}
	return true;
}

/* Always false. */
static bool
refuse(struct scan *s, const char *reason)
{
	const char *p, *line = s->start;
	size_t lines = 1;

	if (!begin(s))
		return false;
	for (p = s->start; p < s->at; p++)
		if (*p == '\n') {
			lines++;
			line = p + 1;
		}
	buf_printf(s->walk->faults, ": line %zu, byte %zu: %s\n", lines,
	    (size_t)(s->at - line) + 1, reason);
	return false;
}

static enum step
fault(struct scan *s, const char *reason)
{
	refuse(s, reason);
	return STEP_FAULT;
}

static void
blank(struct scan *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' ||
				     *s->at == '\t' || *s->at == '\r'))
		s->at++;
}

static bool
next_is(const struct scan *s, char c)
{
	return s->at < s->end && *s->at == c;
}

/* Take c if it comes next, after white space. */
static bool
take(struct scan *s, char c)
{
	blank(s);
	if (!next_is(s, c))
		return false;
	s->at++;
	return true;
}

/* Four hexadecimal digits after "\u"; false if they are not. */
static bool
hex4(struct scan *s, unsigned *v)
{
	int i;

	for (*v = 0, i = 0; i < 4; i++, s->at++) {
		char c = s->at < s->end ? *s->at : '\0';

		if (c >= '0' && c <= '9')
			*v = *v << 4 | (unsigned)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*v = *v << 4 | (unsigned)(c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			*v = *v << 4 | (unsigned)(c - 'A' + 10);
		else
			return false;
	}
	return true;
}

static void
add_utf8(struct buf *out, unsigned cp)
{
	if (cp >= 0x10000) {
		buf_putc(out, (char)(0xf0 | cp >> 18));
		buf_putc(out, (char)(0x80 | (cp >> 12 & 0x3f)));
	} else if (cp >= 0x800) {
		buf_putc(out, (char)(0xe0 | cp >> 12));
	}
	if (cp >= 0x800)
		buf_putc(out, (char)(0x80 | (cp >> 6 & 0x3f)));
	else if (cp >= 0x80)
		buf_putc(out, (char)(0xc0 | cp >> 6));
	if (cp >= 0x80)
		buf_putc(out, (char)(0x80 | (cp & 0x3f)));
	else
		buf_putc(out, (char)cp);
}

/* "\uXXXX", two of them for a character beyond the first 65536. */
static bool
unicode(struct scan *s, struct buf *out)
{
	unsigned cp, low;

	if (!hex4(s, &cp) || cp == 0 || (cp >= 0xdc00 && cp <= 0xdfff))
		return false;
	if (cp >= 0xd800 && cp <= 0xdbff) {
		if (s->end - s->at < 6 || s->at[0] != '\\' || s->at[1] != 'u')
			return false;
		s->at += 2;
		if (!hex4(s, &low) || low < 0xdc00 || low > 0xdfff)
			return false;
		cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
	}
	if (out != NULL)
		add_utf8(out, cp);
	return true;
}

static bool
escape(struct scan *s, struct buf *out)
{
	static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *name;

	s->at++;
	if (s->at == s->end || *s->at == '\0')
		return false;
	if (*s->at == 'u') {
		s->at++;
		return unicode(s, out);
	}
	if ((name = strchr(names, *s->at)) == NULL)
		return false;
	s->at++;
	if (out != NULL)
		buf_putc(out, means[name - names]);
	return true;
}

/* A string, its opening quote next; decoded into out unless that is NULL. */
static bool
string(struct scan *s, struct buf *out)
{
	const char *run;

	for (s->at++; !next_is(s, '"');) {
		for (run = s->at; s->at < s->end; s->at++)
			if (*s->at == '"' || *s->at == '\\' ||
			    (unsigned char)*s->at < 0x20)
				break;
		if (out != NULL)
			buf_add(out, run, (size_t)(s->at - run));
		if (s->at == s->end)
			return refuse(s, "a string has no end");
		if ((unsigned char)*s->at < 0x20)
			return refuse(s, "control byte in a string");
		if (*s->at == '\\' && !escape(s, out))
			return refuse(s, "bad escape in a string");
	}
	s->at++;
	return true;
}

static uint32_t
hash(const char *p, size_t n)
{
	uint32_t h = 2166136261u;

	for (; n > 0; n--, p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	return h;
}

static bool
repeated(const struct scan *s, const struct frame *f, const struct key *k)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->keys[i].hash == k->hash && f->keys[i].n == k->n &&
		    memcmp(s->text.p + f->keys[i].at, s->text.p + k->at,
			k->n) == 0)
			return true;
	return false;
}

/* A key and its colon; the value is next. */
static enum step
member(struct scan *s)
{
	struct frame *f = &s->frame[s->depth - 1];
	struct key k = { .at = s->text.n };
	bool again;

	blank(s);
	if (!next_is(s, '"'))
		return fault(s, "a key in quotes was expected");
	if (f->n == WALK_KEYS_MAX)
		return fault(s, "too many keys in one object");
	if (!string(s, &s->text))
		return STEP_FAULT;
	k.n = s->text.n - k.at;
	if (k.n > WALK_KEY_MAX)
		return fault(s, "a key is too long");
	k.hash = hash(s->text.p + k.at, k.n);
	again = repeated(s, f, &k);
	f->keys[f->n++] = k;
	if (again && begin(s))
		buf_puts(s->walk->faults, ": key given twice\n");
	return take(s, ':') ? STEP_VALUE : fault(s, "':' was expected");
}

static enum step
open_frame(struct scan *s, bool object)
{
	struct frame *f = &s->frame[s->depth];

	if (s->depth == WALK_DEPTH_MAX)
		return fault(s, "nested too deep");
	if (++s->containers > WALK_CONTAINERS_MAX)
		return fault(s, "too many lists and objects");
	if (object && s->keys[s->depth] == NULL)
		s->keys[s->depth] =
		    arena_array(s->own, WALK_KEYS_MAX, sizeof(struct key));
	*f = (struct frame){
		.object = object, .keys = s->keys[s->depth], .text = s->text.n
	};
	s->at++;
	if (take(s, object ? '}' : ']'))
		return STEP_AFTER;
	s->depth++;
	return object ? member(s) : STEP_VALUE;
}

static enum step
word(struct scan *s)
{
	static const char *const words[] = { "true", "false", "null" };
	size_t i, n, left = (size_t)(s->end - s->at);

	for (i = 0; i < 3; i++) {
		n = strlen(words[i]);
		if (left >= n && memcmp(s->at, words[i], n) == 0) {
			s->at += n;
			return STEP_AFTER;
		}
	}
	return fault(
	    s, left == 0 ? "the file ends too early" : "a value was expected");
}

static bool
digits(struct scan *s)
{
	const char *from = s->at;

	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return s->at > from;
}

static enum step
number(struct scan *s)
{
	const char *from = s->at;
	bool good;

	if (next_is(s, '-'))
		s->at++;
	if ((good = next_is(s, '0')))
		s->at++;
	else
		good = digits(s);
	if (good && next_is(s, '.')) {
		s->at++;
		good = digits(s);
	}
	if (good && (next_is(s, 'e') || next_is(s, 'E'))) {
		s->at++;
		if (next_is(s, '+') || next_is(s, '-'))
			s->at++;
		good = digits(s);
	}
	if (!good)
		return fault(s, "a number is malformed");
	if (s->at - from > WALK_NUMBER_MAX)
		return fault(s, "a number is too long");
	return STEP_AFTER;
}

static enum step
value(struct scan *s)
{
	blank(s);
	if (++s->values > s->most)
		return fault(s, "too many values");
	if (s->depth == 0 && s->at < s->end && *s->at != '{')
		return fault(s, "a JSON object was expected");
	if (next_is(s, '{') || next_is(s, '['))
		return open_frame(s, *s->at == '{');
	if (next_is(s, '"'))
		return string(s, NULL) ? STEP_AFTER : STEP_FAULT;
	if (s->at < s->end &&
	    (*s->at == '-' || (*s->at >= '0' && *s->at <= '9')))
		return number(s);
	return word(s);
}

/* After a value: a comma, the end of what holds it, or of everything. */
static enum step
after(struct scan *s)
{
	struct frame *f;

	if (s->depth == 0) {
		blank(s);
		return s->at == s->end
			   ? STEP_DONE
			   : fault(s, "something follows the JSON object");
	}
	f = &s->frame[s->depth - 1];
	if (take(s, ',')) {
		f->index++;
		return f->object ? member(s) : STEP_VALUE;
	}
	if (!take(s, f->object ? '}' : ']'))
		return fault(s, s->at == s->end ? "the file ends too early"
				: f->object     ? "',' or '}' was expected"
						: "',' or ']' was expected");
	s->text.n = f->text;
	s->depth--;
	return STEP_AFTER;
}

bool
json_scan(struct walk *w, const char *bytes, size_t n)
{
	struct scan s = {
		.walk = w, .start = bytes, .at = bytes, .end = bytes + n
	};
	enum step step = STEP_VALUE;

	s.most = w->values > 0 ? w->values : WALK_VALUES_MAX;
	s.own = arena_open();
	buf_room(&s.text, WALK_KEY_MAX);
	while (step == STEP_VALUE || step == STEP_AFTER)
		step = step == STEP_VALUE ? value(&s) : after(&s);
	buf_clear(&s.text);
	arena_close(s.own);
	return step == STEP_DONE;
}
