/* tell.h - what the API tells of a view; the code of tmplc calls it. */
#ifndef TELL_H
#define TELL_H
#include <stdbool.h>
#include <stdint.h>

#include "day.h"
#include "html.h"
#include "jsonw.h"

/*
 * An answer being written.  Names may be NULL in lists.  What a page would
 * not show either is null.
 */
struct tell {
	struct jsonw w;
	const char *base;  /* of our addresses: "" or "/igtk" */
	const char *below; /* goes behind it in those that are ours */
	bool (*ours)(const char *path);
	const char *shown; /* the template that was told of; NULL: none yet */
};

/* The object that is the answer; what was begun before it is forgotten. */
void tell_begin(struct tell *);

void tell_open(struct tell *, const char *name, char bracket);
void tell_close(struct tell *, char bracket);
void tell_lacks(struct tell *, const char *name);

/* NULL: null.  What is no UTF-8, and controls, become U+FFFD as in a page. */
void tell_text(struct tell *, const char *name, const char *);
void tell_ready(struct tell *, const char *name, struct html);
void tell_truth(struct tell *, const char *name, bool);

/* Beyond 53 bits, where many readers lose the last digits, it is text. */
void tell_int(struct tell *, const char *name, int64_t);
void tell_uint(struct tell *, const char *name, uint64_t);

/* Below /api/v1, where it is ours; NULL: null. */
void tell_href(struct tell *, const char *name, struct href);
void tell_href_again(struct tell *, const char *name, struct href_ready);

void tell_day(struct tell *, const char *name, day);      /* ISO 8601 */
void tell_when(struct tell *, const char *name, int64_t); /* UTC */

#define TELL_VALUE(j, name, x)                                                 \
	_Generic((x), char * : tell_text, const char * : tell_text,            \
	    bool : tell_truth, int : tell_int, unsigned : tell_uint,           \
	    long : tell_int, unsigned long : tell_uint, long long : tell_int,  \
	    unsigned long long : tell_uint, struct html : tell_ready,          \
	    struct href : tell_href)((j), (name), (x))

#define TELL_HREF(j, name, x)                                                  \
	_Generic((x), struct href                                              \
		 : tell_href, struct href_ready                                \
		 : tell_href_again)((j), (name), (x))

#define TELL_TRUTH(j, name, x) tell_truth((j), (name), HTML_TRUE(x))
#define TELL_DAY(j, name, x) _Generic((x), day : tell_day)((j), (name), (x))
#define TELL_WHEN(j, name, x)                                                  \
	_Generic((x), long : tell_when, long long : tell_when)((j), (name), (x))

/* ---- the same as a schema of JSON: the types ---- */

enum told_type {
	TYPE_TEXT,
	TYPE_TRUTH,
	TYPE_INT,
	TYPE_HREF,
	TYPE_DAY,
	TYPE_WHEN
};

void tell_type_open(struct tell *, const char *name);
void tell_type_close(struct tell *);
void tell_list_open(struct tell *, const char *name);
void tell_list_close(struct tell *);
void tell_type(struct tell *, const char *name, enum told_type, bool may_lack);

#define TELL_TYPE(j, name, x, lacks)                                           \
	tell_type((j), (name),                                                 \
	    _Generic((x), char * : TYPE_TEXT,                             \
		const char * : TYPE_TEXT, bool : TYPE_TRUTH,         \
		struct html : TYPE_TEXT, struct href : TYPE_HREF,    \
		default : TYPE_INT),                                      \
	    (lacks))
#define TELL_TRUTH_TYPE(j, name, x, lacks)                                     \
	tell_type((j), (name), TYPE_TRUTH, (lacks))
#define TELL_HREF_TYPE(j, name, x, lacks)                                      \
	tell_type((j), (name), TYPE_HREF, (lacks))
#define TELL_DAY_TYPE(j, name, x, lacks)                                       \
	tell_type((j), (name), TYPE_DAY, (lacks))
#define TELL_WHEN_TYPE(j, name, x, lacks)                                      \
	tell_type((j), (name), TYPE_WHEN, (lacks))
#endif
