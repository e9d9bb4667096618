/* answer_save.c - writing an answer, and the steps it goes through. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "db.h"
#include "figure.h"
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

		if (a->met[i] || text[0] != '\0')
			e = db_do(db, SQL(answer_criterion_insert, .org = org,
					  .answer = a->row.id,
					  .criterion = r->criteria.v[i].id,
					  .met = a->met[i], .comment = text));
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

/* A form does not say what it is the acceptance of: its title does. */
static int64_t
holding_of(const struct answer *was, const struct evidence *v)
{
	size_t i;

	for (i = 0; i < was->evidence.n && v->holding == 0; i++)
		if (strcmp(was->evidence.v[i].title, v->title) == 0)
			return was->evidence.v[i].holding;
	return v->holding;
}

static enum err
write_evidence(struct db *db, const struct assessment *s,
    const struct requirement *r, const struct answer *was, struct answer *a)
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
			    .reference = v->reference,
			    .holding = holding_of(was, v)));
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

enum err
answer_write(struct db *db, struct db_head *head, const struct assessment *s,
    const struct requirement *r, struct answer *a, enum answer_state state,
    const char *action)
{
	struct arena *room = arena_open();
	enum plan_state plan;
	struct answer was;
	enum err e;

	if ((e = answer_read(db, room, s, r, &was)) == OK &&
	    (e = plan_state(db, s, r, &was, a, &plan)) == OK) {
		a->row.id = was.row.id;
		a->row.state = state;
		a->row.level = level_attained(r, a->met, was.row.previous);
		e = db_do(db,
		    SQL(answer_update, .org = s->org, .id = a->row.id,
			.state = state, .level = a->row.level,
			.not_relevant = a->row.not_relevant,
			.nr_record = a->nr_record,
			.target_level = a->row.target_level,
			.target_on = a->row.target_on, .owner = a->row.owner,
			.plan = a->plan, .plan_state = plan,
			.evidence = (int64_t)a->evidence.n, .at = head->at,
			.by = head->by->name,
			.completed_by =
			    state == ANSWER_COMPLETE ? head->by->person : 0));
	}
	if (e == OK)
		e = write_criteria(db, s->org, r, a);
	if (e == OK)
		e = write_evidence(db, s, r, &was, a);
	if (e == OK)
		e = answer_note(db, head, r, a, action, NULL);
	a->edition = was.edition + 1;
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
