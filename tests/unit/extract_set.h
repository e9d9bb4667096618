/* extract_set.h - the regulator's list of a day, and records that lie back. */
#ifndef EXTRACT_SET_H
#define EXTRACT_SET_H
#include "bundle_set.h"
#include "extract.h"
#include "relation.h"

struct seen {
	struct records *r;
	struct extract_row v[8];
	size_t n;
};

static inline enum err
keep(void *arg, const struct extract_row *row)
{
	struct seen *s = arg;

	assert_true(s->n < COUNT(s->v));
	s->v[s->n++] = *row;
	return OK;
}

static inline struct seen
on(struct year *y, day when)
{
	struct seen s = { .r = y->r };

	assert_err(extract_on(y->r->db, y->r->arena, when, keep, &s), OK);
	return s;
}

static inline const struct extract_row *
row_of(const struct seen *s, const char *code)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->v[i].code, code) == 0)
			return &s->v[i];
	fail_msg("no row for %s", code);
	return NULL;
}

static inline day
today_of(void)
{
	return clock_day(clock_now());
}

/* Another name and type from now on. */
static inline void
renamed(struct year *y, const char *name, const char *type)
{
	struct unit u = unit_of(NULL, NULL);
	const struct relation rel = {
		.org = y->r->trust.id, .name = name, .type = type
	};
	enum relation_fault fault;

	assert_err(relation_change(y->r->db, &u, &rel, &fault), OK);
}

/* All that is on record was done so many days before it was. */
static inline void
lies_back(const struct year *y, int days)
{
	static const char *const columns[][2] = { { "audit", "at" },
		{ "edition", "at" }, { "assessment", "opened_at" },
		{ "org", "added_at" }, { "pack", "loaded_at" } };
	size_t i;

	assert_int_equal(raw(y->r, "DROP TRIGGER IF EXISTS audit_stays; "
				   "DROP TRIGGER IF EXISTS edition_stays; "
				   "DROP TRIGGER IF EXISTS assessment_final"),
	    SQLITE_OK);
	for (i = 0; i < COUNT(columns); i++)
		assert_int_equal(
		    raw(y->r,
			arena_printf(y->r->arena,
			    "UPDATE %s SET %s = %s - %d * 86400000000",
			    columns[i][0], columns[i][1], columns[i][1], days)),
		    SQLITE_OK);
}

/* A year of the version that is open is due on this day. */
static inline void
due_on(const struct year *y, const char *version, day due)
{
	char text[DAY_TEXT_SIZE];

	day_text(due, text);
	assert_int_equal(raw(y->r, arena_printf(y->r->arena,
				       "UPDATE assessment SET due_on = '%s' "
				       "WHERE version = '%s'",
				       text, version)),
	    SQLITE_OK);
}
#endif
