/*
 * audit.h - who did what: rows chained by hashes, one chain an organisation
 * (man igtk-audit(5)).
 */
#ifndef AUDIT_H
#define AUDIT_H
#include <stddef.h>
#include <stdint.h>

#include "chain.h"
#include "err.h"

struct arena;
struct buf;
struct db;
struct db_head;

/*
 * Add a row to the chain of the unit that is running.  action is a word such
 * as "answer.save"; object the id of what was changed (0: none); detail
 * canonical JSON, "{}" where there is nothing to add.
 */
MUST_USE enum err audit_add(struct db *, struct db_head *, const char *action,
    int64_t object, const char *detail);

struct audit_row {
	int64_t seq, at, object;
	const char *actor, *source, *action, *detail;
};
struct audit_rows {
	struct audit_row *v;
	size_t n;
};

/* How many rows there are, in all chains together. */
MUST_USE enum err audit_count(struct db *, int64_t *rows);

/* The newest rows about one object, newest first; people by their names. */
MUST_USE enum err audit_of(struct db *, struct arena *, int64_t org,
    int64_t object, int64_t limit, struct audit_rows *);

/* The newest of them with this action.  ERR_NOTFOUND: there is none. */
MUST_USE enum err audit_last(struct db *, struct arena *, int64_t org,
    int64_t object, const char *action, struct audit_row *);

/* Is there a row about an object with this action and this very detail?
 * ERR_NOTFOUND: there is none. */
MUST_USE enum err audit_says(struct db *, int64_t org, int64_t object,
    const char *action, const char *detail);

/* A page of a chain, newest first: rows with seq < before (0: the newest). */
MUST_USE enum err audit_page(struct db *, struct arena *, int64_t org,
    int64_t before, int64_t limit, struct audit_rows *);

/*
 * Every row of every chain (org 0 also), or of one (code not NULL), oldest
 * first, one JSON object a line, passed to write in pieces.  ERR_NOTFOUND: no
 * such organisation.  ERR_IO: write returned an error.
 */
typedef enum err audit_sink(void *arg, const char *bytes, size_t n);
MUST_USE enum err audit_export(
    struct db *, const char *code, audit_sink *, void *arg);

/*
 * Compute every hash of every chain again.  ERR_CONFLICT: a row is not as it
 * was written; *org is its organisation's code, *seq the first such row.
 */
MUST_USE enum err audit_check(
    struct db *, struct arena *, const char **org, int64_t *seq);

/* The hash of one row, as stored.  ERR_NOTFOUND: there is no such row. */
MUST_USE enum err audit_hash(
    struct db *, const char *code, int64_t seq, unsigned char hash[CHAIN_HASH]);
#endif
