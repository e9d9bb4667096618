/* view_sites.h - the views of a head office: its sites, and acts for many. */
#ifndef VIEW_SITES_H
#define VIEW_SITES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html.h"
#include "view.h"
#include "view_field.h"
#include "view_year.h"

/* Which page of a list is shown; 0: there is none before or after. */
struct sites_pager {
	struct href to;
	const char *typed, *in; /* the search and the filter, for the links */
	int64_t previous, next;
};

struct sites_line {
	struct href to;     /* of the site, where there is a page of it */
	struct href public; /* where it has published */
	int64_t work;       /* its id, for those who may work there; or 0 */
	const char *code, *name, *type, *version;
	struct badge state;
	int64_t asked, complete;
	day due_on;
	bool due, published, late;
	int64_t at;
};
struct sites_batch {
	struct href to;
	const char *version, *type, *by;
	int64_t at, all, answered, published;
	bool going;
};
struct sites_view {
	struct page_view page;
	struct href to, csv, make, move;
	struct text_field q;
	struct choice_field choice;
	const char *typed, *in;
	bool any; /* it has sites */
	int64_t all;
	struct {
		struct sites_line *v;
		size_t n;
	} lines;
	struct sites_pager pager;
	struct {
		struct sites_batch *v;
		size_t n;
	} batches;
};

struct batch_new_view {
	struct page_view page;
	struct href save;
	struct choice_field version, type;
	struct text_field source, numbers, owner, codes;
	struct tick_field all, complete, opens, over, names;
};

struct batch_site_line {
	struct href to;
	const char *code, *name;
	struct badge state;
	const char *why;
	const char *kept; /* "2 requirements left alone"; NULL: none */
	bool waits;
};
struct batch_view {
	struct page_view page;
	struct href to, act, sites, check, publish, csv;
	const char *version, *type, *title, *source, *numbers, *owner;
	bool complete, opens, over, names, full;
	int64_t made_at;
	const char *by;
	int64_t all, chosen, answered, undone, published, excluded, blocked;
	int64_t ready, undoable;   /* sites that the acts would be about */
	const char *publish_words; /* "Publish for 3 sites" */
	const char *blocked_words; /* "3 sites"; so the next */
	const char *undoable_words;
	bool going;   /* an act is not at its end */
	bool signing; /* it is to be signed again to go on */
	const char *act_words, *act_by;
	int64_t act_at, act_done, act_sites;
	const char *fault; /* of the acts; NULL: none */
	struct text_field q;
	struct choice_field choice;
	struct {
		struct batch_site_line *v;
		size_t n;
	} lines;
	int64_t found;
	struct sites_pager pager;
	struct text_field codes;
	struct tick_field every, sure;
};

struct batch_checked {
	struct href to;
	const char *code, *name;
	struct text_items stops, leaves, publish;
	int64_t writes;
};
struct batch_check_view {
	struct page_view page;
	struct href to;
	const char *revision; /* a newer one is loaded; NULL, "": none is */
	int64_t looked, stopped, left, blocked;
	struct {
		struct batch_checked *v;
		size_t n;
	} lines; /* of those with something to say */
	int64_t found;
	struct sites_pager pager;
};

struct batch_done_line {
	const char *number, *what, *by, *why;
	int64_t at;
};
struct batch_site_view {
	struct page_view page;
	struct href act, sites;
	const char *code, *name, *why;
	struct badge state;
	int64_t kept;
	struct text_items stops, leaves, publish;
	int64_t writes;
	bool looked, may_exclude, may_add, may_undo, published;
	struct {
		struct batch_done_line *v;
		size_t n;
	} lines;
};

struct batch_publish_view {
	struct page_view page;
	struct href to, check;
	struct text_items statement;
	const char *digest;
	int64_t sites;
	const char *version, *accept_fault;
	bool accepted, late;
	day due_on;
	struct sign_field sign;
};
#endif
