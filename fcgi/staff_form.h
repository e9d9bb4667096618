/* staff_form.h - a staff record as a form: shown, taken, and compared. */
#ifndef STAFF_FORM_H
#define STAFF_FORM_H
#include "form.h"
#include "staff.h"
#include "view_manage.h"

struct req;

/* What was typed; staff holds what could be made of it. */
struct staff_typed {
	struct staff staff;
	const char *manager, *account; /* a staff number; a user name */
	struct typed_day starts, ends;
};

/* A record as it would be typed. */
MUST_USE enum err staff_typed_of(
    struct req *, const struct staff *, struct staff_typed *);

/* Take the fields; adds a fault for everything that is not of its form. */
MUST_USE enum err staff_typed_take(struct form *, struct staff_typed *);

/* Fill the view but for where it is sent, its title and its button. */
MUST_USE enum err staff_form_fill(struct req *, const struct staff_typed *,
    const struct faults *, struct manage_staff_form_view *);

/* What is on record differs from what was typed: both, line by line. */
void staff_form_differs(struct req *, const struct staff_typed *now,
    const struct staff_typed *typed, struct manage_staff_form_view *);

/* A digest of a record, to see whether somebody changed it meanwhile. */
const char *staff_form_digest(struct req *, const struct staff_typed *);
#endif
