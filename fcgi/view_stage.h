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
	struct href to, at;
	const char *title;
	bool interim;    /* stages are asked of this type */
	bool may_submit; /* and whoever looks may, and one is left */
	bool all_done;   /* no stage is left to submit */
	bool published;
	struct superseded_view superseded;
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
/* ---- as it stood, and beside another moment ---- */

struct stood_evidence {
	const char *title, *reference;
};
struct stood_cited {
	struct stood_evidence *v;
	size_t n;
};
struct stood_row {
	const char *number, *title, *owner, *met; /* "1a, 1b"; "" */
	struct badge level, state, other, other_state;
	bool capped, planned;
	bool unknown; /* whether too few were trained for the level */
	bool differs; /* its level */
	bool asked;   /* on the other side as well */
	struct stood_cited evidence, other_evidence;
};
struct stood_sum {
	const char *name; /* "14.1 on 24 December 2026, 09:05" */
	const char *percent, *grade, *state;
	unsigned levels0, levels1, levels2, levels3, total, left_out, below;
	int64_t evidence;
	const char *unknown; /* whose level is only claimed: "112, 114"; "" */
	int64_t since;       /* from when on that would be known */
	struct superseded_view superseded; /* since it was published */
};
struct stood_link {
	struct href to;
	const char *text;
};
struct stood_view {
	struct page_view page;
	struct href to, trend;
	const char *title;
	struct superseded_view superseded;
	struct day_field on, with;
	struct text_field on_time, with_time;
	struct choice_field
	    against;                /* another year, of theirs or the other's */
	struct choice_field org;    /* whose they may read */
	struct text_field org_code; /* instead, where there are many */
	struct tick_field only;     /* what differs */
	bool others, many;
	bool shown, compared;
	size_t differing;
	struct stood_sum then, other;
	struct {
		struct stood_link *v;
		size_t n;
	} moments; /* that have a name */
	struct {
		struct stood_row *v;
		size_t n;
	} rows;
};

/* The years of an organisation, oldest first: bars, and their numbers. */
struct trend_bar {
	int x, y, height, middle, top; /* in the drawing's units */
	const char *version, *stage, *percent, *grade;
	const char *mark; /* the stage, below its bar */
	int64_t at;
	unsigned below, total;
	bool final, late;
};
struct trend_view {
	struct page_view page;
	const char *says; /* the drawing in a sentence */
	const char *box;  /* its viewBox */
	int width;
	struct {
		struct trend_bar *v;
		size_t n;
	} bars;
};

struct stage_view {
	struct page_view page;
	const char *title, *name;
	struct stage_line line;
	int grade_level;
	const char *training; /* the figure kept with it, in words; "" */
	struct href frozen, at;
	struct {
		struct stood_line *v;
		size_t n;
	} rows;
};
#endif
