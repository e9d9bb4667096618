/* figure_cap.c - how far a level counts while too few are trained. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "figure_priv.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

/* Would a cap change what this answer counts for? */
static bool
concerned(const struct catalogue *c, const struct requirement *r,
    const struct answer_row *row)
{
	return r->training && row->claimed > c->training_capped &&
	       !row->not_relevant && !row->exempt;
}

static void
cap(const struct catalogue *c, struct answer_row *row)
{
	row->level = c->training_capped;
	row->capped = true;
}

/* What was published stays: the figure of today has no say in it. */
static enum err
as_published(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct answer_row *rows)
{
	db_list(
	    db, SQL(publication_levels, .org = s->org, .assessment = s->id));
	while (db_next(db)) {
		const struct requirement *r =
		    catalogue_requirement(c, db_text(db, a));
		int level = (int)db_int(db);
		struct answer_row *row;

		if (r == NULL || !r->training)
			continue;
		row = &rows[r - c->requirements.v];
		row->capped = level < row->claimed;
		row->level = level;
	}
	return db_end(db);
}

/* Take those out of `at` for which somebody said that the level counts. */
static enum err
without_overrides(struct db *db, const struct assessment *s,
    const struct catalogue *c, bool *at)
{
	db_list(db, SQL(override_list, .org = s->org, .assessment = s->id));
	while (db_next(db)) {
		int64_t id = db_int(db);
		size_t i;

		for (i = 0; i < c->requirements.n; i++)
			if (c->requirements.v[i].id == id)
				at[i] = false;
	}
	return db_end(db);
}

static enum err
as_it_stands(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct answer_row *rows)
{
	size_t n = c->requirements.n, i;
	bool overrides, *at;
	struct verdict v;
	enum err e;

	e = figure_judge_for(
	    db, s->org, s->id, c, clock_day(clock_now()), &v, &overrides);
	if (e == ERR_NOTFOUND)
		return OK; /* no such course: nothing is counted */
	if (e != OK || !v.short_)
		return e;
	at = arena_array(a, n, sizeof(*at));
	for (i = 0; i < n; i++)
		at[i] = concerned(c, &c->requirements.v[i], &rows[i]);
	if (overrides && (e = without_overrides(db, s, c, at)) != OK)
		return e;
	for (i = 0; i < n; i++)
		if (at[i])
			cap(c, &rows[i]);
	return OK;
}

enum err
figure_cap(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct answer_row *rows)
{
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		if (concerned(c, &c->requirements.v[i], &rows[i]))
			return s->state == ASSESSMENT_PUBLISHED
				   ? as_published(db, a, s, c, rows)
				   : as_it_stands(db, a, s, c, rows);
	return OK;
}

enum err
figure_cap_one(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const struct requirement *r,
    struct answer_row *row)
{
	struct catalogue only = *c;
	struct requirement copy = *r;

	only.requirements.v = &copy;
	only.requirements.n = 1;
	return figure_cap(db, a, s, &only, row);
}

/* ---- a level that counts all the same ---- */

enum err
override_read(struct db *db, struct arena *a, const struct assessment *s,
    const struct requirement *r, struct override *out)
{
	enum err e;

	*out = (struct override){ 0 };
	e = db_ask(db, SQL(override_read, .org = s->org, .assessment = s->id,
			   .requirement = r->id));
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	out->reason = db_text(db, a);
	out->at = db_int(db);
	out->by = db_text(db, a);
	return OK;
}

struct overriding {
	const struct assessment *assessment;
	const struct requirement *requirement;
	const char *reason;
};

/* What a reviewer confirmed may not change behind their back. */
static enum err
may_override(struct db *db, const struct overriding *o, int64_t *answer)
{
	struct arena *a = arena_open();
	enum assessment_state state;
	struct answer now;
	enum err e = answer_may_change(db, o->assessment, &state);

	if (e == OK)
		e = answer_read(db, a, o->assessment, o->requirement, &now);
	if (e == OK &&
	    (state != ASSESSMENT_OPEN || now.row.state == ANSWER_CONFIRMED))
		e = ERR_CONFLICT;
	if (e == OK)
		*answer = now.row.id;
	arena_close(a);
	return e;
}

static enum err
note(struct db *db, struct db_head *head, const struct overriding *o,
    int64_t answer, const char *action)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "requirement", o->requirement->number);
	if (o->reason != NULL)
		jsonw_text(&w, "reason", o->reason);
	jsonw_close(&w, '}');
	e = audit_add(db, head, action, answer, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
set(struct db *db, struct db_head *head, void *arg)
{
	const struct overriding *o = arg;
	int64_t answer;
	enum err e;

	if ((e = may_override(db, o, &answer)) != OK)
		return e;
	e = db_do(
	    db, SQL(override_insert, .org = head->org,
		    .assessment = o->assessment->id,
		    .requirement = o->requirement->id, .reason = o->reason,
		    .at = head->at, .by_id = head->by->person,
		    .by_name = head->by->name));
	return e == OK ? note(db, head, o, answer, "training.override") : e;
}

enum err
override_set(struct db *db, struct unit *u, const struct assessment *s,
    const struct requirement *r, const char *reason)
{
	struct overriding o = { s, r, reason };

	if (!r->training || !text_within(reason, TEXT_AREA, 1, 500))
		return ERR_INVALID;
	return db_write(db, u, set, &o);
}

static enum err
end(struct db *db, struct db_head *head, void *arg)
{
	const struct overriding *o = arg;
	int64_t answer;
	enum err e;

	if ((e = may_override(db, o, &answer)) != OK)
		return e;
	e = db_do(db, SQL(override_delete, .org = head->org,
			  .assessment = o->assessment->id,
			  .requirement = o->requirement->id));
	if (e == OK && db_changed(db) == 0)
		e = ERR_NOTFOUND;
	return e == OK ? note(db, head, o, answer, "training.cap") : e;
}

enum err
override_end(struct db *db, struct unit *u, const struct assessment *s,
    const struct requirement *r)
{
	struct overriding o = { s, r, NULL };

	return db_write(db, u, end, &o);
}
