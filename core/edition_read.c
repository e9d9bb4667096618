/* edition_read.c - what was said to the public, read back. */
#include "answer.h"
#include "arena.h"
#include "db.h"
#include "edition.h"
#include "sql.h"

static void
read_row(struct db *db, struct arena *a, struct edition *x)
{
	size_t i;

	*x = (struct edition){ .id = db_int(db) };
	x->org = db_int(db);
	x->assessment = db_int(db);
	x->stage = (enum figure_stage)db_int(db);
	x->number = db_int(db);
	x->at = db_int(db);
	x->version = db_text(db, a);
	x->role = db_text(db, a);
	x->late = db_int(db) != 0;
	x->reason = db_text(db, a);
	for (i = 0; i <= LEVEL_MAX; i++)
		x->levels[i] = (unsigned)db_int(db);
	x->not_relevant = (unsigned)db_int(db);
	x->exempt = (unsigned)db_int(db);
	x->below = (unsigned)db_int(db);
	x->percent = (int)db_int_or(db, -1);
	x->points = db_int(db);
	x->of = db_int(db);
	x->grade = (enum grade)db_int(db);
	x->grade_text = db_text(db, a);
	x->grade_level = (int)db_int(db);
	db_blob(db, x->digest, sizeof(x->digest));
	x->review = (enum edition_outcome)db_int(db);
	x->reviewed = (enum grade)db_int(db);
	x->reviewed_text = db_text(db, a);
	x->change = db_text(db, a);
	x->awaits = db_int(db) != 0;
}

const char *
edition_reviewed_words(const struct edition *x)
{
	switch (x->review) {
	case REVIEW_NONE:
		return x->awaits ? "Awaiting review" : "Not reviewed";
	case REVIEW_MORE:
		return "More evidence is asked for";
	case REVIEW_PASSED:
	case REVIEW_FAILED:
		break;
	}
	return x->reviewed_text;
}

const char *
edition_reviewed_name(const struct edition *x)
{
	return x->review == REVIEW_PASSED || x->review == REVIEW_FAILED
		   ? grade_name(x->reviewed)
		   : NULL;
}

const char *
edition_why(struct arena *a, const struct edition *x)
{
	if (x->change[0] == '\0')
		return x->reason;
	return arena_printf(a, "%s%sReviewed grade: %s", x->reason,
	    x->reason[0] != '\0' ? " / " : "", x->change);
}

enum err
edition_list(struct db *db, struct arena *a, int64_t org, struct editions *out)
{
	enum err e = db_ask(db, SQL(edition_count, .org = org));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(edition_list, .org = org));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

enum err
edition_read(struct db *db, struct arena *a, int64_t org, const char *version,
    enum figure_stage stage, int64_t number, struct edition *out)
{
	enum err e =
	    db_ask(db, SQL(edition_read, .org = org, .version = version,
			   .stage = stage, .number = number));

	if (e == OK)
		read_row(db, a, out);
	return e;
}

enum err
edition_levels_read(struct db *db, struct arena *a, const struct edition *x,
    struct edition_levels *out)
{
	enum err e = db_ask(
	    db, SQL(edition_level_count, .org = x->org, .edition = x->id));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(edition_levels, .org = x->org, .edition = x->id));
	while (db_next(db)) {
		struct edition_level *l = &out->v[out->n++];

		l->number = db_text(db, a);
		l->title = db_text(db, a);
		l->level = (int)db_int_or(db, LEVEL_NONE);
		l->exempt = db_int(db) != 0;
	}
	return db_end(db);
}

/* What was put right since it was published first. */
static enum err
put_right(struct db *db, struct arena *a, const struct edition *x,
    const struct catalogue *c, struct answer_row *rows)
{
	struct edition_levels all;
	enum err e = edition_levels_read(db, a, x, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++) {
		const struct edition_level *l = &all.v[i];
		const struct requirement *r =
		    catalogue_requirement(c, l->number);
		struct answer_row *row;

		if (r == NULL)
			continue;
		row = &rows[r - c->requirements.v];
		row->exempt = l->exempt;
		row->not_relevant = l->level == LEVEL_NONE;
		row->level = row->not_relevant ? 0 : l->level;
	}
	return e;
}

enum err
edition_answers(struct db *db, struct arena *a, const struct assessment *s,
    const struct catalogue *c, int64_t *number, struct answer_row **rows)
{
	struct edition x;
	enum err e = answer_list(db, a, s, c, rows);

	*number = 0;
	if (e != OK || s->state != ASSESSMENT_PUBLISHED)
		return e;
	e = edition_read(db, a, s->org, s->version, STAGE_FINAL, 0, &x);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*number = x.number;
	return x.number > 1 ? put_right(db, a, &x, c, *rows) : OK;
}

const char *
edition_level_text(const struct edition_level *l)
{
	static const char *const levels[] = { "0", "1", "2", "3" };

	if (l->exempt)
		return "exempt";
	return l->level == LEVEL_NONE ? "NR" : levels[l->level];
}
