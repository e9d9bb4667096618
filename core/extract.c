/* extract.c - the regulator's list, row by row. */
#include "extract.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "score.h"
#include "sql.h"

struct extracting {
	struct arena *arena;
	int64_t before;
	extract_sink *sink;
	void *arg;
};

static void
read_row(struct db *db, struct arena *a, struct extract_row *r)
{
	int64_t reviewed;

	*r = (struct extract_row){ .code = db_text(db, a), .grade = "" };
	r->name = db_text(db, a);
	r->type = db_text(db, a);
	r->version = db_text(db, a);
	r->due_on = db_day(db);
	r->edition = db_int(db);
	r->at = db_int(db);
	r->late = db_int(db) != 0;
	r->percent = (int)db_int_or(db, -1);
	r->below = db_int(db);
	reviewed = db_int_or(db, -1);
	r->reviewed = reviewed < 0 ? "" : grade_name((enum grade)reviewed);
	r->published = r->edition > 0;
	r->superseded = r->edition > 1;
	if (r->published)
		r->grade = grade_name((enum grade)db_int(db));
	else
		db_rest(db);
}

static enum err
all(struct db *db, void *arg)
{
	struct extracting *x = arg;
	enum err e = OK, end;

	db_list(db, SQL(extract, .before = x->before));
	while (db_next(db)) {
		struct extract_row r;

		read_row(db, x->arena, &r);
		if (e == OK)
			e = x->sink(x->arg, &r);
	}
	end = db_end(db);
	return e != OK ? e : end;
}

enum err
extract_on(
    struct db *db, struct arena *a, day on, extract_sink *sink, void *arg)
{
	struct extracting x = { a, clock_begin(on + 1), sink, arg };

	return db_read(db, all, &x);
}
