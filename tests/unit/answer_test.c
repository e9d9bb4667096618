/* answer_test.c - saving an answer, and what may not be saved. */
#include "audit.h"
#include "holder.h"
#include "records_year.h"

static void
test_a_new_answer_is_empty(void **state)
{
	const struct year *y = *state;
	struct answer a = year_read(y, R101);
	size_t i;

	assert_true(a.row.state == ANSWER_NOT_STARTED && a.row.level == 0);
	assert_int_equal(a.row.previous, LEVEL_NONE);
	assert_int_equal(a.row.target_level, LEVEL_NONE);
	assert_int_equal(a.row.target_on, DAY_NONE);
	assert_string_equal(a.row.owner, "Information governance lead");
	assert_true(a.owner_id == HOLDER_FIRST && a.deputy_id == 0);
	assert_int_equal(a.due_on, DAY_NONE);
	assert_int_equal(a.edition, 0);
	assert_int_equal(a.changed_at, 0);
	assert_null(a.changed_by);
	assert_string_equal(a.plan, "");
	assert_string_equal(a.nr_record, "");
	assert_int_equal(a.plan_accepted_at, 0);
	assert_int_equal(a.evidence.n, 0);
	for (i = 0; i < CRITERIA_MAX; i++) {
		assert_false(a.met[i]);
		assert_string_equal(a.comment[i], "");
	}
}

/* Everything a form can hold. */
static void
fill(struct answer *a, struct evidence v[2])
{
	v[0] = (struct evidence){ .title = "Minutes \"7\"",
		.reference = "Drawer 3" };
	v[0].shows[K1A] = v[0].shows[K3B] = true;
	v[1] = (struct evidence){ .title = "Caf\xc3\xa9", .reference = "" };
	v[1].shows[K2A] = true;
	a->met[K1A] = a->met[K1B] = true;
	a->comment[K1B] = "Two\nlines";
	a->comment[K3A] = "Not yet";
	a->row.target_level = 3;
	a->row.target_on = DUE;
	a->row.owner = "J. Smith";
	a->row.not_relevant = true;
	a->nr_record = "Minute 7";
	a->plan = "First,\nthen.";
	a->evidence.v = v;
	a->evidence.n = 2;
}

static void
test_all_that_is_saved_is_read_back(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102), b;
	struct evidence v[2];

	fill(&a, v);
	year_save(y, R102, &a);
	assert_int_equal(a.edition, 1);
	assert_int_equal(a.row.level, 1);
	b = year_read(y, R102);
	assert_int_equal(b.edition, 1);
	assert_int_equal(b.row.state, ANSWER_IN_PROGRESS);
	assert_int_equal(b.row.level, 1);
	assert_memory_equal(b.met, a.met, sizeof(a.met));
	assert_string_equal(b.comment[K1A], "");
	assert_string_equal(b.comment[K1B], "Two\nlines");
	assert_string_equal(b.comment[K3A], "Not yet");
	assert_int_equal(b.row.target_level, 3);
	assert_int_equal(b.row.target_on, DUE);
	assert_string_equal(b.row.owner, "J. Smith");
	assert_true(b.row.not_relevant);
	assert_string_equal(b.nr_record, "Minute 7");
	assert_string_equal(b.plan, "First,\nthen.");
	assert_true(b.row.has_plan);
	assert_false(b.row.plan_accepted);
	assert_true(b.changed_at > 0);
	assert_string_equal(b.changed_by, "daniel");
	assert_int_equal(b.row.completed_by, 0);
	assert_int_equal(b.evidence.n, 2);
	assert_string_equal(b.evidence.v[0].title, "Minutes \"7\"");
	assert_string_equal(b.evidence.v[0].reference, "Drawer 3");
	assert_memory_equal(
	    b.evidence.v[0].shows, v[0].shows, sizeof(v[0].shows));
	assert_string_equal(b.evidence.v[1].title, "Caf\xc3\xa9");
	assert_memory_equal(
	    b.evidence.v[1].shows, v[1].shows, sizeof(v[1].shows));
}

static void
test_a_save_replaces_all_that_was_there(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102), b;
	struct evidence v[2];

	fill(&a, v);
	year_save(y, R102, &a);
	a = (struct answer){ .edition = 1, .nr_record = "", .plan = "" };
	a.row.owner = "";
	a.row.target_level = LEVEL_NONE;
	a.row.target_on = DAY_NONE;
	a.met[K2A] = true;
	year_save(y, R102, &a);
	b = year_read(y, R102);
	assert_int_equal(b.edition, 2);
	assert_false(b.met[K1A]);
	assert_true(b.met[K2A]);
	assert_string_equal(b.comment[K1B], "");
	assert_int_equal(b.evidence.n, 0);
	assert_int_equal(b.row.target_level, LEVEL_NONE);
	assert_int_equal(b.row.target_on, DAY_NONE);
	assert_false(b.row.not_relevant);
	assert_false(b.row.has_plan);
	assert_int_equal(b.row.level, 0);
	assert_int_equal(
	    raw_int(y->r, "SELECT count(*) FROM evidence_criterion"), 0);
}

static void
test_the_level_follows_from_the_ticks(void **state)
{
	static const struct {
		const char *met;
		int level;
	} cases[] = { { "", 0 }, { "1a", 0 }, { "1a 1b", 1 }, { "1a 1b 2a", 2 },
		{ "1a 1b 2a 3a", 3 }, { "2a 3a", 0 } };
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		tick(y, R101, &a, cases[i].met);
		a.row.level = 3; /* claimed, and not believed */
		year_save(y, R101, &a);
		assert_int_equal(a.row.level, cases[i].level);
		assert_int_equal(year_read(y, R101).row.level, cases[i].level);
	}
}

static void
test_somebody_who_saved_in_between_is_not_overwritten(void **state)
{
	struct year *y = *state;
	struct answer mine = year_read(y, R101), theirs = mine;
	int64_t rows;

	tick(y, R101, &theirs, "1a");
	year_save(y, R101, &theirs);
	rows = chain_rows(y->r, y->org->id);
	tick(y, R101, &mine, "1a 1b 2a");
	assert_err(
	    year_try_save(y, R101, &mine, &y->r->admin, true), ERR_CONFLICT);
	assert_int_equal(mine.edition, 0);
	assert_int_equal(year_read(y, R101).row.level, 0);
	assert_int_equal(year_state(y, R101), ANSWER_IN_PROGRESS);
	assert_int_equal(chain_rows(y->r, y->org->id), rows);
	mine.edition = theirs.edition;
	year_save(y, R101, &mine);
	mine.edition = 1; /* an old form, sent again */
	assert_err(
	    year_try_save(y, R101, &mine, &y->r->admin, false), ERR_CONFLICT);
}

static void
test_not_relevant_only_where_it_is_offered(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);

	a.row.not_relevant = true;
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, false), ERR_INVALID);
	assert_int_equal(year_read(y, R101).edition, 0);
	a = year_read(y, R102);
	a.row.not_relevant = true;
	year_save(y, R102, &a);
	assert_true(year_read(y, R102).row.not_relevant);
}

static void
test_a_complete_answer_is_not_changed_unless_reopened(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);

	assert_err(year_try_save(y, R101, &a, &y->r->assessor, true), OK);
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, false), ERR_DENIED);
	assert_err(year_confirm(y, R101), OK);
	a = year_read(y, R101);
	assert_err(
	    year_try_save(y, R101, &a, &y->r->assessor, true), ERR_DENIED);
	assert_err(year_reopen(y, R101, "An error"), OK);
	a = year_read(y, R101);
	year_save(y, R101, &a);
}

static void
test_a_repeated_form_is_saved_once(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	struct unit u = year_unit(y, &y->r->assessor);

	u.op = 991;
	assert_err(
	    answer_save(y->r->db, &u, &y->s, year_asks(y, R101), &a, false),
	    OK);
	assert_false(u.repeated);
	a.edition = 0; /* the same form again */
	assert_err(
	    answer_save(y->r->db, &u, &y->s, year_asks(y, R101), &a, false),
	    OK);
	assert_true(u.repeated);
	assert_int_equal(year_read(y, R101).edition, 1);
}

static void
test_an_answer_of_another_year_is_not_found(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);
	struct unit u = year_unit(y, &y->r->assessor);
	const struct requirement *other = &y->r->simple.requirements.v[R101];
	struct assessment none = y->s;

	assert_err(
	    answer_read(y->r->db, y->r->arena, &y->s, other, &a), ERR_NOTFOUND);
	assert_err(
	    answer_save(y->r->db, &u, &y->s, other, &a, false), ERR_NOTFOUND);
	assert_err(answer_complete(y->r->db, &u, &y->s, other), ERR_NOTFOUND);
	none.id = 5;
	assert_err(
	    answer_save(y->r->db, &u, &none, year_asks(y, R101), &a, false),
	    ERR_NOTFOUND);
	none = y->s;
	none.org = y->r->supplier.id;
	assert_err(
	    answer_read(y->r->db, y->r->arena, &none, year_asks(y, R101), &a),
	    ERR_NOTFOUND);
}

/* What the list says of each is what reading it alone says. */
static void
assert_list_agrees(struct year *y)
{
	struct answer_row *rows;
	size_t i;

	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	for (i = 0; i < SET_REQUIREMENTS; i++) {
		struct answer a = year_read(y, i);

		assert_int_equal(rows[i].state, a.row.state);
		assert_int_equal(rows[i].level, a.row.level);
		assert_int_equal(rows[i].previous, a.row.previous);
		assert_int_equal(rows[i].not_relevant, a.row.not_relevant);
		assert_int_equal(rows[i].target_level, a.row.target_level);
		assert_string_equal(rows[i].owner, a.row.owner);
		assert_int_equal(rows[i].has_plan, a.row.has_plan);
		assert_int_equal(rows[i].plan_accepted, a.row.plan_accepted);
		assert_int_equal(rows[i].evidence, a.evidence.n);
		assert_false(rows[i].exempt);
	}
}

static void
test_the_list_agrees_with_each_answer(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102);
	struct evidence v[2];

	assert_list_agrees(y);
	fill(&a, v);
	year_save(y, R102, &a);
	a = year_read(y, R104);
	assert_err(year_try_save(y, R104, &a, &y->r->assessor, true), OK);
	assert_list_agrees(y);
	assert_err(year_accept(y, R102), OK);
	assert_err(year_confirm(y, R104), OK);
	assert_list_agrees(y);
	a = year_read(y, R102);
	a.evidence.n = 1;
	a.plan = "Another one.";
	year_save(y, R102, &a);
	assert_list_agrees(y);
	a.evidence.n = 0;
	a.plan = "";
	year_save(y, R102, &a);
	assert_list_agrees(y);
	assert_err(year_reopen(y, R104, "An error"), OK);
	assert_list_agrees(y);
}

/* By their name, and not by what they sign in with. */
static void
test_who_changed_it_is_a_name(void **state)
{
	struct year *y = *state;
	struct unit u = year_unit(y, NULL);
	struct person p = y->r->assessor;
	struct answer a = year_read(y, R101);
	struct audit_rows rows;

	p.name = "Daniel Osei";
	assert_err(person_change(y->r->db, &u, &p), OK);
	year_save(y, R101, &a);
	a = year_read(y, R101);
	assert_string_equal(a.changed_by, "Daniel Osei");
	assert_err(
	    audit_of(y->r->db, y->r->arena, y->org->id, a.row.id, 10, &rows),
	    OK);
	assert_string_equal(rows.v[0].actor, "Daniel Osei");
	/* The trail as a whole keeps to what was written. */
	assert_err(
	    audit_page(y->r->db, y->r->arena, y->org->id, 0, 1, &rows), OK);
	assert_string_equal(rows.v[0].actor, "daniel");
}

static void
test_exempt_is_told_by_organisation_and_by_type(void **state)
{
	struct year *y = *state;
	struct answer_row *rows;

	assert_int_equal(
	    raw(y->r, "INSERT INTO exemption (id, org_id, "
		      "org_type, version, number, reason, granted_at) SELECT "
		      "1, id, NULL, "
		      "'14', '101', 'x', 0 FROM org WHERE code = "
		      "'RX901'; INSERT INTO exemption (id, org_id, "
		      "org_type, version, number, reason, granted_at) VALUES "
		      "(2, NULL, 'ACU', '14', '103', 'x', 0), "
		      "(3, NULL, 'CTP', '14', '104', 'x', 0), "
		      "(4, NULL, 'ACU', '13', '102', 'x', 0)"),
	    SQLITE_OK);
	assert_err(
	    answer_list(y->r->db, y->r->arena, &y->s, y->set, &rows), OK);
	assert_true(rows[R101].exempt);
	assert_false(rows[R102].exempt);
	assert_true(rows[R103].exempt);
	assert_false(rows[R104].exempt);
}

static void
test_each_save_is_in_the_audit_trail_whole(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R102);
	struct evidence v[2];

	fill(&a, v);
	year_save(y, R102, &a);
	assert_int_equal(
	    raw_int(y->r,
		"SELECT count(*) FROM audit WHERE action = 'answer.save' AND "
		"actor = 'daniel' AND source = 'web' AND detail = "
		"'{\"requirement\":\"102\",\"state\":\"in-progress\","
		"\"level\":1,\"met\":[\"1a\",\"1b\"],\"not_relevant\":true,"
		"\"not_relevant_record\":\"Minute 7\",\"target_level\":3,"
		"\"target_on\":\"2027-03-31\",\"owner\":\"J. Smith\","
		"\"plan\":\"First,\\nthen.\",\"comments\":{\"1b\":\"Two\\n"
		"lines\",\"3a\":\"Not yet\"},\"evidence\":[{\"criteria\":"
		"[\"1a\",\"3b\"],\"title\":\"Minutes \\\"7\\\"\","
		"\"reference\":\"Drawer 3\"},{\"criteria\":[\"2a\"],"
		"\"title\":\"Caf\xc3\xa9\",\"reference\":\"\"}]}'"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_a_new_answer_is_empty),
		with_year(test_all_that_is_saved_is_read_back),
		with_year(test_a_save_replaces_all_that_was_there),
		with_year(test_the_level_follows_from_the_ticks),
		with_year(
		    test_somebody_who_saved_in_between_is_not_overwritten),
		with_year(test_not_relevant_only_where_it_is_offered),
		with_year(
		    test_a_complete_answer_is_not_changed_unless_reopened),
		with_year(test_a_repeated_form_is_saved_once),
		with_year(test_an_answer_of_another_year_is_not_found),
		with_year(test_the_list_agrees_with_each_answer),
		with_year(test_who_changed_it_is_a_name),
		with_year(test_exempt_is_told_by_organisation_and_by_type),
		with_year(test_each_save_is_in_the_audit_trail_whole),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
