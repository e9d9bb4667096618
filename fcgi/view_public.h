/* view_public.h - the views of what everybody may see. */
#ifndef VIEW_PUBLIC_H
#define VIEW_PUBLIC_H
#include "html.h"
#include "view.h"
#include "view_field.h"
#include "view_year.h"
#include "year.h"

struct public_line {
	struct href to;
	const char *code, *name, *type;
	const char *version; /* NULL: nothing at all, not even a stage */
	const char *grade, *percent;
	unsigned below;
	int64_t at;
	bool late, superseding;
	const char *submitted; /* "Baseline", where no final is; or NULL */
};
struct public_view {
	struct page_view page;
	struct href to, json, csv, keys;
	struct text_field q;
	struct choice_field type;
	const char *typed, *in_type;
	bool asked; /* for something: else only the form is shown */
	struct {
		struct public_line *v;
		size_t n;
	} lines;
	int64_t at, previous, next; /* pages; 0: none */
};

/* One edition of a stage, as a row of the table. */
struct public_edition {
	struct href to, bundle;
	bool signed_;   /* bundle can be had */
	bool withdrawn; /* it could, until the key was revoked */
	bool final; /* else a stage before it, of which there is no bundle */
	const char *version, *stage;
	int64_t number, at;
	bool late, superseded;
	unsigned levels0, levels1, levels2, levels3, total, left_out, below;
	const char *percent, *grade, *reviewed;
	const char *reason; /* why it supersedes; "" */
	const char *change; /* why the reviewed grade is another; "" */
	const char *digest;
	struct {
		struct public_change *v;
		size_t n;
	} changes; /* against the edition before it */
};
struct public_change {
	const char *number, *title, *was, *is;
};
struct public_editions {
	struct public_edition *v;
	size_t n;
};

struct public_org_view {
	struct page_view page;
	struct href json, csv;
	const char *name, *code, *type;
	struct public_editions editions;
};

struct public_part {
	struct html name;
	unsigned levels0, levels1, levels2, levels3, total, below;
	const char *percent, *grade;
};
struct public_level {
	struct html number, title;
	struct badge now;
};
struct public_version_view {
	struct page_view page;
	struct href keys, csv;
	const char *name, *code, *title;
	struct public_editions editions;
	struct public_edition shown;
	bool any_signed;
	bool superseded;   /* what is shown, by what follows */
	struct href final; /* of a stage before it, where there is one */
	struct href newest;
	int64_t newest_number, later_number, later_at;
	struct exempted_lines exempted;
	int grade_level;
	struct {
		struct public_part *v;
		size_t n;
	} parts;
	struct {
		struct public_level *v;
		size_t n;
	} rows;
};

/* ---- superseding, for the administrator ---- */

struct supersede_line {
	struct html number, title;
	const char *field;     /* "level-114" */
	const char *was;       /* as it is published: "2", "NR", "exempt" */
	struct choices levels; /* none for what is exempt */
	const char *why;       /* no higher ones are there; "" */
	const char *fault;     /* NULL: none */
};
struct supersede_view {
	struct page_view page;
	struct href to;
	const char *title;
	int64_t edition; /* the newest when the form was made */
	bool confirmed;  /* no more is offered than a reviewer confirmed */
	struct {
		struct supersede_line *v;
		size_t n;
	} lines;
	struct text_field reason;
	struct text_items statement;
	const char *digest; /* in hex */
	bool accepted;
	const char *accept_fault;
	struct sign_field sign;
};
#endif
