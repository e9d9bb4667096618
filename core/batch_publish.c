/* batch_publish.c - one statement for many sites, and each site's publication.
 */
#include <sodium.h>
#include <string.h>

#include "arena.h"
#include "batch_priv.h"
#include "buf.h"
#include "db.h"
#include "publication_priv.h"
#include "sql.h"

/* Of what is signed: the words, and for whom. */
static enum err
digest_of(struct db *db, struct arena *a, const struct batch *b,
    const char *statement, unsigned char digest[STATEMENT_DIGEST])
{
	crypto_hash_sha256_state h;
	enum err e;

	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(
	    &h, (const unsigned char *)statement, strlen(statement) + 1);
	db_list(db, SQL(batch_would_sites, .org = b->org, .batch = b->id));
	while (db_next(db)) {
		const char *code = db_text(db, a);

		crypto_hash_sha256_update(
		    &h, (const unsigned char *)code, strlen(code) + 1);
	}
	e = db_end(db);
	crypto_hash_sha256_final(&h, digest);
	return e;
}

enum err
batch_statement(struct db *db, struct arena *a, const struct batch *b,
    const struct org *o, const char **statement,
    unsigned char digest[STATEMENT_DIGEST])
{
	struct catalogue c;
	enum err e = catalogue_read(db, a, b->pack, &c);

	if (e != OK)
		return e;
	*statement = arena_printf(a, "%s (%s), for each of its sites\n%s\n\n%s",
	    o->name, o->code, c.title, c.statement);
	return digest_of(db, a, b, *statement, digest);
}

enum err
batch_publish(struct db *db, struct db_head *head, void *arg)
{
	struct batch_step *s = arg;
	const struct batch *b = s->work->batch;
	enum err e = batch_waits(db, s, BATCH_PUBLISH);

	if (e == OK)
		e = batch_look_at(db, s->arena, s->work, s->site, s->today,
		    false, &s->place, &s->look);
	if (e != OK)
		return e;
	s->look.stops = s->look.publish;
	if (s->look.stops.n > 0)
		return ERR_DENIED;
	e = publication_add(db, head, s->arena, &s->place.org, &s->place.year,
	    &s->work->set, s->today);
	if (e == OK)
		e = batch_line_add(db, b, s->site, "", WHAT_PUBLISHED, head->at,
		    head->by->name,
		    s->today > s->place.year.due_on ? "late" : "");
	if (e == OK)
		e = batch_site_done(db, head, s, BATCH_PUBLISHED, 0);
	return e == OK ? batch_note(db, head, s, "batch.publish", NULL, NULL)
		       : e;
}
