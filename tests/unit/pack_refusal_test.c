/* pack_refusal_test.c - every way of refusing what a pack says. */
#include "catalogue.h"
#include "json_place.h"
#include "pack.h"

#define R0 "$.requirements[0]"
#define LINE "must be one line of UTF-8 without control characters"

static const struct refusal refusals[] = {
	{ "format", "igtk-catalogue", "igtk-assessment",
	    "$.format: must be \"igtk-catalogue\"" },
	{ "schema", "\"schema\":1", "\"schema\":2", "$.schema: must be 1" },
	{ "schema kind", "\"schema\":1", "\"schema\":1.0",
	    "$.schema: must be a whole number" },
	{ "missing", "\"revision\":3,", "", "$.revision: missing" },
	{ "unknown key", "\"revision\":3", "\"revision\":3,\"x\":[]",
	    "$.x: unknown key" },
	{ "odd key", "\"revision\":3", "\"revision\":3,\"\\u001b[1m\\\"\":1",
	    "$[\"?[1m?\"]: unknown key" },
	{ "nested unknown key", "\"T1a\"", "\"T1a\",\"more\":1",
	    R0 ".levels[1].criteria[0].more: unknown key" },
	{ "key twice", "\"revision\":3", "\"revision\":3,\"revision\":3",
	    "$.revision: key given twice" },
	{ "key twice, escaped", "\"T1a\"", "\"T1a\",\"t\\u0065xt\":\"x\"",
	    R0 ".levels[1].criteria[0].text: key given twice" },
	{ "framework", "\"igt\"", "\"IGT\"",
	    "$.framework: must be 1 to 20 of a-z, 0-9 and -" },
	{ "framework length", "\"igt\"", "\"abcdefghijklmnopqrstu\"",
	    "$.framework: must be 1 to 20 of a-z, 0-9 and -" },
	{ "version", "14.1", "14.",
	    "$.version: must be a version such as 14 or 14.1" },
	{ "version tail", "14.1", "14.1.1",
	    "$.version: must be a version such as 14 or 14.1" },
	{ "version kind", "\"14.1\"", "14.1",
	    "$.version: must be a text in quotes" },
	{ "revision 0", "\"revision\":3", "\"revision\":0",
	    "$.revision: must be 1 to 9999" },
	{ "revision huge", "\"revision\":3",
	    "\"revision\":18446744073709551617",
	    "$.revision: must be 1 to 9999" },
	{ "title empty", "\"A set\"", "\"\"",
	    "$.title: must have 1 to 300 characters, has 0" },
	{ "title blank", "\"A set\"", "\" \"", "$.title: is blank" },
	{ "title unseen", "\"A set\"", "\"\xc2\xa0\xe2\x80\x8b\"",
	    "$.title: is blank" },
	{ "title untidy", "\"A set\"", "\"A set \"",
	    "$.title: begins or ends with white space" },
	{ "title lines", "\"A set\"", "\"A\\nset\"", "$.title: " LINE },
	{ "title control", "\"A set\"", "\"A\\u007fset\"", "$.title: " LINE },
	{ "title direction", "\"A set\"", "\"A\\u202eset\"", "$.title: " LINE },
	{ "title not UTF-8", "\"A set\"", "\"A\xc0\xafset\"",
	    "$.title: " LINE },
	{ "title null", "\"A set\"", "null",
	    "$.title: must be a text in quotes" },
	{ "released", "2017-07-05", "2017-02-30",
	    "$.released: must be a day of the calendar, YYYY-MM-DD" },
	{ "released form", "2017-07-05", "2017-7-5",
	    "$.released: must be a day of the calendar, YYYY-MM-DD" },
	{ "type", "\"CTP\"", "\"C\"",
	    "$.organisation_type.code: must be 2 to 6 capital letters" },
	{ "workflow", "\"full\"", "\"half\"",
	    "$.organisation_type.workflow: must be one of \"simplified\", "
	    "\"full\"" },
	{ "interim", "\"interim\":true", "\"interim\":1",
	    "$.organisation_type.interim: must be true or false" },
	{ "type kind",
	    "\"provenance\":{\"mark\":\"memory\",\"note\":"
	    "\"One.\\nTwo.\"}",
	    "\"provenance\":[]", "$.provenance: must be an object" },
	{ "mark", "\"memory\"", "\"rumour\"",
	    "$.provenance.mark: must be one of \"source\", \"memory\", "
	    "\"reconstructed\"" },
	{ "note return", "One.\\nTwo", "One.\\r\\nTwo",
	    "$.provenance.note: has a carriage return" },
	{ "deadline", "07-31", "06-31",
	    "$.deadlines.baseline: must be a day of every year, MM-DD" },
	{ "deadline leap", "03-31", "02-29",
	    "$.deadlines.final: must be a day of every year, MM-DD" },
	{ "deadline form", "10-31", "10/31",
	    "$.deadlines.update: must be a day of every year, MM-DD" },
	{ "deadline length", "10-31", "10-3",
	    "$.deadlines.update: must have 5 to 5 characters, has 4" },
	{ "rounding", "\"nearest\"", "\"up\"",
	    "$.scoring.rounding: must be one of \"down\", \"nearest\"" },
	{ "grade level", "\"level\":2,\"satis", "\"level\":4,\"satis",
	    "$.grading.level: must be 1 to 3" },
	{ "grade text", "\"Red\"", "7",
	    "$.grading.not_satisfactory: must be a text in quotes" },
	{ "percent", "95", "101",
	    "$.training.threshold_percent: must be 0 to 100" },
	{ "training course", "95", "95,\"course\":\"ig annual\"",
	    "$.training.course: must be 2 to 20 of A-Z, 0-9 and -, no - "
	    "first" },
	{ "training course first", "95", "95,\"course\":\"-IG\"",
	    "$.training.course: must be 2 to 20 of A-Z, 0-9 and -, no - "
	    "first" },
	{ "training course kind", "95", "95,\"course\":7",
	    "$.training.course: must be a text in quotes" },
	{ "training level", "95", "95,\"capped_level\":3",
	    "$.training.capped_level: must be 0 to 2" },
	{ "training level kind", "95", "95,\"capped_level\":\"1\"",
	    "$.training.capped_level: must be a whole number" },
	{ "training key", "95", "95,\"capped\":1",
	    "$.training.capped: unknown key" },
	{ "statement", "We have assessed ourselves\\nhonestly.", "We have.",
	    "$.statement: must have 20 to 5000 characters, has 8" },
	{ "duty code", "\"officer\"", "\"2-officer\"",
	    "$.senior_management[0].code: must be 1 to 40 of a-z, 0-9 and -, "
	    "a letter first" },
	{ "duty twice", "\"lead-2\"", "\"officer\"",
	    "$.senior_management[1].code: this code is given twice" },
	{ "duty kind",
	    "{\"code\":\"lead-2\",\"title\":\"Lead\","
	    "\"required\":false}",
	    "7", "$.senior_management[1]: must be an object" },
	{ "initiative code", "\"IGM\"", "\"Igm\"",
	    "$.initiatives[0].code: must be 2 to 6 capital letters" },
	{ "initiative twice", "\"code\":\"IGM\"", "\"code\":\"CDP\"",
	    "$.initiatives[1].code: this code is given twice" },
	{ "initiative unused", "\"initiative\":\"IGM\"",
	    "\"initiative\":\"CDP\"",
	    "$.initiatives[0]: no requirement is of it" },
	{ "initiative unknown", "\"initiative\":\"IGM\"",
	    "\"initiative\":\"XYZ\"",
	    "$.requirements[1].initiative: no initiative has this code" },
	{ "origin code", "\"code\":\"iso-27002\"", "\"code\":\"-iso\"",
	    "$.origins[1].code: must be 1 to 40 of a-z, 0-9 and -, no - "
	    "first" },
	{ "origin twice", "\"code\":\"iso-27002\"", "\"code\":\"dpa-1998\"",
	    "$.origins[1].code: this code is given twice" },
	{ "origin unused", "[\"iso-27002\",", "[",
	    "$.origins[1]: no requirement names it" },
	{ "origin dangling", "[\"iso-27002\",", "[\"iso-27002\",\"gdpr\",",
	    R0 ".origins[1]: no origin has this code" },
	{ "origin repeated", "[\"iso-27002\",", "[\"iso-27002\",\"iso-27002\",",
	    R0 ".origins[1]: this origin is named already" },
	{ "origins empty", "[\"iso-27002\",\"dpa-1998\"]", "[]",
	    R0 ".origins: must have 1 to 200 elements, has 0" },
	{ "number", "\"114\"", "\"14\"", R0 ".number: must be three digits" },
	{ "number twice", "\"115\"", "\"114\"",
	    "$.requirements[1].number: this number is given twice" },
	{ "number order", "\"115\"", "\"113\"",
	    "$.requirements[1].number: out of order: it follows 114" },
	{ "changes kind", "\"changes\":\"\"", "\"changes\":null",
	    R0 ".changes: must be a text in quotes" },
	{ "not relevant", "{\"reason\":\"Why\",\"record\":\"Note\"}",
	    "{\"reason\":\"Why\"}", R0 ".not_relevant.record: missing" },
	{ "not relevant kind", "{\"reason\":\"Why\",\"record\":\"Note\"}",
	    "false", R0 ".not_relevant: must be an object" },
	{ "part mark", "\"title\":\"memory\"", "\"title\":\"\"",
	    R0 ".provenance.title: must be one of \"source\", \"memory\", "
	       "\"reconstructed\", \"edited\"" },
	{ "set edited", "\"set\":\"source\"", "\"set\":\"edited\"",
	    R0 ".provenance.set: must be one of \"source\", \"memory\", "
	       "\"reconstructed\"" },
	{ "level gap", "\"level\":2,\"summary\"", "\"level\":3,\"summary\"",
	    R0 ".levels[2].level: a gap in levels: 2 was expected" },
	{ "level missing",
	    "{\"level\":2,\"summary\":\"S2\",\"criteria\":[{\"id\":\"2a\","
	    "\"text\":\"T2a\",\"maintenance\":false,\"responsibility\":false,"
	    "\"evidence\":[\"E4\"]}]},",
	    "", R0 ".levels: must have 4 elements, has 3" },
	{ "level 0 criteria", "\"S0\",\"criteria\":[]",
	    "\"S0\",\"criteria\":[1]",
	    R0 ".levels[0].criteria: must have 0 elements, has 1" },
	{ "level without criteria",
	    "[{\"id\":\"2a\",\"text\":\"T2a\",\"maintenance\":false,"
	    "\"responsibility\":false,\"evidence\":[\"E4\"]}]",
	    "[]", R0 ".levels[2].criteria: must have 1 to 20 elements, has 0" },
	{ "criterion code", "\"1b\"", "\"1B\"",
	    R0 ".levels[1].criteria[1].id: must be a level 1 to 3 and a small "
	       "letter" },
	{ "criterion order", "\"1b\"", "\"1c\"",
	    R0 ".levels[1].criteria[1].id: must be \"1b\", the next in "
	       "order" },
	{ "criterion level", "\"2a\"", "\"1a\"",
	    R0 ".levels[2].criteria[0].id: must be \"2a\", the next in "
	       "order" },
	{ "evidence empty", "[\"E3\"]", "[]",
	    R0 ".levels[1].criteria[1].evidence: must have 1 to 50 elements, "
	       "has 0" },
	{ "evidence kind", "[\"E3\"]", "[\"E3\",4]",
	    R0 ".levels[1].criteria[1].evidence[1]: must be a text in "
	       "quotes" },
	{ "evidence list", "[\"E3\"]", "\"E3\"",
	    R0 ".levels[1].criteria[1].evidence: must be a list" },
};

static void
test_refusal(void **state)
{
	const struct refusal *r = *state;
	struct catalogue c;
	struct place p;
	const char *s;

	place_open(&p, "pack/small.json");
	s = replaced(&p, p.seed, r->find, r->with);
	assert_int_equal(
	    pack_read(p.arena, "p", s, strlen(s), &c, &p.faults), ERR_INVALID);
	assert_told(&p, r->fault);
	place_close(&p);
}

int
main(void)
{
	static struct CMUnitTest tests[COUNT(refusals)];

	add_refusals(tests, refusals, COUNT(refusals), test_refusal);
	return cmocka_run_group_tests_name("pack_refusal", tests, NULL, NULL);
}
