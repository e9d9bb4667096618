/* year.h - the year an address speaks of: /assessment/:version/... */
#ifndef YEAR_H
#define YEAR_H
#include <stdbool.h>

#include "answer.h"
#include "assessment.h"
#include "html.h"
#include "org.h"
#include "shelf.h"

struct req;

struct year {
	struct org org; /* the session's */
	struct assessment assessment;
	const struct shelved *shelved;
	const struct catalogue *set; /* of shelved */
	struct href to;              /* /assessment/:version */
};

/*
 * The session's organisation and the version in the address's first place.
 * Where it is withdrawn, the page says so.  ERR_NOTFOUND: they have opened no
 * such year.
 */
MUST_USE enum err year_open(struct req *, struct year *);

/* The requirement in the address's second place.  ERR_NOTFOUND: none. */
MUST_USE enum err year_requirement(
    struct req *, const struct year *, const struct requirement **);

/* May whoever is signed in do this in this year? */
bool year_may(const struct req *, const struct year *, enum act);

/*
 * Sign what was just published, if a key is here; where it cannot be signed it
 * is published all the same.
 */
void publish_sign(struct req *, const struct year *);

/* A tag or a badge: its words and its class. */
struct badge {
	struct html class, text;
};

struct badge badge_state(const struct answer_row *);
struct badge badge_level(int level); /* LEVEL_NONE: none is set */
struct badge badge_now(const struct answer_row *);
struct badge badge_assessment(const struct assessment *);

/* "66%"; "not applicable" where nothing is in play. */
const char *percent_words(struct req *, int percent);
/* The set's words for a grade; "Not applicable" where nothing is in play. */
const char *grade_words(const struct year *, int percent, enum grade);

/* "130 days left", "due today", "12 days late". */
const char *days_left(struct req *, day due);
#endif
