/* desk_pages.h - filling the forms of one's own training, as a browser. */
#ifndef DESK_PAGES_H
#define DESK_PAGES_H
#include "markup.h"

#define ANNUAL "/training/course/IG-ANNUAL"
#define INTRO "/training/course/IG-INTRO"

static inline day
today(void)
{
	return clock_day(clock_now());
}

static inline void
set_day(struct site *s, struct sheet *f, day on)
{
	int year, month, dom;

	day_split(on, &year, &month, &dom);
	sheet_set(f, s->arena, "done-day", arena_printf(s->arena, "%d", dom));
	sheet_set(
	    f, s->arena, "done-month", arena_printf(s->arena, "%d", month));
	sheet_set(f, s->arena, "done-year", arena_printf(s->arena, "%d", year));
}

/* The form of a course, with a day and the right password. */
static inline void
take_course(struct site *s, const struct visitor *v, const char *course,
    day done, struct sheet *f)
{
	sheet_take(s, v, course, course, f);
	set_day(s, f, done);
	sheet_set(f, s->arena, "password", "right");
}

static inline int64_t
completions(struct site *s)
{
	return site_number(s, "SELECT count(*) FROM completion");
}

static inline int64_t
staff_of(struct site *s, int o, enum role role)
{
	return s->training->staff[o][role_place(role)];
}

static inline const char *
number_of(struct site *s, int o, enum role role)
{
	return s->training->number[o][role_place(role)];
}

/* A page that shows, or does not show, a text. */
static inline void
sees(struct site *s, const char *text)
{
	if (!shows(s->w, text))
		fail_msg("%d without: %s\n%s", s->w->reply.status, text,
		    buf_text(&s->w->reply.body));
}
static inline void
sees_not(struct site *s, const char *text)
{
	if (shows(s->w, text))
		fail_msg("%d with: %s", s->w->reply.status, text);
}

/* The present statement becomes another one. */
static inline void
change_statement(struct site *s, int o, const char *code, const char *text)
{
	struct unit u = by_role(s, o, ROLE_ADMINISTRATOR);
	struct db *db = s->w->app.writer;
	struct course k;

	assert_int_equal(course_read(db, s->arena, s->org[o].id, code, &k), OK);
	k.statement = text;
	assert_int_equal(course_change(db, &u, &k), OK);
}
#endif
