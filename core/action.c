/* action.c - actions of the improvement plan: adding, changing, reporting. */
#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "carry_priv.h"
#include "db.h"
#include "jsonw.h"
#include "plan_priv.h"
#include "sql.h"
#include "text.h"

struct change {
	const struct assessment *s;
	struct action *a;
	const char *text; /* of a report; NULL */
};

static enum err
note(struct db *db, struct db_head *head, const char *what,
    const struct change *c)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	const struct action *a = c->a;
	char due[DAY_TEXT_SIZE];
	enum err e;

	day_text(a->due_on, due);
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "requirement", a->number);
	jsonw_text(&w, "title", a->title);
	jsonw_int(&w, "reach", a->reach);
	jsonw_text(&w, "owner", a->owner.name);
	jsonw_text(&w, "deputy", a->deputy.name);
	jsonw_text(&w, "due_on", due);
	jsonw_int(&w, "progress", a->progress);
	jsonw_int(&w, "state", a->state);
	if (c->text != NULL)
		jsonw_text(&w, "report", c->text);
	jsonw_close(&w, '}');
	e = audit_add(db, head, what, a->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
plan_settle(struct db *db, const struct assessment *s, int64_t requirement,
    bool changed)
{
	enum err e =
	    db_do(db, SQL(plan_settle, .org = s->org, .assessment = s->id,
			  .requirement = requirement, .changed = changed));

	if (e != OK || !changed)
		return e;
	return db_do(db, SQL(plan_settle_kept, .org = s->org,
			     .assessment = s->id, .requirement = requirement));
}

/* Somebody who takes work today, with an id from now on. */
static enum err
keep(struct db *db, struct db_head *head, struct holder *h)
{
	enum err e = holder_keep(db, head, h);

	if (e != OK)
		return e;
	e = db_ask(db, SQL(action_holder, .org = head->org, .id = h->id));
	if (e == OK)
		(void)db_int(db);
	return e;
}

static bool
has_deputy(const struct action *a)
{
	return a->deputy.name != NULL && a->deputy.name[0] != '\0';
}

static enum err
keep_both(struct db *db, struct db_head *head, struct action *a)
{
	enum err e = keep(db, head, &a->owner);

	if (e != OK || !has_deputy(a))
		return e;
	return keep(db, head, &a->deputy);
}

static bool
fine(const struct action *a)
{
	return text_bare(a->title, TEXT_LINE, 1, ACTION_TITLE_MAX) &&
	       a->reach >= 1 && a->reach <= LEVEL_MAX && a->due_on != DAY_NONE;
}

static enum err
may_change(struct db *db, const struct change *c)
{
	enum assessment_state state;

	return answer_may_change(db, c->s, &state);
}

/* This year has the requirement. */
static enum err
asked(struct db *db, const struct assessment *s, int64_t requirement)
{
	enum err e =
	    db_ask(db, SQL(action_requirement, .org = s->org,
			   .assessment = s->id, .requirement = requirement));

	if (e == OK)
		(void)db_int(db);
	return e;
}

static enum err
add(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	struct action *a = c->a;
	enum err e;

	if ((e = may_change(db, c)) != OK ||
	    (e = asked(db, c->s, a->requirement)) != OK ||
	    (e = keep_both(db, head, a)) != OK)
		return e;
	e = db_do(
	    db, SQL(action_insert, .org = head->org, .id = a->id,
		    .assessment = c->s->id, .requirement = a->requirement,
		    .title = a->title, .reach = a->reach, .owner = a->owner.id,
		    .deputy = a->deputy.id, .due_on = a->due_on, .progress = 0,
		    .carried = 0, .at = head->at, .by = head->by->name));
	if (e == OK)
		e = plan_settle(db, c->s, a->requirement, true);
	return e == OK ? note(db, head, "action.add", c) : e;
}

enum err
action_add(
    struct db *db, struct unit *u, const struct assessment *s, struct action *a)
{
	struct change c = { s, a, NULL };

	if (!fine(a))
		return ERR_INVALID;
	a->id = db_id(db);
	a->state = ACTION_OPEN;
	a->progress = 0;
	a->edition = 1;
	return db_write(db, u, add, &c);
}

static enum err
change(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	struct action *a = c->a;
	enum err e;

	if ((e = may_change(db, c)) != OK || (e = keep_both(db, head, a)) != OK)
		return e;
	e = db_do(
	    db, SQL(action_update, .org = head->org, .id = a->id,
		    .edition = a->edition, .title = a->title, .reach = a->reach,
		    .owner = a->owner.id, .deputy = a->deputy.id,
		    .due_on = a->due_on, .state = a->state,
		    .closed_at = a->state == ACTION_OPEN ? 0 : head->at));
	if (e == OK && db_changed(db) == 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = plan_settle(db, c->s, a->requirement, true);
	return e == OK ? note(db, head, "action.change", c) : e;
}

enum err
action_change(struct db *db, struct unit *u, const struct assessment *s,
    const struct action *a)
{
	struct action copy = *a;
	struct change c = { s, &copy, NULL };

	if (!fine(a) || (a->state != ACTION_OPEN && a->state != ACTION_DROPPED))
		return ERR_INVALID;
	return db_write(db, u, change, &c);
}

static enum err
report(struct db *db, struct db_head *head, void *arg)
{
	const struct change *c = arg;
	struct action *a = c->a;
	enum err e = may_change(db, c);

	if (e != OK)
		return e;
	e = db_do(db, SQL(action_progress, .org = head->org, .id = a->id,
			  .edition = a->edition, .progress = a->progress,
			  .state = a->state,
			  .closed_at = a->state == ACTION_OPEN ? 0 : head->at));
	if (e == OK && db_changed(db) == 0)
		return ERR_CONFLICT;
	if (e == OK)
		e = db_do(db,
		    SQL(action_report_insert, .org = head->org, .action = a->id,
			.id = db_id(db), .progress = a->progress,
			.text = c->text, .at = head->at, .by = head->by->name));
	return e == OK ? note(db, head, "action.report", c) : e;
}

enum err
action_report(struct db *db, struct unit *u, const struct assessment *s,
    const struct action *a, const char *text)
{
	struct action copy = *a;
	struct change c = { s, &copy, text };

	if (a->progress < 0 || a->progress > 100 ||
	    !text_bare(text, TEXT_AREA, 0, ACTION_REPORT_MAX))
		return ERR_INVALID;
	copy.state = a->progress == 100 ? ACTION_DONE : ACTION_OPEN;
	return db_write(db, u, report, &c);
}

/* ---- into the next year ---- */

static bool
takes_work(const struct carriage *c, int64_t holder)
{
	size_t i;

	for (i = 0; i < c->open.n; i++)
		if (c->open.v[i].id == holder)
			return true;
	return false;
}

/*
 * An owner of open work is kept (0006-duties-guards); deputies may have gone.
 */
static void
carry_deputy(
    struct carriage *c, const struct requirement *was, struct action *now)
{
	if (now->deputy.id == 0 || takes_work(c, now->deputy.id))
		return;
	carry_leave(c, was, CARRIED_ACTION_DEPUTY, now->deputy.name)->about =
	    now->title;
	now->deputy = (struct holder){ .name = "" };
}

static enum err
carry_one(struct carriage *c, const struct requirement *was,
    const struct requirement *r, const struct action *old)
{
	struct action now = *old;
	const struct change k = { c->to, &now, NULL };
	enum err e;

	carry_deputy(c, was, &now);
	now.id = db_id(c->db);
	now.number = r->number;
	e = db_do(c->db,
	    SQL(action_insert, .org = c->to->org, .id = now.id,
		.assessment = c->to->id, .requirement = r->id,
		.title = old->title, .reach = old->reach, .owner = now.owner.id,
		.deputy = now.deputy.id, .due_on = old->due_on,
		.progress = old->progress, .carried = old->id,
		.at = old->added_at, .by = old->added_by));
	if (e == OK)
		e = db_do(c->db,
		    SQL(action_carried, .org = c->to->org, .id = old->id));
	if (e == OK)
		e = plan_settle(c->db, c->to, r->id, true);
	return e == OK ? note(c->db, c->head, "action.carry", &k) : e;
}

/* Where a requirement was merged into another, its actions go on there. */
enum err
carry_actions(struct carriage *c)
{
	struct actions all;
	enum err e = action_list(c->db, c->arena, c->from, &all);
	size_t i;

	for (i = 0; i < all.n && e == OK; i++) {
		const struct requirement *was =
		    catalogue_requirement(c->was, all.v[i].number);
		const struct requirement *r;

		if (was == NULL || all.v[i].state != ACTION_OPEN)
			continue;
		r = c->heir[was - c->was->requirements.v];
		if (r != NULL)
			e = carry_one(c, was, r, &all.v[i]);
		else
			carry_leave(c, was, CARRIED_ACTION, all.v[i].title);
	}
	return e;
}
