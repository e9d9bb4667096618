/* handover_move.c - one thing passes for good. */
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "duty_priv.h"
#include "handover_priv.h"
#include "jsonw.h"
#include "sql.h"
#include "staff.h"

/* Nothing changed: it was not theirs. */
static enum err
changed(struct db *db, enum err e)
{
	return e == OK && db_changed(db) == 0 ? ERR_CONFLICT : e;
}

/* The duty begins anew: the history keeps who held it before. */
static enum err
move_duty(const struct passing *p)
{
	struct holding h;
	enum err e =
	    duty_holding(p->db, p->arena, p->head->org, p->move.key, &h);

	if (e == ERR_NOTFOUND ||
	    (e == OK && (h.person != p->from.person || h.ended_at != 0)))
		return ERR_CONFLICT;
	if (e != OK)
		return e;
	h.person = p->to.person;
	h.name = p->to.name;
	h.document = "";
	if (h.deputy == p->to.person || h.deputy == p->from.person)
		h.deputy = 0;
	if (h.from_on < p->today)
		h.from_on = p->today;
	if (h.until_on < p->today)
		h.until_on = DAY_NONE;
	if ((e = duty_place(p->db, p->head, &h)) != OK)
		return e;
	return duty_note(p->db, p->head, "duty.name", &h);
}

static enum err
move_duty_deputy(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_duty_deputy_move, .org = p->head->org,
			     .id = p->move.key, .was = p->from.person,
			     .deputy = p->to.person));

	return changed(p->db, e);
}

/* The history of a requirement tells of its owners. */
static enum err
note_owner(const struct passing *p)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e = db_ask(p->db, SQL(handover_answer_number_of,
				       .org = p->head->org, .id = p->move.key));

	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "requirement", db_text(p->db, p->arena));
	jsonw_text(&w, "owner", p->to.name);
	jsonw_close(&w, '}');
	e = audit_add(
	    p->db, p->head, "answer.handover", p->move.key, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
move_requirement(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_answer_owner_move, .org = p->head->org,
			     .id = p->move.key, .was = p->from.holder,
			     .owner = p->to.holder, .name = p->to.name,
			     .at = p->head->at, .by = p->head->by->name));

	if ((e = changed(p->db, e)) != OK)
		return e;
	return note_owner(p);
}

static enum err
move_requirement_deputy(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_answer_deputy_move, .org = p->head->org,
			     .id = p->move.key, .was = p->from.holder,
			     .deputy = p->to.holder, .at = p->head->at,
			     .by = p->head->by->name));

	return changed(p->db, e);
}

static enum err
move_criteria(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_criteria_owner_move, .org = p->head->org,
			     .answer = p->move.key, .was = p->from.holder,
			     .owner = p->to.holder));

	return changed(p->db, e);
}

static enum err
move_evidence(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_evidence_owner_move, .org = p->head->org,
			     .answer = p->move.key, .was = p->from.holder,
			     .owner = p->to.holder));

	return changed(p->db, e);
}

static enum err
move_action(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_action_owner_move, .org = p->head->org,
			     .id = p->move.key, .was = p->from.holder,
			     .owner = p->to.holder));

	return changed(p->db, e);
}

static enum err
move_action_deputy(const struct passing *p)
{
	enum err e =
	    db_do(p->db, SQL(handover_action_deputy_move, .org = p->head->org,
			     .id = p->move.key, .was = p->from.holder,
			     .deputy = p->to.holder));

	return changed(p->db, e);
}

static enum err
move_group(const struct passing *p)
{
	enum err e = db_do(
	    p->db, SQL(handover_group_member_drop, .org = p->head->org,
		       .group_id = p->move.key, .person = p->from.person));

	if ((e = changed(p->db, e)) != OK)
		return e;
	return db_do(
	    p->db, SQL(handover_group_member_keep, .org = p->head->org,
		       .group_id = p->move.key, .person = p->to.person));
}

/* Whoever was below takes the place, or they would manage themselves. */
static enum err
move_staff(const struct passing *p)
{
	int64_t org = p->head->org, was = p->from.staff, now = p->to.staff;
	enum err e;

	if (now == 0)
		return ERR_INVALID;
	if (was == 0 || was != p->move.key)
		return ERR_CONFLICT;
	e = staff_is_below(p->db, org, was, now);
	if (e == OK)
		e = db_do(p->db, SQL(handover_staff_manager_rise, .org = org,
				     .id = now, .was = was));
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	return db_do(p->db, SQL(handover_staff_manager_move, .org = org,
				.was = was, .manager = now, .today = p->today));
}

enum err
pass_for_good(struct passing *p)
{
	static enum err (*const movers[HELD_KINDS])(const struct passing *) = {
		[HELD_DUTY] = move_duty,
		[HELD_DUTY_DEPUTY] = move_duty_deputy,
		[HELD_REQUIREMENT] = move_requirement,
		[HELD_REQUIREMENT_DEPUTY] = move_requirement_deputy,
		[HELD_CRITERIA] = move_criteria,
		[HELD_EVIDENCE] = move_evidence,
		[HELD_ACTION] = move_action,
		[HELD_ACTION_DEPUTY] = move_action_deputy,
		[HELD_GROUP] = move_group,
		[HELD_STAFF] = move_staff,
	};
	enum err e = OK;

	if (held_deputized(p->move.kind))
		e = stand_in_drop(p->db, p->head, p->move.kind, p->move.key);
	return e == OK ? movers[p->move.kind](p) : e;
}
