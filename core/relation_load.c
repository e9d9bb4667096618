/* relation_load.c - many organisations registered at once, all or none. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "org_priv.h"
#include "relation_priv.h"

struct loading {
	struct relation_row *v;
	size_t n;
	bool keep;
	size_t added, faults;
};

/* The organisation that a cell names; "" is none: id 0. */
static enum err
named(struct db *db, struct arena *a, const char *code,
    enum relation_fault missing, struct relation_row *row, int64_t *id)
{
	struct org o = { 0 };
	enum err e = code[0] == '\0' ? OK : org_find(db, a, code, &o);

	*id = o.id;
	if (e != ERR_NOTFOUND)
		return e;
	row->fault = missing;
	return ERR_INVALID;
}

/* Does an organisation commission another already? */
static enum err
commissions(struct db *db, struct arena *a, int64_t by, int64_t of, bool *does)
{
	struct orgs all;
	size_t i;
	enum err e = commission_list(db, a, of, &all);

	*does = by == 0;
	for (i = 0; e == OK && i < all.n; i++)
		if (all.v[i].id == by)
			*does = true;
	return e;
}

/* It is registered: like this, or otherwise? */
static enum err
compare(struct db *db, const struct changing *c, const struct org *is,
    struct relation_row *row)
{
	struct relation rel;
	bool does = false;
	enum err e = relation_read(db, c->arena, is->id, &rel);

	if (e == OK)
		e = commissions(db, c->arena, c->commissioner, is->id, &does);
	if (e != OK)
		return e;
	if (does && strcmp(rel.name, row->name) == 0 &&
	    strcmp(rel.type, row->type) == 0 && rel.parent == c->rel->parent &&
	    rel.purpose == row->purpose)
		return OK;
	row->fault = RELATION_CLASH;
	return ERR_INVALID;
}

static enum err
add_one(struct db *db, struct db_head *head, struct changing *c,
    struct relation_row *row)
{
	struct org is;
	enum err e = relation_judge(db, c->arena, c->rel, &row->fault);

	if (e != OK)
		return e;
	e = org_find(db, c->arena, row->code, &is);
	if (e == OK)
		return compare(db, c, &is, row);
	if (e != ERR_NOTFOUND)
		return e;
	e = relation_enter(db, head, c);
	row->added = e == OK;
	return e;
}

static enum err
one(struct db *db, struct db_head *head, struct arena *a,
    struct relation_row *row)
{
	struct org o = {
		.code = row->code, .name = row->name, .type = row->type
	};
	struct relation rel = {
		.name = row->name, .type = row->type, .purpose = row->purpose
	};
	struct changing c = { a, &rel, &row->fault, &o, 0 };
	enum err e;

	row->fault = RELATION_FINE;
	row->added = false;
	if (!org_code_fine(row->code)) {
		row->fault = RELATION_CODE;
		return ERR_INVALID;
	}
	e = named(db, a, row->parent, RELATION_PARENT, row, &rel.parent);
	if (e == OK)
		e = named(db, a, row->commissioner, RELATION_COMMISSIONER, row,
		    &c.commissioner);
	o.id = db_id(db);
	return e == OK ? add_one(db, head, &c, row) : e;
}

/* Nothing to keep is no change: what was written is taken back. */
static enum err
load(struct db *db, struct db_head *head, void *arg)
{
	struct loading *l = arg;
	enum err e = OK;
	size_t i;

	l->added = l->faults = 0;
	for (i = 0; i < l->n && e == OK; i++) {
		struct arena *a = arena_open();

		e = one(db, head, a, &l->v[i]);
		arena_close(a);
		l->added += l->v[i].added;
		if (e == ERR_INVALID) {
			l->faults++;
			e = OK;
		}
	}
	if (e != OK)
		return e;
	if (l->faults > 0)
		return ERR_INVALID;
	return l->keep && l->added > 0 ? OK : ERR_NOTFOUND;
}

enum err
relation_load(struct db *db, struct unit *u, struct relation_row *rows,
    size_t n, bool keep)
{
	struct loading l = { .v = rows, .n = n, .keep = keep };
	enum err e = db_write(db, u, load, &l);

	return e == ERR_NOTFOUND ? OK : e;
}
