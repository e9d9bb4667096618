/* duty_pages_test.c - duties on their pages: named, accepted, missing. */
#include "desk_pages.h"

#define LIST "/duties"
#define SIRO "/duties/siro"
#define NUMBER(what) site_number(s, "SELECT count(*) FROM " what)

static const struct visitor *
admin(struct site *s)
{
	return site_as(s, A, ROLE_ADMINISTRATOR);
}

static void
type_in(struct site *s, const char *page, const char *who, struct sheet *f)
{
	sheet_take(s, admin(s), page, page, f);
	sheet_set(f, s->arena, "name", who);
}

/* Named on the page of the duty. */
static void
named(struct site *s, const char *page, const char *who)
{
	struct sheet f;

	type_in(s, page, who, &f);
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_string_equal(site_header(s, "Location"),
	    arena_printf(s->arena, "%s?named=1", page));
}

static void
named_and_accepted_by_one_of_the_staff(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_STAFF);
	struct sheet f;

	type_in(s, SIRO, "a-staff", &f);
	sheet_set(&f, s->arena, "deputy", "A-VIEWER");
	sheet_set(&f, s->arena, "document", "Letter of 1 June");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(
	    site_get(s, admin(s), site_header(s, "Location")), 200);
	sees(s, "The holder is named");
	sees(s, "Not accepted yet");
	sees(s, "Letter of 1 June");
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees(s, "/duties/siro/accept");
	sheet_take(s, v, SIRO "/accept", SIRO "/accept", &f);
	sees(s, "I take on the duty Senior Information Risk Owner (SIRO) at "
		"Own Trust");
	/* Not without the password, and not with a wrong one. */
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter your password");
	assert_true(site_unchanged(s));
	sheet_set(&f, s->arena, "password", "wrong");
	assert_int_equal(sheet_send(s, v, &f), 422);
	sees(s, "Enter the right password");
	assert_int_equal(
	    NUMBER("duty_holding WHERE duty = 'siro' AND accepted_at > 0"), 0);
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 303);
	assert_int_equal(site_get(s, v, site_header(s, "Location")), 200);
	sees(s, "You have accepted this duty");
	sees_not(s, "Your password, once more");
	assert_int_equal(NUMBER("audit WHERE action = 'duty.accept'"), 1);
	assert_int_equal(site_get(s, v, "/home"), 200);
	sees_not(s, "/duties/siro/accept");
	/* They may not see the list, only what is theirs. */
	assert_int_equal(site_get(s, v, LIST), 403);
}

static void
accepted_once(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_MANAGER);
	static const char page[] = "/duties/foi-lead/accept";
	struct sheet f, stale;

	named(s, "/duties/foi-lead", "a-manager");
	sheet_take(s, v, page, page, &stale);
	sheet_take(s, v, page, page, &f);
	sheet_set(&f, s->arena, "password", "right");
	sheet_set(&stale, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, v, &f), 303);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 303); /* a double click */
	assert_int_equal(sheet_send(s, v, &stale), 409);
	sees(s, "You accepted this duty before");
	assert_true(site_unchanged(s));
}

static void
somebody_elses_is_not_known(void **state)
{
	struct site *s = *state;
	const struct visitor *v = site_as(s, A, ROLE_VIEWER);
	static const char page[] = "/duties/ra-manager/accept";
	struct sheet f, again;

	named(s, "/duties/ra-manager", "a-viewer");
	sheet_take(s, v, page, page, &f);
	sheet_set(&f, s->arena, "password", "right");
	sheet_set(&f, s->arena, "csrf", admin(s)->csrf);
	site_mark(s);
	assert_int_equal(site_get(s, admin(s), page), 404);
	assert_int_equal(sheet_send(s, admin(s), &f), 404);
	assert_true(site_unchanged(s));
	/* Named once more with another letter: that is what they accept. */
	sheet_set(&f, s->arena, "csrf", v->csrf);
	type_in(s, "/duties/ra-manager", "a-viewer", &again);
	sheet_set(&again, s->arena, "document", "Letter of 2 June");
	assert_int_equal(sheet_send(s, admin(s), &again), 303);
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 409);
	sees(s, "This was changed while you had it open");
	sees(s, "Letter of 2 June");
	assert_true(site_unchanged(s));
	/* And somebody else instead: it is not theirs any more. */
	named(s, "/duties/ra-manager", "a-staff");
	site_mark(s);
	assert_int_equal(sheet_send(s, v, &f), 404);
	assert_true(site_unchanged(s));
}

static void
what_is_typed_wrong_is_kept_and_said(void **state)
{
	static const char page[] = "/duties/caldicott-guardian";
	struct site *s = *state;
	struct sheet f;

	type_in(s, page, "Nobody Known", &f);
	sheet_set(&f, s->arena, "document", "Kept letter");
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Nobody here is called Nobody Known");
	sees(s, "value=\"Kept letter\"");
	sheet_set(&f, s->arena, "name", "Ann Own"); /* there are several */
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Two people here are called Ann Own. Enter the user name");
	sheet_set(&f, s->arena, "name", "markb-staff");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Nobody here is called markb-staff");
	sheet_set(&f, s->arena, "name", "a-staff");
	sheet_set(&f, s->arena, "deputy", "a-staff");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Choose a deputy who is not the holder");
	site_sql(s, "UPDATE person SET closed = 1 WHERE user_name = "
		    "'a-external-reviewer'");
	site_mark(s);
	sheet_set(&f, s->arena, "deputy", "a-external-reviewer");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "This account is closed. Choose somebody who works here");
	sheet_set(&f, s->arena, "deputy", "");
	sheet_set(&f, s->arena, "until-day", "1");
	sheet_set(&f, s->arena, "until-month", "1");
	sheet_set(&f, s->arena, "until-year", "2020");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "The last day must not be before the first");
	sees(s, "value=\"2020\"");
	sheet_set(&f, s->arena, "until-year", "");
	sheet_set(&f, s->arena, "until-day", "");
	sheet_set(&f, s->arena, "until-month", "");
	sheet_set(&f, s->arena, "from-day", "");
	sheet_set(&f, s->arena, "from-month", "");
	sheet_set(&f, s->arena, "from-year", "");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "Enter the first day");
	sheet_set(&f, s->arena, "from-day", "1");
	sheet_set(&f, s->arena, "from-month", "6");
	sheet_set(&f, s->arena, "from-year", "2026");
	sheet_set(&f, s->arena, "document", "x\r\nBcc: all@trust.example");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sheet_set(&f, s->arena, "document", "");
	sheet_set(&f, s->arena, "no-account", "1");
	sheet_set(&f, s->arena, "name", "Eve\nBcc: all@trust.example");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	assert_true(site_unchanged(s));
}

static void
two_who_name_somebody_at_once(void **state)
{
	static const char page[] = "/duties/security-manager";
	struct site *s = *state;
	struct sheet f, stale, end;

	type_in(s, page, "a-viewer", &stale);
	named(s, page, "a-staff");
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &stale), 409);
	sees(s, "Somebody else changed this meanwhile");
	sees(s, "value=\"a-viewer\"");
	assert_true(site_unchanged(s));
	sheet_take(s, admin(s), page, "/duties/security-manager/end", &end);
	type_in(s, page, "a-viewer", &f);
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	site_mark(s);
	assert_int_equal(sheet_send(s, admin(s), &end), 409);
	assert_true(site_unchanged(s));
	sheet_take(s, admin(s), page, "/duties/security-manager/end", &end);
	assert_int_equal(sheet_send(s, admin(s), &end), 303);
	assert_int_equal(
	    site_get(s, admin(s), site_header(s, "Location")), 200);
	sees(s, "The duty is vacant now");
	sees(s, "Who held it before");
	assert_int_equal(
	    NUMBER("duty_holding WHERE duty = 'security-manager'"), 2);
}

static void
a_duty_of_their_own_and_one_not_needed(void **state)
{
	static const char page[] = "/duties/senior-partner";
	struct site *s = *state;
	struct sheet f;

	sheet_take(s, admin(s), LIST, LIST, &f);
	sheet_set(&f, s->arena, "title", "Ward 9 records lead");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(
	    site_get(s, admin(s), "/duties/own-ward-9-records-lead"), 200);
	sees(s, "Vacant");
	sheet_take(s, admin(s), LIST, LIST, &f);
	sheet_set(&f, s->arena, "title", "ward 9 RECORDS lead");
	assert_int_equal(sheet_send(s, admin(s), &f), 422);
	sees(s, "There is a duty with this name");
	sheet_take(s, admin(s), page, "/duties/senior-partner/change", &f);
	sheet_set(&f, s->arena, "closed", "1");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(site_get(s, admin(s), page), 200);
	sees(s, "Not needed here");
	sees_not(s, "Name a holder");
	sheet_take(s, admin(s), "/duties/ig-lead", "/duties/ig-lead", &f);
	assert_int_equal(
	    site_post(s, admin(s), "/duties/ig-lead/change", "closed=1"), 422);
}

static void
the_start_page_tells_of_gaps(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, admin(s), "/home"), 200);
	sees(s, "are vacant");
	sees(s, "See who holds what");
	assert_int_equal(site_get(s, site_as(s, A, ROLE_VIEWER), "/home"), 200);
	sees_not(s, "are vacant");
}

/* The senior management details are the same records. */
static void
a_publications_details_and_the_list_are_one(void **state)
{
	static const char page[] = "/assessment/14.1/duties";
	struct site *s = *state;
	struct sheet f;

	site_sql(s, "UPDATE person SET name = 'Una Only' WHERE user_name = "
		    "'a-commissioner'");
	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "name-accountable-officer", "Una Only");
	sheet_set(&f, s->arena, "post-accountable-officer", "Chief executive");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(
	    site_get(s, admin(s), "/duties/accountable-officer"), 200);
	sees(s, "Una Only");
	sees(s, "Chief executive");
	assert_int_equal(
	    NUMBER("duty_holding h JOIN person p ON p.id = h.person_id WHERE "
		   "h.ended_at IS NULL AND p.user_name = 'a-commissioner'"),
	    1);
	assert_int_equal(site_get(s, site_as(s, A, ROLE_COMMISSIONER),
			     "/duties/accountable-officer/accept"),
	    200);
	/* Saved again as it is: nobody is named anew. */
	sheet_take(s, admin(s), page, page, &f);
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(NUMBER("duty_holding WHERE name = 'Una Only'"), 1);
	named(s, "/duties/accountable-officer", "a-staff");
	assert_int_equal(site_get(s, admin(s), page), 200);
	sees(s, "value=\"Ann Own\"");
	/* Emptied there, it is vacant here. */
	sheet_take(s, admin(s), page, page, &f);
	sheet_set(&f, s->arena, "name-accountable-officer", "");
	assert_int_equal(sheet_send(s, admin(s), &f), 303);
	assert_int_equal(NUMBER("duty_holding WHERE org_id = (SELECT id FROM "
				"org WHERE code = 'AAA01') AND duty = "
				"'accountable-officer' AND ended_at IS NULL"),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(named_and_accepted_by_one_of_the_staff),
		cmocka_unit_test(accepted_once),
		cmocka_unit_test(somebody_elses_is_not_known),
		cmocka_unit_test(what_is_typed_wrong_is_kept_and_said),
		cmocka_unit_test(two_who_name_somebody_at_once),
		cmocka_unit_test(a_duty_of_their_own_and_one_not_needed),
		cmocka_unit_test(the_start_page_tells_of_gaps),
		cmocka_unit_test(a_publications_details_and_the_list_are_one),
	};

	return cmocka_run_group_tests_name(
	    "duty pages", tests, site_open, site_close);
}
