/* library.c - sources of law and guidance, and what comes from them. */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "library.h"
#include "sql.h"
#include "text.h"

/* ---- the words of a search ---- */

struct words {
	const char *v[LIBRARY_WORDS_MOST];
	size_t n;
};

static bool
in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (c & 0x80) != 0;
}

static void
split(struct arena *a, const char *typed, struct words *out)
{
	const char *s = text_fold(a, typed), *from;

	out->n = 0;
	while (out->n < LIBRARY_WORDS_MOST) {
		while (*s != '\0' && !in_word(*s))
			s++;
		if (*s == '\0')
			return;
		for (from = s; in_word(*s); s++)
			;
		out->v[out->n++] = arena_copy(a, from, (size_t)(s - from));
	}
}

/* Does a word of the folded text begin with this one? */
static bool
begins(const char *text, const char *word)
{
	const char *at = text;

	while ((at = strstr(at, word)) != NULL) {
		if (at == text || !in_word(at[-1]))
			return true;
		at++;
	}
	return false;
}

static bool
all_in(const struct words *w, const char *text)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (!begins(text, w->v[i]))
			return false;
	return true;
}

/* ---- all of them ---- */

/* What the library has; a row that is not wanted keeps its place. */
static enum err
list_entries(struct db *db, struct arena *a, const struct words *w,
    struct source_rows *x)
{
	db_list(db, SQL0(library_entries));
	while (db_next(db)) {
		struct source_row *s = &x->v[x->n++];
		const char *issuer, *about, *today;

		s->code = db_text(db, a);
		s->title = db_text(db, a);
		s->kind = (enum source_kind)db_int(db);
		s->year = db_int(db);
		issuer = db_text(db, a);
		s->citation = db_text(db, a);
		about = db_text(db, a);
		s->standing = (enum source_standing)db_int(db);
		today = db_text(db, a);
		s->wanted =
		    w->n == 0 ||
		    all_in(
			w, text_fold(a,
			       arena_printf(a, "%s\n%s\n%s\n%s\n%s\n%s\n%lld",
				   s->code, s->title, issuer, s->citation,
				   about, today, (long long)s->year)));
	}
	return db_end(db);
}

/* A set, and how many of its requirements name each of its origins. */
struct naming_set {
	int64_t id;
	const char *type;
	int64_t *named; /* by the origin's place */
	size_t n;
};
struct naming_sets {
	struct naming_set *v;
	size_t n;
};

static enum err
read_sets(struct db *db, struct arena *a, struct naming_sets *out)
{
	enum err e = db_ask(db, SQL0(pack_count));

	if (e != OK)
		return e;
	*out = (struct naming_sets){
		arena_array(a, (size_t)db_int(db), sizeof(*out->v)), 0
	};
	db_list(db, SQL0(naming_sets));
	while (db_next(db)) {
		struct naming_set *s = &out->v[out->n++];

		s->id = db_int(db);
		s->type = db_text(db, a);
		s->n = (size_t)db_int(db);
		s->named = arena_array(a, s->n, sizeof(*s->named));
	}
	return db_end(db);
}

static enum err
read_namings(struct db *db, struct naming_set *s)
{
	db_list(db, SQL(namings, .pack = s->id));
	while (db_next(db)) {
		size_t at = (size_t)db_int(db);

		if (at < s->n)
			s->named[at]++;
	}
	return db_end(db);
}

/* Its row; what the library does not have gets one, after all that it has. */
static struct source_row *
row_of(struct source_rows *x, const char *code, const char *title)
{
	struct source_row *s;

	for (s = x->v; s < x->v + x->n; s++)
		if (strcmp(s->code, code) == 0)
			break;
	if (s == x->v + x->n) {
		x->n++;
		*s = (struct source_row){ .code = code,
			.title = title,
			.citation = "",
			.kind = SOURCE_UNSAID,
			.standing = STANDING_NOT_ESTABLISHED };
	} else if (s->kind == SOURCE_UNSAID && strcmp(s->title, title) < 0) {
		s->title = title;
	}
	return s;
}

/* The sets come type by type; last has the last that named each row. */
static enum err
add_namings(struct db *db, struct arena *a, const struct naming_set *set,
    const char **last, struct source_rows *x)
{
	size_t i;

	db_list(db, SQL(origins, .pack = set->id));
	for (i = 0; db_next(db); i++) {
		const char *code = db_text(db, a), *title = db_text(db, a);
		struct source_row *s;

		if (i >= set->n || set->named[i] == 0)
			continue;
		s = row_of(x, code, title);
		s->requirements += set->named[i];
		if (last[s - x->v] == NULL ||
		    strcmp(last[s - x->v], set->type) != 0)
			s->types++;
		last[s - x->v] = set->type;
	}
	return db_end(db);
}

static int
by_title(const void *x, const void *y)
{
	const struct source_row *a = x, *b = y;
	int order = strcmp(a->title, b->title);

	return order != 0 ? order : strcmp(a->code, b->code);
}

/* Who names them; what the library does not have comes last. */
static enum err
list_cited(struct db *db, struct arena *a, const struct words *w, size_t room,
    struct source_rows *x)
{
	const char **last = arena_array(a, room, sizeof(*last));
	struct naming_sets sets;
	enum err e = read_sets(db, a, &sets);
	size_t said = x->n, i;

	for (i = 0; i < sets.n && e == OK; i++) {
		e = read_namings(db, &sets.v[i]);
		if (e == OK)
			e = add_namings(db, a, &sets.v[i], last, x);
	}
	if (e != OK || x->n == said)
		return e;
	qsort(x->v + said, x->n - said, sizeof(*x->v), by_title);
	for (i = said; i < x->n; i++)
		x->v[i].wanted =
		    all_in(w, text_fold(a, arena_printf(a, "%s\n%s",
					       x->v[i].code, x->v[i].title)));
	return OK;
}

static enum err
count(struct db *db, size_t *n)
{
	enum err e = db_ask(db, SQL0(source_count));

	if (e != OK)
		return e;
	*n = (size_t)db_int(db);
	if ((e = db_ask(db, SQL0(library_entry_count))) == OK)
		*n += (size_t)db_int(db);
	return e;
}

enum err
library_list(struct db *db, struct arena *a, const struct source_filter *f,
    struct source_rows *out)
{
	struct words w;
	size_t i, room = 0, n = 0;
	enum err e;

	split(a, f->words, &w);
	if ((e = count(db, &room)) != OK)
		return e;
	*out =
	    (struct source_rows){ .v = arena_array(a, room, sizeof(*out->v)) };
	if ((e = list_entries(db, a, &w, out)) != OK ||
	    (e = list_cited(db, a, &w, room, out)) != OK)
		return e;
	for (i = 0; i < out->n; i++)
		if (out->v[i].wanted &&
		    (f->kind == SOURCE_ALL || f->kind == out->v[i].kind))
			out->v[n++] = out->v[i];
	out->n = n;
	return OK;
}

/* ---- one ---- */

static enum err
read_entry(struct db *db, struct arena *a, const char *code, struct source *out)
{
	struct library_entry *x = &out->entry;
	enum err e = db_ask(db, SQL(library_entry, .code = code));

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	out->said = true;
	x->code = db_text(db, a);
	x->title = out->title = db_text(db, a);
	x->kind = (enum source_kind)db_int(db);
	x->year = db_int(db);
	x->issuer = db_text(db, a);
	x->citation = db_text(db, a);
	x->place = db_text(db, a);
	x->about = db_text(db, a);
	x->standing = (enum source_standing)db_int(db);
	x->today = db_text(db, a);
	x->mark = db_text(db, a);
	x->note = db_text(db, a);
	return OK;
}

static enum err
read_links(struct db *db, struct arena *a, const char *code, struct source *out)
{
	struct library_links *const lists[] = { &out->replaced_by,
		&out->replaces, &out->related };
	enum err e = db_ask(db, SQL(library_link_count, .code = code));
	size_t i, n;

	if (e != OK)
		return e;
	n = (size_t)db_int(db);
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		lists[i]->v = arena_array(a, n, sizeof(*lists[i]->v));
	db_list(db, SQL(library_links, .code = code));
	while (db_next(db)) {
		struct library_links *l = lists[db_int(db)];
		struct library_link *k = &l->v[l->n++];

		k->code = db_text(db, a);
		k->title = db_text(db, a);
	}
	return db_end(db);
}

static enum err
read_citings(
    struct db *db, struct arena *a, const char *code, struct source *out)
{
	enum err e = db_ask(db, SQL(source_citings_count, .code = code));

	if (e != OK)
		return e;
	out->citings.v =
	    arena_array(a, (size_t)db_int(db), sizeof(*out->citings.v));
	db_list(db, SQL(source_citings, .code = code));
	while (db_next(db)) {
		struct citing *c = &out->citings.v[out->citings.n++];
		const char *title = db_text(db, a);

		if (!out->said)
			out->title = title;
		c->type = db_text(db, a);
		c->type_name = db_text(db, a);
		c->version = db_text(db, a);
		c->revision = db_int(db);
		c->number = db_text(db, a);
		c->title = db_text(db, a);
	}
	return db_end(db);
}

enum err
library_read(
    struct db *db, struct arena *a, const char *code, struct source *out)
{
	enum err e;

	*out = (struct source){ .code = code };
	if ((e = read_entry(db, a, code, out)) != OK ||
	    (e = read_links(db, a, code, out)) != OK ||
	    (e = read_citings(db, a, code, out)) != OK)
		return e;
	return !out->said && out->citings.n == 0 ? ERR_NOTFOUND : OK;
}
