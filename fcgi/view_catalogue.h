/* view_catalogue.h - the views of the catalogue and of the library. */
#ifndef VIEW_CATALOGUE_H
#define VIEW_CATALOGUE_H
#include "view_manage.h"
#include "view_year.h"

struct set_line {
	struct href to, changes; /* changes.p NULL: nothing before it */
	const char *version, *type, *name, *since;
	int64_t revision, requirements;
	bool revised;
	bool to_come, withdrawn;
	day released_on, withdrawn_on;
	const char *sure; /* "confirmed", "from memory", "a reconstruction" */
};
struct catalogue_view {
	struct page_view page;
	struct href library, load; /* load.p NULL: not theirs to do */
	struct {
		struct set_line *v;
		size_t n;
	} sets;
};

struct set_requirement {
	struct href to;
	const char *number, *title;
};
struct set_section {
	const char *name;
	struct {
		struct set_requirement *v;
		size_t n;
	} lines;
};
struct set_view {
	struct page_view page;
	const char *title, *version, *type_name;
	int64_t revision;
	size_t n;
	day released_on;
	bool revised; /* this is not the first revision */
	day added_on; /* this revision, here */
	bool to_come;
	bool reconstructed, simplified, interim;
	const char *note, *statement;
	struct href changes, pack;
	struct href withdraw; /* or reinstate; p NULL: not theirs to do */
	const char *since;    /* NULL: nothing before it */
	struct {
		struct set_section *v;
		size_t n;
	} sections;
	struct set_section edited; /* those with a text that was changed here */
};

struct set_requirement_view {
	struct page_view page;
	const char *number, *title, *initiative, *set;
	struct text_items description;
	const char *changes, *nr_reason, *nr_record;
	const char *mark_set, *mark_title, *mark_criteria;
	const char *version;
	int64_t revision;
	day released_on;
	bool revised;
	day added_on;
	bool reconstructed, training;
	struct source_links sources;
	struct {
		struct level_view *v;
		size_t n;
	} levels;
	struct href edit; /* edit.p NULL: not theirs to do */
};

/* ---- withdrawing a version, and reinstating it ---- */

struct withdraw_view {
	struct page_view page;
	struct href to;
	const char *version, *type_name;
	bool withdrawn;
	const char *reason, *by; /* of what holds; else "" */
	int64_t at;
	const char *years; /* of this version, in a sentence */
	struct text_field why;
	struct tick_field sure;
};

/* ---- other texts ---- */

struct edit_criterion {
	struct text_field text, evidence;
};
struct edit_level {
	int level;
	struct text_field summary;
	struct {
		struct edit_criterion *v;
		size_t n;
	} criteria;
};
struct set_edit_view {
	struct page_view page;
	struct href to;
	struct href newer;      /* the same in a newer revision; p NULL: none */
	struct href newer_edit; /* p NULL: that one asks it no more */
	int64_t newer_revision;
	bool unsaved; /* it came while this was typed */
	bool may_type, may_save;
	struct manage_differences differing;
	const char *set;
	int64_t next; /* the revision it becomes */
	struct text_field title, description, changes, nr_reason, nr_record;
	bool offers_nr;
	struct {
		struct edit_level *v;
		size_t n;
	} levels;
};

/* ---- the change notice ---- */

struct wording_line {
	const char *what, *before, *after;
};
struct wording_lines {
	struct wording_line *v;
	size_t n;
};
struct change_row {
	const char *number, *title;
	struct href to;
	const char *says; /* what changed, for those who answer it; or NULL */
	const char *into; /* "506 A documented procedure ..."; or NULL */
	const char *from_where, *to_where; /* where it moved; or NULL */
	struct wording_lines texts;
};
struct change_group {
	const char *heading;
	struct {
		struct change_row *v;
		size_t n;
	} rows;
};
struct changes_view {
	struct page_view page;
	struct href carried; /* of their own year; p NULL: nothing */
	const char *type_name, *before, *after;
	const char *before_type; /* its name: it may be another */
	struct href set;
	struct {
		struct change_group *v;
		size_t n;
	} groups;                   /* none that is empty */
	struct wording_lines texts; /* of the whole set */
	size_t unchanged;
	bool nothing;
	struct choices others; /* to compare with */
	struct href to;
};

/* ---- loading a pack ---- */

struct catalogue_load_view {
	struct page_view page;
	struct href save;
	const char *file_fault, *fine;
	struct text_items lines; /* what is wrong with the file */
	bool only;
};

/* ---- the library ---- */

struct source_line {
	struct href to;
	const char *title;
	const char *cited;    /* "1998 c. 29", or the year; NULL: neither */
	const char *standing; /* "Replaced" */
	int64_t requirements, types;
};
struct source_group {
	const char *name, *id; /* "Acts of Parliament", "kind-act" */
	struct {
		struct source_line *v;
		size_t n;
	} lines;
};
struct library_view {
	struct page_view page;
	struct href catalogue, to;
	struct text_field q;
	struct choice_field kind;
	bool asked; /* only some are shown */
	size_t n;
	struct {
		struct source_group *v;
		size_t n;
	} groups; /* none that is empty */
};
struct source_type {
	const char *name;
	bool own; /* the type of the organisation they work in */
	struct {
		struct set_requirement *v;
		size_t n;
	} lines;
};
struct source_view {
	struct page_view page;
	bool said; /* the library has it; else only sets name it */
	const char *kind, *year, *issuer, *citation, *place;
	struct text_items about, today;
	const char *standing, *sure, *note;
	struct source_links replaced_by, replaces, related;
	struct {
		struct source_type *v;
		size_t n;
	} types;
	size_t n;
};
#endif
