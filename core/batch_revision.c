/* batch_revision.c - which revision of its set a batch keeps to. */
#include "arena.h"
#include "batch_priv.h"
#include "db.h"

enum err
batch_revision(struct db *db, struct arena *a, const struct batch_work *w,
    day today, const char **words)
{
	const struct catalogue *c = &w->set;
	struct catalogue newest;
	int64_t id;
	enum err e = catalogue_asked(db, c->version, c->type, today, &id);

	*words = "";
	if (e != OK || id == c->id)
		return e;
	if ((e = catalogue_read(db, a, id, &newest)) != OK ||
	    newest.revision < c->revision)
		return e;
	*words = arena_printf(a,
	    "Revision %lld of this set is loaded. The answers were given to "
	    "revision %lld: sites that are opened here get revision %lld, too",
	    (long long)newest.revision, (long long)c->revision,
	    (long long)c->revision);
	return OK;
}
