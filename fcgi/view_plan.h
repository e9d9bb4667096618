/* view_plan.h - the views of the improvement plan and the forecast. */
#ifndef VIEW_PLAN_H
#define VIEW_PLAN_H
#include "view_year.h"

struct action_line {
	struct href to;
	const char *title, *number, *owner, *deputy; /* deputy "": nobody */
	day due_on;
	bool late;
	int reach, progress;
	struct badge state;
	/* In the progress report only. */
	const char *said, *said_by; /* NULL: nothing was reported */
	int64_t said_at;
};
struct action_lines {
	struct action_line *v;
	size_t n;
};
struct plan_row {
	struct href to, add;
	const char *number, *title, *id;
	struct badge now, target;
	const char *owner, *plan;
	day target_on;
	bool dated, gap, below, planned, accepted;
	struct action_lines actions;
};
struct signed_view {
	const char *name, *post, *comment;
	day on;
	int64_t requirements, actions;
};
struct plan_view {
	struct page_view page;
	struct href to, sign, report, forecast;
	struct {
		struct plan_row *v;
		size_t n;
	} rows;
	size_t gaps, below, unplanned, open, done, late;
	int grade_level;
	bool published, may_change, may_sign;
	bool is_signed, changed; /* since then */
	struct signed_view last;
};

struct action_form_view {
	struct page_view page;
	struct href to, report, requirement;
	const char *number, *title; /* of the requirement */
	bool fresh;                 /* it is not added yet */
	bool may_change, may_report;
	int64_t edition;
	struct text_field name;
	struct choice_field reach;
	const char *owner, *owner_fault, *deputy, *deputy_fault;
	struct text_items holders;
	struct day_field due;
	bool drop;
	struct action_line now; /* as it is on record */
	struct text_field progress, said;
	struct {
		struct action_line *v;
		size_t n;
	} reports;
	bool carried;
};

struct plan_report_view {
	struct page_view page;
	day today;
	struct action_lines actions;
	size_t gaps, below, unplanned, open, done, late;
	int grade_level;
	bool is_signed, changed;
	struct signed_view last;
};

struct plan_sign_view {
	struct page_view page;
	struct href to;
	const char *digest;
	size_t gaps, below, unplanned, open;
	int grade_level;
	bool empty;
	struct {
		struct plan_row *v;
		size_t n;
	} rows;
	struct text_field post, comment;
	struct sign_field sign;
	struct {
		struct signed_view *v;
		size_t n;
	} before;
};

struct forecast_row {
	struct href to;
	const char *text, *owner;
	day due_on, ends_on;
};
struct forecast_owner {
	const char *name, *sum;
	struct badge state;
	struct {
		struct forecast_row *v;
		size_t n;
	} late;
};
struct forecast_view {
	struct page_view page;
	bool published;
	const char *sum, *verdict;
	day due_on;
	struct {
		struct forecast_owner *v;
		size_t n;
	} owners;
	struct {
		struct forecast_row *v;
		size_t n;
	} late, late_actions;
	size_t actions;
	struct href plan;
};
#endif
