/*
 * score_draw.h - assessments made up from a seed, and an organisation whose
 * people are trained as one says.  Included by one program each.
 */
#ifndef SCORE_DRAW_H
#define SCORE_DRAW_H
#include <stdio.h>
#include <stdlib.h>

#include "answer.h"
#include "arena.h"
#include "buf.h"
#include "catalogue.h"
#include "clock.h"
#include "db.h"
#include "org.h"
#include "staff.h"
#include "training.h"

/* Tests stop at the first thing that goes wrong. */
static inline void
must(enum err e, const char *what)
{
	if (e == OK)
		return;
	fprintf(stderr, "%s: %s\n", what, err_name(e));
	exit(1);
}

static inline struct unit
by_operator(int64_t org)
{
	return (struct unit){ .org = org, .by = { 0, "operator", "cli" } };
}

/* ---- chance ---- */

/* A whole number below n; the same ones for the same seed (splitmix64). */
static inline unsigned
draw(uint64_t *seed, unsigned n)
{
	uint64_t z = *seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ (z >> 31)) % n);
}

/* What is made up about one requirement. */
struct made {
	int previous;
	bool not_relevant, exempt, planned;
	bool overridden; /* its training requirement counts as claimed */
	bool met[CRITERIA_MAX];
};

/* The rare ones are shapes of their own: chance alone would hardly meet them.
 */
enum shape {
	ALL_EXEMPT,
	NONE_IN_PLAY,
	ALL_AT_2,
	ALL_AT_3,
	NOTHING_MET,
	ALL_BELOW_PLANNED, /* mostly at 2 */
	ONE_NOT_PLANNED,   /* the same, but for chance */
	EACH_TICK,         /* each criterion for itself */
	BY_LEVEL,          /* up to a level, with slips */
	SHAPES
};

static inline void
draw_flags(uint64_t *seed, enum shape shape, const struct requirement *r,
    struct made *m)
{
	bool offered = r->nr_reason != NULL;

	m->previous = (int)draw(seed, 5) - 1;
	if (draw(seed, 3) == 0)
		m->previous = LEVEL_MAX;
	m->not_relevant = offered && draw(seed, 4) == 0;
	m->exempt = draw(seed, 12) == 0;
	m->planned = draw(seed, 2) == 0;
	m->overridden = r->training && draw(seed, 4) == 0;
	if (shape == ALL_EXEMPT)
		m->exempt = true;
	if (shape == NONE_IN_PLAY) {
		m->not_relevant = offered;
		m->exempt = !offered || draw(seed, 3) == 0;
	}
	if (shape == ALL_AT_2)
		m->not_relevant = m->exempt = false;
	if (shape == ALL_BELOW_PLANNED)
		m->planned = true;
	if (shape == ONE_NOT_PLANNED)
		m->planned = draw(seed, 8) != 0;
}

static inline int
draw_level(uint64_t *seed, enum shape shape)
{
	switch (shape) {
	case ALL_AT_2:
		return 2;
	case ALL_AT_3:
		return LEVEL_MAX;
	case NOTHING_MET:
		return 0;
	case ALL_BELOW_PLANNED:
	case ONE_NOT_PLANNED:
		return draw(seed, 8) == 0 ? (int)draw(seed, 2)
					  : 2 + (int)draw(seed, 2);
	default:
		return (int)draw(seed, LEVEL_MAX + 1);
	}
}

static inline void
draw_ticks(uint64_t *seed, enum shape shape, unsigned sixteenths,
    const struct requirement *r, struct made *m)
{
	int level = draw_level(seed, shape);
	size_t i;

	for (i = 0; i < r->criteria.n; i++) {
		bool below = r->criteria.v[i].level <= level;

		if (shape == EACH_TICK)
			m->met[i] = draw(seed, 16) < sixteenths;
		else if (shape != BY_LEVEL)
			m->met[i] = below;
		else
			m->met[i] = draw(seed, 16) < (below ? 15 : 4);
	}
}

/* made[i] belongs to c->requirements.v[i]. */
static inline void
draw_all(uint64_t *seed, const struct catalogue *c, struct made *made)
{
	unsigned sixteenths = draw(seed, 17), which = draw(seed, 2 * SHAPES);
	enum shape shape = which < SHAPES ? (enum shape)which : BY_LEVEL;
	size_t i;

	for (i = 0; i < c->requirements.n; i++) {
		const struct requirement *r = &c->requirements.v[i];

		draw_flags(seed, shape, r, &made[i]);
		draw_ticks(seed, shape, sixteenths, r, &made[i]);
	}
}

/* ---- how many are trained ---- */

struct trained {
	int completed, in_scope;
};

/* Chance, and what lies at the threshold of 95 percent. */
static inline struct trained
draw_trained(uint64_t *seed)
{
	static const struct trained edge[] = { { 0, 0 }, { 0, 1 }, { 1, 1 },
		{ 19, 20 }, { 18, 19 }, { 37, 39 }, { 8, 10 }, { 7, 9 } };
	const unsigned edges = sizeof(edge) / sizeof(edge[0]);
	unsigned which = draw(seed, edges + 2);
	struct trained t;

	if (which < edges)
		return edge[which];
	t.in_scope = 1 + (int)draw(seed, 12);
	t.completed = (int)draw(seed, (unsigned)t.in_scope + 1);
	return t;
}

static inline void
train(struct db *db, struct arena *a, int64_t org, const struct staff *s)
{
	struct unit u = by_operator(org);
	day today = clock_day(clock_now());
	enum completion_fault fault;
	struct completion c = { .staff = s->id,
		.course = "IG-ANNUAL",
		.done_on = today,
		.source = FROM_IMPORT,
		.score = 90,
		.statement = "",
		.place = "",
		.reason = "" };
	struct course k;

	must(course_read(db, a, org, c.course, &k), "the course");
	if (k.pass_mark == 0)
		c.score = -1;
	must(training_complete(db, &u, &c, today, &fault), "a completion");
}

static inline void
employ(struct db *db, struct arena *a, int64_t org, struct trained t)
{
	int i;

	for (i = 0; i < t.in_scope; i++) {
		struct unit u = by_operator(org);
		struct staff s = staff_nobody;

		s.number = arena_printf(a, "S%d", i);
		s.first_name = "Ann";
		s.last_name = s.number;
		must(staff_add(db, &u, &s), "one of the staff");
		if (i < t.completed)
			train(db, a, org, &s);
	}
}

/* ---- a line for whoever computes it again ---- */

static inline void
put_flags(struct buf *out, const struct made *m)
{
	if (m->not_relevant)
		buf_putc(out, 'n');
	if (m->exempt)
		buf_putc(out, 'e');
	if (m->planned)
		buf_putc(out, 'p');
	if (m->overridden)
		buf_putc(out, 'o');
}

/*
 * "W3 CTP 13 18/19 114:3:np:0110100 ...": whose, which set, how many are
 * trained of how many; for each requirement last year's level (- for none),
 * not relevant, exempt, plan accepted, overridden, and its criteria.
 */
static inline void
put_made(struct buf *out, const char *org, const struct catalogue *c,
    struct trained t, const struct made *made)
{
	size_t i, k;

	buf_printf(out, "%s %s %s %d/%d", org, c->type, c->version, t.completed,
	    t.in_scope);
	for (i = 0; i < c->requirements.n; i++) {
		const struct requirement *r = &c->requirements.v[i];
		const struct made *m = &made[i];

		buf_putc(out, ' ');
		buf_puts(out, r->number);
		buf_putc(out, ':');
		buf_putc(out, m->previous == LEVEL_NONE
				  ? '-'
				  : (char)('0' + m->previous));
		buf_putc(out, ':');
		put_flags(out, m);
		buf_putc(out, ':');
		for (k = 0; k < r->criteria.n; k++)
			buf_putc(out, m->met[k] ? '1' : '0');
	}
	buf_putc(out, '\n');
}

/* Every set that is loaded, whole. */
struct sets {
	struct catalogue *v;
	size_t n;
};

static inline struct sets
read_sets(struct db *db, struct arena *a)
{
	struct catalogue_rows rows;
	struct sets sets;
	size_t i;

	must(catalogue_list(db, a, "", &rows), "the sets");
	sets.n = rows.n;
	sets.v = arena_array(a, rows.n, sizeof(*sets.v));
	for (i = 0; i < rows.n; i++)
		must(catalogue_read(db, a, rows.v[i].id, &sets.v[i]), "a set");
	return sets;
}

static inline void
put_out(struct buf *out)
{
	if (out->n > 0 && fwrite(out->p, 1, out->n, stdout) != out->n)
		must(ERR_IO, "standard output");
	buf_reset(out);
}
#endif
