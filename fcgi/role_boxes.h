/* role_boxes.h - the roles that an organisation gives, as boxes to tick. */
#ifndef ROLE_BOXES_H
#define ROLE_BOXES_H
#include "form.h"
#include "view_admin.h"

struct req;

/* The roles that are an organisation's to give: all but the national one. */
#define ROLES_GIVEN                                                            \
	(ROLE_STAFF | ROLE_MANAGER | ROLE_ASSESSOR | ROLE_REVIEWER |           \
	    ROLE_ADMINISTRATOR | ROLE_VIEWER | ROLE_COMMISSIONER |             \
	    ROLE_EXTERNAL_REVIEWER)

/* The fields that faults about roles are put to. */
#define ROLE_BOX_FIRST "role-staff"
#define ROLE_BOX_ADMINISTRATOR "role-administrator"

struct role_boxes role_boxes(
    struct req *, unsigned ticked, const struct faults *);
unsigned role_boxes_take(struct form *);

/* "Assessor, Viewer"; "No role" for none. */
const char *role_words(struct req *, unsigned roles);
#endif
