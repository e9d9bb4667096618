/* give.h - what the files of giving requirements to somebody share. */
#ifndef GIVE_H
#define GIVE_H
#include "form.h"
#include "owner.h"
#include "view_owner.h"
#include "year.h"

struct req;

/* What is given to whom, as it was typed. */
struct give {
	struct year year;
	struct answer_row *rows; /* as on record */
	size_t n;
	bool *which;                /* ticked */
	bool all, given;            /* all that are shown; it was just done */
	const char *section, *from; /* what is shown; "": everything */
	const char *owner, *deputy;
	bool no_deputy, no_due;
	struct typed_day by;
	struct holder new_owner, new_deputy; /* once judged; name "": none */
	struct answer *answers;              /* of those that are chosen */
};

void give_read(struct req *, struct form *, struct give *);
/* Is it something to give, to somebody who is known?  Faults are in f. */
MUST_USE enum err give_judge(struct req *, struct form *, struct give *);
struct owner_change give_change(const struct give *);

/* Is this requirement among those that are shown? */
bool give_shows(const struct give *, size_t i);

MUST_USE enum err give_fill(struct req *, const struct give *,
    const struct faults *, struct give_view *);
void give_fill_check(
    struct req *, const struct give *, struct give_check_view *);
#endif
