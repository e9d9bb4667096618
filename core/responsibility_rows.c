/* responsibility_rows.c - who stands in the matrix, and who on this page. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "responsibility_priv.h"
#include "sql.h"
#include "text.h"

static void
person_row(struct reading *r, struct matrix_row *row)
{
	*row = (struct matrix_row){ .kind = HOLDER_PERSON,
		.key = db_int(r->db),
		.unit = "",
		.post = "" };
	row->name = db_text(r->db, r->arena);
	row->user = db_text(r->db, r->arena);
	row->closed = db_int(r->db) != 0;
	row->holder = db_int(r->db);
}

static bool
named_so(struct arena *a, const char *name, const char *part)
{
	return part[0] == '\0' ||
	       strstr(text_fold(a, name), text_fold(a, part)) != NULL;
}

/* ---- everybody ---- */

/* With a part of a name everybody is looked at, else only who is shown. */
static enum err
everybody(struct reading *r, int64_t limit)
{
	const struct matrix_filter *f = r->filter;
	bool apart = f->name[0] != '\0';
	int64_t skip = apart ? f->skip : 0;
	struct matrix *m = r->m;
	struct matrix_row row;

	db_list(r->db,
	    SQL(matrix_everybody, .org = r->org, .skip = apart ? 0 : f->skip,
		.most = apart ? INT32_MAX : limit + 1));
	while (db_next(r->db)) {
		person_row(r, &row);
		if (!named_so(r->arena, row.name, f->name) || skip-- > 0)
			continue;
		m->more = m->rows.people == (size_t)limit;
		if (!m->more)
			m->rows.v[m->rows.people++] = row;
	}
	return db_end(r->db);
}

/* ---- whoever holds something ---- */

struct found {
	struct matrix_row *v;
	size_t n;
};

static bool
known(const struct found *f, int64_t person, int64_t holder)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (holder != 0 ? f->v[i].holder == holder
				: f->v[i].key == person)
			return true;
	return false;
}

static enum err
find_person(struct reading *r, struct found *f, int64_t person)
{
	enum err e;

	if (person == 0 || known(f, person, 0))
		return OK;
	e = db_ask(
	    r->db, SQL(matrix_of_person, .org = r->org, .person = person));
	if (e == OK)
		person_row(r, &f->v[f->n++]);
	return e;
}

/* A group or a duty is no person: it is found as one of the others. */
static enum err
find_holder(struct reading *r, struct found *f, int64_t holder)
{
	enum err e;

	if (holder == 0 || known(f, 0, holder))
		return OK;
	e = db_ask(
	    r->db, SQL(matrix_of_holder, .org = r->org, .holder = holder));
	if (e == OK)
		person_row(r, &f->v[f->n++]);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
find_holders(struct reading *r, struct found *f)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < r->owners.n && e == OK; i++) {
		int64_t owner = r->owners.v[i].owner;

		/* Those of one owner often follow one another. */
		if (i > 0 && owner == r->owners.v[i - 1].owner)
			owner = 0;
		if ((e = find_holder(r, f, owner)) == OK)
			e = find_holder(r, f, r->owners.v[i].deputy);
	}
	return e;
}

static enum err
find(struct reading *r, struct found *f)
{
	bool waiting = r->filter->show == MATRIX_WAITING;
	enum err e = OK;
	size_t i;

	f->n = 0;
	f->v = arena_array(
	    r->arena, 2 * (r->holdings.n + r->owners.n), sizeof(*f->v));
	if (!waiting)
		e = find_holders(r, f);
	for (i = 0; i < r->holdings.n && e == OK; i++) {
		const struct matrix_holding *h = &r->holdings.v[i];

		if (waiting && h->kind != MARK_WAITS)
			continue;
		e = find_person(r, f, h->person);
		if (e == OK && !waiting)
			e = find_person(r, f, h->deputy);
	}
	return e;
}

static int
by_name(const void *a, const void *b)
{
	const struct matrix_row *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order : (x->key > y->key) - (x->key < y->key);
}

static enum err
holding(struct reading *r, int64_t limit)
{
	const struct matrix_filter *f = r->filter;
	int64_t skip = f->skip;
	struct matrix *m = r->m;
	struct found all;
	enum err e = find(r, &all);
	size_t i;

	if (e != OK)
		return e;
	if (all.n > 1)
		qsort(all.v, all.n, sizeof(*all.v), by_name);
	for (i = 0; i < all.n; i++) {
		if (!named_so(r->arena, all.v[i].name, f->name) || skip-- > 0)
			continue;
		m->more = m->rows.people == (size_t)limit;
		if (!m->more)
			m->rows.v[m->rows.people++] = all.v[i];
	}
	return OK;
}

/* ---- groups and duties ---- */

static bool
owns(const struct reading *r, int64_t holder)
{
	size_t i;

	for (i = 0; i < r->owners.n; i++)
		if (r->owners.v[i].owner == holder ||
		    r->owners.v[i].deputy == holder)
			return true;
	return false;
}

static enum err
others(struct reading *r)
{
	struct matrix *m = r->m;
	struct matrix_row row;

	if (r->assessment == 0 || r->filter->skip > 0 ||
	    r->filter->name[0] != '\0' || r->filter->show == MATRIX_WAITING)
		return OK;
	db_list(r->db, SQL(matrix_others, .org = r->org));
	while (db_next(r->db)) {
		row = (struct matrix_row){ .holder = db_int(r->db),
			.user = "",
			.unit = "",
			.post = "" };
		row.key = db_int(r->db);
		row.kind = row.key != 0 ? HOLDER_GROUP : HOLDER_DUTY;
		row.name = db_text(r->db, r->arena);
		if (owns(r, row.holder))
			m->rows.v[m->rows.n++] = row;
	}
	return db_end(r->db);
}

/* ---- all of them ---- */

static enum err
add_staff(struct reading *r)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < r->m->rows.people && e == OK; i++) {
		struct matrix_row *row = &r->m->rows.v[i];

		e = db_ask(r->db,
		    SQL(matrix_staff, .org = r->org, .person = row->key));
		if (e == OK) {
			row->unit = db_text(r->db, r->arena);
			row->post = db_text(r->db, r->arena);
		}
		if (e == ERR_NOTFOUND)
			e = OK;
	}
	return e;
}

/* How many rows at most; who asks for all gets them. */
static enum err
make_room(struct reading *r, int64_t *limit)
{
	int64_t more = 0;
	enum err e;

	*limit = r->filter->limit;
	if (*limit == 0) {
		e = db_ask(r->db, SQL(matrix_person_count, .org = r->org));
		if (e != OK)
			return e;
		*limit =
		    db_int(r->db) + 2 * (int64_t)(r->holdings.n + r->owners.n);
	}
	if (r->assessment != 0) {
		e = db_ask(r->db, SQL(matrix_other_count, .org = r->org));
		if (e != OK)
			return e;
		more = db_int(r->db);
	}
	r->m->rows.v = arena_array(
	    r->arena, (size_t)(*limit + more), sizeof(*r->m->rows.v));
	return OK;
}

enum err
matrix_rows(struct reading *r)
{
	int64_t limit;
	enum err e = make_room(r, &limit);

	if (e != OK)
		return e;
	e = r->filter->show == MATRIX_ALL ? everybody(r, limit)
					  : holding(r, limit);
	if (e != OK)
		return e;
	r->m->rows.n = r->m->rows.people;
	if ((e = others(r)) != OK)
		return e;
	return add_staff(r);
}
