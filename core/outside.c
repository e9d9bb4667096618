/* outside.c - what reviewers and commissioners see of organisations. */
#include "outside.h"
#include "arena.h"
#include "db.h"
#include "org_priv.h"
#include "role.h"
#include "sql.h"

static void
read_row(struct db *db, struct arena *a, struct outside_row *r)
{
	struct edition *x = &r->newest;

	*r = (struct outside_row){ .due_on = DAY_NONE };
	org_read_row(db, a, &r->org);
	x->org = r->org.id;
	x->stage = STAGE_FINAL;
	x->version = db_text(db, a);
	x->id = db_int(db);
	x->number = db_int(db);
	x->at = db_int(db);
	x->late = db_int(db) != 0;
	x->percent = (int)db_int_or(db, -1);
	x->below = (unsigned)db_int(db);
	x->grade = (enum grade)db_int(db);
	x->grade_text = db_text(db, a);
	x->review = (enum edition_outcome)db_int(db);
	x->reviewed = (enum grade)db_int(db);
	x->reviewed_text = db_text(db, a);
	r->reviewed_at = db_int(db);
}

static enum err
room(struct db *db, struct arena *a, struct sql_call count,
    struct outside_rows *out)
{
	enum err e = db_ask(db, count);

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	return OK;
}

/* ---- reviews ---- */

enum err
outside_reviews(struct db *db, struct arena *a,
    const struct outside_reviewer *by, struct outside_rows *out)
{
	enum err e = room(db, a, SQL0(outside_review_count), out);

	if (e != OK)
		return e;
	db_list(db, SQL(outside_reviews, .person = by->person, .org = by->org,
			.everywhere = by->all, .role = ROLE_EXTERNAL_REVIEWER));
	while (db_next(db)) {
		struct edition *x = &out->v[out->n].newest;

		read_row(db, a, &out->v[out->n++]);
		x->awaits = x->review == REVIEW_NONE;
	}
	return db_end(db);
}

bool
outside_waits(const struct outside_row *row)
{
	return row->newest.review == REVIEW_NONE ||
	       row->newest.review == REVIEW_MORE;
}

enum err
outside_review(struct db *db, struct arena *a,
    const struct outside_reviewer *by, const char *code, const char *version,
    struct org *o, struct edition *x)
{
	enum err e =
	    db_ask(db, SQL(outside_review, .code = code, .person = by->person,
			   .org = by->org, .everywhere = by->all,
			   .role = ROLE_EXTERNAL_REVIEWER));

	if (e != OK)
		return e;
	org_read_row(db, a, o);
	return edition_read(db, a, o->id, version, STAGE_FINAL, 0, x);
}

enum err
outside_words(struct db *db, struct arena *a, const struct edition *x,
    struct outside_words *out)
{
	enum err e = db_ask(
	    db, SQL(outside_word_count, .org = x->org, .edition = x->id));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(outside_words, .org = x->org, .edition = x->id));
	while (db_next(db)) {
		struct outside_word *w = &out->v[out->n++];

		w->at = db_int(db);
		w->by = db_text(db, a);
		w->outcome = (enum edition_outcome)db_int(db);
		w->grade = db_text(db, a);
		w->reason = db_text(db, a);
		w->change = db_text(db, a);
	}
	return db_end(db);
}

/* ---- providers ---- */

enum err
outside_providers(struct db *db, struct arena *a, int64_t commissioner,
    struct outside_rows *out)
{
	enum err e =
	    room(db, a, SQL(outside_provider_count, .org = commissioner), out);

	if (e != OK)
		return e;
	db_list(db, SQL(outside_providers, .org = commissioner));
	while (db_next(db)) {
		struct outside_row *r = &out->v[out->n++];

		read_row(db, a, r);
		r->year = db_text(db, a);
		r->due_on = db_day(db);
		r->current = db_int(db) != 0;
		r->newest.awaits = db_int(db) != 0;
	}
	return db_end(db);
}

const char *
outside_state(const struct outside_row *r, day today)
{
	if (r->year == NULL)
		return "Not started";
	if (r->current)
		return r->newest.late ? "Published late" : "Published";
	return r->due_on < today ? "Overdue" : "In progress";
}
