/* course_form.h - a course as a form: shown, taken, and compared. */
#ifndef COURSE_FORM_H
#define COURSE_FORM_H
#include "course.h"
#include "form.h"
#include "view_manage.h"

struct req;

/* What was typed; course holds what could be made of it. */
struct course_typed {
	struct course course;
	const char *validity; /* "always", "months", "window"; "" for none */
	const char *months, *window_day, *window_month, *grace, *pass_mark;
};

/* "Introductory" and so on. */
const char *course_level_title(enum course_level);

/* A course as it would be typed. */
void course_typed_of(
    struct req *, const struct course *, struct course_typed *);

/* Take the fields; adds a fault for everything that is not of its form. */
void course_typed_take(struct form *, struct course_typed *, bool new);

/* Fill the view but for where it is sent, its title and its button. */
void course_form_fill(struct req *, const struct course_typed *,
    const struct faults *, struct manage_course_form_view *);

/* What is on record differs from what was typed: both, line by line. */
void course_form_differs(struct req *, const struct course *now,
    const struct course *typed, struct manage_course_form_view *);

/* A digest of a course, to see whether somebody changed it meanwhile. */
const char *course_form_digest(struct req *, const struct course *);
#endif
