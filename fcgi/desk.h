/* desk.h - who asks, as one of the staff, and training in words. */
#ifndef DESK_H
#define DESK_H
#include "form.h"
#include "policy.h"
#include "sign.h"
#include "training.h"
#include "view_desk.h"

struct req;

/* ERR_NOTFOUND: whoever asks has no staff record where they act. */
MUST_USE enum err desk_staff(struct req *, struct staff *);

/* A page that says whom to ask for a staff record.  Always OK. */
enum err desk_unknown(struct req *, int status);

/* May whoever asks look after everybody's records here? */
bool desk_administers(const struct req *);

struct badge desk_badge(enum owed_state);
struct badge desk_policy_badge(enum policy_state);

/* "Own desk", "Ward 6", "Group session", "Taken in from a file". */
const char *desk_where(const struct completion *);

/* "1 course is overdue and 2 policies are to be read."; "" for nothing. */
const char *desk_summary(
    struct req *, const struct owed_list *, size_t policies);

/* The boxes of a date, with what is wrong with each. */
struct done_view desk_done(struct req *, const struct typed_day *,
    const struct faults *, const char *legend);

/* What is said of a completion that is not taken, at the field it is about. */
void desk_fault(struct form *, enum completion_fault, const struct staff *,
    const struct course *, bool own);

/* What was typed as a score: the text as it was, and the number or -1. */
struct typed_score {
	const char *typed;
	int value;
};
struct typed_score desk_score(struct form *, const struct course *, bool need);

/*
 * The number of the certificate of what is on record of this course and day:
 * of what counts, else of what was corrected; NULL for neither.
 */
MUST_USE enum err desk_number(struct req *, const struct staff *,
    const char *course, day done_on, const char **number);
#endif
