/* page_people.c - an organisation's people, and the roles its groups hold. */
#include "arena.h"
#include "form.h"
#include "pages_admin.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "role_boxes.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_admin.h"

static enum err
add_people(struct req *r, struct people_view *v)
{
	struct people all;
	enum err e;
	size_t i;

	e = person_list(r->db, r->arena, r->session.org, &all);
	if (e != OK)
		return e;
	v->people.v = arena_array(r->arena, all.n, sizeof(*v->people.v));
	for (i = 0; i < all.n; i++)
		v->people.v[v->people.n++] = (struct person_line){
			.to =
			    req_href(r, "/people/%lld", (long long)all.v[i].id),
			.name = all.v[i].name,
			.user = all.v[i].user,
			.roles = all.v[i].roles,
			.closed = all.v[i].closed,
			.guest = all.v[i].org != r->session.org,
		};
	return OK;
}

static enum err
add_groups(struct req *r, struct people_view *v)
{
	struct grants all;
	enum err e;
	size_t i;

	if ((e = role_list(r->db, r->arena, r->session.org, &all)) != OK)
		return e;
	v->groups.v = arena_array(r->arena, all.n, sizeof(*v->groups.v));
	for (i = 0; i < all.n; i++)
		if (all.v[i].group != NULL)
			v->groups.v[v->groups.n++] = (struct group_line){
				.group = all.v[i].group,
				.role = role_title(all.v[i].role),
				.revoke =
				    req_href(r, "/people/groups/%lld/revoke",
					(long long)all.v[i].id),
				.op = all.v[i].id,
			};
	return OK;
}

static struct admin_choices
roles_to_give(struct req *r, enum role chosen)
{
	const struct faults none = { 0 };
	struct role_boxes boxes = role_boxes(r, 0, &none);
	struct admin_choices all = { 0 };
	size_t i;

	all.v = arena_array(r->arena, boxes.all.n, sizeof(*all.v));
	for (i = 0; i < boxes.all.n; i++)
		all.v[all.n++] = (struct admin_choice){
			.value = role_name(boxes.all.v[i].role),
			.text = boxes.all.v[i].title,
			.chosen = boxes.all.v[i].role == chosen,
		};
	return all;
}

static enum err
show(struct req *r, int status, const char *notice, const struct grant *typed,
    const struct faults *faults)
{
	struct people_view v = {
		.page = page_view(r, "People"),
		.add = req_href(r, "/people/new"),
		.teams = req_href(r, "/groups"),
		.grant = req_href(r, "/people/groups"),
		.reminders = req_href(r, "/reminders"),
		.group = typed->group == NULL ? "" : typed->group,
		.roles = roles_to_give(r, typed->role),
		.group_fault = faults_about(faults, "group"),
		.role_fault = faults_about(faults, "role"),
	};
	enum err e;

	v.page.wide = true;
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	if ((e = add_people(r, &v)) != OK || (e = add_groups(r, &v)) != OK)
		return e;
	SHOW(r, people, &v);
	return reply_page(r, status);
}

enum err
page_people(struct req *r)
{
	const char *notice = NULL;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_query(&f, r);
	if (form_tick(&f, "granted"))
		notice = "The group now holds the role";
	if (form_tick(&f, "revoked"))
		notice = "The group does not hold the role any more";
	if (form_tick(&f, "left"))
		notice = "This person holds no role here any more";
	if ((e = form_close(&f)) != OK)
		return e;
	return show(
	    r, 200, notice, &(struct grant){ 0 }, &(struct faults){ 0 });
}

static void
take_grant(struct form *f, struct grant *g)
{
	g->group = form_need(f, "group", "the group's name", 200);
	g->role = role_named(form_line(f, "role", "the role", 40));
	if ((g->role & ROLES_GIVEN) == 0)
		form_fault(f, "role", "Select the role the group will hold");
}

enum err
page_group_grant(struct req *r)
{
	struct grant g = { 0 };
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_open(&f, r);
	take_grant(&f, &g);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, NULL, &g, &f.faults);
	switch (e = role_grant(r->db, &r->unit, &g)) {
	case OK:
		return reply_see_other(r, "/people?granted=1");
	case ERR_CONFLICT:
		form_fault(&f, "group", "This group holds this role already");
		return show(r, 409, NULL, &g, &f.faults);
	case ERR_INVALID:
		form_fault(&f, "group", "Enter a shorter name of the group");
		return show(r, 422, NULL, &g, &f.faults);
	case ERR_FULL:
	case ERR_BUSY:
		return show(r, unsaved_fault(r, &f, e), NULL, &g, &f.faults);
	default:
		return e;
	}
}

/* Would whoever asks still be an administrator without any group? */
static enum err
by_name(struct req *r, bool *yes)
{
	unsigned roles = r->session.roles & ROLE_NATIONAL, own;
	enum err e;

	e = role_of(r->db, r->session.person, r->session.org, &own);
	roles |= own;
	*yes = (roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) != 0;
	return e;
}

static enum err
refuse_own(struct req *r, struct form *f)
{
	form_fault(f, "groups",
	    "You are an administrator through a group only. Give yourself the "
	    "role by name before you take it from a group");
	return show(r, 422, NULL, &(struct grant){ 0 }, &f->faults);
}

/* The grant of a group in this organisation, or NULL. */
static const struct grant *
find(const struct grants *all, int64_t id)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

enum err
page_group_revoke(struct req *r)
{
	const struct grant *g;
	struct grants all;
	bool safe = true;
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	if ((e = role_list(r->db, r->arena, r->session.org, &all)) != OK)
		return e;
	g = find(&all, req_arg_id(r, 0));
	if (r->session.org == 0 || (g != NULL && g->group == NULL))
		return ERR_NOTFOUND;
	if (g != NULL && g->role == ROLE_ADMINISTRATOR &&
	    (e = by_name(r, &safe)) != OK)
		return e;
	if (!safe)
		return refuse_own(r, &f);
	/* Also where it is gone: the form may have been sent twice. */
	e = role_revoke(r->db, &r->unit, req_arg_id(r, 0));
	return e == OK ? reply_see_other(r, "/people?revoked=1") : e;
}
