/* import_show.c - what pages need to know of files that wait. */
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "guard_bearer.h"
#include "import_show.h"
#include "upload.h"

bool
import_reached(const struct req *r, enum import_kind kind)
{
	return kind != IMPORT_STAFF || guard_bearer_staff(r);
}

enum err
waiting_look(struct req *r, struct waiting *w)
{
	enum err e;

	w->fd = upload_open(r, w->file.stored_as);
	if (w->fd < 0)
		return ERR_NOTFOUND;
	w->source = (struct csv_source){ csv_read_fd, &w->fd };
	e = csv_look(&w->source, &w->nature, w->why);
	if (e == OK)
		e = import_headers(
		    r->arena, &w->source, &w->nature, &w->columns, w->why);
	w->job = (struct import_job){ .kind = w->file.kind,
		.source = &w->source,
		.nature = &w->nature,
		.columns = &w->columns,
		.file_name = w->file.name,
		.profile = w->file.profile,
		.part = w->file.part,
		.file = w->file.id,
		.today = r->today };
	return e;
}

enum err
waiting_open(struct req *r, struct waiting *w)
{
	int64_t org = r->session.org;
	enum err e;
	size_t i;

	memset(w, 0, sizeof(*w));
	w->fd = -1;
	if (req_arg_id(r, 0) == 0 || org == 0)
		return ERR_NOTFOUND;
	e = import_file_read(r->db, r->arena, org, req_arg_id(r, 0), &w->file);
	if (e == OK && !import_reached(r, w->file.kind))
		return ERR_NOTFOUND;
	if (e != OK || w->file.run != 0)
		return e;
	if ((e = waiting_look(r, w)) != OK)
		return e;
	for (i = 0; i < w->columns.n && i < w->file.n; i++)
		w->columns.as[i] = w->file.as[i];
	return OK;
}

void
waiting_close(struct waiting *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

struct import_tolds
import_told(struct req *r, const struct import_lines *all)
{
	struct import_tolds out = { 0 };
	size_t i;

	out.v = arena_array(r->arena, all->n, sizeof(*out.v));
	for (i = 0; i < all->n; i++)
		out.v[out.n++] =
		    (struct import_told){ all->v[i].line, all->v[i].says };
	return out;
}

struct import_counts
import_counts_of(struct req *r, enum import_kind kind,
    const struct import_report *p, bool done)
{
	return (struct import_counts){
		.staff = kind == IMPORT_STAFF,
		.done = done,
		.seen = p->seen,
		.added = p->added,
		.changed = p->changed,
		.same = p->same,
		.skipped = p->skipped,
		.refused = p->refused,
		.missing = p->missing,
		.expired = p->expired,
		.differing = p->differing,
		.groups = p->groups,
		.refusals = import_told(r, &p->refusals),
		.notes = import_told(r, &p->notes),
		.absent = import_told(r, &p->absent),
		.refusals_more = p->refused - (int64_t)p->refusals.n,
		.notes_more = p->noted - (int64_t)p->notes.n,
		.absent_more = p->missing - (int64_t)p->absent.n,
	};
}
