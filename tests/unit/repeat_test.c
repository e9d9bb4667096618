/* repeat_test.c - a form that is sent twice is stored once. */
#include "forms.h"

struct sample {
	const char *pattern;
	const char *set[10]; /* names and values */
};

/*
 * What makes each form one that is stored.  Those that bring another token,
 * /organisation and .../publish, are in move_test and publish_test, and
 * .../plan/sign, whose plan the others change, in plan_pages_test.
 */
static const struct sample samples[] = {
	{ "/assessment/:version/requirement/:number",
	    { "do", "save", "plan", "Once", "comment-1a", "Once" } },
	{ "/assessment/:version/plan", { NULL } },
	{ "/assessment/:version/plan/new/:number", { "title", "Once" } },
	{ "/assessment/:version/plan/action/:id", { "title", "Once" } },
	{ "/assessment/:version/plan/action/:id/report",
	    { "edition", "2", "progress", "40", "said", "Once" } },
	{ "/assessment/:version/requirement/:number/plan", { NULL } },
	{ "/assessment/:version/requirement/:number/confirm", { NULL } },
	{ "/assessment/:version/requirement/:number/reopen",
	    { "reason", "Once" } },
	{ "/assessment/:version/requirement/:number/drop", { NULL } },
	{ "/assessment/:version/duties", { "name-siro", "Once" } },
	{ "/assessment/:version/requirement/:number/override",
	    { "override-reason", "Once" } },
	{ "/assessment/:version/requirement/:number/cap", { NULL } },
	{ "/reviews/:organisation/:version",
	    { "outcome", "failed", "grade", "not-satisfactory", "reason",
		"Once" } },
	{ "/assessment/:version/supersede",
	    { "level-101", "1", "reason", "Once", "accept", "1", "password",
		"right" } },
	{ "/manage/figure/settings", { "model", "needs" } },
	{ "/manage/figure/reviews",
	    { "who", "Once", "findings", "Once", "done-day", "1", "done-month",
		"6", "done-year", "2024" } },
	{ "/duties", { "title", "Once" } },
	{ "/duties/:code", { "name", "Once", "no-account", "1" } },
	{ "/duties/:code/change", { "title", "Once more" } },
	{ "/duties/:code/accept", { "password", "right" } },
	{ "/duties/:code/end", { NULL } },
	{ "/people/new",
	    { "user", "once", "name", "Once", "role-viewer", "1" } },
	{ "/people/groups", { "group", "once", "role", "staff" } },
	{ "/people/groups/:id/revoke", { NULL } },
	{ "/people/:id", { "name", "Once" } },
	{ "/people/:id/roles", { "role-manager", "1" } },
	{ "/organisations/new",
	    { "code", "ONCE1", "name", "Once", "type", "ACU" } },
	{ "/organisations/:id", { "name", "Once" } },
	{ "/organisations/:id/commissioners", { "commissioner", MARK "1" } },
	{ "/organisations/:id/commissioners/:commissioner/end", { NULL } },
	{ "/exemptions/new", { "org", "AAA01", "version", "14.1", "number",
				 "101", "reason", "Once" } },
	{ "/exemptions/:id/end", { "reason", "Once" } },
	{ "/catalogue/:set/requirement/:number/edit", { "title", "Once" } },
	{ "/training/course/:code", { "password", "right" } },
	{ "/training/correct/:id", { "reason", "Once", "not", "1" } },
	{ "/training/policies/:id", { NULL } },
	{ "/manage/policies/new",
	    { "title", "Once", "text", "Once", "for-all", "1" } },
	{ "/manage/policies/:id", { "title", "Once" } },
	{ "/manage/policies/:id/text", { "text", "Once" } },
	{ "/team/session", { "trainer", "Once", "sheet", "Once", "do", "record",
			       "password", "right", "course", "IG-INTRO" } },
	{ "/manage/staff/new",
	    { "number", "ONCE", "first_name", "Once", "last_name", "Once" } },
	{ "/manage/staff/:id/change", { "unit", "Once" } },
	{ "/manage/staff/:id/exclusions",
	    { "kind", "0", "reason", "Once", "from-day", "1", "from-month", "6",
		"from-year", "2024" } },
	{ "/manage/staff/:id/exclusions/:exclusion/end", { NULL } },
	{ "/manage/courses/new",
	    { "code", "ONCE", "name", "Once", "statement", "Once" } },
	{ "/manage/courses/:code", { "name", "Once" } },
	{ "/manage/courses/:code/names", { "alias", "Once" } },
	{ "/manage/needs/groups", { "group", "Once" } },
	{ "/manage/needs", { NULL } },
	{ "/session/keep", { NULL } },
	/* Last: a year that is open offers other forms. */
	{ "/assessment", { "version", "15.0" } },
};

static struct forms all;

static int
open_forms(void **state)
{
	if (site_open(state) != 0)
		return -1;
	forms_take(&all, *state);
	return 0;
}

static struct offered *
form_of(const char *pattern)
{
	size_t i;

	for (i = 0; i < all.n; i++)
		if (strcmp(all.v[i].route->pattern, pattern) == 0)
			return &all.v[i];
	fail_msg("no form for %s", pattern);
	return NULL;
}

static void
send_twice(struct site *s, struct offered *o)
{
	char first[600];
	int status = sheet_send(s, o->v, &o->sheet);
	int64_t rows;

	if (status != 303 && status != 204)
		fail_msg("%s: %d", o->sheet.action, status);
	snprintf(first, sizeof(first), "%s", site_header(s, "Location"));
	site_mark(s);
	rows = site_number(s, "SELECT count(*) FROM audit");
	if (sheet_send(s, o->v, &o->sheet) != status)
		fail_msg("%s: %d, and then %d", o->sheet.action, status,
		    s->w->reply.status);
	assert_string_equal(site_header(s, "Location"), first);
	assert_int_equal(site_number(s, "SELECT count(*) FROM audit"), rows);
	if (!site_unchanged(s))
		fail_msg("%s was stored twice", o->sheet.action);
}

static void
twice(void **state)
{
	struct site *s = *state;
	size_t i, k;

	for (i = 0; i < COUNT(samples); i++) {
		const char *const *set = samples[i].set;
		struct offered *o = form_of(samples[i].pattern);

		for (k = 0; k + 1 < COUNT(samples[i].set); k += 2)
			if (set[k] != NULL)
				sheet_set(
				    &o->sheet, s->arena, set[k], set[k + 1]);
		send_twice(s, o);
	}
}

/* The number of a form does not stand in for what is in it. */
static void
same_number_other_text(void **state)
{
	struct site *s = *state;
	struct offered *o = form_of("/people/new");

	sheet_set(&o->sheet, s->arena, "user", "second");
	assert_int_equal(sheet_send(s, o->v, &o->sheet), 303);
	assert_int_equal(site_number(s, "SELECT count(*) FROM person WHERE "
					"user_name IN ('once', 'second')"),
	    2);
	/* Nor does one person's stand in for another's. */
	o = form_of("/assessment/:version/duties");
	sheet_set(&o->sheet, s->arena, "name-siro", "Twice");
	sheet_set(
	    &o->sheet, s->arena, "csrf", site_as(s, A, ROLE_REVIEWER)->csrf);
	o->v = site_as(s, A, ROLE_REVIEWER);
	assert_int_equal(sheet_send(s, o->v, &o->sheet), 303);
	assert_int_equal(
	    site_number(s, "SELECT count(*) FROM duty_holding WHERE name = "
			   "'Twice'"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twice),
		cmocka_unit_test(same_number_other_text),
	};

	return cmocka_run_group_tests_name(
	    "repeat", tests, open_forms, site_close);
}
