/* page_providers.c - the assurance of those that an organisation commissions.
 */
#include "arena.h"
#include "clock.h"
#include "csv.h"
#include "outside_lines.h"
#include "pages_outside.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

static enum err
read_all(struct req *r, struct outside_rows *rows)
{
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK)
		return e;
	return outside_providers(r->db, r->arena, r->session.org, rows);
}

enum err
page_providers(struct req *r)
{
	struct providers_view v = { .page = page_view(r, "Providers"),
		.csv = req_href(r, "/providers/csv") };
	struct outside_rows rows;
	enum err e = read_all(r, &rows);
	size_t i;

	if (e != OK)
		return e;
	v.lines = outside_room(r, rows.n);
	v.lines.n = rows.n;
	for (i = 0; i < rows.n; i++) {
		const struct outside_row *row = &rows.v[i];

		v.lines.v[i] = outside_line(r, row);
		if (row->newest.version != NULL)
			v.lines.v[i].to =
			    req_href(r, "/public/%s", row->org.code);
		v.published += row->current;
	}
	v.page.wide = true;
	SHOW(r, providers, &v);
	return reply_page(r, 200);
}

static const char *
number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%lld", (long long)n);
}

static void
row_csv(struct req *r, const struct outside_row *row)
{
	const struct edition *x = &row->newest;
	const char *reviewed = edition_reviewed_name(x);
	bool is = x->version != NULL;
	char at[INSTANT_TEXT_SIZE] = "", due[DAY_TEXT_SIZE];
	size_t i;

	day_text(row->due_on, due);
	if (is)
		clock_text(x->at, at);
	const char *const v[] = { row->org.code, row->org.name, row->org.type,
		row->year != NULL ? row->year : "",
		outside_state(row, r->today), due, is ? x->version : "",
		is ? number(r, x->number) : "", at,
		!is       ? ""
		: x->late ? "yes"
			  : "no",
		is && x->percent >= 0 ? number(r, x->percent) : "",
		is ? number(r, x->below) : "", is ? grade_name(x->grade) : "",
		reviewed != NULL ? reviewed : "" };

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		csv_put(r->out, v[i], i == 0);
	csv_end(r->out);
}

enum err
page_providers_csv(struct req *r)
{
	static const char *const names[] = { "code", "name", "type", "year",
		"state", "due", "published version", "edition", "published",
		"late", "percent", "below", "grade", "reviewed grade" };
	struct outside_rows rows;
	enum err e = read_all(r, &rows);
	size_t i;

	if (e != OK)
		return e;
	csv_begin(r->out);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		csv_put(r->out, names[i], i == 0);
	csv_end(r->out);
	for (i = 0; i < rows.n; i++)
		row_csv(r, &rows.v[i]);
	reply_header(
	    r, "Content-Disposition", "attachment; filename=\"providers.csv\"");
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
