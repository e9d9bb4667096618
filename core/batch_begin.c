/* batch_begin.c - beginning an act, and giving up what is left of it. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "batch_priv.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"

struct beginning {
	const struct batch *batch;
	struct batch_begin *begin;
	struct arena *arena;
	int64_t sites;
};

/* Of the sites that were named, each that the act can be done at. */
static enum err
wait_named(struct db *db, const struct beginning *g)
{
	const struct batch *b = g->batch;
	const struct texts *codes = g->begin->codes;
	struct texts *unknown = &g->begin->unknown;
	enum err e = OK;
	size_t i;

	*unknown =
	    (struct texts){ arena_array(g->arena, codes->n, sizeof(char *)),
		    0 };
	for (i = 0; i < codes->n && (e == OK || e == ERR_NOTFOUND); i++) {
		e = db_ask(db, SQL(batch_site_coded, .org = b->org,
				   .batch = b->id, .code = codes->v[i]));
		if (e == ERR_NOTFOUND)
			unknown->v[unknown->n++] = codes->v[i];
		if (e == OK) {
			int64_t site = db_int(db);

			db_rest(db);
			e = db_do(db,
			    SQL(batch_wait_one, .org = b->org, .batch = b->id,
				.act = g->begin->act, .site = site));
		}
	}
	if (unknown->n > 0)
		return ERR_INVALID;
	return e;
}

static enum err
note_begin(struct db *db, struct db_head *head, const struct beginning *g)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "act", batch_act_name(g->begin->act));
	jsonw_int(&w, "sites", g->sites);
	if (g->begin->digest != NULL)
		jsonw_hex(
		    &w, "statement_sha256", g->begin->digest, STATEMENT_DIGEST);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "batch.begin", g->batch->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
batch_waiting(struct db *db, const struct batch *b, int64_t *n)
{
	enum err e =
	    db_ask(db, SQL(batch_waiting, .org = b->org, .batch = b->id));

	*n = e == OK ? db_int(db) : 0;
	return e;
}

/* Is it what was read before it was signed? */
static enum err
same_digest(struct db *db, const struct beginning *g)
{
	unsigned char now[STATEMENT_DIGEST];
	const char *statement;
	struct org o;
	enum err e;

	if (g->begin->digest == NULL)
		return g->begin->act == BATCH_PUBLISH ? ERR_INVALID : OK;
	if ((e = org_read(db, g->arena, g->batch->org, &o)) != OK ||
	    (e = batch_statement(
		 db, g->arena, g->batch, &o, &statement, now)) != OK)
		return e;
	return memcmp(now, g->begin->digest, sizeof(now)) == 0 ? OK
							       : ERR_INVALID;
}

static enum err
begin(struct db *db, struct db_head *head, void *arg)
{
	struct beginning *g = arg;
	const struct batch *b = g->batch;
	struct batch_begin *x = g->begin;
	struct batch now;
	int64_t before;
	enum err e = batch_read(db, g->arena, b->org, b->id, &now);

	if (e != OK || (e = batch_waiting(db, b, &before)) != OK)
		return e;
	if (before > 0 && now.act != x->act)
		return ERR_CONFLICT;
	if ((e = same_digest(db, g)) != OK)
		return e;
	e = x->codes != NULL ? wait_named(db, g)
			     : db_do(db, SQL(batch_wait_all, .org = b->org,
					     .batch = b->id, .act = x->act));
	if (e == OK)
		e = batch_waiting(db, b, &g->sites);
	if (e == OK && g->sites == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = db_do(db,
		    SQL(batch_act, .org = b->org, .id = b->id, .act = x->act,
			.at = head->at, .by_person = head->by->person,
			.by = head->by->name, .sites = g->sites));
	return e == OK ? note_begin(db, head, g) : e;
}

enum err
batch_begin(struct db *db, struct arena *a, struct unit *u,
    const struct batch *b, struct batch_begin *x)
{
	struct beginning g = { .batch = b, .begin = x, .arena = a };

	return db_write(db, u, begin, &g);
}

static enum err
stop(struct db *db, struct db_head *head, void *arg)
{
	const struct batch *b = arg;
	enum err e =
	    db_do(db, SQL(batch_wait_none, .org = b->org, .batch = b->id));

	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	return e == OK ? audit_add(db, head, "batch.stop", b->id, "{}") : e;
}

enum err
batch_stop(struct db *db, struct unit *u, const struct batch *b)
{
	struct batch copy = *b;

	return db_write(db, u, stop, &copy);
}
