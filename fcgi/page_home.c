/* page_home.c - the start page: what waits, the years, changing places. */
#include <string.h>

#include "arena.h"
#include "carried.h"
#include "desk.h"
#include "draft.h"
#include "duty_words.h"
#include "my_work.h"
#include "outside_lines.h"
#include "pages_year.h"
#include "reply.h"
#include "req.h"
#include "role.h"
#include "route.h"
#include "site.h"
#include "tmpl.h"
#include "view_year.h"

#define ORGS_MOST 20 /* in a list to select from */

static enum err
count_answers(struct req *r, const struct assessment *s, struct year_line *line)
{
	const struct shelved *shelved;
	struct answer_row *rows;
	enum err e;
	size_t i;

	if ((e = shelf_take(r->app->shelf, r->db, s->pack, &shelved)) != OK ||
	    (e = answer_list(r->db, r->arena, s, &shelved->set, &rows)) != OK)
		return e;
	line->title = arena_text(r->arena, shelved->set.title);
	line->all = (unsigned)shelved->set.requirements.n;
	for (i = 0; i < line->all; i++)
		line->answered += rows[i].state >= ANSWER_COMPLETE;
	return OK;
}

/* The way to what could not be carried over into it, if there is any. */
static enum err
carried_link(struct req *r, const struct assessment *s, struct year_line *line)
{
	int64_t n = 0;
	enum err e = OK;

	if (s->carried_from != NULL && (r->session.roles & ROLES_READ) != 0)
		e = carried_count(r->db, s, &n);
	if (n > 0)
		line->carried =
		    req_href(r, "/assessment/%s/carried", s->version);
	return e;
}

static enum err
year_lines(struct req *r, struct home_view *v, struct assessments *all)
{
	enum err e;
	size_t i;

	e = assessment_list(r->db, r->arena, r->session.org, all);
	if (e != OK)
		return e;
	v->years.n = all->n;
	v->years.v = arena_array(r->arena, all->n, sizeof(*v->years.v));
	for (i = 0; i < all->n; i++) {
		const struct assessment *s = &all->v[i];
		struct year_line *line = &v->years.v[i];

		line->version = s->version;
		if ((r->session.roles & ROLES_READ) != 0)
			line->to = req_href(r, "/assessment/%s", s->version);
		line->state = badge_assessment(s);
		line->withdrawn = s->withdrawn_at != 0;
		line->due_on = s->due_on;
		line->left = s->state == ASSESSMENT_PUBLISHED
				 ? ""
				 : days_left(r, s->due_on);
		if ((e = count_answers(r, s, line)) != OK ||
		    (e = carried_link(r, s, line)) != OK)
			return e;
	}
	if ((r->session.roles & ROLES_READ) != 0)
		v->trend = req_href(r, "/trend");
	return OK;
}

/* Whoever administers a head office acts for its sites. */
static enum err
sites(struct req *r, struct home_view *v)
{
	bool any = false;
	enum err e = OK;

	if ((r->session.roles & (ROLE_ADMINISTRATOR | ROLE_NATIONAL)) != 0)
		e = site_any(r->db, r->session.org, &any);
	if (any)
		v->sites = req_href(r, "/sites");
	return e;
}

static bool
opened(const struct assessments *all, const char *version)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].version, version) == 0)
			return true;
	return false;
}

/* Each version once, as its newest revision is called. */
static bool
offered(const struct home_view *v, const char *version)
{
	size_t i;

	for (i = 0; i < v->versions.n; i++)
		if (strcmp(v->versions.v[i].value, version) == 0)
			return true;
	return false;
}

/* Offered: what is not open yet, and nothing is in the way of. */
static enum err
offer(struct req *r, const struct assessments *all,
    const struct catalogue_row *set, struct home_view *v)
{
	const struct catalogue c = { .version = set->version,
		.type = set->type,
		.released_on = set->released_on };
	struct opening_bar bar;
	enum err e;

	if (!catalogue_current(set, r->today) || opened(all, set->version) ||
	    offered(v, set->version))
		return OK;
	e = assessment_barred(
	    r->db, r->arena, r->session.org, &c, r->today, &bar);
	if (e == OK && bar.kind == OPENING_IS_FREE)
		v->versions.v[v->versions.n++] = (struct choice_view){
			.value = set->version,
			.text = set->title,
		};
	return e;
}

/* The versions for this type of organisation that may be opened. */
static enum err
versions(struct req *r, struct home_view *v, const struct assessments *all)
{
	struct catalogue_rows sets;
	enum err e;
	size_t i;

	if (!assessment_may(ACT_OPEN, WORKFLOW_FULL, r->session.roles))
		return OK;
	e = catalogue_list(r->db, r->arena, r->session.org_type, &sets);
	if (e != OK)
		return e;
	v->no_set = sets.n == 0;
	v->versions.v = arena_array(r->arena, sets.n, sizeof(*v->versions.v));
	for (i = 0; i < sets.n && e == OK; i++)
		e = offer(r, all, &sets.v[i], v);
	return e;
}

/* More than a list to select from can have are chosen on a page of theirs. */
static enum err
own_orgs(struct req *r, struct home_view *v, struct orgs *orgs)
{
	bool more;
	enum err e;

	if ((r->session.roles & ROLE_NATIONAL) == 0)
		return org_of_person(r->db, r->arena, r->session.person, orgs);
	e = org_search(r->db, r->arena, "", 0, ORGS_MOST, orgs, &more);
	if (e == OK && more)
		v->others = req_href(r, "/organisations");
	return e;
}

static enum err
places(struct req *r, struct home_view *v)
{
	struct orgs orgs;
	enum err e;
	size_t i;

	if ((e = own_orgs(r, v, &orgs)) != OK || v->others.p != NULL)
		return e;
	v->orgs.n = orgs.n < 2 && r->session.org != 0 ? 0 : orgs.n;
	v->orgs.v = arena_array(r->arena, orgs.n, sizeof(*v->orgs.v));
	for (i = 0; i < v->orgs.n; i++)
		v->orgs.v[i] = (struct choice_view){
			.value = arena_printf(
			    r->arena, "%lld", (long long)orgs.v[i].id),
			.text = arena_printf(r->arena, "%s (%s)",
			    orgs.v[i].name, orgs.v[i].code),
			.chosen = orgs.v[i].id == r->session.org,
		};
	v->nowhere = orgs.n == 0;
	return OK;
}

/* The year that a draft's path speaks of, and the number that ends it. */
static const struct assessment *
draft_year(struct req *r, const struct assessments *all, const char *path,
    const char **number)
{
	size_t i, n;

	for (i = 0; i < all->n; i++) {
		const char *start = arena_printf(
		    r->arena, "/assessment/%s/requirement/", all->v[i].version);

		n = strlen(start);
		if (strncmp(path, start, n) == 0) {
			*number = path + n;
			return &all->v[i];
		}
	}
	return NULL;
}

/*
 * Can it be saved as things are?  Not in a published year, nor while its
 * requirement is complete: it waits for a reopening then, and is offered again.
 */
static bool
draft_open(struct req *r, const struct assessment *s, const char *number)
{
	const struct shelved *shelved;
	const struct requirement *q;
	struct answer answer;

	if (shelf_take(r->app->shelf, r->db, s->pack, &shelved) != OK ||
	    !assessment_may(
		ACT_ANSWER, shelved->set.workflow, r->session.roles))
		return false;
	q = catalogue_requirement(&shelved->set, number);
	return q != NULL && answer_read(r->db, r->arena, s, q, &answer) == OK &&
	       answer_open(s, answer.row.state);
}

static enum err
drafts(struct req *r, const struct assessments *years, struct home_view *v)
{
	struct drafts all;
	enum err e;
	size_t i;

	e = draft_list(
	    r->db, r->arena, r->session.person, r->session.org, &all);
	if (e != OK)
		return e;
	v->drafts.v = arena_array(r->arena, all.n, sizeof(*v->drafts.v));
	for (i = 0; i < all.n; i++) {
		const char *path = all.v[i].path, *number;
		const struct assessment *s =
		    draft_year(r, years, path, &number);

		if (s == NULL || !draft_open(r, s, number))
			continue;
		v->drafts.v[v->drafts.n++] = (struct draft_line){
			.to = req_href(r, "%s", path),
			.text = arena_printf(
			    r->arena, "Requirement %s-%s", s->version, number),
			.at = all.v[i].at,
		};
	}
	return OK;
}

/* What waits for them as one of the staff; nothing for who is none. */
static enum err
owed(struct req *r, struct home_view *v)
{
	struct policies_owed policies;
	struct owed_list courses;
	struct staff s;
	enum err e = desk_staff(r, &s);

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	if ((e = training_owed(r->db, r->arena, r->session.org, &s, r->today,
		 &courses)) != OK ||
	    (e = policy_owed(r->db, r->arena, r->session.org, &s, &policies)) !=
		OK)
		return e;
	v->training = req_href(r, "/training");
	v->owed = desk_summary(r, &courses, policies.outstanding);
	return OK;
}

/* What waits for an external reviewer, who is of no organisation. */
static enum err
reviews(struct req *r, struct home_view *v)
{
	const struct outside_reviewer by = outside_reviewer(r);
	struct outside_rows rows;
	size_t i, n = 0;
	enum err e;

	if ((r->session.roles & ROLE_EXTERNAL_REVIEWER) == 0)
		return OK;
	v->nowhere = false;
	v->reviews = req_href(r, "/reviews");
	if ((e = outside_reviews(r->db, r->arena, &by, &rows)) != OK)
		return e;
	for (i = 0; i < rows.n; i++)
		n += outside_waits(&rows.v[i]);
	v->review = n == 0   ? "No publication awaits your review."
		    : n == 1 ? "1 publication awaits your review."
			     : arena_printf(r->arena,
				   "%zu publications await your review.", n);
	return OK;
}

static enum err
all_asked(struct req *r, bool *all)
{
	struct form f;

	form_query(&f, r);
	*all = form_tick(&f, "all");
	return form_close(&f) == ERR_MALFORMED ? ERR_MALFORMED : OK;
}

enum err
page_home(struct req *r)
{
	struct home_view v = { .page = page_view(r, "My work"),
		.open = req_href(r, "/assessment"),
		.move = req_href(r, "/organisation"),
		.catalogue = req_href(r, "/catalogue"),
		.settings = req_href(r, "/settings") };
	struct assessments all = { 0 };
	bool whole;
	enum err e;

	if ((e = all_asked(r, &whole)) != OK)
		return e;
	if (r->session.org != 0) {
		v.place = arena_printf(
		    r->arena, "Assessments of %s", r->session.org_name);
		if ((e = my_work(r, whole, &v.work)) != OK ||
		    (e = year_lines(r, &v, &all)) != OK ||
		    (e = versions(r, &v, &all)) != OK ||
		    (e = drafts(r, &all, &v)) != OK ||
		    (e = owed(r, &v)) != OK || (e = sites(r, &v)) != OK ||
		    (e = duty_gaps_fill(r, &v.duties)) != OK)
			return e;
	}
	if ((e = places(r, &v)) != OK || (e = reviews(r, &v)) != OK)
		return e;
	SHOW(r, home, &v);
	return reply_page(r, 200);
}
