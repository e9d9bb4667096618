/* pack_revise.c - a set with other texts becomes its next revision. */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalogue.h"
#include "db.h"
#include "difference.h"
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

static void
mark_one(struct marks *m, const struct wordings *changed)
{
	size_t i;

	for (i = 0; i < changed->n; i++)
		if (strcmp(changed->v[i].what, "title") == 0)
			m->title = MARK_EDITED;
		else
			m->criteria = MARK_EDITED;
}

/* A text that was changed may not go on saying where the old one was seen. */
static void
mark_edited(
    struct arena *a, const struct catalogue *was, struct catalogue *edited)
{
	struct requirement *v =
	    arena_array(a, edited->requirements.n, sizeof(*v));
	struct difference d;
	size_t i;

	memcpy(v, edited->requirements.v, edited->requirements.n * sizeof(*v));
	edited->requirements.v = v;
	difference_find(a, was, edited, &d);
	for (i = 0; i < d.changes.n; i++)
		if (d.changes.v[i].after != NULL)
			mark_one(&v[d.changes.v[i].after - v].marks,
			    &d.changes.v[i].wordings);
}

/* The revision after it may be there: catalogue_store knows it again. */
static enum err
newest(struct db *db, struct arena *a, const struct catalogue *edited)
{
	struct catalogue c;
	int64_t id;
	enum err e = catalogue_find(db, edited->version, edited->type, &id);

	if (e == OK)
		e = catalogue_read(db, a, id, &c);
	if (e == OK && c.revision > edited->revision + 1)
		e = ERR_CONFLICT;
	return e;
}

enum err
pack_revise(struct db *db, struct arena *a, struct unit *u,
    const struct catalogue *edited, struct catalogue *next, struct buf *faults)
{
	struct catalogue copy = *edited, was;
	enum err e;

	if ((e = newest(db, a, edited)) != OK ||
	    (e = catalogue_read(db, a, edited->id, &was)) != OK)
		return e;
	mark_edited(a, &was, &copy);
	copy.revision++;
	if ((e = through_a_pack(a, &copy, next, faults)) != OK)
		return e;
	return catalogue_store(db, u, next);
}
