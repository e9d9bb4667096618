/* relation_priv.h - registering, among the files that do it. */
#ifndef RELATION_PRIV_H
#define RELATION_PRIV_H
#include "relation.h"

struct db_head;

/* What is registered, or changed, within a unit. */
struct changing {
	struct arena *arena;
	const struct relation *rel;
	enum relation_fault *fault;
	struct org *add; /* to be registered; NULL: it is there */
	int64_t commissioner;
};

/* Are name and type of their form?  ERR_INVALID: see fault. */
MUST_USE enum err relation_judge(struct db *, struct arena *,
    const struct relation *, enum relation_fault *);

/* Within a unit: register c->add, which was looked over. */
MUST_USE enum err relation_enter(
    struct db *, struct db_head *, const struct changing *c);
#endif
