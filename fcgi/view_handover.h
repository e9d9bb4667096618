/* view_handover.h - the views of who holds what, and of handing over. */
#ifndef VIEW_HANDOVER_H
#define VIEW_HANDOVER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"

struct name_line {
	const char *name;
};
struct name_list {
	struct name_line *v;
	size_t n;
};

/* ---- /responsibilities ---- */

struct matrix_head {
	const char *title;
};
struct matrix_cell {
	const char *text; /* NULL: nothing stands there */
	const char *sub;  /* below it; NULL: nothing */
};
struct matrix_line {
	const char *name, *sub;
	int64_t key; /* of whom it can be handed over; 0: not theirs to do */
	struct {
		struct matrix_cell *v;
		size_t n;
	} cells;
};
struct matrix_view {
	struct page_view page;
	struct href to, duties;
	const char *version; /* of the year; NULL: there is none */
	const char *name, *show, *columns; /* as asked for */
	struct choice_field shows, columns_of, years;
	size_t held, waiting;
	const char *vacant; /* titles with commas; NULL: none */
	size_t vacant_n;
	struct {
		struct matrix_head *v;
		size_t n;
	} heads;
	struct {
		struct matrix_line *v;
		size_t n;
	} lines;
	int64_t previous, next;     /* pages; 0: there is none */
	struct href_ready handover; /* empty: not theirs to do */
};

/* ---- /handover: whose ---- */

struct handover_pick_view {
	struct page_view page;
	struct href to;
	struct choice_field person;
};

/* ---- /handover/:id: what, and to whom ---- */

struct handover_line {
	const char *take, *to; /* the names of its fields */
	const char *what;      /* in words */
	const char *typed;     /* another receiver */
	const char *fault;     /* NULL: none */
	bool on;
};
struct handover_kind {
	const char *title;
	bool for_good; /* nobody can be deputy for it */
	struct {
		struct handover_line *v;
		size_t n;
	} lines;
};
struct away_line {
	const char *what, *to;
	day from_on, until_on;
	bool now;
};
struct handover_view {
	struct page_view page;
	struct href save;
	const char *name; /* whose it is */
	bool nothing;     /* they hold nothing */
	struct {
		struct handover_kind *v;
		size_t n;
	} kinds;
	struct {
		struct away_line *v;
		size_t n;
	} away;
	struct text_field to;
	struct name_list people;
	bool absence; /* as chosen */
	struct day_field from_on, until_on;
	const char *what_fault;
};

/* ---- check ---- */

struct handover_pass {
	const char *what, *to;
};
struct handover_hidden {
	const char *name, *value;
};
struct handover_check_view {
	struct page_view page;
	struct href save;
	const char *name, *act;
	bool absence, duties, plans; /* what else it means */
	day from_on, until_on;
	struct {
		struct handover_pass *v;
		size_t n;
	} passes;
	struct {
		struct handover_hidden *v;
		size_t n;
	} hidden;
};
#endif
