/* public.h - what the pages for everybody share. */
#ifndef PUBLIC_H
#define PUBLIC_H
#include "edition.h"
#include "form.h"
#include "org.h"
#include "published.h"
#include "view_public.h"

struct req;

/* What is searched for. */
struct public_asked {
	struct form form;
	struct published_filter filter;
	int64_t page; /* 1 first */
};
/* Reads the query; skip comes from the page.  As form_close. */
MUST_USE enum err public_ask(
    struct req *, int64_t a_page, struct public_asked *);

/* The organisation that the address names, or ERR_NOTFOUND. */
MUST_USE enum err public_org(struct req *, struct org *);

/*
 * The edition that the query asks for, or else the newest: of the stage that it
 * asks for, of the final, or of the last stage before it.  ERR_NOTFOUND: there
 * is none.  ERR_MALFORMED: the query asks for something else.
 */
MUST_USE enum err public_edition(struct req *, const struct editions *,
    const char *version, const struct edition **newest, struct edition *);

/* "66%"; "not applicable" where nothing is in play. */
const char *public_percent(struct req *, int percent);
/* How many requirements count: those at levels 0 to 3. */
unsigned public_total(const struct edition *);
const char *public_stage(enum figure_stage); /* "Final" */
#endif
