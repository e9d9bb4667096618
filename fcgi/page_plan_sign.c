/* page_plan_sign.c - /assessment/:version/plan/sign: a senior person's word. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "fields.h"
#include "pages_plan.h"
#include "plan_lines.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "tmpl.h"
#include "unsaved.h"

struct signing {
	struct year year;
	struct plan plan;
	struct plan_signatures before;
	struct plan_signature typed;
	struct signature by;
	const char *post; /* of a senior duty of theirs; "" */
};

static enum err
open_signing(struct req *r, struct signing *g)
{
	struct year *y = &g->year;
	enum err e = year_open(r, y);

	if (e != OK)
		return e;
	if ((e = plan_signer(r->db, r->arena, y->org.id, r->session.person,
		 r->session.roles, y->set, r->today, &g->post)) != OK ||
	    (e = plan_read(r->db, r->arena, &y->assessment, y->set, r->today,
		 &g->plan)) != OK)
		return e;
	return plan_signatures(r->db, r->arena, &y->assessment, &g->before);
}

static void
fill_rows(struct req *r, const struct signing *g, struct plan_sign_view *v)
{
	const struct plan *p = &g->plan;
	size_t i;

	v->gaps = p->gaps;
	v->below = p->below;
	v->unplanned = p->unplanned;
	v->open = p->open;
	v->empty = p->n == 0;
	v->rows.n = p->n;
	v->rows.v = arena_array(r->arena, p->n, sizeof(*v->rows.v));
	for (i = 0; i < p->n; i++)
		v->rows.v[i] = plan_row(r, &g->year, &p->v[i]);
	v->before.n = g->before.n;
	v->before.v = arena_array(r->arena, g->before.n, sizeof(*v->before.v));
	for (i = 0; i < g->before.n; i++)
		v->before.v[i] = plan_signed(&g->before.v[i]);
}

static enum err
show(struct req *r, int status, const struct signing *g,
    const struct faults *faults)
{
	const char *version = g->year.assessment.version;
	unsigned char digest[PLAN_DIGEST];
	struct plan_sign_view v = { .page = page_view(
					r, "Sign the improvement plan") };

	v.page.faults = *faults;
	v.page.back = req_href(r, "/assessment/%s/plan", version);
	v.page.back_text = "the improvement plan";
	v.to = req_href(r, "/assessment/%s/plan/sign", version);
	v.grade_level = g->year.set->grade_level;
	fill_rows(r, g, &v);
	plan_digest(&g->plan, digest);
	v.digest = plan_hex(r, digest);
	v.post = field_text(r, faults, "post", "Your post",
	    "For example, Senior Information Risk Owner", g->typed.post);
	v.comment = field_text(
	    r, faults, "comment", "Comment (optional)", NULL, g->typed.comment);
	v.sign = field_sign(r, faults, "It signs the plan in your name");
	SHOW(r, plan_sign, &v);
	return reply_page(r, status);
}

enum err
page_plan_sign(struct req *r)
{
	struct signing g = { .typed = { .post = "", .comment = "" } };
	enum err e = open_signing(r, &g);

	if (e != OK)
		return e;
	if (g.year.assessment.state == ASSESSMENT_PUBLISHED)
		return reply_see_other(
		    r, "/assessment/%s/plan", g.year.assessment.version);
	g.typed.post = g.post;
	return show(r, 200, &g, &(struct faults){ 0 });
}

static void
take(struct form *f, struct signing *g)
{
	const char *digest = form_line(f, "plan", "Plan", 64);
	size_t n = 0;

	if (sodium_hex2bin(g->typed.digest, PLAN_DIGEST, digest, strlen(digest),
		NULL, &n, NULL) != 0 ||
	    n != PLAN_DIGEST)
		f->malformed = true;
	g->typed.post = form_need(f, "post", "your post", 200);
	g->typed.comment = form_area(f, "comment", "Comment", PLAN_COMMENT_MAX);
	sign_take(f, &g->by);
}

/* What was read is not what would be signed. */
static enum err
changed(struct req *r, struct form *f, struct signing *g)
{
	enum err e = open_signing(r, g);

	if (e != OK)
		return e;
	form_fault(f, "password",
	    g->plan.n == 0
		? "There is nothing below its target any more, so there is "
		  "nothing to sign"
		: "The plan was changed meanwhile. Read it again before you "
		  "sign it");
	return show(r, 409, g, &f->faults);
}

static enum err
sign(struct req *r, struct form *f, struct signing *g)
{
	struct year *y = &g->year;
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, &g->by, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Nothing was signed.");
	if (e == ERR_INVALID)
		return show(r, 422, g, &f->faults);
	if (e == OK)
		e = plan_sign(r->db, &r->unit, &y->assessment, y->set,
		    &g->typed, r->today);
	if (e == ERR_CONFLICT || e == ERR_INVALID)
		return changed(r, f, g);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), g, &f->faults);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/assessment/%s/plan?signed=1", y->assessment.version);
}

enum err
page_plan_sign_post(struct req *r)
{
	struct signing g = { 0 };
	struct form f;
	enum err e;

	if ((e = open_signing(r, &g)) != OK)
		return e;
	form_open(&f, r);
	take(&f, &g);
	e = form_close(&f);
	if (e == OK && db_done(r->db, &r->unit) == OK)
		e = reply_see_other(r, "/assessment/%s/plan?signed=1",
		    g.year.assessment.version);
	else if (e == OK)
		e = sign(r, &f, &g);
	else if (e == ERR_INVALID)
		e = show(r, 422, &g, &f.faults);
	form_wipe(&f);
	return e;
}
