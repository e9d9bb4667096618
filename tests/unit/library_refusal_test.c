/* library_refusal_test.c - every way of refusing what a library says. */
#include "json_place.h"
#include "library.h"

#define S0 "$.sources[0]"
#define S1 "$.sources[1]"

static const struct refusal refusals[] = {
	{ "format", "igtk-library", "igtk-catalogue",
	    "$.format: must be \"igtk-library\"" },
	{ "schema", "\"schema\":1", "\"schema\":2", "$.schema: must be 1" },
	{ "missing", "\"revision\":3,", "", "$.revision: missing" },
	{ "unknown key", "\"revision\":3", "\"revision\":3,\"x\":1",
	    "$.x: unknown key" },
	{ "key twice", "\"revision\":3", "\"revision\":3,\"revision\":3",
	    "$.revision: key given twice" },
	{ "revision", "\"revision\":3", "\"revision\":0",
	    "$.revision: must be 1 to 9999" },
	{ "title", "\"A library\"", "\"A\\nlibrary\"",
	    "$.title: must be one line of UTF-8 without control "
	    "characters" },
	{ "released", "2026-11-26", "2026-02-30",
	    "$.released: must be a day of the calendar, YYYY-MM-DD" },
	{ "sources kind", "\"sources\":[{", "\"sources\":{},\"y\":[{",
	    "$.sources: must be a list" },
	{ "source kind", "\"sources\":[{", "\"sources\":[7,{",
	    S0 ": must be an object" },
	{ "source key", "\"code\":\"old-act\"",
	    "\"code\":\"old-act\",\"web\":\"\"", S0 ".web: unknown key" },
	{ "source without", "\"issued_by\":\"Parliament\",", "",
	    S0 ".issued_by: missing" },
	{ "code", "\"old-act\"", "\"Old Act\"",
	    S0 ".code: must be 1 to 40 of a-z, 0-9 and -, no - first" },
	{ "code twice", "\"code\":\"new-act\"", "\"code\":\"old-act\"",
	    S1 ".code: this code is given twice" },
	{ "title empty", "\"Old Act 1998\"", "\"\"",
	    S0 ".title: must have 1 to 300 characters, has 0" },
	{ "kind", "\"kind\":\"act\"", "\"kind\":\"rumour\"",
	    S0 ".kind: must be one of \"act\", \"regulations\", "
	       "\"common-law\", \"nhs-code\", \"standard\", \"policy\", "
	       "\"guidance\", \"report\"" },
	{ "year", "\"year\":1998", "\"year\":998",
	    S0 ".year: must be 1000 to 2200" },
	{ "year kind", "\"year\":1998", "\"year\":\"1998\"",
	    S0 ".year: must be a whole number" },
	{ "citation kind", "\"citation\":\"1998 c. 29\"", "\"citation\":null",
	    S0 ".citation: must be a text in quotes" },
	{ "citation direction", "1998 c. 29", "1998\\u202e c. 29",
	    S0 ".citation: must be one line of UTF-8 without control "
	       "characters" },
	{ "about short", "What an old Act says of data.", "Data.",
	    S0 ".about: must have 20 to 2000 characters, has 5" },
	{ "about control", "What an old", "What\\u0007 an old",
	    S0 ".about: must be UTF-8 without control characters" },
	{ "standing", "\"standing\":\"replaced\"", "\"standing\":\"gone\"",
	    S0 ".standing: must be one of \"in-force\", \"in-part\", "
	       "\"replaced\", \"not-established\"" },
	{ "today", "\"Another Act took its place.\"", "7",
	    S0 ".today: must be a text in quotes" },
	{ "mark", "\"mark\":\"source\"", "\"mark\":\"web\"",
	    S0 ".provenance.mark: must be one of \"source\", \"memory\", "
	       "\"reconstructed\"" },
	{ "provenance",
	    "{\"mark\":\"source\",\"note\":\"Seen in the source "
	    "itself.\"}",
	    "[]", S0 ".provenance: must be an object" },
	{ "replaced by nothing", "[\"new-act\"]", "[\"no-act\"]",
	    S0 ".replaced_by[0]: no source has this code" },
	{ "replaced by itself", "[\"new-act\"]", "[\"old-act\"]",
	    S0 ".replaced_by[0]: this is the source itself" },
	{ "replaced twice", "[\"new-act\"]", "[\"new-act\",\"new-act\"]",
	    S0 ".replaced_by[1]: this source is named already" },
	{ "replaced and related", "[\"code-1\"]", "[\"new-act\"]",
	    S0 ".related[0]: this source is named already" },
	{ "related kind", "[\"code-1\"]", "[null]",
	    S0 ".related[0]: must be a text in quotes" },
	{ "related list", "[\"code-1\"]", "\"code-1\"",
	    S0 ".related: must be a list" },
};

static void
test_refusal(void **state)
{
	const struct refusal *r = *state;
	struct library l;
	struct place p;
	const char *s;

	place_open(&p, "library/small.json");
	s = replaced(&p, p.seed, r->find, r->with);
	assert_int_equal(
	    library_parse(p.arena, "p", s, strlen(s), &l, &p.faults),
	    ERR_INVALID);
	assert_told(&p, r->fault);
	place_close(&p);
}

int
main(void)
{
	static struct CMUnitTest tests[COUNT(refusals)];

	add_refusals(tests, refusals, COUNT(refusals), test_refusal);
	return cmocka_run_group_tests_name(
	    "library_refusal", tests, NULL, NULL);
}
