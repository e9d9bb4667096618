/* pack_revise.c - a set with other texts becomes its next revision. */
#include "arena.h"
#include "buf.h"
#include "catalogue.h"
#include "db.h"
#include "pack.h"

/* Only what a pack may say is stored: it is written and read as one. */
static enum err
through_a_pack(struct arena *a, const struct catalogue *edited,
    struct catalogue *next, struct buf *faults)
{
	struct buf bytes = { 0 };
	enum err e;

	pack_write(&bytes, edited);
	e = pack_read(a, "the set", bytes.p, bytes.n, next, faults);
	buf_clear(&bytes);
	return e;
}

enum err
pack_revise(struct db *db, struct arena *a, struct unit *u,
    const struct catalogue *edited, struct catalogue *next, struct buf *faults)
{
	struct catalogue copy = *edited;
	enum err e;

	copy.revision++;
	if ((e = through_a_pack(a, &copy, next, faults)) != OK)
		return e;
	return catalogue_store(db, u, next);
}
