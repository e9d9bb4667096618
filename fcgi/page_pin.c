/* page_pin.c - one's own PIN for kiosks, set at the desk. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "form.h"
#include "pages_kiosk.h"
#include "pin.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "sign.h"
#include "staff.h"
#include "tmpl.h"
#include "view_kiosk.h"

/* Whoever is signed in, as one of the staff; s->id 0: they are none. */
static enum err
find(struct req *r, struct staff *s)
{
	enum err e = ERR_NOTFOUND;

	*s = (struct staff){ 0 };
	if (r->session.org != 0)
		e = staff_of_person(
		    r->db, r->arena, r->session.org, r->session.person, s);
	return e == ERR_NOTFOUND ? OK : e;
}

static enum err
show(struct req *r, int status, const struct staff *s, const char *notice,
    const struct faults *faults)
{
	struct pin_view v = { .page = page_view(r, "PIN for kiosks"),
		.save = req_href(r, "/training/pin"),
		.number = s->id != 0 ? s->number : NULL,
		.pin_fault = faults_about(faults, "pin"),
		.again_fault = faults_about(faults, "again"),
		.sign = field_sign(r, faults,
		    "The one you signed in with: it shows that it is you who "
		    "sets the PIN") };
	struct pin_state p = { 0 };
	enum err e;

	if (s->id != 0 &&
	    (e = pin_read(r->db, r->session.org, s->id, &p)) != OK)
		return e;
	v.set = p.set;
	v.locked = p.locked;
	v.set_at = p.set_at;
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	SHOW(r, pin, &v);
	return reply_page(r, status);
}

enum err
page_pin(struct req *r)
{
	const char *notice = NULL;
	struct staff s;
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "saved"))
		notice = "Your PIN is set. You can use it at every kiosk of "
			 "your organisation";
	if ((e = form_close(&f)) != OK || (e = find(r, &s)) != OK)
		return e;
	return show(r, 200, &s, notice, &(struct faults){ 0 });
}

struct wish {
	const char *pin, *again;
	struct signature by;
};

static void
take(struct form *f, const struct staff *s, struct wish *w)
{
	enum pin_fault fault = PIN_FORM;

	w->pin = form_secret(f, "pin", 40);
	w->again = form_secret(f, "again", 40);
	if (w->pin != NULL)
		fault = pin_judge(w->pin, s);
	if (w->pin != NULL && w->pin[0] == '\0')
		form_fault(f, "pin", "Enter a PIN of 6 digits");
	else if (fault != PIN_FINE)
		form_fault(f, "pin", pin_says(fault));
	else if (w->again == NULL || strcmp(w->pin, w->again) != 0)
		form_fault(f, "again", "Enter the same PIN again");
	sign_take(f, &w->by);
}

static enum err
save(struct req *r, struct form *f, const struct staff *s, const struct wish *w)
{
	int64_t wait_s = 0;
	enum err e = sign_ask(r, f, &w->by, &wait_s);

	if (e == ERR_BUSY && wait_s > 0)
		return sign_wait(r, wait_s, "Your PIN was not changed.");
	if (e == ERR_INVALID)
		return show(r, 422, s, NULL, &f->faults);
	if (e == OK)
		e = pin_set(r->db, &r->unit, s, w->pin);
	return e == OK ? reply_see_other(r, "/training/pin?saved=1") : e;
}

enum err
page_pin_set(struct req *r)
{
	struct wish w;
	struct staff s;
	struct form f;
	enum err e;

	if ((e = find(r, &s)) != OK)
		return e;
	/* The page says what is missing. */
	if (s.id == 0)
		return reply_undone(r,
		    "You have no staff record here, which a PIN belongs to. "
		    "Ask your organisation's administrator for one.",
		    "/training/pin");
	form_open(&f, r);
	take(&f, &s, &w);
	if ((e = form_close(&f)) == ERR_INVALID)
		e = show(r, 422, &s, NULL, &f.faults);
	else if (e == OK)
		e = save(r, &f, &s, &w);
	form_wipe(&f);
	return e;
}
