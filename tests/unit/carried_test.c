/* carried_test.c - what could not be carried into a year, case by case. */
#include "carried_set.h"
#include "exemption.h"
#include "figure.h"

static void
drop_criterion(struct requirement *r, size_t k)
{
	r->criteria.n--;
	memmove(&r->criteria.v[k], &r->criteria.v[k + 1],
	    (r->criteria.n - k) * sizeof(*r->criteria.v));
}

/* 103 goes away; 104 stays. */
static void
drop_103(struct catalogue *c)
{
	c->requirements.v[R103] = c->requirements.v[R104];
	c->requirements.n--;
}

static void
the_first_year_left_nothing(void **state)
{
	struct year *y = *state;
	int64_t n;

	assert_int_equal(left_of(y).n, 0);
	assert_err(carried_count(y->r->db, &y->s, &n), OK);
	assert_int_equal(n, 0);
}

static void
the_same_set_leaves_nothing(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");

	say_all(y, R103);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	assert_int_equal(left_of(y).n, 0);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'assessment.open' AND detail LIKE "
			  "'%\"carried_from\":\"14\",\"not_carried\":0}'"),
	    1);
}

static void
of_a_removed_requirement_all_is_told(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct carried_lines all;
	struct actions now;
	int64_t n;

	say_all(y, R103);
	drop_103(c);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "103", CARRIED_REMOVED, "", "Requirement 103", "");
	left_says(&all, "103", CARRIED_TICK, "1a, 1b, 2a", "", "");
	left_says(&all, "103", CARRIED_COMMENT, "1b", "As last year", "");
	left_says(&all, "103", CARRIED_EVIDENCE, "1a, 1b", "Minutes", "");
	left_says(&all, "103", CARRIED_EVIDENCE, "2a", "Audit", "");
	left_says(&all, "103", CARRIED_PLAN, "", "Go on.", "");
	left_says(&all, "103", CARRIED_ACTION, "", "Train the others", "");
	assert_int_equal(all.n, 7);
	assert_string_equal(all.v[0].now, "");
	assert_string_equal(
	    left_find(&all, "103", CARRIED_EVIDENCE, "Minutes")->about,
	    "Drawer 1");
	assert_err(carried_count(y->r->db, &y->s, &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM audit WHERE action = "
			  "'assessment.open' AND detail LIKE "
			  "'%\"not_carried\":7}'"),
	    1);
	assert_err(action_list(y->r->db, y->r->arena, &y->s, &now), OK);
	assert_int_equal(now.n, 0);
}

/* 104 asks what 103 asked as well. */
static void
of_a_merged_one_the_actions_go_on(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct carried_lines all;
	struct actions now;

	say_all(y, R103);
	c->requirements.v[R104].criteria = c->requirements.v[R103].criteria;
	drop_103(c);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "103", CARRIED_MERGED, "", "Requirement 103", "");
	left_says(&all, "103", CARRIED_TICK, "1a, 1b, 2a", "", "");
	assert_string_equal(all.v[0].now, "104");
	assert_null(left_find(&all, "103", CARRIED_ACTION, NULL));
	assert_err(action_list(y->r->db, y->r->arena, &y->s, &now), OK);
	assert_int_equal(now.n, 1);
	assert_string_equal(now.v[0].number, "104");
	assert_string_equal(now.v[0].title, "Train the others");
	assert_int_equal(now.v[0].state, ACTION_OPEN);
}

static void
under_another_number_it_goes_on(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct carried_lines all;
	struct actions now;
	struct answer a;

	say_all(y, R104);
	year_published(y, "1a 1b 2a 3a");
	c->requirements.v[R104].number = "207";
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "104", CARRIED_LEVEL, "", "3", "2");
	assert_int_equal(all.n, SET_REQUIREMENTS);
	a = year_read(y, R104);
	assert_int_equal(a.row.state, ANSWER_TO_RECONFIRM);
	assert_true(a.met[K1A] && a.met[K3A] && !a.met[K3B]);
	assert_string_equal(a.comment[K1B], "As last year");
	assert_string_equal(a.row.owner, "A. Jones");
	assert_int_equal(a.evidence.n, 2);
	/* Criteria for maintenance look at the level that it had then. */
	assert_int_equal(a.row.previous, 3);
	assert_int_equal(a.row.level, 2);
	assert_err(action_list(y->r->db, y->r->arena, &y->s, &now), OK);
	assert_int_equal(now.n, 1);
	assert_string_equal(now.v[0].number, "207");
}

static void
what_was_said_of_a_criterion_that_is_gone(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct answer a;
	struct carried_lines all;

	say_all(y, R101);
	a = year_read(y, R101);
	a.criterion_owner[K1B] = "sunita";
	year_save(y, R101, &a);
	drop_criterion(&c->requirements.v[R101], K1B);
	/* 2a is another question by now. */
	c->requirements.v[R101].criteria.v[1].text = "Is there a fire door?";
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "101", CARRIED_TICK, "1b, 2a", "", "");
	left_says(&all, "101", CARRIED_COMMENT, "1b", "As last year", "");
	left_says(&all, "101", CARRIED_CRITERION_OWNER, "1b", "sunita", "");
	left_says(&all, "101", CARRIED_LINK, "1b", "Minutes", "");
	left_says(&all, "101", CARRIED_LINK, "2a", "Audit", "");
	left_says(&all, "101", CARRIED_LEVEL, "", "2", "1");
	assert_int_equal(all.n, 6);
	assert_string_equal(all.v[0].now, "101");
	a = year_read(y, R101);
	assert_true(a.met[0] && !a.met[1] && !a.met[2]);
	assert_int_equal(a.evidence.n, 2);
	assert_true(a.evidence.v[0].shows[0]);
}

/* A criterion is put in before the others, whose codes all move on. */
static void
ticks_follow_the_text_and_not_the_code(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct requirement *r = &c->requirements.v[R101];
	struct answer a = year_read(y, R101);
	const char *first = r->criteria.v[K1A].text;

	tick(y, R101, &a, "1a");
	a.comment[K1A] = "Of the first";
	year_save(y, R101, &a);
	r->criteria.v[K1A].text = "Is there a fire door?";
	r->criteria.v[K1B].text = first;
	records_store(y->r, c);
	open_next(y, c, TODAY);
	a = year_read(y, R101);
	assert_false(a.met[K1A]);
	assert_true(a.met[K1B]);
	assert_string_equal(a.comment[K1B], "Of the first");
}

static void
not_relevant_that_is_not_offered_any_more(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct answer a = year_read(y, R102);
	struct carried_lines all;

	a.row.not_relevant = true;
	a.nr_record = "Minute 7";
	year_save(y, R102, &a);
	c->requirements.v[R102].nr_reason = NULL;
	c->requirements.v[R102].nr_record = NULL;
	records_store(y->r, c);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "102", CARRIED_NOT_RELEVANT, "", "Minute 7", "");
	assert_int_equal(all.n, 1);
}

static void
evidence_that_has_no_room(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct answer a = year_read(y, R101);
	struct carried_lines all;
	size_t n = EVIDENCE_MOST + 3, i;

	a.evidence.v = arena_array(y->r->arena, n, sizeof(*a.evidence.v));
	a.evidence.n = n;
	for (i = 0; i < n; i++)
		a.evidence.v[i] = (struct evidence){
			.title = arena_printf(y->r->arena, "Piece %zu", i),
			.reference = "",
		};
	year_save(y, R101, &a);
	records_store(y->r, c);
	open_next(y, c, TODAY);
	assert_int_equal(year_read(y, R101).evidence.n, EVIDENCE_MOST);
	all = left_of(y);
	assert_int_equal(all.n, 3);
	left_says(&all, "101", CARRIED_EVIDENCE, "", "Piece 200", "");
	left_says(&all, "101", CARRIED_EVIDENCE, "", "Piece 202", "");
}

static void
exemptions_and_overrides_of_last_year(void **state)
{
	struct year *y = *state;
	struct catalogue *c = next_set(y, "15");
	struct unit u = year_unit(y, NULL);
	struct exemption x = { .org = y->org->id,
		.type = "",
		.version = "14",
		.number = "101",
		.reason = "A merger",
		.from_on = DAY_NONE,
		.until_on = DAY_NONE };
	struct carried_lines all;

	assert_err(exemption_add(y->r->db, &u, &x), OK);
	x.number = "102";
	assert_err(exemption_add(y->r->db, &u, &x), OK);
	records_store(y->r, c);
	x.version = "15";
	assert_err(exemption_add(y->r->db, &u, &x), OK);
	assert_int_equal(
	    raw(y->r, "UPDATE requirement SET training = 1 WHERE number = "
		      "'103'; INSERT INTO training_override SELECT a.org_id, "
		      "a.id, q.id, 'We counted again', 1, 1, 'sunita' FROM "
		      "assessment a, requirement q WHERE q.number = '103' AND "
		      "q.pack_id = a.pack_id"),
	    SQLITE_OK);
	open_next(y, c, TODAY);
	all = left_of(y);
	left_says(&all, "101", CARRIED_EXEMPTION, "", "", "");
	left_says(&all, "103", CARRIED_OVERRIDE, "", "We counted again", "");
	assert_int_equal(all.n, 2);
}

static void
a_row_that_is_none_is_told(void **state)
{
	struct year *y = *state;
	struct carried_lines all;

	assert_int_equal(
	    raw(y->r, arena_printf(y->r->arena,
			  "INSERT INTO audit SELECT org_id, 1 + MAX(seq), "
			  "MAX(at), 0, 'x', 'x', 'assessment.left', %lld, "
			  "'{\"requirement\":\"101\",\"left\":[{\"kind\":"
			  "\"?\"}]}', x'00' FROM audit WHERE org_id = %lld",
			  (long long)y->s.id, (long long)y->org->id)),
	    SQLITE_OK);
	assert_err(carried_list(y->r->db, y->r->arena, &y->s, &all), ERR_IO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(the_first_year_left_nothing),
		with_year(the_same_set_leaves_nothing),
		with_year(of_a_removed_requirement_all_is_told),
		with_year(of_a_merged_one_the_actions_go_on),
		with_year(under_another_number_it_goes_on),
		with_year(what_was_said_of_a_criterion_that_is_gone),
		with_year(ticks_follow_the_text_and_not_the_code),
		with_year(not_relevant_that_is_not_offered_any_more),
		with_year(evidence_that_has_no_room),
		with_year(exemptions_and_overrides_of_last_year),
		with_year(a_row_that_is_none_is_told),
	};

	return cmocka_run_group_tests_name("carried", tests, NULL, NULL);
}
