/* superseded.h - what was put right of a published year, said on its pages. */
#ifndef SUPERSEDED_H
#define SUPERSEDED_H
#include "edition.h"
#include "view_superseded.h"
#include "year.h"

struct req;

/* What the newest edition says, if it is not the first. */
void superseded_by(struct req *, const struct year *, const struct edition *,
    struct superseded_view *);

/* The same, with the edition looked up where the year is published. */
MUST_USE enum err superseded_fill(
    struct req *, const struct year *, struct superseded_view *);
#endif
