/* duty_cite.c - an accepted duty is evidence that somebody is responsible. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "duty_priv.h"
#include "sql.h"
#include "text.h"

struct citing {
	struct db *db;
	struct db_head *head;
	struct arena *arena;
	struct named_duty duty;
	const char *title; /* of the evidence */
};

/* The evidence of it, unless it is cited or there is no room; NULL then. */
static struct evidence *
cited(struct arena *room, const struct citing *c, struct answer *a)
{
	struct evidence *v = arena_array(room, a->evidence.n + 1, sizeof(*v));
	size_t i;

	if (a->evidence.n >= EVIDENCE_MOST)
		return NULL;
	for (i = 0; i < a->evidence.n; i++) {
		v[i] = a->evidence.v[i];
		if (v[i].holding == c->duty.now.id)
			return NULL;
	}
	v[i] = (struct evidence){ .title = c->title,
		.reference = c->duty.now.document,
		.holding = c->duty.now.id };
	a->evidence.v = v;
	a->row.evidence = (int64_t)++a->evidence.n;
	return &v[i];
}

/* Whether there was anything to add. */
static bool
cite_into(const struct citing *c, const struct requirement *r, struct answer *a)
{
	struct evidence *v = NULL;
	size_t i;

	for (i = 0; i < r->criteria.n; i++) {
		if (!r->criteria.v[i].responsibility)
			continue;
		if (v == NULL && (v = cited(c->arena, c, a)) == NULL)
			return false;
		v->shows[i] = a->met[i] = true;
	}
	return v != NULL;
}

/* Nobody has started on it, unless it counts for something now. */
static void
started(const struct requirement *r, struct answer *a)
{
	if (a->row.state == ANSWER_NOT_STARTED &&
	    level_attained(r, a->met, a->row.previous) > 0)
		a->row.state = ANSWER_IN_PROGRESS;
}

static enum err
cite_in(
    struct citing *c, const struct assessment *s, const struct requirement *r)
{
	struct answer a;
	enum err e = answer_read(c->db, c->arena, s, r, &a);

	if (e != OK || !cite_into(c, r, &a))
		return e;
	started(r, &a);
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
	int64_t *owned, most;
	size_t n = 0, i;
	enum err e;

	e = db_ask(c->db, SQL(duty_owns_count, .org = s->org,
			      .assessment = s->id, .duty = c->duty.code));
	if (e != OK || (most = db_int(c->db)) == 0)
		return e;
	if ((e = catalogue_read(c->db, c->arena, s->pack, &set)) != OK)
		return e;
	owned = arena_array(c->arena, (size_t)most, sizeof(*owned));
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

/* No longer than the form takes it, or the answer could not be saved again. */
static const char *
cut(char *title)
{
	size_t n = strlen(title);

	while (text_length(title, n) > EVIDENCE_TITLE_MAX)
		do
			n--;
		while (((unsigned char)title[n] & 0xc0) == 0x80);
	while (n > 0 && title[n - 1] == ' ')
		n--;
	title[n] = '\0';
	return title;
}

/* What is written into an answer about this duty; false: nothing can be. */
static bool
citable(struct citing *c)
{
	if (c->duty.state != DUTY_HELD && c->duty.state != DUTY_COMING)
		return false;
	c->title = cut(arena_printf(
	    c->arena, "%s: accepted by %s", c->duty.title, c->duty.now.name));
	return true;
}

static enum err
cite(struct citing *c)
{
	struct assessments years;
	enum err e;
	size_t i;

	if (!citable(c))
		return OK;
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

	if (e == OK)
		e = cite(&c);
	arena_close(c.arena);
	return e;
}

enum err
duty_cite_all(struct db *db, struct db_head *head, const struct assessment *s)
{
	struct citing c = { .db = db, .head = head, .arena = arena_open() };
	struct named_duties all;
	enum err e =
	    duty_all(db, c.arena, head->org, clock_day(head->at), &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++) {
		c.duty = all.v[i];
		if (citable(&c))
			e = cite_year(&c, s);
	}
	arena_close(c.arena);
	return e;
}

enum err
duty_cite_into(struct db *db, const struct db_head *head, struct arena *a,
    int64_t owner, const struct requirement *r, struct answer *answer)
{
	struct citing c = { .db = db, .arena = a };
	enum err e =
	    db_ask(db, SQL(duty_of_holder, .org = head->org, .holder = owner));
	const char *code;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	code = db_text(db, a);
	e = duty_read(db, a, head->org, code, clock_day(head->at), &c.duty);
	if (e == OK && citable(&c))
		cite_into(&c, r, answer);
	return e;
}

enum err
duty_cite_one(struct db *db, struct db_head *head, struct arena *a,
    const struct assessment *s, const struct requirement *r)
{
	struct answer now;
	size_t pieces;
	enum err e;

	if ((e = answer_read(db, a, s, r, &now)) != OK ||
	    now.row.state >= ANSWER_COMPLETE || now.row.not_relevant)
		return e;
	pieces = now.evidence.n;
	e = duty_cite_into(db, head, a, now.owner_id, r, &now);
	if (e != OK || now.evidence.n == pieces)
		return e;
	started(r, &now);
	return answer_write(db, head, s, r, &now, now.row.state, "answer.cite");
}
