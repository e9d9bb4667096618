/*
 * figure.h - the training figure: how many of those who need a course have
 * done it and still count, on a day (behaviour.md sections 3 and 6).
 */
#ifndef FIGURE_H
#define FIGURE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assessment.h"
#include "course.h"
#include "day.h"
#include "err.h"
#include "training.h"

struct answer_row;
struct arena;
struct db;
struct db_head;
struct unit;

/* Why somebody is left out: by an exclusion of that kind, or as a starter. */
#define FIGURE_STARTER LEFT_OUT_KINDS
#define FIGURE_WHYS (LEFT_OUT_KINDS + 1)

struct figure {
	day on;
	int64_t in_scope;  /* of those at work who need it, who is counted */
	int64_t excluded;  /* and who is not, for a reason */
	int64_t completed; /* in scope, done and still counting */
	int64_t why[FIGURE_WHYS]; /* the excluded, each once */
	int percent;              /* cut to a whole number; -1: no scope */
};

/* completed of in_scope in percent, cut; -1 where nobody is in scope. */
int figure_percent(int64_t completed, int64_t in_scope);

/*
 * The figure of a course on a day, counted from the records as they are now.
 * A closed course is counted like any other.
 */
MUST_USE enum err figure_of(
    struct db *, int64_t org, const struct course *, day on, struct figure *);

/* The rule that made it, in words: who is counted, who not, what counts. */
const char *figure_rule(
    struct arena *, const struct course *, const struct figure *);

/* ---- the people behind it ---- */

enum figure_standing { FIGURE_DONE, FIGURE_NOT, FIGURE_LEFT_OUT };
#define FIGURE_ALL (-1)

struct figure_person {
	int64_t staff;
	const char *number, *first_name, *last_name, *unit;
	enum figure_standing standing;
	day until;       /* FIGURE_DONE: counts before it; DAY_NONE: for good */
	const char *why; /* FIGURE_LEFT_OUT: the reason in words; else "" */
};
struct figure_people {
	struct figure_person *v;
	size_t n;
};
/*
 * Those of a standing, or FIGURE_ALL, by name: at most `most` after the first
 * `skip`.  *more: there are others behind them.
 */
struct figure_page {
	int standing;
	int64_t skip, most;
};
MUST_USE enum err figure_people(struct db *, struct arena *, int64_t org,
    const struct course *, day on, const struct figure_page *,
    struct figure_people *, bool *more);

/* ---- by which model it is judged ---- */

enum figure_model {
	FIGURE_FLAT, /* the figure of one course against the threshold */
	FIGURE_NEEDS /* needs analysed, training delivered, and evaluated */
};
enum review_kind { REVIEW_NEEDS, REVIEW_EVALUATION, REVIEW_KINDS };
const char *review_title(enum review_kind); /* "Training needs analysis" */

struct review {
	int64_t id;
	enum review_kind kind;
	day done_on;
	const char *who;       /* 1 to 200 characters */
	const char *findings;  /* 1 to 2,000 */
	const char *reference; /* where it is kept; to 300, "" */
	int64_t at;            /* out */
	const char *by;        /* out: a user name */
};
struct reviews {
	struct review *v;
	size_t n;
};
MUST_USE enum err figure_model_read(
    struct db *, int64_t org, enum figure_model *);
MUST_USE enum err figure_model_set(
    struct db *, struct unit *, enum figure_model);
/* Set down a review; sets its id.  ERR_INVALID: done after today, or a member
 * is not of its form. */
MUST_USE enum err review_add(struct db *, struct unit *, struct review *, day);
/* All of them, newest first. */
MUST_USE enum err review_list(
    struct db *, struct arena *, int64_t org, struct reviews *);

/*
 * The set that asks for training: of the newest assessment, or else the newest
 * for the type that is released and not withdrawn.  ERR_NOTFOUND: there is
 * none.
 */
MUST_USE enum err figure_set(struct db *, struct arena *, int64_t org,
    const char *type, day today, int64_t *pack);

/* How the figure of a set's training requirement is judged on a day. */
struct verdict {
	enum figure_model model;
	const char *course; /* the set's: borrowed */
	int threshold;      /* in percent: the set's */
	day on;
	/* FIGURE_FLAT: of the course; FIGURE_NEEDS: of all pairs of somebody
	 * and a course they need. */
	int64_t in_scope, excluded, completed;
	int percent;                /* -1: nobody is in scope */
	day reviewed[REVIEW_KINDS]; /* the last by then; DAY_NONE: never */
	bool recent[REVIEW_KINDS];  /* within 12 months */
	bool short_; /* somebody is in scope, and it does not suffice */
};
/*
 * As the records are now.  ERR_NOTFOUND: the organisation has no such course.
 */
MUST_USE enum err figure_judge(struct db *, int64_t org,
    const struct catalogue *, day on, struct verdict *);
/*
 * What is wrong with it, in a sentence or three, with the name that the course
 * has now; "" where nothing is.
 */
MUST_USE enum err verdict_says(struct db *, struct arena *, int64_t org,
    const struct verdict *, const char **says);

/* ---- the summary that pages read, kept right by what writes ---- */

/* Count all of it anew; on: today.  Within a unit. */
MUST_USE enum err figure_refresh(struct db *, int64_t org, day on);
/* The same, but only where the summary is not of this day. */
MUST_USE enum err figure_today(struct db *, int64_t org, day on);
/*
 * Within a unit, around a change of one of the staff, of what they completed
 * or of whether they are left out: take them out of the summary before it,
 * and put them back in after it.  course NULL: of every course.
 */
MUST_USE enum err figure_out(
    struct db *, int64_t org, int64_t staff, const char *course);
MUST_USE enum err figure_in(
    struct db *, int64_t org, int64_t staff, const char *course);
/*
 * Within a unit that changes many: drop the summary before, and let
 * figure_refresh make it again after.  Without one, pages count for
 * themselves.
 */
MUST_USE enum err figure_forget(struct db *, int64_t org);

/*
 * Count again what the summary says, and the people behind what was frozen; *n
 * grows by the figures that are right.  ERR_CONFLICT: *wrong says which is not.
 */
MUST_USE enum err figure_prove(
    struct db *, struct arena *, int64_t org, int64_t *n, const char **wrong);

/* ---- what it does to levels ---- */

struct override {
	const char *reason; /* NULL: there is none */
	int64_t at;
	const char *by; /* a user name */
};
MUST_USE enum err override_read(struct db *, struct arena *,
    const struct assessment *, const struct requirement *, struct override *);
/*
 * Let the level count as it is claimed although the figure says less; or take
 * that back.  ERR_DENIED: published.  ERR_CONFLICT: the answer is confirmed,
 * so that it must be reopened first; set, and it is set already.
 * ERR_NOTFOUND: taken back, and there is none.  ERR_INVALID: no reason of 1
 * to 500 characters, or the requirement does not depend on training.
 */
MUST_USE enum err override_set(struct db *, struct unit *,
    const struct assessment *, const struct requirement *, const char *reason);
MUST_USE enum err override_end(struct db *, struct unit *,
    const struct assessment *, const struct requirement *);

/*
 * Bring the claimed levels of rows (by requirement of c) down to what counts,
 * and mark those capped.  Published: to the levels that were published.
 */
MUST_USE enum err figure_cap(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *c,
    struct answer_row *rows);
/* The same for one answer. */
MUST_USE enum err figure_cap_one(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *c,
    const struct requirement *, struct answer_row *row);

/* ---- frozen ---- */

enum figure_stage { STAGE_BASELINE = 1, STAGE_UPDATE, STAGE_FINAL };
const char *stage_name(enum figure_stage); /* "baseline" */

struct frozen {
	int64_t id;
	enum figure_stage stage;
	const char *version, *course;
	struct figure figure; /* but for why */
	enum figure_model model;
	int threshold;
	const char *rule; /* as it stood, with what was judged */
	int64_t at;
};
struct frozens {
	struct frozen *v;
	size_t n;
};
/*
 * Within the unit that publishes or submits a stage: keep the figure of the
 * set's course on this day, its rule, and everybody behind it.  Nothing is
 * kept where the set has no training requirement or there is no such course.
 */
MUST_USE enum err figure_freeze(struct db *, const struct db_head *,
    struct arena *, const struct assessment *, const struct catalogue *,
    enum figure_stage, day on);
/* Those of an organisation, newest first; of an assessment, or 0 for all. */
MUST_USE enum err frozen_list(struct db *, struct arena *, int64_t org,
    int64_t assessment, struct frozens *);
MUST_USE enum err frozen_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct frozen *);
/* Who was behind it; last_name holds the whole name, why until when, too. */
MUST_USE enum err frozen_people(struct db *, struct arena *, int64_t org,
    int64_t id, const struct figure_page *, struct figure_people *, bool *more);
#endif
