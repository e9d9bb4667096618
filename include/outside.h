/*
 * outside.h - what those outside an organisation see of it: reviewers of
 * applicants, and commissioners.  Never comments, plans or evidence.
 */
#ifndef OUTSIDE_H
#define OUTSIDE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "edition.h"
#include "err.h"
#include "org.h"

struct arena;
struct db;

/* An organisation, and of its newest final edition what is in every list. */
struct outside_row {
	struct org org;
	/* version NULL: nothing was published.  Set besides: number, at, late,
	 * percent, below, grade, review and their words; late: the first
	 * edition of that year was, whatever supersedes it. */
	struct edition newest;
	int64_t reviewed_at; /* 0: never */
	const char *year;    /* the newest that it opened; NULL: none */
	day due_on;          /* of that year; DAY_NONE */
	bool current;        /* newest is of that year */
};
struct outside_rows {
	struct outside_row *v;
	size_t n;
};

/* Who reviews: for an organisation, where they hold the role, or for all. */
struct outside_reviewer {
	int64_t person;
	int64_t org; /* where their session holds the role; 0 */
	bool all;    /* the national role */
};

/*
 * The published applicants for national services that they may review, the
 * longest published first; year and due_on are not set.
 */
MUST_USE enum err outside_reviews(struct db *, struct arena *,
    const struct outside_reviewer *, struct outside_rows *);

/* Not reviewed yet, or more was asked for. */
bool outside_waits(const struct outside_row *);

/*
 * An applicant that they may review, and its newest edition of a version.
 * ERR_NOTFOUND: it is none of theirs, or did not publish that.
 */
MUST_USE enum err outside_review(struct db *, struct arena *,
    const struct outside_reviewer *, const char *code, const char *version,
    struct org *, struct edition *);

/* What was said of an edition. */
struct outside_word {
	int64_t at;
	const char *by; /* a name */
	enum edition_outcome outcome;
	const char *grade;  /* in the set's words; NULL: more is asked for */
	const char *reason; /* not published */
	const char *change; /* why another grade, published; "" */
};
struct outside_words {
	struct outside_word *v;
	size_t n;
};
/* Newest first. */
MUST_USE enum err outside_words(struct db *, struct arena *,
    const struct edition *, struct outside_words *);

/* The providers that an organisation commissions, by name. */
MUST_USE enum err outside_providers(
    struct db *, struct arena *, int64_t commissioner, struct outside_rows *);

/* "Not started", "In progress", "Overdue", "Published", "Published late". */
const char *outside_state(const struct outside_row *, day today);
#endif
