/* owner_give.c - many requirements given to somebody in one act. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "db.h"
#include "duty_priv.h"
#include "owner_priv.h"
#include "sql.h"

struct giving {
	const struct assessment *assessment;
	const struct catalogue *catalogue;
	const bool *which;
	const struct owner_change *change;
	size_t changed;
};

static bool
names(const char *name)
{
	return name != NULL && name[0] != '\0';
}

/* The answer as it will be; only what is told changes. */
static void
change(const struct owner_change *c, struct answer *a)
{
	if (names(c->owner))
		a->row.owner = c->owner;
	if (c->no_deputy)
		a->deputy = "";
	else if (names(c->deputy))
		a->deputy = c->deputy;
	if (c->no_due)
		a->due_on = DAY_NONE;
	else if (c->due_on != DAY_NONE)
		a->due_on = c->due_on;
}

static enum plan_state
plan_now(const struct answer *was, const struct answer *is)
{
	if (!was->row.has_plan)
		return PLAN_NONE;
	return was->row.plan_accepted && was->owner_id == is->owner_id
		   ? PLAN_ACCEPTED
		   : PLAN_MADE;
}

static enum err
give_one(struct db *db, struct db_head *head, struct giving *g,
    struct arena *room, const struct requirement *r)
{
	struct answer was, is;
	enum err e = answer_read(db, room, g->assessment, r, &was);

	if (e != OK)
		return e;
	is = was;
	change(g->change, &is);
	if ((e = owner_settle(db, head, room, &was, &is)) != OK)
		return e;
	if (is.owner_id == was.owner_id && is.deputy_id == was.deputy_id &&
	    is.due_on == was.due_on)
		return OK;
	g->changed++;
	e = db_do(db, SQL(answer_give, .org = head->org, .id = is.row.id,
			  .owner = is.row.owner, .owner_id = is.owner_id,
			  .deputy = is.deputy_id, .due_on = is.due_on,
			  .plan_state = plan_now(&was, &is), .at = head->at,
			  .by = head->by->name));
	if (e == OK)
		e = answer_note(db, head, r, &is, "answer.give", NULL);
	if (e == OK && is.owner_id != was.owner_id)
		e = duty_cite_one(db, head, room, g->assessment, r);
	return e;
}

static enum err
give(struct db *db, struct db_head *head, void *arg)
{
	struct giving *g = arg;
	const struct catalogue *c = g->catalogue;
	enum assessment_state state;
	struct arena *room = arena_open();
	enum err e = answer_may_change(db, g->assessment, &state);
	size_t i;

	g->changed = 0;
	for (i = 0; i < c->requirements.n && e == OK; i++)
		if (g->which[i])
			e = give_one(db, head, g, room, &c->requirements.v[i]);
	arena_close(room);
	return e == OK && g->changed == 0 ? ERR_CONFLICT : e;
}

enum err
owner_give(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c, const bool *which,
    const struct owner_change *what, size_t *changed)
{
	struct giving g = { s, c, which, what, 0 };
	bool any = false;
	enum err e;
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		any = any || which[i];
	if (!any ||
	    (!names(what->owner) && !names(what->deputy) && !what->no_deputy &&
		what->due_on == DAY_NONE && !what->no_due))
		return ERR_INVALID;
	e = db_write(db, u, give, &g);
	*changed = g.changed;
	return e;
}
