/* api_list_test.c - lists in a program's JSON, where a field comes often. */
#include "api.h"
#include "desk_pages.h"
#include "json_fields.h"

/* ---- lists as fields ---- */

static const struct json_lists lists = { "box r", "codes w" };

#define ELEMENT "must be a text or a whole number"
#define WORD "must be one word"
#define LONG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
	const char *json, *form; /* NULL: refused, and why */
	enum err e;
	const char *why;
} bodies[] = {
	{ "{\"r\":[\"101\",105,\"b.c\"]}", "r-101=1&r-105=1&r-b.c=1", OK, "" },
	{ "{\"r\":[],\"x\":1}", "x=1", OK, "" },
	{ "{\"r\":null,\"r-1\":true}", "r-1=1", OK, "" },
	{ "{\"r\":[2,10,1]}", "r-2=1&r-10=1&r-1=1", OK, "" },
	{ "{\"codes\":[\"B\",\"A\",7,\"A\"]}", "codes=B%20A%207%20A", OK, "" },
	{ "{\"codes\":[]}", "codes=", OK, "" },
	{ "{\"codes\":\"A, B\"}", "codes=A%2C%20B", OK, "" },
	{ "{\"w\":[\"=&+%\"]}", "w=%3D%26%2B%25", OK, "" },
	/* What is in a list is the program's to mend. */
	{ "{\"r\":[{\"a\":1}]}", NULL, ERR_INVALID, "$.r[0]: " ELEMENT },
	{ "{\"r\":[1,[2]]}", NULL, ERR_INVALID, "$.r[1]: " ELEMENT },
	{ "{\"r\":[[]]}", NULL, ERR_INVALID, "$.r[0]: " ELEMENT },
	{ "{\"codes\":[\"A\",{}]}", NULL, ERR_INVALID, "$.codes[1]: " ELEMENT },
	{ "{\"r\":[true]}", NULL, ERR_INVALID, "$.r[0]: " ELEMENT },
	{ "{\"r\":[null]}", NULL, ERR_INVALID, "$.r[0]: " ELEMENT },
	{ "{\"r\":[1.5]}", NULL, ERR_INVALID, "$.r[0]: " ELEMENT },
	{ "{\"x\":[[1]]}", NULL, ERR_INVALID, "$.x[0]: " ELEMENT },
	{ "{\"r\":[99999999999999999999]}", NULL, ERR_INVALID,
	    "$.r[0]: is too large a number" },
	{ "{\"r\":[\"\"]}", NULL, ERR_INVALID, "$.r[0]: is the value of no" },
	{ "{\"r\":[\"a&b=1\"]}", NULL, ERR_INVALID, "$.r[0]: is the value of" },
	{ "{\"r\":[\"" LONG LONG LONG "\"]}", NULL, ERR_INVALID,
	    "$.r[0]: is the value of no" },
	{ "{\"r\":[\"\xff\"]}", NULL, ERR_INVALID, "$.r[0]: must be UTF-8" },
	{ "{\"codes\":[\"A B\"]}", NULL, ERR_INVALID, "$.codes[0]: " WORD },
	{ "{\"codes\":[\"A\",\"B,C\"]}", NULL, ERR_INVALID,
	    "$.codes[1]: " WORD },
	{ "{\"codes\":[\"\"]}", NULL, ERR_INVALID, "$.codes[0]: " WORD },
	/* A field twice is what no form has. */
	{ "{\"x\":[1]}", NULL, ERR_MALFORMED, "$.x: is given once" },
	{ "{\"x\":[]}", NULL, ERR_MALFORMED, "$.x: is given once" },
	{ "{\"r-1\":[1]}", NULL, ERR_MALFORMED, "$.r-1: is given once" },
	{ "{\"r\":[1,1]}", NULL, ERR_MALFORMED, "$: gives r-1 twice" },
	{ "{\"r\":[\"1\"],\"r-1\":true}", NULL, ERR_MALFORMED,
	    "$: gives r-1 twice" },
	{ "{\"x\":[1],\"r\":[{}]}", NULL, ERR_MALFORMED, "$.x: is given once" },
	{ "{\"r\":[{}],\"x\":{}}", NULL, ERR_MALFORMED, "$.x: must be a text" },
	{ "{\"r\":[1,]}", NULL, ERR_MALFORMED, "a value was expected" },
};

static void
lists_become_fields(void **state)
{
	struct site *s = *state;
	struct buf form = { 0 }, faults = { 0 };
	enum err e;
	size_t i;

	for (i = 0; i < COUNT(bodies); i++) {
		buf_reset(&form);
		buf_reset(&faults);
		e = json_fields(s->arena, bodies[i].json,
		    strlen(bodies[i].json), &lists, &form, &faults);
		if (e != bodies[i].e ||
		    strstr(buf_text(&faults), bodies[i].why) == NULL)
			fail_msg("%s: %s, %s", bodies[i].json, err_name(e),
			    buf_text(&faults));
		if (e == OK)
			assert_string_equal(buf_text(&form), bodies[i].form);
	}
	buf_clear(&form);
	buf_clear(&faults);
}

/* {"name": [1, 2, ... n]} */
static enum err
take_many(struct site *s, const char *name, int n, struct buf *form)
{
	struct buf json = { 0 }, faults = { 0 };
	enum err e;
	int i;

	buf_reset(form);
	buf_printf(&json, "{\"%s\":[", name);
	for (i = 0; i < n; i++)
		buf_printf(&json, "%s%d", i == 0 ? "" : ",", i);
	buf_puts(&json, "]}");
	e = json_fields(s->arena, json.p, json.n, &lists, form, &faults);
	buf_clear(&json);
	buf_clear(&faults);
	return e;
}

static void
lists_have_an_end(void **state)
{
	struct site *s = *state;
	struct buf form = { 0 };

	assert_int_equal(take_many(s, "r", JSON_FIELDS_MOST, &form), OK);
	assert_int_equal(
	    take_many(s, "r", JSON_FIELDS_MOST + 1, &form), ERR_MALFORMED);
	assert_int_equal(take_many(s, "r", 11000, &form), ERR_MALFORMED);
	assert_true(form.n < JSON_FIELDS_MOST * 12); /* no more were made */
	assert_int_equal(take_many(s, "codes", 10000, &form), OK);
	assert_int_equal(
	    take_many(s, "codes", JSON_VALUES_MOST, &form), ERR_MALFORMED);
	buf_clear(&form);
}

/* ---- sending them ---- */

static const char *
token_of(struct site *s, enum role role)
{
	return api_token(
	    s, s->person[A][role_place(role)], s->org[A].id, SCOPES_ALL);
}

static int64_t
roles_held(struct site *s, int64_t person)
{
	return site_number(
	    s, arena_printf(s->arena,
		   "SELECT count(*) FROM role_grant WHERE person_id = %lld",
		   (long long)person));
}

static int
give_roles(struct site *s, const char *token, int64_t person, unsigned had,
    const char *list)
{
	const char *uri =
	    arena_printf(s->arena, API "/people/%lld/roles", (long long)person);

	return api_post(s, token, uri,
	    arena_printf(s->arena, "{\"had\":%u,\"role\":%s}", had, list));
}

static void
a_list_ticks_boxes(void **state)
{
	struct site *s = *state;
	const char *t = token_of(s, ROLE_ADMINISTRATOR);
	int64_t person = s->person[A][role_place(ROLE_STAFF)];
	unsigned two = ROLE_STAFF | ROLE_VIEWER;

	assert_int_equal(
	    give_roles(s, t, person, ROLE_STAFF, "[\"viewer\",\"staff\"]"),
	    200);
	assert_int_equal(roles_held(s, person), 2);
	assert_int_equal(give_roles(s, t, person, two, "[\"staff\"]"), 200);
	assert_int_equal(roles_held(s, person), 1);
	/* A box that the form does not have is refused as ever. */
	assert_int_equal(
	    give_roles(s, t, person, ROLE_STAFF, "[\"king\"]"), 400);
	assert_int_equal(roles_held(s, person), 1);
}

/* The list of sites, in words: unknown ones are named in the order given. */
static void
a_list_of_words_is_a_text(void **state)
{
	struct site *s = *state;
	const char *t = token_of(s, ROLE_ADMINISTRATOR);
	const char *uri = arena_printf(
	    s->arena, API "/sites/batch/%lld/sites", (long long)s->batch[A]);

	assert_int_equal(
	    api_post(
		s, t, uri, "{\"do\":\"add\",\"codes\":[\"NONE2\",\"NONE1\"]}"),
	    422);
	assert_string_equal(site_header(s, "Content-Type"), "application/json");
	sees(s, "NONE1");
	sees(s, "NONE2 NONE1");
}

static void
what_is_no_list_of_texts_is_said_where(void **state)
{
	static const struct {
		const char *body;
		int status;
		const char *says;
	} all[] = {
		{ "{\"role\":[{\"a\":\"staff\"}]}", 422, "$.role[0]" },
		{ "{\"role\":[\"staff\",[\"viewer\"]]}", 422, "$.role[1]" },
		{ "{\"role\":[\"staff\",\"staff\"]}", 400, "role-staff twice" },
		{ "{\"role-staff\":[\"1\"]}", 400, "$.role-staff" },
		{ "{\"role\":{}}", 400, "$.role" },
		{ "{\"role\":\"staff\"}", 400, "" },
	};
	struct site *s = *state;
	const char *t = token_of(s, ROLE_ADMINISTRATOR);
	const char *uri = arena_printf(s->arena, API "/people/%lld/roles",
	    (long long)s->person[A][role_place(ROLE_STAFF)]);
	size_t i;

	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	for (i = 0; i < COUNT(all); i++) {
		assert_int_equal(
		    api_post(s, t, uri, all[i].body), all[i].status);
		assert_string_equal(
		    site_header(s, "Content-Type"), "application/problem+json");
		if (strstr(api_says(s, "detail"), all[i].says) == NULL)
			fail_msg("%s", api_says(s, "detail"));
	}
	assert_true(site_unchanged(s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_become_fields),
		cmocka_unit_test(lists_have_an_end),
		cmocka_unit_test(a_list_ticks_boxes),
		cmocka_unit_test(a_list_of_words_is_a_text),
		cmocka_unit_test(what_is_no_list_of_texts_is_said_where),
	};

	return cmocka_run_group_tests_name(
	    "api list", tests, site_open, site_close);
}
