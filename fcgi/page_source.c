/* page_source.c - /library/:source: what it is, and what comes from it. */
#include <string.h>

#include "arena.h"
#include "library.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "source_words.h"
#include "tmpl.h"
#include "view_catalogue.h"

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

static struct source_links
links(struct req *r, const struct library_links *from)
{
	struct source_links out = {
		arena_array(r->arena, from->n, sizeof(*out.v)), from->n
	};
	size_t i;

	for (i = 0; i < from->n; i++)
		out.v[i] = (struct source_link){
			.to = req_href(r, "/library/%s", from->v[i].code),
			.text = from->v[i].title,
		};
	return out;
}

static void
fill_entry(struct req *r, const struct source *s, struct source_view *v)
{
	const struct library_entry *x = &s->entry;

	v->said = true;
	v->kind = source_kind_name(x->kind);
	v->year = x->year == 0
		      ? "Not established"
		      : arena_printf(r->arena, "%lld", (long long)x->year);
	v->issuer = x->issuer;
	v->citation = x->citation;
	v->place = x->place;
	v->about = text_lines(r, x->about);
	v->today = text_lines(r, x->today);
	v->standing = source_standing_words(x->standing);
	v->sure = source_sure(x->mark);
	v->note = x->note;
	v->replaced_by = links(r, &s->replaced_by);
	v->replaces = links(r, &s->replaces);
	v->related = links(r, &s->related);
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
	if (s.said)
		fill_entry(r, &s, &v);
	fill_types(r, &s, &v);
	SHOW(r, source, &v);
	return reply_page(r, 200);
}
