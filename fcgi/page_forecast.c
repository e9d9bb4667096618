/* page_forecast.c - /assessment/:version/forecast: what will miss its day. */
#include "arena.h"
#include "forecast.h"
#include "pages_plan.h"
#include "plan_lines.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

static struct forecast_row
row_of(struct req *r, const struct year *y, const struct forecast_line *line)
{
	const char *version = y->assessment.version;
	const char *number = line->requirement->number;

	return (struct forecast_row){
		.to = req_href(
		    r, "/assessment/%s/requirement/%s", version, number),
		.text = arena_printf(
		    r->arena, "%s %s", number, line->requirement->title),
		.owner = line->owner,
		.due_on = line->due_on,
		.ends_on = line->ends_on,
	};
}

/* Those that will miss, as far as there is a pace: how many, and into v. */
static size_t
late_of(struct req *r, const struct year *y, const struct forecast_part *p,
    struct forecast_row **v)
{
	size_t i, n = 0;

	*v = arena_array(r->arena, p->misses, sizeof(**v));
	for (i = 0; i < p->lines.n; i++)
		if (p->lines.v[i].misses && p->done > 0)
			(*v)[n++] = row_of(r, y, &p->lines.v[i]);
	return n;
}

static struct badge
badge_of(const struct forecast_part *p)
{
	static const struct badge none = { HTML_FIXED("grey"),
		HTML_FIXED("No pace yet") };
	static const struct badge late = { HTML_FIXED("orange"),
		HTML_FIXED("Will miss") };
	static const struct badge in_time = { HTML_FIXED("green"),
		HTML_FIXED("In time") };

	if (p->misses == 0)
		return in_time;
	return p->done == 0 ? none : late;
}

static void
fill_owners(struct req *r, const struct year *y, const struct forecast *f,
    struct forecast_view *v)
{
	size_t i;

	v->owners.n = f->owners.n;
	v->owners.v = arena_array(r->arena, f->owners.n, sizeof(*v->owners.v));
	for (i = 0; i < f->owners.n; i++) {
		const struct forecast_part *p = &f->owners.v[i];
		struct forecast_owner *o = &v->owners.v[i];

		*o = (struct forecast_owner){
			.name =
			    p->owner[0] != '\0' ? p->owner : "Nobody is named",
			.sum = p->sum,
			.state = badge_of(p),
		};
		o->late.n = late_of(r, y, p, &o->late.v);
	}
}

static void
fill_actions(struct req *r, const struct year *y, const struct forecast *f,
    struct forecast_view *v)
{
	size_t i;

	v->actions = f->actions.n;
	v->late_actions.v =
	    arena_array(r->arena, f->actions.n, sizeof(*v->late_actions.v));
	for (i = 0; i < f->actions.n; i++) {
		const struct forecast_action *x = &f->actions.v[i];

		if (!x->misses)
			continue;
		v->late_actions.v[v->late_actions.n++] = (struct forecast_row){
			.to = req_href(r, "/assessment/%s/plan/action/%lld",
			    y->assessment.version, (long long)x->action->id),
			.text = arena_printf(r->arena, "%s: %s",
			    x->action->number, x->action->title),
			.owner = x->sum,
			.due_on = x->action->due_on,
			.ends_on = x->ends_on,
		};
	}
}

static const char *
verdict(struct req *r, const struct forecast_part *whole)
{
	if (whole->left == 0)
		return "Everything is complete.";
	if (whole->done == 0)
		return "Nothing is complete yet, so nothing can be said.";
	if (whole->misses == 0)
		return "At the pace so far everything will be in time.";
	return arena_printf(r->arena,
	    "At the pace so far %u of the %u that %s left will miss %s day.",
	    whole->misses, whole->left, whole->left == 1 ? "is" : "are",
	    whole->misses == 1 ? "its" : "their");
}

enum err
page_forecast(struct req *r)
{
	struct forecast_view v = { .page = page_view(r, "") };
	struct forecast f;
	struct year y;
	enum err e;

	if ((e = year_open(r, &y)) != OK ||
	    (e = forecast_of(
		 r->db, r->arena, &y.assessment, y.set, r->today, &f)) != OK)
		return e;
	v.page.title =
	    arena_printf(r->arena, "What will miss its day: %s", y.set->title);
	v.page.back = y.to;
	v.page.back_text = "the assessment";
	v.published = y.assessment.state == ASSESSMENT_PUBLISHED;
	v.due_on = y.assessment.due_on;
	v.sum = f.whole.sum;
	v.verdict = verdict(r, &f.whole);
	v.late.n = late_of(r, &y, &f.whole, &v.late.v);
	v.plan = req_href(r, "/assessment/%s/plan", y.assessment.version);
	fill_owners(r, &y, &f, &v);
	fill_actions(r, &y, &f, &v);
	SHOW(r, forecast, &v);
	return reply_page(r, 200);
}
