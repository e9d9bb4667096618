/* responsibility_table.c - the matrix as a file: a column for each duty and
 * each requirement. */
#include <string.h>

#include "arena.h"
#include "responsibility.h"

const char *
matrix_word(struct arena *a, const struct matrix_mark *m)
{
	static const char *const words[] = {
		[MARK_HOLDS] = "Accepted",
		[MARK_WAITS] = "To be accepted since",
		[MARK_OVER] = "Ended",
		[MARK_TO_COME] = "From",
		[MARK_DEPUTY] = "Deputy",
		[MARK_OWNS] = "Owner",
		[MARK_HELPS] = "Deputy",
	};
	char on[DAY_TEXT_SIZE];

	if (m->on == DAY_NONE)
		return words[m->kind];
	day_text(m->on, on);
	return arena_printf(a, "%s %s", words[m->kind], on);
}

static void
heads(struct arena *a, const struct matrix *m, const struct catalogue *c,
    matrix_put *put, void *arg)
{
	size_t i;

	put(arg, "Name", true);
	put(arg, "Kind", false);
	put(arg, "User name", false);
	put(arg, "Unit", false);
	put(arg, "Position", false);
	for (i = 0; i < m->duties.n; i++)
		put(arg, m->duties.v[i].title, false);
	for (i = 0; c != NULL && i < c->requirements.n; i++)
		put(arg,
		    arena_printf(a, "%s-%s %s", c->version,
			c->requirements.v[i].number,
			c->requirements.v[i].title),
		    false);
}

static bool
of_requirement(const struct matrix_mark *m)
{
	return m->kind == MARK_OWNS || m->kind == MARK_HELPS;
}

/* The cells of a row, by column: duties first. */
static void
fill(struct arena *a, const struct matrix *m, size_t *next, size_t row,
    const char **cells)
{
	const struct matrix_mark *k;
	const char **cell;

	for (; *next < m->marks.n; ++*next) {
		k = &m->marks.v[*next];
		if (k->row != row)
			break;
		cell =
		    &cells[k->column + (of_requirement(k) ? m->duties.n : 0)];
		*cell = *cell == NULL ? matrix_word(a, k)
				      : arena_printf(a, "%s; %s", *cell,
					    matrix_word(a, k));
	}
}

void
matrix_table(struct arena *a, const struct matrix *m, const struct catalogue *c,
    matrix_put *put, void *arg)
{
	static const char *const kinds[] = { [HOLDER_PERSON] = "Person",
		[HOLDER_GROUP] = "Group",
		[HOLDER_DUTY] = "Duty" };
	size_t n = m->duties.n + (c == NULL ? 0 : c->requirements.n);
	const char **cells = arena_array(a, n, sizeof(*cells));
	size_t i, k, next = 0;

	heads(a, m, c, put, arg);
	for (i = 0; i < m->rows.n; i++) {
		const struct matrix_row *row = &m->rows.v[i];

		memset(cells, 0, n * sizeof(*cells));
		fill(a, m, &next, i, cells);
		put(arg, row->name, true);
		put(arg, kinds[row->kind], false);
		put(arg, row->user, false);
		put(arg, row->unit, false);
		put(arg, row->post, false);
		for (k = 0; k < n; k++)
			put(arg, cells[k] == NULL ? "" : cells[k], false);
	}
}
