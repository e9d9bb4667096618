/* holder_words.h - owners as forms ask for them and faults speak of them. */
#ifndef HOLDER_WORDS_H
#define HOLDER_WORDS_H
#include "form.h"
#include "holder.h"
#include "view_year.h"

struct req;

#define HOLDER_LIST "people" /* the id of the page's datalist */

/* Whom work can be given to, for the datalist. */
MUST_USE enum err holder_items(struct req *, struct text_items *);
/* The people among them: whoever can come into a group. */
MUST_USE enum err holder_person_items(struct req *, struct text_items *);

/*
 * Who was meant, as owner_known says; where nobody can be, the form has a
 * fault that says what to do.
 */
MUST_USE enum err holder_typed(struct req *, struct form *, const char *field,
    const char *typed, const char *was, struct holder *);
#endif
