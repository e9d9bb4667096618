/* duty.c - who holds the duties that a publication names. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "duty_priv.h"
#include "jsonw.h"
#include "sql.h"

enum err
duty_list(struct db *db, struct arena *a, int64_t org,
    const struct catalogue *c, struct duty_holder **out)
{
	struct duty_holder *v = arena_array(a, c->duties.n, sizeof(*v));
	size_t i;

	for (i = 0; i < c->duties.n; i++)
		v[i] = (struct duty_holder){ &c->duties.v[i], "", "" };
	db_list(db, SQL(duty_holders, .org = org));
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

static enum err
set(struct db *db, struct db_head *head, void *arg)
{
	const struct setting *s = arg;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum assessment_state state;
	enum err e;
	size_t i;

	if ((e = answer_may_change(db, s->assessment, &state)) != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	for (i = 0; i < s->n && e == OK; i++) {
		e = db_do(db, SQL(duty_put, .org = s->assessment->org,
				  .code = s->v[i].duty->code,
				  .name = s->v[i].name, .post = s->v[i].post));
		jsonw_text(&w, s->v[i].duty->code, s->v[i].name);
	}
	jsonw_close(&w, '}');
	if (e == OK)
		e = audit_add(db, head, "duties.set", s->assessment->id,
		    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
duty_set(struct db *db, struct unit *u, const struct assessment *s,
    const struct catalogue *c, const struct duty_holder *v)
{
	struct setting arg = { s, v, c->duties.n };

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
