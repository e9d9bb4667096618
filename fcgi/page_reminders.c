/* page_reminders.c - whom reminders do not reach, and what is long overdue. */
#include "arena.h"
#include "form.h"
#include "pages_remind.h"
#include "remind.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"
#include "view_remind.h"
#include "work.h"

#define A_PAGE 50
#define PAGES_MOST 100000

static struct href
page_of(struct req *r, int64_t person)
{
	return req_href(r, "/people/%lld", (long long)person);
}

static void
fill_nowhere(
    struct req *r, const struct remind_state *s, struct reminders_view *v)
{
	size_t i;

	v->nowhere.n = s->nowhere.n;
	v->nowhere.v =
	    arena_array(r->arena, s->nowhere.n + 1, sizeof(*v->nowhere.v));
	for (i = 0; i < s->nowhere.n; i++) {
		const struct remind_nowhere *x = &s->nowhere.v[i];

		v->nowhere.v[i] = (struct nowhere_line){ page_of(r, x->person),
			x->name, x->user, x->things, x->late };
	}
	v->people = s->people;
	v->things = s->things;
	v->late = s->late;
}

static void
fill_refused(
    struct req *r, const struct remind_state *s, struct reminders_view *v)
{
	size_t i;

	v->refused.n = s->refused.n;
	v->refused.v =
	    arena_array(r->arena, s->refused.n + 1, sizeof(*v->refused.v));
	for (i = 0; i < s->refused.n; i++) {
		const struct reminder *x = &s->refused.v[i];

		v->refused.v[i] = (struct refused_line){ page_of(r, x->person),
			x->name, x->mail, x->fault, x->tries, x->on };
	}
}

/* The page asked for, or the first where there are not so many. */
static enum err
state(struct req *r, int64_t *page, struct remind_state *s)
{
	enum err e = remind_state(r->db, r->arena, r->session.org, r->today,
	    (*page - 1) * A_PAGE, A_PAGE, s);

	if (e != OK || s->nowhere.n > 0 || *page == 1)
		return e;
	*page = 1;
	return remind_state(
	    r->db, r->arena, r->session.org, r->today, 0, A_PAGE, s);
}

enum err
page_reminders(struct req *r)
{
	struct reminders_view v = { .page = page_view(r, "Reminders") };
	struct remind_state s;
	size_t first;
	int64_t page;
	struct form f;
	enum err e;

	form_query(&f, r);
	page = form_int(&f, "page", "the page", 1, PAGES_MOST, 1);
	if (form_close(&f) != OK)
		return ERR_MALFORMED;
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	if ((e = state(r, &page, &s)) != OK)
		return e;
	v.page.wide = true;
	v.page.back = req_href(r, "/people");
	v.page.back_text = "People";
	v.sent_at = s.sent_at;
	v.at = pager_of(page, (size_t)s.people, A_PAGE, &first);
	v.at.to = req_href(r, "/reminders");
	fill_nowhere(r, &s, &v);
	fill_refused(r, &s, &v);
	SHOW(r, reminders, &v);
	return reply_page(r, 200);
}

static struct overdue_line *
lines(struct req *r, const struct remind_overdue *all)
{
	struct overdue_line *v = arena_array(r->arena, all->n + 1, sizeof(*v));
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct work_item *w = &all->v[i].item;

		v[i] = (struct overdue_line){ all->v[i].name,
			work_kind_title(w->kind), work_words(r->arena, w),
			w->due_on, r->today - w->due_on };
	}
	return v;
}

enum err
page_reminders_overdue(struct req *r)
{
	struct overdue_view v = { .page = page_view(r, "Long overdue") };
	struct remind_overdue team, all;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	if (r->session.org == 0)
		return ERR_NOTFOUND;
	e = remind_overdue(r->db, r->arena, r->session.org, r->session.person,
	    r->today, &team, &all, &v.siro);
	if (e != OK)
		return e;
	v.page.wide = true;
	v.team.v = lines(r, &team);
	v.team.n = team.n;
	v.all.v = lines(r, &all);
	v.all.n = all.n;
	SHOW(r, reminders_overdue, &v);
	return reply_page(r, 200);
}
