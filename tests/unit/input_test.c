/* input_test.c - what no browser sends, on every form and every address. */
#include "forms.h"

static struct forms all;

static int
open_forms(void **state)
{
	if (site_open(state) != 0)
		return -1;
	forms_take(&all, *state);
	forms_whole(&all);
	return 0;
}

/* The form's bytes and then some more; the records must stay as they are. */
static int
send_more(const struct offered *o, const char *more, size_t n)
{
	struct site *s = all.s;
	int status;

	sheet_bytes(s, &o->sheet);
	buf_add(&s->form, more, n);
	status = site_send(s, o->v, o->sheet.action, s->form.p, s->form.n);
	if (!site_unchanged(s))
		fail_msg("%s with %.60s changed the records, %d",
		    o->sheet.action, more, status);
	return status;
}

static void
want(const struct offered *o, const char *what, int status, int wanted)
{
	if (status != wanted)
		fail_msg("%s with %.60s: %d, not %d", o->sheet.action, what,
		    status, wanted);
}

static void
fields_twice(void **state)
{
	char more[200];
	size_t i, k, n = 0;

	(void)state;
	for (i = 0; i < all.n; i++)
		for (k = 0; k < all.v[i].sheet.n; k++) {
			const struct input_field *f = &all.v[i].sheet.v[k];

			snprintf(
			    more, sizeof(more), "&%s=1&%s=1", f->name, f->name);
			want(&all.v[i], more,
			    send_more(&all.v[i], more, strlen(more)), 400);
			n++;
		}
	print_message("%zu fields of %zu forms\n", n, all.n);
}

/* Mass assignment: no name that the form does not have is taken. */
static void
unknown_fields(void **state)
{
	static const char *const names[] = { "x", "id", "org_id", "person",
		"roles", "state", "level", "admin", "role-national",
		"confirmed", "published", "exempt", "completed_by", "edition2",
		"met-9z", "comment-9z", "evidence-9-title", "name-nobody",
		"csrf2", "Csrf", "__proto__", "a.b" };
	char more[80];
	size_t i, k;

	(void)state;
	for (i = 0; i < all.n; i++)
		for (k = 0; k < COUNT(names); k++) {
			if (snprintf(more, sizeof(more), "&%s=1", names[k]) < 0)
				continue;
			want(&all.v[i], more,
			    send_more(&all.v[i], more, strlen(more)), 400);
		}
}

/* No form at all: these bytes are refused before any field is read. */
static void
malformed_forms(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} bad[] = {
#define B(text) { text, sizeof(text) - 1 }
		B("&"),
		B("&&x=1"),
		B("&x"),
		B("&=1"),
		B("&x=%"),
		B("&x=%2"),
		B("&x=%zz"),
		B("&x=%-1"),
		B("&%=1"),
		B("&%6=1"),
		B("&x y=1"),
		B("&x%00=1"),
		B("&x=%00"),
		B("&x=a\0b"),
		B("&x=\xff"),
		B("&x=\xc0\xaf"),
		B("&x=%c0%af"),
		B("&x=\xed\xa0\x80"),
		B("&x=%ed%a0%80"),
		B("&x=\xf4\x90\x80\x80"),
		B("&x=\xe2\x82"),
		B("&x=%e2%82"),
		B("&x=\x80"),
		B("&x=%f8%88%80%80%80"),
		B("&x=%f0%80%80%af"),
		B("&x;y=1"),
		B("&<script>=1"),
#undef B
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < all.n; i++)
		for (k = 0; k < COUNT(bad); k++)
			want(&all.v[i], bad[k].bytes,
			    send_more(&all.v[i], bad[k].bytes, bad[k].n), 400);
}

/* The form with one of its fields holding this, as it is or coded. */
static int
send_with(const struct offered *o, size_t field, const char *bytes, bool coded)
{
	struct site *s = all.s;
	struct sheet f = o->sheet;
	size_t i;
	int status;

	buf_reset(&s->form);
	for (i = 0; i < f.n; i++) {
		if (!f.v[i].on && i != field)
			continue;
		buf_printf(
		    &s->form, "%s%s=", s->form.n > 0 ? "&" : "", f.v[i].name);
		if (i == field && !coded)
			buf_puts(&s->form, bytes);
		else
			put_coded(&s->form, i == field ? bytes
					    : f.v[i].value == NULL
						? ""
						: f.v[i].value);
	}
	status = site_send(s, o->v, f.action, s->form.p, s->form.n);
	if (!site_unchanged(s))
		fail_msg("%s with %s in %s changed the records, %d", f.action,
		    bytes, f.v[field].name, status);
	return status;
}

/* Bytes that are no text, in each field: 400 and nothing written. */
static void
no_text(void **state)
{
	static const char *const bad[] = { "\xff", "a\xc0\xaf", "\xed\xb0\x80",
		"x\xe2\x82", "%00", "a%00b", "%c0%80", "%ff", "%" };
	size_t i, k, b;

	(void)state;
	for (i = 0; i < all.n; i++)
		for (k = 0; k < all.v[i].sheet.n; k++)
			for (b = 0; b < COUNT(bad); b++)
				want(&all.v[i], bad[b],
				    send_with(&all.v[i], k, bad[b], false),
				    400);
}

/* Text that hides or turns itself, where a person types: 422. */
static void
hidden_characters(void **state)
{
	static const char *const bad[] = { "a\x01", "\x1b[2J", "a\x7f",
		"a\xc2\x80", "a\xe2\x80\xaez", "\xe2\x80\x8f", "\xe2\x81\xa6x",
		"\xd8\x9c", "x\xe2\x80\xaa" };
	size_t i, k, b, n = 0;

	(void)state;
	for (i = 0; i < all.n; i++)
		for (k = 0; k < all.v[i].sheet.n; k++) {
			const struct input_field *f = &all.v[i].sheet.v[k];

			if (f->kind != INPUT_TEXT ||
			    strcmp(f->name, "password") == 0)
				continue;
			for (b = 0; b < COUNT(bad); b++)
				want(&all.v[i], f->name,
				    send_with(&all.v[i], k, bad[b], true), 422);
			n++;
		}
	print_message("%zu fields to type in\n", n);
	assert_true(n > 30);
}

static void
many_fields(void **state)
{
	struct buf more = { 0 };
	size_t i;
	int k;

	(void)state;
	for (k = 0; k < 10000; k++)
		buf_printf(&more, "&f%d=1", k);
	for (i = 0; i < all.n; i++)
		want(&all.v[i], "10,000 fields",
		    send_more(&all.v[i], more.p, more.n),
		    all.v[i].route->body < more.n ? 413 : 400);
	buf_clear(&more);
}

/* ---- bodies ---- */

static int
send_length(const struct offered *o, const char *length, const char *type)
{
	struct world *w = all.s->w;
	int status;

	sheet_bytes(all.s, &o->sheet);
	prepare(w, "POST", o->sheet.action);
	with_body(w, buf_text(&all.s->form));
	w->wire.cookie = o->v->cookie;
	if (length != NULL)
		w->wire.content_length = length;
	if (type != NULL)
		w->wire.content_type = type;
	status = serve(w);
	assert_true(site_unchanged(all.s));
	return status;
}

static void
lengths(void **state)
{
	static const char *const none[] = { "", "x", "-1", "+5", "1e3", "0x10",
		" 5", "5 ", "5,5", "9999999999999" };
	size_t i, k;

	(void)state;
	for (i = 0; i < all.n; i++) {
		for (k = 0; k < COUNT(none); k++)
			want(&all.v[i], none[k],
			    send_length(&all.v[i], none[k], NULL), 411);
		want(&all.v[i], "a length that is too short",
		    send_length(&all.v[i], "3", NULL), 400);
		want(&all.v[i], "no byte", send_length(&all.v[i], "0", NULL),
		    400);
		want(&all.v[i], "a length that is too long",
		    send_length(&all.v[i], "4000", NULL), 400);
		want(&all.v[i], "a huge length",
		    send_length(&all.v[i], "999999999999", NULL), 413);
	}
}

static void
types(void **state)
{
	static const char *const bad[] = { "", "text/plain",
		"multipart/form-data; boundary=x", "application/json",
		"application/x-www-form-urlencodedx", "*/*",
		" application/x-www-form-urlencoded",
		"application/x-www-form-urlencoded,text/plain" };
	size_t i, k;

	(void)state;
	for (i = 0; i < all.n; i++)
		for (k = 0; k < COUNT(bad); k++)
			want(&all.v[i], bad[k],
			    send_length(&all.v[i], NULL, bad[k]), 415);
}

static void
too_large(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < all.n; i++) {
		size_t limit = all.v[i].route->body;
		char *big = malloc(limit + 1);

		assert_non_null(big);
		memset(big, 'a', limit + 1);
		want(&all.v[i], "a byte too many",
		    site_send(all.s, all.v[i].v, all.v[i].sheet.action, big,
			limit + 1),
		    413);
		want(&all.v[i], "as much as may be",
		    site_send(
			all.s, all.v[i].v, all.v[i].sheet.action, big, limit),
		    400);
		free(big);
	}
	assert_true(site_unchanged(all.s));
}

/* ---- addresses ---- */

static void
addresses(void **state)
{
	static const char *const bad[] = { "", "x", "*", "http://a/home", "//",
		"//home", "/home//", "/./home", "/../home", "/home/..",
		"/home/.", "/a/../home", "/%2e%2e/home", "/home%2f", "/%2fhome",
		"/home%00", "/home%0a", "/home\\", "\\home", "/home;x=1",
		"/home?a=b c", "/home?\x01", "/home?\xff", "/home\xff",
		"/home?a=%", "/home\t", "/ home", "/h%6fme", "/HOME", "/home/",
		"/assessment/", "/assessment/14.1/", "/assessment//requirement",
		"/assessment/14.1/requirement/101/", "/people/-1", "/people/0",
		"/people/1e5", "/people/99999999999999999999",
		"/people/9223372036854775808", "/assessment/14.1/score/XXX",
		"/assessment/14.1'--/score", "/assessment/14.1/requirement/*",
		"/home#x", "/$(id)", "/{}", "/<script>" };
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_ADMINISTRATOR);
	char huge[9000];
	size_t i;

	for (i = 0; i < COUNT(bad); i++) {
		int status = site_get(s, v, bad[i]);

		if (status != 400 && status != 404 &&
		    strcmp(bad[i], "/home?a=%") != 0)
			fail_msg("%s: %d", bad[i], status);
		status = site_send(s, v, bad[i], "csrf=x", 6);
		if (status != 400 && status != 403 && status != 404 &&
		    status != 405)
			fail_msg("POST %s: %d", bad[i], status);
	}
	memset(huge, 'a', sizeof(huge));
	huge[0] = '/';
	huge[sizeof(huge) - 1] = '\0';
	assert_int_equal(site_get(s, v, huge), 414);
	memcpy(huge, "/home?", 6);
	assert_int_equal(site_get(s, v, huge), 414);
	assert_true(site_unchanged(s));
}

/* Pages that take a query take what they know of, and nothing else. */
static void
queries(void **state)
{
	static const char *const pages[] = { "/sign-in", "/people",
		"/people/new", "/organisations", "/organisations/new", "/audit",
		"/assessment/14.1", "/assessment/14.1/readiness",
		"/assessment/14.1/requirement/101" };
	static const char *const bad[] = { "x=1", "a", "%", "x=%00", "x=%ff",
		"=1", "saved=1&saved=1", "before=1&before=1", "next=/&next=/" };
	struct site *s = *state;
	char uri[200];
	size_t i, k;

	for (i = 0; i < COUNT(pages); i++)
		for (k = 0; k < COUNT(bad); k++) {
			snprintf(uri, sizeof(uri), "%s?%s", pages[i], bad[k]);
			if (site_get(s, &all.national, uri) != 400)
				fail_msg("%s: %d", uri, s->w->reply.status);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_twice),
		cmocka_unit_test(unknown_fields),
		cmocka_unit_test(malformed_forms),
		cmocka_unit_test(no_text),
		cmocka_unit_test(hidden_characters),
		cmocka_unit_test(many_fields),
		cmocka_unit_test(lengths),
		cmocka_unit_test(types),
		cmocka_unit_test(too_large),
		cmocka_unit_test(addresses),
		cmocka_unit_test(queries),
	};

	return cmocka_run_group_tests_name(
	    "input", tests, open_forms, site_close);
}
