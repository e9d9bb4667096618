/* extract_missed.c - what was asked of an organisation that never opened it. */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "db.h"
#include "extract_priv.h"
#include "sql.h"

enum err
extract_sets(struct db *db, struct arena *a, day on, struct extract_sets *out)
{
	int64_t before = clock_begin(on + 1);
	enum err e = db_ask(db, SQL(extract_sets_count, .before = before));

	out->n = 0;
	if (e != OK)
		return e;
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(extract_sets, .before = before));
	while (db_next(db)) {
		struct extract_set *s = &out->v[out->n++];

		*s = (struct extract_set){ .type = db_text(db, a) };
		s->version = db_text(db, a);
		s->final_md = db_text(db, a);
		s->released_on = db_day(db);
		s->from = clock_day(db_int(db));
		if (s->from < s->released_on)
			s->from = s->released_on;
	}
	return db_end(db);
}

static const struct extract_set *
set_of(const struct extract_sets *sets, const char *version, const char *type)
{
	size_t i;

	for (i = 0; i < sets->n; i++)
		if (strcmp(sets->v[i].version, version) == 0 &&
		    strcmp(sets->v[i].type, type) == 0)
			return &sets->v[i];
	return NULL;
}

/* The first day on which it could open a version, of whatever type it was. */
static day
could_open(const struct extract_sets *sets, const struct extract_past *life,
    const char *version)
{
	size_t i;

	for (i = 0; i < life->n; i++) {
		const struct extract_set *s =
		    set_of(sets, version, life->v[i].type);
		day from = clock_day(life->v[i].at);

		if (s == NULL)
			continue;
		if (from < s->from)
			from = s->from;
		if (i + 1 == life->n || from <= clock_day(life->v[i + 1].at))
			return from;
	}
	return DAY_NONE;
}

bool
extract_missed(const struct extract_sets *sets, const struct extract_past *life,
    const struct extract_newest *newest, day on, const char **version,
    day *due_on)
{
	const char *type = life->v[life->n - 1].type;
	size_t i;

	for (i = 0; i < sets->n; i++) {
		const struct extract_set *s = &sets->v[i];
		day from, due;

		if (s->released_on <= newest->released_on)
			return false;
		if (strcmp(s->type, type) != 0 ||
		    strcmp(s->version, newest->version) == 0)
			continue;
		from = could_open(sets, life, s->version);
		due = day_next(from, s->final_md);
		if (due == DAY_NONE || due >= on)
			continue;
		*version = s->version;
		*due_on = due;
		return true;
	}
	return false;
}
