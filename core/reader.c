/* reader.c - whose assessments somebody may read. */
#include "reader.h"
#include "arena.h"
#include "db.h"
#include "org_priv.h"
#include "role.h"
#include "sql.h"
#include "token_priv.h"

static enum err
ask(struct db *db, struct arena *a, const struct reader *by, int64_t id,
    int64_t most, struct orgs *out)
{
	struct token_names n;
	const struct bytes key = { n.kept, sizeof(n.kept) };

	out->n = 0;
	if (by->token == NULL || !token_digest(by->token, &n))
		return OK;
	out->v = arena_array(a, (size_t)most, sizeof(*out->v));
	db_list(db,
	    SQL(reader_orgs, .person = by->person, .org = by->org, .token = key,
		.head = by->head, .everywhere = by->everywhere,
		.reads = (int64_t)ROLES_READ, .id = id, .most = most));
	return org_rows(db, a, out);
}

enum err
reader_orgs(struct db *db, struct arena *a, const struct reader *by,
    int64_t most, struct orgs *out, bool *more)
{
	enum err e = ask(db, a, by, 0, most + 1, out);

	*more = e == OK && out->n > (size_t)most;
	if (*more)
		out->n--;
	return e;
}

enum err
reader_org(struct db *db, struct arena *a, const struct reader *by,
    const char *code, struct org *o)
{
	struct orgs found = { 0 };
	enum err e = org_find(db, a, code, o);

	if (e == OK)
		e = ask(db, a, by, o->id, 1, &found);
	return e == OK && found.n == 0 ? ERR_NOTFOUND : e;
}
