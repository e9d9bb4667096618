/* stage.c - submitting the stages of a year, and reading them back. */
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "edition.h"
#include "jsonw.h"
#include "org.h"
#include "sql.h"
#include "stage_priv.h"

#define STAGES 2 /* before the final */

/* The day of a month and day in the twelve months up to `until`. */
static day
last_before(day until, const char *month_day)
{
	int year, month, dom;
	day on;

	day_split(until, &year, &month, &dom);
	on = day_next(day_make(year, 1, 1), month_day);
	return on <= until ? on : day_next(day_make(year - 1, 1, 1), month_day);
}

day
stage_due(const struct assessment *s, const struct catalogue *c,
    enum figure_stage stage)
{
	switch (stage) {
	case STAGE_BASELINE:
		return last_before(s->due_on, c->baseline_md);
	case STAGE_UPDATE:
		return last_before(s->due_on, c->update_md);
	case STAGE_FINAL:
		break;
	}
	return s->due_on;
}

enum stage_bar
stage_barred(const struct assessment *s, const struct kept_stages *done,
    enum figure_stage stage)
{
	size_t i;

	for (i = 0; i < done->n; i++)
		if (done->v[i].stage == stage)
			return STAGE_IS_DONE;
	if (s->state == ASSESSMENT_PUBLISHED)
		return STAGE_IS_LAST;
	if (s->withdrawn_at != 0)
		return STAGE_IS_WITHDRAWN;
	for (i = 0; i < done->n; i++)
		if (done->v[i].stage > stage)
			return STAGE_IS_PASSED;
	return STAGE_IS_FREE;
}

const char *
stage_bar_says(struct arena *a, const struct assessment *s, enum stage_bar bar)
{
	switch (bar) {
	case STAGE_IS_FREE:
		break;
	case STAGE_IS_DONE:
		return "It was submitted already. What was submitted stays as "
		       "it is";
	case STAGE_IS_PASSED:
		return "A later stage was submitted, so this one can no longer "
		       "be";
	case STAGE_IS_LAST:
		return "The year is published, so no stage comes before that "
		       "any more";
	case STAGE_IS_WITHDRAWN:
		return assessment_withdrawn(a, s);
	}
	return "";
}

/* ---- submitting ---- */

struct submission {
	const struct org *org;
	const struct assessment *assessment;
	const struct catalogue *catalogue;
	enum figure_stage stage;
	day today;
	enum stage_bar *bar;
	/* filled on the way */
	struct arena *arena;
	struct answer_row *rows;
	struct edition_new said;
	int64_t id, evidence;
};

/* As it stands in this very transaction. */
static enum err
check(struct db *db, struct submission *w, struct assessment *now)
{
	struct kept_stages done;
	enum err e = assessment_find(
	    db, w->arena, w->org->id, w->assessment->version, now);

	if (e != OK || (e = stage_list(db, w->arena, now, &done)) != OK)
		return e;
	*w->bar = stage_barred(now, &done, w->stage);
	return *w->bar == STAGE_IS_FREE ? OK : ERR_CONFLICT;
}

static enum err
gather(struct db *db, struct submission *w)
{
	const struct catalogue *c = w->catalogue;
	struct standing *v =
	    arena_array(w->arena, c->requirements.n, sizeof(*v));
	enum err e = answer_list(db, w->arena, w->assessment, c, &w->rows);
	size_t i;

	if (e != OK)
		return e;
	w->evidence = 0;
	for (i = 0; i < c->requirements.n; i++) {
		v[i] = answer_standing(&w->rows[i]);
		w->evidence += w->rows[i].evidence;
	}
	w->id = db_id(db);
	w->said = (struct edition_new){ .org = w->org,
		.assessment = w->assessment,
		.catalogue = c,
		.stage = w->stage,
		.standings = v,
		.statement = "",
		.reason = "",
		.on = w->today };
	return OK;
}

static enum err
keep(struct db *db, const struct db_head *head, const struct submission *w)
{
	const struct catalogue *c = w->catalogue;
	enum err e;
	size_t i;

	e = db_do(
	    db, SQL(stage_insert, .org = w->org->id,
		    .assessment = w->assessment->id, .stage = w->stage,
		    .id = w->id, .at = head->at, .by_id = head->by->person,
		    .by_name = head->by->name, .due_on = w->assessment->due_on,
		    .late = w->said.out.late, .edition = w->said.out.id,
		    .evidence = w->evidence));
	for (i = 0; i < c->requirements.n && e == OK; i++) {
		const struct answer_row *row = &w->rows[i];

		e = db_do(db,
		    SQL(stage_answer_insert, .org = w->org->id, .stage = w->id,
			.number = c->requirements.v[i].number,
			.state = row->state, .level = row->level,
			.claimed = row->claimed,
			.not_relevant = row->not_relevant,
			.exempt = row->exempt,
			.planned = w->said.standings[i].planned,
			.owner = row->owner, .evidence = row->evidence));
	}
	return e;
}

void
stage_detail(
    struct buf *out, const struct score *s, const struct edition *x, day due)
{
	struct jsonw j = { .out = out };
	char on[DAY_TEXT_SIZE];

	day_text(due, on);
	jsonw_open(&j, NULL, '{');
	jsonw_text(&j, "version", x->version);
	jsonw_text(&j, "stage", stage_name(x->stage));
	jsonw_int(&j, "percent", s->percent);
	jsonw_int(&j, "points", s->points);
	jsonw_int(&j, "of", s->of);
	jsonw_int(&j, "below", s->below);
	jsonw_text(&j, "grade", grade_name(s->grade));
	jsonw_text(&j, "due_on", on);
	jsonw_bool(&j, "late", x->late);
	jsonw_hex(&j, "sha256", x->digest, EDITION_DIGEST);
	jsonw_close(&j, '}');
}

static enum err
note(struct db *db, struct db_head *head, const struct submission *w)
{
	struct buf detail = { 0 };
	struct score s;
	enum err e;

	score_sum(w->catalogue, w->said.standings, SCORE_ALL, &s);
	stage_detail(&detail, &s, &w->said.out, w->assessment->due_on);
	e = audit_add(db, head, "stage.submit", w->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
submit(struct db *db, struct db_head *head, void *arg)
{
	struct submission *w = arg;
	const struct assessment *given = w->assessment;
	struct assessment now;
	enum err e;

	if ((e = check(db, w, &now)) != OK)
		return e;
	/* To the public a stage was due on its own day. */
	now.due_on = stage_due(&now, w->catalogue, w->stage);
	w->assessment = &now;
	if ((e = gather(db, w)) == OK &&
	    (e = figure_freeze(db, head, w->arena, &now, w->catalogue, w->stage,
		 w->today)) == OK &&
	    (e = edition_add(db, head, w->arena, &w->said)) == OK &&
	    (e = keep(db, head, w)) == OK)
		e = note(db, head, w);
	w->assessment = given;
	return e;
}

enum err
stage_submit(struct db *db, struct unit *u, const struct org *o,
    const struct assessment *s, const struct catalogue *c,
    enum figure_stage stage, day today, enum stage_bar *bar)
{
	struct submission w = { .org = o,
		.assessment = s,
		.catalogue = c,
		.stage = stage,
		.today = today,
		.bar = bar };
	enum err e;

	*bar = STAGE_IS_FREE;
	if (stage == STAGE_FINAL)
		return ERR_INVALID;
	if (!c->interim)
		return ERR_DENIED;
	w.arena = arena_open();
	e = db_write(db, u, submit, &w);
	arena_close(w.arena);
	return e;
}

/* ---- reading ---- */

static void
read_row(struct db *db, struct arena *a, struct kept_stage *s)
{
	size_t i;

	*s = (struct kept_stage){ .id = db_int(db) };
	s->edition = db_int(db);
	s->stage = (enum figure_stage)db_int(db);
	s->at = db_int(db);
	s->by = db_text(db, a);
	s->due_on = db_day(db);
	s->late = db_int(db) != 0;
	s->evidence = db_int(db);
	for (i = 0; i <= LEVEL_MAX; i++)
		s->levels[i] = (unsigned)db_int(db);
	s->not_relevant = (unsigned)db_int(db);
	s->exempt = (unsigned)db_int(db);
	s->below = (unsigned)db_int(db);
	s->percent = (int)db_int_or(db, -1);
	s->points = db_int(db);
	s->of = db_int(db);
	s->grade = (enum grade)db_int(db);
}

enum err
stage_list(struct db *db, struct arena *a, const struct assessment *s,
    struct kept_stages *out)
{
	out->n = 0;
	out->v = arena_array(a, STAGES, sizeof(*out->v));
	db_list(db, SQL(stage_list, .org = s->org, .assessment = s->id));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
stage_read(struct db *db, struct arena *a, const struct assessment *s,
    enum figure_stage stage, struct kept_stage *out)
{
	struct kept_stages all;
	enum err e = stage_list(db, a, s, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++)
		if (all.v[i].stage == stage) {
			*out = all.v[i];
			return OK;
		}
	return e == OK ? ERR_NOTFOUND : e;
}

enum err
stage_answers(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const struct kept_stage *of,
    struct answer_row **out)
{
	struct answer_row *rows =
	    arena_array(a, c->requirements.n, sizeof(*rows));

	db_list(db, SQL(stage_answers, .org = s->org, .stage = of->id));
	while (db_next(db)) {
		const struct requirement *r =
		    catalogue_requirement(c, db_text(db, a));
		struct answer_row row = { .state =
					      (enum answer_state)db_int(db) };

		row.level = (int)db_int(db);
		row.claimed = (int)db_int(db);
		row.capped = row.level < row.claimed;
		row.not_relevant = db_int(db) != 0;
		row.exempt = db_int(db) != 0;
		row.has_plan = row.plan_accepted = db_int(db) != 0;
		row.owner = db_text(db, a);
		row.evidence = db_int(db);
		row.target_level = row.previous = LEVEL_NONE;
		row.target_on = DAY_NONE;
		if (r != NULL)
			rows[r - c->requirements.v] = row;
	}
	*out = rows;
	return db_end(db);
}
