/*
 * holder.h - whoever work can belong to: a person, a group of people, or a
 * named duty, whoever holds that (behaviour.md section 5).
 */
#ifndef HOLDER_H
#define HOLDER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "err.h"

struct arena;
struct db;
struct db_head;

enum holder_kind {
	HOLDER_PERSON,
	HOLDER_GROUP,
	HOLDER_DUTY,
};

/* The holder of what nobody else owns: the duty "ig-lead". */
#define HOLDER_FIRST 1

struct holder {
	int64_t id; /* 0 in lists: nothing belongs to it yet */
	enum holder_kind kind;
	int64_t key;      /* of the person or the group; 0 for a duty */
	const char *duty; /* its code; NULL for others */
	const char *name; /* of the person or the group; the duty's title */
	bool empty;       /* a group without members who may sign in */
};
struct holders {
	struct holder *v;
	size_t n;
};
struct holder_names {
	const char **v;
	size_t n;
};

/*
 * Whoever work of org can be given to: people with an open account who belong
 * here or have a role here, by name; then groups that have members, then
 * duties; none that is closed.  Of people with one name each is called
 * "Name (user name)".
 */
MUST_USE enum err holder_list(
    struct db *, struct arena *, int64_t org, struct holders *);
/* The people among them. */
MUST_USE enum err holder_people(
    struct db *, struct arena *, int64_t org, struct holders *);

/*
 * What these are called, in the same order, and nothing else of them: for the
 * lists of forms, at a fifth of the cost.  The second: people alone.
 */
MUST_USE enum err holder_names(
    struct db *, struct arena *, int64_t org, struct holder_names *);
MUST_USE enum err holder_person_names(
    struct db *, struct arena *, int64_t org, struct holder_names *);

/*
 * The one with this name (letters' case aside) or, where none has it, with
 * this user name or duty's code.  ERR_NOTFOUND: none.  ERR_CONFLICT: several
 * have that name; say the user name.  ERR_DENIED: a group without members.
 */
MUST_USE enum err holder_named(struct db *, struct arena *, int64_t org,
    const char *name, struct holder *);

/* ERR_NOTFOUND: none with this id in org. */
MUST_USE enum err holder_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct holder *);

/*
 * Within a running unit: give h an id if it has none.  ERR_NOTFOUND: its
 * person, group or duty is not there, or the person is not of this
 * organisation.
 */
MUST_USE enum err holder_keep(struct db *, struct db_head *, struct holder *h);

/*
 * Within a running unit that renames a group or duty, or a person: in years
 * that are open, answers show the new name of their owner.
 */
MUST_USE enum err holder_renamed(
    struct db *, int64_t org, int64_t id, const char *name);
MUST_USE enum err holder_person_renamed(
    struct db *, int64_t person, const char *name);
#endif
