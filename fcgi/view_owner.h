/* view_owner.h - the views of groups that own work, and of giving work out. */
#ifndef VIEW_OWNER_H
#define VIEW_OWNER_H
#include "view_team.h"
#include "view_year.h"

/* ---- groups ---- */

struct work_group_line {
	struct href to;
	const char *name;
	int64_t members, owns;
	bool closed, empty;
};
struct groups_view {
	struct page_view page;
	struct href add;
	struct {
		struct work_group_line *v;
		size_t n;
	} all; /* of this page */
	struct pager at;
};

struct member_line {
	size_t at; /* 1 first */
	int64_t person;
	const char *name, *user;
	bool closed, remove;
};
/* A group that is there, or one to be added. */
struct group_view {
	struct page_view page;
	struct href save;
	bool fresh, closed_now, empty;
	int64_t owns;
	struct text_field name, member;
	struct tick_field closed;
	struct {
		struct member_line *v;
		size_t n;
	} members;
	struct text_items people; /* who can come into it */
};

/* ---- giving requirements to somebody ---- */

struct give_line {
	const char *field, *number, *title, *owner; /* owner: and deputy, day */
	struct badge state;
	bool on, first; /* of its section */
	const char *section;
};
struct give_view {
	struct page_view page;
	struct href to, check;
	struct {
		struct give_line *v;
		size_t n;
	} all;
	struct choices sections, owners; /* which are shown */
	struct text_field owner, deputy;
	struct tick_field no_deputy, no_due;
	struct day_field by;
	struct text_items people;
	const char *which_fault;
	bool every;                 /* all that are shown */
	const char *section, *from; /* the filter, kept */
};

struct give_check_line {
	const char *number, *title, *owner, *deputy;
	bool accepted; /* its plan is: that is lost */
};
struct hidden_line {
	const char *name, *value;
};
struct give_check_view {
	struct page_view page;
	struct href save, back;
	const char *owner, *deputy, *by; /* in words; NULL: it stays */
	struct {
		struct give_check_line *v;
		size_t n;
	} all;
	int64_t n;     /* of them */
	bool accepted; /* some plans lose their acceptance */
	struct {
		struct hidden_line *v;
		size_t n;
	} kept;
};
#endif
