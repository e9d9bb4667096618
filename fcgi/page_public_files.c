/* page_public_files.c - the same for programs and spreadsheets. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "config.h"
#include "csv.h"
#include "jsonw.h"
#include "pages_public.h"
#include "public.h"
#include "reply.h"
#include "req.h"
#include "route.h"
#include "signing.h"

static enum err
send(struct req *r, const char *type, const char *name)
{
	reply_header(r, "Content-Disposition",
	    arena_printf(r->arena, "attachment; filename=\"%s\"", name));
	return reply_bytes(r, 200, type);
}

static enum err
send_csv(struct req *r, const char *name)
{
	return send(r, "text/csv; charset=utf-8", name);
}

static enum err
send_json(struct req *r)
{
	buf_putc(r->out, '\n');
	return reply_bytes(r, 200, "application/json");
}

static void
cells(struct req *r, const char *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		csv_put(r->out, v[i], i == 0);
	csv_end(r->out);
}

static const char *
number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%lld", (long long)n);
}

static const char *
instant(struct req *r, int64_t at)
{
	char text[INSTANT_TEXT_SIZE];

	clock_text(at, text);
	return arena_text(r->arena, text);
}

static void
percent(struct jsonw *w, int p)
{
	if (p < 0)
		jsonw_null(w, "percent");
	else
		jsonw_int(w, "percent", p);
}

/* ---- what a search finds ---- */

/*
 * All of them, so that the first page is the only one.  ERR_INVALID: it cannot
 * be searched for, and that was said.
 */
static enum err
asked(struct req *r, struct public_asked *a)
{
	enum err e = public_ask(r, PUBLISHED_ALL, a);

	if (e == ERR_INVALID)
		reply_status(r, 422, "This search cannot be made",
		    arena_printf(r->arena, "%s.", a->form.faults.v[0].message));
	return e;
}

static enum err
put_json(void *arg, const struct published_row *p)
{
	struct jsonw *w = arg;
	char at[INSTANT_TEXT_SIZE];

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "code", p->code);
	jsonw_text(w, "name", p->name);
	jsonw_text(w, "type", p->type);
	if (p->version == NULL) {
		jsonw_null(w, "published");
	} else {
		clock_text(p->at, at);
		jsonw_open(w, "published", '{');
		jsonw_text(w, "version", p->version);
		jsonw_int(w, "edition", p->number);
		jsonw_text(w, "at", at);
		jsonw_bool(w, "late", p->late);
		percent(w, p->percent);
		jsonw_int(w, "below", p->below);
		jsonw_text(w, "grade", grade_name(p->grade));
		jsonw_close(w, '}');
	}
	jsonw_close(w, '}');
	return OK;
}

enum err
page_public_json(struct req *r)
{
	struct jsonw w = { .out = r->out };
	struct public_asked a;
	enum err e;

	if ((e = asked(r, &a)) != OK)
		return e == ERR_INVALID ? OK : e;
	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "page", a.page);
	jsonw_bool(&w, "more", false);
	jsonw_open(&w, "organisations", '[');
	e = published_each(r->db, r->arena, &a.filter, put_json, &w);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	return e == OK ? send_json(r) : e;
}

static enum err
put_csv(void *arg, const struct published_row *p)
{
	struct req *r = arg;
	bool is = p->version != NULL;
	char edition[24] = "", at[INSTANT_TEXT_SIZE] = "";
	char share[12] = "", below[12] = "";

	if (is) {
		snprintf(edition, sizeof(edition), "%" PRId64, p->number);
		clock_text(p->at, at);
		if (p->percent >= 0)
			snprintf(share, sizeof(share), "%d", p->percent);
		snprintf(below, sizeof(below), "%u", p->below);
	}
	const char *const v[] = { p->code, p->name, p->type,
		is ? p->version : "", edition, at,
		!is       ? ""
		: p->late ? "yes"
			  : "no",
		share, below, is ? grade_name(p->grade) : "" };

	cells(r, v, sizeof(v) / sizeof(v[0]));
	return OK;
}

enum err
page_public_csv(struct req *r)
{
	static const char *const names[] = { "code", "name", "type", "version",
		"edition", "published", "late", "percent", "below", "grade" };
	struct public_asked a;
	enum err e;

	if ((e = asked(r, &a)) != OK)
		return e == ERR_INVALID ? OK : e;
	csv_begin(r->out);
	cells(r, names, sizeof(names) / sizeof(names[0]));
	e = published_each(r->db, r->arena, &a.filter, put_csv, r);
	return e == OK ? send_csv(r, "published.csv") : e;
}

/* ---- one organisation ---- */

static enum err
levels_json(struct req *r, struct jsonw *w, const struct edition *x)
{
	struct edition_levels all;
	enum err e = edition_levels_read(r->db, r->arena, x, &all);
	size_t i;

	if (e != OK)
		return e;
	jsonw_open(w, "requirements", '{');
	for (i = 0; i < all.n; i++)
		if (all.v[i].exempt || all.v[i].level == LEVEL_NONE)
			jsonw_text(
			    w, all.v[i].number, edition_level_text(&all.v[i]));
		else
			jsonw_int(w, all.v[i].number, all.v[i].level);
	jsonw_close(w, '}');
	return OK;
}

static enum err
edition_json(struct req *r, struct jsonw *w, const struct edition *x)
{
	size_t i;
	enum err e;

	jsonw_open(w, NULL, '{');
	jsonw_text(w, "version", x->version);
	jsonw_text(w, "stage",
	    x->stage == STAGE_FINAL ? "final" : stage_name(x->stage));
	jsonw_int(w, "edition", x->number);
	jsonw_text(w, "at", instant(r, x->at));
	jsonw_bool(w, "late", x->late);
	jsonw_open(w, "levels", '[');
	for (i = 0; i <= LEVEL_MAX; i++)
		jsonw_int(w, NULL, x->levels[i]);
	jsonw_close(w, ']');
	jsonw_int(w, "total", public_total(x));
	jsonw_int(w, "not_relevant", x->not_relevant);
	jsonw_int(w, "exempt", x->exempt);
	jsonw_int(w, "below", x->below);
	percent(w, x->percent);
	jsonw_int(w, "points", x->points);
	jsonw_int(w, "of", x->of);
	jsonw_text(w, "grade", grade_name(x->grade));
	jsonw_text(w, "reviewed_grade", edition_reviewed_name(x));
	jsonw_text(
	    w, "reviewed_reason", x->change[0] != '\0' ? x->change : NULL);
	jsonw_text(w, "reason", x->reason[0] != '\0' ? x->reason : NULL);
	jsonw_hex(w, "sha256", x->digest, EDITION_DIGEST);
	e = levels_json(r, w, x);
	jsonw_close(w, '}');
	return e;
}

enum err
page_public_org_json(struct req *r)
{
	struct jsonw w = { .out = r->out };
	struct editions all;
	struct org o;
	enum err e;
	size_t i;

	if ((e = public_org(r, &o)) != OK ||
	    (e = edition_list(r->db, r->arena, o.id, &all)) != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "code", o.code);
	jsonw_text(&w, "name", o.name);
	jsonw_text(&w, "type", o.type);
	jsonw_open(&w, "publications", '[');
	for (i = 0; i < all.n && e == OK; i++)
		e = edition_json(r, &w, &all.v[i]);
	if (e != OK)
		return e;
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	return send_json(r);
}

enum err
page_public_org_csv(struct req *r)
{
	static const char *const names[] = { "code", "version", "stage",
		"edition", "published", "late", "level 0", "level 1", "level 2",
		"level 3", "total", "not relevant", "exempt", "percent",
		"below", "grade", "reviewed grade", "reason for change" };
	struct editions all;
	struct org o;
	enum err e;
	size_t i;

	if ((e = public_org(r, &o)) != OK ||
	    (e = edition_list(r->db, r->arena, o.id, &all)) != OK)
		return e;
	csv_begin(r->out);
	cells(r, names, sizeof(names) / sizeof(names[0]));
	for (i = 0; i < all.n; i++) {
		const struct edition *x = &all.v[i];
		const unsigned *l = x->levels;
		const char *const v[] = { o.code, x->version,
			public_stage(x->stage), number(r, x->number),
			instant(r, x->at), x->late ? "yes" : "no",
			number(r, l[0]), number(r, l[1]), number(r, l[2]),
			number(r, l[3]), number(r, public_total(x)),
			number(r, x->not_relevant), number(r, x->exempt),
			x->percent < 0 ? "" : number(r, x->percent),
			number(r, x->below), grade_name(x->grade),
			edition_reviewed_name(x) != NULL
			    ? edition_reviewed_name(x)
			    : "",
			edition_why(r->arena, x) };

		cells(r, v, sizeof(v) / sizeof(v[0]));
	}
	return send_csv(r, arena_printf(r->arena, "%s.csv", o.code));
}

static const char *
levels_name(struct req *r, const struct org *o, const struct edition *x,
    bool superseded)
{
	if (x->stage != STAGE_FINAL)
		return arena_printf(r->arena, "%s-%s-%s.csv", o->code,
		    x->version, stage_name(x->stage));
	if (superseded)
		return arena_printf(r->arena, "%s-%s-%lld.csv", o->code,
		    x->version, (long long)x->number);
	return arena_printf(r->arena, "%s-%s.csv", o->code, x->version);
}

/* The requirements of a year, as its page has them. */
enum err
page_public_version_csv(struct req *r)
{
	static const char *const names[] = { "code", "version", "stage",
		"edition", "requirement", "title", "level" };
	struct edition_levels all;
	const struct edition *newest;
	struct editions editions;
	struct edition x;
	struct org o;
	enum err e;
	size_t i;

	if ((e = public_org(r, &o)) != OK ||
	    (e = edition_list(r->db, r->arena, o.id, &editions)) != OK ||
	    (e = public_edition(r, &editions, req_arg(r, 1), &newest, &x)) !=
		OK ||
	    (e = edition_levels_read(r->db, r->arena, &x, &all)) != OK)
		return e;
	csv_begin(r->out);
	cells(r, names, sizeof(names) / sizeof(names[0]));
	for (i = 0; i < all.n; i++) {
		const struct edition_level *l = &all.v[i];
		const char *const v[] = { o.code, x.version,
			public_stage(x.stage), number(r, x.number), l->number,
			l->title, edition_level_text(l) };

		cells(r, v, sizeof(v) / sizeof(v[0]));
	}
	return send_csv(r, levels_name(r, &o, &x, x.id != newest->id));
}

/* ---- what is signed ---- */

static enum err
no_bundle(struct req *r)
{
	reply_status(r, 404, "There is no signed file of this",
	    "It is published, and has no signature that counts. The page of "
	    "its year shows what was published, and whether it was signed.");
	return OK;
}

enum err
page_public_bundle(struct req *r)
{
	struct edition x;
	struct org o;
	enum err e;

	if ((e = public_org(r, &o)) != OK)
		return e;
	if (req_arg_id(r, 2) == 0)
		return ERR_NOTFOUND;
	if ((e = edition_read(r->db, r->arena, o.id, req_arg(r, 1), STAGE_FINAL,
		 req_arg_id(r, 2), &x)) != OK)
		return e;
	e = bundle_read(r->db, r->arena, &x, r->out);
	if (e != OK)
		return e == ERR_NOTFOUND ? no_bundle(r) : e;
	return send(r, "application/json",
	    arena_printf(r->arena, "%s-%s-%lld.bundle", o.code, x.version,
		(long long)x.number));
}

enum err
page_public_keys(struct req *r)
{
	struct signing_keys all;
	enum err e = signing_list(r->db, r->arena, NULL, &all);

	if (e != OK)
		return e;
	signing_put(&all, r->out);
	return reply_bytes(r, 200, "text/plain; charset=utf-8");
}
