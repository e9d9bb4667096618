/*
 * score_random.c - random assessments, and what the program says of each.
 *
 *   score_random DATABASE SEED COUNT
 *
 * The database holds the sets, and no organisation; some are made in it, of
 * which more or fewer people are trained.  COUNT assessments go around all
 * sets.  Each is two lines: what it is (score_draw.h), and its levels, as
 * claimed and as they count, and every figure:
 *
 *   2301 1301 | ALL 4/12 33 4 0 1 2 1 1,2,0,1 not-satisfactory Not
 *   satisfactory | IGM ...
 *
 * The numbers are points and what they are of; percent; in play, not
 * relevant, exempt; below, and of those planned; how many at each level; then
 * the grade and the set's name for it.
 */
#include "score_draw.h"

#include "figure.h"
#include "score.h"

#define WORLDS 24
#define REQUIREMENTS_MOST 500

struct world {
	struct org org;
	struct trained trained;
};
struct run {
	struct db *db;
	struct arena *arena; /* for one assessment */
	struct world worlds[WORLDS];
	struct sets sets;
	uint64_t seed;
	struct made made[REQUIREMENTS_MOST];
	struct buf out;
};

static void
make_worlds(struct run *run, struct arena *a)
{
	unsigned i;

	for (i = 0; i < WORLDS; i++) {
		struct world *w = &run->worlds[i];
		struct unit u = by_operator(ORG_INSTALLATION);

		w->trained = draw_trained(&run->seed);
		w->org = (struct org){ .code = arena_printf(a, "WLD%u", i),
			.name = "Made up",
			.type = run->sets.v[0].type };
		must(org_add(run->db, &u, &w->org), "an organisation");
		employ(run->db, a, w->org.id, w->trained);
	}
}

/* As the records would say it; the program decides the levels. */
static struct answer_row *
rows_of(struct run *run, const struct catalogue *c)
{
	struct answer_row *rows =
	    arena_array(run->arena, c->requirements.n, sizeof(*rows));
	size_t i;

	for (i = 0; i < c->requirements.n; i++) {
		struct made *m = &run->made[i];
		struct answer_row *row = &rows[i];

		m->overridden = false;
		row->claimed = row->level =
		    level_attained(&c->requirements.v[i], m->met, m->previous);
		row->previous = m->previous;
		row->not_relevant = m->not_relevant;
		row->exempt = m->exempt;
		row->has_plan = row->plan_accepted = m->planned;
	}
	return rows;
}

static void
put_figures(struct buf *out, const struct catalogue *c,
    const struct standing *standings, size_t initiative)
{
	struct score s;

	score_sum(c, standings, initiative, &s);
	buf_printf(out, " | %s %lld/%lld %d %u %u %u %u %u %u,%u,%u,%u %s %s",
	    initiative == SCORE_ALL ? "ALL" : c->initiatives.v[initiative].code,
	    (long long)s.points, (long long)s.of, s.percent, s.in_play,
	    s.not_relevant, s.exempt, s.below, s.planned, s.levels[0],
	    s.levels[1], s.levels[2], s.levels[3], grade_name(s.grade),
	    c->grade[s.grade]);
}

static void
put_said(
    struct run *run, const struct catalogue *c, const struct answer_row *rows)
{
	size_t n = c->requirements.n, i;
	struct standing *standings =
	    arena_array(run->arena, n, sizeof(*standings));

	for (i = 0; i < n; i++)
		buf_putc(&run->out, (char)('0' + rows[i].claimed));
	buf_putc(&run->out, ' ');
	for (i = 0; i < n; i++) {
		buf_putc(&run->out, (char)('0' + rows[i].level));
		standings[i] = answer_standing(&rows[i]);
	}
	put_figures(&run->out, c, standings, SCORE_ALL);
	for (i = 0; i < c->initiatives.n; i++)
		put_figures(&run->out, c, standings, i);
	buf_putc(&run->out, '\n');
}

static void
one(struct run *run, const struct catalogue *c)
{
	const struct world *w = &run->worlds[draw(&run->seed, WORLDS)];
	struct assessment s = { .org = w->org.id, .version = c->version };
	struct answer_row *rows;

	draw_all(&run->seed, c, run->made);
	rows = rows_of(run, c);
	put_made(&run->out, w->org.code, c, w->trained, run->made);
	must(figure_cap(run->db, run->arena, &s, c, rows), "the cap");
	put_said(run, c, rows);
	put_out(&run->out);
	arena_reset(run->arena);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct run run = { .arena = arena_open() };
	unsigned long i, count;

	if (argc != 4) {
		fprintf(stderr, "usage: score_random DATABASE SEED COUNT\n");
		return 2;
	}
	run.seed = strtoull(argv[2], NULL, 10);
	count = strtoul(argv[3], NULL, 10);
	must(db_open(argv[1], DB_WRITE, &run.db), argv[1]);
	run.sets = read_sets(run.db, a);
	make_worlds(&run, a);
	for (i = 0; i < count; i++)
		one(&run, &run.sets.v[i % run.sets.n]);
	db_close(run.db);
	buf_clear(&run.out);
	arena_close(run.arena);
	arena_close(a);
	return fflush(stdout) == 0 ? 0 : 1;
}
