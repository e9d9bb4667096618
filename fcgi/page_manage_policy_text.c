/* page_manage_policy_text.c - the next version of a policy's text. */
#include "arena.h"
#include "form.h"
#include "pages_desk.h"
#include "policy.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_policy.h"

static enum err
find(struct req *r, struct policy *p)
{
	int64_t id = req_arg_id(r, 0);

	if (id == 0 || r->session.org == 0)
		return ERR_NOTFOUND;
	return policy_read(r->db, r->arena, r->session.org, id, p);
}

/* p as on record; typed as in the form, theirs where it clashes. */
static enum err
show(struct req *r, int status, const struct policy *p, const char *typed,
    const struct faults *faults, const char *theirs)
{
	struct manage_policy_text_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "New version of: %s", p->title)),
		.to =
		    req_href(r, "/manage/policies/%lld/text", (long long)p->id),
		.title = p->title,
		.text = typed,
		.text_fault = faults_about(faults, "text"),
		.version = p->version,
		.theirs = theirs,
	};

	v.page.faults = *faults;
	v.page.back = req_href(r, "/manage/policies/%lld", (long long)p->id);
	v.page.back_text = "the policy";
	SHOW(r, manage_policy_text, &v);
	return reply_page(r, status);
}

enum err
page_manage_policy_text(struct req *r)
{
	struct policy p;
	enum err e = find(r, &p);

	if (e != OK)
		return e;
	return show(r, 200, &p, p.text, &(struct faults){ 0 }, NULL);
}

static enum err
clash(struct req *r, const char *typed)
{
	struct policy now;
	enum err e = find(r, &now);

	if (e != OK)
		return e;
	return show(r, 409, &now, typed, &(struct faults){ 0 }, now.text);
}

static enum err
revise(
    struct req *r, struct form *f, const struct policy *on, struct policy *next)
{
	const char *typed = next->text;
	enum err e = policy_revise(r->db, &r->unit, next);

	if (e == OK)
		return reply_see_other(
		    r, "/manage/policies/%lld?revised=1", (long long)on->id);
	if (e == ERR_CONFLICT)
		return clash(r, typed);
	if (unsaved(e))
		return show(
		    r, unsaved_fault(r, f, e), on, typed, &f->faults, NULL);
	if (e != ERR_INVALID)
		return e;
	form_fault(f, "text",
	    "Change the text: it is the same as the present version");
	return show(r, 422, on, typed, &f->faults, NULL);
}

enum err
page_manage_policy_revise(struct req *r)
{
	struct policy on, next = { 0 };
	struct form f;
	enum err e;

	if ((e = find(r, &on)) != OK)
		return e;
	next.id = on.id;
	form_open(&f, r);
	next.version = form_int(&f, "version", "the version", 1, INT64_MAX, 0);
	next.text = form_area(&f, "text", "the text", POLICY_TEXT_MAX);
	if (next.text[0] == '\0')
		form_fault(&f, "text", "Enter the text of the policy");
	if ((e = form_close(&f)) == ERR_MALFORMED || next.version == 0)
		return ERR_MALFORMED;
	if (e == ERR_INVALID)
		return show(r, 422, &on, next.text, &f.faults, NULL);
	return revise(r, &f, &on, &next);
}
