/* duty_priv.h - what other domains of this room ask of duties. */
#ifndef DUTY_PRIV_H
#define DUTY_PRIV_H
#include "answer.h"
#include "duty.h"

struct db_head;

/* Give a new organisation the list of duties, within a running unit. */
MUST_USE enum err duty_seed(struct db *, int64_t org);

/*
 * Within a running unit: write h as the duty's holder from now on, instead of
 * whoever was.  The rules of duty_name have been looked at.
 */
MUST_USE enum err duty_place(struct db *, struct db_head *, struct holding *h);
/* The same for nobody at all.  ERR_NOTFOUND: nobody is named. */
MUST_USE enum err duty_vacate(struct db *, struct db_head *, const char *code);

/*
 * Within a running unit: where the duty owns requirements of open years that
 * are not complete, its accepted holding meets the criteria about
 * responsibility and is cited as their evidence.
 */
MUST_USE enum err duty_cite(struct db *, struct db_head *, const char *code);
/* The same for every duty in one year, which was just opened. */
MUST_USE enum err duty_cite_all(
    struct db *, struct db_head *, const struct assessment *);

/* The same for one requirement, which was just given to somebody. */
MUST_USE enum err duty_cite_one(struct db *, struct db_head *, struct arena *,
    const struct assessment *, const struct requirement *);

/*
 * Within a running unit: what an answer is about to be, with the criteria met
 * and the evidence cited (in the arena) where its owner, a holder, is a duty
 * that was accepted.
 */
MUST_USE enum err duty_cite_into(struct db *, const struct db_head *,
    struct arena *, int64_t owner, const struct requirement *, struct answer *);

/* ERR_NOTFOUND: no such holding. */
MUST_USE enum err duty_holding(
    struct db *, struct arena *, int64_t org, int64_t id, struct holding *);

/* An audit row about a holding. */
MUST_USE enum err duty_note(
    struct db *, struct db_head *, const char *action, const struct holding *);
#endif
