/* overview.c - counting how far all organisations are. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "overview.h"
#include "sql.h"

/* A type on the way to its row, and a day with the years that are due on it. */
struct counted {
	struct counted *next;
	struct overview_row row;
};
struct due {
	struct due *next;
	day on;
	int64_t n;
};

struct counting {
	struct db *db;
	struct arena *arena;
	struct counted *types;
	struct due *dues;
	size_t n; /* types */
};

static struct overview_row *
row_of(struct counting *c, const char *type)
{
	struct counted *t = c->types;

	while (t != NULL && strcmp(t->row.type, type) != 0)
		t = t->next;
	if (t == NULL) {
		t = arena_alloc(c->arena, sizeof(*t));
		t->row.type = type;
		t->next = c->types;
		c->types = t;
		c->n++;
	}
	return &t->row;
}

static void
count_due(struct counting *c, day on)
{
	struct due *d = c->dues;

	while (d != NULL && d->on != on)
		d = d->next;
	if (d == NULL) {
		d = arena_alloc(c->arena, sizeof(*d));
		d->on = on;
		d->next = c->dues;
		c->dues = d;
	}
	d->n++;
}

/* As overview_years puts what an edition says. */
static void
count_published(struct overview_row *r, int64_t says)
{
	r->published++;
	r->late += says & 1;
	r->waiting += says >> 1 & 1;
	if (says >= 4)
		r->grades[says / 4 - 1]++;
}

static void
count_year(struct counting *c, day today)
{
	struct overview_row *r = row_of(c, db_text(c->db, c->arena));
	day due_on = db_day(c->db);
	int64_t says = db_int_or(c->db, -1);

	r->all++;
	if (due_on != DAY_NONE)
		count_due(c, due_on);
	if (due_on == DAY_NONE) {
		r->not_started++;
	} else if (says >= 0) {
		count_published(r, says);
	} else {
		r->open++;
		r->overdue += due_on < today;
	}
}

/* The day of most, the earlier of two. */
static day
usual(const struct due *d)
{
	struct due most = { NULL, DAY_NONE, 0 };

	for (; d != NULL; d = d->next)
		if (d->n > most.n || (d->n == most.n && d->on < most.on))
			most = *d;
	return most.on;
}

static void
add(struct overview_row *to, const struct overview_row *r)
{
	size_t i;

	to->all += r->all;
	to->not_started += r->not_started;
	to->open += r->open;
	to->overdue += r->overdue;
	to->published += r->published;
	to->late += r->late;
	for (i = 0; i <= GRADE_NOT; i++)
		to->grades[i] += r->grades[i];
	to->waiting += r->waiting;
}

static int
by_name(const void *a, const void *b)
{
	const struct overview_row *x = a, *y = b;
	int order = strcmp(x->type_name, y->type_name);

	return order != 0 ? order : strcmp(x->type, y->type);
}

static enum err
set_out(struct counting *c, day today, struct overview *out)
{
	const struct counted *t;

	out->v = arena_array(c->arena, c->n, sizeof(*out->v));
	for (t = c->types; t != NULL; t = t->next) {
		struct overview_row *r = &out->v[out->n++];
		enum err e;

		*r = t->row;
		if (out->usual != DAY_NONE && out->usual < today)
			r->overdue += r->not_started;
		e = db_ask(c->db, SQL(overview_type_name, .type = r->type));
		if (e != OK)
			return e;
		r->type_name = db_text(c->db, c->arena);
		add(&out->total, r);
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_name);
	return OK;
}

enum err
overview_count(struct db *db, struct arena *a, const char *version, day today,
    struct overview *out)
{
	struct counting c = { .db = db, .arena = a };
	enum err e;

	*out = (struct overview){ .total = { .type = "", .type_name = "" } };
	db_list(db, SQL(overview_years, .version = version));
	while (db_next(db))
		count_year(&c, today);
	if ((e = db_end(db)) != OK)
		return e;
	out->usual = usual(c.dues);
	return set_out(&c, today, out);
}

static const char *const parts[OVERVIEW_PART_COUNT] = {
	[OVERVIEW_NOT_STARTED] = "not-started",
	[OVERVIEW_OPEN] = "open",
	[OVERVIEW_OVERDUE] = "overdue",
	[OVERVIEW_LATE] = "late",
};

const char *
overview_part_name(enum overview_part part)
{
	return parts[part];
}

enum overview_part
overview_part_named(const char *name)
{
	enum overview_part p = OVERVIEW_NOT_STARTED;

	while (p < OVERVIEW_PART_COUNT && strcmp(parts[p], name) != 0)
		p++;
	return p;
}

enum err
overview_list(struct db *db, struct arena *a, const struct overview_filter *f,
    struct overview_orgs *out)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)f->most, sizeof(*out->v));
	db_list(db, SQL(overview_list, .version = f->version, .today = f->today,
			.usual = f->usual, .part = f->part, .skip = f->skip,
			.most = f->most));
	while (db_next(db)) {
		struct overview_org *o = &out->v[out->n++];

		o->id = db_int(db);
		o->code = db_text(db, a);
		o->name = db_text(db, a);
		o->type = db_text(db, a);
		o->due_on = db_day(db);
	}
	return db_end(db);
}
