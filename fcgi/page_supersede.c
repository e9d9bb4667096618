/* page_supersede.c - publishing once more, to put a mistake right. */
#include <string.h>

#include "arena.h"
#include "edition.h"
#include "fields.h"
#include "pages_year.h"
#include "public.h"
#include "publication.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "tmpl.h"
#include "unsaved.h"

/* What is superseded, and by what. */
struct superseding {
	struct year year;
	struct edition newest;
	struct standing *standings; /* as published, then as typed */
	const char **was;           /* as published, by requirement */
	struct edition_bound *bounds;
	const char *statement;
	const char *reason;
	int64_t edition; /* that the form was made of */
	const char *digest;
	bool accepted;
	struct signature by;
};

static const char *
standing_text(const struct standing *s)
{
	const struct edition_level l = { .level = s->not_relevant ? LEVEL_NONE
								  : s->level,
		.exempt = s->exempt };

	return edition_level_text(&l);
}

static enum err
ready(struct req *r, struct superseding *s)
{
	size_t i, n;
	enum err e;

	*s = (struct superseding){ .reason = "" };
	if ((e = year_open(r, &s->year)) != OK)
		return e;
	if (!year_may(r, &s->year, ACT_PUBLISH))
		return ERR_DENIED;
	if ((e = edition_read(r->db, r->arena, s->year.org.id,
		 s->year.assessment.version, STAGE_FINAL, 0, &s->newest)) !=
		OK ||
	    (e = edition_standings(r->db, r->arena, &s->newest,
		 &s->year.assessment, s->year.set, &s->standings)) != OK ||
	    (e = edition_bounds(r->db, r->arena, &s->year.assessment,
		 s->year.set, &s->bounds)) != OK)
		return e;
	n = s->year.set->requirements.n;
	s->was = arena_array(r->arena, n, sizeof(*s->was));
	for (i = 0; i < n; i++)
		s->was[i] = standing_text(&s->standings[i]);
	s->edition = s->newest.number;
	s->statement =
	    publication_statement(r->arena, &s->year.org, s->year.set);
	return OK;
}

static const char *
field_of(struct req *r, const struct requirement *q)
{
	return arena_printf(r->arena, "level-%s", q->number);
}

/* What may be chosen, and what was: nothing that was typed is lost. */
static void
add_levels(struct req *r, const struct edition_bound *bound, const char *now,
    struct choices *out)
{
	static const char *const all[] = { "0", "1", "2", "3", "NR" };
	static const char *const words[] = { "Level 0", "Level 1", "Level 2",
		"Level 3", "Not relevant" };
	size_t k;

	out->v = arena_array(r->arena, 5, sizeof(*out->v));
	for (k = 0; k < 5; k++) {
		bool chosen = strcmp(all[k], now) == 0;

		if (chosen || (k <= LEVEL_MAX ? (int)k <= bound->most
					      : bound->not_relevant))
			out->v[out->n++] =
			    (struct choice_view){ all[k], words[k], chosen };
	}
}

static void
add_lines(struct req *r, const struct superseding *s,
    const struct faults *faults, struct supersede_view *v)
{
	size_t i, n = s->year.set->requirements.n;

	v->lines.v = arena_array(r->arena, n, sizeof(*v->lines.v));
	for (i = 0; i < n; i++) {
		const struct requirement *q = &s->year.set->requirements.v[i];
		const struct edition_bound *bound = &s->bounds[i];
		struct supersede_line *line = &v->lines.v[v->lines.n++];

		line->number = s->year.shelved->requirement[i].number;
		line->title = s->year.shelved->requirement[i].title;
		line->field = field_of(r, q);
		line->was = s->was[i];
		if (s->standings[i].exempt)
			continue;
		line->fault = faults_about(faults, line->field);
		line->why = bound->bar == BAR_TRAINING ? bound->why : "";
		add_levels(
		    r, bound, standing_text(&s->standings[i]), &line->levels);
	}
}

static enum err
show(struct req *r, int status, const struct superseding *s,
    const struct faults *faults)
{
	struct supersede_view v = {
		.page =
		    page_view(r, arena_printf(r->arena, "Publish %s once more",
				     s->year.set->title)),
		.to = req_href(
		    r, "/assessment/%s/supersede", s->year.assessment.version),
		.edition = s->edition,
		.accepted = s->accepted,
		.accept_fault = faults_about(faults, "accept"),
	};

	v.page.faults = *faults;
	v.page.wide = true;
	v.page.back = req_href(
	    r, "/assessment/%s/publication", s->year.assessment.version);
	v.page.back_text = "what is published";
	v.reason = field_text(r, faults, "reason", "Reason for change",
	    "It is published. Name no person in it", s->reason);
	v.statement = text_lines(r, s->statement);
	v.digest = sign_digest(r, s->statement);
	v.sign = field_sign(r, faults, "It signs the statement in your name");
	v.confirmed = s->year.set->workflow == WORKFLOW_FULL;
	add_lines(r, s, faults, &v);
	SHOW(r, supersede, &v);
	return reply_page(r, status);
}

enum err
page_supersede(struct req *r)
{
	struct superseding s;
	enum err e = ready(r, &s);

	return e == OK ? show(r, 200, &s, &(struct faults){ 0 }) : e;
}

/* What was typed stays there to be seen, also where it may not be. */
static void
take_level(struct req *r, struct form *f, const struct superseding *s, size_t i)
{
	const struct requirement *q = &s->year.set->requirements.v[i];
	struct standing *now = &s->standings[i];
	const char *typed, *why;

	if (now->exempt)
		return;
	typed = form_line(f, field_of(r, q), "the level", 2);
	if (!edition_level_set(q, typed, now))
		f->malformed = true; /* no level of it */
	else if ((why = edition_barred(&s->bounds[i], now)) != NULL)
		form_fault(f, field_of(r, q), why);
}

static void
take(struct req *r, struct form *f, struct superseding *s)
{
	size_t i;

	s->edition = form_int(f, "edition", "the edition", 1, 1000000, 0);
	s->digest = form_line(f, "statement", "the statement", 64);
	for (i = 0; i < s->year.set->requirements.n; i++)
		take_level(r, f, s, i);
	s->reason =
	    form_need(f, "reason", "the reason for change", EDITION_REASON_MAX);
	s->accepted = form_tick(f, "accept");
	if (!s->accepted)
		form_fault(f, "accept", "Tick that you accept the statement");
	sign_take(f, &s->by);
}

/* Does any level differ?  Asked before the password is. */
static bool
differs(const struct superseding *s)
{
	size_t i;

	for (i = 0; i < s->year.set->requirements.n; i++)
		if (strcmp(s->was[i], standing_text(&s->standings[i])) != 0)
			return true;
	return false;
}

/* The form was made of something else than there is by now. */
static enum err
changed(struct req *r, struct form *f, struct superseding *s)
{
	form_fault(f, "accept",
	    "What is published, or the statement, has changed. Read it again "
	    "before you accept it");
	s->edition = s->newest.number;
	s->accepted = false;
	return show(r, 409, s, &f->faults);
}

static enum err
published(struct req *r, const struct superseding *s)
{
	return reply_see_other(r, "/assessment/%s/publication?superseded=1",
	    s->year.assessment.version);
}

static enum err
store(struct req *r, struct form *f, struct superseding *s)
{
	struct edition_new n = { .org = &s->year.org,
		.assessment = &s->year.assessment,
		.catalogue = s->year.set,
		.stage = STAGE_FINAL,
		.standings = s->standings,
		.statement = s->statement,
		.reason = s->reason,
		.on = r->today };
	struct edition after = s->newest;
	enum err e;

	after.number = s->edition;
	e = edition_supersede(r->db, &r->unit, &n, &after);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), s, &f->faults);
	if (e == ERR_CONFLICT)
		return changed(r, f, s);
	if (e != OK)
		return e;
	publish_sign(r, &s->year);
	return published(r, s);
}

static enum err
sign(struct req *r, struct form *f, struct superseding *s)
{
	int64_t wait_s = 0;
	enum err e = db_done(r->db, &r->unit);

	if (e == OK) /* sent twice */
		return published(r, s);
	if (e != ERR_NOTFOUND)
		return e;
	if (s->edition != s->newest.number ||
	    strcmp(s->digest, sign_digest(r, s->statement)) != 0)
		return changed(r, f, s);
	if (!differs(s)) {
		form_fault(
		    f, "reason", "Change a level: nothing would be different");
		return show(r, 422, s, &f->faults);
	}
	e = sign_ask(r, f, &s->by, &wait_s);
	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was published.");
	if (e == ERR_INVALID)
		return show(r, 422, s, &f->faults);
	return e == OK ? store(r, f, s) : e;
}

enum err
page_supersede_post(struct req *r)
{
	struct superseding s;
	struct form f;
	enum err e = ready(r, &s);

	if (e != OK)
		return e;
	form_open(&f, r);
	take(r, &f, &s);
	e = form_close(&f);
	if (e == OK)
		e = sign(r, &f, &s);
	else if (e == ERR_INVALID)
		e = show(r, 422, &s, &f.faults);
	form_wipe(&f);
	return e;
}
