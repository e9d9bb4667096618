/* answer_save.c - saving an answer, and the steps it goes through. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "db.h"
#include "figure.h"
#include "sql.h"
#include "text.h"

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

/* One that is not complete stays as it is: it was exempt, and is not now. */
static enum err
reopen_one(
    struct db *db, struct db_head *head, const struct work *w, struct answer *a)
{
	if (a->row.state >= ANSWER_COMPLETE)
		return set_state(
		    db, head, w, a, ANSWER_IN_PROGRESS, 0, 0, "answer.reopen");
	return answer_note(
	    db, head, w->requirement, a, "answer.reopen", w->reason);
}

static enum err
reopen(struct db *db, struct db_head *head, void *arg)
{
	const struct work *w = arg;
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer now;
	enum err e = stands(db, a, w, &state, &now);

	if (e == OK && !answer_reopens(state, now.row.state))
		e = ERR_CONFLICT;
	if (e == OK)
		e = reopen_one(db, head, w, &now);
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

	if (!text_visible(reason, strlen(reason)))
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
		e = answer_actions(db, w->assessment, w->requirement, &actions);
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
