/* page_public.c - looking for an organisation, which anybody may. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_public.h"
#include "public.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

#define A_PAGE 50
#define PAGES_MOST 100000

enum err
public_ask(struct req *r, int64_t a_page, struct public_asked *a)
{
	*a = (struct public_asked){ .filter = { .most = a_page } };
	form_query(&a->form, r);
	a->filter.like = form_line(&a->form, "q", "the name or code", 100);
	a->filter.type = form_line(&a->form, "type", "the type", 20);
	a->page = form_int(&a->form, "page", "the page", 1, PAGES_MOST, 1);
	a->filter.skip = (a->page - 1) * a_page;
	return form_close(&a->form);
}

const char *
public_percent(struct req *r, int percent)
{
	return percent < 0 ? "not applicable"
			   : arena_printf(r->arena, "%d%%", percent);
}

static enum err
add_types(struct req *r, const struct public_asked *a, struct public_view *v)
{
	struct published_types all;
	enum err e = published_types(r->db, r->arena, &all);
	size_t i;

	if (e != OK)
		return e;
	v->type = field_choice(r, &a->form.faults, "type",
	    "Type of organisation", NULL, all.n + 1);
	field_choice_add(&v->type, "", "All types", a->filter.type);
	for (i = 0; i < all.n; i++)
		field_choice_add(
		    &v->type, all.v[i].code, all.v[i].name, a->filter.type);
	return OK;
}

/* The words of the choice for a type; its code where it has none. */
static const char *
type_words(const struct choice_field *types, const char *code)
{
	size_t i;

	for (i = 0; i < types->all.n; i++)
		if (strcmp(types->all.v[i].value, code) == 0)
			return types->all.v[i].text;
	return code;
}

/* Nothing final is there: a stage that was submitted is said instead. */
static enum err
add_stage(struct req *r, struct public_line *line)
{
	struct published_stage s;
	enum err e = published_stage(r->db, r->arena, line->code, &s);

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	line->submitted = public_stage(s.stage);
	line->version = s.version;
	line->at = s.at;
	return OK;
}

static enum err
add_lines(struct req *r, const struct public_asked *a, struct public_view *v)
{
	struct published_rows rows;
	bool more;
	enum err e =
	    published_search(r->db, r->arena, &a->filter, &rows, &more);
	size_t i;

	if (e != OK)
		return e;
	v->lines.n = rows.n;
	v->lines.v = arena_array(r->arena, rows.n, sizeof(*v->lines.v));
	for (i = 0; i < rows.n; i++) {
		const struct published_row *p = &rows.v[i];

		v->lines.v[i] = (struct public_line){
			.to = req_href(r, "/public/%s", p->code),
			.code = p->code,
			.name = p->name,
			.type = type_words(&v->type, p->type),
			.version = p->version,
			.grade =
			    p->percent < 0 ? "Not applicable" : p->grade_text,
			.percent = public_percent(r, p->percent),
			.below = p->below,
			.at = p->at,
			.late = p->late,
			.superseding = p->number > 1,
		};
		if (e == OK && p->version == NULL)
			e = add_stage(r, &v->lines.v[i]);
	}
	v->next = more ? a->page + 1 : 0;
	return e;
}

static enum err
show(struct req *r, int status, const struct public_asked *a)
{
	struct public_view v = {
		.page = page_view(r, "What organisations have published"),
		.to = req_href(r, "/public"),
		.json = req_href(r, "/public/json"),
		.csv = req_href(r, "/public/csv"),
		.keys = req_href(r, "/public/keys"),
		.typed = a->filter.like,
		.in_type = a->filter.type,
		.at = a->page,
		.previous = a->page - 1,
	};
	enum err e;

	v.asked = status == 200 && r->query[0] != '\0';
	v.page.faults = a->form.faults;
	v.page.wide = true;
	v.q = field_text(r, &a->form.faults, "q",
	    "Name or code of the organisation", NULL, a->filter.like);
	if ((e = add_types(r, a, &v)) != OK ||
	    (v.asked && (e = add_lines(r, a, &v)) != OK))
		return e;
	SHOW(r, public, &v);
	return reply_page(r, status);
}

enum err
page_public(struct req *r)
{
	struct public_asked a;
	enum err e;

	e = public_ask(r, A_PAGE, &a);
	if (e == ERR_MALFORMED)
		return e;
	return show(r, e == OK ? 200 : 422, &a);
}
