/* overview.c - counting how far all organisations are. */
#include <string.h>

#include "arena.h"
#include "db.h"
#include "overview.h"
#include "sql.h"

static void
read_row(struct db *db, struct arena *a, struct overview_row *r)
{
	size_t i;

	r->type = db_text(db, a);
	r->type_name = db_text(db, a);
	r->all = db_int(db);
	r->not_started = db_int(db);
	r->open = db_int(db);
	r->overdue = db_int(db);
	r->published = db_int(db);
	r->late = db_int(db);
	for (i = 0; i <= GRADE_NOT; i++)
		r->grades[i] = db_int(db);
	r->waiting = db_int(db);
}

static void
add(struct overview_row *to, const struct overview_row *r)
{
	size_t i;

	to->all += r->all;
	to->not_started += r->not_started;
	to->open += r->open;
	to->overdue += r->overdue;
	to->published += r->published;
	to->late += r->late;
	for (i = 0; i <= GRADE_NOT; i++)
		to->grades[i] += r->grades[i];
	to->waiting += r->waiting;
}

enum err
overview_count(struct db *db, struct arena *a, const char *version, day today,
    struct overview *out)
{
	enum err e = db_ask(db, SQL0(overview_types));

	if (e != OK)
		return e;
	*out = (struct overview){ .total = { .type = "", .type_name = "" } };
	out->v = arena_array(a, (size_t)db_int(db), sizeof(*out->v));
	db_list(db, SQL(overview_count, .version = version, .today = today));
	while (db_next(db)) {
		read_row(db, a, &out->v[out->n]);
		add(&out->total, &out->v[out->n++]);
	}
	return db_end(db);
}

static const char *const parts[OVERVIEW_PART_COUNT] = {
	[OVERVIEW_NOT_STARTED] = "not-started",
	[OVERVIEW_OPEN] = "open",
	[OVERVIEW_OVERDUE] = "overdue",
	[OVERVIEW_LATE] = "late",
};

const char *
overview_part_name(enum overview_part part)
{
	return parts[part];
}

enum overview_part
overview_part_named(const char *name)
{
	enum overview_part p = OVERVIEW_NOT_STARTED;

	while (p < OVERVIEW_PART_COUNT && strcmp(parts[p], name) != 0)
		p++;
	return p;
}

enum err
overview_list(struct db *db, struct arena *a, const char *version, day today,
    enum overview_part part, int64_t skip, int64_t most,
    struct overview_orgs *out)
{
	out->n = 0;
	out->v = arena_array(a, (size_t)most, sizeof(*out->v));
	db_list(db, SQL(overview_list, .version = version, .today = today,
			.part = part, .skip = skip, .most = most));
	while (db_next(db)) {
		struct overview_org *o = &out->v[out->n++];

		o->id = db_int(db);
		o->code = db_text(db, a);
		o->name = db_text(db, a);
		o->type = db_text(db, a);
		o->due_on = db_day(db);
	}
	return db_end(db);
}
