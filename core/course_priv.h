/* course_priv.h - what other domains of this room ask of courses. */
#ifndef COURSE_PRIV_H
#define COURSE_PRIV_H
#include "course.h"

/* Give a new organisation the national list, within a running unit. */
MUST_USE enum err course_seed(struct db *, int64_t org);
#endif
