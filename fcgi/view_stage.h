/* view_stage.h - the views of stages, and of a year as it stood. */
#ifndef VIEW_STAGE_H
#define VIEW_STAGE_H
#include "view_year.h"

/* A stage of the year, submitted or not; the last one is the publication. */
struct stage_line {
	struct href to; /* the snapshot, or the publication */
	const char *name;
	day due_on;
	bool done, late;
	const char *left; /* until it is due; "" where it is done or barred */
	const char *bar;  /* why it can no longer be submitted; "" */
	int64_t at;
	const char *by;
	const char *percent, *grade;
	unsigned levels0, levels1, levels2, levels3, total, left_out, below;
	int64_t evidence;
};
struct stages_view {
	struct page_view page;
	struct href to;
	const char *title;
	bool interim;    /* stages are asked of this type */
	bool may_submit; /* and whoever looks may, and one is left */
	bool published;
	int grade_level;
	struct {
		struct stage_line *v;
		size_t n;
	} stages;
	struct choice_field stage;
	struct tick_field sure;
};

/* What one requirement stood at. */
struct stood_line {
	struct href to;
	const char *number, *title, *owner;
	struct badge level, state;
	bool capped, planned;
	int64_t evidence;
};
struct stage_view {
	struct page_view page;
	const char *title, *name;
	struct stage_line line;
	int grade_level;
	const char *training; /* the figure kept with it, in words; "" */
	struct href frozen;
	struct {
		struct stood_line *v;
		size_t n;
	} rows;
};
#endif
