/* duty.c - who holds the duties that a publication names. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "clock.h"
#include "db.h"
#include "duty_priv.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

enum err
duty_list(struct db *db, struct arena *a, int64_t org,
    const struct catalogue *c, day on, struct duty_holder **out)
{
	struct duty_holder *v = arena_array(a, c->duties.n, sizeof(*v));
	size_t i;

	for (i = 0; i < c->duties.n; i++)
		v[i] = (struct duty_holder){ &c->duties.v[i], "", "" };
	db_list(db, SQL(duty_holders, .org = org, .today = on));
	while (db_next(db)) {
		const char *code = db_text(db, a), *name = db_text(db, a),
			   *post = db_text(db, a);

		for (i = 0; i < c->duties.n; i++)
			if (strcmp(c->duties.v[i].code, code) == 0) {
				v[i].name = name;
				v[i].post = post;
			}
	}
	*out = v;
	return db_end(db);
}

struct setting {
	const struct assessment *assessment;
	const struct duty_holder *v;
	size_t n;
};

/* Somebody by this name, linked to an account where it can only be theirs. */
static enum err
name_one(struct db *db, struct db_head *head, const struct duty_holder *v)
{
	struct holding h = { .duty = v->duty->code,
		.name = v->name,
		.post = v->post,
		.document = "",
		.from_on = clock_day(head->at),
		.until_on = DAY_NONE };
	enum err e;
	int64_t n;

	e = db_ask(
	    db, SQL(duty_person_named, .org = head->org, .name = v->name));
	if (e != OK)
		return e;
	n = db_int(db);
	h.person = db_int(db);
	if (n != 1)
		h.person = 0;
	return duty_place(db, head, &h);
}

static enum err
set_one(struct db *db, struct db_head *head, struct arena *a,
    const struct duty_holder *v)
{
	const char *code = v->duty->code, *name;
	int64_t held;
	enum err e;
	bool over;
	day until;

	e = db_do(db, SQL(duty_want, .org = head->org, .code = code,
			  .title = v->duty->title,
			  .folded = text_fold(a, v->duty->title)));
	if (e == OK)
		e = db_do(db, SQL(duty_set_post, .org = head->org, .code = code,
				  .post = v->post));
	if (e == OK)
		e = db_ask(
		    db, SQL(holding_now, .org = head->org, .code = code));
	if (e != OK)
		return e;
	db_int(db);
	held = db_int(db);
	name = db_text(db, a);
	until = db_day(db);
	over = until != DAY_NONE && until < clock_day(head->at);
	if (held != 0 && !over && strcmp(name, v->name) == 0)
		return OK;
	if (v->name[0] != '\0')
		return name_one(db, head, v);
	return held != 0 && !over ? duty_vacate(db, head, code) : OK;
}

static enum err
set(struct db *db, struct db_head *head, void *arg)
{
	const struct setting *s = arg;
	struct arena *a = arena_open();
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum assessment_state state;
	enum err e;
	size_t i;

	e = answer_may_change(db, s->assessment, &state);
	jsonw_open(&w, NULL, '{');
	for (i = 0; i < s->n && e == OK; i++) {
		e = set_one(db, head, a, &s->v[i]);
		jsonw_text(&w, s->v[i].duty->code, s->v[i].name);
	}
	jsonw_close(&w, '}');
	if (e == OK)
		e = audit_add(db, head, "duties.set", s->assessment->id,
		    buf_text(&detail));
	buf_clear(&detail);
	arena_close(a);
	return e;
}

enum err
duty_set(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c, const struct duty_holder *v)
{
	struct setting arg = { s, v, c->duties.n };
	size_t i;

	for (i = 0; i < arg.n; i++)
		if (!text_bare(v[i].name, TEXT_LINE, 0, DUTY_TITLE_MAX) ||
		    !text_bare(v[i].post, TEXT_LINE, 0, DUTY_TITLE_MAX))
			return ERR_INVALID;
	return db_write(db, u, set, &arg);
}

/* Within the unit that adds an organisation. */
enum err
duty_seed(struct db *db, int64_t org)
{
	enum err e = db_do(db, SQL(duty_seed, .org = org));

	if (e == OK)
		e = db_do(db, SQL(duty_seed_holder, .org = org));
	return e;
}
