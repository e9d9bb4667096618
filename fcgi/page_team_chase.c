/* page_team_chase.c - whom to remind of what, by manager and unit, to print. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "pages_team.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "team_words.h"
#include "tmpl.h"

/* Somebody to be reminded, and by whom. */
struct chased {
	const struct team_member *of;
	const struct staff *manager;
	size_t at; /* by name */
	struct team_lines lines;
};

static const struct staff *
manager_of(const struct team *t, const struct staff *lead, int64_t id)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].staff.id == id)
			return &t->v[i].staff;
	return lead;
}

static int
by_manager(const void *a, const void *b)
{
	const struct chased *x = a, *y = b;
	int order = strcmp(x->manager->last_name, y->manager->last_name);

	if (order == 0)
		order = (x->manager->id > y->manager->id) -
			(x->manager->id < y->manager->id);
	if (order == 0)
		order = strcmp(x->of->staff.unit, y->of->staff.unit);
	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static void
open_group(struct req *r, struct team_chase_view *v, const struct chased *c,
    size_t most)
{
	struct team_chase_group *g = &v->groups.v[v->groups.n++];

	g->manager = staff_name(r->arena, c->manager);
	g->mail = c->manager->mail;
	g->unit = c->of->staff.unit;
	g->id = arena_printf(r->arena, "group-%zu", v->groups.n);
	g->people.v = arena_array(r->arena, most, sizeof(*g->people.v));
}

static void
add_groups(struct req *r, struct team_chase_view *v, const struct chased *all,
    size_t n)
{
	size_t i;

	v->groups.v = arena_array(r->arena, n, sizeof(*v->groups.v));
	for (i = 0; i < n; i++) {
		const struct staff *s = &all[i].of->staff;
		struct team_chase_group *g;

		if (i == 0 || all[i].manager != all[i - 1].manager ||
		    strcmp(s->unit, all[i - 1].of->staff.unit) != 0)
			open_group(r, v, &all[i], n - i);
		g = &v->groups.v[v->groups.n - 1];
		g->people.v[g->people.n++] = (struct team_chase_line){
			.name = staff_name(r->arena, s),
			.sub = s->position,
			.mail = s->mail,
			.lines = all[i].lines,
		};
	}
}

static void
add_people(struct req *r, const struct staff *lead, const struct team *t,
    int days, struct team_chase_view *v)
{
	struct chased *all = arena_array(r->arena, t->n, sizeof(*all));
	size_t i;

	for (i = 0; i < t->n; i++) {
		struct chased c = { .of = &t->v[i],
			.manager = manager_of(t, lead, t->v[i].staff.manager),
			.at = i,
			.lines =
			    team_lines_of(r, &t->v[i], team_keep_chase, days) };

		if (c.lines.n > 0)
			all[v->people++] = c;
	}
	qsort(all, v->people, sizeof(*all), by_manager);
	add_groups(r, v, all, v->people);
}

static struct choice_field
within(struct req *r, int64_t days)
{
	static const char *const texts[] = { "Overdue and never done only",
		"Also what falls due within 30 days",
		"Also what falls due within 60 days",
		"Also what falls due within 90 days" };
	const struct faults none = { 0 };
	struct choice_field c =
	    field_choice(r, &none, "within", "What to list", NULL, 4);
	const char *chosen = field_id(r, days);
	int i;

	for (i = 0; i < 4; i++)
		field_choice_add(&c, field_id(r, 30 * i), texts[i], chosen);
	return c;
}

enum err
page_team_chase(struct req *r)
{
	struct team_chase_view v = { .page = page_view(r, "Chase list") };
	struct staff lead;
	struct team t;
	bool shown;
	struct form f;
	int64_t days;
	enum err e;

	form_query(&f, r);
	v.of = form_int(&f, "of", "the manager", 1, INT64_MAX, 0);
	days = form_int(&f, "within", "the days", 0, 90, 30);
	if ((e = form_close(&f)) != OK)
		return e == ERR_INVALID ? ERR_NOTFOUND : e;
	e = team_take(r, v.of, &lead, &t, &shown);
	if (e != OK || shown)
		return e;
	if (v.of != 0)
		v.page.title = arena_printf(r->arena,
		    "Chase list: the team of %s", staff_name(r->arena, &lead));
	v.page.wide = true;
	v.page.back = v.of == 0 ? req_href(r, "/team")
				: req_href(r, "/team?of=%lld", (long long)v.of);
	v.page.back_text = "the team";
	v.to = req_href(r, "/team/chase");
	v.within = within(r, days);
	v.today = r->today;
	add_people(r, &lead, &t, (int)days, &v);
	SHOW(r, team_chase, &v);
	return reply_page(r, 200);
}
