/* duty_cite.c - an accepted duty is evidence that somebody is responsible. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "duty_priv.h"
#include "sql.h"

struct citing {
	struct db *db;
	struct db_head *head;
	struct arena *arena;
	struct named_duty duty;
	const char *title; /* of the evidence */
};

/* The evidence of it, unless it is cited already; NULL then. */
static struct evidence *
cited(struct citing *c, struct answer *a)
{
	struct evidence *v =
	    arena_array(c->arena, a->evidence.n + 1, sizeof(*v));
	size_t i;

	for (i = 0; i < a->evidence.n; i++) {
		v[i] = a->evidence.v[i];
		if (v[i].holding == c->duty.now.id)
			return NULL;
	}
	v[i] = (struct evidence){ .title = c->title,
		.reference = c->duty.now.document,
		.holding = c->duty.now.id };
	a->evidence.v = v;
	a->evidence.n++;
	return &v[i];
}

static enum err
cite_in(
    struct citing *c, const struct assessment *s, const struct requirement *r)
{
	struct evidence *v = NULL;
	struct answer a;
	enum err e;
	size_t i;

	if ((e = answer_read(c->db, c->arena, s, r, &a)) != OK)
		return e;
	for (i = 0; i < r->criteria.n; i++) {
		if (!r->criteria.v[i].responsibility)
			continue;
		if (v == NULL && (v = cited(c, &a)) == NULL)
			return OK;
		v->shows[i] = a.met[i] = true;
	}
	if (v == NULL)
		return OK;
	a.row.evidence = (int64_t)a.evidence.n;
	/* Nobody has started on it, unless it counts for something now. */
	if (a.row.state == ANSWER_NOT_STARTED &&
	    level_attained(r, a.met, a.row.previous) > 0)
		a.row.state = ANSWER_IN_PROGRESS;
	return answer_write(
	    c->db, c->head, s, r, &a, a.row.state, "answer.cite");
}

static const struct requirement *
with_id(const struct catalogue *c, int64_t id)
{
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		if (c->requirements.v[i].id == id)
			return &c->requirements.v[i];
	return NULL;
}

static enum err
cite_year(struct citing *c, const struct assessment *s)
{
	struct catalogue set;
	int64_t *owned;
	size_t n = 0, i;
	enum err e;

	if ((e = catalogue_read(c->db, c->arena, s->pack, &set)) != OK)
		return e;
	owned = arena_array(c->arena, set.requirements.n, sizeof(*owned));
	db_list(c->db, SQL(duty_owns, .org = s->org, .assessment = s->id,
			   .duty = c->duty.code));
	while (db_next(c->db))
		owned[n++] = db_int(c->db);
	e = db_end(c->db);
	for (i = 0; i < n && e == OK; i++) {
		const struct requirement *r = with_id(&set, owned[i]);

		if (r != NULL)
			e = cite_in(c, s, r);
	}
	return e;
}

static enum err
cite(struct citing *c)
{
	struct assessments years;
	enum err e;
	size_t i;

	c->title = arena_printf(
	    c->arena, "%s: accepted by %s", c->duty.title, c->duty.now.name);
	e = assessment_list(c->db, c->arena, c->head->org, &years);
	for (i = 0; e == OK && i < years.n; i++)
		if (years.v[i].state == ASSESSMENT_OPEN)
			e = cite_year(c, &years.v[i]);
	return e;
}

enum err
duty_cite(struct db *db, struct db_head *head, const char *code)
{
	struct citing c = { .db = db, .head = head, .arena = arena_open() };
	enum err e = duty_read(
	    db, c.arena, head->org, code, clock_day(head->at), &c.duty);

	if (e == OK &&
	    (c.duty.state == DUTY_HELD || c.duty.state == DUTY_COMING))
		e = cite(&c);
	arena_close(c.arena);
	return e;
}
