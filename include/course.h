/*
 * course.h - what may have to be learnt, by whom, and for how long it counts
 * (behaviour.md section 6, domain.md section 8).
 */
#ifndef COURSE_H
#define COURSE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct unit;

enum course_level {
	COURSE_INTRODUCTORY,
	COURSE_FOUNDATION,
	COURSE_PRACTITIONER,
	COURSE_OTHER,
	COURSE_LEVEL_COUNT
};

enum course_validity {
	VALID_ALWAYS,
	VALID_MONTHS, /* rolling, from the day it was done */
	VALID_WINDOW, /* until the next window begins */
};

struct course {
	const char *code; /* 2 to 20 of A-Z 0-9 -; for good */
	const char *name; /* 1 to 200 characters */
	enum course_level level;
	enum course_validity validity;
	int months;            /* VALID_MONTHS: 1 to 120 */
	const char *window_md; /* VALID_WINDOW: "04-01"; else "" */
	int grace_days;        /* starters are left out for so long */
	int pass_mark;         /* in percent; 0: no score is asked for */
	bool for_all;          /* everybody needs it */
	bool closed;           /* not asked of anybody any more */
	int64_t statement_version;
	const char *statement; /* the exact text that is attested */
};
struct courses {
	struct course *v;
	size_t n;
};

/*
 * The day before which a completion counts; DAY_NONE: for good.
 * VALID_MONTHS: the same day of the month so many months later, or the last of
 * that month where it has no such day (29 February, the 31st).
 * VALID_WINDOW: the first day after `done` that begins a window.
 */
day course_expiry(const struct course *, day done);

/* "12 months from the day it was done", for people. */
const char *course_rule(struct arena *, const struct course *);

/* By level, then name; closed ones last. */
MUST_USE enum err course_list(
    struct db *, struct arena *, int64_t org, struct courses *);
/* ERR_NOTFOUND: no course has this code. */
MUST_USE enum err course_read(struct db *, struct arena *, int64_t org,
    const char *code, struct course *);
/* The same by code, name or other name, in whatever case. */
MUST_USE enum err course_named(struct db *, struct arena *, int64_t org,
    const char *name, struct course *);

/*
 * Add a course, or change the one with its code; a changed statement gets the
 * next version.  ERR_INVALID: a member is not of its form.  ERR_CONFLICT:
 * added, and the code is taken.  ERR_NOTFOUND: changed, and there is none.
 */
MUST_USE enum err course_add(struct db *, struct unit *, const struct course *);
MUST_USE enum err course_change(
    struct db *, struct unit *, const struct course *);

/*
 * Another name under which files speak of it.  ERR_CONFLICT: it is a name of
 * this or another course already.  ERR_NOTFOUND: no such course.
 */
MUST_USE enum err course_alias(
    struct db *, struct unit *, const char *code, const char *name);

/* The other names of one course, by name. */
struct course_names {
	const char **v;
	size_t n;
};
MUST_USE enum err course_names(struct db *, struct arena *, int64_t org,
    const char *code, struct course_names *);

/* ---- the training needs analysis ---- */

struct course_need {
	const char *course;
	int64_t group;
};
struct course_needs {
	struct course_need *v;
	size_t n;
};
/* Every pair of course and group, but not what is for everybody. */
MUST_USE enum err course_needs(
    struct db *, struct arena *, int64_t org, struct course_needs *);
/* These groups, and no others, need this course.  ERR_NOTFOUND: no such. */
MUST_USE enum err course_need_set(struct db *, struct unit *, const char *code,
    const int64_t *groups, size_t n);
#endif
