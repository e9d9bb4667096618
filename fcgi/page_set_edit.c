/* page_set_edit.c - other texts for a requirement, in the next revision. */
#include <string.h>

#include "arena.h"
#include "difference.h"
#include "fields.h"
#include "form.h"
#include "org.h"
#include "pack.h"
#include "pages_catalogue.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "set_of.h"
#include "tmpl.h"
#include "unsaved.h"
#include "view_catalogue.h"

#define LINE_MAX_TEXT 300
#define POINT_MAX_TEXT 1000
#define AREA_MAX_TEXT 5000
#define EVIDENCE_LINES 50

struct edited {
	struct catalogue set;
	struct requirement *r;
	const char **evidence; /* as typed, by criterion */
};

static const char *
lines_of(struct req *r, const struct texts *t)
{
	struct buf b = { 0 };
	const char *s;
	size_t i;

	for (i = 0; i < t->n; i++)
		buf_printf(&b, "%s%s", i > 0 ? "\n" : "", t->v[i]);
	s = arena_text(r->arena, buf_text(&b));
	buf_clear(&b);
	return s;
}

static enum err
find(struct req *r, struct edited *d)
{
	const struct requirement *q;
	enum err e = set_read(r, req_arg(r, 0), &d->set);
	size_t i;

	if (e != OK)
		return e;
	if ((q = catalogue_requirement(&d->set, req_arg(r, 1))) == NULL)
		return ERR_NOTFOUND;
	d->r = &d->set.requirements.v[q - d->set.requirements.v];
	d->evidence =
	    arena_array(r->arena, q->criteria.n, sizeof(*d->evidence));
	for (i = 0; i < q->criteria.n; i++)
		d->evidence[i] = lines_of(r, &q->criteria.v[i].evidence);
	return OK;
}

/* ---- the form ---- */

static const char *
named(struct req *r, const char *what, const char *code)
{
	return arena_printf(r->arena, "%s-%s", what, code);
}

static void
fill_level(struct req *r, const struct edited *d, const struct faults *faults,
    int level, struct edit_level *l)
{
	size_t n = d->r->criteria.n, i;

	l->level = level;
	l->summary =
	    field_text(r, faults, arena_printf(r->arena, "level-%d", level),
		"In a few words", NULL, d->r->summary[level]);
	l->criteria.v = arena_array(r->arena, n, sizeof(*l->criteria.v));
	for (i = 0; i < n; i++) {
		const struct criterion *k = &d->r->criteria.v[i];
		struct edit_criterion *c;

		if (k->level != level)
			continue;
		c = &l->criteria.v[l->criteria.n++];
		c->text = field_text(r, faults, named(r, "text", k->code),
		    arena_printf(r->arena, "Criterion %s", k->code), NULL,
		    k->text);
		c->evidence = field_text(r, faults,
		    named(r, "evidence", k->code),
		    arena_printf(r->arena, "Evidence expected for %s", k->code),
		    "One on each line", d->evidence[i]);
	}
}

/* The same requirement there, which the form then leads to. */
static void
fill_newer(struct req *r, const struct edited *d, const struct catalogue *newer,
    struct set_edit_view *v)
{
	const char *number = d->r->number;
	const char *set = arena_printf(r->arena, "%s-%s-%lld", newer->type,
	    newer->version, (long long)newer->revision);

	v->newer_revision = newer->revision;
	v->may_save = catalogue_requirement(newer, number) != NULL;
	if (!v->may_save) {
		v->newer = req_href(r, "/catalogue/%s", set);
		return;
	}
	v->newer = req_href(r, "/catalogue/%s/requirement/%s", set, number);
	v->newer_edit =
	    req_href(r, "/catalogue/%s/requirement/%s/edit", set, number);
	v->to = v->newer_edit;
	v->next = newer->revision + 1;
}

/* What stands there beside what was typed. */
static void
fill_differing(struct req *r, const struct edited *d,
    const struct catalogue *newer, struct manage_differences *out)
{
	const struct requirement *now =
	    catalogue_requirement(newer, d->r->number);
	struct difference all;
	size_t i, j;

	if (now == NULL)
		return;
	difference_find(r->arena, newer, &d->set, &all);
	for (i = 0; i < all.changes.n && all.changes.v[i].before != now; i++)
		;
	if (i == all.changes.n)
		return;
	out->all.v = arena_array(
	    r->arena, all.changes.v[i].wordings.n + 1, sizeof(*out->all.v));
	for (j = 0; j < all.changes.v[i].wordings.n; j++) {
		const struct wording *w = &all.changes.v[i].wordings.v[j];

		out->all.v[out->all.n++] =
		    (struct manage_differing){ w->what, w->before, w->after };
	}
	if (strcmp(now->changes, d->r->changes) != 0)
		out->all.v[out->all.n++] =
		    (struct manage_differing){ "what changed", now->changes,
			    d->r->changes };
}

/* newer: the newest revision, where this is not it; else NULL. */
static enum err
show(struct req *r, int status, const struct edited *d,
    const struct faults *faults, const struct catalogue *newer)
{
	const struct requirement *q = d->r;
	struct set_edit_view v = { .page = page_view(r, "") };
	int level;

	v.page.title = arena_printf(r->arena,
	    "Change the texts of %s-%s for %s, revision %lld", d->set.version,
	    q->number, d->set.type_name, (long long)d->set.revision);
	v.page.faults = *faults;
	v.page.back = req_href(
	    r, "/catalogue/%s/requirement/%s", req_arg(r, 0), q->number);
	v.page.back_text = "the requirement";
	v.to = req_href(
	    r, "/catalogue/%s/requirement/%s/edit", req_arg(r, 0), q->number);
	v.set = d->set.title;
	v.next = d->set.revision + 1;
	v.may_type = v.may_save = true;
	if (newer != NULL) {
		fill_newer(r, d, newer, &v);
		v.may_type = v.unsaved = status == 409;
	}
	if (v.unsaved)
		fill_differing(r, d, newer, &v.differing);
	v.title = field_text(r, faults, "title", "Title", NULL, q->title);
	v.description = field_text(
	    r, faults, "description", "Description", NULL, q->description);
	v.changes = field_text(r, faults, "changes", "What changed",
	    "For those who answer it: what is asked now that was not before",
	    q->changes);
	v.offers_nr = q->nr_reason != NULL;
	v.nr_reason = field_text(r, faults, "nr_reason",
	    "Reason for not relevant", NULL, q->nr_reason);
	v.nr_record = field_text(r, faults, "nr_record",
	    "Record to keep for not relevant", NULL, q->nr_record);
	v.levels.n = LEVEL_MAX + 1;
	v.levels.v = arena_array(r->arena, v.levels.n, sizeof(*v.levels.v));
	for (level = 0; level <= LEVEL_MAX; level++)
		fill_level(r, d, faults, level, &v.levels.v[level]);
	SHOW(r, set_edit, &v);
	return reply_page(r, status);
}

static enum err
find_newest(struct req *r, const struct catalogue *c, struct catalogue *newest)
{
	int64_t id;
	enum err e = catalogue_find(r->db, c->version, c->type, &id);

	return e == OK ? catalogue_read(r->db, r->arena, id, newest) : e;
}

enum err
page_set_edit(struct req *r)
{
	struct catalogue newest;
	struct edited d;
	enum err e;

	if ((e = find(r, &d)) != OK ||
	    (e = find_newest(r, &d.set, &newest)) != OK)
		return e;
	return show(r, 200, &d, &(struct faults){ 0 },
	    newest.revision > d.set.revision ? &newest : NULL);
}

/* ---- what came ---- */

static void
read_evidence(struct req *r, struct form *f, const char *name,
    const char *typed, struct texts *out)
{
	char *copy = arena_text(r->arena, typed), *line, *rest = copy;

	out->n = 0;
	out->v = arena_array(r->arena, EVIDENCE_LINES, sizeof(*out->v));
	while ((line = strsep(&rest, "\n")) != NULL) {
		line = text_trim(r->arena, line, strlen(line));
		if (line[0] == '\0')
			continue;
		if (out->n == EVIDENCE_LINES ||
		    !text_within(line, TEXT_LINE, 1, LINE_MAX_TEXT)) {
			form_fault(f, name,
			    "Use at most 50 lines of up to 300 characters");
			return;
		}
		out->v[out->n++] = line;
	}
	if (out->n == 0)
		form_fault(f, name, "Say what evidence is expected");
}

static void
read_criteria(struct req *r, struct form *f, struct edited *d)
{
	size_t i;

	for (i = 0; i < d->r->criteria.n; i++) {
		struct criterion *k = &d->r->criteria.v[i];
		const char *name = named(r, "evidence", k->code);

		k->text = form_need(f, named(r, "text", k->code),
		    "the text of the criterion", POINT_MAX_TEXT);
		d->evidence[i] =
		    form_area(f, name, "the evidence", AREA_MAX_TEXT);
		read_evidence(r, f, name, d->evidence[i], &k->evidence);
	}
}

static void
read_texts(struct req *r, struct form *f, struct edited *d)
{
	struct requirement *q = d->r;
	int level;

	q->title = form_need(f, "title", "the title", LINE_MAX_TEXT);
	q->description =
	    form_area(f, "description", "the description", AREA_MAX_TEXT);
	if (q->description[0] == '\0')
		form_fault(f, "description", "Enter the description");
	q->changes = form_area(f, "changes", "what changed", AREA_MAX_TEXT);
	for (level = 0; level <= LEVEL_MAX; level++)
		q->summary[level] =
		    form_need(f, arena_printf(r->arena, "level-%d", level),
			"the level in a few words", LINE_MAX_TEXT);
	read_criteria(r, f, d);
	if (q->nr_reason == NULL)
		return;
	q->nr_reason = form_need(f, "nr_reason", "the reason", POINT_MAX_TEXT);
	q->nr_record = form_need(f, "nr_record", "the record", POINT_MAX_TEXT);
}

/* Somebody else made the next revision from the same one. */
static enum err
clash(struct req *r, const struct edited *d)
{
	struct catalogue newest;
	enum err e = find_newest(r, &d->set, &newest);

	if (e != OK)
		return e;
	return show(r, 409, d, &(struct faults){ 0 }, &newest);
}

static enum err
revise(struct req *r, struct form *f, const struct edited *d)
{
	struct buf wrong = { 0 };
	struct catalogue next;
	struct unit u = r->unit;
	enum err e;

	u.org = ORG_INSTALLATION;
	e = pack_revise(r->db, r->arena, &u, &d->set, &next, &wrong);
	if (e == ERR_INVALID)
		form_fault(f, "title", arena_text(r->arena, buf_text(&wrong)));
	buf_clear(&wrong);
	if (e == OK)
		return reply_see_other(r, "/catalogue/%s-%s-%lld/changes",
		    next.type, next.version, (long long)next.revision);
	if (e == ERR_CONFLICT)
		return clash(r, d);
	if (unsaved(e))
		return show(r, unsaved_fault(r, f, e), d, &f->faults, NULL);
	return e == ERR_INVALID ? show(r, 422, d, &f->faults, NULL) : e;
}

/* A revision that changes nothing is none. */
static bool
same(const struct catalogue *a, const struct catalogue *b)
{
	struct buf one = { 0 }, other = { 0 };
	bool is;

	pack_write(&one, a);
	pack_write(&other, b);
	is = one.n == other.n && memcmp(one.p, other.p, one.n) == 0;
	buf_clear(&one);
	buf_clear(&other);
	return is;
}

enum err
page_set_revise(struct req *r)
{
	struct catalogue was;
	struct edited d;
	struct form f;
	enum err e;

	if ((e = find(r, &d)) != OK ||
	    (e = set_read(r, req_arg(r, 0), &was)) != OK)
		return e;
	form_open(&f, r);
	read_texts(r, &f, &d);
	if (f.faults.n == 0 && same(&was, &d.set))
		form_fault(
		    &f, "title", "Change a text: all of them are as they were");
	e = form_close(&f);
	if (e == ERR_INVALID)
		return show(r, 422, &d, &f.faults, NULL);
	return e == OK ? revise(r, &f, &d) : e;
}
