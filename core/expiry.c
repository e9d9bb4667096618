/* expiry.c - until when a completion counts: the calendar's part of it. */
#include "arena.h"
#include "course.h"

/* The same day of the month, or the last one where there is no such day. */
static day
months_later(day from, int months)
{
	int y, m, d;
	day on;

	day_split(from, &y, &m, &d);
	m += months;
	y += (m - 1) / 12;
	m = (m - 1) % 12 + 1;
	while ((on = day_make(y, m, d)) == DAY_NONE && d > 28)
		d--;
	return on;
}

day
course_expiry(const struct course *c, day done)
{
	switch (c->validity) {
	case VALID_MONTHS:
		return months_later(done, c->months);
	case VALID_WINDOW:
		return day_next(done + 1, c->window_md);
	default:
		return DAY_NONE;
	}
}

const char *
course_rule(struct arena *a, const struct course *c)
{
	char words[DAY_WORDS_SIZE];
	int i;

	switch (c->validity) {
	case VALID_MONTHS:
		return arena_printf(a, "%d month%s from the day it was done",
		    c->months, c->months == 1 ? "" : "s");
	case VALID_WINDOW:
		/* Of a leap year, for its 29 February; the year is cut off. */
		day_words(day_next(day_make(2024, 1, 1), c->window_md), words);
		for (i = 0; words[i] != '\0'; i++)
			if (words[i] == ' ' && words[i + 1] == '2')
				words[i] = '\0';
		return arena_printf(a, "until the next %s", words);
	default:
		return "for good";
	}
}
