/* import_file.c - what is known of files that wait. */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "import_file.h"
#include "sql.h"

struct noting {
	int64_t org, before;
	struct import_file *f;
	const char *mapping;
};

/* "employee-number - first-name": a word for each column. */
static const char *
mapping_of(struct buf *b, const struct import_file *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		buf_printf(b, "%s%s", i > 0 ? " " : "",
		    f->as[i] == IMPORT_NONE ? "-"
					    : import_field_name(f->as[i]));
	return buf_text(b);
}

static void
read_mapping(struct arena *a, const char *s, struct import_file *f)
{
	size_t n;

	for (f->n = 0; *s != '\0' && f->n < CSV_COLUMNS; s += n) {
		n = strcspn(s, " ");
		f->as[f->n++] = import_field_named(arena_copy(a, s, n));
		n += s[n] == ' ';
	}
}

static enum err
add(struct db *db, void *arg)
{
	const struct noting *w = arg;
	struct import_file *f = w->f;

	f->id = db_id(db);
	f->at = clock_now();
	return db_do(
	    db, SQL(import_file_insert, .org = w->org, .id = f->id,
		    .kind = f->kind, .stored_as = f->stored_as,
		    .file_name = f->name, .profile = f->profile,
		    .mapping = w->mapping, .part = f->part, .at = f->at));
}

enum err
import_file_add(struct db *db, int64_t org, struct import_file *f)
{
	struct buf b = { 0 };
	struct noting w = { .org = org, .f = f, .mapping = mapping_of(&b, f) };
	enum err e = db_note(db, add, &w);

	buf_clear(&b);
	return e;
}

static void
read_row(struct db *db, struct arena *a, struct import_file *f)
{
	f->id = db_int(db);
	f->kind = (enum import_kind)db_int(db);
	f->stored_as = db_text(db, a);
	f->name = db_text(db, a);
	f->profile = db_text(db, a);
	read_mapping(a, db_text(db, a), f);
	f->part = db_int(db) != 0;
	f->at = db_int(db);
	f->run = db_int(db);
}

enum err
import_file_read(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct import_file *f)
{
	enum err e = db_ask(db, SQL(import_file_read, .org = org, .id = id));

	if (e == OK)
		read_row(db, a, f);
	return e;
}

enum err
import_file_list(struct db *db, struct arena *a, int64_t org, bool staff,
    int64_t limit, struct import_files *out)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)limit, sizeof(*out->v));
	db_list(db,
	    SQL(import_file_list, .org = org, .staff = staff, .limit = limit));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

static enum err
map(struct db *db, void *arg)
{
	const struct noting *w = arg;

	return db_do(db, SQL(import_file_map, .org = w->org, .id = w->f->id,
			     .profile = w->f->profile, .mapping = w->mapping));
}

enum err
import_file_map(struct db *db, int64_t org, const struct import_file *f)
{
	struct import_file copy = *f;
	struct buf b = { 0 };
	struct noting w = {
		.org = org, .f = &copy, .mapping = mapping_of(&b, f)
	};
	enum err e = db_note(db, map, &w);

	buf_clear(&b);
	return e;
}

static enum err
drop(struct db *db, void *arg)
{
	const struct noting *w = arg;

	return db_do(db, SQL(import_file_drop, .org = w->org, .id = w->f->id));
}

enum err
import_file_drop(struct db *db, int64_t org, int64_t id)
{
	struct import_file f = { .id = id };
	struct noting w = { .org = org, .f = &f };

	return db_note(db, drop, &w);
}

static enum err
sweep(struct db *db, void *arg)
{
	const struct noting *w = arg;

	return db_do(db, SQL(import_file_sweep, .before = w->before));
}

enum err
import_file_sweep(struct db *db, int64_t before)
{
	struct noting w = { .before = before };

	return db_note(db, sweep, &w);
}
