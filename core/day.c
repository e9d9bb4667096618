/* day.c - the civil calendar, by arithmetic on eras of 400 years. */
#include <stdio.h>

#include "day.h"

static int64_t
days_from_civil(int64_t y, int m, int d)
{
	int64_t era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void
day_split(day on, int *year, int *month, int *dom)
{
	int64_t z = (int64_t)on + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*dom = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

day
day_make(int year, int month, int dom)
{
	int y, m, d;
	day on;

	if (year < 1900 || year > 9999 || month < 1 || month > 12 || dom < 1 ||
	    dom > 31)
		return DAY_NONE;
	on = (day)days_from_civil(year, month, dom);
	day_split(on, &y, &m, &d);
	return y == year && m == month && d == dom ? on : DAY_NONE;
}

static bool
digits(const char *s, int n, int *v)
{
	*v = 0;
	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return false;
		*v = *v * 10 + (*s - '0');
	}
	return true;
}

bool
day_parse(const char *s, day *on)
{
	int y, m, d;

	if (!digits(s, 4, &y) || s[4] != '-' || !digits(s + 5, 2, &m) ||
	    s[7] != '-' || !digits(s + 8, 2, &d) || s[10] != '\0')
		return false;
	*on = day_make(y, m, d);
	return *on != DAY_NONE;
}

void
day_text(day on, char out[DAY_TEXT_SIZE])
{
	int y, m, d;

	out[0] = '\0';
	if (on == DAY_NONE)
		return;
	day_split(on, &y, &m, &d);
	snprintf(out, DAY_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)y % 10000,
	    (unsigned)m % 100, (unsigned)d % 100);
}

void
day_words(day on, char out[DAY_WORDS_SIZE])
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	int y, m, d;

	out[0] = '\0';
	if (on == DAY_NONE)
		return;
	day_split(on, &y, &m, &d);
	snprintf(out, DAY_WORDS_SIZE, "%d %s %d", d, months[m - 1], y);
}

day
day_next(day from, const char *month_day)
{
	int y, m, d, month, dom, last;
	day on;

	if (!digits(month_day, 2, &month) || month_day[2] != '-' ||
	    !digits(month_day + 3, 2, &dom) || month_day[5] != '\0')
		return DAY_NONE;
	day_split(from, &y, &m, &d);
	for (last = y + 8; y <= last; y++) { /* for the 29th of February */
		on = day_make(y, month, dom);
		if (on != DAY_NONE && on >= from)
			return on;
	}
	return DAY_NONE;
}
