/* batch_priv.h - what the files about batches share. */
#ifndef BATCH_PRIV_H
#define BATCH_PRIV_H
#include "answer.h"
#include "batch.h"
#include "org.h"

struct batch_work {
	const struct batch *batch;
	struct catalogue set;
	const char *head_office; /* its code */
	bool *which;             /* by requirement of the set: in the batch */
	struct answer *answers;  /* of the source */
	bool lost; /* the source is no part of the head office any more */
};

/* A site as it stands, for looking and for acting. */
struct batch_place {
	struct org org;
	struct assessment year; /* id 0: not open */
	const struct answer_row *rows;
	bool *writes; /* by requirement: would be written */
	bool left;    /* it is no part of the head office any more */
};

/*
 * The same as batch_look, and what it looked at.  answered: what blocks
 * publication is told as it will be once the batch has answered there.
 */
MUST_USE enum err batch_look_at(struct db *, struct arena *,
    const struct batch_work *, int64_t site, day today, bool answered,
    struct batch_place *, struct batch_look *);
MUST_USE enum err batch_look_requirements(struct db *, struct arena *,
    const struct batch_work *, struct batch_place *, struct batch_look *);

/* What one site's unit works on. */
struct batch_step {
	const struct batch_work *work;
	enum batch_act act;
	struct arena *arena; /* of this site */
	int64_t site;
	day today;
	const char *user; /* who acts */
	struct batch_place place;
	struct batch_look look; /* out: what stopped it, with ERR_DENIED */
};

/*
 * Within a unit of the site.  ERR_NOTFOUND: it does not wait any more, somebody
 * else has done it.  ERR_DENIED: look says what stops it.
 */
MUST_USE enum err batch_answer(struct db *, struct db_head *, void *step);
MUST_USE enum err batch_undo(struct db *, struct db_head *, void *step);
MUST_USE enum err batch_publish(struct db *, struct db_head *, void *step);

/* Before that: open the year and name the managers, where it is asked for. */
MUST_USE enum err batch_prepare(
    struct db *, const struct unit *, struct batch_step *);

/* Forget how an answer of the site was before the batch. */
MUST_USE enum err batch_drop(
    struct db *, int64_t org, int64_t batch, int64_t answer);

/* Does the site wait for this act still?  ERR_NOTFOUND: no. */
MUST_USE enum err batch_waits(
    struct db *, const struct batch_step *, enum batch_act);

/* How many sites wait for the act that is going on. */
MUST_USE enum err batch_waiting(struct db *, const struct batch *, int64_t *n);

MUST_USE enum err batch_line_add(struct db *, const struct batch *,
    int64_t site, const char *number, enum batch_what, int64_t at,
    const char *by, const char *why);
/* The site has this state now, with so many requirements left alone. */
MUST_USE enum err batch_site_done(struct db *, const struct db_head *,
    const struct batch_step *, enum batch_state, int64_t kept);

/* The row in the site's trail: which batch, of whom, and what of it. */
MUST_USE enum err batch_note(struct db *, struct db_head *,
    const struct batch_step *, const char *action, const char *key,
    const struct texts *numbers);

/* Make look.stops say that an act failed in a way that nobody foresaw. */
void batch_fault(struct batch_step *, enum err);
/* Put on record what stopped it; a site that was done meanwhile stays so. */
MUST_USE enum err batch_block(struct db *, struct batch_step *);
/* Tell the head office's trail of all that was not told yet. */
MUST_USE enum err batch_tell(
    struct db *, const struct unit *, const struct batch_step *);

/* batch_choose within a unit of the head office; of b: id, org and type. */
MUST_USE enum err batch_choose_within(struct db *, struct db_head *,
    struct arena *, const struct batch *b, struct batch_choice *);

void batch_find(struct batch_findings *, enum batch_reason, const char *number,
    const char *words);
#endif
