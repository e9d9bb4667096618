/* assessment_exchange.c - answers taken in from a file, and given out. */
#include <stdio.h>
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "buf.h"
#include "db.h"
#include "exchange.h"
#include "org.h"
#include "owner.h"
#include "previous_priv.h"
#include "sql.h"

struct import {
	struct arena *arena;
	const struct assessment *assessment;
	const struct catalogue *catalogue;
	const struct exchange *file;
};

/* ---- does the file speak of this set? ---- */

static void
check_code(const struct requirement *r, const char *where, size_t i,
    const char *code, struct buf *faults)
{
	if (requirement_criterion(r, code) == NULL)
		buf_printf(faults,
		    "$.answers[%zu].%s: requirement %s has no criterion %s\n",
		    i, where, r->number, code);
}

static void
check_answer(const struct catalogue *c, const struct exchange_answer *x,
    size_t i, struct buf *faults)
{
	const struct requirement *r = catalogue_requirement(c, x->requirement);
	size_t j, k;

	if (r == NULL) {
		buf_printf(faults,
		    "$.answers[%zu].requirement: %s %s has no requirement %s\n",
		    i, c->type, c->version, x->requirement);
		return;
	}
	if (x->not_relevant && r->nr_reason == NULL)
		buf_printf(faults,
		    "$.answers[%zu].not_relevant: requirement %s may not be "
		    "called not relevant\n",
		    i, r->number);
	for (j = 0; j < x->met.n; j++)
		check_code(r, "met", i, x->met.v[j], faults);
	for (j = 0; j < x->comments.n; j++)
		check_code(
		    r, "comments", i, x->comments.v[j].criterion, faults);
	for (j = 0; j < x->evidence.n; j++)
		for (k = 0; k < x->evidence.v[j].criteria.n; k++)
			check_code(r, "evidence", i,
			    x->evidence.v[j].criteria.v[k], faults);
}

static void
check(const struct catalogue *c, const struct exchange *x, struct buf *faults)
{
	size_t i;

	if (x->org_type[0] != '\0' && strcmp(x->org_type, c->type) != 0)
		buf_printf(faults,
		    "$.organisation.type: the year asks the requirements of "
		    "type %s, not %s\n",
		    c->type, x->org_type);
	for (i = 0; i < x->answers.n; i++)
		check_answer(c, &x->answers.v[i], i, faults);
	for (i = 0; i < x->previous.n; i++)
		if (catalogue_requirement(c, x->previous.v[i].requirement) ==
		    NULL)
			buf_printf(faults,
			    "$.previous.levels: %s %s has no requirement "
			    "%s\n",
			    c->type, c->version, x->previous.v[i].requirement);
}

/* Does everybody work here whom the file names? */
static enum err
check_owner(struct db *db, const struct import *m, size_t i, struct buf *faults)
{
	const struct exchange_answer *x = &m->file->answers.v[i];
	const struct requirement *r =
	    catalogue_requirement(m->catalogue, x->requirement);
	const char *why;
	struct answer now;
	struct holder h;
	enum err e = answer_read(db, m->arena, m->assessment, r, &now);

	if (e == OK)
		e = owner_known(db, m->arena, m->assessment->org, x->owner,
		    now.row.owner, &h);
	switch (e) {
	case ERR_NOTFOUND:
		why = "no person, group or duty here is called that";
		break;
	case ERR_CONFLICT:
		why = "several are called that: give the user name";
		break;
	case ERR_DENIED:
		why = "this group has no members";
		break;
	default:
		return e;
	}
	buf_printf(faults, "$.answers[%zu].owner: %s: %s\n", i, x->owner, why);
	return OK;
}

static enum err
check_owners(struct db *db, const struct import *m, struct buf *faults)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < m->file->answers.n && e == OK; i++)
		e = check_owner(db, m, i, faults);
	return e;
}

/* ---- writing it ---- */

static void
mark(const struct requirement *r, const struct texts *codes, bool *marks)
{
	size_t i;

	for (i = 0; i < codes->n; i++)
		marks[requirement_criterion(r, codes->v[i]) - r->criteria.v] =
		    true;
}

static void
convert(struct arena *arena, const struct requirement *r,
    const struct exchange_answer *x, struct answer *a)
{
	size_t i;

	*a = (struct answer){ .nr_record = x->not_relevant_record,
		.plan = x->plan,
		.due_on = DAY_NONE };
	a->row.not_relevant = x->not_relevant;
	a->row.target_level = x->target_level;
	a->row.target_on = x->target_on;
	a->row.owner = x->owner;
	mark(r, &x->met, a->met);
	for (i = 0; i < x->comments.n; i++)
		a->comment[requirement_criterion(
			       r, x->comments.v[i].criterion) -
			   r->criteria.v] = x->comments.v[i].text;
	a->evidence.n = x->evidence.n;
	a->evidence.v =
	    arena_array(arena, x->evidence.n, sizeof(*a->evidence.v));
	for (i = 0; i < x->evidence.n; i++) {
		a->evidence.v[i].title = x->evidence.v[i].title;
		a->evidence.v[i].reference = x->evidence.v[i].reference;
		mark(r, &x->evidence.v[i].criteria, a->evidence.v[i].shows);
	}
}

/* Last year's level, and this year's as it follows from it. */
static enum err
write_previous(struct db *db, struct db_head *head, const struct import *m,
    const struct exchange_level *l)
{
	const struct requirement *r =
	    catalogue_requirement(m->catalogue, l->requirement);
	struct answer a;
	enum err e;

	if ((e = answer_read(db, m->arena, m->assessment, r, &a)) != OK)
		return e;
	if (a.row.state == ANSWER_CONFIRMED)
		return ERR_DENIED; /* its level may not change unseen */
	return previous_set(db, head, m->assessment, r, &a, l->level);
}

static enum err
write_all_previous(struct db *db, struct db_head *head, const struct import *m)
{
	const struct exchange *x = m->file;
	const struct assessment *s = m->assessment;
	enum err e;
	size_t i;

	if (x->previous_version == NULL || s->carried_from != NULL)
		return OK;
	e = db_do(db, SQL(previous_version, .org = s->org, .id = s->id,
			  .version = x->previous_version));
	for (i = 0; i < x->previous.n && e == OK; i++)
		e = write_previous(db, head, m, &x->previous.v[i]);
	return e;
}

static enum err
write_answer(struct db *db, struct db_head *head, const struct import *m,
    const struct exchange_answer *x)
{
	const struct requirement *r =
	    catalogue_requirement(m->catalogue, x->requirement);
	bool full = m->catalogue->workflow == WORKFLOW_FULL;
	struct answer now, given;
	enum err e;

	if ((e = answer_read(db, m->arena, m->assessment, r, &now)) != OK)
		return e;
	if (now.row.state == ANSWER_CONFIRMED)
		return ERR_DENIED;
	convert(m->arena, r, x, &given);
	return answer_write(db, head, m->assessment, r, &given,
	    full ? ANSWER_IN_PROGRESS : ANSWER_COMPLETE, "answer.import");
}

static enum err
import(struct db *db, struct db_head *head, void *arg)
{
	const struct import *m = arg;
	enum assessment_state state;
	enum err e;
	size_t i;

	if ((e = answer_may_change(db, m->assessment, &state)) != OK)
		return e;
	if (state != ASSESSMENT_OPEN)
		return ERR_DENIED;
	e = write_all_previous(db, head, m);
	for (i = 0; i < m->file->answers.n && e == OK; i++)
		e = write_answer(db, head, m, &m->file->answers.v[i]);
	return e;
}

enum err
assessment_import(struct db *db, struct arena *a, struct unit *u,
    const struct assessment *s, const struct catalogue *c,
    const struct exchange *x, struct buf *faults)
{
	struct import m = { a, s, c, x };
	size_t before = faults->n;
	enum err e;

	check(c, x, faults);
	if (faults->n == before && (e = check_owners(db, &m, faults)) != OK)
		return e;
	if (faults->n > before)
		return ERR_INVALID;
	if (x->answers.n == 0 && x->previous_version == NULL)
		return OK;
	return db_write(db, u, import, &m);
}

/* ---- giving it out ---- */

static struct texts
codes(struct arena *a, const struct requirement *r, const bool *marks)
{
	struct texts t = { arena_array(a, r->criteria.n, sizeof(*t.v)), 0 };
	size_t i;

	for (i = 0; i < r->criteria.n; i++)
		if (marks[i])
			t.v[t.n++] = r->criteria.v[i].code;
	return t;
}

static void
export_answer(struct arena *arena, const struct requirement *r,
    const struct answer *a, struct exchange_answer *x)
{
	size_t i;

	*x = (struct exchange_answer){ .requirement = r->number,
		.not_relevant = a->row.not_relevant,
		.not_relevant_record = a->nr_record,
		.target_level = a->row.target_level,
		.target_on = a->row.target_on,
		.owner = a->owner_id == HOLDER_FIRST ? "" : a->row.owner,
		.plan = a->plan };
	x->met = codes(arena, r, a->met);
	x->comments.v =
	    arena_array(arena, r->criteria.n, sizeof(*x->comments.v));
	for (i = 0; i < r->criteria.n; i++)
		if (a->comment[i][0] != '\0')
			x->comments.v[x->comments.n++] =
			    (struct exchange_comment){ r->criteria.v[i].code,
				    a->comment[i] };
	x->evidence.n = a->evidence.n;
	x->evidence.v =
	    arena_array(arena, a->evidence.n, sizeof(*x->evidence.v));
	for (i = 0; i < a->evidence.n; i++)
		x->evidence.v[i] = (struct exchange_evidence){
			codes(arena, r, a->evidence.v[i].shows),
			a->evidence.v[i].title, a->evidence.v[i].reference
		};
}

enum err
assessment_export(struct db *db, struct arena *a, const struct org *o,
    const struct assessment *s, const struct catalogue *c, struct exchange *x)
{
	size_t n = c->requirements.n, i;
	struct answer answer;
	enum err e;

	*x = (struct exchange){ .org_code = o->code,
		.org_name = o->name,
		/* Whatever it is by now: import asks for the year's. */
		.org_type = c->type,
		.version = s->version,
		.previous_version = s->previous };
	x->answers.v = arena_array(a, n, sizeof(*x->answers.v));
	x->previous.v = arena_array(a, n, sizeof(*x->previous.v));
	for (i = 0; i < n; i++) {
		const struct requirement *r = &c->requirements.v[i];

		if ((e = answer_read(db, a, s, r, &answer)) != OK)
			return e;
		if (answer.edition > 0)
			export_answer(
			    a, r, &answer, &x->answers.v[x->answers.n++]);
		if (answer.row.previous != LEVEL_NONE)
			x->previous.v[x->previous.n++] =
			    (struct exchange_level){ r->number,
				    answer.row.previous };
	}
	return OK;
}
