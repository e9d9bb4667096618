/* page_settings.c - which reminders one gets, and the address of a calendar. */
#include <string.h>

#include "arena.h"
#include "calendar.h"
#include "config.h"
#include "form.h"
#include "pages_remind.h"
#include "remind.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_remind.h"

static enum err
show(struct req *r, int status, const char *token, const char *notice,
    const struct faults *faults)
{
	const struct config *c = r->app->config;
	struct settings_view v = {
		.page = page_view(r, token != NULL ? "Your calendar's address"
						   : "Reminders and calendar"),
		.save = req_href(r, "/settings"),
		.make = req_href(r, "/settings/calendar"),
		.end = req_href(r, "/settings/calendar/end")
	};
	enum err e;

	/* A token is for one organisation. */
	if (r->session.org != 0 || (r->session.roles & ROLE_NATIONAL) != 0)
		v.tokens = req_href(r, "/settings/tokens");

	if ((e = remind_chosen(r->db, r->arena, r->session.person, &v.late_only,
		 &v.mail)) != OK)
		return e;
	e = calendar_made(r->db, r->session.person, &v.made_at);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (token != NULL)
		v.address = arena_printf(r->arena, "%s%s/calendar/%s.ics",
		    c->web.public_url, c->web.base_path, token);
	v.page.faults = *faults;
	v.page.notice = notice;
	v.page.notice_done = true;
	SHOW(r, settings, &v);
	return reply_page(r, status);
}

enum err
page_settings(struct req *r)
{
	const char *notice = NULL;
	struct form f;
	enum err e;

	form_query(&f, r);
	if (form_tick(&f, "saved"))
		notice = "Your choice was saved";
	if (form_tick(&f, "ended"))
		notice = "Your calendar's address does not work any more";
	if (form_tick(&f, "again"))
		notice = "The address was made before, and shown then. If you "
			 "did not keep it, make a new one";
	if ((e = form_close(&f)) != OK)
		return e;
	return show(r, 200, NULL, notice, &f.faults);
}

enum err
page_settings_save(struct req *r)
{
	struct form f;
	bool late_only;
	enum err e;

	form_open(&f, r);
	late_only = form_tick(&f, "late-only");
	if ((e = form_close(&f)) != OK)
		return e;
	e = remind_choose(r->db, &r->unit, late_only);
	if (unsaved(e))
		return show(r, unsaved_fault(r, &f, e), NULL, NULL, &f.faults);
	return e == OK ? reply_see_other(r, "/settings?saved=1") : e;
}

/*
 * The address is kept nowhere, so no page that is gone to could show it: this
 * answer does, and a second sending of the form is told so.
 */
enum err
page_calendar_make(struct req *r)
{
	char token[CALENDAR_TOKEN_TEXT];
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	e = calendar_make(r->db, &r->unit, token);
	if (unsaved(e))
		return show(r, unsaved_fault(r, &f, e), NULL, NULL, &f.faults);
	if (e == OK && r->unit.repeated)
		return reply_see_other(r, "/settings?again=1");
	if (e == OK)
		e = show(r, 200, token, NULL, &f.faults);
	explicit_bzero(token, sizeof(token));
	return e;
}

enum err
page_calendar_end(struct req *r)
{
	struct form f;
	enum err e;

	form_open(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	e = calendar_end(r->db, &r->unit);
	if (e == ERR_NOTFOUND) /* it is gone, which was asked for */
		e = OK;
	return e == OK ? reply_see_other(r, "/settings?ended=1") : e;
}
