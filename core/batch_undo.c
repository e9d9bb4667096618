/* batch_undo.c - a batch's answers taken back at one site. */
#include <string.h>

#include "answer_priv.h"
#include "arena.h"
#include "batch_priv.h"
#include "db.h"
#include "holder.h"
#include "plan_priv.h"
#include "relation.h"
#include "sql.h"

/* One answer that the batch wrote. */
struct written {
	int64_t answer, assessment;
	const char *number;
	int64_t edition, now; /* as it wrote it, and as it is */
	const char *changed_by;
	int64_t owner; /* before */
};
struct all_written {
	struct written *v;
	size_t n;
};

static enum err
read_written(struct db *db, const struct batch_step *s, struct all_written *out)
{
	int64_t batch = s->work->batch->id;
	enum err e =
	    db_ask(db, SQL(batch_kept_count, .org = s->site, .batch = batch));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(s->arena, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(batch_kept, .org = s->site, .batch = batch));
	while (db_next(db)) {
		struct written *w = &out->v[out->n++];

		w->answer = db_int(db);
		w->assessment = db_int(db);
		w->number = db_text(db, s->arena);
		w->edition = db_int(db);
		w->now = db_int(db);
		w->changed_by = db_text(db, s->arena);
		w->owner = db_int(db);
	}
	return db_end(db);
}

enum err
batch_drop(struct db *db, int64_t org, int64_t batch, int64_t answer)
{
	enum err e;

	if ((e = db_do(db, SQL(batch_drop_shown, .org = org, .batch = batch,
			       .answer = answer))) != OK ||
	    (e = db_do(db, SQL(batch_drop_evidence, .org = org, .batch = batch,
			       .answer = answer))) != OK ||
	    (e = db_do(db, SQL(batch_drop_criteria, .org = org, .batch = batch,
			       .answer = answer))) != OK)
		return e;
	return db_do(db, SQL(batch_drop_answer, .org = org, .batch = batch,
			     .answer = answer));
}

/* Can it be given back to whoever owned it before? */
static enum err
owner_open(struct db *db, const struct batch_step *s, int64_t owner, bool *out)
{
	struct holders all;
	enum err e = holder_list(db, s->arena, s->site, &all);
	size_t i;

	*out = false;
	for (i = 0; e == OK && i < all.n; i++)
		*out |= all.v[i].id == owner;
	return e;
}

/* owners: whoever owned it before does so again. */
static enum err
restore(struct db *db, const struct db_head *head, const struct batch_step *s,
    const struct written *w, bool owners)
{
	int64_t org = s->site, batch = s->work->batch->id, id = w->answer;
	enum err e;

	if ((e = db_do(db, SQL(batch_put_answer, .org = org, .batch = batch,
			       .answer = id, .owners = owners, .at = head->at,
			       .by = head->by->name))) != OK ||
	    (e = db_do(db, SQL(answer_criterion_clear, .org = org,
			       .answer = id))) != OK ||
	    (e = db_do(db, SQL(evidence_criterion_clear, .org = org,
			       .assessment = w->assessment, .answer = id))) !=
		OK ||
	    (e = db_do(db, SQL(evidence_clear, .org = org,
			       .assessment = w->assessment, .answer = id))) !=
		OK ||
	    (e = db_do(db, SQL(batch_put_criteria, .org = org, .batch = batch,
			       .answer = id))) != OK ||
	    (e = db_do(db, SQL(batch_put_evidence, .org = org, .batch = batch,
			       .assessment = w->assessment, .answer = id))) !=
		OK ||
	    (e = db_do(db, SQL(batch_put_shown, .org = org, .batch = batch,
			       .answer = id))) != OK)
		return e;
	return batch_drop(db, org, batch, id);
}

/*
 * The plan that was accepted is the one that is there again: nobody has changed
 * its actions since (plan_settle), and it has its owner again.
 */
static enum err
put_back(struct db *db, const struct db_head *head, const struct batch_step *s,
    const struct written *w, const struct requirement *r)
{
	const struct assessment year = { .org = s->site, .id = w->assessment };
	bool given = s->work->batch->owner[0] != '\0', owners = false;
	enum err e = OK;

	if (given)
		e = owner_open(db, s, w->owner, &owners);
	if (e == OK)
		e = restore(db, head, s, w, owners);
	return e == OK ? plan_settle(db, &year, r->id, given && !owners) : e;
}

/* Last year's level may be another one by now. */
static enum err
level_again(
    struct db *db, const struct requirement *r, int64_t org, struct answer *a)
{
	int level = level_attained(r, a->met, a->row.previous);

	if (level == a->row.level)
		return OK;
	a->row.level = level;
	return db_do(db, SQL(previous_level, .org = org, .id = a->row.id,
			     .previous = a->row.previous, .level = level));
}

static enum err
undo_one(struct db *db, struct db_head *head, const struct batch_step *s,
    const struct written *w)
{
	const struct requirement *r =
	    catalogue_requirement(&s->work->set, w->number);
	struct assessment year = { .org = s->site, .id = w->assessment };
	struct answer a;
	enum err e;

	if ((e = put_back(db, head, s, w, r)) != OK ||
	    (e = answer_read(db, s->arena, &year, r, &a)) != OK ||
	    (e = level_again(db, r, s->site, &a)) != OK ||
	    (e = answer_note(db, head, r, &a, "answer.undo", NULL)) != OK)
		return e;
	if (a.row.plan_accepted)
		e = answer_note(db, head, r, &a, "plan.accept", NULL);
	return e == OK ? batch_line_add(db, s->work->batch, s->site, w->number,
			     WHAT_UNDONE, head->at, head->by->name, "")
		       : e;
}

static enum err
keep_one(struct db *db, const struct db_head *head, const struct batch_step *s,
    const struct written *w)
{
	return batch_line_add(db, s->work->batch, s->site, w->number, WHAT_KEPT,
	    head->at, head->by->name,
	    arena_printf(s->arena, "%s has changed it since", w->changed_by));
}

/* Final stays final; and other people's sites are theirs. */
static enum err
look(struct db *db, struct batch_step *s)
{
	const struct batch *b = s->work->batch;
	struct relation rel;
	enum err e = relation_read(db, s->arena, s->site, &rel);

	s->look = (struct batch_look){ 0 };
	s->look.stops.v = arena_array(s->arena, 2, sizeof(*s->look.stops.v));
	if (e != OK)
		return e;
	if (rel.parent != b->org) {
		batch_find(&s->look.stops, REASON_PART, "",
		    "It is no part of the head office any more");
		return ERR_DENIED;
	}
	e = assessment_find(db, s->arena, s->site, b->version, &s->place.year);
	if (e == OK && s->place.year.state == ASSESSMENT_PUBLISHED)
		batch_find(&s->look.stops, REASON_PUBLISHED, "",
		    arena_printf(s->arena,
			"It has published version %s: that is final. What "
			"is wrong in it is superseded there",
			b->version));
	if (e == OK && s->look.stops.n > 0)
		e = ERR_DENIED;
	return e;
}

enum err
batch_undo(struct db *db, struct db_head *head, void *arg)
{
	struct batch_step *s = arg;
	struct all_written all;
	struct texts undone;
	int64_t kept = 0;
	enum err e;
	size_t i;

	if ((e = batch_waits(db, s, BATCH_UNDO)) != OK ||
	    (e = look(db, s)) != OK || (e = read_written(db, s, &all)) != OK)
		return e;
	undone =
	    (struct texts){ arena_array(s->arena, all.n, sizeof(*undone.v)),
		    0 };
	for (i = 0; i < all.n && e == OK; i++) {
		const struct written *w = &all.v[i];

		if (w->edition == w->now) {
			undone.v[undone.n++] = w->number;
			e = undo_one(db, head, s, w);
		} else {
			kept++;
			e = keep_one(db, head, s, w);
		}
	}
	if (e == OK)
		e = batch_site_done(db, head, s, BATCH_UNDONE, kept);
	return e == OK ? batch_note(
			     db, head, s, "batch.undo", "requirements", &undone)
		       : e;
}
