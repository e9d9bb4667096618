/* carry_place.c - what of one year's set is what in the next. */
#include <string.h>

#include "arena.h"
#include "carry_priv.h"
#include "difference.h"

/* What became what, as the change notice says it. */
static void
follow(struct carriage *c, const struct difference *d)
{
	size_t i;

	for (i = 0; i < d->changes.n; i++) {
		const struct change *k = &d->changes.v[i];
		size_t at;

		if (k->before == NULL)
			continue;
		at = (size_t)(k->before - c->was->requirements.v);
		c->heir[at] = k->after;
		c->merged[at] = k->merged;
	}
}

void
carry_map(struct carriage *c)
{
	size_t n = c->was->requirements.n, i;
	struct difference d;

	c->heir = arena_array(c->arena, n, sizeof(*c->heir));
	c->merged = arena_array(c->arena, n, sizeof(*c->merged));
	c->source =
	    arena_array(c->arena, c->is->requirements.n, sizeof(*c->source));
	for (i = 0; i < n; i++)
		c->heir[i] = catalogue_requirement(
		    c->is, c->was->requirements.v[i].number);
	difference_find(c->arena, c->was, c->is, &d);
	follow(c, &d);
	for (i = 0; i < n; i++)
		if (c->heir[i] != NULL && !c->merged[i])
			c->source[c->heir[i] - c->is->requirements.v] =
			    &c->was->requirements.v[i];
}

enum likeness { SAME, SAME_TEXT, SAME_CODE, WORDED_ALIKE, LIKENESSES };

static bool
is_like(const struct criterion *a, const struct criterion *b,
    enum likeness likeness)
{
	bool code = strcmp(a->code, b->code) == 0;
	bool text = strcmp(a->text, b->text) == 0;

	switch (likeness) {
	case SAME:
		return code && text;
	case SAME_TEXT:
		return text;
	case SAME_CODE:
		return code && difference_alike(a->text, b->text);
	case WORDED_ALIKE:
		return difference_alike(a->text, b->text);
	case LIKENESSES:
		break;
	}
	return false;
}

void
carry_place(const struct requirement *was, const struct requirement *is,
    size_t place[CRITERIA_MAX])
{
	bool taken[CRITERIA_MAX] = { false };
	enum likeness like;
	size_t i, j;

	for (i = 0; i < CRITERIA_MAX; i++)
		place[i] = CRITERIA_MAX;
	for (like = SAME; like < LIKENESSES; like++)
		for (i = 0; i < is->criteria.n; i++)
			for (j = 0;
			     j < was->criteria.n && place[i] == CRITERIA_MAX;
			     j++)
				if (!taken[j] &&
				    is_like(&is->criteria.v[i],
					&was->criteria.v[j], like)) {
					taken[j] = true;
					place[i] = j;
				}
}

const char *
carry_codes(struct arena *a, const struct requirement *r, const bool *set)
{
	const char *s = "";
	size_t i;

	for (i = 0; i < r->criteria.n; i++)
		if (set[i])
			s = arena_printf(a, "%s%s%s", s,
			    s[0] != '\0' ? ", " : "", r->criteria.v[i].code);
	return s;
}
