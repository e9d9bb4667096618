/* xss.h - typing markup into fields, and looking for it in pages. */
#ifndef XSS_H
#define XSS_H
#include "forms.h"

#define WORDS "plain words"

/* What is no text but to a page that forgot to escape it. */
static const char *const payloads[] = { "<xsspoly onload=alert(1)>",
	"\"><xsspoly a=\"", "'><xsspoly a='", "</textarea><xsspoly>",
	"</title><xsspoly>", "</select></option><xsspoly>", "--><xsspoly><!--",
	"]]><xsspoly>", "<![CDATA[<xsspoly>]]>", "&lt;xsspoly&gt;",
	"&#60;xsspoly&#62;", "%3Cxsspoly%3E", "javascript:alert(1)",
	"x\" onfocus=\"alert(1)\" autofocus=\"", "x' onfocus='alert(1)'",
	"{{xsspoly}}{{> head page}}", "<script src=//x></script>",
	"<svg/onload=alert(1)>", "<a href=\"javascript:1\">", "`<xsspoly>`",
	"\xc2\xbcxsspoly\xc2\xbe", "<xsspoly", "xsspoly>", "\\u003cxsspoly" };

static struct site *s;
static struct visitor national;
static struct buf page, known;
static int round_of; /* which text: makes names of people and codes */

/* ---- what pages are made of ---- */

static inline char *
escaped(const char *text)
{
	struct buf b = { 0 };
	char *copy;

	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			buf_puts(&b, "&amp;");
			break;
		case '<':
			buf_puts(&b, "&lt;");
			break;
		case '>':
			buf_puts(&b, "&gt;");
			break;
		case '"':
			buf_puts(&b, "&quot;");
			break;
		case '\'':
			buf_puts(&b, "&#39;");
			break;
		default:
			buf_putc(&b, *text);
		}
	copy = arena_copy(s->arena, b.p, b.n);
	buf_clear(&b);
	return copy;
}

/* Learn the tags of a page, or see that it has no others. */
static inline void
look(const char *text, const char *what)
{
	char *line, *rest;
	bool learn = strncmp(text, WORDS, strlen(WORDS)) == 0;

	if (!skeleton(buf_text(&s->w->reply.body), &page))
		fail_msg("%s is no markup of ours with %s", what, text);
	line = arena_copy(s->arena, page.p, page.n);
	for (line = strtok_r(line, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		char entry[600];

		snprintf(entry, sizeof(entry), "\n%s\n", line);
		if (strstr(buf_text(&known), entry) != NULL)
			continue;
		if (!learn)
			fail_msg("%s has %s with %s", what, line, text);
		buf_puts(&known, entry);
	}
}

static inline void
get_page(const struct visitor *v, const char *uri, const char *text)
{
	assert_int_equal(site_get(s, v, uri), 200);
	look(text, uri);
}

/* ---- typing it everywhere ---- */

static inline bool
ends(const char *name, const char *with)
{
	size_t n = strlen(name), k = strlen(with);

	return n >= k && strcmp(name + n - k, with) == 0;
}

/* The form of a page with the text in each field that a person types in. */
static inline int
type_in(const struct visitor *v, const char *where, const char *action,
    const char *text, const char *button)
{
	static const char *const apart[] = { "-day", "-month", "-year", "user",
		"code", "mail", "deputy", "parent", "commissioner" };
	struct sheet f;
	size_t i, k;

	sheet_take(s, v, where, action, &f);
	for (i = 0; i < f.n; i++) {
		for (k = 0; k < COUNT(apart); k++)
			if (ends(f.v[i].name, apart[k]))
				break;
		if (f.v[i].kind == INPUT_TEXT && k == COUNT(apart))
			sheet_set(&f, s->arena, f.v[i].name,
			    strstr(f.v[i].name, "-shows") != NULL ? "1a"
								  : text);
	}
	if (button != NULL)
		sheet_set(&f, s->arena, "do", button);
	if (sheet_field(&f, "user") != NULL)
		sheet_set(&f, s->arena, "user",
		    arena_printf(s->arena, "x-%d", round_of));
	/* The most that an address may hold. */
	if (sheet_field(&f, "mail") != NULL)
		sheet_set(&f, s->arena, "mail", "x'&`{{y}}@trust.example");
	if (sheet_field(&f, "code") != NULL)
		sheet_set(&f, s->arena, "code",
		    arena_printf(s->arena, "X%04d", round_of));
	if (sheet_field(&f, "member") != NULL)
		sheet_set(&f, s->arena, "member", "a-assessor");
	if (sheet_field(&f, "role") != NULL)
		sheet_set(&f, s->arena, "role", "viewer");
	if (sheet_field(&f, "type") != NULL)
		sheet_set(&f, s->arena, "type", "ACU");
	if (sheet_field(&f, "for-all") != NULL)
		sheet_set(&f, s->arena, "for-all", "1");
	if (sheet_field(&f, "password") != NULL)
		sheet_set(&f, s->arena, "password", "right");
	return sheet_send(s, v, &f);
}

static inline void
again(const struct visitor *v, const char *where, const char *action,
    const char *field, const char *text, int status)
{
	struct sheet f;
	size_t i;

	sheet_take(s, v, where, action, &f);
	for (i = 0; i < f.n; i++)
		if (f.v[i].kind == INPUT_TEXT)
			sheet_set(&f, s->arena, f.v[i].name, text);
	if (field != NULL)
		sheet_set(&f, s->arena, field,
		    strcmp(field, "edition") == 0 ? "1" : text);
	sheet_set(&f, s->arena, "do",
	    strstr(action, "/requirement/") != NULL ? "save" : NULL);
	if (sheet_send(s, v, &f) != status)
		fail_msg("%s: %d with %s", action, s->w->reply.status, text);
	look(text, action);
	if (status == 409 || strstr(action, "requirement") != NULL)
		assert_true(shows(s->w, escaped(text)));
}

static inline int
open_texts(void **state)
{
	if (site_open(state) != 0)
		return -1;
	s = *state;
	app_close(&s->w->app);
	free(s->w->config.branding.name);
	s->w->config.branding.name = strdup("<xsspoly b=\"c\">");
	if (app_open(&s->w->config, &s->w->app) != OK)
		return -1;
	site_visit(s, s->national, &national);
	site_move(s, &national, s->national, s->org[A].id);
	buf_puts(&known, "\n");
	return 0;
}

static inline int
close_texts(void **state)
{
	buf_clear(&page);
	buf_clear(&known);
	return site_close(state);
}
#endif
