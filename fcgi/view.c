/* view.c - what every page shows around its own matter. */
#include <sodium.h>
#include <string.h>

#include "arena.h"
#include "assets.h"
#include "config.h"
#include "route.h"
#include "view.h"

/* The navigation: a part of the site, and who sees it. */
static const struct {
	const char *path, *text;
	unsigned roles;
} parts[] = {
	{ "/home", "Home", ROLE_SIGNED_IN },
	{ "/people", "People", ROLE_ADMINISTRATOR | ROLE_NATIONAL },
	{ "/organisations", "Organisations", ROLE_NATIONAL },
	{ "/audit", "Audit trail",
	    ROLE_VIEWER | ROLE_ADMINISTRATOR | ROLE_NATIONAL },
};

#define PARTS (sizeof(parts) / sizeof(parts[0]))

static bool
within(const char *path, const char *part)
{
	size_t n = strlen(part);

	return strncmp(path, part, n) == 0 &&
	       (path[n] == '\0' || path[n] == '/');
}

static void
add_nav(struct req *r, struct page_view *v)
{
	size_t i;

	v->nav.v = arena_array(r->arena, PARTS, sizeof(*v->nav.v));
	for (i = 0; i < PARTS; i++)
		if ((parts[i].roles & (r->session.roles | ROLE_SIGNED_IN)) != 0)
			v->nav.v[v->nav.n++] = (struct nav_item){
				.to = req_href(r, "%s", parts[i].path),
				.text = parts[i].text,
				.current = within(r->path, parts[i].path),
			};
}

static struct href
asset(struct req *r, const char *name)
{
	return req_href(r, "%s%s", r->app->config->web.assets_path, name);
}

static void
add_assets(struct req *r, struct page_view *v)
{
	bool nhs = r->app->config->branding.nhs;

	v->colour = nhs ? "#005eb8" : "#2f4858";
	v->css = asset(r, nhs ? ASSET_CSS_NHS : ASSET_CSS);
	v->js = asset(r, ASSET_JS);
	v->js_on = asset(r, ASSET_JS_ON);
	v->icon = asset(r, ASSET_ICON);
}

/* The one-time number of the forms on this page: positive, 63 bits. */
static const char *
new_op(struct req *r)
{
	uint64_t op;

	do {
		randombytes_buf(&op, sizeof(op));
		op >>= 1;
	} while (op == 0);
	return arena_printf(r->arena, "%llu", (unsigned long long)op);
}

struct page_view
page_view(struct req *r, const char *title)
{
	struct page_view v = {
		.title = title,
		.brand = r->app->config->branding.name,
		.org = "",
		.csrf = "",
		.op = new_op(r),
		.home = req_href(r, "/"),
		.help = req_href(r, "/help"),
		.accessibility = req_href(r, "/accessibility"),
		.sign_in = req_href(r, "/sign-in"),
		.sign_out = req_href(r, "/sign-out"),
		.keep = req_href(r, "/session/keep"),
		.idle = req_href(r, "/sign-in?idle=1"),
		.idle_s = r->app->config->session.idle_s,
		.began = r->began,
	};

	add_assets(r, &v);
	if (r->session.person != 0) {
		v.user = r->session.name;
		v.org = r->session.org_name;
		v.csrf = r->session.csrf;
		add_nav(r, &v);
	}
	return v;
}
