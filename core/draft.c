/* draft.c - keeping forms that came too late. */
#include "draft.h"
#include "arena.h"
#include "db.h"
#include "sql.h"

#define LISTED 20

struct keeping {
	int64_t person, org;
	const char *path;
	const struct draft *draft; /* NULL: drop it */
};

static enum err
keep(struct db *db, void *arg)
{
	const struct keeping *k = arg;
	const struct draft *d = k->draft;

	return db_do(
	    db, SQL(draft_put, .person = k->person, .org = k->org,
		    .path = d->path, .body = { d->body, d->n }, .at = d->at));
}

enum err
draft_keep(
    struct db *db, int64_t person, int64_t org, const struct draft *draft)
{
	struct keeping k = { person, org, draft->path, draft };

	return db_note(db, keep, &k);
}

enum err
draft_find(struct db *db, struct arena *a, int64_t person, int64_t org,
    const char *path, struct draft *out)
{
	char *body;
	enum err e = db_ask(
	    db, SQL(draft_find, .person = person, .org = org, .path = path));

	if (e != OK)
		return e;
	out->n = (size_t)db_int(db);
	body = arena_alloc(a, out->n + 1);
	db_blob(db, body, out->n);
	out->at = db_int(db);
	out->body = body;
	out->path = path;
	return OK;
}

enum err
draft_list(struct db *db, struct arena *a, int64_t person, int64_t org,
    struct drafts *out)
{
	out->n = 0;
	out->v = arena_array(a, LISTED, sizeof(*out->v));
	db_list(
	    db, SQL(draft_list, .person = person, .org = org, .limit = LISTED));
	while (db_next(db)) {
		out->v[out->n].path = db_text(db, a);
		out->v[out->n++].at = db_int(db);
	}
	return db_end(db);
}

static enum err
drop(struct db *db, void *arg)
{
	const struct keeping *k = arg;

	return db_do(db, SQL(draft_drop, .person = k->person, .org = k->org,
			     .path = k->path));
}

enum err
draft_drop(struct db *db, int64_t person, int64_t org, const char *path)
{
	struct keeping k = { person, org, path, NULL };

	return db_note(db, drop, &k);
}
