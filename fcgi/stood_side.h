/* stood_side.h - the two that /assessment/:version/at shows. */
#ifndef STOOD_SIDE_H
#define STOOD_SIDE_H
#include "form.h"
#include "moment.h"
#include "reader.h"
#include "stood.h"
#include "year.h"

struct req;

struct side {
	struct org org;
	struct assessment year;
	const struct shelved *shelved;
	struct stood stood;
};

/* What the address asks for; "" where nothing is said. */
struct stood_asked {
	struct moment on, with;
	const char *against, *org;
	bool only; /* what differs */
};

/* Whose assessments may be put beside that of the session's organisation. */
struct reader stood_reader(const struct req *);

/*
 * Read a year at a moment.  OK, and *there false, where it was not open yet,
 * which is a fault of this field, or the moment is not fine.
 */
MUST_USE enum err side_read(struct req *, struct form *, const char *field,
    const struct moment *, struct side *, bool *there);

/*
 * The other side, where one is asked for; the same way.  ERR_NOTFOUND: no such
 * year of theirs, or an organisation that is not theirs to read.
 */
MUST_USE enum err side_other(struct req *, struct form *, const struct year *,
    const struct stood_asked *, struct side *, bool *there);
#endif
