/* plan_set.h - actions and the plan, for their tests. */
#ifndef PLAN_SET_H
#define PLAN_SET_H
#include "plan.h"
#include "work_set.h"

static inline struct holder
called(const struct year *y, const char *name)
{
	struct holder h;

	assert_err(
	    holder_named(y->r->db, y->r->arena, y->org->id, name, &h), OK);
	return h;
}

static inline struct action
action_for(const struct year *y, size_t i, const char *owner)
{
	return (struct action){ .requirement = year_asks(y, i)->id,
		.number = year_asks(y, i)->number,
		.title = "Write it down",
		.reach = 2,
		.owner = called(y, owner),
		.deputy = { .name = "" },
		.due_on = TODAY + 30 };
}

static inline enum err
try_add(const struct year *y, struct action *a)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return action_add(y->r->db, &u, &y->s, a);
}

static inline enum err
try_change(const struct year *y, const struct action *a)
{
	struct unit u = year_unit(y, &y->r->assessor);

	return action_change(y->r->db, &u, &y->s, a);
}

static inline enum err
try_report(const struct year *y, struct action a, int progress)
{
	struct unit u = year_unit(y, &y->r->assessor);

	a.progress = progress;
	return action_report(y->r->db, &u, &y->s, &a, "Half of it.");
}

static inline struct action
on_record(const struct year *y, int64_t id)
{
	struct action a;

	assert_err(action_read(y->r->db, y->r->arena, &y->s, id, &a), OK);
	return a;
}

static inline struct plan
plan_now(const struct year *y)
{
	struct plan p;

	assert_err(
	    plan_read(y->r->db, y->r->arena, &y->s, y->set, TODAY, &p), OK);
	return p;
}
#endif
