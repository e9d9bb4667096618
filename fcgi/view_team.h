/* view_team.h - the views of a manager's pages, and of one person's record. */
#ifndef VIEW_TEAM_H
#define VIEW_TEAM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"
#include "year.h"

/* A course that somebody needs, and how it stands. */
struct team_line {
	struct badge state;
	const char *course;
	const char *said; /* "Was due", "Due", "New starter, due", an excuse */
	day on;           /* follows said; DAY_NONE: nothing does */
	day done_on;      /* DAY_NONE: never */
};
struct team_lines {
	struct team_line *v;
	size_t n;
};

/* Where one page of a list stands. */
struct pager {
	int64_t page, previous, next; /* 1 first; 0: there is no such page */
	struct href to;               /* of the list; for the part alone */
};

/* ---- /team ---- */

struct team_person {
	struct href to;
	const char *name, *sub;
	struct team_lines lines; /* what is missing or falls due */
};
struct team_view {
	struct page_view page;
	struct href to, chase, session;
	const char *lead; /* whose team; NULL: one's own */
	int64_t of;       /* their id; 0: one's own */
	const char *summary;
	size_t n, overdue, never, due_30, due_60, due_90;
	struct choice_field show, unit;
	const char *shown, *in_unit; /* the filter, for links */
	struct {
		struct team_person *v;
		size_t n;
	} people; /* of this page */
	size_t found;
	struct pager at;
};

/* Whoever has no team: why, and what to do. */
struct team_none_view {
	struct page_view page;
	bool unlinked; /* there is no staff record for the account */
	const char *user;
	struct href records; /* NULL: not an administrator */
};

/* ---- one person's record, also for the administrator ---- */

struct team_past {
	int64_t at;
	const char *course, *where, *number, *reason;
	day done_on, expires_on;
	int score;
	bool scored, replaced, not_done;
};
struct record_of {
	struct team_lines needs;
	struct {
		struct team_past *v;
		size_t n;
	} past;
};
struct team_member_view {
	struct page_view page;
	const char *number, *unit, *position, *group, *mail, *manager;
	struct href team; /* theirs; NULL: nobody is below them */
	struct record_of record;
};

/* ---- a group session ---- */

struct team_present {
	const char *field; /* "who-17" */
	const char *name, *sub, *fault;
	bool on;
};
struct team_present_unit {
	const char *unit;
	struct {
		struct team_present *v;
		size_t n;
	} people;
};
struct team_session_view {
	struct page_view page;
	struct href to;
	struct choice_field course;
	struct day_field held;
	struct text_field trainer, sheet, numbers;
	bool anybody; /* staff numbers may be typed */
	struct {
		struct team_present_unit *v;
		size_t n;
	} units;
	const char *who_fault;
};
struct team_hidden {
	const char *name, *value;
};
struct team_sign_view {
	struct page_view page;
	struct href to;
	const char *course, *statement, *trainer, *sheet;
	day held_on;
	struct {
		struct team_hidden *v;
		size_t n;
	} hidden;
	struct {
		struct paragraph *v;
		size_t n;
	} present;
	struct sign_field sign;
};

/* ---- the chase list ---- */

struct team_chase_line {
	const char *name, *sub, *mail;
	struct team_lines lines;
};
struct team_chase_group {
	const char *manager, *mail, *unit, *id;
	struct {
		struct team_chase_line *v;
		size_t n;
	} people;
};
struct team_chase_view {
	struct page_view page;
	struct href to;
	int64_t of;
	struct choice_field within;
	day today;
	size_t people;
	struct {
		struct team_chase_group *v;
		size_t n;
	} groups;
};
#endif
