/* outside_lines.h - organisations as lines of a table, for those outside. */
#ifndef OUTSIDE_LINES_H
#define OUTSIDE_LINES_H
#include "outside.h"
#include "view_outside.h"

struct req;

/* The line of a row; `to` is the caller's. */
struct outside_line outside_line(struct req *, const struct outside_row *);

/* With room for n lines, none of them there yet. */
struct outside_lines outside_room(struct req *, size_t n);
#endif
