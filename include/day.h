/* day.h - calendar days, without a time and without a zone. */
#ifndef DAY_H
#define DAY_H
#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01; DAY_NONE stands for "no day". */
typedef int32_t day;
#define DAY_NONE INT32_MIN

#define DAY_TEXT_SIZE 11  /* "2026-03-31" and its NUL */
#define DAY_WORDS_SIZE 24 /* "30 September 2026" and its NUL */

/* The day of a civil date, or DAY_NONE where the calendar has no such day. */
day day_make(int year, int month, int dom);
void day_split(day, int *year, int *month, int *dom);

/* Read exactly "YYYY-MM-DD", years 1900 to 9999; false otherwise. */
bool day_parse(const char *text, day *);

/* "YYYY-MM-DD" into out; "" for DAY_NONE. */
void day_text(day, char out[DAY_TEXT_SIZE]);

/* "31 March 2027" into out; "" for DAY_NONE. */
void day_words(day, char out[DAY_WORDS_SIZE]);

/* The first day on or after `from` with this "MM-DD"; DAY_NONE if malformed. */
day day_next(day from, const char *month_day);
#endif
