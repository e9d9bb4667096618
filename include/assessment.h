/* assessment.h - one organisation's year (behaviour.md section 4). */
#ifndef ASSESSMENT_H
#define ASSESSMENT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue.h"
#include "day.h"
#include "err.h"
#include "score.h"

struct arena;
struct buf;
struct db;
struct db_head;
struct exchange;
struct org;
struct unit;

enum assessment_state {
	ASSESSMENT_OPEN,
	ASSESSMENT_CONFIRMED, /* by a reviewer, as a whole */
	ASSESSMENT_PUBLISHED, /* final: nothing changes any more */
};

struct assessment {
	int64_t id, org, pack;
	const char *version;
	enum assessment_state state;
	int64_t opened_at;
	day due_on;               /* publish by */
	const char *carried_from; /* a version; NULL: began empty */
	const char *previous;     /* whose levels are last year's; NULL: none */
	int64_t confirmed_at;     /* 0: not confirmed */
	const char *confirmed_by; /* a name; NULL */
	int64_t withdrawn_at;     /* 0: its version is not withdrawn */
	const char *withdrawn_why; /* NULL: it is not */
};
struct assessments {
	struct assessment *v;
	size_t n;
};

/* Acts on an assessment, and which roles may do them in which workflow. */
enum act {
	ACT_OPEN,
	ACT_ANSWER,  /* save, mark complete */
	ACT_CONFIRM, /* one requirement, or the whole */
	ACT_REOPEN,
	ACT_PLAN, /* add and change its actions */
	ACT_ACCEPT_PLAN,
	ACT_DUTIES, /* senior management details */
	ACT_SUBMIT, /* a stage: baseline, update */
	ACT_PUBLISH,
};

/* May somebody who holds these roles do this?  (behaviour.md sections 1, 4) */
bool assessment_may(enum act, enum workflow, unsigned roles);

/*
 * Open the year of a version for o; c is the set for its type.  The last
 * assessment's ticks, comments, evidence, owners, targets, plans and open
 * actions are carried over, each requirement coming back as to re-confirm, also
 * under another number (difference.h).  Last year's levels are those of the
 * published year whose set was released last before this one; one that is
 * published later brings them then (publication.h).  What cannot be carried is
 * told (carried.h).  Fills out.
 * ERR_CONFLICT: this version is open already.  ERR_INVALID: it cannot be
 * opened (assessment_barred).
 */
MUST_USE enum err assessment_open(struct db *, struct arena *, struct unit *,
    const struct org *o, const struct catalogue *c, day today,
    struct assessment *out);

/* Why a year cannot be opened, the most lasting reason last. */
enum opening_bar_kind {
	OPENING_IS_FREE,
	OPENING_IS_EARLY,     /* it is not released yet */
	OPENING_IS_WITHDRAWN, /* for the type of the set */
	OPENING_IS_OLDER      /* than one that this organisation has opened */
};
struct opening_bar {
	enum opening_bar_kind kind;
	const char *says; /* a sentence without its stop; "" where it is free */
};

/*
 * What is in the way of an organisation that would open the year of c on a
 * day: of several, the first of the above.  That it is open already is not
 * asked.
 */
MUST_USE enum err assessment_barred(struct db *, struct arena *, int64_t org,
    const struct catalogue *c, day today, struct opening_bar *);

/* "Version 15 was withdrawn on 1 May 2027: why"; "" where it is not. */
const char *assessment_withdrawn(struct arena *, const struct assessment *);

/* ERR_NOTFOUND: this organisation has opened no such version. */
MUST_USE enum err assessment_find(struct db *, struct arena *, int64_t org,
    const char *version, struct assessment *);

/* All of an organisation's, the version that was released last first. */
MUST_USE enum err assessment_list(
    struct db *, struct arena *, int64_t org, struct assessments *);

/*
 * The reviewer's word on the whole: every requirement is confirmed.
 * ERR_DENIED: it is published, or the workflow knows no review.
 * ERR_CONFLICT: a requirement is not confirmed, or it was confirmed already.
 */
MUST_USE enum err assessment_confirm(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *);

/* The facts for score_sum, by requirement; the array is in the arena. */
MUST_USE enum err assessment_standings(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, struct standing **out);

/*
 * Take in a file's answers, all or none.  Each listed requirement's answer
 * becomes what the file says (complete in the simplified workflow, in progress
 * in the full one); the others stay.  ERR_INVALID: faults holds a line each.
 * ERR_DENIED: published, or confirmed and not reopened.
 */
MUST_USE enum err assessment_import(struct db *, struct arena *, struct unit *,
    const struct assessment *, const struct catalogue *,
    const struct exchange *, struct buf *faults);

/* The answers as they stand, for a file. */
MUST_USE enum err assessment_export(struct db *, struct arena *,
    const struct org *, const struct assessment *, const struct catalogue *,
    struct exchange *out);
#endif
