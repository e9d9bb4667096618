/* need_boxes.h - who needs a policy, as boxes to tick. */
#ifndef NEED_BOXES_H
#define NEED_BOXES_H
#include "form.h"
#include "policy.h"
#include "staff.h"
#include "view_policy.h"

/* What is ticked: everybody, or these groups. */
struct needs {
	bool for_all;
	struct policy_groups groups;
};

/* The organisation's groups, those that are ticked. */
struct need_boxes need_boxes(struct req *, const struct staff_groups *,
    const struct needs *ticked, const struct faults *);

/* What was ticked; a fault where nothing is. */
struct needs need_boxes_take(struct form *, const struct staff_groups *);

/* "Everybody", or the names with commas between. */
const char *need_words(
    struct req *, const struct staff_groups *, const struct needs *);
#endif
