/* page_org_new.c - registering an organisation. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "org_form.h"
#include "pages_admin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"

static enum err
show(struct req *r, int status, const struct org_typed *t,
    const struct faults *faults)
{
	struct org_new_view v = {
		.page = page_view(r, "Add an organisation"),
		.save = req_href(r, "/organisations/new"),
	};
	enum err e = org_form_fields(r, t, faults, &v.fields);

	if (e != OK)
		return e;
	v.code = field_text(r, faults, "code", "Code",
	    "The organisation's code, 3 to 10 letters and digits, for example "
	    "RX901. It cannot be changed later.",
	    t->code);
	v.code.narrow = true;
	v.commissioner =
	    field_text(r, faults, "commissioner", "Commissioner (its code)",
		"Who commissions services from it and sees what it publishes. "
		"Leave "
		"it empty if there is none; more can be added later",
		t->commissioner);
	v.commissioner.narrow = true;
	v.page.faults = *faults;
	v.page.back = req_href(r, "/organisations");
	v.page.back_text = "Organisations";
	SHOW(r, org_new, &v);
	return reply_page(r, status);
}

enum err
page_org_new(struct req *r)
{
	const struct org_typed none = { "", "", "", "", "assurance", "" };
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	return show(r, 200, &none, &(struct faults){ 0 });
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
taken(struct req *r, struct form *f, const struct org_typed *t)
{
	struct org o;
	enum err e = org_find(r->db, r->arena, t->code, &o);

	if (e != OK)
		return e;
	form_fault(f, "code",
	    arena_printf(r->arena, "This code is taken by %s", o.name));
	return show(r, 409, t, &f->faults);
}

static enum err
save(struct req *r, struct form *f, const struct org_typed *t,
    const struct relation *rel, int64_t commissioner)
{
	struct org o = { .code = t->code, .name = t->name, .type = t->type };
	enum relation_fault fault = RELATION_FINE;
	struct unit u = r->unit;
	enum err e;

	u.org = ORG_INSTALLATION;
	e = relation_register(r->db, &u, &o, rel, commissioner, &fault);
	if (e == OK)
		return reply_see_other(r, "/organisations?added=1");
	if (e == ERR_CONFLICT)
		return taken(r, f, t);
	if (e == ERR_INVALID) {
		org_form_fault(f, fault);
		return show(r, 422, t, &f->faults);
	}
	return unsaved(e) ? show(r, unsaved_fault(r, f, e), t, &f->faults) : e;
}

enum err
page_org_add(struct req *r)
{
	struct relation rel = { 0 };
	struct org_typed t;
	int64_t commissioner;
	struct form f;
	enum err e;

	form_open(&f, r);
	t.code = capitals(r, form_need(&f, "code", "the code", 10));
	if (faults_about(&f.faults, "code") == NULL && !org_code_fine(t.code))
		org_form_fault(&f, RELATION_CODE);
	t.commissioner = form_line(&f, "commissioner", "the code", 10);
	if ((e = org_form_take(r, &f, &t, &rel)) != OK ||
	    (e = org_form_find(
		 r, &f, "commissioner", t.commissioner, &commissioner)) != OK)
		return e;
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	return e == ERR_INVALID ? show(r, 422, &t, &f.faults)
				: save(r, &f, &t, &rel, commissioner);
}
