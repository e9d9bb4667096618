/* requirement.h - what the files of the requirement's page share. */
#ifndef REQUIREMENT_H
#define REQUIREMENT_H
#include "answer.h"
#include "form.h"
#include "view_year.h"
#include "year.h"

struct req;

#define EVIDENCE_MAX EVIDENCE_MOST

/* One requirement of a year, as the address names it. */
struct asked {
	struct year year;
	const struct requirement *requirement;
	struct answer answer; /* on record */
};

/* ERR_NOTFOUND: no such year or requirement. */
MUST_USE enum err asked_open(struct req *, struct asked *);

/* A form as it was typed: shown again when something is wrong. */
struct typed {
	struct answer answer;
	struct typed_day due, by; /* the target's, the answer's */
	struct typed_day review[EVIDENCE_MAX + 1]; /* of each evidence */
	const char *shows[EVIDENCE_MAX + 1]; /* criteria of each evidence */
	const char *action;                  /* "save", "next", ... */
	const char *reason;                  /* of reopening; NULL: none */
	bool another;                        /* show an empty evidence line */
	const char *override; /* why the level counts; NULL: not typed */
};

/* What is on record, as if it had been typed. */
void typed_from_record(struct req *, const struct asked *, struct typed *);
/* What was typed; faults are in f. */
void typed_read(
    struct req *, const struct asked *, struct form *f, struct typed *);

/* Fill the view from what was typed; faults may be empty. */
MUST_USE enum err requirement_fill(struct req *, const struct asked *,
    const struct typed *, const struct faults *, struct requirement_view *);

/* ---- owners, deputy and days ---- */

void owners_from_record(struct req *, struct typed *);
void owners_read(
    struct req *, const struct requirement *, struct form *, struct typed *);
/* False where nothing was typed about the evidence of this line. */
bool owners_read_evidence(struct req *, struct form *, size_t at,
    struct evidence *, struct typed_day *review);
/* Are those known who were typed?  Faults are in the form. */
MUST_USE enum err owners_check(
    struct req *, const struct asked *, struct form *, const struct typed *);
MUST_USE enum err owners_fill(struct req *, const struct asked *,
    const struct typed *, const struct faults *, struct requirement_view *);

/* What the training figure says of it, and does to it. */
MUST_USE enum err requirement_training(struct req *, const struct asked *,
    const struct faults *, struct requirement_view *);

/* Whether it is exempt, from when until when, and why. */
MUST_USE enum err requirement_exempt(
    struct req *, const struct asked *, struct requirement_view *);

enum showing {
	SHOW_PLAIN,
	SHOW_CLASH, /* with what somebody else saved in between */
	SHOW_DRAFT, /* with what came too late, to be saved or left */
};

/* Show the page. */
enum err requirement_show(struct req *, int status, const struct asked *,
    const struct typed *, const struct faults *, const char *notice,
    enum showing);
#endif
