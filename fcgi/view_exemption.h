/* view_exemption.h - the views of exemptions. */
#ifndef VIEW_EXEMPTION_H
#define VIEW_EXEMPTION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"
#include "year.h"

struct exemption_line {
	struct href to;
	const char *number;    /* "14.1-101" */
	const char *whom, *by; /* its name or type, and its code */
	const char *days;
	struct badge standing;
};
struct exemptions_view {
	struct page_view page;
	struct href to, add;
	struct choice_field version, type, show;
	struct text_field org;
	struct {
		struct exemption_line *v;
		size_t n;
	} lines;
	/* As asked for, for the links to other pages; next 0: there is none. */
	const char *in_version, *in_type, *in_org, *in_show;
	int64_t at, previous, next;
};

struct exemption_new_view {
	struct page_view page;
	struct href to;
	struct choice_field version, type;
	struct text_field org, number, reason;
	struct day_field from, until;
	struct href held; /* the one that is in the way; NULL: none */
	const char *held_by, *held_days;
	int64_t held_at;
};

struct exemption_view {
	struct page_view page;
	struct href end, org;
	const char *number, *whom, *by, *days, *reason;
	const char *granted_by, *ended_by, *end_reason;
	int64_t at, ended_at, published;
	bool one, ended; /* of one organisation; taken back */
	struct badge standing;
	struct text_field why;
	const char *unsaved; /* a reason that came too late; "" */
};
#endif
