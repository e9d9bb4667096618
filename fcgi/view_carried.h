/* view_carried.h - the view of what could not be carried over. */
#ifndef VIEW_CARRIED_H
#define VIEW_CARRIED_H
#include "html.h"
#include "view.h"

struct carried_item {
	const char *words;
	const char *said; /* as it stood: a comment, a plan; "" */
};
struct carried_group {
	const char *number, *title; /* of last year's requirement */
	struct href was;            /* last year as it stood then */
	struct href now;            /* p NULL: it is not asked any more */
	const char *now_number;
	struct {
		struct carried_item *v;
		size_t n;
	} items;
};
struct carried_view {
	struct page_view page;
	const char *caption; /* the set's title */
	const char *from;    /* the version before; NULL: it began empty */
	const char *version;
	struct href changes; /* the change notice */
	const char *changes_title;
	size_t items;
	struct {
		struct carried_group *v;
		size_t n;
	} groups;
};
#endif
