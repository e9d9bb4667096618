/* extract.c - the regulator's list, row by row. */
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "extract_priv.h"
#include "score.h"
#include "sql.h"

/* The list on the way. */
struct listing {
	struct arena *arena;
	day on;
	struct extract_sets sets;
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

/* What it was up to then.  Who was never changed was always as it is: self. */
static struct extract_past
life_of(struct listing *l, int64_t org, struct extract_state *self)
{
	struct extract_past life = { &l->past->v[l->next], 0 };

	while (l->next < l->past->n && l->past->v[l->next].org == org) {
		l->next++;
		life.n++;
	}
	return life.n > 0 ? life : (struct extract_past){ self, 1 };
}

static void
read_last(struct db *db, struct arena *a, struct extract_published *p)
{
	int64_t reviewed, grade;

	p->version = db_text(db, a);
	p->edition = db_int(db);
	p->at = db_int(db);
	p->late = db_int(db) != 0;
	p->percent = (int)db_int_or(db, -1);
	p->below = db_int(db);
	reviewed = db_int_or(db, -1);
	grade = db_int_or(db, -1);
	p->reviewed = reviewed < 0 ? "" : grade_name((enum grade)reviewed);
	p->grade = grade < 0 ? "" : grade_name((enum grade)grade);
}

static void
read_row(struct db *db, struct listing *l, struct extract_row *r)
{
	struct arena *a = l->arena;
	struct extract_state self = { .org = db_int(db) };
	struct extract_newest newest;
	struct extract_past life;

	*r = (struct extract_row){ .code = db_text(db, a) };
	self.name = db_text(db, a);
	self.type = db_text(db, a);
	self.at = db_int(db);
	life = life_of(l, self.org, &self);
	r->name = life.v[life.n - 1].name;
	r->type = life.v[life.n - 1].type;
	r->version = db_text(db, a);
	r->due_on = db_day(db);
	r->published = db_int(db) != 0;
	newest.version = db_text(db, a);
	newest.released_on = db_day(db);
	read_last(db, a, &r->last);
	r->started = r->version[0] != '\0';
	if (extract_missed(
		&l->sets, &life, &newest, l->on, &r->version, &r->due_on))
		r->started = r->published = false;
}

enum err
extract_list(struct db *db, struct arena *a, day on,
    const struct extract_past *past, extract_sink *sink, void *arg)
{
	struct listing l = { .arena = a, .on = on, .past = past };
	enum err e = extract_sets(db, a, on, &l.sets), end;

	if (e != OK)
		return e;
	db_list(db, SQL(extract, .before = clock_begin(on + 1), .on_day = on));
	while (db_next(db)) {
		struct extract_row r;

		read_row(db, &l, &r);
		if (e == OK)
			e = sink(arg, &r);
	}
	end = db_end(db);
	return e != OK ? e : end;
}
