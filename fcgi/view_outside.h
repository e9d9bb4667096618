/* view_outside.h - the views of reviewers and of commissioners. */
#ifndef VIEW_OUTSIDE_H
#define VIEW_OUTSIDE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"

/* An organisation and its newest publication, in a table. */
struct outside_line {
	struct href to; /* NULL: there is nothing to see yet */
	const char *code, *name, *type;
	const char *version; /* published; NULL: nothing */
	const char *grade, *percent, *reviewed;
	unsigned below;
	int64_t at;
	bool late, superseding;
	/* Of the newest year that it opened. */
	const char *state, *year; /* year NULL: none */
	bool overdue;
	day due_on;
};
struct outside_lines {
	struct outside_line *v;
	size_t n;
};

struct reviews_view {
	struct page_view page;
	struct outside_lines waiting, done;
};

struct review_word {
	int64_t at;
	const char *by, *outcome, *grade, *reason; /* grade NULL: none */
	const char *change;                        /* "" */
};
struct review_words {
	struct review_word *v;
	size_t n;
};
struct review_view {
	struct page_view page;
	struct href to, public;
	const char *name, *code, *version, *grade, *percent;
	int64_t edition, at;
	unsigned below;
	int grade_level;
	bool late;
	struct review_words words;
	struct choice_field outcome, reviewed;
	struct text_field change, reason;
};

struct providers_view {
	struct page_view page;
	struct href csv;
	struct outside_lines lines;
	int64_t published, below; /* how many of them */
};
#endif
