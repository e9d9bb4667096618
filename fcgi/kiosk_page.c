/* kiosk_page.c - the frame of a terminal's pages. */
#include <string.h>

#include "arena.h"
#include "assets.h"
#include "config.h"
#include "guard.h"
#include "kiosk.h"
#include "kiosk_page.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

/* The script is quicker than the server, which ends a visit in any case. */
#define CLEAR_S 60
#define WARN_S 20

_Static_assert(CLEAR_S + WARN_S < KIOSK_IDLE_S, "the script comes first");

bool
kiosk_path(const struct req *r)
{
	static const char root[] = "/kiosk";
	size_t n = sizeof(root) - 1;

	return strncmp(r->path, root, n) == 0 &&
	       (r->path[n] == '\0' || r->path[n] == '/');
}

struct kiosk_page
kiosk_page(struct req *r, const char *title)
{
	const struct config *c = r->app->config;
	struct kiosk_page k = { .page = page_view(r, title) };

	k.place = k.org = "";
	if (r->at.roles != 0) {
		k.place = r->at.kiosk.place;
		k.org = r->at.kiosk.org_name;
		k.in = (r->at.roles & ROLE_NAMED) != 0;
	}
	k.page.csrf = k.in ? r->at.visit.csrf : "";
	k.js = href_below(r->arena, c->web.base_path,
	    arena_printf(r->arena, "%s%s", c->web.assets_path, ASSET_KIOSK_JS));
	k.start = req_href(r, "/kiosk");
	k.no_pin = req_href(r, "/kiosk/help#pin");
	k.help = req_href(r, "/kiosk/help");
	k.leave = req_href(r, "/kiosk/leave");
	k.stay = req_href(r, "/kiosk/stay");
	k.late = req_href(r, k.in ? "/kiosk?late=1" : "/kiosk");
	k.clear_s = CLEAR_S;
	if (k.in) {
		k.warn_s = WARN_S;
		k.refresh_s = KIOSK_IDLE_S;
	}
	return k;
}

void
kiosk_message(struct req *r, const char *heading, const char *advice,
    const char *reference)
{
	struct kiosk_message_view v = { .kiosk = kiosk_page(r, heading),
		.heading = heading,
		.advice = advice,
		.reference = reference };

	tmpl_kiosk_message(r->out, &v);
}

const char *
kiosk_field(struct req *r)
{
	return arena_printf(
	    r->arena, "n-%llx", (unsigned long long)db_id(r->db));
}

const char *
kiosk_field_of(struct form *f)
{
	const char *name = form_secret(f, "field", 20);

	if (name != NULL && strncmp(name, "n-", 2) == 0 && name[2] != '\0')
		return name;
	f->malformed = true;
	return "n-";
}

void
kiosk_wipe(struct req *r)
{
	guard_visitor_clear(r);
	reply_header(r, "Clear-Site-Data", "\"cache\"");
}
