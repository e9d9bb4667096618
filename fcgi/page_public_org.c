/* page_public_org.c - what one organisation published, year by year. */
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "exempt_words.h"
#include "pages_public.h"
#include "public.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "tmpl.h"

enum err
public_org(struct req *r, struct org *o)
{
	return org_find(r->db, r->arena, req_arg(r, 0), o);
}

const char *
public_stage(enum figure_stage stage)
{
	switch (stage) {
	case STAGE_BASELINE:
		return "Baseline";
	case STAGE_UPDATE:
		return "Performance update";
	case STAGE_FINAL:
		return "Final";
	}
	return "";
}

unsigned
public_total(const struct edition *x)
{
	return x->levels[0] + x->levels[1] + x->levels[2] + x->levels[3];
}

/* The page of what counts of a stage; below: "" or a file of it. */
static struct href
address(
    struct req *r, const char *code, const struct edition *x, const char *below)
{
	return x->stage == STAGE_FINAL
		   ? req_href(r, "/public/%s/%s%s", code, x->version, below)
		   : req_href(r, "/public/%s/%s%s?stage=%s", code, x->version,
			 below, stage_name(x->stage));
}

static struct public_edition
as_row(struct req *r, const struct org *o, const struct edition *x)
{
	return (struct public_edition){
		.to = address(r, o->code, x, ""),
		.bundle = req_href(r, "/public/%s/%s/bundle/%lld", o->code,
		    x->version, (long long)x->number),
		.version = x->version,
		.stage = public_stage(x->stage),
		.final = x->stage == STAGE_FINAL,
		.number = x->number,
		.at = x->at,
		.late = x->late,
		.levels0 = x->levels[0],
		.levels1 = x->levels[1],
		.levels2 = x->levels[2],
		.levels3 = x->levels[3],
		.total = public_total(x),
		.left_out = x->not_relevant + x->exempt,
		.below = x->below,
		.percent = public_percent(r, x->percent),
		.grade = x->percent < 0 ? "Not applicable" : x->grade_text,
		.reviewed = edition_reviewed_words(x),
		.reason = x->reason,
		.change = x->change,
	};
}

/* Rows of a version, or of all of them ("").  Newest first. */
static void
add_editions(struct req *r, const struct org *o, const struct editions *all,
    const char *version, struct public_editions *out)
{
	size_t i;

	out->v = arena_array(r->arena, all->n, sizeof(*out->v));
	for (i = 0; i < all->n; i++) {
		const struct edition *x = &all->v[i];
		struct public_edition *row;

		if (version[0] != '\0' && strcmp(x->version, version) != 0)
			continue;
		row = &out->v[out->n++];
		*row = as_row(r, o, x);
		row->superseded = i > 0 && x[-1].stage == x->stage &&
				  x[-1].assessment == x->assessment;
		if (row->superseded)
			row->to = req_href(r, "/public/%s/%s?edition=%lld",
			    o->code, x->version, (long long)x->number);
	}
}

enum err
page_public_org(struct req *r)
{
	struct public_org_view v = { .page = page_view(r, "") };
	struct editions all;
	struct org o;
	enum err e;

	if ((e = public_org(r, &o)) != OK ||
	    (e = edition_list(r->db, r->arena, o.id, &all)) != OK)
		return e;
	v.page.title = arena_printf(r->arena, "What %s has published", o.name);
	v.page.wide = true;
	v.page.back = req_href(r, "/public");
	v.page.back_text = "the search";
	v.name = o.name;
	v.code = o.code;
	v.type = o.type;
	v.json = req_href(r, "/public/%s/json", o.code);
	v.csv = req_href(r, "/public/%s/csv", o.code);
	add_editions(r, &o, &all, "", &v.editions);
	SHOW(r, public_org, &v);
	return reply_page(r, 200);
}

/* ---- one year of it ---- */

static const char *
hex(struct req *r, const unsigned char *bytes, size_t n)
{
	char *text = arena_alloc(r->arena, 2 * n + 1);

	return sodium_bin2hex(text, 2 * n + 1, bytes, n);
}

static struct badge
level_badge(const struct edition_level *l)
{
	const struct answer_row row = { .state = ANSWER_CONFIRMED,
		.level = l->level == LEVEL_NONE ? 0 : l->level,
		.claimed = l->level == LEVEL_NONE ? 0 : l->level,
		.not_relevant = l->level == LEVEL_NONE,
		.exempt = l->exempt };

	return badge_now(&row);
}

/* Requirements whose level is another than in the edition before. */
static enum err
add_changes(struct req *r, const struct edition *x, const struct edition *was,
    struct public_edition *row)
{
	struct edition_levels now, then;
	enum err e;
	size_t i, k;

	if ((e = edition_levels_read(r->db, r->arena, x, &now)) != OK ||
	    (e = edition_levels_read(r->db, r->arena, was, &then)) != OK)
		return e;
	row->changes.v = arena_array(r->arena, now.n, sizeof(*row->changes.v));
	for (i = 0; i < now.n; i++) {
		const char *is = edition_level_text(&now.v[i]), *before = "";

		for (k = 0; k < then.n; k++)
			if (strcmp(then.v[k].number, now.v[i].number) == 0)
				before = edition_level_text(&then.v[k]);
		if (strcmp(is, before) != 0)
			row->changes.v[row->changes.n++] =
			    (struct public_change){ now.v[i].number,
				    now.v[i].title, before, is };
	}
	return OK;
}

/* What the table has no room for: digest, bundle, and what changed. */
static enum err
add_more(
    struct req *r, const struct editions *all, struct public_version_view *v)
{
	struct public_editions *out = &v->editions;
	enum bundle_signature state = BUNDLE_UNSIGNED;
	enum err e = OK;
	size_t i, at = 0;

	for (i = 0; i < all->n && at < out->n && e == OK; i++) {
		const struct edition *x = &all->v[i];
		struct public_edition *row = &out->v[at];

		if (strcmp(x->version, row->version) != 0)
			continue;
		at++;
		row->digest = hex(r, x->digest, EDITION_DIGEST);
		if (row->final)
			e = bundle_state(r->db, x, &state);
		row->signed_ = row->final && state == BUNDLE_SIGNED;
		row->withdrawn = row->final && state == BUNDLE_WITHDRAWN;
		v->any_signed |= row->signed_;
		if (e == OK && x->number > 1 && i + 1 < all->n)
			e = add_changes(r, x, x + 1, row);
	}
	return e;
}

static void
add_parts(struct req *r, const struct shelved *shelved,
    const struct standing *standings, struct public_version_view *v)
{
	const struct catalogue *c = &shelved->set;
	struct score s;
	size_t i;

	v->parts.v =
	    arena_array(r->arena, c->initiatives.n, sizeof(*v->parts.v));
	for (i = 0; i < c->initiatives.n; i++) {
		score_sum(c, standings, i, &s);
		v->parts.v[v->parts.n++] = (struct public_part){
			.name = shelved->initiative[i],
			.levels0 = s.levels[0],
			.levels1 = s.levels[1],
			.levels2 = s.levels[2],
			.levels3 = s.levels[3],
			.total = s.in_play,
			.below = s.below,
			.percent = public_percent(r, s.percent),
		};
	}
}

static enum err
add_levels(struct req *r, const struct shelved *shelved,
    const struct edition *x, struct public_version_view *v)
{
	const struct catalogue *c = &shelved->set;
	const struct requirement *q;
	struct standing *standings;
	struct edition_levels all;
	enum err e = edition_levels_read(r->db, r->arena, x, &all);
	size_t i, k;

	if (e != OK)
		return e;
	standings =
	    arena_array(r->arena, c->requirements.n, sizeof(*standings));
	v->rows.v = arena_array(r->arena, all.n, sizeof(*v->rows.v));
	for (i = 0; i < all.n; i++) {
		const struct edition_level *l = &all.v[i];

		q = catalogue_requirement(c, l->number);
		if (q == NULL)
			continue;
		k = (size_t)(q - c->requirements.v);
		standings[k].not_relevant = l->level == LEVEL_NONE;
		standings[k].level = l->level == LEVEL_NONE ? 0 : l->level;
		standings[k].exempt = l->exempt;
		v->rows.v[v->rows.n++] = (struct public_level){
			.number = shelved->requirement[k].number,
			.title = shelved->requirement[k].title,
			.now = level_badge(l),
		};
	}
	add_parts(r, shelved, standings, v);
	return OK;
}

/* They come newest first, and the final before the stages.  stage "": any. */
static const struct edition *
newest_of(const struct editions *all, const char *version, const char *stage)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].version, version) == 0 &&
		    (stage[0] == '\0' ||
			strcmp(stage_name(all->v[i].stage), stage) == 0))
			return &all->v[i];
	return NULL;
}

enum err
public_edition(struct req *r, const struct editions *all, const char *version,
    const struct edition **newest, struct edition *x)
{
	const char *number, *stage;
	size_t i, n;
	struct form f;
	enum err e;

	form_query(&f, r);
	number = form_line(&f, "edition", "Edition", 20);
	stage = form_line(&f, "stage", "Stage", 20);
	e = form_close(&f);
	*newest = newest_of(all, version, stage);
	if (e == ERR_MALFORMED || *newest == NULL)
		return e == ERR_MALFORMED ? e : ERR_NOTFOUND;
	*x = **newest;
	if (number[0] == '\0')
		return OK;
	/* The others of its stage follow it. */
	i = (size_t)(*newest - all->v);
	for (n = (size_t)x->number; n > 0; n--, i++) {
		*x = all->v[i];
		if (strcmp(arena_printf(r->arena, "%zu", n), number) == 0)
			return OK;
	}
	return ERR_NOTFOUND;
}

/* What took the place of the edition that is shown, and why. */
static void
add_later(struct req *r, const struct edition *newest, const struct edition *x,
    struct public_version_view *v)
{
	const char *code = v->code;
	const struct edition *after;

	v->csv = address(r, code, x, "/csv");
	v->superseded = x->id != newest->id;
	if (!v->superseded)
		return;
	after = newest + (newest->number - x->number - 1);
	v->csv = req_href(r, "/public/%s/%s/csv?edition=%lld", code, x->version,
	    (long long)x->number);
	v->newest = req_href(r, "/public/%s/%s", code, x->version);
	v->newest_number = newest->number;
	v->later_at = after->at;
	v->later_number = after->number;
}

/* Of a stage before the final: where the final is, if there is one. */
static void
add_final(struct req *r, const struct editions *all, const struct edition *x,
    struct public_version_view *v)
{
	const struct edition *last = newest_of(all, x->version, "");

	if (x->stage != STAGE_FINAL && last->stage == STAGE_FINAL)
		v->final = address(r, v->code, last, "");
}

enum err
page_public_version(struct req *r)
{
	struct public_version_view v = { .page = page_view(r, "") };
	const struct shelved *shelved;
	struct assessment s;
	const struct edition *newest;
	struct editions all;
	struct edition x;
	struct org o;
	enum err e;

	if ((e = public_org(r, &o)) != OK ||
	    (e = edition_list(r->db, r->arena, o.id, &all)) != OK ||
	    (e = public_edition(r, &all, req_arg(r, 1), &newest, &x)) != OK ||
	    (e = assessment_find(r->db, r->arena, o.id, x.version, &s)) != OK ||
	    (e = shelf_take(r->app->shelf, r->db, s.pack, &shelved)) != OK)
		return e;
	add_editions(r, &o, &all, x.version, &v.editions);
	if ((e = add_more(r, &all, &v)) != OK ||
	    (e = add_levels(r, shelved, &x, &v)) != OK ||
	    (x.stage == STAGE_FINAL && (e = exempted_after(r, &s, &shelved->set,
					    false, &v.exempted)) != OK))
		return e;
	v.name = o.name;
	v.code = o.code;
	v.title = arena_text(r->arena, shelved->set.title);
	v.page.title = arena_printf(r->arena, "%s: %s", o.name, v.title);
	v.page.wide = true;
	v.page.back = req_href(r, "/public/%s", o.code);
	v.page.back_text = "all that it has published";
	v.shown = as_row(r, &o, &x);
	v.grade_level = x.grade_level;
	v.keys = req_href(r, "/public/keys");
	add_later(r, newest, &x, &v);
	add_final(r, &all, &x, &v);
	SHOW(r, public_version, &v);
	return reply_page(r, 200);
}
