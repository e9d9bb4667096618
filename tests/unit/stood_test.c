/* stood_test.c - as it stood: what the trail tells is what was there. */
#include <stdlib.h>

#include "holder.h"
#include "plan.h"
#include "stood_set.h"

#define MOMENTS 160

/* ---- random changes; what is refused changes nothing ---- */

static unsigned seed;

static unsigned
draw(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void
random_save(struct year *y, size_t i)
{
	static const char *const met[] = { "", "1a", "1a 1b", "1a 1b 2a",
		"1a 1b 2a 3a", "2a 3a" };
	static const char *const owners[] = { "", "Ann", "Ben & \"Co\"\n",
		"Zo\xc3\xab" };
	struct evidence e[3];
	struct answer a = year_read(y, i);
	size_t n = draw(4), k;

	tick(y, i, &a, met[draw(6)]);
	for (k = 0; k < n; k++) {
		e[k] = (struct evidence){ .title = k == 1 ? "Minutes" : "List",
			.reference = draw(2) ? "Drive" : "" };
		e[k].shows[draw(SET_CRITERIA)] = true;
	}
	a.evidence.v = e;
	a.evidence.n = n;
	a.comment[draw(SET_CRITERIA)] = draw(2) ? "So it is" : "";
	a.row.owner = owners[draw(2)];
	a.row.target_level = (int)draw(4);
	a.row.target_on = draw(3) ? DUE : DAY_NONE;
	a.row.not_relevant = i == R102 && draw(3) == 0;
	a.plan = draw(2) ? "Do it" : "";
	(void)!year_try_save(y, i, &a, &y->r->assessor, draw(3) == 0);
}

static void
random_exemption(struct year *y, size_t i)
{
	static int64_t id = 1000;

	raw(y->r,
	    arena_printf(y->r->arena,
		"INSERT INTO exemption (id, org_type, version, number, reason, "
		"granted_at) VALUES (%lld, '%s', '%s', '%zu', 'x', %lld)",
		(long long)id++, y->set->type, y->set->version, 101 + i,
		(long long)clock_now()));
}

static void
end_exemptions(struct year *y)
{
	raw(y->r,
	    arena_printf(y->r->arena,
		"UPDATE exemption SET ended_at = %lld WHERE ended_at IS NULL",
		(long long)clock_now()));
}

static void
random_training(struct year *y)
{
	static int number;
	static struct staff one;

	if (number % 2 == 0)
		one = someone(y, arena_printf(y->r->arena, "%d", ++number));
	else if (++number)
		train(y, &one, NOW - 10);
}

static void
random_action(struct year *y, size_t i)
{
	struct unit u = year_unit(y, &y->r->assessor);
	struct action a = { .requirement = year_asks(y, i)->id,
		.number = year_asks(y, i)->number,
		.title = "Write it down",
		.reach = 2,
		.owner = { .id = HOLDER_FIRST, .name = "" },
		.deputy = { .name = "" },
		.due_on = DUE };

	(void)!action_add(y->r->db, &u, &y->s, &a);
}

static void
random_change(struct year *y)
{
	size_t i = draw(SET_REQUIREMENTS);

	switch (draw(14)) {
	case 0:
		(void)!year_complete(y, i);
		break;
	case 1:
		(void)!year_confirm(y, i);
		break;
	case 2:
		(void)!year_reopen(y, i, "why");
		break;
	case 3:
		(void)!year_accept(y, i);
		break;
	case 4:
		random_exemption(y, i);
		break;
	case 5:
		end_exemptions(y);
		break;
	case 6:
		random_training(y);
		break;
	case 7:
		(void)!override(y, "Because");
		break;
	case 8:
		(void)!cap_again(y);
		break;
	case 9:
		(void)!year_confirm_whole(y);
		break;
	case 10:
		random_action(y, i);
		break;
	default:
		random_save(y, i);
	}
}

static void
test_every_moment_is_as_it_was(void **state)
{
	struct year *y = *state;
	struct moment *all = calloc(MOMENTS, sizeof(*all));
	size_t i;

	assert_non_null(all);
	with_stages(y);
	depend(y);
	for (seed = 1, i = 0; i < MOMENTS; i++) {
		random_change(y);
		take_moment(y, &all[i]);
	}
	for (i = 0; i < MOMENTS; i++)
		same_moment(y, &all[draw(MOMENTS)]);
	free(all);
}

/* The same against what a stage keeps, on another path. */
static void
test_a_stage_is_what_the_trail_tells(void **state)
{
	struct year *y = *state;
	struct kept_stage s;
	struct answer_row *rows;
	struct stood w;
	struct score sum;
	size_t i;

	with_stages(y);
	depend(y);
	for (seed = 7, i = 0; i < 60; i++)
		random_change(y);
	year_find(y);
	s = stage_taken(y, STAGE_BASELINE, TODAY);
	for (i = 0; i < 60; i++)
		random_change(y);
	assert_err(
	    stage_answers(y->r->db, y->r->arena, &y->s, y->set, &s, &rows), OK);
	assert_err(
	    stood_at(y->r->db, y->r->arena, &y->s, y->set, s.at, &w), OK);
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		const struct answer_row *row = &w.answers[i].row;

		assert_int_equal(row->state, rows[i].state);
		assert_int_equal(row->level, rows[i].level);
		assert_int_equal(row->claimed, rows[i].claimed);
		assert_int_equal(row->exempt, rows[i].exempt);
		assert_int_equal(row->evidence, rows[i].evidence);
		assert_string_equal(row->owner, rows[i].owner);
	}
	score_sum(y->set, w.standings, SCORE_ALL, &sum);
	assert_int_equal(sum.points, s.points);
	assert_int_equal(sum.of, s.of);
	assert_int_equal(sum.grade, s.grade);
	assert_int_equal(w.evidence, s.evidence);
}

static void
test_before_it_was_opened_there_was_nothing(void **state)
{
	struct year *y = *state;
	struct stood w;

	assert_err(stood_at(y->r->db, y->r->arena, &y->s, y->set,
		       y->s.opened_at - 1, &w),
	    ERR_NOTFOUND);
	assert_err(
	    stood_at(y->r->db, y->r->arena, &y->s, y->set, y->s.opened_at, &w),
	    OK);
	assert_int_equal(w.answers[R101].row.state, ANSWER_NOT_STARTED);
}

static void
test_a_published_year_stands_as_it_was_published(void **state)
{
	struct year *y = *state;
	struct moment m;

	year_published(y, "1a 1b 2a");
	take_moment(y, &m);
	random_exemption(y, R101);
	same_moment(y, &m);
	take_moment(y, &m);
	assert_false(m.answers[R101].row.exempt);
	assert_int_equal(m.score.points, 8);
	m.at = clock_now();
	same_moment(y, &m);
}

static void
last_day(struct year *y, struct staff *s, day on)
{
	struct unit u = unit_of(y->org, &y->r->admin);

	s->ends_on = on;
	assert_err(staff_change(y->r->db, &u, s), OK);
}

/* Two leave, as of last week: then the figure would have sufficed. */
static void
test_a_last_day_set_later_changes_no_past_moment(void **state)
{
	struct year *y = *state;
	struct staff trained, other;
	struct moment m;

	depend(y);
	trained = someone(y, "1");
	other = someone(y, "2");
	train(y, &trained, NOW - 10);
	claim(y, "1a 1b 2a");
	take_moment(y, &m);
	assert_true(m.answers[R101].row.capped);
	last_day(y, &other, NOW - 6);
	level_is(y, 2, false);
	same_moment(y, &m);
	take_moment(y, &m);
	last_day(y, &other, DAY_NONE);
	level_is(y, 1, true);
	same_moment(y, &m);
}

static void
forget_before(struct year *y, int64_t at)
{
	assert_int_equal(
	    raw(y->r, arena_printf(y->r->arena,
			  "INSERT INTO training_since (org_id, at) VALUES "
			  "(%lld, %lld)",
			  (long long)y->org->id, (long long)at)),
	    SQLITE_OK);
}

/* Records that are older than what is kept of them. */
static void
test_what_is_not_known_is_not_said(void **state)
{
	struct year *y = *state;
	struct kept_stage s;
	struct moment m, later;
	struct stood w;

	with_stages(y);
	depend(y);
	someone(y, "1");
	claim(y, "1a 1b 2a");
	s = stage_taken(y, STAGE_BASELINE, TODAY);
	take_moment(y, &m);
	take_moment(y, &later);
	forget_before(y, later.at);
	assert_err(
	    stood_at(y->r->db, y->r->arena, &y->s, y->set, m.at, &w), OK);
	assert_non_null(w.unknown);
	assert_true(w.unknown[R101]);
	assert_false(w.unknown[R102]);
	assert_true(w.since == later.at);
	assert_int_equal(w.answers[R101].row.level, 2);
	assert_false(w.answers[R101].row.capped);
	/* From then on all is known, and so is what a stage kept. */
	same_moment(y, &later);
	assert_err(
	    stood_at(y->r->db, y->r->arena, &y->s, y->set, s.at, &w), OK);
	assert_null(w.unknown);
	assert_int_equal(w.answers[R101].row.level, 1);
	assert_true(w.answers[R101].row.capped);
	/* Where the figure has no say there is nothing to be known. */
	claim(y, "1a 1b");
	take_moment(y, &m);
	assert_err(
	    stood_at(y->r->db, y->r->arena, &y->s, y->set, m.at, &w), OK);
	assert_null(w.unknown);
}

static void
test_instants_as_they_are_typed(void **state)
{
	static const char *const wrong[] = { "", "2026", "2026-02-30",
		"2026-12-24T09:00:00", "2026-12-24 09:00:00Z",
		"2026-12-24T24:00:00Z", "2026-12-24T09:60:00Z",
		"2026-12-24T09:00Z", "2026-12-24T09:00:00.Z",
		"2026-12-24T09:00:00Zx", "now" };
	char text[INSTANT_TEXT_SIZE];
	int64_t at;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(stood_instant(wrong[i], &at));
	assert_true(stood_instant("2026-12-24T09:05:01.123456Z", &at));
	clock_text(at, text);
	assert_string_equal(text, "2026-12-24T09:05:01.123456Z");
	assert_true(stood_instant("2026-12-24T09:05:01Z", &at));
	clock_text(at, text);
	assert_string_equal(text, "2026-12-24T09:05:01.000000Z");
	stood_address(at, text);
	assert_string_equal(text, "2026-12-24T090501.000000Z");
	assert_true(stood_instant(text, &at));
	clock_text(at, text);
	assert_string_equal(text, "2026-12-24T09:05:01.000000Z");
	assert_true(stood_instant("2026-12-24", &at));
	assert_int_equal(clock_day(at), day_make(2026, 12, 24));
	assert_int_equal(clock_day(at + 1), day_make(2026, 12, 25));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_every_moment_is_as_it_was),
		with_year(test_a_stage_is_what_the_trail_tells),
		with_year(test_before_it_was_opened_there_was_nothing),
		with_year(test_a_published_year_stands_as_it_was_published),
		with_year(test_a_last_day_set_later_changes_no_past_moment),
		with_year(test_what_is_not_known_is_not_said),
		with_year(test_instants_as_they_are_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
