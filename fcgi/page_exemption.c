/* page_exemption.c - one exemption, and taking it back. */
#include "arena.h"
#include "exempt_words.h"
#include "fields.h"
#include "org_form.h"
#include "pages_exemption.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_exemption.h"

static enum err
find(struct req *r, struct exemption *x)
{
	int64_t id = req_arg_id(r, 0);

	return id == 0 ? ERR_NOTFOUND : exemption_read(r->db, r->arena, id, x);
}

static void
add_whom(struct req *r, const struct exemption *x, struct exemption_view *v)
{
	v->one = x->org != 0;
	v->whom = v->one ? x->name : org_type_words(r, x->type);
	v->by = v->one ? x->code : x->type;
	if (v->one)
		v->org = req_href(r, "/organisations/%lld", (long long)x->org);
}

static enum err
show(struct req *r, int status, const struct exemption *x, const char *why,
    const struct faults *faults, const char *notice)
{
	struct exemption_view v = { .number = exemption_number(r, x),
		.end = req_href(r, "/exemptions/%lld/end", (long long)x->id),
		.days = exemption_days(r, x),
		.reason = x->reason,
		.granted_by = x->by_name,
		.at = x->at,
		.ended = x->ended_at != 0,
		.ended_at = x->ended_at,
		.ended_by = x->ended_name,
		.end_reason = x->end_reason,
		.published = x->published,
		.standing = exemption_badge(x, r->today),
		.unsaved = x->ended_at != 0 ? why : "" };

	add_whom(r, x, &v);
	v.page = page_view(r,
	    arena_printf(r->arena, "Exemption from %s: %s", v.number, v.whom));
	v.why = field_text(r, faults, "reason", "Why does it end?",
	    "Those it is for read it; it is not published. Up to 500 "
	    "characters",
	    why);
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/exemptions");
	v.page.back_text = "exemptions";
	SHOW(r, exemption, &v);
	return reply_page(r, status);
}

enum err
page_exemption(struct req *r)
{
	struct exemption x;
	struct form f;
	bool ended;
	enum err e;

	form_query(&f, r);
	ended = form_tick(&f, "ended");
	if ((e = form_close(&f)) != OK)
		return ERR_MALFORMED;
	if ((e = find(r, &x)) != OK)
		return e;
	return show(r, 200, &x, "", &(struct faults){ 0 },
	    ended && x.ended_at != 0 ? "The exemption was ended" : NULL);
}

/* Somebody else was first: theirs is shown, and what was typed here. */
static enum err
ended_before(
    struct req *r, struct form *f, struct exemption *x, const char *why)
{
	enum err e = find(r, x);

	if (e != OK)
		return e;
	form_fault(f, "maincontent",
	    arena_printf(r->arena,
		"%s ended it in the meantime. Read below why; your reason was "
		"not recorded",
		x->ended_name));
	return show(r, 409, x, why, &f->faults, NULL);
}

static enum err
end(struct req *r, struct form *f, struct exemption *x, const char *why)
{
	struct unit u = r->unit;
	enum err e;

	u.org = x->org;
	e = exemption_end(r->db, &u, x->id, why);
	if (e == OK)
		return reply_see_other(
		    r, "/exemptions/%lld?ended=1", (long long)x->id);
	if (e == ERR_CONFLICT)
		return ended_before(r, f, x, why);
	if (e == ERR_INVALID) {
		form_fault(f, "reason", "Enter the reason in letters");
		return show(r, 422, x, why, &f->faults, NULL);
	}
	return unsaved(e)
		   ? show(r, unsaved_fault(r, f, e), x, why, &f->faults, NULL)
		   : e;
}

enum err
page_exemption_end(struct req *r)
{
	struct exemption x;
	const char *why;
	struct form f;
	enum err e;

	if ((e = find(r, &x)) != OK)
		return e;
	form_open(&f, r);
	why = form_area(&f, "reason", "the reason", EXEMPTION_REASON_MAX);
	if (why[0] == '\0')
		form_fault(&f, "reason", "Enter the reason");
	if ((e = form_close(&f)) == ERR_MALFORMED)
		return e;
	return e == OK ? end(r, &f, &x, why)
		       : show(r, 422, &x, why, &f.faults, NULL);
}
