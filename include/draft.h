/*
 * draft.h - forms that came after their session had ended, kept for whoever
 * sent them until they sign in again (ux: no work is lost by waiting).
 */
#ifndef DRAFT_H
#define DRAFT_H
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;

struct draft {
	const char *path; /* of the form: "/assessment/13/requirement/114" */
	const char *body; /* its bytes, as sent */
	size_t n;
	int64_t at;
};
struct drafts {
	struct draft *v; /* without their bytes */
	size_t n;
};

/* Keep a form; a later one for the same path takes its place. */
MUST_USE enum err draft_keep(
    struct db *, int64_t person, int64_t org, const struct draft *);

/* ERR_NOTFOUND: nothing is kept for this person, organisation and path. */
MUST_USE enum err draft_find(struct db *, struct arena *, int64_t person,
    int64_t org, const char *path, struct draft *);

/* What is kept for a person in an organisation, newest first, at most 20. */
MUST_USE enum err draft_list(
    struct db *, struct arena *, int64_t person, int64_t org, struct drafts *);

/* It is saved, or not wanted any more; OK where there is none. */
MUST_USE enum err draft_drop(
    struct db *, int64_t person, int64_t org, const char *path);
#endif
