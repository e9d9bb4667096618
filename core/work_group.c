/* work_group.c - groups that own work: adding, changing, who is in them. */
#include "work_group.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "holder.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

static enum err
read_rows(struct db *db, struct arena *a, struct sql_call call,
    struct work_groups *out)
{
	db_list(db, call);
	while (db_next(db)) {
		struct work_group *g = &out->v[out->n++];

		g->id = db_int(db);
		g->name = db_text(db, a);
		g->closed = db_int(db) != 0;
		g->members = db_int(db);
		g->owns = db_int(db);
	}
	return db_end(db);
}

enum err
work_group_list(struct db *db, struct arena *a, int64_t org, int64_t skip,
    int64_t most, struct work_groups *out)
{
	enum err e = db_ask(db, SQL(work_group_count, .org = org));

	if (e != OK)
		return e;
	out->all = db_int(db);
	out->n = 0;
	out->v = arena_array(
	    a, (size_t)(out->all < most ? out->all : most), sizeof(*out->v));
	return read_rows(db, a,
	    SQL(work_group_list, .org = org, .id = 0, .skip = skip,
		.most = most),
	    out);
}

enum err
work_group_read(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct work_group *g)
{
	struct work_groups one = { .v = g };
	enum err e;

	if (id == 0)
		return ERR_NOTFOUND;
	e = read_rows(db, a,
	    SQL(work_group_list, .org = org, .id = id, .skip = 0, .most = 1),
	    &one);
	return e == OK && one.n == 0 ? ERR_NOTFOUND : e;
}

enum err
work_group_named(
    struct db *db, struct arena *a, int64_t org, const char *name, int64_t *id)
{
	enum err e = db_ask(db,
	    SQL(work_group_named, .org = org, .folded = text_fold(a, name)));

	if (e == OK)
		*id = db_int(db);
	return e;
}

enum err
work_group_members(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct work_members *out)
{
	enum err e = db_ask(db, SQL(work_member_count, .org = org, .id = id));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(work_member_list, .org = org, .id = id));
	while (db_next(db)) {
		struct work_member *m = &out->v[out->n++];

		m->person = db_int(db);
		m->name = db_text(db, a);
		m->user = db_text(db, a);
		m->closed = db_int(db) != 0;
	}
	return db_end(db);
}

struct change {
	struct work_group *g;
	const struct work_moves *moves;
};

static void
write_people(struct jsonw *w, const char *key, const int64_t *v, size_t n)
{
	size_t i;

	jsonw_open(w, key, '[');
	for (i = 0; i < n; i++)
		jsonw_int(w, NULL, v[i]);
	jsonw_close(w, ']');
}

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct change *c)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "name", c->g->name);
	jsonw_bool(&w, "closed", c->g->closed);
	write_people(&w, "in", c->moves->in, c->moves->in_n);
	write_people(&w, "out", c->moves->out, c->moves->out_n);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, c->g->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* Who comes in before who leaves, so that there is always somebody. */
static enum err
move(struct db *db, int64_t org, const struct change *c)
{
	const struct work_moves *m = c->moves;
	int64_t id = c->g->id;
	enum err e = OK;
	size_t i;

	for (i = 0; i < m->in_n && e == OK; i++) {
		e = db_do(db, SQL(work_member_in, .org = org, .id = id,
				  .person = m->in[i]));
		if (e == OK && db_changed(db) == 0)
			e = db_ask(db, SQL(work_member_is, .org = org, .id = id,
					   .person = m->in[i]));
	}
	for (i = 0; i < m->out_n && e == OK; i++)
		e = db_do(db, SQL(work_member_out, .org = org, .id = id,
				  .person = m->out[i]));
	return e;
}

/* A name that a duty has would not say which is meant. */
static enum err
name_free(struct db *db, int64_t org, const char *folded)
{
	enum err e =
	    db_ask(db, SQL(work_group_duty, .org = org, .folded = folded));

	if (e == OK)
		return ERR_CONFLICT;
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	struct arena *a = arena_open();
	const char *folded = text_fold(a, c->g->name);
	enum err e = name_free(db, head->org, folded);

	if (e == OK)
		e = db_do(
		    db, SQL(work_group_insert, .org = head->org, .id = c->g->id,
			    .name = c->g->name, .folded = folded));
	if (e == OK)
		e = move(db, head->org, c);
	if (e == OK)
		e = note(db, head, "work_group.add", c);
	arena_close(a);
	return e;
}

enum err
work_group_add(struct db *db, struct unit *u, struct work_group *g,
    const struct work_moves *moves)
{
	struct change c = { g, moves };

	if (!text_bare(g->name, TEXT_LINE, 1, WORK_GROUP_NAME_MAX))
		return ERR_INVALID;
	g->id = db_id(db);
	g->closed = false;
	return db_write(db, u, add, &c);
}

static enum err
rename_holder(struct db *db, int64_t org, const struct work_group *g)
{
	enum err e =
	    db_ask(db, SQL(work_group_holder, .org = org, .id = g->id));

	if (e == ERR_NOTFOUND)
		return OK;
	return e == OK ? holder_renamed(db, org, db_int(db), g->name) : e;
}

static enum err
alter(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	struct arena *a = arena_open();
	const char *folded = text_fold(a, c->g->name);
	enum err e = name_free(db, head->org, folded);

	if (e == OK)
		e = db_do(db, SQL(work_group_update, .org = head->org,
				  .id = c->g->id, .name = c->g->name,
				  .folded = folded, .closed = c->g->closed));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = move(db, head->org, c);
	if (e == OK)
		e = rename_holder(db, head->org, c->g);
	if (e == OK)
		e = note(db, head, "work_group.change", c);
	arena_close(a);
	return e;
}

enum err
work_group_change(struct db *db, struct unit *u, const struct work_group *g,
    const struct work_moves *moves)
{
	struct work_group copy = *g;
	struct change c = { &copy, moves };

	if (!text_bare(g->name, TEXT_LINE, 1, WORK_GROUP_NAME_MAX))
		return ERR_INVALID;
	return db_write(db, u, alter, &c);
}
