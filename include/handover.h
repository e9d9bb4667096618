/*
 * handover.h - everything a person holds, given to others in one act: for
 * good, or for the days that they are away (behaviour.md section 5).
 */
#ifndef HANDOVER_H
#define HANDOVER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct db_head;
struct unit;

enum held_kind {
	HELD_DUTY,
	HELD_DUTY_DEPUTY,
	HELD_REQUIREMENT, /* of a year that is not published */
	HELD_REQUIREMENT_DEPUTY,
	HELD_CRITERIA, /* of one requirement */
	HELD_EVIDENCE, /* of one requirement */
	HELD_ACTION,   /* that is open */
	HELD_ACTION_DEPUTY,
	HELD_GROUP, /* belongs to it */
	HELD_STAFF, /* whom they manage, all together */
	HELD_KINDS
};
/* "requirement-deputy", and for people "Deputy for a requirement". */
const char *held_name(enum held_kind);
const char *held_title(enum held_kind);
/* Can somebody be deputy for it while its holder is away? */
bool held_deputized(enum held_kind);

struct held {
	enum held_kind kind;
	int64_t key; /* of the holding, answer, action, group, staff record */
	const char *code;  /* "14.1-101"; "" */
	const char *title; /* "" for staff */
	int64_t n;         /* criteria, evidence, staff: how many; else 1 */
};
struct held_list {
	struct held *v;
	size_t n;
};

/* Everything a person holds in org on this day, by kind. */
MUST_USE enum err handover_list(struct db *, struct arena *, int64_t org,
    int64_t person, day today, struct held_list *);

/*
 * How much of it would be left without anybody, here and in other
 * organisations (a place in a group is not, while others are there): while it
 * is more than nothing, person_change does not close their account.
 */
MUST_USE enum err handover_count(struct db *, int64_t org, int64_t person,
    day today, int64_t *here, int64_t *elsewhere);

enum handover_fault {
	HANDOVER_FINE,
	HANDOVER_NOTHING,   /* no move was given */
	HANDOVER_TO_SELF,   /* to whoever holds it */
	HANDOVER_ELSEWHERE, /* to somebody who has no part in org */
	HANDOVER_CLOSED,    /* to an account that is closed */
	HANDOVER_DAYS,      /* one day is missing, the end lies before the start
			       or is over */
	HANDOVER_NO_DEPUTY, /* nobody can be deputy for such a thing */
	HANDOVER_NO_STAFF,  /* people are managed by staff only */
	HANDOVER_GONE,      /* it is not theirs any more */
	HANDOVER_AWAY,      /* somebody stands in for it already */
};

/* What to do about it: a sentence without full stop. */
const char *handover_advice(enum handover_fault);

struct handover_move {
	enum held_kind kind;
	int64_t key;
	int64_t to; /* a person */
};
struct handover {
	int64_t from; /* a person */
	const struct handover_move *v;
	size_t n;
	/* Away from this day to that one; both DAY_NONE: for good. */
	day from_on, until_on;
	enum handover_fault fault; /* out */
	size_t at;                 /* out: which move the fault is about */
};

/*
 * Do it whole or not at all.  For good: what is moved has the receiver as its
 * owner, a duty begins anew and waits to be accepted, the plan of a
 * requirement to be accepted again, and whoever was owner and deputy at once
 * is the owner alone.  A receiver who was managed by whoever hands over takes
 * their place, so that nobody comes to manage themselves.  For an absence:
 * the receiver is deputy on those days; see handover_turn.
 * ERR_INVALID, ERR_CONFLICT (gone, away): h->fault says why.
 * ERR_NOTFOUND: there is no such person to hand over.
 */
MUST_USE enum err handover_do(
    struct db *, struct unit *u, struct handover *h, day today);

/*
 * Begin the absences that are due and end those that are over, in every
 * organisation: the deputy of before comes back, unless somebody named
 * another one meanwhile.  *n is how many changed.
 */
MUST_USE enum err handover_turn(
    struct db *, const struct unit *by, day today, int64_t *n);

/* Within a running unit, before an account is closed: ERR_DENIED: something
 * would be left without anybody. */
MUST_USE enum err handover_none(struct db *, int64_t person, day today);

/* ---- absences ---- */

struct away {
	int64_t id;
	enum held_kind kind;
	const char *code, *title; /* of the thing */
	const char *to;           /* a name */
	day from_on, until_on;
	bool now;
};
struct away_list {
	struct away *v;
	size_t n;
};
/* Who stands in for a person, now or later. */
MUST_USE enum err handover_away(struct db *, struct arena *, int64_t org,
    int64_t person, struct away_list *);
#endif
