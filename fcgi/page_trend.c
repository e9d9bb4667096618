/* page_trend.c - /trend: the years of an organisation in a row. */
#include "arena.h"
#include "pages_stage.h"
#include "public.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_stage.h"
#include "year.h"

#define BAR 70   /* width of a bar with its gap */
#define TALL 200 /* height of 100% */
#define TOP 30

/* Short enough for below a bar. */
static const char *
mark(enum figure_stage stage)
{
	return stage == STAGE_FINAL    ? "Final"
	       : stage == STAGE_UPDATE ? "Update"
				       : "Baseline";
}

static struct trend_bar
bar_of(struct req *r, const struct edition *x, size_t i)
{
	int height = x->percent < 0 ? 0 : x->percent * TALL / 100;

	return (struct trend_bar){
		.x = 10 + (int)i * BAR,
		.y = TOP + TALL - height,
		.height = height,
		.middle = 10 + (int)i * BAR + 25,
		.top = TOP + TALL - height - 6,
		.version = x->version,
		.stage = public_stage(x->stage),
		.mark = mark(x->stage),
		.percent = percent_words(r, x->percent),
		.grade = x->percent < 0 ? "Not applicable" : x->grade_text,
		.at = x->at,
		.below = x->below,
		.total =
		    x->levels[0] + x->levels[1] + x->levels[2] + x->levels[3],
		.final = x->stage == STAGE_FINAL,
		.late = x->late,
	};
}

/* Of each stage what counts now, oldest first. */
static void
fill_bars(struct req *r, const struct editions *all, struct trend_view *v)
{
	size_t i;

	v->bars.v = arena_array(r->arena, all->n, sizeof(*v->bars.v));
	v->says = "";
	for (i = all->n; i-- > 0;) {
		const struct edition *x = &all->v[i];
		struct trend_bar *b;

		if (i > 0 && x[-1].assessment == x->assessment &&
		    x[-1].stage == x->stage)
			continue; /* superseded */
		b = &v->bars.v[v->bars.n];
		*b = bar_of(r, x, v->bars.n++);
		v->says = arena_printf(r->arena, "%s%s%s %s %s", v->says,
		    v->says[0] != '\0' ? "; " : "", b->version, b->stage,
		    b->percent);
	}
	v->width = 20 + (int)v->bars.n * BAR;
	v->box = arena_printf(r->arena, "0 0 %d 290", v->width);
}

enum err
page_trend(struct req *r)
{
	struct trend_view v = { .page = page_view(r, "Scores over the years") };
	struct editions all;
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	e = edition_list(r->db, r->arena, r->session.org, &all);
	if (e != OK)
		return e;
	v.page.wide = true;
	v.page.back = req_href(r, "/home");
	v.page.back_text = "the start page";
	fill_bars(r, &all, &v);
	SHOW(r, trend, &v);
	return reply_page(r, 200);
}
