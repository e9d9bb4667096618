/* shelf.h - sets of requirements in memory, their texts escaped beforehand. */
#ifndef SHELF_H
#define SHELF_H
#include "catalogue.h"
#include "html.h"

struct db;
struct shelf;

/* A set never changes once loaded, so what stands here is always right. */
struct shelved {
	struct catalogue set;
	struct {
		struct html number, title;
	} * requirement;         /* by requirement */
	struct html *initiative; /* names, by initiative */
};

struct shelf *shelf_new(void);
void shelf_free(struct shelf *); /* NULL is accepted */

/*
 * The set with this id, read from db when it is not on the shelf; the one
 * used longest ago makes room.  Good until the next call.
 * ERR_NOTFOUND: no such set.
 */
MUST_USE enum err shelf_take(
    struct shelf *, struct db *, int64_t pack, const struct shelved **);
#endif
