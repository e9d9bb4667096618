/*
 * openapi_list_test.c - the fields that come often in the forms, those that
 * programs may give as a list, and those that are told so, are the same.
 */
#include "asked.h"
#include "described.h"
#include "forms.h"
#include "lists.h"

/* ---- which fields those are ---- */

/* Of "who-7" the name of all of them; what has more behind it is no list. */
static bool
in_list(const char *boxes, const char *name)
{
	return text_among(boxes, name, strcspn(name, "-"));
}

static bool
has_more_behind(const char *name)
{
	return strncmp(name, "evidence-", 9) == 0; /* evidence-1-remove */
}

static size_t
not_listed(const struct route *route)
{
	size_t i, faults = 0;

	for (i = 0; i < asked.boxes_n; i++) {
		const char *name = asked.boxes[i];

		if (has_more_behind(name) ||
		    in_list(lists_of(route)->boxes, name))
			continue;
		print_error("%s: %s is one of many\n", route->pattern, name);
		faults++;
	}
	return faults;
}

static size_t
not_asked(const struct route *route)
{
	const struct json_lists *of = lists_of(route);
	size_t i, boxes = 0, words = 0;

	for (i = 0; i < asked.boxes_n; i++)
		boxes += in_list(of->boxes, asked.boxes[i]);
	for (i = 0; i < asked.texts_n; i++)
		words += text_among(
		    of->words, asked.texts[i], strlen(asked.texts[i]));
	if (words == words_in(of->words) && (boxes > 0 || of->boxes[0] == '\0'))
		return 0;
	print_error("%s: does not ask for %s %s\n", route->pattern, of->boxes,
	    of->words);
	return 1;
}

/* Whoever sees all staff is asked for more than whoever sees a team. */
static void
send_again(struct site *s, const struct route *route)
{
	static const char page[] = "/team/session";
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	static struct sheet sheet;

	if (strcmp(route->pattern, page) != 0)
		return;
	sheet_take(s, a, page, page, &sheet);
	(void)sheet_send(s, a, &sheet);
}

/* Every form is sent, and what its handler asks for is listened to. */
static void
boxes_that_come_often_are_lists(void **state)
{
	static struct forms f;
	struct site *s = *state;
	size_t i, faults = 0, lists_n = 0;

	forms_take(&f, s);
	forms_whole(&f);
	for (i = 0; i < f.n; i++) {
		const struct route *route = f.v[i].route;

		if (!route_offered(route)) /* signing out among them */
			continue;
		asked_begin(s->arena);
		(void)sheet_send(s, f.v[i].v, &f.v[i].sheet);
		send_again(s, route);
		faults += not_listed(route) + not_asked(route);
		lists_n += lists_of(route)->boxes[0] != '\0';
	}
	assert_int_equal(faults, 0);
	assert_true(lists_n > 8);
}

/* ---- what the description says ---- */

static struct json_object *
properties_of(struct json_object *operation)
{
	struct json_object *type =
	    member(member(member(operation, "requestBody"), "content"),
		"application/json");

	return type == NULL ? NULL
			    : member(member(type, "schema"), "properties");
}

/* "array", or one of types that has it. */
static bool
may_be_list(struct json_object *schema)
{
	struct json_object *type = member(schema, "type");
	const char *text;

	if (type == NULL)
		return false;
	if (json_object_is_type(type, json_type_array))
		type = json_object_array_get_idx(type, 0);
	text = json_object_get_string(type);
	if (strcmp(text, "array") != 0)
		return false;
	type = member(member(schema, "items"), "type");
	assert_string_equal(json_object_get_string(type), "string");
	return true;
}

static void
they_are_described_and_no_others(void **state)
{
	struct site *s = *state;
	struct json_object *root = description(s), *all;
	size_t i, found = 0, there = 0;

	for (i = 0; i < routes_n; i++) {
		const struct json_lists *of = lists_of(&routes[i]);

		if (routes[i].method != METHOD_POST ||
		    !route_offered(&routes[i]))
			continue;
		there += words_in(of->boxes) + words_in(of->words);
		all = properties_of(operation_of(s, root, &routes[i]));
		if (all == NULL) /* it takes a file */
			continue;
		json_object_object_foreach(all, name, schema)
		{
			size_t n = strlen(name);

			if (may_be_list(schema) !=
			    (text_among(of->boxes, name, n) ||
				text_among(of->words, name, n)))
				fail_msg("%s: %s", routes[i].pattern, name);
			found += may_be_list(schema);
		}
	}
	assert_int_equal(found, there);
	assert_true(found > 12);
	json_object_put(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_described_and_no_others),
		cmocka_unit_test(boxes_that_come_often_are_lists),
	};

	return cmocka_run_group_tests_name(
	    "openapi list", tests, site_open, site_close);
}
