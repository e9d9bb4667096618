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
	{ "/training", "My training", ROLE_SIGNED_IN },
	{ "/responsibilities", "Responsibilities",
	    (ROLES_READ | ROLE_MANAGER) & ~ROLE_NATIONAL },
	{ "/team", "My team", ROLE_MANAGER | ROLE_ADMINISTRATOR },
	{ "/manage", "Training records", ROLE_ADMINISTRATOR },
	{ "/people", "People", ROLE_ADMINISTRATOR | ROLE_NATIONAL },
	{ "/reviews", "Reviews", ROLE_EXTERNAL_REVIEWER },
	{ "/providers", "Providers", ROLE_COMMISSIONER },
	{ "/organisations", "Organisations", ROLE_NATIONAL },
	{ "/overview", "Overview", ROLE_NATIONAL },
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

struct frame {
	struct arena *arena;
	struct page_view page; /* links and colours; the rest is zero */
	struct href part[PARTS];
};

static void
add_assets(struct frame *f, const struct config *c)
{
	const char *names[] = { c->branding.nhs ? ASSET_CSS_NHS : ASSET_CSS,
		ASSET_JS, ASSET_JS_ON, ASSET_ICON };
	struct href *to[] = { &f->page.css, &f->page.js, &f->page.js_on,
		&f->page.icon };
	size_t i;

	for (i = 0; i < 4; i++)
		*to[i] = href_below(f->arena, c->web.base_path,
		    arena_printf(
			f->arena, "%s%s", c->web.assets_path, names[i]));
	f->page.colour = c->branding.nhs ? "#005eb8" : "#2f4858";
}

struct frame *
frame_new(const struct config *c)
{
	struct arena *a = arena_open();
	struct frame *f = arena_alloc(a, sizeof(*f));
	const char *base = c->web.base_path;
	size_t i;

	f->arena = a;
	add_assets(f, c);
	f->page.brand = c->branding.name;
	f->page.idle_s = c->session.idle_s;
	f->page.home = href_below(a, base, "/");
	f->page.help = href_below(a, base, "/help");
	f->page.accessibility = href_below(a, base, "/accessibility");
	f->page.sign_in = href_below(a, base, "/sign-in");
	f->page.sign_out = href_below(a, base, "/sign-out");
	f->page.keep = href_below(a, base, "/session/keep");
	f->page.idle = href_below(a, base, "/sign-in?idle=1");
	for (i = 0; i < PARTS; i++)
		f->part[i] = href_below(a, base, parts[i].path);
	return f;
}

void
frame_free(struct frame *f)
{
	if (f != NULL)
		arena_close(f->arena);
}

static void
add_nav(struct req *r, struct page_view *v)
{
	size_t i;

	v->nav.v = arena_array(r->arena, PARTS, sizeof(*v->nav.v));
	for (i = 0; i < PARTS; i++)
		if ((parts[i].roles & (r->session.roles | ROLE_SIGNED_IN)) != 0)
			v->nav.v[v->nav.n++] = (struct nav_item){
				.to = r->app->frame->part[i],
				.text = parts[i].text,
				.current = within(r->path, parts[i].path),
			};
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
	struct page_view v = r->app->frame->page;

	v.title = title;
	v.org = v.csrf = "";
	v.op = new_op(r);
	v.began = r->began;
	if (r->session.person != 0) {
		v.user = r->session.name;
		v.org = r->session.org_name;
		v.csrf = r->session.csrf;
		add_nav(r, &v);
	}
	return v;
}
