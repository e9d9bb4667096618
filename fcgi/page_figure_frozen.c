/* page_figure_frozen.c - a figure as it was kept with a publication. */
#include "arena.h"
#include "figure_page.h"
#include "pages_figure.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

#define PAGES_MOST 100000

struct kept {
	struct frozen frozen;
	int standing;
	const char *standing_text;
	int64_t page;
};

static struct href
page_href(struct req *r, const struct kept *k, int64_t page)
{
	return req_href(r, "/manage/figure/frozen/%lld?who=%s&page=%lld",
	    (long long)k->frozen.id,
	    k->standing == FIGURE_ALL ? "" : k->standing_text, (long long)page);
}

static enum err
fill_people(struct req *r, const struct kept *k, struct figure_view *v)
{
	const struct figure_page page = { k->standing,
		(k->page - 1) * FIGURE_ROWS, FIGURE_ROWS };
	struct figure_people people;
	bool more;
	enum err e;

	v->names = figure_names(r);
	if (!v->names)
		return OK;
	figure_standings(r, k->standing_text, &v->standings);
	e = frozen_people(r->db, r->arena, r->session.org, k->frozen.id, &page,
	    &people, &more);
	if (e != OK)
		return e;
	figure_lines(r, &people, v);
	v->first = page.skip + 1;
	if (more)
		v->later = page_href(r, k, k->page + 1);
	if (k->page > 1)
		v->earlier = page_href(r, k, k->page - 1);
	return OK;
}

static void
fill(struct req *r, const struct kept *k, struct figure_view *v)
{
	const struct frozen *f = &k->frozen;

	v->frozen = v->counted = true;
	v->to = req_href(r, "/manage/figure/frozen/%lld", (long long)f->id);
	v->course = v->course_name = f->course;
	v->version = f->version;
	v->stage = stage_name(f->stage);
	v->at = f->at;
	v->on = f->figure.on;
	v->population = f->figure.in_scope + f->figure.excluded;
	v->excluded = f->figure.excluded;
	v->in_scope = f->figure.in_scope;
	v->completed = f->figure.completed;
	v->percent = figure_percent_text(r, f->figure.percent);
	v->asked = arena_printf(
	    r->arena, "%d%%, by version %s", f->threshold, f->version);
	v->state =
	    figure_badge(f->figure.percent, f->figure.percent >= f->threshold);
	v->rule = f->rule;
	v->page.title = arena_printf(r->arena,
	    "Training figure kept with the %s of version %s", v->stage,
	    v->version);
	v->page.back = req_href(r, "/manage/figure");
	v->page.back_text = "the training figure";
	v->page.wide = true;
}

enum err
page_figure_frozen(struct req *r)
{
	struct figure_view v = { .page = page_view(r, "") };
	struct kept k = { .standing = FIGURE_ALL };
	struct form f;
	enum err e;

	form_query(&f, r);
	k.standing_text = form_line(&f, "who", "the people", 10);
	k.standing = figure_standing_named(k.standing_text);
	k.page = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	e = frozen_read(
	    r->db, r->arena, r->session.org, req_arg_id(r, 0), &k.frozen);
	if (e != OK)
		return e;
	fill(r, &k, &v);
	if ((e = fill_people(r, &k, &v)) != OK)
		return e;
	SHOW(r, figure, &v);
	return reply_page(r, 200);
}
