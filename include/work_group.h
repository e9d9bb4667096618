/* work_group.h - groups of people that work can be given to. */
#ifndef WORK_GROUP_H
#define WORK_GROUP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;
struct unit;

#define WORK_GROUP_NAME_MAX 200

struct work_group {
	int64_t id;
	const char *name; /* 1 to 200 characters, no other group's or duty's */
	bool closed;      /* nothing can be given to it any more */
	int64_t members;  /* out: who may sign in */
	int64_t owns;     /* out: how much open work */
};
struct work_groups {
	struct work_group *v;
	size_t n;
	int64_t all; /* how many there are, listed or not */
};

/* By name, closed ones last: at most so many, after the first `skip`. */
MUST_USE enum err work_group_list(struct db *, struct arena *, int64_t org,
    int64_t skip, int64_t most, struct work_groups *);
/* ERR_NOTFOUND: none is called so. */
MUST_USE enum err work_group_named(
    struct db *, struct arena *, int64_t org, const char *name, int64_t *id);
/* ERR_NOTFOUND: no such group. */
MUST_USE enum err work_group_read(
    struct db *, struct arena *, int64_t org, int64_t id, struct work_group *);

struct work_member {
	int64_t person;
	const char *name, *user;
	bool closed; /* may not sign in */
};
struct work_members {
	struct work_member *v;
	size_t n;
};
/* By name. */
MUST_USE enum err work_group_members(struct db *, struct arena *, int64_t org,
    int64_t id, struct work_members *);

/* People who come into a group, and people who leave it. */
struct work_moves {
	const int64_t *in, *out;
	size_t in_n, out_n;
};

/*
 * Add g and set its id.  ERR_INVALID: the name is not of its form.
 * ERR_CONFLICT: the name is another group's or a duty's.  ERR_NOTFOUND:
 * somebody is not of this organisation, or may not sign in.
 */
MUST_USE enum err work_group_add(struct db *, struct unit *,
    struct work_group *g, const struct work_moves *);

/*
 * Change name and closed of g->id, and who is in it; who is in already, or out
 * already, stays so.  Errors as above.  ERR_NOTFOUND also: no such group.
 * ERR_DENIED: it owns open work, and would be closed or without members.
 */
MUST_USE enum err work_group_change(struct db *, struct unit *,
    const struct work_group *g, const struct work_moves *);
#endif
