/*
 * import_profile.c - saved mappings: a line "field header" for each column
 * that is used, the header as import_fold leaves it.
 */
#include <string.h>

#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "db.h"
#include "import.h"
#include "import_priv.h"
#include "jsonw.h"
#include "sql.h"
#include "text.h"

#define NAME_MOST 40

enum err
import_profiles(struct db *db, struct arena *a, int64_t org,
    enum import_kind kind, struct import_profiles *out)
{
	enum err e =
	    db_ask(db, SQL(import_profile_count, .org = org, .kind = kind));

	if (e != OK)
		return e;
	out->n = 0;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(import_profile_list, .org = org, .kind = kind));
	while (db_next(db))
		out->v[out->n++] = db_text(db, a);
	return db_end(db);
}

/* One line of a mapping: the columns with this header are that field. */
static void
use_line(struct arena *a, struct import_columns *c, const char *line, size_t n)
{
	const char *space = memchr(line, ' ', n);
	enum import_field f;
	const char *header;
	size_t i;

	if (space == NULL)
		return;
	f = import_field_named(arena_copy(a, line, (size_t)(space - line)));
	header = arena_copy(a, space + 1, n - (size_t)(space - line) - 1);
	for (i = 0; i < c->n; i++)
		if (c->as[i] == IMPORT_NONE &&
		    strcmp(import_fold(a, c->header[i]), header) == 0) {
			c->as[i] = f;
			return;
		}
}

enum err
import_profile_use(struct db *db, struct arena *a, int64_t org,
    enum import_kind kind, const char *name, struct import_columns *c)
{
	const char *text;
	size_t n;
	enum err e;

	if (name[0] == '\0' || strcmp(name, IMPORT_PROFILE) == 0) {
		import_guess(kind, c);
		return OK;
	}
	e = db_ask(db,
	    SQL(import_profile_read, .org = org, .kind = kind, .name = name));
	if (e != OK)
		return e;
	memset(c->as, 0, sizeof(c->as));
	for (text = db_text(db, a); *text != '\0'; text += n) {
		n = strcspn(text, "\n");
		use_line(a, c, text, n);
		n += text[n] == '\n';
	}
	return OK;
}

struct saving {
	enum import_kind kind;
	const char *name, *mapping;
};

static enum err
save(struct db *db, struct db_head *head, void *arg)
{
	const struct saving *s = arg;
	struct buf detail = { 0 };
	struct jsonw w = { .out = &detail };
	enum err e;

	e = db_do(
	    db, SQL(import_profile_save, .org = head->org, .kind = s->kind,
		    .name = s->name, .mapping = s->mapping));
	if (e != OK)
		return e;
	jsonw_open(&w, NULL, '{');
	jsonw_text(&w, "name", s->name);
	jsonw_text(&w, "kind", import_kind_name(s->kind));
	jsonw_close(&w, '}');
	e = audit_add(db, head, "import.profile", 0, buf_text(&detail));
	buf_clear(&detail);
	return e;
}

enum err
import_profile_save(struct db *db, struct unit *u, enum import_kind kind,
    const char *name, const struct import_columns *c)
{
	size_t i;
	struct buf mapping = { 0 };
	struct saving s = { .kind = kind, .name = name };
	struct arena *a;
	enum err e;

	if (!text_bare(name, TEXT_LINE, 1, NAME_MOST))
		return ERR_INVALID;
	if (text_same(name, IMPORT_PROFILE))
		return ERR_CONFLICT;
	a = arena_open();
	for (i = 0; i < c->n; i++)
		if (c->as[i] != IMPORT_NONE)
			buf_printf(&mapping, "%s %s\n",
			    import_field_name(c->as[i]),
			    import_fold(a, c->header[i]));
	s.mapping = buf_text(&mapping);
	e = db_write(db, u, save, &s);
	buf_clear(&mapping);
	arena_close(a);
	return e;
}
