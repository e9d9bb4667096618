/* page_overview.c - how far all organisations are with a version. */
#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "csv.h"
#include "fields.h"
#include "overview.h"
#include "pages_outside.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"
#include "view_overview.h"

#define A_PAGE 50
#define PAGES_MOST 100000

struct asked {
	const char *version; /* "": there is no set yet */
	enum overview_part part;
	int64_t page; /* of those that are shown */
	struct texts versions;
};

static bool
loaded(const struct asked *a)
{
	size_t i;

	for (i = 0; i < a->versions.n; i++)
		if (strcmp(a->versions.v[i], a->version) == 0)
			return true;
	return false;
}

/* The newest that is in force for any type; where none is, the newest. */
static enum err
current(struct req *r, struct asked *a)
{
	enum err e = catalogue_in_force(r->db, r->arena, r->today, &a->version);

	if (e != ERR_NOTFOUND)
		return e;
	a->version = a->versions.n > 0 ? a->versions.v[0] : "";
	return OK;
}

/* The version asked for, or the current one. */
static enum err
ask(struct req *r, struct form *f, struct asked *a)
{
	const char *part;
	enum err e;

	form_query(f, r);
	a->version = form_line(f, "version", "the version", 10);
	part = form_line(f, "show", "what is shown", 20);
	a->part = overview_part_named(part);
	a->page = form_int(f, "page", "the page", 1, PAGES_MOST, 1);
	if ((e = form_close(f)) != OK)
		return ERR_MALFORMED;
	if ((e = catalogue_versions(r->db, r->arena, &a->versions)) != OK)
		return e;
	if (a->version[0] == '\0' && (e = current(r, a)) != OK)
		return e;
	if (part[0] != '\0' && a->part == OVERVIEW_PART_COUNT)
		return ERR_NOTFOUND;
	return a->version[0] == '\0' || loaded(a) ? OK : ERR_NOTFOUND;
}

static struct overview_line
line(const struct overview_row *c)
{
	return (struct overview_line){ .type = c->type,
		.name = c->type_name,
		.all = c->all,
		.not_started = c->not_started,
		.open = c->open,
		.overdue = c->overdue,
		.published = c->published,
		.late = c->late,
		.waiting = c->waiting,
		.grade0 = c->grades[GRADE_SATISFACTORY],
		.grade1 = c->grades[GRADE_WITH_PLAN],
		.grade2 = c->grades[GRADE_NOT] };
}

static void
add_versions(struct req *r, const struct asked *a, struct overview_view *v)
{
	size_t i;

	v->choice = field_choice(
	    r, &v->page.faults, "version", "Version", NULL, a->versions.n);
	for (i = 0; i < a->versions.n; i++)
		field_choice_add(
		    &v->choice, a->versions.v[i], a->versions.v[i], a->version);
}

static enum err
add_some(
    struct req *r, const struct asked *a, day usual, struct overview_view *v)
{
	static const char *const words[OVERVIEW_PART_COUNT] = {
		[OVERVIEW_NOT_STARTED] = "Not started",
		[OVERVIEW_OPEN] = "In progress",
		[OVERVIEW_OVERDUE] = "Overdue",
		[OVERVIEW_LATE] = "Published late",
	};
	const struct overview_filter f = { .version = a->version,
		.today = r->today,
		.usual = usual,
		.part = a->part,
		.skip = (a->page - 1) * A_PAGE,
		.most = A_PAGE + 1 };
	struct overview_orgs all;
	enum err e;
	size_t i;

	if (a->part == OVERVIEW_PART_COUNT)
		return OK;
	if ((e = overview_list(r->db, r->arena, &f, &all)) != OK)
		return e;
	v->shown = words[a->part];
	v->part = overview_part_name(a->part);
	v->at = a->page;
	v->previous = a->page - 1;
	v->next = all.n > A_PAGE ? a->page + 1 : 0;
	v->some.n = all.n > A_PAGE ? A_PAGE : all.n;
	v->some.v = arena_array(r->arena, all.n, sizeof(*v->some.v));
	for (i = 0; i < v->some.n; i++)
		v->some.v[i] = (struct overview_one){
			.to = req_href(
			    r, "/organisations/%lld", (long long)all.v[i].id),
			.code = all.v[i].code,
			.name = all.v[i].name,
			.type = all.v[i].type,
			.due_on = all.v[i].due_on,
			.due = all.v[i].due_on != DAY_NONE,
		};
	return OK;
}

enum err
page_overview(struct req *r)
{
	struct overview_view v = { .page = page_view(r, "All organisations"),
		.to = req_href(r, "/overview"),
		.csv = req_href(r, "/overview/csv"),
		.extract = req_href(r, "/extract"),
		.exemptions = req_href(r, "/exemptions"),
		.reviews = req_href(r, "/reviews") };
	struct overview all;
	struct asked a;
	struct form f;
	enum err e;
	size_t i;

	if ((e = ask(r, &f, &a)) != OK ||
	    (e = overview_count(r->db, r->arena, a.version, r->today, &all)) !=
		OK ||
	    (e = add_some(r, &a, all.usual, &v)) != OK)
		return e;
	v.version = a.version;
	add_versions(r, &a, &v);
	v.lines.n = all.n;
	v.lines.v = arena_array(r->arena, all.n, sizeof(*v.lines.v));
	for (i = 0; i < all.n; i++)
		v.lines.v[i] = line(&all.v[i]);
	v.total = line(&all.total);
	v.page.wide = true;
	SHOW(r, overview, &v);
	return reply_page(r, 200);
}

static void
row_csv(struct req *r, const char *version, const struct overview_row *c)
{
	const int64_t n[] = { c->all, c->not_started, c->open, c->overdue,
		c->published, c->late, c->grades[GRADE_SATISFACTORY],
		c->grades[GRADE_WITH_PLAN], c->grades[GRADE_NOT], c->waiting };
	size_t i;

	csv_put(r->out, version, true);
	csv_put(r->out, c->type, false);
	csv_put(r->out, c->type_name, false);
	for (i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		csv_put(r->out, arena_printf(r->arena, "%lld", (long long)n[i]),
		    false);
	csv_end(r->out);
}

enum err
page_overview_csv(struct req *r)
{
	static const char *const names[] = { "version", "type", "type name",
		"organisations", "not started", "in progress", "overdue",
		"published", "published late", "satisfactory",
		"satisfactory with improvement plan", "not satisfactory",
		"awaiting review" };
	struct overview all;
	struct asked a;
	struct form f;
	enum err e;
	size_t i;

	if ((e = ask(r, &f, &a)) != OK ||
	    (e = overview_count(r->db, r->arena, a.version, r->today, &all)) !=
		OK)
		return e;
	csv_begin(r->out);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		csv_put(r->out, names[i], i == 0);
	csv_end(r->out);
	for (i = 0; i < all.n; i++)
		row_csv(r, a.version, &all.v[i]);
	reply_header(
	    r, "Content-Disposition", "attachment; filename=\"overview.csv\"");
	return reply_bytes(r, 200, "text/csv; charset=utf-8");
}
