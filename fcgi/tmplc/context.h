/* context.h - where in HTML a byte of a template stands, and what may follow.
 */
#ifndef CONTEXT_H
#define CONTEXT_H
#include <stdbool.h>
#include <stddef.h>

#define CONTEXT_NAME_SIZE 16 /* longer than any name that matters */

enum where {
	IN_TEXT,
	IN_RAW,    /* <title> and <textarea>: text up to the end tag */
	IN_SCRIPT, /* must stay empty */
	AT_BANG,   /* after <! */
	AT_DASH,   /* after <!- */
	IN_COMMENT,
	IN_DOCTYPE,
	AT_TAG, /* after < */
	IN_TAG_NAME,
	AT_END_TAG, /* after </ */
	IN_END_NAME,
	AFTER_END_NAME,
	AT_GAP,   /* in a tag; a space must come before an attribute */
	AT_SPACE, /* in a tag; an attribute may come */
	AT_SLASH,
	IN_NAME,
	AFTER_NAME,
	AT_EQUALS,
	IN_VALUE,
	IN_BARE, /* a value without quotes */
	WHERE_COUNT
};

enum attr { ATTR_PLAIN, ATTR_URL };

/* How far the value of a URL attribute has come, weakest first. */
enum url {
	URL_EMPTY,
	URL_FOREIGN, /* it has, or may have, a scheme or a host */
	URL_SLASH,   /* "/": a second one would name a host */
	URL_HREF,    /* a struct href, which may have been "/" */
	URL_OPEN,    /* it can only lead to this host */
};

enum value { VALUE_PLAIN, VALUE_URL, VALUE_HREF };

/* Zeroed, it stands at the beginning of a file. */
struct context {
	enum where where;
	enum attr attr;
	enum url url;
	char tag[CONTEXT_NAME_SIZE];  /* the open tag or raw element */
	char name[CONTEXT_NAME_SIZE]; /* of the attribute being read */
	size_t match;                 /* bytes of an end tag, or of dashes */
	bool pre;                     /* inside <pre> */
	bool src;                     /* this tag has had a src= */
	bool tells; /* the attribute's value is worth telling */
	bool names; /* it is the name of a form's field */
};

enum refusal {
	FINE,
	REFUSE_CONTROL,
	REFUSE_LESS,
	REFUSE_MARKUP,
	REFUSE_COMMENT,
	REFUSE_ELEMENT,
	REFUSE_STYLE_ELEMENT,
	REFUSE_SCRIPT,
	REFUSE_END_TAG,
	REFUSE_STRAY,
	REFUSE_ON,
	REFUSE_STYLE,
	REFUSE_SRCDOC,
	REFUSE_QUOTE,
	REFUSE_BARE,
	REFUSE_VALUE_TAG,
	REFUSE_VALUE_BARE,
	REFUSE_VALUE_SCRIPT,
	REFUSE_VALUE_COMMENT,
	REFUSE_URL_OPENS,
	REFUSE_URL_SLASH,
	REFUSE_URL_FOREIGN,
	REFUSE_HREF_LATE,
	REFUSE_BLOCK,
	REFUSE_PART,
	REFUSAL_COUNT
};

/* What to tell the author.  Never NULL. */
const char *refusal_text(enum refusal);

/* Go on by one byte of static text. */
enum refusal context_step(struct context *, char);

/* May a value, a block directive, a part stand here?  It goes on past them. */
enum refusal context_value(struct context *, enum value);
enum refusal context_block(struct context *);
enum refusal context_part(const struct context *);

/*
 * Go on from where two ways meet, with the weaker of what is known of them;
 * false where what follows would be read differently.
 */
bool context_join(struct context *, const struct context *other);
bool context_same(const struct context *, const struct context *other);

/*
 * Do people learn of what stands here?  Not of classes and ids: only of text,
 * and of attributes that speak, lead somewhere or are sent.
 */
bool context_tells(const struct context *);

/* Is white space worth keeping here? */
bool context_verbatim(const struct context *);
#endif
