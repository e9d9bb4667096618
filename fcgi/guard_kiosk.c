/* guard_kiosk.c - which terminal asks, and who stands in front of it. */
#include <string.h>

#include "arena.h"
#include "config.h"
#include "guard.h"
#include "kiosk.h"
#include "reply.h"
#include "route.h"

/* Browsers keep a cookie for 400 days at most. */
#define TERMINAL_AGE "; Max-Age=34560000"

bool
guard_at_kiosk(const struct req *r)
{
	return r->route != NULL && (r->route->roles & ROLES_KIOSK) != 0;
}

static enum err
find_visit(struct req *r)
{
	struct at_kiosk *at = &r->at;
	enum err e;

	if (r->visitor == NULL)
		return OK;
	e = visit_find(
	    r->db, r->arena, &at->kiosk, r->visitor, r->now, &at->visit);
	if (e == OK && at->visit.staff != 0)
		e = staff_read(
		    r->db, r->arena, at->kiosk.org, at->visit.staff, &at->who);
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	at->roles |= ROLE_NAMED;
	if (at->visit.proof != VISIT_NAMED && at->visit.staff != 0)
		at->roles |= ROLE_PROVED;
	return OK;
}

enum err
guard_terminal(struct req *r)
{
	struct at_kiosk *at = &r->at;
	enum err e;

	*at = (struct at_kiosk){ 0 };
	if (r->terminal == NULL)
		return OK;
	e = kiosk_find(r->db, r->arena, r->terminal, &at->kiosk);
	if (e == OK && at->kiosk.state == KIOSK_REGISTERED) {
		at->roles = ROLE_TERMINAL;
		e = find_visit(r);
	}
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	r->unit.org = at->kiosk.org;
	r->unit.by = (struct actor){ at->who.person,
		at->who.id == 0
		    ? "kiosk"
		    : arena_printf(r->arena, "staff %s", at->who.number),
		"kiosk" };
	return OK;
}

enum err
guard_kiosk_first(struct req *r)
{
	if ((r->at.roles & ROLE_TERMINAL) == 0)
		return reply_see_other(r, "/kiosk/register");
	if ((r->at.roles & ROLE_NAMED) == 0)
		return reply_see_other(r, "/kiosk?late=1");
	return reply_see_other(r, "/kiosk/proof");
}

void
guard_terminal_set(struct req *r, const char *token)
{
	guard_set_cookie(
	    r, guard_terminal_name(r->app->config), token, TERMINAL_AGE);
}

void
guard_visitor_set(struct req *r, const char *token)
{
	guard_set_cookie(r, guard_visitor_name(r->app->config), token, "");
}

void
guard_visitor_clear(struct req *r)
{
	guard_set_cookie(
	    r, guard_visitor_name(r->app->config), "", "; Max-Age=0");
}
