/* give_form.c - reading and judging what is given to whom. */
#include <string.h>

#include "arena.h"
#include "give.h"
#include "holder_words.h"
#include "req.h"

#define NAME_MAX 200

static const struct requirement *
asks(const struct give *g, size_t i)
{
	return &g->year.set->requirements.v[i];
}

bool
give_shows(const struct give *g, size_t i)
{
	const struct catalogue *c = g->year.set;

	return (g->section[0] == '\0' ||
		   strcmp(c->initiatives.v[asks(g, i)->initiative].code,
		       g->section) == 0) &&
	       (g->from[0] == '\0' || strcmp(g->rows[i].owner, g->from) == 0);
}

void
give_read(struct req *r, struct form *f, struct give *g)
{
	size_t i;

	g->given = form_tick(f, "given");
	g->section = form_line(f, "section", "the section", 10);
	g->from = form_line(f, "from", "the owner", NAME_MAX);
	g->all = form_tick(f, "all");
	for (i = 0; i < g->n; i++) {
		g->which[i] = form_tick(
		    f, arena_printf(r->arena, "r-%s", asks(g, i)->number));
		if (g->all && give_shows(g, i))
			g->which[i] = true;
	}
	g->owner = form_line(f, "owner", "New owner", NAME_MAX);
	g->deputy = form_line(f, "deputy", "New deputy", NAME_MAX);
	g->no_deputy = form_tick(f, "no-deputy");
	form_day(f, "by", "Date to answer by", &g->by);
	g->no_due = form_tick(f, "no-due");
}

static void
judge_choice(struct form *f, const struct give *g)
{
	bool any = false;
	size_t i;

	for (i = 0; i < g->n; i++)
		any = any || g->which[i];
	if (!any)
		form_fault(f, "all", "Tick the requirements to give");
	if (g->no_deputy && g->deputy[0] != '\0')
		form_fault(f, "deputy",
		    "Enter a deputy, or tick that there is none, not both");
	if (g->no_due && g->by.on != DAY_NONE)
		form_fault(f, "by-day",
		    "Enter a date, or tick that there is none, not both");
	if (f->faults.n == 0 && g->owner[0] == '\0' && g->deputy[0] == '\0' &&
	    !g->no_deputy && g->by.on == DAY_NONE && !g->no_due)
		form_fault(f, "owner",
		    "Enter the new owner, or what else is to change");
}

/* Nobody stands in for themselves. */
static void
judge_pair(struct req *r, struct form *f, const struct give *g,
    const char *number, const struct answer *a)
{
	const char *owner =
	    g->new_owner.name[0] != '\0' ? g->new_owner.name : a->row.owner;
	const char *deputy = g->new_deputy.name[0] != '\0' ? g->new_deputy.name
			     : g->no_deputy                ? ""
							   : a->deputy;

	if (faults_about(&f->faults, "deputy") == NULL &&
	    text_same(owner, deputy))
		form_fault(f, "deputy",
		    arena_printf(r->arena,
			"%s would be owner and deputy of %s. Choose another "
			"deputy",
			owner, number));
}

enum err
give_judge(struct req *r, struct form *f, struct give *g)
{
	enum err e;
	size_t i;

	judge_choice(f, g);
	if ((e = holder_typed(r, f, "owner", g->owner, "", &g->new_owner)) !=
		OK ||
	    (e = holder_typed(r, f, "deputy", g->deputy, "", &g->new_deputy)) !=
		OK)
		return e;
	g->answers = arena_array(r->arena, g->n, sizeof(*g->answers));
	if (f->faults.n > 0)
		return OK;
	for (i = 0; i < g->n && e == OK; i++) {
		if (!g->which[i])
			continue;
		e = answer_read(r->db, r->arena, &g->year.assessment,
		    asks(g, i), &g->answers[i]);
		if (e == OK)
			judge_pair(r, f, g, asks(g, i)->number, &g->answers[i]);
	}
	return e;
}

struct owner_change
give_change(const struct give *g)
{
	return (struct owner_change){ .owner = g->owner,
		.deputy = g->deputy,
		.no_deputy = g->no_deputy,
		.due_on = g->by.on,
		.no_due = g->no_due };
}
