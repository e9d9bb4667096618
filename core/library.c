/* library.c - sources of law and guidance, and what comes from them. */
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

static struct source_row *
known(struct source_rows *x, size_t n, const char *code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(x->v[i].code, code) == 0)
			return &x->v[i];
	return NULL;
}

/* Who names them; what the library does not have comes last. */
static enum err
list_cited(struct db *db, struct arena *a, const struct words *w,
    struct source_rows *x)
{
	size_t said = x->n;

	db_list(db, SQL0(sources));
	while (db_next(db)) {
		const char *code = db_text(db, a), *title = db_text(db, a);
		struct source_row *s = known(x, said, code);

		if (s == NULL) {
			s = &x->v[x->n++];
			*s = (struct source_row){ .code = code,
				.title = title,
				.citation = "",
				.kind = SOURCE_UNSAID,
				.standing = STANDING_NOT_ESTABLISHED };
			s->wanted = all_in(
			    w, text_fold(
				   a, arena_printf(a, "%s\n%s", code, title)));
		}
		s->requirements = db_int(db);
		s->types = db_int(db);
	}
	return db_end(db);
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
	size_t i, n = 0;
	enum err e;

	split(a, f->words, &w);
	if ((e = count(db, &n)) != OK)
		return e;
	*out = (struct source_rows){ .v = arena_array(a, n, sizeof(*out->v)) };
	if ((e = list_entries(db, a, &w, out)) != OK ||
	    (e = list_cited(db, a, &w, out)) != OK)
		return e;
	for (n = i = 0; i < out->n; i++)
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
