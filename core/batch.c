/* batch.c - making a batch, and reading it. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "audit.h"
#include "batch_priv.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "relation.h"
#include "sql.h"
#include "text.h"

static const char *const acts[] = { "nothing", "answer", "publish", "undo" };

const char *
batch_act_name(enum batch_act act)
{
	return acts[act];
}

const char *
batch_state_name(enum batch_state state)
{
	static const char *const names[] = { "chosen", "answered", "undone",
		"published", "excluded", "blocked" };

	return state == BATCH_ALL ? "all" : names[state];
}

const char *
batch_fault_words(enum batch_fault f)
{
	static const char *const words[] = {
		[BATCH_FINE] = "",
		[BATCH_NO_SET] = "No set of requirements is loaded for this "
				 "version and type",
		[BATCH_SOURCE] = "The answers can come from the head office or "
				 "from one of its sites, if it is of the type "
				 "of the sites",
		[BATCH_NO_YEAR] =
		    "Whoever the answers come from has not opened "
		    "this version",
		[BATCH_NUMBER] = "Choose requirements of this set",
		[BATCH_EMPTY] = "Whoever the answers come from has answered "
				"none of these requirements yet",
		[BATCH_OWNER] = "Give the name of an owner in 200 characters "
				"or fewer",
	};

	return words[f];
}

/* ---- making one ---- */

struct making {
	struct batch_new *n;
	struct arena *arena;
	int64_t pack, source;
	const char *source_code;
};

static enum err
refused(struct batch_new *n, enum batch_fault fault)
{
	n->fault = fault;
	return ERR_INVALID;
}

/* Whose answers are copied: the head office, or one of its sites. */
static enum err
source_year(struct db *db, struct making *m, int64_t org, struct assessment *s)
{
	struct batch_new *n = m->n;
	struct relation rel;
	struct org o;
	enum err e;

	m->source = n->source != 0 ? n->source : org;
	if ((e = relation_read(db, m->arena, m->source, &rel)) != OK ||
	    (m->source != org && rel.parent != org) ||
	    strcmp(rel.type, n->type) != 0)
		return e == OK || e == ERR_NOTFOUND ? refused(n, BATCH_SOURCE)
						    : e;
	if ((e = org_read(db, m->arena, m->source, &o)) != OK)
		return e;
	m->source_code = o.code;
	e = assessment_find(db, m->arena, m->source, n->version, s);
	return e == ERR_NOTFOUND ? refused(n, BATCH_NO_YEAR) : e;
}

/* Those that were asked for; nothing: every one of the set. */
static bool
mark_numbers(const struct batch_new *n, const struct catalogue *c, bool *which)
{
	const struct requirement *r;
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		which[i] = n->numbers.n == 0;
	for (i = 0; i < n->numbers.n; i++) {
		if ((r = catalogue_requirement(c, n->numbers.v[i])) == NULL)
			return false;
		which[r - c->requirements.v] = true;
	}
	return true;
}

/* None twice; and without being asked for only what has been answered. */
static enum err
choose_numbers(struct db *db, struct making *m, const struct assessment *s,
    const struct catalogue *c)
{
	size_t i, n = c->requirements.n, answered = 0;
	bool *which = arena_array(m->arena, n, sizeof(*which));
	struct texts all = { arena_array(m->arena, n, sizeof(*all.v)), 0 };
	struct answer_row *rows;
	enum err e = answer_list(db, m->arena, s, c, &rows);

	if (e != OK)
		return e;
	if (!mark_numbers(m->n, c, which))
		return refused(m->n, BATCH_NUMBER);
	for (i = 0; i < n; i++) {
		bool said = rows[i].state >= ANSWER_IN_PROGRESS;

		answered += which[i] && said;
		if (which[i] && (said || m->n->numbers.n > 0))
			all.v[all.n++] = c->requirements.v[i].number;
	}
	m->n->numbers = all;
	return answered > 0 ? OK : refused(m->n, BATCH_EMPTY);
}

static enum err
note_made(struct db *db, struct db_head *head, const struct making *m)
{
	const struct batch_new *n = m->n;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", n->version);
	jsonw_text(&w, "type", n->type);
	jsonw_text(&w, "source", m->source_code);
	jsonw_text(&w, "owner", n->owner);
	jsonw_bool(&w, "complete", n->complete);
	jsonw_bool(&w, "opens", n->opens);
	jsonw_bool(&w, "over", n->over);
	jsonw_bool(&w, "names", n->names);
	jsonw_open(&w, "requirements", '[');
	for (i = 0; i < n->numbers.n; i++)
		jsonw_text(&w, NULL, n->numbers.v[i]);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	e = audit_add(db, head, "batch.new", n->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* Its sites in the same unit: where one is not known, there is no batch. */
static enum err
choose_sites(struct db *db, struct db_head *head, const struct making *m)
{
	const struct batch_new *n = m->n;
	const struct batch b = {
		.id = n->id, .org = head->org, .type = n->type
	};

	return n->sites == NULL
		   ? OK
		   : batch_choose_within(db, head, m->arena, &b, n->sites);
}

static enum err
insert(struct db *db, struct db_head *head, void *arg)
{
	const struct making *m = arg;
	const struct batch_new *n = m->n;
	enum err e;
	size_t i;

	e = db_do(
	    db, SQL(batch_insert, .org = head->org, .id = n->id,
		    .pack = m->pack, .source = m->source, .owner = n->owner,
		    .complete = n->complete, .opens = n->opens, .over = n->over,
		    .names = n->names, .at = head->at, .by = head->by->name));
	for (i = 0; i < n->numbers.n && e == OK; i++)
		e = db_do(db, SQL(batch_requirement_insert, .org = head->org,
				  .batch = n->id, .number = n->numbers.v[i]));
	if (e == OK)
		e = note_made(db, head, m);
	return e == OK ? choose_sites(db, head, m) : e;
}

enum err
batch_make(struct db *db, struct arena *a, struct unit *u, struct batch_new *n)
{
	struct making m = { .n = n, .arena = a };
	struct assessment s;
	struct catalogue c;
	enum err e;

	n->fault = BATCH_FINE;
	if (!text_bare(n->owner, TEXT_LINE, 0, 200))
		return refused(n, BATCH_OWNER);
	e = catalogue_find(db, n->version, n->type, &m.pack);
	if (e == ERR_NOTFOUND)
		return refused(n, BATCH_NO_SET);
	if (e != OK || (e = source_year(db, &m, u->org, &s)) != OK)
		return e;
	m.pack = s.pack;
	if ((e = catalogue_read(db, a, m.pack, &c)) != OK ||
	    (e = choose_numbers(db, &m, &s, &c)) != OK)
		return e;
	n->id = db_id(db);
	return db_write(db, u, insert, &m);
}

/* ---- reading ---- */

static void
read_row(struct db *db, struct arena *a, struct batch *b)
{
	*b = (struct batch){ .id = db_int(db) };
	b->org = db_int(db);
	b->pack = db_int(db);
	b->source = db_int(db);
	b->version = db_text(db, a);
	b->type = db_text(db, a);
	b->title = db_text(db, a);
	b->source_code = db_text(db, a);
	b->source_name = db_text(db, a);
	b->owner = db_text(db, a);
	b->complete = db_int(db) != 0;
	b->opens = db_int(db) != 0;
	b->over = db_int(db) != 0;
	b->names = db_int(db) != 0;
	b->made_at = db_int(db);
	b->made_by = db_text(db, a);
	b->act = (enum batch_act)db_int(db);
	b->act_at = db_int(db);
	b->act_by = db_int(db);
	b->act_name = db_text(db, a);
	b->act_sites = db_int(db);
}

static enum err
read_counts(struct db *db, struct batch *b)
{
	struct batch_counts *n = &b->n;
	enum err e =
	    db_ask(db, SQL(batch_counts, .org = b->org, .batch = b->id));

	if (e != OK)
		return e;
	n->all = db_int(db);
	n->chosen = db_int(db);
	n->answered = db_int(db);
	n->undone = db_int(db);
	n->published = db_int(db);
	n->excluded = db_int(db);
	n->standing = db_int(db);
	n->blocked = db_int(db);
	n->waiting = db_int(db);
	n->kept = db_int(db);
	return OK;
}

enum err
batch_result(
    struct db *db, const struct batch *b, int64_t *done, int64_t *missed)
{
	static const enum batch_state after[] = {
		[BATCH_ANSWER] = BATCH_ANSWERED,
		[BATCH_PUBLISH] = BATCH_PUBLISHED,
		[BATCH_UNDO] = BATCH_UNDONE,
	};
	enum err e;

	*done = *missed = 0;
	if (b->act == BATCH_NOTHING)
		return OK;
	e = db_ask(db, SQL(batch_result, .org = b->org, .batch = b->id,
			   .state = after[b->act], .since = b->act_at));
	if (e == OK) {
		*done = db_int(db);
		*missed = db_int(db);
	}
	return e;
}

static enum err
read_numbers(struct db *db, struct arena *a, struct batch *b)
{
	enum err e = db_ask(
	    db, SQL(batch_requirement_count, .org = b->org, .batch = b->id));

	if (e != OK)
		return e;
	b->numbers.v = arena_array(a, (size_t)db_int(db), sizeof(char *));
	db_list(db, SQL(batch_requirements, .org = b->org, .batch = b->id));
	while (db_next(db))
		b->numbers.v[b->numbers.n++] = db_text(db, a);
	return db_end(db);
}

enum err
batch_read(
    struct db *db, struct arena *a, int64_t org, int64_t id, struct batch *b)
{
	enum err e = db_ask(db, SQL(batch_read, .org = org, .id = id));

	if (e != OK)
		return e;
	read_row(db, a, b);
	if ((e = read_numbers(db, a, b)) != OK)
		return e;
	return read_counts(db, b);
}

enum err
batch_list(struct db *db, struct arena *a, int64_t org, struct batches *out)
{
	enum err e = db_ask(db, SQL(batch_count, .org = org));
	size_t i;

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(batch_list, .org = org));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	e = db_end(db);
	for (i = 0; i < out->n && e == OK; i++)
		e = read_counts(db, &out->v[i]);
	return e;
}
