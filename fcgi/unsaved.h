/* unsaved.h - forms that cannot be stored at the moment: nothing is lost. */
#ifndef UNSAVED_H
#define UNSAVED_H
#include <stdbool.h>

#include "err.h"

struct form;
struct req;

/* Is it for want of room or of time, and not for what was typed? */
bool unsaved(enum err);

/*
 * Say so in a fault of the form, whose page is then shown with everything
 * typed.  Gives the page's status: 507 for ERR_FULL; 503 for ERR_BUSY, with
 * Retry-After.
 */
int unsaved_fault(struct req *, struct form *, enum err);
#endif
