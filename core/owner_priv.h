/* owner_priv.h - owners as the files about answers see to them. */
#ifndef OWNER_PRIV_H
#define OWNER_PRIV_H
#include "owner.h"

/*
 * Within a running unit: turn the names of a into ids, beside what is on
 * record.  Names become those of the list.  ERR_INVALID: one is not known, or
 * the deputy is the owner.
 */
MUST_USE enum err owner_settle(struct db *, struct db_head *, struct arena *,
    const struct answer *was, struct answer *a);

/* Names of a year before whom nothing can be given to any more are dropped. */
void owner_carry(const struct holders *open, struct answer *a);
#endif
