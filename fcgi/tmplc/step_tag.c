/* step_tag.c - start tags and their attributes, read strictly. */
#include "steps.h"

static bool
one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (is(name, *list))
			return true;
	return false;
}

/* Their content is not HTML, so what is said here of contexts fails there. */
enum refusal
steps_tag_named(const struct context *c)
{
	static const char *const foreign[] = { "iframe", "noembed", "noframes",
		"plaintext", "xmp", NULL };

	if (is(c->tag, "style"))
		return REFUSE_STYLE_ELEMENT;
	return one_of(c->tag, foreign) ? REFUSE_ELEMENT : FINE;
}

static enum refusal
tag_closed(struct context *c)
{
	bool script = is(c->tag, "script");

	if (script && !c->src)
		return REFUSE_SCRIPT;
	if (script || is(c->tag, "title") || is(c->tag, "textarea")) {
		c->where = script ? IN_SCRIPT : IN_RAW;
		c->match = 0;
		c->src = false;
		return FINE;
	}
	if (is(c->tag, "pre"))
		c->pre = true;
	steps_enter_text(c);
	return FINE;
}

enum refusal
step_gap(struct context *c, char ch)
{
	if (ch == '>')
		return tag_closed(c);
	if (ch == '/')
		c->where = AT_SLASH;
	else if (is_space(ch))
		c->where = AT_SPACE;
	else
		return REFUSE_STRAY;
	return FINE;
}

enum refusal
step_tag_name(struct context *c, char ch)
{
	enum refusal no;

	if (is_name(ch)) {
		push(c->tag, ch);
		return FINE;
	}
	if ((no = steps_tag_named(c)) != FINE)
		return no;
	return step_gap(c, ch);
}

enum refusal
step_space(struct context *c, char ch)
{
	if (!is_name(ch))
		return step_gap(c, ch);
	c->where = IN_NAME;
	c->name[0] = '\0';
	push(c->name, ch);
	return FINE;
}

enum refusal
step_slash(struct context *c, char ch)
{
	return ch == '>' ? tag_closed(c) : REFUSE_STRAY;
}

enum refusal
steps_attr_named(struct context *c)
{
	static const char *const urls[] = { "action", "background", "cite",
		"data", "formaction", "href", "imagesrcset", "manifest", "ping",
		"poster", "src", "srcset", "xlink:href", NULL };
	static const char *const fields[] = { "button", "input", "select",
		"textarea", NULL };
	static const char *const telling[] = { "action", "alt", "content",
		"datetime", "download", "href", "name", "src", "title", "value",
		NULL };

	if (c->name[0] == 'o' && c->name[1] == 'n')
		return REFUSE_ON;
	if (is(c->name, "style"))
		return REFUSE_STYLE;
	if (is(c->name, "srcdoc"))
		return REFUSE_SRCDOC;
	if (is(c->name, "src"))
		c->src = true;
	c->attr = one_of(c->name, urls) ? ATTR_URL : ATTR_PLAIN;
	c->tells = one_of(c->name, telling);
	c->names = is(c->name, "name") && one_of(c->tag, fields);
	c->name[0] = '\0';
	return FINE;
}

enum refusal
step_after_name(struct context *c, char ch)
{
	if (ch == '=')
		c->where = AT_EQUALS;
	else if (!is_space(ch))
		return step_space(c, ch);
	return FINE;
}

enum refusal
step_name(struct context *c, char ch)
{
	enum refusal no;

	if (is_name(ch)) {
		push(c->name, ch);
		return FINE;
	}
	if ((no = steps_attr_named(c)) != FINE)
		return no;
	c->where = AFTER_NAME;
	return step_after_name(c, ch);
}

enum refusal
step_equals(struct context *c, char ch)
{
	if (is_space(ch))
		return FINE;
	if (ch == '\'')
		return REFUSE_QUOTE;
	if (ch != '"' && strchr("<>=`", ch) != NULL)
		return REFUSE_BARE;
	c->where = ch == '"' ? IN_VALUE : IN_BARE;
	c->url = URL_EMPTY;
	return FINE;
}

enum refusal
step_bare(struct context *c, char ch)
{
	if (strchr("\"'<=`", ch) != NULL)
		return REFUSE_BARE;
	return is_space(ch) || ch == '>' ? step_gap(c, ch) : FINE;
}

static enum url
url_step(enum url url, char ch)
{
	switch (url) {
	case URL_EMPTY:
		if (ch == '/')
			return URL_SLASH;
		return ch == '?' || ch == '#' ? URL_OPEN : URL_FOREIGN;
	case URL_SLASH: /* browsers read \ as /, drop controls, decode & */
		if (strchr("/\\& \t\n\r", ch) != NULL)
			return URL_FOREIGN;
		return URL_OPEN;
	case URL_HREF:
		return URL_OPEN;
	default:
		return url;
	}
}

enum refusal
step_value(struct context *c, char ch)
{
	if (ch == '"') {
		c->where = AT_GAP;
		c->attr = ATTR_PLAIN;
		c->url = URL_EMPTY;
	} else if (c->attr == ATTR_URL) {
		c->url = url_step(c->url, ch);
	}
	return FINE;
}
