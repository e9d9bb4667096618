/* audit_check.c - the chains as they are stored, computed once more. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "audit_priv.h"
#include "db.h"
#include "org.h"
#include "sql.h"

#define SOME 500

struct walk {
	const char *code;
	int64_t org, seq;
	unsigned char hash[CHAIN_HASH]; /* of the row before */
	size_t read;                    /* in the last step */
};

/* The next rows; ERR_CONFLICT at the first that is not as it was. */
static enum err
some(struct db *db, struct arena *a, struct walk *w)
{
	unsigned char stored[CHAIN_HASH];
	bool broken = false;
	enum err e;

	w->read = 0;
	db_list(db,
	    SQL(audit_after, .org = w->org, .after = w->seq, .limit = SOME));
	while (db_next(db)) {
		struct chain_row row = audit_read_row(db, a, w->code, stored);

		w->read++;
		if (broken)
			continue;
		broken = row.seq != w->seq + 1;
		w->seq++;
		chain_hash(w->hash, &row, w->hash);
		broken |= memcmp(w->hash, stored, CHAIN_HASH) != 0;
	}
	e = db_end(db);
	return e == OK && broken ? ERR_CONFLICT : e;
}

/* Does the head say the same as the last row? */
static enum err
head(struct db *db, struct walk *w)
{
	unsigned char stored[CHAIN_HASH];
	enum err e = db_ask(db, SQL(audit_head, .org = w->org));
	int64_t seq;

	if (e != OK)
		return e;
	seq = db_int(db);
	db_blob(db, stored, sizeof(stored));
	if (seq == w->seq &&
	    (seq == 0 || memcmp(stored, w->hash, CHAIN_HASH) == 0))
		return OK;
	w->seq++; /* the first that is missing, or too many */
	return ERR_CONFLICT;
}

static enum err
chain(struct db *db, struct walk *w)
{
	enum err e;

	do {
		struct arena *rows = arena_open();

		e = some(db, rows, w);
		arena_close(rows);
	} while (e == OK && w->read == SOME);
	return e == OK ? head(db, w) : e;
}

enum err
audit_check(struct db *db, struct arena *a, const char **org, int64_t *seq)
{
	struct walk w = { .code = "" };
	struct orgs all;
	enum err e;
	size_t i;

	if ((e = org_list(db, a, &all)) != OK)
		return e;
	e = chain(db, &w);
	for (i = 0; i < all.n && e == OK; i++) {
		w = (struct walk){ .code = all.v[i].code, .org = all.v[i].id };
		e = chain(db, &w);
	}
	*org = w.code;
	*seq = w.seq;
	return e;
}

enum err
audit_hash(struct db *db, const char *code, int64_t seq,
    unsigned char hash[CHAIN_HASH])
{
	enum err e = db_ask(db, SQL(audit_hash, .code = code, .seq = seq));

	if (e == OK)
		db_blob(db, hash, CHAIN_HASH);
	return e;
}
