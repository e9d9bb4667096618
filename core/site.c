/* site.c - the parts of a head office, and how far each is. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "site.h"
#include "sql.h"
#include "text.h"

static const char *const names[] = { "not-started", "in-progress", "complete",
	"published", "late" };

const char *
site_state_name(enum site_state state)
{
	return state == SITE_ALL ? "" : names[state];
}

enum site_state
site_state_named(const char *name)
{
	int i;

	for (i = SITE_NOT_STARTED; i <= SITE_LATE; i++)
		if (strcmp(names[i], name) == 0)
			return (enum site_state)i;
	return SITE_ALL;
}

const char *
site_state_words(enum site_state state)
{
	static const char *const words[] = { "Not started", "In progress",
		"Complete", "Published", "Late" };

	return state == SITE_ALL ? "All" : words[state];
}

enum err
site_any(struct db *db, int64_t org, bool *any)
{
	enum err e = db_ask(db, SQL(site_any, .org = org));

	*any = e == OK;
	if (e == OK)
		db_rest(db);
	return e == ERR_NOTFOUND ? OK : e;
}

enum err
site_counts(struct db *db, int64_t org, day today, int64_t n[SITE_STATES + 1])
{
	enum err e = db_ask(db, SQL(site_counts, .org = org, .today = today));
	int i;

	for (i = 0; i <= SITE_LATE; i++)
		n[i] = e == OK ? db_int(db) : 0;
	return e;
}

static void
read_row(struct db *db, struct arena *a, struct site_row *s)
{
	s->org = db_int(db);
	s->code = db_text(db, a);
	s->name = db_text(db, a);
	s->type = db_text(db, a);
	s->version = db_text(db, a);
	s->state = (enum site_state)db_int(db);
	s->asked = db_int(db);
	s->complete = db_int(db);
	s->due_on = db_day(db);
	s->published_at = db_int(db);
	s->late = db_int(db) != 0;
	s->public = db_int(db) != 0;
}

enum err
site_list(struct db *db, struct arena *a, int64_t org,
    const struct site_filter *f, day today, struct site_rows *out, int64_t *all)
{
	const char *like = text_like(a, f->like);
	enum err e = db_ask(db, SQL(site_count, .org = org, .like = like,
				    .state = f->state, .today = today));
	int64_t most;

	if (e != OK)
		return e;
	*all = db_int(db);
	most = *all > f->skip ? *all - f->skip : 0;
	if (most > f->most)
		most = f->most;
	out->n = 0;
	out->v = arena_array(a, (size_t)most, sizeof(*out->v));
	db_list(db, SQL(site_list, .org = org, .like = like, .state = f->state,
			.today = today, .skip = f->skip, .most = most));
	while (db_next(db))
		read_row(db, a, &out->v[out->n++]);
	return db_end(db);
}
