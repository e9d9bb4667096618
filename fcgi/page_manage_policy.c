/* page_manage_policy.c - one policy: who has read it, its text, who needs it.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "need_boxes.h"
#include "pages_desk.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "tmpl.h"
#include "unsaved.h"

#define NAMES 100

/* A policy as it is on record. */
struct held {
	struct policy p;
	struct needs needs;
	struct staff_groups groups; /* of the organisation */
};

/* What the form says it should be. */
struct entry {
	const char *title;
	bool closed;
	struct needs needs;
};

static enum err
find(struct req *r, struct held *h)
{
	int64_t id = req_arg_id(r, 0), org = r->session.org;
	enum err e;

	if (id == 0 || org == 0)
		return ERR_NOTFOUND;
	if ((e = policy_read(r->db, r->arena, org, id, &h->p)) != OK ||
	    (e = policy_needs(r->db, r->arena, org, id, &h->needs.groups)) !=
		OK)
		return e;
	h->needs.for_all = h->p.for_all;
	return group_list(r->db, r->arena, org, &h->groups);
}

/* All that the form can change, so that a change in between is seen. */
static const char *
settings(struct req *r, const struct held *h)
{
	struct buf b = { 0 };
	const char *digest;
	size_t i;

	buf_printf(&b, "%d %d", h->p.closed, h->p.for_all);
	for (i = 0; i < h->needs.groups.n; i++)
		buf_printf(&b, " %lld", (long long)h->needs.groups.v[i]);
	buf_printf(&b, " %s", h->p.title);
	digest = sign_digest(r, buf_text(&b));
	buf_clear(&b);
	return digest;
}

/* ---- who has acknowledged it ---- */

static const char *
percent(struct req *r, int64_t read, int64_t needed)
{
	return needed == 0 ? "not applicable"
			   : arena_printf(r->arena, "%lld%%",
				 (long long)(read * 100 / needed));
}

static enum err
add_report(struct req *r, const struct held *h, struct manage_policy_view *v)
{
	struct policy_counts all;
	enum err e;
	size_t i;

	e = policy_report(
	    r->db, r->arena, r->session.org, &h->p, r->today, &all);
	if (e != OK)
		return e;
	v->needed = all.needed;
	v->read = all.read;
	v->percent = percent(r, all.read, all.needed);
	v->report.n = all.n;
	v->report.v = arena_array(r->arena, all.n, sizeof(*v->report.v));
	for (i = 0; i < all.n; i++) {
		const struct policy_count *c = &all.v[i];

		v->report.v[i] = (struct report_line){
			.name = c->name[0] == '\0' ? "No group" : c->name,
			.needed = c->needed,
			.read = c->read,
			.percent = percent(r, c->read, c->needed),
		};
		if (c->read < c->needed)
			v->report.v[i].to =
			    req_href(r, "/manage/policies/%lld?group=%lld",
				(long long)h->p.id, (long long)c->group);
	}
	return OK;
}

/* Which names were asked for: of a group, after so many. */
struct asked {
	int64_t group, skip; /* group -1: none */
};

static const char *
group_name(const struct held *h, int64_t id)
{
	size_t i;

	for (i = 0; i < h->groups.n; i++)
		if (h->groups.v[i].id == id)
			return h->groups.v[i].name;
	return id == 0 ? "No group" : NULL;
}

static enum err
add_missing(struct req *r, const struct held *h, const struct asked *at,
    struct manage_policy_view *v)
{
	const struct policy_page page = { at->group, r->today, at->skip,
		NAMES };
	struct policy_missing all;
	enum err e;
	size_t i;

	if (at->group < 0)
		return OK;
	if ((v->group = group_name(h, at->group)) == NULL)
		return ERR_NOTFOUND;
	e = policy_missing(r->db, r->arena, r->session.org, &h->p, &page, &all);
	if (e != OK)
		return e;
	v->missing.n = all.n;
	v->missing.v = arena_array(r->arena, all.n, sizeof(*v->missing.v));
	for (i = 0; i < all.n; i++)
		v->missing.v[i] = (struct missing_line){
			.name = arena_printf(r->arena, "%s %s",
			    all.v[i].first_name, all.v[i].last_name),
			.number = all.v[i].number,
			.unit = all.v[i].unit,
		};
	if (all.more)
		v->more =
		    req_href(r, "/manage/policies/%lld?group=%lld&skip=%lld",
			(long long)h->p.id, (long long)at->group,
			(long long)at->skip + NAMES);
	return OK;
}

/* ---- the page ---- */

/* As people know each other; the user name where it is nobody's any more. */
static const char *
name_of(struct req *r, const char *user)
{
	struct person p;

	return person_find(r->db, r->arena, user, &p) == OK ? p.name : user;
}

static struct manage_policy_view
view(struct req *r, const struct held *h, const struct entry *typed,
    const struct faults *faults)
{
	long long id = (long long)h->p.id;
	struct manage_policy_view v = {
		.page = page_view(r,
		    arena_printf(r->arena, "Policy for staff: %s", h->p.title)),
		.save = req_href(r, "/manage/policies/%lld", id),
		.revise = req_href(r, "/manage/policies/%lld/text", id),
		.now_title = h->p.title,
		.text = h->p.text,
		.by = name_of(r, h->p.by),
		.version = h->p.version,
		.at = h->p.at,
		.now_closed = h->p.closed,
		.was = settings(r, h),
		.title = typed->title,
		.title_fault = faults_about(faults, "title"),
		.closed = typed->closed,
		.need = need_boxes(r, &h->groups, &typed->needs, faults),
	};

	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/policies");
	v.page.back_text = "policies for staff";
	return v;
}

static const char *
take_query(struct form *f, struct asked *at)
{
	bool added = form_tick(f, "added"), saved = form_tick(f, "saved");
	bool revised = form_tick(f, "revised");

	at->group = form_int(f, "group", "the group", 0, INT64_MAX, -1);
	at->skip = form_int(f, "skip", "the names", 0, INT32_MAX, 0);
	if (added)
		return "The policy was added";
	if (revised)
		return "The new version was saved. Everybody who needs the "
		       "policy is asked to read it";
	return saved ? "The changes were saved" : NULL;
}

enum err
page_manage_policy(struct req *r)
{
	const struct faults none = { 0 };
	struct manage_policy_view v;
	const char *notice;
	struct asked at;
	struct entry now;
	struct held h;
	struct form f;
	enum err e;

	form_query(&f, r);
	notice = take_query(&f, &at);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if ((e = find(r, &h)) != OK)
		return e;
	now = (struct entry){ h.p.title, h.p.closed, h.needs };
	v = view(r, &h, &now, &none);
	v.page.notice = notice;
	v.page.notice_done = true;
	if ((e = add_report(r, &h, &v)) != OK ||
	    (e = add_missing(r, &h, &at, &v)) != OK)
		return e;
	SHOW(r, manage_policy, &v);
	return reply_page(r, 200);
}

static enum err
show_again(struct req *r, int status, const struct held *h,
    const struct entry *typed, const struct faults *faults)
{
	struct manage_policy_view v = view(r, h, typed, faults);
	enum err e = add_report(r, h, &v);

	if (e != OK)
		return e;
	SHOW(r, manage_policy, &v);
	return reply_page(r, status);
}

static enum err
clash(struct req *r, struct form *f, const struct held *h,
    const struct entry *typed)
{
	form_fault(f, "title",
	    arena_printf(r->arena,
		"Somebody else changed this meanwhile. On record now: %s, "
		"needed by: %s%s. Check what you entered and save again",
		h->p.title, need_words(r, &h->groups, &h->needs),
		h->p.closed ? ", closed" : ""));
	return show_again(r, 409, h, typed, &f->faults);
}

static enum err
save(struct req *r, struct form *f, const struct held *h,
    const struct entry *typed)
{
	struct policy p = { .id = h->p.id,
		.title = typed->title,
		.for_all = typed->needs.for_all,
		.closed = typed->closed };
	enum err e;

	e = policy_change(
	    r->db, &r->unit, &p, typed->needs.groups.v, typed->needs.groups.n);
	if (e == ERR_INVALID) {
		form_fault(f, "title", "Enter the title in letters");
		return show_again(r, 422, h, typed, &f->faults);
	}
	if (unsaved(e))
		return show_again(
		    r, unsaved_fault(r, f, e), h, typed, &f->faults);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/manage/policies/%lld?saved=1", (long long)p.id);
}

enum err
page_manage_policy_change(struct req *r)
{
	struct entry typed;
	const char *was;
	struct held h;
	struct form f;
	enum err e;

	if ((e = find(r, &h)) != OK)
		return e;
	form_open(&f, r);
	was = form_line(&f, "was", "Was", 64);
	typed.title = form_need(&f, "title", "the title", POLICY_TITLE_MAX);
	typed.closed = form_tick(&f, "closed");
	typed.needs = need_boxes_take(&f, &h.groups);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show_again(r, 422, &h, &typed, &f.faults);
	if (db_done(r->db, &r->unit) != OK && strcmp(was, settings(r, &h)) != 0)
		return clash(r, &f, &h, &typed);
	return save(r, &f, &h, &typed);
}
