/* backup.h - what a copy of the records must still say when it is restored. */
#ifndef BACKUP_H
#define BACKUP_H
#include "err.h"

#define BACKUP_MANIFEST "MANIFEST" /* in its folder; the last to come */

struct buf;
struct db;

/*
 * Facts of the records, one a line, always in the same order: how many there
 * are of what, the head of each audit chain, the levels of each year, and each
 * publication.  A newer program may add lines, and keeps those there are.
 */
MUST_USE enum err backup_facts(struct db *, struct buf *out);
#endif
