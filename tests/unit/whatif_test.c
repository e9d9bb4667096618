/* whatif_test.c - the promise is kept: scored again, it is the result. */
#include "pack.h"
#include "records.h"
#include "whatif.h"

static uint64_t seed = 20270331;

static unsigned
upto(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((seed >> 33) % n);
}

static void
any_standings(const struct catalogue *c, struct standing *v)
{
	size_t i;

	for (i = 0; i < c->requirements.n; i++)
		v[i] = (struct standing){
			.level = (int)upto(LEVEL_MAX + 1),
			.not_relevant = upto(8) == 0,
			.exempt = upto(10) == 0,
			.planned = upto(3) == 0,
		};
}

static void
assert_same_score(const struct score *a, const struct score *b)
{
	int i;

	assert_int_equal(a->points, b->points);
	assert_int_equal(a->of, b->of);
	assert_int_equal(a->percent, b->percent);
	assert_int_equal(a->grade, b->grade);
	assert_int_equal(a->below, b->below);
	for (i = 0; i <= LEVEL_MAX; i++)
		assert_int_equal(a->levels[i], b->levels[i]);
}

/* Do what the steps say, score it, and leave one step out each time. */
static void
assert_promise(const struct catalogue *c, const struct standing *v,
    const struct whatif *w, bool least)
{
	struct standing done[100];
	struct score s;
	size_t i;

	score_sum(c, v, SCORE_ALL, &s);
	assert_same_score(&s, &w->now);
	memcpy(done, v, c->requirements.n * sizeof(*v));
	for (i = 0; i < w->steps.n; i++) {
		assert_int_equal(
		    done[w->steps.v[i].at].level, w->steps.v[i].from);
		assert_false(done[w->steps.v[i].at].exempt);
		assert_false(done[w->steps.v[i].at].not_relevant);
		done[w->steps.v[i].at].level = w->steps.v[i].to;
	}
	score_sum(c, done, SCORE_ALL, &s);
	assert_same_score(&s, &w->then);
	if (!least)
		return;
	assert_int_equal(w->then.grade, GRADE_SATISFACTORY);
	assert_int_equal(w->steps.n, w->now.below);
	for (i = 0; i < w->steps.n; i++) {
		done[w->steps.v[i].at].level--;
		score_sum(c, done, SCORE_ALL, &s);
		assert_int_not_equal(s.grade, GRADE_SATISFACTORY);
		done[w->steps.v[i].at].level++;
	}
}

static void
read_set(struct records *r, const char *type, struct catalogue *c)
{
	const char *bytes, *file = arena_printf(r->arena,
			       "%s/config/catalogue/igt-14.1-%s.json",
			       getenv("IGTK_SOURCE"), type);
	struct buf faults = { 0 };
	size_t n;

	assert_err(
	    pack_file(r->arena, file, PACK_BYTES_MAX, &bytes, &n, &faults), OK);
	assert_err(pack_read(r->arena, file, bytes, n, c, &faults), OK);
	buf_clear(&faults);
}

static void
test_the_promise_is_the_result(void **state)
{
	static const char *const types[] = { "ACU", "GP", "LA", "PHA" };
	struct standing v[100];
	struct records *r = *state;
	struct catalogue c;
	struct whatif w;
	int wanted[100];
	size_t t, n, i;

	for (t = 0; t < COUNT(types); t++) {
		read_set(r, types[t], &c);
		for (n = 0; n < 2000; n++) {
			any_standings(&c, v);
			whatif_of(r->arena, &c, v, NULL, &w);
			assert_promise(&c, v, &w, true);
			for (i = 0; i < c.requirements.n; i++)
				wanted[i] = (int)upto(LEVEL_MAX + 2) - 1;
			whatif_of(r->arena, &c, v, wanted, &w);
			assert_promise(&c, v, &w, false);
		}
	}
}

static void
test_nothing_in_play_needs_nothing(void **state)
{
	struct standing v[SET_REQUIREMENTS] = { { 0 } };
	struct records *r = *state;
	struct catalogue c;
	struct whatif w;
	size_t i;

	set_make(r->arena, &c, "14", "CTP", WORKFLOW_FULL);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		v[i].exempt = true;
	whatif_of(r->arena, &c, v, NULL, &w);
	assert_int_equal(w.steps.n, 0);
	assert_int_equal(w.then.percent, -1);
}

/* Tick something, at random, in the requirement's answer. */
static void
tick(struct records *r, const struct assessment *y, const struct requirement *q,
    const struct texts *codes)
{
	struct unit u = unit_of(&r->supplier, &r->assessor);
	struct answer answer;
	size_t i, k;

	assert_err(answer_read(r->db, r->arena, y, q, &answer), OK);
	for (i = 0; codes == NULL && i < q->criteria.n; i++)
		answer.met[i] = upto(2) == 0;
	for (k = 0; codes != NULL && k < codes->n; k++)
		for (i = 0; i < q->criteria.n; i++)
			if (strcmp(q->criteria.v[i].code, codes->v[k]) == 0)
				answer.met[i] = true;
	assert_err(answer_save(r->db, &u, y, q, &answer, false), OK);
}

static void
score_now(
    struct records *r, const struct assessment *y, struct standing **standings)
{
	assert_err(
	    assessment_standings(r->db, r->arena, y, &r->simple, standings),
	    OK);
}

/* On record: the criteria said to be missing are ticked, and no others. */
static void
test_ticking_what_is_missing_keeps_the_promise(void **state)
{
	struct records *r = *state;
	struct standing *standings;
	struct assessment y;
	struct score s;
	struct whatif w;
	int n;
	size_t i;

	records_fill(r);
	records_year(r, &r->supplier, &r->simple, &y);
	for (n = 0; n < 30; n++) {
		for (i = 0; i < SET_REQUIREMENTS; i++)
			tick(r, &y, &r->simple.requirements.v[i], NULL);
		score_now(r, &y, &standings);
		whatif_of(r->arena, &r->simple, standings, NULL, &w);
		assert_err(
		    whatif_missing(r->db, r->arena, &y, &r->simple, &w), OK);
		assert_promise(&r->simple, standings, &w, false);
		for (i = 0; i < w.steps.n; i++) {
			assert_true(w.steps.v[i].missing.n > 0);
			assert_false(w.steps.v[i].capped);
			tick(r, &y, w.steps.v[i].requirement,
			    &w.steps.v[i].missing);
		}
		score_now(r, &y, &standings);
		score_sum(&r->simple, standings, SCORE_ALL, &s);
		assert_same_score(&s, &w.then);
		assert_int_equal(s.grade, GRADE_SATISFACTORY);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_the_promise_is_the_result),
		with_records(test_nothing_in_play_needs_nothing),
		with_records(test_ticking_what_is_missing_keeps_the_promise),
	};

	return cmocka_run_group_tests_name("whatif", tests, NULL, NULL);
}
