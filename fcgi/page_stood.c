/* page_stood.c - /assessment/:version/at: a year as it stood, and compared. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_stage.h"
#include "public.h"
#include "publication.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "stage.h"
#include "stood_side.h"
#include "stood_sum.h"
#include "superseded.h"
#include "tmpl.h"
#include "view_stage.h"

#define ORGS_MOST 100 /* to choose from; with more their code is typed */

static const char *
met(struct req *r, const struct requirement *q, const struct answer *a)
{
	const char *s = "";
	size_t i;

	for (i = 0; i < q->criteria.n; i++)
		if (a->met[i])
			s = arena_printf(r->arena, "%s%s%s", s,
			    s[0] != '\0' ? ", " : "", q->criteria.v[i].code);
	return s;
}

static struct stood_cited
cited(struct req *r, const struct answer *a)
{
	struct stood_cited c = { .n = a->evidence.n };
	size_t i;

	c.v = arena_array(r->arena, c.n, sizeof(*c.v));
	for (i = 0; i < c.n; i++)
		c.v[i] = (struct stood_evidence){ a->evidence.v[i].title,
			a->evidence.v[i].reference };
	return c;
}

static bool
same_badge(const struct badge *a, const struct badge *b)
{
	return a->text.n == b->text.n &&
	       memcmp(a->text.p, b->text.p, a->text.n) == 0;
}

static bool
cites(const struct stood_cited *c, const char *title)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->v[i].title, title) == 0)
			return true;
	return false;
}

static bool
same_evidence(const struct stood_cited *a, const struct stood_cited *b)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (!cites(b, a->v[i].title))
			return false;
	return a->n == b->n;
}

/* What the same number is on the other side; true: something differs. */
static bool
add_other(struct req *r, const struct side *other, struct stood_row *row)
{
	const struct catalogue *c = &other->shelved->set;
	const struct requirement *q = catalogue_requirement(c, row->number);
	const struct answer *a;

	row->other =
	    (struct badge){ HTML_FIXED("none"), HTML_FIXED("Not asked") };
	row->differs = true;
	if (q == NULL)
		return true;
	a = &other->stood.answers[q - c->requirements.v];
	row->asked = true;
	row->other = badge_now(&a->row);
	row->other_state = badge_state(&a->row);
	row->other_evidence = cited(r, a);
	row->differs = !same_badge(&row->other, &row->level);
	return row->differs || !same_badge(&row->other_state, &row->state) ||
	       !same_evidence(&row->evidence, &row->other_evidence);
}

static void
fill_rows(struct req *r, const struct side *s, const struct side *other,
    bool only, struct stood_view *v)
{
	const struct catalogue *c = &s->shelved->set;
	size_t n = c->requirements.n, i;

	v->rows.v = arena_array(r->arena, n, sizeof(*v->rows.v));
	for (i = 0; i < n; i++) {
		const struct requirement *q = &c->requirements.v[i];
		const struct answer *a = &s->stood.answers[i];
		struct stood_row *row = &v->rows.v[v->rows.n];
		bool another;

		*row = (struct stood_row){ .number = q->number,
			.title = q->title,
			.owner = a->row.owner,
			.met = met(r, q, a),
			.level = badge_now(&a->row),
			.state = badge_state(&a->row),
			.capped = a->row.capped,
			.planned = a->row.plan_accepted,
			.evidence = cited(r, a),
			.unknown =
			    s->stood.unknown != NULL && s->stood.unknown[i] };
		another = other != NULL && add_other(r, other, row);
		v->differing += row->differs;
		if (other == NULL || another || !only)
			v->rows.n++;
	}
}

/* ---- which moments ---- */

static enum err
add_moment(struct req *r, const struct year *y, struct stood_view *v,
    int64_t at, const char *text)
{
	char instant[INSTANT_TEXT_SIZE];

	stood_address(at, instant);
	v->moments.v[v->moments.n++] = (struct stood_link){
		.to = req_href(r, "/assessment/%s/at?on=%s",
		    y->assessment.version, instant),
		.text = text,
	};
	return OK;
}

/* When it was opened, each stage, and the publication. */
static enum err
add_moments(struct req *r, const struct year *y, struct stood_view *v)
{
	struct kept_stages done;
	struct publication p;
	enum err e;
	size_t i;

	v->moments.v = arena_array(r->arena, 4, sizeof(*v->moments.v));
	if ((e = add_moment(r, y, v, y->assessment.opened_at,
		 "When it was opened")) != OK ||
	    (e = stage_list(r->db, r->arena, &y->assessment, &done)) != OK)
		return e;
	for (i = 0; i < done.n && e == OK; i++)
		e = add_moment(r, y, v, done.v[i].at,
		    arena_printf(r->arena, "%s, as submitted",
			public_stage(done.v[i].stage)));
	if (e != OK || y->assessment.state != ASSESSMENT_PUBLISHED)
		return e;
	e = publication_read(r->db, r->arena, &y->assessment, &p);
	return e == OK ? add_moment(r, y, v, p.at, "When it was published") : e;
}

/* ---- the form ---- */

/* Others whose assessments they may read; many are named by their code. */
static enum err
add_orgs(struct req *r, const struct year *y, const struct stood_asked *q,
    const struct faults *faults, struct stood_view *v)
{
	static const char label[] = "Organisation to compare with";
	const struct reader by = stood_reader(r);
	struct orgs all = { 0 };
	enum err e = OK;
	size_t i;

	v->many = by.everywhere;
	if (!v->many)
		e = reader_orgs(
		    r->db, r->arena, &by, ORGS_MOST, &all, &v->many);
	if (e != OK)
		return e;
	v->others = all.n > 0;
	v->org_code = field_text(r, faults, "org", label,
	    "Its code, for example 8XX01. Without one, your own", q->org);
	v->org = field_choice(r, faults, "org", label, NULL, all.n + 1);
	field_choice_add(&v->org, "", y->org.name, q->org);
	for (i = 0; i < all.n; i++)
		field_choice_add(&v->org, all.v[i].code,
		    arena_printf(
			r->arena, "%s (%s)", all.v[i].name, all.v[i].code),
		    q->org);
	return OK;
}

static bool
chosen_from(const struct choice_field *c, const char *value)
{
	size_t i;

	for (i = 0; i < c->all.n; i++)
		if (strcmp(c->all.v[i].value, value) == 0)
			return true;
	return false;
}

/* Years of their own, and those of the other organisation. */
static enum err
add_years(struct req *r, const struct year *y, const struct side *other,
    const struct stood_asked *q, const struct faults *faults,
    struct stood_view *v)
{
	struct assessments own, theirs = { 0 };
	enum err e = assessment_list(r->db, r->arena, y->org.id, &own);
	size_t i;

	if (e == OK && other->org.id != y->org.id)
		e = assessment_list(r->db, r->arena, other->org.id, &theirs);
	if (e != OK)
		return e;
	v->against = field_choice(r, faults, "against", "Year to compare with",
	    "Without a day, as that year stands now", own.n + theirs.n + 1);
	field_choice_add(&v->against, "", "None", q->against);
	for (i = 0; i < own.n + theirs.n; i++) {
		const char *version =
		    i < own.n ? own.v[i].version : theirs.v[i - own.n].version;

		if (!chosen_from(&v->against, version))
			field_choice_add(
			    &v->against, version, version, q->against);
	}
	return OK;
}

static enum err
fill_form(struct req *r, const struct year *y, const struct side *other,
    const struct stood_asked *q, const struct faults *faults,
    struct stood_view *v)
{
	enum err e;

	if ((e = add_orgs(r, y, q, faults, v)) != OK ||
	    (e = add_years(r, y, other, q, faults, v)) != OK)
		return e;
	v->on = moment_day(r, faults, "on", "Day",
	    "How it stood when the day ended, for example 24 12 2026. Leave it "
	    "empty for now",
	    &q->on);
	v->on_time =
	    moment_time(r, faults, "on", "Time of that day (optional)", &q->on);
	v->with = moment_day(r, faults, "with", "Compare with (optional)",
	    "Another day", &q->with);
	v->with_time = moment_time(
	    r, faults, "with", "Time of the other day (optional)", &q->with);
	v->only =
	    field_tick(r, faults, "only", "Only what differs", NULL, q->only);
	return OK;
}

/* Anything at all? */
static bool
asked(const struct stood_asked *q)
{
	return q->on.asked || q->with.asked || q->against[0] != '\0' ||
	       q->org[0] != '\0';
}

static enum err
fill(struct req *r, const struct side *s, const struct side *other,
    const struct stood_asked *q, struct stood_view *v)
{
	bool named = s->org.id != other->org.id;
	enum err e;

	v->compared = v->compared && v->shown;
	if (!v->shown)
		return OK;
	fill_rows(r, s, v->compared ? other : NULL, q->only, v);
	e = stood_sum(r, s, v->compared && named, &v->then);
	if (e == OK && v->compared)
		e = stood_sum(r, other, named, &v->other);
	return e;
}

static enum err
show(struct req *r, const struct year *y, struct form *f,
    const struct stood_asked *q)
{
	struct stood_view v = { .page = page_view(r, "As it stood") };
	struct side s = { .org = y->org, .year = y->assessment }, other = s;
	enum err e = OK;

	if (asked(q))
		e = side_read(r, f, "on-day", &q->on, &s, &v.shown);
	if (e != OK ||
	    (e = side_other(r, f, y, q, &other, &v.compared)) != OK ||
	    (e = fill_form(r, y, &other, q, &f->faults, &v)) != OK ||
	    (e = add_moments(r, y, &v)) != OK ||
	    (e = superseded_fill(r, y, &v.superseded)) != OK ||
	    (e = fill(r, &s, &other, q, &v)) != OK)
		return e;
	v.page.faults = f->faults;
	v.page.wide = true;
	v.page.back = y->to;
	v.page.back_text = "the assessment";
	v.title = y->set->title;
	v.to = req_href(r, "/assessment/%s/at", y->assessment.version);
	v.trend = req_href(r, "/trend");
	SHOW(r, stood, &v);
	return reply_page(r, f->faults.n > 0 ? 422 : 200);
}

enum err
page_stood(struct req *r)
{
	struct stood_asked q;
	struct form f;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK)
		return e;
	form_query(&f, r);
	moment_read(&f, "on", "the day", &q.on);
	moment_read(&f, "with", "the other day", &q.with);
	q.against = form_line(&f, "against", "Year", 10);
	q.org = form_line(&f, "org", "Organisation", 10);
	q.only = form_tick(&f, "only");
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	return show(r, &y, &f, &q);
}
