/* view_year.h - the views of the pages about a year. */
#ifndef VIEW_YEAR_H
#define VIEW_YEAR_H
#include "answer.h"
#include "form.h"
#include "html.h"
#include "view.h"
#include "view_duty.h"
#include "view_exempted.h"
#include "view_field.h"
#include "view_superseded.h"
#include "year.h"

struct text_item {
	const char *text;
};
struct text_items {
	struct text_item *v;
	size_t n;
};

/* The lines of a text, empty ones left out. */
struct text_items text_lines(struct req *, const char *text);

/* A law or a code, in the library. */
struct source_link {
	struct href to;
	const char *text;
};
struct source_links {
	struct source_link *v;
	size_t n;
};

/* ---- the start page of whoever is signed in ---- */

struct year_line {
	struct href to;
	const char *version, *title;
	struct badge state;
	day due_on;
	const char *left; /* "" once published */
	bool withdrawn;
	unsigned answered, all;
	struct href carried; /* what was not; p NULL: nothing */
};
struct choice_view {
	const char *value, *text;
	bool chosen;
};
struct choices {
	struct choice_view *v; /* has room for those that are added */
	size_t n;
};
void choices_add(
    struct choices *, const char *value, const char *text, const char *chosen);
/* Which of them has this value; n: none. */
size_t choices_find(const struct choices *, const char *value);
struct draft_line {
	struct href to;
	const char *text;
	int64_t at;
};
struct work_line {
	struct href to; /* p NULL: their roles do not open the page */
	const char *kind, *words;
	const char *owner; /* where it is not theirs alone; "" */
	bool late;
	day due_on;
	const char *left;
};
struct my_work_view {
	struct {
		struct work_line *v;
		size_t n;
	} lines;
	const char *summary; /* "12 things wait for you, 3 of them overdue." */
	struct href more;    /* p NULL: these are all */
	size_t all;
	bool barred; /* some line has no link */
};
struct home_view {
	struct page_view page;
	const char *review; /* what awaits it, in words; NULL: no reviewer */
	struct href reviews;
	struct my_work_view work;
	const char *place; /* "Assessments of Eastmarsh"; NULL: nowhere yet */
	struct {
		struct year_line *v;
		size_t n;
	} years;
	struct href open, move, catalogue, settings;
	struct href sites; /* of a head office, for who acts for them */
	struct href trend; /* for those who read the years */
	struct choices
	    versions;        /* that may be opened; only for those who may */
	struct choices orgs; /* to change to; fewer than two: none shown */
	struct href
	    others;       /* where to choose one instead, where all are many */
	bool nowhere;     /* holds no role anywhere */
	bool no_set;      /* for this type; only for those who may open */
	const char *owed; /* training and policies, in words; or NULL, "" */
	struct href training;
	struct {
		struct draft_line *v;
		size_t n;
	} drafts; /* typed, and not saved */
	struct duty_gaps_view duties;
};

/* ---- the list of requirements ---- */

struct requirement_line {
	struct html number, title;
	const char *slug;  /* the number, for the address */
	struct html owner; /* n 0: nobody */
	struct badge previous, now, target, state;
	int64_t evidence;
};
struct section_view {
	struct html name;
	size_t at; /* 1 first */
	struct {
		struct requirement_line *v;
		size_t n;
	} lines;
};
struct bar_view {
	const char *class, *text; /* "bar-3", "Level 3" */
	unsigned x, width;        /* of 1,100 */
	unsigned count;
};
struct list_view {
	struct page_view page;
	struct href to;
	struct href_ready requirement; /* .../requirement */
	struct badge state;
	day due_on;
	const char *left;
	bool published;
	struct superseded_view superseded;
	unsigned answered, all;
	struct {
		struct bar_view *v;
		size_t n;
	} bars;
	bool in_play;        /* anything; else there is no score */
	const char *percent; /* "66%", or "not applicable" */
	const char *grade;
	unsigned below, planned, unplanned, not_started, reached;
	int grade_level;
	struct choices sections, owners, states;
	struct {
		struct section_view *v;
		size_t n;
	} groups;
	bool may_give;           /* say whose the requirements are */
	bool empty;              /* the filter leaves nothing */
	const char *mark, *note; /* provenance, where it is not "source" */
	bool reconstructed;
	const char *carried; /* a version, or NULL */
};

/* ---- one requirement ---- */

struct criterion_view {
	const char *code, *text, *comment, *owner;
	bool met, maintenance, binds, responsibility;
	struct text_items expected;
	const char *fault;
};
struct level_view {
	int level;
	const char *summary;
	bool attained;
	struct {
		struct criterion_view *v;
		size_t n;
	} criteria;
};
struct evidence_view {
	size_t at;                             /* 1 first */
	const char *title, *reference, *shows; /* shows: "1a, 2b" */
	bool fresh;                            /* the empty line for one more */
	const char *title_fault, *shows_fault, *reference_fault;
	struct text_field owner;
	struct day_field review;
	bool reviewed;
	day review_on;
};
struct owner_line {
	struct text_field field;
};
struct requirement_view {
	struct page_view page;
	struct href to, list, history, confirm, reopen, accept, actions;
	const char *number, *initiative, *title, *version;
	struct text_items description;
	const char *changes;
	struct source_links origins;
	const char *mark_criteria;
	bool reconstructed;
	struct answer_row row;
	struct badge now, previous, target, state;
	const char *previous_version;
	bool editable, may_confirm, own_work, may_reopen, may_accept;
	bool published;
	bool reopens_year;   /* reopening it is reopening the assessment */
	const char *why_not; /* why it cannot be edited; "" when it can */
	struct exempt_lines exemptions;
	bool exempt_live; /* it is exempt now, and the year is not published */
	struct {
		struct level_view *v;
		size_t n;
	} levels;
	struct {
		struct evidence_view *v;
		size_t n;
	} evidence;
	const char *nr_reason, *nr_advice, *nr_record;
	const char *nr_record_fault;
	bool nr;
	struct choices targets;
	struct typed_day due;
	const char *due_fault;
	const char *owner, *plan;
	const char *owner_fault, *plan_fault, *target_fault;
	struct text_items people; /* whom it can be given to */
	struct text_field deputy;
	struct day_field by; /* when it is to be answered */
	struct {
		struct owner_line *v;
		size_t n;
	} criterion_owners;
	bool apart; /* some criteria have owners of their own */
	const char *deputy_now;
	bool answer_by;
	day by_now;
	int64_t edition;
	const char *changed_by;
	int64_t changed_at;
	const char *reopened_by, *reopened_for; /* NULL: it was not */
	int64_t reopened_at;
	bool needs_plan; /* below the level that the grade asks for */
	int grade_level;
	bool has_plan, plan_accepted;
	const char *reason_fault, *reason;
	struct href next;
	const char *next_number;
	/* What the training figure says, where the level depends on it. */
	bool training, may_override, may_cap;
	struct href figure, override, cap;
	const char *figure_says;
	const char *override_why, *override_by; /* NULL: there is none */
	int64_t override_at;
	const char *override_reason, *override_fault; /* as typed */
	bool draft; /* the form holds what came too late */
	struct href drop;
	/* Somebody saved in between: what is on record now. */
	bool clash;
	const char *theirs_met, *theirs_owner, *theirs_plan;
	struct badge theirs_level;
	struct text_items theirs_comments, theirs_evidence;
};

struct change_line {
	int64_t at;
	const char *who, *what;
	struct text_items details;
};
struct history_view {
	struct page_view page;
	const char *number, *title;
	struct {
		struct change_line *v;
		size_t n;
	} changes;
	bool more;
};

/* ---- figures ---- */

struct score_line {
	struct href to;
	struct html name;
	unsigned levels0, levels1, levels2, levels3; /* how many at each */
	unsigned in_play, not_relevant, exempt, below;
	const char *percent, *sum, *grade;
};
struct score_row {
	struct html number, title;
	struct href to;
	struct badge now;
	const char *points; /* "2 of 3", "left out" */
	bool below, planned;
	const char *capped; /* why it counts for less than claimed; or NULL */
};
struct score_view {
	struct page_view page;
	struct href whole, whatif, trend;
	const char *of_what; /* "the whole assessment" or an initiative */
	bool part;
	struct superseded_view superseded;
	struct score_line line;
	struct {
		struct score_line *v;
		size_t n;
	} parts;
	struct {
		struct score_row *v;
		size_t n;
	} rows;
	const char *rounding, *rule, *version, *title;
	int64_t revision, points, of;
	int grade_level;
	bool in_play;
	const char *training; /* what the training figure does to it; "" */
	struct href figure;
};

/* ---- what blocks publication, and publication ---- */

struct blocker_line {
	struct href to;
	const char *text, *holder;
};
struct blocker_group {
	const char *heading;
	struct {
		struct blocker_line *v;
		size_t n;
	} lines;
};
struct readiness_view {
	struct page_view page;
	bool reopen_first; /* the whole is confirmed, and something is not */
	day due_on;
	const char *left;
	struct {
		struct blocker_group *v;
		size_t n;
	} groups;
	size_t blockers;
	const char *publisher;
	bool published, may_publish, may_confirm_whole;
	bool interim; /* stages come before it */
	struct href publish, confirm, publication, forecast, stages;
};

struct duty_line {
	const char *code, *title, *name, *post;
	bool required;
	const char *fault, *post_fault;
};
struct duties_view {
	struct page_view page;
	struct href to, list; /* list: of all duties */
	bool editable;
	struct {
		struct duty_line *v;
		size_t n;
	} duties;
};

struct publish_view {
	struct page_view page;
	struct href to, score, duties_to;
	const char *title, *percent, *grade;
	unsigned below, in_play, not_relevant, exempt;
	int grade_level;
	day due_on;
	bool late;
	struct {
		struct duty_line *v;
		size_t n;
	} duties;
	struct text_items statement;
	const char *digest; /* in hex */
	bool accepted;      /* the tick, as it was sent */
	const char *accept_fault;
	struct sign_field sign;
};
#endif
