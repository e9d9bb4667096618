/* handover_priv.h - what the files of handing over share. */
#ifndef HANDOVER_PRIV_H
#define HANDOVER_PRIV_H
#include "handover.h"

/* One of the two between whom something passes. */
struct party {
	int64_t person;
	const char *user, *name;
	bool closed, here; /* here: has a part in the organisation */
	int64_t holder;    /* 0: nothing belongs to them yet */
	int64_t staff;     /* 0: not on the list of staff */
};
/* ERR_NOTFOUND: there is no such person. */
MUST_USE enum err party_read(
    struct db *, struct arena *, int64_t org, int64_t person, struct party *);

/* One thing on its way within a running unit. */
struct passing {
	struct db *db;
	struct db_head *head;
	struct arena *arena;
	day today;
	struct party from, to; /* both with a holder */
	struct handover_move move;
};
/* ERR_CONFLICT: it is not theirs.  ERR_INVALID: HANDOVER_NO_STAFF. */
MUST_USE enum err pass_for_good(struct passing *);

/*
 * For the days of h.  ERR_CONFLICT: somebody stands in for it already.
 * ERR_NOTFOUND: it is not theirs.
 */
MUST_USE enum err pass_for_days(struct passing *, const struct handover *h);
/* What was arranged for a thing ends, whatever its days; OK where nothing. */
MUST_USE enum err stand_in_drop(
    struct db *, struct db_head *, enum held_kind, int64_t key);
#endif
