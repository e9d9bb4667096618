/* extract.c - the regulator's list, row by row. */
#include "extract.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "score.h"
#include "sql.h"

/* The list on the way. */
struct listing {
	struct arena *arena;
	const struct extract_past *past;
	size_t next; /* of past */
};

enum err
extract_told(
    struct db *db, struct arena *a, int64_t before, struct extract_past *out)
{
	enum err e = db_ask(db, SQL(extract_told_count, .before = before));

	out->n = 0;
	if (e != OK)
		return e;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(extract_told, .before = before));
	while (db_next(db)) {
		struct extract_state *s = &out->v[out->n++];

		*s = (struct extract_state){ .org = db_int(db) };
		s->at = db_int(db);
		s->detail = db_text(db, a);
	}
	return db_end(db);
}

/* Who was never changed is as it is. */
static void
as_it_was(struct listing *l, int64_t org, struct extract_row *r)
{
	const struct extract_past *past = l->past;

	for (; l->next < past->n && past->v[l->next].org == org; l->next++) {
		r->name = past->v[l->next].name;
		r->type = past->v[l->next].type;
	}
}

static void
read_row(struct db *db, struct listing *l, struct extract_row *r)
{
	struct arena *a = l->arena;
	int64_t org = db_int(db), reviewed;

	*r = (struct extract_row){ .code = db_text(db, a), .grade = "" };
	r->name = db_text(db, a);
	r->type = db_text(db, a);
	as_it_was(l, org, r);
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
extract_list(struct db *db, struct arena *a, day on,
    const struct extract_past *past, extract_sink *sink, void *arg)
{
	struct listing l = { .arena = a, .past = past };
	enum err e = OK, end;

	db_list(db, SQL(extract, .before = clock_begin(on + 1)));
	while (db_next(db)) {
		struct extract_row r;

		read_row(db, &l, &r);
		if (e == OK)
			e = sink(arg, &r);
	}
	end = db_end(db);
	return e != OK ? e : end;
}
