/* page_plain.c - the start page's redirect, health, help, accessibility. */
#include "clock.h"
#include "org.h"
#include "pages.h"
#include "reply.h"
#include "req.h"
#include "tmpl.h"
#include "view.h"

enum err
page_start(struct req *r)
{
	return reply_see_other(
	    r, r->session.person != 0 ? "/home" : "/sign-in");
}

#define HEALTH_WITHIN SECOND /* longer, and whoever asks has gone */

/* A read, and what a write needs; no organisation has the id 0. */
static enum err
try_records(struct req *r)
{
	struct org none;
	enum err e = org_read(r->db, r->arena, ORG_INSTALLATION, &none);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	return db_probe(r->app->writer, HEALTH_WITHIN);
}

enum err
page_health(struct req *r)
{
	const enum err e = try_records(r);

	buf_puts(r->out, e == OK         ? "ok\n"
			 : e == ERR_BUSY ? "busy\n"
			 : e == ERR_FULL ? "full\n"
					 : "down\n");
	return reply_bytes(r, e == OK ? 200 : 503, "text/plain; charset=utf-8");
}

enum err
page_help(struct req *r)
{
	const struct plain_view v = { page_view(r, "Help") };

	SHOW(r, help, &v);
	return reply_page(r, 200);
}

enum err
page_accessibility(struct req *r)
{
	const struct plain_view v = { page_view(r, "Accessibility statement") };

	SHOW(r, accessibility, &v);
	return reply_page(r, 200);
}
