/* page_orgs.c - the organisations of an installation, and adding one. */
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "form.h"
#include "org.h"
#include "pages_admin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_admin.h"

static bool
listed(const struct admin_choices *all, const char *type)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].value, type) == 0)
			return true;
	return false;
}

/* Each type that a pack speaks of, named as in the newest one. */
static enum err
types(struct req *r, const char *chosen, struct admin_choices *out)
{
	struct catalogue_rows packs;
	enum err e;
	size_t i;

	*out = (struct admin_choices){ 0 };
	if ((e = catalogue_list(r->db, r->arena, "", &packs)) != OK)
		return e;
	out->v = arena_array(r->arena, packs.n, sizeof(*out->v));
	for (i = 0; i < packs.n; i++)
		if (!listed(out, packs.v[i].type))
			out->v[out->n++] = (struct admin_choice){
				.value = packs.v[i].type,
				.text = packs.v[i].type_name,
				.chosen = strcmp(packs.v[i].type, chosen) == 0,
			};
	return OK;
}

static const char *
type_words(const struct admin_choices *all, const char *type)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].value, type) == 0)
			return all->v[i].text;
	return type;
}

static enum err
add_orgs(struct req *r, struct orgs_view *v)
{
	struct admin_choices all;
	struct orgs orgs;
	enum err e;
	size_t i;

	if ((e = types(r, "", &all)) != OK ||
	    (e = org_list(r->db, r->arena, &orgs)) != OK)
		return e;
	v->orgs.v = arena_array(r->arena, orgs.n, sizeof(*v->orgs.v));
	for (i = 0; i < orgs.n; i++)
		v->orgs.v[v->orgs.n++] = (struct org_line){
			.id = orgs.v[i].id,
			.code = orgs.v[i].code,
			.name = orgs.v[i].name,
			.type = type_words(&all, orgs.v[i].type),
			.here = orgs.v[i].id == r->session.org,
		};
	return OK;
}

enum err
page_orgs(struct req *r)
{
	struct orgs_view v = {
		.page = page_view(r, "Organisations"),
		.add = req_href(r, "/organisations/new"),
		.move = req_href(r, "/organisation"),
	};
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "choose"))
		v.page.notice = "Choose the organisation to work in first";
	v.page.notice_done = form_tick(&f, "added");
	if (v.page.notice_done)
		v.page.notice = "The organisation was added. To add its "
				"people, work there";
	if ((e = form_close(&f)) != OK || (e = add_orgs(r, &v)) != OK)
		return e;
	v.page.wide = true;
	tmpl_orgs(r->out, &v);
	return reply_page(r, 200);
}

static enum err
show_new(struct req *r, int status, const struct org *typed,
    const struct faults *faults)
{
	struct org_new_view v = {
		.page = page_view(r, "Add an organisation"),
		.save = req_href(r, "/organisations/new"),
		.code = typed->code,
		.name = typed->name,
		.code_fault = faults_about(faults, "code"),
		.name_fault = faults_about(faults, "name"),
		.type_fault = faults_about(faults, "type"),
	};
	enum err e;

	v.page.faults = *faults;
	v.page.back = req_href(r, "/organisations");
	v.page.back_text = "Organisations";
	if ((e = types(r, typed->type, &v.types)) != OK)
		return e;
	tmpl_org_new(r->out, &v);
	return reply_page(r, status);
}

enum err
page_org_new(struct req *r)
{
	const struct org none = { .code = "", .name = "", .type = "" };
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	return show_new(r, 200, &none, &(struct faults){ 0 });
}

/* Codes are capital letters and digits; nobody has to hold the shift key. */
static const char *
capitals(struct req *r, const char *s)
{
	char *copy = arena_text(r->arena, s), *p;

	for (p = copy; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return copy;
}

static enum err
take(struct req *r, struct form *f, struct org *o)
{
	const char *name;
	enum err e;

	o->code = capitals(r, form_need(f, "code", "the code", 10));
	o->name = form_need(f, "name", "the name", 200);
	o->type = form_line(f, "type", "the type", 40);
	e = catalogue_type(r->db, r->arena, o->type, &name);
	if (e == ERR_NOTFOUND)
		form_fault(f, "type", "Select the type of organisation");
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
add(struct req *r, struct org *o)
{
	struct unit u = r->unit;

	u.org = ORG_INSTALLATION;
	return org_add(r->db, &u, o);
}

enum err
page_org_add(struct req *r)
{
	struct org o = { 0 };
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = take(r, &f, &o)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show_new(r, 422, &o, &f.faults);
	switch (e = add(r, &o)) {
	case OK:
		return reply_see_other(r, "/organisations?added=1");
	case ERR_CONFLICT:
		form_fault(&f, "code", "This code is taken");
		return show_new(r, 409, &o, &f.faults);
	case ERR_INVALID:
		form_fault(&f, "code",
		    "Enter a code of 3 to 10 letters A to Z and digits");
		return show_new(r, 422, &o, &f.faults);
	case ERR_FULL:
	case ERR_BUSY:
		return show_new(r, unsaved_fault(r, &f, e), &o, &f.faults);
	default:
		return e;
	}
}
