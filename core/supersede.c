/* supersede.c - a mistake in what was published, put right beside it. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "edition_priv.h"
#include "jsonw.h"
#include "org.h"
#include "previous_priv.h"
#include "sql.h"
#include "text.h"

struct superseding {
	struct edition_new *n;
	const struct edition *after;
	struct arena *arena;
};

static struct edition_level
as_level(const struct edition_new *n, size_t i)
{
	const struct standing *s = &n->standings[i];

	return (struct edition_level){
		.number = n->catalogue->requirements.v[i].number,
		.level = s->not_relevant ? LEVEL_NONE : s->level,
		.exempt = s->exempt,
	};
}

/* What stood there before; NULL for what is new. */
static const struct edition_level *
level_of(const struct edition_levels *all, const char *number)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].number, number) == 0)
			return &all->v[i];
	return NULL;
}

/* A member for each requirement that changes: "2 to 1".  How many do? */
static size_t
differences(struct arena *a, const struct edition_new *n,
    const struct edition_levels *was, struct jsonw *w)
{
	const struct catalogue *c = n->catalogue;
	size_t i, found = 0;

	jsonw_open(w, "levels", '{');
	for (i = 0; i < c->requirements.n; i++) {
		const struct edition_level now = as_level(n, i);
		const struct edition_level *then = level_of(was, now.number);

		if (then != NULL && then->level == now.level &&
		    then->exempt == now.exempt)
			continue;
		found++;
		jsonw_text(w, now.number,
		    arena_printf(a, "%s to %s",
			then == NULL ? "none" : edition_level_text(then),
			edition_level_text(&now)));
	}
	jsonw_close(w, '}');
	return found;
}

enum err
edition_standings(struct db *db, struct arena *a, const struct edition *x,
    const struct assessment *s, const struct catalogue *c,
    struct standing **out)
{
	const struct requirement *r;
	struct edition_levels was;
	enum err e;
	size_t i;

	if ((e = assessment_standings(db, a, s, c, out)) != OK ||
	    (e = edition_levels_read(db, a, x, &was)) != OK)
		return e;
	for (i = 0; i < was.n; i++) {
		const struct edition_level *l = &was.v[i];
		struct standing *now;

		if ((r = catalogue_requirement(c, l->number)) == NULL)
			continue;
		now = &(*out)[r - c->requirements.v];
		now->exempt = l->exempt;
		now->not_relevant = l->level == LEVEL_NONE;
		now->level = now->not_relevant ? 0 : l->level;
	}
	return OK;
}

bool
edition_level_set(
    const struct requirement *r, const char *text, struct standing *s)
{
	bool not_relevant = strcmp(text, "NR") == 0;

	if (s->exempt || (not_relevant && r->nr_reason == NULL))
		return false;
	if (!not_relevant &&
	    (text[0] < '0' || text[0] > '3' || text[1] != '\0'))
		return false;
	s->not_relevant = not_relevant;
	s->level = not_relevant ? 0 : text[0] - '0';
	return true;
}

size_t
supersede_detail(struct arena *a, const struct edition_new *n,
    const struct edition_levels *was, int64_t number, struct buf *out)
{
	struct jsonw w = { .out = out };
	size_t changed;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", n->assessment->version);
	jsonw_int(&w, "edition", number);
	jsonw_text(&w, "reason", n->reason);
	changed = differences(a, n, was, &w);
	jsonw_close(&w, '}');
	return changed;
}

/* Whatever form or command it came by. */
static enum err
within_bounds(struct db *db, struct arena *a, const struct edition_new *n)
{
	struct edition_bound *bounds;
	enum err e =
	    edition_bounds(db, a, n->assessment, n->catalogue, &bounds);
	size_t i;

	for (i = 0; e == OK && i < n->catalogue->requirements.n; i++)
		if (edition_barred(&bounds[i], &n->standings[i]) != NULL)
			e = ERR_DENIED;
	return e;
}

static enum err
supersede(struct db *db, struct db_head *head, void *arg)
{
	const struct superseding *s = arg;
	struct edition_levels was;
	struct buf detail = { 0 };
	struct edition newest;
	size_t changed;
	enum err e;

	e = edition_read(db, s->arena, s->n->org->id, s->n->assessment->version,
	    s->n->stage, 0, &newest);
	if (e == OK && newest.number != s->after->number)
		e = ERR_CONFLICT;
	if (e != OK ||
	    (e = edition_levels_read(db, s->arena, &newest, &was)) != OK ||
	    (e = within_bounds(db, s->arena, s->n)) != OK)
		return e;
	changed =
	    supersede_detail(s->arena, s->n, &was, newest.number + 1, &detail);
	e = changed == 0 ? ERR_INVALID : edition_add(db, head, s->arena, s->n);
	if (e == OK)
		e = audit_add(db, head, "publication.supersede",
		    newest.assessment, buf_text(&detail));
	buf_clear(&detail);
	if (e == OK)
		e = previous_follow(db, head, s->arena, s->n->assessment);
	return e;
}

enum err
edition_supersede(struct db *db, struct unit *u, struct edition_new *n,
    const struct edition *after)
{
	struct superseding s = { .n = n, .after = after };
	enum err e;

	if (!text_bare(n->reason, TEXT_LINE, 1, EDITION_REASON_MAX))
		return ERR_INVALID;
	s.arena = arena_open();
	e = db_write(db, u, supersede, &s);
	arena_close(s.arena);
	return e;
}
