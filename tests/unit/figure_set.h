/* figure_set.h - staff, completions and exclusions for tests of the figure. */
#ifndef FIGURE_SET_H
#define FIGURE_SET_H
#include "figure.h"
#include "training_set.h"

#define ON TODAY

static inline struct staff
someone(struct records *r, int n, day starts, day ends)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct staff s = { .number = arena_printf(r->arena, "%05d", n),
		.badge = "",
		.first_name = "Ann",
		.last_name = arena_printf(r->arena, "Own%05d", n),
		.unit = "Ward 6",
		.position = "Nurse",
		.mail = "",
		.group_name = "",
		.starts_on = starts,
		.ends_on = ends };

	assert_err(staff_add(r->db, &u, &s), OK);
	return s;
}

static inline int64_t
done(struct records *r, const struct staff *s, const char *code, day on)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct course k = course_held(r, code);
	enum completion_fault fault;
	struct completion c = attested(s, &k, on);

	c.source = FROM_IMPORT;
	c.statement = "";
	c.statement_version = 0;
	c.score = -1;
	assert_err(training_complete(r->db, &u, &c, TODAY, &fault), OK);
	return c.id;
}

static inline int64_t
left_out(struct records *r, const struct staff *s, const char *course,
    enum exclusion_kind kind, day from, day until)
{
	struct unit u = unit_of(&r->trust, &r->admin);
	struct exclusion x = { .staff = s->id,
		.course = course,
		.kind = kind,
		.reason = "A reason of its own",
		.from_on = from,
		.until_on = until };

	assert_err(exclusion_add(r->db, &u, &x), OK);
	return x.id;
}

static inline struct figure
figure(struct records *r, const char *code, day on)
{
	struct course k = course_held(r, code);
	struct figure f;

	assert_err(figure_of(r->db, r->trust.id, &k, on, &f), OK);
	return f;
}

static inline void
is(struct records *r, day on, int64_t in_scope, int64_t excluded,
    int64_t completed)
{
	struct figure f = figure(r, "IG-ANNUAL", on);

	assert_int_equal(f.in_scope, in_scope);
	assert_int_equal(f.excluded, excluded);
	assert_int_equal(f.completed, completed);
}

/* ---- the summary is what counting gives, after every write ---- */

static inline enum err
refresh(struct db *db, void *arg)
{
	const int64_t *org = arg;

	return figure_refresh(db, *org, ON);
}

static inline void
summed(struct records *r)
{
	assert_err(db_note(r->db, refresh, &r->trust.id), OK);
}

static inline int64_t
sum(struct records *r, const char *member)
{
	return raw_int(r,
	    arena_printf(r->arena,
		"SELECT %s FROM training_now WHERE org_id = %lld AND course = "
		"'IG-ANNUAL'",
		member, (long long)r->trust.id));
}

static inline void
agrees(struct records *r)
{
	struct figure f = figure(r, "IG-ANNUAL", ON);

	assert_int_equal(sum(r, "in_scope"), f.in_scope);
	assert_int_equal(sum(r, "excluded"), f.excluded);
	assert_int_equal(sum(r, "completed"), f.completed);
}
#endif
