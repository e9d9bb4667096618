/* carried.c - what was left behind: told by the trail, and read from it. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "carry_priv.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"

static const char *const names[CARRIED_KINDS] = {
	[CARRIED_REMOVED] = "removed",
	[CARRIED_MERGED] = "merged",
	[CARRIED_TICK] = "tick",
	[CARRIED_COMMENT] = "comment",
	[CARRIED_EVIDENCE] = "evidence",
	[CARRIED_LINK] = "evidence-link",
	[CARRIED_NOT_RELEVANT] = "not-relevant",
	[CARRIED_PLAN] = "plan",
	[CARRIED_ACCEPTANCE] = "plan-acceptance",
	[CARRIED_TARGET] = "target",
	[CARRIED_DUE] = "due",
	[CARRIED_OWNER] = "owner",
	[CARRIED_DEPUTY] = "deputy",
	[CARRIED_CRITERION_OWNER] = "criterion-owner",
	[CARRIED_EVIDENCE_OWNER] = "evidence-owner",
	[CARRIED_ACTION] = "action",
	[CARRIED_ACTION_DEPUTY] = "action-deputy",
	[CARRIED_EXEMPTION] = "exemption",
	[CARRIED_OVERRIDE] = "override",
	[CARRIED_LEVEL] = "level",
};

const char *
carried_kind_name(enum carried_kind kind)
{
	return names[kind];
}

/* ---- writing ---- */

/* Room for one more. */
static void
grow(struct carriage *c)
{
	struct carried_line *v;

	if (c->left.n < c->room)
		return;
	c->room = 2 * c->room + 16;
	v = arena_array(c->arena, c->room, sizeof(*v));
	if (c->left.n > 0)
		memcpy(v, c->left.v, c->left.n * sizeof(*v));
	c->left.v = v;
}

struct carried_line *
carry_leave(struct carriage *c, const struct requirement *was,
    enum carried_kind kind, const char *text)
{
	const struct requirement *is = c->heir[was - c->was->requirements.v];
	struct carried_line *l;

	grow(c);
	l = &c->left.v[c->left.n++];
	*l = (struct carried_line){ .number = was->number,
		.now = is != NULL ? is->number : "",
		.kind = kind,
		.criteria = "",
		.text = text != NULL ? text : "",
		.about = "",
		.taken = "" };
	return l;
}

/* Only what there is. */
static void
text(struct jsonw *w, const char *key, const char *s)
{
	if (s != NULL && s[0] != '\0')
		jsonw_text(w, key, s);
}

static enum err
tell(const struct carriage *c, const struct requirement *was)
{
	const struct requirement *is = c->heir[was - c->was->requirements.v];
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	size_t i, n = 0;
	enum err e = OK;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "requirement", was->number);
	text(&w, "now", is != NULL ? is->number : "");
	jsonw_open(&w, "left", '[');
	for (i = 0; i < c->left.n; i++) {
		const struct carried_line *l = &c->left.v[i];

		if (strcmp(l->number, was->number) != 0)
			continue;
		n++;
		jsonw_open(&w, NULL, '{');
		jsonw_text(&w, "kind", carried_kind_name(l->kind));
		text(&w, "criteria", l->criteria);
		text(&w, "text", l->text);
		text(&w, "about", l->about);
		text(&w, "taken", l->taken);
		jsonw_close(&w, '}');
	}
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	if (n > 0)
		e = audit_add(c->db, c->head, "assessment.left", c->to->id,
		    buf_text(&detail));
	buf_clear(&detail);
	return e;
}

/* By the ticks of both years; what left the score then had no level. */
static enum err
leave_levels(struct carriage *c)
{
	struct answer_row *was, *is;
	enum err e;
	size_t i;

	if ((e = answer_list(c->db, c->arena, c->from, c->was, &was)) != OK ||
	    (e = answer_list(c->db, c->arena, c->to, c->is, &is)) != OK)
		return e;
	for (i = 0; i < c->was->requirements.n; i++) {
		const struct requirement *r = c->heir[i];
		int now;

		if (r == NULL || c->merged[i] || was[i].not_relevant)
			continue;
		now = is[r - c->is->requirements.v].claimed;
		if (now < was[i].claimed)
			carry_leave(c, &c->was->requirements.v[i],
			    CARRIED_LEVEL,
			    arena_printf(c->arena, "%d", was[i].claimed))
			    ->taken = arena_printf(c->arena, "%d", now);
	}
	return OK;
}

enum err
carry_tell(struct carriage *c)
{
	enum err e = leave_levels(c);
	size_t i;

	for (i = 0; i < c->was->requirements.n && e == OK; i++)
		e = tell(c, &c->was->requirements.v[i]);
	return e;
}

/* ---- reading ---- */

enum err
carried_count(struct db *db, const struct assessment *s, int64_t *n)
{
	enum err e =
	    db_ask(db, SQL(carried_count, .org = s->org, .assessment = s->id));

	*n = e == OK ? db_int(db) : 0;
	return e;
}

enum err
carried_told(struct db *db, struct arena *a, const struct assessment *s,
    struct texts *out)
{
	int64_t most;
	enum err e;

	*out = (struct texts){ 0 };
	if ((e = carried_count(db, s, &most)) != OK)
		return e;
	out->v = arena_array(a, (size_t)most, sizeof(*out->v));
	db_list(db, SQL(carried_list, .org = s->org, .assessment = s->id));
	while (db_next(db))
		out->v[out->n++] = db_text(db, a);
	return db_end(db);
}
