/* import_day.c - reading the days of files. */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "import_day.h"

#define NO_YEAR 2500 /* later ones stand for "no end" */

/* One to `most` digits; NULL where there is none. */
static const char *
number(const char *s, int most, int *v)
{
	int n = 0;

	for (*v = 0; n < most && *s >= '0' && *s <= '9'; n++, s++)
		*v = *v * 10 + (*s - '0');
	return n == 0 || (*s >= '0' && *s <= '9') ? NULL : s;
}

/* "MAR", "March"; NULL where it is no month. */
static const char *
month_word(const char *s, int *month)
{
	static const char *const names[] = { "january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december" };
	size_t i, n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z'))
		n++;
	for (i = 0; i < 12; i++)
		if (strncasecmp(s, names[i], n) == 0 &&
		    (n == 3 || n == strlen(names[i]))) {
			*month = (int)i + 1;
			return s + n;
		}
	return NULL;
}

static const char *
mark(const char *s, const char *marks, char *which)
{
	if (s == NULL || *s == '\0' || strchr(marks, *s) == NULL)
		return NULL;
	*which = *s;
	return s + 1;
}

static const char *
iso(const char *s, int *y, int *m, int *d)
{
	char dash;

	if (strspn(s, "0123456789") != 4 || (s = number(s, 4, y)) == NULL ||
	    (s = mark(s, "-", &dash)) == NULL ||
	    (s = number(s, 2, m)) == NULL || (s = mark(s, "-", &dash)) == NULL)
		return NULL;
	return number(s, 2, d);
}

/* Day, month, year, with the same mark twice; the year has four digits. */
static const char *
day_first(const char *s, int *y, int *m, int *d)
{
	char one, two;

	if ((s = number(s, 2, d)) == NULL || (s = mark(s, "/- ", &one)) == NULL)
		return NULL;
	s = *s >= '0' && *s <= '9' ? number(s, 2, m) : month_word(s, m);
	if ((s = mark(s, "/- ", &two)) == NULL || one != two ||
	    strspn(s, "0123456789") != 4)
		return NULL;
	return number(s, 4, y);
}

/* Nothing, or "T09:30:00.000Z", " 9:30 pm". */
static bool
time_after(const char *s)
{
	if (*s == '\0')
		return true;
	if ((*s != ' ' && *s != 'T') || s[1] < '0' || s[1] > '9')
		return false;
	return s[1 + strspn(s + 1, "0123456789:.+-Z AaPpMm")] == '\0';
}

bool
import_day(const char *text, day *on)
{
	const char *rest;
	int y, m, d;

	*on = DAY_NONE;
	if (text[0] == '\0')
		return true;
	rest = iso(text, &y, &m, &d);
	if (rest == NULL)
		rest = day_first(text, &y, &m, &d);
	if (rest == NULL || !time_after(rest))
		return false;
	if (y >= NO_YEAR)
		return day_make(y, m, d) != DAY_NONE;
	*on = day_make(y, m, d);
	return *on != DAY_NONE;
}
