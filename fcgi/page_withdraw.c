/* page_withdraw.c - a version is withdrawn for a type, and reinstated. */
#include "arena.h"
#include "fields.h"
#include "form.h"
#include "org.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "set_of.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_catalogue.h"
#include "withdrawal.h"

/* What was typed, and the set that it is about. */
struct typed {
	struct catalogue set;
	const char *reason;
	bool sure;
};

static enum err
fill(struct req *r, const struct catalogue *c, struct withdraw_view *v)
{
	struct withdrawal w;
	int64_t open, published;
	enum err e =
	    withdrawal_years(r->db, c->version, c->type, &open, &published);

	if (e != OK)
		return e;
	v->years = arena_printf(r->arena, "Open now: %lld. Published: %lld",
	    (long long)open, (long long)published);
	e = withdrawal_read(r->db, r->arena, c->version, c->type, &w);
	v->withdrawn = e == OK;
	v->reason = v->withdrawn ? w.reason : "";
	v->by = v->withdrawn ? w.by : "";
	v->at = v->withdrawn ? w.at : 0;
	return e == ERR_NOTFOUND ? OK : e;
}

static void
add_fields(struct req *r, const struct typed *t, const struct faults *faults,
    struct withdraw_view *v)
{
	v->why = field_text(r, faults, "reason", "Why is it withdrawn?",
	    "One sentence, 300 characters at most. Everybody reads it, the "
	    "public too",
	    t->reason);
	v->sure = field_tick(r, faults, "sure",
	    v->withdrawn ? "Reinstate this version"
			 : "Withdraw this version for all organisations of "
			   "this type",
	    NULL, t->sure);
}

static enum err
show(struct req *r, int status, const struct typed *t,
    const struct faults *faults)
{
	const struct catalogue *c = &t->set;
	struct withdraw_view v = { .page = page_view(r, "") };
	enum err e = fill(r, c, &v);

	if (e != OK)
		return e;
	add_fields(r, t, faults, &v);
	v.page.title = arena_printf(r->arena, "%s version %s for %s",
	    v.withdrawn ? "Reinstate" : "Withdraw", c->version, c->type_name);
	v.page.faults = *faults;
	v.page.back = req_href(r, "/catalogue/%s", req_arg(r, 0));
	v.page.back_text = c->title;
	v.version = c->version;
	v.type_name = c->type_name;
	v.to = req_href(r, "/catalogue/%s/%s", req_arg(r, 0),
	    v.withdrawn ? "reinstate" : "withdraw");
	SHOW(r, withdraw, &v);
	return reply_page(r, status);
}

enum err
page_withdraw(struct req *r)
{
	struct typed t = { .reason = "" };
	enum err e = set_read(r, req_arg(r, 0), &t.set);

	return e == OK ? show(r, 200, &t, &(struct faults){ 0 }) : e;
}

/* Done; or somebody else was first, and the page shows how it is now. */
static enum err
done(struct req *r, struct form *f, struct typed *t, enum err e,
    const char *notice, const char *first)
{
	if (e == OK)
		return reply_see_other(
		    r, "/catalogue/%s?%s=1", req_arg(r, 0), notice);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), t, &f->faults);
	if (e != ERR_CONFLICT)
		return e;
	if ((e = set_read(r, req_arg(r, 0), &t->set)) != OK)
		return e;
	t->sure = false;
	form_fault(f, "sure", first);
	return show(r, 409, t, &f->faults);
}

static enum err
withdraw(struct req *r, struct form *f, struct typed *t)
{
	const struct catalogue *c = &t->set;
	struct unit u = r->unit;
	enum err e;

	u.org = ORG_INSTALLATION;
	e = withdrawal_add(r->db, &u, c->version, c->type, t->reason);
	if (e == ERR_INVALID) {
		form_fault(f, "reason", "Enter the reason in letters");
		return show(r, 422, t, &f->faults);
	}
	return done(r, f, t, e, "withdrawn",
	    "It was withdrawn already. Your reason was not recorded");
}

enum err
page_withdraw_post(struct req *r)
{
	struct typed t = { 0 };
	struct form f;
	enum err e = set_read(r, req_arg(r, 0), &t.set);

	if (e != OK)
		return e;
	form_open(&f, r);
	t.reason = form_need(&f, "reason", "the reason", WITHDRAWAL_REASON_MAX);
	t.sure = form_tick(&f, "sure");
	if (!t.sure)
		form_fault(&f, "sure", "Tick the box to withdraw it");
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	return e == OK ? withdraw(r, &f, &t) : show(r, 422, &t, &f.faults);
}

enum err
page_reinstate(struct req *r)
{
	struct typed t = { .reason = "" };
	struct unit u = r->unit;
	struct form f;
	enum err e = set_read(r, req_arg(r, 0), &t.set);

	if (e != OK)
		return e;
	form_open(&f, r);
	t.sure = form_tick(&f, "sure");
	if (!t.sure)
		form_fault(&f, "sure", "Tick the box to reinstate it");
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	if (e != OK)
		return show(r, 422, &t, &f.faults);
	u.org = ORG_INSTALLATION;
	e = withdrawal_end(r->db, &u, t.set.version, t.set.type);
	return done(r, &f, &t, e, "reinstated", "It is not withdrawn any more");
}
