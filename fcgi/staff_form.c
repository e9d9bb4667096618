/* staff_form.c - a staff record as a form: shown, taken, and compared. */
#include <string.h>

#include "arena.h"
#include "differing.h"
#include "fields.h"
#include "person.h"
#include "req.h"
#include "staff_form.h"

enum err
staff_typed_of(struct req *r, const struct staff *s, struct staff_typed *t)
{
	struct staff manager;
	struct person p;
	enum err e = OK;

	*t = (struct staff_typed){ *s, "", "", { 0 }, { 0 } };
	typed_day_set(r, &t->starts, s->starts_on);
	typed_day_set(r, &t->ends, s->ends_on);
	if (s->manager != 0) {
		e = staff_read(
		    r->db, r->arena, r->session.org, s->manager, &manager);
		t->manager = e == OK ? manager.number : "";
	}
	if (e == OK && s->person != 0) {
		e = person_read(r->db, r->arena, s->person, &p);
		t->account = e == OK ? p.user : "";
	}
	return e;
}

static enum err
take_manager(struct form *f, struct staff_typed *t)
{
	struct req *r = f->r;
	struct staff manager;
	enum err e;

	t->manager = form_line(f, "manager", "the manager's staff number", 20);
	t->staff.manager = 0;
	if (t->manager[0] == '\0')
		return OK;
	e = staff_find(r->db, r->arena, r->session.org, t->manager, &manager);
	if (e == ERR_NOTFOUND)
		form_fault(f, "manager", "Nobody here has this staff number");
	else if (e == OK)
		t->staff.manager = manager.id;
	return e == ERR_NOTFOUND ? OK : e;
}

/* Only an account that has a part in this organisation. */
static enum err
find_account(struct req *r, const char *user, int64_t *id)
{
	struct person p;
	unsigned roles;
	enum err e = person_find(r->db, r->arena, user, &p);

	if (e != OK)
		return e;
	if ((e = role_of(r->db, p.id, r->session.org, &roles)) != OK)
		return e;
	*id = p.id;
	return p.org == r->session.org || (roles & ~ROLE_NATIONAL) != 0
		   ? OK
		   : ERR_NOTFOUND;
}

static enum err
take_account(struct form *f, struct staff_typed *t)
{
	enum err e;

	t->account = form_line(f, "account", "the user name", 64);
	t->staff.person = 0;
	if (t->account[0] == '\0')
		return OK;
	e = find_account(f->r, t->account, &t->staff.person);
	if (e == ERR_NOTFOUND) {
		t->staff.person = 0;
		form_fault(f, "account",
		    "No account of this organisation has this user name. Add "
		    "it under People first");
		return OK;
	}
	return e;
}

static bool
spelt(const char *s, const char *safe)
{
	return strspn(s, safe) == strlen(s);
}

static void
take_texts(struct form *f, struct staff *s)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789-./";
	const char *at;

	s->number = form_need(f, "number", "the staff number", 20);
	if (!spelt(s->number, safe))
		form_fault(f, "number",
		    "Enter the staff number with letters, digits, hyphens, "
		    "dots and slashes only");
	s->badge = form_line(f, "badge", "the badge", 40);
	s->first_name = form_need(f, "first_name", "the first name", 100);
	s->last_name = form_need(f, "last_name", "the last name", 100);
	s->unit = form_line(f, "unit", "the unit", 200);
	s->position = form_line(f, "position", "the position", 200);
	s->mail = form_line(f, "mail", "the mail address", 200);
	at = strchr(s->mail, '@');
	if (s->mail[0] != '\0' &&
	    (at == NULL || at == s->mail || at[1] == '\0' ||
		strchr(at + 1, '@') != NULL ||
		strpbrk(s->mail, " ,;<>\"") != NULL))
		form_fault(f, "mail",
		    "Enter one mail address, such as "
		    "kofi.mensah@trust.example");
}

enum err
staff_typed_take(struct form *f, struct staff_typed *t)
{
	struct staff *s = &t->staff;
	enum err e;

	take_texts(f, s);
	s->group = form_int(f, "group", "the group", 1, INT64_MAX, 0);
	form_day(f, "starts", "the first day at work", &t->starts);
	form_day(f, "ends", "the last day at work", &t->ends);
	s->starts_on = t->starts.on;
	s->ends_on = t->ends.on;
	if (s->starts_on != DAY_NONE && s->ends_on != DAY_NONE &&
	    s->ends_on < s->starts_on)
		form_fault(
		    f, "ends-day", "The last day must not be before the first");
	if ((e = take_manager(f, t)) != OK)
		return e;
	return take_account(f, t);
}

/* ---- showing ---- */

static enum err
add_groups(struct req *r, const struct faults *faults, int64_t chosen,
    struct choice_field *c)
{
	struct staff_groups all;
	enum err e = group_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	*c = field_choice(r, faults, "group", "Staff group",
	    "It decides which courses are needed", all.n + 1);
	field_choice_add(c, "", "None", "");
	for (i = 0; i < all.n; i++)
		field_choice_add(c, field_id(r, all.v[i].id), all.v[i].name,
		    field_id(r, chosen));
	return OK;
}

static enum err
add_manager(struct req *r, const struct staff_typed *t,
    struct manage_staff_form_view *v)
{
	struct staff manager;
	enum err e;

	v->manager_name = "";
	if (t->staff.manager == 0)
		return OK;
	e = staff_read(
	    r->db, r->arena, r->session.org, t->staff.manager, &manager);
	if (e == OK)
		v->manager_name = staff_name(r->arena, &manager);
	return e;
}

enum err
staff_form_fill(struct req *r, const struct staff_typed *t,
    const struct faults *faults, struct manage_staff_form_view *v)
{
	const struct staff *s = &t->staff;
	enum err e;

	v->number =
	    field_text(r, faults, "number", "Staff number", NULL, s->number);
	v->badge = field_text(r, faults, "badge", "Badge",
	    "What a badge reader types, where there is one", s->badge);
	v->first_name = field_text(
	    r, faults, "first_name", "First name", NULL, s->first_name);
	v->last_name =
	    field_text(r, faults, "last_name", "Last name", NULL, s->last_name);
	v->unit = field_text(
	    r, faults, "unit", "Unit", "For example, Ward 6", s->unit);
	v->position =
	    field_text(r, faults, "position", "Position", NULL, s->position);
	v->mail = field_text(r, faults, "mail", "Mail address", NULL, s->mail);
	v->account = field_text(r, faults, "account", "Account",
	    "The user name they sign in with here, where they have one",
	    t->account);
	v->starts = field_day(r, faults, "starts", "First day at work",
	    "For example, 1 4 2027", &t->starts);
	v->ends = field_day(r, faults, "ends", "Last day at work",
	    "Only for somebody who leaves", &t->ends);
	v->number.narrow = true;
	if ((e = add_manager(r, t, v)) != OK)
		return e;
	v->manager = field_text(r, faults, "manager", "Manager",
	    v->manager_name[0] == '\0'
		? "Their staff number"
		: arena_printf(
		      r->arena, "Their staff number. Now: %s", v->manager_name),
	    t->manager);
	v->manager.narrow = true;
	return add_groups(r, faults, s->group, &v->group);
}

/* ---- comparing ---- */

#define PARTS 12

/* The record part by part, for people and for the digest. */
static void
parts_of(struct req *r, const struct staff_typed *t, const char *part[PARTS])
{
	const struct staff *s = &t->staff;
	char *starts = arena_alloc(r->arena, DAY_WORDS_SIZE);
	char *ends = arena_alloc(r->arena, DAY_WORDS_SIZE);
	struct staff_groups all;
	size_t i;

	day_words(s->starts_on, starts);
	day_words(s->ends_on, ends);
	part[0] = s->number;
	part[1] = s->badge;
	part[2] = s->first_name;
	part[3] = s->last_name;
	part[4] = s->unit;
	part[5] = s->position;
	part[6] = s->mail;
	part[7] = t->manager;
	part[8] = t->account;
	part[9] = starts;
	part[10] = ends;
	part[11] = "";
	if (s->group == 0 ||
	    group_list(r->db, r->arena, r->session.org, &all) != OK)
		return;
	for (i = 0; i < all.n; i++)
		if (all.v[i].id == s->group)
			part[11] = all.v[i].name;
}

void
staff_form_differs(struct req *r, const struct staff_typed *now,
    const struct staff_typed *typed, struct manage_staff_form_view *v)
{
	static const char *const labels[PARTS] = { "Staff number", "Badge",
		"First name", "Last name", "Unit", "Position", "Mail address",
		"Manager's staff number", "Account", "First day at work",
		"Last day at work", "Staff group" };
	const char *a[PARTS], *b[PARTS];

	parts_of(r, now, a);
	parts_of(r, typed, b);
	differing_of(r, labels, a, b, PARTS, &v->differing);
}

const char *
staff_form_digest(struct req *r, const struct staff_typed *t)
{
	const char *part[PARTS];

	parts_of(r, t, part);
	return differing_digest(r, part, PARTS);
}
