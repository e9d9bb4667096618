/* exchange_year_test.c - answers taken in from a file, and given out. */
#include "exchange.h"
#include "records_year.h"

static enum err
take_in(struct year *y, const char *text, struct buf *faults)
{
	struct unit u = year_unit(y, NULL);
	struct exchange x;

	buf_reset(faults);
	assert_err(
	    exchange_read(y->r->arena, "p", text, strlen(text), &x, faults),
	    OK);
	return assessment_import(
	    y->r->db, y->r->arena, &u, &y->s, y->set, &x, faults);
}

static void
assert_taken(struct year *y, const char *text)
{
	struct buf faults = { 0 };

	assert_err(take_in(y, text, &faults), OK);
	assert_int_equal(faults.n, 0);
	buf_clear(&faults);
}

static const char *
give_out(struct year *y)
{
	struct exchange x;
	struct buf out = { 0 };
	const char *text;

	assert_err(
	    assessment_export(y->r->db, y->r->arena, y->org, &y->s, y->set, &x),
	    OK);
	exchange_write(&x, &out);
	text = arena_text(y->r->arena, buf_text(&out));
	buf_clear(&out);
	return text;
}

#define HEAD(code, type)                                                       \
	"{\"format\":\"igtk-assessment\",\"schema\":1,\"organisation\":"       \
	"{\"code\":\"" code "\",\"name\":\"" code "\",\"type\":\"" type        \
	"\"},\"version\":\"14\",\"answers\":["
#define FULL_101                                                               \
	"\n{\"requirement\":\"101\",\"met\":[\"1a\",\"1b\",\"2a\"],"           \
	"\"not_relevant\":false,\"target\":{\"level\":3,\"date\":"             \
	"\"2027-03-31\"},\"owner\":\"J. Smith\",\"plan\":\"First,\\nthen.\","  \
	"\"comments\":{\"1a\":\"Done.\",\"3b\":\"Never\"},\"evidence\":["      \
	"{\"criteria\":[\"1a\",\"1b\"],\"title\":\"Job description\","         \
	"\"reference\":\"Drawer 3\"},{\"criteria\":[\"2a\"],\"title\":"        \
	"\"Plan\"}]}"
#define NR_102                                                                 \
	",\n{\"requirement\":\"102\",\"met\":[],\"not_relevant\":true,"        \
	"\"not_relevant_record\":\"Minute 7\"}"
#define PREVIOUS                                                               \
	"],\"previous\":{\"version\":\"13\",\"levels\":{\"101\":3,"            \
	"\"104\":0}}}\n"

static void
test_what_is_taken_in_is_given_out_again(void **state)
{
	static const char file[] =
	    HEAD("RX901", "ACU") FULL_101 NR_102 PREVIOUS;
	struct year *y = *state;
	struct answer a;

	assert_taken(y, file);
	year_find(y);
	assert_string_equal(give_out(y), file);
	a = year_read(y, R101);
	assert_int_equal(a.row.state, ANSWER_IN_PROGRESS);
	assert_int_equal(a.row.level, 2);
	assert_int_equal(a.row.previous, 3);
	assert_string_equal(y->s.previous, "13");
	assert_true(year_read(y, R102).row.not_relevant);
	assert_int_equal(year_state(y, R103), ANSWER_NOT_STARTED);
	assert_int_equal(year_read(y, R104).row.previous, 0);
}

static void
test_in_the_simplified_workflow_it_is_complete(void **state)
{
	static const char file[] = HEAD("8XX01", "CTP") FULL_101 "]}\n";
	struct year *y = *state;

	year_simple(y);
	assert_taken(y, file);
	assert_int_equal(year_state(y, R101), ANSWER_COMPLETE);
	assert_int_equal(year_state(y, R102), ANSWER_NOT_STARTED);
	assert_string_equal(give_out(y), file);
}

/* The export of one organisation taken in by another gives the same. */
static void
test_there_and_back_into_another_organisation(void **state)
{
	struct year *y = *state;
	const char *first;
	struct org other;

	assert_taken(y, HEAD("RX901", "ACU") FULL_101 NR_102 PREVIOUS);
	year_find(y);
	first = give_out(y);
	records_org(y->r, &other, "RX902", "ACU");
	records_group(y->r, &other, 1, "J. Smith");
	year_open(y, &other, &y->r->full);
	assert_taken(y, first);
	year_find(y);
	assert_string_equal(
	    strstr(give_out(y), "\"version\""), strstr(first, "\"version\""));
}

static void
test_listed_answers_replace_and_others_stay(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R103);

	tick(y, R103, &a, "1a 1b");
	year_save(y, R103, &a);
	assert_taken(y, HEAD("RX901", "ACU") FULL_101 "]}");
	assert_taken(y, HEAD("RX901", "ACU") "{\"requirement\":\"101\"}]}");
	a = year_read(y, R101);
	assert_int_equal(a.row.level, 0);
	assert_int_equal(a.evidence.n, 0);
	assert_string_equal(a.row.owner, "Information governance lead");
	assert_int_equal(a.edition, 2);
	assert_int_equal(year_read(y, R103).row.level, 1);
	assert_int_equal(year_read(y, R103).edition, 1);
}

static void
test_levels_of_the_year_before_make_maintenance_bind(void **state)
{
	struct year *y = *state;
	struct answer a = year_read(y, R101);

	tick(y, R101, &a, "1a 1b 2a 3a");
	year_save(y, R101, &a);
	assert_int_equal(year_read(y, R101).row.level, 3);
	assert_taken(y, HEAD("RX901", "ACU") PREVIOUS);
	assert_int_equal(year_read(y, R101).row.previous, 3);
	assert_int_equal(year_read(y, R101).row.level, 2);
}

static void
test_an_earlier_year_held_here_is_believed_over_the_files(void **state)
{
	struct year *y = *state;
	struct catalogue c;

	year_published(y, "1a 1b 2a");
	set_make(y->r->arena, &c, "15", "ACU", WORKFLOW_FULL);
	records_store(y->r, &c);
	year_open(y, &y->r->trust, &c);
	assert_taken(y, HEAD("RX901", "ACU") FULL_101 PREVIOUS);
	assert_int_equal(year_read(y, R101).row.previous, 2);
	year_find(y);
	assert_string_equal(y->s.previous, "14");
}

static void
test_nothing_to_take_in_writes_nothing(void **state)
{
	struct year *y = *state;
	int64_t rows = chain_rows(y->r, y->org->id);

	assert_taken(y, HEAD("RX901", "ACU") "]}");
	assert_int_equal(chain_rows(y->r, y->org->id), rows);
}

/* ---- refused whole ---- */

static void
test_every_fault_is_told_and_nothing_is_taken_in(void **state)
{
	static const struct {
		const char *answers, *fault;
	} cases[] = {
		{ "{\"requirement\":\"999\"}]}",
		    "$.answers[1].requirement: ACU 14 has no requirement "
		    "999\n" },
		{ "{\"requirement\":\"103\",\"met\":[\"1c\"]}]}",
		    "$.answers[1].met: requirement 103 has no criterion 1c\n" },
		{ "{\"requirement\":\"103\",\"comments\":{\"2b\":\"x\"}}]}",
		    "$.answers[1].comments: requirement 103 has no criterion "
		    "2b\n" },
		{ "{\"requirement\":\"103\",\"evidence\":[{\"criteria\":"
		  "[\"3c\"],\"title\":\"x\"}]}]}",
		    "$.answers[1].evidence: requirement 103 has no criterion "
		    "3c\n" },
		{ "{\"requirement\":\"103\",\"not_relevant\":true}]}",
		    "$.answers[1].not_relevant: requirement 103 may not be "
		    "called not relevant\n" },
		{ "{\"requirement\":\"103\"}],\"previous\":{\"version\":"
		  "\"13\",\"levels\":{\"998\":1}}}",
		    "$.previous.levels: ACU 14 has no requirement 998\n" },
	};
	struct year *y = *state;
	int64_t rows = chain_rows(y->r, y->org->id);
	struct buf faults = { 0 };
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		assert_err(
		    take_in(y,
			arena_printf(y->r->arena, "%s%s,%s",
			    HEAD("RX901", "ACU"), FULL_101, cases[i].answers),
			&faults),
		    ERR_INVALID);
		assert_string_equal(buf_text(&faults), cases[i].fault);
		assert_int_equal(year_read(y, R101).edition, 0);
	}
	assert_int_equal(chain_rows(y->r, y->org->id), rows);
	buf_clear(&faults);
}

static void
test_a_file_of_another_type_is_refused(void **state)
{
	struct year *y = *state;
	struct buf faults = { 0 };

	assert_err(take_in(y, HEAD("RX901", "CTP") FULL_101 "]}", &faults),
	    ERR_INVALID);
	assert_string_equal(buf_text(&faults),
	    "$.organisation.type: the year asks the requirements of type ACU, "
	    "not CTP\n");
	buf_clear(&faults);
}

/* The year keeps the set it was opened with, and its file says so. */
static void
test_there_and_back_after_a_change_of_type(void **state)
{
	struct year *y = *state;
	struct org dental = *y->org;
	struct buf faults = { 0 };
	const char *file;

	dental.type = "DEN";
	y->org = &dental;
	assert_err(take_in(y, HEAD("RX901", "ACU") FULL_101 "]}", &faults), OK);
	file = give_out(y);
	assert_non_null(strstr(file, "\"type\":\"ACU\""));
	assert_taken(y, file);
	assert_string_equal(give_out(y), file);
	assert_err(take_in(y, HEAD("RX901", "DEN") FULL_101 "]}", &faults),
	    ERR_INVALID);
	assert_string_equal(buf_text(&faults),
	    "$.organisation.type: the year asks the requirements of type ACU, "
	    "not DEN\n");
	buf_clear(&faults);
}

static void
test_a_confirmed_answer_stops_the_whole_file(void **state)
{
	static const char file[] = HEAD("RX901", "ACU") FULL_101 NR_102 "]}";
	struct year *y = *state;
	struct buf faults = { 0 };

	assert_err(year_complete(y, R102), OK);
	assert_err(year_confirm(y, R102), OK);
	assert_err(take_in(y, file, &faults), ERR_DENIED);
	assert_int_equal(year_read(y, R101).edition, 0);
	assert_err(year_complete(y, R101), OK);
	assert_err(year_confirm(y, R101), OK);
	assert_err(
	    take_in(y, HEAD("RX901", "ACU") PREVIOUS, &faults), ERR_DENIED);
	assert_int_equal(year_read(y, R101).row.previous, LEVEL_NONE);
	assert_err(year_reopen(y, R101, "To be taken in anew"), OK);
	assert_err(year_reopen(y, R102, "To be taken in anew"), OK);
	assert_err(take_in(y, file, &faults), OK);
	buf_clear(&faults);
}

static void
test_a_confirmed_or_published_year_takes_nothing_in(void **state)
{
	static const char file[] = HEAD("RX901", "ACU") FULL_101 "]}";
	struct assessment stale;
	struct year *y = *state;
	struct buf faults = { 0 };

	stale = y->s;
	year_ready(y, "1a 1b 2a");
	assert_err(take_in(y, file, &faults), ERR_DENIED);
	assert_err(year_publish(y), OK);
	assert_err(take_in(y, file, &faults), ERR_DENIED);
	y->s = stale;
	assert_err(take_in(y, file, &faults), ERR_DENIED);
	assert_err(
	    take_in(y, HEAD("RX901", "ACU") PREVIOUS, &faults), ERR_DENIED);
	buf_clear(&faults);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_year(test_what_is_taken_in_is_given_out_again),
		with_year(test_in_the_simplified_workflow_it_is_complete),
		with_year(test_there_and_back_into_another_organisation),
		with_year(test_listed_answers_replace_and_others_stay),
		with_year(test_levels_of_the_year_before_make_maintenance_bind),
		with_year(
		    test_an_earlier_year_held_here_is_believed_over_the_files),
		with_year(test_nothing_to_take_in_writes_nothing),
		with_year(test_every_fault_is_told_and_nothing_is_taken_in),
		with_year(test_a_file_of_another_type_is_refused),
		with_year(test_there_and_back_after_a_change_of_type),
		with_year(test_a_confirmed_answer_stops_the_whole_file),
		with_year(test_a_confirmed_or_published_year_takes_nothing_in),
	};

	return cmocka_run_group_tests_name("exchange_year", tests, NULL, NULL);
}
