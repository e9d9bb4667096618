/* exchange_test.c - files of answers: read, refused and written. */
#include "exchange.h"
#include "json_place.h"

#define A0 "$.answers[0]"
#define LINE "must be one line of UTF-8 without control characters"
#define CRITERION "must be a level 1 to 3 and a small letter"
#define LEAST                                                                  \
	"{\"format\":\"igtk-assessment\",\"schema\":1,\"organisation\":"       \
	"{\"code\":\"8XX01\"},\"version\":\"14.1\",\"answers\":["

static const struct refusal refusals[] = {
	{ "format", "igtk-assessment", "igtk-catalogue",
	    "$.format: must be \"igtk-assessment\"" },
	{ "format missing", "\"format\":\"igtk-assessment\",", "",
	    "$.format: missing" },
	{ "schema", "\"schema\":1", "\"schema\":0", "$.schema: must be 1" },
	{ "unknown key", "\"version\":\"13\"", "\"version\":\"13\",\"y\":1",
	    "$.y: unknown key" },
	{ "code", "8XX01", "8xx01",
	    "$.organisation.code: must be 3 to 10 of A-Z and 0-9" },
	{ "code missing", "\"code\":\"8XX01\",", "",
	    "$.organisation.code: missing" },
	{ "organisation",
	    "{\"code\":\"8XX01\",\"name\":\"Acme Caf\xc3\xa9\","
	    "\"type\":\"CTP\"}",
	    "\"8XX01\"", "$.organisation: must be an object" },
	{ "name", "Acme", "Ac\\u0007me", "$.organisation.name: " LINE },
	{ "type", "\"CTP\"", "\"ctp\"",
	    "$.organisation.type: must be 2 to 6 capital letters" },
	{ "version", "\"13\"", "13", "$.version: must be a text in quotes" },
	{ "version form", "\"13\"", "\"v13\"",
	    "$.version: must be a version such as 14 or 14.1" },
	{ "version missing", "\"version\":\"13\",", "", "$.version: missing" },
	{ "requirement", "\"114\"", "\"0114\"",
	    A0 ".requirement: must be three digits" },
	{ "requirement missing", "\"requirement\":\"114\",", "",
	    A0 ".requirement: missing" },
	{ "requirement twice", "\"117\"", "\"115\"",
	    "$.answers[3].requirement: answered already" },
	{ "answer key", "\"owner\":", "\"Owner\":", A0 ".Owner: unknown key" },
	{ "met code", "\"1b\"", "\"4b\"", A0 ".met[1]: " CRITERION },
	{ "met twice", "\"1b\"", "\"1a\"",
	    A0 ".met[1]: this criterion is named already" },
	{ "met kind", "[\"1a\",\"1b\",\"2a\"]", "\"1a\"",
	    A0 ".met: must be a list" },
	{ "not relevant", "\"not_relevant\":false", "\"not_relevant\":\"no\"",
	    A0 ".not_relevant: must be true or false" },
	{ "record", "\"Minute 7\"", "[]",
	    "$.answers[1].not_relevant_record: must be a text in quotes" },
	{ "target empty", "{\"level\":3,\"date\":\"2027-03-31\"}", "{}",
	    A0 ".target: must have a level, a date or both" },
	{ "target kind", "{\"level\":3,\"date\":\"2027-03-31\"}", "3",
	    A0 ".target: must be an object" },
	{ "target level", "\"level\":3", "\"level\":4",
	    A0 ".target.level: must be 0 to 3" },
	{ "target level kind", "\"level\":3", "\"level\":null",
	    A0 ".target.level: must be a whole number" },
	{ "target date", "2027-03-31", "2027-02-29",
	    A0 ".target.date: must be a day of the calendar, YYYY-MM-DD" },
	{ "target key", "\"level\":3", "\"levels\":3",
	    A0 ".target.levels: unknown key" },
	{ "owner", "J. Smith", "J.\\nSmith", A0 ".owner: " LINE },
	{ "plan", "then.", "\\u009bthen.",
	    A0 ".plan: must be UTF-8 without control characters" },
	{ "comment key",
	    "{\"1a\":", "{\"1A\":", A0 ".comments.1A: the key " CRITERION },
	{ "comment", "\"Done.\\nSee file.\"", "null",
	    A0 ".comments.1a: must be a text in quotes" },
	{ "comment twice", "\"2a\":\"\"", "\"1a\":\"\"",
	    A0 ".comments.1a: key given twice" },
	{ "comments", "{\"1a\":\"Done.\\nSee file.\",\"2a\":\"\"}", "[]",
	    A0 ".comments: must be an object" },
	{ "evidence", "{\"criteria\":[\"2a\"],\"title\":\"Plan\"}", "\"Plan\"",
	    A0 ".evidence[1]: must be an object" },
	{ "evidence criteria", "[\"2a\"],\"title\"", "[],\"title\"",
	    A0 ".evidence[1].criteria: must have 1 to 60 elements, has 0" },
	{ "evidence twice", "[\"2a\"],\"title\"", "[\"2a\",\"2a\"],\"title\"",
	    A0 ".evidence[1].criteria[1]: this criterion is named already" },
	{ "evidence criteria missing", "\"criteria\":[\"2a\"],", "",
	    A0 ".evidence[1].criteria: missing" },
	{ "evidence title", "\"Plan\"", "\"\"",
	    A0 ".evidence[1].title: must have 1 to 200 characters, has 0" },
	{ "evidence title missing", ",\"title\":\"Plan\"", "",
	    A0 ".evidence[1].title: missing" },
	{ "reference", "\"Drawer 3\"", "3",
	    A0 ".evidence[0].reference: must be a text in quotes" },
	{ "previous", "\"version\":\"12\",", "",
	    "$.previous.version: missing" },
	{ "previous kind",
	    "{\"version\":\"12\",\"levels\":{\"114\":2,\"115\":0}}", "null",
	    "$.previous: must be an object" },
	{ "previous level", "\"114\":2", "\"114\":\"2\"",
	    "$.previous.levels.114: must be a whole number" },
	{ "previous range", "\"114\":2", "\"114\":-1",
	    "$.previous.levels.114: must be 0 to 3" },
	{ "previous key", "\"114\":2", "\"14\":2",
	    "$.previous.levels.14: the key must be three digits" },
	{ "previous levels", "{\"114\":2,\"115\":0}", "[2]",
	    "$.previous.levels: must be an object" },
};

static enum err
read_exchange(struct place *p, const char *s, struct exchange *x)
{
	buf_reset(&p->faults);
	return exchange_read(p->arena, "p", s, strlen(s), x, &p->faults);
}

static void
test_refusal(void **state)
{
	const struct refusal *r = *state;
	struct exchange x;
	struct place p;
	const char *s;

	place_open(&p, "exchange/small.json");
	s = replaced(&p, p.seed, r->find, r->with);
	assert_int_equal(read_exchange(&p, s, &x), ERR_INVALID);
	assert_told(&p, r->fault);
	place_close(&p);
}

static void
test_whole(void **state)
{
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p, p.seed, &x), OK);
	assert_int_equal(p.faults.n, 0);
	assert_string_equal(x.org_code, "8XX01");
	assert_string_equal(x.org_name, "Acme Caf\xc3\xa9");
	assert_string_equal(x.org_type, "CTP");
	assert_string_equal(x.version, "13");
	assert_int_equal(x.answers.n, 4);
	assert_string_equal(x.previous_version, "12");
	assert_int_equal(x.previous.n, 2);
	assert_string_equal(x.previous.v[0].requirement, "114");
	assert_int_equal(x.previous.v[0].level, 2);
	assert_int_equal(x.previous.v[1].level, 0);
	place_close(&p);
}

static void
test_answer(void **state)
{
	const struct exchange_answer *a;
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p, p.seed, &x), OK);
	a = &x.answers.v[0];
	assert_string_equal(a->requirement, "114");
	assert_int_equal(a->met.n, 3);
	assert_string_equal(a->met.v[2], "2a");
	assert_false(a->not_relevant);
	assert_string_equal(a->not_relevant_record, "");
	assert_int_equal(a->target_level, 3);
	assert_int_equal(a->target_on, day_make(2027, 3, 31));
	assert_string_equal(a->owner, "J. Smith");
	assert_string_equal(a->plan, "First,\nthen.");
	assert_int_equal(a->comments.n, 2);
	assert_string_equal(a->comments.v[0].criterion, "1a");
	assert_string_equal(a->comments.v[0].text, "Done.\nSee file.");
	assert_string_equal(a->comments.v[1].text, "");
	assert_int_equal(a->evidence.n, 2);
	assert_int_equal(a->evidence.v[0].criteria.n, 2);
	assert_string_equal(a->evidence.v[0].criteria.v[1], "1b");
	assert_string_equal(a->evidence.v[0].title, "Job description");
	assert_string_equal(a->evidence.v[0].reference, "Drawer 3");
	assert_string_equal(a->evidence.v[1].reference, "");
	place_close(&p);
}

static void
test_targets(void **state)
{
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p, p.seed, &x), OK);
	assert_true(x.answers.v[1].not_relevant);
	assert_string_equal(x.answers.v[1].not_relevant_record, "Minute 7");
	assert_int_equal(x.answers.v[1].target_level, LEVEL_NONE);
	assert_int_equal(x.answers.v[1].target_on, DAY_NONE);
	assert_int_equal(x.answers.v[2].target_level, 0);
	assert_int_equal(x.answers.v[2].target_on, DAY_NONE);
	assert_int_equal(x.answers.v[3].target_level, LEVEL_NONE);
	assert_int_equal(x.answers.v[3].target_on, day_make(2027, 1, 31));
	place_close(&p);
}

static void
test_least(void **state)
{
	const struct exchange_answer *a;
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p, LEAST "]}", &x), OK);
	assert_int_equal(x.answers.n, 0);
	assert_string_equal(x.org_name, "");
	assert_string_equal(x.org_type, "");
	assert_null(x.previous_version);
	assert_int_equal(read_exchange(&p,
			     LEAST "{\"requirement\":\"101\","
				   "\"target\":null}]}",
			     &x),
	    OK);
	a = &x.answers.v[0];
	assert_int_equal(a->met.n, 0);
	assert_false(a->not_relevant);
	assert_int_equal(a->target_level, LEVEL_NONE);
	assert_int_equal(a->target_on, DAY_NONE);
	assert_string_equal(a->owner, "");
	assert_string_equal(a->plan, "");
	assert_int_equal(a->comments.n, 0);
	assert_int_equal(a->evidence.n, 0);
	place_close(&p);
}

static void
test_written_again(void **state)
{
	struct buf out = { 0 };
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p, p.seed, &x), OK);
	exchange_write(&x, &out);
	assert_string_equal(buf_text(&out), p.seed);
	buf_clear(&out);
	place_close(&p);
}

static void
test_written_least(void **state)
{
	struct exchange_answer a = { .requirement = "101",
		.target_level = LEVEL_NONE,
		.target_on = DAY_NONE };
	struct exchange x = {
		.org_code = "8XX01", .version = "14.1", .answers = { &a, 1 }
	};
	struct buf out = { 0 };

	(void)state;
	exchange_write(&x, &out);
	assert_string_equal(buf_text(&out),
	    LEAST "\n{\"requirement\":\"101\",\"met\":[],"
		  "\"not_relevant\":false}]}\n");
	buf_clear(&out);
}

/* An answer with one text of n characters. */
static const char *
with_text(struct place *p, const char *key, int n)
{
	const char *x = arena_printf(p->arena, "%0*d", n, 0);

	return arena_printf(p->arena,
	    LEAST "{\"requirement\":\"101\",\"%s\":\"%s\"}]}", key, x);
}

static void
test_lengths(void **state)
{
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(
	    read_exchange(&p, with_text(&p, "owner", 200), &x), OK);
	assert_int_equal(
	    read_exchange(&p, with_text(&p, "owner", 201), &x), ERR_INVALID);
	assert_told(&p, A0 ".owner: must have 0 to 200 characters, has 201");
	assert_int_equal(
	    read_exchange(&p, with_text(&p, "plan", 4000), &x), OK);
	assert_int_equal(
	    read_exchange(&p, with_text(&p, "plan", 4001), &x), ERR_INVALID);
	place_close(&p);
}

/* A file of n answers. */
static const char *
with_answers(struct buf *b, int n)
{
	int i;

	buf_reset(b);
	buf_puts(b, LEAST);
	for (i = 0; i < n; i++)
		buf_printf(
		    b, "%s{\"requirement\":\"%03d\"}", i == 0 ? "" : ",", i);
	buf_puts(b, "]}");
	return buf_text(b);
}

static void
test_answers_most(void **state)
{
	struct buf b = { 0 };
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p, with_answers(&b, 500), &x), OK);
	assert_int_equal(x.answers.n, 500);
	assert_int_equal(
	    read_exchange(&p, with_answers(&b, 501), &x), ERR_INVALID);
	assert_told(&p, "$.answers: must have 0 to 500 elements, has 501");
	buf_clear(&b);
	place_close(&p);
}

/* What an answer without a number said is not mixed into the next. */
static void
test_nameless(void **state)
{
	struct exchange x;
	struct place p;

	(void)state;
	place_open(&p, "exchange/small.json");
	assert_int_equal(read_exchange(&p,
			     LEAST "{\"met\":[\"1a\",\"1b\"]},"
				   "{\"met\":[\"1c\",\"1a\"]},{}]}",
			     &x),
	    ERR_INVALID);
	assert_int_equal(lines(buf_text(&p.faults)), 3);
	assert_told(&p, "$.answers[2].requirement: missing");
	place_close(&p);
}

static void
test_every_fault(void **state)
{
	struct buf b = { 0 };
	struct exchange x;
	struct place p;
	int i;

	(void)state;
	place_open(&p, "exchange/small.json");
	buf_puts(&b, LEAST);
	for (i = 0; i < 150; i++)
		buf_printf(&b, "%s{\"requirement\":7}", i == 0 ? "" : ",");
	buf_puts(&b, "]}");
	assert_int_equal(read_exchange(&p, buf_text(&b), &x), ERR_INVALID);
	assert_int_equal(lines(buf_text(&p.faults)), 150);
	assert_told(&p, "$.answers[149].requirement: must be a text in quotes");
	b.n -= 2;
	for (i = 0; i < 150; i++)
		buf_puts(&b, ",7");
	buf_puts(&b, "]}");
	assert_int_equal(read_exchange(&p, buf_text(&b), &x), ERR_INVALID);
	assert_int_equal(lines(buf_text(&p.faults)), 201);
	buf_clear(&b);
	place_close(&p);
}

int
main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_least),
		cmocka_unit_test(test_written_again),
		cmocka_unit_test(test_written_least),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_answers_most),
		cmocka_unit_test(test_nameless),
		cmocka_unit_test(test_every_fault),
	};
	static struct CMUnitTest tests[COUNT(refusals) + COUNT(others)];

	add_refusals(tests, refusals, COUNT(refusals), test_refusal);
	memcpy(tests + COUNT(refusals), others, sizeof(others));
	return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}
