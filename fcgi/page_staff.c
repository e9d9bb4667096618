/* page_staff.c - the staff of an organisation, found by name or group. */
#include "arena.h"
#include "fields.h"
#include "pages_manage.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "staff.h"
#include "team_words.h"
#include "tmpl.h"
#include "view_manage.h"

#define A_PAGE 50
#define PAGES_MOST 100000

static enum err
add_groups(struct req *r, int64_t chosen, struct manage_staff_view *v)
{
	const struct faults none = { 0 };
	struct staff_groups all;
	enum err e = group_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v->group =
	    field_choice(r, &none, "group", "Staff group", NULL, all.n + 1);
	field_choice_add(&v->group, "", "All groups", "");
	for (i = 0; i < all.n; i++)
		field_choice_add(&v->group, field_id(r, all.v[i].id),
		    all.v[i].name, field_id(r, chosen));
	return OK;
}

static void
add_lines(
    struct req *r, const struct staff_list *all, struct manage_staff_view *v)
{
	size_t i;

	v->staff.v = arena_array(r->arena, all->n, sizeof(*v->staff.v));
	for (i = 0; i < all->n; i++) {
		const struct staff *s = &all->v[i];

		v->staff.v[v->staff.n++] = (struct manage_staff_line){
			.to =
			    req_href(r, "/manage/staff/%lld", (long long)s->id),
			.name = arena_printf(
			    r->arena, "%s, %s", s->last_name, s->first_name),
			.number = s->number,
			.sub = team_sub(r, s),
			.group = s->group_name,
			.ends_on = s->ends_on,
			.left = !staff_here(s, r->today),
			.missing = s->missing,
			.account = s->person != 0,
		};
	}
}

enum err
page_manage_staff(struct req *r)
{
	struct manage_staff_view v = { .page = page_view(r, "Staff") };
	struct staff_filter filter = { .limit = A_PAGE };
	struct staff_list all;
	const struct faults none = { 0 };
	struct form f;
	bool more;
	enum err e;

	form_query(&f, r);
	filter.like = form_line(&f, "like", "the name or number", 100);
	filter.group = form_int(&f, "group", "the group", 1, INT64_MAX, 0);
	v.at = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	if ((e = form_close(&f)) != OK)
		return e == ERR_INVALID ? ERR_NOTFOUND : e;
	filter.skip = (v.at - 1) * A_PAGE;
	if ((e = staff_page(r->db, r->arena, r->session.org, &filter, &all,
		 &more)) != OK ||
	    (e = add_groups(r, filter.group, &v)) != OK)
		return e;
	v.page.wide = true;
	v.page.back = req_href(r, "/manage");
	v.page.back_text = "training records";
	v.to = req_href(r, "/manage/staff");
	v.add = req_href(r, "/manage/staff/new");
	v.files = req_href(r, "/manage/import");
	v.like = field_text(
	    r, &none, "like", "Name, staff number or unit", NULL, filter.like);
	v.typed = filter.like;
	v.in_group = filter.group == 0 ? "" : field_id(r, filter.group);
	v.previous = v.at - 1;
	v.next = more ? v.at + 1 : 0;
	add_lines(r, &all, &v);
	SHOW(r, manage_staff, &v);
	return reply_page(r, 200);
}
