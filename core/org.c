/* org.c - adding and finding organisations. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "catalogue.h"
#include "course_priv.h"
#include "db.h"
#include "duty_priv.h"
#include "jsonw.h"
#include "org.h"
#include "org_priv.h"
#include "role.h"
#include "sql.h"
#include "text.h"

bool
org_code_fine(const char *s)
{
	size_t n = strlen(s);

	return n >= 3 && n <= 10 &&
	       strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n;
}

enum err
org_insert(struct db *db, struct db_head *head, const struct org *o)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	struct arena *a = arena_open();
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "code", o->code);
	jsonw_text(&w, "name", o->name);
	jsonw_text(&w, "type", o->type);
	jsonw_close(&w, '}');
	e = db_do(db, SQL(org_insert, .id = o->id, .code = o->code,
			  .name = o->name, .type = o->type, .at = head->at,
			  .folded = text_fold(
			      a, arena_printf(a, "%s %s", o->code, o->name))));
	arena_close(a);
	if (e == OK)
		e = db_do(db, SQL(org_head, .id = o->id, .at = head->at));
	if (e == OK)
		e = course_seed(db, o->id);
	if (e == OK)
		e = duty_seed(db, o->id);
	if (e == OK)
		e = audit_add(db, head, "org.add", o->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	return org_insert(db, head, arg);
}

enum err
org_add(struct db *db, struct unit *u, struct org *o)
{
	struct arena *a = arena_open();
	const char *type_name;
	enum err e = OK;

	if (!org_code_fine(o->code) || !text_within(o->name, TEXT_LINE, 1, 200))
		e = ERR_INVALID;
	if (e == OK && catalogue_type(db, a, o->type, &type_name) != OK)
		e = ERR_INVALID;
	if (e == OK) {
		o->id = db_id(db);
		e = db_write(db, u, add, o);
	}
	arena_close(a);
	return e;
}

void
org_read_row(struct db *db, struct arena *a, struct org *o)
{
	o->id = db_int(db);
	o->code = db_text(db, a);
	o->name = db_text(db, a);
	o->type = db_text(db, a);
}

enum err
org_find(struct db *db, struct arena *a, const char *code, struct org *o)
{
	char *upper = arena_text(a, code), *p;
	enum err e;

	for (p = upper; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if ((e = db_ask(db, SQL(org_by_code, .code = upper))) == OK)
		org_read_row(db, a, o);
	return e;
}

enum err
org_read(struct db *db, struct arena *a, int64_t id, struct org *o)
{
	enum err e;

	if ((e = db_ask(db, SQL(org_by_id, .id = id))) == OK)
		org_read_row(db, a, o);
	return e;
}

static enum err
room(struct db *db, struct arena *a, struct orgs *out)
{
	enum err e = db_ask(db, SQL0(org_count));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	return OK;
}

enum err
org_rows(struct db *db, struct arena *a, struct orgs *out)
{
	while (db_next(db))
		org_read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
org_list(struct db *db, struct arena *a, struct orgs *out)
{
	enum err e;

	if ((e = room(db, a, out)) != OK)
		return e;
	db_list(db, SQL0(org_all));
	return org_rows(db, a, out);
}

enum err
org_search(struct db *db, struct arena *a, const char *like, int64_t skip,
    int64_t most, struct orgs *out, bool *more)
{
	enum err e;

	out->n = 0;
	out->v = arena_array(a, (size_t)most + 1, sizeof(*out->v));
	db_list(db, SQL(org_search, .like = text_like(a, like), .skip = skip,
			.most = most + 1));
	e = org_rows(db, a, out);
	*more = e == OK && out->n > (size_t)most;
	out->n -= *more;
	return e;
}

enum err
org_of_person(struct db *db, struct arena *a, int64_t person, struct orgs *out)
{
	enum err e;

	if ((e = room(db, a, out)) != OK)
		return e;
	db_list(db,
	    SQL(org_of_person, .person = person, .national = ROLE_NATIONAL));
	return org_rows(db, a, out);
}
