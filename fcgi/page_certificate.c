/* page_certificate.c - a certificate, for whom it is for. */
#include <string.h>

#include "arena.h"
#include "config.h"
#include "desk.h"
#include "pages_desk.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

/* Themselves, those they report to, and administrators. */
static enum err
may_see(struct req *r, const struct certificate *c)
{
	struct staff viewer;
	enum err e;

	if (c->org != r->session.org || c->completion.void_)
		return ERR_NOTFOUND;
	if (c->staff.person == r->session.person || desk_administers(r))
		return OK;
	if ((e = desk_staff(r, &viewer)) != OK)
		return e;
	return staff_is_below(r->db, r->session.org, viewer.id, c->staff.id);
}

static const char *
said(const struct completion *c)
{
	switch (c->source) {
	case FROM_GROUP:
		return "took part in a session of";
	case FROM_IMPORT:
		return "is on record as having completed";
	default:
		return "confirmed completion of";
	}
}

/* What a reader must not take it for. */
static const char *
note(struct req *r, const struct certificate *c)
{
	switch (c->completion.source) {
	case FROM_GROUP:
		return arena_printf(r->arena,
		    "Recorded by %s for those who were present.", c->org_name);
	case FROM_IMPORT:
		return arena_printf(
		    r->arena, "Recorded by %s from a file.", c->org_name);
	default:
		return arena_printf(r->arena,
		    "This is the person's own statement, recorded by %s.",
		    c->org_name);
	}
}

/* Why it does not count, and what does. */
static enum err
add_standing(
    struct req *r, const struct certificate *c, struct certificate_view *v)
{
	const struct completion *own = &c->completion;
	struct completions all;
	enum err e;
	size_t i;

	if (own->expires_on != DAY_NONE && own->expires_on <= r->today)
		v->standing = "It has expired: the course is to be done again.";
	if (!own->superseded)
		return OK;
	v->standing = "It was withdrawn: what it says was corrected.";
	e = training_record(r->db, r->arena, c->org, c->staff.id, &all);
	for (i = 0; e == OK && i < all.n; i++) {
		if (all.v[i].supersedes != own->id || all.v[i].void_)
			continue;
		v->right_number = all.v[i].number;
		v->right =
		    req_href(r, "/training/certificate/%s", all.v[i].number);
	}
	return e;
}

/* What they owe next, once this is done. */
static enum err
add_next(struct req *r, const struct certificate *c, struct certificate_view *v)
{
	struct owed_list owed;
	enum err e =
	    training_owed(r->db, r->arena, c->org, &c->staff, r->today, &owed);

	if (e != OK || owed.n == 0 || owed.v[0].state >= OWED_DONE)
		return e;
	v->next = req_href(r, "/training/course/%s", owed.v[0].course.code);
	v->next_name = owed.v[0].course.name;
	return OK;
}

static struct certificate_view
view(struct req *r, const struct certificate *c)
{
	const struct completion *own = &c->completion;
	const char *name = staff_name(r->arena, &c->staff);
	struct certificate_view v = {
		.page = page_view(
		    r, arena_printf(r->arena, "Certificate: %s, %s, %s", name,
			   c->course.name, own->number)),
		.name = name,
		.said = said(own),
		.course = c->course.name,
		.org = c->org_name,
		.number = own->number,
		.where = desk_where(own),
		.note = note(r, c),
		.done_on = own->done_on,
		.expires_on = own->expires_on,
		.lasting = own->expires_on == DAY_NONE,
		.at = own->at,
		.score = own->score,
		.scored = own->score >= 0,
		.statement = own->statement,
		.own = c->staff.person == r->session.person,
		.training = req_href(r, "/training"),
		.address = arena_printf(r->arena, "%s%s",
		    r->app->config->web.public_url,
		    req_href(r, "/verify/%s", own->number).p),
	};

	if (v.own) {
		v.page.back = v.training;
		v.page.back_text = "my training";
	}
	if ((v.own || desk_administers(r)) && !own->superseded)
		v.correct =
		    req_href(r, "/training/correct/%lld", (long long)own->id);
	return v;
}

static enum err
take_flags(struct req *r, struct certificate_view *v)
{
	struct form f;

	form_query(&f, r);
	v->fresh = form_tick(&f, "new");
	if (form_tick(&f, "had"))
		v->page.notice = "This was on record already. Nothing was "
				 "recorded a second time";
	if (form_tick(&f, "corrected")) {
		v->page.notice = "The correction was saved";
		v->page.notice_done = true;
	}
	return form_close(&f);
}

enum err
page_certificate(struct req *r)
{
	struct certificate_view v;
	struct certificate c;
	enum err e;

	if ((e = training_certificate(r->db, r->arena, req_arg(r, 0), &c)) !=
		OK ||
	    (e = may_see(r, &c)) != OK)
		return e;
	v = view(r, &c);
	if ((e = take_flags(r, &v)) != OK ||
	    (e = add_standing(r, &c, &v)) != OK ||
	    (e = v.own ? add_next(r, &c, &v) : OK) != OK)
		return e;
	v.fresh = v.fresh && v.own && v.standing == NULL;
	SHOW(r, certificate, &v);
	return reply_page(r, 200);
}
