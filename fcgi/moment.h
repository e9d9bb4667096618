/* moment.h - a moment: typed as a day and a time, or from an address. */
#ifndef MOMENT_H
#define MOMENT_H
#include "form.h"
#include "view_field.h"

struct moment {
	struct typed_day day; /* the boxes */
	const char *time;     /* "14:05"; "": the end of the day */
	bool asked;           /* something was typed, or is in the address */
	bool fine;            /* then at is it */
	int64_t at;           /* its last microsecond, or now within it */
};

/*
 * Boxes name-day, name-month, name-year and name-time, in the zone that pages
 * show; or, where all are empty, name itself: an instant as stood_address
 * writes it, or a day, which fills the boxes.  Neither is asked, and fine.
 * What is wrong, or yet to come, is a fault of a box.
 */
void moment_read(
    struct form *, const char *name, const char *label, struct moment *);

/* The two fields of it. */
struct day_field moment_day(struct req *, const struct faults *,
    const char *name, const char *legend, const char *hint,
    const struct moment *);
struct text_field moment_time(struct req *, const struct faults *,
    const char *name, const char *label, const struct moment *);
#endif
