/* edition.c - adding and reading what was said to the public. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "buf.h"
#include "db.h"
#include "edition_priv.h"
#include "org.h"
#include "person.h"
#include "relation.h"
#include "role.h"
#include "sql.h"

enum err
edition_evidence(struct db *db, struct arena *a, int64_t org,
    int64_t assessment, struct evidence_rows *out)
{
	enum err e = db_ask(db,
	    SQL(edition_evidence_count, .org = org, .assessment = assessment));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(
	    db, SQL(edition_evidence, .org = org, .assessment = assessment));
	while (db_next(db)) {
		struct evidence_row *r = &out->v[out->n++];

		r->number = db_text(db, a);
		r->title = db_text(db, a);
		r->reference = db_text(db, a);
	}
	return db_end(db);
}

/* The roles that somebody holds in what this organisation is a part of. */
static enum err
roles_above(
    struct db *db, struct arena *a, const struct db_head *head, unsigned *above)
{
	struct relation rel;
	enum err e = relation_read(db, a, head->org, &rel);

	*above = 0;
	if (e != OK || rel.parent == 0)
		return e;
	return role_of(db, head->by->person, rel.parent, above);
}

/*
 * In which role somebody publishes.  Roles that they hold through a group are
 * not on record; then it is what the workflow asks for.
 */
static enum err
role_in(struct db *db, struct arena *a, const struct db_head *head,
    const struct catalogue *c, const char **role)
{
	unsigned held = 0, above = 0;
	enum err e = role_of(db, head->by->person, head->org, &held);

	if (e == OK)
		e = roles_above(db, a, head, &above);
	if (c->workflow == WORKFLOW_FULL || (held & ROLE_ADMINISTRATOR) != 0)
		*role = role_name(ROLE_ADMINISTRATOR);
	else if ((held & ROLE_ASSESSOR) != 0)
		*role = role_name(ROLE_ASSESSOR);
	else if ((above & ROLE_ADMINISTRATOR) != 0)
		*role = "administrator of the head office";
	else if ((held & ROLE_NATIONAL) != 0)
		*role = role_name(ROLE_NATIONAL);
	else
		*role = "administrator or assessor";
	return e;
}

enum err
edition_training(struct db *db, struct arena *a, const struct assessment *s,
    enum figure_stage stage, const struct frozen **out)
{
	struct frozens all;
	enum err e = frozen_list(db, a, s->org, s->id, &all);
	size_t i;

	*out = NULL;
	for (i = 0; e == OK && i < all.n && *out == NULL; i++)
		if (all.v[i].stage == stage)
			*out = all.v + i;
	return e;
}

/*
 * Which edition it is, and whether it is late: a correction of what was there
 * in time is not, however long afterwards it is made.
 */
static enum err
follow(
    struct db *db, struct edition_new *n, unsigned char digest[EDITION_DIGEST])
{
	enum err e =
	    db_ask(db, SQL(edition_last, .org = n->org->id,
			   .assessment = n->assessment->id, .stage = n->stage));

	if (e == OK) {
		n->out.number = db_int(db) + 1;
		n->out.late = db_int(db) != 0;
		db_blob(db, digest, EDITION_DIGEST);
	} else if (e == ERR_NOTFOUND) {
		n->out.number = 1;
		n->out.late = n->on > n->assessment->due_on;
		e = OK;
	}
	return e;
}

static enum err
insert_levels(struct db *db, const struct edition_new *n)
{
	const struct catalogue *c = n->catalogue;
	enum err e = OK;
	size_t i;

	for (i = 0; i < c->requirements.n && e == OK; i++)
		e = db_do(db, SQL(edition_level_insert, .org = n->org->id,
				  .edition = n->out.id,
				  .number = c->requirements.v[i].number,
				  .level = n->standings[i].not_relevant
					       ? LEVEL_NONE
					       : n->standings[i].level,
				  .exempt = n->standings[i].exempt));
	return e;
}

static enum err
insert(struct db *db, const struct db_head *head, const struct edition_new *n,
    const struct body *b, const struct buf *text)
{
	const struct score *s = b->score;
	const struct edition *x = &n->out;
	enum err e;

	e = db_do(
	    db, SQL(edition_insert, .org = n->org->id,
		    .assessment = n->assessment->id, .stage = n->stage,
		    .number = x->number, .id = x->id, .at = x->at,
		    .by = head->by->person, .role = x->role, .late = x->late,
		    .reason = n->reason, .level_0 = s->levels[0],
		    .level_1 = s->levels[1], .level_2 = s->levels[2],
		    .level_3 = s->levels[3], .not_relevant = s->not_relevant,
		    .exempt = s->exempt, .below = s->below,
		    .percent = s->percent, .points = s->points, .of = s->of,
		    .grade = s->grade, .salt = { b->salt, SALT },
		    .body = text->p, .digest = { x->digest, EDITION_DIGEST }));
	return e == OK ? insert_levels(db, n) : e;
}

enum err
edition_add(
    struct db *db, struct db_head *head, struct arena *a, struct edition_new *n)
{
	struct body b = { .of = n };
	struct buf text = { 0 };
	struct score score;
	enum err e;

	n->out = (struct edition){ .id = db_id(db),
		.org = n->org->id,
		.assessment = n->assessment->id,
		.stage = n->stage,
		.at = head->at,
		.version = n->assessment->version,
		.reason = n->reason };
	if ((e = role_in(db, a, head, n->catalogue, &n->out.role)) != OK ||
	    (e = follow(db, n, b.superseded)) != OK ||
	    (e = edition_training(
		 db, a, n->assessment, n->stage, &b.training)) != OK ||
	    (e = edition_evidence(
		 db, a, n->org->id, n->assessment->id, &b.evidence)) != OK)
		return e;
	score_sum(n->catalogue, n->standings, SCORE_ALL, &score);
	b.score = &score;
	randombytes_buf(b.salt, sizeof(b.salt));
	bundle_body(a, &b, &text);
	crypto_hash_sha256(
	    n->out.digest, (const unsigned char *)text.p, text.n);
	(void)buf_text(&text);
	e = insert(db, head, n, &b, &text);
	buf_clear(&text);
	return e;
}
