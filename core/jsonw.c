/* jsonw.c - JSON text, element by element. */
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "jsonw.h"

#define DEPTH_MAX 31u

/* The letter of a short escape, or 0. */
static char
short_escape(unsigned char c, bool canonical)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\n':
		return 'n';
	case '\t':
		return canonical ? 't' : '\0';
	case '\r':
		return canonical ? 'r' : '\0';
	case '\b':
		return canonical ? 'b' : '\0';
	case '\f':
		return canonical ? 'f' : '\0';
	default:
		return '\0';
	}
}

static void
quote(struct buf *out, const char *s, bool canonical)
{
	static const char hex[] = "0123456789abcdef";
	const char *run = s;

	buf_putc(out, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(out, run, (size_t)(s - run));
		run = s + 1;
		if (short_escape(c, canonical) != '\0') {
			char pair[2] = { '\\', short_escape(c, canonical) };
			buf_add(out, pair, 2);
		} else {
			char code[6] = { '\\', 'u', '0', '0', hex[c >> 4],
				hex[c & 15] };
			buf_add(out, code, 6);
		}
	}
	buf_add(out, run, (size_t)(s - run));
	buf_putc(out, '"');
}

static void
member(struct jsonw *w, const char *key)
{
	uint32_t bit = UINT32_C(1) << w->depth;

	if (w->comma & bit)
		buf_putc(w->out, ',');
	w->comma |= bit;
	if (key == NULL)
		return;
	quote(w->out, key, w->canonical);
	buf_putc(w->out, ':');
}

void
jsonw_open(struct jsonw *w, const char *key, char bracket)
{
	member(w, key);
	buf_putc(w->out, bracket);
	if (++w->depth > DEPTH_MAX)
		abort();
	w->comma &= ~(UINT32_C(1) << w->depth);
}

void
jsonw_close(struct jsonw *w, char bracket)
{
	if (w->depth == 0)
		abort();
	w->depth--;
	buf_putc(w->out, bracket);
}

void
jsonw_text(struct jsonw *w, const char *key, const char *text)
{
	member(w, key);
	if (text == NULL)
		buf_puts(w->out, "null");
	else
		quote(w->out, text, w->canonical);
}

void
jsonw_int(struct jsonw *w, const char *key, int64_t v)
{
	member(w, key);
	buf_int(w->out, v);
}

void
jsonw_bool(struct jsonw *w, const char *key, bool v)
{
	member(w, key);
	buf_puts(w->out, v ? "true" : "false");
}

void
jsonw_null(struct jsonw *w, const char *key)
{
	member(w, key);
	buf_puts(w->out, "null");
}

void
jsonw_hex(struct jsonw *w, const char *key, const void *bytes, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *p = bytes;

	member(w, key);
	buf_putc(w->out, '"');
	for (; n > 0; n--, p++) {
		char pair[2] = { hex[*p >> 4], hex[*p & 15] };
		buf_add(w->out, pair, 2);
	}
	buf_putc(w->out, '"');
}
