/* moment.c - moments as people type them, and as addresses have them. */
#include <ctype.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "fields.h"
#include "moment.h"
#include "req.h"
#include "stood.h"

#define MINUTE (60 * SECOND)

/* "9:05", "14:05", "14.05"; false for anything else. */
static bool
time_of(const char *s, int *hour, int *minute)
{
	size_t n = strspn(s, "0123456789");

	if (n < 1 || n > 2 || (s[n] != ':' && s[n] != '.') ||
	    strspn(s + n + 1, "0123456789") != 2 || s[n + 3] != '\0')
		return false;
	*hour = n == 1 ? s[0] - '0' : 10 * (s[0] - '0') + s[1] - '0';
	*minute = 10 * (s[n + 1] - '0') + s[n + 2] - '0';
	return *hour < 24 && *minute < 60;
}

/* Of what has begun there is as much as has been. */
static void
settle(struct form *f, const char *box, struct moment *m, int64_t begun)
{
	int64_t now = f->r->now;

	if (begun > now) {
		form_fault(f, box, "This moment has not come yet");
		return;
	}
	if (m->at > now)
		m->at = now;
	m->fine = true;
}

static void
from_boxes(struct form *f, const char *name, struct moment *m)
{
	struct arena *a = f->r->arena;
	const char *box = arena_printf(a, "%s-day", name);
	const char *time = arena_printf(a, "%s-time", name);
	int64_t begun;
	int hour, minute;

	if (m->day.dom[0] == '\0' && m->day.month[0] == '\0' &&
	    m->day.year[0] == '\0')
		form_fault(f, box, "Enter the day as well as the time");
	if (m->time[0] != '\0' && !time_of(m->time, &hour, &minute))
		form_fault(f, time, "Enter the time as 14:05");
	else if (m->day.on != DAY_NONE && m->time[0] == '\0') {
		m->at = clock_begin(m->day.on + 1) - 1;
		settle(f, box, m, clock_begin(m->day.on));
	} else if (m->day.on != DAY_NONE) {
		begun = clock_at(m->day.on, hour, minute);
		m->at = begun + MINUTE - 1;
		settle(f, box, m, begun);
	}
}

static void
from_address(
    struct form *f, const char *name, const char *text, struct moment *m)
{
	struct req *r = f->r;
	const char *box = arena_printf(r->arena, "%s-day", name);
	char time[CLOCK_TIME_SIZE];
	day on;

	if (!stood_instant(text, &m->at)) {
		form_fault(
		    f, box, "The address names no moment: enter the day");
		return;
	}
	on = clock_day(m->at);
	typed_day_set(r, &m->day, on);
	if (m->at != clock_begin(on + 1) - 1) {
		clock_time(m->at, time);
		m->time = arena_text(r->arena, time);
	}
	settle(f, box, m, on == r->today ? r->now : m->at);
}

void
moment_read(
    struct form *f, const char *name, const char *label, struct moment *m)
{
	struct arena *a = f->r->arena;
	size_t faults = f->faults.n;
	const char *text;

	*m = (struct moment){ 0 };
	form_day(f, name, label, &m->day);
	m->time = form_line(f, arena_printf(a, "%s-time", name), "The time", 8);
	text = form_line(f, name, label, 40);
	m->asked = m->day.dom[0] != '\0' || m->day.month[0] != '\0' ||
		   m->day.year[0] != '\0' || m->time[0] != '\0';
	if (f->faults.n > faults)
		m->asked = true;
	else if (m->asked)
		from_boxes(f, name, m);
	else if (text[0] != '\0')
		from_address(f, name, text, m);
	m->asked |= text[0] != '\0';
	if (m->asked)
		return;
	m->at = f->r->now;
	m->fine = true;
}

struct day_field
moment_day(struct req *r, const struct faults *faults, const char *name,
    const char *legend, const char *hint, const struct moment *m)
{
	return field_day(r, faults, name, legend, hint, &m->day);
}

struct text_field
moment_time(struct req *r, const struct faults *faults, const char *name,
    const char *label, const struct moment *m)
{
	struct text_field t = field_text(r, faults,
	    arena_printf(r->arena, "%s-time", name), label, NULL, m->time);

	t.narrow = true;
	return t;
}
