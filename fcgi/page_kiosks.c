/* page_kiosks.c - the administrator's list of terminals, and locked PINs. */
#include <string.h>

#include "arena.h"
#include "config.h"
#include "form.h"
#include "kiosk.h"
#include "pages_kiosk.h"
#include "pin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "staff.h"
#include "tmpl.h"
#include "view_kiosk.h"

/* What was typed, and what was just made. */
struct shown {
	const char *place, *number, *notice;
	const struct kiosk *made; /* NULL: none */
	const char *code;
};

static struct kiosk_line
line(struct req *r, const struct kiosk *k)
{
	static const char *const states[KIOSK_STATES] = {
		"Waiting for its code", "Code ran out", "In use", "Out of use"
	};
	static const char *const colours[KIOSK_STATES] = { "yellow", "orange",
		"green", "grey" };
	struct kiosk_line l = { .place = k->place,
		.state = states[k->state],
		.colour = colours[k->state],
		.added_at = k->added_at,
		.registered_at = k->registered_at,
		.seen_at = k->seen_at,
		.revoked_at = k->revoked_at,
		.code_until = k->code_until,
		.waits = k->state == KIOSK_WAITING,
		.lapsed = k->state == KIOSK_LAPSED,
		.in_use = k->state == KIOSK_REGISTERED,
		.revoked = k->state == KIOSK_REVOKED,
		.op = k->id };

	if (!l.revoked)
		l.revoke =
		    req_href(r, "/manage/kiosks/%lld/revoke", (long long)k->id);
	return l;
}

static enum err
fill(struct req *r, struct kiosks_view *v)
{
	struct staff_list locked;
	struct kiosks all;
	enum err e;
	size_t i;

	e = kiosk_list(r->db, r->arena, r->session.org, r->now, &all);
	if (e != OK ||
	    (e = pin_locked(r->db, r->arena, r->session.org, &locked)) != OK)
		return e;
	v->kiosks.v = arena_array(r->arena, all.n, sizeof(*v->kiosks.v));
	for (i = 0; i < all.n; i++)
		v->kiosks.v[v->kiosks.n++] = line(r, &all.v[i]);
	v->locked.v = arena_array(r->arena, locked.n, sizeof(*v->locked.v));
	for (i = 0; i < locked.n; i++)
		v->locked.v[v->locked.n++] =
		    (struct locked_line){ staff_name(r->arena, &locked.v[i]),
			    locked.v[i].number };
	return OK;
}

static enum err
show(struct req *r, int status, const struct shown *s,
    const struct faults *faults)
{
	struct kiosks_view v = { .page = page_view(r, "Kiosks"),
		.save = req_href(r, "/manage/kiosks"),
		.unpin = req_href(r, "/manage/kiosks/pin"),
		.place = s->place,
		.number = s->number,
		.place_fault = faults_about(faults, "place"),
		.number_fault = faults_about(faults, "number"),
		.code = s->code };
	const struct config *c = r->app->config;
	enum err e;

	if ((e = fill(r, &v)) != OK)
		return e;
	v.page.wide = true;
	v.page.faults = *faults;
	v.page.notice = s->notice;
	v.page.notice_done = true;
	if (s->made != NULL) {
		v.code_place = s->made->place;
		v.code_until = s->made->code_until;
		v.address = arena_printf(r->arena, "%s%s/kiosk",
		    c->web.public_url, c->web.base_path);
	}
	SHOW(r, kiosks, &v);
	return reply_page(r, status);
}

enum err
page_kiosks(struct req *r)
{
	struct shown s = { "", "", NULL, NULL, NULL };
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "again"))
		s.notice = "The terminal was added before. Its code was shown "
			   "then, and only then: if nobody took it down, take "
			   "the terminal out of use and add it again";
	if (form_tick(&f, "revoked"))
		s.notice = "The terminal is out of use";
	if (form_tick(&f, "unpinned"))
		s.notice = "The PIN was removed. The person can set a new one "
			   "at a desk";
	if ((e = form_close(&f)) != OK)
		return e;
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	return show(r, 200, &s, &(struct faults){ 0 });
}

/*
 * The code is kept nowhere, so no page that is gone to could show it: this
 * answer does, and a second sending of the form is told so.
 */
static enum err
add(struct req *r, const char *place)
{
	struct kiosk k = { .place = place };
	struct shown s = { "", "", NULL, &k, NULL };
	char code[KIOSK_CODE_SIZE];
	enum err e;

	if ((e = kiosk_add(r->db, &r->unit, &k, code)) != OK)
		return e;
	if (r->unit.repeated)
		return reply_see_other(r, "/manage/kiosks?again=1");
	s.code = code;
	e = show(r, 200, &s, &(struct faults){ 0 });
	explicit_bzero(code, sizeof(code));
	return e;
}

enum err
page_kiosk_add(struct req *r)
{
	struct shown s = { "", "", NULL, NULL, NULL };
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	form_open(&f, r);
	s.place = form_need(
	    &f, "place", "where the terminal stands", KIOSK_PLACE_MAX);
	if ((e = form_close(&f)) == ERR_INVALID)
		return show(r, 422, &s, &f.faults);
	return e == OK ? add(r, s.place) : e;
}

enum err
page_kiosk_revoke(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	e = kiosk_revoke(r->db, &r->unit, req_arg_id(r, 0));
	return e == OK ? reply_see_other(r, "/manage/kiosks?revoked=1") : e;
}

static enum err
unpin(struct req *r, struct form *f, const struct shown *s)
{
	struct staff who;
	enum err e;

	e = staff_find(r->db, r->arena, r->session.org, s->number, &who);
	if (e == ERR_NOTFOUND) {
		form_fault(f, "number",
		    "Check the number: nobody on the staff list has it");
		return show(r, 422, s, &f->faults);
	}
	if (e == OK)
		e = pin_remove(r->db, &r->unit, who.id);
	if (e == ERR_NOTFOUND) {
		form_fault(f, "number",
		    arena_printf(r->arena, "%s has no PIN to remove",
			staff_name(r->arena, &who)));
		return show(r, 422, s, &f->faults);
	}
	return e == OK ? reply_see_other(r, "/manage/kiosks?unpinned=1") : e;
}

enum err
page_kiosk_unpin(struct req *r)
{
	struct shown s = { "", "", NULL, NULL, NULL };
	struct form f;
	enum err e;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	form_open(&f, r);
	s.number = form_need(&f, "number", "a staff number", KIOSK_TYPED_MAX);
	if ((e = form_close(&f)) == ERR_INVALID)
		return show(r, 422, &s, &f.faults);
	return e == OK ? unpin(r, &f, &s) : e;
}
