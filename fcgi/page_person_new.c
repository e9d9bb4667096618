/* page_person_new.c - adding a person, with roles. */
#include <string.h>

#include "form.h"
#include "log.h"
#include "pages_admin.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "role_boxes.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_admin.h"

/* What was typed. */
struct entry {
	const char *user, *name, *mail;
	unsigned roles;
};

static enum err
show(struct req *r, int status, const struct entry *typed,
    const struct faults *faults, const struct person *known)
{
	struct person_new_view v = {
		.page = page_view(r, "Add a person"),
		.save = req_href(r, "/people/new"),
		.user = typed->user,
		.name = typed->name,
		.mail = typed->mail,
		.boxes = role_boxes(r, typed->roles, faults),
		.user_fault = faults_about(faults, "user"),
		.name_fault = faults_about(faults, "name"),
		.mail_fault = faults_about(faults, "mail"),
	};

	v.page.faults = *faults;
	v.page.back = req_href(r, "/people");
	v.page.back_text = "People";
	if (known != NULL) {
		v.known = req_href(r, "/people/%lld", (long long)known->id);
		v.known_name = known->name;
	}
	SHOW(r, person_new, &v);
	return reply_page(r, status);
}

enum err
page_person_new(struct req *r)
{
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	return show(r, 200, &(struct entry){ "", "", "", 0 },
	    &(struct faults){ 0 }, NULL);
}

/* The user name is taken: say by whom only to those who may know. */
static enum err
taken(struct req *r, struct form *f, const struct entry *typed)
{
	unsigned roles = 0;
	struct person p;
	enum err e;

	if ((e = person_find(r->db, r->arena, typed->user, &p)) != OK)
		return e;
	if ((e = role_of(r->db, p.id, r->session.org, &roles)) != OK)
		return e;
	if (p.org == r->session.org || (roles & ROLES_GIVEN) != 0) {
		form_fault(f, "user",
		    "This user name is known here already. Give the roles on "
		    "that person's page instead");
		return show(r, 409, typed, &f->faults, &p);
	}
	form_fault(f, "user", "This user name is taken");
	return show(r, 409, typed, &f->faults, NULL);
}

/* Each role for itself; the first error is told, the others still tried. */
static enum err
give(struct req *r, int64_t person, unsigned roles)
{
	enum err e, first = OK;
	enum role role;
	unsigned i;

	r->unit.op = 0;
	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++) {
		struct grant g = { .role = role, .person = person };

		if ((roles & role) == 0)
			continue;
		e = role_grant(r->db, &r->unit, &g);
		if (e != OK && e != ERR_CONFLICT && first == OK)
			first = e;
	}
	return first;
}

static enum err
add(struct req *r, const struct entry *typed, int64_t *id)
{
	struct person p = {
		.user = typed->user, .name = typed->name, .mail = typed->mail
	};
	enum err e = person_add(r->db, &r->unit, &p);

	if (e == OK && r->unit.repeated) /* the form came twice */
		e = person_find(r->db, r->arena, typed->user, &p);
	*id = p.id;
	return e;
}

static enum err
finish(struct req *r, int64_t id, unsigned roles)
{
	enum err e = give(r, id, roles);

	if (e == OK)
		return reply_see_other(
		    r, "/people/%lld?added=1", (long long)id);
	log_warn(
	    "person.roles", "person=%lld error=%s", (long long)id, err_name(e));
	return reply_see_other(r, "/people/%lld?added=1&part=1", (long long)id);
}

enum err
page_person_add(struct req *r)
{
	struct entry typed;
	struct form f;
	int64_t id;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	form_open(&f, r);
	typed.user = form_need(&f, "user", "the user name", 64);
	typed.name = form_need(&f, "name", "the person's name", 200);
	typed.mail = form_mail(&f, "mail");
	typed.roles = role_boxes_take(&f);
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show(r, 422, &typed, &f.faults, NULL);
	switch (e = add(r, &typed, &id)) {
	case OK:
		return finish(r, id, typed.roles);
	case ERR_CONFLICT:
		return taken(r, &f, &typed);
	case ERR_INVALID:
		form_fault(&f, "user",
		    "Enter the user name without spaces, colons or slashes");
		return show(r, 422, &typed, &f.faults, NULL);
	case ERR_FULL:
	case ERR_BUSY:
		return show(
		    r, unsaved_fault(r, &f, e), &typed, &f.faults, NULL);
	default:
		return e;
	}
}
