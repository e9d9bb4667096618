/* history_test.c - the history of a requirement, and its line of the trail. */
#include "markup.h"

#define PAGE "/assessment/14.1/requirement/101"

static const struct visitor *
assessor(struct site *s)
{
	return site_as(s, A, ROLE_ASSESSOR);
}

static void
store(struct site *s, const char *name, const char *value)
{
	struct sheet f;

	sheet_take(s, assessor(s), PAGE, PAGE, &f);
	sheet_set(&f, s->arena, name, value);
	sheet_set(&f, s->arena, "do", "save");
	assert_int_equal(sheet_send(s, assessor(s), &f), 303);
	assert_int_equal(site_get(s, assessor(s), PAGE "/history"), 200);
}

/* What was empty and stays so is no change. */
static void
only_what_changed(void **state)
{
	struct site *s = *state;

	assert_int_equal(site_get(s, assessor(s), PAGE "/history"), 200);
	assert_true(shows(s->w, "Carried over from the year before"));
	assert_false(shows(s->w, ": none<"));
	assert_false(shows(s->w, ": -1<"));
	assert_false(shows(s->w, "2027-"));
	assert_true(shows(s->w, "Target date: 31 March "));
	store(s, "plan", "Another plan");
	assert_true(shows(s->w, "<li>Plan: Another plan</li>"));
	store(s, "plan", "");
	assert_true(shows(s->w, "<li>Plan: none</li>"));
	assert_false(shows(s->w, "Not relevant: "));
}

static void
grades_are_words(void **state)
{
	struct site *s = *state;
	char path[60];

	snprintf(path, sizeof(path), "/audit?before=%lld",
	    (long long)site_number(s,
		"SELECT a.seq + 1 FROM audit a JOIN org o ON o.id = a.org_id "
		"WHERE o.code = 'AAA01' AND action = 'assessment.publish'"));
	site_sql(s, "DROP TRIGGER audit_stays");
	site_sql(s, "UPDATE audit SET detail = replace(detail, "
		    "'\"not-satisfactory\"', '\"satisfactory\"') "
		    "WHERE action = 'assessment.publish'");
	assert_int_equal(site_get(s, site_as(s, A, ROLE_VIEWER), path), 200);
	assert_true(shows(s->w, "version 13.0: satisfactory"));
	site_sql(s, "UPDATE audit SET detail = replace(detail, "
		    "'\"satisfactory\"', '\"not-satisfactory\"') "
		    "WHERE action = 'assessment.publish'");
	assert_int_equal(site_get(s, site_as(s, A, ROLE_VIEWER), path), 200);
	assert_true(shows(s->w, "version 13.0: not satisfactory"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_changed),
		cmocka_unit_test(grades_are_words),
	};

	return cmocka_run_group_tests_name(
	    "history", tests, site_open, site_close);
}
