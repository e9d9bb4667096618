/* give_view.c - filling the pages of giving requirements to somebody. */
#include <string.h>

#include "arena.h"
#include "fields.h"
#include "give.h"
#include "holder_words.h"
#include "req.h"
#include "route.h"

static const struct requirement *
asks(const struct give *g, size_t i)
{
	return &g->year.set->requirements.v[i];
}

static void
fill_filter(struct req *r, const struct give *g, struct give_view *v)
{
	const struct catalogue *c = g->year.set;
	size_t i;

	v->sections.v =
	    arena_array(r->arena, c->initiatives.n + 1, sizeof(*v->sections.v));
	choices_add(&v->sections, "", "All sections", g->section);
	for (i = 0; i < c->initiatives.n; i++)
		choices_add(&v->sections, c->initiatives.v[i].code,
		    c->initiatives.v[i].name, g->section);
	v->owners.v = arena_array(r->arena, g->n + 1, sizeof(*v->owners.v));
	choices_add(&v->owners, "", "Anyone", g->from);
	for (i = 0; i < g->n; i++)
		if (choices_find(&v->owners, g->rows[i].owner) == v->owners.n)
			choices_add(&v->owners, g->rows[i].owner,
			    g->rows[i].owner, g->from);
	v->section = g->section;
	v->from = g->from;
}

static void
fill_lines(struct req *r, const struct give *g, struct give_view *v)
{
	const struct catalogue *c = g->year.set;
	size_t last = SIZE_MAX, i;

	v->all.v = arena_array(r->arena, g->n, sizeof(*v->all.v));
	for (i = 0; i < g->n; i++) {
		const struct requirement *q = asks(g, i);

		if (!give_shows(g, i))
			continue;
		v->all.v[v->all.n++] = (struct give_line){
			.field = arena_printf(r->arena, "r-%s", q->number),
			.number = q->number,
			.title = q->title,
			.owner = g->rows[i].owner,
			.state = badge_state(&g->rows[i]),
			.on = g->which[i] && !g->all,
			.first = q->initiative != last,
			.section = c->initiatives.v[q->initiative].name,
		};
		last = q->initiative;
	}
}

enum err
give_fill(struct req *r, const struct give *g, const struct faults *faults,
    struct give_view *v)
{
	const char *version = g->year.assessment.version;

	v->to = req_href(r, "/assessment/%s/owners", version);
	v->check = req_href(r, "/assessment/%s/owners/check", version);
	if (g->given) {
		v->page.notice = "The requirements were given";
		v->page.notice_done = true;
	}
	fill_filter(r, g, v);
	fill_lines(r, g, v);
	v->every = g->all;
	v->which_fault = faults_about(faults, "all");
	v->owner = field_text(r, faults, "owner", "New owner",
	    "A person, a group or a duty. Leave it empty to keep the owners",
	    g->owner);
	v->owner.list = HOLDER_LIST;
	v->deputy = field_text(r, faults, "deputy", "New deputy",
	    "Leave it empty to keep the deputies", g->deputy);
	v->deputy.list = HOLDER_LIST;
	v->no_deputy = field_tick(
	    r, faults, "no-deputy", "No deputy any more", NULL, g->no_deputy);
	v->by = field_day(r, faults, "by", "When should they be answered?",
	    "Leave it empty to keep the dates", &g->by);
	v->no_due = field_tick(r, faults, "no-due",
	    "On the day the assessment is due", NULL, g->no_due);
	return holder_items(r, &v->people);
}

/* ---- the page to check it on ---- */

static void
keep(struct give_check_view *v, const char *name, const char *value)
{
	if (value[0] != '\0')
		v->kept.v[v->kept.n++] = (struct hidden_line){ name, value };
}

static void
keep_all(struct req *r, const struct give *g, struct give_check_view *v)
{
	size_t i;

	v->kept.v = arena_array(r->arena, g->n + 10, sizeof(*v->kept.v));
	keep(v, "section", g->section);
	keep(v, "from", g->from);
	keep(v, "owner", g->owner);
	keep(v, "deputy", g->deputy);
	keep(v, "no-deputy", g->no_deputy ? "1" : "");
	keep(v, "by-day", g->by.dom);
	keep(v, "by-month", g->by.month);
	keep(v, "by-year", g->by.year);
	keep(v, "no-due", g->no_due ? "1" : "");
	for (i = 0; i < g->n; i++)
		if (g->which[i])
			keep(v,
			    arena_printf(r->arena, "r-%s", asks(g, i)->number),
			    "1");
}

static void
fill_check_line(struct give_check_line *line, const struct give *g, size_t i)
{
	const struct answer *a = &g->answers[i];
	bool moves = g->new_owner.name[0] != '\0' &&
		     !text_same(g->new_owner.name, a->row.owner);

	*line = (struct give_check_line){ .number = asks(g, i)->number,
		.title = asks(g, i)->title,
		.owner = a->row.owner,
		.deputy = a->deputy,
		.accepted = moves && a->row.plan_accepted };
}

static void
fill_check_lines(struct req *r, const struct give *g, struct give_check_view *v)
{
	struct give_check_line *line;
	size_t i;

	v->all.v = arena_array(r->arena, g->n, sizeof(*v->all.v));
	for (i = 0; i < g->n; i++)
		if (g->which[i]) {
			line = &v->all.v[v->all.n++];
			fill_check_line(line, g, i);
			v->accepted = v->accepted || line->accepted;
		}
	v->n = (int64_t)v->all.n;
}

void
give_fill_check(struct req *r, const struct give *g, struct give_check_view *v)
{
	const char *version = g->year.assessment.version;
	char by[DAY_WORDS_SIZE];

	v->save = req_href(r, "/assessment/%s/owners", version);
	v->back = v->save;
	if (g->new_owner.name[0] != '\0')
		v->owner = g->new_owner.name;
	if (g->new_deputy.name[0] != '\0')
		v->deputy = g->new_deputy.name;
	else if (g->no_deputy)
		v->deputy = "Nobody";
	if (g->by.on != DAY_NONE) {
		day_words(g->by.on, by);
		v->by = arena_text(r->arena, by);
	} else if (g->no_due) {
		v->by = "The day the assessment is due";
	}
	keep_all(r, g, v);
	fill_check_lines(r, g, v);
}
