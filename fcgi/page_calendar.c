/*
 * page_calendar.c - a person's calendar, for programs that cannot sign in: the
 * address is the key.
 */
#include <string.h>

#include "arena.h"
#include "calendar.h"
#include "config.h"
#include "pages_remind.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "session.h"

#define END ".ics"

/* The host that people know this by, for names of events. */
static const char *
host(const struct config *c)
{
	const char *at = strstr(c->web.public_url, "://");

	return at != NULL ? at + 3 : "igtk";
}

/* Who tries addresses is slowed; who knows one never is. */
static enum err
nobodys(struct req *r)
{
	int64_t wait_s = 0;
	enum err e =
	    throttle_question(r->app->writer, r->remote, r->now, &wait_s);

	if (e == ERR_BUSY && wait_s > 0) {
		reply_wait(r, wait_s, "Too many calendars were asked for",
		    "Your calendar's address is on the page of your settings, "
		    "when you make it.");
		return OK;
	}
	return e == OK ? ERR_NOTFOUND : e;
}

enum err
page_calendar(struct req *r)
{
	const struct config *c = r->app->config;
	const char *arg = req_arg(r, 0);
	size_t n = strlen(arg);
	int64_t person;
	enum err e;

	if (n > strlen(END) && strcmp(arg + n - strlen(END), END) == 0)
		n -= strlen(END);
	if (n != CALENDAR_TOKEN_TEXT - 1)
		return ERR_NOTFOUND;
	e = calendar_find(r->db, arena_copy(r->arena, arg, n), &person);
	if (e == ERR_NOTFOUND)
		return nobodys(r);
	if (e == OK)
		e = calendar_write(r->db, r->arena, person, r->now,
		    arena_printf(
			r->arena, "%s%s", c->web.public_url, c->web.base_path),
		    host(c), r->out);
	return e == OK ? reply_bytes(r, 200, "text/calendar; charset=utf-8")
		       : e;
}
