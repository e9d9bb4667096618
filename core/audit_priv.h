/* audit_priv.h - what the files of the audit trail share. */
#ifndef AUDIT_PRIV_H
#define AUDIT_PRIV_H
#include "audit.h"
#include "chain.h"

struct arena;
struct db;

/*
 * The row that audit_after has come to, of the chain of this organisation's
 * code, and its hash as it is stored.
 */
struct chain_row audit_read_row(struct db *, struct arena *, const char *code,
    unsigned char hash[CHAIN_HASH]);

/*
 * The rest of a list of rows (seq, at, object, actor, source, action, detail);
 * there are at most limit.
 */
MUST_USE enum err audit_read_rows(
    struct db *, struct arena *, int64_t limit, struct audit_rows *);
#endif
