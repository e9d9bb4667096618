/* page_person.c - one person: the name, whether closed, and the roles. */
#include <string.h>

#include "arena.h"
#include "form.h"
#include "holds.h"
#include "log.h"
#include "pages_admin.h"
#include "person.h"
#include "reply.h"
#include "req.h"
#include "role_boxes.h"
#include "route.h"
#include "tmpl.h"
#include "token_lines.h"
#include "unsaved.h"
#include "view_admin.h"

/* A person as on record, and the roles held by name in this organisation. */
struct record {
	struct person p;
	struct grants all; /* of the organisation */
	unsigned roles;
	struct holds holds;
	struct token_lines tokens;
};

/* What a form says the person should be. */
struct entry {
	const char *name, *mail;
	bool closed;
	unsigned roles;
};

/* ERR_NOTFOUND also for somebody who has no part in this organisation. */
static enum err
find(struct req *r, struct record *on)
{
	int64_t id = req_arg_id(r, 0), org = r->session.org;
	enum err e;
	size_t i;

	*on = (struct record){ 0 };
	if (id == 0 || org == 0)
		return ERR_NOTFOUND;
	if ((e = person_read(r->db, r->arena, id, &on->p)) != OK ||
	    (e = role_list(r->db, r->arena, org, &on->all)) != OK)
		return e;
	for (i = 0; i < on->all.n; i++)
		if (on->all.v[i].person == id)
			on->roles |= on->all.v[i].role & ROLES_GIVEN;
	if (on->p.org != org && on->roles == 0)
		return ERR_NOTFOUND;
	if ((e = token_lines(r, id,
		 arena_printf(r->arena, "/people/%lld/tokens", (long long)id),
		 &on->tokens)) != OK)
		return e;
	return holds_read(r, id, &on->holds);
}

static struct entry
as_recorded(const struct record *on)
{
	return (
	    struct entry){ on->p.name, on->p.mail, on->p.closed, on->roles };
}

static struct person_view
view(struct req *r, const struct record *on, const struct entry *typed,
    const struct faults *faults)
{
	long long id = (long long)on->p.id;
	struct person_view v = {
		.page = page_view(r, arena_printf(r->arena,
					 "%s: details and roles", on->p.name)),
		.save = req_href(r, "/people/%lld", id),
		.save_roles = req_href(r, "/people/%lld/roles", id),
		.user = on->p.user,
		.now_name = on->p.name,
		.now_mail = on->p.mail,
		.now_closed = on->p.closed,
		.now_roles = role_words(r, on->roles),
		.had = on->roles,
		.name = typed->name,
		.mail = typed->mail,
		.closed = typed->closed,
		.ours = on->p.org == r->session.org,
		.self = on->p.id == r->session.person,
		.boxes = role_boxes(r, typed->roles, faults),
		.name_fault = faults_about(faults, "name"),
		.mail_fault = faults_about(faults, "mail"),
		.closed_fault = faults_about(faults, "closed"),
		.tokens = on->tokens,
	};

	holds_show(r, on->p.id, &on->holds, &v);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/people");
	v.page.back_text = "People";
	return v;
}

static enum err
show(struct req *r, int status, const struct record *on,
    const struct entry *typed, const struct faults *faults)
{
	const struct person_view v = view(r, on, typed, faults);

	SHOW(r, person, &v);
	return reply_page(r, status);
}

static const char *
notice_of(struct form *f, bool *done)
{
	bool added = form_tick(f, "added"), part = form_tick(f, "part");
	bool saved = form_tick(f, "saved"), revoked = form_tick(f, "revoked");

	*done = !part;
	if (added && part)
		return "The person was added, but not every role was given. "
		       "The boxes show the roles that were: tick the others "
		       "and save them";
	if (part)
		return "Not every change of the roles was saved. The boxes "
		       "show the roles as they are now";
	if (added)
		return "The person was added";
	if (revoked)
		return "The token opens nothing any more";
	return saved ? "The changes were saved" : NULL;
}

enum err
page_person(struct req *r)
{
	const struct faults none = { 0 };
	struct person_view v;
	struct record on;
	struct entry now;
	struct form f;
	const char *notice;
	bool done;
	enum err e;

	form_query(&f, r);
	notice = notice_of(&f, &done);
	if ((e = form_close(&f)) != OK || (e = find(r, &on)) != OK)
		return e;
	now = as_recorded(&on);
	v = view(r, &on, &now, &none);
	v.page.notice = notice;
	v.page.notice_done = done;
	SHOW(r, person, &v);
	return reply_page(r, 200);
}

static enum err
go_back(struct req *r, const struct record *on, const char *flag)
{
	return reply_see_other(
	    r, "/people/%lld?%s=1", (long long)on->p.id, flag);
}

/* ---- name and account ---- */

static enum err
details_conflict(struct req *r, struct form *f, const struct record *on,
    const struct entry *typed)
{
	form_fault(f, "name",
	    arena_printf(r->arena,
		"Somebody else changed this meanwhile. On record now: %s, "
		"mail %s, account %s. Check them and save again",
		on->p.name, on->p.mail[0] != '\0' ? on->p.mail : "to nowhere",
		on->p.closed ? "closed" : "open"));
	return show(r, 409, on, typed, &f->faults);
}

static enum err
stays_open(struct req *r, struct form *f, const struct record *on,
    const struct entry *typed)
{
	const char *what = holds_words(r, &on->holds);

	form_fault(f, "closed",
	    arena_printf(r->arena,
		"The account cannot be closed yet: %s would be left without "
		"anybody. Hand over first, then close it",
		what == NULL ? "something" : what));
	return show(r, 422, on, typed, &f->faults);
}

static enum err
save_details(struct req *r, struct form *f, const struct record *on,
    const struct entry *typed)
{
	struct person p = on->p;
	enum err e;

	p.name = typed->name;
	p.mail = typed->mail;
	p.closed = typed->closed;
	r->unit.op = 0; /* says how it should be: may come twice */
	switch (e = person_change(r->db, &r->unit, &p)) {
	case OK:
		return go_back(r, on, "saved");
	case ERR_INVALID:
		form_fault(f, "name", "Enter the name in letters");
		return show(r, 422, on, typed, &f->faults);
	case ERR_DENIED:
		return stays_open(r, f, on, typed);
	case ERR_FULL:
	case ERR_BUSY:
		return show(r, unsaved_fault(r, f, e), on, typed, &f->faults);
	default:
		return e;
	}
}

enum err
page_person_change(struct req *r)
{
	const char *was_name, *was_mail;
	struct record on;
	struct entry typed;
	bool was_closed;
	struct form f;
	enum err e;

	if ((e = find(r, &on)) != OK)
		return e;
	if (on.p.org != r->session.org)
		return ERR_DENIED;
	typed = as_recorded(&on);
	form_open(&f, r);
	typed.name = form_need(&f, "name", "the person's name", 200);
	typed.closed = form_tick(&f, "closed");
	was_name = form_secret(&f, "was_name", 1000);
	typed.mail = form_mail(&f, "mail");
	was_mail = form_secret(&f, "was_mail", 1000);
	was_closed = form_tick(&f, "was_closed");
	if (typed.closed && on.p.id == r->session.person)
		form_fault(&f, "closed",
		    "You cannot close your own account. Ask another "
		    "administrator to do it");
	if ((e = form_close(&f)) == ERR_MALFORMED || was_name == NULL ||
	    was_mail == NULL)
		return ERR_MALFORMED;
	if (e == ERR_INVALID)
		return show(r, 422, &on, &typed, &f.faults);
	if (strcmp(typed.name, on.p.name) == 0 &&
	    strcmp(typed.mail, on.p.mail) == 0 && typed.closed == on.p.closed)
		return go_back(r, &on, "saved");
	if (strcmp(was_name, on.p.name) != 0 ||
	    strcmp(was_mail, on.p.mail) != 0 || was_closed != on.p.closed)
		return details_conflict(r, &f, &on, &typed);
	return save_details(r, &f, &on, &typed);
}

/* ---- roles ---- */

static enum err
revoke(struct req *r, const struct record *on, enum role role)
{
	enum err e = OK;
	size_t i;

	for (i = 0; i < on->all.n && e == OK; i++)
		if (on->all.v[i].person == on->p.id &&
		    on->all.v[i].role == role)
			e = role_revoke(r->db, &r->unit, on->all.v[i].id);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
grant(struct req *r, const struct record *on, enum role role)
{
	struct grant g = { .role = role, .person = on->p.id };
	enum err e = role_grant(r->db, &r->unit, &g);

	return e == ERR_CONFLICT ? OK : e;
}

/* Each change for itself; *n says how many were made. */
static enum err
change_roles(
    struct req *r, const struct record *on, unsigned wanted, unsigned *n)
{
	unsigned i, changed = wanted ^ on->roles;
	enum err e = OK;
	enum role role;

	r->unit.op = 0; /* says how it should be: may come twice */
	*n = 0;
	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC && e == OK; i++) {
		if ((changed & role) == 0)
			continue;
		e = (wanted & role) != 0 ? grant(r, on, role)
					 : revoke(r, on, role);
		if (e == OK)
			++*n;
	}
	return e;
}

static enum err
save_roles(struct req *r, struct form *f, const struct record *on,
    const struct entry *typed)
{
	unsigned made, wanted = typed->roles;
	enum err e = change_roles(r, on, wanted, &made);

	if (unsaved(e) && made == 0)
		return show(r, unsaved_fault(r, f, e), on, typed, &f->faults);
	if (e != OK && made == 0)
		return e;
	if (e != OK) {
		log_warn("person.roles", "person=%lld error=%s",
		    (long long)on->p.id, err_name(e));
		return go_back(r, on, "part");
	}
	if (on->p.org != r->session.org && wanted == 0)
		return reply_see_other(r, "/people?left=1");
	return go_back(r, on, "saved");
}

static enum err
roles_conflict(struct req *r, struct form *f, const struct record *on,
    const struct entry *typed)
{
	form_fault(f, ROLE_BOX_FIRST,
	    arena_printf(r->arena,
		"Somebody else changed the roles meanwhile. On record now: "
		"%s. Check your choice and save again",
		role_words(r, on->roles)));
	return show(r, 409, on, typed, &f->faults);
}

enum err
page_person_roles(struct req *r)
{
	const char *had, *has;
	struct record on;
	struct entry typed;
	struct form f;
	enum err e;

	if ((e = find(r, &on)) != OK)
		return e;
	typed = as_recorded(&on);
	form_open(&f, r);
	typed.roles = role_boxes_take(&f);
	had = form_secret(&f, "had", 10);
	has = arena_printf(r->arena, "%u", on.roles);
	if (on.p.id == r->session.person &&
	    (on.roles & ~typed.roles & ROLE_ADMINISTRATOR) != 0)
		form_fault(&f, ROLE_BOX_ADMINISTRATOR,
		    "You cannot take the administrator's role from yourself. "
		    "Ask another administrator to do it");
	if ((e = form_close(&f)) == ERR_MALFORMED || had == NULL)
		return ERR_MALFORMED;
	if (e == ERR_INVALID)
		return show(r, 422, &on, &typed, &f.faults);
	if (typed.roles == on.roles)
		return go_back(r, &on, "saved");
	if (strcmp(had, has) != 0)
		return roles_conflict(r, &f, &on, &typed);
	return save_roles(r, &f, &on, &typed);
}
