/* set_of.h - the set that an address speaks of: "ACU-14.1-1". */
#ifndef SET_OF_H
#define SET_OF_H
#include "catalogue.h"
#include "html.h"

struct req;

/* TYPE-VERSION-REVISION.  ERR_NOTFOUND: no such set. */
MUST_USE enum err set_find(struct req *, const char *name, int64_t *id);
MUST_USE enum err set_read(struct req *, const char *name, struct catalogue *);

/* The same name of a row of the list, and "version 14.1", or with the
 * revision where it is not the first. */
const char *set_name(struct req *, const struct catalogue_row *);
const char *set_version(struct req *, const char *version, int64_t revision);

/* The title of the change notice between two sets, of whatever types. */
const char *set_changes_title(struct req *, const struct catalogue *before,
    const struct catalogue *after);

/* The one before this, of the same type; NULL: none. */
const struct catalogue_row *set_before(
    const struct catalogue_rows *, int64_t id);

/* "This set is a reconstruction", "From memory", "Confirmed". */
const char *set_sure(const char *mark);
#endif
