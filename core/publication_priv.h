/* publication_priv.h - publishing within a unit that does more than that. */
#ifndef PUBLICATION_PRIV_H
#define PUBLICATION_PRIV_H
#include "publication.h"

struct buf;
struct db_head;

/*
 * The same as publication_publish, of the statement as it is now: whoever
 * calls has seen to it that this is the one that was accepted.  ERR_CONFLICT:
 * something blocks, or it is published.
 */
MUST_USE enum err publication_add(struct db *, struct db_head *, struct arena *,
    const struct org *, const struct assessment *, const struct catalogue *,
    day today);

/* What the audit trail says of a publication. */
void publication_detail(struct buf *, const char *version, const struct score *,
    const unsigned char digest[STATEMENT_DIGEST], bool late);
#endif
