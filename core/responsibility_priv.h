/* responsibility_priv.h - what the files of the matrix share. */
#ifndef RESPONSIBILITY_PRIV_H
#define RESPONSIBILITY_PRIV_H
#include "responsibility.h"

/* Who holds a duty, as it stands on the day. */
struct matrix_holding {
	size_t column;
	int64_t person, deputy; /* 0: nobody */
	enum matrix_mark_kind kind;
	day on;
};
/* Whom a requirement belongs to: holders, 0 for nobody. */
struct matrix_owner {
	size_t column;
	int64_t owner, deputy;
};

/* What the reading goes through. */
struct reading {
	struct db *db;
	struct arena *arena;
	int64_t org, assessment; /* assessment 0: none */
	const struct catalogue *set;
	const struct matrix_filter *filter;
	day today;
	struct matrix *m;
	struct {
		struct matrix_holding *v;
		size_t n;
	} holdings;
	struct {
		struct matrix_owner *v;
		size_t n;
	} owners;
};

/* The rows that the filter asks for; holdings and owners are there. */
MUST_USE enum err matrix_rows(struct reading *);
#endif
