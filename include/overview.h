/* overview.h - how far all organisations are with a version. */
#ifndef OVERVIEW_H
#define OVERVIEW_H
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"
#include "score.h"

struct arena;
struct db;

/* Organisations of a type, counted. */
struct overview_row {
	const char *type, *type_name; /* "" and "" for all together */
	int64_t all;
	int64_t not_started; /* have not opened the version */
	int64_t open;        /* have, and not published it */
	int64_t overdue;     /* of these two, after the day it was due */
	int64_t published;
	int64_t late;                  /* of the published */
	int64_t grades[GRADE_NOT + 1]; /* published, with anything in play */
	int64_t waiting;               /* published applicants to be reviewed */
};
struct overview {
	struct overview_row *v; /* by type's name */
	size_t n;
	struct overview_row total;
	day usual; /* on which most are due; DAY_NONE: none was opened */
};

/*
 * Each type that an organisation has.  Who has not opened the version is
 * overdue by the day on which most others' is due, the earlier of two.
 */
MUST_USE enum err overview_count(struct db *, struct arena *,
    const char *version, day today, struct overview *);

enum overview_part {
	OVERVIEW_NOT_STARTED,
	OVERVIEW_OPEN,
	OVERVIEW_OVERDUE,
	OVERVIEW_LATE,
	OVERVIEW_PART_COUNT
};
/* "not-started", "open", "overdue", "late" */
const char *overview_part_name(enum overview_part);
/* OVERVIEW_PART_COUNT: there is none of this name. */
enum overview_part overview_part_named(const char *);

struct overview_org {
	const char *code, *name, *type;
	int64_t id;
	day due_on; /* DAY_NONE: the version is not opened */
};
struct overview_orgs {
	struct overview_org *v;
	size_t n;
};

struct overview_filter {
	const char *version;
	day today, usual; /* as they were counted with */
	enum overview_part part;
	int64_t skip, most;
};

/* Those that a count is made of, by name: at most `most` from the `skip`th. */
MUST_USE enum err overview_list(struct db *, struct arena *,
    const struct overview_filter *, struct overview_orgs *);
#endif
