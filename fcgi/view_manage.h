/* view_manage.h - the views of staff, courses and who needs them. */
#ifndef VIEW_MANAGE_H
#define VIEW_MANAGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"
#include "view_team.h"

struct manage_part {
	struct href to;
	const char *name, *what;
};
struct manage_view {
	struct page_view page;
	struct {
		struct manage_part *v;
		size_t n;
	} parts;
};

/* ---- staff ---- */

struct manage_staff_line {
	struct href to;
	const char *name, *number, *sub, *group;
	day ends_on;
	bool left, missing, account;
};
struct manage_staff_view {
	struct page_view page;
	struct href to, add, files;
	struct text_field like;
	struct choice_field group;
	const char *typed, *in_group; /* the filter, for links */
	struct {
		struct manage_staff_line *v;
		size_t n;
	} staff;
	int64_t at, previous, next; /* 0: no such page */
};

/* What is on record now where it differs from what was typed. */
struct manage_differing {
	const char *label, *now, *typed;
};
struct manage_differences {
	struct {
		struct manage_differing *v;
		size_t n;
	} all;
};
struct manage_staff_form_view {
	struct page_view page;
	struct href to;
	const char *was; /* a digest of the record; "" for a new one */
	struct text_field number, badge, first_name, last_name, unit, position,
	    mail, manager, account;
	const char *manager_name; /* "" for nobody */
	struct choice_field group;
	struct day_field starts, ends;
	struct manage_differences differing;
	const char *button;
};

struct manage_exclusion {
	const char *kind, *reason, *course; /* course NULL: every course */
	const char *span;                   /* from when until when */
	int64_t added_at, ended_at;
	const char *added_by, *ended_by;
	struct href end; /* NULL: it was taken back */
	int64_t op;
};
struct manage_member_view {
	struct page_view page;
	struct href change, team, add;
	const char *number, *badge, *unit, *position, *group, *mail, *manager,
	    *account;
	day starts_on, ends_on;
	bool left, missing, left_on; /* left_on: ends_on is a day */
	struct record_of record;
	struct {
		struct manage_exclusion *v;
		size_t n;
	} exclusions;
	struct choice_field kind, course;
	struct text_field reason;
	struct day_field from, until;
};

/* ---- courses ---- */

struct manage_course_line {
	struct href to;
	const char *name, *code, *level, *rule, *needed;
	int grace_days, pass_mark;
	bool closed;
};
struct manage_courses_view {
	struct page_view page;
	struct href add, needs;
	struct {
		struct manage_course_line *v;
		size_t n;
	} courses;
};
struct manage_course_form_view {
	struct page_view page;
	struct href to;
	const char *was;
	bool added; /* it is on record: the code stays */
	struct text_field code, name, months, grace, pass_mark, statement;
	struct text_field window_day, window_month;
	struct choice_field level;
	const char *validity_fault;
	bool always, rolling, window; /* which is chosen */
	struct tick_field for_all, closed;
	struct manage_differences differing;
	const char *button;
	/* Other names, for a course that is on record. */
	struct href names_to;
	struct {
		struct paragraph *v;
		size_t n;
	} names;
	struct text_field alias;
};

/* ---- the training needs analysis ---- */

struct manage_need_cell {
	const char *field, *group;
	bool on;
	bool differs; /* on record it is the other way by now */
};
struct manage_need_row {
	struct href to;
	const char *course;
	bool for_all;
	struct {
		struct manage_need_cell *v;
		size_t n;
	} cells;
};
struct manage_need_group {
	const char *name;
	int64_t staff;
};
struct manage_needs_view {
	struct page_view page;
	struct href to, add;
	const char *was;
	struct {
		struct manage_need_group *v;
		size_t n;
	} groups;
	struct {
		struct manage_need_row *v;
		size_t n;
	} rows;
	struct text_field group;
};
#endif
