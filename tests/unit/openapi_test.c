/* openapi_test.c - the file that describes the API describes all of it. */
#include "api.h"
#include "described.h"
#include "desk_pages.h"
#include "openapi.h"

#define REF "$ref"

static struct json_object *root;

/* What a reference leads to; NULL: nothing. */
static struct json_object *
follow(const char *reference)
{
	struct json_object *at = root;
	char path[200], *word, *rest;

	if (strncmp(reference, "#/", 2) != 0)
		return NULL;
	snprintf(path, sizeof(path), "%s", reference + 2);
	for (word = strtok_r(path, "/", &rest); word != NULL && at != NULL;
	     word = strtok_r(NULL, "/", &rest))
		at = member(at, word);
	return at;
}

static void
references_lead_somewhere(struct json_object *value)
{
	size_t i;

	if (json_object_is_type(value, json_type_array))
		for (i = 0; i < json_object_array_length(value); i++)
			references_lead_somewhere(
			    json_object_array_get_idx(value, i));
	if (!json_object_is_type(value, json_type_object))
		return;
	json_object_object_foreach(value, name, inner)
	{
		if (strcmp(name, REF) == 0 &&
		    json_object_is_type(inner, json_type_string) &&
		    follow(json_object_get_string(inner)) == NULL)
			fail_msg("%s", json_object_get_string(inner));
		references_lead_somewhere(inner);
	}
}

static void
it_is_there_for_everybody(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, NULL, API "/openapi.json"), 200);
	assert_string_equal(site_header(s, "Content-Type"), "application/json");
	root = json_tokener_parse(buf_text(&s->w->reply.body));
	assert_non_null(root);
	assert_string_equal(
	    json_object_get_string(member(root, "openapi")), "3.1.0");
	references_lead_somewhere(root);
	assert_int_equal(site_get(s, NULL, "/openapi.json"), 404);
	assert_int_equal(site_get(s, NULL, API "/openapi.json?x=1"), 404);
	assert_int_equal(site_ask(s, NULL, "POST", API "/openapi.json"), 405);
}

static size_t
names_in(const char *pattern)
{
	size_t n = 0;

	for (; *pattern != '\0'; pattern++)
		n += *pattern == ':';
	return n;
}

static void
every_route_is_in_it_once(void **state)
{
	struct site *s = *state;
	struct json_object *paths = member(root, "paths"), *path, *ids;
	size_t i, offered = 0, found = 0;

	ids = json_object_new_object();
	for (i = 0; i < routes_n; i++) {
		const char *method =
		    routes[i].method == METHOD_GET ? "get" : "post";
		struct json_object *operation, *id;

		path = member(paths, braced(s, routes[i].pattern));
		operation = operation_of(s, root, &routes[i]);
		if ((operation != NULL) != route_offered(&routes[i]))
			fail_msg("%s %s", method, routes[i].pattern);
		if (operation == NULL)
			continue;
		offered++;
		assert_int_equal(
		    json_object_array_length(member(path, "parameters")),
		    names_in(routes[i].pattern));
		assert_non_null(member(operation, "responses"));
		assert_int_equal(member(operation, "requestBody") != NULL,
		    routes[i].method == METHOD_POST);
		assert_int_equal(
		    json_object_array_length(member(operation, "security")),
		    routes[i].roles != ROLE_PUBLIC);
		id = member(operation, "operationId");
		assert_null(member(ids, json_object_get_string(id)));
		json_object_object_add(
		    ids, json_object_get_string(id), json_object_get(id));
	}
	json_object_object_foreach(paths, name, all)
	{
		(void)name;
		found += (member(all, "get") != NULL) +
			 (member(all, "post") != NULL);
	}
	assert_int_equal(found, offered);
	assert_true(offered > 180);
	json_object_put(ids);
}

/* The names of fields that templates give, and none that a page makes up. */
static void
fields_of_forms_are_named(void **state)
{
	struct json_object *fields = follow("#/components/schemas/requirement");

	(void)state;
	assert_non_null(fields);
	fields = member(member(root, "paths"),
	    "/assessment/{version}/requirement/{number}");
	fields = member(member(fields, "post"), "requestBody");
	fields =
	    member(member(member(member(fields, "content"), "application/json"),
		       "schema"),
		"properties");
	assert_non_null(member(fields, "edition"));
	assert_non_null(member(fields, "plan"));
	assert_null(member(fields, "csrf"));
	assert_null(member(fields, "op"));
	json_object_object_foreach(fields, name, type)
	{
		(void)type;
		if (name[0] == '-' || name[strlen(name) - 1] == '-')
			fail_msg("%s", name);
	}
}

static void
its_table_names_what_there_is(void **state)
{
	const struct told_page *p;
	char reference[100];
	size_t i;

	(void)state;
	for (p = told_pages; p->handler != NULL; p++) {
		snprintf(reference, sizeof(reference),
		    "#/components/schemas/%s", p->shows);
		assert_non_null(follow(reference));
		for (i = 0; i < routes_n; i++)
			if (routes[i].handler == p->handler)
				break;
		assert_true(i < routes_n && route_offered(&routes[i]));
	}
}

static int
close_all(void **state)
{
	json_object_put(root);
	return site_close(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_there_for_everybody),
		cmocka_unit_test(every_route_is_in_it_once),
		cmocka_unit_test(fields_of_forms_are_named),
		cmocka_unit_test(its_table_names_what_there_is),
	};

	return cmocka_run_group_tests_name(
	    "openapi", tests, site_open, close_all);
}
