/* page_library.c - /library: law and guidance, kind by kind. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "form.h"
#include "library.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "source_words.h"
#include "tmpl.h"
#include "view_catalogue.h"

#define WORDS_MOST 100 /* characters of a search */

struct asked {
	struct form form;
	struct source_filter filter;
	const char *kind; /* as it was sent */
};

static enum source_kind
chosen(struct form *f, const char *code)
{
	enum source_kind k;

	for (k = 0; k <= SOURCE_UNSAID; k++)
		if (strcmp(source_kind_code(k), code) == 0)
			return k;
	if (code[0] != '\0')
		form_fault(f, "kind", "Choose a kind from the list");
	return SOURCE_ALL;
}

static enum err
ask(struct req *r, struct asked *a)
{
	*a = (struct asked){ 0 };
	form_query(&a->form, r);
	a->filter.words = form_line(&a->form, "q", "the words", WORDS_MOST);
	a->kind = form_line(&a->form, "kind", "the kind", 20);
	a->filter.kind = chosen(&a->form, a->kind);
	return form_close(&a->form);
}

static struct source_line
as_line(struct req *r, const struct source_row *s)
{
	struct source_line line = {
		.to = req_href(r, "/library/%s", s->code),
		.title = s->title,
		.standing = s->kind == SOURCE_UNSAID
				? "No text yet"
				: source_standing_words(s->standing),
		.requirements = s->requirements,
		.types = s->types,
	};

	if (s->citation[0] != '\0')
		line.cited = s->citation;
	else if (s->year != 0)
		line.cited = arena_printf(r->arena, "%lld", (long long)s->year);
	return line;
}

/* The rows come kind by kind. */
static void
add_groups(
    struct req *r, const struct source_rows *rows, struct library_view *v)
{
	struct source_group *g = NULL;
	size_t i;

	v->n = rows->n;
	v->groups.v =
	    arena_array(r->arena, SOURCE_UNSAID + 1, sizeof(*v->groups.v));
	for (i = 0; i < rows->n; i++) {
		const struct source_row *s = &rows->v[i];

		if (i == 0 || s->kind != s[-1].kind) {
			g = &v->groups.v[v->groups.n++];
			g->name = source_kind_group(s->kind);
			g->id = arena_printf(
			    r->arena, "kind-%s", source_kind_code(s->kind));
			g->lines.v = arena_array(
			    r->arena, rows->n - i, sizeof(*g->lines.v));
		}
		g->lines.v[g->lines.n++] = as_line(r, s);
	}
}

static void
add_fields(struct req *r, const struct asked *a, struct library_view *v)
{
	enum source_kind k;

	v->q = field_text(r, &a->form.faults, "q", "Words in its text", NULL,
	    a->filter.words);
	v->kind = field_choice(
	    r, &a->form.faults, "kind", "Kind", NULL, SOURCE_UNSAID + 2);
	field_choice_add(&v->kind, "", "All kinds", a->kind);
	for (k = 0; k <= SOURCE_UNSAID; k++)
		field_choice_add(&v->kind, source_kind_code(k),
		    source_kind_group(k), a->kind);
}

static enum err
show(struct req *r, int status, const struct asked *a)
{
	struct library_view v = {
		.page = page_view(r, "Library of law and guidance"),
		.catalogue = req_href(r, "/catalogue"),
		.to = req_href(r, "/library"),
	};
	struct source_rows rows = { 0 };
	enum err e = OK;

	v.asked = a->filter.words[0] != '\0' || a->kind[0] != '\0';
	v.page.faults = a->form.faults;
	v.page.wide = true;
	add_fields(r, a, &v);
	if (status == 200)
		e = library_list(r->db, r->arena, &a->filter, &rows);
	if (e != OK)
		return e;
	add_groups(r, &rows, &v);
	SHOW(r, library, &v);
	return reply_page(r, status);
}

enum err
page_library(struct req *r)
{
	struct asked a;
	enum err e;

	e = ask(r, &a);
	if (e == ERR_MALFORMED)
		return e;
	return show(r, e == OK ? 200 : 422, &a);
}
