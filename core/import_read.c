/* import_read.c - the files that were taken in, and what was refused. */
#include "arena.h"
#include "buf.h"
#include "db.h"
#include "import_priv.h"
#include "sql.h"

static const char *
hex(struct arena *a, const unsigned char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *s = arena_alloc(a, 2 * n + 1);
	size_t i;

	for (i = 0; i < n; i++) {
		s[2 * i] = digits[p[i] >> 4];
		s[2 * i + 1] = digits[p[i] & 15];
	}
	return s;
}

static void
read_row(struct db *db, struct arena *a, struct import_run_row *r)
{
	unsigned char digest[32];

	r->id = db_int(db);
	r->at = db_int(db);
	r->kind = (enum import_kind)db_int(db);
	r->file_name = db_text(db, a);
	r->profile = db_text(db, a);
	r->by = db_text(db, a);
	db_blob(db, digest, sizeof(digest));
	r->digest = hex(a, digest, sizeof(digest));
	r->seen = db_int(db);
	r->added = db_int(db);
	r->changed = db_int(db);
	r->same = db_int(db);
	r->refused = db_int(db);
	r->skipped = db_int(db);
	r->missing = db_int(db);
	r->expired = db_int(db);
	r->differing = db_int(db);
	r->noted = db_int(db);
}

enum err
import_runs(struct db *db, struct arena *a, int64_t org, bool staff,
    int64_t limit, struct import_run_rows *out)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)limit, sizeof(*out->v));
	db_list(db,
	    SQL(import_run_list, .org = org, .staff = staff, .limit = limit));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
import_run_read(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct import_run_row *out)
{
	enum err e = db_ask(db, SQL(import_run_read, .org = org, .id = id));

	if (e == OK)
		read_row(db, a, out);
	return e;
}

static void
read_line(struct db *db, struct arena *a, struct import_line *line)
{
	line->line = db_int(db);
	line->says = db_text(db, a);
	line->cells = db_text(db, a);
}

enum err
import_run_refused(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct import_lines *out)
{
	out->n = 0;
	db_list(db, SQL(import_refused_list, .org = org, .run = id,
			.limit = IMPORT_SHOWN));
	while (db_next(db))
		read_line(db, a, &out->v[out->n++]);
	return db_end(db);
}

static void
head(struct buf *out, const char *cells)
{
	csv_begin(out);
	csv_put(out, "Line", true);
	csv_put(out, "Reason", false);
	buf_printf(out, "%s%s", cells[0] != '\0' ? "," : "", cells);
	csv_end(out);
}

void
import_refused_head(struct buf *out, const struct import_columns *c)
{
	struct buf cells = { 0 };

	import_line_of(&cells, c->header, c->n);
	head(out, buf_text(&cells));
	buf_clear(&cells);
}

void
import_refused_put(struct buf *out, const struct import_line *line)
{
	buf_printf(out, "\"%lld\"", (long long)line->line);
	csv_put(out, line->says, false);
	buf_printf(out, "%s%s", line->cells[0] != '\0' ? "," : "", line->cells);
	csv_end(out);
}

enum err
import_refused_csv(
    struct db *db, struct arena *a, int64_t org, int64_t id, struct buf *out)
{
	struct arena *row = arena_open();
	struct import_line line;
	enum err e = db_ask(db, SQL(import_run_header, .org = org, .id = id));

	if (e != OK) {
		arena_close(row);
		return e;
	}
	head(out, db_text(db, a));
	db_list(db, SQL(import_refused_list, .org = org, .run = id,
			.limit = CSV_LINES));
	while (db_next(db)) {
		read_line(db, row, &line);
		import_refused_put(out, &line);
		arena_reset(row);
	}
	arena_close(row);
	return db_end(db);
}
