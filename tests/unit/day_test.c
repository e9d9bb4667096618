/* day_test.c - the calendar, and the clock in words. */
#include <time.h>

#include "clock.h"
#include "day.h"
#include "plain.h"

static void
test_known_days(void **state)
{
	static const struct {
		int y, m, d, n;
	} known[] = { { 1970, 1, 1, 0 }, { 1969, 12, 31, -1 },
		{ 1900, 1, 1, -25567 }, { 2000, 2, 29, 11016 },
		{ 2026, 11, 22, 20779 }, { 9999, 12, 31, 2932896 } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(known); i++)
		assert_int_equal(
		    day_make(known[i].y, known[i].m, known[i].d), known[i].n);
}

/* Each day of 8,100 years, counted beside it. */
static void
test_every_day_follows_the_one_before(void **state)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	day on = day_make(1900, 1, 1);
	int y, m, d, gy, gm, gd, length;

	(void)state;
	for (y = 1900; y <= 9999; y++)
		for (m = 1; m <= 12; m++) {
			length = lengths[m - 1] +
				 (m == 2 && y % 4 == 0 &&
				     (y % 100 != 0 || y % 400 == 0));
			for (d = 1; d <= length; d++, on++) {
				if (day_make(y, m, d) != on)
					fail_msg("%d-%d-%d", y, m, d);
				day_split(on, &gy, &gm, &gd);
				if (gy != y || gm != m || gd != d)
					fail_msg("%d-%d-%d", y, m, d);
			}
			assert_int_equal(day_make(y, m, length + 1), DAY_NONE);
		}
}

static void
test_days_that_are_not(void **state)
{
	(void)state;
	assert_int_equal(day_make(2027, 2, 29), DAY_NONE);
	assert_int_equal(day_make(2100, 2, 29), DAY_NONE);
	assert_int_equal(day_make(2026, 4, 31), DAY_NONE);
	assert_int_equal(day_make(2026, 0, 1), DAY_NONE);
	assert_int_equal(day_make(2026, 13, 1), DAY_NONE);
	assert_int_equal(day_make(2026, 1, 0), DAY_NONE);
	assert_int_equal(day_make(2026, 1, 32), DAY_NONE);
	assert_int_equal(day_make(1899, 12, 31), DAY_NONE);
	assert_int_equal(day_make(10000, 1, 1), DAY_NONE);
	assert_int_equal(day_make(INT32_MAX, 1, 1), DAY_NONE);
}

static void
test_text_there_and_back(void **state)
{
	static const char *const good[] = { "1900-01-01", "1970-01-01",
		"2024-02-29", "2026-11-22", "9999-12-31" };
	char out[DAY_TEXT_SIZE];
	size_t i;
	day on;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		assert_true(day_parse(good[i], &on));
		day_text(on, out);
		assert_string_equal(out, good[i]);
	}
	day_text(DAY_NONE, out);
	assert_string_equal(out, "");
}

static void
test_text_that_is_no_day(void **state)
{
	static const char *const bad[] = { "", "2", "2026", "2026-11",
		"2026-11-", "2026-11-2", "2026-11-022", "2026-11-22 ",
		" 2026-11-22", "2026/11/22", "22-11-2026", "2026-1-22",
		"2026-11-2x", "2026-02-30", "1899-12-31", "0000-00-00",
		"-026-11-22", "+026-11-22", "2026-11-22T00:00", "20261122",
		"2026-11\n-2" };
	size_t i;
	day on;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		if (day_parse(bad[i], &on))
			fail_msg("taken: %s", bad[i]);
}

static void
test_words(void **state)
{
	char out[DAY_WORDS_SIZE];

	(void)state;
	day_words(day_make(2027, 3, 31), out);
	assert_string_equal(out, "31 March 2027");
	day_words(day_make(2026, 9, 1), out);
	assert_string_equal(out, "1 September 2026");
	day_words(day_make(9999, 9, 30), out);
	assert_string_equal(out, "30 September 9999");
	day_words(DAY_NONE, out);
	assert_string_equal(out, "");
}

static void
test_next_is_on_or_after(void **state)
{
	(void)state;
	assert_int_equal(
	    day_next(day_make(2026, 11, 22), "03-31"), day_make(2027, 3, 31));
	assert_int_equal(
	    day_next(day_make(2027, 3, 31), "03-31"), day_make(2027, 3, 31));
	assert_int_equal(
	    day_next(day_make(2027, 4, 1), "03-31"), day_make(2028, 3, 31));
	assert_int_equal(
	    day_next(day_make(2026, 12, 31), "01-01"), day_make(2027, 1, 1));
	assert_int_equal(day_next(day_make(2026, 1, 1), "13-01"), DAY_NONE);
	assert_int_equal(day_next(day_make(2026, 1, 1), "3-31"), DAY_NONE);
	assert_int_equal(day_next(day_make(2026, 1, 1), "03-311"), DAY_NONE);
	assert_int_equal(day_next(day_make(2026, 1, 1), ""), DAY_NONE);
}

/* The 29th of February comes in a leap year only. */
static void
test_next_29_february(void **state)
{
	(void)state;
	assert_int_equal(
	    day_next(day_make(2028, 1, 1), "02-29"), day_make(2028, 2, 29));
	assert_int_equal(
	    day_next(day_make(2026, 1, 1), "02-29"), day_make(2028, 2, 29));
	assert_int_equal(
	    day_next(day_make(2028, 3, 1), "02-29"), day_make(2032, 2, 29));
	assert_int_equal(
	    day_next(day_make(2096, 3, 1), "02-29"), day_make(2104, 2, 29));
}

/* ---- the clock ---- */

static void
zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

/* Microseconds of a UTC instant. */
static int64_t
at(int y, int m, int d, int hour, int minute, int second)
{
	return ((int64_t)day_make(y, m, d) * 86400 + hour * 3600 + minute * 60 +
		   second) *
	       SECOND;
}

static void
test_instants_for_machines_are_utc(void **state)
{
	char out[INSTANT_TEXT_SIZE];

	(void)state;
	zone("Europe/London");
	clock_text(at(2026, 7, 1, 11, 5, 1) + 123456, out);
	assert_string_equal(out, "2026-07-01T11:05:01.123456Z");
	clock_text(0, out);
	assert_string_equal(out, "1970-01-01T00:00:00.000000Z");
	clock_text(at(9999, 12, 31, 23, 59, 59) + 999999, out);
	assert_string_equal(out, "9999-12-31T23:59:59.999999Z");
}

static void
assert_words(int64_t instant, const char *want)
{
	char out[INSTANT_WORDS_SIZE];

	clock_words(instant, out);
	assert_string_equal(out, want);
}

static void
test_times_of_day_are_of_the_zone(void **state)
{
	char out[CLOCK_TIME_SIZE];

	(void)state;
	zone("Europe/London");
	assert_int_equal(clock_at(day_make(2026, 11, 22), 14, 5),
	    at(2026, 11, 22, 14, 5, 0));
	assert_int_equal(
	    clock_at(day_make(2026, 7, 1), 12, 5), at(2026, 7, 1, 11, 5, 0));
	assert_int_equal(
	    clock_begin(day_make(2026, 7, 1)), at(2026, 6, 30, 23, 0, 0));
	clock_time(at(2026, 7, 1, 11, 5, 59), out);
	assert_string_equal(out, "12:05");
}

static void
test_words_in_london_in_winter_and_summer(void **state)
{
	(void)state;
	zone("Europe/London");
	assert_words(at(2026, 11, 22, 14, 5, 59), "22 November 2026, 14:05");
	assert_words(at(2026, 7, 1, 11, 5, 0), "1 July 2026, 12:05");
	/* The last Sundays of March and October 2027, at 01:00 UTC. */
	assert_words(at(2027, 3, 28, 0, 59, 59), "28 March 2027, 00:59");
	assert_words(at(2027, 3, 28, 1, 0, 0), "28 March 2027, 02:00");
	assert_words(at(2026, 10, 25, 0, 30, 0), "25 October 2026, 01:30");
	assert_words(at(2026, 10, 25, 1, 30, 0), "25 October 2026, 01:30");
	assert_words(at(2026, 10, 25, 2, 0, 0), "25 October 2026, 02:00");
	assert_words(at(9999, 9, 30, 22, 59, 0), "30 September 9999, 23:59");
}

static void
test_the_day_is_that_of_the_zone(void **state)
{
	(void)state;
	zone("Europe/London");
	assert_int_equal(
	    clock_day(at(2026, 6, 30, 23, 30, 0)), day_make(2026, 7, 1));
	assert_int_equal(
	    clock_day(at(2026, 12, 31, 23, 30, 0)), day_make(2026, 12, 31));
	assert_int_equal(
	    clock_day(at(2027, 3, 31, 22, 59, 59)), day_make(2027, 3, 31));
	assert_int_equal(
	    clock_day(at(2027, 3, 31, 23, 0, 0)), day_make(2027, 4, 1));
	zone("UTC");
	assert_int_equal(
	    clock_day(at(2026, 6, 30, 23, 30, 0)), day_make(2026, 6, 30));
}

static void
test_now_is_now_and_ticks_only_grow(void **state)
{
	int64_t last = clock_ticks(), now, i;

	(void)state;
	assert_true(clock_now() / SECOND - (int64_t)time(NULL) <= 1);
	assert_true(clock_now() > at(2024, 1, 1, 0, 0, 0));
	for (i = 0; i < 100000; i++) {
		now = clock_ticks();
		assert_true(now >= last);
		last = now;
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_every_day_follows_the_one_before),
		cmocka_unit_test(test_days_that_are_not),
		cmocka_unit_test(test_text_there_and_back),
		cmocka_unit_test(test_text_that_is_no_day),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_next_is_on_or_after),
		cmocka_unit_test(test_next_29_february),
		cmocka_unit_test(test_instants_for_machines_are_utc),
		cmocka_unit_test(test_times_of_day_are_of_the_zone),
		cmocka_unit_test(test_words_in_london_in_winter_and_summer),
		cmocka_unit_test(test_the_day_is_that_of_the_zone),
		cmocka_unit_test(test_now_is_now_and_ticks_only_grow),
	};

	return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
