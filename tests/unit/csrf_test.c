/* csrf_test.c - no form from elsewhere does anything; no page writes. */
#include "csrf_samples.h"

/* Somebody of A who may use this route. */
static struct visitor *
visitor_for(struct site *s, const struct route *route)
{
	static struct visitor national;
	enum role role;
	unsigned i;

	if ((route->roles & ROLES_KIOSK) != 0)
		return stander_for(s, route);
	for (i = 0; (role = role_at(i)) != ROLE_PUBLIC; i++)
		if (role != ROLE_NATIONAL &&
		    (route->roles & (role | ROLE_SIGNED_IN)) != 0)
			return site_as(s, A, role);
	site_visit(s, s->national, &national);
	site_mark(s);
	return &national;
}

/* ---- tokens ---- */

static int
send_with(struct site *s, const struct visitor *v, const struct sample *form,
    const char *token)
{
	buf_reset(&s->form);
	if (token != NULL)
		buf_printf(&s->form, "csrf=%s&", token);
	buf_printf(&s->form, "op=%lld%s%s", (long long)site_op(),
	    form->fields[0] == '\0' ? "" : "&", form->fields);
	return site_send(s, v, form->path, s->form.p, s->form.n);
}

/* A token that differs from the right one in its last place only. */
static const char *
almost(const char *token)
{
	static char other[64];

	snprintf(other, sizeof(other), "%s", token);
	other[0] = other[0] == 'A' ? 'B' : 'A';
	return other;
}

static void
refused(struct site *s, int status, const char *path, const char *why)
{
	if (status != 403 || !site_unchanged(s))
		print_error("POST %s with %s: %d%s\n", path, why, status,
		    site_unchanged(s) ? "" : ", and the records changed");
	assert_int_equal(status, 403);
	assert_true(site_unchanged(s));
	assert_int_equal(site_header(s, "Set-Cookie")[0], '\0');
}

static void
refuse_tokens(struct site *s, const struct route *route)
{
	const struct visitor *v = visitor_for(s, route);
	const struct visitor *other = site_as(s, A, ROLE_COMMISSIONER);
	const struct sample f = sample_of(s, route);
	struct visitor again, pre;
	char cut[64], uri[200];

	if (v == other)
		other = site_as(s, A, ROLE_STAFF);
	refused(s, send_with(s, v, &f, NULL), f.path, "no token");
	refused(s, send_with(s, v, &f, ""), f.path, "an empty token");
	refused(s, send_with(s, v, &f, "x"), f.path, "a short token");
	refused(s, send_with(s, v, &f, almost(v->csrf)), f.path, "a wrong one");
	refused(s, send_with(s, v, &f, other->csrf), f.path, "another's");
	refused(s, send_with(s, v, &f, strchr(v->cookie, '=') + 1), f.path,
	    "the cookie's");
	snprintf(cut, sizeof(cut), "%.*s", (int)strlen(v->csrf) - 1, v->csrf);
	refused(s, send_with(s, v, &f, cut), f.path, "a cut one");
	/* Another session of the same person has another token. */
	site_visit(s, s->person[A][0], &again);
	site_mark(s);
	refused(s, send_with(s, v, &f, again.csrf), f.path, "a session's");
	/* Neither the address nor the sign-in form's pair stands in for it. */
	snprintf(uri, sizeof(uri), "%s?csrf=%s", f.path, v->csrf);
	refused(s, send_with(s, v, &(struct sample){ "", uri, f.fields }, NULL),
	    uri, "a token in the address");
	assert_int_equal(site_get(s, NULL, "/sign-in"), 200);
	hidden(s->w, "csrf", pre.csrf);
	refused(s, send_with(s, v, &f, pre.csrf), f.path, "the sign-in form's");
}

/* ---- where it came from ---- */

static int
send_from(struct site *s, const struct visitor *v, const struct sample *f,
    const char *fetch_site, const char *origin)
{
	buf_reset(&s->form);
	buf_printf(&s->form, "csrf=%s&op=%lld%s%s", v->csrf,
	    (long long)site_op(), f->fields[0] == '\0' ? "" : "&", f->fields);
	prepare(s->w, "POST", f->path);
	with_body(s->w, buf_text(&s->form));
	if (is_upload(f->path)) {
		upload_form(&s->upload, s->form.p, s->form.n);
		with_body(s->w, buf_text(&s->upload));
		s->w->wire.content_type = UPLOAD_TYPE;
	}
	s->w->wire.cookie = v->cookie;
	s->w->wire.fetch_site = fetch_site;
	s->w->wire.origin = origin;
	s->w->wire.host = "ig.example";
	return serve(s->w);
}

static void
refuse_places(struct site *s, const struct route *route)
{
	static const char *const sites[] = { "cross-site", "same-site",
		"Same-Origin", "same-origin ", "x" };
	static const char *const origins[] = { "https://evil.example", "null",
		"https://ig.example.evil.example", "https://evil-ig.example",
		"https://ig.exampl", "ig.example", "https://ig.example@evil",
		"https://x.ig.example", "file://", "https://ig.example/" };
	const struct visitor *v = visitor_for(s, route);
	const struct sample f = sample_of(s, route);
	size_t i;

	for (i = 0; i < COUNT(sites); i++) {
		refused(s, send_from(s, v, &f, sites[i], ""), f.path, sites[i]);
		refused(s, send_from(s, v, &f, sites[i], "https://ig.example"),
		    f.path, sites[i]);
	}
	for (i = 0; i < COUNT(origins); i++)
		refused(
		    s, send_from(s, v, &f, "", origins[i]), f.path, origins[i]);
}

static void
for_each_post(struct site *s, void (*test)(struct site *, const struct route *))
{
	size_t i, n = 0;

	site_mark(s);
	for (i = 0; i < routes_n; i++) {
		if (routes[i].method != METHOD_POST ||
		    routes[i].roles == ROLE_PUBLIC)
			continue;
		test(s, &routes[i]);
		n++;
	}
	print_message("%zu forms\n", n);
	assert_true(n >= 18);
}

static void
wrong_tokens(void **state)
{
	for_each_post(*state, refuse_tokens);
}

static void
wrong_places(void **state)
{
	for_each_post(*state, refuse_places);
}

/* The same forms with the right token come through: last, as they write. */
static void
come_through(struct site *s, const struct route *route)
{
	struct visitor *v = visitor_for(s, route);
	const struct sample f = sample_of(s, route);

	if (strstr(f.path, "/confirm") != NULL)
		v = site_as(s, A, ROLE_REVIEWER);
	else if (strstr(f.path, "/pub") || strstr(f.path, "/plan") ||
		 strstr(f.path, "/supersede") || strstr(f.path, "/stages"))
		v = site_as(s, A, ROLE_ADMINISTRATOR);
	assert_int_not_equal(
	    send_from(s, v, &f, "same-origin", "https://ig.example"), 403);
	assert_true(s->w->reply.status < 500);
	assert_null(strstr(buf_text(&s->w->reply.body), "out of date"));
	if (strcmp(f.path, "/sign-out") == 0)
		site_visit(s, s->person[A][0], v);
}

static void
right_tokens(void **state)
{
	for_each_post(*state, come_through);
}

/* ---- the sign-in form ---- */

static int
send_sign_in(
    struct site *s, const char *cookie, const char *csrf, const char *origin)
{
	struct visitor v;

	snprintf(v.cookie, sizeof(v.cookie), "%.199s", cookie);
	snprintf(v.csrf, sizeof(v.csrf), "%s", csrf);
	return send_from(s, &v,
	    &(struct sample){ "", "/sign-in", "user=a-staff&password=right" },
	    "", origin);
}

static void
sign_in_form(void **state)
{
	struct site *s = *state;
	struct visitor *v = site_as(s, A, ROLE_STAFF);
	char csrf[64], pre[64], cookie[100], other[64];

	site_mark(s);
	assert_int_equal(site_get(s, NULL, "/sign-in"), 200);
	hidden(s->w, "csrf", other);
	assert_int_equal(site_get(s, NULL, "/sign-in"), 200);
	hidden(s->w, "csrf", csrf);
	cookie_set(s->w, "__Host-igtk-pre", pre);
	snprintf(cookie, sizeof(cookie), "__Host-igtk-pre=%.43s", pre);
	refused(s, send_sign_in(s, "", csrf, ""), "/sign-in", "no cookie");
	refused(s, send_sign_in(s, cookie, "", ""), "/sign-in", "no token");
	refused(s, send_sign_in(s, cookie, other, ""), "/sign-in", "another's");
	refused(s, send_sign_in(s, cookie, pre, ""), "/sign-in", "the cookie");
	refused(s, send_sign_in(s, v->cookie, v->csrf, ""), "/sign-in",
	    "a session's pair");
	refused(s, send_sign_in(s, cookie, csrf, "https://evil.example"),
	    "/sign-in", "a foreign origin");
	assert_int_equal(send_sign_in(s, cookie, csrf, ""), 303);
}

/* ---- pages ---- */

static const char *
page_path(struct site *s, const char *pattern)
{
	static char path[100];

	if (training_path(s, pattern, path, sizeof(path)))
		return path;
	if (strcmp(pattern, "/people/:id") == 0)
		snprintf(path, sizeof(path), "/people/%lld",
		    (long long)s->person[A][0]);
	else if (strcmp(pattern, "/manage/figure/frozen/:id") == 0)
		snprintf(path, sizeof(path), "/manage/figure/frozen/%lld",
		    (long long)site_frozen(s, A));
	else if (strncmp(pattern, "/kiosk/", 7) == 0 &&
		 strstr(pattern, ":code") != NULL)
		snprintf(path, sizeof(path), "%.*sIG-ANNUAL",
		    (int)strcspn(pattern, ":"), pattern);
	else if (strncmp(pattern, "/manage/import/file/", 20) == 0)
		snprintf(path, sizeof(path), "/manage/import/file/%lld",
		    (long long)s->import_file[A]);
	else if (strncmp(pattern, "/manage/import/run/:id", 22) == 0)
		snprintf(path, sizeof(path), "/manage/import/run/%lld%s",
		    (long long)s->import_run[A], pattern + 22);
	else if (strcmp(pattern, "/assessment/:version") == 0)
		snprintf(path, sizeof(path), "/assessment/14.1");
	else if (strncmp(pattern, "/assessment/:version/", 21) == 0)
		snprintf(path, sizeof(path), "/assessment/14.1/%.*s%s",
		    (int)strcspn(pattern + 21, ":"), pattern + 21,
		    strstr(pattern, "/:initiative") != NULL ? "IGM"
		    : strstr(pattern, "/history") != NULL   ? "101/history"
		    : strstr(pattern, "/:number") != NULL   ? "101"
							    : "");
	else
		snprintf(path, sizeof(path), "%s", pattern);
	return path;
}

/* Not a byte of the file: neither records nor sessions nor anything else. */
static void
pages_do_not_write(void **state)
{
	struct site *s = *state;
	int64_t before = site_number(s, "PRAGMA data_version");
	enum role role;
	size_t i;
	unsigned k;

	for (i = 0; i < routes_n; i++)
		for (k = 0; (role = role_at(k)) != ROLE_PUBLIC; k++) {
			/* A lookup of a certificate is counted. */
			if (routes[i].method != METHOD_GET ||
			    role == ROLE_NATIONAL ||
			    strcmp(routes[i].pattern, "/verify/:number") == 0)
				continue;
			site_get(s, site_as(s, A, role),
			    page_path(s, routes[i].pattern));
			assert_true(s->w->reply.status < 500);
			assert_int_equal(
			    site_number(s, "PRAGMA data_version"), before);
		}
}

static enum err
try_to_write(struct db *db, void *arg)
{
	struct unit u = { .by = { .name = "", .source = "web" } };
	struct person p = { .user = "eve", .name = "Eve" };

	(void)arg;
	return person_add(db, &u, &p);
}

/* The connection of pages would not let them. */
static void
reader_cannot_write(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);

	site_mark(s);
	assert_int_not_equal(try_to_write(s->w->app.reader, NULL), OK);
	assert_int_not_equal(session_seen(s->w->app.reader,
				 strchr(v->cookie, '=') + 1, INT64_MAX / 2),
	    OK);
	assert_true(site_unchanged(s));
	assert_int_equal(site_number(s, "SELECT count(*) FROM session "
					"WHERE seen_at > 4000000000000000"),
	    0);
	assert_int_equal(site_get(s, v, "/home"), 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_do_not_write),
		cmocka_unit_test(reader_cannot_write),
		cmocka_unit_test(wrong_tokens),
		cmocka_unit_test(wrong_places),
		cmocka_unit_test(sign_in_form),
		cmocka_unit_test(right_tokens),
	};

	return cmocka_run_group_tests_name(
	    "csrf", tests, open_with_terminals, site_close);
}
