/* view_remind.h - the views of reminders and calendars. */
#ifndef VIEW_REMIND_H
#define VIEW_REMIND_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_team.h"

struct settings_view {
	struct page_view page;
	struct href save, make, end, tokens;
	const char *mail; /* "": nowhere */
	bool late_only;
	int64_t made_at;     /* of the calendar; 0: there is none */
	const char *address; /* shown once; NULL */
};

struct nowhere_line {
	struct href to; /* the person's page */
	const char *name, *user;
	size_t things, late;
};
struct refused_line {
	struct href to;
	const char *name, *mail, *fault;
	int64_t tries;
	day on;
};
struct reminders_view {
	struct page_view page;
	struct {
		struct nowhere_line *v;
		size_t n;
	} nowhere; /* of this page */
	struct pager at;
	int64_t people, things, late; /* of all the pages */
	struct {
		struct refused_line *v;
		size_t n;
	} refused;
	int64_t sent_at; /* the last one; 0: none was sent */
};

struct overdue_line {
	const char *name, *kind, *words;
	day due_on;
	int days;
};
struct overdue_view {
	struct page_view page;
	bool siro; /* all of the organisation's, from its later day on */
	struct {
		struct overdue_line *v;
		size_t n;
	} team, all;
};
#endif
