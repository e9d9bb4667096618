/* previous.c - last year's levels, whichever of the two comes first. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "carry_priv.h"
#include "db.h"
#include "jsonw.h"
#include "previous_priv.h"
#include "sql.h"

static enum err
year_before(struct db *db, struct arena *a, const struct assessment *s,
    struct assessment *out)
{
	enum err e = db_ask(db, SQL(previous_year, .org = s->org, .id = s->id));

	if (e != OK)
		return e;
	*out = (struct assessment){ .org = s->org, .id = db_int(db) };
	out->pack = db_int(db);
	out->version = db_text(db, a);
	return OK;
}

/* What was published for `from`, as levels of the requirements of m->is. */
static enum err
translate(struct db *db, struct arena *a, const struct assessment *from,
    const struct carriage *m, int *levels)
{
	db_list(
	    db, SQL(previous_levels, .org = from->org, .assessment = from->id));
	while (db_next(db)) {
		const struct requirement *r =
		    catalogue_requirement(m->was, db_text(db, a));
		int level = (int)db_int(db);
		size_t i;

		if (r == NULL)
			continue;
		i = (size_t)(r - m->was->requirements.v);
		if (m->heir[i] != NULL && !m->merged[i])
			levels[m->heir[i] - m->is->requirements.v] = level;
	}
	return db_end(db);
}

enum err
previous_levels(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, const struct carriage *known,
    const char **version, int **levels)
{
	size_t n = c->requirements.n, i;
	struct carriage map = { .arena = a, .is = c };
	struct catalogue was;
	struct assessment from;
	enum err e;

	*version = NULL;
	*levels = arena_array(a, n, sizeof(**levels));
	for (i = 0; i < n; i++)
		(*levels)[i] = LEVEL_NONE;
	if ((e = year_before(db, a, s, &from)) != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*version = from.version;
	if (known == NULL || known->from->id != from.id) {
		if ((e = catalogue_read(db, a, from.pack, &was)) != OK)
			return e;
		map.was = &was;
		carry_map(&map);
		known = &map;
	}
	return translate(db, a, &from, known, *levels);
}

enum err
previous_set(struct db *db, struct db_head *head, const struct assessment *s,
    const struct requirement *r, struct answer *a, int level)
{
	enum err e;

	a->row.previous = level;
	a->row.level = a->row.claimed = level_attained(r, a->met, level);
	e = db_do(db, SQL(previous_level, .org = s->org, .id = a->row.id,
			  .previous = level, .level = a->row.level));
	return e == OK ? answer_note(db, head, r, a, "answer.previous", NULL)
		       : e;
}

/* ---- into the year that was opened already ---- */

/* The year that follows, and what came of it. */
struct following {
	struct assessment year;
	struct catalogue set;
	struct arena *arena;
	int64_t changed, again; /* answers; of these, to be looked at again */
};

/* Nobody has looked at what it says now. */
static enum err
look_again(struct db *db, const struct db_head *head, struct answer *a)
{
	a->row.state = ANSWER_TO_RECONFIRM;
	a->row.completed_by = 0;
	return db_do(
	    db, SQL(answer_state, .org = head->org, .id = a->row.id,
		    .state = a->row.state, .completed_by = 0, .confirmed_by = 0,
		    .at = head->at, .by = head->by->name));
}

static enum err
follow_one(struct db *db, struct db_head *head, struct following *f,
    const struct requirement *r, int level)
{
	struct answer a;
	enum err e = answer_read(db, f->arena, &f->year, r, &a);

	if (e != OK || a.row.previous == level)
		return e;
	f->changed++;
	if (level_attained(r, a.met, level) != a.row.level &&
	    (a.row.state == ANSWER_COMPLETE ||
		a.row.state == ANSWER_CONFIRMED)) {
		f->again++;
		e = look_again(db, head, &a);
	}
	return e == OK ? previous_set(db, head, &f->year, r, &a, level) : e;
}

/* The word on the whole was said of other levels. */
static enum err
unconfirm(struct db *db, const struct following *f)
{
	if (f->again == 0 || f->year.state != ASSESSMENT_CONFIRMED)
		return OK;
	return db_do(
	    db, SQL(assessment_set_state, .org = f->year.org, .id = f->year.id,
		    .state = ASSESSMENT_OPEN, .at = 0, .by_person = 0));
}

static enum err
note(struct db *db, struct db_head *head, const struct following *f,
    const char *version)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "version", f->year.version);
	jsonw_text(&w, "previous", version);
	jsonw_int(&w, "changed", f->changed);
	jsonw_int(&w, "again", f->again);
	jsonw_close(&w, '}');
	e = audit_add(
	    db, head, "assessment.previous", f->year.id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
follow_year(struct db *db, struct db_head *head, struct following *f,
    const struct assessment *published)
{
	const char *version;
	int *levels;
	enum err e;
	size_t i;

	if ((e = catalogue_read(db, f->arena, f->year.pack, &f->set)) != OK ||
	    (e = previous_levels(db, f->arena, &f->year, &f->set, NULL,
		 &version, &levels)) != OK)
		return e;
	if (version == NULL || strcmp(version, published->version) != 0)
		return OK; /* another one lies between */
	for (i = 0; i < f->set.requirements.n && e == OK; i++)
		e = follow_one(
		    db, head, f, &f->set.requirements.v[i], levels[i]);
	if (e == OK && f->changed == 0 && f->year.previous != NULL &&
	    strcmp(f->year.previous, version) == 0)
		return OK;
	if (e == OK)
		e = unconfirm(db, f);
	if (e == OK)
		e = db_do(db, SQL(previous_version, .org = f->year.org,
				  .id = f->year.id, .version = version));
	return e == OK ? note(db, head, f, version) : e;
}

enum err
previous_follow(struct db *db, struct db_head *head, struct arena *a,
    const struct assessment *published)
{
	struct assessments all;
	enum err e = assessment_list(db, a, published->org, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++) {
		struct following f = { .year = all.v[i], .arena = a };

		if (f.year.state != ASSESSMENT_PUBLISHED)
			e = follow_year(db, head, &f, published);
	}
	return e;
}
