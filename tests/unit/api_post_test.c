/* api_post_test.c - what programs send: JSON, forms, and the same act twice. */
#include "api.h"
#include "csrf_samples.h"
#include "desk_pages.h"
#include "json_fields.h"

/* ---- JSON as fields ---- */

static const struct json_lists lists = { "box r", "codes" };

static const struct {
	const char *json, *form; /* NULL: refused, and why */
	const char *why;
} bodies[] = {
	{ "{}", "", NULL },
	{ " {\"a\" : \"b\"} ", "a=b", NULL },
	{ "{\"b\":1,\"a\":-20}", "b=1&a=-20", NULL },
	{ "{\"a\":true,\"b\":false,\"c\":null,\"d\":\"\"}", "a=1&d=", NULL },
	{ "{\"a\":\"=&+% \\u00e9\\n\\\"\"}", "a=%3D%26%2B%25%20%C3%A9%0A%22",
	    NULL },
	{ "{\"a\":9007199254740993}", "a=9007199254740993", NULL },
	{ "", NULL, "body: $: the file is empty" },
	{ "[]", NULL, "body: $: line 1, byte 1: a JSON object was expected" },
	{ "{\"a\":1", NULL, "$.a: line 1, byte 7: the file ends too early" },
	{ "{\"a\":1,\"a\":2}", NULL, "$.a" },
	{ "{\"a\":1,\"\\u0061\":2}", NULL, "$.a" },
	{ "{\"a\":[\"b\"]}", NULL, "$.a: is given once, and not as a list" },
	{ "{\"a\":[]}", NULL, "$.a: is given once, and not as a list" },
	{ "{\"a\":{}}", NULL,
	    "$.a: must be a text, a whole number, true or false" },
	{ "{\"a\":1.5}", NULL,
	    "$.a: must be a text, a whole number, true or false" },
	{ "{\"a\":1e3}", NULL,
	    "$.a: must be a text, a whole number, true or false" },
	{ "{\"a\":99999999999999999999}", NULL, "$.a: is too large a number" },
	{ "{\"a\":\"\\u0000\"}", NULL, "$.a: line 1" },
	{ "{\"a\":\"\xff\"}", NULL, "$.a: must be UTF-8" },
	{ "{\"a\":\"\xed\xa0\x80\"}", NULL, "$.a: must be UTF-8" },
	{ "{\"a\":\"\n\"}", NULL, "control byte in a string" },
	{ "{\"a b\":1}", NULL, "is no name of a field" },
	{ "{\"\":1}", NULL, "is no name of a field" },
	{ "{\"a=b&c\":1}", NULL, "is no name of a field" },
	{ "\xef\xbb\xbf{}", NULL, "byte order mark" },
	{ "{\"a\":1}{}", NULL, "something follows" },
};

static void
json_becomes_fields(void **state)
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
		if (bodies[i].form != NULL) {
			assert_int_equal(e, OK);
			assert_string_equal(buf_text(&form), bodies[i].form);
			continue;
		}
		assert_int_equal(e, ERR_MALFORMED);
		if (strstr(buf_text(&faults), bodies[i].why) == NULL)
			fail_msg("%s: %s", bodies[i].json, buf_text(&faults));
	}
	buf_clear(&form);
	buf_clear(&faults);
}

static void
no_more_fields_than_a_form_has(void **state)
{
	struct site *s = *state;
	struct buf json = { 0 }, form = { 0 }, faults = { 0 };
	int i, n;

	for (n = JSON_FIELDS_MOST; n <= JSON_FIELDS_MOST + 1; n++) {
		buf_reset(&json);
		for (i = 0; i < n; i++)
			buf_printf(&json, "%s\"f%d\":1", i == 0 ? "{" : ",", i);
		buf_putc(&json, '}');
		assert_int_equal(json_fields(s->arena, json.p, json.n, &lists,
				     &form, &faults),
		    n == JSON_FIELDS_MOST ? OK : ERR_MALFORMED);
	}
	buf_clear(&json);
	buf_clear(&form);
	buf_clear(&faults);
}

/* ---- sending it ---- */

static const char *
token_of(struct site *s, int o, enum role role)
{
	return api_token(
	    s, s->person[o][role_place(role)], s->org[o].id, SCOPES_ALL);
}

static int64_t
staff_numbered(struct site *s, const char *number)
{
	char sql[100];

	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM staff WHERE number = '%s'", number);
	return site_number(s, sql);
}

#define NEW_STAFF "/manage/staff/new"

static void
a_program_adds_staff(void **state)
{
	struct site *s = *state;
	const char *t = token_of(s, A, ROLE_ADMINISTRATOR);

	assert_int_equal(api_post(s, t, API NEW_STAFF,
			     "{\"number\":\"API1\",\"first_name\":\"Eve\","
			     "\"last_name\":\"\"}"),
	    422);
	assert_string_equal(site_header(s, "Content-Type"), "application/json");
	sees(s, "\"field\":\"last_name\"");
	sees(s, "\"value\":\"Eve\""); /* typed, and kept */
	assert_int_equal(staff_numbered(s, "API1"), 0);
	assert_int_equal(api_post(s, t, API NEW_STAFF,
			     "{\"number\":\"API1\",\"first_name\":\"Eve\","
			     "\"last_name\":\"O'Neil \\u0142\"}"),
	    200);
	assert_string_equal(
	    api_says(s, "location"), site_header(s, "Location"));
	assert_int_equal(
	    strncmp(site_header(s, "Location"), API "/manage/staff", 19), 0);
	assert_int_equal(staff_numbered(s, "API1"), 1);
	assert_int_equal(api_get(s, t, site_header(s, "Location")), 200);
	assert_int_equal(site_number(s, "SELECT count(*) FROM audit WHERE "
					"source = 'api' AND action = "
					"'staff.add'"),
	    1);
}

static void
what_cannot_be_read_is_said_where(void **state)
{
	static const struct {
		const char *type, *body;
		int status;
		const char *says;
	} all[] = {
		{ "application/json", "{\"number\":[1]}", 400, "$.number" },
		{ "application/json", "{\"number\":1,}", 400, "byte 13" },
		{ "application/json; charset=utf-8", "x", 400, "byte 1" },
		{ "application/json", "{\"unknown\":1}", 400, "" },
		{ "application/jsonx", "{}", 415, "" },
		{ "text/json", "{}", 415, "" },
		{ "", "{}", 415, "" },
		{ "application/x-www-form-urlencoded", "a=1&a=2", 400, "" },
		{ "application/x-www-form-urlencoded", "{}", 400, "" },
		{ "multipart/form-data; boundary=x", "--x--", 415, "" },
	};
	struct site *s = *state;
	const char *t = token_of(s, A, ROLE_ADMINISTRATOR);
	size_t i;

	assert_int_equal(api_get(s, t, API "/home"), 200);
	site_mark(s);
	for (i = 0; i < COUNT(all); i++) {
		assert_int_equal(api_send(s, t, API NEW_STAFF, all[i].type, "",
				     all[i].body, strlen(all[i].body)),
		    all[i].status);
		assert_string_equal(
		    site_header(s, "Content-Type"), "application/problem+json");
		if (strstr(api_says(s, "detail"), all[i].says) == NULL)
			fail_msg("%s", api_says(s, "detail"));
	}
	assert_true(site_unchanged(s));
}

static void
too_much_is_too_much(void **state)
{
	struct site *s = *state;
	const char *t = token_of(s, A, ROLE_ADMINISTRATOR);
	static char body[70000];

	memset(body, ' ', sizeof(body));
	memcpy(body, "{}", 2);
	assert_int_equal(api_send(s, t, API NEW_STAFF, "application/json", "",
			     body, sizeof(body)),
	    413);
	assert_string_equal(
	    site_header(s, "Content-Type"), "application/problem+json");
}

/* ---- the same act ---- */

static int
add_keyed(struct site *s, const char *t, const char *key, const char *body)
{
	return api_send(
	    s, t, API NEW_STAFF, "application/json", key, body, strlen(body));
}

static void
the_same_key_is_the_same_act(void **state)
{
	static const char body[] =
	    "{\"number\":\"KEY1\",\"first_name\":\"Eve\","
	    "\"last_name\":\"Key\"}";
	struct site *s = *state;
	const char *t = token_of(s, A, ROLE_ADMINISTRATOR);
	char long_key[300];

	assert_int_equal(add_keyed(s, t, "job-7", body), 200);
	assert_int_equal(add_keyed(s, t, "job-7", body), 200);
	assert_int_equal(staff_numbered(s, "KEY1"), 1);
	assert_int_not_equal(add_keyed(s, t, "job-8", body), 200);
	assert_int_not_equal(add_keyed(s, t, "", body), 200);
	assert_int_equal(staff_numbered(s, "KEY1"), 1);
	memset(long_key, 'k', sizeof(long_key));
	long_key[sizeof(long_key) - 1] = '\0';
	assert_int_equal(add_keyed(s, t, long_key, body), 400);
}

/* ---- no way round ---- */

/* A page elsewhere can have a browser send these, with its cookies. */
static void
a_browser_does_nothing_here(void **state)
{
	static const char *const types[] = { FORM_TYPE, "text/plain",
		"application/json" };
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	char uri[200];
	size_t i, k;

	site_mark(s);
	for (i = 0; i < COUNT(samples); i++)
		for (k = 0; k < COUNT(types); k++) {
			const char *body = arena_printf(s->arena,
			    "csrf=%s&op=%lld&%s", v->csrf, (long long)site_op(),
			    samples[i].fields);

			if (k == 2)
				body = "{\"reason\":\"x\"}";
			snprintf(uri, sizeof(uri), API "%s", samples[i].path);
			prepare(s->w, "POST", uri);
			s->w->wire.cookie = v->cookie;
			s->w->wire.fetch_site = "same-origin";
			s->w->wire.content_type = types[k];
			s->w->body = (struct memory){ body, strlen(body) };
			snprintf(s->w->length, sizeof(s->w->length), "%zu",
			    strlen(body));
			s->w->wire.content_length = s->w->length;
			serve(s->w);
			if (s->w->reply.status != 401 &&
			    s->w->reply.status != 404)
				fail_msg("%s: %d", uri, s->w->reply.status);
			assert_true(site_unchanged(s));
		}
}

/* And a token opens nothing but the API. */
static void
a_token_is_nothing_to_pages(void **state)
{
	struct site *s = *state;
	const char *t = token_of(s, A, ROLE_ADMINISTRATOR);

	assert_int_equal(api_get(s, t, "/home"), 303);
	assert_int_equal(
	    strncmp(site_header(s, "Location"), "/sign-in?", 9), 0);
	assert_int_equal(
	    api_send(s, t, "/settings", FORM_TYPE, "", "late-only=1", 11), 303);
	assert_int_equal(
	    strncmp(site_header(s, "Location"), "/sign-in?", 9), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_becomes_fields),
		cmocka_unit_test(no_more_fields_than_a_form_has),
		cmocka_unit_test(a_browser_does_nothing_here),
		cmocka_unit_test(a_program_adds_staff),
		cmocka_unit_test(what_cannot_be_read_is_said_where),
		cmocka_unit_test(too_much_is_too_much),
		cmocka_unit_test(the_same_key_is_the_same_act),
		cmocka_unit_test(a_token_is_nothing_to_pages),
	};

	return cmocka_run_group_tests_name(
	    "api post", tests, site_open, site_close);
}
