/* team.h - what a manager's people need, everybody in few statements. */
#ifndef TEAM_H
#define TEAM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "course.h"
#include "day.h"
#include "err.h"
#include "staff.h"
#include "training.h"

struct arena;
struct db;

/* What one of them needs, as training_owed says it of one person. */
struct team_need {
	const struct course *course;
	enum owed_state state;
	day done_on;    /* DAY_NONE: never */
	day expires_on; /* DAY_NONE: for good, or never done */
	day by;         /* starters: the last day of their grace; DAY_NONE */
	enum exclusion_kind excuse; /* OWED_EXCUSED: why */
};
struct team_member {
	struct staff staff;
	struct team_need *v; /* by course, as course_list has them */
	size_t n;
};
struct team {
	struct team_member *v; /* by name */
	size_t n;
	struct courses courses; /* all of the organisation */
};

/* Everybody below this manager, at any depth, at work on the day. */
MUST_USE enum err team_read(struct db *, struct arena *, int64_t org,
    int64_t manager, day on, struct team *);

/* Is it missing: overdue, or never done? */
bool team_gap(const struct team_need *);

/* Does it run out within so many days, and counts today? */
bool team_due(const struct team_need *, day on, int days);
#endif
