/* owner.c - the owners of answers: from names to holders. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "owner_priv.h"
#include "sql.h"
#include "text.h"

/* No owner is no name. */
static const char *
or_none(const char *name)
{
	return name != NULL ? name : "";
}

enum err
owner_known(struct db *db, struct arena *a, int64_t org, const char *typed,
    const char *was, struct holder *h)
{
	*h = (struct holder){ .name = or_none(was) };
	if (text_same(or_none(typed), h->name))
		return OK;
	if (or_none(typed)[0] == '\0') {
		h->name = "";
		return OK;
	}
	return holder_named(db, a, org, typed, h);
}

/* What a unit below settles. */
struct settling {
	struct db *db;
	struct db_head *head;
	struct arena *arena;
};

/* One of them; what is not known is not to be accepted. */
static enum err
settle(const struct settling *s, const char *was, int64_t was_id,
    const char **name, int64_t *id)
{
	bool stays = text_same(or_none(*name), or_none(was));
	struct holder h;
	enum err e;

	e = owner_known(s->db, s->arena, s->head->org, *name, was, &h);
	if (e == OK && !stays && h.name[0] != '\0')
		e = holder_keep(s->db, s->head, &h);
	if (e != OK)
		return e == ERR_NOTFOUND || e == ERR_CONFLICT || e == ERR_DENIED
			   ? ERR_INVALID
			   : e;
	*name = h.name;
	*id = stays ? was_id : h.id;
	return OK;
}

/* A form does not say which piece of before it is: the title does. */
static const struct evidence *
titled(const struct answer *a, const char *title)
{
	size_t i;

	for (i = 0; i < a->evidence.n; i++)
		if (strcmp(a->evidence.v[i].title, title) == 0)
			return &a->evidence.v[i];
	return NULL;
}

const char *
owner_of_evidence(const struct answer *a, const char *title)
{
	const struct evidence *v = titled(a, title);

	return v != NULL ? or_none(v->owner) : "";
}

static enum err
settle_evidence(
    const struct settling *s, const struct answer *was, struct evidence *v)
{
	const struct evidence *o = titled(was, v->title);

	if (o != NULL && v->holding == 0)
		v->holding = o->holding;
	return settle(s, o != NULL ? o->owner : "", o != NULL ? o->owner_id : 0,
	    &v->owner, &v->owner_id);
}

enum err
owner_settle(struct db *db, struct db_head *head, struct arena *room,
    const struct answer *was, struct answer *a)
{
	const struct settling s = { db, head, room };
	struct holder first;
	enum err e = OK;
	size_t i;

	if (or_none(a->row.owner)[0] == '\0') {
		e = holder_read(db, room, head->org, HOLDER_FIRST, &first);
		a->row.owner = e == OK ? first.name : "";
	}
	if (e == OK)
		e = settle(&s, was->row.owner, was->owner_id, &a->row.owner,
		    &a->owner_id);
	if (e == OK)
		e = settle(
		    &s, was->deputy, was->deputy_id, &a->deputy, &a->deputy_id);
	if (e == OK && a->deputy_id == a->owner_id)
		e = ERR_INVALID;
	for (i = 0; i < CRITERIA_MAX && e == OK; i++)
		e = settle(&s, was->criterion_owner[i],
		    was->criterion_owner_id[i], &a->criterion_owner[i],
		    &a->criterion_owner_id[i]);
	for (i = 0; i < a->evidence.n && e == OK; i++)
		e = settle_evidence(&s, was, &a->evidence.v[i]);
	return e;
}

/* The name by which it can be given now; "" where it cannot. */
static const char *
still(const struct holders *open, int64_t id, const char *name)
{
	size_t i;

	for (i = 0; i < open->n && id != 0; i++)
		if (open->v[i].id == id)
			return open->v[i].name;
	for (i = 0; i < open->n && id == 0; i++)
		if (text_same(open->v[i].name, or_none(name)))
			return open->v[i].name;
	return "";
}

void
owner_carry(const struct holders *open, struct answer *a)
{
	size_t i;

	a->row.owner = still(open, a->owner_id, a->row.owner);
	a->deputy = still(open, a->deputy_id, a->deputy);
	if (text_same(a->deputy, a->row.owner))
		a->deputy = "";
	for (i = 0; i < CRITERIA_MAX; i++)
		a->criterion_owner[i] = still(
		    open, a->criterion_owner_id[i], a->criterion_owner[i]);
	for (i = 0; i < a->evidence.n; i++)
		a->evidence.v[i].owner = still(
		    open, a->evidence.v[i].owner_id, a->evidence.v[i].owner);
}
