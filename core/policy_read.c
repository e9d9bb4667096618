/* policy_read.c - reading policies, and who has acknowledged them. */
#include "arena.h"
#include "db.h"
#include "policy.h"
#include "sql.h"

static void
read_row(struct db *db, struct arena *a, struct policy *p)
{
	*p = (struct policy){ .id = db_int(db) };
	p->title = db_text(db, a);
	p->for_all = db_int(db) != 0;
	p->closed = db_int(db) != 0;
	p->version = db_int(db);
	db_blob(db, p->digest, POLICY_DIGEST);
	p->at = db_int(db);
	p->by = db_text(db, a);
}

static enum err
count(struct db *db, struct sql_call call, size_t *n)
{
	enum err e = db_ask(db, call);

	*n = e == OK ? (size_t)db_int(db) : 0;
	return e;
}

enum err
policy_list(struct db *db, struct arena *a, int64_t org, struct policies *out)
{
	size_t n;
	enum err e = count(db, SQL(policy_count, .org = org), &n);

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, n, sizeof(*out->v));
	db_list(db, SQL(policy_list, .org = org));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
policy_version(struct db *db, struct arena *a, int64_t org, int64_t id,
    int64_t version, struct policy *p)
{
	enum err e = db_ask(
	    db, SQL(policy_read, .org = org, .id = id, .version = version));

	if (e != OK)
		return e;
	read_row(db, a, p);
	p->text = db_text(db, a);
	return OK;
}

enum err
policy_read(
    struct db *db, struct arena *a, int64_t org, int64_t id, struct policy *p)
{
	return policy_version(db, a, org, id, 0, p);
}

enum err
policy_needs(struct db *db, struct arena *a, int64_t org, int64_t id,
    struct policy_groups *out)
{
	size_t n;
	enum err e =
	    count(db, SQL(policy_need_count, .org = org, .id = id), &n);

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, n, sizeof(*out->v));
	db_list(db, SQL(policy_need_list, .org = org, .id = id));
	while (db_next(db))
		out->v[out->n++] = db_int(db);
	return db_end(db);
}

/* ---- who has, and who has not ---- */

enum err
policy_report(struct db *db, struct arena *a, int64_t org,
    const struct policy *p, day on, struct policy_counts *out)
{
	size_t n;
	enum err e = count(db, SQL(group_count, .org = org), &n);

	if (e != OK)
		return e;
	*out = (struct policy_counts){ .v = arena_array(
					   a, n + 1, sizeof(*out->v)) };
	db_list(
	    db, SQL(policy_report, .org = org, .id = p->id,
		    .version = p->version, .for_all = p->for_all, .today = on));
	while (db_next(db)) {
		struct policy_count *c = &out->v[out->n++];

		c->group = db_int(db);
		c->name = db_text(db, a);
		if (c->name == NULL)
			c->name = "";
		c->needed = db_int(db);
		c->read = db_int(db);
		out->needed += c->needed;
		out->read += c->read;
	}
	return db_end(db);
}

enum err
policy_missing(struct db *db, struct arena *a, int64_t org,
    const struct policy *p, const struct policy_page *at,
    struct policy_missing *out)
{
	size_t most = (size_t)at->limit;

	*out = (struct policy_missing){ 0 };
	out->v = arena_array(a, most, sizeof(*out->v));
	db_list(db,
	    SQL(policy_missing, .org = org, .id = p->id, .version = p->version,
		.for_all = p->for_all, .today = at->on, .group_id = at->group,
		.skip = at->skip, .most = at->limit + 1));
	while (db_next(db)) {
		out->more = out->n == most;
		if (out->more) {
			db_rest(db);
			continue;
		}
		out->v[out->n].staff = db_int(db);
		out->v[out->n].number = db_text(db, a);
		out->v[out->n].first_name = db_text(db, a);
		out->v[out->n].last_name = db_text(db, a);
		out->v[out->n].unit = db_text(db, a);
		out->n++;
	}
	return db_end(db);
}
