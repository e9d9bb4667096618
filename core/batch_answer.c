/* batch_answer.c - a batch's answers written at one site. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "batch_priv.h"
#include "db.h"
#include "duty.h"
#include "holder.h"
#include "sql.h"
#include "text.h"

/* ---- before the unit ---- */

static enum err
line_of(struct db *db, struct db_head *head, const struct batch_step *s,
    enum batch_what what)
{
	return batch_line_add(db, s->work->batch, s->site, "", what, head->at,
	    head->by->name, "");
}

static enum err
note_opened(struct db *db, struct db_head *head, void *arg)
{
	const struct batch_step *s = arg;
	enum err e = line_of(db, head, s, WHAT_OPENED);

	return e == OK ? batch_note(db, head, s, "batch.open", NULL, NULL) : e;
}

static enum err
open_year(struct db *db, const struct unit *by, struct batch_step *s)
{
	struct unit u = *by;
	enum err e = assessment_open(db, s->arena, &u, &s->place.org,
	    &s->work->set, s->today, &s->place.year);

	if (e == ERR_CONFLICT) /* by somebody else, just now */
		return OK;
	u = *by;
	return e == OK ? db_write(db, &u, note_opened, s) : e;
}

static enum err
note_named(struct db *db, struct db_head *head, void *arg)
{
	const struct batch_step *s = arg;
	enum err e = line_of(db, head, s, WHAT_NAMED);

	return e == OK ? batch_note(db, head, s, "batch.names", NULL, NULL) : e;
}

/* Where nobody is named, whoever is named at the source. */
static enum err
name_managers(struct db *db, const struct unit *by, struct batch_step *s)
{
	const struct batch *b = s->work->batch;
	const struct catalogue *c = &s->work->set;
	struct duty_holder *there, *source;
	struct unit u = *by;
	bool any = false;
	enum err e;
	size_t i;

	if ((e = duty_list(db, s->arena, s->site, c, s->today, &there)) != OK ||
	    (e = duty_list(db, s->arena, b->source, c, s->today, &source)) !=
		OK)
		return e;
	for (i = 0; i < c->duties.n; i++)
		if (there[i].name[0] == '\0' && source[i].name[0] != '\0') {
			there[i] = source[i];
			any = true;
		}
	if (!any)
		return OK;
	e = duty_set(db, &u, &s->place.year, c, there);
	u = *by;
	return e == OK ? db_write(db, &u, note_named, s) : e;
}

enum err
batch_prepare(struct db *db, const struct unit *by, struct batch_step *s)
{
	const struct batch_work *w = s->work;
	enum err e = batch_look_at(
	    db, s->arena, w, s->site, s->today, true, &s->place, &s->look);

	if (e != OK || s->look.stops.n > 0)
		return e;
	if (s->place.year.id == 0)
		e = open_year(db, by, s);
	if (e == OK && w->batch->names)
		e = name_managers(db, by, s);
	return e;
}

/* ---- within it ---- */

/* As it stands, to be put back one day. */
static enum err
keep(struct db *db, const struct batch_step *s, int64_t answer)
{
	int64_t org = s->site, batch = s->work->batch->id;
	int64_t year = s->place.year.id;
	enum err e;

	if ((e = batch_drop(db, org, batch, answer)) != OK ||
	    (e = db_do(db, SQL(batch_keep_answer, .org = org, .batch = batch,
			       .answer = answer))) != OK ||
	    (e = db_do(db, SQL(batch_keep_criteria, .org = org, .batch = batch,
			       .answer = answer))) != OK ||
	    (e = db_do(db, SQL(batch_keep_evidence, .org = org, .batch = batch,
			       .assessment = year, .answer = answer))) != OK)
		return e;
	return db_do(db, SQL(batch_keep_shown, .org = org, .batch = batch,
			     .assessment = year, .answer = answer));
}

/* What is cited: the source's, and what the site's own duties are. */
static void
cite(struct arena *a, const struct answer *source, const struct answer *there,
    struct answer *out)
{
	size_t i;

	out->evidence.n = 0;
	out->evidence.v = arena_array(a, source->evidence.n + there->evidence.n,
	    sizeof(*out->evidence.v));
	for (i = 0; i < source->evidence.n; i++) {
		struct evidence v = source->evidence.v[i];

		if (v.holding != 0)
			continue;
		v.owner = "";
		v.owner_id = 0;
		out->evidence.v[out->evidence.n++] = v;
	}
	for (i = 0; i < there->evidence.n; i++)
		if (there->evidence.v[i].holding != 0)
			out->evidence.v[out->evidence.n++] =
			    there->evidence.v[i];
}

/* What the source says; whose it is there stays, or is who was asked for. */
static void
compose(struct arena *a, const struct batch *b, const struct answer *source,
    const struct answer *there, struct answer *out)
{
	*out = *there;
	memcpy(out->met, source->met, sizeof(out->met));
	memcpy(out->comment, source->comment, sizeof(out->comment));
	out->row.not_relevant = source->row.not_relevant;
	out->nr_record = source->nr_record;
	out->plan = source->plan;
	out->row.target_level = source->row.target_level;
	out->row.target_on = source->row.target_on;
	cite(a, source, there, out);
	if (b->owner[0] != '\0')
		out->row.owner = b->owner;
}

/* Whoever becomes the owner is not the deputy any more. */
static enum err
settle_deputy(struct db *db, struct arena *a, const struct batch_step *s,
    struct answer *out)
{
	struct holder h;
	enum err e;

	if (s->work->batch->owner[0] == '\0' || out->deputy_id == 0)
		return OK;
	e = holder_named(db, a, s->site, out->row.owner, &h);
	if (e == OK && h.id == out->deputy_id)
		out->deputy = "";
	return e;
}

static enum err
write_one(
    struct db *db, struct db_head *head, const struct batch_step *s, size_t i)
{
	const struct batch *b = s->work->batch;
	const struct requirement *r = &s->work->set.requirements.v[i];
	struct answer there, out;
	enum err e = answer_read(db, s->arena, &s->place.year, r, &there);

	if (e != OK || (e = keep(db, s, there.row.id)) != OK)
		return e;
	compose(s->arena, b, &s->work->answers[i], &there, &out);
	if ((e = settle_deputy(db, s->arena, s, &out)) != OK)
		return e;
	e = answer_write(db, head, &s->place.year, r, &out,
	    b->complete ? ANSWER_COMPLETE : ANSWER_IN_PROGRESS,
	    b->complete ? "answer.complete" : "answer.save");
	return e == OK ? batch_line_add(db, b, s->site, r->number,
			     WHAT_ANSWERED, head->at, head->by->name, "")
		       : e;
}

static enum err
leave(struct db *db, const struct db_head *head, const struct batch_step *s)
{
	const struct batch_findings *f = &s->look.leaves;
	enum err e = OK;
	size_t i;

	for (i = 0; i < f->n && e == OK; i++)
		e = batch_line_add(db, s->work->batch, s->site, f->v[i].number,
		    WHAT_LEFT, head->at, head->by->name, f->v[i].words);
	return e;
}

/* Those that say the same already miss nothing. */
static int64_t
left_alone(const struct batch_findings *f)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += f->v[i].reason != REASON_SAME;
	return n;
}

enum err
batch_answer(struct db *db, struct db_head *head, void *arg)
{
	struct batch_step *s = arg;
	const struct catalogue *c = &s->work->set;
	struct texts written = {
		arena_array(s->arena, c->requirements.n, sizeof(*written.v)), 0
	};
	enum err e = batch_waits(db, s, BATCH_ANSWER);
	size_t i;

	if (e == OK)
		e = batch_look_at(db, s->arena, s->work, s->site, s->today,
		    true, &s->place, &s->look);
	if (e == OK && s->place.year.id == 0 && s->look.stops.n == 0)
		e = ERR_CONFLICT; /* prepared, and gone again */
	if (e == OK && s->look.stops.n > 0)
		e = ERR_DENIED;
	for (i = 0; i < c->requirements.n && e == OK; i++)
		if (s->place.writes[i]) {
			written.v[written.n++] = c->requirements.v[i].number;
			e = write_one(db, head, s, i);
		}
	if (e == OK)
		e = leave(db, head, s);
	if (e == OK)
		e = batch_site_done(
		    db, head, s, BATCH_ANSWERED, left_alone(&s->look.leaves));
	return e == OK ? batch_note(db, head, s, "batch.answer", "requirements",
			     &written)
		       : e;
}
