/* library_store.c - putting a checked library on record, whole. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "library.h"
#include "sql.h"

static enum err
insert_entries(struct db *db, int64_t id, const struct library *l)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < l->entries.n && e == OK; i++) {
		const struct library_entry *x = &l->entries.v[i];

		e = db_do(
		    db, SQL(library_entry_insert, .library = id,
			    .position = (int64_t)i, .code = x->code,
			    .title = x->title, .kind = x->kind, .year = x->year,
			    .issuer = x->issuer, .citation = x->citation,
			    .place = x->place, .about = x->about,
			    .standing = x->standing, .today = x->today,
			    .mark = x->mark, .note = x->note));
	}
	return e;
}

static enum err
insert_places(struct db *db, int64_t id, size_t from, const struct places *list,
    bool replaced)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < list->n && e == OK; i++)
		e = db_do(db,
		    SQL(library_link_insert, .library = id,
			.position = (int64_t)from, .other = (int64_t)list->v[i],
			.replaced = replaced));
	return e;
}

/* After all entries: a link may lead to one that comes later. */
static enum err
insert_links(struct db *db, int64_t id, const struct library *l)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < l->entries.n && e == OK; i++) {
		const struct library_entry *x = &l->entries.v[i];

		if ((e = insert_places(db, id, i, &x->replaced_by, true)) == OK)
			e = insert_places(db, id, i, &x->related, false);
	}
	return e;
}

static enum err
note(struct db *db, struct db_head *head, int64_t id, const struct library *l)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "revision", l->revision);
	jsonw_hex(&w, "sha256", l->digest, sizeof(l->digest));
	jsonw_close(&w, '}');
	e = audit_add(db, head, "library.load", id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
store(struct db *db, struct db_head *head, void *arg)
{
	const struct library *l = arg;
	int64_t id = db_id(db);
	enum err e;

	e = db_do(db,
	    SQL(library_insert, .id = id, .revision = l->revision,
		.title = l->title, .released_on = l->released_on,
		.digest = { l->digest, sizeof(l->digest) }, .at = head->at));
	if (e != OK || (e = insert_entries(db, id, l)) != OK ||
	    (e = insert_links(db, id, l)) != OK)
		return e;
	return note(db, head, id, l);
}

enum err
library_store(struct db *db, struct unit *u, const struct library *l)
{
	unsigned char held[sizeof(l->digest)];
	struct library copy = *l;
	enum err e = db_ask(db, SQL(library_digest, .revision = l->revision));

	if (e == ERR_NOTFOUND)
		return db_write(db, u, store, &copy);
	if (e != OK)
		return e;
	db_blob(db, held, sizeof(held));
	u->repeated = memcmp(held, l->digest, sizeof(held)) == 0;
	return u->repeated ? OK : ERR_CONFLICT;
}

enum err
library_loaded(struct db *db, struct arena *a, struct library_rows *out)
{
	enum err e = db_ask(db, SQL0(library_count));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL0(libraries));
	while (db_next(db)) {
		struct library_row *r = &out->v[out->n++];

		r->revision = db_int(db);
		r->title = db_text(db, a);
		r->released_on = db_day(db);
		r->entries = db_int(db);
	}
	return db_end(db);
}
