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
	const char *path;
	struct html text;
	unsigned roles;
} parts[] = {
	{ "/home", HTML_FIXED("Home"), ROLE_SIGNED_IN },
	{ "/training", HTML_FIXED("My training"), ROLE_SIGNED_IN },
	{ "/responsibilities", HTML_FIXED("Responsibilities"),
	    (ROLES_READ | ROLE_MANAGER) & ~ROLE_NATIONAL },
	{ "/team", HTML_FIXED("My team"), ROLE_MANAGER | ROLE_ADMINISTRATOR },
	{ "/manage", HTML_FIXED("Training records"), ROLE_ADMINISTRATOR },
	{ "/people", HTML_FIXED("People"), ROLE_ADMINISTRATOR | ROLE_NATIONAL },
	{ "/reviews", HTML_FIXED("Reviews"), ROLE_EXTERNAL_REVIEWER },
	{ "/providers", HTML_FIXED("Providers"), ROLE_COMMISSIONER },
	{ "/organisations", HTML_FIXED("Organisations"), ROLE_NATIONAL },
	{ "/overview", HTML_FIXED("Overview"), ROLE_NATIONAL },
	{ "/audit", HTML_FIXED("Audit trail"),
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
	struct href_ready part[PARTS];
};

static struct href_ready
below(struct frame *f, const struct config *c, const char *path)
{
	return html_href_ready(
	    f->arena, href_below(f->arena, c->web.base_path, path));
}

static void
add_assets(struct frame *f, const struct config *c)
{
	const char *names[] = { c->branding.nhs ? ASSET_CSS_NHS : ASSET_CSS,
		ASSET_JS, ASSET_JS_ON, ASSET_ICON };
	struct href_ready *to[] = { &f->page.css, &f->page.js, &f->page.js_on,
		&f->page.icon };
	size_t i;

	for (i = 0; i < 4; i++)
		*to[i] = below(f, c,
		    arena_printf(
			f->arena, "%s%s", c->web.assets_path, names[i]));
	f->page.colour = c->branding.nhs ? "#005eb8" : "#2f4858";
}

struct frame *
frame_new(const struct config *c)
{
	struct arena *a = arena_open();
	struct frame *f = arena_alloc(a, sizeof(*f));
	size_t i;

	f->arena = a;
	add_assets(f, c);
	f->page.brand = c->branding.name;
	f->page.idle_s = c->session.idle_s;
	f->page.home = below(f, c, "/");
	f->page.help = below(f, c, "/help");
	f->page.accessibility = below(f, c, "/accessibility");
	f->page.sign_in = below(f, c, "/sign-in");
	f->page.publications = below(f, c, "/public");
	f->page.requirements = below(f, c, "/catalogue");
	f->page.library = below(f, c, "/library");
	f->page.sign_out = below(f, c, "/sign-out");
	f->page.keep = below(f, c, "/session/keep");
	f->page.idle = below(f, c, "/sign-in?idle=1");
	for (i = 0; i < PARTS; i++)
		f->part[i] = below(f, c, parts[i].path);
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
	v.warning = r->warning;
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
