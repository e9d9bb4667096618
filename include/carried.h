/*
 * carried.h - what could not be carried over from one year into the next
 * (behaviour.md section 4.2): told when the year was opened, by its audit trail
 * (man igtk-audit(5)), and read from there.
 */
#ifndef CARRIED_H
#define CARRIED_H
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct assessment;
struct db;
struct texts;

enum carried_kind {
	CARRIED_REMOVED,         /* it is not asked any more */
	CARRIED_MERGED,          /* another requirement asks it now */
	CARRIED_TICK,            /* of criteria that are gone */
	CARRIED_COMMENT,         /* on such a criterion */
	CARRIED_EVIDENCE,        /* a piece of it */
	CARRIED_LINK,            /* which criteria a piece shows */
	CARRIED_NOT_RELEVANT,    /* it is not offered any more */
	CARRIED_PLAN,            /* in words */
	CARRIED_ACCEPTANCE,      /* of the plan */
	CARRIED_TARGET,          /* its day has passed */
	CARRIED_DUE,             /* the owner's day has passed */
	CARRIED_OWNER,           /* who takes no work any more */
	CARRIED_DEPUTY,          /* the same, or is the owner now */
	CARRIED_CRITERION_OWNER, /* of one, or it is gone */
	CARRIED_EVIDENCE_OWNER,
	CARRIED_ACTION, /* open, and nothing is there that it leads to */
	CARRIED_ACTION_DEPUTY,
	CARRIED_EXEMPTION, /* in force last year, and not now */
	CARRIED_OVERRIDE,  /* of the cap by the training figure */
	CARRIED_LEVEL,     /* it fell */
	CARRIED_KINDS
};
/* "removed", "tick", "evidence-link" */
const char *carried_kind_name(enum carried_kind);

/* All texts are as they stood; "" where there is none. */
struct carried_line {
	const char *number; /* of last year's requirement */
	const char *now;    /* of the one that it is now; "" */
	enum carried_kind kind;
	const char *criteria; /* last year's codes: "1a, 2b" */
	/* The comment, plan, title, name, day ("2027-03-31"), level ("3"),
	 * reason; of "not relevant" where its record is. */
	const char *text;
	const char *about; /* of whose evidence or action the name was */
	const char *taken; /* who has it now; the level now */
};
struct carried_lines {
	struct carried_line *v;
	size_t n;
};

/*
 * Of a year, by last year's requirements.  Nothing for one that began empty,
 * or that was opened before this was told.  ERR_IO: a row of the trail is not
 * as this program writes it.
 */
MUST_USE enum err carried_list(struct db *, struct arena *,
    const struct assessment *, struct carried_lines *);

/* Of how many of last year's requirements something was left. */
MUST_USE enum err carried_count(
    struct db *, const struct assessment *, int64_t *n);

/* ---- what carried_list is made of ---- */

/* What the trail tells of each of them. */
MUST_USE enum err carried_told(struct db *, struct arena *,
    const struct assessment *, struct texts *details);
#endif
