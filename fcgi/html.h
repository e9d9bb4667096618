/* html.h - what templates print, escaped; the code of tmplc calls it. */
#ifndef HTML_H
#define HTML_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "clock.h"
#include "day.h"

struct arena;

/* Text that was escaped beforehand; made by html_escaped and nowhere else. */
struct html {
	const char *p; /* borrowed, not NUL-terminated */
	size_t n;
};

/* A literal of ours, in which nothing needs escaping (no & < > " '). */
#define HTML_FIXED(text)                                                       \
	{                                                                      \
		"" text, sizeof(text) - 1                                      \
	}

/* A path of ours, made by the route helpers and nowhere else. */
struct href {
	const char *p; /* borrowed; "/..." or "?..." or "#...", or NULL */
};

/* One that many links begin with, escaped once; made by html_href_ready. */
struct href_ready {
	struct html h;
};

struct html html_escaped(struct arena *, const char *); /* NULL: empty */

/*
 * Append n bytes, safe as text and inside a double-quoted attribute: the five
 * characters & < > " ' become references; bytes that are not valid UTF-8 and
 * controls other than tab, newline and return become U+FFFD.
 */
void html_escape(struct buf *, const char *, size_t n);

void html_text(struct buf *, const char *); /* escaped; NULL: nothing */
void html_bool(struct buf *, bool);         /* "true" or "false" */
void html_int(struct buf *, int64_t);
void html_uint(struct buf *, uint64_t);

/* Inline: a page has some hundred of these. */
static inline void
html_ready(struct buf *out, struct html h)
{
	buf_add(out, h.p, h.n);
}

/* Escaped.  Aborts where p could lead to another host; NULL: nothing. */
void html_href(struct buf *, struct href);
struct href_ready html_href_ready(struct arena *, struct href); /* so, too */
static inline void
html_href_again(struct buf *out, struct href_ready h)
{
	html_ready(out, h.h);
}

/* Percent-encoded as one path segment or query value; NULL: nothing. */
void html_url(struct buf *, const char *);

void html_day(struct buf *, day);      /* in words; DAY_NONE: nothing */
void html_when(struct buf *, int64_t); /* an instant, in words */

/* Microseconds since clock_ticks() was `began`: "1,234". */
void html_took(struct buf *, int64_t began);

bool html_true_text(const char *); /* neither NULL nor "" */
bool html_true_pointer(const void *);
bool html_true_int(int64_t);
bool html_true_uint(uint64_t);

/* What the directives of a template become; each names the types it takes. */
#define HTML_VALUE(out, x)                                                     \
	_Generic((x), char * : html_text, const char * : html_text,            \
	    bool : html_bool, int : html_int, unsigned : html_uint,            \
	    long : html_int, unsigned long : html_uint, long long : html_int,  \
	    unsigned long long : html_uint, struct html : html_ready,          \
	    struct href : html_href)((out), (x))

#define HTML_HREF(out, x)                                                      \
	_Generic((x), struct href                                              \
		 : html_href, struct href_ready                                \
		 : html_href_again)((out), (x))

#define HTML_URL(out, x)                                                       \
	_Generic((x), char * : html_url, const char * : html_url,              \
	    int : html_int, unsigned : html_uint, long : html_int,             \
	    unsigned long : html_uint, long long : html_int,                   \
	    unsigned long long : html_uint)((out), (x))

#define HTML_DAY(out, x) _Generic((x), day : html_day)((out), (x))

#define HTML_WHEN(out, x)                                                      \
	_Generic((x), long : html_when, long long : html_when)((out), (x))

#define HTML_TOOK(out, x)                                                      \
	_Generic((x), long : html_took, long long : html_took)((out), (x))

#define HTML_TRUE(x)                                                           \
	_Generic((x), char * : html_true_text, const char * : html_true_text,  \
	    bool : html_true_int, char : html_true_int,                        \
	    signed char : html_true_int, unsigned char : html_true_int,        \
	    short : html_true_int, unsigned short : html_true_int,             \
	    int : html_true_int, unsigned : html_true_uint,                    \
	    long : html_true_int, unsigned long : html_true_uint,              \
	    long long : html_true_int, unsigned long long : html_true_uint,    \
	    default : html_true_pointer)(x)
#endif
