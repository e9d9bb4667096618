/*
 * score_sample.c - random assessments put into the records, for the commands
 * to be asked about them.
 *
 *   score_sample DATABASE SEED COUNT
 *
 * The database holds the sets, and no organisation.  Each of COUNT gets one
 * with a year: people trained or not, answers taken in from a file in the
 * format of igtk-assessment(5), exemptions, overrides, and accepted plans.
 * For each, prints what it is (score_draw.h).
 */
#include "score_draw.h"

#include "exchange.h"
#include "exemption.h"
#include "figure.h"
#include "person.h"

#define REQUIREMENTS_MOST 500

struct run {
	struct db *db;
	struct arena *arena; /* for one organisation */
	int64_t person;
	day today;
	uint64_t seed;
	const struct catalogue *set;
	struct org org;
	struct assessment year;
	struct made made[REQUIREMENTS_MOST];
};

/* ---- the organisation and its year ---- */

static void
add_person(struct run *run)
{
	struct unit u = by_operator(ORG_INSTALLATION);
	struct person p = { .user = "ann", .name = "Ann Archer" };

	must(person_add(run->db, &u, &p), "a person");
	run->person = p.id;
}

static void
open_year(struct run *run, const char *code)
{
	struct unit u = by_operator(ORG_INSTALLATION);
	struct grant g = { .role = ROLE_ADMINISTRATOR, .person = run->person };

	run->org = (struct org){
		.code = code, .name = "Made up", .type = run->set->type
	};
	must(org_add(run->db, &u, &run->org), "an organisation");
	u = by_operator(run->org.id);
	g.org = run->org.id;
	must(role_grant(run->db, &u, &g), "a role");
	must(assessment_open(run->db, run->arena, &u, &run->org, run->set,
		 run->today, &run->year),
	    "a year");
}

/* ---- its answers ---- */

static struct exchange_answer
file_answer(
    struct arena *a, const struct requirement *r, const struct made *m, day due)
{
	struct exchange_answer x = { .requirement = r->number,
		.not_relevant = m->not_relevant,
		.not_relevant_record = m->not_relevant ? "Folder 7" : "",
		.target_level = LEVEL_NONE,
		.target_on = DAY_NONE,
		.owner = "",
		.plan = "" };
	size_t i;

	x.met.v = arena_array(a, r->criteria.n, sizeof(*x.met.v));
	for (i = 0; i < r->criteria.n; i++)
		if (m->met[i])
			x.met.v[x.met.n++] = r->criteria.v[i].code;
	if (m->planned) {
		x.plan = "We will see to it";
		x.target_level = LEVEL_MAX;
		x.target_on = due;
	}
	return x;
}

static struct exchange
file_of(struct run *run)
{
	size_t n = run->set->requirements.n, i;
	struct exchange x = { .org_code = run->org.code,
		.org_name = "",
		.org_type = run->org.type,
		.version = run->set->version,
		.previous_version = "12" };

	x.answers.v = arena_array(run->arena, n, sizeof(*x.answers.v));
	x.previous.v = arena_array(run->arena, n, sizeof(*x.previous.v));
	for (i = 0; i < n; i++) {
		const struct requirement *r = &run->set->requirements.v[i];
		const struct made *m = &run->made[i];

		x.answers.v[x.answers.n++] =
		    file_answer(run->arena, r, m, run->today + 90);
		if (m->previous != LEVEL_NONE)
			x.previous.v[x.previous.n++] =
			    (struct exchange_level){ r->number, m->previous };
	}
	return x;
}

/* Through the bytes of the file, as the command does it. */
static void
take_in(struct run *run)
{
	struct unit u = by_operator(run->org.id);
	struct buf text = { 0 }, faults = { 0 };
	struct exchange x = file_of(run), read;
	enum err e;

	exchange_write(&x, &text);
	e = exchange_read(
	    run->arena, "made up", text.p, text.n, &read, &faults);
	if (e == OK)
		e = assessment_import(run->db, run->arena, &u, &run->year,
		    run->set, &read, &faults);
	fputs(buf_text(&faults), stderr);
	must(e, "the answers");
	buf_clear(&text);
	buf_clear(&faults);
}

/* ---- what others decide about it ---- */

static void
exempt(struct run *run, const struct requirement *r, day from, bool end)
{
	struct unit u = by_operator(run->org.id);
	struct exemption x = { .org = run->org.id,
		.type = "",
		.version = run->set->version,
		.number = r->number,
		.reason = "Made up",
		.from_on = from,
		.until_on = DAY_NONE };

	must(exemption_add(run->db, &u, &x), "an exemption");
	if (end)
		must(exemption_end(run->db, &u, x.id, "Made up"), "its end");
}

/* In force; or else now and then one that is not yet, or not any more. */
static void
exempt_some(struct run *run)
{
	size_t i;

	for (i = 0; i < run->set->requirements.n; i++) {
		const struct requirement *r = &run->set->requirements.v[i];
		unsigned which = draw(&run->seed, 40);

		if (run->made[i].exempt)
			exempt(
			    run, r, which % 2 ? run->today : DAY_NONE, false);
		else if (which == 0)
			exempt(run, r, run->today + 1, false);
		else if (which == 1)
			exempt(run, r, DAY_NONE, true);
	}
}

/* Of the whole type, before any of it has a year: the set's first one. */
static void
exempt_type(struct run *run, const struct catalogue *c)
{
	struct unit u = by_operator(ORG_INSTALLATION);
	struct exemption x = { .type = c->type,
		.version = c->version,
		.number = c->requirements.v[0].number,
		.reason = "Made up",
		.from_on = DAY_NONE,
		.until_on = DAY_NONE };

	must(exemption_add(run->db, &u, &x), "an exemption of a type");
}

static void
override_some(struct run *run)
{
	size_t i;

	for (i = 0; i < run->set->requirements.n; i++) {
		struct unit u = by_operator(run->org.id);

		if (run->made[i].overridden)
			must(override_set(run->db, &u, &run->year,
				 &run->set->requirements.v[i], "Made up"),
			    "an override");
	}
}

/* Only what is below the grade's level is accepted; the rest is refused. */
static void
accept_plans(struct run *run)
{
	size_t i;

	for (i = 0; i < run->set->requirements.n; i++) {
		struct unit u = by_operator(run->org.id);
		enum err e;

		if (!run->made[i].planned)
			continue;
		e = answer_accept_plan(run->db, &u, &run->year, run->set,
		    &run->set->requirements.v[i]);
		if (e != ERR_INVALID)
			must(e, "a plan");
	}
}

static void
one(struct run *run, unsigned long number, bool first_exempt)
{
	struct trained t = draw_trained(&run->seed);
	struct buf out = { 0 };

	draw_all(&run->seed, run->set, run->made);
	open_year(run, arena_printf(run->arena, "SMP%lu", number));
	employ(run->db, run->arena, run->org.id, t);
	take_in(run);
	exempt_some(run);
	override_some(run);
	accept_plans(run);
	if (first_exempt)
		run->made[0].exempt = true;
	put_made(&out, run->org.code, run->set, t, run->made);
	put_out(&out);
	buf_clear(&out);
	arena_reset(run->arena);
}

int
main(int argc, char **argv)
{
	struct run run = { .today = clock_day(clock_now()) };
	struct arena *a = arena_open();
	struct sets sets;
	unsigned long i, count;

	if (argc != 4) {
		fprintf(stderr, "usage: score_sample DATABASE SEED COUNT\n");
		return 2;
	}
	run.seed = strtoull(argv[2], NULL, 10);
	count = strtoul(argv[3], NULL, 10);
	run.arena = arena_open();
	must(db_open(argv[1], DB_WRITE, &run.db), argv[1]);
	sets = read_sets(run.db, a);
	for (i = 0; i < sets.n; i += 5)
		exempt_type(&run, &sets.v[i]);
	add_person(&run);
	for (i = 0; i < count; i++) {
		run.set = &sets.v[i % sets.n];
		one(&run, i, i % sets.n % 5 == 0);
	}
	db_close(run.db);
	arena_close(run.arena);
	arena_close(a);
	return fflush(stdout) == 0 ? 0 : 1;
}
