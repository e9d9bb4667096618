/*
 * batch.h - a head office acts for its sites: it answers, cites and publishes
 * for many of its parts in one act (domain.md section 9: batch submission).
 *
 * Whoever calls has seen to it that the person administers the head office or
 * holds the national role.  What is done at a site is one unit of that site, in
 * its own trail; the head office's trail says which sites an act was about.
 */
#ifndef BATCH_H
#define BATCH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assessment.h"
#include "catalogue.h"
#include "day.h"
#include "err.h"
#include "publication.h"

struct arena;
struct buf;
struct db;
struct org;
struct unit;

#define BATCH_CODES_MOST 10000 /* that can be pasted at once */

enum batch_act { BATCH_NOTHING, BATCH_ANSWER, BATCH_PUBLISH, BATCH_UNDO };
const char *batch_act_name(enum batch_act); /* "answer" */

enum batch_state {
	BATCH_CHOSEN,
	BATCH_ANSWERED,
	BATCH_UNDONE,
	BATCH_PUBLISHED, /* by the batch: final */
	BATCH_STATES,
	BATCH_EXCLUDED = BATCH_STATES, /* in filters: whatever its state */
	BATCH_BLOCKED, /* in filters: the last act was not done */
	BATCH_ALL = -1
};
/* "chosen"; of a filter, too: "excluded", "blocked". */
const char *batch_state_name(enum batch_state);

struct batch_counts {
	int64_t all; /* of the sites */
	int64_t chosen, answered, undone, published;
	int64_t excluded;
	int64_t standing; /* excluded, and its answers are there still */
	int64_t blocked;  /* why says why the last act was not done */
	int64_t waiting;  /* for the act that is going on */
	int64_t kept;     /* requirements that were left alone */
};

struct batch {
	int64_t id, org; /* the head office's */
	int64_t pack, source;
	const char *version, *type, *title; /* of the set */
	const char *source_code, *source_name;
	const char *owner; /* whom the answers are given to; "": they stay */
	bool complete;     /* mark them complete */
	bool opens;        /* open the year where it is not */
	bool over;         /* also what somebody began at the site */
	bool names;        /* name senior managers where nobody is named */
	int64_t made_at;
	const char *made_by; /* a name */
	enum batch_act act;  /* the last one */
	int64_t act_at, act_by;
	const char *act_name; /* a name */
	int64_t act_sites;
	struct texts numbers; /* the requirements */
	struct batch_counts n;
};
struct batches {
	struct batch *v;
	size_t n;
};

/* What is wrong with a new one: said by ERR_INVALID. */
enum batch_fault {
	BATCH_FINE,
	BATCH_NO_SET,  /* no pack for this version and type */
	BATCH_SOURCE,  /* neither the head office nor its site, or of a type
			  that is not the sites' */
	BATCH_NO_YEAR, /* the source has not opened this version */
	BATCH_NUMBER,  /* a requirement is none of the set */
	BATCH_EMPTY,   /* the source has answered none of them */
	BATCH_OWNER    /* more than a name may have */
};
const char *batch_fault_words(enum batch_fault); /* without full stop */

struct batch_choice;

struct batch_new {
	const char *version, *type;
	int64_t source;       /* an organisation; 0: the head office */
	struct texts numbers; /* none: all that the source has answered */
	const char *owner;    /* "" */
	bool complete, opens, over, names;
	struct batch_choice *sites; /* chosen at once; NULL: none yet */
	enum batch_fault fault;     /* out */
	int64_t id;                 /* out */
};

/*
 * Make one, with its sites or not at all; u->org is the head office.
 * ERR_INVALID: fault says what is wrong, or sites->unknown who is no site.
 * ERR_CONFLICT: there is no site to choose.
 */
MUST_USE enum err batch_make(
    struct db *, struct arena *, struct unit *u, struct batch_new *);

/* ERR_NOTFOUND: this head office has no such batch. */
MUST_USE enum err batch_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct batch *);
/* Newest first; without numbers. */
MUST_USE enum err batch_list(
    struct db *, struct arena *, int64_t org, struct batches *);

/* ---- the sites ---- */

/*
 * Codes out of pasted text, parted by blanks, commas, semicolons or lines, in
 * capitals, none twice.  ERR_INVALID: more than BATCH_CODES_MOST of them.
 */
MUST_USE enum err batch_codes(
    struct arena *, const char *text, struct texts *codes);

struct batch_choice {
	const struct texts *codes; /* NULL: all parts of the batch's type */
	struct texts unknown;      /* out: none of the head office's parts */
	int64_t changed;           /* out: how many sites */
};
/*
 * Choose sites, and choose again what was excluded or undone; or exclude some,
 * whose answers stay until they are undone.  ERR_INVALID: unknown says which
 * are not known, and nothing was changed.  ERR_CONFLICT: it is so already.
 */
MUST_USE enum err batch_choose(struct db *, struct arena *, struct unit *u,
    const struct batch *, struct batch_choice *);
MUST_USE enum err batch_exclude(struct db *, struct arena *, struct unit *u,
    const struct batch *, struct batch_choice *);

struct batch_site {
	int64_t site;
	const char *code, *name, *type;
	enum batch_state state;
	bool excluded;
	enum batch_act waits;
	int64_t at;
	const char *by;
	const char *why; /* why the last act was not done; "" */
	int64_t kept;    /* how many requirements it left alone */
};
struct batch_sites {
	struct batch_site *v;
	size_t n;
};
struct batch_filter {
	const char *like; /* in the code or the name; "": all */
	int state;        /* enum batch_state */
	int64_t skip, most;
};
/* Can an act be about it still? */
bool batch_site_open(const struct batch_site *);
/* By code; *all is how many there are in all. */
MUST_USE enum err batch_sites(struct db *, struct arena *, const struct batch *,
    const struct batch_filter *, struct batch_sites *, int64_t *all);
/* Visit each of them, by code, until a visit fails; returns what it said. */
typedef enum err batch_visit(void *arg, const struct batch_site *);
MUST_USE enum err batch_each_site(
    struct db *, struct arena *, const struct batch *, batch_visit *, void *);
/* ERR_NOTFOUND: not chosen in this batch. */
MUST_USE enum err batch_site_read(struct db *, struct arena *,
    const struct batch *, int64_t site, struct batch_site *);

/* ---- the dry run ---- */

enum batch_reason {
	REASON_PART,      /* it is no part of the head office any more */
	REASON_TYPE,      /* it is of another type */
	REASON_CLOSED,    /* it has not opened this version */
	REASON_EARLY,     /* nor can it: it is not released yet */
	REASON_WITHDRAWN, /* it can neither be opened nor published */
	REASON_OLDER,     /* nor can it be opened: a newer one is */
	REASON_REVISION,  /* it has, with another revision of the set */
	REASON_PUBLISHED, /* its year is final */
	REASON_REVIEWED,  /* a reviewer has confirmed the whole */
	REASON_OWNER,     /* nobody there is called so */
	REASON_SOURCE,    /* it is the source itself */
	/* of one requirement, which is left alone: */
	REASON_UNANSWERED, /* the source has not answered it */
	REASON_COMPLETE,   /* it is complete or confirmed there */
	REASON_BEGUN,      /* somebody there has begun it */
	REASON_EXEMPT,
	REASON_SAME, /* it says the same already */
	/* of publication: */
	REASON_WORKFLOW, /* each needs a reviewer of its own */
	REASON_ANSWER,   /* a requirement is not complete */
	REASON_DUTY,     /* a senior manager's name is missing */
	REASON_FAULT,    /* it could not be done */
	REASONS
};
const char *batch_reason_name(enum batch_reason); /* "other-type" */

struct batch_finding {
	enum batch_reason reason;
	const char *number; /* of the requirement; "": the site as a whole */
	const char *words;  /* a sentence without full stop */
};
struct batch_findings {
	struct batch_finding *v;
	size_t n;
};
struct batch_look {
	struct batch_findings stops;   /* nothing is answered there */
	struct batch_findings leaves;  /* single requirements */
	struct batch_findings publish; /* what would block publication then */
	size_t writes;                 /* how many answers would be written */
};

/* A batch with what it is about, read once for many sites. */
struct batch_work;
MUST_USE enum err batch_work_read(
    struct db *, struct arena *, const struct batch *, struct batch_work **);

/*
 * In a sentence: where a newer revision of the set is released by a day, the
 * batch keeps to that of the source, whose answers are to other texts.  "":
 * there is none.
 */
MUST_USE enum err batch_revision(struct db *, struct arena *,
    const struct batch_work *, day today, const char **words);

/*
 * What an act would meet at a site, and write there; writes nothing.  Where it
 * has answered, only what blocks publication; of a site that has left the head
 * office, that it has.  ERR_NOTFOUND: the site is none of the batch.
 */
MUST_USE enum err batch_look(struct db *, struct arena *,
    const struct batch_work *, int64_t site, day today, struct batch_look *);

/* ---- acts ---- */

/*
 * What is accepted when a batch is published: the set's statement, for each of
 * the sites; and the digest of it and of their codes.
 */
MUST_USE enum err batch_statement(struct db *, struct arena *,
    const struct batch *, const struct org *head_office, const char **statement,
    unsigned char digest[STATEMENT_DIGEST]);

/*
 * Begin an act: of the chosen sites each that it can be done at waits for it;
 * codes NULL: all of them.  u->org is the head office.  digest is that of
 * batch_statement for BATCH_PUBLISH, NULL otherwise.  One that broke off goes
 * on.  ERR_NOTFOUND: there is no site for it.  ERR_CONFLICT: sites wait for
 * another act still.  ERR_INVALID: codes that are no sites of the batch (in
 * unknown), or something else would be published by now.
 */
struct batch_begin {
	enum batch_act act;
	const struct texts *codes;
	const unsigned char *digest;
	struct texts unknown; /* out */
};
MUST_USE enum err batch_begin(struct db *, struct arena *, struct unit *u,
    const struct batch *, struct batch_begin *);

/* Give up what still waits.  ERR_NOTFOUND: nothing does. */
MUST_USE enum err batch_stop(struct db *, struct unit *u, const struct batch *);

struct batch_run {
	enum batch_act act; /* that was begun */
	const char *keys;   /* folder of the keys that sign; NULL: none */
	int64_t until; /* clock_ticks: begin no other site after; 0: go on */
	day today;     /* when it begins; the days that pass are added */
	void (*progress)(void *, int64_t done, int64_t of); /* NULL */
	void *progress_arg;
	int64_t done, blocked, left; /* out: sites; left wait still */
};
/*
 * Do it at one site after the other, each in a unit of its own, and tell the
 * head office's trail.  u says who acts; a site that cannot be done is listed
 * with why, and the others go on.  ERR_BUSY, ERR_FULL, ERR_IO: it stopped, and
 * can go on later.
 */
MUST_USE enum err batch_go(struct db *, const struct unit *u,
    const struct batch *, struct batch_run *);

/* ---- what was done ---- */

/*
 * The last act: at how many sites it was done, and at how many not.  A site
 * that was excluded or chosen again since is still among those it was done at.
 */
MUST_USE enum err batch_result(
    struct db *, const struct batch *, int64_t *done, int64_t *missed);

enum batch_what {
	WHAT_CHOSEN,
	WHAT_EXCLUDED,
	WHAT_OPENED,
	WHAT_NAMED, /* senior managers */
	WHAT_ANSWERED,
	WHAT_LEFT,
	WHAT_UNDONE,
	WHAT_KEPT, /* not undone: changed since */
	WHAT_PUBLISHED,
	WHAT_BLOCKED,
	WHATS
};
const char *batch_what_words(enum batch_what); /* "answered" */

struct batch_line {
	const char *number; /* "": the site as a whole */
	enum batch_what what;
	int64_t at;
	const char *by, *why;
};
struct batch_lines {
	struct batch_line *v;
	size_t n;
};
/* The newest at one site, newest first. */
MUST_USE enum err batch_lines_of(struct db *, struct arena *,
    const struct batch *, int64_t site, int64_t most, struct batch_lines *);

/* All of it: code, name, requirement, what, when, by whom, why. */
MUST_USE enum err batch_csv(
    struct db *, struct arena *, const struct batch *, struct buf *);
#endif
