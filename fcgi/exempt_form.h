/* exempt_form.h - the choices that the pages of exemptions share. */
#ifndef EXEMPT_FORM_H
#define EXEMPT_FORM_H
#include "catalogue.h"
#include "view_field.h"

struct req;

/* The versions there are sets of; the first line is for none of them. */
struct choice_field exempt_versions(struct req *, const struct faults *,
    const struct catalogue_rows *, const char *none, const char *chosen);
/* The types that sets speak of, likewise. */
struct choice_field exempt_types(struct req *, const struct faults *,
    const struct catalogue_rows *, const char *hint, const char *none,
    const char *chosen);
/* Is it one of a list's lines? */
bool exempt_offers(const struct choice_field *, const char *value);
#endif
