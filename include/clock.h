/* clock.h - what time it is, asked in one place so that tests can answer. */
#ifndef CLOCK_H
#define CLOCK_H
#include <stdint.h>

#include "day.h"

/* Instants are microseconds since 1970-01-01 00:00 UTC. */
#define SECOND INT64_C(1000000)

#define INSTANT_TEXT_SIZE 28  /* "2026-11-22T09:05:01.123456Z" */
#define INSTANT_WORDS_SIZE 40 /* "22 November 2026, 14:05" */
#define CLOCK_TIME_SIZE 6     /* "14:05" */

int64_t clock_now(void);

/* Microseconds that only go forward; for measuring, not for telling time. */
int64_t clock_ticks(void);

/* The calendar day of an instant in the zone of the process (TZ). */
day clock_day(int64_t at);

/* The instant at which a day begins in the same zone. */
int64_t clock_begin(day);

/* The instant of a time of day, in the same zone. */
int64_t clock_at(day, int hour, int minute);

/* ISO 8601 in UTC with microseconds, for machines. */
void clock_text(int64_t at, char out[INSTANT_TEXT_SIZE]);

/* In words, in the zone of the process, for people. */
void clock_words(int64_t at, char out[INSTANT_WORDS_SIZE]);
/* The time of day alone. */
void clock_time(int64_t at, char out[CLOCK_TIME_SIZE]);
#endif
