/* page_give.c - many requirements given to somebody: choose, check, give. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "give.h"
#include "holder_words.h"
#include "pages_owner.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_owner.h"

static enum err
open_give(struct req *r, struct give *g)
{
	enum err e;

	*g = (struct give){ 0 };
	if ((e = year_open(r, &g->year)) != OK)
		return e;
	g->n = g->year.set->requirements.n;
	g->which = arena_array(r->arena, g->n, sizeof(*g->which));
	return answer_list(
	    r->db, r->arena, &g->year.assessment, g->year.set, &g->rows);
}

static enum err
show(struct req *r, int status, const struct give *g,
    const struct faults *faults)
{
	struct give_view v = { .page = page_view(
				   r, "Give requirements to somebody") };
	enum err e = give_fill(r, g, faults, &v);

	if (e != OK)
		return e;
	v.page.faults = *faults;
	v.page.back = g->year.to;
	v.page.back_text = "the assessment";
	SHOW(r, give, &v);
	return reply_page(r, status);
}

/* Nothing can be given in a year that is over. */
static bool
over(const struct give *g)
{
	return g->year.assessment.state == ASSESSMENT_PUBLISHED;
}

static enum err
to_the_year(struct req *r, const struct give *g)
{
	return reply_see_other(r, "/assessment/%s", g->year.assessment.version);
}

enum err
page_give(struct req *r)
{
	const struct faults none = { 0 };
	struct give g;
	struct form f;
	enum err e;

	if ((e = open_give(r, &g)) != OK)
		return e;
	form_query(&f, r);
	give_read(r, &f, &g);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (over(&g))
		return to_the_year(r, &g);
	return show(r, e == OK ? 200 : 422, &g, e == OK ? &none : &f.faults);
}

enum err
page_give_check(struct req *r)
{
	struct give_check_view v = { 0 };
	struct give g;
	struct form f;
	enum err e;

	if ((e = open_give(r, &g)) != OK)
		return e;
	form_query(&f, r);
	give_read(r, &f, &g);
	if ((e = give_judge(r, &f, &g)) != OK ||
	    (e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (over(&g))
		return to_the_year(r, &g);
	if (e != OK)
		return show(r, 422, &g, &f.faults);
	v.page = page_view(r, "Check before you give them");
	give_fill_check(r, &g, &v);
	v.page.back = v.back;
	v.page.back_text = "your choice";
	SHOW(r, give_check, &v);
	return reply_page(r, 200);
}

enum err
page_give_save(struct req *r)
{
	struct owner_change c;
	struct give g;
	struct form f;
	size_t changed;
	enum err e;

	if ((e = open_give(r, &g)) != OK)
		return e;
	form_open(&f, r);
	give_read(r, &f, &g);
	/* What came before made them so: they are not asked about again. */
	if (db_done(r->db, &r->unit) != OK && (e = give_judge(r, &f, &g)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, &g, &f.faults);
	c = give_change(&g);
	e = owner_give(r->db, &r->unit, &g.year.assessment, g.year.set, g.which,
	    &c, &changed);
	if (e == ERR_INVALID || e == ERR_CONFLICT) {
		form_fault(&f, "owner",
		    e == ERR_CONFLICT
			? "They are given so already. Choose others"
			: "Choose the owner from the list once more");
		return show(r, e == ERR_CONFLICT ? 409 : 422, &g, &f.faults);
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, &f, e), &g, &f.faults);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/assessment/%s/owners?given=1", g.year.assessment.version);
}
