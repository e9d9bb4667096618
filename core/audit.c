/* audit.c - the chains: adding a row, reading them, handing them out. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "audit_priv.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "org.h"
#include "sql.h"

/* The installation's own rows carry no organisation code. */
static enum err
chain_code(struct db *db, struct arena *a, int64_t org, const char **code)
{
	enum err e;

	*code = "";
	if (org == ORG_INSTALLATION)
		return OK;
	if ((e = db_ask(db, SQL(audit_org_code, .org = org))) == OK)
		*code = db_text(db, a);
	return e;
}

enum err
audit_add(struct db *db, struct db_head *head, const char *action,
    int64_t object, const char *detail)
{
	struct arena *a = arena_open();
	struct chain_row row = { .seq = head->seq + 1,
		.at = head->at,
		.actor_id = head->by->person,
		.actor = head->by->name,
		.source = head->by->source,
		.action = action,
		.object = object,
		.detail = detail };
	enum err e;

	if ((e = chain_code(db, a, head->org, &row.org)) == OK) {
		chain_hash(head->hash, &row, head->hash);
		e = db_do(db,
		    SQL(audit_insert, .org = head->org, .seq = row.seq,
			.at = row.at, .actor_id = row.actor_id,
			.actor = row.actor, .source = row.source,
			.action = action, .object = object, .detail = detail,
			.hash = { head->hash, CHAIN_HASH }));
	}
	if (e == OK) {
		head->seq++;
		head->rows++;
	}
	arena_close(a);
	return e;
}

enum err
audit_count(struct db *db, int64_t *rows)
{
	enum err e = db_ask(db, SQL0(audit_count));

	*rows = e == OK ? db_int(db) : 0;
	return e;
}

enum err
audit_read_rows(
    struct db *db, struct arena *a, int64_t limit, struct audit_rows *out)
{
	out->v = arena_array(a, (size_t)limit, sizeof(*out->v));
	out->n = 0;
	while (db_next(db)) {
		struct audit_row *r = &out->v[out->n++];

		r->seq = db_int(db);
		r->at = db_int(db);
		r->object = db_int(db);
		r->actor = db_text(db, a);
		r->source = db_text(db, a);
		r->action = db_text(db, a);
		r->detail = db_text(db, a);
	}
	return db_end(db);
}

enum err
audit_of(struct db *db, struct arena *a, int64_t org, int64_t object,
    int64_t limit, struct audit_rows *out)
{
	db_list(
	    db, SQL(audit_of, .org = org, .object = object, .limit = limit));
	return audit_read_rows(db, a, limit, out);
}

enum err
audit_last(struct db *db, struct arena *a, int64_t org, int64_t object,
    const char *action, struct audit_row *out)
{
	struct audit_rows rows;
	enum err e;

	db_list(db,
	    SQL(audit_last, .org = org, .object = object, .action = action));
	e = audit_read_rows(db, a, 1, &rows);
	if (e == OK && rows.n == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		*out = rows.v[0];
	return e;
}

enum err
audit_says(struct db *db, int64_t org, int64_t object, const char *action,
    const char *detail)
{
	enum err e = db_ask(db, SQL(audit_says, .org = org, .object = object,
				    .action = action, .detail = detail));

	if (e == OK)
		(void)db_int(db);
	return e;
}

enum err
audit_page(struct db *db, struct arena *a, int64_t org, int64_t before,
    int64_t limit, struct audit_rows *out)
{
	if (before <= 0)
		before = INT64_MAX;
	db_list(
	    db, SQL(audit_page, .org = org, .before = before, .limit = limit));
	return audit_read_rows(db, a, limit, out);
}

static void
write_row(struct buf *out, const struct chain_row *row, const void *prev,
    const void *hash)
{
	struct jsonw w = { .out = out };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "org", row->org);
	jsonw_int(&w, "seq", row->seq);
	jsonw_int(&w, "at", row->at);
	jsonw_int(&w, "actor_id", row->actor_id);
	jsonw_text(&w, "actor", row->actor);
	jsonw_text(&w, "source", row->source);
	jsonw_text(&w, "action", row->action);
	jsonw_int(&w, "object", row->object);
	jsonw_text(&w, "detail", row->detail);
	jsonw_hex(&w, "prev", prev, CHAIN_HASH);
	jsonw_hex(&w, "hash", hash, CHAIN_HASH);
	jsonw_close(&w, '}');
	buf_putc(out, '\n');
}

struct chain_row
audit_read_row(struct db *db, struct arena *a, const char *code,
    unsigned char hash[CHAIN_HASH])
{
	struct chain_row row = { .org = code, .seq = db_int(db) };

	row.at = db_int(db);
	row.actor_id = db_int(db);
	row.actor = db_text(db, a);
	row.source = db_text(db, a);
	row.action = db_text(db, a);
	row.object = db_int(db);
	row.detail = db_text(db, a);
	db_blob(db, hash, CHAIN_HASH);
	return row;
}

#define EXPORT_ROWS 500

/* At most EXPORT_ROWS rows after *seq; *n says how many there were. */
static enum err
export_some(struct db *db, struct arena *a, int64_t org, const char *code,
    int64_t *seq, unsigned char prev[CHAIN_HASH], struct buf *out, size_t *n)
{
	unsigned char hash[CHAIN_HASH];

	*n = 0;
	db_list(db,
	    SQL(audit_after, .org = org, .after = *seq, .limit = EXPORT_ROWS));
	while (db_next(db)) {
		struct chain_row row = audit_read_row(db, a, code, hash);

		write_row(out, &row, prev, hash);
		memcpy(prev, hash, CHAIN_HASH);
		*seq = row.seq;
		++*n;
	}
	return db_end(db);
}

static enum err
export_chain(
    struct db *db, int64_t org, const char *code, audit_sink *sink, void *arg)
{
	unsigned char prev[CHAIN_HASH] = { 0 };
	struct arena *a = arena_open();
	struct buf out = { 0 };
	int64_t seq = 0;
	size_t n;
	enum err e;

	do {
		e = export_some(db, a, org, code, &seq, prev, &out, &n);
		if (e == OK && out.n > 0)
			e = sink(arg, out.p, out.n);
		buf_reset(&out);
		arena_reset(a);
	} while (e == OK && n == EXPORT_ROWS);
	buf_clear(&out);
	arena_close(a);
	return e;
}

enum err
audit_export(struct db *db, const char *code, audit_sink *sink, void *arg)
{
	struct arena *a = arena_open();
	struct orgs all = { 0 };
	struct org one;
	enum err e;
	size_t i;

	if (code != NULL) {
		if ((e = org_find(db, a, code, &one)) == OK)
			e = export_chain(db, one.id, one.code, sink, arg);
	} else if ((e = export_chain(db, ORG_INSTALLATION, "", sink, arg)) ==
		       OK &&
		   (e = org_list(db, a, &all)) == OK) {
		for (i = 0; i < all.n && e == OK; i++)
			e = export_chain(
			    db, all.v[i].id, all.v[i].code, sink, arg);
	}
	arena_close(a);
	return e;
}
