/* batch_page.h - what the pages of a batch share. */
#ifndef BATCH_PAGE_H
#define BATCH_PAGE_H
#include "batch.h"
#include "view_sites.h"

struct req;

/* Lines of a list on one page, and how long one request goes on with an act:
 * well within its deadline. */
#define SITES_A_PAGE 50
#define BATCH_SLICE (5 * SECOND)
/* Whoever signed may go on so long without the password. */
#define BATCH_SIGNED (15 * 60 * SECOND)

/* The batch of the address.  ERR_NOTFOUND: it is none of this head office. */
MUST_USE enum err batch_of(struct req *, struct batch *);

/* "Answers for 3 sites, prepared 26 November 2026, 10:15". */
const char *batch_title(struct req *, const struct batch *);

/* "Publish for 3 sites". */
const char *batch_publish_words(struct req *, int64_t sites);

/* The state of a site in words, with a colour. */
struct badge badge_batch(const struct batch_site *);

/* Which page of so many is shown. */
struct sites_pager sites_pager_of(struct href to, int64_t page, int64_t all,
    const char *typed, const char *in);

/* The words of findings, as many as there are. */
struct text_items findings_of(struct req *, const struct batch_findings *);

/* The page of the batch, with what was typed into its forms. */
struct batch_typed {
	const char *codes;
	bool every, sure;
	const char *fault; /* of an act; NULL */
};
MUST_USE enum err batch_show(struct req *, int status, const struct batch *,
    const struct batch_typed *, const struct faults *);

/*
 * Go on for one slice with the act that waits in the records, whoever began it,
 * and show the batch; what is to be signed first leads to its page.
 */
MUST_USE enum err batch_go_on(struct req *, const struct batch *);
/* Did this person sign what is going on, and not too long ago? */
bool batch_signed(const struct req *, const struct batch *);

/* "S001, S002 and 12 more". */
const char *codes_shown(struct req *, const struct texts *);
#endif
