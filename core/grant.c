/* grant.c - giving roles and taking them back. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "org.h"
#include "person.h"
#include "sql.h"
#include "text.h"

static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct grant *g)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "role", role_name(g->role));
	if (g->group != NULL)
		jsonw_text(&w, "group", g->group);
	else
		jsonw_int(&w, "person", g->person);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, g->person != 0 ? g->person : g->id,
	    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct grant *g = arg;
	enum err e;

	e = db_do(db,
	    SQL(grant_insert, .id = g->id, .org = head->org, .role = g->role,
		.person = g->person, .group_name = g->group, .at = head->at));
	return e == OK ? note(db, head, "role.grant", g) : e;
}

static bool
group_fine(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 200 && text_fine(s, n, TEXT_LINE);
}

/* The national role holds everywhere; a reviewer may, or in one place. */
static bool
place_fine(enum role role, int64_t org)
{
	return org == ORG_INSTALLATION
		   ? role == ROLE_NATIONAL || role == ROLE_EXTERNAL_REVIEWER
		   : role != ROLE_NATIONAL;
}

enum err
role_grant(struct db *db, struct unit *u, struct grant *g)
{
	if (role_name(g->role) == NULL || !place_fine(g->role, u->org) ||
	    (g->person == 0) == (g->group == NULL) ||
	    (g->group != NULL && !group_fine(g->group)))
		return ERR_INVALID;
	g->id = db_id(db);
	g->org = u->org;
	return db_write(db, u, add, g);
}

static enum err
take(struct db *db, struct db_head *head, void *arg)
{
	struct grant g = { .id = *(const int64_t *)arg };
	struct arena *a = arena_open();
	enum err e;

	e = db_ask(db, SQL(grant_read, .org = head->org, .id = g.id));
	if (e == OK) {
		g.role = (enum role)db_int(db);
		g.person = db_int(db);
		g.group = db_text(db, a);
		e = db_do(db, SQL(grant_delete, .org = head->org, .id = g.id));
	}
	if (e == OK)
		e = note(db, head, "role.revoke", &g);
	arena_close(a);
	return e;
}

enum err
role_revoke(struct db *db, struct unit *u, int64_t id)
{
	return db_write(db, u, take, &id);
}

enum err
role_list(struct db *db, struct arena *a, int64_t org, struct grants *out)
{
	enum err e = db_ask(db, SQL(grant_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(grant_list, .org = org));
	while (db_next(db)) {
		struct grant *g = &out->v[out->n++];

		g->id = db_int(db);
		g->org = db_int(db);
		g->role = (enum role)db_int(db);
		g->person = db_int(db);
		g->group = db_text(db, a);
		g->holder = db_text(db, a);
	}
	return db_end(db);
}

enum err
role_groups(struct db *db, struct arena *a, struct groups *out)
{
	out->n = 0;
	out->v = arena_array(a, 1000, sizeof(*out->v));
	db_list(db, SQL0(grant_groups));
	while (db_next(db))
		out->v[out->n++] = db_text(db, a);
	return db_end(db);
}

enum err
role_of(struct db *db, int64_t person, int64_t org, unsigned *roles)
{
	*roles = 0;
	db_list(db, SQL(grant_of, .person = person, .org = org));
	while (db_next(db))
		*roles |= (unsigned)db_int(db);
	return db_end(db);
}
