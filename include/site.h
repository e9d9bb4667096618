/*
 * site.h - the parts of a head office, and how far each is with the newest
 * version there is for its type.
 */
#ifndef SITE_H
#define SITE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;

enum site_state {
	SITE_NOT_STARTED,
	SITE_OPEN,     /* in progress */
	SITE_COMPLETE, /* every requirement, and not published */
	SITE_PUBLISHED,
	SITE_STATES,
	SITE_LATE = SITE_STATES, /* in filters: published late, or overdue */
	SITE_ALL = -1
};
/* "not-started"; of a filter, too: "late", "". */
const char *site_state_name(enum site_state);
/* SITE_ALL for what names none. */
enum site_state site_state_named(const char *);
const char *site_state_words(enum site_state); /* "Not started" */

struct site_row {
	int64_t org;
	const char *code, *name, *type;
	const char *version; /* ""; no set is loaded for its type */
	enum site_state state;
	int64_t asked, complete; /* requirements; 0 where it is not open */
	day due_on;              /* DAY_NONE: not open */
	int64_t published_at;    /* 0: not published */
	bool late;               /* published late, or overdue */
	bool public;             /* anything, of any version */
};
struct site_rows {
	struct site_row *v;
	size_t n;
};
struct site_filter {
	const char *like; /* in the code or the name; "": all */
	enum site_state state;
	int64_t skip, most;
};

/* Has it any part? */
MUST_USE enum err site_any(struct db *, int64_t org, bool *);

/* How many there are in each state, and late. */
MUST_USE enum err site_counts(
    struct db *, int64_t org, day today, int64_t n[SITE_STATES + 1]);

/* By code; *all is how many there are in all. */
MUST_USE enum err site_list(struct db *, struct arena *, int64_t org,
    const struct site_filter *, day today, struct site_rows *, int64_t *all);
#endif
