/* figure_priv.h - what the files about the training figure share. */
#ifndef FIGURE_PRIV_H
#define FIGURE_PRIV_H
#include "figure.h"

/* What counting needs to know of a course and a day. */
struct counting {
	const char *course;
	bool for_all;
	day on;
	day fresh;     /* whoever started after it is a starter */
	int64_t after; /* the instant at which the day is over */
};
void counting_set(struct counting *, const char *course, bool for_all,
    int grace_days, day on);
/* ERR_NOTFOUND: no such course. */
MUST_USE enum err counting_read(
    struct db *, int64_t org, const char *course, day on, struct counting *);
MUST_USE enum err counting_sum(
    struct db *, int64_t org, const struct counting *, struct figure *);

/* figure_judge; *overrides: the assessment may have some. */
MUST_USE enum err figure_judge_for(struct db *, int64_t org, int64_t assessment,
    const struct catalogue *, day on, struct verdict *, bool *overrides);

/* The two ends of every judgement, by the reviews on record at an instant. */
void verdict_begin(struct verdict *, const struct catalogue *, day on);
MUST_USE enum err verdict_end(
    struct db *, int64_t org, struct verdict *, int64_t at);

/*
 * figure_judge, as it was judged at a past instant, by what was on record then.
 * The excluded are counted each once.  Before figure_since it says nothing.
 */
MUST_USE enum err figure_judge_then(struct db *, struct arena *, int64_t org,
    const struct catalogue *, int64_t at, struct verdict *);
/* From when on what the figure was counted by is on record; 0: ever since. */
MUST_USE enum err figure_since(struct db *, int64_t org, int64_t *at);

struct codes {
	const char **v;
	size_t n;
};
/* The courses that the type's sets look at; all: those that anybody needs. */
MUST_USE enum err figure_needed(
    struct db *, struct arena *, int64_t org, bool all, struct codes *);
#endif
