/* carry_priv.h - one year into the next, as the files about it see it. */
#ifndef CARRY_PRIV_H
#define CARRY_PRIV_H
#include "answer.h"
#include "carried.h"
#include "holder.h"

/* Filled by whoever opens the year, but for what is said to be set here. */
struct carriage {
	struct db *db;
	struct db_head *head;
	struct arena *arena;
	const struct assessment *from, *to;
	const struct catalogue *was, *is; /* their sets */
	day on;
	struct holder first; /* who has what nobody else has */
	struct holders open; /* whom work can be given to now */
	/* Set by carry_map.  By requirement of `was`: what it is now, or NULL;
	 * and whether that asks more than it. */
	const struct requirement **heir;
	bool *merged;
	/* By requirement of `is`: whose answer goes on in it, or NULL. */
	const struct requirement **source;
	struct carried_lines left; /* grows */
	size_t room;
};

/* Which requirement goes on as which. */
void carry_map(struct carriage *);

/*
 * Which criterion of `was` each of `is` is: place[i] is an index of `was`, or
 * CRITERIA_MAX.  The same text; else the same code, or what of the rest is
 * worded alike.
 */
void carry_place(const struct requirement *was, const struct requirement *is,
    size_t place[CRITERIA_MAX]);

/* Within a unit, after the answers were made: carry what can be. */
MUST_USE enum err carry_answers(struct carriage *);
MUST_USE enum err carry_actions(struct carriage *);

/* Note what is left; text, about and taken may be NULL.  Returns the line. */
struct carried_line *carry_leave(struct carriage *,
    const struct requirement *was, enum carried_kind, const char *text);

/* Last: note what levels have fallen, and tell the trail of all that is left.
 */
MUST_USE enum err carry_tell(struct carriage *);

/* "1a, 2b": the codes of those that are set. */
const char *carry_codes(
    struct arena *, const struct requirement *, const bool *set);
#endif
