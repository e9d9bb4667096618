/* outside_lines.h - organisations as lines of a table, for those outside. */
#ifndef OUTSIDE_LINES_H
#define OUTSIDE_LINES_H
#include "outside.h"
#include "view_outside.h"

struct req;

/* As who a session reviews. */
struct outside_reviewer outside_reviewer(const struct req *);

/* The line of a row; `to` is the caller's. */
struct outside_line outside_line(struct req *, const struct outside_row *);

/* With room for n lines, none of them there yet. */
struct outside_lines outside_room(struct req *, size_t n);

/* What reviewers said of an edition, newest first. */
MUST_USE enum err outside_said(
    struct req *, const struct edition *, struct review_words *);
/* "Passed"; not for REVIEW_NONE. */
const char *outside_outcome(enum edition_outcome);
#endif
