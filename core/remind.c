/* remind.c - when somebody is to be told of something, and of what again. */
#include "remind.h"

#include <string.h>

#include "text.h"

#define WEEK 7
#define OPEN_AGAIN 28 /* days after which what has no day is told of again */

enum rung
remind_rung(day due_on, bool late, day today)
{
	if (late)
		return RUNG_LATE;
	if (due_on == DAY_NONE)
		return RUNG_OPEN;
	if (due_on - today <= 1)
		return RUNG_DAY;
	if (due_on - today <= 7)
		return RUNG_WEEK;
	if (due_on - today <= 14)
		return RUNG_FORTNIGHT;
	return due_on - today <= 30 ? RUNG_MONTH : RUNG_NONE;
}

static const struct remind_told *
find(const struct remind_told *told, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(told[i].key, key) == 0)
			return &told[i];
	return NULL;
}

/* Not told of yet, or not since it became more pressing. */
static bool
fresh(const struct remind_thing *t, const struct remind_told *before, day today)
{
	if (before == NULL)
		return true;
	if (t->rung == RUNG_OPEN)
		return today - before->last >= OPEN_AGAIN;
	return t->rung < before->rung;
}

bool
remind_due(const struct digest *d, const struct remind_told *told, size_t ntold,
    day last, day today)
{
	bool urgent = d->late > 0, any = urgent;
	size_t i;

	if (last != DAY_NONE && last >= today)
		return false;
	for (i = 0; i < d->n && !urgent; i++) {
		const struct remind_thing *t = &d->things[i];

		if (!fresh(t, find(told, ntold, t->key), today))
			continue;
		urgent = t->rung == RUNG_RAISED ||
			 (t->rung == RUNG_DAY && !d->late_only);
		any = any || urgent || !d->late_only;
	}
	return urgent || (any && (last == DAY_NONE || today - last >= WEEK));
}

/* What an address may hold before and after its @; no quoting, no comment. */
#define LOCAL                                                                  \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"       \
	"!#$%&'*+-/=?^_`{|}~."
#define DOMAIN                                                                 \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."

bool
remind_address(const char *s)
{
	size_t n = strspn(s, LOCAL), all = strlen(s);

	/* One that begins with - could be read as an option. */
	return all <= 254 && n >= 1 && n <= 64 && s[0] != '-' && s[n] == '@' &&
	       s[0] != '.' && s[n - 1] != '.' && strstr(s, "..") == NULL &&
	       all > n + 1 && strspn(s + n + 1, DOMAIN) == all - n - 1 &&
	       s[n + 1] != '.' && s[n + 1] != '-' && s[all - 1] != '.' &&
	       s[all - 1] != '-';
}

const char *
remind_address_wrong(const char *s)
{
	return s[0] == '\0' || remind_address(s)
		   ? NULL
		   : "must be one address, like igtk@trust.example";
}
