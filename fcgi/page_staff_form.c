/* page_staff_form.c - adding one of the staff, and changing a record. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_manage.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "staff_form.h"
#include "tmpl.h"

static const struct faults none = { 0 };

/* ---- adding ---- */

static enum err
show_new(struct req *r, int status, const struct staff_typed *t,
    const struct faults *faults)
{
	struct manage_staff_form_view v = {
		.page = page_view(r, "Add somebody to the staff"),
		.to = req_href(r, "/manage/staff/new"),
		.was = "",
		.button = "Add",
	};
	enum err e = staff_form_fill(r, t, faults, &v);

	if (e != OK)
		return e;
	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/staff");
	v.page.back_text = "staff";
	SHOW(r, manage_staff_form, &v);
	return reply_page(r, status);
}

enum err
page_manage_staff_new(struct req *r)
{
	struct staff_typed t;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK ||
	    (e = staff_typed_of(r, &staff_nobody, &t)) != OK)
		return e;
	return show_new(r, 200, &t, &none);
}

/* What a write refused: at the field that it is about. */
static enum err
refused(struct req *r, struct form *f, const struct staff_typed *t, enum err e)
{
	struct staff other;
	int64_t org = r->session.org;

	switch (e) {
	case ERR_CONFLICT:
		if (staff_find(r->db, r->arena, org, t->staff.number, &other) ==
			OK &&
		    other.id != t->staff.id)
			form_fault(
			    f, "number", "Somebody else has this staff number");
		else if (t->staff.person != 0 &&
			 staff_of_person(r->db, r->arena, org, t->staff.person,
			     &other) == OK &&
			 other.id != t->staff.id)
			form_fault(f, "account",
			    "This account belongs to somebody else on the "
			    "staff records");
		else
			form_fault(f, "badge", "Somebody else has this badge");
		return OK;
	case ERR_DENIED:
		form_fault(f, "manager",
		    "Choose another manager: this one works below them, or is "
		    "themselves");
		return OK;
	case ERR_INVALID:
		form_fault(f, "last_name",
		    "Enter names in letters, and every text on one line");
		return OK;
	case ERR_NOTFOUND:
		form_fault(f, "group", "Select the staff group");
		return OK;
	default:
		return e;
	}
}

enum err
page_manage_staff_add(struct req *r)
{
	struct staff_typed t = { 0 };
	struct form f;
	enum err e;

	form_open(&f, r);
	t.staff.group_name = "";
	(void)form_line(&f, "was", "the record", 64);
	if ((e = staff_typed_take(&f, &t)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show_new(r, 422, &t, &f.faults);
	e = staff_add(r->db, &r->unit, &t.staff);
	if (e == OK && r->unit.repeated) /* the form came twice */
		e = staff_find(
		    r->db, r->arena, r->session.org, t.staff.number, &t.staff);
	if (e == OK)
		return reply_see_other(
		    r, "/manage/staff/%lld?added=1", (long long)t.staff.id);
	if (refused(r, &f, &t, e) != OK)
		return e;
	return show_new(r, e == ERR_CONFLICT ? 409 : 422, &t, &f.faults);
}

/* ---- changing ---- */

static enum err
find(struct req *r, struct staff *s, struct staff_typed *now)
{
	int64_t id = req_arg_id(r, 0);
	enum err e;

	if (id == 0)
		return ERR_NOTFOUND;
	e = staff_read(r->db, r->arena, r->session.org, id, s);
	return e == OK ? staff_typed_of(r, s, now) : e;
}

static enum err
show_change(struct req *r, int status, const struct staff_typed *now,
    const struct staff_typed *t, const struct faults *faults)
{
	long long id = (long long)now->staff.id;
	struct manage_staff_form_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Change the record of %s",
			   staff_name(r->arena, &now->staff))),
		.to = req_href(r, "/manage/staff/%lld/change", id),
		.was = staff_form_digest(r, now),
		.button = "Save",
	};
	enum err e = staff_form_fill(r, t, faults, &v);

	if (e != OK)
		return e;
	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/staff/%lld", id);
	v.page.back_text = "the record";
	if (status == 409)
		staff_form_differs(r, now, t, &v);
	SHOW(r, manage_staff_form, &v);
	return reply_page(r, status);
}

enum err
page_manage_staff_edit(struct req *r)
{
	struct staff_typed now;
	struct staff s;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK || (e = find(r, &s, &now)) != OK)
		return e;
	return show_change(r, 200, &now, &now, &none);
}

static enum err
save(struct req *r, struct form *f, const struct staff_typed *now,
    const struct staff_typed *t)
{
	enum err e;

	r->unit.op = 0; /* says how it should be: may come twice */
	e = staff_change(r->db, &r->unit, &t->staff);
	if (e == OK)
		return reply_see_other(
		    r, "/manage/staff/%lld?saved=1", (long long)t->staff.id);
	if (refused(r, f, t, e) != OK)
		return e;
	return show_change(r, 422, now, t, &f->faults);
}

enum err
page_manage_staff_change(struct req *r)
{
	struct staff_typed now, t;
	const char *was, *is;
	struct staff s;
	struct form f;
	enum err e;

	if ((e = find(r, &s, &now)) != OK)
		return e;
	t = now;
	form_open(&f, r);
	was = form_line(&f, "was", "the record", 64);
	if ((e = staff_typed_take(&f, &t)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e == ERR_INVALID)
		return show_change(r, 422, &now, &t, &f.faults);
	is = staff_form_digest(r, &now);
	if (strcmp(staff_form_digest(r, &t), is) == 0)
		return reply_see_other(
		    r, "/manage/staff/%lld?saved=1", (long long)s.id);
	if (strcmp(was, is) != 0) {
		form_fault(&f, "number",
		    "Somebody else changed this record meanwhile. Compare "
		    "below, and save again");
		return show_change(r, 409, &now, &t, &f.faults);
	}
	return save(r, &f, &now, &t);
}
