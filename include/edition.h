/*
 * edition.h - what was said to the public about a stage of a year: its first
 * edition, and those that supersede it, all of which stay.
 */
#ifndef EDITION_H
#define EDITION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assessment.h"
#include "err.h"
#include "figure.h"

struct answer_row;
struct arena;
struct buf;
struct db;
struct db_head;
struct org;
struct unit;

#define EDITION_DIGEST 32 /* SHA-256 */
#define EDITION_REASON_MAX 500

/* What reviewers from outside said last. */
enum edition_outcome { REVIEW_NONE, REVIEW_PASSED, REVIEW_MORE, REVIEW_FAILED };

struct edition {
	int64_t id, org, assessment;
	enum figure_stage stage;
	int64_t number; /* 1 first; each later one supersedes */
	int64_t at;
	const char *version;
	const char *role; /* in which it was signed: "administrator" */
	bool late; /* as the first of the year was, for those that supersede */
	const char *reason; /* why it supersedes; "" for the first */
	unsigned levels[LEVEL_MAX + 1], not_relevant, exempt, below;
	int percent; /* -1: nothing was in play */
	int64_t points, of;
	enum grade grade;
	const char *grade_text; /* the set's words */
	int grade_level;
	unsigned char digest[EDITION_DIGEST]; /* of its part of the bundle */
	enum edition_outcome review;
	enum grade reviewed;       /* where it passed or failed */
	const char *reviewed_text; /* the same in the set's words */
	const char *change;        /* why it is another grade; "" */
	bool awaits; /* an applicant's newest, and nothing was said */
};
struct editions {
	struct edition *v;
	size_t n;
};

struct edition_level {
	const char *number; /* of the requirement */
	const char *title;
	int level; /* LEVEL_NONE: not relevant */
	bool exempt;
};
struct edition_levels {
	struct edition_level *v;
	size_t n;
};

/* What an edition is made of. */
struct edition_new {
	const struct org *org;
	const struct assessment *assessment;
	const struct catalogue *catalogue;
	enum figure_stage stage;
	const struct standing *standings; /* by requirement of catalogue */
	const char *statement;            /* as it was accepted */
	const char *reason;               /* "" for the first */
	day on;
	struct edition out; /* set by edition_add */
};

/*
 * Within the unit that publishes, after the training figure was kept: add the
 * next edition.
 */
MUST_USE enum err edition_add(
    struct db *, struct db_head *, struct arena *, struct edition_new *);

/* Those of an organisation: newest version and stage first, and within them
 * the newest edition. */
MUST_USE enum err edition_list(
    struct db *, struct arena *, int64_t org, struct editions *);

/* One; number 0 for the newest.  ERR_NOTFOUND: nothing was published. */
MUST_USE enum err edition_read(struct db *, struct arena *, int64_t org,
    const char *version, enum figure_stage, int64_t number, struct edition *);

MUST_USE enum err edition_levels_read(struct db *, struct arena *,
    const struct edition *, struct edition_levels *);

/* "2", "NR", "exempt": as files say it. */
const char *edition_level_text(const struct edition_level *);

/*
 * The standings of an edition, by requirement of the set; plans are as they
 * were accepted.
 */
MUST_USE enum err edition_standings(struct db *, struct arena *,
    const struct edition *, const struct assessment *, const struct catalogue *,
    struct standing **);

/*
 * answer_list, with the levels that count now: of a published year those of its
 * newest edition, whose number is *number; else 0.
 */
MUST_USE enum err edition_answers(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *, int64_t *number,
    struct answer_row **rows);

/*
 * Set a level as edition_level_text says it: "0" to "3", and "NR" where it is
 * offered.  False: none of these, or it is exempt.
 */
bool edition_level_set(
    const struct requirement *, const char *text, struct standing *);

/*
 * How far a requirement may go in an edition that supersedes another.  It may
 * always go lower, and back up as far as this:
 * - A level that depends on training goes no further than it counted when it
 *   was published, or than the set's cap, where the figure that was kept with
 *   the publication falls short and nobody had said that it counts all the
 *   same (override_set).
 * - In the full workflow an edition says no more than a reviewer confirmed: the
 *   level of the ticks of the published answer, whatever counted of it; and not
 *   relevant only where it was published so, or an earlier edition says so.
 *   In the simplified workflow there is no reviewer, and one person does it
 *   all.
 * What is exempt stays so, and has no bound.
 */
enum edition_bar { BAR_NONE, BAR_TRAINING, BAR_CONFIRMED };
struct edition_bound {
	int most;             /* the highest level */
	enum edition_bar bar; /* why no higher; BAR_NONE: all are possible */
	const char *why;      /* the same: "117: too few are trained ..." */
	bool not_relevant;    /* may it be so? */
	const char *no_relevance; /* if not, why */
};
/*
 * By requirement of the set; the array is in the arena.  The year is published.
 */
MUST_USE enum err edition_bounds(struct db *, struct arena *,
    const struct assessment *, const struct catalogue *,
    struct edition_bound **);
/* Why a standing is out of its bound, in a sentence; NULL: it is not. */
const char *edition_barred(
    const struct edition_bound *, const struct standing *);

/*
 * Supersede what was published by levels that are right; standings are the
 * new ones.  The caller has just authenticated the publisher again.  In the
 * year that follows they become last year's levels, as by publication_publish.
 * ERR_INVALID: no reason of 1 to 500 characters, the statement is another one
 * by now, or nothing differs.  ERR_NOTFOUND: nothing was published.
 * ERR_CONFLICT: after.number is not the newest edition any more.  ERR_DENIED:
 * a standing is out of its bound (edition_bounds).
 */
MUST_USE enum err edition_supersede(struct db *, struct unit *,
    struct edition_new *, const struct edition *after);

/*
 * Say what a review from outside found; the newest word counts, and all of
 * them stay.  The caller has seen to the role.  ERR_INVALID: no reason of 1 to
 * 500 characters, none for another grade, or one where it is not another.
 * ERR_CONFLICT: the edition is superseded.
 */
struct edition_review {
	const struct edition *edition;
	enum edition_outcome outcome; /* none of REVIEW_NONE */
	enum grade grade;             /* unless more is asked for */
	const char *reason;           /* kept, and not published */
	const char *change;           /* why another grade; published; NULL */
};
/* Is it another grade than the one that was self-assessed? */
bool edition_regrades(const struct edition_review *);
MUST_USE enum err edition_review_add(
    struct db *, struct unit *, const struct edition_review *);

/*
 * Is what is kept of an edition what was said in it, its hash, its signatures
 * and the audit trail included?  before: the one it supersedes, or NULL.
 * ERR_CONFLICT: *wrong says what is not.
 */
MUST_USE enum err edition_prove(struct db *, struct arena *, const struct org *,
    const struct assessment *, const struct catalogue *, const struct edition *,
    const struct edition *before, const char **wrong);
/* Is everything there that the audit trail tells of?  The same. */
MUST_USE enum err edition_lost(
    struct db *, struct arena *, int64_t org, const char **wrong);

/* "Not reviewed", "Awaiting review", "More evidence is asked for", or the set's
 * words. */
const char *edition_reviewed_words(const struct edition *);
/* The grade as files say it; NULL where there is none. */
const char *edition_reviewed_name(const struct edition *);
/*
 * The reason for change, as the public reads it: why the edition supersedes the
 * one before, and why its reviewed grade is another; "" where neither is so.
 */
const char *edition_why(struct arena *, const struct edition *);

/* ---- bundles: editions that others can check (igtk-bundle(5)) ---- */

/*
 * Sign an edition with the newest key of the folder.  ERR_NOTFOUND: there is
 * no key to sign with.  ERR_CONFLICT: this key signed it already.
 */
MUST_USE enum err bundle_sign(struct db *, struct unit *, struct arena *,
    const char *folder, const struct edition *);

/*
 * An edition with its newest signature that counts, ending in \n.
 * ERR_NOTFOUND: there is none.
 */
MUST_USE enum err bundle_read(
    struct db *, struct arena *, const struct edition *, struct buf *out);

/* Whether anybody signed it, and whether that counts still. */
enum bundle_signature {
	BUNDLE_UNSIGNED,
	BUNDLE_SIGNED,
	BUNDLE_WITHDRAWN /* by keys that were revoked since, and by no other */
};
MUST_USE enum err bundle_state(
    struct db *, const struct edition *, enum bundle_signature *);

/* How many publications have no signature that counts. */
MUST_USE enum err bundle_unsigned_count(struct db *, int64_t *n);

/* Walks through them; begin with nothing but which are meant. */
struct bundle_unsigned {
	int64_t org;         /* 0: of all organisations */
	const char *version; /* "": all */
	struct edition at;   /* out */
};
/* The next one, as it is signed.  ERR_NOTFOUND: there is no other. */
MUST_USE enum err bundle_unsigned_next(
    struct db *, struct arena *, struct bundle_unsigned *);

/* The evidence behind its hashes, with the salt: for an auditor. */
MUST_USE enum err bundle_evidence(
    struct db *, struct arena *, const struct edition *, struct buf *out);
#endif
