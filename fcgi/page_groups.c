/* page_groups.c - the groups that work can be given to, and one of them. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "holder_words.h"
#include "pages_owner.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_owner.h"
#include "work_group.h"

#define MEMBERS_SHOWN 500
#define A_PAGE 50
#define PAGES_MOST 100000

static void
fill_groups(struct req *r, const struct work_groups *all, struct groups_view *v)
{
	size_t i;

	v->all.n = all->n;
	v->all.v = arena_array(r->arena, all->n, sizeof(*v->all.v));
	for (i = 0; i < all->n; i++) {
		const struct work_group *g = &all->v[i];

		v->all.v[i] = (struct work_group_line){
			.to = req_href(r, "/groups/%lld", (long long)g->id),
			.name = g->name,
			.members = g->members,
			.owns = g->owns,
			.closed = g->closed,
			.empty = g->members == 0,
		};
	}
}

/* The page asked for, or the first where there are not so many. */
static enum err
list(struct req *r, int64_t *page, struct work_groups *all)
{
	enum err e = work_group_list(
	    r->db, r->arena, r->session.org, (*page - 1) * A_PAGE, A_PAGE, all);

	if (e != OK || all->n > 0 || *page == 1)
		return e;
	*page = 1;
	return work_group_list(r->db, r->arena, r->session.org, 0, A_PAGE, all);
}

enum err
page_groups(struct req *r)
{
	struct groups_view v = { .page = page_view(r, "Groups that own work"),
		.add = req_href(r, "/groups/new") };
	struct work_groups all;
	int64_t page;
	struct form f;
	size_t first;
	enum err e;

	form_query(&f, r);
	page = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	if ((e = list(r, &page, &all)) != OK)
		return e;
	v.page.back = req_href(r, "/people");
	v.page.back_text = "People";
	v.at = pager_of(page, (size_t)all.all, A_PAGE, &first);
	v.at.to = req_href(r, "/groups");
	fill_groups(r, &all, &v);
	SHOW(r, groups, &v);
	return reply_page(r, 200);
}

/* ---- one of them ---- */

/* The group of the address as it is on record; nothing for a new one. */
struct held {
	bool fresh;
	struct work_group g;
	struct work_members members;
};

/* What was typed. */
struct entry {
	const char *name, *member;
	bool closed;
	int64_t *out; /* who is to leave */
	size_t out_n;
	int64_t in; /* who is to come; 0: nobody */
};

static enum err
find(struct req *r, struct held *h)
{
	int64_t id = req_arg_id(r, 0), org = r->session.org;
	enum err e;

	*h = (struct held){ 0 };
	if (id == 0 || org == 0)
		return ERR_NOTFOUND;
	if ((e = work_group_read(r->db, r->arena, org, id, &h->g)) != OK)
		return e;
	return work_group_members(r->db, r->arena, org, id, &h->members);
}

static bool
leaves(const struct entry *t, int64_t person)
{
	size_t i;

	for (i = 0; i < t->out_n; i++)
		if (t->out[i] == person)
			return true;
	return false;
}

static void
fill_members(struct req *r, const struct held *h, const struct entry *t,
    struct group_view *v)
{
	size_t n = h->members.n, i;

	if (n > MEMBERS_SHOWN)
		n = MEMBERS_SHOWN;
	v->members.n = n;
	v->members.v = arena_array(r->arena, n, sizeof(*v->members.v));
	for (i = 0; i < n; i++) {
		const struct work_member *m = &h->members.v[i];

		v->members.v[i] = (struct member_line){ .at = i + 1,
			.person = m->person,
			.name = m->name,
			.user = m->user,
			.closed = m->closed,
			.remove = leaves(t, m->person) };
	}
}

static enum err
show(struct req *r, int status, const struct held *h, const struct entry *t,
    const struct faults *faults, const char *notice)
{
	struct group_view v = { .page = page_view(
				    r, h->fresh ? "Add a group" : h->g.name),
		.save = h->fresh
			    ? req_href(r, "/groups/new")
			    : req_href(r, "/groups/%lld", (long long)h->g.id),
		.fresh = h->fresh,
		.closed_now = h->g.closed,
		.empty = h->g.members == 0,
		.owns = h->g.owns };
	enum err e;

	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/groups");
	v.page.back_text = "groups that own work";
	v.name = field_text(r, faults, "name", "Name of the group",
	    "For example, Health records team", t->name);
	v.member = field_text(r, faults, "member", "Put a person in it",
	    "Somebody who can sign in here. Save to put in another", t->member);
	v.member.list = HOLDER_LIST;
	v.closed = field_tick(r, faults, "closed", "Closed",
	    "Nothing can be given to it any more", t->closed);
	fill_members(r, h, t, &v);
	if ((e = holder_person_items(r, &v.people)) != OK)
		return e;
	SHOW(r, group, &v);
	return reply_page(r, status);
}

enum err
page_group_new(struct req *r)
{
	const struct held h = { .fresh = true };
	const struct entry t = { .name = "", .member = "" };

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	return show(r, 200, &h, &t, &(struct faults){ 0 }, NULL);
}

enum err
page_group(struct req *r)
{
	struct entry t = { .member = "" };
	bool added, saved;
	struct held h;
	struct form f;
	enum err e;

	form_query(&f, r);
	added = form_tick(&f, "added");
	saved = form_tick(&f, "saved");
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = find(r, &h)) != OK)
		return e;
	t.name = h.g.name;
	t.closed = h.g.closed;
	return show(r, 200, &h, &t, &(struct faults){ 0 },
	    added   ? "The group was added"
	    : saved ? "The changes were saved"
		    : NULL);
}

/* ---- saving ---- */

/* The lines say who they were made for: somebody may have left since. */
static void
read_members(struct req *r, struct form *f, struct entry *t)
{
	int64_t lines = form_int(f, "members", "Members", 0, MEMBERS_SHOWN, 0);
	int64_t i;

	t->out = arena_array(r->arena, (size_t)lines, sizeof(*t->out));
	for (i = 1; i <= lines; i++) {
		int64_t person = form_int(f,
		    arena_printf(r->arena, "member-%lld", (long long)i),
		    "Member", 1, INT64_MAX, 0);

		if (form_tick(f,
			arena_printf(r->arena, "remove-%lld", (long long)i)) &&
		    person != 0)
			t->out[t->out_n++] = person;
	}
}

/* Only a person can be in a group. */
static enum err
read_member(struct req *r, struct form *f, struct entry *t)
{
	struct holder h;
	enum err e;

	t->member =
	    form_line(f, "member", "Put a person in it", WORK_GROUP_NAME_MAX);
	if (t->member[0] == '\0')
		return OK;
	e = holder_named(r->db, r->arena, r->session.org, t->member, &h);
	if (e == OK && h.kind == HOLDER_PERSON)
		t->in = h.key;
	else if (e == OK || e == ERR_NOTFOUND || e == ERR_DENIED)
		form_fault(f, "member",
		    arena_printf(r->arena,
			"No person here is called %s. Choose one from the "
			"list",
			t->member));
	else if (e == ERR_CONFLICT)
		form_fault(f, "member",
		    arena_printf(r->arena,
			"More than one is called %s. Enter the user name",
			t->member));
	else
		return e;
	return OK;
}

static enum err
read_entry(struct req *r, struct form *f, struct entry *t)
{
	*t = (struct entry){ 0 };
	t->name =
	    form_need(f, "name", "the name of the group", WORK_GROUP_NAME_MAX);
	t->closed = form_tick(f, "closed");
	read_members(r, f, t);
	return read_member(r, f, t);
}

static enum err
refused(struct req *r, struct form *f, const struct held *h,
    const struct entry *t, enum err e)
{
	switch (e) {
	case ERR_INVALID:
		form_fault(f, "name", "Enter the name in letters");
		return show(r, 422, h, t, &f->faults, NULL);
	case ERR_CONFLICT:
		form_fault(f, "name",
		    "Another group or a duty has this name. Enter another");
		return show(r, 409, h, t, &f->faults, NULL);
	case ERR_DENIED:
		form_fault(f, t->closed ? "closed" : "name",
		    "The group owns open work. Give that to somebody else, "
		    "or put a person in it, first");
		return show(r, 409, h, t, &f->faults, NULL);
	default:
		return unsaved(e) ? show(r, unsaved_fault(r, f, e), h, t,
					&f->faults, NULL)
				  : e;
	}
}

enum err
page_group_add(struct req *r)
{
	const struct held h = { .fresh = true };
	struct work_moves moves = { 0 };
	struct work_group g = { 0 };
	struct entry t;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_open(&f, r);
	if ((e = read_entry(r, &f, &t)) != OK ||
	    (e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, &h, &t, &f.faults, NULL);
	g.name = t.name;
	moves = (struct work_moves){ .in = &t.in, .in_n = t.in != 0 };
	e = work_group_add(r->db, &r->unit, &g, &moves);
	if (e == OK && r->unit.repeated)
		e = work_group_named(
		    r->db, r->arena, r->session.org, g.name, &g.id);
	if (e != OK)
		return refused(r, &f, &h, &t, e);
	return reply_see_other(r, "/groups/%lld?added=1", (long long)g.id);
}

enum err
page_group_change(struct req *r)
{
	struct work_moves moves;
	struct entry t;
	struct held h;
	struct form f;
	enum err e;

	if ((e = find(r, &h)) != OK)
		return e;
	form_open(&f, r);
	if ((e = read_entry(r, &f, &t)) != OK ||
	    (e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, &h, &t, &f.faults, NULL);
	h.g.closed = t.closed;
	moves = (struct work_moves){ &t.in, t.out, t.in != 0, t.out_n };
	e = work_group_change(r->db, &r->unit,
	    &(struct work_group){
		.id = h.g.id, .name = t.name, .closed = t.closed },
	    &moves);
	if (e != OK)
		return refused(r, &f, &h, &t, e);
	return reply_see_other(r, "/groups/%lld?saved=1", (long long)h.g.id);
}
