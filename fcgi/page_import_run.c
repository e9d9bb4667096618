/* page_import_run.c - what came of a file that was taken in. */
#include "arena.h"
#include "form.h"
#include "import_show.h"
#include "pages_import.h"
#include "reply.h"
#include "route.h"
#include "tmpl.h"

static enum err
find(struct req *r, struct import_run_row *run)
{
	int64_t id = req_arg_id(r, 0);
	enum err e;

	if (id == 0 || r->session.org == 0)
		return ERR_NOTFOUND;
	e = import_run_read(r->db, r->arena, r->session.org, id, run);
	return e == OK && !import_reached(r, run->kind) ? ERR_NOTFOUND : e;
}

static struct import_report
report_of(const struct import_run_row *run)
{
	return (struct import_report){ .run = run->id,
		.seen = run->seen,
		.added = run->added,
		.changed = run->changed,
		.same = run->same,
		.skipped = run->skipped,
		.refused = run->refused,
		.missing = run->missing,
		.expired = run->expired,
		.differing = run->differing };
}

static enum err
show(struct req *r, const struct import_run_row *run, bool done)
{
	struct import_report report = report_of(run);
	struct import_done_view v = {
		.page = page_view(r, "What came of the file"),
		.name = run->file_name,
		.kind = run->kind == IMPORT_STAFF ? "staff" : "completions",
		.by = run->by,
		.profile = run->profile,
		.digest = run->digest,
		.at = run->at,
	};
	enum err e;

	e = import_run_refused(
	    r->db, r->arena, r->session.org, run->id, &report.refusals);
	if (e != OK)
		return e;
	if (run->refused > 0)
		v.refused = req_href(
		    r, "/manage/import/run/%lld/refused", (long long)run->id);
	v.counts = import_counts_of(r, run->kind, &report, true);
	v.page.wide = true;
	v.page.notice = done ? "The file was taken in" : NULL;
	v.page.notice_done = true;
	v.page.back = req_href(r, "/manage/import");
	v.page.back_text = "Take files in";
	SHOW(r, import_done, &v);
	return reply_page(r, 200);
}

enum err
page_import_run(struct req *r)
{
	struct import_run_row run;
	struct form f;
	bool done;
	enum err e;

	form_query(&f, r);
	done = form_tick(&f, "done");
	if ((e = form_close(&f)) != OK || (e = find(r, &run)) != OK)
		return e;
	return show(r, &run, done);
}

enum err
page_import_refused(struct req *r)
{
	struct import_run_row run;
	struct form f;
	enum err e;

	form_query(&f, r);
	if ((e = form_close(&f)) != OK || (e = find(r, &run)) != OK)
		return e;
	e = import_refused_csv(r->db, r->arena, r->session.org, run.id, r->out);
	if (e != OK)
		return e;
	reply_header(r, "Content-Disposition",
	    "attachment; filename=\"refused-rows.csv\"");
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
