/* matrix_test.c - all routes, methods, roles and places: who gets what. */
#include "matrix_paths.h"

/* ---- one request ---- */

static void __attribute__((format(printf, 4, 5))) fault(struct matrix *m,
    const struct asker *a, const char *what, const char *fmt, ...)
{
	char text[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (m->faulty++ < 60)
		buf_printf(&m->faults, "%s in %c: %s: %s\n", a->name,
		    "ABC"[a->o], what, text);
}

static int
send_request(struct matrix *m, const struct asker *a, const char *method,
    const char *pattern, const char *path)
{
	const struct visitor *v = a->person == 0 && a->at == 0 ? NULL : &a->v;
	struct visitor both;

	m->asked++;
	if (strncmp(path, "/verify/", 8) == 0)
		site_sql(m->s, "DELETE FROM throttle"); /* one address */
	if (strcmp(method, "POST") != 0)
		return site_ask(m->s, v, method, path);
	if (strcmp(pattern, "/kiosk/register") == 0)
		return site_post(m->s, &m->pre, path, "code=");
	if (a->at != 0 && strcmp(pattern, "/kiosk") == 0)
		return site_post(
		    m->s, &a->start, path, fields_of(m, pattern, a));
	if (strcmp(pattern, "/sign-in") == 0) {
		snprintf(both.cookie, sizeof(both.cookie), "%s", m->pre.cookie);
		snprintf(both.csrf, sizeof(both.csrf), "%s", m->pre.csrf);
		return site_post(m->s, &both, path, "user=&password=");
	}
	if (v == NULL) {
		both = (struct visitor){ "", "x" };
		v = &both;
	}
	return site_post(m->s, v, path, fields_of(m, pattern, a));
}

/* What an answer may never hold, and what a refusal may never do. */
static void
look(struct matrix *m, const struct asker *a, const char *what, int status,
    bool may_write)
{
	struct wire_reply *r = &m->s->w->reply;
	char id[24];

	snprintf(id, sizeof(id), "%lld",
	    (long long)m->s->person[B][role_place(ROLE_ASSESSOR)]);
	if (strstr(what, "/organisations") == NULL &&
	    strstr(what, " /public/") == NULL && /* everybody's */
	    (a->roles != ROLE_NATIONAL || strstr(what, " /extract") == NULL) &&
	    (a->roles != ROLE_NATIONAL || strcmp(what, "GET /home") != 0) &&
	    (strcasestr(buf_text(&r->body), MARK) != NULL ||
		strcasestr(buf_text(&r->head), MARK) != NULL ||
		strstr(buf_text(&r->body), id) != NULL))
		fault(m, a, what, "shows what is B's");
	if ((status >= 400 || !may_write) && !site_unchanged(m->s))
		fault(m, a, what, "changed the records with %d", status);
	else if (!site_unchanged(m->s))
		site_mark(m->s);
}

/* What was undone by an answer that was right is put right again. */
static void
mend(struct matrix *m, struct asker *a, const char *pattern)
{
	struct site *s = m->s;

	if (a->at != 0) {
		stand_again(m, a);
	} else if (strstr(pattern, "/kiosks/") != NULL) {
		add_spare(m, a->o);
	} else if (strstr(pattern, "/tokens/") != NULL) {
		add_token(m, a->o);
	} else if (strcmp(pattern, "/sign-out") == 0) {
		site_visit(s, a->person, &a->v);
		if (a->roles == ROLE_NATIONAL)
			site_move(s, &a->v, a->person, s->org[a->o].id);
	} else if (strstr(pattern, "/revoke") != NULL) {
		add_group(s, a->o);
	} else {
		return;
	}
	site_mark(s);
}

static bool
may(const struct rule *rule, const struct asker *a)
{
	enum workflow w = a->o == C ? WORKFLOW_SIMPLIFIED : WORKFLOW_FULL;

	return (rule->who[w] & (a->roles | ROLE_SIGNED_IN)) != 0;
}

/* Whoever has not come there, or is past it, goes to another of its pages. */
static void
expect_at_kiosk(struct matrix *m, struct asker *a, const struct rule *rule,
    enum place place, int status, const char *what)
{
	int answer = place == OWN ? rule->answer[0] : 404;
	bool may_ask = (rule->who[0] & a->at) != 0;

	if (may_ask && status != answer)
		fault(m, a, what, "%d, not %d", status, answer);
	if (!may_ask && (status != 303 || strncmp(site_header(m->s, "Location"),
					      "/kiosk", 6) != 0))
		fault(m, a, what, "%d, not to another page", status);
}

static void
expect(struct matrix *m, struct asker *a, const struct rule *rule,
    enum place place, int status, const char *what)
{
	int answer =
	    rule->answer[a->o == C ? WORKFLOW_SIMPLIFIED : WORKFLOW_FULL];
	bool to_sign_in =
	    strncmp(site_header(m->s, "Location"), "/sign-in?", 9) == 0;

	if (rule->everybody) {
		if (status != answer)
			fault(m, a, what, "%d, not %d", status, answer);
	} else if (for_kiosk(rule)) {
		expect_at_kiosk(m, a, rule, place, status, what);
	} else if (!a->inside) {
		if (status != 303 || !to_sign_in)
			fault(m, a, what, "%d, not to sign in", status);
	} else if (!may(rule, a)) {
		if (status != 403 && (place == OWN || status != 404))
			fault(m, a, what, "%d, not 403", status);
	} else if (place != OWN) {
		if (status != 404)
			fault(m, a, what, "%d, not 404", status);
	} else if (status != answer) {
		fault(m, a, what, "%d, not %d", status, answer);
	}
}

static void
ask_one(struct matrix *m, struct asker *a, const struct rule *rule,
    const char *method, enum place place)
{
	char path[200], what[260];
	bool post = strcmp(method, "POST") == 0;
	int status;

	fill(m, rule->pattern, a->o, place, a->person, path);
	snprintf(what, sizeof(what), "%s %s", method, path);
	status = send_request(m, a, method, rule->pattern, path);
	look(m, a, what, status, post && (a->inside || a->at != 0));
	expect(m, a, rule, place, status, what);
	if ((a->inside || a->at != 0) && place == OWN && status == 303 && post)
		mend(m, a, rule->pattern);
}

static void
end(struct matrix *m)
{
	print_message("%lu requests\n", m->asked);
	if (m->faulty > 0)
		print_error("%s%lu faults\n", buf_text(&m->faults), m->faulty);
	assert_int_equal(m->faulty, 0);
}

/* ---- the tests ---- */

/* A route without a line, and a line without a route, are faults. */
static void
every_route_has_its_policy(void **state)
{
	struct matrix *m = *state;
	const struct rights *p = &m->policy;
	size_t i, k, missing = 0;

	for (i = 0; i < routes_n; i++)
		if (rule_of(p, method_name(&routes[i]), routes[i].pattern) ==
		    NULL) {
			print_error("no policy for %s %s\n",
			    method_name(&routes[i]), routes[i].pattern);
			missing++;
		}
	for (i = 0; i < p->n; i++) {
		for (k = 0; k < routes_n; k++)
			if (strcmp(p->v[i].pattern, routes[k].pattern) == 0 &&
			    strcmp(p->v[i].method, method_name(&routes[k])) ==
				0)
				break;
		if (k == routes_n) {
			print_error("no route for %s %s\n", p->v[i].method,
			    p->v[i].pattern);
			missing++;
		}
	}
	assert_int_equal(missing, 0);
	assert_int_equal(p->n, routes_n);
}

static void
in_each_place(struct matrix *m, const struct rule *r, const char *method)
{
	bool named = strchr(r->pattern, ':') != NULL;
	size_t k;

	for (k = 0; k < m->n; k++) {
		ask_one(m, &m->ask[k], r, method, OWN);
		if (!named)
			continue;
		ask_one(m, &m->ask[k], r, method, FOREIGN);
		ask_one(m, &m->ask[k], r, method, NOWHERE);
	}
}

static void
everybody_everywhere(void **state)
{
	struct matrix *m = *state;
	size_t i;

	for (i = 0; i < m->policy.n; i++) {
		in_each_place(m, &m->policy.v[i], m->policy.v[i].method);
		if (strcmp(m->policy.v[i].method, "GET") == 0)
			in_each_place(m, &m->policy.v[i], "HEAD");
	}
	end(m);
}

static void
no_other_method(void **state)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "DELETE",
		"TRACE", "OPTIONS", "PATCH", "CONNECT", "get", "" };
	struct matrix *m = *state;
	char path[200], what[260];
	size_t i, j, k;

	for (i = 0; i < m->policy.n; i++)
		for (j = 0; j < COUNT(methods); j++) {
			const char *pattern = m->policy.v[i].pattern;

			if (rule_of(&m->policy, methods[j], pattern) != NULL ||
			    strcmp(pattern, "/people/groups") == 0)
				continue;
			fill(m, pattern, A, OWN, 0, path);
			snprintf(what, sizeof(what), "%s %s", methods[j], path);
			for (k = 0; k < m->n; k++) {
				int status = send_request(
				    m, &m->ask[k], methods[j], pattern, path);

				look(m, &m->ask[k], what, status, false);
				if (status != 405)
					fault(
					    m, &m->ask[k], what, "%d", status);
			}
		}
	end(m);
}

/* B's own people see its mark: the pages above would have shown it. */
static void
the_mark_is_there(void **state)
{
	static const char *const pages[] = { "/home", "/assessment/14.1",
		"/assessment/14.1/requirement/101",
		"/assessment/14.1/requirement/101/history",
		"/assessment/14.1/readiness", "/assessment/14.1/duties",
		"/assessment/14.1/plan", "/assessment/14.1/plan/report",
		"/assessment/14.1/plan/sign", "/assessment/14.1/forecast",
		"/assessment/13.0/publication", "/people", "/people/new",
		"/manage/figure", "/audit", "/training",
		("/training/course/" B_COURSE), "/training/policies",
		"/manage/policies", "/manage/staff", "/manage/courses",
		"/manage/needs", "/manage/kiosks", "/manage/import",
		"/duties" };
	struct matrix *m = *state;
	size_t i;

	for (i = 0; i < COUNT(pages); i++) {
		assert_int_equal(
		    site_get(
			m->s, site_as(m->s, B, ROLE_ADMINISTRATOR), pages[i]),
		    200);
		assert_true(shows(m->s->w, MARK));
	}
}

/* Nobody learns whether an organisation is there. */
static void
other_organisations(void **state)
{
	struct matrix *m = *state;
	size_t k;

	for (k = 0; k < m->n; k++) {
		struct asker *a = &m->ask[k];
		char fields[60];

		if (!a->inside || a->roles == ROLE_NATIONAL)
			continue;
		snprintf(fields, sizeof(fields), "org=%lld",
		    (long long)m->s->org[B].id);
		assert_int_equal(
		    site_post(m->s, &a->v, "/organisation", fields), 403);
		assert_int_equal(
		    site_post(m->s, &a->v, "/organisation", "org=7"), 403);
		assert_true(site_unchanged(m->s));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_route_has_its_policy),
		cmocka_unit_test(everybody_everywhere),
		cmocka_unit_test(no_other_method),
		cmocka_unit_test(the_mark_is_there),
		cmocka_unit_test(other_organisations),
	};

	return cmocka_run_group_tests_name(
	    "matrix", tests, open_matrix, close_matrix);
}
