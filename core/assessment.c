/* assessment.c - opening a year, finding one, the reviewer's word on it. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "duty_priv.h"
#include "jsonw.h"
#include "org.h"
#include "owner_priv.h"
#include "plan.h"
#include "role.h"
#include "sql.h"

bool
assessment_may(enum act act, enum workflow workflow, unsigned roles)
{
	/* Rows: the act; columns: simplified, full. */
	static const unsigned who[][2] = {
		[ACT_OPEN] = { ROLE_ADMINISTRATOR, ROLE_ADMINISTRATOR },
		[ACT_ANSWER] = { ROLE_ASSESSOR | ROLE_ADMINISTRATOR,
		    ROLE_ASSESSOR },
		[ACT_CONFIRM] = { 0, ROLE_REVIEWER },
		[ACT_REOPEN] = { ROLE_ASSESSOR | ROLE_ADMINISTRATOR,
		    ROLE_ASSESSOR | ROLE_REVIEWER | ROLE_ADMINISTRATOR },
		[ACT_PLAN] = { ROLE_ASSESSOR | ROLE_ADMINISTRATOR,
		    ROLE_ASSESSOR | ROLE_ADMINISTRATOR },
		[ACT_ACCEPT_PLAN] = { ROLE_ASSESSOR | ROLE_ADMINISTRATOR,
		    ROLE_REVIEWER | ROLE_ADMINISTRATOR },
		[ACT_DUTIES] = { ROLE_ASSESSOR | ROLE_ADMINISTRATOR,
		    ROLE_ASSESSOR | ROLE_REVIEWER | ROLE_ADMINISTRATOR },
		[ACT_SUBMIT] = { ROLE_ADMINISTRATOR, ROLE_ADMINISTRATOR },
		[ACT_PUBLISH] = { ROLE_ASSESSOR | ROLE_ADMINISTRATOR,
		    ROLE_ADMINISTRATOR },
	};

	return (who[act][workflow == WORKFLOW_FULL] & roles) != 0;
}

static void
read_row(struct db *db, struct arena *a, struct assessment *s)
{
	s->id = db_int(db);
	s->org = db_int(db);
	s->pack = db_int(db);
	s->version = db_text(db, a);
	s->state = (enum assessment_state)db_int(db);
	s->opened_at = db_int(db);
	s->due_on = db_day(db);
	s->carried_from = db_text(db, a);
	s->previous = db_text(db, a);
	s->confirmed_at = db_int(db);
	s->confirmed_by = db_text(db, a);
}

enum err
assessment_find(struct db *db, struct arena *a, int64_t org,
    const char *version, struct assessment *out)
{
	enum err e =
	    db_ask(db, SQL(assessment_find, .org = org, .version = version));

	if (e == OK)
		read_row(db, a, out);
	return e;
}

enum err
assessment_list(
    struct db *db, struct arena *a, int64_t org, struct assessments *out)
{
	enum err e = db_ask(db, SQL(assessment_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(assessment_list, .org = org));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

struct opening {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct assessment *out;
	const struct assessment *from; /* NULL: begin empty */
	struct catalogue from_set;     /* of from */
	struct holder first;           /* who has what nobody else has */
	struct holders open;           /* whom work can be given to now */
	int *levels; /* last year's published, by requirement of catalogue */
};

/* Bring an answer over by the codes of criteria that both years share. */
static void
translate(const struct requirement *was, const struct requirement *is,
    const struct answer *old, struct answer *now)
{
	const struct criterion *k;
	size_t i, j;

	for (i = 0; i < is->criteria.n; i++) {
		k = requirement_criterion(was, is->criteria.v[i].code);
		if (k == NULL)
			continue;
		j = (size_t)(k - was->criteria.v);
		now->met[i] = old->met[j];
		now->comment[i] = old->comment[j];
		now->criterion_owner[i] = old->criterion_owner[j];
		now->criterion_owner_id[i] = old->criterion_owner_id[j];
		for (size_t v = 0; v < now->evidence.n; v++)
			now->evidence.v[v].shows[i] =
			    old->evidence.v[v].shows[j];
	}
}

static enum err
carry(struct db *db, struct db_head *head, const struct opening *o,
    const struct requirement *r)
{
	const struct requirement *was =
	    catalogue_requirement(&o->from_set, r->number);
	struct answer old, now;
	enum err e;
	size_t i;

	if ((e = answer_read(db, o->arena, o->from, was, &old)) != OK)
		return e;
	now = old;
	now.row.not_relevant = old.row.not_relevant && r->nr_reason != NULL;
	now.evidence.v =
	    arena_array(o->arena, old.evidence.n, sizeof(*now.evidence.v));
	for (i = 0; i < CRITERIA_MAX; i++) {
		now.met[i] = false;
		now.comment[i] = now.criterion_owner[i] = "";
		now.criterion_owner_id[i] = 0;
	}
	for (i = 0; i < now.evidence.n; i++) {
		now.evidence.v[i] = old.evidence.v[i];
		memset(now.evidence.v[i].shows, 0,
		    sizeof(now.evidence.v[i].shows));
	}
	translate(was, r, &old, &now);
	owner_carry(&o->open, &now);
	return answer_write(
	    db, head, o->out, r, &now, ANSWER_TO_RECONFIRM, "answer.carry");
}

static enum err
open_answers(struct db *db, struct db_head *head, const struct opening *o)
{
	const struct catalogue *c = o->catalogue;
	enum err e = OK;
	size_t i;

	for (i = 0; i < c->requirements.n && e == OK; i++) {
		const struct requirement *r = &c->requirements.v[i];
		bool carried =
		    o->from != NULL &&
		    catalogue_requirement(&o->from_set, r->number) != NULL;

		e = db_do(db,
		    SQL(answer_insert, .org = o->out->org, .id = db_id(db),
			.assessment = o->out->id, .requirement = r->id,
			.state = ANSWER_NOT_STARTED, .previous = o->levels[i],
			.owner_id = HOLDER_FIRST, .owner = o->first.name));
		if (e == OK && carried)
			e = carry(db, head, o, r);
	}
	return e;
}

static enum err
note_open(struct db *db, struct db_head *head, const struct assessment *s)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e;

	day_text(s->due_on, on);
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", s->version);
	jsonw_text(&w, "due_on", on);
	jsonw_text(&w, "carried_from", s->carried_from);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "assessment.open", s->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
owners(struct db *db, struct opening *o)
{
	int64_t org = o->out->org;
	enum err e = holder_read(db, o->arena, org, HOLDER_FIRST, &o->first);

	return e == OK ? holder_list(db, o->arena, org, &o->open) : e;
}

static enum err
open_year(struct db *db, struct db_head *head, void *arg)
{
	struct opening *o = arg;
	struct assessment *s = o->out;
	struct assessment held;
	enum err e;

	e = assessment_find(db, o->arena, s->org, s->version, &held);
	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_CONFLICT : e;
	s->id = db_id(db);
	s->opened_at = head->at;
	if ((e = owners(db, o)) != OK)
		return e;
	e = db_do(db,
	    SQL(assessment_insert, .org = s->org, .id = s->id, .pack = s->pack,
		.version = s->version, .at = head->at, .due_on = s->due_on,
		.carried_from = s->carried_from, .previous = s->previous));
	if (e == OK)
		e = note_open(db, head, s);
	if (e == OK)
		e = open_answers(db, head, o);
	if (e == OK && o->from != NULL)
		e = action_carry(db, head, o->arena, o->from, s, o->catalogue);
	if (e == OK)
		e = duty_cite_all(db, head, s);
	return e;
}

/* What was published for `from`, as levels of this year's requirements. */
static enum err
last_levels(struct db *db, struct opening *o)
{
	const struct catalogue *c = o->catalogue;
	const struct requirement *r;
	size_t i;

	o->levels =
	    arena_array(o->arena, c->requirements.n, sizeof(*o->levels));
	for (i = 0; i < c->requirements.n; i++)
		o->levels[i] = LEVEL_NONE;
	if (o->from == NULL)
		return OK;
	db_list(db, SQL(edition_final_levels, .org = o->from->org,
			.assessment = o->from->id));
	while (db_next(db)) {
		int level;

		r = catalogue_requirement(c, db_text(db, o->arena));
		level = (int)db_int(db);
		if (r != NULL)
			o->levels[r - c->requirements.v] = level;
	}
	return db_end(db);
}

/* The year to carry over: the newest published one, else the newest. */
static const struct assessment *
last_year(const struct assessments *all)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].state == ASSESSMENT_PUBLISHED)
			return &all->v[i];
	return all->n > 0 ? &all->v[0] : NULL;
}

enum err
assessment_open(struct db *db, struct arena *a, struct unit *u,
    const struct org *o, const struct catalogue *c, day today,
    struct assessment *out)
{
	struct opening opening = { .arena = a, .catalogue = c, .out = out };
	struct assessments all;
	enum err e;

	*out = (struct assessment){ .org = o->id,
		.pack = c->id,
		.version = c->version,
		.due_on = day_next(today, c->final_md) };
	if ((e = assessment_list(db, a, o->id, &all)) != OK)
		return e;
	opening.from = last_year(&all);
	if (opening.from != NULL) {
		out->carried_from = opening.from->version;
		if (opening.from->state == ASSESSMENT_PUBLISHED)
			out->previous = opening.from->version;
		e = catalogue_read(
		    db, a, opening.from->pack, &opening.from_set);
	}
	if (e == OK)
		e = last_levels(db, &opening);
	return e == OK ? db_write(db, u, open_year, &opening) : e;
}

static enum err
confirm(struct db *db, struct db_head *head, void *arg)
{
	const struct assessment *s = arg;
	enum assessment_state state;
	enum err e;

	if ((e = answer_may_change(db, s, &state)) != OK)
		return e;
	if (state != ASSESSMENT_OPEN)
		return ERR_CONFLICT;
	e = db_ask(db, SQL(assessment_unconfirmed, .org = s->org, .id = s->id,
			   .today = clock_day(head->at)));
	if (e != OK)
		return e;
	if (db_int(db) > 0)
		return ERR_CONFLICT;
	e = db_do(db, SQL(assessment_set_state, .org = s->org, .id = s->id,
			  .state = ASSESSMENT_CONFIRMED, .at = head->at,
			  .by_person = head->by->person));
	if (e != OK)
		return e;
	return audit_add(db, head, "assessment.confirm", s->id, "{}");
}

enum err
assessment_confirm(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c)
{
	struct assessment copy = *s;

	if (c->workflow != WORKFLOW_FULL)
		return ERR_DENIED;
	return db_write(db, u, confirm, &copy);
}

enum err
assessment_standings(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct standing **out)
{
	struct standing *v = arena_array(a, c->requirements.n, sizeof(*v));
	struct answer_row *rows;
	enum err e;
	size_t i;

	if ((e = answer_list(db, a, s, c, &rows)) != OK)
		return e;
	for (i = 0; i < c->requirements.n; i++)
		v[i] = answer_standing(&rows[i]);
	*out = v;
	return OK;
}
