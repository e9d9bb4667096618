/* policy_staff.c - what somebody has to read, and acknowledging it. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "policy.h"
#include "sql.h"
#include "staff.h"

static void
read_owed(struct db *db, struct arena *a, struct policy_owed *o)
{
	struct policy *p = &o->policy;
	bool needed;

	*o = (struct policy_owed){ .policy = { .id = db_int(db) } };
	p->title = db_text(db, a);
	p->for_all = db_int(db) != 0;
	p->closed = db_int(db) != 0;
	p->version = db_int(db);
	db_blob(db, p->digest, POLICY_DIGEST);
	p->at = db_int(db);
	p->by = db_text(db, a);
	needed = db_int(db) != 0;
	o->read_version = db_int(db);
	o->read_at = db_int(db);
	if (o->read_version == p->version)
		o->state = POLICY_READ;
	else if (!needed)
		o->state = POLICY_OPTIONAL;
	else
		o->state = o->read_version > 0 ? POLICY_RENEWED : POLICY_UNREAD;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct policy_owed *x = a, *y = b;

	if (x->state != y->state)
		return (int)x->state - (int)y->state;
	return strcmp(x->policy.title, y->policy.title);
}

enum err
policy_owed(struct db *db, struct arena *a, int64_t org, const struct staff *s,
    struct policies_owed *out)
{
	enum err e = db_ask(db, SQL(policy_count, .org = org));

	if (e != OK)
		return e;
	*out = (struct policies_owed){ .v = arena_array(a, (size_t)db_int(db),
					   sizeof(*out->v)) };
	db_list(db,
	    SQL(policy_owed, .org = org, .staff = s->id, .group_id = s->group));
	while (db_next(db)) {
		struct policy_owed *o = &out->v[out->n++];

		read_owed(db, a, o);
		out->outstanding += o->state < POLICY_READ;
	}
	if ((e = db_end(db)) != OK)
		return e;
	qsort(out->v, out->n, sizeof(*out->v), by_urgency);
	return OK;
}

/* ---- acknowledging ---- */

struct acknowledging {
	struct acknowledgement *a;
	day today;
};

static enum err
note(struct db *db, struct db_head *head, const struct acknowledgement *k,
    const char *title)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "title", title);
	jsonw_int(&w, "version", k->version);
	jsonw_hex(&w, "digest", k->digest, POLICY_DIGEST);
	jsonw_int(&w, "staff", k->staff);
	jsonw_int(&w, "source", k->source);
	jsonw_text(&w, "place", k->place);
	jsonw_close(&w, '}');
	e = audit_add(
	    db, head, "policy.acknowledge", k->policy, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
is_known(struct db *db, int64_t org, struct acknowledgement *k)
{
	enum err e =
	    db_ask(db, SQL(acknowledgement_find, .org = org, .staff = k->staff,
			   .id = k->policy, .version = k->version));

	k->before = e == OK;
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	(void)db_int(db);
	return ERR_CONFLICT; /* nothing is to be written */
}

static enum err
acknowledge_in(struct db *db, struct db_head *head, struct arena *a,
    const struct acknowledging *g)
{
	struct acknowledgement *k = g->a;
	struct policy p;
	struct staff s;
	enum err e;

	if ((e = policy_read(db, a, head->org, k->policy, &p)) != OK ||
	    (e = staff_read(db, a, head->org, k->staff, &s)) != OK)
		return e;
	if (!staff_here(&s, g->today))
		return ERR_DENIED;
	if (p.closed || memcmp(p.digest, k->digest, POLICY_DIGEST) != 0)
		return ERR_CONFLICT;
	k->version = p.version;
	if ((e = is_known(db, head->org, k)) != OK)
		return e;
	e = db_do(
	    db, SQL(acknowledgement_insert, .org = head->org, .staff = k->staff,
		    .id = k->policy, .version = k->version,
		    .digest = { k->digest, POLICY_DIGEST }, .at = head->at,
		    .source = k->source, .place = k->place));
	return e == OK ? note(db, head, k, p.title) : e;
}

static enum err
acknowledge(struct db *db, struct db_head *head, void *arg)
{
	struct arena *a = arena_open();
	enum err e = acknowledge_in(db, head, a, arg);

	arena_close(a);
	return e;
}

enum err
policy_acknowledge(
    struct db *db, struct unit *u, struct acknowledgement *a, day today)
{
	struct acknowledging g = { a, today };
	enum err e;

	a->before = false;
	e = db_write(db, u, acknowledge, &g);
	return e == ERR_CONFLICT && a->before ? OK : e;
}
