/* plan_gap.c - what the first action of a requirement is to be. */
#include <string.h>

#include "arena.h"
#include "plan.h"
#include "text.h"

/* The first criterion that is missing for the target; NULL: none is. */
static const struct criterion *
missing(const struct plan_line *line, const struct answer *answer)
{
	const struct requirement *r = line->requirement;
	const struct criterion *first = NULL;
	size_t i;

	for (i = 0; i < r->criteria.n; i++) {
		const struct criterion *k = &r->criteria.v[i];

		if (answer->met[i] || k->maintenance || k->level > line->target)
			continue;
		if (first == NULL || k->level < first->level)
			first = k;
	}
	return first;
}

/* At most ACTION_TITLE_MAX characters of it, on one line. */
static const char *
cut(struct arena *a, const char *text)
{
	char *line = text_trim(a, text, strlen(text));
	size_t n = strlen(line), i;

	for (i = 0; i < n; i++)
		if (line[i] == '\n' || line[i] == '\t')
			line[i] = ' ';
	while (text_length(line, n) > ACTION_TITLE_MAX)
		do
			n--;
		while (n > 0 && ((unsigned char)line[n] & 0xc0) == 0x80);
	return text_trim(a, line, n);
}

void
plan_first_action(struct arena *a, const struct assessment *s,
    const struct plan_line *line, const struct answer *answer,
    struct action *out)
{
	const struct criterion *k = missing(line, answer);

	*out = (struct action){ .requirement = line->requirement->id,
		.number = line->requirement->number,
		.title =
		    k != NULL
			? cut(a, arena_printf(a, "%s: %s", k->code, k->text))
			: arena_printf(a, "Reach level %d", line->target),
		.reach = line->target > 0 ? line->target : 1,
		.owner = { .id = line->owner != 0 ? line->owner : HOLDER_FIRST,
		    .name = "" },
		.deputy = { .name = "" },
		.due_on = line->row.target_on != DAY_NONE ? line->row.target_on
							  : s->due_on };
}
