/*
 * expiry_all.c - until when a completion counts, for each day of seven years
 * and each rule of validity: a line "RULE DONE EXPIRES" for each.
 */
#include <stdio.h>

#include "course.h"

#define MONTHS 36

static void
line(const struct course *c, day done)
{
	char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];

	day_text(done, from);
	day_text(course_expiry(c, done), until);
	if (c->validity == VALID_MONTHS)
		printf("%d %s %s\n", c->months, from, until);
	else
		printf("%s %s %s\n", c->window_md, from, until);
}

int
main(void)
{
	static const char *const windows[] = { "01-01", "01-31", "02-01",
		"02-28", "02-29", "03-01", "03-31", "04-01", "04-30", "05-31",
		"06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31" };
	struct course c = { .validity = VALID_MONTHS };
	day done, last = day_make(2029, 12, 31);
	size_t i;

	for (done = day_make(2023, 1, 1); done <= last; done++) {
		c.validity = VALID_MONTHS;
		for (c.months = 1; c.months <= MONTHS; c.months++)
			line(&c, done);
		c.validity = VALID_WINDOW;
		for (i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
			c.window_md = windows[i];
			line(&c, done);
		}
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
