/*
 * plan.h - the improvement plan: for each requirement below its target what
 * is done about it, by whom and by when, and who has signed it (behaviour.md
 * section 5).  Target, owner and plan in words belong to the answer (answer.h).
 */
#ifndef PLAN_H
#define PLAN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answer.h"
#include "day.h"
#include "err.h"
#include "holder.h"

struct arena;
struct db;
struct db_head;
struct unit;

#define ACTION_TITLE_MAX 200
#define ACTION_REPORT_MAX 2000
#define PLAN_COMMENT_MAX 2000
#define PLAN_DIGEST 32 /* SHA-256 of what is signed */

enum action_state {
	ACTION_OPEN,
	ACTION_DONE,
	ACTION_DROPPED,
	ACTION_CARRIED, /* goes on as an action of the next year */
};

struct action {
	int64_t id, requirement;
	const char *number; /* out: of the requirement */
	const char *title;  /* 1 to 200 characters */
	int reach;          /* the level it leads to, 1 to 3 */
	struct holder owner;
	struct holder deputy; /* name "": nobody */
	day due_on;           /* may have passed */
	int progress;         /* in percent */
	enum action_state state;
	int64_t carried_from; /* last year's; 0: none */
	int64_t edition;      /* grows with each change */
	int64_t added_at;
	const char *added_by; /* out: a user name */
	int64_t closed_at;    /* 0: open */
};
struct actions {
	struct action *v;
	size_t n;
};

/* An open one whose day has passed. */
bool action_late(const struct action *, day today);

/* All of a year: by requirement, the open ones first, then by their day. */
MUST_USE enum err action_list(
    struct db *, struct arena *, const struct assessment *, struct actions *);
/* ERR_NOTFOUND: this year has no such action. */
MUST_USE enum err action_read(struct db *, struct arena *,
    const struct assessment *, int64_t id, struct action *);
/* Does it belong to them, or do they stand in?  OK or ERR_NOTFOUND. */
MUST_USE enum err action_is_of(
    struct db *, int64_t org, int64_t id, int64_t person, day today);

/*
 * Add a to a->requirement and set its id.  What is accepted of that
 * requirement's plan has to be accepted again.  ERR_INVALID: title, level or
 * day is not of its form.  ERR_NOTFOUND: owner or deputy takes no work any
 * more, or this year has no such requirement.  ERR_DENIED: published.
 */
MUST_USE enum err action_add(
    struct db *, struct unit *, const struct assessment *, struct action *a);
/*
 * Change title, level, owner, deputy and day; an open one may be dropped.
 * ERR_CONFLICT: somebody saved in between, or it is not open.  Others as
 * above.
 */
MUST_USE enum err action_change(struct db *, struct unit *,
    const struct assessment *, const struct action *a);
/*
 * Say how far it is; 100 closes it as done.  ERR_INVALID: progress or text is
 * not of its form.  ERR_CONFLICT, ERR_DENIED: as above.
 */
MUST_USE enum err action_report(struct db *, struct unit *,
    const struct assessment *, const struct action *a, const char *text);

struct report {
	int progress;
	const char *text;
	int64_t at;
	const char *by; /* a person's name */
};
struct reports {
	struct report *v;
	size_t n;
};
/* Newest first, those of last year's action after them. */
MUST_USE enum err action_reports(
    struct db *, struct arena *, int64_t org, int64_t id, struct reports *);

/* ---- the whole plan ---- */

struct plan_line {
	const struct requirement *requirement;
	struct answer_row row; /* target_on is set here */
	int target;            /* the grade's level where none is set */
	bool gap;              /* the level is below the target */
	bool below;            /* it is below the grade's level */
	bool planned;          /* by actions, or in words with owner and day */
	const char *plan;      /* in words; "" */
	int64_t owner;         /* a holder; 0: none yet */
	const struct action *actions; /* its part of all.v */
	size_t actions_n;
};
struct plan {
	struct plan_line *v; /* with a gap, or with actions */
	size_t n;
	struct actions all;
	size_t gaps;             /* lines below their target */
	size_t below;            /* of these below the grade's level */
	size_t unplanned;        /* of those below: without a plan */
	size_t open, done, late; /* actions */
};
MUST_USE enum err plan_read(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, day today,
    struct plan *);

/* Of all that a signature stands for: not of progress. */
void plan_digest(const struct plan *, unsigned char out[PLAN_DIGEST]);

/*
 * What an action begins as for a requirement: the first thing that is missing,
 * its owner, its day.  The title may be cut.
 */
void plan_first_action(struct arena *, const struct assessment *,
    const struct plan_line *, const struct answer *, struct action *out);

/*
 * May they sign?  Those who accept plans (assessment_may), and whoever holds
 * a duty today that a publication of the set names, unless they named
 * themselves; *post is its title, or "".  ERR_DENIED: neither.
 */
MUST_USE enum err plan_signer(struct db *, struct arena *, int64_t org,
    int64_t person, unsigned roles, const struct catalogue *, day today,
    const char **post);

struct plan_signature {
	int64_t id;
	day on;
	const char *name, *post; /* post: 1 to 200 characters */
	const char *comment;     /* to 2,000 characters; "" */
	int64_t requirements;    /* below their target then */
	int64_t actions;         /* open then */
	unsigned char digest[PLAN_DIGEST];
	int64_t at;
};
/*
 * Sign the plan with this digest.  The plans of requirements below the
 * grade's level are accepted with it.  ERR_INVALID: post or comment is not of
 * its form, or there is nothing to sign.  ERR_CONFLICT: the plan is another
 * one by now.  ERR_DENIED: published.
 */
MUST_USE enum err plan_sign(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *,
    struct plan_signature *, day today);

struct plan_signatures {
	struct plan_signature *v;
	size_t n;
};
/* Newest first. */
MUST_USE enum err plan_signatures(struct db *, struct arena *,
    const struct assessment *, struct plan_signatures *);
#endif
