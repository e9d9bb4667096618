/* answer_write.c - an answer into the records, within a unit. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "db.h"
#include "duty_priv.h"
#include "owner_priv.h"
#include "sql.h"

static enum err
write_criteria(struct db *db, int64_t org, const struct requirement *r,
    const struct answer *a)
{
	enum err e;
	size_t i;

	e = db_do(
	    db, SQL(answer_criterion_clear, .org = org, .answer = a->row.id));
	for (i = 0; i < r->criteria.n && e == OK; i++) {
		const char *text = a->comment[i] != NULL ? a->comment[i] : "";

		if (a->met[i] || text[0] != '\0' ||
		    a->criterion_owner_id[i] != 0)
			e = db_do(
			    db, SQL(answer_criterion_insert, .org = org,
				    .answer = a->row.id,
				    .criterion = r->criteria.v[i].id,
				    .met = a->met[i], .comment = text,
				    .owner_id = a->criterion_owner_id[i]));
	}
	return e;
}

static enum err
write_shows(struct db *db, int64_t org, const struct requirement *r, int64_t id,
    const bool *shows)
{
	int64_t position = 0;
	enum err e = OK;
	size_t i;

	for (i = 0; i < r->criteria.n && e == OK; i++)
		if (shows[i])
			e = db_do(
			    db, SQL(evidence_criterion_insert, .org = org,
				    .evidence = id, .position = position++,
				    .criterion = r->criteria.v[i].id));
	return e;
}

/* A structure that nobody filled has the day 0. */
static day
some_day(day on)
{
	return on == 0 ? DAY_NONE : on;
}

static enum err
write_evidence(struct db *db, const struct assessment *s,
    const struct requirement *r, struct answer *a)
{
	int64_t org = s->org;
	enum err e;
	size_t i;

	e = db_do(db, SQL(evidence_criterion_clear, .org = org,
			  .assessment = s->id, .answer = a->row.id));
	if (e == OK)
		e = db_do(db, SQL(evidence_clear, .org = org,
				  .assessment = s->id, .answer = a->row.id));
	for (i = 0; i < a->evidence.n && e == OK; i++) {
		struct evidence *v = &a->evidence.v[i];

		v->id = db_id(db);
		e = db_do(
		    db, SQL(evidence_insert, .org = org, .assessment = s->id,
			    .answer = a->row.id, .id = v->id, .title = v->title,
			    .reference = v->reference, .owner_id = v->owner_id,
			    .review_on = some_day(v->review_on),
			    .holding = v->holding));
		if (e == OK)
			e = write_shows(db, org, r, v->id, v->shows);
	}
	return e;
}

bool
answer_same_plan(const struct answer *was, const struct answer *is)
{
	return strcmp(was->plan, is->plan) == 0 &&
	       strcmp(was->row.owner, is->row.owner) == 0 &&
	       was->row.target_on == is->row.target_on &&
	       was->row.target_level == is->row.target_level;
}

enum err
answer_actions(struct db *db, const struct assessment *s,
    const struct requirement *r, int64_t *n)
{
	enum err e = db_ask(db, SQL(plan_actions, .org = s->org,
				    .assessment = s->id, .requirement = r->id));

	*n = e == OK ? db_int(db) : 0;
	return e;
}

/* A plan is one in words, or by actions. */
static enum err
plan_state(struct db *db, const struct assessment *s,
    const struct requirement *r, const struct answer *was,
    const struct answer *is, enum plan_state *out)
{
	bool same = was->row.plan_accepted && answer_same_plan(was, is);
	int64_t actions = 0;
	enum err e = OK;

	if (is->plan[0] == '\0')
		e = answer_actions(db, s, r, &actions);
	*out = same ? PLAN_ACCEPTED : PLAN_MADE;
	if (is->plan[0] == '\0' && actions == 0)
		*out = PLAN_NONE;
	return e;
}

static enum err
write_row(struct db *db, const struct db_head *head, int64_t org,
    const struct answer *is, enum plan_state plan)
{
	const struct answer_row *row = &is->row;
	int64_t completed =
	    row->state == ANSWER_COMPLETE ? head->by->person : 0;

	return db_do(db,
	    SQL(answer_update, .org = org, .id = row->id, .state = row->state,
		.level = row->level, .not_relevant = row->not_relevant,
		.nr_record = is->nr_record, .target_level = row->target_level,
		.target_on = row->target_on, .owner = row->owner,
		.owner_id = is->owner_id, .deputy = is->deputy_id,
		.due_on = some_day(is->due_on), .plan = is->plan,
		.plan_state = plan, .evidence = (int64_t)is->evidence.n,
		.at = head->at, .by = head->by->name,
		.completed_by = completed));
}

enum err
answer_write(struct db *db, struct db_head *head, const struct assessment *s,
    const struct requirement *r, struct answer *a, enum answer_state state,
    const char *action)
{
	struct arena *room = arena_open();
	struct answer was, is = *a;
	enum plan_state plan = PLAN_NONE;
	enum err e = answer_read(db, room, s, r, &was);

	if (e == OK) {
		is.evidence.v = arena_array(
		    room, a->evidence.n + 1, sizeof(*is.evidence.v));
		if (a->evidence.n > 0)
			memcpy(is.evidence.v, a->evidence.v,
			    a->evidence.n * sizeof(*is.evidence.v));
		is.row.id = was.row.id;
		is.row.state = state;
		e = owner_settle(db, head, room, &was, &is);
	}
	if (e == OK && is.owner_id != was.owner_id)
		e = duty_cite_into(db, head, room, is.owner_id, r, &is);
	is.row.level = level_attained(r, is.met, was.row.previous);
	if (e == OK)
		e = plan_state(db, s, r, &was, &is, &plan);
	if (e == OK)
		e = write_row(db, head, s->org, &is, plan);
	if (e == OK)
		e = write_criteria(db, s->org, r, &is);
	if (e == OK)
		e = write_evidence(db, s, r, &is);
	if (e == OK)
		e = answer_note(db, head, r, &is, action, NULL);
	if (e == OK) {
		a->row.id = is.row.id;
		a->row.state = state;
		a->row.level = is.row.level;
		a->edition = was.edition + 1;
	}
	arena_close(room);
	return e;
}
