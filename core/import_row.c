/* import_row.c - the rows of a file, and what is said of them. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "import_day.h"
#include "import_priv.h"
#include "sql.h"
#include "text.h"

#define CELLS_MOST (64 * 1024) /* of a refused row that is kept */
#define TELL_EVERY 1000        /* rows */

bool
import_has(const struct import_run *r, enum import_field f)
{
	return r->place[f] >= 0;
}

const char *
import_cell(
    const struct import_run *r, const struct csv_row *row, enum import_field f)
{
	const char *cell;

	if (r->place[f] < 0 || (size_t)r->place[f] >= row->n)
		return "";
	cell = csv_plain(row->cells[r->place[f]]);
	return text_trim(r->row, cell, strlen(cell));
}

const char *
import_number(const struct import_run *r, const struct csv_row *row)
{
	const char *number = import_cell(r, row, IMPORT_NUMBER);

	return number[0] != '\0' ? number
				 : import_cell(r, row, IMPORT_ASSIGNMENT);
}

const char *
import_employee(const struct import_run *r, const char *number)
{
	const char *dash = strrchr(number, '-');

	if (dash == NULL || dash == number || dash[1] == '\0' ||
	    strlen(dash) > 3 || dash[1 + strspn(dash + 1, "0123456789")])
		return NULL;
	return arena_copy(r->row, number, (size_t)(dash - number));
}

const char *
import_unreadable(const struct import_run *r, const struct csv_row *row)
{
	size_t i;

	if (row->fault != NULL)
		return arena_printf(
		    r->row, "This row cannot be read: %s", row->fault);
	for (i = r->job->columns->n; i < row->n; i++)
		if (row->cells[i][0] != '\0')
			return "The row has more cells than the first line of "
			       "the file has names: check its separators and "
			       "quotation marks";
	return NULL;
}

/* As much of it as a message should repeat. */
static const char *
shown(struct arena *a, const char *s)
{
	size_t n = strnlen(s, 60);

	while (n > 0 && s[n] != '\0' && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return arena_printf(
	    a, "\"%.*s%s\"", (int)n, s, s[n] != '\0' ? "..." : "");
}

const char *
import_cell_day(const struct import_run *r, const struct csv_row *row,
    enum import_field f, day *on)
{
	const char *cell = import_cell(r, row, f);

	if (import_day(cell, on))
		return NULL;
	return arena_printf(r->row,
	    "The %s %s is no day of the calendar that can be read: write it "
	    "like 31/03/2026, 31-MAR-2026 or 2026-03-31",
	    text_fold(r->row, import_field_title(f)), shown(r->row, cell));
}

void
import_line_of(struct buf *b, const char *const *cells, size_t n)
{
	size_t i;

	for (i = 0; i < n && b->n + strlen(cells[i]) < CELLS_MOST; i++)
		csv_put(b, cells[i], i == 0);
}

static void
show(struct import_run *r, struct import_lines *all,
    const struct import_line *line)
{
	if (all->n == IMPORT_SHOWN)
		return;
	all->v[all->n++] =
	    (struct import_line){ line->line, arena_text(r->keep, line->says),
		    arena_text(r->keep, line->cells) };
}

enum err
import_refuse(struct import_run *r, const struct csv_row *row, const char *says)
{
	struct import_line line = { .line = row->line, .says = says };

	buf_reset(&r->cells);
	import_line_of(&r->cells, row->cells, row->n);
	line.cells = buf_text(&r->cells);
	r->report->refused++;
	show(r, &r->report->refusals, &line);
	if (r->job->refusal != NULL)
		r->job->refusal(r->job->refusal_arg, &line);
	if (r->head == NULL)
		return OK;
	return db_do(r->db,
	    SQL(import_refused_insert, .org = r->org, .run = r->report->run,
		.line = line.line, .cells = line.cells, .reason = says));
}

void
import_note(struct import_run *r, int64_t line, const char *says)
{
	const struct import_line note = { line, says, "" };

	r->report->noted++;
	show(r, &r->report->notes, &note);
}

static enum err
rows_of(struct import_run *r, struct csv *c, import_taker *take, void *arg)
{
	const struct import_job *j = r->job;
	struct csv_row row;
	int64_t n = 0;
	enum err e;

	if ((e = csv_next(c, &row)) != OK) /* the names of the columns */
		return e;
	while ((e = csv_next(c, &row)) == OK) {
		if ((e = take(r, &row, arg)) != OK)
			return e;
		arena_reset(r->row);
		if (j->progress != NULL && ++n % TELL_EVERY == 0)
			j->progress(j->progress_arg, csv_at(c));
	}
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
import_each(struct import_run *r, import_taker *take, void *arg)
{
	struct csv *c = csv_open(r->job->source, r->job->nature);
	enum err e = rows_of(r, c, take, arg);

	if (csv_why(c)[0] != '\0') {
		memcpy(r->report->why, csv_why(c), CSV_WHY);
		e = e == ERR_IO ? ERR_IO : ERR_INVALID;
	}
	csv_close(c);
	return e;
}
