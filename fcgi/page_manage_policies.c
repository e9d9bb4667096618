/* page_manage_policies.c - the policies of an organisation, and adding one. */
#include <string.h>

#include "arena.h"
#include "need_boxes.h"
#include "pages_desk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

static enum err
list_line(struct req *r, const struct policy *p,
    const struct staff_groups *groups, struct manage_policy_line *line)
{
	struct needs n = { .for_all = p->for_all };
	struct policy_counts counts;
	int64_t org = r->session.org;
	enum err e;

	if ((e = policy_needs(r->db, r->arena, org, p->id, &n.groups)) != OK ||
	    (e = policy_report(r->db, r->arena, org, p, r->today, &counts)) !=
		OK)
		return e;
	*line = (struct manage_policy_line){
		.to = req_href(r, "/manage/policies/%lld", (long long)p->id),
		.title = p->title,
		.who = need_words(r, groups, &n),
		.counted = arena_printf(r->arena, "%lld of %lld",
		    (long long)counts.read, (long long)counts.needed),
		.version = p->version,
		.at = p->at,
		.closed = p->closed,
	};
	return OK;
}

enum err
page_manage_policies(struct req *r)
{
	struct manage_policies_view v = { .page = page_view(
					      r, "Policies for staff"),
		.add = req_href(r, "/manage/policies/new") };
	struct staff_groups groups;
	struct policies all;
	enum err e;
	size_t i;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	if ((e = policy_list(r->db, r->arena, r->session.org, &all)) != OK ||
	    (e = group_list(r->db, r->arena, r->session.org, &groups)) != OK)
		return e;
	v.page.back = req_href(r, "/manage");
	v.page.back_text = "training records";
	v.all.n = all.n;
	v.all.v = arena_array(r->arena, all.n, sizeof(*v.all.v));
	for (i = 0; i < all.n; i++)
		if ((e = list_line(r, &all.v[i], &groups, &v.all.v[i])) != OK)
			return e;
	SHOW(r, manage_policies, &v);
	return reply_page(r, 200);
}

/* ---- adding one ---- */

struct entry {
	const char *title, *text;
	struct needs needs;
	struct staff_groups groups;
};

static enum err
show_new(struct req *r, int status, const struct entry *typed,
    const struct faults *faults)
{
	struct manage_policy_new_view v = {
		.page = page_view(r, "Add a policy"),
		.to = req_href(r, "/manage/policies/new"),
		.title = typed->title,
		.text = typed->text,
		.title_fault = faults_about(faults, "title"),
		.text_fault = faults_about(faults, "text"),
		.need = need_boxes(r, &typed->groups, &typed->needs, faults),
	};

	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/policies");
	v.page.back_text = "policies for staff";
	SHOW(r, manage_policy_new, &v);
	return reply_page(r, status);
}

enum err
page_manage_policy_new(struct req *r)
{
	struct entry typed = { .title = "", .text = "" };
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	e = group_list(r->db, r->arena, r->session.org, &typed.groups);
	if (e != OK)
		return e;
	return show_new(r, 200, &typed, &(struct faults){ 0 });
}

/* The form came twice: the policy that it added. */
static enum err
added_before(struct req *r, const char *title, int64_t *id)
{
	struct policies all;
	enum err e = policy_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	for (i = 0; e == OK && i < all.n; i++)
		if (strcmp(all.v[i].title, title) == 0 && all.v[i].id > *id)
			*id = all.v[i].id;
	return e;
}

static enum err
add(struct req *r, struct form *f, const struct entry *typed)
{
	struct policy p = { .title = typed->title,
		.text = typed->text,
		.for_all = typed->needs.for_all };
	enum err e = policy_add(
	    r->db, &r->unit, &p, typed->needs.groups.v, typed->needs.groups.n);

	if (e == OK && r->unit.repeated) {
		p.id = 0;
		e = added_before(r, typed->title, &p.id);
	}
	if (e == ERR_INVALID) {
		form_fault(f, "title", "Enter title and text in letters");
		return show_new(r, 422, typed, &f->faults);
	}
	if (unsaved(e))
		return show_new(r, unsaved_fault(r, f, e), typed, &f->faults);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/manage/policies/%lld?added=1", (long long)p.id);
}

enum err
page_manage_policy_add(struct req *r)
{
	struct entry typed;
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	e = group_list(r->db, r->arena, r->session.org, &typed.groups);
	if (e != OK)
		return e;
	form_open(&f, r);
	typed.title = form_need(&f, "title", "the title", POLICY_TITLE_MAX);
	typed.text = form_area(&f, "text", "the text", POLICY_TEXT_MAX);
	if (typed.text[0] == '\0')
		form_fault(&f, "text", "Enter the text of the policy");
	typed.needs = need_boxes_take(&f, &typed.groups);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	return e == OK ? add(r, &f, &typed)
		       : show_new(r, 422, &typed, &f.faults);
}
