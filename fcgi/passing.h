/* passing.h - the form that says what passes to whom. */
#ifndef PASSING_H
#define PASSING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form.h"
#include "handover.h"
#include "holder.h"

struct req;

#define PASSING_MAX 450 /* things of one form, each with two fields */

/* One thing of the form. */
struct passing_line {
	struct held held;
	const char *take, *to; /* the names of its fields */
	const char *what;      /* in words */
	bool on;               /* ticked */
	const char *typed;     /* "": whoever takes the others */
	int64_t taker;         /* a person; 0: not known */
	const char *taker_name;
	const char *fault; /* NULL: none */
};
struct passing {
	int64_t person;
	const char *name;
	struct holders people; /* who can take over */
	struct passing_line *v;
	size_t n;
	bool more;      /* they hold more than fits the form */
	const char *to; /* as typed: who takes over */
	bool absence;
	struct typed_day from_on, until_on;
	const char *wanted; /* "check", "change", "move" */
	bool gone;          /* the form speaks of what is not there any more */
};

/* Everything ticked, nothing typed.  ERR_NOTFOUND: nobody of here. */
enum err passing_open(struct req *, int64_t person, struct passing *);

/* What the form says; its faults are about the fields above. */
void passing_take(struct form *, struct passing *);

/* Find the takers of what is ticked; faults where there is none. */
void passing_resolve(struct form *, struct passing *);

/* The same as core takes it; *n moves, and which line each is. */
struct handover passing_moves(
    struct req *, const struct passing *, size_t **lines);
#endif
