/*
 * exemption.h - requirements that the national role takes off an organisation,
 * or off a whole type; they leave the score while they are in force.
 *
 * Who sees what of one: the national role everything, with names; the people
 * of an organisation that it is for its days and its reason, in the name of
 * the national role.  The public learns the days and no more: reasons are
 * written for those it is for, and are published nowhere.
 */
#ifndef EXEMPTION_H
#define EXEMPTION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct assessment;
struct db;
struct unit;

#define EXEMPTION_REASON_MAX 500

struct exemption {
	int64_t id;
	int64_t org;             /* 0: of a type */
	const char *code, *name; /* out: of that organisation; "" */
	const char *type;        /* "" of one organisation */
	const char *version, *number;
	const char *reason;                /* 1 to 500 characters */
	day from_on;                       /* DAY_NONE: since ever */
	day until_on;                      /* the last day; DAY_NONE: no end */
	int64_t at;                        /* out */
	const char *by;                    /* out: a user name */
	int64_t ended_at;                  /* out; 0: not taken back */
	const char *ended_by, *end_reason; /* out; "" */
	/* Out, of exemption_list and exemption_read alone: how many it is for
	 * that had published before it was granted; what they published stays
	 * as it was. */
	int64_t published;
	/* Out, of exemption_read alone: names of persons, or else the same as
	 * by and ended_by. */
	const char *by_name, *ended_name;
};
struct exemptions {
	struct exemption *v;
	size_t n;
};

/* Does a set of that version and type ask for the number? */
MUST_USE enum err exemption_asked(
    struct db *, const struct exemption *, bool *);

/*
 * Grant x and set its id; the unit is of its organisation, or of the
 * installation for a type.  ERR_INVALID: no reason, both or neither of
 * organisation and type, or the last day before the first.  ERR_NOTFOUND: no
 * set of that version and type asks for the number, nor, where the organisation
 * has opened that version, the set it answers.  ERR_CONFLICT: there is
 * one already on some of these days that was not taken back.
 */
MUST_USE enum err exemption_add(struct db *, struct unit *, struct exemption *);

/* ERR_INVALID: no reason.  ERR_CONFLICT: it was taken back before.  The unit
 * is of the organisation that it is for, or of the installation. */
MUST_USE enum err exemption_end(
    struct db *, struct unit *, int64_t id, const char *reason);

enum exemption_standing {
	EXEMPTION_ANY, /* of a filter: all of them */
	EXEMPTION_TO_COME,
	EXEMPTION_IN_FORCE,
	EXEMPTION_ENDED, /* taken back, or its last day is over */
};
enum exemption_standing exemption_standing(const struct exemption *, day today);

/* All of them, newest first; version "" for every version. */
MUST_USE enum err exemption_list(
    struct db *, struct arena *, const char *version, struct exemptions *);

struct exemption_filter {
	const char *version; /* "": every one */
	const char *type;    /* of the type or of one of it; "": every one */
	int64_t org;         /* what is exempt for it; 0: for anybody */
	enum exemption_standing standing;
	day today;
	int64_t skip, most;
};
/* Newest first: at most `most` after the first `skip`; *more: there are others.
 */
MUST_USE enum err exemption_search(struct db *, struct arena *,
    const struct exemption_filter *, struct exemptions *, bool *more);

/* ERR_NOTFOUND: there is none with this id. */
MUST_USE enum err exemption_read(
    struct db *, struct arena *, int64_t id, struct exemption *);

/* The one that keeps x from being granted, newest of several.  ERR_NOTFOUND:
 * none does. */
MUST_USE enum err exemption_held(struct db *, struct arena *,
    const struct exemption *x, struct exemption *held);

/* What there is for a requirement of a year, of the organisation or of the
 * type of its set: the ten newest, those that were taken back last. */
MUST_USE enum err exemption_of(struct db *, struct arena *,
    const struct assessment *, const char *type, const char *number,
    struct exemptions *);

/*
 * What was exempted after a year was published that it published with a level,
 * and was not taken back: by number, at most 50.  None where it is not
 * published.
 */
MUST_USE enum err exemption_after(struct db *, struct arena *,
    const struct assessment *, const char *type, struct exemptions *);
#endif
