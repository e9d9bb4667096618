/* stood_json.c - a year as it stood: its audit trail, read from the start. */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "holder.h"
#include "json_walk.h"
#include "log.h"
#include "stood.h"

static const struct walk_text any_line = { 0, 500, TEXT_AREA, false };
static const struct walk_text any_area = { 0, 4000, TEXT_AREA, false };

/* The trail on the way. */
struct replay {
	struct arena *arena;
	const struct catalogue *set;
	struct stood *stood;
	bool *overridden;
};

static struct answer *
answer_of(struct replay *w, const struct requirement *r)
{
	return &w->stood->answers[r - w->set->requirements.v];
}

static enum answer_state
state_of(struct node n)
{
	static const char *const names[] = { "not-started", "to-reconfirm",
		"in-progress", "complete", "confirmed", NULL };

	return (enum answer_state)walk_choice(n, names);
}

static void
marks(const struct node *list, const struct requirement *r, bool *out)
{
	size_t i, n = walk_list(list, 0, CRITERIA_MAX);
	const struct criterion *k;

	memset(out, 0, CRITERIA_MAX * sizeof(*out));
	for (i = 0; i < n; i++) {
		k = requirement_criterion(
		    r, walk_code(walk_item(list, i), SHAPE_CRITERION));
		if (k != NULL)
			out[k - r->criteria.v] = true;
	}
}

static void
comments(const struct node *map, const struct requirement *r, struct answer *a)
{
	const struct criterion *k;
	struct node *v;
	size_t i, n;

	for (i = 0; i < CRITERIA_MAX; i++)
		a->comment[i] = "";
	n = walk_map(map, &v);
	for (i = 0; i < n; i++) {
		k = requirement_criterion(r, v[i].key);
		if (k != NULL)
			a->comment[k - r->criteria.v] =
			    walk_text(v[i], &any_area);
	}
}

static void
evidence(const struct node *list, const struct requirement *r, struct answer *a)
{
	size_t i, n = walk_list(list, 0, EVIDENCE_MOST);

	a->evidence.n = n;
	a->evidence.v =
	    arena_array(list->walk->arena, n, sizeof(*a->evidence.v));
	for (i = 0; i < n; i++) {
		struct node item = walk_item(list, i), m;
		struct evidence *v = &a->evidence.v[i];

		v->title = walk_text(walk_member(&item, "title"), &any_line);
		v->reference =
		    walk_text(walk_member(&item, "reference"), &any_line);
		m = walk_member(&item, "criteria");
		marks(&m, r, v->shows);
	}
	a->row.evidence = (int64_t)n;
}

/* The whole answer, as answer_note writes it. */
static void
take_answer(const struct node *o, const struct requirement *r, struct answer *a)
{
	const struct answer was = *a;
	struct node on = walk_member(o, "target_on"), m;

	a->row.state = state_of(walk_member(o, "state"));
	a->row.level = a->row.claimed =
	    (int)walk_int(walk_member(o, "level"), 0, LEVEL_MAX);
	a->row.not_relevant = walk_bool(walk_member(o, "not_relevant"));
	a->nr_record =
	    walk_text(walk_member(o, "not_relevant_record"), &any_area);
	a->row.target_level =
	    (int)walk_int(walk_member(o, "target_level"), -1, LEVEL_MAX);
	a->row.target_on = DAY_NONE;
	if (walk_text(on, &any_line)[0] != '\0')
		a->row.target_on = walk_day(on);
	a->row.owner = walk_text(walk_member(o, "owner"), &any_line);
	a->plan = walk_text(walk_member(o, "plan"), &any_area);
	m = walk_member(o, "met");
	marks(&m, r, a->met);
	m = walk_member(o, "comments");
	comments(&m, r, a);
	m = walk_member(o, "evidence");
	evidence(&m, r, a);
	a->row.plan_accepted =
	    was.row.plan_accepted && answer_same_plan(&was, a);
}

/* A plan that was signed as a whole: these were accepted with it. */
static void
take_signature(struct replay *w, const struct node *o)
{
	struct node list = walk_member(o, "accepted");
	size_t i, n = walk_list(&list, 0, w->set->requirements.n);

	for (i = 0; i < n; i++) {
		const struct requirement *r = catalogue_requirement(
		    w->set, walk_code(walk_item(&list, i), SHAPE_NUMBER));

		if (r != NULL)
			answer_of(w, r)->row.plan_accepted = true;
	}
}

static void
take_step(struct replay *w, const struct audit_row *row, const struct node *o,
    const struct requirement *r)
{
	struct answer *a = answer_of(w, r);
	const char *what = row->action;

	if (strcmp(what, "answer.handover") == 0) {
		a->row.owner = walk_text(walk_member(o, "owner"), &any_line);
		a->row.plan_accepted = false;
	} else if (strcmp(what, "training.override") == 0) {
		w->overridden[r - w->set->requirements.v] = true;
	} else if (strcmp(what, "training.cap") == 0) {
		w->overridden[r - w->set->requirements.v] = false;
	} else if (strncmp(what, "action.", 7) == 0) {
		/* What is accepted of a plan falls with a change to it. */
		if (strcmp(what, "action.report") != 0)
			a->row.plan_accepted = false;
	} else if (walk_member(o, "state").present) {
		take_answer(o, r, a);
		a->row.plan_accepted |= strcmp(what, "plan.accept") == 0;
	}
}

/* ---- of the year itself ---- */

/* Levels that were confirmed changed with those of the year before. */
static bool
looks_again(const struct audit_row *row, const struct node *o)
{
	return strcmp(row->action, "assessment.previous") == 0 &&
	       walk_int(walk_member(o, "again"), 0, 1000000) > 0;
}

static void
take_year(struct replay *w, const struct audit_row *row, const struct node *o)
{
	if (strcmp(row->action, "assessment.confirm") == 0)
		w->stood->state = ASSESSMENT_CONFIRMED;
	else if (strcmp(row->action, "assessment.publish") == 0)
		w->stood->state = ASSESSMENT_PUBLISHED;
	else if (w->stood->state == ASSESSMENT_CONFIRMED &&
		 (strcmp(row->action, "answer.reopen") == 0 ||
		     looks_again(row, o)))
		w->stood->state = ASSESSMENT_OPEN;
}

static void
take(struct replay *w, const struct audit_row *row, const struct node *o)
{
	struct node number = walk_member(o, "requirement");
	const struct requirement *r = NULL;

	if (number.present)
		r = catalogue_requirement(
		    w->set, walk_code(number, SHAPE_NUMBER));
	take_year(w, row, o);
	if (r != NULL)
		take_step(w, row, o, r);
	else if (strcmp(row->action, "plan.sign") == 0)
		take_signature(w, o);
}

static enum err
take_row(struct replay *w, const struct audit_row *row)
{
	struct buf faults = { 0 };
	struct walk walk = { .arena = w->arena,
		.faults = &faults,
		.name = row->action,
		.max = 1 };
	struct node root;

	if (walk_open(
		&walk, row->detail, strlen(row->detail), 16u << 20, &root)) {
		take(w, row, &root);
		walk_close(&root);
	}
	if (walk.n > 0)
		log_error("stood.row", "seq=%lld fault=%s", (long long)row->seq,
		    buf_text(&faults));
	buf_clear(&faults);
	return walk.n > 0 ? ERR_IO : OK;
}

/* What nobody has saved belongs to whoever it was given to at the opening. */
static enum err
begin(struct replay *w, struct db *db, int64_t org)
{
	struct holder first;
	enum err e = holder_read(db, w->arena, org, HOLDER_FIRST, &first);
	size_t n = w->set->requirements.n, i, k;

	if (e != OK)
		return e;
	w->stood->answers = arena_array(w->arena, n, sizeof(struct answer));
	w->stood->standings = arena_array(w->arena, n, sizeof(struct standing));
	w->overridden = arena_array(w->arena, n, sizeof(bool));
	for (i = 0; i < n; i++) {
		struct answer *a = &w->stood->answers[i];

		a->row.owner = first.name;
		a->plan = a->nr_record = "";
		a->row.previous = a->row.target_level = LEVEL_NONE;
		a->row.target_on = DAY_NONE;
		for (k = 0; k < CRITERIA_MAX; k++)
			a->comment[k] = "";
	}
	return OK;
}

static void
sum(struct replay *w)
{
	struct stood *s = w->stood;
	size_t i;

	for (i = 0; i < w->set->requirements.n; i++) {
		struct answer_row *row = &s->answers[i].row;

		row->has_plan = row->plan_accepted;
		s->standings[i] = answer_standing(row);
		s->evidence += row->evidence;
	}
}

enum err
stood_at(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, int64_t at, struct stood *out)
{
	struct replay w = { .arena = a, .set = c, .stood = out };
	struct audit_rows rows;
	enum err e;
	size_t i;

	*out = (struct stood){ .at = at };
	if (at < s->opened_at)
		return ERR_NOTFOUND;
	if ((e = begin(&w, db, s->org)) != OK)
		return e;
	e = stood_trail(db, a, s, at, &rows);
	for (i = 0; e == OK && i < rows.n; i++)
		e = take_row(&w, &rows.v[i]);
	out->changes = rows.n;
	if (e == OK)
		e = stood_count(db, a, s, c, w.overridden, out);
	if (e == OK)
		sum(&w);
	return e;
}
