/* page_batch_check.c - the dry run, for all sites and for one. */
#include <string.h>

#include "arena.h"
#include "batch_page.h"
#include "form.h"
#include "pages_sites.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

#define PAGES_MOST 10000
#define LINES_SHOWN 200

/* ---- all of them ---- */

struct checking {
	struct req *r;
	const struct batch *batch;
	const struct batch_work *work;
	struct arena *arena; /* of one site that is not shown */
	struct batch_check_view *v;
	int64_t skip;
};

static void
add(struct checking *c, const struct batch_site *s,
    const struct batch_look *look)
{
	struct batch_check_view *v = c->v;
	struct batch_checked *line = &v->lines.v[v->lines.n++];

	line->to = req_href(c->r, "/sites/batch/%lld/site/%lld",
	    (long long)c->batch->id, (long long)s->site);
	line->code = s->code;
	line->name = s->name;
	line->writes = (int64_t)look->writes;
	line->stops = findings_of(c->r, &look->stops);
	line->leaves = findings_of(c->r, &look->leaves);
	line->publish = findings_of(c->r, &look->publish);
}

/* Those of this page are looked at in the arena of the page. */
static enum err
check(void *arg, const struct batch_site *s)
{
	struct checking *c = arg;
	struct batch_check_view *v = c->v;
	bool here = v->found >= c->skip && v->lines.n < SITES_A_PAGE;
	struct batch_look look;
	enum err e;

	if (!batch_site_open(s))
		return OK;
	arena_reset(c->arena);
	e = batch_look(c->r->db, here ? c->r->arena : c->arena, c->work,
	    s->site, c->r->today, &look);
	if (e != OK)
		return e;
	v->looked++;
	v->stopped += look.stops.n > 0;
	v->left += look.leaves.n > 0;
	v->blocked += look.publish.n > 0;
	if (look.stops.n + look.leaves.n + look.publish.n == 0)
		return OK;
	if (here)
		add(c, s, &look);
	v->found++;
	return OK;
}

enum err
page_batch_check(struct req *r)
{
	struct batch_check_view v = { .page = page_view(r, "") };
	struct checking c = { .r = r, .v = &v };
	struct batch_work *w;
	struct batch b;
	struct form f;
	int64_t page;
	enum err e = batch_of(r, &b);

	if (e != OK)
		return e;
	form_query(&f, r);
	(void)form_line(&f, "q", "", 100);
	(void)form_line(&f, "state", "", 20);
	page = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = batch_work_read(r->db, r->arena, &b, &w)) != OK ||
	    (b.opens && (e = batch_revision(
			     r->db, r->arena, w, r->today, &v.revision)) != OK))
		return e;
	c.batch = &b;
	c.work = w;
	c.skip = (page - 1) * SITES_A_PAGE;
	c.arena = arena_open();
	v.lines.v = arena_array(r->arena, SITES_A_PAGE, sizeof(*v.lines.v));
	e = batch_each_site(r->db, r->arena, c.batch, check, &c);
	arena_close(c.arena);
	if (e != OK)
		return e;
	v.page.title = arena_printf(
	    r->arena, "What is in the way: %s", batch_title(r, &b));
	v.to = req_href(r, "/sites/batch/%lld/check", (long long)b.id);
	v.pager = sites_pager_of(v.to, page, v.found, "", "");
	v.page.wide = true;
	v.page.back = req_href(r, "/sites/batch/%lld", (long long)b.id);
	v.page.back_text = "the batch";
	SHOW(r, batch_check, &v);
	return reply_page(r, 200);
}

/* ---- one of them ---- */

static enum err
add_look(struct req *r, const struct batch *b, const struct batch_site *s,
    struct batch_site_view *v)
{
	struct batch_look look;
	struct batch_work *w;
	enum err e;

	v->looked = batch_site_open(s);
	if (!v->looked)
		return OK;
	if ((e = batch_work_read(r->db, r->arena, b, &w)) != OK ||
	    (e = batch_look(r->db, r->arena, w, s->site, r->today, &look)) !=
		OK)
		return e;
	v->writes = (int64_t)look.writes;
	v->stops = findings_of(r, &look.stops);
	v->leaves = findings_of(r, &look.leaves);
	v->publish = findings_of(r, &look.publish);
	return OK;
}

static enum err
add_lines(struct req *r, const struct batch *b, const struct batch_site *s,
    struct batch_site_view *v)
{
	struct batch_lines all;
	enum err e =
	    batch_lines_of(r->db, r->arena, b, s->site, LINES_SHOWN, &all);
	size_t i;

	if (e != OK)
		return e;
	v->lines.n = all.n;
	v->lines.v = arena_array(r->arena, all.n, sizeof(*v->lines.v));
	for (i = 0; i < all.n; i++)
		v->lines.v[i] = (struct batch_done_line){
			.number = all.v[i].number,
			.what = batch_what_words(all.v[i].what),
			.by = all.v[i].by,
			.why = all.v[i].why,
			.at = all.v[i].at,
		};
	return OK;
}

enum err
page_batch_site(struct req *r)
{
	struct batch_site_view v = { .page = page_view(r, "") };
	struct batch_site s;
	struct batch b;
	struct form f;
	enum err e = batch_of(r, &b);

	if (e != OK)
		return e;
	form_query(&f, r);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = batch_site_read(r->db, r->arena, &b, req_arg_id(r, 1), &s)) !=
		OK ||
	    (e = add_look(r, &b, &s, &v)) != OK ||
	    (e = add_lines(r, &b, &s, &v)) != OK)
		return e;
	v.page.title = s.name;
	v.act = req_href(r, "/sites/batch/%lld/act", (long long)b.id);
	v.sites = req_href(r, "/sites/batch/%lld/sites", (long long)b.id);
	v.code = s.code;
	v.name = s.name;
	v.why = s.why;
	v.state = badge_batch(&s);
	v.kept = s.kept;
	v.published = s.state == BATCH_PUBLISHED;
	v.may_exclude = !s.excluded && !v.published;
	v.may_add = !v.published && (s.excluded || s.state == BATCH_UNDONE);
	v.may_undo = s.state == BATCH_ANSWERED;
	v.page.wide = true;
	v.page.back = req_href(r, "/sites/batch/%lld", (long long)b.id);
	v.page.back_text = "the batch";
	SHOW(r, batch_site, &v);
	return reply_page(r, 200);
}
