/* answer.h - what an organisation says to one requirement. */
#ifndef ANSWER_H
#define ANSWER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assessment.h"

enum answer_state {
	ANSWER_NOT_STARTED,
	ANSWER_TO_RECONFIRM, /* carried over: to be looked at again */
	ANSWER_IN_PROGRESS,
	ANSWER_COMPLETE,  /* says an assessor */
	ANSWER_CONFIRMED, /* says a reviewer */
};
const char *answer_state_name(enum answer_state); /* "in-progress" */

#define EVIDENCE_TITLE_MAX 200 /* characters, as forms take it */
#define EVIDENCE_MOST 200      /* pieces of one requirement */
#define CRITERIA_MAX 60        /* of one requirement; packs are held to it */

/*
 * One line of the list; id, target_on and completed_by come with answer_read
 * alone.
 */
struct answer_row {
	int64_t id;
	enum answer_state state;
	int level;    /* what counts */
	int claimed;  /* by the ticks; answer_list may count less */
	bool capped;  /* because too few are trained (figure.h) */
	int previous; /* last year's; LEVEL_NONE for none */
	bool not_relevant;
	bool exempt;
	int target_level; /* LEVEL_NONE: none set */
	day target_on;
	const char *owner; /* a holder's name; "" only in years of old */
	bool has_plan, plan_accepted;
	int64_t evidence;     /* how many pieces */
	int64_t completed_by; /* a person; 0: nobody */
};

struct evidence {
	int64_t id;
	const char *title;
	const char *reference;    /* where it is kept; "" */
	int64_t holding;          /* it is that this duty was accepted; 0 */
	bool shows[CRITERIA_MAX]; /* by the requirement's criteria */
	const char *owner;        /* NULL or "": the requirement's */
	int64_t owner_id;         /* out; 0: the requirement's */
	day review_on;            /* 0 or DAY_NONE: no day is set */
};

/* The whole of it, for the form. */
struct answer {
	struct answer_row row;
	int64_t edition;        /* grows with each change; 0: never saved */
	int64_t changed_at;     /* 0: never */
	const char *changed_by; /* a person's name; NULL: nobody */
	const char *nr_record;  /* where the record for "not relevant" is */
	const char *plan;
	int64_t plan_accepted_at;
	bool met[CRITERIA_MAX];
	const char *comment[CRITERIA_MAX]; /* never NULL after answer_read */
	/* Whose a criterion is; NULL or "": whose the requirement is. */
	const char *criterion_owner[CRITERIA_MAX];
	int64_t criterion_owner_id[CRITERIA_MAX]; /* out */
	int64_t owner_id, deputy_id;              /* out; 0: none */
	const char *deputy;                       /* NULL or "": none */
	day due_on; /* 0 or DAY_NONE: the assessment's day */
	struct {
		struct evidence *v;
		size_t n;
	} evidence;
};

/*
 * Every answer of an assessment, with the levels that count; rows[i] belongs to
 * c->requirements.v[i]. The array is in the arena.
 */
MUST_USE enum err answer_list(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *c,
    struct answer_row **rows);

/*
 * Is a requirement of c exempt: today, or, of what is published, as it was
 * published?  answer_read does not say it.
 */
MUST_USE enum err answer_is_exempt(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *c,
    const struct requirement *, bool *);

/* What the score needs to know of one line. */
struct standing answer_standing(const struct answer_row *);

/* One answer whole, its level as claimed.  ERR_NOTFOUND: not in this
 * assessment. */
MUST_USE enum err answer_read(struct db *, struct arena *,
    const struct assessment *, const struct requirement *, struct answer *);

/*
 * Is it the plan that an acceptance was given to: the same text, owner, target
 * and date?
 */
bool answer_same_plan(const struct answer *was, const struct answer *is);

/* May it be changed as it stands?  Published, complete: no. */
bool answer_open(const struct assessment *, enum answer_state);

/* Is there anything to reopen: it, or the year that is confirmed? */
bool answer_reopens(enum assessment_state, enum answer_state);

/*
 * Replace what the form shows (ticks, comments, evidence, target, owners, plan,
 * not relevant) if a->edition is still the record's; sets row.level, row.owner
 * and edition.  complete: mark it complete in the same step.  A changed plan,
 * owner or date loses its acceptance.  Owners are given by name (owner.h);
 * where no owner is named it is the first holder.
 * ERR_CONFLICT: somebody saved in between; nothing is written.
 * ERR_DENIED: published, or complete and not reopened.
 * ERR_INVALID: not relevant where it is not offered, an owner that owner_known
 * does not know, or a deputy who is the owner.
 */
MUST_USE enum err answer_save(struct db *, struct unit *,
    const struct assessment *, const struct requirement *, struct answer *a,
    bool complete);

/*
 * Steps of the workflow.  ERR_CONFLICT: it is not in the state this step
 * starts from (somebody was first).  ERR_DENIED: published; or the person who
 * completed it confirms it (separate hands, behaviour.md section 1); or the
 * simplified workflow, which confirms nothing.
 */
MUST_USE enum err answer_complete(struct db *, struct unit *,
    const struct assessment *, const struct requirement *);
MUST_USE enum err answer_confirm(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *,
    const struct requirement *);
/*
 * Back to in progress; the assessment's confirmation falls with it.  One that
 * is not complete in an assessment that is confirmed, as it was exempt, stays
 * as it is, and can be answered then.
 */
MUST_USE enum err answer_reopen(struct db *, struct unit *,
    const struct assessment *, const struct requirement *, const char *reason);
/*
 * Accept the plan of a requirement that is below the grade's level.
 * ERR_INVALID: it has no plan, owner or date, or is not below.
 */
MUST_USE enum err answer_accept_plan(struct db *, struct unit *,
    const struct assessment *, const struct catalogue *,
    const struct requirement *);

/* Used by assessment_import and carry-over within a running unit. */
MUST_USE enum err answer_write(struct db *, struct db_head *,
    const struct assessment *, const struct requirement *, struct answer *a,
    enum answer_state, const char *action);
#endif
