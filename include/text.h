/* text.h - judging and shaping text that came from outside. */
#ifndef TEXT_H
#define TEXT_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

enum text_kind {
	TEXT_LINE, /* one line: no control byte at all */
	TEXT_AREA, /* several lines: tab, newline and return are allowed */
};

/*
 * True when s is valid UTF-8 (no overlong form, no surrogate), without
 * control characters of C0 and C1 but those the kind allows, and without
 * characters that change the direction of writing.
 */
bool text_fine(const char *s, size_t n, enum text_kind);

/*
 * UTF-8 without NUL.  text_fine asks for more: a control byte in a text is
 * the person's to mend, bytes that are no text at all are not.
 */
bool text_utf8(const char *s, size_t n);

/*
 * Is there anything to be seen?  Blanks of any width, and what takes no room at
 * all, are nothing; bytes that are no UTF-8 are something.
 */
bool text_visible(const char *s, size_t n);

/* Characters (code points) in valid UTF-8. */
size_t text_length(const char *s, size_t n);

/*
 * Fine, from least to most characters long, and visible unless least is 0:
 * whatever is needed is judged by this.  text_bare: and without a blank at
 * either end.
 */
bool text_within(const char *s, enum text_kind, size_t least, size_t most);
bool text_bare(const char *s, enum text_kind, size_t least, size_t most);

/*
 * A copy with the white space at both ends cut off and \r\n turned to \n; ""
 * where nothing of it can be seen.
 */
char *text_trim(struct arena *, const char *s, size_t n);

/* ASCII letters folded to small ones, as user names are stored. */
char *text_fold(struct arena *, const char *s);

/*
 * A pattern for "folded LIKE ... ESCAPE '!'": what was typed anywhere, folded
 * and being no pattern itself; "" for "".
 */
const char *text_like(struct arena *, const char *typed);

/* The same text, whatever the case of its ASCII letters? */
bool text_same(const char *, const char *);

/* Is s one of the words, which have a blank between them? */
bool text_among(const char *words, const char *s, size_t n);
#endif
