/* page_orgs.c - the organisations of an installation. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "form.h"
#include "org_form.h"
#include "pages_admin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

#define A_PAGE 50
#define PAGES_MOST 100000

/*
 * The type of the organisation at place i.  Asked for once, for most of those
 * on a page are of a few types: those before it are in lines.
 */
static const char *
type_words(struct req *r, const struct orgs *orgs, const struct org_line *lines,
    size_t i)
{
	size_t j;

	for (j = 0; j < i; j++)
		if (strcmp(orgs->v[j].type, orgs->v[i].type) == 0)
			return lines[j].type;
	return org_type_words(r, orgs->v[i].type);
}

static enum err
add_orgs(struct req *r, struct orgs_view *v)
{
	struct orgs orgs;
	bool more;
	enum err e;
	size_t i;

	if ((e = org_search(r->db, r->arena, v->typed, (v->at - 1) * A_PAGE,
		 A_PAGE, &orgs, &more)) != OK)
		return e;
	v->previous = v->at - 1;
	v->next = more ? v->at + 1 : 0;
	v->orgs.v = arena_array(r->arena, orgs.n, sizeof(*v->orgs.v));
	for (i = 0; i < orgs.n; i++)
		v->orgs.v[i] = (struct org_line){
			.to = req_href(
			    r, "/organisations/%lld", (long long)orgs.v[i].id),
			.id = orgs.v[i].id,
			.code = orgs.v[i].code,
			.name = orgs.v[i].name,
			.type = type_words(r, &orgs, v->orgs.v, i),
			.here = orgs.v[i].id == r->session.org,
		};
	v->orgs.n = orgs.n;
	return OK;
}

enum err
page_orgs(struct req *r)
{
	struct orgs_view v = {
		.page = page_view(r, "Organisations"),
		.to = req_href(r, "/organisations"),
		.add = req_href(r, "/organisations/new"),
		.move = req_href(r, "/organisation"),
	};
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "choose"))
		v.page.notice = "Choose the organisation to work in first";
	v.page.notice_done = form_tick(&f, "added");
	if (v.page.notice_done)
		v.page.notice = "The organisation was added. To add its "
				"people, work there";
	v.typed = form_line(&f, "q", "the name or code", 100);
	v.at = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	e = form_close(&f);
	if (e == ERR_MALFORMED)
		return e;
	v.page.faults = f.faults;
	v.like = field_text(
	    r, &f.faults, "q", "Name or code, or a part of it", NULL, v.typed);
	if ((e = add_orgs(r, &v)) != OK)
		return e;
	v.page.wide = true;
	SHOW(r, orgs, &v);
	return reply_page(r, f.faults.n > 0 ? 422 : 200);
}
