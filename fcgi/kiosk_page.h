/* kiosk_page.h - what the pages of a terminal share. */
#ifndef KIOSK_PAGE_H
#define KIOSK_PAGE_H
#include <stdbool.h>

#include "form.h"
#include "view_kiosk.h"

struct req;

/* Is this path one of a terminal's own?  For the layout of error pages. */
bool kiosk_path(const struct req *);

/* title must last. */
struct kiosk_page kiosk_page(struct req *, const char *title);

/* A page that only says something, in a terminal's layout. */
void kiosk_message(struct req *, const char *heading, const char *advice,
    const char *reference);

/*
 * The name of an input that browsers shall not remember: "n-" and a number
 * that is another one each time.  The form holds it as "field".
 */
const char *kiosk_field(struct req *);
/* The name of the input in a form that was sent; f is malformed without. */
const char *kiosk_field_of(struct form *f);

/* The visit is over: its cookie goes, and what the browser kept. */
void kiosk_wipe(struct req *);
#endif
