/* json_fields.h - what a program sends as JSON, as a form would send it. */
#ifndef JSON_FIELDS_H
#define JSON_FIELDS_H
#include <stddef.h>

#include "err.h"

struct arena;
struct buf;

#define JSON_FIELDS_MOST 1000  /* as a form has at most */
#define JSON_VALUES_MOST 12000 /* elements of lists among them */

/*
 * The members that may be lists, names with a blank between them.  Of boxes,
 * "group": [5, 7] ticks group-5 and group-7; of words, "codes": ["A", "B"] is
 * the text "A B", in this order.
 */
struct json_lists {
	const char *boxes, *words;
};

/*
 * The members of one object, as application/x-www-form-urlencoded: texts as
 * they are, whole numbers in digits, true as a box that is ticked; false and
 * null are left out, as a box that is not.  ERR_MALFORMED: it is no such
 * object, a member is named twice or is an object, a fraction or a list where
 * none is taken, a name has other bytes than names of fields have, or a text
 * is not UTF-8 or has a NUL; ERR_INVALID: nothing but elements of lists is
 * wrong.  faults says where and why.
 */
MUST_USE enum err json_fields(struct arena *, const char *bytes, size_t n,
    const struct json_lists *, struct buf *form, struct buf *faults);
#endif
