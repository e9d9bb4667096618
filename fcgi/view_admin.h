/* view_admin.h - the views of the administrator's pages and the audit trail. */
#ifndef VIEW_ADMIN_H
#define VIEW_ADMIN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "role.h"
#include "view.h"
#include "view_token.h"

/* A role as a box to tick; made by role_boxes. */
struct role_box {
	enum role role;
	const char *field; /* "role-assessor": its name and its id */
	const char *title, *hint;
	bool on;
};
struct role_boxes {
	struct {
		struct role_box *v;
		size_t n;
	} all;
	const char *fault; /* about the roles as a whole; NULL for none */
};

/* An entry of a list to select from. */
struct admin_choice {
	const char *value, *text;
	bool chosen;
};
struct admin_choices {
	struct admin_choice *v;
	size_t n;
};

/* ---- the people of an organisation ---- */

struct person_line {
	struct href to;
	const char *name, *user, *roles;
	bool closed;
	bool guest; /* belongs to another organisation */
};
struct group_line {
	const char *group, *role;
	struct href revoke;
	int64_t op; /* one for each grant, whenever the page was made */
};
struct people_view {
	struct page_view page;
	struct href add, grant, reminders, teams;
	struct {
		struct person_line *v;
		size_t n;
	} people;
	struct {
		struct group_line *v;
		size_t n;
	} groups;
	const char *group; /* as typed */
	struct admin_choices roles;
	const char *group_fault, *role_fault;
};

/* ---- one person ---- */

struct person_new_view {
	struct page_view page;
	struct href save;
	const char *user, *name, *mail; /* as typed */
	struct role_boxes boxes;
	const char *user_fault, *name_fault, *mail_fault;
	struct href known; /* who has this user name, where we may say so */
	const char *known_name;
};

struct person_view {
	struct page_view page;
	struct href save, save_roles;
	const char *user;
	const char *now_name, *now_roles; /* on record; roles in words */
	const char *now_mail;
	bool now_closed;
	unsigned had;            /* the roles on record, as bits */
	const char *name, *mail; /* as typed, or on record */
	bool closed;
	bool ours; /* belongs here, so the name is ours to change */
	bool self;
	struct role_boxes boxes;
	const char *name_fault, *mail_fault, *closed_fault;
	const char *holds; /* "5 duties or pieces of work"; NULL: nothing */
	struct {
		struct paragraph *v;
		size_t n;
	} things; /* the first of them */
	struct href handover;
	struct token_lines tokens; /* made for the session's organisation */
};

/* ---- the audit trail ---- */

struct audit_line {
	int64_t seq, at;
	const char *actor, *source; /* "on the web" */
	const char *what;
};
struct audit_view {
	struct page_view page;
	const char *heading, *chain; /* whose chain this is */
	const char *command;         /* what exports it */
	struct {
		struct audit_line *v;
		size_t n;
	} rows;
	struct href older, newest; /* NULL: no such page */
	struct href other;         /* the other chain that may be seen */
	const char *other_text;
};
#endif
