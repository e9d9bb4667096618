/* holds.h - what somebody is responsible for, in words. */
#ifndef HOLDS_H
#define HOLDS_H
#include <stdint.h>

#include "handover.h"
#include "view_admin.h"

struct req;

/* What would be left without anybody, and the first things of it. */
struct holds {
	int64_t here, elsewhere;
	struct held_list all; /* of this organisation */
};
enum err holds_read(struct req *, int64_t person, struct holds *);

/* "2 duties or pieces of work"; NULL: nothing. */
const char *holds_words(struct req *, const struct holds *);
/* Fills holds, things and handover of the view. */
void holds_show(
    struct req *, int64_t person, const struct holds *, struct person_view *);
#endif
