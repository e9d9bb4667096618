/* page_figure.c - /manage/figure: the training figure, and what makes it. */
#include <string.h>

#include "arena.h"
#include "figure_page.h"
#include "pages_figure.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

#define PAGES_MOST 100000

/* The set that asks now, where one is loaded at all. */
static enum err
asking(struct req *r, const struct catalogue **out)
{
	const struct shelved *shelved;
	int64_t pack;
	enum err e;

	*out = NULL;
	e = figure_set(r->db, r->arena, r->session.org, r->session.org_type,
	    r->today, &pack);
	if (e == OK)
		e = shelf_take(r->app->shelf, r->db, pack, &shelved);
	if (e == OK)
		*out = &shelved->set;
	return e == ERR_NOTFOUND ? OK : e;
}

/* The day as 2027-03-31, or in three boxes; none: today. */
static void
read_day(struct req *r, struct form *f, struct typed_day *t)
{
	size_t faults = f->faults.n;
	const char *text = form_line(f, "on", "the day", 10);
	day on = DAY_NONE;

	form_day(f, "on", "the day", t);
	if (f->faults.n > faults || t->on != DAY_NONE)
		return;
	if (text[0] == '\0')
		typed_day_set(r, t, r->today);
	else if (day_parse(text, &on))
		typed_day_set(r, t, on);
	else
		form_fault(f, "on-day", "The day must be a real date");
}

enum err
figure_ask(struct req *r, struct form *f, struct figure_asked *a)
{
	const struct catalogue *set;
	enum err e, malformed;

	*a = (struct figure_asked){ 0 };
	form_query(f, r);
	a->code = form_line(f, "course", "the course", 20);
	read_day(r, f, &a->day);
	a->standing_text = form_line(f, "who", "the people", 10);
	a->standing = figure_standing_named(a->standing_text);
	a->page = form_int(f, "page", "the page", 1, PAGES_MOST, 1);
	malformed = form_close(f);
	if (malformed == ERR_MALFORMED)
		return malformed;
	if (a->code[0] == '\0') {
		if ((e = asking(r, &set)) != OK)
			return e;
		a->code = set != NULL ? set->training_course : "";
	}
	e = course_read(r->db, r->arena, r->session.org, a->code, &a->course);
	if (e != OK)
		return e;
	a->whole = a->day.on != DAY_NONE;
	return malformed;
}

/* ---- filling the page ---- */

static enum err
fill_courses(struct req *r, const struct figure_asked *a, struct figure_view *v)
{
	struct courses all;
	enum err e = course_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v->courses.v = arena_array(r->arena, all.n, sizeof(*v->courses.v));
	for (i = 0; i < all.n; i++)
		v->courses.v[v->courses.n++] = (struct choice_view){
			all.v[i].code,
			arena_printf(r->arena, "%s (%s)%s", all.v[i].name,
			    all.v[i].code,
			    all.v[i].closed ? ", not asked any more" : ""),
			strcmp(all.v[i].code, a->course.code) == 0,
		};
	return OK;
}

static void
fill_whys(struct req *r, const struct figure *f, struct figure_view *v)
{
	size_t i;

	v->whys.v = arena_array(r->arena, FIGURE_WHYS, sizeof(*v->whys.v));
	for (i = 0; i < FIGURE_WHYS; i++)
		if (f->why[i] > 0)
			v->whys.v[v->whys.n++] = (struct figure_count){
				i == FIGURE_STARTER
				    ? "Starters in their days of grace"
				    : exclusion_title((enum exclusion_kind)i),
				f->why[i],
			};
}

static struct figure_leg
leg(const char *title, const char *text, bool fine)
{
	static const struct badge all[] = { { HTML_FIXED("red"),
						HTML_FIXED("Fails") },
		{ HTML_FIXED("green"), HTML_FIXED("Holds") } };

	return (struct figure_leg){ title, text, all[fine] };
}

static const char *
reviewed(struct req *r, const struct verdict *j, enum review_kind kind)
{
	char words[DAY_WORDS_SIZE];

	if (j->reviewed[kind] == DAY_NONE)
		return "None is on record";
	day_words(j->reviewed[kind], words);
	return arena_printf(r->arena, "Last done on %s%s", words,
	    j->recent[kind] ? "" : ", more than 12 months before");
}

/* What the organisation is judged by, where that is more than this figure. */
static void
fill_legs(struct req *r, const struct verdict *j, struct figure_view *v)
{
	size_t i;

	v->needs_model = j->model == FIGURE_NEEDS;
	if (!v->needs_model)
		return;
	v->legs.v = arena_array(r->arena, 1 + REVIEW_KINDS, sizeof(*v->legs.v));
	v->legs.v[v->legs.n++] = leg("Training delivered",
	    arena_printf(r->arena,
		"%lld of %lld trainings that staff need are in date: %s. "
		"At least %d%% is asked",
		(long long)j->completed, (long long)j->in_scope,
		figure_percent_text(r, j->percent), j->threshold),
	    j->percent < 0 || j->percent >= j->threshold);
	for (i = 0; i < REVIEW_KINDS; i++)
		v->legs.v[v->legs.n++] = leg(review_title((enum review_kind)i),
		    reviewed(r, j, (enum review_kind)i), j->recent[i]);
}

static enum err
fill_judged(struct req *r, const struct figure *f, struct figure_view *v)
{
	const struct catalogue *set;
	struct verdict j;
	enum err e = asking(r, &set);

	v->asked = "";
	if (e != OK || set == NULL)
		return e;
	v->asked = arena_printf(r->arena, "%lld%%, by version %s",
	    (long long)set->training_percent, set->version);
	v->state =
	    figure_badge(f->percent, f->percent >= set->training_percent);
	e = figure_judge(r->db, r->session.org, set, f->on, &j);
	if (e == OK)
		fill_legs(r, &j, v);
	return e == ERR_NOTFOUND ? OK : e;
}

static void
fill_figure(struct req *r, const struct figure *f, struct figure_view *v)
{
	v->counted = true;
	v->on = f->on;
	v->population = f->in_scope + f->excluded;
	v->excluded = f->excluded;
	v->in_scope = f->in_scope;
	v->completed = f->completed;
	v->percent = figure_percent_text(r, f->percent);
}

static struct href
page_href(struct req *r, const struct figure_asked *a, int64_t page)
{
	char on[DAY_TEXT_SIZE];

	day_text(a->day.on, on);
	return req_href(r, "/manage/figure?course=%s&on=%s&who=%s&page=%lld",
	    a->course.code, on,
	    a->standing == FIGURE_ALL ? "" : a->standing_text, (long long)page);
}

static enum err
fill_people(struct req *r, const struct figure_asked *a, struct figure_view *v)
{
	const struct figure_page page = { a->standing,
		(a->page - 1) * FIGURE_ROWS, FIGURE_ROWS };
	struct figure_people people;
	bool more;
	enum err e;

	v->names = figure_names(r);
	figure_standings(r, a->standing_text, &v->standings);
	if (!v->names)
		return OK;
	e = figure_people(r->db, r->arena, r->session.org, &a->course,
	    a->day.on, &page, &people, &more);
	if (e != OK)
		return e;
	figure_lines(r, &people, v);
	v->first = page.skip + 1;
	if (more)
		v->later = page_href(r, a, a->page + 1);
	if (a->page > 1)
		v->earlier = page_href(r, a, a->page - 1);
	return OK;
}

static enum err
fill_kept(struct req *r, struct figure_view *v)
{
	struct frozens all;
	enum err e = frozen_list(r->db, r->arena, r->session.org, 0, &all);
	size_t i;

	if (e != OK)
		return e;
	v->kept.v = arena_array(r->arena, all.n, sizeof(*v->kept.v));
	for (i = 0; i < all.n; i++)
		v->kept.v[v->kept.n++] = (struct figure_kept){
			.to = req_href(r, "/manage/figure/frozen/%lld",
			    (long long)all.v[i].id),
			.version = all.v[i].version,
			.stage = stage_name(all.v[i].stage),
			.course = all.v[i].course,
			.percent =
			    figure_percent_text(r, all.v[i].figure.percent),
			.on = all.v[i].figure.on,
		};
	return OK;
}

static enum err
fill_counted(struct req *r, const struct figure_asked *a, struct figure_view *v)
{
	char on[DAY_TEXT_SIZE];
	struct figure f;
	enum err e;

	e = figure_of(r->db, r->session.org, &a->course, a->day.on, &f);
	if (e != OK)
		return e;
	fill_figure(r, &f, v);
	fill_whys(r, &f, v);
	v->rule = figure_rule(r->arena, &a->course, &f);
	day_text(f.on, on);
	v->csv = req_href(
	    r, "/manage/figure/csv?course=%s&on=%s", a->course.code, on);
	if ((e = fill_judged(r, &f, v)) != OK)
		return e;
	return fill_people(r, a, v);
}

static enum err
show(struct req *r, const struct figure_asked *a, const struct faults *faults)
{
	struct figure_view v = { .page = page_view(r, "Training figure"),
		.to = req_href(r, "/manage/figure"),
		.settings = req_href(r, "/manage/figure/settings"),
		.course = a->course.code,
		.course_name = a->course.name,
		.closed = a->course.closed,
		.day = a->day };
	enum err e;

	v.page.wide = true;
	v.page.faults = *faults;
	v.day_fault = faults->n > 0 ? faults->v[0].message : NULL;
	if ((e = fill_courses(r, a, &v)) != OK || (e = fill_kept(r, &v)) != OK)
		return e;
	if (a->whole && faults->n == 0) {
		if ((e = fill_counted(r, a, &v)) != OK)
			return e;
	} else {
		figure_standings(r, a->standing_text, &v.standings);
	}
	SHOW(r, figure, &v);
	return reply_page(r, faults->n > 0 ? 422 : 200);
}

enum err
page_figure(struct req *r)
{
	struct figure_asked a;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	e = figure_ask(r, &f, &a);
	if (e != OK && e != ERR_INVALID)
		return e;
	return show(r, &a, &f.faults);
}
