/* batch_property_test.c - whatever batches, people and undos do: what nobody
 * changed since stands as it stood before. */
#include "batch_set.h"
#include "stood.h"

#define STEPS 500
#define PARTS 30
#define BATCHES 40

/* What is done by whom is drawn; the seed makes each run the same. */
struct walk {
	struct chain *c;
	uint64_t seed;
	struct batch batch[BATCHES];
	size_t n;
	/* Of each site and requirement: the batch that wrote it last and was
	 * not undone, the instant before, and whether it was changed since. */
	struct {
		size_t batch; /* 0: none; else its place + 1 */
		int64_t before;
		bool changed;
	} held[PARTS][SET_REQUIREMENTS];
	bool open[PARTS];
	int undone, kept;
};

static unsigned
pick(struct walk *w, unsigned below)
{
	w->seed = w->seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(w->seed >> 33) % below;
}

/* The instants of two units may be one: the clock is to go on between. */
static int64_t
moment(void)
{
	int64_t at = clock_now();

	while (clock_now() <= at + 1)
		;
	return at + 1;
}

static struct stood
stood_then(struct walk *w, size_t site, int64_t at)
{
	struct year y = chain_year(w->c, site);
	struct stood s;

	assert_err(
	    stood_at(w->c->r->db, w->c->r->arena, &y.s, y.set, at, &s), OK);
	return s;
}

static void
same_evidence(const struct answer *a, const struct answer *b)
{
	size_t i;

	assert_int_equal(a->evidence.n, b->evidence.n);
	for (i = 0; i < a->evidence.n; i++) {
		assert_string_equal(
		    a->evidence.v[i].title, b->evidence.v[i].title);
		assert_memory_equal(a->evidence.v[i].shows,
		    b->evidence.v[i].shows, sizeof(a->evidence.v[i].shows));
	}
}

static void
same_answer(const struct answer *a, const struct answer *b)
{
	size_t i;

	assert_int_equal(a->row.state, b->row.state);
	assert_int_equal(a->row.level, b->row.level);
	assert_int_equal(a->row.not_relevant, b->row.not_relevant);
	assert_int_equal(a->row.plan_accepted, b->row.plan_accepted);
	assert_int_equal(a->row.target_level, b->row.target_level);
	assert_string_equal(a->row.owner, b->row.owner);
	assert_string_equal(a->plan, b->plan);
	assert_memory_equal(a->met, b->met, sizeof(a->met));
	for (i = 0; i < SET_CRITERIA; i++)
		assert_string_equal(a->comment[i], b->comment[i]);
	same_evidence(a, b);
}

/* ---- what is done ---- */

/* The head office changes what it says, and prepares a batch of it. */
static void
prepare(struct walk *w)
{
	struct batch_new n = chain_asked();
	const char *numbers[] = { "101", "102", "103" };
	size_t i = pick(w, 3);
	struct answer a = year_read(&w->c->y, i);

	if (w->n == BATCHES)
		return;
	if (a.row.state == ANSWER_COMPLETE)
		assert_err(year_reopen(&w->c->y, i, "Better words"), OK);
	a = year_read(&w->c->y, i);
	a.met[pick(w, SET_CRITERIA)] ^= true;
	a.comment[K1B] =
	    arena_printf(w->c->r->arena, "Words %u", pick(w, 1000));
	year_save(&w->c->y, i, &a);
	n.complete = pick(w, 2) == 0;
	n.over = pick(w, 2) == 0;
	n.numbers = (struct texts){ numbers + pick(w, 2), 1 + pick(w, 2) };
	w->batch[w->n++] = chain_make(w->c, n, NULL);
}

static void
note_answered(struct walk *w, size_t site, size_t batch, int64_t before)
{
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		int64_t wrote = raw_int(w->c->r,
		    arena_printf(w->c->r->arena,
			"SELECT count(*) FROM batch_line WHERE batch_id = %lld "
			"AND site_id = %lld AND number = '%zu' AND what = 4 "
			"AND at > %lld",
			(long long)w->batch[batch].id,
			(long long)w->c->site[site].id, 101 + i,
			(long long)before));

		if (wrote == 0)
			continue;
		w->held[site][i].batch = batch + 1;
		w->held[site][i].before = before;
		w->held[site][i].changed = false;
	}
}

/* At some sites of a batch, in one act. */
static void
answer(struct walk *w)
{
	size_t b, site = pick(w, PARTS);
	int64_t before;

	if (w->n == 0)
		return;
	b = pick(w, (unsigned)w->n);
	if (!w->open[site]) { /* so that there is something to compare with */
		open_site(w->c, site);
		w->open[site] = true;
	}
	for (size_t i = 0; i < PARTS; i++)
		if (i != site)
			(void)chain_exclude(
			    w->c, &w->batch[b], w->c->site[i].code);
	(void)chain_choose(w->c, &w->batch[b], w->c->site[site].code);
	before = moment();
	if (chain_begin(w->c, &w->batch[b], BATCH_ANSWER, NULL) != OK)
		return;
	chain_go(w->c, &w->batch[b], BATCH_ANSWER);
	note_answered(w, site, b, before);
}

/* Somebody at a site changes an answer, or opens it again. */
static void
local(struct walk *w)
{
	size_t site = pick(w, PARTS), i = pick(w, SET_REQUIREMENTS);
	struct year y;
	struct answer a;

	/* What a batch wrote, if there is some here, sooner than others. */
	if (w->held[site][i].batch == 0)
		i = pick(w, SET_REQUIREMENTS - 1);
	if (!w->open[site])
		return;
	y = chain_year(w->c, site);
	a = year_read(&y, i);
	if (a.row.state == ANSWER_COMPLETE)
		assert_err(year_reopen(&y, i, "Looked at again"), OK);
	else {
		a.met[pick(w, SET_CRITERIA)] ^= true;
		a.plan = pick(w, 2) == 0 ? "Do it in spring" : "";
		assert_err(year_try_save(
			       &y, i, &a, &w->c->r->assessor, pick(w, 3) == 0),
		    OK);
	}
	w->held[site][i].changed = true;
}

static void
check_undone(struct walk *w, size_t site, size_t batch)
{
	struct stood now = stood_then(w, site, moment()), then;
	struct year y = chain_year(w->c, site);
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		struct answer a;

		if (w->held[site][i].batch != batch + 1)
			continue;
		w->held[site][i].batch = 0;
		if (w->held[site][i].changed) {
			w->kept++;
			continue;
		}
		w->undone++;
		then = stood_then(w, site, w->held[site][i].before);
		same_answer(&now.answers[i], &then.answers[i]);
		a = year_read(&y, i); /* the records say the same */
		a.row.level = a.row.claimed;
		same_answer(&now.answers[i], &a);
	}
}

static void
undo(struct walk *w)
{
	size_t b, site;

	if (w->n == 0)
		return;
	b = pick(w, (unsigned)w->n);
	if (chain_begin(w->c, &w->batch[b], BATCH_UNDO, NULL) != OK)
		return;
	chain_go(w->c, &w->batch[b], BATCH_UNDO);
	for (site = 0; site < PARTS; site++)
		if (w->open[site])
			check_undone(w, site, b);
}

static void
test_what_nobody_changed_stands_as_before(void **state)
{
	static void (*const does[])(struct walk *) = { prepare, answer, answer,
		answer, answer, answer, answer, local, local, local, local,
		local, local, local, local, undo };
	struct walk *w = calloc(1, sizeof(*w));
	int i;

	assert_non_null(w);
	w->c = *state;
	w->seed = 20261126;
	for (i = 0; i < STEPS; i++)
		does[pick(w, COUNT(does))](w);
	assert_true(w->undone >= 20);
	assert_true(w->kept >= 3);
	printf(
	    "# %d put back, %d kept, %zu batches\n", w->undone, w->kept, w->n);
	free(w);
}

static int
setup(void **state)
{
	return chain_setup_of(state, PARTS);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_what_nobody_changed_stands_as_before, setup,
		    chain_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
