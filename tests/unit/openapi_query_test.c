/*
 * openapi_query_test.c - what handlers read of their query, and what the
 * OpenAPI file says that they read, are the same names.
 */
#include "asked.h"
#include "described.h"
#include "matrix_paths.h"
#include "openapi.h"

/* Does the text name it?  "x-*" does where that begins it. */
static bool
names(const char *text, const char *name)
{
	size_t n;

	for (; *text != '\0'; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		if (strlen(name) == n && memcmp(text, name, n) == 0)
			return true;
		if (text[n - 1] == '*' && strncmp(text, name, n - 1) == 0)
			return true;
	}
	return false;
}

static const struct told_query *
told_of(const struct route *route)
{
	static const struct told_query nothing = { NULL, "", "" };
	const struct told_query *q = told_queries;

	while (q->handler != NULL && q->handler != route->handler)
		q++;
	return q->handler == NULL ? &nothing : q;
}

/* All of them with a value that most of them take. */
static void
add_query(struct buf *uri, const char *text, char between)
{
	size_t n;

	for (; *text != '\0'; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		buf_putc(uri, between);
		buf_add(uri, text, text[n - 1] == '*' ? n - 1 : n);
		buf_puts(uri, text[n - 1] == '*' ? "101=1" : "=1");
		between = '&';
	}
}

/* Some names are read only where others are there: one at a time as well. */
static void
ask_with(struct matrix *m, const struct asker *a, const char *path,
    const struct told_query *told)
{
	struct buf uri = { 0 };
	const char *all = told->asks;
	char one[60];
	size_t n;

	buf_puts(&uri, path);
	add_query(&uri, told->asks, '?');
	add_query(&uri, told->tells, told->asks[0] == '\0' ? '?' : '&');
	(void)site_get(m->s, &a->v, buf_text(&uri));
	for (; *all != '\0'; all += n + (all[n] == ' ')) {
		n = strcspn(all, " ");
		snprintf(one, sizeof(one), "%.*s", (int)n, all);
		buf_reset(&uri);
		buf_puts(&uri, path);
		add_query(&uri, one, '?');
		(void)site_get(m->s, &a->v, buf_text(&uri));
	}
	buf_clear(&uri);
}

/* Everybody asks who is there; true where somebody got as far as a page. */
static bool
everybody_asks(struct matrix *m, const struct route *route)
{
	char path[200];
	bool came = false;
	size_t k;
	int status;

	for (k = 0; k < m->n; k++) {
		const struct asker *a = &m->ask[k];

		if (!a->inside)
			continue;
		fill(m, route->pattern, a->o, OWN, a->person, path);
		status = site_get(m->s, &a->v, path);
		came = came || status == 200 || status == 303 || status == 422;
		if (status != 403)
			ask_with(m, a, path, told_of(route));
		site_sql(m->s, "DELETE FROM throttle"); /* one address */
	}
	return came;
}

/* Everything that is read is told; returns what is not. */
static size_t
not_told(const struct route *route, const struct told_query *told)
{
	size_t i, faults = 0;

	for (i = 0; i < asked.of_query_n; i++) {
		const char *name = asked.of_query[i];

		if (names(told->asks, name) || names(told->tells, name))
			continue;
		print_error(
		    "%s reads %s, which is not told\n", route->pattern, name);
		faults++;
	}
	return faults;
}

/* And everything that is told is read. */
static size_t
not_read(const struct route *route, const char *text)
{
	size_t i, n, faults = 0;
	char one[60];

	for (; *text != '\0'; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		snprintf(one, sizeof(one), "%.*s", (int)n, text);
		for (i = 0; i < asked.of_query_n; i++)
			if (names(one, asked.of_query[i]))
				break;
		if (i < asked.of_query_n)
			continue;
		print_error("%s does not read %s\n", route->pattern, one);
		faults++;
	}
	return faults;
}

static size_t
compare(const struct route *route)
{
	const struct told_query *told = told_of(route);

	return not_told(route, told) + not_read(route, told->asks) +
	       not_read(route, told->tells);
}

static void
what_is_read_is_told(void **state)
{
	struct matrix *m = *state;
	const struct rule *rule;
	size_t i, faults = 0, read = 0;

	for (i = 0; i < routes_n; i++) {
		if (routes[i].method != METHOD_GET ||
		    !route_offered(&routes[i]))
			continue;
		asked_begin(m->s->arena);
		rule = rule_of(&m->policy, "GET", routes[i].pattern);
		assert_non_null(rule);
		/* What the matrix has nothing for is not found. */
		if (!everybody_asks(m, &routes[i]) && rule->answer[0] != 404)
			fail_msg("no page of %s", routes[i].pattern);
		read += asked.of_query_n;
		faults += compare(&routes[i]);
	}
	assert_int_equal(faults, 0);
	assert_true(read > 150);
}

/* ---- the file ---- */

static void
look_at(struct json_object *one, const struct told_query *told)
{
	const char *name = json_object_get_string(member(one, "name"));
	const char *in = json_object_get_string(member(one, "in"));

	assert_true(names(told->asks, name) || names(told->tells, name));
	assert_string_equal(in, "query");
	assert_non_null(member(one, "schema"));
	assert_non_null(member(one, "description"));
}

/* The table is in the file, each name once, with a schema and in words. */
static void
the_file_has_the_table(void **state)
{
	struct matrix *m = *state;
	struct json_object *root = description(m->s), *all;
	size_t i, k, n;

	for (i = 0; i < routes_n; i++) {
		const struct told_query *told = told_of(&routes[i]);

		if (!route_offered(&routes[i]))
			continue;
		all =
		    member(operation_of(m->s, root, &routes[i]), "parameters");
		n = all == NULL ? 0 : json_object_array_length(all);
		assert_int_equal(
		    n, words_in(told->asks) + words_in(told->tells));
		for (k = 0; k < n; k++)
			look_at(json_object_array_get_idx(all, k), told);
	}
	json_object_put(root);
}

/* A line for a handler that no GET has is a fault, and so is a second one. */
static void
its_lines_are_of_routes(void **state)
{
	const struct told_query *q, *other;
	size_t i;

	(void)state;
	for (q = told_queries; q->handler != NULL; q++) {
		for (other = q + 1; other->handler != NULL; other++)
			assert_true(other->handler != q->handler);
		for (i = 0; i < routes_n; i++)
			if (routes[i].handler == q->handler)
				break;
		assert_true(i < routes_n && routes[i].method == METHOD_GET &&
			    route_offered(&routes[i]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_told),
		cmocka_unit_test(the_file_has_the_table),
		cmocka_unit_test(its_lines_are_of_routes),
	};

	return cmocka_run_group_tests_name(
	    "openapi query", tests, open_matrix, close_matrix);
}
