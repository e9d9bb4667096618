/* team_pages_test.c - a manager's pages: who is seen, a session, conflicts. */
#include "markup.h"

#include "site_training.h"
#include "team.h"

static const struct visitor *
manager(struct site *s)
{
	return site_as(s, A, ROLE_MANAGER);
}

static int
ask_for(struct site *s, const struct visitor *v, const char *where, int64_t id)
{
	char path[100];

	snprintf(path, sizeof(path), "%s%lld", where, (long long)id);
	return site_get(s, v, path);
}

/* Below one, beside one, oneself, and elsewhere. */
static void
only_who_is_below(void **state)
{
	struct site *s = *state;
	const struct site_training *t = s->training;
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	int own = (int)role_place(ROLE_MANAGER);
	int beside = (int)role_place(ROLE_VIEWER);

	assert_int_equal(ask_for(s, manager(s), "/team/", t->staff[A][0]), 200);
	assert_int_equal(
	    ask_for(s, manager(s), "/team/", t->staff[A][own]), 404);
	assert_int_equal(
	    ask_for(s, manager(s), "/team/", t->staff[A][beside]), 404);
	assert_int_equal(ask_for(s, manager(s), "/team/", t->staff[B][0]), 404);
	assert_int_equal(
	    ask_for(s, manager(s), "/team?of=", t->staff[A][beside]), 404);
	assert_int_equal(
	    ask_for(s, manager(s), "/team/chase?of=", t->staff[B][0]), 404);
	assert_int_equal(ask_for(s, a, "/team/", t->staff[A][beside]), 200);
	assert_int_equal(ask_for(s, a, "/team?of=", t->staff[A][own]), 200);
	assert_true(shows(s->w, "1 of 1 people"));
	assert_int_equal(ask_for(s, a, "/team?of=", t->staff[B][own]), 404);
}

static void
no_team_is_explained(void **state)
{
	struct site *s = *state;
	char sql[200];

	assert_int_equal(
	    site_get(s, site_as(s, A, ROLE_ADMINISTRATOR), "/team"), 200);
	assert_true(shows(s->w, "no staff record names you as the manager"));
	snprintf(sql, sizeof(sql),
	    "UPDATE staff SET person_id = NULL WHERE id = %lld",
	    (long long)s->training->staff[C][role_place(ROLE_MANAGER)]);
	site_sql(s, sql);
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_MANAGER), "/team"), 200);
	assert_true(shows(s->w, "is not linked to a staff record"));
	assert_int_equal(
	    site_get(s, site_as(s, C, ROLE_MANAGER), "/team/session"), 200);
	assert_true(shows(s->w, "is not linked to a staff record"));
}

/* What one person's page says is what the whole team's read says. */
static void
the_team_is_as_each_of_them(void **state)
{
	struct site *s = *state;
	struct app *app = &s->w->app;
	int64_t org = s->org[A].id;
	int64_t lead = s->training->staff[A][role_place(ROLE_MANAGER)];
	day today = clock_day(clock_now());
	struct owed_list owed;
	struct team t;
	size_t i, k;

	assert_int_equal(
	    team_read(app->reader, s->arena, org, lead, today, &t), OK);
	assert_int_equal(t.n, 1);
	assert_int_equal(training_owed(app->reader, s->arena, org,
			     &t.v[0].staff, today, &owed),
	    OK);
	assert_int_equal(owed.n, t.v[0].n);
	assert_true(owed.n > 0);
	for (i = 0; i < owed.n; i++) {
		for (k = 0; k < t.v[0].n; k++)
			if (strcmp(t.v[0].v[k].course->code,
				owed.v[i].course.code) == 0)
				break;
		assert_true(k < t.v[0].n);
		assert_int_equal(t.v[0].v[k].state, owed.v[i].state);
		assert_int_equal(t.v[0].v[k].done_on, owed.v[i].done_on);
		assert_int_equal(t.v[0].v[k].expires_on, owed.v[i].expires_on);
	}
}

/* ---- a group session ---- */

static void
fill(struct site *s, struct sheet *f, int64_t who, day held, const char *wanted)
{
	char name[40];
	int year, month, dom;

	day_split(held, &year, &month, &dom);
	sheet_take(s, manager(s), "/team/session", "/team/session", f);
	snprintf(name, sizeof(name), "who-%lld", (long long)who);
	sheet_set(f, s->arena, name, "1");
	sheet_set(f, s->arena, "course", "IG-INTRO");
	sheet_set(f, s->arena, "held-day", arena_printf(s->arena, "%d", dom));
	sheet_set(
	    f, s->arena, "held-month", arena_printf(s->arena, "%d", month));
	sheet_set(f, s->arena, "held-year", arena_printf(s->arena, "%d", year));
	sheet_set(f, s->arena, "trainer", "Own Trainer");
	sheet_set(f, s->arena, "sheet", "Folder 7");
	sheet_set(f, s->arena, "do", wanted);
	if (strcmp(wanted, "record") == 0)
		sheet_set(f, s->arena, "password", "right");
}

static void
a_session_is_checked_then_signed(void **state)
{
	struct site *s = *state;
	int64_t who = s->training->staff[A][0];
	day today = clock_day(clock_now());
	struct sheet f;
	const char *p;

	site_mark(s);
	fill(s, &f, who, today - 3, "check");
	assert_int_equal(sheet_send(s, manager(s), &f), 200);
	assert_true(shows(s->w, "Own Trainer"));
	assert_true(site_unchanged(s));
	p = buf_text(&s->w->reply.body);
	assert_true(sheet_next(&f, s->arena, &p, "/team/session"));
	sheet_set(&f, s->arena, "do", "record");
	sheet_set(&f, s->arena, "password", "wrong");
	assert_int_equal(sheet_send(s, manager(s), &f), 422);
	assert_true(shows(s->w, "Enter the right password"));
	sheet_set(&f, s->arena, "password", "right");
	assert_int_equal(sheet_send(s, manager(s), &f), 303);
	assert_string_equal(site_header(s, "Location"), "/team?recorded=1");
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM completion c JOIN "
			   "group_session g ON g.id = c.session_id WHERE "
			   "c.source = 3 AND g.sheet = 'Folder 7'"),
	    1);
	/* Another form, the same day: said beside the person. */
	fill(s, &f, who, today - 3, "record");
	assert_int_equal(sheet_send(s, manager(s), &f), 422);
	assert_true(
	    shows(s->w, "Own Staff Own Staff: This is on record for this day"));
}

static void
a_session_of_others_is_refused(void **state)
{
	struct site *s = *state;
	day today = clock_day(clock_now());
	int64_t beside = s->training->staff[A][role_place(ROLE_VIEWER)];
	struct sheet f;

	site_mark(s);
	fill(s, &f, beside, today - 2, "record");
	assert_int_equal(sheet_send(s, manager(s), &f), 422);
	assert_true(shows(s->w, "not in your team any more"));
	fill(s, &f, s->training->staff[B][0], today - 2, "record");
	assert_int_equal(sheet_send(s, manager(s), &f), 422);
	assert_false(shows(s->w, MARK));
	fill(s, &f, s->training->staff[A][0], today + 1, "record");
	assert_int_equal(sheet_send(s, manager(s), &f), 422);
	assert_true(shows(s->w, "must be today or in the past"));
	/* Staff numbers are the administrator's to type. */
	fill(s, &f, s->training->staff[A][0], today - 2, "record");
	sheet_set(&f, s->arena, "numbers", "S-1");
	assert_int_equal(sheet_send(s, manager(s), &f), 400);
	site_sql(s, "DELETE FROM throttle");
	assert_true(site_unchanged(s));
}

/* ---- somebody else saved first ---- */

static void
a_record_changed_meanwhile(void **state)
{
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet mine, other;
	char path[100];

	snprintf(path, sizeof(path), "/manage/staff/%lld/change",
	    (long long)s->training->staff[A][0]);
	sheet_take(s, a, path, path, &mine);
	other = mine;
	sheet_set(&other, s->arena, "unit", "Ward 9");
	assert_int_equal(sheet_send(s, a, &other), 303);
	sheet_set(&mine, s->arena, "unit", "Ward 6");
	assert_int_equal(sheet_send(s, a, &mine), 409);
	assert_true(shows(s->w, "On record now: Ward 9"));
	assert_true(shows(s->w, "You entered: Ward 6"));
	/* In a circle, or another one's number. */
	sheet_take(s, a, path, path, &mine);
	sheet_set(&mine, s->arena, "manager", "S-0");
	assert_int_equal(sheet_send(s, a, &mine), 422);
	assert_true(shows(s->w, "Choose another manager"));
	sheet_take(s, a, path, path, &mine);
	sheet_set(&mine, s->arena, "number", "S-1");
	assert_int_equal(sheet_send(s, a, &mine), 422);
	assert_true(shows(s->w, "Somebody else has this staff number"));
	sheet_set(&mine, s->arena, "number", "S-0");
	sheet_set(&mine, s->arena, "account", "markb-staff");
	assert_int_equal(sheet_send(s, a, &mine), 422);
	assert_true(shows(s->w, "No account of this organisation"));
}

static void
a_course_and_its_statement(void **state)
{
	static const char path[] = "/manage/courses/IG-BEGIN";
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet mine, other;

	sheet_take(s, a, path, path, &mine);
	other = mine;
	sheet_set(&other, s->arena, "statement", "Another text.");
	assert_int_equal(sheet_send(s, a, &other), 303);
	assert_int_equal(site_get(s, a, site_header(s, "Location")), 200);
	assert_true(shows(s->w, "The statement is version 2 now"));
	sheet_set(&mine, s->arena, "name", "Another name");
	assert_int_equal(sheet_send(s, a, &mine), 409);
	assert_true(shows(s->w, "On record now: Another text."));
	sheet_take(s, a, path, path, &mine);
	sheet_set(&mine, s->arena, "months", "0");
	assert_int_equal(sheet_send(s, a, &mine), 422);
	assert_true(shows(s->w, "between 1 and 120"));
}

static void
needs_changed_meanwhile(void **state)
{
	struct site *s = *state;
	const struct visitor *a = site_as(s, A, ROLE_ADMINISTRATOR);
	struct sheet mine, other;
	char name[60];

	snprintf(name, sizeof(name), "need-SECURITY-%lld",
	    (long long)s->training->group[A]);
	sheet_take(s, a, "/manage/needs", "/manage/needs", &mine);
	other = mine;
	sheet_field(&other, name)->on = true;
	assert_int_equal(sheet_send(s, a, &other), 303);
	assert_int_equal(
	    site_number(s,
		"SELECT count(*) FROM course_need WHERE course = 'SECURITY'"),
	    1);
	snprintf(name, sizeof(name), "need-RISK-%lld",
	    (long long)s->training->group[A]);
	sheet_field(&mine, name)->on = true;
	assert_int_equal(sheet_send(s, a, &mine), 409);
	assert_true(shows(s->w, "On record now: needed"));
	assert_true(shows(s->w, "On record now: not needed"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_who_is_below),
		cmocka_unit_test(no_team_is_explained),
		cmocka_unit_test(the_team_is_as_each_of_them),
		cmocka_unit_test(a_session_is_checked_then_signed),
		cmocka_unit_test(a_session_of_others_is_refused),
		cmocka_unit_test(a_record_changed_meanwhile),
		cmocka_unit_test(a_course_and_its_statement),
		cmocka_unit_test(needs_changed_meanwhile),
	};

	return cmocka_run_group_tests_name(
	    "team pages", tests, site_open, site_close);
}
