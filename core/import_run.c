/* import_run.c - a whole file, as one change or as none. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "audit.h"
#include "db.h"
#include "figure.h"
#include "import_priv.h"
#include "jsonw.h"
#include "sql.h"

static void
find_places(struct import_run *r)
{
	const struct import_columns *c = r->job->columns;
	size_t i;

	for (i = 0; i < IMPORT_FIELDS; i++)
		r->place[i] = -1;
	for (i = 0; i < c->n; i++)
		if (c->as[i] != IMPORT_NONE)
			r->place[c->as[i]] = (int)i;
}

static enum err
begin_record(struct import_run *r)
{
	const struct import_job *j = r->job;
	const struct db_head *head = r->head;
	enum err e;

	r->report->run = db_id(r->db);
	if (j->file != 0) {
		e = db_do(r->db, SQL(import_file_taken, .org = r->org,
				     .id = j->file, .run = r->report->run));
		if (e != OK || db_changed(r->db) == 0)
			return e != OK ? e : ERR_NOTFOUND;
	}
	buf_reset(&r->cells);
	import_line_of(&r->cells, j->columns->header, j->columns->n);
	return db_do(r->db,
	    SQL(import_run_insert, .org = r->org, .id = r->report->run,
		.kind = j->kind, .file_name = j->file_name,
		.digest = { j->nature->digest, sizeof(j->nature->digest) },
		.profile = j->profile, .header = buf_text(&r->cells),
		.at = head->at, .by_name = head->by->name));
}

static void
describe(const struct import_run *r, struct buf *detail)
{
	const struct import_report *p = r->report;
	struct jsonw w = { .out = detail };

	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "file", r->job->file_name);
	jsonw_hex(&w, "sha256", r->job->nature->digest, 32);
	jsonw_text(&w, "profile", r->job->profile);
	jsonw_int(&w, "rows", p->seen);
	jsonw_int(&w, "new", p->added);
	jsonw_int(&w, "changed", p->changed);
	jsonw_int(&w, "same", p->same);
	jsonw_int(&w, "refused", p->refused);
	jsonw_int(&w, "skipped", p->skipped);
	jsonw_int(&w, "missing", p->missing);
	jsonw_close(&w, '}');
}

static enum err
end_record(struct import_run *r)
{
	const struct import_report *p = r->report;
	struct buf detail = { 0 };
	enum err e;

	e = db_do(r->db,
	    SQL(import_run_counts, .org = r->org, .id = p->run, .seen = p->seen,
		.added = p->added, .changed = p->changed, .same = p->same,
		.refused = p->refused, .skipped = p->skipped,
		.missing = p->missing, .expired = p->expired,
		.differing = p->differing, .noted = p->noted));
	if (e != OK)
		return e;
	describe(r, &detail);
	e = audit_add(r->db, r->head,
	    r->job->kind == IMPORT_STAFF ? "import.staff" : "import.training",
	    p->run, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
whole(struct import_run *r)
{
	enum err e = OK;

	memset(r->report, 0, sizeof(*r->report));
	if (r->job->refusal != NULL)
		r->job->refusal(r->job->refusal_arg, NULL);
	find_places(r);
	if (r->head != NULL)
		e = begin_record(r);
	if (e == OK)
		e = r->job->kind == IMPORT_STAFF ? import_staff_file(r)
						 : import_training_file(r);
	return e == OK && r->head != NULL ? end_record(r) : e;
}

static enum err
try(struct db *db, void *arg)
{
	struct import_run *r = arg;

	r->db = db;
	r->head = NULL;
	return whole(r);
}

static enum err
apply(struct db *db, struct db_head *head, void *arg)
{
	struct import_run *r = arg;
	enum err e;

	r->db = db;
	r->head = head;
	/* The figure is counted once at the end, not again for each row. */
	if ((e = figure_forget(db, head->org)) == OK && (e = whole(r)) == OK)
		e = figure_refresh(db, head->org, r->job->today);
	return e;
}

static enum err
reading(struct db *db, struct arena *a, int64_t org,
    const struct import_job *job, struct import_report *report, bool within)
{
	struct import_run r = { .org = org,
		.job = job,
		.report = report,
		.keep = a,
		.row = arena_open() };
	enum err e = within ? try(db, &r) : db_read(db, try, &r);

	arena_close(r.row);
	buf_clear(&r.cells);
	return e;
}

enum err
import_try(struct db *db, struct arena *a, int64_t org,
    const struct import_job *job, struct import_report *report)
{
	return reading(db, a, org, job, report, false);
}

enum err
import_try_within(struct db *db, struct arena *a, int64_t org,
    const struct import_job *job, struct import_report *report)
{
	return reading(db, a, org, job, report, true);
}

enum err
import_apply(struct db *db, struct arena *a, struct unit *u,
    const struct import_job *job, struct import_report *report)
{
	struct import_run r = { .org = u->org,
		.job = job,
		.report = report,
		.keep = a,
		.row = arena_open() };
	enum err e = db_write(db, u, apply, &r);

	/* Among millions a new certificate's number may be taken: others. */
	if (e == ERR_CONFLICT)
		e = db_write(db, u, apply, &r);
	arena_close(r.row);
	buf_clear(&r.cells);
	return e;
}
