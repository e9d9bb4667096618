/* page_set.c - /catalogue/:set: one set, and one of its requirements. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "form.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "set_of.h"
#include "tmpl.h"
#include "view_catalogue.h"

static struct set_requirement
line_of(struct req *r, const struct requirement *q)
{
	return (struct set_requirement){
		.to = req_href(r, "/catalogue/%s/requirement/%s", req_arg(r, 0),
		    q->number),
		.number = q->number,
		.title = q->title,
	};
}

static void
fill_section(struct req *r, const struct catalogue *c, size_t initiative,
    struct set_section *s)
{
	size_t n = c->requirements.n, i;

	s->name = c->initiatives.v[initiative].name;
	s->lines.v = arena_array(r->arena, n, sizeof(*s->lines.v));
	for (i = 0; i < n; i++) {
		const struct requirement *q = &c->requirements.v[i];

		if (q->initiative == initiative)
			s->lines.v[s->lines.n++] = line_of(r, q);
	}
}

static bool
edited(const struct requirement *q)
{
	return strcmp(q->marks.title, MARK_EDITED) == 0 ||
	       strcmp(q->marks.criteria, MARK_EDITED) == 0;
}

static void
fill_edited(struct req *r, const struct catalogue *c, struct set_section *s)
{
	size_t n = c->requirements.n, i;

	s->name = "Changed here";
	s->lines.v = arena_array(r->arena, n, sizeof(*s->lines.v));
	for (i = 0; i < n; i++)
		if (edited(&c->requirements.v[i]))
			s->lines.v[s->lines.n++] =
			    line_of(r, &c->requirements.v[i]);
}

static enum err
added_on(struct req *r, const struct catalogue *c, day *on)
{
	int64_t at;
	enum err e = catalogue_loaded(r->db, c->id, &at);

	if (e == OK)
		*on = clock_day(at);
	return e;
}

static enum err
fill_before(struct req *r, const struct catalogue *c, struct set_view *v)
{
	const struct catalogue_row *before;
	struct catalogue_rows rows;
	enum err e = catalogue_list(r->db, r->arena, c->type, &rows);

	if (e != OK || (before = set_before(&rows, c->id)) == NULL)
		return e;
	v->changes = req_href(r, "/catalogue/%s/changes", req_arg(r, 0));
	v->since = set_version(r, before->version, before->revision);
	return OK;
}

/* What was just done, at the end of its form. */
static void
add_notice(struct form *f, struct page_view *v)
{
	v->notice_done = true;
	if (form_tick(f, "loaded"))
		v->notice = "The set is loaded";
	if (form_tick(f, "withdrawn"))
		v->notice = "The version is withdrawn";
	if (form_tick(f, "reinstated"))
		v->notice = "The version is reinstated";
}

enum err
page_set(struct req *r)
{
	struct set_view v = { .page = page_view(r, "") };
	struct catalogue c;
	struct form f;
	enum err e;
	size_t i;

	form_query(&f, r);
	add_notice(&f, &v.page);
	if ((e = form_close(&f)) != OK ||
	    (e = set_read(r, req_arg(r, 0), &c)) != OK ||
	    (e = added_on(r, &c, &v.added_on)) != OK ||
	    (e = fill_before(r, &c, &v)) != OK)
		return e;
	v.page.title = c.revision == 1
			   ? c.title
			   : arena_printf(r->arena, "%s, revision %lld",
				 c.title, (long long)c.revision);
	v.page.back = req_href(r, "/catalogue");
	v.page.back_text = "Sets of requirements";
	v.pack = req_href(r, "/catalogue/%s/pack", req_arg(r, 0));
	v.version = c.version;
	v.revision = c.revision;
	v.type_name = c.type_name;
	v.n = c.requirements.n;
	v.released_on = c.released_on;
	v.revised = c.revision > 1;
	v.to_come = c.released_on > r->today;
	if ((r->session.roles & ROLE_NATIONAL) != 0)
		v.withdraw =
		    req_href(r, "/catalogue/%s/withdraw", req_arg(r, 0));
	v.reconstructed = strcmp(c.mark, "reconstructed") == 0;
	v.simplified = c.workflow == WORKFLOW_SIMPLIFIED;
	v.interim = c.interim;
	v.note = c.note;
	v.statement = c.statement;
	v.sections.v =
	    arena_array(r->arena, c.initiatives.n, sizeof(*v.sections.v));
	v.sections.n = c.initiatives.n;
	for (i = 0; i < c.initiatives.n; i++)
		fill_section(r, &c, i, &v.sections.v[i]);
	fill_edited(r, &c, &v.edited);
	SHOW(r, set, &v);
	return reply_page(r, 200);
}

static struct text_items
texts(struct req *r, const struct texts *t)
{
	struct text_items out = { .n = t->n };
	size_t i;

	out.v = arena_array(r->arena, t->n, sizeof(*out.v));
	for (i = 0; i < t->n; i++)
		out.v[i].text = t->v[i];
	return out;
}

static void
fill_levels(
    struct req *r, const struct requirement *q, struct set_requirement_view *v)
{
	size_t n = q->criteria.n, i;
	int level;

	v->levels.n = LEVEL_MAX + 1;
	v->levels.v = arena_array(r->arena, v->levels.n, sizeof(*v->levels.v));
	for (level = 0; level <= LEVEL_MAX; level++) {
		struct level_view *l = &v->levels.v[level];

		l->level = level;
		l->summary = q->summary[level];
		l->criteria.v =
		    arena_array(r->arena, n, sizeof(*l->criteria.v));
		for (i = 0; i < n; i++) {
			const struct criterion *k = &q->criteria.v[i];

			if (k->level == level)
				l->criteria.v[l->criteria.n++] =
				    (struct criterion_view){
					    .code = k->code,
					    .text = k->text,
					    .maintenance = k->maintenance,
					    .expected = texts(r, &k->evidence),
				    };
		}
	}
}

static void
fill_sources(
    struct req *r, const struct requirement *q, struct set_requirement_view *v)
{
	size_t i;

	v->sources.n = q->origins.n;
	v->sources.v =
	    arena_array(r->arena, q->origins.n, sizeof(*v->sources.v));
	for (i = 0; i < q->origins.n; i++)
		v->sources.v[i] = (struct source_link){
			.to = req_href(r, "/library/%s", q->origins.v[i]->code),
			.text = q->origins.v[i]->title,
		};
}

static const char *
mark_words(const char *mark)
{
	if (strcmp(mark, MARK_EDITED) == 0)
		return "Changed here, by the national role";
	if (strcmp(mark, "reconstructed") == 0)
		return "Reconstructed";
	return strcmp(mark, "source") == 0 ? "Seen in a source" : "From memory";
}

enum err
page_set_requirement(struct req *r)
{
	struct set_requirement_view v = { .page = page_view(r, "") };
	const struct requirement *q;
	struct catalogue c;
	enum err e;

	if ((e = set_read(r, req_arg(r, 0), &c)) != OK ||
	    (e = added_on(r, &c, &v.added_on)) != OK)
		return e;
	if ((q = catalogue_requirement(&c, req_arg(r, 1))) == NULL)
		return ERR_NOTFOUND;
	v.number = arena_printf(r->arena, "%s-%s", c.version, q->number);
	v.title = q->title;
	v.page.title = arena_printf(r->arena, "%s %s, %s revision %lld",
	    v.number, q->title, c.type_name, (long long)c.revision);
	v.page.back = req_href(r, "/catalogue/%s", req_arg(r, 0));
	v.page.back_text = c.title;
	v.set = c.title;
	v.initiative = c.initiatives.v[q->initiative].name;
	v.description.v = arena_array(r->arena, 1, sizeof(*v.description.v));
	v.description.v[0].text = q->description;
	v.description.n = 1;
	v.changes = q->changes;
	v.nr_reason = q->nr_reason;
	v.nr_record = q->nr_record;
	v.training = q->training;
	v.mark_set = mark_words(q->marks.set);
	v.mark_title = mark_words(q->marks.title);
	v.mark_criteria = mark_words(q->marks.criteria);
	v.version = c.version;
	v.revision = c.revision;
	v.revised = c.revision > 1;
	v.released_on = c.released_on;
	v.reconstructed = strcmp(c.mark, "reconstructed") == 0;
	if ((r->session.roles & ROLE_NATIONAL) != 0)
		v.edit = req_href(r, "/catalogue/%s/requirement/%s/edit",
		    req_arg(r, 0), q->number);
	fill_levels(r, q, &v);
	fill_sources(r, q, &v);
	SHOW(r, set_requirement, &v);
	return reply_page(r, 200);
}
