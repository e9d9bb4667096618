/* page_stood.c - /assessment/:version/at: a year as it stood, and compared. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "fields.h"
#include "pages_stage.h"
#include "public.h"
#include "publication.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "stage.h"
#include "stood.h"
#include "superseded.h"
#include "tmpl.h"
#include "view_stage.h"

/* One of the two that are compared. */
struct side {
	struct assessment year;
	const struct shelved *shelved;
	struct stood stood;
};

/* What the address asks for. */
struct asked {
	const char *on, *with, *against; /* "" where nothing is said */
};

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

static void
fill_evidence(struct req *r, const struct answer *a, struct stood_row *row)
{
	size_t i;

	row->evidence.n = a->evidence.n;
	row->evidence.v =
	    arena_array(r->arena, a->evidence.n, sizeof(*row->evidence.v));
	for (i = 0; i < a->evidence.n; i++)
		row->evidence.v[i] =
		    (struct stood_evidence){ a->evidence.v[i].title,
			    a->evidence.v[i].reference };
}

/* The level of the same number on the other side. */
static struct badge
other_level(const struct side *other, const char *number)
{
	const struct catalogue *c = &other->shelved->set;
	const struct requirement *q = catalogue_requirement(c, number);

	return q == NULL
		   ? (struct badge){ HTML_FIXED("none"),
			     HTML_FIXED("Not asked") }
		   : badge_now(
			 &other->stood.answers[q - c->requirements.v].row);
}

static void
fill_rows(struct req *r, const struct side *s, const struct side *other,
    struct stood_view *v)
{
	const struct catalogue *c = &s->shelved->set;
	size_t n = c->requirements.n, i;

	v->rows.n = n;
	v->rows.v = arena_array(r->arena, n, sizeof(*v->rows.v));
	for (i = 0; i < n; i++) {
		const struct requirement *q = &c->requirements.v[i];
		const struct answer *a = &s->stood.answers[i];
		struct stood_row *row = &v->rows.v[i];

		*row = (struct stood_row){ .number = q->number,
			.title = q->title,
			.owner = a->row.owner,
			.met = met(r, q, a),
			.level = badge_now(&a->row),
			.state = badge_state(&a->row),
			.capped = a->row.capped,
			.planned = a->row.plan_accepted,
			.unknown =
			    s->stood.unknown != NULL && s->stood.unknown[i] };
		fill_evidence(r, a, row);
		if (other == NULL)
			continue;
		row->other = other_level(other, q->number);
		row->differs = row->other.text.n != row->level.text.n ||
			       memcmp(row->other.text.p, row->level.text.p,
				   row->level.text.n) != 0;
		v->differing += row->differs;
	}
}

/* "112, 114": whose level is only what was claimed. */
static const char *
only_claimed(struct req *r, const struct side *s)
{
	const struct catalogue *c = &s->shelved->set;
	const char *text = "";
	size_t i;

	for (i = 0; s->stood.unknown != NULL && i < c->requirements.n; i++)
		if (s->stood.unknown[i])
			text = arena_printf(r->arena, "%s%s%s", text,
			    text[0] != '\0' ? ", " : "",
			    c->requirements.v[i].number);
	return text;
}

/* Where levels are only claimed they may have been less. */
static void
leave_open(struct req *r, const struct side *s, struct stood_sum *v)
{
	v->unknown = only_claimed(r, s);
	v->since = s->stood.since;
	if (v->unknown[0] == '\0')
		return;
	v->percent = arena_printf(r->arena, "At most %s", v->percent);
	v->grade = "Not known";
}

static struct stood_sum
sum_of(struct req *r, const struct side *s)
{
	static const char *const states[] = { "Open", "Confirmed",
		"Published" };
	const struct catalogue *c = &s->shelved->set;
	char words[INSTANT_WORDS_SIZE];
	struct stood_sum v;
	struct score k;

	clock_words(s->stood.at, words);
	score_sum(c, s->stood.standings, SCORE_ALL, &k);
	v = (struct stood_sum){
		.name =
		    arena_printf(r->arena, "%s on %s", s->year.version, words),
		.percent = percent_words(r, k.percent),
		.grade = k.percent < 0
			     ? "Not applicable"
			     : arena_text(r->arena, c->grade[k.grade]),
		.state = states[s->stood.state],
		.levels0 = k.levels[0],
		.levels1 = k.levels[1],
		.levels2 = k.levels[2],
		.levels3 = k.levels[3],
		.total = k.in_play,
		.left_out = k.not_relevant + k.exempt,
		.below = k.below,
		.evidence = s->stood.evidence,
	};
	leave_open(r, s, &v);
	return v;
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

/* An instant that was typed; false: what is wrong is said of the field. */
static bool
instant_of(struct req *r, struct form *f, const char *field, const char *text,
    int64_t *at)
{
	if (!stood_instant(text, at)) {
		form_fault(f, field,
		    "Enter a day as 2026-12-24, or an instant as "
		    "2026-12-24T09:00:00Z");
		return false;
	}
	/* Of today there is as much as has been. */
	if (*at > r->now && clock_day(*at) == r->today)
		*at = r->now;
	if (*at > r->now)
		form_fault(f, field, "This day has not come yet");
	return *at <= r->now;
}

/* OK also where a fault was said instead. */
static enum err
read_side(struct req *r, struct form *f, const char *field, const char *text,
    struct side *s, bool *there)
{
	int64_t at = r->now;
	enum err e;

	*there = false;
	if (text[0] != '\0' && !instant_of(r, f, field, text, &at))
		return OK;
	e = shelf_take(r->app->shelf, r->db, s->year.pack, &s->shelved);
	if (e == OK)
		e = stood_at(
		    r->db, r->arena, &s->year, &s->shelved->set, at, &s->stood);
	if (e == ERR_NOTFOUND) {
		char words[INSTANT_WORDS_SIZE];

		clock_words(s->year.opened_at, words);
		form_fault(f, field,
		    arena_printf(r->arena,
			"%s was opened on %s: enter a later "
			"moment",
			s->year.version, words));
		return OK;
	}
	*there = e == OK;
	return e;
}

static enum err
compare(struct req *r, struct form *f, const struct year *y,
    const struct asked *q, struct side *other, bool *there)
{
	enum err e = OK;

	*there = false;
	if (q->with[0] == '\0' && q->against[0] == '\0')
		return OK;
	other->year = y->assessment;
	if (q->against[0] != '\0')
		e = assessment_find(
		    r->db, r->arena, y->org.id, q->against, &other->year);
	return e == OK ? read_side(r, f, "with", q->with, other, there) : e;
}

static enum err
fill_form(struct req *r, const struct year *y, const struct asked *q,
    const struct faults *faults, struct stood_view *v)
{
	struct assessments all;
	enum err e = assessment_list(r->db, r->arena, y->org.id, &all);
	size_t i;

	if (e != OK)
		return e;
	v->on = field_text(r, faults, "on", "Day or instant",
	    "A day shows how it stood when the day ended, for example "
	    "2026-12-24. An instant is written as 2026-12-24T09:00:00Z",
	    q->on);
	v->with = field_text(r, faults, "with", "Compare with (optional)",
	    "Another day or instant", q->with);
	v->against = field_choice(r, faults, "against", "Year to compare with",
	    "Without a day, as that year stands now", all.n + 1);
	field_choice_add(&v->against, "", "None", q->against);
	for (i = 0; i < all.n; i++)
		field_choice_add(&v->against, all.v[i].version,
		    all.v[i].version, q->against);
	return OK;
}

static enum err
show(struct req *r, const struct year *y, struct form *f, const struct asked *q)
{
	struct stood_view v = { .page = page_view(r, "As it stood") };
	struct side s = { .year = y->assessment }, other = { .year = s.year };
	enum err e = OK;

	if (q->on[0] != '\0' || q->with[0] != '\0' || q->against[0] != '\0')
		e = read_side(r, f, "on", q->on, &s, &v.shown);
	if (e != OK || (e = compare(r, f, y, q, &other, &v.compared)) != OK ||
	    (e = fill_form(r, y, q, &f->faults, &v)) != OK ||
	    (e = add_moments(r, y, &v)) != OK ||
	    (e = superseded_fill(r, y, &v.superseded)) != OK)
		return e;
	v.compared = v.compared && v.shown;
	v.page.faults = f->faults;
	v.page.wide = true;
	v.page.back = y->to;
	v.page.back_text = "the assessment";
	v.title = y->set->title;
	v.to = req_href(r, "/assessment/%s/at", y->assessment.version);
	v.trend = req_href(r, "/trend");
	if (v.shown) {
		v.then = sum_of(r, &s);
		fill_rows(r, &s, v.compared ? &other : NULL, &v);
	}
	if (v.compared)
		v.other = sum_of(r, &other);
	SHOW(r, stood, &v);
	return reply_page(r, f->faults.n > 0 ? 422 : 200);
}

enum err
page_stood(struct req *r)
{
	struct asked q;
	struct form f;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK)
		return e;
	form_query(&f, r);
	q.on = form_line(&f, "on", "Day or instant", 40);
	q.with = form_line(&f, "with", "Compare with", 40);
	q.against = form_line(&f, "against", "Year", 10);
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	return show(r, &y, &f, &q);
}
