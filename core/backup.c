/* backup.c - the facts by which a restored copy is known to be the same. */
#include <sodium.h>

#include "arena.h"
#include "backup.h"
#include "buf.h"
#include "chain.h"
#include "db.h"
#include "sql.h"

#define DIGEST 32

static void
hex(struct buf *out, const unsigned char digest[DIGEST])
{
	char text[2 * DIGEST + 1];

	buf_puts(out, sodium_bin2hex(text, sizeof(text), digest, DIGEST));
}

static enum err
counts(struct db *db, struct arena *a, struct buf *out)
{
	db_list(db, SQL0(backup_counts));
	while (db_next(db)) {
		const char *what = db_text(db, a);

		buf_printf(out, "count %s %lld\n", what, (long long)db_int(db));
	}
	return db_end(db);
}

static enum err
heads(struct db *db, struct arena *a, struct buf *out)
{
	unsigned char hash[DIGEST];

	db_list(db, SQL0(backup_heads));
	while (db_next(db)) {
		const char *code = db_text(db, a);

		buf_printf(out, "chain %s %lld ", code, (long long)db_int(db));
		db_blob(db, hash, sizeof(hash));
		hex(out, hash);
		buf_putc(out, '\n');
	}
	return db_end(db);
}

static enum err
levels(struct db *db, struct arena *a, struct buf *out)
{
	int i;

	db_list(db, SQL0(backup_levels));
	while (db_next(db)) {
		const char *code = db_text(db, a), *version = db_text(db, a);

		buf_printf(out, "levels %s %s", code, version);
		for (i = 0; i < 5; i++)
			buf_printf(out, " %lld", (long long)db_int(db));
		buf_putc(out, '\n');
	}
	return db_end(db);
}

static enum err
publications(struct db *db, struct arena *a, struct buf *out)
{
	unsigned char digest[DIGEST];
	int i;

	db_list(db, SQL0(backup_publications));
	while (db_next(db)) {
		const char *code = db_text(db, a), *version = db_text(db, a);

		buf_printf(out, "publication %s %s", code, version);
		for (i = 0; i < 5; i++)
			buf_printf(out, " %lld", (long long)db_int(db));
		db_blob(db, digest, sizeof(digest));
		buf_putc(out, ' ');
		hex(out, digest);
		buf_putc(out, '\n');
	}
	return db_end(db);
}

static enum err
all(struct db *db, void *arg)
{
	struct buf *out = arg;
	struct arena *a = arena_open();
	enum err e;

	buf_reset(out);
	if ((e = counts(db, a, out)) == OK && (e = heads(db, a, out)) == OK &&
	    (e = levels(db, a, out)) == OK)
		e = publications(db, a, out);
	arena_close(a);
	return e;
}

enum err
backup_facts(struct db *db, struct buf *out)
{
	return db_read(db, all, out);
}
