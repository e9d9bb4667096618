/* clock.c - the system's clock, and instants in words. */
#include <stdio.h>
#include <time.h>

#include "clock.h"

int64_t
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec / 1000;
}

int64_t
clock_ticks(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec / 1000;
}

day
clock_day(int64_t at)
{
	time_t s = (time_t)(at / SECOND);
	struct tm tm;

	localtime_r(&s, &tm);
	return day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t
clock_begin(day on)
{
	return clock_at(on, 0, 0);
}

int64_t
clock_at(day on, int hour, int minute)
{
	struct tm tm = { .tm_isdst = -1, .tm_hour = hour, .tm_min = minute };
	int year, month, dom;

	day_split(on, &year, &month, &dom);
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	tm.tm_mday = dom;
	return (int64_t)mktime(&tm) * SECOND;
}

void
clock_text(int64_t at, char out[INSTANT_TEXT_SIZE])
{
	time_t s = (time_t)(at / SECOND);
	struct tm tm;
	size_t n;

	gmtime_r(&s, &tm);
	n = strftime(out, INSTANT_TEXT_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(out + n, INSTANT_TEXT_SIZE - n, ".%06uZ",
	    (unsigned)(at % SECOND) % 1000000);
}

void
clock_words(int64_t at, char out[INSTANT_WORDS_SIZE])
{
	char date[DAY_WORDS_SIZE], time[CLOCK_TIME_SIZE];

	day_words(clock_day(at), date);
	clock_time(at, time);
	snprintf(out, INSTANT_WORDS_SIZE, "%s, %s", date, time);
}

void
clock_time(int64_t at, char out[CLOCK_TIME_SIZE])
{
	time_t s = (time_t)(at / SECOND);
	struct tm tm;

	localtime_r(&s, &tm);
	snprintf(out, CLOCK_TIME_SIZE, "%02u:%02u", (unsigned)tm.tm_hour % 100,
	    (unsigned)tm.tm_min % 100);
}
