/* view_figure.h - the views of the pages about the training figure. */
#ifndef VIEW_FIGURE_H
#define VIEW_FIGURE_H
#include "view.h"
#include "view_year.h"

struct figure_count {
	const char *what;
	int64_t n;
};
struct figure_counts {
	struct figure_count *v;
	size_t n;
};
struct figure_leg {
	const char *title, *says;
	struct badge state;
};
struct figure_line {
	const char *name, *number, *unit, *says;
	struct badge state;
};
struct figure_kept {
	struct href to;
	const char *version, *stage, *course, *percent;
	day on;
};
struct figure_view {
	struct page_view page;
	struct href to, settings, csv;
	bool frozen;      /* as it was kept: no form, nothing counted */
	bool closed;      /* the course is not asked any more */
	bool counted;     /* there is a figure to show */
	bool names;       /* whoever is signed in may see them */
	bool needs_model; /* judged by three legs */
	struct choices courses, standings;
	struct typed_day day;
	const char *day_fault;
	const char *course, *course_name;
	day on;
	const char *version, *stage; /* what it was kept with */
	int64_t at;                  /* when */
	int64_t population, excluded, in_scope, completed;
	const char *percent; /* "96%", or "Not applicable" */
	const char *asked;   /* "95%, by version 14.1"; "" if unknown */
	const char *rule;
	struct badge state; /* enough, too few, nobody */
	struct figure_counts whys;
	struct {
		struct figure_leg *v;
		size_t n;
	} legs;
	struct {
		struct figure_line *v;
		size_t n;
	} people;
	int64_t first; /* the number of the first of them, 1 first */
	struct href later, earlier;
	struct {
		struct figure_kept *v;
		size_t n;
	} kept;
};

struct review_line {
	const char *kind, *who, *findings, *reference, *by;
	day on;
	int64_t at;
};
struct figure_settings_view {
	struct page_view page;
	struct href to, add;
	bool editable;
	const char *model; /* in words */
	struct choices models, kinds;
	const char *model_fault, *kind_fault;
	struct {
		struct review_line *v;
		size_t n;
	} reviews;
	struct typed_day done;
	const char *who, *findings, *reference; /* as typed */
	const char *done_fault, *who_fault, *findings_fault, *reference_fault;
};
#endif
