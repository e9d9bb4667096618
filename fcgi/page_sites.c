/* page_sites.c - the sites of a head office, and how far each is. */
#include <string.h>

#include "arena.h"
#include "batch_page.h"
#include "clock.h"
#include "csv.h"
#include "fields.h"
#include "org.h"
#include "pages_sites.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "site.h"
#include "tmpl.h"

#define PAGES_MOST 10000
#define CSV_AT_ONCE 500
#define BATCHES_SHOWN 20

/* What is asked for. */
struct asked {
	struct form form;
	struct site_filter filter;
	const char *in;
	int64_t page;
};

static enum err
ask(struct req *r, struct asked *a)
{
	*a = (struct asked){ .filter = { .most = SITES_A_PAGE } };
	form_query(&a->form, r);
	a->filter.like = form_line(&a->form, "q", "the name or code", 100);
	a->in = form_line(&a->form, "state", "the state", 20);
	a->page = form_int(&a->form, "page", "the page", 1, PAGES_MOST, 1);
	a->filter.skip = (a->page - 1) * SITES_A_PAGE;
	a->filter.state = site_state_named(a->in);
	return form_close(&a->form);
}

static struct badge
badge_site(enum site_state state)
{
	static const struct badge all[] = {
		{ HTML_FIXED("grey"), HTML_FIXED("Not started") },
		{ HTML_FIXED("blue"), HTML_FIXED("In progress") },
		{ HTML_FIXED("aqua-green"), HTML_FIXED("Complete") },
		{ HTML_FIXED("green"), HTML_FIXED("Published") },
	};

	return all[state];
}

struct sites_pager
sites_pager_of(struct href to, int64_t page, int64_t all, const char *typed,
    const char *in)
{
	return (struct sites_pager){ .to = to,
		.typed = typed,
		.in = in,
		.previous = page - 1,
		.next = page * SITES_A_PAGE < all ? page + 1 : 0 };
}

/* Where whoever asks may work; of the national role: everywhere. */
static enum err
own_places(struct req *r, struct orgs *own)
{
	*own = (struct orgs){ NULL, 0 };
	return (r->session.roles & ROLE_NATIONAL) != 0
		   ? OK
		   : org_of_person(r->db, r->arena, r->session.person, own);
}

/* The national role has a page of each; others see what anybody may. */
static void
add_ways(struct req *r, const struct site_row *s, const struct orgs *own,
    struct sites_line *l)
{
	bool national = (r->session.roles & ROLE_NATIONAL) != 0;
	size_t i;

	l->work = national ? s->org : 0;
	for (i = 0; i < own->n; i++)
		if (own->v[i].id == s->org)
			l->work = s->org;
	if (national)
		l->to = req_href(r, "/organisations/%lld", (long long)s->org);
	else if (s->public)
		l->to = req_href(r, "/public/%s", s->code);
}

static struct sites_line
line(struct req *r, const struct site_row *s, const struct orgs *own)
{
	struct sites_line l = { .code = s->code,
		.name = s->name,
		.type = s->type,
		.version = s->version,
		.state = badge_site(s->state),
		.asked = s->asked,
		.complete = s->complete,
		.due_on = s->due_on,
		.due = s->due_on != DAY_NONE && s->state != SITE_PUBLISHED,
		.published = s->published_at != 0,
		.late = s->late,
		.at = s->published_at };

	if (l.published)
		l.public = req_href(r, "/public/%s/%s", s->code, s->version);
	add_ways(r, s, own, &l);
	return l;
}

static enum err
add_lines(struct req *r, const struct asked *a, struct sites_view *v)
{
	struct site_rows rows;
	struct orgs own;
	enum err e = site_list(r->db, r->arena, r->session.org, &a->filter,
	    r->today, &rows, &v->all);
	size_t i;

	if (e != OK || (e = own_places(r, &own)) != OK)
		return e;
	v->lines.n = rows.n;
	v->lines.v = arena_array(r->arena, rows.n, sizeof(*v->lines.v));
	for (i = 0; i < rows.n; i++)
		v->lines.v[i] = line(r, &rows.v[i], &own);
	v->pager =
	    sites_pager_of(v->to, a->page, v->all, a->filter.like, a->in);
	return OK;
}

static enum err
add_states(struct req *r, const struct asked *a, struct sites_view *v)
{
	int64_t n[SITE_STATES + 1];
	enum err e = site_counts(r->db, r->session.org, r->today, n);
	int i;

	v->choice = field_choice(
	    r, &a->form.faults, "state", "Show", NULL, SITE_STATES + 2);
	field_choice_add(&v->choice, "", "All sites", a->in);
	for (i = 0; e == OK && i <= SITE_LATE; i++)
		field_choice_add(&v->choice,
		    site_state_name((enum site_state)i),
		    arena_printf(r->arena, "%s (%lld)",
			site_state_words((enum site_state)i), (long long)n[i]),
		    a->in);
	return e;
}

static enum err
add_batches(struct req *r, struct sites_view *v)
{
	struct batches all;
	enum err e = batch_list(r->db, r->arena, r->session.org, &all);
	size_t i;

	if (e != OK)
		return e;
	v->batches.n = all.n < BATCHES_SHOWN ? all.n : BATCHES_SHOWN;
	v->batches.v =
	    arena_array(r->arena, v->batches.n, sizeof(*v->batches.v));
	for (i = 0; i < v->batches.n; i++) {
		const struct batch *b = &all.v[i];

		v->batches.v[i] = (struct sites_batch){
			.to =
			    req_href(r, "/sites/batch/%lld", (long long)b->id),
			.version = b->version,
			.type = b->type,
			.by = b->made_by,
			.at = b->made_at,
			.all = b->n.all,
			.answered = b->n.answered,
			.published = b->n.published,
			.going = b->n.waiting > 0,
		};
	}
	return OK;
}

enum err
page_sites(struct req *r)
{
	struct sites_view v = { .page = page_view(r, "Sites"),
		.to = req_href(r, "/sites"),
		.csv = req_href(r, "/sites/csv"),
		.make = req_href(r, "/sites/batch/new"),
		.move = req_href(r, "/organisation") };
	struct asked a;
	enum err e;

	if (r->session.org == 0)
		return reply_see_other(r, "/organisations?choose=1");
	if ((e = ask(r, &a)) == ERR_MALFORMED)
		return e;
	v.page.faults = a.form.faults;
	v.page.wide = true;
	v.typed = a.filter.like;
	v.in = a.in;
	v.q = field_text(
	    r, &a.form.faults, "q", "Name or code", NULL, a.filter.like);
	if (e == ERR_INVALID)
		a.filter = (struct site_filter){ .like = "", .most = 0 };
	e = site_any(r->db, r->session.org, &v.any);
	if (e == OK)
		e = add_states(r, &a, &v);
	if (e == OK)
		e = add_lines(r, &a, &v);
	if (e == OK)
		e = add_batches(r, &v);
	if (e != OK)
		return e;
	SHOW(r, sites, &v);
	return reply_page(r, a.form.faults.n > 0 ? 422 : 200);
}

/* ---- as a file ---- */

static void
row_csv(struct req *r, const struct site_row *s)
{
	char due[DAY_TEXT_SIZE], at[INSTANT_TEXT_SIZE] = "";

	day_text(s->due_on, due);
	if (s->published_at != 0)
		clock_text(s->published_at, at);
	csv_put(r->out, s->code, true);
	csv_put(r->out, s->name, false);
	csv_put(r->out, s->type, false);
	csv_put(r->out, s->version, false);
	csv_put(r->out, site_state_words(s->state), false);
	csv_put(r->out, arena_printf(r->arena, "%lld", (long long)s->complete),
	    false);
	csv_put(
	    r->out, arena_printf(r->arena, "%lld", (long long)s->asked), false);
	csv_put(r->out, due, false);
	csv_put(r->out, at, false);
	csv_put(r->out, s->late ? "late" : "", false);
	csv_end(r->out);
}

enum err
page_sites_csv(struct req *r)
{
	static const char *const heads[] = { "code", "name", "type", "version",
		"state", "requirements complete", "requirements", "due",
		"published (UTC)", "late" };
	struct site_rows rows;
	struct asked a;
	int64_t all = 1;
	enum err e;
	size_t i;

	if (r->session.org == 0)
		return ERR_NOTFOUND;
	if ((e = ask(r, &a)) != OK)
		return ERR_MALFORMED;
	csv_begin(r->out);
	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		csv_put(r->out, heads[i], i == 0);
	csv_end(r->out);
	a.filter.most = CSV_AT_ONCE;
	for (a.filter.skip = 0; e == OK && a.filter.skip < all;
	     a.filter.skip += CSV_AT_ONCE) {
		e = site_list(r->db, r->arena, r->session.org, &a.filter,
		    r->today, &rows, &all);
		for (i = 0; e == OK && i < rows.n; i++)
			row_csv(r, &rows.v[i]);
	}
	if (e != OK)
		return e;
	reply_header(
	    r, "Content-Disposition", "attachment; filename=\"sites.csv\"");
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
