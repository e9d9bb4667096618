/* staff_group.c - groups of staff, by which the training needs are told. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"
#include "staff.h"
#include "text.h"

enum err
group_list(
    struct db *db, struct arena *a, int64_t org, struct staff_groups *out)
{
	enum err e = db_ask(db, SQL(group_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(group_list, .org = org));
	while (db_next(db)) {
		struct staff_group *g = &out->v[out->n++];

		g->id = db_int(db);
		g->name = db_text(db, a);
		g->staff = db_int(db);
	}
	return db_end(db);
}

static enum err
insert(struct db *db, int64_t org, const char *name, const char *folded,
    int64_t *id)
{
	if (!text_bare(name, TEXT_LINE, 1, 200))
		return ERR_INVALID;
	*id = db_id(db);
	return db_do(db, SQL(group_insert, .org = org, .id = *id, .name = name,
			     .folded = folded));
}

enum err
group_want(
    struct db *db, const struct db_head *head, const char *name, int64_t *id)
{
	struct arena *a = arena_open();
	const char *folded = text_fold(a, name);
	enum err e =
	    db_ask(db, SQL(group_find, .org = head->org, .folded = folded));

	if (e == OK)
		*id = db_int(db);
	else if (e == ERR_NOTFOUND)
		e = insert(db, head->org, name, folded, id);
	arena_close(a);
	return e;
}

struct adding {
	const char *name, *folded;
	int64_t id;
};

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	struct adding *g = arg;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e = insert(db, head->org, g->name, g->folded, &g->id);

	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "name", g->name);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "group.add", g->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
group_add(struct db *db, struct unit *u, const char *name, int64_t *id)
{
	struct arena *a = arena_open();
	struct adding g = { name, text_fold(a, name), 0 };
	enum err e = db_write(db, u, add, &g);

	arena_close(a);
	*id = g.id;
	return e;
}
