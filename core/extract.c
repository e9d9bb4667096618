/* extract.c - the regulator's list, row by row. */
#include "extract.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "score.h"
#include "sql.h"

struct extracting {
	struct arena *arena;
	day on;
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

enum err
extract_within(
    struct db *db, struct arena *a, day on, extract_sink *sink, void *arg)
{
	enum err e = OK, end;

	db_list(db, SQL(extract, .before = clock_begin(on + 1)));
	while (db_next(db)) {
		struct extract_row r;

		read_row(db, a, &r);
		if (e == OK)
			e = sink(arg, &r);
	}
	end = db_end(db);
	return e != OK ? e : end;
}

static enum err
all(struct db *db, void *arg)
{
	const struct extracting *x = arg;

	return extract_within(db, x->arena, x->on, x->sink, x->arg);
}

enum err
extract_on(
    struct db *db, struct arena *a, day on, extract_sink *sink, void *arg)
{
	struct extracting x = { a, on, sink, arg };

	return db_read(db, all, &x);
}
