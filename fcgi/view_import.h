/* view_import.h - the views of the pages that take files in. */
#ifndef VIEW_IMPORT_H
#define VIEW_IMPORT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_admin.h"

struct import_past {
	struct href to;
	const char *name, *kind, *by;
	int64_t at, added, changed, refused;
};
struct import_home_view {
	struct page_view page;
	struct href staff, training;
	struct {
		struct import_past *v;
		size_t n;
	} waiting, runs;
};

struct import_new_view {
	struct page_view page;
	struct href save;
	bool staff; /* else completions */
	bool part;  /* chosen */
	struct admin_choices profiles;
	const char *file_fault;
};

/* What a file did or would do; shared by the next two. */
struct import_told {
	int64_t line;
	const char *says;
};
struct import_tolds {
	struct import_told *v;
	size_t n;
};
struct import_counts {
	bool staff, done;
	int64_t seen, added, changed, same, skipped, refused;
	int64_t missing, expired, differing, groups;
	struct import_tolds refusals, notes, absent;
	int64_t refusals_more, notes_more, absent_more; /* not shown */
};

struct import_column {
	const char *header;
	const char *field; /* "column-0": its name and its id */
	struct admin_choices choices;
};
struct import_check_view {
	struct page_view page;
	struct href check, apply, drop;
	const char *name, *kind, *encoding;
	bool part;
	bool fine; /* it can be taken in */
	struct import_counts counts;
	struct {
		struct import_column *v;
		size_t n;
	} columns;
	int64_t unused;      /* columns that are nothing */
	const char *profile; /* as typed */
	const char *columns_fault, *profile_fault;
};

struct import_done_view {
	struct page_view page;
	struct href refused; /* all of them as a file; NULL: none was */
	const char *name, *kind, *by, *profile, *digest;
	int64_t at;
	struct import_counts counts;
};
#endif
