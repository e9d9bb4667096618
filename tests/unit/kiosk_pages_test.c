/* kiosk_pages_test.c - a terminal: registered, and who stands there. */
#include "kiosk_stand.h"

/* ---- registering ---- */

static void
test_a_code_registers_a_browser(void **state)
{
	struct unit u = by(s->org[A].id, 0, "test");
	struct kiosk made = { .place = "Atrium" };
	char code[KIOSK_CODE_SIZE], pre[64], token[64];
	struct visitor v = { "", "" };
	struct sheet f;

	(void)state;
	assert_int_equal(site_get(s, NULL, "/kiosk"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/register");
	assert_int_equal(kiosk_add(s->w->app.writer, &u, &made, code), OK);
	assert_int_equal(site_get(s, NULL, "/kiosk/register"), 200);
	cookie_set(s->w, "__Host-igtk-pre", pre);
	snprintf(v.cookie, sizeof(v.cookie), "__Host-igtk-pre=%.43s", pre);
	sheet_take(s, &v, "/kiosk/register", "/kiosk/register", &f);
	assert_int_equal(sheet_send(s, &v, &f), 422);
	sheet_set(&f, s->arena, "code", "K7F2-9QXM-41AB");
	assert_int_equal(sheet_send(s, &v, &f), 422);
	assert_true(shows(s->w, "value=\"K7F2-9QXM-41AB\""));
	assert_true(shows(s->w, "Check the code"));
	sheet_set(&f, s->arena, "code", code);
	assert_int_equal(sheet_send(s, &v, &f), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk");
	assert_true(has(s->w, "; Path=/; HttpOnly; SameSite=Lax; Secure; "
			      "Max-Age=34560000\r\n"));
	cookie_set(s->w, "__Host-igtk-kiosk", token);
	snprintf(v.cookie, sizeof(v.cookie), "__Host-igtk-kiosk=%.43s", token);
	assert_int_equal(site_get(s, &v, "/kiosk"), 200);
	assert_true(shows(s->w, "Training kiosk: Atrium"));
	assert_int_equal(site_get(s, &v, "/kiosk/register"), 200);
	assert_true(shows(s->w, "This terminal is registered: Atrium"));
}

static void
test_a_revoked_terminal_says_so(void **state)
{
	struct unit u = by(s->org[A].id, 0, "test");
	struct terminal other = { .staff = t.staff };
	struct visitor v;

	(void)state;
	site_terminal(s, A, "Lobby", &other);
	site_stand(s, &other, AT_PROVED, &v);
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 200);
	assert_int_equal(
	    kiosk_revoke(s->w->app.writer, &u, other.kiosk.id), OK);
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/register");
	assert_int_equal(site_get(s, &v, "/kiosk/register"), 200);
	assert_true(shows(s->w, "was taken out of use"));
}

/* kiosk_cookie_no_rights: no page of the desk, whatever the cookies. */
static void
test_a_terminal_has_no_rights_at_the_desk(void **state)
{
	static const char *const pages[] = { "/home", "/people", "/audit",
		"/training/pin", "/manage/kiosks", "/assessment/14.1" };
	struct visitor v;
	size_t i;

	(void)state;
	site_stand(s, &t, AT_PROVED, &v);
	for (i = 0; i < COUNT(pages); i++) {
		assert_int_equal(site_get(s, &v, pages[i]), 303);
		assert_int_equal(
		    strncmp(site_header(s, "Location"), "/sign-in", 8), 0);
	}
	/* And the desk's session none at a terminal. */
	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_ADMINISTRATOR), "/kiosk/owed"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/register");
}

/* ---- who it is ---- */

static void
test_each_step_needs_the_one_before(void **state)
{
	struct visitor v;

	(void)state;
	site_stand(s, &t, AT_TERMINAL, &v);
	assert_int_equal(site_get(s, &v, "/kiosk/proof"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk?late=1");
	site_stand(s, &t, AT_NAMED, &v);
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/proof");
	assert_int_equal(site_get(s, &v, "/kiosk/attest/IG-ANNUAL"), 303);
	assert_int_equal(
	    site_post(s, &v, "/kiosk/attest/IG-ANNUAL", "today=x"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/proof");
	site_stand(s, &t, AT_PROVED, &v);
	assert_int_equal(site_get(s, &v, "/kiosk/proof"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/owed");
}

static void
test_an_empty_number_is_asked_for_again(void **state)
{
	struct visitor v;
	struct sheet f;
	char first[30];

	(void)state;
	site_stand(s, &t, AT_TERMINAL, &v);
	sheet_take(s, &v, "/kiosk", "/kiosk", &f);
	snprintf(first, sizeof(first), "%s", sheet_field(&f, "field")->value);
	assert_int_equal(sheet_send(s, &v, &f), 422);
	assert_true(shows(s->w, "Hold your badge to the reader, or enter"));
	sheet_take(s, &v, "/kiosk", "/kiosk", &f);
	assert_string_not_equal(first, sheet_field(&f, "field")->value);
	assert_int_equal(site_post(s, &v, "/kiosk", "number=1"), 400);
	assert_int_equal(site_post(s, &v, "/kiosk", "field=csrf"), 400);
}

/* The page without what is another one each time: csrf, op, field, time. */
static const char *
bare(void)
{
	char *page = arena_text(s->arena, buf_text(&s->w->reply.body)), *p,
	     *end;
	static const char *const marks[] = { "name=\"csrf\" value=\"",
		"name=\"op\" value=\"", "name=\"field\" value=\"",
		"id=\"secret\" name=\"" };
	size_t i;

	for (i = 0; i < COUNT(marks); i++)
		for (p = page; (p = strstr(p, marks[i])) != NULL;) {
			p += strlen(marks[i]);
			end = p + strcspn(p, "\"");
			memmove(p, end, strlen(end) + 1);
		}
	return page;
}

/* Unknown, without a PIN, locked, wrong: the same bytes. */
static void
test_a_guesser_learns_nothing(void **state)
{
	struct unit u = by(s->org[A].id, 0, "test");
	struct staff none = site_staff(s, A, "30000001", "Ada", 0);
	struct staff locked = site_staff(s, A, "30000002", "Ida", 0);
	const char *typed[] = { t.staff.number, "99999999", none.number,
		locked.number };
	const char *first = NULL, *asked = NULL;
	struct visitor v;
	size_t i;

	(void)state;
	assert_int_equal(pin_remove(s->w->app.writer, &u, none.id), OK);
	for (i = 0; i < PIN_LIMIT; i++)
		assert_int_equal(
		    pin_try(s->w->app.writer, &u, locked.id, "918273"),
		    ERR_DENIED);
	for (i = 0; i < COUNT(typed); i++) {
		name_oneself(&v, typed[i]);
		assert_int_equal(site_get(s, &v, "/kiosk/proof"), 200);
		if (asked == NULL)
			asked = bare();
		assert_string_equal(asked, bare());
		assert_int_equal(give_pin(&v, "918273"), 422);
		if (first == NULL)
			first = bare();
		assert_string_equal(first, bare());
	}
	assert_non_null(strstr(first, "After 5 wrong PINs only your password"));
	/* The locked one's right PIN is no right one. */
	assert_int_equal(give_pin(&v, KIOSK_PIN), 422);
}

static void
test_a_locked_pin_leaves_the_terminal_to_others(void **state)
{
	struct staff poor = site_staff(s, A, "30000003", "Una", 0);
	struct visitor v;
	int i;

	(void)state;
	name_oneself(&v, poor.number);
	for (i = 0; i < 2 * PIN_LIMIT; i++)
		assert_int_equal(give_pin(&v, "918273"), 422);
	assert_int_equal(give_pin(&v, KIOSK_PIN), 422);
	name_oneself(&v, t.staff.number);
	assert_int_equal(give_pin(&v, KIOSK_PIN), 303);
	assert_int_equal(site_get(s, &v, "/kiosk/owed"), 200);
	assert_true(shows(s->w, "Kofi M."));
	assert_false(shows(s->w, "Mensah"));
}

static void
test_a_password_does_without_a_pin(void **state)
{
	struct unit u = by(s->org[A].id, 0, "test");
	struct staff who = site_staff(
	    s, A, "30000004", "Eve", s->person[A][role_place(ROLE_VIEWER)]);
	struct visitor v;

	(void)state;
	assert_int_equal(pin_remove(s->w->app.writer, &u, who.id), OK);
	name_oneself(&v, who.number);
	assert_int_equal(give_password(&v, ""), 422);
	assert_int_equal(give_password(&v, "wrong"), 422);
	assert_true(shows(s->w, "Staff number and password do not match"));
	assert_int_equal(give_password(&v, "old"), 422);
	assert_int_equal(give_password(&v, "busy"), 503);
	assert_int_equal(give_password(&v, "right"), 303);
	assert_string_equal(site_header(s, "Location"), "/kiosk/owed");
	assert_int_equal(
	    site_number(s, "SELECT proof FROM kiosk_session"), VISIT_PASSWORD);
	/* Somebody without an account: as wrong as a wrong one. */
	name_oneself(&v, "30000001");
	assert_int_equal(give_password(&v, "right"), 422);
	name_oneself(&v, "88888888");
	assert_int_equal(give_password(&v, "right"), 422);
	site_sql(s, "DELETE FROM throttle");
}

/* Too many wrong ones delay this person's, and known ones like unknown. */
static void
test_passwords_are_throttled_by_person(void **state)
{
	static const char *const typed[] = { "30000004", "88888888" };
	struct visitor v;
	size_t k;
	int i;

	(void)state;
	for (k = 0; k < COUNT(typed); k++) {
		name_oneself(&v, typed[k]);
		for (i = 0; i < 5; i++)
			assert_int_equal(give_password(&v, "wrong"), 422);
		assert_int_equal(give_password(&v, "right"), 429);
		assert_true(shows(s->w, "Others can use this terminal"));
	}
	name_oneself(&v, t.staff.number);
	assert_int_equal(give_password(&v, "right"), 303);
	site_sql(s, "DELETE FROM throttle");
}

static void
test_a_leaver_is_told(void **state)
{
	struct unit u = by(s->org[A].id, 0, "test");
	struct staff who = site_staff(s, A, "30000005", "Lea", 0);
	struct visitor v;

	(void)state;
	who.ends_on = day_make(2020, 9, 30);
	assert_int_equal(staff_change(s->w->app.writer, &u, &who), OK);
	name_oneself(&v, who.number);
	assert_int_equal(give_pin(&v, "918273"), 422);
	assert_false(shows(s->w, "2020"));
	assert_int_equal(give_pin(&v, KIOSK_PIN), 403);
	assert_true(shows(s->w, "your last day at work was 30 September 2020"));
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM kiosk_session"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_code_registers_a_browser),
		cmocka_unit_test(test_a_revoked_terminal_says_so),
		cmocka_unit_test(test_a_terminal_has_no_rights_at_the_desk),
		cmocka_unit_test(test_each_step_needs_the_one_before),
		cmocka_unit_test(test_an_empty_number_is_asked_for_again),
		cmocka_unit_test(test_a_guesser_learns_nothing),
		cmocka_unit_test(
		    test_a_locked_pin_leaves_the_terminal_to_others),
		cmocka_unit_test(test_a_password_does_without_a_pin),
		cmocka_unit_test(test_passwords_are_throttled_by_person),
		cmocka_unit_test(test_a_leaver_is_told),
	};

	return cmocka_run_group_tests_name(
	    "kiosk pages", tests, open_terminal, site_close);
}
