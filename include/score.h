/*
 * score.h - levels, percentages and grades: the one place that decides them
 * (behaviour.md section 3, domain.md section 4).
 */
#ifndef SCORE_H
#define SCORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue.h"

/*
 * The level attained: the highest n for which every binding criterion of
 * levels 1 to n is met.  met[i] belongs to r->criteria.v[i].  A maintenance
 * criterion binds only when previous (last year's published level; LEVEL_NONE
 * for none) is LEVEL_MAX.
 */
int level_attained(const struct requirement *r, const bool *met, int previous);

/* What the score needs to know of one requirement's answer. */
struct standing {
	int level;
	bool not_relevant;
	bool exempt;
	bool planned; /* an accepted plan with an owner and a date */
};

enum grade {
	GRADE_SATISFACTORY,
	GRADE_WITH_PLAN,
	GRADE_NOT,
};

struct score {
	int64_t points;   /* sum of the levels in play */
	int64_t of;       /* LEVEL_MAX times those in play */
	int percent;      /* rounded as the pack says; -1: nothing in play */
	enum grade grade; /* nothing in play: satisfactory, as none is below */
	unsigned in_play, not_relevant, exempt;
	unsigned below;   /* in play and under the pack's grade level */
	unsigned planned; /* of those, with an accepted plan */
	unsigned levels[LEVEL_MAX + 1]; /* how many in play at each level */
};

#define SCORE_ALL SIZE_MAX

/*
 * Sum up: standings[i] belongs to c->requirements.v[i].  initiative is an
 * index into c->initiatives, or SCORE_ALL.
 */
void score_sum(const struct catalogue *c, const struct standing *standings,
    size_t initiative, struct score *out);

/* "satisfactory", "satisfactory-with-improvement-plan", "not-satisfactory" */
const char *grade_name(enum grade);
#endif
