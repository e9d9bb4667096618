/* json_fields.h - what a program sends as JSON, as a form would send it. */
#ifndef JSON_FIELDS_H
#define JSON_FIELDS_H
#include <stddef.h>

#include "err.h"

struct arena;
struct buf;

#define JSON_FIELDS_MOST 1000 /* as a form has at most */

/*
 * The members of one object, as application/x-www-form-urlencoded: texts as
 * they are, whole numbers in digits, true as a box that is ticked; false and
 * null are left out, as a box that is not.  ERR_INVALID: it is no such object,
 * a member is named twice or is a list, an object or a fraction, a name has
 * other bytes than names of fields have, or a text is not UTF-8 or has a NUL;
 * faults says where and why.
 */
MUST_USE enum err json_fields(struct arena *, const char *bytes, size_t n,
    struct buf *form, struct buf *faults);
#endif
