/* page_changes.c - /catalogue/:set/changes: the change notice. */
#include <string.h>

#include "arena.h"
#include "assessment.h"
#include "carried.h"
#include "difference.h"
#include "form.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "set_of.h"
#include "tmpl.h"
#include "view_catalogue.h"

enum kind { ADDED, REMOVED, MERGED, MOVED, REWORDED, KINDS };

static bool
is(const struct change *c, enum kind kind)
{
	switch (kind) {
	case ADDED:
		return c->before == NULL;
	case REMOVED:
		return c->after == NULL;
	case MERGED:
		return c->merged;
	case MOVED:
		return c->moved;
	case REWORDED:
		return c->wordings.n > 0;
	case KINDS:
		break;
	}
	return false;
}

static struct wording_lines
wordings(struct req *r, const struct wordings *w)
{
	struct wording_lines out = { .n = w->n };
	size_t i;

	out.v = arena_array(r->arena, w->n, sizeof(*out.v));
	for (i = 0; i < w->n; i++)
		out.v[i] = (struct wording_line){ w->v[i].what, w->v[i].before,
			w->v[i].after };
	return out;
}

/* What the set says of it that the one before did not. */
static const char *
says(const struct change *c)
{
	const char *text = c->after == NULL ? "" : c->after->changes;

	if (text[0] == '\0' ||
	    (c->before != NULL && strcmp(c->before->changes, text) == 0))
		return NULL;
	return text;
}

static void
fill_row(struct req *r, const struct catalogue *before,
    const struct catalogue *after, const struct change *c, enum kind kind,
    struct change_row *row)
{
	const struct requirement *q = c->after != NULL ? c->after : c->before;

	if (kind == MERGED || kind == MOVED)
		q = c->before;
	row->number = q->number;
	row->title = q->title;
	if (c->after != NULL)
		row->to = req_href(r, "/catalogue/%s-%s-%lld/requirement/%s",
		    after->type, after->version, (long long)after->revision,
		    c->after->number);
	if (kind != MERGED)
		row->says = says(c);
	if (kind == MERGED)
		row->into = arena_printf(
		    r->arena, "%s %s", c->after->number, c->after->title);
	if (kind == MOVED) {
		row->from_where = arena_printf(r->arena, "%s, %s",
		    c->before->number, difference_section(before, c->before));
		row->to_where = arena_printf(r->arena, "%s, %s",
		    c->after->number, difference_section(after, c->after));
	}
	if (kind == REWORDED)
		row->texts = wordings(r, &c->wordings);
}

static void
fill_groups(struct req *r, const struct catalogue *before,
    const struct catalogue *after, const struct difference *d,
    struct changes_view *v)
{
	static const char *const headings[] = { [ADDED] = "Added",
		[REMOVED] = "Removed",
		[MERGED] = "Merged into another",
		[MOVED] = "Moved",
		[REWORDED] = "Reworded" };
	enum kind kind;
	size_t i;

	v->groups.v = arena_array(r->arena, KINDS, sizeof(*v->groups.v));
	for (kind = ADDED; kind < KINDS; kind++) {
		struct change_group *g = &v->groups.v[v->groups.n];

		g->heading = headings[kind];
		g->rows.v =
		    arena_array(r->arena, d->changes.n, sizeof(*g->rows.v));
		for (i = 0; i < d->changes.n; i++)
			if (is(&d->changes.v[i], kind))
				fill_row(r, before, after, &d->changes.v[i],
				    kind, &g->rows.v[g->rows.n++]);
		v->groups.n += g->rows.n > 0;
	}
	v->texts = wordings(r, &d->set);
	v->unchanged = d->unchanged;
	v->nothing = d->changes.n == 0 && d->set.n == 0;
}

/*
 * The other sets of the type, after one of another type that was asked for:
 * the one that was asked for is chosen.
 */
static void
fill_others(struct req *r, const struct catalogue_rows *rows, int64_t here,
    const struct catalogue *before, const char *type, struct choices *out)
{
	size_t i;

	out->v = arena_array(r->arena, rows->n + 1, sizeof(*out->v));
	if (strcmp(before->type, type) != 0)
		out->v[out->n++] = (struct choice_view){
			.value =
			    arena_printf(r->arena, "%s-%s-%lld", before->type,
				before->version, (long long)before->revision),
			.text = arena_printf(r->arena, "%s, %s",
			    before->type_name,
			    set_version(r, before->version, before->revision)),
			.chosen = true,
		};
	for (i = 0; i < rows->n; i++)
		if (rows->v[i].id != here)
			out->v[out->n++] = (struct choice_view){
				.value = set_name(r, &rows->v[i]),
				.text = set_version(
				    r, rows->v[i].version, rows->v[i].revision),
				.chosen = rows->v[i].id == before->id,
			};
}

/* In the organisation that they act in, once its year went on from there. */
static enum err
link_carried(struct req *r, const struct catalogue *before,
    const struct catalogue *after, struct changes_view *v)
{
	struct assessment s;
	int64_t n;
	enum err e;

	if (r->session.org == 0 || (r->session.roles & ROLES_READ) == 0)
		return OK;
	e = assessment_find(
	    r->db, r->arena, r->session.org, after->version, &s);
	if (e != OK || s.pack != after->id || s.carried_from == NULL ||
	    strcmp(s.carried_from, before->version) != 0)
		return e == ERR_NOTFOUND ? OK : e;
	if ((e = carried_count(r->db, &s, &n)) == OK && n > 0)
		v->carried = req_href(r, "/assessment/%s/carried", s.version);
	return e;
}

/* Against which: the one asked for, or the one before. */
static enum err
earlier(
    struct req *r, const struct catalogue_rows *rows, int64_t here, int64_t *id)
{
	const struct catalogue_row *before = set_before(rows, here);
	const char *since;
	struct form f;
	enum err e;

	form_query(&f, r);
	since = form_line(&f, "since", "the version", 60);
	if ((e = form_close(&f)) != OK)
		return e == ERR_INVALID ? ERR_MALFORMED : e;
	if (since[0] != '\0')
		return set_find(r, since, id);
	*id = before != NULL ? before->id : 0;
	return before != NULL ? OK : ERR_NOTFOUND;
}

enum err
page_changes(struct req *r)
{
	struct changes_view v = { .page = page_view(r, "") };
	struct catalogue before, after;
	struct catalogue_rows rows;
	struct difference d;
	int64_t id, since;
	enum err e;

	if ((e = set_find(r, req_arg(r, 0), &id)) != OK ||
	    (e = catalogue_read(r->db, r->arena, id, &after)) != OK ||
	    (e = catalogue_list(r->db, r->arena, after.type, &rows)) != OK ||
	    (e = earlier(r, &rows, id, &since)) != OK ||
	    (e = catalogue_read(r->db, r->arena, since, &before)) != OK)
		return e;
	if ((e = link_carried(r, &before, &after, &v)) != OK)
		return e;
	difference_find(r->arena, &before, &after, &d);
	v.type_name = after.type_name;
	v.before_type = before.type_name;
	v.before = set_version(r, before.version, before.revision);
	v.after = set_version(r, after.version, after.revision);
	v.page.title = set_changes_title(r, &before, &after);
	v.page.back = req_href(r, "/catalogue/%s", req_arg(r, 0));
	v.page.back_text = after.title;
	v.to = req_href(r, "/catalogue/%s/changes", req_arg(r, 0));
	fill_groups(r, &before, &after, &d, &v);
	fill_others(r, &rows, id, &before, after.type, &v.others);
	SHOW(r, changes, &v);
	return reply_page(r, 200);
}
