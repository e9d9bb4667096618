/* view.h - what the pages show: the view of each template. */
#ifndef VIEW_H
#define VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form.h"
#include "html.h"

struct config;
struct req;

struct nav_item {
	struct href_ready to;
	struct html text;
	bool current; /* the page lies in this part */
};

/*
 * What every page has, for the templates head and foot.  page_view fills it;
 * a handler then sets what is marked so.
 */
struct page_view {
	const char *title;
	struct faults faults; /* set: summary and "Error: " in the title */
	const char *notice;   /* set: a banner; NULL for none */
	bool notice_done;     /* set: it tells of a success */
	const char *warning;  /* the request's, which is filled later; or "" */
	bool wide;            /* set: for tables */
	struct href back;     /* set: the link above the heading */
	const char *back_text;
	const char *brand;     /* the trust's name; "" for none */
	const char *colour;    /* of the browser's frame */
	const char *user;      /* the name of whoever is signed in, or NULL */
	const char *org;       /* where they act, "" for nowhere */
	const char *csrf, *op; /* hidden fields of every form */
	struct {
		struct nav_item *v;
		size_t n;
	} nav;
	struct href_ready css, js, js_on, icon;
	struct href_ready home, help, accessibility, sign_in, sign_out;
	struct href_ready publications, requirements, library; /* visitors' */
	struct href_ready keep,
	    idle; /* the script's: stay signed in; time is up */
	int64_t idle_s;
	int64_t began; /* clock_ticks */
};

/* The links that are the same on every page, made once. */
struct frame;
struct frame *frame_new(const struct config *);
void frame_free(struct frame *); /* NULL is accepted */

/* title must last; it is also the page's h1 as a rule. */
struct page_view page_view(struct req *, const char *title);

struct paragraph {
	const char *text;
};

/* Pages that only say something: errors, mostly. */
struct message_view {
	struct page_view page;
	const char *heading;
	struct {
		struct paragraph *v;
		size_t n;
	} paragraphs;
	const char *reference; /* NULL for none */
	struct href link;
	const char *link_text; /* NULL for no link */
};

struct sign_in_view {
	struct page_view page;
	const char *csrf; /* of this form: no session gives one */
	const char *user; /* as typed */
	const char *next; /* where to go then; "" for the start page */
	const char *user_fault, *password_fault, *code_fault;
	const char *signed_in; /* who is signed in already, or NULL */
	bool code;             /* ask for one */
	struct href public;    /* what nobody needs to sign in for */
};

/* Help and the accessibility statement. */
struct plain_view {
	struct page_view page;
};
#endif
