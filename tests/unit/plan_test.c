/* plan_test.c - the improvement plan: its gaps, what is signed, what carries.
 */
#include "duty.h"
#include "plan_set.h"

static void
the_plan_is_what_is_below_its_target(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	struct action one = action_for(y, R104, "daniel");
	struct plan p = plan_now(y);

	assert_int_equal(p.n, SET_REQUIREMENTS); /* all at level 0 */
	assert_int_equal(p.below, SET_REQUIREMENTS);
	tick(y, R101, &a, "1a 1b 2a");
	a.row.target_level = 3;
	year_save(y, R101, &a);
	a = year_read(y, R102);
	a.row.not_relevant = true;
	a.nr_record = "x";
	year_save(y, R102, &a);
	a = year_read(y, R104);
	tick(y, R104, &a, "1a 1b 2a");
	year_save(y, R104, &a);
	one.due_on = TODAY - 1;
	assert_err(try_add(y, &one), OK);
	p = plan_now(y);
	assert_int_equal(p.n, 3);
	assert_string_equal(p.v[0].requirement->number, "101");
	assert_true(p.v[0].gap && !p.v[0].below);
	assert_int_equal(p.v[0].target, 3);
	assert_string_equal(p.v[1].requirement->number, "103");
	assert_true(p.v[1].gap && p.v[1].below && !p.v[1].planned);
	assert_int_equal(p.v[1].target, 2);
	assert_string_equal(p.v[2].requirement->number, "104");
	assert_false(p.v[2].gap);
	assert_int_equal(p.v[2].actions_n, 1);
	assert_int_equal(p.gaps, 2);
	assert_int_equal(p.below, 1);
	assert_int_equal(p.unplanned, 1);
	assert_int_equal(p.late, 1);
}

static void
a_gap_becomes_its_first_action(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R103);
	struct action first;
	struct plan p;

	tick(y, R103, &a, "1a");
	a.row.target_level = 3;
	a.row.target_on = day_make(2027, 2, 1);
	year_save(y, R103, &a);
	p = plan_now(y);
	plan_first_action(y->r->arena, &y->s, &p.v[R103], &a, &first);
	assert_string_equal(first.title, "1b: 1b of 103");
	assert_int_equal(first.reach, 3);
	assert_int_equal(first.due_on, day_make(2027, 2, 1));
	assert_true(first.owner.id >= HOLDER_FIRST);
	assert_err(try_add(y, &first), OK);
	plan_first_action(y->r->arena, &y->s, &p.v[R101], &a, &first);
	assert_int_equal(first.due_on, DUE);
	assert_int_equal(first.reach, 2);
}

/* ---- signing ---- */

static enum err
try_sign(const struct year *y, const struct plan *p)
{
	struct unit u = year_unit(y, &y->r->admin);
	struct plan_signature by = { .post = "Director", .comment = "" };

	plan_digest(p, by.digest);
	return plan_sign(y->r->db, &u, &y->s, y->set, &by, TODAY);
}

static bool
accepted(const struct year *y, size_t i)
{
	struct answer_row *rows;

	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	assert_int_equal(
	    rows[i].plan_accepted, year_read(y, i).row.plan_accepted);
	return answer_standing(&rows[i]).planned;
}

static void
own_it(const struct year *y, size_t i)
{
	put(y, "UPDATE answer SET owner = 'daniel' WHERE requirement_id = %lld",
	    (long long)year_asks(y, i)->id);
}

static void
a_signature_accepts_what_is_planned(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel");
	struct plan_signatures all;
	struct plan p;

	own_it(y, R101);
	own_it(y, R102);
	assert_err(try_add(y, &a), OK);
	p = plan_now(y);
	assert_err(try_sign(y, &p), OK);
	assert_true(accepted(y, R101));
	assert_false(accepted(y, R102));
	assert_err(plan_signatures(y->r->db, y->r->arena, &y->s, &all), OK);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].name, "priya");
	assert_string_equal(all.v[0].post, "Director");
	assert_int_equal(all.v[0].on, TODAY);
	assert_int_equal(all.v[0].requirements, SET_REQUIREMENTS);
	assert_int_equal(all.v[0].actions, 1);
	/* Progress leaves it signed, a later day does not. */
	a = on_record(y, a.id);
	assert_err(try_report(y, a, 40), OK);
	assert_true(accepted(y, R101));
	a = on_record(y, a.id);
	a.due_on += 10;
	assert_err(try_change(y, &a), OK);
	assert_false(accepted(y, R101));
	assert_err(try_sign(y, &p), ERR_CONFLICT);
	p = plan_now(y);
	assert_err(try_sign(y, &p), OK);
	assert_true(accepted(y, R101));
}

static void
a_form_saved_without_words_keeps_the_actions(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R101, "daniel");
	struct answer now;
	struct plan p;

	own_it(y, R101);
	assert_err(try_add(y, &a), OK);
	assert_true(year_read(y, R101).row.has_plan);
	p = plan_now(y);
	assert_err(try_sign(y, &p), OK);
	now = year_read(y, R101);
	tick(y, R101, &now, "1a");
	year_save(y, R101, &now);
	assert_true(accepted(y, R101));
	a = on_record(y, a.id);
	a.state = ACTION_DROPPED;
	assert_err(try_change(y, &a), OK);
	assert_false(year_read(y, R101).row.has_plan);
	assert_false(accepted(y, R101));
	assert_err(year_accept(y, R101), ERR_INVALID);
}

static void
nothing_below_is_nothing_to_sign(void **state)
{
	struct year *y = *state;
	struct plan p;
	size_t i;

	for (i = 0; i < SET_REQUIREMENTS; i++) {
		struct answer a = year_read(y, i);

		tick(y, i, &a, "1a 1b 2a");
		year_save(y, i, &a);
	}
	p = plan_now(y);
	assert_int_equal(p.n, 0);
	assert_err(try_sign(y, &p), ERR_INVALID);
}

static void
whoever_holds_a_senior_duty_signs(void **state)
{
	struct year *y = *state;
	const struct catalogue *c = y->set;
	const char *post;
	struct db *db = y->r->db;
	int64_t org = y->org->id, who = y->r->assessor.id;

	assert_err(plan_signer(db, y->r->arena, org, who, ROLE_ASSESSOR, c,
		       TODAY, &post),
	    ERR_DENIED);
	assert_err(plan_signer(db, y->r->arena, org, y->r->admin.id,
		       ROLE_ADMINISTRATOR, c, TODAY, &post),
	    OK);
	assert_string_equal(post, "");
	put(y,
	    "INSERT INTO duty VALUES (%lld, 'dpo', 'Own title', 'own title', "
	    "'', 1, 0)",
	    ORG(y));
	name_duty(y, 1, "dpo", who, 0, "2026-11-22", "2026-11-22");
	assert_err(plan_signer(
		       db, y->r->arena, org, who, ROLE_VIEWER, c, TODAY, &post),
	    OK);
	assert_string_equal(post, "Protection officer");
	assert_err(plan_signer(db, y->r->arena, org, who, ROLE_VIEWER, c,
		       TODAY + 1, &post),
	    ERR_DENIED);
}

/* An assessor enters the senior management details. */
static void
nobody_signs_by_a_duty_that_they_named_themselves_for(void **state)
{
	struct year *y = *state;
	const struct catalogue *c = y->set;
	struct duty_holder *v =
	    arena_array(y->r->arena, c->duties.n, sizeof(*v));
	struct unit u = year_unit(y, &y->r->assessor);
	day today = clock_day(clock_now()); /* named from then on */
	const char *post;
	size_t i;

	for (i = 0; i < c->duties.n; i++)
		v[i] = (struct duty_holder){ &c->duties.v[i],
			y->r->assessor.name, "Director" };
	assert_err(duty_set(y->r->db, &u, &y->s, c, v), OK);
	assert_err(plan_signer(y->r->db, y->r->arena, y->org->id,
		       y->r->assessor.id, ROLE_ASSESSOR, c, today, &post),
	    ERR_DENIED);
	for (i = 0; i < c->duties.n; i++)
		v[i].name = y->r->reviewer.name;
	u = year_unit(y, &y->r->assessor);
	assert_err(duty_set(y->r->db, &u, &y->s, c, v), OK);
	assert_err(plan_signer(y->r->db, y->r->arena, y->org->id,
		       y->r->reviewer.id, ROLE_VIEWER, c, today, &post),
	    OK);
}

/* ---- the next year ---- */

static void
open_actions_go_on_next_year(void **state)
{
	struct year *y = *state;
	struct action a = action_for(y, R103, "daniel"),
		      b = action_for(y, R103, "siro");
	struct catalogue next;
	struct actions all;
	struct reports said;

	assert_err(try_add(y, &a), OK);
	assert_err(try_add(y, &b), OK);
	assert_err(try_report(y, on_record(y, a.id), 30), OK);
	assert_err(try_report(y, on_record(y, b.id), 100), OK);
	year_published(y, "1a 1b 2a");
	set_make(y->r->arena, &next, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, &next);
	assert_int_equal(on_record(y, a.id).state, ACTION_OPEN);
	year_open(y, y->org, &next);
	assert_err(action_list(y->r->db, y->r->arena, &y->s, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.v[0].progress, 30);
	assert_int_equal(all.v[0].carried_from, a.id);
	assert_string_equal(all.v[0].number, "103");
	assert_int_equal(raw_int(y->r, arena_printf(y->r->arena,
					   "SELECT state FROM action WHERE id "
					   "= %lld",
					   (long long)a.id)),
	    ACTION_CARRIED);
	assert_true(year_read(y, R103).row.has_plan);
	assert_err(action_reports(
		       y->r->db, y->r->arena, y->org->id, all.v[0].id, &said),
	    OK);
	assert_int_equal(said.n, 1);
	assert_err(try_report(y, all.v[0], 60), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(the_plan_is_what_is_below_its_target),
		with_year(a_gap_becomes_its_first_action),
		with_year(a_signature_accepts_what_is_planned),
		with_year(a_form_saved_without_words_keeps_the_actions),
		with_year(nothing_below_is_nothing_to_sign),
		with_year(whoever_holds_a_senior_duty_signs),
		with_year(
		    nobody_signs_by_a_duty_that_they_named_themselves_for),
		with_year(open_actions_go_on_next_year),
	};

	return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
