/* course_read.c - finding courses, and which group needs which. */
#include "arena.h"
#include "course.h"
#include "db.h"
#include "sql.h"
#include "text.h"

static void
read_row(struct db *db, struct arena *a, struct course *c)
{
	c->code = db_text(db, a);
	c->name = db_text(db, a);
	c->level = (enum course_level)db_int(db);
	c->validity = (enum course_validity)db_int(db);
	c->months = (int)db_int(db);
	c->window_md = db_text(db, a);
	c->grace_days = (int)db_int(db);
	c->pass_mark = (int)db_int(db);
	c->for_all = db_int(db) != 0;
	c->closed = db_int(db) != 0;
	c->statement_version = db_int(db);
	c->statement = db_text(db, a);
}

enum err
course_list(struct db *db, struct arena *a, int64_t org, struct courses *out)
{
	enum err e = db_ask(db, SQL(course_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(course_list, .org = org));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
course_read(struct db *db, struct arena *a, int64_t org, const char *code,
    struct course *c)
{
	enum err e = db_ask(db, SQL(course_read, .org = org, .code = code));

	if (e == OK)
		read_row(db, a, c);
	return e;
}

/* Among few: an organisation has some dozens of courses. */
static enum err
by_name(struct db *db, struct arena *a, int64_t org, const char *folded,
    struct course *c)
{
	struct courses all;
	enum err e = course_list(db, a, org, &all);
	size_t i;

	if (e != OK)
		return e;
	for (i = 0; i < all.n; i++)
		if (text_same(all.v[i].code, folded) ||
		    text_same(all.v[i].name, folded)) {
			*c = all.v[i];
			return OK;
		}
	return ERR_NOTFOUND;
}

enum err
course_named(struct db *db, struct arena *a, int64_t org, const char *name,
    struct course *c)
{
	const char *folded = text_fold(a, name);
	enum err e = by_name(db, a, org, folded, c);

	if (e != ERR_NOTFOUND)
		return e;
	e = db_ask(db, SQL(course_by_alias, .org = org, .folded = folded));
	return e == OK ? course_read(db, a, org, db_text(db, a), c) : e;
}

enum err
course_needs(
    struct db *db, struct arena *a, int64_t org, struct course_needs *out)
{
	enum err e = db_ask(db, SQL(course_need_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(course_need_list, .org = org));
	while (db_next(db)) {
		struct course_need *n = &out->v[out->n++];

		n->course = db_text(db, a);
		n->group = db_int(db);
	}
	return db_end(db);
}
