/* page_exemptions.c - the list of what is, was and will be exempt. */
#include <string.h>

#include "arena.h"
#include "exempt_form.h"
#include "exempt_words.h"
#include "fields.h"
#include "org.h"
#include "org_form.h"
#include "pages_exemption.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_exemption.h"

#define A_PAGE 50
#define PAGES_MOST 100000

/* What is shown, as the address has it. */
static const struct {
	const char *value, *text;
} shows[] = {
	[EXEMPTION_ANY] = { "", "All" },
	[EXEMPTION_TO_COME] = { "to-come", "To come" },
	[EXEMPTION_IN_FORCE] = { "in-force", "In force" },
	[EXEMPTION_ENDED] = { "ended", "Ended" },
};
#define SHOWS (sizeof(shows) / sizeof(shows[0]))

struct asked {
	struct form form;
	struct exemption_filter filter;
	const char *org, *show;
	int64_t page;
	bool granted;
};

static void
take(struct req *r, struct asked *a)
{
	struct form *f = &a->form;
	size_t i;

	*a = (struct asked){ .filter = { .most = A_PAGE, .today = r->today } };
	form_query(f, r);
	a->filter.version = form_line(f, "version", "the version", 20);
	a->filter.type = form_line(f, "type", "the type", 20);
	a->org = form_line(f, "org", "the code", 10);
	a->show = form_line(f, "show", "what is shown", 20);
	a->page = form_int(f, "page", "the page", 1, PAGES_MOST, 1);
	a->filter.skip = (a->page - 1) * A_PAGE;
	a->granted = form_tick(f, "granted");
	for (i = 0; i < SHOWS && strcmp(shows[i].value, a->show) != 0; i++)
		;
	if (i == SHOWS)
		form_fault(f, "show", "Select what is shown");
	else
		a->filter.standing = (enum exemption_standing)i;
}

/* The fields of the filter, and faults where the lists do not offer it. */
static void
add_filter(struct req *r, struct asked *a, const struct catalogue_rows *sets,
    struct exemptions_view *v)
{
	struct form *f = &a->form;
	unsigned i;

	v->version =
	    exempt_versions(r, &f->faults, sets, "All", a->filter.version);
	if (!exempt_offers(&v->version, a->filter.version)) {
		form_fault(f, "version", "Select a version");
		v->version = exempt_versions(r, &f->faults, sets, "All", "");
	}
	v->type = exempt_types(
	    r, &f->faults, sets, NULL, "All types", a->filter.type);
	if (!exempt_offers(&v->type, a->filter.type)) {
		form_fault(f, "type", "Select a type of organisation");
		v->type =
		    exempt_types(r, &f->faults, sets, NULL, "All types", "");
	}
	v->org = field_text(
	    r, &f->faults, "org", "Code of an organisation", NULL, a->org);
	v->show = field_choice(r, &f->faults, "show", "Show", NULL, SHOWS);
	for (i = 0; i < SHOWS; i++)
		field_choice_add(
		    &v->show, shows[i].value, shows[i].text, a->show);
}

static enum err
add_lines(struct req *r, const struct asked *a, struct exemptions_view *v)
{
	struct exemptions all;
	bool more;
	enum err e = exemption_search(r->db, r->arena, &a->filter, &all, &more);
	size_t i;

	if (e != OK)
		return e;
	v->lines.n = all.n;
	v->lines.v = arena_array(r->arena, all.n, sizeof(*v->lines.v));
	for (i = 0; i < all.n; i++) {
		const struct exemption *x = &all.v[i];

		v->lines.v[i] = (struct exemption_line){
			.to = req_href(r, "/exemptions/%lld", (long long)x->id),
			.number = exemption_number(r, x),
			.whom =
			    x->org != 0 ? x->name : org_type_words(r, x->type),
			.by = x->org != 0 ? x->code : x->type,
			.days = exemption_days(r, x),
			.standing = exemption_badge(x, r->today),
		};
	}
	v->next = more ? a->page + 1 : 0;
	return OK;
}

static enum err
show(
    struct req *r, int status, const struct asked *a, struct exemptions_view *v)
{
	enum err e = OK;

	v->page.faults = a->form.faults;
	v->page.wide = true;
	if (a->granted) {
		v->page.notice = "The exemption was granted";
		v->page.notice_done = true;
	}
	v->page.back = req_href(r, "/overview");
	v->page.back_text = "all organisations";
	if (status == 200)
		e = add_lines(r, a, v);
	if (e != OK)
		return e;
	SHOW(r, exemptions, v);
	return reply_page(r, status);
}

enum err
page_exemptions(struct req *r)
{
	struct exemptions_view v = { .page = page_view(r, "Exemptions"),
		.to = req_href(r, "/exemptions"),
		.add = req_href(r, "/exemptions/new") };
	struct catalogue_rows sets;
	struct asked a;
	enum err e;

	take(r, &a);
	if ((e = org_form_find(r, &a.form, "org", a.org, &a.filter.org)) !=
		OK ||
	    (e = catalogue_list(r->db, r->arena, "", &sets)) != OK)
		return e;
	add_filter(r, &a, &sets, &v);
	v.in_version = a.filter.version;
	v.in_type = a.filter.type;
	v.in_org = a.org;
	v.in_show = a.show;
	v.at = a.page;
	v.previous = a.page - 1;
	if ((e = form_close(&a.form)) == ERR_MALFORMED)
		return e;
	return show(r, e == OK ? 200 : 422, &a, &v);
}
