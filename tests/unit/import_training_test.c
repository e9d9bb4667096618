/* import_training_test.c - files of completions: the table of clashes. */
#include "../../core/import_day.h"
#include "import_set.h"

#define HEAD                                                                   \
	"Assignment Number,Competence Name,Required,Met,Completion Date,"      \
	"Expiry Date\n"

static struct staff
kofi(struct records *r)
{
	records_fill(r);
	return staff_made(r, "0012", "Kofi", "Mensah");
}

static int64_t
completions(struct records *r)
{
	return raw_int(r, "SELECT count(*) FROM completion");
}

static void
test_a_file_of_completions(void **state)
{
	static const char text[] = HEAD
	    "0012-2,000 Data Security Awareness - Level 1,Yes,Yes,01-APR-2026,"
	    "01/04/2027\n"
	    "0012,ig-annual,Yes,,02/04/2026 09:30:00,\n"
	    "0012,Password Management,No,Y,2026-04-03T00:00:00,2026-04-03\n"
	    "0012,IG-ANNUAL,Yes,No,01-JAN-2020,\n"
	    "0012,IG-ANNUAL,Yes,Yes,,\n";
	struct records *r = *state;
	struct completions all;
	struct staff s = kofi(r);
	struct file f;

	take_text(r, &f, IMPORT_TRAINING, text);
	counts_are(&f.report, 3, 0, 0, 0);
	assert_int_equal(f.report.skipped, 2);
	assert_int_equal(f.report.differing, 1);
	assert_err(
	    training_record(r->db, r->arena, r->trust.id, s.id, &all), OK);
	assert_int_equal(all.n, 3);
	assert_int_equal(all.v[0].source, FROM_IMPORT);
	assert_int_equal(all.v[0].import, f.report.run);
	assert_string_equal(all.v[0].course, "PASSWORDS");
	assert_int_equal(all.v[0].expires_on, day_make(2029, 4, 3));
	assert_int_equal(all.v[1].done_on, day_make(2026, 4, 2));
	assert_int_equal(all.v[2].expires_on, day_make(2027, 4, 1));
	/* The same file, and the same under another name of the course. */
	take_text(r, &f, IMPORT_TRAINING, text);
	counts_are(&f.report, 0, 0, 3, 0);
	take_text(r, &f, IMPORT_TRAINING,
	    "Employee Number,Course,Completed\n0012,IG-ANNUAL,01/04/2026\n");
	counts_are(&f.report, 0, 0, 1, 0);
	assert_int_equal(completions(r), 3);
}

static void
test_rows_that_are_refused(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct staff s = kofi(r), gone;
	struct file f;

	u = unit_of(&r->trust, &r->admin);
	gone = staff_made(r, "0013", "Gone", "Away");
	gone.ends_on = day_make(2026, 6, 30);
	assert_err(staff_change(r->db, &u, &gone), OK);
	take_text(r, &f, IMPORT_TRAINING,
	    HEAD "12,IG-ANNUAL,Yes,Yes,01/04/2026,\n"
		 ",IG-ANNUAL,Yes,Yes,01/04/2026,\n"
		 "0012,Fire safety,Yes,Yes,01/04/2026,\n"
		 "0012,,Yes,Yes,01/04/2026,\n"
		 "0012,IG-ANNUAL,Yes,Yes,27/11/2026,\n"
		 "0012,IG-ANNUAL,Yes,Yes,31/03/2024,\n"
		 "0012,IG-ANNUAL,Yes,Yes,31/04/2026,\n"
		 "0012,IG-ANNUAL,Yes,Yes,04/30/2026,\n"
		 "0012,IG-ANNUAL,Yes,Yes,01/04/2026,never\n"
		 "0012,IG-ANNUAL,Yes,perhaps,01/04/2026,\n"
		 "0013,IG-ANNUAL,Yes,Yes,01/07/2026,\n"
		 "0012,IG-ANNUAL,Yes,Yes,=TODAY(),\n"
		 "0013,IG-ANNUAL,Yes,Yes,30/06/2026,\n"
		 "0012,IG-ANNUAL,Yes,Yes,26/11/2026,\n");
	counts_are(&f.report, 2, 0, 0, 12);
	line_says(&f.report.refusals, 2,
	    "Nobody on record has the employee "
	    "number 12");
	line_says(&f.report.refusals, 3, "employee number is missing");
	line_says(&f.report.refusals, 4, "name Fire safety");
	line_says(&f.report.refusals, 5, "name of the course is missing");
	line_says(&f.report.refusals, 6, "today or in the past");
	line_says(
	    &f.report.refusals, 7, "first day of work here, 1 April 2024");
	line_says(&f.report.refusals, 8, "\"31/04/2026\" is no day");
	line_says(&f.report.refusals, 9, "\"04/30/2026\" is no day");
	line_says(&f.report.refusals, 10, "expiry date \"never\"");
	line_says(&f.report.refusals, 11, "\"perhaps\" does not say");
	line_says(&f.report.refusals, 12, "do not work here on this day");
	line_says(&f.report.refusals, 13, "\"=TODAY()\" is no day");
	assert_int_equal(completions(r), 2);
	assert_int_equal(s.id, staff_held(r, "0012").id);
}

static void
test_rows_of_one_person_and_course(void **state)
{
	struct records *r = *state;
	struct file f;

	kofi(r);
	take_text(r, &f, IMPORT_TRAINING,
	    HEAD "0012,IG-ANNUAL,,,01/06/2026,\n"
		 "0012,IG-ANNUAL,,,01/06/2026,\n"
		 "0012,Information governance, yearly,,,02/06/2026,x\n"
		 "0012,IG-ANNUAL,,,01/05/2024,31/12/4712\n");
	counts_are(&f.report, 2, 0, 1, 1);
	assert_int_equal(f.report.expired, 1);
	assert_int_equal(f.report.differing, 1);
	/* Earlier than what is on record: history. */
	take_text(r, &f, IMPORT_TRAINING,
	    HEAD "0012,\"Information governance, yearly\",,,30/05/2026,\n");
	counts_are(&f.report, 1, 0, 0, 0);
	assert_int_equal(f.report.expired, 0);
	assert_int_equal(completions(r), 3);
}

/* What was corrected by hand is not brought back by an old file. */
static void
test_a_correction_stands(void **state)
{
	static const char text[] = HEAD "0012,IG-ANNUAL,,,01/06/2026,\n"
					"0012,IG-ANNUAL,,,02/06/2026,\n";
	struct records *r = *state;
	struct completion fix = { .score = -1,
		.statement = "",
		.place = "",
		.source = FROM_IMPORT,
		.reason = "was not there" };
	enum completion_fault fault;
	struct unit u;
	struct file f;

	kofi(r);
	take_text(r, &f, IMPORT_TRAINING, text);
	u = unit_of(&r->trust, &r->admin);
	fix.supersedes = raw_int(
	    r, "SELECT id FROM completion WHERE done_on = '2026-06-01'");
	fix.void_ = true;
	assert_err(training_correct(r->db, &u, &fix, TODAY, &fault), OK);
	fix.supersedes = raw_int(
	    r, "SELECT id FROM completion WHERE done_on = '2026-06-02'");
	fix.void_ = false;
	fix.done_on = day_make(2026, 6, 3);
	assert_err(training_correct(r->db, &u, &fix, TODAY, &fault), OK);
	take_text(r, &f, IMPORT_TRAINING, text);
	counts_are(&f.report, 0, 0, 2, 0);
	assert_int_equal(completions(r), 4);
}

static void
test_scores(void **state)
{
	struct records *r = *state;
	struct file f;

	kofi(r);
	take_text(r, &f, IMPORT_TRAINING,
	    "Staff Number\tCourse\tDate completed\tScore\n"
	    "0012\tPASSWORDS\t01/06/2026\t85 %\n"
	    "0012\tSECURITY\t01/06/2026\t79\n"
	    "0012\tRISK\t01/06/2026\t101\n"
	    "0012\tRISK\t01/06/2026\t\n"
	    "0012\tRECORDS\t01/06/2026\t100.0\n");
	counts_are(&f.report, 3, 0, 0, 2);
	line_says(&f.report.refusals, 3, "at least the pass mark, 80");
	line_says(&f.report.refusals, 4, "number from 0 to 100");
	assert_int_equal(raw_int(r, "SELECT score FROM completion "
				    "WHERE course = 'PASSWORDS'"),
	    85);
}

static void
test_refused_rows_can_be_sent_again(void **state)
{
	struct records *r = *state;
	struct buf csv = { 0 };
	struct import_run_rows runs;
	struct import_lines lines;
	struct file f;
	char *text, *at;

	kofi(r);
	take_text(r, &f, IMPORT_TRAINING,
	    HEAD "0012,\"=HYPERLINK(\"\"x\"\")\",,,01/06/2026,\n"
		 "0099,IG-ANNUAL,,,02/06/2026,\n");
	counts_are(&f.report, 0, 0, 0, 2);
	assert_err(import_refused_csv(
		       r->db, r->arena, r->trust.id, f.report.run, &csv),
	    OK);
	text = arena_text(r->arena, buf_text(&csv));
	buf_clear(&csv);
	assert_true(strncmp(text, "\xef\xbb\xbf\"Line\",\"Reason\",", 17) == 0);
	assert_non_null(strstr(text, ",\"'=HYPERLINK(\"\"x\"\")\","));
	assert_null(strstr(text, ",\"="));
	at = strstr(text, "\"0099\"");
	memcpy(at, "\"0012\"", 6);
	take_text(r, &f, IMPORT_TRAINING, text);
	counts_are(&f.report, 1, 0, 0, 1);
	/* Another organisation does not see them. */
	assert_err(import_refused_csv(
		       r->db, r->arena, r->supplier.id, f.report.run, &csv),
	    ERR_NOTFOUND);
	assert_err(import_run_refused(
		       r->db, r->arena, r->supplier.id, f.report.run, &lines),
	    OK);
	assert_int_equal(lines.n, 0);
	assert_err(
	    import_runs(r->db, r->arena, r->trust.id, true, 10, &runs), OK);
	assert_int_equal(runs.n, 2);
	assert_int_equal(runs.v[0].refused, 1);
	assert_int_equal(runs.v[1].refused, 2);
	assert_string_equal(runs.v[0].by, "priya");
	assert_err(
	    import_runs(r->db, r->arena, r->supplier.id, true, 10, &runs), OK);
	assert_int_equal(runs.n, 0);
	buf_clear(&csv);
}

/* ---- columns and profiles ---- */

static void
test_profiles(void **state)
{
	static const char text[] = "Who,What,When,Staff Number\n"
				   "0012,IG-ANNUAL,01/06/2026,x\n";
	struct records *r = *state;
	struct import_profiles all;
	struct import_columns c;
	struct unit u;
	struct file f;
	char why[CSV_WHY];

	kofi(r);
	memset(&f, 0, sizeof(f));
	f.source = csv_memory(&f.memory, text, strlen(text));
	assert_err(csv_look(&f.source, &f.nature, why), OK);
	assert_err(import_headers(r->arena, &f.source, &f.nature, &c, why), OK);
	import_guess(IMPORT_TRAINING, &c);
	assert_non_null(
	    strstr(import_columns_fault(r->arena, IMPORT_TRAINING, &c),
		"hold the course or competence"));
	c.as[0] = IMPORT_NUMBER;
	assert_non_null(strstr(
	    import_columns_fault(r->arena, IMPORT_TRAINING, &c), "hold the"));
	c.as[1] = IMPORT_COURSE;
	c.as[2] = IMPORT_DONE;
	assert_non_null(
	    strstr(import_columns_fault(r->arena, IMPORT_TRAINING, &c),
		"\"Who\" and \"Staff Number\""));
	c.as[3] = IMPORT_NONE;
	assert_null(import_columns_fault(r->arena, IMPORT_TRAINING, &c));
	u = unit_of(&r->trust, &r->admin);
	assert_err(import_profile_save(r->db, &u, IMPORT_TRAINING, "", &c),
	    ERR_INVALID);
	assert_err(import_profile_save(r->db, &u, IMPORT_TRAINING, " x", &c),
	    ERR_INVALID);
	assert_err(import_profile_save(r->db, &u, IMPORT_TRAINING, "ESR", &c),
	    ERR_CONFLICT);
	assert_err(
	    import_profile_save(r->db, &u, IMPORT_TRAINING, "lms", &c), OK);
	assert_err(
	    import_profile_save(r->db, &u, IMPORT_TRAINING, "lms", &c), OK);
	memset(c.as, 0, sizeof(c.as));
	assert_err(import_profile_use(r->db, r->arena, r->supplier.id,
		       IMPORT_TRAINING, "lms", &c),
	    ERR_NOTFOUND);
	assert_err(import_profile_use(
		       r->db, r->arena, r->trust.id, IMPORT_STAFF, "lms", &c),
	    ERR_NOTFOUND);
	assert_err(import_profile_use(r->db, r->arena, r->trust.id,
		       IMPORT_TRAINING, "lms", &c),
	    OK);
	assert_int_equal(c.as[0], IMPORT_NUMBER);
	assert_int_equal(c.as[1], IMPORT_COURSE);
	assert_int_equal(c.as[2], IMPORT_DONE);
	assert_int_equal(c.as[3], IMPORT_NONE);
	assert_err(import_profiles(
		       r->db, r->arena, r->trust.id, IMPORT_TRAINING, &all),
	    OK);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0], "lms");
}

static void
test_columns_are_known_in_any_order_and_case(void **state)
{
	static const char text[] =
	    "expiry date;Met?;POSITION;completion_date;Competence  Name;"
	    "Organisation Unit;Staff Group;Name;Assignment/Employee Number;"
	    "Required (Yes/No)\n";
	struct records *r = *state;
	static const enum import_field want[] = { IMPORT_EXPIRES, IMPORT_MET,
		IMPORT_POSITION, IMPORT_DONE, IMPORT_COURSE, IMPORT_UNIT,
		IMPORT_GROUP, IMPORT_NAME, IMPORT_ASSIGNMENT, IMPORT_REQUIRED };
	struct file f;
	size_t i;

	file_open(r, &f, IMPORT_TRAINING, text);
	assert_int_equal(f.columns.n, COUNT(want));
	for (i = 0; i < COUNT(want); i++)
		assert_int_equal(f.columns.as[i], want[i]);
}

static void
test_days_of_files(void **state)
{
	static const struct {
		const char *text;
		int y, m, d;
	} good[] = { { "31/03/2026", 2026, 3, 31 }, { "1/4/2026", 2026, 4, 1 },
		{ "01-APR-2026", 2026, 4, 1 }, { "1-Apr-2026", 2026, 4, 1 },
		{ "01 April 2026", 2026, 4, 1 }, { "2026-04-01", 2026, 4, 1 },
		{ "2026-04-01T09:30:00Z", 2026, 4, 1 },
		{ "2026-04-01 09:30", 2026, 4, 1 },
		{ "01/04/2026 9:30 PM", 2026, 4, 1 },
		{ "29/02/2024", 2024, 2, 29 }, { "01-04-2026", 2026, 4, 1 } };
	static const char *const bad[] = { "29/02/2026", "31-APR-2026",
		"2026-13-01", "2026/04/01", "01/04/26", "01-APR-26", "45678",
		"=TODAY()", "01/04-2026", "1-Ap-2026", "01/04/2026x",
		"01/04/2026 x", "2026-04-01T", "32/01/2026", "0/1/2026",
		"01//2026", "20260401", "01/04/20266", " 01/04/2026",
		"31-DEB-4712", "31/02/4712" };
	size_t i;
	day on;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		if (!import_day(good[i].text, &on))
			fail_msg("%s", good[i].text);
		assert_int_equal(on, day_make(good[i].y, good[i].m, good[i].d));
	}
	for (i = 0; i < COUNT(bad); i++)
		if (import_day(bad[i], &on))
			fail_msg("taken: %s", bad[i]);
	assert_true(import_day("", &on));
	assert_int_equal(on, DAY_NONE);
	assert_true(import_day("31-DEC-4712", &on));
	assert_int_equal(on, DAY_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_file_of_completions),
		with_records(test_rows_that_are_refused),
		with_records(test_rows_of_one_person_and_course),
		with_records(test_a_correction_stands),
		with_records(test_scores),
		with_records(test_refused_rows_can_be_sent_again),
		with_records(test_profiles),
		with_records(test_columns_are_known_in_any_order_and_case),
		cmocka_unit_test(test_days_of_files),
	};

	return cmocka_run_group_tests_name(
	    "import_training", tests, NULL, NULL);
}
