/* page_catalogue.c - /catalogue: the sets of requirements that are loaded. */
#include "arena.h"
#include "clock.h"
#include "form.h"
#include "pack.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "set_of.h"
#include "tmpl.h"
#include "view_catalogue.h"

static void
fill_line(struct req *r, const struct catalogue_rows *rows,
    const struct catalogue_row *row, struct set_line *line)
{
	const struct catalogue_row *before = set_before(rows, row->id);
	const char *name = set_name(r, row);

	*line = (struct set_line){
		.to = req_href(r, "/catalogue/%s", name),
		.version = row->version,
		.type = row->type,
		.name = row->type_name,
		.revision = row->revision,
		.revised = row->revision > 1,
		.requirements = row->requirements,
		.to_come = row->released_on > r->today,
		.released_on = row->released_on,
		.withdrawn = row->withdrawn_at != 0,
		.withdrawn_on = clock_day(row->withdrawn_at),
		.sure = set_sure(row->mark),
	};
	if (before == NULL)
		return;
	line->changes = req_href(r, "/catalogue/%s/changes", name);
	line->since = set_version(r, before->version, before->revision);
}

enum err
page_catalogue(struct req *r)
{
	struct catalogue_view v = {
		.page = page_view(r, "Sets of requirements"),
		.library = req_href(r, "/library"),
	};
	struct catalogue_rows rows;
	enum err e;
	size_t i;

	if ((e = catalogue_list(r->db, r->arena, "", &rows)) != OK)
		return e;
	v.page.wide = true;
	if ((r->session.roles & ROLE_NATIONAL) != 0)
		v.load = req_href(r, "/catalogue/load");
	v.sets.v = arena_array(r->arena, rows.n, sizeof(*v.sets.v));
	v.sets.n = rows.n;
	for (i = 0; i < rows.n; i++)
		fill_line(r, &rows, &rows.v[i], &v.sets.v[i]);
	SHOW(r, catalogue, &v);
	return reply_page(r, 200);
}

/* The set as the file that could be loaded. */
enum err
page_set_pack(struct req *r)
{
	struct catalogue c;
	enum err e = set_read(r, req_arg(r, 0), &c);

	if (e != OK)
		return e;
	pack_write(r->out, &c);
	reply_header(r, "Content-Disposition",
	    arena_printf(r->arena,
		"attachment; filename=\"%s-%s-%s-%lld.json\"", c.framework,
		c.version, c.type, (long long)c.revision));
	return reply_bytes(r, 200, "application/json");
}
