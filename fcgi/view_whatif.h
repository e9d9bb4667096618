/* view_whatif.h - the view of the page that supposes levels. */
#ifndef VIEW_WHATIF_H
#define VIEW_WHATIF_H
#include "view_year.h"

struct whatif_line {
	struct href to;
	const char *number, *title;
	struct badge from, wanted;
	const char *missing; /* "1b, 2a"; "" */
	bool capped;         /* too few are trained for it to count */
	bool lowered;        /* by what was published once more */
	bool training;       /* the training figure has a say in it */
	bool lower;          /* supposed to fall */
};
struct whatif_row {
	const char *number, *title;
	struct badge now;
	struct choices levels;
};
struct whatif_figures {
	const char *percent, *grade, *sum;
	unsigned below;
};
struct whatif_view {
	struct page_view page;
	struct href to;
	const char *title;
	bool sent; /* levels were chosen; else the fewest steps are shown */
	bool satisfactory, published;
	int64_t edition; /* whose levels count, where it was put right; 0 */
	int grade_level;
	struct whatif_figures now, then;
	struct {
		struct whatif_line *v;
		size_t n;
	} steps;
	struct {
		struct whatif_row *v;
		size_t n;
	} rows;
};
#endif
