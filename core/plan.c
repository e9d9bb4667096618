/* plan.c - the improvement plan as a whole, and who has signed it. */
#include <string.h>

#include <sodium.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "person.h"
#include "plan_priv.h"
#include "sql.h"
#include "text.h"

/* What an answer says beyond its line of the list. */
struct words {
	int64_t id, owner;
	day target_on;
	const char *plan;
};

static enum err
read_words(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, struct words *v)
{
	size_t i = 0;

	db_list(db, SQL(plan_answers, .org = s->org, .assessment = s->id));
	while (db_next(db)) {
		int64_t id = db_int(db);
		struct words one = { .id = db_int(db) };

		one.target_on = db_day(db);
		one.plan = db_text(db, a);
		one.owner = db_int(db);
		while (i < c->requirements.n && c->requirements.v[i].id < id)
			i++;
		if (i < c->requirements.n && c->requirements.v[i].id == id)
			v[i] = one;
	}
	return db_end(db);
}

/* The part of all actions that belongs to a requirement: they lie together. */
static void
own_actions(const struct plan *p, struct plan_line *line)
{
	size_t i, n = 0;

	for (i = 0; i < p->all.n; i++)
		if (p->all.v[i].requirement == line->requirement->id &&
		    n++ == 0)
			line->actions = &p->all.v[i];
	line->actions_n = n;
}

static bool
by_actions(const struct plan_line *line)
{
	size_t i;

	for (i = 0; i < line->actions_n; i++)
		if (line->actions[i].state <= ACTION_DONE)
			return true;
	return false;
}

static struct plan_line
line_of(const struct plan *p, const struct catalogue *c, size_t i,
    const struct answer_row *row, const struct words *w)
{
	struct plan_line line = { .requirement = &c->requirements.v[i],
		.row = *row,
		.plan = w->plan != NULL ? w->plan : "",
		.owner = w->owner };
	bool in_play = !row->exempt && !row->not_relevant;

	line.row.id = w->id;
	line.row.target_on = w->target_on;
	line.target = row->target_level != LEVEL_NONE ? row->target_level
						      : c->grade_level;
	line.below = in_play && row->level < c->grade_level;
	line.gap = in_play && row->level < line.target;
	own_actions(p, &line);
	line.planned = by_actions(&line) ||
		       (line.plan[0] != '\0' && row->owner[0] != '\0' &&
			   w->target_on != DAY_NONE);
	return line;
}

static void
count(struct plan *p, day today)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		p->gaps += p->v[i].gap;
		p->below += p->v[i].below;
		p->unplanned += p->v[i].below && !p->v[i].planned;
	}
	for (i = 0; i < p->all.n; i++) {
		p->open += p->all.v[i].state == ACTION_OPEN;
		p->done += p->all.v[i].state == ACTION_DONE;
		p->late += action_late(&p->all.v[i], today);
	}
}

enum err
plan_read(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, day today, struct plan *out)
{
	size_t n = c->requirements.n, i;
	struct words *words = arena_array(a, n, sizeof(*words));
	struct answer_row *rows;
	enum err e;

	*out = (struct plan){ .v = arena_array(a, n, sizeof(*out->v)) };
	if ((e = answer_list(db, a, s, c, &rows)) != OK ||
	    (e = read_words(db, a, s, c, words)) != OK ||
	    (e = action_list(db, a, s, &out->all)) != OK)
		return e;
	for (i = 0; i < n; i++) {
		out->v[out->n] = line_of(out, c, i, &rows[i], &words[i]);
		if (out->v[out->n].gap || out->v[out->n].below ||
		    out->v[out->n].actions_n > 0)
			out->n++;
	}
	count(out, today);
	return OK;
}

/* ---- signing ---- */

static void
digest_day(struct jsonw *w, const char *key, day on)
{
	char text[DAY_TEXT_SIZE];

	day_text(on, text);
	jsonw_text(w, key, text);
}

static void
digest_line(struct jsonw *w, const struct plan_line *line)
{
	size_t i;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "requirement", line->requirement->number);
	jsonw_int(w, "target", line->target);
	digest_day(w, "target_on", line->row.target_on);
	jsonw_text(w, "owner", line->row.owner);
	jsonw_text(w, "plan", line->plan);
	jsonw_open(w, "actions", '[');
	for (i = 0; i < line->actions_n; i++) {
		const struct action *a = &line->actions[i];

		if (a->state > ACTION_DONE)
			continue;
		jsonw_open(w, NULL, '{');
		jsonw_int(w, "id", a->id);
		jsonw_text(w, "title", a->title);
		jsonw_int(w, "reach", a->reach);
		jsonw_text(w, "owner", a->owner.name);
		jsonw_text(w, "deputy", a->deputy.name);
		digest_day(w, "due_on", a->due_on);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

void
plan_digest(const struct plan *p, unsigned char out[PLAN_DIGEST])
{
	struct buf text = { 0 };
	struct jsonw w = { .out = &text };
	size_t i;

	jsonw_open(&w, NULL, '[');
	for (i = 0; i < p->n; i++)
		digest_line(&w, &p->v[i]);
	jsonw_close(&w, ']');
	crypto_hash_sha256(out, (const unsigned char *)buf_text(&text), text.n);
	buf_clear(&text);
}

enum err
plan_signer(struct db *db, struct arena *a, int64_t org, int64_t person,
    unsigned roles, const struct catalogue *c, day today, const char **post)
{
	enum err e = db_ask(db, SQL(plan_senior, .org = org, .person = person,
				    .pack = c->id, .today = today));

	*post = "";
	if (e == OK)
		*post = db_text(db, a);
	if (e != ERR_NOTFOUND)
		return e;
	return assessment_may(ACT_ACCEPT_PLAN, c->workflow, roles) ? OK
								   : ERR_DENIED;
}

struct signing {
	const struct assessment *s;
	const struct catalogue *c;
	struct plan_signature *by;
	day today;
};

/* What is below the grade's level, and planned, counts from now on. */
static enum err
accept_plans(struct db *db, const struct db_head *head, const struct plan *p,
    struct jsonw *w)
{
	enum err e = OK;
	size_t i;

	jsonw_open(w, "accepted", '[');
	for (i = 0; i < p->n && e == OK; i++) {
		const struct plan_line *line = &p->v[i];

		if (!line->below || !line->planned || line->row.plan_accepted)
			continue;
		jsonw_text(w, NULL, line->requirement->number);
		e = db_do(db,
		    SQL(answer_plan_accept, .org = head->org,
			.id = line->row.id, .at = head->at,
			.by_person = head->by->person, .by = head->by->name));
	}
	jsonw_close(w, ']');
	return e;
}

static enum err
insert(struct db *db, const struct db_head *head, const struct signing *g,
    const struct plan *p, struct arena *a)
{
	struct plan_signature *by = g->by;
	struct person who;
	enum err e = person_read(db, a, head->by->person, &who);

	if (e != OK)
		return e;
	by->at = head->at;
	by->on = g->today;
	by->requirements = (int64_t)p->gaps;
	by->actions = (int64_t)p->open;
	return db_do(
	    db, SQL(plan_sign_insert, .org = head->org, .id = by->id,
		    .assessment = g->s->id, .on_day = by->on,
		    .person = head->by->person, .name = who.name,
		    .post = by->post, .comment = by->comment,
		    .requirements = by->requirements, .actions = by->actions,
		    .digest = { by->digest, PLAN_DIGEST }, .at = by->at));
}

static enum err
sign_in(struct db *db, struct db_head *head, const struct signing *g,
    struct arena *a, struct jsonw *w)
{
	unsigned char digest[PLAN_DIGEST];
	enum assessment_state state;
	struct plan p;
	enum err e;

	if ((e = answer_may_change(db, g->s, &state)) != OK ||
	    (e = plan_read(db, a, g->s, g->c, g->today, &p)) != OK)
		return e;
	plan_digest(&p, digest);
	if (memcmp(digest, g->by->digest, PLAN_DIGEST) != 0)
		return ERR_CONFLICT;
	if (p.n == 0)
		return ERR_INVALID;
	if ((e = insert(db, head, g, &p, a)) != OK)
		return e;
	jsonw_text(w, "post", g->by->post);
	jsonw_text(w, "comment", g->by->comment);
	jsonw_int(w, "requirements", g->by->requirements);
	jsonw_int(w, "actions", g->by->actions);
	jsonw_hex(w, "digest", digest, PLAN_DIGEST);
	return accept_plans(db, head, &p, w);
}

static enum err
sign(struct db *db, struct db_head *head, void *arg)
{
	const struct signing *g = arg;
	struct arena *a = arena_open();
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	e = sign_in(db, head, g, a, &w);
	if (e == OK) {
		jsonw_close(&w, '}');
		e = audit_add(
		    db, head, "plan.sign", g->s->id, buf_text(&detail));
	}
	buf_clear(&detail);
	arena_close(a);
	return e;
}

enum err
plan_sign(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c, struct plan_signature *by, day today)
{
	struct signing g = { s, c, by, today };

	if (!text_bare(by->post, TEXT_LINE, 1, 200) ||
	    !text_bare(by->comment, TEXT_AREA, 0, PLAN_COMMENT_MAX))
		return ERR_INVALID;
	by->id = db_id(db);
	return db_write(db, u, sign, &g);
}

enum err
plan_signatures(struct db *db, struct arena *a, const struct assessment *s,
    struct plan_signatures *out)
{
	*out = (struct plan_signatures){ NULL, 0 };
	db_list(db, SQL(plan_signatures, .org = s->org, .assessment = s->id));
	while (db_next(db)) {
		size_t all = (size_t)db_int(db);
		struct plan_signature *v;

		if (out->v == NULL)
			out->v = arena_array(a, all, sizeof(*out->v));
		v = &out->v[out->n++];
		v->id = db_int(db);
		v->on = db_day(db);
		v->name = db_text(db, a);
		v->post = db_text(db, a);
		v->comment = db_text(db, a);
		v->requirements = db_int(db);
		v->actions = db_int(db);
		db_blob(db, v->digest, PLAN_DIGEST);
		v->at = db_int(db);
	}
	return db_end(db);
}
