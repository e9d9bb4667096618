/* step_text.c - text, comments and end tags, read strictly. */
#include "steps.h"

void
steps_enter_text(struct context *c)
{
	*c = (struct context){ .pre = c->pre };
}

static enum refusal
enter_tag(struct context *c, char ch, enum where where)
{
	if (!is_letter(ch))
		return where == IN_TAG_NAME ? REFUSE_LESS : REFUSE_END_TAG;
	c->where = where;
	c->tag[0] = '\0';
	push(c->tag, ch);
	return FINE;
}

enum refusal
step_text(struct context *c, char ch)
{
	if (ch == '<')
		c->where = AT_TAG;
	return FINE;
}

/* Inside <title> and the like only its own end tag is markup. */
static bool
end_tag_read(struct context *c, char ch)
{
	size_t n = strlen(c->tag);
	char want = '<';

	if (c->match == n + 2) {
		if (ch == '>')
			steps_enter_text(c);
		else if (is_space(ch) || ch == '/')
			c->where = AFTER_END_NAME;
		if (c->where == IN_TEXT || c->where == AFTER_END_NAME)
			return true;
	} else if (c->match > 0) {
		want = c->match == 1 ? '/' : c->tag[c->match - 2];
	}
	if (c->match < n + 2 && lower(ch) == want)
		c->match++;
	else
		c->match = ch == '<';
	return c->match > 0;
}

enum refusal
step_raw(struct context *c, char ch)
{
	end_tag_read(c, ch);
	return FINE;
}

enum refusal
step_script(struct context *c, char ch)
{
	return end_tag_read(c, ch) || is_space(ch) ? FINE : REFUSE_SCRIPT;
}

enum refusal
step_bang(struct context *c, char ch)
{
	if (ch != '-' && lower(ch) != 'd')
		return REFUSE_MARKUP;
	c->where = ch == '-' ? AT_DASH : IN_DOCTYPE;
	return FINE;
}

enum refusal
step_dash(struct context *c, char ch)
{
	if (ch != '-')
		return REFUSE_MARKUP;
	c->where = IN_COMMENT;
	c->match = 0;
	return FINE;
}

/*
 * Browsers also end a comment at "<!-->", "<!--->" and "--!>": refusing "--"
 * anywhere but before ">" and a ">" or "-" at the start keeps us together.
 */
enum refusal
step_comment(struct context *c, char ch)
{
	enum { START, INSIDE, ONE, TWO } at = (int)c->match;

	if (at == START && (ch == '>' || ch == '-'))
		return REFUSE_COMMENT;
	if (at == TWO) {
		if (ch != '>')
			return REFUSE_COMMENT;
		steps_enter_text(c);
		return FINE;
	}
	c->match = ch != '-' ? INSIDE : at == ONE ? TWO : ONE;
	return FINE;
}

enum refusal
step_doctype(struct context *c, char ch)
{
	if (ch == '>')
		steps_enter_text(c);
	return FINE;
}

enum refusal
step_tag(struct context *c, char ch)
{
	if (ch == '/')
		c->where = AT_END_TAG;
	else if (ch == '!')
		c->where = AT_BANG;
	else
		return enter_tag(c, ch, IN_TAG_NAME);
	return FINE;
}

enum refusal
step_end_tag(struct context *c, char ch)
{
	return enter_tag(c, ch, IN_END_NAME);
}

enum refusal
step_end_name(struct context *c, char ch)
{
	if (ch == '>') {
		if (is(c->tag, "pre"))
			c->pre = false;
		steps_enter_text(c);
	} else if (is_space(ch)) {
		c->where = AFTER_END_NAME;
	} else if (c->where == IN_END_NAME && is_name(ch)) {
		push(c->tag, ch);
	} else {
		return REFUSE_END_TAG;
	}
	return FINE;
}
