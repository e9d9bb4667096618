/* batch_look.c - what an act would meet at a site: the dry run. */
#include <string.h>

#include "answer.h"
#include "arena.h"
#include "batch_priv.h"
#include "db.h"
#include "duty.h"
#include "holder.h"
#include "readiness.h"
#include "relation.h"

const char *
batch_reason_name(enum batch_reason r)
{
	static const char *const names[REASONS] = {
		[REASON_PART] = "not-a-site",
		[REASON_TYPE] = "other-type",
		[REASON_CLOSED] = "not-opened",
		[REASON_EARLY] = "not-released",
		[REASON_WITHDRAWN] = "withdrawn",
		[REASON_OLDER] = "newer-opened",
		[REASON_REVISION] = "other-revision",
		[REASON_PUBLISHED] = "published",
		[REASON_REVIEWED] = "confirmed",
		[REASON_OWNER] = "unknown-owner",
		[REASON_SOURCE] = "source",
		[REASON_UNANSWERED] = "not-answered-by-source",
		[REASON_COMPLETE] = "complete",
		[REASON_BEGUN] = "begun",
		[REASON_EXEMPT] = "exempt",
		[REASON_SAME] = "same",
		[REASON_WORKFLOW] = "needs-a-reviewer",
		[REASON_ANSWER] = "not-complete",
		[REASON_DUTY] = "senior-details",
		[REASON_FAULT] = "fault",
	};

	return names[r];
}

void
batch_find(struct batch_findings *f, enum batch_reason reason,
    const char *number, const char *words)
{
	f->v[f->n++] = (struct batch_finding){ reason, number, words };
}

/* ---- what a batch is about, read once ---- */

static enum err
read_source(struct db *db, struct arena *a, struct batch_work *w)
{
	const struct batch *b = w->batch;
	const struct catalogue *c = &w->set;
	struct assessment s;
	enum err e = assessment_find(db, a, b->source, b->version, &s);
	size_t i, k;

	w->which = arena_array(a, c->requirements.n, sizeof(*w->which));
	w->answers = arena_array(a, c->requirements.n, sizeof(*w->answers));
	for (i = 0; i < b->numbers.n; i++) {
		const struct requirement *r =
		    catalogue_requirement(c, b->numbers.v[i]);

		if (r != NULL)
			w->which[r - c->requirements.v] = true;
	}
	for (k = 0; k < c->requirements.n && e == OK; k++)
		if (w->which[k])
			e = answer_read(
			    db, a, &s, &c->requirements.v[k], &w->answers[k]);
	return e;
}

/* What another organisation says by now is not the head office's to copy. */
static enum err
look_source(struct db *db, struct arena *a, struct batch_work *w)
{
	const struct batch *b = w->batch;
	struct relation rel;
	enum err e = relation_read(db, a, b->source, &rel);

	w->lost = e == OK && b->source != b->org && rel.parent != b->org;
	return e;
}

enum err
batch_work_read(struct db *db, struct arena *a, const struct batch *b,
    struct batch_work **out)
{
	struct batch_work *w = arena_alloc(a, sizeof(*w));
	struct org o;
	enum err e;

	w->batch = b;
	*out = w;
	if ((e = org_read(db, a, b->org, &o)) != OK ||
	    (e = catalogue_read(db, a, b->pack, &w->set)) != OK)
		return e;
	w->head_office = o.code;
	if ((e = look_source(db, a, w)) != OK)
		return e;
	return read_source(db, a, w);
}

/* ---- the site as a whole ---- */

static enum err
look_owner(struct db *db, struct arena *a, const struct batch *b, int64_t site,
    struct batch_look *out)
{
	struct holder h;
	enum err e;

	if (b->owner[0] == '\0')
		return OK;
	e = holder_named(db, a, site, b->owner, &h);
	if (e == OK ||
	    (e != ERR_NOTFOUND && e != ERR_CONFLICT && e != ERR_DENIED))
		return e;
	batch_find(&out->stops, REASON_OWNER, "",
	    arena_printf(a, "Nothing can be given to %s here: %s", b->owner,
		e == ERR_CONFLICT ? "several are called so"
				  : "nobody is called so"));
	return OK;
}

static const char *
revision_words(struct arena *a, const struct batch_work *w)
{
	return arena_printf(a,
	    "It opened version %s with another revision of the requirements "
	    "than revision %lld",
	    w->set.version, (long long)w->set.revision);
}

/* It has not opened the version: may the batch do so? */
static enum err
look_unopened(struct db *db, struct arena *a, const struct batch_work *w,
    int64_t site, day today, struct batch_look *out)
{
	static const enum batch_reason reasons[] = {
		[OPENING_IS_EARLY] = REASON_EARLY,
		[OPENING_IS_WITHDRAWN] = REASON_WITHDRAWN,
		[OPENING_IS_OLDER] = REASON_OLDER,
	};
	const struct catalogue *c = &w->set;
	struct opening_bar bar;
	enum err e;

	if (!w->batch->opens) {
		batch_find(&out->stops, REASON_CLOSED, "",
		    arena_printf(
			a, "It has not opened version %s", c->version));
		return OK;
	}
	e = assessment_barred(db, a, site, c, today, &bar);
	if (e == OK && bar.kind != OPENING_IS_FREE)
		batch_find(&out->stops, reasons[bar.kind], "", bar.says);
	return e;
}

/* Its year: place->year.id stays 0 where there is none. */
static enum err
look_year(struct db *db, struct arena *a, const struct batch_work *w, day today,
    struct batch_place *place, struct batch_look *out)
{
	const struct catalogue *c = &w->set;
	enum err e =
	    assessment_find(db, a, place->org.id, c->version, &place->year);

	if (e == ERR_NOTFOUND) {
		place->year = (struct assessment){ .org = place->org.id };
		return look_unopened(db, a, w, place->org.id, today, out);
	}
	if (e != OK)
		return e;
	if (place->year.state == ASSESSMENT_PUBLISHED)
		batch_find(&out->stops, REASON_PUBLISHED, "",
		    arena_printf(a, "It has published version %s, for good",
			c->version));
	else if (place->year.state == ASSESSMENT_CONFIRMED)
		batch_find(&out->stops, REASON_REVIEWED, "",
		    "A reviewer has confirmed the whole: it must be reopened "
		    "there");
	if (place->year.pack != c->id)
		batch_find(
		    &out->stops, REASON_REVISION, "", revision_words(a, w));
	return OK;
}

/* What it says by now is not the head office's to see, once it has left. */
static enum err
look_site(struct db *db, struct arena *a, const struct batch_work *w, day today,
    struct batch_place *place, struct batch_look *out)
{
	const struct batch *b = w->batch;
	struct relation rel;
	enum err e = relation_read(db, a, place->org.id, &rel);

	if (e != OK)
		return e;
	place->left = rel.parent != b->org;
	if (place->left) {
		batch_find(&out->stops, REASON_PART, "",
		    "It is no part of the head office any more");
		return OK;
	}
	if (strcmp(rel.type, b->type) != 0)
		batch_find(&out->stops, REASON_TYPE, "",
		    arena_printf(
			a, "It is of type %s, and not %s", rel.type, b->type));
	if (w->lost)
		batch_find(&out->stops, REASON_SOURCE, "",
		    "Whoever the answers come from is no part of the head "
		    "office any more");
	if (place->org.id == b->source)
		batch_find(
		    &out->stops, REASON_SOURCE, "", "The answers are its own");
	if ((e = look_owner(db, a, b, place->org.id, out)) != OK)
		return e;
	return look_year(db, a, w, today, place, out);
}

/* ---- what would block publication then ---- */

/* A site as it will be once the batch has answered there, if it does. */
struct supposed {
	const struct batch_work *work;
	const struct batch_place *place;
	struct batch_look *out;
	bool answered;
	struct duty_holder *named; /* at the source */
};

static void
find_answer(struct arena *a, const struct supposed *s,
    const struct requirement *r, const char *holder)
{
	size_t i = (size_t)(r - s->work->set.requirements.v);

	if (s->answered && s->work->batch->complete && s->place->writes[i])
		return;
	batch_find(&s->out->publish, REASON_ANSWER, r->number,
	    arena_printf(a, "Requirement %s is not complete%s%s", r->number,
		holder[0] != '\0' ? "; it belongs to " : "", holder));
}

static void
find_duty(struct arena *a, const struct supposed *s, const struct duty *d)
{
	const struct duty_holder *v = &s->named[d - s->work->set.duties.v];

	if (s->answered && s->work->batch->names && v->name[0] != '\0')
		return;
	batch_find(&s->out->publish, REASON_DUTY, "",
	    arena_printf(a, "Nobody is named as %s", d->title));
}

static enum err
look_open(struct db *db, struct arena *a, const struct supposed *s, day today)
{
	struct readiness ready;
	enum err e =
	    readiness_of(db, a, &s->place->year, &s->work->set, today, &ready);
	size_t i;

	for (i = 0; e == OK && i < ready.blockers.n; i++) {
		const struct blocker *b = &ready.blockers.v[i];

		if (b->kind == BLOCKER_ANSWER)
			find_answer(a, s, b->requirement, b->holder);
		else if (b->kind == BLOCKER_DUTY)
			find_duty(a, s, b->duty);
		else if (b->kind == BLOCKER_WITHDRAWN)
			batch_find(&s->out->publish, REASON_WITHDRAWN, "",
			    assessment_withdrawn(a, &s->place->year));
	}
	return e;
}

/* It is to be opened: nothing but what the batch writes will be complete. */
static enum err
look_closed(struct db *db, struct arena *a, const struct supposed *s, day today)
{
	const struct catalogue *c = &s->work->set;
	struct duty_holder *v;
	enum err e = duty_list(db, a, s->place->org.id, c, today, &v);
	size_t i;

	for (i = 0; e == OK && i < c->requirements.n; i++)
		find_answer(a, s, &c->requirements.v[i], "");
	for (i = 0; e == OK && i < c->duties.n; i++)
		if (c->duties.v[i].required && v[i].name[0] == '\0')
			find_duty(a, s, &c->duties.v[i]);
	return e;
}

static enum err
look_publish(struct db *db, struct arena *a, const struct batch_work *w,
    day today, bool answered, const struct batch_place *place,
    struct batch_look *out)
{
	struct supposed s = { w, place, out, answered && out->stops.n == 0,
		NULL };
	enum err e;
	size_t i;

	for (i = 0; i < out->stops.n; i++)
		if (out->stops.v[i].reason != REASON_SOURCE &&
		    out->stops.v[i].reason != REASON_OWNER)
			out->publish.v[out->publish.n++] = out->stops.v[i];
	if (place->year.id == 0 && !answered && out->stops.n == 0)
		batch_find(&out->publish, REASON_CLOSED, "",
		    "It has not opened this version");
	if (w->set.workflow == WORKFLOW_FULL)
		batch_find(&out->publish, REASON_WORKFLOW, "",
		    "Its type uses the full workflow: each site needs a "
		    "reviewer of its own, and is published there");
	if (out->publish.n > 0)
		return OK;
	e = duty_list(db, a, w->batch->source, &w->set, today, &s.named);
	if (e != OK)
		return e;
	return place->year.id != 0 ? look_open(db, a, &s, today)
				   : look_closed(db, a, &s, today);
}

/* ---- the whole ---- */

enum err
batch_look_at(struct db *db, struct arena *a, const struct batch_work *w,
    int64_t site, day today, bool answered, struct batch_place *place,
    struct batch_look *out)
{
	size_t n = w->set.requirements.n, most = REASONS + n + w->set.duties.n;
	enum err e;

	*out = (struct batch_look){ 0 };
	*place = (struct batch_place){ 0 };
	place->writes = arena_array(a, n, sizeof(*place->writes));
	out->stops.v = arena_array(a, most, sizeof(*out->stops.v));
	out->leaves.v = arena_array(a, most, sizeof(*out->leaves.v));
	out->publish.v = arena_array(a, 2 * most, sizeof(*out->publish.v));
	if ((e = org_read(db, a, site, &place->org)) != OK ||
	    (e = look_site(db, a, w, today, place, out)) != OK)
		return e;
	if (!place->left && !w->lost &&
	    (place->year.id == 0 || place->year.pack == w->set.id))
		if ((e = batch_look_requirements(db, a, w, place, out)) != OK)
			return e;
	return look_publish(db, a, w, today, answered, place, out);
}

enum err
batch_look(struct db *db, struct arena *a, const struct batch_work *w,
    int64_t site, day today, struct batch_look *out)
{
	struct batch_place place;
	struct batch_site s;
	bool answered;
	enum err e = batch_site_read(db, a, w->batch, site, &s);

	if (e != OK)
		return e;
	answered = s.state == BATCH_ANSWERED;
	e = batch_look_at(db, a, w, site, today, !answered, &place, out);
	if (answered) /* only publication is to come */
		out->stops.n = out->leaves.n = out->writes = 0;
	return e;
}
