/*
 * forecast.h - what will miss its day if everything goes on as it went since
 * the year was opened, and the sum that says so (behaviour.md section 5).
 */
#ifndef FORECAST_H
#define FORECAST_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assessment.h"
#include "day.h"
#include "plan.h"

struct arena;
struct db;

/* One requirement that is not complete. */
struct forecast_line {
	const struct requirement *requirement;
	const char *owner;
	day due_on;
	day ends_on; /* as the pace has it; DAY_NONE: there is no pace */
	bool misses;
};
/* One owner's part, or the whole. */
struct forecast_part {
	const char *owner; /* "": nobody is named; NULL: the whole */
	unsigned all, done, left, misses;
	day ends_on; /* the last of them; DAY_NONE: no pace, or none left */
	struct {
		struct forecast_line *v;
		size_t n;
	} lines;         /* what is left, by its day */
	const char *sum; /* how it is reckoned, in sentences */
};
/* One open action, by its own progress. */
struct forecast_action {
	const struct action *action;
	day ends_on;
	bool misses;
	const char *sum;
};
struct forecast {
	int days;      /* since the year was opened, 1 at least */
	int days_left; /* below 0: the day has passed */
	struct forecast_part whole;
	struct {
		struct forecast_part *v;
		size_t n;
	} owners; /* those who will miss most first, then by name */
	struct {
		struct forecast_action *v;
		size_t n;
	} actions;
};

/*
 * Requirements that are complete by now, over the days since the year was
 * opened, are the pace; what is left is done one after another at that pace,
 * the earliest due first.  What the organisation is exempt from is left out.
 */
MUST_USE enum err forecast_of(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, day today,
    struct forecast *);
#endif
