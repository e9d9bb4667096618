/* assessment_test.c - opening a year, and what is carried over into it. */
#include "records_year.h"
#include "role.h"

/* The next version for the trust: 103 is gone, 105 is new, 101 has lost 1b. */
static void
next_set(struct year *y, struct catalogue *c)
{
	struct requirement *r;

	set_make(y->r->arena, c, "15", "ACU", WORKFLOW_FULL);
	r = &c->requirements.v[R101];
	r->criteria.n--;
	memmove(&r->criteria.v[K1B], &r->criteria.v[K1B + 1],
	    (r->criteria.n - K1B) * sizeof(*r->criteria.v));
	c->requirements.v[R102].nr_reason = NULL;
	c->requirements.v[R102].nr_record = NULL;
	c->requirements.v[R103] = c->requirements.v[R104];
	c->requirements.v[R104].number = "105";
	records_store(y->r, c);
}

static void
test_the_first_year_is_empty(void **state)
{
	struct year *y = *state;
	size_t i;

	assert_int_equal(y->s.org, y->r->trust.id);
	assert_int_equal(y->s.pack, y->r->full.id);
	assert_string_equal(y->s.version, "14");
	assert_int_equal(y->s.state, ASSESSMENT_OPEN);
	assert_true(y->s.opened_at > 0);
	assert_null(y->s.carried_from);
	assert_null(y->s.previous);
	assert_int_equal(y->s.confirmed_at, 0);
	assert_null(y->s.confirmed_by);
	for (i = 0; i < SET_REQUIREMENTS; i++)
		assert_int_equal(year_state(y, i), ANSWER_NOT_STARTED);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'assessment.open' AND detail = '{\"version\":\"14\""
			  ",\"due_on\":\"2027-03-31\",\"carried_from\":null}'"),
	    1);
}

static void
test_what_was_opened_is_found_again(void **state)
{
	struct year *y = *state;
	struct assessment s = y->s, none;

	year_find(y);
	assert_int_equal(y->s.id, s.id);
	assert_int_equal(y->s.org, s.org);
	assert_int_equal(y->s.pack, s.pack);
	assert_int_equal(y->s.opened_at, s.opened_at);
	assert_int_equal(y->s.due_on, s.due_on);
	assert_err(
	    assessment_find(y->r->db, y->r->arena, y->r->trust.id, "13", &none),
	    ERR_NOTFOUND);
	assert_err(assessment_find(
		       y->r->db, y->r->arena, y->r->supplier.id, "14", &none),
	    ERR_NOTFOUND);
}

static void
test_it_is_due_on_the_next_final_day(void **state)
{
	static const struct {
		int y, m, d, due;
	} cases[] = { { 2026, 11, 22, 2027 }, { 2027, 3, 31, 2027 },
		{ 2027, 4, 1, 2028 }, { 2027, 1, 1, 2027 } };
	struct year *y = *state;
	struct assessment s;
	struct catalogue c;
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		struct unit u = unit_of(&y->r->supplier, NULL);

		set_make(y->r->arena, &c,
		    arena_printf(y->r->arena, "%zu", 20 + i), "CTP",
		    WORKFLOW_SIMPLIFIED);
		records_store(y->r, &c);
		assert_err(
		    assessment_open(y->r->db, y->r->arena, &u, &y->r->supplier,
			&c, day_make(cases[i].y, cases[i].m, cases[i].d), &s),
		    OK);
		assert_int_equal(s.due_on, day_make(cases[i].due, 3, 31));
	}
}

static void
test_a_version_is_opened_once(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, &y->r->admin);
	struct assessments all;
	struct assessment s;
	int64_t rows = chain_rows(y->r, y->org->id);

	assert_err(assessment_open(
		       y->r->db, y->r->arena, &u, y->org, y->set, TODAY, &s),
	    ERR_CONFLICT);
	assert_int_equal(chain_rows(y->r, y->org->id), rows);
	assert_err(
	    assessment_list(y->r->db, y->r->arena, y->org->id, &all), OK);
	assert_int_equal(all.n, 1);
	/* Another organisation opens its own. */
	year_simple(y);
	assert_int_not_equal(y->s.id, all.v[0].id);
}

/* ---- carrying over ---- */

static void
fill_old(struct year *y, struct evidence v[2])
{
	struct answer a = year_read(y, R101);

	v[0] = (struct evidence){ .title = "Gone", .reference = "Drawer 1" };
	v[0].shows[K1B] = true;
	v[1] = (struct evidence){ .title = "Kept", .reference = "" };
	v[1].shows[K1A] = v[1].shows[K2A] = true;
	tick(y, R101, &a, "1a 1b 2a 3a");
	a.comment[K1B] = "Of a criterion that goes";
	a.comment[K2A] = "Of one that stays";
	a.row.target_level = 3;
	a.row.target_on = DUE;
	a.row.owner = "J. Smith";
	a.plan = "Go on.";
	a.evidence.v = v;
	a.evidence.n = 2;
	year_save(y, R101, &a);
	a = year_read(y, R102);
	a.row.not_relevant = true;
	a.nr_record = "Minute 7";
	year_save(y, R102, &a);
}

static void
test_an_unpublished_year_is_carried_over(void **state)
{
	struct year *y = *state;
	struct evidence v[2];
	struct catalogue c;
	struct answer a;
	size_t i;

	fill_old(y, v);
	next_set(y, &c);
	year_open(y, &y->r->trust, &c);
	assert_string_equal(y->s.carried_from, "14");
	assert_null(y->s.previous);
	for (i = 0; i < 3; i++)
		assert_int_equal(year_state(y, i), ANSWER_TO_RECONFIRM);
	assert_int_equal(year_state(y, R104), ANSWER_NOT_STARTED); /* 105 */
	a = year_read(y, R101);
	assert_int_equal(a.row.previous, LEVEL_NONE);
	assert_int_equal(a.row.level, 3); /* 1a, 2a, 3a; 1b is gone */
	assert_string_equal(a.row.owner, "J. Smith");
	assert_int_equal(a.row.target_level, 3);
	assert_int_equal(a.row.target_on, DUE);
	assert_string_equal(a.plan, "Go on.");
	assert_int_equal(a.row.completed_by, 0);
	/* By their codes: now 1a, 2a, 3a, 3b. */
	assert_true(a.met[0] && a.met[1] && a.met[2] && !a.met[3]);
	assert_string_equal(a.comment[0], "");
	assert_string_equal(a.comment[1], "Of one that stays");
	assert_int_equal(a.evidence.n, 2);
	assert_string_equal(a.evidence.v[0].title, "Gone");
	assert_string_equal(a.evidence.v[0].reference, "Drawer 1");
	for (i = 0; i < 4; i++) {
		assert_false(a.evidence.v[0].shows[i]);
		assert_int_equal(a.evidence.v[1].shows[i], i < 2);
	}
}

static void
test_not_relevant_is_carried_only_where_it_is_still_offered(void **state)
{
	struct year *y = *state;
	struct evidence v[2];
	struct catalogue c;

	fill_old(y, v);
	next_set(y, &c);
	year_open(y, &y->r->trust, &c);
	assert_false(year_read(y, R102).row.not_relevant);
	set_make(y->r->arena, &c, "16", "ACU", WORKFLOW_FULL);
	records_store(y->r, &c);
	year_open(y, &y->r->trust, &c);
	assert_string_equal(y->s.carried_from, "15");
	assert_false(year_read(y, R102).row.not_relevant);
}

static void
test_what_was_published_becomes_last_years(void **state)
{
	struct year *y = *state;
	struct catalogue c;
	struct answer a = year_read(y, R102);
	size_t i;

	a.row.not_relevant = true;
	year_save(y, R102, &a);
	assert_int_equal(
	    raw(y->r, "INSERT INTO exemption (id, org_id, "
		      "org_type, version, number, reason, granted_at) VALUES "
		      "(1, NULL, 'ACU', '14', '103', 'x', 0)"),
	    SQLITE_OK);
	year_published(y, "1a 1b 2a 3a");
	set_make(y->r->arena, &c, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, &c);
	year_open(y, &y->r->trust, &c);
	assert_string_equal(y->s.carried_from, "14");
	assert_string_equal(y->s.previous, "14");
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		/* What was not in play has no level to keep. */
		bool out = i == R102 || i == R103;

		a = year_read(y, i);
		assert_int_equal(a.row.state, ANSWER_TO_RECONFIRM);
		assert_int_equal(a.row.previous, out ? LEVEL_NONE : 3);
		/* After level 3 the maintenance criterion binds. */
		assert_int_equal(a.row.level, out ? 3 : 2);
	}
	a = year_read(y, R101);
	a.met[K3B] = true;
	year_save(y, R101, &a);
	assert_int_equal(a.row.level, 3);
}

static void
test_an_accepted_plan_is_carried_but_not_its_acceptance(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	struct catalogue c;

	a.plan = "Go on.";
	a.row.owner = "J. Smith";
	a.row.target_on = DUE;
	year_save(y, R101, &a);
	assert_err(year_accept(y, R101), OK);
	next_set(y, &c);
	year_open(y, &y->r->trust, &c);
	a = year_read(y, R101);
	assert_true(a.row.has_plan);
	assert_false(a.row.plan_accepted);
}

static void
test_the_newest_published_year_is_the_one_carried(void **state)
{
	struct year *y = *state;
	struct catalogue c, d;

	year_published(y, "1a 1b 2a");
	next_set(y, &c);
	year_open(y, &y->r->trust, &c); /* and left open */
	set_make(y->r->arena, &d, "16", "ACU", WORKFLOW_FULL);
	records_store(y->r, &d);
	year_open(y, &y->r->trust, &d);
	assert_string_equal(y->s.carried_from, "14");
	assert_string_equal(y->s.previous, "14");
}

static void
test_the_old_year_is_not_touched(void **state)
{
	struct year *y = *state;
	struct year old = *y;
	struct evidence v[2];
	struct catalogue c;

	fill_old(y, v);
	next_set(y, &c);
	year_open(y, &y->r->trust, &c);
	assert_int_equal(year_state(&old, R101), ANSWER_IN_PROGRESS);
	assert_int_equal(year_read(&old, R101).edition, 1);
	assert_int_equal(year_read(&old, R101).evidence.n, 2);
	assert_true(year_read(&old, R102).row.not_relevant);
}

static void
test_years_are_listed_newest_first(void **state)
{
	struct year *y = *state;
	struct assessments all;
	struct catalogue c;

	next_set(y, &c);
	year_open(y, &y->r->trust, &c);
	assert_err(
	    assessment_list(y->r->db, y->r->arena, y->r->trust.id, &all), OK);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].version, "15");
	assert_string_equal(all.v[1].version, "14");
	assert_err(
	    assessment_list(y->r->db, y->r->arena, y->r->supplier.id, &all),
	    OK);
	assert_int_equal(all.n, 0);
}

/* Is this one of the words of a list? */
static bool
named(const char *list, const char *word)
{
	size_t n = strlen(word);
	const char *at = list;

	for (; (at = strstr(at, word)) != NULL; at++)
		if ((at == list || at[-1] == ' ') &&
		    (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

/* Who may do what: every act, workflow and role. */
static void
test_roles_may_do_what_the_workflow_gives_them(void **state)
{
	static const char *const may[][2] = {
		[ACT_OPEN] = { "administrator", "administrator" },
		[ACT_ANSWER] = { "assessor administrator", "assessor" },
		[ACT_CONFIRM] = { "", "reviewer" },
		[ACT_REOPEN] = { "assessor administrator",
		    "assessor reviewer administrator" },
		[ACT_PLAN] = { "assessor administrator",
		    "assessor administrator" },
		[ACT_ACCEPT_PLAN] = { "assessor administrator",
		    "reviewer administrator" },
		[ACT_DUTIES] = { "assessor administrator",
		    "assessor reviewer administrator" },
		[ACT_SUBMIT] = { "administrator", "administrator" },
		[ACT_PUBLISH] = { "assessor administrator", "administrator" },
	};
	unsigned act, i;
	enum role role;
	int full;

	(void)state;
	for (act = 0; act < COUNT(may); act++)
		for (full = 0; full < 2; full++)
			for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++) {
				bool want =
				    named(may[act][full], role_name(role));

				assert_int_equal(assessment_may((enum act)act,
						     full ? WORKFLOW_FULL
							  : WORKFLOW_SIMPLIFIED,
						     role | ROLE_SIGNED_IN),
				    want);
			}
	assert_false(assessment_may(ACT_OPEN, WORKFLOW_FULL, ROLE_SIGNED_IN));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_the_first_year_is_empty),
		with_year(test_what_was_opened_is_found_again),
		with_year(test_it_is_due_on_the_next_final_day),
		with_year(test_a_version_is_opened_once),
		with_year(test_an_unpublished_year_is_carried_over),
		with_year(
		    test_not_relevant_is_carried_only_where_it_is_still_offered),
		with_year(test_what_was_published_becomes_last_years),
		with_year(
		    test_an_accepted_plan_is_carried_but_not_its_acceptance),
		with_year(test_the_newest_published_year_is_the_one_carried),
		with_year(test_the_old_year_is_not_touched),
		with_year(test_years_are_listed_newest_first),
		cmocka_unit_test(
		    test_roles_may_do_what_the_workflow_gives_them),
	};

	return cmocka_run_group_tests_name("assessment", tests, NULL, NULL);
}
