/* page_library.c - /library: law and guidance, and what comes from them. */
#include <string.h>

#include "arena.h"
#include "library.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_catalogue.h"

enum err
page_library(struct req *r)
{
	struct library_view v = {
		.page = page_view(r, "Library of law and guidance"),
		.catalogue = req_href(r, "/catalogue"),
	};
	struct source_rows rows;
	enum err e;
	size_t i;

	if ((e = library_list(r->db, r->arena, &rows)) != OK)
		return e;
	v.sources.v = arena_array(r->arena, rows.n, sizeof(*v.sources.v));
	v.sources.n = rows.n;
	for (i = 0; i < rows.n; i++)
		v.sources.v[i] = (struct source_line){
			.to = req_href(r, "/library/%s", rows.v[i].code),
			.title = rows.v[i].title,
			.requirements = rows.v[i].requirements,
			.types = rows.v[i].types,
		};
	tmpl_library(r->out, &v);
	return reply_page(r, 200);
}

static void
fill_types(struct req *r, const struct source *s, struct source_view *v)
{
	struct source_type *t = NULL;
	size_t i, n = s->citings.n;

	v->types.v = arena_array(r->arena, n, sizeof(*v->types.v));
	for (i = 0; i < n; i++) {
		const struct citing *c = &s->citings.v[i];

		if (i == 0 || strcmp(c->type, c[-1].type) != 0) {
			t = &v->types.v[v->types.n++];
			t->name = c->type_name;
			t->own = r->session.org != 0 &&
				 strcmp(c->type, r->session.org_type) == 0;
			t->lines.v =
			    arena_array(r->arena, n - i, sizeof(*t->lines.v));
		}
		t->lines.v[t->lines.n++] = (struct set_requirement){
			.to = req_href(r,
			    "/catalogue/%s-%s-%lld/requirement/%s", c->type,
			    c->version, (long long)c->revision, c->number),
			.number = c->number,
			.title = c->title,
		};
	}
}

enum err
page_source(struct req *r)
{
	struct source_view v = { .page = page_view(r, "") };
	struct source s;
	enum err e;

	if ((e = library_read(r->db, r->arena, req_arg(r, 0), &s)) != OK)
		return e;
	v.page.title = s.title;
	v.page.back = req_href(r, "/library");
	v.page.back_text = "Library of law and guidance";
	v.n = s.citings.n;
	fill_types(r, &s, &v);
	tmpl_source(r->out, &v);
	return reply_page(r, 200);
}
