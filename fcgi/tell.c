/* tell.c - a view's values as JSON. */
#include <string.h>

#include "buf.h"
#include "clock.h"
#include "tell.h"

#define SAFE_INT ((INT64_C(1) << 53) - 1) /* of a reader's double */

void
tell_begin(struct tell *j)
{
	j->w.comma = 0;
	j->w.depth = 0;
	tell_open(j, NULL, '{');
}

void
tell_open(struct tell *j, const char *name, char bracket)
{
	jsonw_open(&j->w, name, bracket);
}

void
tell_close(struct tell *j, char bracket)
{
	jsonw_close(&j->w, bracket);
}

void
tell_lacks(struct tell *j, const char *name)
{
	jsonw_null(&j->w, name);
}

/* A reference that html_escape writes, at p; the length of it, or 0. */
static size_t
reference(const char *p, size_t left, char *c)
{
	static const struct {
		const char *text;
		char c;
	} all[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' } };
	size_t i, n;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		n = strlen(all[i].text);
		if (n > left || memcmp(p, all[i].text, n) != 0)
			continue;
		*c = all[i].c;
		return n;
	}
	return 0;
}

/* What html_escape wrote, read back: it is UTF-8 without controls. */
static void
unescape(struct buf *text, const char *p, size_t left)
{
	const char *and;
	size_t n;
	char c;

	for (; left > 0; p += n, left -= n) {
		and = memchr(p, '&', left);
		n = and == NULL ? left : (size_t)(and-p);
		if (n == 0 && (n = reference(p, left, &c)) > 0) {
			buf_putc(text, c);
			continue;
		}
		n = n > 0 ? n : 1; /* a lone & stands for itself */
		buf_add(text, p, n);
	}
}

void
tell_ready(struct tell *j, const char *name, struct html h)
{
	struct buf text = { 0 };

	unescape(&text, h.p, h.n);
	jsonw_text(&j->w, name, buf_text(&text));
	buf_clear(&text);
}

static bool
plain(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || (unsigned char)*s > '~')
			return false;
	return true;
}

void
tell_text(struct tell *j, const char *name, const char *s)
{
	struct buf b = { 0 };

	if (s == NULL || plain(s)) {
		jsonw_text(&j->w, name, s);
		return;
	}
	html_text(&b, s);
	tell_ready(j, name, (struct html){ b.p, b.n });
	buf_clear(&b);
}

void
tell_truth(struct tell *j, const char *name, bool v)
{
	jsonw_bool(&j->w, name, v);
}

void
tell_int(struct tell *j, const char *name, int64_t v)
{
	char text[24];
	struct buf b = { text, 0, sizeof(text) };

	if (v >= -SAFE_INT && v <= SAFE_INT) {
		jsonw_int(&j->w, name, v);
		return;
	}
	buf_int(&b, v);
	text[b.n] = '\0';
	jsonw_text(&j->w, name, text);
}

void
tell_uint(struct tell *j, const char *name, uint64_t v)
{
	struct buf b = { 0 };

	if (v <= SAFE_INT) {
		jsonw_int(&j->w, name, (int64_t)v);
		return;
	}
	html_uint(&b, v);
	jsonw_text(&j->w, name, buf_text(&b));
	buf_clear(&b);
}

void
tell_href(struct tell *j, const char *name, struct href h)
{
	size_t n = strlen(j->base);
	struct buf b = { 0 };

	if (h.p == NULL || strncmp(h.p, j->base, n) != 0 || !j->ours(h.p + n)) {
		jsonw_text(&j->w, name, h.p);
		return;
	}
	buf_add(&b, h.p, n);
	buf_puts(&b, j->below);
	buf_puts(&b, h.p + n);
	jsonw_text(&j->w, name, buf_text(&b));
	buf_clear(&b);
}

void
tell_href_again(struct tell *j, const char *name, struct href_ready h)
{
	struct buf text = { 0 };

	unescape(&text, h.h.p, h.h.n);
	tell_href(
	    j, name, (struct href){ h.h.n == 0 ? NULL : buf_text(&text) });
	buf_clear(&text);
}

void
tell_day(struct tell *j, const char *name, day on)
{
	char text[DAY_TEXT_SIZE];

	day_text(on, text);
	jsonw_text(&j->w, name, on == DAY_NONE ? NULL : text);
}

void
tell_when(struct tell *j, const char *name, int64_t at)
{
	char text[INSTANT_TEXT_SIZE];

	clock_text(at, text);
	jsonw_text(&j->w, name, text);
}
