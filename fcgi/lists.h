/* lists.h - the fields of a form that programs may give as a list. */
#ifndef LISTS_H
#define LISTS_H
#include "json_fields.h"

struct route;

/* Those of what the route takes; both "" where there are none.  Never NULL. */
const struct json_lists *lists_of(const struct route *);
#endif
