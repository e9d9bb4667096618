/* import_staff_test.c - files of staff: what each row does to the records. */
#include "import_set.h"

#define HEAD                                                                   \
	"Employee Number,First Name,Last Name,Organisation Unit,"              \
	"Staff Group,Position,Start Date,End Date,Manager Employee Number\n"

static void
test_a_file_makes_staff_groups_and_managers(void **state)
{
	static const char text[] = HEAD
	    "0012,Kofi,Mensah,Ward 6,Nurses,Nurse,01/04/2024,,0007\n"
	    "0007,Ann,O'Neil,Ward 6,nurses,Matron,2020-02-29,,\n"
	    "13/A,=cmd(),@Smith,,Doctors,,01-MAR-2021,31-DEC-4712,0007-2\n";
	struct records *r = *state;
	struct file f;
	struct staff s;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF, text);
	counts_are(&f.report, 3, 0, 0, 0);
	assert_int_equal(f.report.groups, 2);
	s = staff_held(r, "0012");
	assert_string_equal(s.first_name, "Kofi");
	assert_string_equal(s.group_name, "Nurses");
	assert_string_equal(s.unit, "Ward 6");
	assert_int_equal(s.starts_on, day_make(2024, 4, 1));
	assert_int_equal(s.manager, staff_held(r, "0007").id);
	s = staff_held(r, "13/A");
	assert_string_equal(s.first_name, "=cmd()");
	assert_string_equal(s.last_name, "@Smith");
	assert_int_equal(s.ends_on, DAY_NONE);
	assert_int_equal(s.manager, staff_held(r, "0007").id);
	/* The same once more changes nothing. */
	take_text(r, &f, IMPORT_STAFF, text);
	counts_are(&f.report, 0, 0, 3, 0);
	assert_int_equal(f.report.groups, 0);
}

static void
test_what_a_file_lacks_stays(void **state)
{
	struct records *r = *state;
	struct file f;
	struct staff s;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF,
	    "Staff No;Surname;Forename;Department;Email;Badge\n"
	    "1;Mensah;Kofi;Ward 6;k@trust.example;B1\n"
	    "2;Rao;Sunita;Ward 7;;\n");
	counts_are(&f.report, 2, 0, 0, 0);
	take_text(r, &f, IMPORT_STAFF,
	    "Employee Number,Name,Position Title\n"
	    "1,\"Mensah, Mr. Kofi\",Matron\n2,Dr Sunita Rao,\n");
	counts_are(&f.report, 0, 1, 1, 0);
	s = staff_held(r, "1");
	assert_string_equal(s.position, "Matron");
	assert_string_equal(s.unit, "Ward 6");
	assert_string_equal(s.mail, "k@trust.example");
	assert_string_equal(s.badge, "B1");
	/* An empty cell empties the field. */
	take_text(r, &f, IMPORT_STAFF,
	    "Employee Number,First Name,Last Name,Department,Badge\n"
	    "1,Kofi,Mensah,,\n2,Sunita,Rao,Ward 7,B1\n");
	counts_are(&f.report, 0, 2, 0, 0);
	assert_string_equal(staff_held(r, "1").unit, "");
	assert_string_equal(staff_held(r, "2").badge, "B1");
}

static void
test_bad_rows_are_refused_and_the_others_taken(void **state)
{
	struct records *r = *state;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF,
	    HEAD ",No,Number,,,,,,\n"
		 "2,,Nofirst,,,,,,\n"
		 "3,Nolast,,,,,,,\n"
		 "=1+1,For,Mula,,,,,,\n"
		 "1.2E+07,Ex,Cel,,,,,,\n"
		 "123456789012345678901,Too,Long,,,,,,\n"
		 "7,Bad,Day,,,,31/02/2024,,\n"
		 "8,Short,Year,,,,01/02/24,,\n"
		 "9,End,Early,,,,01/02/2024,31/01/2024,\n"
		 "10,Hid\xe2\x80\xae"
		 "den,Mark,,,,,,\n"
		 "11,Many,Cells,,,,,,,x\n"
		 "12,Open,\"Quote\"x,,,,,,\n"
		 "13,\"Two\nlines\",Name,,,,,,\n"
		 "15,Fine,Row,,,,29/02/2024,,\n");
	counts_are(&f.report, 1, 0, 0, 13);
	line_says(&f.report.refusals, 2, "employee number is missing");
	line_says(&f.report.refusals, 3, "first name is missing");
	line_says(&f.report.refusals, 4, "last name is missing");
	line_says(&f.report.refusals, 5, "\"=1+1\" must be 1 to 20 letters");
	line_says(&f.report.refusals, 6, "must be 1 to 20 letters");
	line_says(&f.report.refusals, 7, "must be 1 to 20 letters");
	line_says(&f.report.refusals, 8, "start date \"31/02/2024\" is no day");
	line_says(&f.report.refusals, 9, "\"01/02/24\" is no day");
	line_says(&f.report.refusals, 10, "not be before the start date");
	line_says(&f.report.refusals, 11, "hidden or control");
	line_says(&f.report.refusals, 12, "more cells than the first line");
	line_says(&f.report.refusals, 13, "closing quotation mark");
	line_says(&f.report.refusals, 14, "must be one line");
	assert_string_equal(staff_held(r, "15").last_name, "Row");
	assert_int_equal(raw_int(r, "SELECT count(*) FROM staff"), 1);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM import_refused"), 13);
}

static void
test_one_number_for_two_people_refuses_both(void **state)
{
	struct records *r = *state;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF,
	    HEAD "1,Kofi,Mensah,,,,,,\n2,Sunita,Rao,,,,,,\n"
		 "1,Ann,Other,,,,,,\n"
		 "3,Same,Row,Ward 1,,,,,\n3,Same,Row,Ward 1,,,,,\n"
		 "4,Two,Posts,Ward 1,,,,,\n4,TWO,POSTS,Ward 2,,,,,\n");
	counts_are(&f.report, 3, 0, 1, 3);
	line_says(&f.report.refusals, 2,
	    "two people in this file, in lines 2 "
	    "and 4");
	line_says(&f.report.refusals, 4, "two people in this file");
	line_says(&f.report.refusals, 8, "Line 7 has the employee number 4");
	assert_string_equal(staff_held(r, "4").unit, "Ward 1");
	assert_int_equal(
	    raw_int(r, "SELECT count(*) FROM staff WHERE number = '1'"), 0);
}

static void
test_managers_who_are_not_there_or_go_round(void **state)
{
	static const char text[] = HEAD "1,A,A,,,,,,2\n2,B,B,,,,,,3\n"
					"3,C,C,,,,,,1\n4,D,D,,,,,,1\n"
					"5,E,E,,,,,,5\n6,F,F,,,,,,999\n"
					"7,G,G,,,,,,8\n8,,H,,,,,,\n"
					"9,I,I,,,,,,4\n";
	struct records *r = *state;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF, text);
	counts_are(&f.report, 8, 0, 0, 1);
	line_says(&f.report.notes, 2, "loop");
	line_says(&f.report.notes, 3, "loop");
	line_says(&f.report.notes, 4, "loop");
	line_says(&f.report.notes, 6, "loop");
	line_says(&f.report.notes, 7, "neither in the file nor on record");
	line_says(&f.report.notes, 8, "own row was refused");
	assert_int_equal(f.report.noted, 6);
	assert_int_equal(staff_held(r, "1").manager, 0);
	assert_int_equal(staff_held(r, "2").manager, 0);
	assert_int_equal(staff_held(r, "3").manager, 0);
	assert_int_equal(staff_held(r, "5").manager, 0);
	assert_int_equal(staff_held(r, "4").manager, staff_held(r, "1").id);
	assert_int_equal(staff_held(r, "9").manager, staff_held(r, "4").id);
	take_text(r, &f, IMPORT_STAFF, text);
	counts_are(&f.report, 0, 0, 8, 1);
}

/* A chain may be turned round in one file: no state between is looked at. */
static void
test_a_chain_of_managers_turned_round(void **state)
{
	struct records *r = *state;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF,
	    HEAD "1,A,A,,,,,,2\n2,B,B,,,,,,3\n3,C,C,,,,,,\n");
	counts_are(&f.report, 3, 0, 0, 0);
	take_text(r, &f, IMPORT_STAFF,
	    HEAD "1,A,A,,,,,,\n2,B,B,,,,,,1\n3,C,C,,,,,,2\n");
	counts_are(&f.report, 0, 3, 0, 0);
	assert_int_equal(f.report.noted, 0);
	assert_int_equal(staff_held(r, "3").manager, staff_held(r, "2").id);
	/* On record 3 is below 2: a file that has only 2 below 3 goes round. */
	file_open(r, &f, IMPORT_STAFF, HEAD "2,B,B,,,,,,3\n");
	f.job.part = true;
	file_take(r, &f);
	counts_are(&f.report, 0, 1, 0, 0);
	line_says(&f.report.notes, 2, "loop");
	assert_int_equal(staff_held(r, "2").manager, 0);
}

static void
test_who_is_not_in_the_file_is_marked_and_kept(void **state)
{
	struct records *r = *state;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF,
	    HEAD "1,A,A,,,,,,\n2,B,B,,,,,,\n3,C,C,,,,,25/11/2026,\n");
	assert_int_equal(f.report.missing, 0);
	/* A part of the staff says nothing of the others. */
	file_open(r, &f, IMPORT_STAFF, HEAD "1,A,A,,,,,,\n");
	f.job.part = true;
	file_take(r, &f);
	assert_int_equal(f.report.missing, 0);
	assert_false(staff_held(r, "2").missing);
	take_text(r, &f, IMPORT_STAFF, HEAD "1,A,A,,,,,,\n");
	counts_are(&f.report, 0, 0, 1, 0);
	assert_int_equal(f.report.missing, 1);
	assert_string_equal(f.report.absent.v[0].says, "2");
	assert_true(staff_held(r, "2").missing);
	assert_false(staff_held(r, "3").missing); /* has left */
	/* A row that cannot be taken is there all the same. */
	take_text(r, &f, IMPORT_STAFF, HEAD "1,A,A,,,,,,\n2,B,,,,,,,\n");
	assert_int_equal(f.report.missing, 0);
	assert_int_equal(f.report.refused, 1);
	take_text(r, &f, IMPORT_STAFF, HEAD "1,A,A,,,,,,\n2,B,B,,,,,,\n");
	counts_are(&f.report, 0, 1, 1, 0);
	assert_false(staff_held(r, "2").missing);
}

static void
test_badges_and_accounts(void **state)
{
	static const char text[] =
	    "Employee Number,First Name,Last Name,Badge,User Name\n"
	    "1,A,A,B1,Daniel\n2,B,B,B1,daniel\n3,C,C,B3,nobody\n"
	    "4,D,D,,sunita\n5,E,E,,eve\n";
	struct records *r = *state;
	struct person eve;
	struct file f;

	records_fill(r);
	records_person(r, &eve, &r->supplier, "eve", ROLE_PUBLIC);
	take_text(r, &f, IMPORT_STAFF, text);
	counts_are(&f.report, 5, 0, 0, 0);
	assert_int_equal(f.report.noted, 4);
	line_says(&f.report.notes, 3, "B1 is that of 1");
	line_says(&f.report.notes, 4, "no account nobody");
	line_says(&f.report.notes, 6, "no account eve");
	assert_int_equal(staff_held(r, "1").person, r->assessor.id);
	assert_int_equal(staff_held(r, "2").person, 0);
	assert_int_equal(staff_held(r, "4").person, r->reviewer.id);
	assert_int_equal(staff_held(r, "5").person, 0);
	assert_string_equal(staff_held(r, "2").badge, "");
	take_text(r, &f, IMPORT_STAFF, text);
	counts_are(&f.report, 0, 0, 5, 0);
	/* A badge goes from one to the other in the order of the rows. */
	take_text(r, &f, IMPORT_STAFF,
	    "Employee Number,First Name,Last Name,Badge\n"
	    "1,A,A,B9\n2,B,B,B1\n3,C,C,B3\n4,D,D,\n5,E,E,\n");
	counts_are(&f.report, 0, 2, 3, 0);
	assert_string_equal(staff_held(r, "2").badge, "B1");
}

static void
test_another_organisation_is_left_alone(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF, HEAD "1,A,A,,,,,,\n");
	u = unit_of(&r->supplier, NULL);
	file_open(r, &f, IMPORT_STAFF, HEAD "1,Other,Person,,,,,,\n");
	assert_err(import_apply(r->db, r->arena, &u, &f.job, &f.report), OK);
	counts_are(&f.report, 1, 0, 0, 0);
	assert_int_equal(f.report.missing, 0);
	assert_string_equal(staff_held(r, "1").first_name, "A");
}

static void
test_nothing_is_stored_of_a_file_that_breaks_off(void **state)
{
	struct records *r = *state;
	struct unit u;
	struct file f;
	int64_t rows;

	records_fill(r);
	file_open(r, &f, IMPORT_STAFF, HEAD "1,A,A,,,,,,\n2,\"B,B,,,,,,\n");
	u = unit_of(&r->trust, &r->admin);
	rows = chain_rows(r, r->trust.id);
	assert_err(import_try(r->db, r->arena, r->trust.id, &f.job, &f.report),
	    ERR_INVALID);
	assert_non_null(strstr(f.report.why, "opened in line 3"));
	assert_err(
	    import_apply(r->db, r->arena, &u, &f.job, &f.report), ERR_INVALID);
	assert_non_null(strstr(f.report.why, "opened in line 3"));
	assert_int_equal(raw_int(r, "SELECT count(*) FROM staff"), 0);
	assert_int_equal(raw_int(r, "SELECT count(*) FROM import_run"), 0);
	assert_int_equal(chain_rows(r, r->trust.id), rows);
}

static void
test_a_file_with_a_header_only(void **state)
{
	struct records *r = *state;
	struct file f;

	records_fill(r);
	take_text(r, &f, IMPORT_STAFF, HEAD);
	counts_are(&f.report, 0, 0, 0, 0);
	assert_int_equal(f.report.seen, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_records(test_a_file_makes_staff_groups_and_managers),
		with_records(test_what_a_file_lacks_stays),
		with_records(test_bad_rows_are_refused_and_the_others_taken),
		with_records(test_one_number_for_two_people_refuses_both),
		with_records(test_managers_who_are_not_there_or_go_round),
		with_records(test_a_chain_of_managers_turned_round),
		with_records(test_who_is_not_in_the_file_is_marked_and_kept),
		with_records(test_badges_and_accounts),
		with_records(test_another_organisation_is_left_alone),
		with_records(test_nothing_is_stored_of_a_file_that_breaks_off),
		with_records(test_a_file_with_a_header_only),
	};

	return cmocka_run_group_tests_name("import_staff", tests, NULL, NULL);
}
