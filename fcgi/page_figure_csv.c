/* page_figure_csv.c - the people behind a training figure, as a file. */
#include <string.h>

#include "arena.h"
#include "figure_page.h"
#include "pages_figure.h"
#include "reply.h"
#include "req.h"

/*
 * A cell in quotes.  What a spreadsheet would take for a formula gets an
 * apostrophe before it, so that it stays text.
 */
static void
cell(struct buf *out, const char *text, const char *after)
{
	buf_putc(out, '"');
	if (text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL)
		buf_putc(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_putc(out, '"');
		buf_putc(out, *text);
	}
	buf_putc(out, '"');
	buf_puts(out, after);
}

static void
line(struct buf *out, const struct figure_person *p)
{
	static const char *const standings[] = {
		[FIGURE_DONE] = "completed",
		[FIGURE_NOT] = "not completed",
		[FIGURE_LEFT_OUT] = "left out",
	};
	char until[DAY_TEXT_SIZE];

	day_text(p->until, until);
	cell(out, p->number, ",");
	cell(out, p->first_name, ",");
	cell(out, p->last_name, ",");
	cell(out, p->unit, ",");
	cell(out, standings[p->standing], ",");
	cell(out, until, ",");
	cell(out, p->why, "\r\n");
}

enum err
page_figure_csv(struct req *r)
{
	struct figure_page page = { .standing = FIGURE_ALL };
	struct figure_people people;
	struct figure_asked a;
	char on[DAY_TEXT_SIZE];
	struct figure count;
	struct form f;
	bool more;
	enum err e;
	size_t i;

	if ((e = figure_ask(r, &f, &a)) != OK)
		return e == ERR_INVALID ? ERR_MALFORMED : e;
	e = figure_of(r->db, r->session.org, &a.course, a.day.on, &count);
	if (e != OK)
		return e;
	page.standing = a.standing;
	page.most = count.in_scope + count.excluded;
	e = figure_people(r->db, r->arena, r->session.org, &a.course, a.day.on,
	    &page, &people, &more);
	if (e != OK)
		return e;
	buf_puts(r->out, "number,first name,last name,unit,standing,"
			 "counts until,why left out\r\n");
	for (i = 0; i < people.n; i++)
		line(r->out, &people.v[i]);
	day_text(a.day.on, on);
	reply_header(r, "Content-Disposition",
	    arena_printf(r->arena,
		"attachment; filename=\"training-%s-%s.csv\"", a.course.code,
		on));
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
