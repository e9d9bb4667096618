/* answer.c - reading answers: the list, and one of them whole. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "figure.h"
#include "holder.h"
#include "sql.h"

static void
mark(const struct catalogue *c, const char *number, bool *exempt)
{
	const struct requirement *r = catalogue_requirement(c, number);

	if (r != NULL)
		exempt[r - c->requirements.v] = true;
}

static enum err
published_exempt(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, bool *exempt)
{
	db_list(
	    db, SQL(exemptions_published, .org = s->org, .assessment = s->id));
	while (db_next(db))
		mark(c, db_text(db, a), exempt);
	return db_end(db);
}

/* Most have no days; then nobody asks what day it is. */
static bool
in_force(day from, day until)
{
	day today;

	if (from == DAY_NONE && until == DAY_NONE)
		return true;
	today = clock_day(clock_now());
	return from <= today && (until == DAY_NONE || today <= until);
}

enum err
answer_exempt(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, bool **out)
{
	bool *exempt = arena_array(a, c->requirements.n, sizeof(*exempt));

	*out = exempt;
	if (s->state == ASSESSMENT_PUBLISHED)
		return published_exempt(db, a, s, c, exempt);
	db_list(db, SQL(exemptions, .org = s->org, .type = c->type,
			.version = s->version));
	while (db_next(db)) {
		const char *number = db_text(db, a);
		day from = db_day(db);

		if (in_force(from, db_day(db)))
			mark(c, number, exempt);
	}
	return db_end(db);
}

enum err
answer_is_exempt(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const struct requirement *r, bool *yes)
{
	bool *exempt;
	enum err e = answer_exempt(db, a, s, c, &exempt);

	*yes = e == OK && exempt[r - c->requirements.v];
	return e;
}

static void
list_row(struct db *db, struct arena *a, struct answer_row *row)
{
	enum plan_state plan;

	row->state = (enum answer_state)db_int(db);
	row->level = row->claimed = (int)db_int(db);
	row->capped = false;
	row->previous = (int)db_int_or(db, LEVEL_NONE);
	row->not_relevant = db_int(db) != 0;
	row->target_level = (int)db_int_or(db, LEVEL_NONE);
	row->evidence = db_int(db);
	plan = (enum plan_state)db_int(db);
	row->has_plan = plan != PLAN_NONE;
	row->plan_accepted = plan == PLAN_ACCEPTED;
	row->owner = db_text(db, a);
	row->target_on = DAY_NONE;
}

/* Requirements and answers both come by id: one walk puts them together. */
static enum err
list_rows(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct answer_row *rows)
{
	size_t i = 0;
	int64_t id;

	db_list(db, SQL(answer_list, .org = s->org, .assessment = s->id));
	while (db_next(db)) {
		struct answer_row skipped;

		id = db_int(db);
		while (i < c->requirements.n && c->requirements.v[i].id < id)
			i++;
		list_row(db, a,
		    i < c->requirements.n && c->requirements.v[i].id == id
			? &rows[i]
			: &skipped);
	}
	return db_end(db);
}

enum err
answer_list(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct answer_row **out)
{
	size_t n = c->requirements.n, i;
	struct answer_row *rows = arena_array(a, n, sizeof(*rows));
	bool *exempt;
	enum err e;

	if ((e = list_rows(db, a, s, c, rows)) != OK ||
	    (e = answer_exempt(db, a, s, c, &exempt)) != OK)
		return e;
	for (i = 0; i < n; i++)
		rows[i].exempt = exempt[i];
	*out = rows;
	return figure_cap(db, a, s, c, rows);
}

struct standing
answer_standing(const struct answer_row *row)
{
	return (struct standing){ .level = row->level,
		.not_relevant = row->not_relevant,
		.exempt = row->exempt,
		.planned = row->has_plan && row->plan_accepted };
}

static size_t
criterion_index(const struct requirement *r, const char *code)
{
	const struct criterion *k = requirement_criterion(r, code);

	return k == NULL ? CRITERIA_MAX : (size_t)(k - r->criteria.v);
}

static enum err
read_criteria(struct db *db, struct arena *a, const struct assessment *s,
    const struct requirement *r, struct answer *out)
{
	size_t i;

	for (i = 0; i < CRITERIA_MAX; i++)
		out->comment[i] = out->criterion_owner[i] = "";
	db_list(db, SQL(answer_criteria, .org = s->org, .answer = out->row.id));
	while (db_next(db)) {
		bool met;

		i = criterion_index(r, db_text(db, a));
		met = db_int(db) != 0;
		if (i == CRITERIA_MAX) {
			db_rest(db);
			continue;
		}
		out->met[i] = met;
		out->comment[i] = db_text(db, a);
		out->criterion_owner_id[i] = db_int(db);
		out->criterion_owner[i] = db_text(db, a);
	}
	return db_end(db);
}

static enum err
read_evidence(struct db *db, struct arena *a, const struct assessment *s,
    const struct requirement *r, struct answer *out)
{
	enum err e;
	size_t i, k;

	e = db_ask(db, SQL(answer_evidence_count, .org = s->org,
			   .assessment = s->id, .answer = out->row.id));
	if (e != OK)
		return e;
	out->evidence.n = 0;
	out->evidence.v =
	    arena_array(a, (size_t)db_int(db), sizeof(*out->evidence.v));
	db_list(db, SQL(answer_evidence, .org = s->org, .assessment = s->id,
			.answer = out->row.id));
	while (db_next(db)) {
		struct evidence *v = &out->evidence.v[out->evidence.n++];

		v->id = db_int(db);
		v->title = db_text(db, a);
		v->reference = db_text(db, a);
		v->owner_id = db_int(db);
		v->owner = db_text(db, a);
		v->review_on = db_day(db);
		v->holding = db_int(db);
	}
	if ((e = db_end(db)) != OK)
		return e;
	for (i = 0; i < out->evidence.n && e == OK; i++) {
		db_list(db, SQL(answer_evidence_criteria, .org = s->org,
				.evidence = out->evidence.v[i].id));
		while (db_next(db))
			if ((k = criterion_index(r, db_text(db, a))) <
			    CRITERIA_MAX)
				out->evidence.v[i].shows[k] = true;
		e = db_end(db);
	}
	out->row.evidence = (int64_t)out->evidence.n;
	return e;
}

static void
read_row(struct db *db, struct arena *a, struct answer *out)
{
	struct answer_row *row = &out->row;

	row->id = db_int(db);
	row->state = (enum answer_state)db_int(db);
	row->level = row->claimed = (int)db_int(db);
	row->previous = (int)db_int_or(db, LEVEL_NONE);
	row->not_relevant = db_int(db) != 0;
	row->target_level = (int)db_int_or(db, LEVEL_NONE);
	row->target_on = db_day(db);
	row->owner = db_text(db, a);
	row->completed_by = db_int(db);
	out->edition = db_int(db);
	out->changed_at = db_int(db);
	out->changed_by = db_text(db, a);
	out->nr_record = db_text(db, a);
	out->plan = db_text(db, a);
	out->plan_accepted_at = db_int(db);
	out->owner_id = db_int(db);
	out->deputy_id = db_int(db);
	out->due_on = db_day(db);
	row->has_plan = (enum plan_state)db_int(db) != PLAN_NONE;
	row->plan_accepted = out->plan_accepted_at != 0;
}

static enum err
read_deputy(struct db *db, struct arena *a, int64_t org, struct answer *out)
{
	struct holder h;
	enum err e;

	out->deputy = "";
	if (out->deputy_id == 0)
		return OK;
	if ((e = holder_read(db, a, org, out->deputy_id, &h)) == OK)
		out->deputy = h.name;
	return e;
}

enum err
answer_read(struct db *db, struct arena *a, const struct assessment *s,
    const struct requirement *r, struct answer *out)
{
	enum err e;

	*out = (struct answer){ 0 };
	e = db_ask(db, SQL(answer_read, .org = s->org, .assessment = s->id,
			   .requirement = r->id));
	if (e != OK)
		return e;
	read_row(db, a, out);
	if ((e = read_deputy(db, a, s->org, out)) != OK ||
	    (e = read_criteria(db, a, s, r, out)) != OK)
		return e;
	return read_evidence(db, a, s, r, out);
}

bool
answer_open(const struct assessment *s, enum answer_state state)
{
	return s->state == ASSESSMENT_OPEN && state != ANSWER_COMPLETE &&
	       state != ANSWER_CONFIRMED;
}

bool
answer_reopens(enum assessment_state year, enum answer_state state)
{
	return year == ASSESSMENT_CONFIRMED ||
	       (year == ASSESSMENT_OPEN && state >= ANSWER_COMPLETE);
}

enum err
answer_may_change(
    struct db *db, const struct assessment *s, enum assessment_state *now)
{
	enum err e;

	e = db_ask(db, SQL(assessment_now, .org = s->org, .id = s->id));
	if (e != OK)
		return e;
	*now = (enum assessment_state)db_int(db);
	return *now == ASSESSMENT_PUBLISHED ? ERR_DENIED : OK;
}
