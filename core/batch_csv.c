/* batch_csv.c - what a batch did, line by line. */
#include "arena.h"
#include "batch.h"
#include "buf.h"
#include "clock.h"
#include "csv.h"
#include "db.h"
#include "sql.h"

const char *
batch_what_words(enum batch_what what)
{
	static const char *const words[WHATS] = {
		[WHAT_CHOSEN] = "chosen",
		[WHAT_EXCLUDED] = "excluded",
		[WHAT_OPENED] = "year opened",
		[WHAT_NAMED] = "senior managers named",
		[WHAT_ANSWERED] = "answered",
		[WHAT_LEFT] = "left alone",
		[WHAT_UNDONE] = "undone",
		[WHAT_KEPT] = "not undone",
		[WHAT_PUBLISHED] = "published",
		[WHAT_BLOCKED] = "blocked",
	};

	return words[what];
}

static void
put_heads(struct buf *out)
{
	static const char *const heads[] = { "Site code", "Site",
		"Requirement or publication", "What was done", "When (UTC)",
		"By whom", "Why" };
	size_t i;

	csv_begin(out);
	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		csv_put(out, heads[i], i == 0);
	csv_end(out);
}

static void
put_row(struct db *db, struct arena *a, struct buf *out)
{
	const char *number;
	char at[INSTANT_TEXT_SIZE];
	enum batch_what what;

	csv_put(out, db_text(db, a), true);
	csv_put(out, db_text(db, a), false);
	number = db_text(db, a);
	what = (enum batch_what)db_int(db);
	csv_put(out,
	    what == WHAT_PUBLISHED ? "publication"
	    : number[0] != '\0'    ? number
				   : "site",
	    false);
	csv_put(out, batch_what_words(what), false);
	clock_text(db_int(db), at);
	csv_put(out, at, false);
	csv_put(out, db_text(db, a), false);
	csv_put(out, db_text(db, a), false);
	csv_end(out);
}

enum err
batch_csv(
    struct db *db, struct arena *a, const struct batch *b, struct buf *out)
{
	put_heads(out);
	db_list(db, SQL(batch_lines, .org = b->org, .batch = b->id));
	while (db_next(db))
		put_row(db, a, out);
	return db_end(db);
}

enum err
batch_lines_of(struct db *db, struct arena *a, const struct batch *b,
    int64_t site, int64_t most, struct batch_lines *out)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)most, sizeof(*out->v));
	db_list(db, SQL(batch_lines_of, .org = b->org, .batch = b->id,
			.site = site, .most = most));
	while (db_next(db)) {
		struct batch_line *l = &out->v[out->n++];

		l->number = db_text(db, a);
		l->what = (enum batch_what)db_int(db);
		l->at = db_int(db);
		l->by = db_text(db, a);
		l->why = db_text(db, a);
	}
	return db_end(db);
}
