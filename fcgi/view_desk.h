/* view_desk.h - the views of everybody's own training, and of certificates. */
#ifndef VIEW_DESK_H
#define VIEW_DESK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form.h"
#include "html.h"
#include "view.h"
#include "view_field.h"
#include "year.h"

/* ---- what somebody owes, and their record ---- */

struct owed_line {
	struct href confirm, certificate; /* NULL: there is none */
	const char *name;
	const char *due; /* "Was due", "Due"; "" where expires_on is no day */
	day done_on, expires_on;
	struct badge state;
	const char *excuse; /* why nothing is asked; NULL */
};
struct policy_line {
	struct href to;
	const char *title;
	struct badge state;
	int64_t read_at; /* 0: never */
};
struct record_line {
	int64_t at;
	const char *course, *where, *number, *reason;
	struct href certificate, correct; /* NULL: none */
	day done_on;
	int score;     /* -1: none */
	bool scored;   /* score is one */
	bool replaced; /* another row corrects it */
	bool not_done; /* it says that the course was not done */
};
struct course_link {
	struct href to;
	const char *name;
};
struct training_view {
	struct page_view page;
	const char *summary;
	struct {
		struct owed_line *v;
		size_t n;
	} courses;
	struct {
		struct policy_line *v;
		size_t n;
	} policies; /* that wait to be read */
	struct href policies_to, pin;
	struct {
		struct record_line *v;
		size_t n;
	} record;
	struct {
		struct course_link *v;
		size_t n;
	} others; /* courses that are not asked of them now */
};

/* A date in three boxes: done-day, done-month, done-year. */
struct done_view {
	struct typed_day on;
	const char *legend, *example;
	const char *fault, *day_fault, *month_fault, *year_fault;
};

/* ---- confirming a course ---- */

struct course_view {
	struct page_view page;
	struct href to;
	const char *name, *rule;
	struct badge state; /* text.p NULL: it is not asked of them */
	day done_on, expires_on;
	const char *statement, *digest;
	int64_t version;
	struct done_view done;
	int pass_mark;
	const char *score, *score_fault;
	struct sign_field sign;
	const char *closed; /* why it cannot be confirmed; NULL: it can */
};

/* ---- correcting ---- */

struct correct_view {
	struct page_view page;
	struct href to;
	const char *who; /* NULL: their own */
	const char *course, *number, *where;
	day was_on;
	int was_score;
	bool was_scored;
	const char *statement, *digest;
	int64_t version;
	struct done_view done;
	int pass_mark;
	const char *score, *score_fault;
	bool not_done;
	const char *reason, *reason_fault, *not_fault;
	struct sign_field sign;
};

/* ---- certificates ---- */

struct certificate_view {
	struct page_view page;
	const char *name, *said, *course, *org, *number, *where, *note;
	day done_on, expires_on;
	bool lasting; /* it never expires */
	int64_t at;
	int score;
	bool scored;
	const char *address;  /* where anybody can look it up */
	const char *standing; /* why it does not count; NULL: it does */
	const char *statement;
	bool fresh; /* just made */
	struct href next, correct, right, training;
	const char *next_name; /* what is owed next; NULL: nothing */
	const char *right_number;
	bool own;
};

struct verify_view {
	struct page_view page;
	struct href to;
	bool found;
	const char *number, *course, *initials, *org;
	const char *validity; /* "Valid until", "Expired on", ... */
	struct badge state;
	day done_on, expires_on;
	bool dated; /* expires_on belongs behind validity */
};
#endif
