/* answer_save.c - writing an answer, and the steps it goes through. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "db.h"
#include "figure.h"
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

	e = db_do(
	    db, SQL(evidence_criterion_clear, .org = org, .answer = a->row.id));
	if (e == OK)
		e = db_do(
		    db, SQL(evidence_clear, .org = org, .answer = a->row.id));
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

/* Acceptance was given to this plan, this owner, this target and date. */
static bool
same_plan(const struct answer *was, const struct answer *is)
{
	return strcmp(was->plan, is->plan) == 0 &&
	       strcmp(was->row.owner, is->row.owner) == 0 &&
	       was->row.target_on == is->row.target_on &&
	       was->row.target_level == is->row.target_level;
}

static enum err
count_actions(struct db *db, const struct assessment *s,
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
	bool same = was->row.plan_accepted && same_plan(was, is);
	int64_t actions = 0;
	enum err e = OK;

	if (is->plan[0] == '\0')
		e = count_actions(db, s, r, &actions);
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
		.plan_state = plan,
		.evidence = (int64_t)is->evidence.n, .at = head->at,
		.by = head->by->name, .completed_by = completed));
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
		is.row.level = level_attained(r, a->met, was.row.previous);
		e = owner_settle(db, head, room, &was, &is);
	}
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

/* What a unit below works on. */
struct work {
	const struct assessment *assessment;
	const struct catalogue *catalogue;
	const struct requirement *requirement;
	struct answer *given;
	const char *reason;
	bool complete;
};

/* The answer as it stands, if the assessment may be changed at all. */
static enum err
stands(struct db *db, struct arena *a, const struct work *w,
    enum assessment_state *state, struct answer *now)
{
	enum err e;

	if ((e = answer_may_change(db, w->assessment, state)) != OK)
		return e;
	return answer_read(db, a, w->assessment, w->requirement, now);
}

static enum err
save(struct db *db, struct db_head *head, void *arg)
{
	struct work *w = arg;
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer now;
	enum err e = stands(db, a, w, &state, &now);

	if (e == OK && now.edition != w->given->edition)
		e = ERR_CONFLICT;
	if (e == OK &&
	    (state != ASSESSMENT_OPEN || now.row.state == ANSWER_COMPLETE ||
		now.row.state == ANSWER_CONFIRMED))
		e = ERR_DENIED;
	arena_close(a);
	if (e != OK)
		return e;
	return answer_write(db, head, w->assessment, w->requirement, w->given,
	    w->complete ? ANSWER_COMPLETE : ANSWER_IN_PROGRESS,
	    w->complete ? "answer.complete" : "answer.save");
}

enum err
answer_save(struct db *db, struct unit *u, const struct assessment *s,
    const struct requirement *r, struct answer *a, bool complete)
{
	int64_t edition = a->edition;
	struct work w = { .assessment = s,
		.requirement = r,
		.given = a,
		.complete = complete };
	enum err e;

	if (a->row.not_relevant && r->nr_reason == NULL)
		return ERR_INVALID;
	e = db_write(db, u, save, &w);
	if (e != OK)
		a->edition = edition;
	return e;
}

static enum err
set_state(struct db *db, struct db_head *head, const struct work *w,
    struct answer *now, enum answer_state state, int64_t completed,
    int64_t confirmed, const char *action)
{
	enum err e;

	e = db_do(db, SQL(answer_state, .org = w->assessment->org,
			  .id = now->row.id, .state = state,
			  .completed_by = completed, .confirmed_by = confirmed,
			  .at = head->at, .by = head->by->name));
	now->row.state = state;
	if (e != OK)
		return e;
	return answer_note(db, head, w->requirement, now, action, w->reason);
}

static enum err
complete(struct db *db, struct db_head *head, void *arg)
{
	const struct work *w = arg;
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer now;
	enum err e = stands(db, a, w, &state, &now);

	if (e == OK && !answer_open(w->assessment, now.row.state))
		e = ERR_CONFLICT;
	if (e == OK)
		e = set_state(db, head, w, &now, ANSWER_COMPLETE,
		    head->by->person, 0, "answer.complete");
	arena_close(a);
	return e;
}

enum err
answer_complete(struct db *db, struct unit *u, const struct assessment *s,
    const struct requirement *r)
{
	struct work w = { .assessment = s, .requirement = r };

	return db_write(db, u, complete, &w);
}

static enum err
confirm(struct db *db, struct db_head *head, void *arg)
{
	const struct work *w = arg;
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer now;
	enum err e = stands(db, a, w, &state, &now);

	if (e == OK && now.row.state != ANSWER_COMPLETE)
		e = ERR_CONFLICT;
	if (e == OK && now.row.completed_by != 0 &&
	    now.row.completed_by == head->by->person)
		e = ERR_DENIED;
	if (e == OK)
		e = set_state(db, head, w, &now, ANSWER_CONFIRMED,
		    now.row.completed_by, head->by->person, "answer.confirm");
	arena_close(a);
	return e;
}

enum err
answer_confirm(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c, const struct requirement *r)
{
	struct work w = { .assessment = s, .catalogue = c, .requirement = r };

	if (c->workflow != WORKFLOW_FULL)
		return ERR_DENIED;
	return db_write(db, u, confirm, &w);
}

static enum err
reopen(struct db *db, struct db_head *head, void *arg)
{
	const struct work *w = arg;
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer now;
	enum err e = stands(db, a, w, &state, &now);

	if (e == OK && now.row.state != ANSWER_COMPLETE &&
	    now.row.state != ANSWER_CONFIRMED)
		e = ERR_CONFLICT;
	if (e == OK)
		e = set_state(db, head, w, &now, ANSWER_IN_PROGRESS, 0, 0,
		    "answer.reopen");
	if (e == OK && state == ASSESSMENT_CONFIRMED)
		e = db_do(
		    db, SQL(assessment_set_state, .org = w->assessment->org,
			    .id = w->assessment->id, .state = ASSESSMENT_OPEN,
			    .at = 0, .by_person = 0));
	arena_close(a);
	return e;
}

enum err
answer_reopen(struct db *db, struct unit *u, const struct assessment *s,
    const struct requirement *r, const char *reason)
{
	struct work w = { .assessment = s, .requirement = r, .reason = reason };

	if (reason[0] == '\0')
		return ERR_INVALID;
	return db_write(db, u, reopen, &w);
}

static enum err
accept_plan(struct db *db, struct db_head *head, void *arg)
{
	const struct work *w = arg;
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer_row counts = { 0 };
	int64_t actions = 0;
	struct answer now;
	enum err e = stands(db, a, w, &state, &now);

	if (e == OK) {
		counts = now.row;
		e = figure_cap_one(db, a, w->assessment, w->catalogue,
		    w->requirement, &counts);
	}
	if (e == OK && now.row.plan_accepted)
		e = ERR_CONFLICT;
	if (e == OK)
		e = count_actions(db, w->assessment, w->requirement, &actions);
	/* An action has an owner and a day. */
	if (e == OK &&
	    (!now.row.has_plan ||
		(actions == 0 && (now.row.owner[0] == '\0' ||
				     now.row.target_on == DAY_NONE)) ||
		counts.level >= w->catalogue->grade_level))
		e = ERR_INVALID;
	if (e == OK)
		e = db_do(db,
		    SQL(answer_plan_accept, .org = w->assessment->org,
			.id = now.row.id, .at = head->at,
			.by_person = head->by->person, .by = head->by->name));
	if (e == OK)
		e = answer_note(
		    db, head, w->requirement, &now, "plan.accept", NULL);
	arena_close(a);
	return e;
}

enum err
answer_accept_plan(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c, const struct requirement *r)
{
	struct work w = { .assessment = s, .catalogue = c, .requirement = r };

	return db_write(db, u, accept_plan, &w);
}
