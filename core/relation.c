/* relation.c - whose part an organisation is, and who commissions it. */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "catalogue.h"
#include "db.h"
#include "jsonw.h"
#include "org_priv.h"
#include "relation_priv.h"
#include "sql.h"
#include "text.h"

static const char *const purposes[PURPOSE_COUNT] = {
	[PURPOSE_ASSURANCE] = "assurance",
	[PURPOSE_NATIONAL] = "national-services",
	[PURPOSE_CONTRACT] = "contract",
};

const char *
purpose_name(enum purpose p)
{
	return purposes[p];
}

enum purpose
purpose_named(const char *name)
{
	enum purpose p = PURPOSE_ASSURANCE;

	while (p < PURPOSE_COUNT && strcmp(purposes[p], name) != 0)
		p++;
	return p;
}

/* ---- what may be ---- */

/* Whoever lies above the parent may not be the organisation itself. */
static enum err
above(struct db *db, int64_t org, int64_t parent, enum relation_fault *fault)
{
	int64_t at = parent;

	while (at != 0 && at != org) {
		enum err e = db_ask(db, SQL(relation_parent, .id = at));

		if (e == ERR_NOTFOUND) {
			*fault = RELATION_PARENT;
			return ERR_INVALID;
		}
		if (e != OK)
			return e;
		at = db_int(db);
	}
	if (at == 0)
		return OK;
	*fault = RELATION_LOOP;
	return ERR_INVALID;
}

enum err
relation_judge(struct db *db, struct arena *a, const struct relation *rel,
    enum relation_fault *fault)
{
	const char *type_name;
	enum err e = OK;

	*fault = RELATION_FINE;
	if (!text_within(rel->name, TEXT_LINE, 1, 200))
		*fault = RELATION_NAME;
	else if ((e = catalogue_type(db, a, rel->type, &type_name)) ==
		 ERR_NOTFOUND)
		*fault = RELATION_TYPE;
	else if (e != OK)
		return e;
	return *fault == RELATION_FINE ? OK : ERR_INVALID;
}

/* ---- what is written down ---- */

static enum err
code_of(struct db *db, struct arena *a, int64_t org, const char **code)
{
	struct org o;
	enum err e = OK;

	*code = NULL;
	if (org == 0)
		return OK;
	if ((e = org_read(db, a, org, &o)) == OK)
		*code = o.code;
	return e;
}

static enum err
note(struct db *db, struct db_head *head, struct arena *a, const struct org *o,
    const struct relation *rel)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	const char *parent;
	enum err e = code_of(db, a, rel->parent, &parent);

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "code", o->code);
	jsonw_text(&w, "name", rel->name);
	jsonw_text(&w, "type", rel->type);
	jsonw_text(&w, "parent", parent);
	jsonw_text(&w, "purpose", purpose_name(rel->purpose));
	jsonw_close(&w, '}');
	if (e == OK)
		e = audit_add(db, head, "org.change", o->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
note_commission(struct db *db, struct db_head *head, const char *action,
    int64_t commissioner, int64_t provider)
{
	struct arena *a = arena_open();
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	const char *by, *of = NULL;
	enum err e = code_of(db, a, commissioner, &by);

	if (e == OK)
		e = code_of(db, a, provider, &of);
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "commissioner", by);
	jsonw_text(&w, "provider", of);
	jsonw_close(&w, '}');
	if (e == OK)
		e = audit_add(db, head, action, provider, buf_text(&detail));
	buf_clear(&detail);
	arena_close(a);
	return e;
}

/* ---- commissioners ---- */

struct pair {
	int64_t commissioner, provider;
};

static enum err
insert_one(struct db *db, struct db_head *head, void *arg)
{
	const struct pair *p = arg;
	enum err e = db_ask(db, SQL(relation_parent, .id = p->commissioner));

	if (e == OK) {
		db_rest(db);
		e = db_ask(db, SQL(relation_parent, .id = p->provider));
	}
	if (e != OK)
		return e;
	db_rest(db);
	e = db_do(db, SQL(commission_insert, .commissioner = p->commissioner,
			  .provider = p->provider, .at = head->at));
	return e != OK ? e
		       : note_commission(db, head, "commission.add",
			     p->commissioner, p->provider);
}

enum err
commission_add(
    struct db *db, struct unit *u, int64_t commissioner, int64_t provider)
{
	struct pair p = { commissioner, provider };

	if (commissioner == provider)
		return ERR_INVALID;
	return db_write(db, u, insert_one, &p);
}

static enum err
remove_one(struct db *db, struct db_head *head, void *arg)
{
	const struct pair *p = arg;
	enum err e =
	    db_do(db, SQL(commission_delete, .commissioner = p->commissioner,
			  .provider = p->provider));

	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	return e != OK ? e
		       : note_commission(db, head, "commission.end",
			     p->commissioner, p->provider);
}

enum err
commission_end(
    struct db *db, struct unit *u, int64_t commissioner, int64_t provider)
{
	struct pair p = { commissioner, provider };

	return db_write(db, u, remove_one, &p);
}

static enum err
listed(struct db *db, struct arena *a, struct sql_call count,
    struct sql_call list, struct orgs *out)
{
	enum err e = db_ask(db, count);

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, list);
	return org_rows(db, a, out);
}

enum err
commission_list(
    struct db *db, struct arena *a, int64_t provider, struct orgs *out)
{
	return listed(db, a, SQL(commission_count, .provider = provider),
	    SQL(commission_list, .provider = provider), out);
}

/* ---- parent, type, purpose ---- */

enum err
relation_parts(struct db *db, struct arena *a, int64_t org, struct orgs *out)
{
	return listed(db, a, SQL(relation_part_count, .id = org),
	    SQL(relation_parts, .id = org), out);
}

enum err
relation_read(struct db *db, struct arena *a, int64_t org, struct relation *rel)
{
	enum err e = db_ask(db, SQL(relation_read, .id = org));

	if (e != OK)
		return e;
	*rel = (struct relation){ .org = org, .name = db_text(db, a) };
	rel->type = db_text(db, a);
	rel->parent = db_int(db);
	rel->purpose = (enum purpose)db_int(db);
	return OK;
}

static enum err
change(struct db *db, struct db_head *head, void *arg)
{
	struct changing *c = arg;
	const struct relation *rel = c->rel;
	const char *folded;
	struct org o;
	enum err e = org_read(db, c->arena, rel->org, &o);

	if (e != OK || rel->org == ORG_INSTALLATION)
		return e == OK ? ERR_NOTFOUND : e;
	if ((e = above(db, rel->org, rel->parent, c->fault)) != OK)
		return e;
	folded = text_fold(
	    c->arena, arena_printf(c->arena, "%s %s", o.code, rel->name));
	e = db_do(db, SQL(relation_change, .id = rel->org, .name = rel->name,
			  .type = rel->type, .folded = folded,
			  .parent = rel->parent, .purpose = rel->purpose));
	return e == OK ? note(db, head, c->arena, &o, rel) : e;
}

enum err
relation_change(struct db *db, struct unit *u, const struct relation *rel,
    enum relation_fault *fault)
{
	struct changing c = { arena_open(), rel, fault, NULL, 0 };
	enum err e = relation_judge(db, c.arena, rel, fault);

	if (e == OK)
		e = db_write(db, u, change, &c);
	arena_close(c.arena);
	return e;
}

enum err
relation_enter(struct db *db, struct db_head *head, const struct changing *c)
{
	struct relation rel = *c->rel;
	struct pair p = { c->commissioner, c->add->id };
	enum err e = above(db, c->add->id, rel.parent, c->fault);

	if (e == OK)
		e = org_insert(db, head, c->add);
	if (e == OK && (rel.parent != 0 || rel.purpose != PURPOSE_ASSURANCE)) {
		e = db_do(
		    db, SQL(relation_place, .id = c->add->id,
			    .parent = rel.parent, .purpose = rel.purpose));
		if (e == OK)
			e = note(db, head, c->arena, c->add, &rel);
	}
	if (e != OK || p.commissioner == 0)
		return e;
	e = insert_one(db, head, &p);
	if (e == ERR_NOTFOUND) {
		*c->fault = RELATION_COMMISSIONER;
		e = ERR_INVALID;
	}
	return e;
}

static enum err
enter(struct db *db, struct db_head *head, void *arg)
{
	return relation_enter(db, head, arg);
}

enum err
relation_register(struct db *db, struct unit *u, struct org *o,
    const struct relation *rel, int64_t commissioner,
    enum relation_fault *fault)
{
	struct relation whole = *rel;
	struct changing c = { arena_open(), &whole, fault, o, commissioner };
	enum err e;

	whole.name = o->name;
	whole.type = o->type;
	if (!org_code_fine(o->code)) {
		*fault = RELATION_CODE;
		e = ERR_INVALID;
	} else if ((e = relation_judge(db, c.arena, &whole, fault)) == OK) {
		o->id = db_id(db);
		e = db_write(db, u, enter, &c);
	}
	arena_close(c.arena);
	return e;
}
