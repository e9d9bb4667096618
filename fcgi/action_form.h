/* action_form.h - the page and the fields of an action. */
#ifndef ACTION_FORM_H
#define ACTION_FORM_H
#include "plan.h"
#include "view_plan.h"

struct req;

/* What the address speaks of, and how whoever asks stands to it. */
struct action_asked {
	struct year year;
	const struct requirement *requirement;
	struct action action; /* on record; fresh: what it begins as */
	bool fresh, mine;
};
/* A form as it was typed. */
struct action_typed {
	struct action action;
	const char *owner, *deputy;
	struct typed_day due;
	const char *progress_typed, *said;
	int progress;
};

void action_from_record(
    struct req *, const struct action_asked *, struct action_typed *);
/* Faults are in f. */
MUST_USE enum err action_take(struct req *, struct form *f,
    const struct action_asked *, struct action_typed *);
void action_take_report(struct req *, struct form *f, struct action_typed *);

enum err action_show(struct req *, int status, const struct action_asked *,
    const struct action_typed *, const struct faults *, const char *notice);
#endif
