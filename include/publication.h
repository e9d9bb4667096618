/* publication.h - saying it to the public, once and for good. */
#ifndef PUBLICATION_H
#define PUBLICATION_H
#include <stdbool.h>
#include <stdint.h>

#include "assessment.h"

struct org;

#define STATEMENT_DIGEST 32 /* SHA-256 */

/* The exact text that is shown and accepted; in the arena. */
const char *publication_statement(
    struct arena *, const struct org *, const struct catalogue *);
void publication_digest(
    const char *statement, unsigned char digest[STATEMENT_DIGEST]);

/*
 * Publish: freeze levels, score, grade, statement and senior management.  In
 * the year that follows, where it is open, these become last year's levels: a
 * level that changes by it comes back as to re-confirm.  A year that was
 * published before the one it follows stays as it is.
 * The caller has just authenticated the publisher again.  digest is of the
 * text they were shown.  ERR_INVALID: the statement is another one by now.
 * ERR_CONFLICT: something blocks (readiness_of tells), or it is published.
 */
MUST_USE enum err publication_publish(struct db *, struct unit *,
    const struct org *, const struct assessment *, const struct catalogue *,
    const unsigned char digest[STATEMENT_DIGEST], day today);

struct publication {
	int64_t id, at;
	const char *by; /* the publisher's name */
	bool late;
	const char *statement;
	unsigned char digest[STATEMENT_DIGEST];
	int percent; /* -1: nothing was in play */
	int64_t points, of;
	enum grade grade;
	const char *duties; /* JSON: who held which duty */
};

/* ERR_NOTFOUND: not published. */
MUST_USE enum err publication_read(struct db *, struct arena *,
    const struct assessment *, struct publication *);

/*
 * Is what was published still what the answers, the edition and the audit trail
 * say; or nothing published, where the year is not?  ERR_CONFLICT: *wrong says
 * what is not.
 */
MUST_USE enum err publication_prove(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, const char **wrong);
#endif
