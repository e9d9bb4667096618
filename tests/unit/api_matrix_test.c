/*
 * api_matrix_test.c - the rights matrix, asked by programs: a token of whoever
 * may gets what their page would get, and tells what it shows.
 */
#include "api.h"
#include "matrix_paths.h"
#include "openapi.h"
#include "schema.h"

static struct json_object *described, *schemas;

/* Tokens of those who have a session that counts, at their places. */
static const char *tokens[40];

static void
tokens_are_made(void **state)
{
	struct matrix *m = *state;
	size_t k;

	for (k = 0; k < m->n; k++)
		if (m->ask[k].inside)
			tokens[k] = api_token(m->s, m->ask[k].person,
			    m->s->org[m->ask[k].o].id, SCOPES_ALL);
}

static bool
offered(const char *method, const char *pattern)
{
	size_t i;

	for (i = 0; i < routes_n; i++)
		if (strcmp(routes[i].pattern, pattern) == 0 &&
		    strcmp(method_name(&routes[i]), method) == 0)
			return route_offered(&routes[i]);
	return false;
}

static enum err (*handler_of(const struct rule *rule))(struct req *)
{
	size_t i;

	for (i = 0; i < routes_n; i++)
		if (strcmp(routes[i].pattern, rule->pattern) == 0 &&
		    strcmp(method_name(&routes[i]), rule->method) == 0)
			return routes[i].handler;
	return NULL;
}

static int
wanted(const struct rule *rule, const struct asker *a, enum place place)
{
	enum workflow w = a->o == C ? WORKFLOW_SIMPLIFIED : WORKFLOW_FULL;

	if (!offered(rule->method, rule->pattern))
		return 404;
	if (rule->everybody)
		return rule->answer[w];
	if (!a->inside)
		return 401;
	if ((rule->who[w] & (a->roles | ROLE_SIGNED_IN)) == 0)
		return 403;
	if (place != OWN)
		return 404;
	return rule->answer[w] == 303 ? 200 : rule->answer[w];
}

/* Said once, with everything that is wrong. */
static void __attribute__((format(printf, 3, 4)))
fault(struct matrix *m, const char *what, const char *fmt, ...)
{
	char text[2000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (m->faulty++ < 40)
		buf_printf(&m->faults, "%s: %s\n", what, text);
}

static void
mend(struct matrix *m, const struct asker *a, const char *pattern)
{
	if (strstr(pattern, "/kiosks/") != NULL)
		add_spare(m, a->o);
	else if (strstr(pattern, "/tokens/") != NULL)
		add_token(m, a->o);
	else if (strstr(pattern, "/people/groups/") != NULL)
		add_group(m->s, a->o);
	site_mark(m->s);
}

static void
ask_one(struct matrix *m, size_t k, const struct rule *rule, enum place place)
{
	struct asker *a = &m->ask[k];
	char path[200], uri[220], what[300];
	bool post = strcmp(rule->method, "POST") == 0;
	const char *fields;
	int status, want = wanted(rule, a, place);

	fill(m, rule->pattern, a->o, place, a->person, path);
	snprintf(uri, sizeof(uri), API "%s", path);
	snprintf(what, sizeof(what), "%s in %c: %s %s", a->name, "ABC"[a->o],
	    rule -> method, path);
	if (strncmp(path, "/verify/", 8) == 0)
		site_sql(m->s, "DELETE FROM throttle"); /* one address */
	if (post) {
		fields = fields_of(m, rule->pattern, a);
		buf_reset(&m->s->form);
		buf_puts(&m->s->form, fields);
		if (is_upload(path))
			upload_form(&m->s->upload, fields, strlen(fields));
		status = is_upload(path)
			     ? api_send(m->s, tokens[k], uri, UPLOAD_TYPE, "",
				   m->s->upload.p, m->s->upload.n)
			     : api_send(m->s, tokens[k], uri, FORM_TYPE, "",
				   fields, strlen(fields));
	} else {
		status = api_get(m->s, tokens[k], uri);
	}
	m->asked++;
	if (status != want && !(want == 403 && place != OWN && status == 404))
		fault(m, what, "%d, not %d", status, want);
	if (strcasestr(buf_text(&m->s->w->reply.body), MARK) != NULL &&
	    strstr(rule->pattern, "/organisations") == NULL &&
	    strncmp(rule->pattern, "/public", 7) != 0 &&
	    a->roles != ROLE_NATIONAL)
		fault(m, what, "tells what is B's");
	if (!site_unchanged(m->s)) {
		if (status != 200 || !post)
			fault(m, what, "changed the records with %d", status);
		mend(m, a, rule->pattern);
	}
}

static void
end(struct matrix *m)
{
	print_message("%lu requests\n", m->asked);
	if (m->faulty > 0)
		print_error("%s%lu faults\n", buf_text(&m->faults), m->faulty);
	assert_int_equal(m->faulty, 0);
}

static void
the_matrix_holds_for_programs(void **state)
{
	struct matrix *m = *state;
	const struct rule *rule;
	size_t i, k;

	site_mark(m->s);
	for (i = 0; i < m->policy.n; i++)
		for (k = 0; k < m->n; k++) {
			rule = &m->policy.v[i];
			if (m->ask[k].person != 0 && !m->ask[k].inside)
				continue; /* a session that has ended */
			if (m->ask[k].at != 0)
				continue; /* a kiosk is no program */
			ask_one(m, k, rule, OWN);
			if (strchr(rule->pattern, ':') == NULL)
				continue;
			ask_one(m, k, rule, FOREIGN);
			ask_one(m, k, rule, NOWHERE);
		}
	end(m);
}

/* The schema that the answer names is one of its route's, and it fits. */
static void
of_its_schema(struct matrix *m, const struct rule *rule,
    struct json_object *answer, const char *what)
{
	const char *link = strrchr(site_header(m->s, "Link"), '/');
	struct json_object *schema;
	const struct told_page *p;
	struct buf faults = { 0 };
	char name[60];

	assert_non_null(link);
	snprintf(
	    name, sizeof(name), "%.*s", (int)strcspn(link + 1, ">"), link + 1);
	schema = member(schemas, name);
	schema_check(schema, answer, name, &faults);
	if (faults.n > 0)
		fault(m, what, "%s", buf_text(&faults));
	buf_clear(&faults);
	for (p = told_pages; p->handler != NULL; p++)
		if (p->handler == handler_of(rule) &&
		    strcmp(p->shows, name) == 0)
			return;
	fault(m, what, "shows %s", name);
}

/* What a person sees and a program is told is the same, on every page. */
static void
compare(struct matrix *m, const struct rule *rule, size_t k)
{
	struct asker *a = &m->ask[k];
	struct site *s = m->s;
	struct shown p = { 0 };
	struct json_object *root;
	char path[200], uri[220];
	int status;

	fill(m, rule->pattern, a->o, OWN, a->person, path);
	snprintf(uri, sizeof(uri), API "%s", path);
	status = site_get(s, &a->v, path);
	p.page = arena_text(s->arena, buf_text(&s->w->reply.body));
	if (status >= 300 || strncmp(p.page, "<!DOCTYPE", 9) != 0)
		return;
	if (api_get(s, tokens[k], uri) != status)
		fault(m, uri, "%d, not %d", s->w->reply.status, status);
	root = api_answer(s);
	facts_in(&p, "", root);
	of_its_schema(m, rule, root, uri);
	json_object_put(root);
	if (p.missing.n > 0)
		fault(m, uri, "the page lacks\n%s", buf_text(&p.missing));
	buf_clear(&p.missing);
	m->asked++;
}

static void
every_page_is_told_as_it_is_shown(void **state)
{
	struct matrix *m = *state;
	size_t i, k;

	m->asked = 0;
	assert_int_equal(site_get(m->s, NULL, API "/openapi.json"), 200);
	described = json_tokener_parse(buf_text(&m->s->w->reply.body));
	assert_non_null(described);
	schemas = member(member(described, "components"), "schemas");
	for (i = 0; i < m->policy.n; i++)
		if (strcmp(m->policy.v[i].method, "GET") == 0 &&
		    offered("GET", m->policy.v[i].pattern))
			for (k = 0; k < m->n; k++)
				if (tokens[k] != NULL)
					compare(m, &m->policy.v[i], k);
	json_object_put(described);
	end(m);
	assert_true(m->asked > 500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_are_made),
		cmocka_unit_test(every_page_is_told_as_it_is_shown),
		cmocka_unit_test(the_matrix_holds_for_programs),
	};

	return cmocka_run_group_tests_name(
	    "api matrix", tests, open_matrix, close_matrix);
}
