/* page_matrix_file.c - who holds what, as a file. */
#include "arena.h"
#include "csv.h"
#include "matrix_ask.h"
#include "pages_handover.h"
#include "reply.h"
#include "req.h"
#include "sheet.h"

static void
name_file(struct req *r, const char *ending)
{
	char on[DAY_TEXT_SIZE];

	day_text(r->today, on);
	reply_header(r, "Content-Disposition",
	    arena_printf(r->arena,
		"attachment; filename=\"responsibilities-%s.%s\"", on, ending));
}

struct lines {
	struct buf *out;
	bool begun;
};

static void
put_csv(void *arg, const char *cell, bool first)
{
	struct lines *l = arg;

	if (first && l->begun)
		csv_end(l->out);
	l->begun = true;
	csv_put(l->out, cell, first);
}

enum err
page_matrix_csv(struct req *r)
{
	struct lines l = { .out = r->out };
	struct matrix_asked a;
	enum err e = matrix_ask(r, true, &a);

	if (e != OK)
		return e;
	csv_begin(r->out);
	matrix_table(r->arena, &a.m, a.set, put_csv, &l);
	csv_end(r->out);
	name_file(r, "csv");
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}

static void
put_sheet(void *arg, const char *cell, bool first)
{
	sheet_put(arg, cell, first);
}

enum err
page_matrix_xlsx(struct req *r)
{
	struct matrix_asked a;
	struct sheet *s;
	enum err e = matrix_ask(r, true, &a);

	if (e != OK)
		return e;
	s = sheet_new("Responsibilities");
	matrix_table(r->arena, &a.m, a.set, put_sheet, s);
	if ((e = sheet_end(s, r->out)) != OK)
		return e;
	name_file(r, "xlsx");
	return reply_bytes(r, 200,
	    "application/vnd.openxmlformats-officedocument.spreadsheetml."
	    "sheet");
}
