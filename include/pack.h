/* pack.h - reading a catalogue pack: a JSON file, man igtk-catalogue(5). */
#ifndef PACK_H
#define PACK_H
#include <stddef.h>

#include "err.h"

struct arena;
struct buf;
struct catalogue;
struct db;
struct unit;

#define PACK_BYTES_MAX (8u << 20)

/*
 * Read n bytes of JSON into c (everything in the arena).  ERR_INVALID: the
 * pack cannot be accepted; each fault is one line "NAME: $.path: reason" in
 * faults (at most 50, then "and more"), and c is not to be used.  Checked:
 * JSON (strict, UTF-8, nesting at most 16, no key twice), every key known and
 * of its type, sizes, numbers in order and unique, levels 0 to 3 complete,
 * criteria coded in sequence, references resolved and used.
 */
MUST_USE enum err pack_read(struct arena *, const char *name, const char *bytes,
    size_t n, struct catalogue *c, struct buf *faults);

/*
 * The bytes of a file into the arena.  ERR_NOTFOUND, ERR_IO: cannot be read;
 * ERR_INVALID: larger than max (found before reading it).  Says so in faults.
 */
MUST_USE enum err pack_file(struct arena *, const char *file, size_t max,
    const char **bytes, size_t *n, struct buf *faults);
/* The same for a file that is open already. */
MUST_USE enum err pack_fd(struct arena *, int fd, const char *name, size_t max,
    const char **bytes, size_t *n, struct buf *faults);

/* The set as a pack, which pack_read would read as the same set. */
void pack_write(struct buf *out, const struct catalogue *);

/*
 * Store edited, a set that was read and whose texts were then changed, as the
 * revision after its own; next is what was stored.  The marks of what was
 * changed become MARK_EDITED.  OK with u->repeated set: this very revision is
 * there.  ERR_INVALID: no pack could say this; faults as for pack_read.
 * ERR_CONFLICT: a newer revision is there.
 */
MUST_USE enum err pack_revise(struct db *, struct arena *, struct unit *u,
    const struct catalogue *edited, struct catalogue *next, struct buf *faults);
#endif
