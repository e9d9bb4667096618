/* carried_set.h - the next year, and what of the last one was left. */
#ifndef CARRIED_SET_H
#define CARRIED_SET_H
#include "carried.h"
#include "plan_set.h"

/* Opens the year of c on a day. */
static inline void
open_next(struct year *y, const struct catalogue *c, day on)
{
	struct unit u = year_unit(y, &y->r->admin);

	y->set = c;
	assert_err(
	    assessment_open(y->r->db, y->r->arena, &u, y->org, c, on, &y->s),
	    OK);
}

static inline struct carried_lines
left_of(const struct year *y)
{
	struct carried_lines all;

	assert_err(carried_list(y->r->db, y->r->arena, &y->s, &all), OK);
	return all;
}

/* The line of this kind and text; text NULL for any.  NULL: none. */
static inline const struct carried_line *
left_find(const struct carried_lines *all, const char *number,
    enum carried_kind kind, const char *text)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].kind == kind &&
		    strcmp(all->v[i].number, number) == 0 &&
		    (text == NULL || strcmp(all->v[i].text, text) == 0))
			return &all->v[i];
	return NULL;
}

/* There is this line; it says so much more. */
static inline void
left_says(const struct carried_lines *all, const char *number,
    enum carried_kind kind, const char *criteria, const char *text,
    const char *taken)
{
	const struct carried_line *l = left_find(all, number, kind, text);

	if (l == NULL)
		fail_msg("%s: no %s %s", number, carried_kind_name(kind), text);
	assert_string_equal(l->criteria, criteria);
	assert_string_equal(l->taken, taken);
}

/* The same requirements in another version. */
static inline struct catalogue *
next_set(struct year *y, const char *version)
{
	struct catalogue *c = arena_alloc(y->r->arena, sizeof(*c));

	set_make(y->r->arena, c, version, "ACU", WORKFLOW_FULL);
	return c;
}

/* Everything that can be said of a requirement, but who it belongs to. */
static inline void
say_all(struct year *y, size_t i)
{
	struct answer a = year_read(y, i);
	struct action x = action_for(y, i, "daniel");
	struct evidence v[2] = {
		{ .title = "Minutes", .reference = "Drawer 1" },
		{ .title = "Audit", .reference = "" },
	};

	v[0].shows[K1A] = v[0].shows[K1B] = v[1].shows[K2A] = true;
	tick(y, i, &a, "1a 1b 2a");
	a.comment[K1B] = "As last year";
	a.plan = "Go on.";
	a.row.owner = "A. Jones";
	a.row.target_level = 3;
	a.row.target_on = DUE;
	a.evidence.v = v;
	a.evidence.n = 2;
	year_save(y, i, &a);
	x.title = "Train the others";
	assert_err(try_add(y, &x), OK);
}
#endif
