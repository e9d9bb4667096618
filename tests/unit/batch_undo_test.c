/* batch_undo_test.c - taking back, breaking off, going on, two at once. */
#include "batch_set.h"
#include "plan_set.h"

/* ---- undoing ---- */

static void
test_undone_answers_are_as_they_were(void **state)
{
	struct chain *c = *state;
	struct batch_new n = chain_asked();
	struct batch b;
	struct answer was, is;
	struct year y;

	n.over = true;
	b = chain_make(c, n, NULL);
	open_site(c, 0);
	chain_local(c, 0, R101, "1a", false);
	y = chain_year(c, 0);
	was = year_read(&y, R101);
	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(chain_do(c, &b, BATCH_UNDO, NULL).done, 4);
	is = year_read(&y, R101);
	assert_int_equal(is.row.state, ANSWER_IN_PROGRESS);
	assert_int_equal(is.row.level, was.row.level);
	assert_memory_equal(is.met, was.met, sizeof(is.met));
	assert_string_equal(is.comment[K1B], "As we do it here");
	assert_int_equal(is.evidence.n, 0);
	assert_true(is.edition > was.edition);
	y = chain_year(c, 1);
	assert_int_equal(year_state(&y, R101), ANSWER_NOT_STARTED);
	assert_int_equal(year_read(&y, R101).evidence.n, 0);
	b = chain_read(c, b.id);
	assert_int_equal(b.n.undone, 4);
	assert_int_equal(
	    raw_int(c->r, "SELECT (SELECT count(*) FROM batch_answer) + "
			  "(SELECT count(*) FROM batch_criterion) + "
			  "(SELECT count(*) FROM batch_evidence) + "
			  "(SELECT count(*) FROM batch_shown)"),
	    0);
}

static void
test_what_was_changed_since_is_not_undone(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct batch_lines lines;
	struct year y;
	size_t i, kept = 0;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	y = chain_year(c, 0);
	assert_err(year_reopen(&y, R102, "We do it otherwise"), OK);
	chain_do(c, &b, BATCH_UNDO, NULL);
	assert_int_equal(year_state(&y, R101), ANSWER_NOT_STARTED);
	assert_int_equal(year_state(&y, R102), ANSWER_IN_PROGRESS);
	assert_int_equal(chain_site(c, &b, 0).kept, 1);
	assert_err(batch_lines_of(
		       c->r->db, c->r->arena, &b, c->site[0].id, 50, &lines),
	    OK);
	for (i = 0; i < lines.n; i++)
		if (lines.v[i].what == WHAT_KEPT) {
			kept++;
			assert_string_equal(lines.v[i].number, "102");
			assert_string_equal(
			    lines.v[i].why, "sunita has changed it since");
		}
	assert_int_equal(kept, 1);
}

static void
test_an_excluded_site_can_still_be_undone(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);

	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_err(chain_exclude(c, &b, "S002"), OK);
	assert_int_equal(chain_read(c, b.id).n.standing, 1);
	assert_err(chain_begin(c, &b, BATCH_UNDO, "NOBODY S002"), ERR_INVALID);
	assert_int_equal(chain_do(c, &b, BATCH_UNDO, "S002").done, 1);
	b = chain_read(c, b.id);
	assert_int_equal(b.n.standing, 0);
	assert_int_equal(b.n.answered, 3);
	assert_int_equal(chain_site(c, &b, 1).state, BATCH_UNDONE);
}

static void
test_undone_sites_are_answered_again_when_chosen_again(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), "S001");
	struct year y;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	chain_do(c, &b, BATCH_UNDO, NULL);
	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), ERR_NOTFOUND);
	assert_err(chain_choose(c, &b, "S001"), OK);
	assert_int_equal(chain_do(c, &b, BATCH_ANSWER, NULL).done, 1);
	y = chain_year(c, 0);
	assert_int_equal(year_state(&y, R103), ANSWER_COMPLETE);
	assert_int_equal(chain_do(c, &b, BATCH_UNDO, NULL).done, 1);
	assert_int_equal(year_state(&y, R103), ANSWER_NOT_STARTED);
}

/* ---- a plan that was accepted ---- */

static int64_t
accepts(struct chain *c)
{
	return raw_int(c->r, "SELECT count(*) FROM audit WHERE "
			     "action = 'plan.accept'");
}

/* Its first holder is to do something. */
static struct action
chain_action(const struct year *y)
{
	struct action a = action_for(y, R101, year_read(y, R101).row.owner);

	assert_err(try_add(y, &a), OK);
	return a;
}

/* Below the level of the grade, with one action, accepted; then overwritten. */
static struct batch
accepted_and_overwritten(struct chain *c, struct action *first)
{
	struct batch_new n = chain_asked();
	struct batch b;
	struct year y;

	n.over = true;
	b = chain_make(c, n, "S001");
	open_site(c, 0);
	chain_local(c, 0, R101, "1a", false);
	y = chain_year(c, 0);
	*first = chain_action(&y);
	assert_err(year_accept(&y, R101), OK);
	assert_true(year_read(&y, R101).row.plan_accepted);
	chain_do(c, &b, BATCH_ANSWER, NULL);
	assert_int_equal(year_state(&y, R101), ANSWER_COMPLETE);
	assert_int_equal(accepts(c), 1);
	return b;
}

static void
test_an_acceptance_comes_back_with_its_actions(void **state)
{
	struct chain *c = *state;
	struct action first;
	struct batch b = accepted_and_overwritten(c, &first);
	struct year y = chain_year(c, 0);

	chain_do(c, &b, BATCH_UNDO, NULL);
	assert_int_equal(year_state(&y, R101), ANSWER_IN_PROGRESS);
	assert_true(year_read(&y, R101).row.plan_accepted);
	assert_int_equal(accepts(c), 2);
}

static void
test_actions_added_since_are_not_accepted(void **state)
{
	struct chain *c = *state;
	struct action first;
	struct batch b = accepted_and_overwritten(c, &first);
	struct year y = chain_year(c, 0);
	struct answer a;

	(void)chain_action(&y);
	chain_do(c, &b, BATCH_UNDO, NULL);
	a = year_read(&y, R101);
	assert_int_equal(a.row.state, ANSWER_IN_PROGRESS);
	assert_true(a.row.has_plan);
	assert_false(a.row.plan_accepted);
	assert_int_equal(a.plan_accepted_at, 0);
	assert_int_equal(accepts(c), 1);
}

static void
test_without_its_actions_there_is_no_plan(void **state)
{
	struct chain *c = *state;
	struct action first;
	struct batch b = accepted_and_overwritten(c, &first);
	struct year y = chain_year(c, 0);

	first = on_record(&y, first.id);
	first.state = ACTION_DROPPED;
	assert_err(try_change(&y, &first), OK);
	chain_do(c, &b, BATCH_UNDO, NULL);
	assert_false(year_read(&y, R101).row.plan_accepted);
	assert_false(year_read(&y, R101).row.has_plan);
}

/* Whoever owned it may own nothing any more: it stays with whoever does. */
static void
test_a_plan_with_another_owner_is_not_accepted(void **state)
{
	struct chain *c = *state;
	struct unit u = unit_of(&c->site[0], NULL);
	struct batch_new n = chain_asked();
	struct person was, now;
	struct batch b;
	struct answer a;
	struct year y;

	records_person(c->r, &was, &c->site[0], "olga", ROLE_ASSESSOR);
	records_person(c->r, &now, &c->site[0], "lena", ROLE_ASSESSOR);
	n.over = true;
	n.owner = "lena";
	b = chain_make(c, n, "S001");
	open_site(c, 0);
	y = chain_year(c, 0);
	a = year_read(&y, R101);
	tick(&y, R101, &a, "1a");
	a.row.owner = "olga";
	a.row.target_on = TODAY + 30;
	a.plan = "Write it down.";
	year_save(&y, R101, &a);
	assert_err(year_accept(&y, R101), OK);
	chain_do(c, &b, BATCH_ANSWER, NULL);
	was.closed = true;
	assert_err(person_change(c->r->db, &u, &was), OK);
	chain_do(c, &b, BATCH_UNDO, NULL);
	a = year_read(&y, R101);
	assert_string_equal(a.row.owner, "lena");
	assert_string_equal(a.plan, "Write it down.");
	assert_false(a.row.plan_accepted);
}

/* The other way round: there was no plan before, and there are actions now. */
static void
test_actions_are_a_plan_after_undoing(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), "S001");
	struct year y;

	chain_do(c, &b, BATCH_ANSWER, NULL);
	y = chain_year(c, 0);
	(void)chain_action(&y);
	chain_do(c, &b, BATCH_UNDO, NULL);
	assert_int_equal(year_state(&y, R101), ANSWER_NOT_STARTED);
	assert_true(year_read(&y, R101).row.has_plan);
	assert_false(year_read(&y, R101).row.plan_accepted);
}

/* ---- going on, and two at once ---- */

static void
test_a_run_that_broke_off_goes_on(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct batch_run run = {
		.act = BATCH_ANSWER, .today = TODAY, .until = 1
	}; /* past: one site, and no other */
	struct unit u = chain_unit(c);

	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), OK);
	assert_err(batch_go(c->r->db, &u, &b, &run), OK);
	assert_int_equal(run.done, 1);
	assert_int_equal(run.left, 3);
	assert_err(chain_begin(c, &b, BATCH_UNDO, NULL), ERR_CONFLICT);
	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), OK); /* joins */
	assert_int_equal(chain_go(c, &b, BATCH_ANSWER).done, 3);
	assert_int_equal(
	    raw_int(c->r, "SELECT count(*) FROM batch_line WHERE what = 4"),
	    12);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM audit WHERE "
				       "action = 'batch.answer'"),
	    4);
}

static void
test_what_is_left_can_be_given_up(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);
	struct unit u = chain_unit(c);

	assert_err(batch_stop(c->r->db, &u, &b), ERR_NOTFOUND);
	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), OK);
	assert_err(batch_stop(c->r->db, &u, &b), OK);
	assert_int_equal(chain_go(c, &b, BATCH_ANSWER).done, 0);
}

static void
two_runners(struct records *r, struct chain *c, const struct batch *b)
{
	struct batch_run run = { .act = BATCH_ANSWER, .today = TODAY };
	struct unit u = chain_unit(c);
	struct db *db;

	if (db_open(r->path, DB_WRITE, &db) != OK ||
	    batch_go(db, &u, b, &run) != OK)
		_exit(1);
	db_close(db);
	_exit(0);
}

static void
test_two_at_once_do_no_site_twice(void **state)
{
	struct chain *c = *state;
	struct batch b;
	pid_t pid[2];
	int status, i;

	for (i = 0; i < 20; i++)
		chain_part(c, arena_printf(c->r->arena, "T%03d", i), "CTP");
	b = chain_make(c, chain_asked(), NULL);
	assert_err(chain_begin(c, &b, BATCH_ANSWER, NULL), OK);
	for (i = 0; i < 2; i++)
		if ((pid[i] = fork()) == 0)
			two_runners(c->r, c, &b);
	for (i = 0; i < 2; i++) {
		assert_true(waitpid(pid[i], &status, 0) == pid[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(chain_read(c, b.id).n.answered, 24);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM audit WHERE "
				       "action = 'batch.answer'"),
	    24);
	assert_int_equal(raw_int(c->r, "SELECT count(*) FROM batch_line "
				       "WHERE what IN (4, 9)"),
	    72);
}

static void
test_what_a_batch_did_stays_on_record(void **state)
{
	struct chain *c = *state;
	struct batch b = chain_make(c, chain_asked(), NULL);

	(void)b;
	assert_int_equal(raw(c->r, "UPDATE batch_line SET why = ''"),
	    SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(
	    raw(c->r, "DELETE FROM batch_line"), SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(
	    raw(c->r, "DELETE FROM batch_site"), SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(raw(c->r, "UPDATE batch SET complete = 0"),
	    SQLITE_CONSTRAINT_TRIGGER);
	assert_int_equal(
	    raw(c->r, "DELETE FROM batch"), SQLITE_CONSTRAINT_TRIGGER);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		with_chain(test_undone_answers_are_as_they_were),
		with_chain(test_what_was_changed_since_is_not_undone),
		with_chain(test_an_excluded_site_can_still_be_undone),
		with_chain(
		    test_undone_sites_are_answered_again_when_chosen_again),
		with_chain(test_an_acceptance_comes_back_with_its_actions),
		with_chain(test_actions_added_since_are_not_accepted),
		with_chain(test_without_its_actions_there_is_no_plan),
		with_chain(test_a_plan_with_another_owner_is_not_accepted),
		with_chain(test_actions_are_a_plan_after_undoing),
		with_chain(test_a_run_that_broke_off_goes_on),
		with_chain(test_what_is_left_can_be_given_up),
		with_chain(test_two_at_once_do_no_site_twice),
		with_chain(test_what_a_batch_did_stays_on_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
