/* view_policy.h - the views of policies, for staff and for administrators. */
#ifndef VIEW_POLICY_H
#define VIEW_POLICY_H
#include "view_desk.h"

struct policies_view {
	struct page_view page;
	struct {
		struct policy_line *v;
		size_t n;
	} all;
	struct href training;
};

struct policy_view {
	struct page_view page;
	struct href to;
	const char *title, *text, *digest;
	struct badge state;
	int64_t version, at, read_at, read_version;
	bool outstanding; /* it is asked of them */
	bool readable;    /* it may be acknowledged, though nobody asks */
};

/* ---- the administrator's ---- */

struct manage_policy_line {
	struct href to;
	const char *title, *who, *counted;
	int64_t version, at;
	bool closed;
};
struct manage_policies_view {
	struct page_view page;
	struct href add;
	struct {
		struct manage_policy_line *v;
		size_t n;
	} all;
};

struct group_box {
	int64_t id;
	const char *name;
	bool on;
};
/* Who needs it: everybody, or some groups. */
struct need_boxes {
	bool for_all;
	struct {
		struct group_box *v;
		size_t n;
	} groups;
	const char *fault;
};

struct manage_policy_new_view {
	struct page_view page;
	struct href to;
	const char *title, *text;
	const char *title_fault, *text_fault;
	struct need_boxes need;
};

struct report_line {
	struct href to; /* who has not; NULL: nobody is missing */
	const char *name;
	int64_t needed, read;
	const char *percent;
};
struct missing_line {
	const char *name, *number, *unit;
};
struct manage_policy_view {
	struct page_view page;
	struct href save, revise;
	const char *now_title, *text, *by;
	int64_t version, at;
	bool now_closed;
	const char *was; /* how the settings were when the form was made */
	const char *title, *title_fault;
	bool closed;
	struct need_boxes need;
	struct {
		struct report_line *v;
		size_t n;
	} report;
	int64_t needed, read;
	const char *percent;
	const char *group; /* whose missing names are shown; NULL: nobody's */
	struct {
		struct missing_line *v;
		size_t n;
	} missing;
	struct href more; /* NULL: these were all */
};

struct manage_policy_text_view {
	struct page_view page;
	struct href to;
	const char *title, *text, *text_fault;
	int64_t version;    /* that the form was made of */
	const char *theirs; /* the present text, where another came; NULL */
};
#endif
