/* view_duty.h - the views of named duties. */
#ifndef VIEW_DUTY_H
#define VIEW_DUTY_H
#include "view.h"
#include "view_field.h"
#include "year.h"

/* What is missing. */
struct duty_gaps_view {
	const char *gaps; /* "2 duties are vacant and 1 is ..."; "" for none */
	struct href to;   /* the list; NULL: not theirs to see */
};

struct duty_asked {
	struct href to;
	const char *title;
};

struct duty_row {
	struct href to;
	const char *title, *post, *name, *deputy;
	day from_on, until_on;
	int64_t accepted_at;
	struct badge state;
	bool named, until_set, deputy_left;
	bool stranger; /* whoever was named has no account */
};
struct duty_list_view {
	struct page_view page;
	struct href to;
	struct {
		struct duty_asked *v;
		size_t n;
	} asked; /* to be accepted by whoever reads it */
	bool may_change;
	size_t held, unaccepted, vacant;
	struct {
		struct duty_row *v;
		size_t n;
	} duties, closed;
	struct text_field title, post;
};

struct held_row {
	const char *name, *post, *deputy, *document;
	const char *end; /* who took it back; "" */
	int64_t ended_at;
	day from_on, until_on;
	int64_t named_at, accepted_at;
	const char *named_by;
};
struct duty_view {
	struct page_view page;
	struct duty_row duty;
	struct held_row now;
	bool own, off, may_change, may_close, mine;
	struct href name_to, change_to, end_to, accept_to;
	const char *was;    /* whose holding the form was made of */
	const char *theirs; /* somebody else was named meanwhile: who; NULL */
	const char *hint;   /* of the first field */
	struct text_field name, post, deputy, document;
	struct tick_field no_account, closed;
	struct day_field from, until;
	struct text_field title;
	struct {
		struct duty_asked *v; /* title alone: a name */
		size_t n;
	} people;
	struct {
		struct held_row *v;
		size_t n;
	} history;
};

struct duty_accept_view {
	struct page_view page;
	struct href to, list; /* list NULL: not theirs to see */
	struct duty_row duty;
	struct held_row now;
	const char *holding, *org;
	bool open; /* it may be accepted */
	struct sign_field sign;
};
#endif
