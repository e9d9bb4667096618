/* matrix_ask.h - what of the matrix is asked for, read. */
#ifndef MATRIX_ASK_H
#define MATRIX_ASK_H
#include "assessment.h"
#include "responsibility.h"
#include "shelf.h"

struct req;

struct matrix_asked {
	const char *name, *show, *columns, *version;
	int64_t page; /* 1 first */
	struct assessments years;
	const struct assessment *year; /* NULL: none was opened */
	const struct shelved *shelved; /* its set; NULL */
	const struct catalogue *set;   /* of shelved; NULL */
	struct matrix m;
};

#define MATRIX_PAGE 50

/* whole: all people, not only those of the page. */
enum err matrix_ask(struct req *, bool whole, struct matrix_asked *);
/* "holding", "waiting", "all". */
const char *matrix_show_name(enum matrix_show);
#endif
