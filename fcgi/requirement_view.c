/* requirement_view.c - filling the requirement's page. */
#include <string.h>

#include <json-c/json.h>

#include "arena.h"
#include "audit.h"
#include "reply.h"
#include "req.h"
#include "requirement.h"
#include "route.h"
#include "tmpl.h"

static struct text_items
items(struct req *r, const char *const *v, size_t n)
{
	struct text_items t = { arena_array(r->arena, n, sizeof(*t.v)), n };
	size_t i;

	for (i = 0; i < n; i++)
		t.v[i].text = v[i];
	return t;
}

static void
fill_criterion(struct req *r, const struct asked *a, const struct typed *t,
    const struct faults *faults, size_t i, struct criterion_view *v)
{
	const struct criterion *k = &a->requirement->criteria.v[i];

	v->code = k->code;
	v->text = k->text;
	v->comment = t->answer.comment[i];
	v->owner = a->answer.criterion_owner[i];
	v->met = t->answer.met[i];
	v->maintenance = k->maintenance;
	v->binds = !k->maintenance || a->answer.row.previous == LEVEL_MAX;
	v->responsibility = k->responsibility;
	v->expected = items(r, k->evidence.v, k->evidence.n);
	v->fault =
	    faults_about(faults, arena_printf(r->arena, "comment-%s", k->code));
}

static void
fill_levels(struct req *r, const struct asked *a, const struct typed *t,
    const struct faults *faults, struct requirement_view *v)
{
	const struct requirement *q = a->requirement;
	int attained = level_attained(q, t->answer.met, a->answer.row.previous);
	size_t i;
	int level;

	v->levels.v = arena_array(r->arena, LEVEL_MAX, sizeof(*v->levels.v));
	for (level = 1; level <= LEVEL_MAX; level++) {
		struct level_view *l = &v->levels.v[v->levels.n++];

		l->level = level;
		l->summary = q->summary[level];
		l->attained = attained >= level;
		l->criteria.v = arena_array(
		    r->arena, q->criteria.n, sizeof(*l->criteria.v));
		for (i = 0; i < q->criteria.n; i++)
			if (q->criteria.v[i].level == level)
				fill_criterion(r, a, t, faults, i,
				    &l->criteria.v[l->criteria.n++]);
	}
}

static void
fill_evidence(struct req *r, const struct typed *t, const struct faults *faults,
    struct requirement_view *v)
{
	size_t n = t->answer.evidence.n, i;

	v->evidence.v = arena_array(r->arena, n + 1, sizeof(*v->evidence.v));
	for (i = 0; i < n; i++) {
		struct evidence_view *e = &v->evidence.v[v->evidence.n++];

		e->at = i + 1;
		e->title = t->answer.evidence.v[i].title;
		e->reference = t->answer.evidence.v[i].reference;
		e->shows = t->shows[i];
		e->title_fault = faults_about(faults,
		    arena_printf(r->arena, "evidence-%zu-title", i + 1));
		e->reference_fault = faults_about(faults,
		    arena_printf(r->arena, "evidence-%zu-reference", i + 1));
		e->shows_fault = faults_about(faults,
		    arena_printf(r->arena, "evidence-%zu-shows", i + 1));
	}
	if (v->editable && n < EVIDENCE_MAX)
		v->evidence.v[v->evidence.n++] =
		    (struct evidence_view){ .at = n + 1,
			    .title = "",
			    .reference = "",
			    .shows = "",
			    .fresh = true };
}

static void
fill_targets(struct req *r, const struct typed *t, struct requirement_view *v)
{
	static const char *const text[] = { "No target", "Level 0", "Level 1",
		"Level 2", "Level 3" };
	static const char *const value[] = { "", "0", "1", "2", "3" };
	int i;

	v->targets.n = LEVEL_MAX + 2;
	v->targets.v =
	    arena_array(r->arena, v->targets.n, sizeof(*v->targets.v));
	for (i = 0; i < LEVEL_MAX + 2; i++)
		v->targets.v[i] = (struct choice_view){ value[i], text[i],
			t->answer.row.target_level == i - 1 };
	v->target = badge_level(t->answer.row.target_level);
	v->due = t->due;
	v->owner = t->answer.row.owner;
	v->plan = t->answer.plan;
}

/* The whole was confirmed while it was exempt, and now it is to be answered. */
static bool
reopens_year(const struct asked *a)
{
	return a->year.assessment.state == ASSESSMENT_CONFIRMED &&
	       a->answer.row.state < ANSWER_COMPLETE;
}

/* Whoever confirms and does not answer is told what they can do. */
static const char *
why_not_reviewer(enum answer_state state)
{
	if (state == ANSWER_COMPLETE)
		return "This requirement is complete. Confirm it at the end "
		       "of this page, or reopen it with a reason.";
	if (state == ANSWER_CONFIRMED)
		return "This requirement is confirmed. To send it back, "
		       "reopen it with a reason.";
	return "You can read this. You can confirm it once it is complete.";
}

static const char *
why_not(const struct req *r, const struct asked *a)
{
	if (a->year.assessment.state == ASSESSMENT_PUBLISHED)
		return "This assessment is published. Nothing in it can be "
		       "changed any more.";
	if (reopens_year(a) && year_may(r, &a->year, ACT_REOPEN))
		return "The assessment as a whole is confirmed, and this "
		       "requirement is not complete. To have it answered, "
		       "reopen the assessment with a reason, at the end of "
		       "this page.";
	if (year_may(r, &a->year, ACT_CONFIRM) &&
	    !year_may(r, &a->year, ACT_ANSWER))
		return why_not_reviewer(a->answer.row.state);
	if (!year_may(r, &a->year, ACT_ANSWER))
		return "You can read this, but your role does not answer "
		       "requirements.";
	if (!answer_open(&a->year.assessment, a->answer.row.state))
		return "This requirement is complete. Reopen it, with a "
		       "reason, to change it.";
	return "";
}

static void
fill_rights(struct req *r, const struct asked *a, struct requirement_view *v)
{
	const struct answer_row *row = &a->answer.row;
	bool live = a->year.assessment.state != ASSESSMENT_PUBLISHED;
	bool below = row->level < a->year.set->grade_level &&
		     !row->not_relevant && !row->exempt;

	v->published = !live;
	v->why_not = why_not(r, a);
	v->editable = v->why_not[0] == '\0';
	v->may_confirm = live && row->state == ANSWER_COMPLETE &&
			 year_may(r, &a->year, ACT_CONFIRM);
	v->own_work = row->completed_by == r->session.person;
	v->reopens_year = reopens_year(a);
	v->may_reopen = answer_reopens(a->year.assessment.state, row->state) &&
			year_may(r, &a->year, ACT_REOPEN);
	v->may_accept = live && below && row->has_plan && !row->plan_accepted &&
			row->owner[0] != '\0' && row->target_on != DAY_NONE &&
			year_may(r, &a->year, ACT_ACCEPT_PLAN);
	v->needs_plan = below && row->state != ANSWER_NOT_STARTED;
	v->has_plan = row->has_plan;
	v->plan_accepted = row->plan_accepted;
	v->grade_level = a->year.set->grade_level;
}

static void
fill_facts(struct req *r, const struct asked *a, struct requirement_view *v)
{
	const struct requirement *q = a->requirement;
	const struct year *y = &a->year;
	const char *description[] = { q->description };
	size_t i;

	v->list = y->to;
	v->to = req_href(r, "/assessment/%s/requirement/%s",
	    y->assessment.version, q->number);
	v->actions = req_href(
	    r, "/assessment/%s/plan#r-%s", y->assessment.version, q->number);
	v->number =
	    arena_printf(r->arena, "%s-%s", y->assessment.version, q->number);
	v->initiative = y->set->initiatives.v[q->initiative].name;
	v->title = q->title;
	v->version = y->assessment.version;
	v->description = items(r, description, 1);
	v->changes = q->changes;
	v->origins.n = q->origins.n;
	v->origins.v =
	    arena_array(r->arena, q->origins.n, sizeof(*v->origins.v));
	for (i = 0; i < q->origins.n; i++)
		v->origins.v[i] = (struct source_link){
			.to = req_href(r, "/library/%s", q->origins.v[i]->code),
			.text = q->origins.v[i]->title,
		};
	v->mark_criteria = q->marks.criteria;
	v->reconstructed = strcmp(q->marks.criteria, "source") != 0;
	v->row = a->answer.row;
	v->now = badge_now(&a->answer.row);
	v->previous = badge_level(a->answer.row.previous);
	v->previous_version = y->assessment.previous;
	v->state = badge_state(&a->answer.row);
	v->changed_by = a->answer.changed_by;
	v->changed_at = a->answer.changed_at;
	v->nr_reason = q->nr_reason;
	v->nr_advice = q->nr_record;
	i = (size_t)(q - y->set->requirements.v) + 1;
	if (i < y->set->requirements.n) {
		v->next_number = y->set->requirements.v[i].number;
		v->next = req_href(r, "/assessment/%s/requirement/%s",
		    y->assessment.version, v->next_number);
	}
}

/* What a reviewer who sent it back said, until it is complete again. */
static enum err
fill_reopened(struct req *r, const struct asked *a, struct requirement_view *v)
{
	struct json_object *detail, *reason;
	struct audit_row row;
	enum err e;

	if (v->published || a->answer.row.state != ANSWER_IN_PROGRESS)
		return OK;
	e = audit_last(r->db, r->arena, r->session.org, a->answer.row.id,
	    "answer.reopen", &row);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	detail = json_tokener_parse(row.detail);
	if (json_object_object_get_ex(detail, "reason", &reason)) {
		v->reopened_for =
		    arena_text(r->arena, json_object_get_string(reason));
		v->reopened_by = row.actor;
		v->reopened_at = row.at;
	}
	json_object_put(detail);
	return OK;
}

enum err
requirement_fill(struct req *r, const struct asked *a, const struct typed *t,
    const struct faults *faults, struct requirement_view *v)
{
	enum err e;

	fill_facts(r, a, v);
	fill_rights(r, a, v);
	fill_levels(r, a, t, faults, v);
	fill_evidence(r, t, faults, v);
	fill_targets(r, t, v);
	v->nr = t->answer.row.not_relevant;
	v->nr_record = t->answer.nr_record;
	v->nr_record_fault = faults_about(faults, "nr-record");
	v->due_fault = faults_about(faults, "due-day");
	if (v->due_fault == NULL)
		v->due_fault = faults_about(faults, "due-month");
	if (v->due_fault == NULL)
		v->due_fault = faults_about(faults, "due-year");
	v->owner_fault = faults_about(faults, "owner");
	v->plan_fault = faults_about(faults, "plan");
	v->target_fault = faults_about(faults, "target");
	v->reason_fault = faults_about(faults, "reason");
	v->reason = t->reason == NULL ? "" : t->reason;
	v->edition = a->answer.edition;
	if ((e = requirement_training(r, a, faults, v)) != OK ||
	    (e = fill_reopened(r, a, v)) != OK ||
	    (e = requirement_exempt(r, a, v)) != OK)
		return e;
	if (t->override != NULL)
		v->override_reason = t->override;
	return owners_fill(r, a, t, faults, v);
}

/* What somebody else saved in between, beside what was typed. */
static void
fill_theirs(struct req *r, const struct asked *a, struct requirement_view *v)
{
	const struct requirement *q = a->requirement;
	const struct answer *on = &a->answer;
	size_t i;

	v->clash = true;
	v->theirs_level = badge_now(&on->row);
	v->theirs_owner = on->deputy[0] == '\0'
			      ? on->row.owner
			      : arena_printf(r->arena, "%s, deputy %s",
				    on->row.owner, on->deputy);
	v->theirs_plan = on->plan;
	v->theirs_met = "";
	v->theirs_comments.v =
	    arena_array(r->arena, q->criteria.n, sizeof(*v->theirs_comments.v));
	for (i = 0; i < q->criteria.n; i++) {
		const char *code = q->criteria.v[i].code;

		if (on->met[i])
			v->theirs_met = arena_printf(
			    r->arena, "%s %s", v->theirs_met, code);
		if (on->comment[i][0] != '\0')
			v->theirs_comments.v[v->theirs_comments.n++].text =
			    arena_printf(
				r->arena, "%s: %s", code, on->comment[i]);
	}
	v->theirs_evidence.n = on->evidence.n;
	v->theirs_evidence.v = arena_array(
	    r->arena, on->evidence.n, sizeof(*v->theirs_evidence.v));
	for (i = 0; i < on->evidence.n; i++)
		v->theirs_evidence.v[i].text = arena_printf(r->arena, "%s. %s",
		    on->evidence.v[i].title, on->evidence.v[i].reference);
}

enum err
requirement_show(struct req *r, int status, const struct asked *a,
    const struct typed *t, const struct faults *faults, const char *notice,
    enum showing showing)
{
	struct requirement_view v = { .page = page_view(r, "") };
	enum err e;

	if ((e = requirement_fill(r, a, t, faults, &v)) != OK)
		return e;
	if (showing == SHOW_CLASH)
		fill_theirs(r, a, &v);
	v.page.title = arena_printf(r->arena, "%s %s", v.number, v.title);
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = showing == SHOW_PLAIN;
	v.draft = showing == SHOW_DRAFT;
	v.drop = req_href(r, "/assessment/%s/requirement/%s/drop", v.version,
	    a->requirement->number);
	v.page.back = v.list;
	v.page.back_text = "the assessment";
	v.history = req_href(r, "/assessment/%s/requirement/%s/history",
	    v.version, a->requirement->number);
	v.confirm = req_href(r, "/assessment/%s/requirement/%s/confirm",
	    v.version, a->requirement->number);
	v.reopen = req_href(r, "/assessment/%s/requirement/%s/reopen",
	    v.version, a->requirement->number);
	v.accept = req_href(r, "/assessment/%s/requirement/%s/plan", v.version,
	    a->requirement->number);
	SHOW(r, requirement, &v);
	return reply_page(r, status);
}
