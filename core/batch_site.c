/* batch_site.c - which sites a batch is for. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "batch_priv.h"
#include "buf.h"
#include "db.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

#define AT_ONCE 500 /* sites read by batch_each_site */

/* ---- codes as they are pasted ---- */

#define CODE_SHOWN 40 /* bytes of what is no code at all */

static bool
parts(char c)
{
	return isspace((unsigned char)c) || c == ',' || c == ';';
}

static const char *
capitals(struct arena *a, const char *p, size_t n)
{
	char *code = arena_copy(a, p, n);
	size_t i;

	for (i = 0; i < n; i++)
		code[i] = (char)toupper((unsigned char)code[i]);
	return code;
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
once_each(struct texts *t)
{
	size_t i, n = 0;

	if (t->n > 0)
		qsort(t->v, t->n, sizeof(*t->v), by_code);
	for (i = 0; i < t->n; i++)
		if (n == 0 || strcmp(t->v[n - 1], t->v[i]) != 0)
			t->v[n++] = t->v[i];
	t->n = n;
}

enum err
batch_codes(struct arena *a, const char *text, struct texts *codes)
{
	const char *p = text;
	size_t n;

	*codes =
	    (struct texts){ arena_array(a, BATCH_CODES_MOST, sizeof(*codes->v)),
		    0 };
	for (;; p += n) {
		while (*p != '\0' && parts(*p))
			p++;
		for (n = 0; p[n] != '\0' && !parts(p[n]);)
			n++;
		if (n == 0)
			break;
		if (codes->n == BATCH_CODES_MOST)
			return ERR_INVALID;
		codes->v[codes->n++] =
		    text_fine(p, n, TEXT_LINE) && n <= CODE_SHOWN
			? capitals(a, p, n)
			: arena_printf(a, "(%zu bytes that are no code)", n);
	}
	once_each(codes);
	return OK;
}

/* ---- choosing and excluding ---- */

struct choosing {
	struct arena *arena;
	const struct batch *batch;
	struct batch_choice *choice;
	struct texts codes; /* whatever was asked for */
	bool exclude;
};

static enum err
all_codes(struct db *db, struct choosing *c)
{
	const struct batch *b = c->batch;
	enum err e = db_ask(db, SQL(batch_new_count, .org = b->org,
				    .batch = b->id, .type = b->type));

	if (e != OK)
		return e;
	c->codes = (struct texts){
		arena_array(c->arena, (size_t)db_int(db), sizeof(char *)), 0
	};
	db_list(db, SQL(batch_new_sites, .org = b->org, .batch = b->id,
			.type = b->type));
	while (db_next(db))
		c->codes.v[c->codes.n++] = db_text(db, c->arena);
	return db_end(db);
}

static enum err
choose_one(struct db *db, const struct db_head *head, const struct batch *b,
    int64_t site, bool known, bool exclude)
{
	if (!known)
		return db_do(db,
		    SQL(batch_site_insert, .org = b->org, .batch = b->id,
			.site = site, .at = head->at, .by = head->by->name));
	if (exclude)
		return db_do(db,
		    SQL(batch_site_exclude, .org = b->org, .batch = b->id,
			.site = site, .at = head->at, .by = head->by->name));
	return db_do(
	    db, SQL(batch_site_choose, .org = b->org, .batch = b->id,
		    .site = site, .at = head->at, .by = head->by->name));
}

/* Is there anything to change about a site that is in the batch? */
static bool
changes(enum batch_state state, bool excluded, bool exclude)
{
	if (state == BATCH_PUBLISHED)
		return false;
	return exclude ? !excluded : excluded || state == BATCH_UNDONE;
}

/* What a code stands for: known, if it is in the batch. */
struct coded {
	int64_t site;
	enum batch_state state;
	bool excluded, known;
};

/* ERR_NOTFOUND: no part of the head office; to be excluded: not chosen. */
static enum err
find_code(struct db *db, const struct choosing *c, const char *code,
    struct coded *out)
{
	const struct batch *b = c->batch;
	enum err e = db_ask(db,
	    SQL(batch_site_coded, .org = b->org, .batch = b->id, .code = code));

	*out = (struct coded){ .known = e == OK };
	if (e == OK) {
		out->site = db_int(db);
		out->state = (enum batch_state)db_int(db);
		out->excluded = db_int(db) != 0;
	}
	if (c->exclude || (e != OK && e != ERR_NOTFOUND))
		return e;
	e = db_ask(db, SQL(batch_part, .org = b->org, .code = code));
	if (e == OK)
		out->site = db_int(db);
	return e;
}

static enum err
one_code(struct db *db, const struct db_head *head, struct choosing *c,
    const char *code)
{
	const struct batch *b = c->batch;
	struct coded at;
	enum err e = find_code(db, c, code, &at);

	if (e == ERR_NOTFOUND) {
		c->choice->unknown.v[c->choice->unknown.n++] = code;
		return OK;
	}
	if (e != OK ||
	    (at.known && !changes(at.state, at.excluded, c->exclude)))
		return e;
	c->choice->changed++;
	e = choose_one(db, head, b, at.site, at.known, c->exclude);
	return e == OK ? batch_line_add(db, b, at.site, "",
			     c->exclude ? WHAT_EXCLUDED : WHAT_CHOSEN, head->at,
			     head->by->name, "")
		       : e;
}

static enum err
note(struct db *db, struct db_head *head, const struct choosing *c)
{
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;
	size_t i;

	jsonw_open(&w, NULL, '{');
	jsonw_int(&w, "sites", c->choice->changed);
	jsonw_open(&w, "codes", '[');
	for (i = 0; i < c->codes.n; i++)
		jsonw_text(&w, NULL, c->codes.v[i]);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	e = audit_add(db, head, c->exclude ? "batch.exclude" : "batch.choose",
	    c->batch->id, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

static enum err
choose(struct db *db, struct db_head *head, void *arg)
{
	struct choosing *c = arg;
	struct batch_choice *choice = c->choice;
	enum err e = OK;
	size_t i;

	choice->changed = 0;
	if (choice->codes != NULL)
		c->codes = *choice->codes;
	else if ((e = all_codes(db, c)) != OK)
		return e;
	choice->unknown =
	    (struct texts){ arena_array(c->arena, c->codes.n, sizeof(char *)),
		    0 };
	for (i = 0; i < c->codes.n && e == OK; i++)
		e = one_code(db, head, c, c->codes.v[i]);
	if (e == OK && choice->unknown.n > 0)
		e = ERR_INVALID;
	else if (e == OK && choice->changed == 0)
		e = ERR_CONFLICT;
	return e == OK ? note(db, head, c) : e;
}

enum err
batch_choose_within(struct db *db, struct db_head *head, struct arena *a,
    const struct batch *b, struct batch_choice *choice)
{
	struct choosing c = { .arena = a, .batch = b, .choice = choice };

	return choose(db, head, &c);
}

enum err
batch_choose(struct db *db, struct arena *a, struct unit *u,
    const struct batch *b, struct batch_choice *choice)
{
	struct choosing c = { .arena = a, .batch = b, .choice = choice };

	return db_write(db, u, choose, &c);
}

enum err
batch_exclude(struct db *db, struct arena *a, struct unit *u,
    const struct batch *b, struct batch_choice *choice)
{
	struct choosing c = {
		.arena = a, .batch = b, .choice = choice, .exclude = true
	};

	return db_write(db, u, choose, &c);
}

/* ---- reading them ---- */

static void
read_row(struct db *db, struct arena *a, struct batch_site *s)
{
	s->site = db_int(db);
	s->code = db_text(db, a);
	s->name = db_text(db, a);
	s->type = db_text(db, a);
	s->state = (enum batch_state)db_int(db);
	s->excluded = db_int(db) != 0;
	s->waits = (enum batch_act)db_int(db);
	s->at = db_int(db);
	s->by = db_text(db, a);
	s->why = db_text(db, a);
	s->kept = db_int(db);
}

enum err
batch_sites(struct db *db, struct arena *a, const struct batch *b,
    const struct batch_filter *f, struct batch_sites *out, int64_t *all)
{
	const char *like = text_like(a, f->like);
	enum err e =
	    db_ask(db, SQL(batch_site_count, .org = b->org, .batch = b->id,
			   .like = like, .state = f->state));
	int64_t rest;

	if (e != OK)
		return e;
	*all = db_int(db);
	rest = *all > f->skip ? *all - f->skip : 0;
	out->n = 0;
	out->v = arena_array(
	    a, (size_t)(rest < f->most ? rest : f->most), sizeof(*out->v));
	db_list(db, SQL(batch_sites, .org = b->org, .batch = b->id,
			.like = like, .state = f->state, .skip = f->skip,
			.most = rest < f->most ? rest : f->most));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}

bool
batch_site_open(const struct batch_site *s)
{
	return !s->excluded && s->state <= BATCH_ANSWERED;
}

enum err
batch_each_site(struct db *db, struct arena *a, const struct batch *b,
    batch_visit *visit, void *arg)
{
	struct batch_filter f = {
		.like = "", .state = BATCH_ALL, .most = AT_ONCE
	};
	struct batch_sites page;
	int64_t all = 1;
	enum err e = OK;
	size_t i;

	for (; e == OK && f.skip < all; f.skip += AT_ONCE) {
		e = batch_sites(db, a, b, &f, &page, &all);
		for (i = 0; e == OK && i < page.n; i++)
			e = visit(arg, &page.v[i]);
	}
	return e;
}

enum err
batch_site_read(struct db *db, struct arena *a, const struct batch *b,
    int64_t site, struct batch_site *out)
{
	enum err e = db_ask(db,
	    SQL(batch_site_read, .org = b->org, .batch = b->id, .site = site));

	if (e == OK)
		read_row(db, a, out);
	return e;
}
