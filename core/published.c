/* published.c - looking organisations up by what they published. */
#include "published.h"
#include "arena.h"
#include "db.h"
#include "sql.h"
#include "text.h"

static void
read_row(struct db *db, struct arena *a, struct published_row *r)
{
	*r = (struct published_row){ .code = db_text(db, a) };
	r->name = db_text(db, a);
	r->type = db_text(db, a);
	r->version = db_text(db, a);
	r->at = db_int(db);
	r->number = db_int(db);
	r->late = db_int(db) != 0;
	r->percent = (int)db_int_or(db, -1);
	r->below = (unsigned)db_int(db);
	r->grade = (enum grade)db_int(db);
	r->grade_text = db_text(db, a);
}

/* One more than is shown tells whether there are more. */
enum err
published_search(struct db *db, struct arena *a,
    const struct published_filter *f, struct published_rows *out, bool *more)
{
	struct published_row beyond;
	enum err e;

	out->n = 0;
	out->v = arena_array(a, (size_t)f->most, sizeof(*out->v));
	*more = false;
	db_list(db, SQL(published_search, .like = text_like(a, f->like),
			.type = f->type, .skip = f->skip, .most = f->most + 1));
	while (db_next(db)) {
		*more = out->n == (size_t)f->most;
		read_row(db, a, *more ? &beyond : &out->v[out->n++]);
	}
	e = db_end(db);
	return e;
}

/* However many they are, memory holds the text of one. */
enum err
published_each(struct db *db, struct arena *a, const struct published_filter *f,
    published_sink *sink, void *arg)
{
	struct arena *row = arena_open();
	struct published_row r;
	enum err e = OK, end;

	db_list(db, SQL(published_search, .like = text_like(a, f->like),
			.type = f->type, .skip = f->skip, .most = f->most));
	while (db_next(db)) {
		arena_reset(row);
		read_row(db, row, &r);
		if (e == OK)
			e = sink(arg, &r);
	}
	end = db_end(db);
	arena_close(row);
	return e != OK ? e : end;
}

enum err
published_stage(struct db *db, struct arena *a, const char *code,
    struct published_stage *out)
{
	enum err e = db_ask(db, SQL(published_stage, .code = code));

	if (e != OK)
		return e;
	out->version = db_text(db, a);
	out->stage = (enum figure_stage)db_int(db);
	out->at = db_int(db);
	return OK;
}

enum err
published_types(struct db *db, struct arena *a, struct published_types *out)
{
	enum err e = db_ask(db, SQL0(published_type_count));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL0(published_types));
	while (db_next(db)) {
		struct published_type *t = &out->v[out->n++];

		t->code = db_text(db, a);
		t->name = db_text(db, a);
	}
	return db_end(db);
}
