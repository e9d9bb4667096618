/* difference_priv.h - the texts of two requirements, one against the other. */
#ifndef DIFFERENCE_PRIV_H
#define DIFFERENCE_PRIV_H
#include "difference.h"

void wording_find(struct arena *, const struct requirement *before,
    const struct requirement *after, struct wordings *out);
void wording_find_set(struct arena *, const struct catalogue *before,
    const struct catalogue *after, struct wordings *out);
#endif
