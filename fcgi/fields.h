/* fields.h - filling the views of single fields. */
#ifndef FIELDS_H
#define FIELDS_H
#include <stdint.h>

#include "view_field.h"

struct req;

/* hint NULL: none.  What is said of the field is taken from the faults. */
struct text_field field_text(struct req *, const struct faults *,
    const char *name, const char *label, const char *hint, const char *value);
struct day_field field_day(struct req *, const struct faults *,
    const char *name, const char *legend, const char *hint,
    const struct typed_day *);
struct tick_field field_tick(struct req *, const struct faults *,
    const char *name, const char *label, const char *hint, bool on);
/* With room for n entries, none of them there yet. */
struct choice_field field_choice(struct req *, const struct faults *,
    const char *name, const char *label, const char *hint, size_t n);
/* value is chosen where it is the same as `chosen`. */
void field_choice_add(struct choice_field *, const char *value,
    const char *text, const char *chosen);
struct sign_field field_sign(
    struct req *, const struct faults *, const char *hint);

/* Today as it is typed into the three boxes of a day: "24 12 2026". */
const char *field_today(struct req *);

/* An id as a field holds it. */
const char *field_id(struct req *, int64_t id);
#endif
