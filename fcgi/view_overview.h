/* view_overview.h - the views of all organisations together. */
#ifndef VIEW_OVERVIEW_H
#define VIEW_OVERVIEW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"

struct overview_line {
	const char *type, *name;
	int64_t all, not_started, open, overdue, published, late, waiting;
	int64_t grade0, grade1, grade2;
};
struct overview_one {
	struct href to;
	const char *code, *name, *type;
	day due_on;
	bool due; /* there is such a day */
};
struct overview_view {
	struct page_view page;
	struct href to, csv, extract, reviews, exemptions;
	const char *version;
	struct choice_field choice; /* of the version */
	struct {
		struct overview_line *v;
		size_t n;
	} lines;
	struct overview_line total;
	const char *shown; /* which organisations are listed; NULL: none */
	struct {
		struct overview_one *v;
		size_t n;
	} some;
	const char *part;           /* as the address has it */
	int64_t at, previous, next; /* pages of them; 0: there is none */
};

struct extract_line {
	const char *code, *name, *type, *version, *status, *grade, *reviewed;
	const char *percent;
	int64_t at; /* 0: not published */
	bool late;
	bool due; /* not published, and there is such a day */
	day due_on;
	const char *last; /* what was published before it; "" */
	int64_t last_at;
};
struct extract_view {
	struct page_view page;
	struct href to, csv;
	struct day_field day;
	const char *on; /* as 2027-03-31; NULL: nothing was counted */
	day counted_on;
	int64_t all, published, open, not_started;
	struct {
		struct extract_line *v;
		size_t n;
	} lines;
	bool more;
};
#endif
