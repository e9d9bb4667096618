/* context.c - what may stand where in a page. */
#include "steps.h"

enum refusal
context_step(struct context *c, char ch)
{
	static enum refusal (*const steps[WHERE_COUNT])(
	    struct context *, char) = {
		[IN_TEXT] = step_text,
		[IN_RAW] = step_raw,
		[IN_SCRIPT] = step_script,
		[AT_BANG] = step_bang,
		[AT_DASH] = step_dash,
		[IN_COMMENT] = step_comment,
		[IN_DOCTYPE] = step_doctype,
		[AT_TAG] = step_tag,
		[IN_TAG_NAME] = step_tag_name,
		[AT_END_TAG] = step_end_tag,
		[IN_END_NAME] = step_end_name,
		[AFTER_END_NAME] = step_end_name,
		[AT_GAP] = step_gap,
		[AT_SPACE] = step_space,
		[AT_SLASH] = step_slash,
		[IN_NAME] = step_name,
		[AFTER_NAME] = step_after_name,
		[AT_EQUALS] = step_equals,
		[IN_VALUE] = step_value,
		[IN_BARE] = step_bare,
	};

	if ((ch >= '\0' && ch < ' ' && !is_space(ch)) || ch == '\x7f')
		return REFUSE_CONTROL;
	return steps[c->where](c, ch);
}

static enum refusal
url_value(struct context *c, enum value v)
{
	if (v == VALUE_HREF) {
		if (c->url != URL_EMPTY)
			return REFUSE_HREF_LATE;
		c->url = URL_HREF;
		return FINE;
	}
	if (c->url == URL_EMPTY)
		return REFUSE_URL_OPENS;
	if (c->url == URL_FOREIGN)
		return REFUSE_URL_FOREIGN;
	if (v != VALUE_URL && c->url != URL_OPEN)
		return REFUSE_URL_SLASH;
	return FINE;
}

enum refusal
context_value(struct context *c, enum value v)
{
	switch (c->where) {
	case IN_TEXT:
		return FINE;
	case IN_RAW:
		return c->match > 0 ? REFUSE_VALUE_TAG : FINE;
	case IN_VALUE:
		return c->attr == ATTR_URL ? url_value(c, v) : FINE;
	case AT_EQUALS:
	case IN_BARE:
		return REFUSE_VALUE_BARE;
	case IN_SCRIPT:
		return REFUSE_VALUE_SCRIPT;
	case AT_BANG:
	case AT_DASH:
	case IN_COMMENT:
	case IN_DOCTYPE:
		return REFUSE_VALUE_COMMENT;
	default:
		return REFUSE_VALUE_TAG;
	}
}

/* A name is cut off by a block: what comes after it may not prolong it. */
enum refusal
context_block(struct context *c)
{
	enum refusal no = FINE;

	switch (c->where) {
	case IN_TEXT:
	case AT_GAP:
	case AT_SPACE:
	case IN_VALUE:
		return FINE;
	case IN_RAW:
		return c->match > 0 ? REFUSE_BLOCK : FINE;
	case IN_TAG_NAME:
		no = steps_tag_named(c);
		c->where = AT_GAP;
		return no;
	case IN_NAME:
		no = steps_attr_named(c);
		c->where = AT_GAP;
		return no;
	case AFTER_NAME:
		c->where = AT_SPACE;
		return FINE;
	default:
		return REFUSE_BLOCK;
	}
}

enum refusal
context_part(const struct context *c)
{
	return c->where == IN_TEXT ? FINE : REFUSE_PART;
}

static bool
in_tag(const struct context *c)
{
	return c->where == AT_GAP || c->where == AT_SPACE;
}

bool
context_join(struct context *c, const struct context *other)
{
	if (strcmp(c->tag, other->tag) != 0 || c->pre != other->pre)
		return false;
	c->src = c->src && other->src;
	if (in_tag(c) && in_tag(other)) {
		if (other->where == AT_GAP)
			c->where = AT_GAP;
		return true;
	}
	if (c->where != other->where)
		return false;
	if (c->where != IN_VALUE)
		return true;
	if (c->attr != other->attr)
		return false;
	if (c->url != other->url &&
	    (c->url < URL_SLASH || other->url < URL_SLASH))
		return false;
	if (other->url < c->url)
		c->url = other->url;
	return true;
}

bool
context_same(const struct context *c, const struct context *other)
{
	struct context met = *c;

	return context_join(&met, other) && met.where == c->where &&
	       met.url == c->url;
}

bool
context_tells(const struct context *c)
{
	return c->where != IN_VALUE || c->tells;
}

bool
context_verbatim(const struct context *c)
{
	return c->pre || c->where == IN_RAW || c->where == IN_VALUE;
}

const char *
refusal_text(enum refusal no)
{
	static const char *const texts[REFUSAL_COUNT] = {
		[FINE] = "nothing is wrong",
		[REFUSE_CONTROL] = "a control byte",
		[REFUSE_LESS] = "a '<' that opens no tag; write &lt;",
		[REFUSE_MARKUP] = "only <!doctype> and <!-- --> may begin so",
		[REFUSE_COMMENT] = "a comment that browsers end elsewhere",
		[REFUSE_ELEMENT] = "an element whose content is not HTML",
		[REFUSE_STYLE_ELEMENT] = "<style>; use a file of www/static",
		[REFUSE_SCRIPT] = "an inline <script>; give it a src=\"\"",
		[REFUSE_END_TAG] = "a malformed end tag",
		[REFUSE_STRAY] = "a stray character in a tag",
		[REFUSE_ON] = "an on...= attribute",
		[REFUSE_STYLE] = "a style= attribute",
		[REFUSE_SRCDOC] = "a srcdoc= attribute",
		[REFUSE_QUOTE] = "a single-quoted attribute; use \"",
		[REFUSE_BARE] = "a malformed attribute; quote it with \"",
		[REFUSE_VALUE_TAG] =
		    "a value in a tag, outside a quoted attribute",
		[REFUSE_VALUE_BARE] = "a value in an unquoted attribute",
		[REFUSE_VALUE_SCRIPT] = "a value in <script>",
		[REFUSE_VALUE_COMMENT] = "a value in a comment or <!doctype>",
		[REFUSE_URL_OPENS] =
		    "a value that begins a URL; begin with / ? # or {{href}}",
		[REFUSE_URL_SLASH] =
		    "a value that could name a host; use {{url path}}",
		[REFUSE_URL_FOREIGN] =
		    "a value in a URL that does not begin with / ? or #",
		[REFUSE_HREF_LATE] = "{{href}} where a URL has begun already",
		[REFUSE_BLOCK] = "a block that cuts markup in two",
		[REFUSE_PART] = "a part inside a tag or a text-only element",
	};

	return texts[no];
}
