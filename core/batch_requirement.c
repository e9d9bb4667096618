/* batch_requirement.c - which answers a batch would write at a site. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "batch_priv.h"
#include "db.h"

/* Does the site say the same of it already? */
static bool
same_text(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool
same_evidence(const struct answer *source, const struct answer *there)
{
	size_t i, k, n = 0, of = 0;

	for (k = 0; k < there->evidence.n; k++)
		of += there->evidence.v[k].holding == 0;
	for (i = 0; i < source->evidence.n; i++) {
		const struct evidence *v = &source->evidence.v[i];
		bool found = v->holding != 0;

		n += v->holding == 0;
		for (k = 0; k < there->evidence.n && !found; k++) {
			const struct evidence *x = &there->evidence.v[k];

			found =
			    same_text(v->title, x->title) &&
			    same_text(v->reference, x->reference) &&
			    memcmp(v->shows, x->shows, sizeof(v->shows)) == 0;
		}
		if (!found)
			return false;
	}
	return n == of;
}

static bool
same_answer(const struct requirement *r, const struct answer *source,
    const struct answer *there)
{
	size_t i;

	for (i = 0; i < r->criteria.n; i++)
		if (source->met[i] != there->met[i] ||
		    !same_text(source->comment[i], there->comment[i]))
			return false;
	return source->row.not_relevant == there->row.not_relevant &&
	       same_text(source->nr_record, there->nr_record) &&
	       same_text(source->plan, there->plan) &&
	       source->row.target_level == there->row.target_level &&
	       source->row.target_on == there->row.target_on &&
	       same_evidence(source, there);
}

static enum err
look_same(struct db *db, struct arena *a, const struct batch_work *w, size_t i,
    const struct batch_place *place, bool *same)
{
	const struct requirement *r = &w->set.requirements.v[i];
	struct answer there;
	enum err e = answer_read(db, a, &place->year, r, &there);

	*same = e == OK && same_answer(r, &w->answers[i], &there);
	return e;
}

/* Complete says nothing of what it says. */
static bool
done(const struct batch *b, enum answer_state state)
{
	return state == ANSWER_COMPLETE || state == ANSWER_CONFIRMED ||
	       (state == ANSWER_IN_PROGRESS && !b->complete);
}

static enum err
look_requirement(struct db *db, struct arena *a, const struct batch_work *w,
    size_t i, struct batch_place *place, struct batch_look *out)
{
	const char *number = w->set.requirements.v[i].number;
	const struct answer_row *row = &place->rows[i];
	bool same = false;
	enum err e = OK;

	if (w->answers[i].row.state < ANSWER_IN_PROGRESS) {
		batch_find(&out->leaves, REASON_UNANSWERED, number,
		    arena_printf(
			a, "%s has not answered it", w->batch->source_code));
		return OK;
	}
	if (row->exempt) {
		batch_find(
		    &out->leaves, REASON_EXEMPT, number, "It is exempt there");
		return OK;
	}
	if (row->state >= ANSWER_IN_PROGRESS)
		e = look_same(db, a, w, i, place, &same);
	if (e != OK)
		return e;
	if (same && done(w->batch, row->state))
		batch_find(&out->leaves, REASON_SAME, number,
		    "It says the same already");
	else if (row->state >= ANSWER_COMPLETE)
		batch_find(&out->leaves, REASON_COMPLETE, number,
		    "It is complete there; reopen it there to have it "
		    "answered anew");
	else if (row->state == ANSWER_IN_PROGRESS && !w->batch->over && !same)
		batch_find(&out->leaves, REASON_BEGUN, number,
		    "Somebody there has begun to answer it");
	else {
		place->writes[i] = true;
		out->writes++;
	}
	return OK;
}

enum err
batch_look_requirements(struct db *db, struct arena *a,
    const struct batch_work *w, struct batch_place *place,
    struct batch_look *out)
{
	struct answer_row *rows;
	enum err e = OK;
	size_t i, n = w->set.requirements.n;

	if (place->year.id == 0) /* to be opened: nothing was begun */
		rows = arena_array(a, n, sizeof(*rows));
	else if ((e = answer_list(db, a, &place->year, &w->set, &rows)) != OK)
		return e;
	place->rows = rows;
	for (i = 0; i < n && e == OK; i++)
		if (w->which[i])
			e = look_requirement(db, a, w, i, place, out);
	return e;
}
