/*
 * stage.h - the stages of a year before its publication: dated snapshots of
 * the running assessment that nothing changes (behaviour.md section 4).
 */
#ifndef STAGE_H
#define STAGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answer.h"
#include "assessment.h"
#include "day.h"
#include "err.h"
#include "figure.h"

struct arena;
struct db;
struct org;
struct unit;

/*
 * The version's day for a stage of this year: the last one with that month and
 * day on or before the day to publish by.
 */
day stage_due(
    const struct assessment *, const struct catalogue *, enum figure_stage);

struct kept_stage {
	int64_t id, edition;
	enum figure_stage stage;
	int64_t at;
	const char *by; /* a person's name, or the operator's */
	day due_on;
	bool late;
	int64_t evidence; /* how many pieces in all */
	unsigned levels[LEVEL_MAX + 1], not_relevant, exempt, below;
	int percent; /* -1: nothing was in play */
	int64_t points, of;
	enum grade grade;
};
struct kept_stages {
	struct kept_stage *v;
	size_t n;
};

/*
 * Submit a stage of a running year: keep it as it stands now, with the
 * training figure of today, and tell the public its counts.  *after says what
 * is in the way where that is ERR_CONFLICT.  ERR_DENIED: no stages are asked
 * of this type.  ERR_INVALID: STAGE_FINAL, which is published and not
 * submitted.
 */
enum stage_bar {
	STAGE_IS_FREE,
	STAGE_IS_DONE,
	STAGE_IS_PASSED,
	STAGE_IS_LAST,
	STAGE_IS_WITHDRAWN
};
MUST_USE enum err stage_submit(struct db *, struct unit *, const struct org *,
    const struct assessment *, const struct catalogue *, enum figure_stage,
    day today, enum stage_bar *bar);

/* Those submitted for an assessment, the first one first: at most two. */
MUST_USE enum err stage_list(struct db *, struct arena *,
    const struct assessment *, struct kept_stages *);

/* What stops this one: it was submitted, a later one was, the final is
 * published, or the version is withdrawn. */
enum stage_bar stage_barred(
    const struct assessment *, const struct kept_stages *, enum figure_stage);
/* In a sentence without its stop; "" for STAGE_IS_FREE. */
const char *stage_bar_says(
    struct arena *, const struct assessment *, enum stage_bar);

/* One.  ERR_NOTFOUND: it was not submitted. */
MUST_USE enum err stage_read(struct db *, struct arena *,
    const struct assessment *, enum figure_stage, struct kept_stage *);
/*
 * The answers as they were kept with it, by requirement of c: state, level,
 * claimed, not_relevant, exempt, plan_accepted, owner and evidence.
 */
MUST_USE enum err stage_answers(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *c,
    const struct kept_stage *, struct answer_row **);

/*
 * Are the answers that were kept those that the public and the audit trail were
 * told of?  Fills rows as stage_answers does.  ERR_CONFLICT: *wrong says what
 * is not.
 */
MUST_USE enum err stage_prove(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *,
    const struct kept_stage *, struct answer_row **rows, const char **wrong);
#endif
