/* assessment.c - opening a year, finding one, the reviewer's word on it. */
#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "carry_priv.h"
#include "clock.h"
#include "db.h"
#include "duty_priv.h"
#include "jsonw.h"
#include "org.h"
#include "previous_priv.h"
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
	s->withdrawn_at = db_int(db);
	s->withdrawn_why = db_text(db, a);
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
	struct assessments all;        /* that there are, from among them */
	struct carriage carriage;      /* unless it begins empty */
	struct holder first;           /* who has what nobody else has */
	int *levels; /* last year's published, by requirement of catalogue */
	day today;
};

static enum err
make_answers(struct db *db, const struct opening *o)
{
	const struct catalogue *c = o->catalogue;
	enum err e = OK;
	size_t i;

	for (i = 0; i < c->requirements.n && e == OK; i++)
		e = db_do(db,
		    SQL(answer_insert, .org = o->out->org, .id = db_id(db),
			.assessment = o->out->id,
			.requirement = c->requirements.v[i].id,
			.state = ANSWER_NOT_STARTED, .previous = o->levels[i],
			.owner_id = HOLDER_FIRST, .owner = o->first.name));
	return e;
}

/* Duties are cited in between: what they meet is not lost. */
static enum err
carry(struct db *db, struct db_head *head, struct opening *o)
{
	struct carriage *c = &o->carriage;
	enum err e;

	if (o->from == NULL)
		return duty_cite_all(db, head, o->out);
	c->db = db;
	c->head = head;
	c->first = o->first;
	if ((e = holder_list(db, o->arena, o->out->org, &c->open)) != OK ||
	    (e = carry_answers(c)) != OK || (e = carry_actions(c)) != OK ||
	    (e = duty_cite_all(db, head, o->out)) != OK)
		return e;
	return carry_tell(c);
}

static enum err
note_open(struct db *db, struct db_head *head, const struct opening *o)
{
	const struct assessment *s = o->out;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	char on[DAY_TEXT_SIZE];
	enum err e;

	day_text(s->due_on, on);
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", s->version);
	jsonw_text(&w, "due_on", on);
	jsonw_text(&w, "carried_from", s->carried_from);
	if (o->from != NULL)
		jsonw_int(&w, "not_carried", (int64_t)o->carriage.left.n);
	jsonw_close(&w, '}');
	e = audit_add(db, head, "assessment.open", s->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
may_open(struct db *db, const struct opening *o)
{
	const struct assessment *s = o->out;
	struct assessment held;
	struct opening_bar bar;
	enum err e = assessment_find(db, o->arena, s->org, s->version, &held);

	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_CONFLICT : e;
	e = assessment_barred(
	    db, o->arena, s->org, o->catalogue, o->today, &bar);
	return e == OK && bar.kind != OPENING_IS_FREE ? ERR_INVALID : e;
}

/* The year before this one, of which the row must be there. */
static enum err
last_levels(struct db *db, struct opening *o)
{
	struct assessment *s = o->out;
	enum err e;

	e = previous_levels(db, o->arena, s, o->catalogue,
	    o->from != NULL ? &o->carriage : NULL, &s->previous, &o->levels);
	if (e != OK || s->previous == NULL)
		return e;
	return db_do(db, SQL(previous_version, .org = s->org, .id = s->id,
			     .version = s->previous));
}

/* Which goes on as which, from the year that is carried over. */
static enum err
prepare(struct db *db, struct opening *o)
{
	enum err e = catalogue_read(db, o->arena, o->from->pack, &o->from_set);

	o->carriage = (struct carriage){ .arena = o->arena,
		.from = o->from,
		.to = o->out,
		.was = &o->from_set,
		.is = o->catalogue,
		.on = o->today };
	if (e == OK)
		carry_map(&o->carriage);
	return e;
}

/* The year to carry over: the newest published one, else the newest. */
static enum err
last_year(struct db *db, struct opening *o)
{
	const struct assessments *all = &o->all;
	enum err e = assessment_list(db, o->arena, o->out->org, &o->all);
	size_t i;

	for (i = 0; e == OK && i < all->n && o->from == NULL; i++)
		if (all->v[i].state == ASSESSMENT_PUBLISHED)
			o->from = &all->v[i];
	if (e == OK && o->from == NULL && all->n > 0)
		o->from = &all->v[0];
	if (e != OK || o->from == NULL)
		return e;
	o->out->carried_from = o->from->version;
	return prepare(db, o);
}

static enum err
open_year(struct db *db, struct db_head *head, void *arg)
{
	struct opening *o = arg;
	struct assessment *s = o->out;
	enum err e = may_open(db, o);

	if (e != OK || (e = last_year(db, o)) != OK)
		return e;
	s->id = db_id(db);
	s->opened_at = head->at;
	e = holder_read(db, o->arena, s->org, HOLDER_FIRST, &o->first);
	if (e != OK)
		return e;
	e = db_do(
	    db, SQL(assessment_insert, .org = s->org, .id = s->id,
		    .pack = s->pack, .version = s->version, .at = head->at,
		    .due_on = s->due_on, .carried_from = s->carried_from));
	if (e == OK)
		e = last_levels(db, o);
	if (e == OK)
		e = make_answers(db, o);
	if (e == OK)
		e = carry(db, head, o);
	return e == OK ? note_open(db, head, o) : e;
}

enum err
assessment_open(struct db *db, struct arena *a, struct unit *u,
    const struct org *o, const struct catalogue *c, day today,
    struct assessment *out)
{
	struct opening opening = {
		.arena = a, .catalogue = c, .out = out, .today = today
	};

	*out = (struct assessment){ .org = o->id,
		.pack = c->id,
		.version = c->version,
		.due_on = day_next(today, c->final_md) };
	return db_write(db, u, open_year, &opening);
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
