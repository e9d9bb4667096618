/* holder_names.c - names to choose from, where a form asks who work goes to. */
#include "arena.h"
#include "db.h"
#include "holder.h"
#include "person.h"
#include "sql.h"
#include "text.h"

struct listing {
	struct db *db;
	struct arena *arena;
	int64_t *ids; /* of the people */
	struct holder_names *out;
};

static enum err
open_list(struct db *db, struct arena *a, int64_t org, struct listing *l,
    struct holder_names *out)
{
	enum err e = db_ask(db, SQL(holder_count, .org = org));
	size_t room;

	*l = (struct listing){ db, a, NULL, out };
	*out = (struct holder_names){ NULL, 0 };
	if (e != OK)
		return e;
	room = (size_t)db_int(db);
	l->ids = arena_array(a, room, sizeof(*l->ids));
	out->v = arena_array(a, room, sizeof(*out->v));
	return OK;
}

static enum err
with_user(const struct listing *l, size_t i)
{
	struct person p;
	enum err e = person_read(l->db, l->arena, l->ids[i], &p);

	if (e == OK)
		l->out->v[i] =
		    arena_printf(l->arena, "%s (%s)", l->out->v[i], p.user);
	return e;
}

/* People of one name stand one after another. */
static enum err
tell_apart(const struct listing *l)
{
	const struct holder_names *all = l->out;
	size_t i, k, end;
	enum err e = OK;

	for (i = 0; i < all->n; i = end) {
		for (end = i + 1; end < all->n; end++)
			if (!text_same(all->v[i], all->v[end]))
				break;
		for (k = i; k < end && end - i > 1 && e == OK; k++)
			e = with_user(l, k);
	}
	return e;
}

static enum err
add_people(const struct listing *l, int64_t org)
{
	enum err e;

	db_list(l->db, SQL(holder_people_names, .org = org));
	while (db_next(l->db)) {
		l->ids[l->out->n] = db_int(l->db);
		l->out->v[l->out->n++] = db_text(l->db, l->arena);
	}
	e = db_end(l->db);
	return e == OK ? tell_apart(l) : e;
}

enum err
holder_person_names(
    struct db *db, struct arena *a, int64_t org, struct holder_names *out)
{
	struct listing l;
	enum err e = open_list(db, a, org, &l, out);

	return e == OK ? add_people(&l, org) : e;
}

static enum err
add_names(const struct listing *l, struct sql_call call)
{
	db_list(l->db, call);
	while (db_next(l->db))
		l->out->v[l->out->n++] = db_text(l->db, l->arena);
	return db_end(l->db);
}

enum err
holder_names(
    struct db *db, struct arena *a, int64_t org, struct holder_names *out)
{
	struct listing l;
	enum err e = open_list(db, a, org, &l, out);

	if (e == OK)
		e = add_people(&l, org);
	if (e == OK)
		e = add_names(&l, SQL(holder_group_names, .org = org));
	return e == OK ? add_names(&l, SQL(holder_duty_names, .org = org)) : e;
}
