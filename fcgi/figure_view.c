/* figure_view.c - what the training figure's pages have in common. */
#include <string.h>

#include "arena.h"
#include "figure_page.h"
#include "req.h"

static const struct {
	const char *name, *text;
} standings[] = {
	[FIGURE_DONE] = { "done", "Completed" },
	[FIGURE_NOT] = { "not", "Not completed" },
	[FIGURE_LEFT_OUT] = { "left-out", "Left out" },
};
#define STANDINGS (sizeof(standings) / sizeof(standings[0]))

int
figure_standing_named(const char *name)
{
	size_t i;

	for (i = 0; i < STANDINGS; i++)
		if (strcmp(standings[i].name, name) == 0)
			return (int)i;
	return FIGURE_ALL;
}

void
figure_standings(struct req *r, const char *chosen, struct choices *out)
{
	size_t i;

	out->v = arena_array(r->arena, STANDINGS + 1, sizeof(*out->v));
	out->v[out->n++] =
	    (struct choice_view){ "", "Everybody", chosen[0] == '\0' };
	for (i = 0; i < STANDINGS; i++)
		out->v[out->n++] =
		    (struct choice_view){ standings[i].name, standings[i].text,
			    strcmp(standings[i].name, chosen) == 0 };
}

bool
figure_names(const struct req *r)
{
	return (r->session.roles & ROLE_ADMINISTRATOR) != 0;
}

const char *
figure_percent_text(struct req *r, int percent)
{
	return percent < 0 ? "Not applicable"
			   : arena_printf(r->arena, "%d%%", percent);
}

struct badge
figure_badge(int percent, bool enough)
{
	static const struct badge all[] = {
		{ HTML_FIXED("grey"), HTML_FIXED("Nobody in scope") },
		{ HTML_FIXED("red"), HTML_FIXED("Below what is asked") },
		{ HTML_FIXED("green"), HTML_FIXED("Enough") },
	};

	return all[percent < 0 ? 0 : enough ? 2 : 1];
}

static const char *
says(struct req *r, const struct figure_person *p)
{
	char words[DAY_WORDS_SIZE];

	if (p->standing != FIGURE_DONE || p->why[0] != '\0')
		return p->why;
	if (p->until == DAY_NONE)
		return "Counts for good";
	day_words(p->until, words);
	return arena_printf(r->arena, "Counts until %s", words);
}

void
figure_lines(
    struct req *r, const struct figure_people *people, struct figure_view *v)
{
	static const struct badge states[] = {
		[FIGURE_DONE] = { HTML_FIXED("green"),
		    HTML_FIXED("Completed") },
		[FIGURE_NOT] = { HTML_FIXED("red"),
		    HTML_FIXED("Not completed") },
		[FIGURE_LEFT_OUT] = { HTML_FIXED("grey"),
		    HTML_FIXED("Left out") },
	};
	size_t i;

	v->people.v = arena_array(r->arena, people->n, sizeof(*v->people.v));
	for (i = 0; i < people->n; i++) {
		const struct figure_person *p = &people->v[i];

		v->people.v[v->people.n++] = (struct figure_line){
			.name = p->first_name[0] == '\0'
				    ? p->last_name
				    : arena_printf(r->arena, "%s, %s",
					  p->last_name, p->first_name),
			.number = p->number,
			.unit = p->unit,
			.says = says(r, p),
			.state = states[p->standing],
		};
	}
}
