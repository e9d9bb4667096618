/* form_day_test.c - days as people type them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "form.h"
#include "wire.h"

static int
setup(void **state)
{
	struct bench *b = malloc(sizeof(*b));

	bench_open(b, "POST", "/");
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	bench_close(*state);
	free(*state);
	return 0;
}

/* The one fault, at this field, in these words. */
static void
fault_is(const struct form *f, const char *field, const char *message)
{
	assert_int_equal(f->faults.n, 1);
	assert_string_equal(f->faults.v[0].field, field);
	assert_string_equal(f->faults.v[0].message, message);
	assert_string_equal(faults_about(&f->faults, field), message);
}

static void
day_from(struct bench *b, struct form *f, struct typed_day *t, const char *dom,
    const char *month, const char *year)
{
	char body[200];

	snprintf(body, sizeof(body), "due-day=%s&due-month=%s&due-year=%s", dom,
	    month, year);
	bench_form(b, body, strlen(body));
	form_open(f, &b->req);
	form_day(f, "due", "date the plan will be finished", t);
}

static void
days(void **state)
{
	static const char *const months[] = { "3", "03", "March", "mar", "MAR",
		"marc" };
	struct typed_day t;
	struct form f;
	size_t i;

	for (i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		day_from(*state, &f, &t, "+9", months[i], "2026");
		assert_int_equal(form_close(&f), OK);
		assert_int_equal(t.on, day_make(2026, 3, 9));
		assert_string_equal(t.month, months[i]);
	}
	day_from(*state, &f, &t, "", "", "");
	assert_int_equal(form_close(&f), OK);
	assert_int_equal(t.on, DAY_NONE);
}

static void
day_incomplete(void **state)
{
	struct typed_day t;
	struct form f;

	day_from(*state, &f, &t, "", "2", "2026");
	fault_is(
	    &f, "due-day", "Date the plan will be finished must include a day");
	day_from(*state, &f, &t, "1", "", "2026");
	fault_is(&f, "due-month",
	    "Date the plan will be finished must include a month");
	day_from(*state, &f, &t, "1", "", "");
	fault_is(&f, "due-month",
	    "Date the plan will be finished must include a month and year");
	day_from(*state, &f, &t, "", "5", "");
	fault_is(&f, "due-day",
	    "Date the plan will be finished must include a day and year");
	assert_string_equal(t.month, "5");
	assert_int_equal(t.on, DAY_NONE);
	assert_int_equal(form_close(&f), ERR_INVALID);
}

static void
day_unreal(void **state)
{
	static const char *const odd[][3] = { { "29", "2", "2027" },
		{ "31", "4", "2026" }, { "0", "1", "2026" },
		{ "1", "13", "2026" }, { "1", "ma", "2026" },
		{ "1", "marchy", "2026" }, { "x", "1", "2026" },
		{ "1", "1", "26" }, { "1", "1", "99999" },
		{ "-1", "1", "2026" } };
	struct typed_day t;
	struct form f;
	size_t i;

	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		day_from(*state, &f, &t, odd[i][0], odd[i][1], odd[i][2]);
		fault_is(&f, "due-day",
		    "Date the plan will be finished must be a real date");
		assert_string_equal(t.dom, odd[i][0]);
		assert_int_equal(t.on, DAY_NONE);
	}
}

static void
day_on_record(void **state)
{
	struct bench *b = *state;
	struct typed_day t;

	typed_day_set(&b->req, &t, day_make(2026, 3, 9));
	assert_string_equal(t.dom, "9");
	assert_string_equal(t.month, "3");
	assert_string_equal(t.year, "2026");
	typed_day_set(&b->req, &t, DAY_NONE);
	assert_string_equal(t.year, "");
	assert_int_equal(t.on, DAY_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(days),
		TEST(day_incomplete),
		TEST(day_unreal),
		TEST(day_on_record),
	};

	return cmocka_run_group_tests_name("form-day", tests, NULL, NULL);
}
