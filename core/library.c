/* library.c - sources of law and guidance, and what comes from them. */
#include "library.h"
#include "arena.h"
#include "db.h"
#include "sql.h"

enum err
library_list(struct db *db, struct arena *a, struct source_rows *out)
{
	enum err e = db_ask(db, SQL0(source_count));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL0(sources));
	while (db_next(db)) {
		struct source_row *s = &out->v[out->n++];

		s->code = db_text(db, a);
		s->title = db_text(db, a);
		s->requirements = db_int(db);
		s->types = db_int(db);
	}
	return db_end(db);
}

enum err
library_read(
    struct db *db, struct arena *a, const char *code, struct source *out)
{
	enum err e = db_ask(db, SQL(source_citings_count, .code = code));

	if (e != OK)
		return e;
	*out = (struct source){ .code = code };
	out->citings.v =
	    arena_array(a, (size_t)db_int(db), sizeof(*out->citings.v));
	db_list(db, SQL(source_citings, .code = code));
	while (db_next(db)) {
		struct citing *c = &out->citings.v[out->citings.n++];

		out->title = db_text(db, a);
		c->type = db_text(db, a);
		c->type_name = db_text(db, a);
		c->version = db_text(db, a);
		c->revision = db_int(db);
		c->number = db_text(db, a);
		c->title = db_text(db, a);
	}
	e = db_end(db);
	return e == OK && out->citings.n == 0 ? ERR_NOTFOUND : e;
}
