/* page_org.c - one organisation: its type, whose part it is, who commissions
 * it. */
#include <string.h>

#include "arena.h"
#include "assessment.h"
#include "fields.h"
#include "org_form.h"
#include "pages_admin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "shelf.h"
#include "sign.h"
#include "tmpl.h"
#include "unsaved.h"

/* As it is on record. */
struct held {
	struct org org;
	struct relation rel;
	struct org parent; /* id 0: none */
	struct org_typed typed;
};

static enum err
find(struct req *r, struct held *h)
{
	int64_t id = req_arg_id(r, 0);
	enum err e;

	*h = (struct held){ .parent = { .code = "", .name = "" } };
	if (id == ORG_INSTALLATION)
		return ERR_NOTFOUND;
	if ((e = org_read(r->db, r->arena, id, &h->org)) != OK ||
	    (e = relation_read(r->db, r->arena, id, &h->rel)) != OK ||
	    (h->rel.parent != 0 && (e = org_read(r->db, r->arena, h->rel.parent,
					&h->parent)) != OK))
		return e;
	h->typed = (struct org_typed){ h->org.code, h->org.name, h->org.type,
		h->parent.code, purpose_name(h->rel.purpose), "" };
	return OK;
}

/* All that the form can change, so that a change in between is seen. */
static const char *
settings(struct req *r, const struct held *h)
{
	return sign_digest(
	    r, arena_printf(r->arena, "%s %s %s %s", h->typed.type,
		   h->typed.parent, h->typed.purpose, h->typed.name));
}

static struct org_lines
lines(struct req *r, const struct orgs *all)
{
	struct org_lines v = { arena_array(r->arena, all->n, sizeof(*v.v)),
		all->n };
	size_t i;

	for (i = 0; i < all->n; i++)
		v.v[i] = (struct org_line){
			.to = req_href(
			    r, "/organisations/%lld", (long long)all->v[i].id),
			.id = all->v[i].id,
			.code = all->v[i].code,
			.name = all->v[i].name,
			.type = all->v[i].type,
		};
	return v;
}

static enum err
add_relations(struct req *r, const struct held *h, struct org_view *v)
{
	struct orgs parts, by;
	enum err e;
	size_t i;

	if ((e = relation_parts(r->db, r->arena, h->org.id, &parts)) != OK ||
	    (e = commission_list(r->db, r->arena, h->org.id, &by)) != OK)
		return e;
	v->parts = lines(r, &parts);
	v->commissioners = lines(r, &by);
	for (i = 0; i < by.n; i++)
		v->commissioners.v[i].end =
		    req_href(r, "/organisations/%lld/commissioners/%lld/end",
			(long long)h->org.id, (long long)by.v[i].id);
	return OK;
}

/* The year that is open keeps the set it was opened with. */
static enum err
add_open(struct req *r, const struct held *h, struct org_view *v)
{
	const struct shelved *shelved;
	struct assessments all;
	enum err e;

	e = assessment_list(r->db, r->arena, h->org.id, &all);
	if (e != OK || all.n == 0 || all.v[0].state == ASSESSMENT_PUBLISHED)
		return e;
	e = shelf_take(r->app->shelf, r->db, all.v[0].pack, &shelved);
	if (e != OK)
		return e;
	v->open_year = all.v[0].version;
	v->open_type = arena_text(r->arena, shelved->set.type_name);
	return OK;
}

static enum err
show(struct req *r, int status, const struct held *h, const struct org_typed *t,
    const struct faults *faults, const char *notice)
{
	long long id = (long long)h->org.id;
	struct org_view v = {
		.page = page_view(r, h->org.name),
		.save = req_href(r, "/organisations/%lld", id),
		.add = req_href(r, "/organisations/%lld/commissioners", id),
		.public = req_href(r, "/public/%s", h->org.code),
		.orgs = req_href(r, "/organisations"),
		.code = h->org.code,
		.type = org_type_words(r, h->org.type),
		.purpose = org_purpose_words(h->rel.purpose),
		.was = settings(r, h),
	};
	enum err e;

	if ((e = add_relations(r, h, &v)) != OK ||
	    (e = add_open(r, h, &v)) != OK ||
	    (e = org_form_fields(r, t, faults, &v.fields)) != OK)
		return e;
	if (h->org.id == r->session.org)
		v.sites = req_href(r, "/sites");
	if (h->parent.id != 0) {
		v.parent_name = h->parent.name;
		v.parent =
		    req_href(r, "/organisations/%lld", (long long)h->parent.id);
	}
	v.commissioner = field_text(r, faults, "commissioner",
	    "Code of a commissioner", NULL, t->commissioner);
	v.commissioner.narrow = true;
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/organisations");
	v.page.back_text = "Organisations";
	SHOW(r, org, &v);
	return reply_page(r, status);
}

enum err
page_org(struct req *r)
{
	bool saved, added, ended;
	struct held h;
	struct form f;
	enum err e;

	form_query(&f, r);
	saved = form_tick(&f, "saved");
	added = form_tick(&f, "added");
	ended = form_tick(&f, "ended");
	if ((e = form_close(&f)) != OK || (e = find(r, &h)) != OK)
		return e;
	return show(r, 200, &h, &h.typed, &(struct faults){ 0 },
	    saved   ? "The changes were saved"
	    : added ? "The commissioner was added. It sees what this "
		      "organisation publishes, and whether it is late"
	    : ended ? "The commissioner was taken away"
		    : NULL);
}

/* ---- changing it ---- */

static enum err
clash(struct req *r, struct form *f, const struct held *h,
    const struct org_typed *t)
{
	form_fault(f, "name",
	    arena_printf(r->arena,
		"Somebody else changed this meanwhile. On record now: %s, "
		"%s%s%s. Check what you entered and save again",
		h->org.name, h->org.type,
		h->parent.id != 0 ? ", a part of " : "", h->parent.code));
	return show(r, 409, h, t, &f->faults, NULL);
}

static enum err
save(struct req *r, struct form *f, const struct held *h,
    const struct org_typed *t, const struct relation *rel)
{
	enum relation_fault fault = RELATION_FINE;
	struct unit u = r->unit;
	enum err e;

	u.org = ORG_INSTALLATION;
	e = relation_change(r->db, &u, rel, &fault);
	if (e == ERR_INVALID) {
		org_form_fault(f, fault);
		return show(r, 422, h, t, &f->faults, NULL);
	}
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), h, t, &f->faults, NULL);
	if (e != OK)
		return e;
	return reply_see_other(
	    r, "/organisations/%lld?saved=1", (long long)h->org.id);
}

enum err
page_org_change(struct req *r)
{
	struct relation rel = { .org = req_arg_id(r, 0) };
	struct org_typed t = { .commissioner = "" };
	struct unit u = r->unit;
	const char *was;
	struct held h;
	struct form f;
	enum err e;

	if ((e = find(r, &h)) != OK)
		return e;
	form_open(&f, r);
	was = form_line(&f, "was", "Was", 64);
	if ((e = org_form_take(r, &f, &t, &rel)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, &h, &t, &f.faults, NULL);
	u.org = ORG_INSTALLATION;
	if (strcmp(was, settings(r, &h)) != 0 && db_done(r->db, &u) != OK)
		return clash(r, &f, &h, &t);
	return save(r, &f, &h, &t, &rel);
}

/* ---- who commissions it ---- */

static enum err
commission(struct req *r, struct form *f, struct held *h, int64_t by)
{
	struct unit u = r->unit;
	enum err e;

	u.org = ORG_INSTALLATION;
	e = commission_add(r->db, &u, by, h->org.id);
	if (e == ERR_CONFLICT)
		form_fault(f, "commissioner",
		    "This organisation commissions it already");
	else if (e == ERR_INVALID)
		form_fault(f, "commissioner",
		    "Enter another organisation: none commissions itself");
	else if (!unsaved(e))
		return e != OK
			   ? e
			   : reply_see_other(r, "/organisations/%lld?added=1",
				 (long long)h->org.id);
	return show(r,
	    e == ERR_CONFLICT  ? 409
	    : e == ERR_INVALID ? 422
			       : unsaved_fault(r, f, e),
	    h, &h->typed, &f->faults, NULL);
}

enum err
page_org_commission(struct req *r)
{
	int64_t by = 0;
	struct held h;
	struct form f;
	enum err e;

	if ((e = find(r, &h)) != OK)
		return e;
	form_open(&f, r);
	h.typed.commissioner = form_need(&f, "commissioner", "the code", 10);
	e = org_form_find(r, &f, "commissioner", h.typed.commissioner, &by);
	if (e != OK || (e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, &h, &h.typed, &f.faults, NULL);
	return commission(r, &f, &h, by);
}

enum err
page_org_commission_end(struct req *r)
{
	int64_t org = req_arg_id(r, 0), by = req_arg_id(r, 1);
	struct unit u = r->unit;
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	u.org = ORG_INSTALLATION;
	if (org == 0 || by == 0)
		return ERR_NOTFOUND;
	e = commission_end(r->db, &u, by, org);
	return e == OK ? reply_see_other(
			     r, "/organisations/%lld?ended=1", (long long)org)
		       : e;
}
