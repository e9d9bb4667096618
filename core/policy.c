/* policy.c - policies: adding, changing, the next version of a text. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "policy.h"
#include "sql.h"
#include "text.h"

void
policy_digest(const char *text, unsigned char out[POLICY_DIGEST])
{
	crypto_hash_sha256(out, (const unsigned char *)text, strlen(text));
}

struct change {
	struct policy *p;
	const int64_t *groups;
	size_t n;
};

static void
describe_needs(struct jsonw *w, const struct change *c)
{
	size_t i;

	jsonw_bool(w, "for_all", c->p->for_all);
	jsonw_bool(w, "closed", c->p->closed);
	jsonw_open(w, "groups", '[');
	for (i = 0; i < c->n && !c->p->for_all; i++)
		jsonw_int(w, NULL, c->groups[i]);
	jsonw_close(w, ']');
}

/* The row of a change; of a text its version and digest are enough. */
static enum err
note(struct db *db, struct db_head *head, const char *action,
    const struct change *c, bool text, bool needs)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "title", c->p->title);
	if (text) {
		jsonw_int(&w, "version", c->p->version);
		jsonw_hex(&w, "digest", c->p->digest, POLICY_DIGEST);
	}
	if (needs)
		describe_needs(&w, c);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, c->p->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
set_needs(struct db *db, int64_t org, const struct change *c)
{
	int64_t id = c->p->id;
	enum err e;
	size_t i;

	e = db_do(db, SQL(policy_need_clear, .org = org, .id = id));
	for (i = 0; i < c->n && e == OK && !c->p->for_all; i++)
		e = db_do(db, SQL(policy_need_insert, .org = org, .id = id,
				  .group_id = c->groups[i]));
	return e;
}

static enum err
set_text(struct db *db, const struct db_head *head, struct policy *p)
{
	policy_digest(p->text, p->digest);
	return db_do(db, SQL(policy_text_insert, .org = head->org, .id = p->id,
			     .version = p->version, .text = p->text,
			     .digest = { p->digest, POLICY_DIGEST },
			     .at = head->at, .by_name = head->by->name));
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	enum err e;

	e = db_do(db, SQL(policy_insert, .org = head->org, .id = c->p->id,
			  .title = c->p->title, .for_all = c->p->for_all));
	if (e == OK)
		e = set_text(db, head, c->p);
	if (e == OK)
		e = set_needs(db, head->org, c);
	return e == OK ? note(db, head, "policy.add", c, true, true) : e;
}

enum err
policy_add(struct db *db, struct unit *u, struct policy *p,
    const int64_t *groups, size_t n)
{
	struct change c = { p, groups, n };

	if (!text_bare(p->title, TEXT_LINE, 1, POLICY_TITLE_MAX) ||
	    !text_bare(p->text, TEXT_AREA, 1, POLICY_TEXT_MAX))
		return ERR_INVALID;
	p->id = db_id(db);
	p->version = 1;
	p->closed = false;
	return db_write(db, u, add, &c);
}

static enum err
alter(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	enum err e;

	e = db_do(db, SQL(policy_update, .org = head->org, .id = c->p->id,
			  .title = c->p->title, .for_all = c->p->for_all,
			  .closed = c->p->closed));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	if (e == OK)
		e = set_needs(db, head->org, c);
	return e == OK ? note(db, head, "policy.change", c, false, true) : e;
}

enum err
policy_change(struct db *db, struct unit *u, const struct policy *p,
    const int64_t *groups, size_t n)
{
	struct policy copy = *p;
	struct change c = { &copy, groups, n };

	if (!text_bare(p->title, TEXT_LINE, 1, POLICY_TITLE_MAX))
		return ERR_INVALID;
	return db_write(db, u, alter, &c);
}

static enum err
next_version(struct db *db, struct db_head *head, struct arena *a,
    const struct change *c)
{
	struct policy was;
	enum err e = policy_read(db, a, head->org, c->p->id, &was);

	if (e != OK)
		return e;
	if (was.version != c->p->version)
		return ERR_CONFLICT;
	if (strcmp(was.text, c->p->text) == 0)
		return ERR_INVALID;
	e = db_do(db, SQL(policy_set_version, .org = head->org, .id = was.id,
			  .was = was.version));
	if (e != OK)
		return e;
	c->p->version = was.version + 1;
	c->p->title = was.title;
	if ((e = set_text(db, head, c->p)) == OK)
		e = note(db, head, "policy.revise", c, true, false);
	return e;
}

static enum err
revise(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	struct arena *a = arena_open();
	int64_t version = c->p->version;
	enum err e = next_version(db, head, a, c);

	c->p->title = "";
	if (e != OK)
		c->p->version = version; /* it may be run again */
	arena_close(a);
	return e;
}

enum err
policy_revise(struct db *db, struct unit *u, struct policy *p)
{
	struct change c = { p, NULL, 0 };

	if (!text_bare(p->text, TEXT_AREA, 1, POLICY_TEXT_MAX))
		return ERR_INVALID;
	return db_write(db, u, revise, &c);
}
